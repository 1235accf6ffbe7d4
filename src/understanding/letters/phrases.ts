// Books of known words and phrases. A word typed without marks may be any word with those letters; a word typed
// with marks must agree with them: "hái" is never "hai", though "hai" may be "hái".
import { asSaid, soundsLike } from './misspelled.ts';
import { agrees, type Spelled, spell, type Token } from './normalize.ts';
import { shortened } from './shorthand.ts';
import { isSyllable } from './syllables.ts';

export type PhraseBook<T> = {
  /** The phrase that all these tokens are. */
  whole(tokens: Token[]): T | undefined;
  /** The same for a phrase of several words with northern onsets ("nùi lại"), for those who ask for it. */
  sounding(tokens: Token[]): T | undefined;
  /** The longest phrase that begins at a token. */
  at(tokens: Token[], from: number): { value: T; length: number } | undefined;
};

type Entry<T> = { words: Spelled[]; value: T };
/** A tree of words without marks: most look-ups end at the first one. */
type Node<T> = { next: Map<string, Node<T>>; ends: Entry<T>[] };

/** When several entries fit unmarked letters, the first wins. */
export function phraseBook<T>(entries: Iterable<readonly [phrase: string, value: T]>): PhraseBook<T> {
  const root: Node<T> = { next: new Map(), ends: [] };
  const byJoined = new Map<string, Entry<T>[]>();
  const short: Entry<T>[] = [];
  let sounds: Node<T> | undefined;
  for (const [phrase, value] of entries) {
    for (const [i, form] of shortened(phrase.normalize('NFC')).entries()) {
      const entry = { words: form.split(' ').map(spell), value };
      if (i > 0) short.push(entry);
      else add(root, byJoined, entry);
    }
  }
  // After all the others: a phrase of its own comes before the short form of another.
  for (const entry of short) add(root, byJoined, entry);

  const joined = (tokens: Token[], from: number, to: number): T | undefined => {
    if (byJoined.size === 0) return undefined;
    let key = tokens[from]?.typed?.bare ?? tokens[from]?.bare ?? '';
    for (let at = from + 1; at < to; at++) key += tokens[at]?.typed?.bare ?? tokens[at]?.bare;
    return byJoined.get(key)?.find((entry) => holdsMarks(entry, tokens, from, to))?.value;
  };

  return {
    whole(tokens) {
      if (tokens.length === 0) return undefined;
      const found = exactly(root, tokens, 0);
      if (found && isGuess(found, tokens)) return undefined;
      return found || tokens.length > mostJoined ? found?.value : joined(tokens, 0, tokens.length);
    },
    sounding(tokens) {
      if (tokens.length < 2 || tokens.length > mostSounding) return undefined;
      sounds ??= soundsOf(root);
      let node: Node<T> | undefined = sounds;
      for (let at = 0; node && at < tokens.length; at++) node = node.next.get(asSaid(tokens[at]?.bare ?? ''));
      return node?.ends.find(({ words }) => soundsLike(words, tokens))?.value;
    },
    at(tokens, from) {
      const token = tokens[from];
      if (!token) return undefined;
      const found = longest(root, tokens, from, from);
      if (found) return { value: found.value, length: found.words.length };
      // "gapcanbo" among other words.
      const value =
        token.kind === 'word' && token.bare.length >= shortestJoined ? joined(tokens, from, from + 1) : undefined;
      return value === undefined ? undefined : { value, length: 1 };
    },
  };
}

/** Shorter ones run into ordinary words; of more tokens, fewer are joined than not. */
const shortestJoined = 4;
const mostJoined = 4;
const mostSounding = 6;

function add<T>(root: Node<T>, byJoined: Map<string, Entry<T>[]>, entry: Entry<T>): void {
  plant(
    root,
    entry.words.map(({ bare }) => bare),
    entry,
  );
  if (entry.words.length === 1) return;
  if (!join(byJoined, entry)) return;
  // "kbiet", "kocần": the short forms of không grow together with what follows.
  for (const no of ['k', 'ko']) {
    const words = entry.words.map((word) => (word.bare === 'khong' ? { bare: no, marks: no } : word));
    if (words.some((word) => word.bare === no)) join(byJoined, { ...entry, words });
  }
}

function join<T>(byJoined: Map<string, Entry<T>[]>, entry: Entry<T>): boolean {
  const key = entry.words.map((word) => word.bare).join('');
  const isClear = key.length >= shortestJoined && !isSyllable(key);
  if (isClear) put(byJoined, key, entry);
  return isClear;
}

