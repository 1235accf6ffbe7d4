// Words of the talk with a slip of the finger in them, or an onset as the north says it. Precision first: a slip is
// only seen in letters that are no word at all, and a northern onset only in a phrase that is otherwise word for word.
import { agrees, respelled, type Token } from './normalize.ts';
import { type Spelled, spell } from './spelling.ts';
import { isSyllable } from './syllables.ts';

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Keys side by side, in a row or one above the other. */
function areNeighbours(one: string, other: string): boolean {
  const [a, b] = [one, other].map((key) => {
    const row = rows.findIndex((keys) => keys.includes(key));
    return { row, column: (rows[row]?.indexOf(key) ?? 0) + row / 2 };
  });
  return a !== undefined && b !== undefined && Math.abs(a.row - b.row) <= 1 && Math.abs(a.column - b.column) <= 1;
}

/** One slip: two letters swapped, one left out, one twice or with its neighbour, or its neighbour instead. */
export function isSlip(typed: string, meant: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  switch (typed.length - meant.length) {
    case 0: {
      const isSwap =
        typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && endAlike(typed, at + 2, meant, at + 2);
      return isSwap || (endAlike(typed, at + 1, meant, at + 1) && areNeighbours(typed.charAt(at), meant.charAt(at)));
    }
    case 1: {
      if (!endAlike(typed, at + 1, meant, at)) return false;
      const beside = [typed.charAt(at - 1), typed.charAt(at + 1)];
      return beside.some((key) => key !== '' && areNeighbours(typed.charAt(at), key));
    }
    case -1:
      return endAlike(typed, at, meant, at + 1);
    default:
      return false;
  }
}

/** From these places on, both have the same letters. */
function endAlike(one: string, from: number, other: string, start: number): boolean {
  for (let at = 0; from + at < one.length; at++) if (one[from + at] !== other[start + at]) return false;
  return one.length - from === other.length - start;
}

/** Puts right a slip in letters that are no syllable, where only one of these words can be meant. */
export function mender(vocabulary: Iterable<string>): (token: Token) => Token {
  const words = [...new Set(vocabulary)].map(spell).filter((word) => word.bare.length > 2 && isSyllable(word.bare));
  const byLength = Array.from({ length: 10 }, (_, length) => words.filter(({ bare }) => bare.length === length));
  return (token) => {
    const { bare, marks, marked, typed, kind } = token;
    if (kind !== 'word' || typed || bare.length < 3 || bare.length > 8 || isSyllable(bare)) return token;
    let first: Spelled | undefined;
    for (let length = bare.length - 1; length <= bare.length + 1; length++)
      for (const word of byLength[length] ?? []) {
        if (!isSlip(bare, word.bare) || (marked && signs(marks) !== signs(word.marks))) continue;
        if (first && first.bare !== word.bare) return token;
        first ??= word;
      }
    if (!first) return token;
    const meant = marked ? first : { bare: first.bare, marks: first.bare };
    return respelled(token, meant, marked, { bare, marks, marked });
  };
}

const signs = (marks: string) => [...marks].filter((sign) => /[\u0300-\u036Fđ]/u.test(sign)).join('');

const onset = /^(?:tr|ch|gi(?=[aeiou])|[rdlsx]|n(?![gh]))/;
const alike: Record<string, string> = { tr: 'ch', gi: 'd', r: 'd', l: 'n', x: 's' };
/** Ordinary words that would be others: noon is not chưa, "nấm xào" is no question. */
const own = new Set(['trưa', 'nấm', 'xài'].map((word) => spell(word).marks));

/** One form for words that the north says alike: l/n, s/x, ch/tr, d/gi/r. */
export const asSaid = (bare: string): string =>
  'tgrlx'.includes(bare.charAt(0)) ? bare.replace(onset, (first) => alike[first] ?? first) : bare;

/** Whether these words sound like the phrase: some are its own, and only the onsets of the others differ. */
export function soundsLike(words: Spelled[], tokens: Token[]): boolean {
  const isMarked = tokens.some((token) => token.marked);
  let exact = 0;
  for (const [i, word] of words.entries()) {
    const token = tokens[i];
    if (!token) return false;
    if (agrees(token, word)) {
      exact++;
      continue;
    }
    // đ is no d.
    if (own.has(token.marks) || token.marks.startsWith('đ') || word.marks.startsWith('đ')) return false;
    if (isMarked && token.marks.replace(onset, '') !== word.marks.replace(onset, '')) return false;
  }
  // Without marks too many words sound alike: then most must be the phrase's own.
  return isMarked ? exact > 0 : words.length > 2 && exact * 2 >= words.length;
}
