// Days as farmers say them, solar and lunar: "5/3", "rằm tháng 7", "28 Tết", "sáng thứ 2 tuần sau 7h".
// Without a year the next such day is meant. What is vague, or two things at once, comes back as choices.
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import type { Period } from '../../model/values.ts';
import { isQuestion } from '../acts/question.ts';
import { isCourtesy, isNoise, isSurelyPerson } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { type Piece, piecesOf, type Said } from './date-words.ts';
import { dayOf, isoOf, type Month, solarMonths, weekdayOf } from './days.ts';
import { lunarMonths } from './lunar.ts';

export function readDate(text: string, context: ReadContext): FieldReading<Period> | undefined {
  const said = clean(text);
  if (!context.now || said.length > 200) return undefined;
  const now = { day: dayOf(context.now), minutes: minutesOf(context.now.slice(11, 16)) };
  const tokens = tokenize(separated(parsed(said)));
  if (isQuestion(tokens)) return undefined;
  // "5-10" is the fifth of October, or the fifth to the tenth.
  const dashes = mayBeRange(said) ? [true, false] : [true];
  const readings = dashes.flatMap((dashIsDate) => interpret(tokens, dashIsDate, now) ?? []);
  const periods = different(readings.flatMap((reading) => reading.periods)).slice(0, 3);
  const [first] = periods;
  if (!first) return undefined;
  const isSure = periods.length === 1 && readings.every(({ doubt }) => !doubt);
  return isSure ? { said, value: first } : { said, choices: periods };
}

const mayBeRange = (text: string) =>
  [...text.matchAll(/(?<![\d/-])([1-9]\d?)[-–]([1-9]\d?)(?![\d/-])/g)].some(
    ([, low, high]) => Number(low) < Number(high),
  );

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) || 0;

