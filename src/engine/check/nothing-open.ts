// Steps that need a product or a shop to be about, where on some way none has been opened or chosen: what is answered there
// could not be recorded.
import type { Noun } from '../../model/fields.ts';
import type { Issue } from '../content/issue.ts';
import type { Step } from '../steps/index.ts';
import { open } from './knowledge.ts';
import type { Subject } from './subject.ts';

export function nothingOpen(subject: Subject): Issue[] {
  const { roads, knowledge } = subject;
  return roads.inOrder(roads.reached).flatMap((place) => {
    const noun = nounOf(place.step);
    if (!noun || knowledge.before(place).has(open(noun))) return [];
    return [subject.inStep(place, 'nothing-open', { step: place.id, noun })];
  });
}

/** What a step is about, if it must be about something that is opened. */
function nounOf(step: Step): Noun | undefined {
  switch (step.kind) {
    case 'ask':
      return step.ask.startsWith('product.') ? 'product' : undefined;
    case 'collect':
      return 'product';
    case 'guide':
      return 'shop';
    case 'do':
      return aboutProduct.has(step.do) ? 'product' : undefined;
    default:
      return undefined;
  }
}

const aboutProduct = new Set([
  'finish_product',
  'pause_product',
  'offer_product',
  'delete_product',
  'compose',
  'clear',
]);
