// What the words of a date say, piece by piece from left to right: "7h sáng | thứ 2 | tuần sau". Which day that is,
// date.ts works out. A word that means two things without marks gives both (`or`), best first.

import { numberAt } from '../amounts/number.ts';
import { unitAt } from '../amounts/units.ts';
import { isCourtesy, isFiller, isPerson } from '../letters/fillers.ts';
import type { Token } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordBook, wordSet } from '../letters/phrases.ts';

export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';

/** Everything that can be said of one day or stretch of days. `…By` counts from the present one. */
export type Said = {
  day?: number;
  month?: number;
  leap?: boolean;
  year?: number;
  quarter?: number;
  /** Monday is 1. */
  weekday?: number;
  dayBy?: number;
  weekBy?: number;
  monthBy?: number;
  quarterBy?: number;
  yearBy?: number;
  minutesBy?: number;
  /** Of a week, month or year. */
  part?: 'first' | 'middle' | 'last' | 'first half' | 'last half' | 'first week' | 'last week' | 'last day';
  unit?: 'week' | 'month' | 'year';
  calendar?: 'solar' | 'lunar';
  /** "mùng 5": lunar by habit, but women's day is "mùng 8 tháng 3" too. */
  mung?: boolean;
  /** Counted by Tết: the day itself, "28 Tết", or the days around it. */
  tet?: 'day' | 'before' | 'during' | 'after';
  hour?: number;
  minute?: number;
  /** Written by the 24-hour clock ("07:30"). */
  exact?: boolean;
  dayPart?: DayPart;
  /** A bare number: a day, unless the other end of a range says otherwise. */
  number?: number;
};

export type Link = 'to' | 'or' | 'from' | 'before' | 'after';

export type Piece = { end: number } & (
  | { kind: 'said'; said: Said; or?: Said; doubt?: boolean; weak?: boolean; until?: boolean }
  | { kind: 'link'; link: Link }
  | { kind: 'past' | 'either' | 'coming' | 'filler' | 'unknown' }
);

const says = (
  end: number,
  said: Said,
  more: { or?: Said; doubt?: boolean; weak?: boolean; until?: boolean } = {},
): Piece => ({
  kind: 'said',
  said,
  end,
  ...more,
});

// ── words ──

const digit = wordBook<number>([
  ...['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'].map((word, i) => [word, i + 1] as const),
  ['bẩy', 7],
]);
/** After "mười", "hai mươi" and "hai": five is lăm there, and "hai năm" are two years. */
const tailDigit = wordBook<number>([
  ...['một', 'hai', 'ba', 'bốn', 'lăm', 'sáu', 'bảy', 'tám', 'chín'].map((word, i) => [word, i + 1] as const),
  ['mốt', 1],
  ['tư', 4],
  ['nhăm', 5],
  ['bẩy', 7],
]);
const ten = wordSet('mười');
const tens = wordSet('mươi');
const twenty = wordSet('hăm');
const half = wordSet('rưỡi rưởi');
const halfBefore = wordSet('nửa');

const monthWord = wordSet('tháng thg');
const monthName = wordBook<number>([
  ...['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'].map((word, i) => [word, i + 2] as const),
  ['bốn', 4],
  ['lăm', 5],
  ['bẩy', 7],
]);
const weekdayWord = wordSet('thứ');
const weekdayName = wordBook<number>([
  ...['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'].map((word, i) => [word, i + 1] as const),
  ['bốn', 3],
  ['lăm', 4],
  ['bẩy', 6],
]);
const dayWord = wordSet('ngày hôm bữa');
const mungWord = wordSet('mùng mồng');
const yearWord = wordSet('năm');
const quarterWord = wordSet('quý');
const hourWord = wordSet('giờ h');
const minuteWord = wordSet('phút ph p');
const less = wordSet('kém');
const one = wordSet('một');
const next = wordSet('sau');
const ahead = wordSet('nữa');
const back = wordSet('trước');
const upcoming = wordSet('tới');
const within = wordSet('trong vòng');

