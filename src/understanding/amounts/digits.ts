// The words of digits and tens, for amounts and for the calendar; and what stands between two numbers, or before one.
import type { Token } from '../letters/normalize.ts';
import { wordBook, wordSet } from '../letters/phrases.ts';

export const digit = wordBook([
  ['một', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['năm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
]);
/** Only after another digit or a scale; "tư" also after "tháng" and "thứ". */
export const tailDigit = wordBook([
  ['mốt', 1],
  ['tư', 4],
  ['lăm', 5],
  ['nhăm', 5],
]);
export const ten = wordSet('mười');
export const tens = wordSet('mươi');
export const twenty = wordSet('hăm');
export const half = wordSet('rưỡi rưởi');
export const halfBefore = wordSet('nửa');

/** After a unit: tenths of it, mostly; "hai tạ tư", "một sào hai". */
export const digitAfterUnit = wordBook(
  ['mốt', 'hai', 'ba', 'bốn tư', 'năm lăm', 'sáu', 'bảy bẩy', 'tám', 'chín'].flatMap((words, i) =>
    words.split(' ').map((word): [string, number] => [word, i + 1]),
  ),
);

const spread = wordSet('đến tới hoặc hay');
/** "2-3 tạ", "2 đến 3 tạ" */
export const isSpread = (token?: Token): boolean => spread(token) || /^[-–—~]$/.test(token?.text ?? '');

export function isMinus(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.kind === 'mark' && /^[-–−]$/.test(before.text) && (tokens[at]?.glued ?? false);
}
