// One word's letters, with and without its marks, whatever the habit of placing tones, writing i and y, or leaning on
// a key. The form in which typed words and known words are compared.

export type Spelled = {
  /** Letters without marks, lower case, i for a lone y. */
  bare: string;
  /** Letters with their marks, the tone at the end: "hoà" and "hòa" are one. */
  marks: string;
};

const tones = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323']);
const qualities = new Set(['\u0302', '\u0306', '\u031B']);

/** What is longer is no word, however it is cut; the longest names run together are shorter. */
const longest = 60;

/** People use the same words over and over. Emptied when full. */
const known = new Map<string, Spelled>();

export function spell(word: string): Spelled {
  const before = known.get(word);
  if (before) return before;
  const spelled = spelledOut(word.slice(0, longest));
  if (known.size >= 4_000) known.clear();
  if (word.length <= 20) known.set(word, spelled);
  return spelled;
}

function spelledOut(word: string): Spelled {
  let letters = '';
  let plain = '';
  let tone = '';
  for (const sign of small(word)) {
    // Syllables written in one ("đạitừ") have a tone each.
    if (tones.has(sign)) tone += sign;
    else if (qualities.has(sign)) letters += sign;
    else if (sign >= '\u0300' && sign <= '\u036F') continue;
    else {
      letters += sign;
      plain += sign === 'đ' ? 'd' : sign;
    }
  }
  const whole = lettersAlike(letters).replace('uo\u031B', 'u\u031Bo\u031B');
  return { bare: lettersAlike(plain), marks: whole + tone };
}

/** Small letters with their marks apart (NFD), fancy letters as plain ones, none three times. */
export function small(word: string): string {
  const lower = word.normalize('NFKD').toLowerCase().replace(/[ðɖ]/g, 'đ');
  // "đượccc", "okkkk", "dạaaa": nobody means a letter three times.
  return lower.replace(/(\p{L})[\u0300-\u036F]*(?:\1[\u0300-\u036F]*){2,}/gu, (run, letter: string) =>
    [letter, ...new Set(run.match(/[\u0300-\u036F]/g))].join(''),
  );
}

/** "kỹ" is "kĩ", "quý" is "quí"; but "tay" is not "tai". */
function lettersAlike(word: string): string {
  return /^(?:qu|[bcdđghklmnpqrstvx]+)y$/.test(word) ? `${word.slice(0, -1)}i` : word;
}
