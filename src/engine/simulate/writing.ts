// How people write: the same words without marks, mistyped, or in shorthand.
import type { Random } from './random.ts';

export type Hand = 'plain' | 'unmarked' | 'mistyped' | 'shorthand';

/** Words as this hand writes them. Digits are always as meant: a slip in a price is another price, no typo. */
export function written(hand: Hand, words: string, random: Random): string {
  switch (hand) {
    case 'plain':
      return words;
    case 'unmarked':
      return unmarked(words);
    case 'mistyped':
      return words.replace(/\p{L}+/gu, (word) =>
        word.length > 2 && random.chance(0.12) ? mistyped(word, random) : word,
      );
    case 'shorthand':
      return words.replace(/\p{L}+/gu, (word) => shorthand.get(word.toLowerCase()) ?? word);
    default:
      return hand satisfies never;
  }
}

const unmarked = (words: string) =>
  words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

const shorthand = new Map(
  Object.entries({
    không: 'ko',
    được: 'đc',
    rồi: 'r',
    với: 'vs',
    gì: 'j',
    vâng: 'vg',
    nghìn: 'k',
    một: '1',
    hai: '2',
    số: 'sđt',
    người: 'ng',
    bây: 'h',
  }),
);

/** One slip of the finger, or of the keyboard's way of making marks. */
function mistyped(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const [before, one, two, after] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)];
  switch (random.below(4)) {
    case 0:
      return before + two + one + after;
    case 1:
      return before + one + one + two + after;
    case 2:
      return unmarked(word);
    default:
      return telex(word);
  }
}

const keys: Record<string, string> = {
  '\u0300': 'f',
  '\u0301': 's',
  '\u0302': 'd',
  '\u0303': 'x',
  '\u0306': 'w',
  '\u0309': 'r',
  '\u031b': 'w',
  '\u0323': 'j',
};

/** The keys as they were pressed, where Telex was switched off: "tân" → "taan". */
const telex = (word: string) =>
  word
    .normalize('NFD')
    .replace(/(\p{L})\u0302/gu, '$1$1')
    .replaceAll('đ', 'dd')
    .replace(/\p{M}/gu, (mark) => keys[mark] ?? '');
