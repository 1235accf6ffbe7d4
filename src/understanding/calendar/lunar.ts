// The Vietnamese lunar calendar, always by the time of Hanoi (UTC+7): the Chinese one differs on some days.
// Rules: Hồ Ngọc Đức, "Computing the Vietnamese lunar calendar" (informatik.uni-leipzig.de/~duc/amlich/calrules_en.html);
// positions of moon and sun: Jean Meeus, "Astronomical Algorithms", without the terms by which no month of 1900–2199 changes.
import { dayOf, isoOf, type Month } from './days.ts';

export type LunarDay = { day: number; month: number; year: number; leap?: boolean };

const zone = 7 / 24;
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
/** The Julian date of the midnight on which day 0 begins. */
const julian = 2_440_587.5;
/** Mean length of a month, and the Julian date of the new moon from which they are numbered (about 1 January 1900). */
const synodic = 29.530588853;
const firstNewMoon = 2_415_021;

/** The day of a new moon. */
function newMoon(index: number): number {
  const t = index / 1236.85;
  const t2 = t * t;
  const mean = 2_415_020.75933 + 29.53058868 * index + 0.0001178 * t2 + 0.00033 * sin(166.56 + 132.87 * t);
  const sun = 359.2242 + 29.10535608 * index;
  const moon = 306.0253 + 385.81691806 * index + 0.0107306 * t2;
  const node = 21.2964 + 390.67050646 * index;
  const correction =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * node) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * node + sun) -
    0.0004 * sin(2 * node - sun) -
    0.0006 * sin(2 * node + moon) +
    0.001 * sin(2 * node - moon) +
    0.0005 * sin(2 * moon + sun);
  const clockError = 0.000262 * t2 - 0.000278;
  return Math.floor(mean + correction - clockError - julian + zone);
}

/** Which twelfth of its yearly path the sun is in as a day begins: 0 from the spring equinox, 9 from the winter solstice. */
function sunTwelfth(day: number): number {
  const t = (day + julian - zone - 2_451_545) / 36_525;
  const anomaly = 357.5291 + 35_999.0503 * t;
  const longitude = 280.46645 + 36_000.76983 * t + 1.9146 * sin(anomaly) + 0.019993 * sin(2 * anomaly);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

/** The number of the new moon that opens the eleventh month: the month that holds the winter solstice. */
function eleventhMonth(year: number): number {
  const index = Math.floor((dayOf(`${year}-12-31`) + julian + 0.5 - firstNewMoon) / synodic);
  return sunTwelfth(newMoon(index)) >= 9 ? index - 1 : index;
}

const known = new Map<number, Month[]>();

/** From the eleventh month of the year before to the tenth of this one: twelve months, or thirteen with a leap month. */
export function lunarMonths(year: number): Month[] {
  const before = known.get(year);
  if (before) return before;
  if (year < 1900 || year > 2200) return [];
  const first = eleventhMonth(year - 1);
  const count = eleventhMonth(year) - first;
  const starts = Array.from({ length: count + 1 }, (_, i) => newMoon(first + i));
  const twelfths = starts.map(sunTwelfth);
  // Of thirteen months, the first in which the sun enters no new twelfth takes the number of the one before it.
  const leapAt = count === 13 ? twelfths.findIndex((twelfth, i) => twelfth === twelfths[i + 1]) : count;
  const months = starts.slice(0, -1).map((from, i) => {
    const place = i >= leapAt ? i - 1 : i;
    return {
      year: place < 2 ? year - 1 : year,
      month: ((place + 10) % 12) + 1,
      leap: i === leapAt,
      from,
      length: (starts[i + 1] ?? 0) - from,
    };
  });
  known.set(year, months);
  return months;
}

/** The solar day (ISO) of a lunar one; `undefined` where the month has no such day, or the year no such month. */
export function toSolar({ day, month, year, leap = false }: LunarDay): string | undefined {
  const found = lunarMonths(month >= 11 ? year + 1 : year).find((one) => one.month === month && one.leap === leap);
  return found && day >= 1 && day <= found.length ? isoOf(found.from + day - 1) : undefined;
}

/** The lunar day of a solar one (ISO). */
export function toLunar(iso: string): Required<LunarDay> | undefined {
  const day = dayOf(iso);
  const year = Number(iso.slice(0, 4));
  const found = [...lunarMonths(year), ...lunarMonths(year + 1)].find(
    ({ from, length }) => day >= from && day < from + length,
  );
  return found && { day: day - found.from + 1, month: found.month, year: found.year, leap: found.leap };
}
