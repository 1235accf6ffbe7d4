// The words of digits and tens, for amounts and for the calendar.
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
