// What a helper does to a talk: gives it back to the bot, or mends what is known.

import { rowsOf } from '../model/facts.ts';
import type { Field } from '../model/fields.ts';
import type { Value } from '../model/values.ts';
import { run } from './run.ts';
import { split, type Talk } from './talk.ts';

/** The bot says who has left and goes on where the talk stands; past what the helper has answered meanwhile. */
export function handBack(talk: Talk, { helper, solved }: { helper: string; solved: boolean }): void {
  talk.facts = { ...talk.facts, awaitingPerson: false };
  talk.state.tries = 0;
  delete talk.state.aside;
  talk.remark(solved ? 'common:person.done' : 'common:person.left', { helper });
  run(talk);
}

export function mend(
  talk: Talk,
  { field, row, value, said }: { field: Field; row: string; value: Value; said: string },
): void {
  const [noun] = split(field);
  const known = rowsOf(talk.facts, noun).find((each) => each.id === row);
  if (!known) return;
  talk.set(field, value, said, known);
  talk.say([`common:person.mended.${field}`, 'common:person.mended'], { values: { value }, about: { noun, id: row } });
}
