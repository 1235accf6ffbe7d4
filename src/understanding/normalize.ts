// A message made readable: one Unicode form, no invisible characters, cut into tokens that know their marks.
// Tokens keep their place in the cleaned text, so that what was said can be quoted as it was written.

/** Nothing longer is looked at; the rest of such a message is not an answer. */
const longestKept = 4_000;
const longestParsed = 500;

/** The form in which a message is kept: NFC, ordinary spaces, no zero-width characters, Đ for its look-alikes. */
export function clean(text: string): string {
  return (
    cut(text, longestKept)
      .replace(/[\u200B\u200C\u2060\uFEFF\u00AD]/g, '')
      // The joiner holds an emoji family together; anywhere else it only breaks words.
      .replace(/(\p{Extended_Pictographic}\uFE0F?\u200D)|\u200D/gu, '$1')
      .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]/g, ' ')
      .replace(/\r\n?/g, '\n')
      .normalize('NFC')
      .replace(/[ÐƉ]/g, 'Đ')
      .replace(/[ðɖ]/g, 'đ')
      .trim()
  );
}

/** The part of a cleaned message in which answers are looked for. */
export function parsed(text: string): string {
  return cut(text, longestParsed);
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.charCodeAt(length - 1);
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? length - 1 : length);
}

export type Token = {
  kind: 'word' | 'number' | 'mark';
  /** As written. */
  text: string;
  /** Letters without marks, lower case, i for a lone y. */
  bare: string;
  /** Letters with their marks, the tone at the end: "hoà" and "hòa" are one. */
  marks: string;
  marked: boolean;
  start: number;
  end: number;
  /** No space between this token and the one before it. */
  glued: boolean;
};

/** Full-width characters as ASCII, at the same places. */
export function narrow(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const match of narrow(text).matchAll(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+|\S/gu)) {
    const found = match[0];
    const first = found.charCodeAt(0);
    const kind = first >= 48 && first <= 57 ? 'number' : /^[\p{L}\p{M}]/u.test(found) ? 'word' : 'mark';
    const letters = kind === 'word' ? spell(found) : { bare: found, marks: found };
    tokens.push({
      kind,
      text: text.slice(match.index, match.index + found.length),
      ...letters,
      marked: letters.bare !== letters.marks,
      start: match.index,
      end: match.index + found.length,
      glued: match.index === end,
    });
    end = match.index + found.length;
  }
  return tokens;
}

const tones = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323']);
const qualities = new Set(['\u0302', '\u0306', '\u031B']);

/** One word's letters with and without marks, whatever the habit of placing tones or writing i and y. */
export function spell(word: string): { bare: string; marks: string } {
  // "đượccc", "okkkk": nobody means a letter three times.
  const lower = word.toLowerCase().replace(/(\p{L}\p{M}*)\1{2,}/gu, '$1');
  let letters = '';
  let plain = '';
  let tone = '';
  for (const sign of lower.normalize('NFD')) {
    if (tones.has(sign)) tone = sign;
    else if (qualities.has(sign)) letters += sign;
    else if (sign >= '\u0300' && sign <= '\u036F') continue;
    else {
      letters += sign;
      plain += sign === 'đ' || sign === 'ð' || sign === 'ɖ' ? 'd' : sign;
    }
  }
  const whole = lettersAlike(letters).replace('uo\u031B', 'u\u031Bo\u031B');
  return { bare: lettersAlike(plain), marks: whole + tone };
}

/** "kỹ" is "kĩ", "quý" is "quí"; but "tay" is not "tai". */
function lettersAlike(word: string): string {
  return /^(?:qu|[bcdđghklmnpqrstvx]+)y$/.test(word) ? `${word.slice(0, -1)}i` : word;
}

/** A stretch of tokens as it was written. */
export function quote(text: string, tokens: Token[], from = 0, to = tokens.length): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last && to > from ? text.slice(first.start, last.end) : '';
}
