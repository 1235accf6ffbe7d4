// What a marketplace must have of a product or household, and nobody asks for: the hand-over would fail.
import type { Field } from '../../model/fields.ts';
import type { Issue } from '../content/issue.ts';
import type { Step } from '../steps/index.ts';
import type { Subject } from './subject.ts';

export function requiredFieldNeverCollected(subject: Subject): Issue[] {
  const { roads, playbook } = subject;
  const collected = new Set([...roads.reached].map(({ step }) => filledBy(step)));
  return Object.values(playbook.marketplaces)
    .filter(({ status }) => status !== 'closed')
    .flatMap(({ marketplace, name, fields }) =>
      fields.flatMap(({ field, required }, at) => {
        if (!required || collected.has(field)) return [];
        const file = `flows/marketplaces/${marketplace}.yaml`;
        return [subject.inFile(file, ['fields', at], 'required-field-never-collected', { field, marketplace: name })];
      }),
    );
}

function filledBy(step: Step): Field | undefined {
  switch (step.kind) {
    case 'ask':
      return step.ask;
    case 'collect':
      return step.collect;
    case 'do':
      return step.do === 'compose' ? step.field : undefined;
    default:
      return undefined;
  }
}
