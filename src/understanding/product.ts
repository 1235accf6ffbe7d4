// What kind of produce a name names, and its OCOP group. The head of a Vietnamese name stands first: "trứng gà" is an egg,
// "bánh chưng gạo nếp" a cake. What is only described ("ngon", "nhà làm") is passed over.
import type { Produce, ProduceKind } from '../model/values.ts';
import { clean, parsed, spell, type Token, tokenize } from './letters/normalize.ts';
import { withoutFrame } from './text.ts';

/** Kinds by the letters of their names, the same letters with other marks side by side. */
export type ProduceBook = { byLetters: Map<string, { marks: string[]; produce: Produce }[]>; longest: number };

export function produceBook(kinds: ProduceKind[]): ProduceBook {
  const byLetters: ProduceBook['byLetters'] = new Map();
  let longest = 0;
  for (const { kind, group, names } of kinds)
    for (const name of names) {
      const words = name.normalize('NFC').split(' ').map(spell);
      longest = Math.max(longest, words.length);
      const letters = words.map((word) => word.bare).join(' ');
      const entry = { marks: words.map((word) => word.marks), produce: { kind, group } };
      byLetters.set(letters, [...(byLetters.get(letters) ?? []), entry]);
    }
  return { byLetters, longest };
}

/** One kind is sure; the same letters with other marks are asked back: "dua" is dứa, dừa or dưa. */
export function readProduct(
  text: string,
  book: ProduceBook,
): { said: string; value: Produce } | { said: string; choices: Produce[] } | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(withoutFrame(said))).filter((token) => token.kind === 'word');
  for (let from = 0; from < tokens.length; from++) {
    for (let length = Math.min(book.longest, tokens.length - from); length > 0; length--) {
      const found = kindsAt(tokens, from, length, book);
      if (found.length === 0) continue;
      const [only] = found;
      // One syllable without marks may be any word with those letters: alone it is taken, first it is asked back.
      const isSure = length > 1 || tokens.length === 1 || tokens[from]?.marked;
      if (!isSure && from > 0) continue;
      return only && found.length === 1 && isSure ? { said, value: only } : { said, choices: found.slice(0, 3) };
    }
    // A few words may lead to the head ("dạ nhà em có …"), no story.
    if (from === 4) return undefined;
  }
  return undefined;
}

/** "còn na nữa" → "còn nữa": what is said of goods, whichever they are. */
export function withoutProduce(tokens: Token[], book: ProduceBook): Token[] {
  const rest: Token[] = [];
  for (let from = 0; from < tokens.length; ) {
    const found = produceAt(tokens, from, book);
    if (!found) rest.push(...tokens.slice(from, from + 1));
    from += found?.length ?? 1;
  }
  return rest;
}

/** The longest name of produce that begins at a token, and the kinds that are called so. */
export function produceAt(
  tokens: Token[],
  from: number,
  book: ProduceBook,
): { kinds: string[]; length: number } | undefined {
  for (let length = Math.min(book.longest, tokens.length - from); length > 0; length--) {
    const found = kindsAt(tokens, from, length, book);
    if (found.length > 0) return { kinds: found.map(({ kind }) => kind), length };
  }
  return undefined;
}

function kindsAt(tokens: Token[], from: number, length: number, book: ProduceBook): Produce[] {
  let letters = tokens[from]?.bare ?? '';
  for (let at = from + 1; at < from + length; at++) letters += ` ${tokens[at]?.bare}`;
  const known = book.byLetters.get(letters);
  if (!known) return [];
  const words = tokens.slice(from, from + length);
  const agreeing = known.filter(({ marks }) => words.every((word, at) => !word.marked || word.marks === marks[at]));
  const typed = agreeing.filter(
    ({ marks }) => words.some((word) => word.marked) && words.every((word, at) => word.marks === marks[at]),
  );
  const kinds = (typed.length > 0 ? typed : agreeing).map(({ produce }) => produce);
  return kinds.filter((one, at) => kinds.findIndex(({ kind }) => kind === one.kind) === at);
}
