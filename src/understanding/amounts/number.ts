// Numbers in digits, words and both ("3 trăm rưỡi", "một triệu hai", "hăm lăm"), read from a place among tokens.
// What a number may also mean is never dropped: `ask` says that it must be confirmed, `others` what else it could be.

import type { Token } from '../letters/normalize.ts';
import { phraseBook, wordBook, wordSet } from '../letters/phrases.ts';
import { digit, half, halfBefore, tailDigit, ten, tens, twenty } from './digits.ts';

export type NumberRead = {
  value: number;
  /** The index after the last token. */
  end: number;
  ask: boolean;
  others: number[];
  /** "hai ba chục", "vài chục": between the two. */
  range?: [number, number];
  /** "mươi", "dăm": about so many. */
  approx?: true;
  /** The largest scale that was said: 1 when none was. */
  scale: number;
  /** Said in words, at least in part. */
  words: boolean;
  /** One lone word without marks that is also something else ("nam", "ba"). */
  weak: boolean;
  /** The digits as typed, when there is nothing but one token of them. */
  digits?: string;
};

export type NumberMode = {
  /** Prices: "25k", "1tr2", and "một triệu hai trăm" is 1,200,000. */
  money: boolean;
  /** "25k" is a number too. Always so in prices. */
  short?: true;
  /** Whether a unit begins here: "250 nghìn một cân" has no tail. */
  isUnit: (tokens: Token[], at: number) => boolean;
};

const bigScale = wordBook([
  ['nghìn', 1e3],
  ['ngìn', 1e3],
  ['ngàn', 1e3],
  ['vạn', 1e4],
  ['triệu', 1e6],
  ['tỷ', 1e9],
]);
/** Only in prices, and only after digits or a number word. */
const shortScale = wordBook([
  ['k', 1e3],
  ['kđ', 1e3],
  ['n', 1e3],
  ['ng', 1e3],
  ['ngh', 1e3],
  ['tr', 1e6],
  ['trđ', 1e6],
]);
const zero = wordSet('không');
const dozenOfTen = wordSet('chục');
const hundred = wordSet('trăm');
const emptyTen = wordSet('lẻ linh');
const point = wordSet('phẩy chấm');
const thirty = wordSet('băm');
const part = wordSet('phần');
const little = wordSet('chút ít tí xíu');
const five = wordSet('năm');
const dozen = wordSet('tá');
/** Said for a few; `range` is what most people mean. */
const few = phraseBook<{ range: [number, number] } | { value: number }>([
  ['vài ba', { range: [2, 3] }],
  ['một vài', { range: [2, 3] }],
  ['vài', { range: [2, 3] }],
  ['đôi ba', { range: [2, 3] }],
  ['dăm ba', { range: [3, 5] }],
  ['năm ba', { range: [3, 5] }],
  ['dăm sáu', { range: [5, 6] }],
  ['dăm bảy', { range: [5, 7] }],
  ['dăm bẩy', { range: [5, 7] }],
  ['dăm', { value: 5 }],
]);

/** Whole numbers as they are: a million millions have no room for six decimals. */
const round = (value: number) => (Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6);

/** The value of one token of digits; `undefined` for a date, a phone or nonsense like "1.2345". */
function numeral(text: string): number | undefined {
  if (/^0\d/.test(text)) return undefined;
  if (/^\d{1,13}$/.test(text)) return Number(text);
  if (/^[1-9]\d{0,2}(?:(?:\.\d{3}){1,4}|(?:,\d{3}){1,4})$/.test(text)) return Number(text.replace(/[.,]/g, ''));
  if (/^(?:\d{1,9}[.,]\d{1,2}|0[.,]\d{3,4})$/.test(text)) return Number(text.replace(',', '.'));
  const [, whole, decimals] = /^([1-9]\d{0,2}(?:(?:\.\d{3}){1,4},|(?:,\d{3}){1,4}\.))(\d{1,2})$/.exec(text) ?? [];
  return whole ? Number(`${whole.replace(/[.,]/g, '')}.${decimals}`) : undefined;
}

