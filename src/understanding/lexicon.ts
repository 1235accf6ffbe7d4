// What an edition's content and the map of places add to the fixed words: data in, books for look-up out.
// Compiled once per lexicon; the same lexicon always gives the same books.
import type { Field } from '../model/fields.ts';
import type { ProduceKind } from '../model/values.ts';
import { type FieldBook, fieldBook } from './acts/correct.ts';
import { faqBook } from './acts/faq.ts';
import { type PhraseBook, phraseBook } from './letters/phrases.ts';
import type { PlaceIndex } from './places/place-index.ts';
import { type ProduceBook, produceBook } from './product.ts';

export type Lexicon = {
  places: PlaceIndex;
  /** The phrases that open a flow. */
  opens: { flow: string; phrases: string[] }[];
  /** The words by which farmers name a field. */
  fieldNames: Partial<Record<Field, string[]>>;
  produce: ProduceKind[];
  /** The known questions, each with ways to ask it. */
  faq: { id: string; ask: string[] }[];
};

export type Books = {
  opens: PhraseBook<string>;
  fields: FieldBook;
  produce: ProduceBook;
  faq: ReturnType<typeof faqBook>;
};

const compiled = new WeakMap<Lexicon, Books>();

export function booksOf(lexicon: Lexicon): Books {
  const known = compiled.get(lexicon);
  if (known) return known;
  const books: Books = {
    opens: phraseBook(lexicon.opens.flatMap(({ flow, phrases }) => phrases.map((phrase) => [phrase, flow] as const))),
    fields: fieldBook(lexicon.fieldNames),
    produce: produceBook(lexicon.produce),
    faq: faqBook(lexicon.faq),
  };
  compiled.set(lexicon, books);
  return books;
}
