// What a farmer's words mean: the whole face of understanding. Pure and quick; it never throws on any words, and
// never takes one near thing for another: what is in doubt comes back as at most three choices.
import type { Field, Kind } from '../model/fields.ts';
import type { FieldReading, ReadContext } from '../model/reading.ts';
import type { Meaning } from '../model/values.ts';
import { readMoney } from './amounts/money.ts';
import type { Lexicon } from './lexicon.ts';
import { readers } from './readers.ts';

export { canonical } from './amounts/quantity.ts';
export { readPeriod } from './calendar/season.ts';
export { fold } from './letters/fold.ts';
export type { Lexicon } from './lexicon.ts';
export { masked, readSecret } from './people/secrets.ts';
export { indexPlaces, type PlaceDatabase, type PlaceIndex, placeDatabaseOf } from './places/place-index.ts';
export { readAll } from './reading/read-all.ts';
export { readCommand, readYesNo } from './speech.ts';

/**
 * Reads words as one kind of thing; `undefined` when they are no such thing. For a field only what it can hold is sure:
 * "300-350k" is a range of money, but asked back where one price is wanted.
 */
export function read(
  kind: Kind,
  text: string,
  context: ReadContext & { field: Field },
  lexicon: Lexicon,
): FieldReading | undefined;
export function read(
  kind: Kind,
  text: string,
  context: ReadContext,
  lexicon: Lexicon,
): FieldReading<Meaning> | undefined;
export function read(
  kind: Kind,
  text: string,
  context: ReadContext,
  lexicon: Lexicon,
): FieldReading<Meaning> | undefined {
  if (kind === 'money' && !context.field) return readMoney(text);
  return readers[kind](text, { ...context, kind }, lexicon);
}
