// What is known, as the engine sees it: plain rows by noun, read fresh for each turn.
import type { Noun } from './fields.ts';

/** A row of a noun's table; its properties are the field names without the noun (`price` of `product.price`). */
export type Row = { id: string; [property: string]: unknown };

export type PhotoFact = { id: string; state: 'waiting' | 'ready' };

export type ConsentState = 'granted' | 'refused' | 'withdrawn';

export type Facts = {
  contact: Row;
  household?: Row;
  /** Not deleted, oldest first, drafts included. `photos` is a list of PhotoFact. */
  product: Row[];
  shop: Row[];
  /** The newest word on each purpose (`prepare`, `marketplace:buudien`, `agency:…`, `statistics`). */
  consents: Record<string, ConsentState>;
  /** Photos that came before there was a product to put them with. */
  loosePhotos: PhotoFact[];
  /** A person has been asked for and has not finished yet. */
  awaitingPerson: boolean;
  /** When they last wrote, in milliseconds since 1970; absent on the first message. */
  lastSeenAt?: number;
};

/** The rows of a noun, whether it is one or many. */
export function rowsOf(facts: Facts, noun: Noun): Row[] {
  const rows = facts[noun];
  if (rows === undefined) return [];
  return Array.isArray(rows) ? rows : [rows];
}
