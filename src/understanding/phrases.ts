// Books of known words and phrases. A word typed without marks may be any word with those letters; a word typed
// with marks must agree with them: "hái" is never "hai", though "hai" may be "hái".
import { spell, type Token } from './normalize.ts';

type Spelled = { bare: string; marks: string };
type Entry<T> = { words: Spelled[]; value: T };

export type PhraseBook<T> = {
  /** The phrase that all these tokens are. */
  whole(tokens: Token[]): T | undefined;
  /** The longest phrase that begins at a token. */
  at(tokens: Token[], from: number): { value: T; length: number } | undefined;
};

/** When several entries fit unmarked letters, the first wins. */
export function phraseBook<T>(entries: Iterable<readonly [phrase: string, value: T]>): PhraseBook<T> {
  const byLetters = new Map<string, Entry<T>[]>();
  const byJoined = new Map<string, Entry<T>[]>();
  let longest = 0;
  for (const [phrase, value] of entries) {
    const words = phrase.normalize('NFC').split(' ').map(spell);
    const entry = { words, value };
    longest = Math.max(longest, words.length);
    put(byLetters, words.map((word) => word.bare).join(' '), entry);
    const together = words.map((word) => word.bare).join('');
    // Shorter ones run into ordinary words.
    if (words.length > 1 && together.length >= 6) put(byJoined, together, entry);
  }

  const find = (tokens: Token[], from: number, length: number): T | undefined => {
    let key = tokens[from]?.bare ?? '';
    for (let i = 1; i < length; i++) key += ` ${tokens[from + i]?.bare}`;
    return byLetters.get(key)?.find((entry) => agree(entry, tokens, from))?.value;
  };

  return {
    whole(tokens) {
      if (tokens.length === 0 || tokens.length > longest) return undefined;
      const found = find(tokens, 0, tokens.length);
      if (found !== undefined || tokens.length > 2) return found;
      return byJoined
        .get(tokens.map((token) => token.bare).join(''))
        ?.find((entry) => tokens.every((token) => !token.marked || holdsMarks(entry, token)))?.value;
    },
    at(tokens, from) {
      for (let length = Math.min(longest, tokens.length - from); length > 0; length--) {
        const value = find(tokens, from, length);
        if (value !== undefined) return { value, length };
      }
      return undefined;
    },
  };
}

function agree<T>(entry: Entry<T>, tokens: Token[], from: number): boolean {
  return entry.words.every((word, i) => {
    const token = tokens[from + i];
    return token !== undefined && (!token.marked || token.marks === word.marks);
  });
}

/** "xinchào": the marks of joined syllables cannot be told apart by place, so all of them must be the phrase's. */
function holdsMarks<T>(entry: Entry<T>, token: Token): boolean {
  const signs = (text: string) =>
    [...text]
      .filter((sign) => /[\u0300-\u036Fđ]/.test(sign))
      .sort()
      .join('');
  return signs(entry.words.map((word) => word.marks).join('')) === signs(token.marks);
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}

/** Whether a token is one of the words of a one-word book. */
export function wordBook<T>(entries: Iterable<readonly [word: string, value: T]>): (token?: Token) => T | undefined {
  const book = phraseBook(entries);
  return (token) => (token ? book.at([token], 0)?.value : undefined);
}

export function wordSet(words: string): (token?: Token) => boolean {
  const has = wordBook(words.split(/\s+/).map((word) => [word, true] as const));
  return (token) => has(token) === true;
}

/** A book of phrases that all mean the same, parted by commas. */
export function phraseSet(phrases: string): PhraseBook<true> {
  return phraseBook(phrases.split(',').map((phrase) => [phrase.trim().replace(/\s+/g, ' '), true] as const));
}