/** "5.3.2026" and "20.11" with slashes; "tháng 5,6" as two numbers, not a decimal. */
function separated(text: string): string {
  return text
    .replace(/(?<![\d.,])(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?(?![\d]|[.,]\d)/g, (_, day, month, year) =>
      [day, month, year].filter(Boolean).join('/'),
    )
    .replace(/,/g, ', ');
}

type Now = { day: number; minutes: number };
type Reading = { periods: Period[]; doubt: boolean };

const different = (periods: Period[]) =>
  periods.filter(
    (one, i) =>
      !periods.slice(0, i).some(({ from, to, time }) => from === one.from && to === one.to && time === one.time),
  );

// ── sentences ──

/** What is said of one day, in each way it can be understood. */
type Segment = {
  variants: Said[];
  doubt: boolean;
  bound?: 'from' | 'before' | 'after' | 'until';
  direction?: 'past' | 'either' | 'coming';
};

type Sentence = { segments: Segment[]; isRange: boolean; unknown: number; weak: boolean };

function interpret(tokens: Token[], dashIsDate: boolean, now: Now): Reading | undefined {
  const pieces = piecesOf(tokens, dashIsDate);
  if (!pieces) return undefined;
  const sentence = sentenceOf(pieces);
  const { segments } = sentence;
  if (segments.length === 0 || segments.length > 3) return undefined;
  // "5", "5 đến 10", but not "12 5".
  const numbers = segments.every(isBareNumber) ? segments.length : 0;
  if (numbers > 0 && !(isOnly(tokens, numbers * 2 - 1) && (numbers === 1 || sentence.isRange))) return undefined;
  // "Chỉ bán buổi sáng" is a habit; alone it is a time, and vague.
  const areDayParts = segments.every(({ variants }) =>
    variants.every((said) => Object.keys(said).join() === 'dayPart'),
  );
  if (areDayParts && !isOnly(tokens, 2)) return undefined;
  // In a story a day is no answer; a plain one among a few unknown words is asked about.
  if (sentence.unknown > 2 || (sentence.unknown > 0 && (sentence.weak || !segments.some(isDay)))) return undefined;
  const reading = sentence.isRange ? range(segments, now) : alternatives(segments, now);
  return reading && { ...reading, doubt: reading.doubt || areDayParts || sentence.unknown > 0 };
}

function sentenceOf(pieces: Piece[]): Sentence {
  const segments: Segment[] = [];
  let current: Segment = { variants: [{}], doubt: false };
  let isRange = false;
  let isSplit = false;
  let unknown = 0;
  let weak = true;
  const isEmpty = () => current.variants.every((said) => Object.keys(said).length === 0);
  const close = () => {
    if (!isEmpty()) segments.push(current);
    current = { variants: [{}], doubt: false };
  };
  for (const piece of pieces) {
    if (piece.kind === 'said') {
      weak &&= piece.weak ?? false;
      const ways = piece.or ? [piece.said, piece.or] : [piece.said];
      const merge = () =>
        current.variants.flatMap((said) => ways.flatMap((way) => merged(said, way) ?? [])).slice(0, 6);
      if (isSplit || merge().length === 0) close();
      isSplit = false;
      current.variants = merge();
      current.doubt ||= piece.doubt ?? false;
      if (piece.until) current.bound = 'until';
    } else if (piece.kind === 'link') {
      if (piece.link === 'to') {
        if (isEmpty()) current.bound = segments.length === 0 && !isRange ? 'until' : (current.bound ?? 'until');
        else {
          close();
          isRange = true;
        }
      } else if (piece.link === 'or') isSplit = true;
      else if (isEmpty()) current.bound = piece.link;
    } else if (piece.kind === 'unknown') unknown++;
    else if (piece.kind !== 'filler' && current.direction !== 'past') current.direction = piece.kind;
  }
  // "cháu đến thứ 7": nothing stands before or after the link.
  close();
  if (isRange && segments.length < 2) isRange = false;
  return { segments, isRange, unknown, weak };
}

/** Both together; `undefined` where one thing is said twice. */
function merged(said: Said, more: Said): Said | undefined {
  const entries = Object.entries(more) as [keyof Said, unknown][];
  if (entries.some(([key, value]) => said[key] !== undefined && said[key] !== value)) return undefined;
  const all = { ...said, ...more };
  if (all.part && said.unit && more.unit && said.unit !== more.unit) return undefined;
  // "5 tháng 3", "28 Tết": the number counts days.
  const counts = all.month ?? all.monthBy ?? all.tet ?? all.calendar;
  // "tháng 10, 11", "thứ 3, 5": after a month it counts months.
  if (more.number !== undefined && (counts ?? all.weekday) !== undefined) return undefined;
  if (all.number !== undefined && counts !== undefined && all.day === undefined) {
    const { number: day, ...rest } = all;
    return { ...rest, day };
  }
  // "5/3, 6" and "6, 7/3": another day.
  if (all.number !== undefined && all.day !== undefined) return undefined;
  return all;
}

const isBareNumber = ({ variants: [said] }: Segment) =>
  said !== undefined && Object.keys(said).every((key) => key === 'number');

const isNamed = (segment: Segment) => !isBareNumber(segment);

const isDay = ({ variants }: Segment) =>
  variants.some(({ day, weekday, dayBy = 0 }) => day !== undefined || weekday !== undefined || dayBy > 0);

/** At most so many words beside courtesies. */
const isOnly = (tokens: Token[], most: number) =>
  tokens.filter((token) => !isCourtesy(token) && !isSurelyPerson(token) && !isNoise(token) && token.bare !== 'nay')
    .length <= most;

/** One day, or several of which one is meant. */
function alternatives(segments: Segment[], now: Now): Reading | undefined {
  const typed = segments.map((segment, i) =>
    likeNext(segment, segments.slice(i).find(isNamed) ?? segments.slice(0, i).findLast(isNamed)),
  );
  const found = typed.flatMap((segment) => one(segment, now) ?? []);
  // "thứ 2, 4, 6" with a day that does not exist is no answer at all.
  if (found.length < segments.length) return undefined;
  const periods = different(found.flatMap((reading) => reading.periods));
  return { periods, doubt: periods.length > 1 || found.some(({ doubt }) => doubt) };
}

/** "15, 16 tháng 8", "thứ 2, 4": a bare number is what its neighbour is. */
function likeNext(segment: Segment, other: Segment | undefined, isRange = false): Segment {
  if (!isBareNumber(segment)) return segment;
  const number = segment.variants[0]?.number ?? 0;
  const like = other?.variants.find((said) => said.number === undefined);
  // The ends of a range have their own months: "từ 25 đến 5/3".
  const day = isRange && like?.day !== undefined ? { day: like.day, calendar: like.calendar } : like;
  const said: Said = day ? typedLike(number, day) : { day: number };
  return { ...segment, variants: [said], doubt: true };
}

function typedLike(number: number, { day, month, monthBy, year, calendar, weekday, hour, dayPart }: Said): Said {
  if (day !== undefined) {
    return {
      day: number,
      ...(month ? { month } : {}),
      ...(monthBy !== undefined ? { monthBy } : {}),
      ...(year ? { year } : {}),
      ...(calendar ? { calendar } : {}),
    };
  }
  if (month !== undefined) return { month: number, ...(calendar ? { calendar } : {}) };
  if (weekday !== undefined && number >= 2 && number <= 7) return { weekday: number - 1 };
  return hour === undefined ? { day: number } : { hour: number, minute: 0, ...(dayPart ? { dayPart } : {}) };
}

// ── which day ──

type Span = { from: number; to: number; grain: Period['grain']; calendar: Period['calendar'] };
/** All that can be meant, in time order, around now. */
type Spans = { spans: Span[]; doubt?: boolean; also?: Span | undefined };

function one(segment: Segment, now: Now): Reading | undefined {
  const found = segment.variants.flatMap(expand).flatMap((said) => {
    const spans = spansOf(said, now);
    const picked = spans ? pick(spans, segment, now) : [];
    return picked.length === 0
      ? []
      : [{ periods: picked.flatMap((span) => timed(span, said, segment, now)), doubt: spans?.doubt ?? false }];
  });
  if (found.length === 0) return undefined;
  const periods = different(found.flatMap(({ periods }) => periods));
  if (periods.length === 0) return undefined;
  const bounded = segment.bound ? bound(periods, segment.bound, now) : periods;
  return {
    periods: bounded,
    doubt: segment.doubt || segment.bound !== undefined || periods.length > 1 || found.some(({ doubt }) => doubt),
  };
}

/** Days that everybody calls "mùng" although they are solar. */
const solarFeasts = new Set(['8/3', '2/9', '1/5', '1/6', '3/2', '10/10']);

/** "mùng 5 tháng 3" in both calendars; a lone number as a day. */
function expand(said: Said): Said[] {
  if (said.number !== undefined) {
    const { number: day, ...rest } = said;
    return Object.keys(rest).length === 0 ? [{ day }] : [];
  }
  if (!said.mung || said.calendar) return [said];
  const lunar: Said = { ...said, calendar: 'lunar' };
  if (said.tet || (said.month === undefined && said.monthBy === undefined)) return [lunar];
  const both: Said[] = [lunar, { ...said, calendar: 'solar' }];
  return solarFeasts.has(`${said.day}/${said.month}`) ? both.reverse() : both;
}

function pick({ spans, doubt, also }: Spans, { direction }: Segment, now: Now): Span[] {
  const before = spans.findLast(({ from }) => from < now.day);
  const after = spans.find(({ from, to }) => (direction === 'coming' ? from > now.day : to >= now.day));
  // A single day that was named outright may be past.
  const [only] = spans.length === 1 ? spans : [];
  if (only) return also ? [only, also] : [only];
  if (direction === 'past') return before ? [before] : [];
  if (direction === 'either') return [before, after].filter((span) => span !== undefined);
  const again =
    doubt && after?.from === now.day && after.grain === 'day' ? spans.find(({ from }) => from > now.day) : undefined;
  return [after, again, also].filter((span) => span !== undefined);
}

const day = (at: number, calendar: Span['calendar'] = 'solar'): Span => ({ from: at, to: at, grain: 'day', calendar });
const has = (said: Said, ...keys: (keyof Said)[]) => keys.some((key) => said[key] !== undefined);

function spansOf(said: Said, now: Now): Spans | undefined {
  if (said.minutesBy !== undefined) return { spans: [day(now.day)] };
  const isDated = has(said, 'day', 'month', 'monthBy', 'tet', 'leap') || said.unit === 'month';
  const isInMonth = isDated || (said.part !== undefined && !has(said, 'unit', 'weekBy', 'yearBy', 'year', 'quarter'));
  const isYear = said.unit === 'year' || has(said, 'year', 'yearBy');
  if (said.quarter !== undefined || said.quarterBy !== undefined)
    return isInMonth || has(said, 'weekday', 'weekBy', 'dayBy', 'part') ? undefined : quarters(said, now);
  const found = isInMonth ? months(said, now) : undefined;
  if (isInMonth && (!found || has(said, 'weekBy'))) return undefined;
  const isOnWeekday = (span: Span) => weekdayOf(span.from) === said.weekday;
  if (said.dayBy !== undefined) {
    const at = now.day + said.dayBy;
    const known: Spans = { spans: [day(at)] };
    if (has(said, 'weekBy', 'part', 'year', 'yearBy')) return undefined;
    if (found) return agreed(found, (span) => span.from === at, now, known);
    return said.weekday === undefined ? known : agreed(known, isOnWeekday, now, weekdays(said, now));
  }
  if (said.weekday !== undefined) {
    if (found) return said.day ? agreed(found, isOnWeekday, now, weekdays(said, now)) : undefined;
    // "thứ hai đầu tuần sau".
    const isPart = said.part !== undefined && said.unit !== 'week' && said.weekBy === undefined;
    return isYear || isPart ? undefined : weekdays(said, now);
  }
  if (found) return found;
  if (said.weekBy !== undefined || said.unit === 'week') return isYear ? undefined : weeks(said, now);
  if (isYear) return years(said, now);
  if (has(said, 'hour', 'dayPart') && !said.calendar) return { spans: [day(now.day)] };
  return undefined;
}

/** Two things said of one day: where they do not agree, both are asked about. */
function agreed(found: Spans, isRight: (span: Span) => boolean, now: Now, other: Spans): Spans {
  const coming = found.spans.find(({ to }) => to >= now.day);
  // "thứ 6 ngày 25" may skip a month; "thứ 7 ngày 29/11" does not mean another year.
  const isNear = (span: Span) => found.spans.length === 1 || span === coming || Math.abs(span.from - now.day) <= 62;
  const spans = found.spans.filter((span) => isRight(span) && isNear(span));
  if (spans.length > 0) return { ...found, spans };
  return { ...found, doubt: true, also: other.spans.find(({ from }) => from >= now.day) ?? other.spans.at(-1) };
}

function weekdays({ weekday = 1, weekBy }: Said, now: Now): Spans {
  const monday = now.day - weekdayOf(now.day) + 1;
  if (weekBy !== undefined) return { spans: [day(monday + weekBy * 7 + weekday - 1)] };
  // Who says "thứ 4" on a Wednesday hardly means today, but may.
  const spans = [-2, -1, 0, 1, 2].map((week) => day(monday + week * 7 + weekday - 1));
  return { spans, doubt: weekday === weekdayOf(now.day) };
}

function weeks({ weekBy, part }: Said, now: Now): Spans {
  const monday = now.day - weekdayOf(now.day) + 1;
  const all = weekBy === undefined ? [-1, 0, 1] : [weekBy];
  const [first, last] = part === 'first' ? [0, 1] : part === 'middle' ? [2, 3] : part === 'last' ? [5, 6] : [0, 6];
  const spans = all.map(
    (week): Span => ({
      from: monday + week * 7 + first,
      to: monday + week * 7 + last,
      grain: part ? 'day' : 'week',
      calendar: 'solar',
    }),
  );
  return { spans, doubt: part === 'first' || part === 'middle' };
}

function quarters({ quarter, quarterBy, year, yearBy }: Said, now: Now): Spans {
  const thisYear = Number(isoOf(now.day).slice(0, 4));
  const all = [thisYear - 2, thisYear - 1, thisYear, thisYear + 1, thisYear + 2, ...(year ? [year] : [])]
    .flatMap((each) => solarMonths(each))
    .filter(({ month }) => month % 3 === 1)
    .map((first) => {
      const last = solarMonths(first.year)[first.month + 1] ?? first;
      return { year: first.year, month: first.month, from: first.from, to: last.from + last.length - 1 };
    });
  const current = all.findIndex(({ from, to }) => from <= now.day && now.day <= to);
  const wanted = year ?? (yearBy === undefined ? undefined : thisYear + yearBy);
  const chosen =
    quarterBy !== undefined
      ? all.slice(current + quarterBy, current + quarterBy + 1)
      : all.filter((each) => each.month === (quarter ?? 1) * 3 - 2 && (wanted === undefined || each.year === wanted));
  return {
    spans: (wanted === undefined ? chosen : chosen.slice(0, 1)).map(({ from, to }) => ({
      from,
      to,
      grain: 'quarter',
      calendar: 'solar',
    })),
  };
}

function monthsOf(calendar: Span['calendar'], year: number): Month[] {
  return calendar === 'solar'
    ? solarMonths(year)
    : [...lunarMonths(year), ...lunarMonths(year + 1)].filter((month) => month.year === year);
}

function currentMonth(calendar: Span['calendar'], now: Now): Month | undefined {
  const year = Number(isoOf(now.day).slice(0, 4));
  return [year - 1, year]
    .flatMap((each) => monthsOf(calendar, each))
    .find(({ from, length }) => from <= now.day && now.day < from + length);
}

/** Days and parts of months, and whole months. */
function months(said: Said, now: Now): Spans | undefined {
  if (said.tet && said.tet !== 'day') return aroundTet(said, now);
  const calendar = said.tet ? 'lunar' : (said.calendar ?? 'solar');
  const current = currentMonth(calendar, now);
  if (!current || (said.part && said.day) || (said.monthBy !== undefined && said.month !== undefined)) return undefined;
  const isEve = said.tet !== undefined && (said.day ?? 1) > 10;
  const month = said.tet ? (isEve ? 12 : 1) : said.month;
  if (said.tet && said.month !== undefined && said.month !== month) return undefined;
  // "Tết 2027" is counted from its own first day; "28 Tết" is still in the old year.
  const told = said.year ?? (said.yearBy === undefined ? undefined : current.year + said.yearBy);
  const year = told !== undefined && isEve ? told - 1 : told;
  const around = [-1, 0, 1, 2].map((by) => current.year + by);
  const all = (year === undefined ? around : [year]).flatMap((each) => monthsOf(calendar, each));
  const isLeap = said.leap ?? false;
  let chosen = all.filter((each) => (month === undefined || each.month === month) && each.leap === isLeap);
  // No such leap month to come: the ordinary one is asked about.
  const isMissing = isLeap && year === undefined && chosen.every(({ from, length }) => from + length <= now.day);
  if (isMissing) chosen = all.filter((each) => each.month === month);
  if (said.monthBy !== undefined) {
    const list = around.flatMap((each) => monthsOf(calendar, each));
    const at = list.findIndex(({ from }) => from === current.from) + said.monthBy;
    const wanted = list[at] ?? far(current, said.monthBy);
    chosen = wanted && year === undefined ? [wanted] : [];
  }
  const wantedDay = said.tet ? (said.day ?? 1) : said.day;
  // The 31st skips short months; the 30th of February is asked about.
  const isFixed = month !== undefined || said.monthBy !== undefined || year !== undefined;
  const spans = chosen.flatMap((each) => spanIn(each, wantedDay, said.part, calendar, isFixed) ?? []);
  const isShort = wantedDay !== undefined && isFixed && chosen.some((each) => each.length < wantedDay);
  // "Tết năm nay", said in autumn, is the one to come.
  const isWhich = said.tet !== undefined && said.yearBy === 0;
  if (isWhich)
    return { spans: [...spans, ...(months({ ...said, yearBy: 1 }, now)?.spans ?? [])].reverse(), doubt: true };
  return spans.length === 0 ? undefined : { spans, doubt: isMissing || isShort };
}

/** A month further away than the years at hand. */
function far(current: Month, by: number): Month | undefined {
  const index = current.year * 12 + current.month - 1 + by;
  return Math.abs(by) > 240 || current.leap ? undefined : solarMonths(Math.floor(index / 12))[index % 12];
}

function spanIn(
  { from, length }: Month,
  dayOfMonth: number | undefined,
  part: Said['part'],
  calendar: Span['calendar'],
  isFixed: boolean,
): Span | undefined {
  if (dayOfMonth !== undefined) {
    if (dayOfMonth > length && !isFixed) return undefined;
    return day(from + Math.min(dayOfMonth, length) - 1, calendar);
  }
  if (!part) return { from, to: from + length - 1, grain: 'month', calendar };
  const parts = {
    first: [1, 10],
    middle: [11, 20],
    last: [21, length],
    'first half': [1, 15],
    'last half': [16, length],
    'first week': [1, 7],
    'last week': [length - 6, length],
    'last day': [length, length],
  } satisfies Record<typeof part, number[]>;
  const [first = 1, last = length] = parts[part];
  return { from: from + first - 1, to: from + last - 1, grain: 'day', calendar };
}

/** Nobody says how many days "giáp Tết" has: always asked. */
function aroundTet({ tet, year, yearBy }: Said, now: Now): Spans | undefined {
  const feast = months({ tet: 'day', ...(year ? { year } : {}), ...(yearBy !== undefined ? { yearBy } : {}) }, now);
  const [first, last] = tet === 'before' ? [-15, -1] : tet === 'after' ? [3, 14] : [-7, 6];
  return (
    feast && {
      spans: feast.spans.map(({ from }) => ({ from: from + first, to: from + last, grain: 'day', calendar: 'lunar' })),
      doubt: true,
    }
  );
}

function years({ year, yearBy, part, calendar = 'solar' }: Said, now: Now): Spans | undefined {
  const current = currentMonth(calendar, now)?.year;
  if (current === undefined) return undefined;
  const wanted = year ?? (yearBy === undefined ? undefined : current + yearBy);
  const [first, last] =
    part === undefined
      ? [1, 12]
      : part === 'first'
        ? [1, 3]
        : part === 'middle'
          ? [5, 8]
          : part === 'last'
            ? [10, 12]
            : halfYear(part);
  const spans = (wanted === undefined ? [current - 1, current, current + 1] : [wanted]).flatMap((each): Span[] => {
    const inside = monthsOf(calendar, each).filter(({ month }) => month >= first && month <= last);
    const [opening, closing] = [inside[0], inside.at(-1)];
    const to = (closing?.from ?? 0) + (closing?.length ?? 0) - 1;
    return opening ? [{ from: opening.from, to, grain: part ? 'month' : 'year', calendar }] : [];
  });
  if (spans.length === 0) return undefined;
  // "cuối năm" may be Chạp, "đầu năm" Giêng.
  const month = part === 'first' ? 1 : part === 'last' ? 12 : undefined;
  const lunar = month && calendar === 'solar' ? months({ month, calendar: 'lunar' }, now) : undefined;
  const also = wanted === undefined || wanted === current ? lunar?.spans.find(({ to }) => to >= now.day) : undefined;
  return { spans, doubt: part !== undefined && !part.endsWith('half'), also };
}

const halfYear = (part: string) => (part.startsWith('first') ? [1, 6] : [7, 12]) as [number, number];

// ── ranges and bounds ──

function range(segments: Segment[], now: Now): Reading | undefined {
  const [a, b] = segments;
  if (!a || !b || segments.length > 2) return undefined;
  const [first, last] = [likeNext(a, b, true), likeNext(b, a, true)];
  const areNumbers = isBareNumber(a) && isBareNumber(b);
  const hours = hourRange(first, last);
  if (hours) {
    const found = one(hours, now);
    return found && { ...found, doubt: true };
  }
  const periods = first.variants
    .flatMap(expand)
    .flatMap((start) => last.variants.flatMap(expand).flatMap((end) => between(start, end, now) ?? []))
    .flatMap((each) => (isRunningWeek(first, each.period, now) ? [each, afterWeek(each)] : [each]));
  // Either end may be in doubt, but a bare number next to a date is not.
  const doubt = areNumbers || a.doubt || b.doubt || periods.length > 1 || periods.some((each) => each.doubt);
  return periods.length === 0 ? undefined : { periods: periods.map(({ period }) => period), doubt };
}

/** "7h đến 9h sáng mai" begins at seven; its end has no place in a period, so it is asked about. */
function hourRange({ variants: [start] }: Segment, { variants: [end] }: Segment): Segment | undefined {
  if (start?.hour === undefined || end?.hour === undefined) return undefined;
  return { variants: [{ ...end, ...start }], doubt: true };
}

/** "thứ 2 đến thứ 6", said on a Wednesday, is this week or the next. */
const isRunningWeek = ({ variants }: Segment, { from, to }: Period, now: Now) =>
  variants.some(({ weekday, weekBy, day }) => weekday !== undefined && weekBy === undefined && day === undefined) &&
  dayOf(from) < now.day &&
  dayOf(to) >= now.day &&
  dayOf(to) - dayOf(from) < 7;

const afterWeek = <T extends { period: Period }>(found: T): T => ({
  ...found,
  period: { ...found.period, from: isoOf(dayOf(found.period.from) + 7), to: isoOf(dayOf(found.period.to) + 7) },
});

const longest = 370;

function between(start: Said, end: Said, now: Now): { period: Period; doubt: boolean } | undefined {
  // "mùng 1 đến mùng 5 Tết", "5 đến 10/3 âm": one calendar for both ends.
  const calendar = end.tet ? 'lunar' : (end.calendar ?? start.calendar);
  const isCounted = has(start, 'day', 'month') && !start.tet;
  const opening: Said = isCounted && calendar && !start.calendar ? { ...start, calendar } : start;
  const closing: Said = calendar && has(end, 'day', 'month') && !end.calendar && !end.tet ? { ...end, calendar } : end;
  const starts = spansOf(opening, now);
  const ends = spansOf(closing, now);
  if (!starts || !ends) return undefined;
  const placed = (said: Said) => has(said, 'month', 'monthBy', 'weekBy', 'dayBy', 'year', 'yearBy', 'tet', 'unit');
  // Whichever end says more is found first, and the other one from there.
  const isFromStart = placed(opening) && !placed(closing);
  const named = isFromStart ? starts.spans : ends.spans;
  for (const span of named) {
    const isLong = (isFromStart ? span.from + longest : span.to) < now.day;
    if (isLong && named.length > 1) continue;
    const from = isFromStart ? span : earlier(opening, starts.spans, span);
    const to = isFromStart ? later(closing, span, now) : span;
    if (!from || !to || to.to < from.from || to.to - from.from > longest) continue;
    if (to.to < now.day && named.length > 1) continue;
    const doubt = (starts.doubt && !has(opening, 'weekday')) || (ends.doubt && !has(closing, 'weekday')) || false;
    const grain = from.grain === to.grain ? to.grain : 'day';
    const isLunar = from.calendar === 'lunar' || to.calendar === 'lunar';
    const period: Period = {
      from: isoOf(from.from),
      to: isoOf(to.to),
      grain,
      calendar: isLunar ? 'lunar' : 'solar',
      ...timeOf(opening),
    };
    return { period, doubt: doubt || (opening.hour !== undefined && !timeOf(opening).time) };
  }
  return undefined;
}

/** The last such day before the end of a range, wherever that is. */
function earlier(said: Said, spans: Span[], end: Span): Span | undefined {
  const there = spans.length === 1 ? spans : spansOf(said, { day: end.from, minutes: 0 })?.spans;
  return there?.findLast(({ from }) => from <= end.to);
}

function later(said: Said, start: Span, now: Now): Span | undefined {
  const there = spansOf(said, { day: start.from, minutes: now.minutes })?.spans;
  return there?.length === 1 ? there[0] : there?.find(({ to }) => to >= start.from);
}

/** "trước 5/3" has no other end, "từ 5/3" neither: asked, with the end that was said. */
function bound(periods: Period[], kind: NonNullable<Segment['bound']>, now: Now): Period[] {
  const today = isoOf(now.day);
  return periods.flatMap((period): Period[] => {
    const { time: _, ...whole } = period;
    if (period.time || kind === 'from') return [period];
    if (kind === 'after') {
      const next = isoOf(dayOf(period.to) + 1);
      return [{ ...whole, from: next, to: next, grain: 'day' }];
    }
    const to = kind === 'before' ? isoOf(dayOf(period.from) - 1) : period.to;
    const until: Period = { ...whole, from: today, to, grain: 'day' };
    // "đến thứ 7" is until Saturday, or to come on Saturday.
    return to < today ? [period] : kind === 'until' ? [until, period] : [until];
  });
}

// ── time of day ──

/** The hours that "7 giờ" can be, most usual first, in minutes from midnight; 1440 is the end of the day. */
function clockOf({ hour = 0, minute = 0, exact, dayPart }: Said): number[] {
  const at = (...hours: number[]) => hours.map((each) => each * 60 + minute);
  if (exact || hour > 12 || hour === 0) return at(hour);
  const late = hour + 12;
  switch (dayPart) {
    case 'morning':
      return hour === 12 ? [] : at(hour);
    case 'noon':
      return hour >= 10 ? at(hour) : hour <= 3 ? at(late) : [];
    case 'afternoon':
      return hour === 12 ? at(12) : hour <= 7 ? at(late) : [];
    case 'evening':
      return hour >= 5 ? at(late) : [];
    case 'night':
      return hour >= 7 ? at(late) : hour <= 5 ? at(24 + hour) : [];
    case undefined:
      return hour === 12 ? at(12, 24) : hour <= 5 ? at(late, hour) : at(hour, late);
    default:
      return dayPart satisfies never;
  }
}

const show = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The hour, where only one can be meant. */
function timeOf(said: Said): { time?: string } {
  const [only, ...more] = said.hour === undefined ? [] : clockOf(said);
  return only === undefined || more.length > 0 ? {} : { time: show(only) };
}

const dayLength = 1440;
/** When a part of the day is over, in hours. */
const over: Record<DayPart, number> = { morning: 11, noon: 13, afternoon: 18, evening: 22, night: 24 };
type DayPart = NonNullable<Said['dayPart']>;

function timed(span: Span, said: Said, { direction }: Segment, now: Now): Period[] {
  const period = (by: number, time?: string): Period => ({
    from: isoOf(span.from + by),
    to: isoOf(span.to + by),
    grain: span.grain,
    calendar: span.calendar,
    ...(time ? { time } : {}),
  });
  const at = (minutes: number) => period(Math.floor(minutes / dayLength), show(minutes % dayLength));
  if (said.minutesBy !== undefined) {
    const minutes = now.minutes + said.minutesBy;
    return [period(Math.floor(minutes / dayLength), show(((minutes % dayLength) + dayLength) % dayLength))];
  }
  const isNamed = has(said, 'day', 'month', 'monthBy', 'weekday', 'dayBy', 'weekBy', 'tet', 'year');
  // No morning lasts a month.
  if (said.dayPart && (span.grain !== 'day' || span.to - span.from > 1)) return [];
  if (said.hour === undefined) {
    const isOver = !isNamed && said.dayPart && now.minutes >= over[said.dayPart] * 60;
    return [period(isOver && direction !== 'past' ? 1 : 0)];
  }
  if (span.grain !== 'day' || span.from !== span.to) return [];
  const minutes = clockOf(said);
  if (!isNamed) {
    // The next such hour; "12 giờ đêm" is the coming midnight.
    return minutes.map((each) => {
      const inDay = each % dayLength;
      if (direction === 'past') return at(inDay < now.minutes ? inDay : inDay - dayLength);
      return at(inDay > now.minutes ? inDay : inDay + dayLength);
    });
  }
  // The night of a day ends in the next one; which of the two is meant is only sure of tonight.
  return minutes.flatMap((each) =>
    each >= dayLength && said.dayBy !== 0 && said.dayPart ? [at(each), at(each - dayLength)] : [at(each)],
  );
}