/** The words that a number begins with, beside those of `few`: where there is none, nothing more need be looked at. */
const beginning = wordSet(
  'không một hai ba bốn năm sáu bảy bẩy tám chín mười mươi hăm băm chục tá trăm nghìn ngìn ngàn vạn triệu tỷ nửa',
);

export function numberAt(tokens: Token[], from: number, mode: NumberMode): NumberRead | undefined {
  const first = tokens[from];
  if (first?.kind !== 'number' && !beginning(first) && !few.at(tokens, from)) return undefined;
  const read = inDozens(tokens, from, scaledAt(tokens, from, mode), mode);
  // A lone "tỷ", "trăm" or "chục" counts only with what follows ("trăm con").
  const isLone = read?.end === from + 1 && (bigScale(first) !== undefined || hundred(first) || dozenOfTen(first));
  return read && isLone ? { ...read, weak: true } : read;
}

/** "2 tá", "tá rưỡi", where tá is no unit; an unmarked "ta" is anything. */
function inDozens(
  tokens: Token[],
  from: number,
  read: NumberRead | undefined,
  mode: NumberMode,
): NumberRead | undefined {
  const at = read?.end ?? from;
  if (!dozen(tokens[at]) || !tokens[at]?.marked || mode.isUnit(tokens, at)) return read;
  const isHalf = half(tokens[at + 1]);
  const value = ((read?.value ?? 1) + (isHalf ? 0.5 : 0)) * 12;
  const end = at + (isHalf ? 2 : 1);
  return plain(value, end, { words: true, ask: read?.ask ?? false, weak: end === from + 1 });
}

function scaledAt(tokens: Token[], from: number, mode: NumberMode): NumberRead | undefined {
  if (halfBefore(tokens[from])) {
    const isTens = dozenOfTen(tokens[from + 1]) && !mode.isUnit(tokens, from + 1);
    const scale = bigScale(tokens[from + 1]) ?? (hundred(tokens[from + 1]) ? 100 : isTens ? 10 : undefined);
    if (scale) return plain(scale / 2, from + 2, { scale, words: true });
    return plain(0.5, from + 1, { words: true });
  }

  let at = from;
  let read: NumberRead | undefined;
  let last = Number.POSITIVE_INFINITY;
  for (;;) {
    // "một triệu lẻ năm mươi nghìn"
    const start = read && emptyTen(tokens[at]) ? at + 1 : at;
    const group = groupAt(tokens, start, mode);
    const after = group?.end ?? start;
    // "25 n" is a price, "25 con" is not; a lone "k" means không.
    const isShort = after > from && (mode.money || mode.short);
    const scale = bigScale(tokens[after]) ?? (isShort ? shortScale(tokens[after]) : undefined);
    // "một nghìn hai trăm tỷ": thousands of thousands of millions.
    const isBillions = scale === 1e9 && last === 1e3;
    // "sỉ 1tr lẻ 30k": lẻ is retail there.
    const isRetail = start > at && bigScale(tokens[after]) === undefined;
    if (scale && !isRetail && (isBillions || (scale < last && (group || !read)))) {
      const before = read;
      const sum = before?.value ?? 0;
      const value = isBillions ? (sum + (group?.value ?? 0)) * scale : sum + (group?.value ?? 1) * scale;
      const end = after + 1;
      read = {
        value: round(value),
        end,
        ask: before?.ask || group?.ask || false,
        others: [
          ...(before?.others ?? []).map((other) => value + other - sum),
          ...(group?.others ?? []).map((other) => sum + other * scale),
        ],
        scale: Math.max(before?.scale ?? 1, scale),
        words: before?.words || group?.words || bigScale(tokens[after]) !== undefined,
        weak: false,
        ...(group?.digits && !before ? { digits: group.digits } : {}),
        ...(group?.range && !before ? { range: [group.range[0] * scale, group.range[1] * scale] } : {}),
        ...(group?.approx ? { approx: true } : {}),
      };
      last = scale;
      at = end;
      if (half(tokens[at])) return grown(read, scale / 2, at + 1);
      continue;
    }
    if (!read) return group;
    return tail(tokens, read, last, at, group, mode);
  }
}

