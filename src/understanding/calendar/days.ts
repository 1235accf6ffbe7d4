// Days as whole numbers (0 is 1 January 1970) and the months that hold them; knows neither clock nor time zone.

/** A month of either calendar: the day it begins on and how many days it has. */
export type Month = { year: number; month: number; leap: boolean; from: number; length: number };

const dayLength = 86_400_000;

export function dayOf(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / dayLength);
}

export function isoOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The first day of a month; month 13 is the next January. */
export function firstOf(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / dayLength;
}

export function solarMonths(year: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => {
    const from = firstOf(year, index + 1);
    return { year, month: index + 1, leap: false, from, length: firstOf(year, index + 2) - from };
  });
}
