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
    ['a year before the tables', { day: 1, month: 1, year: 1066 }],
    ['the year before their first', { day: 1, month: 1, year: 1899 }],
    ['the year after their last', { day: 1, month: 1, year: 2201 }],
  ])('has no day for %s', (_, lunar) => {
    expect(toSolar(lunar)).toBeUndefined();
  });

  // From each year its first day, its leap month, and the months of 30 days as the ones of a hexadecimal number that begins
  // with one more. By the printed tables; before 1968 they count by another time, and after 2053 three new moons come so close
  // to midnight that the tables have another day.
  it.each<[year: number, printed: string]>([
    [1968, '01-29+7:3b54 02-16:1d6a 02-06:196d 01-27+5:295d 02-15:14ad'],
    [1973, '02-03:1a4d 01-23+4:3a4b 02-11:1b25 01-31+8:3aa5 02-18:1b54'],
    [1978, '02-07:1b5a 01-28+6:2ada 02-16:195b 02-05:149b 01-25+4:3497'],
    [1983, '02-13:1a4b 02-02:1aa5 01-21+2:36a5 02-09:16d2 01-29+7:35b4'],
    [1988, '02-17:1ab6 02-06:1937 01-27+5:292f 02-15:1497 02-04:164b'],
    [1993, '01-23+3:2d4a 02-10:1ea5 01-31+8:2d55 02-19:156a 02-07:1aad'],
    [1998, '01-28+5:326d 02-16:192e 02-05:1c96 01-24+4:3a95 02-12:1d4a'],
    [2003, '02-01:1da5 01-22+2:2b55 02-09:156a 01-29+7:34da 02-17:1a5d'],
    [2008, '02-07:192b 01-26+5:352b 02-14:1a95 02-03:1b4a 01-23+4:36aa'],
    [2013, '02-10:1ad5 01-31+9:2ab5 02-19:14ba 02-08:1a5b 01-28+6:2a57'],
    [2018, '02-16:1527 02-05:1693 01-25+4:2e93 02-12:16aa 02-01:1ad5'],
    [2023, '01-22+2:29b5 02-10:14b6 01-29+6:34ae 02-17:1a4e 02-06:1d26'],
    [2028, '01-26+5:3d26 02-13:1d52 02-02:1daa 01-23+3:2b6a 02-11:156d'],
    [2033, '01-31+11:295d 02-19:149d 02-08:1a4d 01-28+6:3a4b 02-15:1b25'],
    [2038, '02-04:1b52 01-24+5:3b52 02-12:1b5a 02-01:155d 01-22+2:295b'],
    [2043, '02-10:149b 01-30+7:3497 02-17:1a4b 02-06:1aa5 01-26+5:36a5'],
    [2048, '02-14:16d2 02-02:1ad6 01-23+3:2ab6 02-11:1537 02-01+8:292e'],
    [2053, '02-18:1c97'],
  ])('has the months that are printed in Vietnam, from %d on', (first, printed) => {
    const computed = printed.split(' ').map((_, i) => {
      const months = [first + i, first + i + 1].flatMap(lunarMonths).filter(({ year }) => year === first + i);
      const leap = months.find((month) => month.leap)?.month;
      const lengths = Number.parseInt(`1${months.map(({ length }) => length - 29).join('')}`, 2).toString(16);
      return `${isoOf(months[0]?.from ?? 0).slice(5)}${leap ? `+${leap}` : ''}:${lengths}`;
    });
    expect(computed.join(' ')).toBe(printed);
  });

  it.each([
    ['the first Tết of its tables', { day: 1, month: 1, year: 1900 }, '1900-01-31'],
    ['the last month of its tables', { day: 1, month: 12, year: 2199 }, '2200-01-16'],
  ])('reaches to %s', (_, lunar, iso) => {
    expect(toSolar(lunar)).toBe(iso);
  });

  it('has no day by the moon before its tables', () => {
    expect(toLunar('1899-11-30')).toBeUndefined();
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
