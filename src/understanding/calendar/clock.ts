// Hours as they are said: "7h30", "7 giờ rưỡi", "8 giờ kém 15", "3 giờ chiều". Which hour that is, hours.ts works out.
import { half } from '../amounts/digits.ts';
import type { Token } from '../letters/normalize.ts';
import { wordBook, wordSet } from '../letters/phrases.ts';
import { countAt, isSeparator, monthWord } from './count.ts';
import { type Attempt, type DayPart, type Piece, says } from './said.ts';

const hourWord = wordSet('giờ h');
export const minuteWord = wordSet('phút ph p');
const less = wordSet('kém');
/** Never ấm; alone after a number an unmarked "am" may be âm lịch. */
const halfDay = wordBook<'am' | 'pm'>([
  ['am', 'am'],
  ['pm', 'pm'],
]);

export const dayPart = wordBook<DayPart>([
  ['sáng', 'morning'],
  ['trưa', 'noon'],
  ['chiều', 'afternoon'],
  ['tối', 'evening'],
  ['đêm', 'night'],
  ['khuya', 'night'],
]);

/** "7h30", "7 giờ rưỡi", "8 giờ kém 15", "kém 15 8 giờ", "19:30", "7 rưỡi sáng", "3 chiều", "8h pm", "8 am". */
export function clockAt(tokens: Token[], from: number, before: Piece[]): Attempt {
  const found = hourAt(tokens, from, before) ?? bareHourAt(tokens, from, before);
  if (found === 'impossible' || found?.kind !== 'said') return found;
  const halfOf = halfDay(tokens[found.end]);
  const { hour = 0, minute = 0 } = found.said;
  if (!halfOf) return found;
  if (hour > 12) return halfOf === 'am' ? 'impossible' : { ...found, end: found.end + 1 };
  const said = { hour: (hour % 12) + (halfOf === 'am' ? 0 : 12), minute, exact: true };
  return { ...found, said, end: found.end + 1 };
}

/** The number of "8 am" and "8pm". */
function bareHourAt(tokens: Token[], at: number, before: Piece[]): Attempt {
  const count = countAt(tokens, at);
  if (!count || count.value < 1 || count.value > 12) return undefined;
  const word = tokens[count.end];
  const halfOf = halfDay(word);
  if (!halfOf) return undefined;
  const isFirst = before.every(({ kind }) => kind !== 'said');
  const isLunarToo = halfOf === 'am' && !word?.glued && isFirst;
  const said = { hour: count.value, minute: 0 };
  return says(count.end, said, isLunarToo ? { or: { day: count.value, calendar: 'lunar' } } : {});
}

function hourAt(tokens: Token[], from: number, before: Piece[]): Attempt {
  const early = less(tokens[from]) ? countAt(tokens, from + 1) : undefined;
  const at = early ? (minuteWord(tokens[early.end]) ? early.end + 1 : early.end) : from;
  const count = countAt(tokens, at);
  if (!count) return undefined;
  const time = (end: number, minute: number): Attempt => {
    if (count.value > 24 || minute > 59) return 'impossible';
    return says(end, { hour: count.value, minute, exact: count.padded });
  };
  const word = tokens[count.end];
  const after = tokens[count.end + 1];
  if (word?.text === ':' && after && /^\d\d$/.test(after.text)) {
    const marked = hourWord(tokens[count.end + 2]) ? count.end + 3 : count.end + 2;
    return time(marked, Number(after.text));
  }
  const isHour =
    (hourWord(word) && (word?.bare !== 'h' || tokens[at]?.kind === 'number')) ||
    (word?.bare === 'g' && word.glued && after?.kind === 'number' && after.glued);
  if (!isHour) {
    if (early) return undefined;
    if (half(word) && (tokens.length === count.end + 1 || dayPart(after))) return time(count.end + 1, 30);
    const isOclock = less(word) && countAt(tokens, count.end + 1);
    if (isOclock) return time(isOclock.end, -isOclock.value);
    // Unmarked, "sang" and "toi" are other words as well; after a day the part of the day is its own.
    const isPlain = word?.marked || /^(?:trua|chieu|dem)$/.test(word?.bare ?? '');
    const isFirst = before.every(({ kind }) => kind !== 'said');
    return isFirst && dayPart(word) && isPlain && count.value <= 12 ? time(count.end, 0) : undefined;
  }
  if (early) return time(count.end + 1, -early.value);
  const end = count.end + 1;
  if (half(tokens[end])) return time(end + 1, 30);
  const isLess = less(tokens[end]);
  const minutes = countAt(tokens, isLess ? end + 1 : end);
  // "7h 5/3" is a day; "lúc 7 giờ mùng 5" too.
  const isMinutes = minutes && !isSeparator(tokens[minutes.end]) && !monthWord(tokens[minutes.end]);
  if (!isMinutes) return time(end, 0);
  const isEnded = minuteWord(tokens[minutes.end]) || /^['’′]$/.test(tokens[minutes.end]?.text ?? '');
  const last = isEnded ? minutes.end + 1 : minutes.end;
  return time(last, isLess ? -minutes.value : minutes.value);
}