const dayPart = wordBook<DayPart>([
  ['sáng', 'morning'],
  ['trưa', 'noon'],
  ['chiều', 'afternoon'],
  ['tối', 'evening'],
  ['đêm', 'night'],
  ['khuya', 'night'],
]);

const byUnit = (unit: string, key: 'weekBy' | 'monthBy' | 'quarterBy' | 'yearBy'): [string, Said][] => [
  ...['này', 'nay'].map((word): [string, Said] => [`${unit} ${word}`, { [key]: 0 }]),
  ...['sau', 'tới', 'sắp tới', 'kế', 'kế tiếp', 'tiếp theo'].map((word): [string, Said] => [
    `${unit} ${word}`,
    { [key]: 1 },
  ]),
  [`sang ${unit}`, { [key]: 1 }],
  [`trong ${unit}`, { [key]: 0 }],
  ...['sau nữa', 'tới nữa'].map((word): [string, Said] => [`${unit} ${word}`, { [key]: 2 }]),
  ...['trước', 'rồi', 'qua', 'vừa rồi', 'vừa qua'].map((word): [string, Said] => [`${unit} ${word}`, { [key]: -1 }]),
  [`${unit} trước nữa`, { [key]: -2 }],
];

const lunarDay = (day: number, month: number): Said => ({ day, month, calendar: 'lunar' });
const solarDay = (day: number, month: number): Said => ({ day, month, calendar: 'solar' });
const all = (said: Said, phrases: string): [string, Said][] =>
  phrases.split(',').map((phrase) => [phrase.trim().replace(/\s+/g, ' '), said]);

