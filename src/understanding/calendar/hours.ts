// Which hour is meant: "7 giờ" may be two, "12 giờ đêm" ends the day.
import type { Period } from '../../model/values.ts';
import { isoOf } from './days.ts';
import { type DayPart, has, type Said } from './said.ts';
import type { Segment } from './sentence.ts';
import type { Now, Span } from './spans.ts';

/** The hours that "7 giờ" can be, most usual first, in minutes from midnight; 1440 is the end of the day. */
function clockOf({ hour = 0, minute = 0, exact, dayPart }: Said): number[] {
  const at = (...hours: number[]) => hours.map((each) => each * 60 + minute);
  if (exact || hour > 12) return at(hour);
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
      return hour <= 5 ? at(late, hour) : at(hour, late);
    default:
      return dayPart satisfies never;
  }
}

const show = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The hour, where only one can be meant. */
export function timeOf(said: Said): { time?: string } {
  const [only, ...more] = said.hour === undefined ? [] : clockOf(said);
  return only === undefined || more.length > 0 ? {} : { time: show(only) };
}

const dayLength = 1440;
/** When a part of the day is over, in hours. */
const over: Record<DayPart, number> = { morning: 11, noon: 13, afternoon: 18, evening: 22, night: 24 };

export function timed(span: Span, said: Said, { direction }: Segment, now: Now): Period[] {
  const period = (by: number, time?: string): Period => ({
    from: isoOf(span.from + by),
    to: isoOf(span.to + by),
    grain: span.grain,
    calendar: span.calendar,
    ...(time ? { time } : {}),
  });
  const at = (minutes: number) =>
    period(Math.floor(minutes / dayLength), show(((minutes % dayLength) + dayLength) % dayLength));
  if (said.minutesBy !== undefined) return [at(now.minutes + said.minutesBy)];
  const isNamed = has(said, 'day', 'month', 'monthBy', 'weekday', 'dayBy', 'weekBy', 'tet', 'year');
  // No morning lasts a month.
  if (said.dayPart && span.to - span.from > 1) return [];
  if (said.hour === undefined) {
    const isOver = !isNamed && said.dayPart && now.minutes >= over[said.dayPart] * 60;
    return [period(isOver && direction !== 'past' ? 1 : 0)];
  }
  if (span.from !== span.to) return [];
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