/** What follows a scale without a scale of its own: the decimals of that scale ("1tr25", "triệu hai"). */
function tail(
  tokens: Token[],
  read: NumberRead,
  last: number,
  at: number,
  group: NumberRead | undefined,
  mode: NumberMode,
): NumberRead {
  const token = tokens[at];
  if (emptyTen(token)) {
    const units = groupAt(tokens, at + 1, mode);
    // "sỉ 25k lẻ 30k": lẻ is retail there.
    const isOwn = units && (bigScale(tokens[units.end]) ?? shortScale(tokens[units.end]));
    if (!units || isOwn || units.value >= 100) return read;
    const formal = grown(read, units.value, units.end);
    // "một triệu lẻ năm mươi": thousands, where money is talked of.
    return mode.money && last >= 1e6
      ? { ...grown(read, units.value * 1000, units.end), others: [formal.value], ask: true }
      : formal;
  }
  // "5 nghìn 2 trăm" is a number of words; "1 triệu 2" has only its tail in digits.
  if (token?.kind === 'number' && !group?.words) {
    const end = at + 1;
    // "80k 100k" are two; "1tr2tr" is a slip of the fingers.
    if (!token.glued && (bigScale(tokens[end]) ?? shortScale(tokens[end]))) return read;
    if (!/^\d{1,3}$/.test(token.text) || !Number.isInteger(read.value / last)) return read;
    // "2tr5 tạ" is a price of one, "10k3 quả" perhaps of three; in "25k 3 quả" and "25k1kg" the digit counts.
    if (mode.isUnit(tokens, end)) {
      const isTail = token.glued && !tokens[end]?.glued;
      return isTail ? { ...grown(read, Number(`0.${token.text}`) * last, end), ask: read.ask || last < 1e6 } : read;
    }
    // "25k5/kg" is one word; in "25k 1/2 cân" the digit belongs to what follows.
    if (!token.glued && tokens[end]?.text === '/') return read;
    return grown(read, Number(`0.${token.text}`) * last, end);
  }
  const single = digit(token) ?? tailDigit(token);
  // "một triệu hai rưỡi"
  if (single && half(tokens[at + 1])) return grown(read, ((single + 0.5) * last) / 10, at + 2);
  // "40k một chục": for ten; but "hai nghìn ba chục" is one number.
  const isOne = single === 1 || (mode.money && !dozenOfTen(tokens[at + 1]));
  // "hơn hai trăm nghìn một chút"
  if (little(tokens[at + 1])) return read;
  const isPer = isOne && mode.isUnit(tokens, at + 1);
  if (isPer || (mode.money && dozenOfTen(token))) return read;
  if (single && (!group || group.end === at + 1)) {
    const more = grown(read, (single * last) / 10, at + 1);
    // "ba nghìn năm" may be 3,500, or three thousand years.
    return five(token) ? { ...more, ask: true } : more;
  }
  // "250 nghìn mười quả" is a price for ten; "một nghìn hai trăm quả" is one number.
  if (!group || (mode.money && mode.isUnit(tokens, group.end))) return read;
  const step = mode.money && last >= 1e6 ? last / 1e3 : 1;
  // "triệu hai ba", "triệu vài trăm"
  if (group.range) {
    const [low, high] = group.range;
    const each = group.scale > 1 ? step : last / 10;
    return { ...grown(read, low * each, group.end), others: [round(read.value + high * each)], ask: true };
  }
  if (group.scale < 100 && group.value < 100) {
    const market = read.value + (group.value * last) / 100;
    const formal = read.value + group.value;
    const [value, other] = mode.money ? [market, formal] : [formal, market];
    return { ...read, value: round(value), others: [other], ask: true, end: group.end };
  }
  return { ...grown(read, group.value * step, group.end), ask: read.ask || group.ask };
}

function grown(read: NumberRead, by: number, end: number): NumberRead {
  return { ...read, value: round(read.value + by), others: read.others.map((other) => round(other + by)), end };
}

