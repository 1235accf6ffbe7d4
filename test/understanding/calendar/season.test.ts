// When something is sold: months where they are sure, the farmer's own words where they are not.
import { describe, expect, it } from 'vitest';
import type { Period } from '../../../src/model/values.ts';
import { periodOf, readPeriod } from '../../../src/understanding/calendar/season.ts';
import { forms, meaning, ordinary, reading, withoutMarks } from '../support.ts';

const season = (text: string) => meaning(reading('season', text, 'product.season'));

describe('a season', () => {
  const sure: [string, number, number][] = [
    ['quanh năm', 1, 12],
    ['cả năm', 1, 12],
    ['lúc nào cũng có', 1, 12],
    ['bốn mùa', 1, 12],
    ['tháng 7 đến tháng 9', 7, 9],
    ['từ tháng 7 đến tháng 9', 7, 9],
    ['từ tháng 7 tới 9', 7, 9],
    ['tháng 7-9', 7, 9],
    ['7-9', 7, 9],
    ['t7 đến t9', 7, 9],
    ['tháng bảy đến tháng chín', 7, 9],
    ['tháng 11 đến tháng 2', 11, 2],
    ['tháng 7, 8', 7, 8],
    ['tháng 7 và tháng 8', 7, 8],
    ['tháng 7', 7, 7],
    ['tháng mười hai', 12, 12],
    ['tháng mười', 10, 10],
    ['tháng 5,6,7', 5, 7],
    ['từ tháng 3 đến hết tháng 11', 3, 11],
    ['T4-T11', 4, 11],
    ['thường xuyên', 1, 12],
  ];
  it.each(sure)('reads %j as months %d to %d, and keeps the words', (text, from, to) => {
    for (const form of [text, withoutMarks(text), text.toUpperCase()]) {
      expect(season(form)).toEqual({ text: form, from, to });
    }
    expect(season(text.normalize('NFD'))).toEqual({ text, from, to });
    expect(season(`dạ ${text} cháu ạ`)).toEqual({ text, from, to });
  });

  it('reads a season that only begins or only ends', () => {
    expect(season('từ tháng 8')).toEqual({ text: 'từ tháng 8', from: 8 });
    expect(season('đến tháng 12')).toEqual({ text: 'đến tháng 12', to: 12 });
    expect(season('hôm nay ông nhà bác ốm')).toBeUndefined();
    expect(season('bat dau tu thang 11')).toEqual({ text: 'bat dau tu thang 11', from: 11 });
  });

  it.each<[string, number, number, string]>([
    ['quý 3', 7, 9, 'a quarter'],
    ['quý III', 7, 9, 'in Roman numbers'],
    ['quý tư', 10, 12, 'in words, with and without marks'],
    ['6 tháng cuối năm', 7, 12, 'half a year, not June'],
    ['nửa đầu năm', 1, 6, 'half a year'],
    ['ba tháng cuối năm', 10, 12, 'so many of its last months'],
    ['4 tháng đầu năm', 1, 4, 'so many of its first months'],
    ['tháng bảy tháng tám', 7, 8, 'two months side by side'],
    ['tháng nào cũng bán', 1, 12, 'always'],
    ['mùa nào cũng có', 1, 12, 'always'],
    ['bao giờ cũng có', 1, 12, 'always'],
    ['mười hai tháng', 1, 12, 'always'],
    ['tháng 11 đến tháng 2 sang năm', 11, 2, 'over New Year'],
  ])('reads %j as months %d to %d: %s', (text, from, to) => {
    for (const form of forms(text)) expect(season(form)).toEqual({ text: form.normalize('NFC'), from, to });
  });

  it.each([
    'bán quanh năm trừ Tết',
    'từ tháng 8 âm',
    'tháng 8 âm lịch',
    'ra Giêng',
    'cuối năm',
    'trước Tết',
    'đầu tháng 7',
    'rằm tháng 7',
    'tháng 7, tháng 11',
    'tháng ba tháng tám',
    'từ đầu tháng 12',
    'tu dau thang 12',
    'từ 15/8 đến 20/9',
    'mùng 10 âm',
    'trái vụ',
    'đúng vụ mới có',
    'vụ xuân và vụ mùa',
    'trừ vụ đông',
    'mùa thu hoạch',
  ])('keeps only the words of %j', (text) => {
    expect(season(text)).toEqual({ text });
  });

  it.each<[string, number, number, string]>([
    ['vụ xuân', 2, 6, 'a harvest: facts §7 has it confirmed'],
    ['vụ mùa', 6, 10, 'a harvest'],
    ['vụ đông', 10, 1, 'a harvest over New Year'],
    ['vụ chiêm', 2, 6, 'the old name of the spring one'],
    ['vụ hè thu', 5, 9, 'a harvest further south'],
    ['bán vụ mùa', 6, 10, 'in a sentence'],
    ['đầu vụ mùa', 6, 7, 'its first two months'],
    ['cuối vụ đông', 12, 1, 'its last two months'],
    ['mùa hè', 5, 7, 'a season of the year'],
    ['mùa đông', 11, 1, 'a season over New Year'],
  ])('asks whether %j is month %d to %d: %s', (text, from, to) => {
    for (const form of forms(text)) {
      const words = `${form.normalize('NFC')} (tháng ${from} đến tháng ${to})`;
      expect(season(form)).toEqual({ ask: [{ text: words, from, to }] });
    }
  });

  it('asks whether tháng Một is the first or the eleventh by the moon', () => {
    for (const form of forms('tháng Một')) {
      expect(season(form)).toEqual({ ask: [{ text: 'tháng 1', from: 1, to: 1 }, { text: 'tháng 11 âm lịch' }] });
    }
  });

  it('asks whether a bare 7 is July', () => {
    expect(season('7')).toEqual({ ask: [{ text: 'tháng 7', from: 7, to: 7 }] });
  });

  const seasonal = /mùa|vụ|Tết|lứa|thu hoạch/;
  it.each([
    '',
    'không biết',
    'tháng 13',
    '13',
    '250k',
    'chè ngon',
    'quanh năm à?',
    ...ordinary.filter((text) => !seasonal.test(text) && !/hôm nay|mai/.test(text)),
  ])('sees no season in %j', (text) => {
    expect(season(text)).toBeUndefined();
  });
});

