// Days by their distance from now: "2 tiếng nữa", "tuần nữa", "3 ngày trước", "cách đây 2 tuần", "vài hôm nữa".
import { digit, half, halfBefore } from '../amounts/digits.ts';
import { numberAt } from '../amounts/number.ts';
import type { Token } from '../letters/normalize.ts';
import { phraseBook, wordSet } from '../letters/phrases.ts';
import { minuteWord } from './clock.ts';
import { countAt } from './count.ts';
import { type Attempt, links, type Piece, type Said, says } from './said.ts';

const next = wordSet('sau');
const ahead = wordSet('nữa');
const back = wordSet('trước');
const upcoming = wordSet('tới');
const within = wordSet('trong vòng');

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
const units = phraseBook<Unit>([
  ['phút', 'minute'],
  ['tiếng', 'hour'],
  ['giờ', 'hour'],
  ['tiếng đồng hồ', 'hour'],
  ['ngày', 'day'],
  ['hôm', 'day'],
  ['bữa', 'day'],
  ['tuần', 'week'],
  ['tuần lễ', 'week'],
  ['tháng', 'month'],
  ['năm', 'year'],
]);

function shifted(unit: Unit, amount: number): Said | undefined {
  if (unit === 'minute') return { minutesBy: amount };
  if (unit === 'hour') return { minutesBy: amount * 60 };
  if (unit === 'month' && !Number.isInteger(amount)) return { dayBy: Math.round(amount * 30) };
  if (unit === 'year' && !Number.isInteger(amount)) return { monthBy: Math.round(amount * 12) };
  if (!Number.isInteger(amount)) return undefined;
  if (unit === 'week') return { dayBy: amount * 7 };
  return unit === 'day' ? { dayBy: amount } : unit === 'month' ? { monthBy: amount } : { yearBy: amount };
}

/** "2 tiếng nữa", "tuần nữa", "nửa tháng nữa", "3 ngày trước", "sau 3 ngày", "cách đây 2 tuần". */
export function durationAt(tokens: Token[], from: number): Attempt {
  let at = from;
  const isAgo = tokens[at]?.bare === 'cach' && tokens[at + 1]?.bare === 'day';
  if (isAgo) at += 2;
  const isAfter = next(tokens[at]) && (tokens[at + 1]?.kind === 'number' || countAt(tokens, at + 1) !== undefined);
  if (isAfter) at++;
  while (within(tokens[at])) at++;
  const isHalf = halfBefore(tokens[at]);
  // "hai ba hôm nữa" is two or three days, not 23.
  const pair = pairAt(tokens, at);
  const count = isHalf ? { value: 0.5, end: at + 1 } : (pair ?? countAt(tokens, at));
  let unit = units.at(tokens, count?.end ?? at);
  let end = (count?.end ?? at) + (unit?.length ?? 0);
  if (!unit || (!count && (unit.value === 'day' || isAgo || isAfter))) return undefined;
  let amount = count?.value ?? 1;
  if (half(tokens[end])) {
    amount += 0.5;
    end++;
  }
  // "1 tiếng 15 phút nữa".
  const more = unit.value === 'hour' ? countAt(tokens, end) : undefined;
  if (more && minuteWord(tokens[more.end])) {
    amount = amount * 60 + more.value;
    unit = { value: 'minute', length: 1 };
    end = more.end + 1;
  }
  const word = tokens[end];
  // "2-3 ngày tới" is as far as "2-3 ngày nữa".
  const isAhead = ahead(word) || (pair !== undefined && upcoming(word));
  // "sau 5 giờ chiều" is a time of day.
  if (isAfter && !isAhead && tokens[end - 1]?.bare === 'gio') return undefined;
  // "20 tháng sau" is a day of the next month.
  if (unit.value === 'month' && amount > 12 && !isAhead && !isAgo && !back(word)) return undefined;
  // "trong 3 ngày tới": from now until then.
  const days =
    count && upcoming(word) && !/^(?:minute|hour)$/.test(unit.value) ? shifted(unit.value, amount) : undefined;
  if (days && !isAhead && !isAgo) return says(end + 1, days, { until: true });
  if (!isAhead && !isAgo && !isAfter && !(count && (back(word) || next(word)))) return undefined;
  // "7 giờ sau" has no meaning; "tháng sau" has its own.
  const isBack = isAgo || (!isAfter && back(word));
  const said = shifted(unit.value, isBack ? -amount : amount);
  if (!said) return undefined;
  if (isAhead || back(word) || (next(word) && !isAgo && !isAfter)) end++;
  // "5 tháng sau" may be the fifth of the month to come.
  const also = !isAhead && !isBack && !isAfter && unit.value === 'month' ? { day: amount, monthBy: 1 } : undefined;
  const other = pair ? shifted(unit.value, isBack ? -pair.high : pair.high) : also;
  return says(end, said, other ? { or: other } : {});
}

