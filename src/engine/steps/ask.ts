// Asks for a fact. A known fact is not asked again, unless the step says so or the farmer came back to change it.
// { "ask": "product.price" }
import { z } from 'zod';
import type { Choice } from '../../model/effects.ts';
import { type Field, fieldNames, fieldOf, toldBy } from '../../model/fields.ts';
import type { Reading } from '../../model/reading.ts';
import type { Money, Value } from '../../model/values.ts';
import type { Aside } from '../state.ts';
import type { Move, Talk } from '../talk.ts';
import { onward, stepKind } from './kind.ts';

/** Kinds whose reading is read back, so that a wrong one is seen at once. */
const echoed = new Set(['money', 'quantity', 'weight', 'place', 'phone', 'season']);

export const ask = stepKind({
  schema: z.strictObject({
    ask: z.enum(fieldNames),
    /** May be passed over: to the next step, or to the one named. */
    optional: z.union([z.literal(true), z.string()]).optional(),
    /** Asks even when it is known: for steps whose purpose is a change. */
    again: z.literal(true).optional(),
    next: z.string().optional(),
  }),

  enter(talk, step) {
    const settled = talk.known(step.ask) !== undefined || talk.wasSkipped();
    return settled && !step.again && !talk.state.force ? onward(step.next) : 'wait';
  },

  question(talk, step) {
    const { kind, options = [] } = fieldOf(step.ask);
    const choices: Choice[] = options.map((id) => ({ id, text: [talk.key(`.${id}`), `common:${step.ask}.${id}`] }));
    if (step.optional) choices.push({ id: 'skip', text: [talk.key('.skip'), 'common:skip'] });
    return {
      text: [talk.key()],
      choices,
      field: step.ask,
      optional: step.optional !== undefined,
      request: kind === 'phone' ? 'contact' : undefined,
    };
  },

  answer(talk, step, { option, reading }) {
    if (option === 'skip') {
      talk.skip();
      return onward(typeof step.optional === 'string' ? step.optional : step.next);
    }
    if (option !== undefined) return taken(talk, step.ask, option, option, step.next);
    const found = reading?.values[step.ask];
    if (!found) return 'unread';
    if ('choices' in found) {
      talk.aside({ type: 'doubt', field: step.ask, values: found.choices, said: found.said });
      return 'again';
    }
    const move = taken(talk, step.ask, found.value, found.said, step.next);
    const doubt = takeTold(talk, step.ask, reading);
    if (doubt) talk.aside(doubt);
    return doubt ? 'again' : move;
  },

  leads: (step) => ({
    steps: [step.next, step.optional].filter((target) => typeof target === 'string'),
    calls: [],
    goesOn: !step.next,
  }),
});

/**
 * Records an answer and reads it back where a slip would matter. A price without a unit is for as much as it was before;
 * a first one is asked for its unit.
 */
export function taken(talk: Talk, field: Field, read: Value, said: string, next: string | undefined): Move {
  const { kind } = fieldOf(field);
  let value = read;
  if (kind === 'money' && typeof read === 'object' && 'amount' in read && !('per' in read)) {
    const per = (talk.known(field) as Money | undefined)?.per;
    if (!per) {
      talk.aside({ type: 'per', field, amount: read.amount, said });
      return 'again';
    }
    value = { amount: read.amount, per };
  }
  talk.set(field, value, said);
  const heard = kind === 'phone' && renumbered(said) ? 'common:heard.phone.moved' : `common:heard.${kind}`;
  if (echoed.has(kind)) talk.remark([talk.key('.heard'), heard], { value });
  else if (talk.frame.once && kind !== 'choice') talk.remark('common:corrected', { value });
  return onward(next);
}

/** Records what the words of an answer tell besides, without a word about it; what they leave open is to be asked. */
export function takeTold(talk: Talk, field: Field, { values }: Reading): Aside | undefined {
  for (const told of toldBy(field)) {
    const found = values[told];
    if (found && 'choices' in found) return { type: 'doubt', field: told, values: found.choices, said: found.said };
    if (found) talk.set(told, found.value, found.said);
  }
  return undefined;
}

/** Eleven digits: a number from before 2018, which has a new prefix by now. */
const renumbered = (said: string) => /^(0|84)1\d{9}$/.test(said.replace(/\D/g, ''));