function plain(value: number, end: number, rest: Partial<NumberRead> = {}): NumberRead {
  return { value, end, ask: false, others: [], scale: 1, words: false, weak: false, ...rest };
}

/** A number below one thousand in words, or any number of digits. */
function groupAt(tokens: Token[], from: number, mode: NumberMode): NumberRead | undefined {
  const read = wholeAt(tokens, from, mode);
  if (!read || !Number.isInteger(read.value) || read.range) return read;
  if (point(tokens[read.end])) return afterPoint(tokens, read, read.end + 1, mode) ?? read;
  // "hai rưỡi": two and a half, or of hundreds or millions that were not said.
  const next = tokens[read.end];
  if (!half(next) || read.value >= 1000 || read.scale > 10) return read;
  return plain(read.value + 0.5, read.end + 1, { words: true, ask: next?.text !== '½' });
}

function wholeAt(tokens: Token[], from: number, mode: NumberMode): NumberRead | undefined {
  const token = tokens[from];
  if (token?.kind === 'number') return digitsAt(tokens, from, mode);
  if (hundred(token)) return afterHundred(tokens, 100, from + 1, mode);
  if (zero(token)) {
    if (hundred(tokens[from + 1])) return afterHundred(tokens, 0, from + 2, mode);
    return point(tokens[from + 1]) ? plain(0, from + 1) : undefined;
  }
  const lead = digit(token);
  if (lead && hundred(tokens[from + 1])) return afterHundred(tokens, lead * 100, from + 2, mode);
  return belowHundred(tokens, from, mode);
}

function digitsAt(tokens: Token[], from: number, mode: NumberMode): NumberRead | undefined {
  const token = tokens[from];
  const value = token && numeral(token.text);
  if (!token || value === undefined) return undefined;
  let end = from + 1;
  const part = mode.money ? undefined : fractionAt(tokens, from);
  if (part) return plain(part, from + 3);
  // "1 200 000": groups of exactly three, with spaces between.
  if (/^[1-9]\d{0,2}$/.test(token.text)) {
    let whole = token.text;
    for (let next = tokens[end]; next && !next.glued && /^\d{3}$/.test(next.text); next = tokens[end]) {
      whole += next.text;
      end++;
    }
    // "80 100k" is no group: from eighty to a hundred, or a slip.
    const isScaled = bigScale(tokens[end]) ?? shortScale(tokens[end]);
    if (end > from + 1) return isScaled ? plain(value, from + 1) : plain(Number(whole), end, { digits: whole });
    if (hundred(tokens[end])) return afterHundred(tokens, value * 100, end + 1, mode);
    if (dozenOfTen(tokens[end])) return afterTens(tokens, value * 10, end + 1, mode);
  }
  return plain(value, end, { digits: token.text });
}

/** Other pairs are dates. */
const parts: Record<string, number> = {
  '1/2': 0.5,
  '1/3': 0.333333,
  '2/3': 0.666667,
  '1/4': 0.25,
  '2/4': 0.5,
  '3/4': 0.75,
};

/** "1/2", "3/4": written without spaces. */
function fractionAt(tokens: Token[], from: number): number | undefined {
  const written = tokens.slice(from, from + 3);
  return written.slice(1).every((token) => token.glued)
    ? parts[written.map((token) => token.text).join('')]
    : undefined;
}

