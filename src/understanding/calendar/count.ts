// Numbers as the calendar counts: up to 99 in digits or words, and the numbers of months and quarters.
import { digit, tailDigit, ten, tens, twenty } from '../amounts/digits.ts';
import type { Token } from '../letters/normalize.ts';
import { wordSet } from '../letters/phrases.ts';

export const monthWord = wordSet('tháng thg');
const five = wordSet('năm');

/** After "mười", "hai mươi" and "hai": five is lăm there, and "hai năm" are two years. */
const unitsOf = (token: Token | undefined) => tailDigit(token) ?? (five(token) ? undefined : digit(token));

type Count = { value: number; end: number; padded: boolean };

/** "8", "hăm ba", "hai mươi mốt", "hai tám". */
export function countAt(tokens: Token[], at: number): Count | undefined {
  const token = tokens[at];
  const count = (value: number, end: number, padded = false) => ({ value, end, padded });
  if (token?.kind === 'number')
    return /^\d{1,2}$/.test(token.text) ? count(Number(token.text), at + 1, token.text[0] === '0') : undefined;
  if (twenty(token)) {
    const units = unitsOf(tokens[at + 1]);
    return units ? count(20 + units, at + 2) : undefined;
  }
  if (ten(token)) {
    const units = unitsOf(tokens[at + 1]);
    return units ? count(10 + units, at + 2) : count(10, at + 1);
  }
  const first = digit(token);
  if (!first) return undefined;
  if (tens(tokens[at + 1])) {
    const units = unitsOf(tokens[at + 2]);
    return count(first * 10 + (units ?? 0), at + (units ? 3 : 2));
  }
  const second = first > 1 && first < 6 ? unitsOf(tokens[at + 1]) : undefined;
  return second ? count(first * 10 + second, at + 2) : count(first, at + 1);
}

/** What months, weekdays and quarters are called by: "tư" as well, but never "lăm" ("thang lam" is what one does then). */
export const nameNumber = (token: Token | undefined) => digit(token) ?? (tailDigit(token) === 4 ? 4 : undefined);

/** The number after "tháng" in digits or words; "tháng một" says none, for to some it is the eleventh (monthAt). */
export function monthNumberAt(tokens: Token[], at: number): { month: number; end: number } | 'impossible' | undefined {
  const [token, after] = [tokens[at], tokens[at + 1]];
  if (token?.kind === 'number') {
    const month = monthOf(token.text);
    return month ? { month, end: at + 1 } : 'impossible';
  }
  const units = ten(token) ? unitsOf(after) : undefined;
  if (units) return units <= 2 ? { month: 10 + units, end: at + 2 } : 'impossible';
  const month = ten(token) ? 10 : nameNumber(token);
  return month && month > 1 ? { month, end: at + 1 } : undefined;
}

export function monthOf(digits: string): number | undefined {
  const month = Number(digits);
  return /^\d{1,2}$/.test(digits) && month >= 1 && month <= 12 ? month : undefined;
}

const roman = ['i', 'ii', 'iii', 'iv'];

/** "quý 3", "quý III", "quý ba"; Roman ones by text, for "III" loses its repeated letters among words. */
export function quarterNumber(token: Token): number | undefined {
  if (token.kind === 'number') return Number(token.text);
  return roman.indexOf(token.text.toLowerCase()) + 1 || nameNumber(token);
}

export const isSeparator = (token: Token | undefined) => /^[/–-]$/.test(token?.text ?? '');
