// The periods a sentence stands for, best first: of one day, of several, of a range, of what has but one end.
import type { Period } from '../../model/values.ts';
import { dayOf, isoOf } from './days.ts';
import { timed, timeOf } from './hours.ts';
import { has, type Said } from './said.ts';
import { isBareNumber, likeNext, type Segment } from './sentence.ts';
import { type Now, type Span, type Spans, spansOf } from './spans.ts';

export type Reading = { periods: Period[]; doubt: boolean };

export const different = (periods: Period[]) =>
  periods.filter(
    (one, i) =>
      !periods.slice(0, i).some(({ from, to, time }) => from === one.from && to === one.to && time === one.time),
  );

const isNamed = (segment: Segment) => !isBareNumber(segment);

/** One day, or several of which one is meant. */
export function alternatives(segments: Segment[], now: Now): Reading | undefined {
  const typed = segments.map((segment, i) =>
    likeNext(segment, segments.slice(i).find(isNamed) ?? segments.slice(0, i).findLast(isNamed)),
  );
  const found = typed.flatMap((segment) => one(segment, now) ?? []);
  // "thứ 2, 4, 6" with a day that does not exist is no answer at all.
  if (found.length < segments.length) return undefined;
  const periods = different(found.flatMap((reading) => reading.periods));
  return { periods, doubt: found.some(({ doubt }) => doubt) };
}

function one(segment: Segment, now: Now): Reading | undefined {
  const found = segment.variants.flatMap(expand).flatMap((each) => {
    const said = each.apart !== undefined && each.tet ? { ...each, tet: 'day' as const } : each;
    const spans = spansOf(said, now);
    const picked = spans ? pick(spans, segment, now) : [];
    const side = each.tet === 'before' || segment.bound === 'before' ? -1 : 1;
    const far = picked.map((span) => (each.apart === undefined ? span : dayApart(span, each.apart * side)));
    // Tết itself lasts for days: ten days after it are counted from its first or from its last.
    const doubt = spans?.doubt || (each.apart !== undefined && each.tet === 'after');
    return picked.length === 0 ? [] : [{ periods: far.flatMap((span) => timed(span, said, segment, now)), doubt }];
  });
  const periods = different(found.flatMap(({ periods }) => periods));
  if (periods.length === 0) return undefined;
  const isApart = segment.variants.some(({ apart }) => apart !== undefined);
  const isBounded = segment.bound !== undefined && !isApart;
  return {
    periods: isBounded ? bound(periods, segment.bound, now) : periods,
    doubt: segment.doubt || isBounded || found.some(({ doubt }) => doubt),
  };
}

/** A day so many days before a stretch, or after it. */
function dayApart(span: Span, by: number): Span {
  const at = (by < 0 ? span.from : span.to) + by;
  return { ...span, from: at, to: at, grain: 'day' };
}

/** Days that everybody calls "mùng" although they are solar. */
const solarFeasts = new Set(['8/3', '2/9', '1/5', '1/6', '3/2', '10/10']);

/** "mùng 5 tháng 3" in both calendars; a number that counts nothing in neither. */
function expand(said: Said): Said[] {
  if (said.number !== undefined) return [];
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

// ── ranges and bounds ──

export function range(segments: Segment[], now: Now): Reading | undefined {
  const [a, b] = segments;
  if (!a || !b || segments.length > 2) return undefined;
  const [first, last] = [likeNext(a, b, true), likeNext(b, a, true)];
  const areNumbers = isBareNumber(a) && isBareNumber(b);
  const hours = hourRange(first, last);
  if (hours) return one(hours, now);
  const ends = last.variants.flatMap(expand);
  const periods = first.variants
    .flatMap(expand)
    .flatMap((start) => ends.flatMap((end) => startsOf(start, end).flatMap((each) => between(each, end, now) ?? [])))
    .flatMap((each) => (isRunningWeek(first, each.period, now) ? [each, afterWeek(each)] : [each]));
  // Either end may be in doubt, but a bare number next to a date is not.
  const doubt = areNumbers || a.doubt || b.doubt || periods.some((each) => each.doubt);
  return periods.length === 0 ? undefined : { periods: periods.map(({ period }) => period), doubt };
}

/** Before Tết "tháng 12" may be Chạp, or December. */
const startsOf = (start: Said, end: Said): Said[] =>
  end.tet && start.month !== undefined && !start.calendar ? [{ ...start, calendar: 'solar' }, start] : [start];

/** "7h đến 9h sáng mai" begins at seven; its end has no place in a period, so it is asked about. */
function hourRange({ variants: [start] }: Segment, { variants: [end] }: Segment): Segment | undefined {
  if (start?.hour === undefined || end?.hour === undefined) return undefined;
  return { variants: [{ ...end, ...start }], doubt: true };
}

/** "thứ 2 đến thứ 6", said on a Wednesday, is this week or the next. */
const isRunningWeek = ({ variants }: Segment, { from, to }: Period, now: Now) =>
  variants.some(({ weekday, weekBy, day }) => weekday !== undefined && weekBy === undefined && day === undefined) &&
  dayOf(from) < now.day &&
  dayOf(to) >= now.day;

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
    const from = isFromStart ? span : earlier(opening, starts.spans, span);
    const to = isFromStart ? later(closing, span, now) : span;
    if (!from || !to || to.to - from.from > longest) continue;
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
  return there?.find(({ to }) => to >= start.from);
}

/** "trước 5/3" has no other end, "từ 5/3" neither: asked, with the end that was said. */
function bound(periods: Period[], kind: Segment['bound'], now: Now): Period[] {
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
