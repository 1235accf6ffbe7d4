// Days, weekdays, months, quarters and years by their numbers: "5/3", "mùng năm", "thứ 2", "tháng tư", "quý III".
import { numberAt } from '../amounts/number.ts';
import { unitAt } from '../amounts/units.ts';
import type { Token } from '../letters/normalize.ts';
import { wordBook, wordSet } from '../letters/phrases.ts';
import { countAt, isSeparator, monthNumberAt, monthWord, nameNumber, quarterNumber } from './count.ts';
import { type Attempt, type Piece, says } from './said.ts';

const weekdayWord = wordSet('thứ');
const dayWord = wordSet('ngày hôm bữa');
const mungWord = wordSet('mùng mồng');
const yearWord = wordSet('năm');
export const quarterWord = wordSet('quý');
const one = wordSet('một');
/** "lần thứ hai", "cái thứ ba". */
const ordinalOf = wordSet('lần cái người đứa loại mục câu bước phần con món hàng hạng');

const yearOf = (digits: string): number | undefined => {
  const year = Number(digits);
  if (/^\d{2}$/.test(digits)) return year < 50 ? 2000 + year : 1900 + year;
  return /^(?:19|20)\d\d$/.test(digits) ? year : undefined;
};

/** "5/3", "5-3-26", "2026-03-05", "3/2026". */
export function numericAt(tokens: Token[], at: number, dashIsDate: boolean): Attempt {
  const [first, mark, second, mark2, third] = tokens.slice(at, at + 5);
  if (first?.kind !== 'number' || second?.kind !== 'number' || !isSeparator(mark)) return undefined;
  const isThree = third?.kind === 'number' && mark2?.text === mark?.text;
  const isGlued = mark?.glued === true && second.glued;
  if (isThree && mark?.text === '/' && tokens[at + 5]?.text === '/') return 'impossible';
  if (isThree && first.text.length === 4 && yearOf(first.text)) {
    return dated(at + 5, third.text, second.text, first.text);
  }
  if (isThree && /^\d{1,2}$/.test(second.text)) {
    return yearOf(third.text) ? dated(at + 5, first.text, second.text, third.text) : 'impossible';
  }
  if (/^\d{4}$/.test(second.text)) {
    const [month, year] = [Number(first.text), yearOf(second.text)];
    return year ? says(at + 3, { month, year }) : 'impossible';
  }
  // "1/2 cân" is half a kilo.
  const isMeasure = unitAt(tokens, at + 3) && !/^(?:con|bao|qua|cay|am|ta)$/.test(mark2?.bare ?? '');
  if (mark?.text === '/') return isMeasure ? 'impossible' : dated(at + 3, first.text, second.text);
  // "5-10/3" are the fifth to the tenth; "15-20" can be nothing else either.
  const isRange = !isGlued || isSeparator(mark2) || Number(second.text) > 12 || monthWord(mark2);
  return isRange || !dashIsDate ? undefined : dated(at + 3, first.text, second.text);
}

function dated(end: number, first: string, second: string, third = ''): Attempt {
  const [day, month] = [Number(first), Number(second)];
  const year = yearOf(third);
  const when = year === undefined ? {} : { year };
  if (!/^\d{1,2}$/.test(first) || !/^\d{1,2}$/.test(second) || day < 1 || day > 31) return 'impossible';
  if (month <= 12) return says(end, { day, month, ...when });
  // Month before day, as abroad: asked, never believed.
  return day <= 12 && month <= 31 ? says(end, { day: month, month: day, ...when }, { doubt: true }) : 'impossible';
}

/** "thứ 2", "thứ tư"; "t7" is Saturday or July. */
export function weekdayAt(tokens: Token[], at: number): Attempt {
  const token = tokens[at];
  const after = tokens[at + 1];
  const digits = after?.kind === 'number' && /^0?\d{1,2}$/.test(after.text) ? Number(after.text) : undefined;
  if (weekdayWord(token)) {
    const word = nameNumber(after) ?? 0;
    const number = digits ?? (word >= 2 && word <= 7 ? word : undefined);
    if (number === undefined) return undefined;
    const weekday = number - 1;
    const isOrdinal = ordinalOf(tokens[at - 1]) && tokens[at - 1]?.bare !== 'hang';
    return weekday < 1 || weekday > 6 || isOrdinal ? 'impossible' : says(at + 2, { weekday });
  }
  if (!/^(?:t|th|thg)$/.test(token?.bare ?? '')) return undefined;
  const isDotted = after?.text === '.' && after.glued;
  const number = isDotted ? tokens[at + 2] : after;
  const end = at + (isDotted ? 3 : 2);
  if (number?.kind !== 'number' || !number.glued || !/^\d{1,2}$/.test(number.text)) return undefined;
  const month = Number(number.text);
  const year = isSeparator(tokens[end]) ? yearOf(tokens[end + 1]?.text ?? '') : undefined;
  if (year) return says(end + 2, { month, year });
  if (month < 2 || month > 7 || token?.bare === 'thg') return says(end, { month });
  return says(end, { weekday: month - 1 }, { or: { month } });
}

const weekWord = wordSet('tuần');
const weeksOfMonth = ['first week', 'second week', 'third week', 'fourth week'] as const;
const ordinal = wordBook([
  ['nhất', 1],
  ['nhì', 2],
]);