const phrases = phraseBook<Said>([
  ...all({ dayBy: 0 }, 'hôm nay, bữa nay, ngày hôm nay, hum nay, hnay, hôm ni, hôm lay, nay'),
  ...all({ dayBy: 1 }, 'mai, ngày mai, bữa mai, hôm mai'),
  ...all({ dayBy: 2 }, 'mốt, ngày mốt, bữa mốt, ngày kia, ngày kia nữa, mốt nữa'),
  ...all({ dayBy: -1 }, 'hôm qua, bữa qua, ngày hôm qua, hum qua, hqua'),
  ...all({ dayBy: -2 }, 'hôm kia, bữa kia, ngày hôm kia'),
  ...all({ dayBy: -3 }, 'hôm kìa'),
  ...all({ dayBy: 3 }, 'ngày kìa'),
  ...all({ dayBy: -1, dayPart: 'morning' }, 'sáng qua'),
  ...all({ dayBy: -1, dayPart: 'noon' }, 'trưa qua'),
  ...all({ dayBy: -1, dayPart: 'afternoon' }, 'chiều qua'),
  ...all({ dayBy: -1, dayPart: 'evening' }, 'tối qua'),
  ...all({ dayBy: -1, dayPart: 'night' }, 'đêm qua'),
  ...all({ dayPart: 'morning' }, 'sáng sớm, rạng sáng, tờ mờ sáng, buổi sáng'),
  ...all({ dayPart: 'night', hour: 12, minute: 0 }, 'nửa đêm'),
  ...all({ dayPart: 'noon' }, 'buổi trưa'),
  ...all({ dayPart: 'afternoon' }, 'buổi chiều'),
  ...all({ dayPart: 'evening' }, 'buổi tối'),
  ...byUnit('tuần', 'weekBy'),
  ...byUnit('tháng', 'monthBy'),
  ...byUnit('quý', 'quarterBy'),
  ...byUnit('năm', 'yearBy'),
  ...all({ yearBy: 1 }, 'qua năm'),
  ...all({ yearBy: -1 }, 'năm ngoái'),
  ...all({ yearBy: -2 }, 'năm kia'),
  ...all({ weekday: 7 }, 'chủ nhật, chúa nhật, chủ nhựt, cn'),
  ...all({ unit: 'week', part: 'first' }, 'đầu tuần'),
  ...all({ unit: 'week', part: 'middle' }, 'giữa tuần'),
  ...all({ unit: 'week', part: 'last' }, 'cuối tuần'),
  ...all({ unit: 'year', part: 'first' }, 'đầu năm'),
  ...all({ unit: 'year', part: 'middle' }, 'giữa năm'),
  ...all({ unit: 'year', part: 'last' }, 'cuối năm'),
  ...all({ part: 'first' }, 'thượng tuần'),
  ...all({ part: 'middle' }, 'trung tuần'),
  ...all({ part: 'last' }, 'hạ tuần'),
  ...all({ part: 'first half' }, 'nửa đầu'),
  ...all({ part: 'last half' }, 'nửa cuối, nửa sau'),
  ...all({ part: 'first week' }, 'tuần đầu, tuần đầu tiên, tuần đầu tiên của'),
  ...all({ part: 'last day' }, 'ngày cuối, ngày cuối cùng, ngày cuối cùng của'),
  ...all({ month: 12, calendar: 'lunar', part: 'last day' }, 'giao thừa, đêm giao thừa'),
  ...all({ part: 'last week' }, 'tuần cuối, tuần cuối cùng, tuần cuối cùng của'),
  ...all({ day: 15, calendar: 'lunar' }, 'rằm, ngày rằm'),
  ...all({ month: 1, calendar: 'lunar' }, 'tháng giêng, giêng, ra giêng, ra tháng giêng, giêng hai'),
  ...all({ month: 12, calendar: 'lunar' }, 'tháng chạp, chạp'),
  ...all({ calendar: 'lunar' }, 'âm, âm lịch, lịch âm, âl, al, ta, lịch ta'),
  ...all({ calendar: 'solar' }, 'dương, dương lịch, lịch dương, dl, tây, lịch tây'),
  ...all({ leap: true, calendar: 'lunar' }, 'nhuận'),
  ...all({ tet: 'day' }, 'tết, tết nguyên đán, tết ta, tết âm, tết âm lịch, tết cổ truyền, ngày tết'),
  ...all({ tet: 'before' }, 'giáp tết, trước tết, cận tết, sát tết, gần tết, áp tết, giáp tết nguyên đán'),
  ...all({ tet: 'before' }, 'trước tết nguyên đán, trước tết âm lịch, gần đến tết, gần tới tết, sắp tết'),
  ...all({ tet: 'during' }, 'dịp tết, mùa tết, vụ tết, dịp tết nguyên đán'),
  ...all(
    { tet: 'after' },
    'ra tết, sau tết, qua tết, hết tết, xong tết, ăn tết xong, sau tết nguyên đán, sau tết âm lịch',
  ),
  ...all(solarDay(1, 1), 'tết tây, tết dương, tết dương lịch'),
  ...all(solarDay(2, 9), 'quốc khánh'),
  ...all(solarDay(25, 12), 'noel, nô en, giáng sinh'),
  ...all(lunarDay(15, 1), 'nguyên tiêu'),
  ...all(lunarDay(10, 3), 'giỗ tổ, giỗ tổ hùng vương'),
  ...all(lunarDay(5, 5), 'đoan ngọ, tết đoan ngọ, giết sâu bọ, tết giết sâu bọ'),
  ...all(lunarDay(15, 7), 'vu lan'),
  ...all(lunarDay(15, 8), 'trung thu, tết trung thu, rằm trung thu'),
  ...all(
    lunarDay(23, 12),
    'ông táo, ông công, ông công ông táo, ông táo về trời, táo quân, tết ông táo, tết ông công ông táo',
  ),
]);
/** These words end a phrase of their own or begin a name: "sang tháng" but "sang tháng 8". */
const takesName = wordSet('tháng năm quý');

const partWord = wordBook<Said['part']>([
  ['đầu', 'first'],
  ['giữa', 'middle'],
  ['cuối', 'last'],
]);

const links = phraseBook<Link>([
  ...['đến', 'tới', 'cho đến', 'cho tới', 'đến hết', 'tới hết'].map((phrase): [string, Link] => [phrase, 'to']),
  ...['hoặc', 'hay', 'hoặc là', 'hay là', 'tức', 'tức là', 'nghĩa là'].map((phrase): [string, Link] => [phrase, 'or']),
  ...['từ', 'kể từ', 'bắt đầu từ'].map((phrase): [string, Link] => [phrase, 'from']),
  ...['trước', 'trước ngày'].map((phrase): [string, Link] => [phrase, 'before']),
  ...['sau', 'sau ngày', 'quá'].map((phrase): [string, Link] => [phrase, 'after']),
]);
const pastWords = phraseSet('hồi, vừa rồi, vừa qua, mới rồi, đã qua, mới đây, rồi đấy');