describe('the days of a season, on 25 November 2026', () => {
  const now = '2026-11-25T09:00';
  const written = ({ from, to, grain, calendar }: Period) =>
    `${from}..${to} ${grain}${calendar === 'lunar' ? ' lunar' : ''}`;
  const days = (text: string, at = now) => {
    const found = readPeriod(text, { kind: 'season', now: at });
    if (!found) return 'none';
    return 'value' in found ? written(found.value) : `? ${found.choices.map(written).join(' | ')}`;
  };

  it.each(
    [
      ['quanh năm', '2026-01-01..2026-12-31 year', 'the running year'],
      ['tháng 7 đến tháng 9', '2027-07-01..2027-09-30 month', 'the next ones'],
      ['tháng 7-9', '2027-07-01..2027-09-30 month', 'shorter'],
      ['tháng 10 đến tháng 12', '2026-10-01..2026-12-31 month', 'the running ones'],
      ['tháng 11 đến tháng 2', '2026-11-01..2027-02-28 month', 'running, over New Year'],
      ['tháng 10', '2027-10-01..2027-10-31 month', 'just over'],
      ['quý 4', '2026-10-01..2026-12-31 month', 'running'],
      ['từ tháng 8', '? 2026-08-01..2026-12-31 month', 'no end was said'],
      ['vụ đông', '? 2026-10-01..2027-01-31 season', 'running; confirmed'],
      ['vụ xuân', '? 2027-02-01..2027-06-30 season', 'the next; confirmed'],
      ['mùa hè', '? 2027-05-01..2027-07-31 season', 'confirmed'],
      ['tháng 8 âm lịch', '2027-09-01..2027-09-29 month lunar', 'by the moon'],
      ['tháng 8 đến tháng 10 âm', '2026-09-11..2026-12-08 month lunar', 'by the moon, and running'],
      ['ra Giêng', '2027-02-06..2027-03-07 month lunar', 'the first month'],
      ['rằm tháng 7', '2027-08-16..2027-08-16 day lunar', 'a feast'],
      ['giáp Tết', '? 2027-01-22..2027-02-05 day lunar', 'how many days?'],
      ['từ 15/8 đến 20/9', '2027-08-15..2027-09-20 day', 'days'],
      ['đầu tháng 7', '2027-07-01..2027-07-10 day', 'days'],
      ['đúng vụ mới có', 'none', 'a season, but no days'],
      ['chè ngon', 'none', 'no season'],
    ].flatMap(([text = '', expected = '', reason = '']) =>
      forms(text).map((form) => [form, expected, reason] as const),
    ),
  )('of %j are %s: %s', (text, expected) => {
    expect(days(text)).toBe(expected);
  });

  it('are those that run, in the last year’s winter too', () => {
    expect(days('tháng 11 đến tháng 2', '2026-01-10T09:00')).toBe('2025-11-01..2026-02-28 month');
    expect(days('vụ đông', '2026-02-01T09:00')).toBe('? 2026-10-01..2027-01-31 season');
  });

  it('stay open where the words say none', () => {
    expect(periodOf({ text: 'chính vụ' }, now)).toBeUndefined();
    expect(periodOf({ text: 'giáp Tết' }, now)).toBeUndefined();
  });
});
