// Which days are meant: all the stretches that words can stand for, in time order, around now.
import type { Period } from '../../model/values.ts';
import { isoOf, type Month, solarMonths, weekdayOf } from './days.ts';
import { lunarMonths } from './lunar.ts';
import { has, type Said } from './said.ts';

export type Now = { day: number; minutes: number };

export type Span = { from: number; to: number; grain: Period['grain']; calendar: Period['calendar'] };
/** `also`: what else may be meant, whichever of them it is. */
export type Spans = { spans: Span[]; doubt?: boolean; also?: Span | undefined };

const day = (at: number, calendar: Span['calendar'] = 'solar'): Span => ({ from: at, to: at, grain: 'day', calendar });

export function spansOf({ atMost, cycle, ...told }: Said, now: Now): Spans | undefined {
  const said = cycle === undefined ? told : { ...told, year: nearestOfCycle(cycle, now) };
  const nearest = exactSpansOf(said, now);
  if (!atMost) return nearest;
  const from = nearest?.spans[0];
  const furthest = exactSpansOf({ ...said, ...atMost }, now)?.spans.at(-1);
  return from && furthest && { spans: [{ ...from, to: furthest.to }], doubt: true };
}

/** The sixty years begin anew in 1984. */
function nearestOfCycle(cycle: number, now: Now): number {
  const year = currentMonth('lunar', now)?.year ?? 1984;
  const ahead = (((1984 + cycle - year) % 60) + 60) % 60;
  return year + (ahead > 30 ? ahead - 60 : ahead);
}

function exactSpansOf(said: Said, now: Now): Spans | undefined {
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
    return isYear ? undefined : weekdays(said, now);
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
  const wanted = year ?? (yearBy === undefined ? undefined : thisYear + yearBy);
  const isCounted = wanted === undefined || quarterBy !== undefined;
  const all = (isCounted ? [thisYear - 1, thisYear, thisYear + 1] : [wanted])
    .flatMap((each) => solarMonths(each))
    .filter(({ month }) => month % 3 === 1)
    .map((first) => {
      const last = solarMonths(first.year)[first.month + 1] ?? first;
      return { month: first.month, from: first.from, to: last.from + last.length - 1 };
    });
  const current = all.findIndex(({ from, to }) => from <= now.day && now.day <= to);
  const chosen =
    quarterBy !== undefined
      ? all.slice(current + quarterBy, current + quarterBy + 1)
      : all.filter((each) => each.month === (quarter ?? 1) * 3 - 2);
  return {
    spans: chosen.map(({ from, to }) => ({
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
  if (isWhich) return { spans: [...spans, ...(months({ ...said, yearBy: 1 }, now)?.spans ?? [])], doubt: true };
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
    'second week': [8, 14],
    'third week': [15, 21],
    'fourth week': [22, 28],
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
  if (part && /(?:week|day)$/.test(part)) {
    const month = part.startsWith('last') ? 12 : 1;
    return months({ month, part, calendar, ...(wanted === undefined ? {} : { year: wanted }) }, now);
  }
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