/** With these it is no day, or every such day. */
const never = phraseSet(`
    không, ko, k, hk, hông, chưa, chẳng, trừ, nào, mấy, bao, gì, mỗi ngày, mỗi tuần, mỗi tháng, mỗi năm, mỗi thứ,
    mỗi vụ, mỗi mùa, mai vàng, hoa mai, cây mai, lại mãi, làm mãi, hàng ngày, hàng tuần, hàng tháng,
    hàng năm, hằng ngày, hằng tuần, hằng tháng, hằng năm, tuổi, mai mốt, nay mai, mai kia, một mai, mai sau, đồng hồ,
    các thứ, các tháng, các ngày, lâu nay, xưa nay, lâu năm, quanh năm, cả năm, suốt năm, lát nữa, sau này`);
/** Without marks these are đúng, mới and cha as well. */
const neverMarked = wordSet('đừng mỗi chả');
/** "lần thứ hai", "cái thứ ba". */
const ordinalOf = wordSet('lần cái người đứa loại mục câu bước phần con món hàng hạng');
/** What is done on a day, and small words around it. */
const planning = wordSet(`
    bán giao lấy hái thu hoạch cắt đào mổ nhổ gặt bẻ chín ra vào được mới thì sẽ chắc phải có lúc dịp đợt buổi trong
    ngoài trở đi về hẹn gặp gọi nhắn đến tới qua sang làm rảnh hàng lại xong hết bắt đầu kết thúc ngày hôm tháng
    khoảng tầm độ chừng cỡ gần đúng này đó ấy thôi cứ và với cùng của cúng lễ xuất mang đem chở gửi nhận tính dự kiến
    định muốn cho để là tức nhằm vụ lứa sớm muộn hơn nhất luôn ngay rồi đã xin phép bữa khi nhé con e`);

// ── numbers ──

type Count = { value: number; end: number; padded: boolean };

/** A number up to 99, in one or two digits or in words: "hăm ba", "hai mươi mốt", "hai tám". */
function countAt(tokens: Token[], at: number): Count | undefined {
  const token = tokens[at];
  const count = (value: number, end: number, padded = false) => ({ value, end, padded });
  if (token?.kind === 'number')
    return /^\d{1,2}$/.test(token.text) ? count(Number(token.text), at + 1, token.text[0] === '0') : undefined;
  if (twenty(token)) {
    const units = tailDigit(tokens[at + 1]);
    return units ? count(20 + units, at + 2) : undefined;
  }
  if (ten(token)) {
    const units = tailDigit(tokens[at + 1]);
    return units ? count(10 + units, at + 2) : count(10, at + 1);
  }
  const first = digit(token);
  if (!first) return undefined;
  if (tens(tokens[at + 1])) {
    const units = tailDigit(tokens[at + 2]);
    return count(first * 10 + (units ?? 0), at + (units ? 3 : 2));
  }
  const second = first > 1 && first < 6 ? tailDigit(tokens[at + 1]) : undefined;
  return second ? count(first * 10 + second, at + 2) : count(first, at + 1);
}

const yearOf = (digits: string, pivot = 50): number | undefined => {
  const year = Number(digits);
  if (/^\d{2}$/.test(digits)) return year < pivot ? 2000 + year : 1900 + year;
  return /^(?:19|20)\d\d$/.test(digits) ? year : undefined;
};

const isSeparator = (token: Token | undefined) => /^[/–-]$/.test(token?.text ?? '');

// ── pieces ──

/** All pieces of a message; `undefined` when it is no date, whatever else it says. */
export function piecesOf(tokens: Token[], dashIsDate: boolean): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    const piece = pieceAt(tokens, at, dashIsDate, pieces);
    if (piece === 'impossible') return undefined;
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
}

type Attempt = Piece | 'impossible' | undefined;