/** "hai ba hôm", "2-3 ngày", "2 đến 3 ngày". */
function pairAt(tokens: Token[], at: number): { value: number; high: number; end: number } | undefined {
  const [low, high] = [digit(tokens[at]), digit(tokens[at + 1])];
  // "năm bảy hôm" is a phrase of its own.
  const isPair = low && (high === low + 1 || (low === 5 && high === 7));
  if (isPair && high && units.at(tokens, at + 2)) return { value: low, high, end: at + 2 };
  const first = countAt(tokens, at);
  const isLinked =
    first && (/^[-–]$/.test(tokens[first.end]?.text ?? '') || links.at(tokens, first.end)?.value === 'to');
  const second = isLinked ? countAt(tokens, first.end + 1) : undefined;
  const isRising = first && second && second.value > first.value && units.at(tokens, second.end);
  return isRising ? { value: first.value, high: second.value, end: second.end } : undefined;
}

const several = wordSet('mấy ít');

/** "vài ngày nữa", "dăm bữa nữa", "mấy hôm nữa": the nearest and the furthest day that most people mean. */
export function vaguelyFromNowAt(tokens: Token[], at: number): Attempt {
  if (!tokens.some(ahead)) return undefined;
  const few = several(tokens[at]) ? { low: 2, high: 5, end: at + 1 } : aboutAt(tokens, at);
  const unit = few && units.at(tokens, few.end);
  const end = (few?.end ?? at) + (unit?.length ?? 0);
  if (!few || !unit || !ahead(tokens[end]) || unit.value === 'minute' || unit.value === 'hour') return undefined;
  const [nearest, atMost] = [shifted(unit.value, few.low), shifted(unit.value, few.high)];
  return nearest && atMost && says(end + 1, { ...nearest, atMost });
}

/** "vài", "dăm ba", "mươi"; where only one number is meant, one more or less is meant too. */
function aboutAt(tokens: Token[], at: number): { low: number; high: number; end: number } | undefined {
  const read = numberAt(tokens, at, { money: false, isUnit: () => false });
  // "chục ngày nữa"
  const isTen = read?.weak && read.value === 10;
  if (!read || !(read.approx || isTen)) return undefined;
  const [low, high] = read.range ?? [read.value - 1, read.value + 1];
  return { low, high, end: read.end };
}

const dayNamed = /^(?:tet|ram|mung|mong|ngay|giao|\d.*)$/;
const daysIn: Partial<Record<Unit, number>> = { day: 1, week: 7, month: 30 };

/** "trước Tết một tuần", "10 ngày sau rằm": so far from a day that is named beside it. */
export function apartAt(tokens: Token[], at: number, before: Piece[]): Attempt {
  const count = halfBefore(tokens[at]) ? { value: 0.5, end: at + 1 } : countAt(tokens, at);
  const unit = count && units.at(tokens, count.end);
  const days = unit && daysIn[unit.value];
  // "sau ngày 5" is no six days.
  if (!days || next(tokens[at])) return undefined;
  const end = count.end + unit.length;
  const word = tokens[end];
  const isDirected = back(word) || next(word);
  const isBefore = isDirected && dayNamed.test(tokens[end + 1]?.bare ?? '');
  const isBehind = !isDirected && !ahead(word) && !upcoming(word) && isBounded(before);
  if (!isBefore && !isBehind) return undefined;
  return says(end, { apart: Math.round(count.value * days) }, { doubt: unit.value === 'month' });
}

/** Whether what was said last is a day that something comes before or after. */
function isBounded(pieces: Piece[]): boolean {
  const [last, previous] = pieces.filter(({ kind }) => kind !== 'filler').reverse();
  const isSide = (side: string | undefined) => side === 'before' || side === 'after';
  const isOfTet = pieces.some((piece) => piece.kind === 'said' && isSide(piece.said.tet));
  return last?.kind === 'said' && (isOfTet || (previous?.kind === 'link' && isSide(previous.link)));
}
