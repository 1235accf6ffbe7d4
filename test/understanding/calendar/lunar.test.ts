// The lunar calendar of Vietnam against known days (facts/vietnamese.md §7), and as a whole against itself.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, isoOf } from '../../../src/understanding/calendar/days.ts';
import { lunarMonths, toLunar, toSolar } from '../../../src/understanding/calendar/lunar.ts';

describe('the lunar calendar', () => {
  it.each([
    [1985, '1985-01-21', 'a month before the Chinese New Year'],
    [2007, '2007-02-17', 'a day before the Chinese one'],
    [2023, '2023-01-22', ''],
    [2024, '2024-02-10', ''],
    [2025, '2025-01-29', ''],
    [2026, '2026-02-17', ''],
    [2027, '2027-02-06', ''],
    [2028, '2028-01-26', ''],
    [2029, '2029-02-13', ''],
    [2030, '2030-02-02', 'a day before the Chinese one'],
  ])('begins the year %d on %s', (year, iso) => {
    expect(toSolar({ day: 1, month: 1, year })).toBe(iso);
    expect(toLunar(iso)).toEqual({ day: 1, month: 1, year, leap: false });
  });

  it.each([
    ['rằm tháng Bảy 2026', { day: 15, month: 7, year: 2026 }, '2026-08-27'],
    ['rằm tháng Tám 2026', { day: 15, month: 8, year: 2026 }, '2026-09-25'],
    ['15/10 Bính Ngọ', { day: 15, month: 10, year: 2026 }, '2026-11-23'],
    ['ông Táo, in the solar year after', { day: 23, month: 12, year: 2026 }, '2027-01-30'],
    ['rằm tháng Giêng 2027', { day: 15, month: 1, year: 2027 }, '2027-02-20'],
    ['the first of the leap month of 2025', { day: 1, month: 6, year: 2025, leap: true }, '2025-07-25'],
    ['the last of the leap month of 2025', { day: 29, month: 6, year: 2025, leap: true }, '2025-08-22'],
    ['the leap month that follows the solstice of 2033', { day: 1, month: 11, year: 2033, leap: true }, '2033-12-22'],
  ])('knows %s', (_, lunar, iso) => {
    expect(toSolar(lunar)).toBe(iso);
    expect(toLunar(iso)).toEqual({ leap: false, ...lunar });
  });

  it.each([
    ['a leap month in a year without that one', { day: 1, month: 6, year: 2026, leap: true }],
    ['the 30th of a month of 29 days', { day: 30, month: 6, year: 2025, leap: true }],
    ['a month 13', { day: 1, month: 13, year: 2026 }],
    ['a day 0', { day: 0, month: 1, year: 2026 }],
    ['a year beyond the tables', { day: 1, month: 1, year: 1066 }],
  ])('has no day for %s', (_, lunar) => {
    expect(toSolar(lunar)).toBeUndefined();
  });

  const years = Array.from({ length: 111 }, (_, i) => 1950 + i);

  it('gives each day of 1950–2060 back', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('1950-01-01'), max: dayOf('2060-12-31') }), (day) => {
        const lunar = toLunar(isoOf(day));
        expect(lunar && toSolar(lunar)).toBe(isoOf(day));
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('has months of 29 and 30 days without a gap', () => {
    const months = years.flatMap(lunarMonths);
    for (const [i, { from, length }] of months.entries()) {
      expect([29, 30]).toContain(length);
      if (i > 0) expect(from).toBe((months[i - 1]?.from ?? 0) + (months[i - 1]?.length ?? 0));
    }
  });

  it('has the leap months that are printed in Vietnam, 2020–2036', () => {
    const leaps = years
      .flatMap(lunarMonths)
      .filter(({ leap, year }) => leap && year >= 2020 && year <= 2036)
      .map(({ year, month }) => `${month}/${year}`);
    expect(leaps).toEqual(['4/2020', '2/2023', '6/2025', '5/2028', '3/2031', '11/2033', '6/2036']);
  });
});
