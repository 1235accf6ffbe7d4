// What a farmer's words mean: the whole face of understanding. Pure and quick; it never throws on any words, and
// never takes one near thing for another: what is in doubt comes back as at most three choices.
import type { Kind } from '../model/fields.ts';
import type { FieldReading, ReadContext } from '../model/reading.ts';
import type { Lexicon } from './lexicon.ts';
import { readers } from './readers.ts';

export { fold } from './fold.ts';
export type { Lexicon } from './lexicon.ts';
export { indexPlaces, type PlaceDatabase, type PlaceIndex, placeDatabaseOf } from './place-index.ts';
export { readAll } from './read-all.ts';
export { masked, readSecret } from './secrets.ts';
export { readCommand, readYesNo } from './speech.ts';

/** Reads words as one kind of field; `undefined` when they are no such thing. */
export function read(kind: Kind, text: string, context: ReadContext, lexicon: Lexicon): FieldReading | undefined {
  return readers[kind](text, { ...context, kind }, lexicon.places);
}