function pieceAt(tokens: Token[], at: number, dashIsDate: boolean, before: Piece[]): Piece | 'impossible' {
  if (never.at(tokens, at) || (tokens[at]?.marked && neverMarked(tokens[at]))) return 'impossible';
  return (
    nowAt(tokens, at) ??
    addressAt(tokens, at) ??
    durationAt(tokens, at) ??
    clockAt(tokens, at, before) ??
    numericAt(tokens, at, dashIsDate) ??
    weekdayAt(tokens, at) ??
    phraseAt(tokens, at, before) ??
    monthAt(tokens, at) ??
    quarterAt(tokens, at) ??
    dayAt(tokens, at, dashIsDate) ??
    yearAt(tokens, at) ??
    bareNumberAt(tokens, at) ??
    wordAt(tokens, at, before)
  );
}

const present = phraseSet('bây giờ, ngay bây giờ, bây h');

/** "bây giờ", and "giờ" in "từ giờ"; an unmarked "bay gio" may be seven o'clock. */
function nowAt(tokens: Token[], at: number): Attempt {
  const found = present.at(tokens, at);
  if (found) {
    const isUnmarked = tokens.slice(at, at + found.length).every((token) => !token.marked);
    return says(
      at + found.length,
      { dayBy: 0 },
      isUnmarked ? { or: { hour: 7, minute: 0 }, weak: true } : { weak: true },
    );
  }
  return tokens[at]?.bare === 'gio' && tokens[at - 1]?.bare === 'tu'
    ? says(at + 1, { dayBy: 0 }, { weak: true })
    : undefined;
}

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
function durationAt(tokens: Token[], from: number): Attempt {
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
  const isAhead = ahead(word);
  // "sau 5 giờ chiều" is a time of day.
  if (isAfter && !isAhead && tokens[end - 1]?.bare === 'gio') return undefined;
  // "20 tháng sau" is a day of the next month.
  if (unit.value === 'month' && amount > 12 && !isAhead && !isAgo && !back(word)) return undefined;
  // "trong 3 ngày tới": from now until then.
  const days =
    count && upcoming(word) && !/^(?:minute|hour)$/.test(unit.value) ? shifted(unit.value, amount) : undefined;
  if (days && !pair && !isAgo) return says(end + 1, days, { until: true });
  if (!isAhead && !isAgo && !isAfter && !(count && (back(word) || next(word)))) return undefined;
  // "7 giờ sau" has no meaning; "tháng sau" has its own.
  const isBack = isAgo || (!isAhead && !isAfter && back(word));
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
  if (low && high === low + 1 && units.at(tokens, at + 2)) return { value: low, high, end: at + 2 };
  const first = countAt(tokens, at);
  const isLinked =
    first && (/^[-–]$/.test(tokens[first.end]?.text ?? '') || links.at(tokens, first.end)?.value === 'to');
  const second = isLinked ? countAt(tokens, first.end + 1) : undefined;
  const isRising = first && second && second.value > first.value && units.at(tokens, second.end);
  return isRising ? { value: first.value, high: second.value, end: second.end } : undefined;
}

