// What is asked on top of a step's own question: which meaning, a person or not, which photo.
// The step's question stays open below: a plain answer to it is still an answer.
import { invariant } from '../model/errors.ts';
import { fieldOf } from '../model/fields.ts';
import type { Reading } from '../model/reading.ts';
import { openTalk } from './person.ts';
import { ask, barePrice, unread } from './question.ts';
import { answerStep, goOn } from './run.ts';
import { limits } from './state.ts';
import { taken } from './steps/ask.ts';
import { onward } from './steps/kind.ts';
import type { Move, Talk } from './talk.ts';

/** Takes an answer to the aside; false when it was none, and the step's own question may have it. */
export function answerAside(talk: Talk, reading: Reading): boolean {
  const { aside } = talk.state;
  invariant(aside, 'an aside is open');
  const { option, yesNo } = reading;
  const answersStep = 'ask' in talk.step && reading.values[talk.step.ask] !== undefined;
  if (answersStep && option === undefined) {
    delete talk.state.aside;
    return false;
  }
  switch (aside.type) {
    case 'doubt': {
      const only = aside.values.length === 1 && yesNo === 'yes' ? '=0' : undefined;
      const chosen = option ?? only ?? (yesNo === 'no' ? '=none' : undefined);
      const said = reading.values[aside.field];
      const amount = barePrice(talk);
      const priced = amount !== undefined && reading.per ? { amount, per: reading.per } : undefined;
      const named = said && 'value' in said ? said.value : priced;
      if (!chosen?.startsWith('=') && named === undefined) break;
      delete talk.state.aside;
      const value = named ?? aside.values[Number(chosen?.slice(1))];
      if (value !== undefined) settle(talk, taken(talk, aside.field, value, aside.said, nextOf(talk)));
      else if (fieldOf(aside.field).toldBy) goOn(talk, onward(nextOf(talk)));
      else unread(talk);
      return true;
    }
    case 'per': {
      const per = option?.startsWith('/') ? { amount: 1, unit: option.slice(1) } : reading.per;
      if (per === undefined) {
        // The amount is kept; what was said is asked once more.
        if (talk.state.tries + 1 >= limits.tries) break;
        talk.state.tries++;
        talk.remark('common:again.choice.1');
        ask(talk);
        return true;
      }
      delete talk.state.aside;
      settle(talk, taken(talk, aside.field, { amount: aside.amount, per }, aside.said, nextOf(talk)));
      return true;
    }
    case 'offer': {
      const chosen = option ?? (yesNo === 'yes' ? '@person' : yesNo === 'no' ? '@go_on' : undefined);
      if (chosen !== '@person' && chosen !== '@go_on') break;
      delete talk.state.aside;
      talk.state.tries = 0;
      if (chosen === '@person') openTalk(talk, 'accepted_offer');
      ask(talk);
      return true;
    }
    case 'faq': {
      if (!option?.startsWith('?')) break;
      delete talk.state.aside;
      if (option === '?') unread(talk, 'question');
      else tellAnswer(talk, option.slice(1));
      return true;
    }
    case 'photo': {
      if (!option?.startsWith('-')) break;
      delete talk.state.aside;
      removePhoto(talk, option.slice(1));
      ask(talk);
      return true;
    }
    default:
      aside satisfies never;
  }
  delete talk.state.aside;
  return false;
}

/** Answers a known question, and asks the open one again; of several that may be meant, asks which. */
export function answerFaq(talk: Talk, [id = '', ...others]: string[]): void {
  if (others.length === 0) return tellAnswer(talk, id);
  talk.aside({ type: 'faq', ids: [id, ...others] });
  ask(talk);
}

function tellAnswer(talk: Talk, id: string): void {
  talk.effects.push({ type: 'log_event', kind: 'faq_asked', data: { id } });
  talk.remark(`faq:${id}`);
  ask(talk);
}

/** What was asked on top may lead to another such question, or on. */
function settle(talk: Talk, move: Move): void {
  if (move === 'again') ask(talk);
  else goOn(talk, move);
}

const nextOf = ({ step }: Talk) => ('next' in step ? step.next : undefined);

function removePhoto(talk: Talk, id: string): void {
  const product = talk.row('product');
  const left = talk.photos().filter((photo) => photo.id !== id);
  if (!product || left.length === talk.photos().length) return;
  talk.effects.push({ type: 'remove_photo', id });
  talk.change('product', product.id, { photos: left });
  talk.remark('common:photo.removed');
}

/** An option was tapped: the question's own, or one of what was asked on top of it. */
export function optionChosen(talk: Talk, option: string): void {
  if (talk.state.aside && answerAside(talk, { text: '', values: {}, option })) return;
  answerStep(talk, { option });
}
