// The pieces of a message put together: what is said of one day, or of several, or of the two ends of a range.
import type { Piece, Said } from './said.ts';

/** What is said of one day, in each way it can be understood. */
export type Segment = {
  variants: Said[];
  doubt: boolean;
  bound?: 'from' | 'before' | 'after' | 'until';
  direction?: 'past' | 'either' | 'coming';
};

export type Sentence = { segments: Segment[]; isRange: boolean; unknown: number; weak: boolean };

export function sentenceOf(pieces: Piece[]): Sentence {
  const segments: Segment[] = [];
  let current: Segment = { variants: [{}], doubt: false };
  let isRange = false;
  let isSplit = false;
  let unknown = 0;
  let weak = true;
  const isEmpty = () => current.variants.every((said) => Object.keys(said).length === 0);
  const isDistance = () => current.variants.every((said) => Object.keys(said).join() === 'apart');
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
        if (isEmpty()) current.bound = 'until';
        else {
          close();
          isRange = true;
        }
      } else if (piece.link === 'or') isSplit = true;
      else if (isEmpty() || isDistance()) current.bound = piece.link;
      // "tối nay sau 7 giờ": until when?
      else current.doubt = true;
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

export const isBareNumber = ({ variants: [said] }: Segment) =>
  said !== undefined && Object.keys(said).every((key) => key === 'number');

/** What says which day, and not only when on it. */
export const isDay = ({ variants }: Segment) =>
  variants.some(
    ({ day, weekday, dayBy = 0, part, month }) =>
      day !== undefined || weekday !== undefined || dayBy > 0 || (part !== undefined && month !== undefined),
  );

/** "15, 16 tháng 8", "thứ 2, 4": a bare number is what its neighbour is. */
export function likeNext(segment: Segment, other: Segment | undefined, isRange = false): Segment {
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