/** "7h30", "7 giờ rưỡi", "8 giờ kém 15", "kém 15 8 giờ", "19:30", "7 rưỡi sáng", "3 chiều". */
function clockAt(tokens: Token[], from: number, before: Piece[]): Attempt {
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

/** "5/3", "5-3-26", "2026-03-05", "3/2026". */
function numericAt(tokens: Token[], at: number, dashIsDate: boolean): Attempt {
  const [first, mark, second, mark2, third] = tokens.slice(at, at + 5);
  if (first?.kind !== 'number' || second?.kind !== 'number' || !isSeparator(mark)) return undefined;
  const isThree = third?.kind === 'number' && mark2?.text === mark?.text;
  const isGlued = mark?.glued === true && second.glued;
  if (isThree && mark?.text === '/' && tokens[at + 5]?.text === '/') return 'impossible';
  if (isThree && yearOf(first.text, 0) && first.text.length === 4) {
    return dated(at + 5, third.text, second.text, first.text);
  }
  if (isThree && /^\d{1,2}$/.test(second.text) && (mark?.text === '/' || isGlued)) {
    return yearOf(third.text) ? dated(at + 5, first.text, second.text, third.text) : 'impossible';
  }
  if (/^\d{4}$/.test(second.text)) {
    const [month, year] = [Number(first.text), yearOf(second.text)];
    return year && month >= 1 && month <= 12 ? says(at + 3, { month, year }) : 'impossible';
  }
  // "1/2 cân" is half a kilo.
  const isMeasure = unitAt(tokens, at + 3) && !/^(?:con|bao|qua|cay|am|ta)$/.test(mark2?.bare ?? '');
  if (mark?.text === '/') return isMeasure ? 'impossible' : dated(at + 3, first.text, second.text);
  // "5-10/3" are the fifth to the tenth; "15-20" can be nothing else either.
  const isRange = !isGlued || isSeparator(mark2) || Number(second.text) > 12 || monthWord(mark2);
  return isRange || !dashIsDate ? undefined : dated(at + 3, first.text, second.text);
}

function dated(end: number, first: string, second: string, third?: string): Attempt {
  const [day, month] = [Number(first), Number(second)];
  const year = third === undefined ? undefined : yearOf(third);
  const when = year === undefined ? {} : { year };
  if (!/^\d{1,2}$/.test(first) || !/^\d{1,2}$/.test(second) || day < 1 || month < 1 || day > 31) return 'impossible';
  if (month <= 12) return says(end, { day, month, ...when });
  // Month before day, as abroad: asked, never believed.
  return day <= 12 && month <= 31 ? says(end, { day: month, month: day, ...when }, { doubt: true }) : 'impossible';
}

/** "thứ 2", "thứ tư"; "t7" is Saturday or July. */
function weekdayAt(tokens: Token[], at: number): Attempt {
  const token = tokens[at];
  const after = tokens[at + 1];
  const digits = after?.kind === 'number' && /^0?\d{1,2}$/.test(after.text) ? Number(after.text) : undefined;
  if (weekdayWord(token)) {
    const weekday = digits === undefined ? weekdayName(after) : digits - 1;
    if (weekday === undefined) return undefined;
    const isOrdinal = ordinalOf(tokens[at - 1]) && tokens[at - 1]?.bare !== 'hang';
    return weekday < 1 || weekday > 6 || isOrdinal ? 'impossible' : says(at + 2, { weekday });
  }
  if (!/^(?:t|th|thg)$/.test(token?.bare ?? '')) return undefined;
  const isDotted = after?.text === '.' && after.glued;
  const number = isDotted ? tokens[at + 2] : after;
  const end = at + (isDotted ? 3 : 2);
  if (number?.kind !== 'number' || !number.glued || !/^\d{1,2}$/.test(number.text)) return undefined;
  const month = Number(number.text);
  if (month < 1 || month > 12) return 'impossible';
  const year = isSeparator(tokens[end]) ? yearOf(tokens[end + 1]?.text ?? '') : undefined;
  if (year) return says(end + 2, { month, year });
  if (month < 2 || month > 7 || token?.bare === 'thg') return says(end, { month });
  return says(end, { weekday: month - 1 }, { or: { month } });
}

function phraseAt(tokens: Token[], at: number, before: Piece[]): Attempt {
  const found = phrases.at(tokens, at);
  if (!found) return undefined;
  const end = at + found.length;
  const last = tokens[end - 1];
  // "sang tháng 8", "trong tháng giêng": the name belongs to the month.
  if (takesName(last) && found.length > 1 && (countAt(tokens, end) || phrases.at(tokens, end))) return undefined;
  // "cuối | năm nay", "đầu | tuần sau".
  const { part, unit } = found.value;
  if (part && unit && (phrases.at(tokens, end - 1)?.length ?? 0) > 1) return says(end - 1, { part }, { weak: true });
  const isUnmarked = last?.marked === false;
  // Where nothing has marks "thang sau" is June as well.
  const hasMarks = tokens.some((token) => token.marked);
  if (!hasMarks && last?.bare === 'sau' && found.value.monthBy === 1)
    return says(end, found.value, { or: { month: 6 } });
  if (isUnmarked && last.bare === 'mot' && found.length > 1) return says(end, found.value, { or: { day: 1 } });
  const previous = before.at(-1);
  // "rằm nay" is "rằm này", and "chị Mai" a person.
  const isThis = previous?.kind === 'said' && !previous.said.dayPart && previous.said.hour === undefined;
  const person = tokens[at - 1];
  // "lứa này" without its mark is no today.
  const isOfNoun = previous?.kind === 'filler' && person?.kind === 'word' && !isCourtesy(person) && !isPerson(person);
  if (found.length === 1 && last?.bare === 'nay' && (isThis || isOfNoun)) return { kind: 'filler', end };
  const isName =
    last?.bare === 'mai' && person !== undefined && isPerson(person) && !/^(?:toi|minh)$/.test(person.bare);
  if (found.length === 1 && isName && (!tokens[end] || /^M[a-z]/.test(last.text))) return { kind: 'unknown', end };
  // A lone "mai" is also a flower and a name, a lone "nay" stands in "này" and "lâu nay".
  const { dayBy, weekBy, monthBy, yearBy } = found.value;
  // What is now or was is told in stories.
  const isStory = (dayBy ?? weekBy ?? monthBy ?? yearBy ?? 1) <= 0;
  const isWeak = isStory || (found.length === 1 && (isUnmarked || dayBy !== undefined));
  const isDoubtful = isUnmarked && found.length === 1 && /^(?:mot|kia)$/.test(last.bare);
  return says(end, found.value, { weak: isWeak, doubt: isDoubtful });
}

/** "tháng 8", "tháng mười hai", "tháng Một", "tháng 3/2026"; a bare "tháng" only says what a part is of. */
function monthAt(tokens: Token[], at: number): Attempt {
  if (!monthWord(tokens[at])) return undefined;
  const after = tokens[at + 1];
  if (after?.kind === 'number') {
    const month = Number(after.text);
    if (!/^\d{1,2}$/.test(after.text) || month < 1 || month > 12) return 'impossible';
    const year = isSeparator(tokens[at + 2]) ? yearOf(tokens[at + 3]?.text ?? '') : undefined;
    // "tháng 5-10" are months, "tháng 5-2026" is one.
    const isYear = year && (tokens[at + 3]?.text.length === 4 || tokens[at + 2]?.text === '/');
    return isYear ? says(at + 4, { month, year }) : says(at + 2, { month });
  }
  const tail = ten(after) ? tailDigit(tokens[at + 2]) : undefined;
  if (tail) return tail <= 2 ? says(at + 3, { month: 10 + tail }) : 'impossible';
  const month = monthName(after);
  if (month) return says(at + 2, { month });
  // The folk name of the eleventh lunar month.
  if (one(after)) return says(at + 2, { month: 1 }, { or: { month: 11, calendar: 'lunar' } });
  return says(at + 1, { unit: 'month' }, { weak: true });
}

const roman = ['i', 'ii', 'iii', 'iv'];

function quarterAt(tokens: Token[], at: number): Attempt {
  const after = tokens[at + 1];
  if (!quarterWord(tokens[at]) || !after) return undefined;
  const latin = roman.indexOf(after.text.toLowerCase()) + 1;
  const quarter = after.kind === 'number' ? Number(after.text) : latin || (digit(after) ?? tailDigit(after));
  if (quarter === undefined) return undefined;
  if (quarter < 1 || quarter > 4) return 'impossible';
  const year = isSeparator(tokens[at + 2]) ? yearOf(tokens[at + 3]?.text ?? '') : undefined;
  return year ? says(at + 4, { quarter, year }) : says(at + 2, { quarter });
}

const addressWord = wordSet('số xóm tổ đội thôn ngõ ngách đường lô hẻm khu');

/** "xóm 5", "nhà số 5/3": a number, but of no day. */
function addressAt(tokens: Token[], at: number): Attempt {
  if (!addressWord(tokens[at]) || tokens[at + 1]?.kind !== 'number') return undefined;
  const isFraction = tokens[at + 2]?.text === '/' && tokens[at + 3]?.kind === 'number';
  return { kind: 'unknown', end: at + (isFraction ? 4 : 2) };
}

/** "ngày 5", "ngày 5/3", "mùng năm". */
function dayAt(tokens: Token[], at: number, dashIsDate: boolean): Attempt {
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
function yearAt(tokens: Token[], at: number): Attempt {
  const isNamed = yearWord(tokens[at]) && at + 1 < tokens.length;
  const number = tokens[isNamed ? at + 1 : at];
  const year = number?.kind === 'number' && (isNamed || number.text.length === 4) ? yearOf(number.text) : undefined;
  if (year) return says(at + (isNamed ? 2 : 1), { year }, { doubt: false, weak: !isNamed });
  const words = isNamed ? numberAt(tokens, at + 1, { money: false, isUnit: () => false }) : undefined;
  return words && yearOf(String(words.value), 0) && words.value >= 1900
    ? says(words.end, { year: words.value })
    : undefined;
}

function bareNumberAt(tokens: Token[], at: number): Attempt {
  const token = tokens[at];
  // "hai" alone is as often two things or "hái"; before a month or Tết it counts its days.
  const count = countAt(tokens, at);
  if (!count) return token?.kind === 'number' ? 'impossible' : undefined;
  const after = tokens[count.end];
  if (token?.kind !== 'number') {
    const follows =
      after && (monthWord(after) || /^(?:tet|chap|gieng)$/.test(after.bare) || links.at(tokens, count.end));
    if (!follows) return undefined;
  }
  const isUnit = unitAt(tokens, count.end) !== undefined || /^(?:%|\+|x|tr|n|d|cay|cai)$/.test(after?.bare ?? '');
  if (isUnit || count.value < 1 || count.value > 31) return 'impossible';
  return says(count.end, { number: count.value }, { weak: true });
}

const partOf = /^(?:thang|thg|th|t|gieng|chap|nam|tuan)$/;

function wordAt(tokens: Token[], at: number, before: Piece[]): Piece {
  const token = tokens[at];
  const end = at + 1;
  const after = tokens[end];
  const last = before.findLast(({ kind }) => kind !== 'filler');
  const isAfterSaid = last?.kind === 'said';
  const part = partWord(token);
  if (part && partOf.test(after?.bare ?? '')) return says(end, { part }, { weak: true });
  const past = pastWords.at(tokens, at);
  if (past) return { kind: 'past', end: at + past.length };
  if (/^[–—~→-]$/.test(token?.text ?? '')) return { kind: 'link', link: 'to', end };
  const daytime = dayPart(token);
  const isHour = last?.kind === 'said' && last.said.hour !== undefined;
  if (daytime && (token?.marked || !/^(?:sang|toi)$/.test(token?.bare ?? '') || isHour || startsDay(after)))
    return says(end, { dayPart: daytime }, { weak: true });
  if (upcoming(token) && isAfterSaid && (!after || isFiller(after))) return { kind: 'coming', end };
  // "qua rằm", "quá mùng 10".
  if (token?.bare === 'qua' && /^(?:ram|mung|mong|tet)$/.test(after?.bare ?? ''))
    return { kind: 'link', link: 'after', end };
  // "tháng 7 sang tháng 8", but "sang tháng 8" alone; an unmarked "toi" at the head is I.
  const isPassing = token?.bare === 'sang' || token?.bare === 'toi' || token?.bare === 'qua';
  if (isPassing && !token.marked && (!isAfterSaid || !after)) return { kind: 'filler', end };
  if (token?.bare === 'sang' && !token.marked) return { kind: 'link', link: 'to', end };
  const link = links.at(tokens, at);
  if (link) return { kind: 'link', link: link.value, end: at + link.length };
  if (token?.bare === 'hom') return { kind: 'either', end };
  const isKnown =
    token && (token.kind === 'mark' ? /^[,.!;:()"“”]$/.test(token.text) : isFiller(token) || planning(token));
  return { kind: isKnown ? 'filler' : 'unknown', end };
}

const startsDay = (token: Token | undefined) =>
  /^(?:nay|mai|mot|thu|cn|chu|ngay|hom|mung|mong|ram|t)$/.test(token?.bare ?? '');