function plant<T>(root: Node<T>, path: string[], entry: Entry<T>): void {
  let node = root;
  for (const letters of path) {
    const next: Node<T> = node.next.get(letters) ?? { next: new Map(), ends: [] };
    node.next.set(letters, next);
    node = next;
  }
  node.ends.push(entry);
}

/** The same phrases by the sound of their words. */
function soundsOf<T>(root: Node<T>): Node<T> {
  const sounds: Node<T> = { next: new Map(), ends: [] };
  const visit = (node: Node<T>) => {
    for (const entry of node.ends)
      plant(
        sounds,
        entry.words.map(({ bare }) => asSaid(bare)),
        entry,
      );
    for (const next of node.next.values()) visit(next);
  };
  visit(root);
  return sounds;
}

/** The phrase that the tokens are from here on: each as it is read, or else as it was typed. */
function exactly<T>(node: Node<T>, tokens: Token[], at: number): Entry<T> | undefined {
  const token = tokens[at];
  if (!token) return agreeing(node, tokens, 0);
  const read = node.next.get(token.bare);
  const typed = token.typed && node.next.get(token.typed.bare);
  return (read && exactly(read, tokens, at + 1)) ?? (typed && exactly(typed, tokens, at + 1));
}

function longest<T>(node: Node<T>, tokens: Token[], from: number, at: number): Entry<T> | undefined {
  const token = tokens[at];
  const read = token && node.next.get(token.bare);
  const typed = token?.typed && node.next.get(token.typed.bare);
  return (
    (read && longest(read, tokens, from, at + 1)) ??
    (typed && longest(typed, tokens, from, at + 1)) ??
    agreeing(node, tokens, from)
  );
}

function agreeing<T>({ ends }: Node<T>, tokens: Token[], from: number): Entry<T> | undefined {
  for (const entry of ends) if (agree(entry, tokens, from)) return entry;
  return undefined;
}

/** "dungf" by itself is dùng; only other words tell that its signs are missing and it is dừng. */
function isGuess<T>({ words }: Entry<T>, [token, ...others]: Token[]): boolean {
  const isToned = token?.typed && /[\u0300\u0301\u0303\u0309\u0323]/.test(token.marks);
  const isTyped = words[0]?.bare === token?.typed?.bare;
  return others.length === 0 && isToned === true && !isTyped && words[0]?.marks !== token?.marks;
}

function agree<T>(entry: Entry<T>, tokens: Token[], from: number): boolean {
  for (let i = 0; i < entry.words.length; i++) {
    const word = entry.words[i];
    const token = tokens[from + i];
    if (!word || !token || !agrees(token, word)) return false;
  }
  return true;
}

/** "xinchào": which syllable a mark was typed on cannot be told, so the marks of all of them must be the phrase's. */
function holdsMarks<T>(entry: Entry<T>, tokens: Token[], from: number, to: number): boolean {
  const meant = signsOf(entry.words.map((word) => word.marks).join(''));
  let isWhole = true;
  for (let at = from; at < to; at++) {
    const token = tokens[at]?.typed ?? tokens[at];
    if (!token?.marked) isWhole = false;
    for (const sign of signsOf(token?.marks ?? '')) {
      const found = meant.indexOf(sign);
      if (found < 0) return false;
      meant.splice(found, 1);
    }
  }
  return !isWhole || meant.length === 0;
}

const signsOf = (marks: string) => [...marks].filter((sign) => /[\u0300-\u036Fđ]/u.test(sign));

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}

/** Whether a token is one of the words of a one-word book. */
export function wordBook<T>(entries: Iterable<readonly [word: string, value: T]>): (token?: Token) => T | undefined {
  const book = new Map<string, { spelled: Spelled; value: T }[]>();
  for (const [word, value] of entries) {
    const spelled = spell(word);
    put(book, spelled.bare, { spelled, value });
  }
  const find = (token: Token, bare: string): T | undefined => {
    const words = book.get(bare);
    if (words) for (const { spelled, value } of words) if (agrees(token, spelled)) return value;
    return undefined;
  };
  return (token) => token && (find(token, token.bare) ?? (token.typed && find(token, token.typed.bare)));
}

export function wordSet(words: string): (token?: Token) => boolean {
  const has = wordBook(words.split(/\s+/).map((word) => [word, true] as const));
  return (token) => has(token) === true;
}

/** A book of phrases that all mean the same, parted by commas. */
export function phraseSet(phrases: string): PhraseBook<true> {
  return phraseBook(phrases.split(',').map((phrase) => [phrase.trim().replace(/\s+/g, ' '), true] as const));
}
