// What can be said of a day, and the pieces in which it is said, from left to right: "7h sáng | thứ 2 | tuần sau".
// A word that means two things without marks gives both (`or`), best first.
import { phraseBook } from '../letters/phrases.ts';

export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';

/** Everything that can be said of one day or stretch of days. `…By` counts from the present one. */
export type Said = {
  day?: number;
  month?: number;
  leap?: boolean;
  year?: number;
  /** The place of a year among sixty, give or take sixties: Giáp Tý is 0. */
  cycle?: number;
  quarter?: number;
  /** Monday is 1. */
  weekday?: number;
  dayBy?: number;
  weekBy?: number;
  monthBy?: number;
  quarterBy?: number;
  yearBy?: number;
  minutesBy?: number;
  /** "trước Tết một tuần": so many days from the day that is named. */
  apart?: number;
  /** "vài hôm nữa": how far it may be at most. */
  atMost?: Pick<Said, 'dayBy' | 'monthBy' | 'yearBy'>;
  /** Of a week, month or year. */
  part?:
    | 'first'
    | 'middle'
    | 'last'
    | 'first half'
    | 'last half'
    | 'first week'
    | 'second week'
    | 'third week'
    | 'fourth week'
    | 'last week'
    | 'last day';
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

/** A piece that begins at a word, if one does; 'impossible' when there is no such day, whatever else is said. */
export type Attempt = Piece | 'impossible' | undefined;

export const says = (
  end: number,
  said: Said,
  more: { or?: Said; doubt?: boolean; weak?: boolean; until?: boolean } = {},
): Piece => ({
  kind: 'said',
  said,
  end,
  ...more,
});

/** Whether any of these was said. */
export const has = (said: Said, ...keys: (keyof Said)[]) => keys.some((key) => said[key] !== undefined);

export const links = phraseBook<Link>([
  ...['đến', 'tới', 'cho đến', 'cho tới', 'đến hết', 'tới hết'].map((phrase): [string, Link] => [phrase, 'to']),
  ...['hoặc', 'hay', 'hoặc là', 'hay là', 'tức', 'tức là', 'nghĩa là'].map((phrase): [string, Link] => [phrase, 'or']),
  ...['từ', 'kể từ', 'bắt đầu từ'].map((phrase): [string, Link] => [phrase, 'from']),
  ...['trước', 'trước ngày'].map((phrase): [string, Link] => [phrase, 'before']),
  ...['sau', 'sau ngày', 'quá'].map((phrase): [string, Link] => [phrase, 'after']),
]);