/** "tuần thứ 2 tháng 12", "tuần 2 tháng 12"; without its month "tuần thứ 2" may be Monday. */
export function weekOfMonthAt(tokens: Token[], at: number): Attempt {
  const isOrdinal = weekdayWord(tokens[at + 1]);
  const name = tokens[at + (isOrdinal ? 2 : 1)];
  const end = at + (isOrdinal ? 3 : 2);
  const number =
    name?.kind === 'number' ? Number(name.text) : isOrdinal ? (ordinal(name) ?? nameNumber(name)) : undefined;
  const part = weeksOfMonth[(number ?? 0) - 1];
  if (!weekWord(tokens[at]) || !number || !part || !(isOrdinal || monthWord(tokens[end]))) return undefined;
  return says(end, { part }, number > 1 && isOrdinal ? { or: { weekday: number - 1 }, doubt: true } : { doubt: true });
}

/** "tháng 8", "tháng mười hai", "tháng Một", "tháng 3/2026"; a bare "tháng" only says what a part is of. */
export function monthAt(tokens: Token[], at: number): Attempt {
  if (!monthWord(tokens[at])) return undefined;
  const found = monthNumberAt(tokens, at + 1);
  if (found === 'impossible') return found;
  if (found) {
    const { month, end } = found;
    const [mark, more] = [tokens[end], tokens[end + 1]];
    const year = isSeparator(mark) ? yearOf(more?.text ?? '') : undefined;
    // "tháng 5-10" are months, "tháng 5-2026" is one.
    const isYear = year && (more?.text.length === 4 || mark?.text === '/');
    return isYear ? says(end + 2, { month, year }) : says(end, { month });
  }
  // The folk name of the eleventh lunar month.
  if (one(tokens[at + 1])) return says(at + 2, { month: 1 }, { or: { month: 11, calendar: 'lunar' } });
  return says(at + 1, { unit: 'month' }, { weak: true });
}

export function quarterAt(tokens: Token[], at: number): Attempt {
  const after = tokens[at + 1];
  if (!quarterWord(tokens[at]) || !after) return undefined;
  const quarter = quarterNumber(after);
  if (quarter === undefined) return undefined;
  const year = isSeparator(tokens[at + 2]) ? yearOf(tokens[at + 3]?.text ?? '') : undefined;
  return year ? says(at + 4, { quarter, year }) : says(at + 2, { quarter });
}

/** "ngày 5", "ngày 5/3", "mùng năm". */
export function dayAt(tokens: Token[], at: number, dashIsDate: boolean): Attempt {
  const isMung = mungWord(tokens[at]);
  if (!isMung && !dayWord(tokens[at])) return undefined;
  // "hôm 5/3" is past or to come: its "hôm" is heard by itself.
  const isHom = tokens[at]?.bare === 'hom';
  const found = numericAt(tokens, at + 1, dashIsDate && !isMung);
  if (found && isHom) return undefined;
  if (found === 'impossible') return found;
  if (found?.kind === 'said') return isMung ? { ...found, said: { ...found.said, mung: true } } : found;
  const count = countAt(tokens, at + 1);
  if (!count) return undefined;
  if (count.value < 1 || count.value > 31) return 'impossible';
  const day = count.value;
  return isMung
    ? says(count.end, { day, mung: true }, { doubt: day > 10 })
    : says(count.end, { day }, { doubt: isHom });
}

/** "năm 2026", "năm hai nghìn không trăm hai sáu", "2026". */
export function yearAt(tokens: Token[], at: number): Attempt {
  const isNamed = yearWord(tokens[at]);
  const number = tokens[isNamed ? at + 1 : at];
  const year = number?.kind === 'number' && (isNamed || number.text.length === 4) ? yearOf(number.text) : undefined;
  if (year) return says(at + (isNamed ? 2 : 1), { year }, { doubt: false, weak: !isNamed });
  const words = isNamed ? numberAt(tokens, at + 1, { money: false, isUnit: () => false }) : undefined;
  return words && words.value >= 1900 && yearOf(String(words.value))
    ? says(words.end, { year: words.value })
    : undefined;
}

const stems = wordBook(
  ['giáp', 'ất', 'bính', 'đinh', 'mậu', 'kỷ', 'canh', 'tân', 'nhâm', 'quý'].map((word, i) => [word, i]),
);
const branches = ['tý', 'sửu', 'dần', 'mão', 'thìn', 'tỵ', 'ngọ', 'mùi', 'thân', 'dậu', 'tuất', 'hợi'].map(
  (word, i) => [wordSet(word), i] as const,
);

/** "năm Bính Ngọ", "Tết Đinh Mùi": of ten stems and twelve branches every second pair is a year. */
export function cycleYearAt(tokens: Token[], at: number, before: Piece[]): Attempt {
  const isNamed = yearWord(tokens[at]);
  const previous = before.at(-1);
  const isOfTet = previous?.kind === 'said' && previous.said.tet !== undefined;
  const start = isNamed ? at + 1 : at;
  const cycle = isNamed || isOfTet ? cycleAt(tokens, start) : undefined;
  return cycle === undefined ? undefined : says(start + 2, { cycle, calendar: 'lunar' });
}

/** The place of "Bính Ngọ" among the sixty pairs, give or take sixties. */
export function cycleAt(tokens: Token[], at: number): number | undefined {
  const stem = stems(tokens[at]);
  if (stem === undefined) return undefined;
  // Unmarked, "ty" is Tý or Tỵ: only one of them goes with the stem.
  const branch = branches.find(([is, i]) => is(tokens[at + 1]) && (i - stem) % 2 === 0)?.[1];
  return branch === undefined ? undefined : stem * 6 - branch * 5;
}