function afterHundred(tokens: Token[], value: number, at: number, mode: NumberMode): NumberRead {
  const done = (by: number, end: number, rest: Partial<NumberRead> = {}) =>
    plain(value + by, end, { scale: 100, words: true, ...rest });
  if (half(tokens[at])) return done(50, at + 1);
  if (emptyTen(tokens[at])) {
    const units = digit(tokens[at + 1]) ?? tailDigit(tokens[at + 1]) ?? smallDigits(tokens[at + 1]);
    return units ? done(units, at + 2) : done(0, at);
  }
  const typed = tokens[at];
  // "2 trăm 5" and "2 trăm 50" are 250.
  if (typed && /^[1-9]\d?$/.test(typed.text) && !mode.isUnit(tokens, at + 1)) {
    const isOwn = bigScale(tokens[at + 1]) ?? shortScale(tokens[at + 1]);
    const by = Number(typed.text.padEnd(2, '0'));
    // "2 trăm 50 nghìn"; "2 trăm 5 nghìn" may be 205.
    return isOwn && typed.text.length === 1
      ? done(by, at + 1, { ask: true, others: [value + Number(typed.text)] })
      : done(by, at + 1);
  }
  const lead = digit(tokens[at]) ?? tailDigit(tokens[at]);
  // "trăm hai rưỡi"
  if (lead && half(tokens[at + 1])) return done(lead * 10 + 5, at + 2);
  const below = belowHundred(tokens, at, mode);
  const isDigit = below?.end === at + 1 && below.value < 10;
  if (below && !isDigit && !below.range) return done(below.value, below.end, { ask: below.ask });
  // "trăm hai ba" is 123, as "hai ba" by itself is not.
  if (below?.range && below.scale === 1 && !below.approx) {
    const [tens, units] = below.range;
    return done(tens * 10 + units, below.end, { ask: true });
  }
  const single = unitsAt(tokens, at, mode);
  if (single && below?.range === undefined) {
    // "trăm lăm" is 115 or 150; "trăm năm" 150 or a century; "trăm hai nghìn" 120 or 102 thousand.
    if (tailDigit(tokens[at]) === 5) return done(50, at + 1, { ask: true, others: [value + 15] });
    if (five(tokens[at])) return done(50, at + 1, { ask: true });
    return bigScale(tokens[at + 1])
      ? done(single * 10, at + 1, { ask: true, others: [value + single] })
      : done(single * 10, at + 1);
  }
  return done(0, at);
}

/** The digit that fills the last place. In a price, the "một" of "ba chục một cân" belongs to the unit. */
function unitsAt(tokens: Token[], at: number, mode: NumberMode): number | undefined {
  const value = digit(tokens[at]) ?? tailDigit(tokens[at]);
  return value === 1 && mode.money && mode.isUnit(tokens, at + 1) ? undefined : value;
}

function smallDigits(token: Token | undefined): number | undefined {
  return token && /^[1-9]$/.test(token.text) ? Number(token.text) : undefined;
}

function afterTens(tokens: Token[], value: number, at: number, mode: NumberMode): NumberRead {
  const words = { scale: 10, words: true };
  if (half(tokens[at])) return plain(value + 5, at + 1, words);
  const single = unitsAt(tokens, at, mode);
  // "một chục hai" is 12, or a ten for two (thousand).
  if (single && tailDigit(tokens[at])) return plain(value + single, at + 1, words);
  if (single && !digit(tokens[at + 1])) return plain(value + single, at + 1, { ...words, ask: true });
  return plain(value, at, words);
}

function belowHundred(tokens: Token[], from: number, mode: NumberMode): NumberRead | undefined {
  const token = tokens[from];
  const next = tokens[from + 1];
  const words = { words: true };
  const some = fewAt(tokens, from);
  if (some) return some;
  const first = digit(token);
  if (!first) {
    if (twenty(token) || thirty(token)) {
      const units = unitsAt(tokens, from + 1, mode);
      return units ? plain((twenty(token) ? 20 : 30) + units, from + 2, words) : undefined;
    }
    if (dozenOfTen(token)) return afterTens(tokens, 10, from + 1, mode);
    if (tens(token) && token?.marked) return aboutTen(tokens, from);
    if (!ten(token)) return undefined;
    const units = unitsAt(tokens, from + 1, mode);
    if (units && !digit(tokens[from + 2])) return plain(10 + units, from + 2, { ...words, scale: 10 });
    return plain(10, from + 1, { ...words, scale: 10 });
  }
  if (part(next)) {
    const under = digit(tokens[from + 2]) ?? tailDigit(tokens[from + 2]);
    if (under && under > first) return plain(round(first / under), from + 3, words);
  }
  if (tens(next)) {
    const units = unitsAt(tokens, from + 2, mode);
    const end = units ? from + 3 : from + 2;
    // "hai mươi năm": twenty-five is said "lăm", so this may be twenty years.
    return plain(first * 10 + (units ?? 0), end, { ...words, scale: 10, ask: five(tokens[from + 2]) });
  }
  if (dozenOfTen(next)) return afterTens(tokens, first * 10, from + 2, mode);
  return pairOfDigits(tokens, from, first, mode);
}

function pairOfDigits(tokens: Token[], from: number, first: number, mode: NumberMode): NumberRead | undefined {
  const token = tokens[from];
  const next = tokens[from + 1];
  const exactTail = unitsAt(tokens, from + 1, mode) ? tailDigit(next) : undefined;
  const second = exactTail ? undefined : unitsAt(tokens, from + 1, mode);
  const third = tokens[from + 2];
  if (first > 1 && exactTail) return plain(first * 10 + exactTail, from + 2, { words: true });
  if (!second) return plain(first, from + 1, { words: true, weak: token?.marked === false });
  // Three lone digits and more are a phone number being read out.
  if (spokenDigit(third) !== undefined) return undefined;
  if (second === first + 1 || (first === 5 && second === 7)) {
    const scale = tens(third) || dozenOfTen(third) ? 10 : hundred(third) ? 100 : 1;
    const range: [number, number] = [first * scale, second * scale];
    return plain(range[0], scale > 1 ? from + 3 : from + 2, { words: true, ask: true, range, scale });
  }
  // "tám tám mươi" is no number: unmarked, its first word is tầm.
  if (first === 1 || tens(third)) return undefined;
  return plain(first * 10 + second, from + 2, { words: true, ask: five(next) });
}

function afterPoint(tokens: Token[], whole: NumberRead, at: number, mode: NumberMode): NumberRead | undefined {
  const typed = tokens[at];
  if (typed && /^\d{1,2}$/.test(typed.text)) {
    return plain(Number(`${whole.value}.${typed.text}`), at + 1, { words: true });
  }
  const below = belowHundred(tokens, at, mode);
  if (below && !below.range) {
    return plain(Number(`${whole.value}.${below.value}`), below.end, { words: true });
  }
  let decimals = '';
  let end = at;
  while (decimals.length < 2) {
    const next = spokenDigit(tokens[end]);
    if (next === undefined) break;
    decimals += next;
    end++;
  }
  return decimals ? plain(Number(`${whole.value}.${decimals}`), end, { words: true }) : undefined;
}

/** "vài", "dăm ba", "vài chục", "dăm trăm". */
function fewAt(tokens: Token[], from: number): NumberRead | undefined {
  const found = few.at(tokens, from);
  if (!found) return undefined;
  const at = from + found.length;
  const scale = tens(tokens[at]) || dozenOfTen(tokens[at]) ? 10 : hundred(tokens[at]) ? 100 : 1;
  const rest = { words: true, scale, approx: true, weak: scale === 1 && tokens[from]?.marked === false } as const;
  const end = scale > 1 ? at + 1 : at;
  if ('value' in found.value) return plain(found.value.value * scale, end, rest);
  const [low, high] = found.value.range;
  const range: [number, number] = [low * scale, high * scale];
  return plain(range[0], end, { ...rest, ask: true, range });
}

/** "mươi cân": about ten; "mươi lăm", "mươi mười lăm": ten to fifteen. */
function aboutTen(tokens: Token[], from: number): NumberRead {
  const rest = { words: true, scale: 10, approx: true } as const;
  const fifteen = ten(tokens[from + 1]) ? from + 2 : from + 1;
  return tailDigit(tokens[fifteen]) === 5
    ? plain(10, fifteen + 1, { ...rest, ask: true, range: [10, 15] })
    : plain(10, from + 1, rest);
}

/** The digits of a number read out one by one ("không chín tám ba …"). */
export function spokenDigit(token: Token | undefined): number | undefined {
  return zero(token) ? 0 : (digit(token) ?? tailDigit(token));
}
