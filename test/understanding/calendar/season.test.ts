// When something is sold: months where they are sure, the farmer's own words where they are not.
import { describe, expect, it } from 'vitest';
import type { Period, Season } from '../../../src/model/values.ts';
import { periodOf, readPeriod, readSeason } from '../../../src/understanding/calendar/season.ts';
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

  it.each<[text: string, expected: string, reason: string]>([
    ['nhà bác bán gà quanh năm', '1-12', 'always, in a sentence'],
    ['gà nhà bác quanh năm bán', '1-12', 'always, in the middle of one'],
    ['cả năm bác đi làm thuê ở Hà Nội', 'none', 'who works all year sells nothing yet'],
    ['quanh năm, lúc nào cũng có', '1-12', 'always, said twice'],
    ['bán quanh năm nhưng nghỉ Tết', 'words', 'always but once'],
    ['dạ', 'none', 'politeness alone'],
    [`tháng 7 ${'rất '.repeat(60)}`, 'none', 'a long story'],
    [`tháng 7 ${'rất '.repeat(48)}`, '7-7', 'a story not quite so long'],
    ['12', '? 12-12', 'December?'],
    ['một', 'none', 'a number in words is no month'],
    ['vụ một', 'words', 'a harvest by its number'],
    ['tháng Một âm', 'words', 'by the moon'],
    ['tháng một 2', 'words', 'two numbers'],
    ['quý 5', 'words', 'no quarter'],
    ['quý 3 bán', 'words', 'a quarter among words is no sure stretch'],
    ['vu mua', '? 6-10', 'a harvest without marks'],
    ['bán vụ mua', '? 6-10', 'a harvest whose mark is half lost'],
    ['mua hè', 'words', 'among marked words an unmarked mua is to buy'],
    ['mùa thu hoạch vải', 'words', 'no autumn'],
    ['vụ mùa bác bán nhiều', '? 6-10', 'three words beside it'],
    ['vụ mùa nhà bác bán nhiều lắm', 'words', 'more of them are a story'],
    ['vụ mùa vụ xuân', 'words', 'two harvests'],
    ['vụ mùa tháng 6', 'words', 'a harvest and a month'],
    ['sau vụ mùa', 'words', 'after it'],
    ['vụ mùa 5', 'words', 'a harvest and a number'],
    ['năm nay được mùa vải', 'none', 'luck'],
    ['tháng 7 được mùa', '7-7', 'luck in a month'],
    ['mùa này bác bán nhiều gà vịt ngan ngỗng lắm cháu ạ', 'none', 'a story'],
    ['tháng 7 đến tháng 9 bác bán gà vịt lợn ngan nữa', '7-9', 'months are sure in a story too'],
    ['hôm nay trời mưa', 'none', 'the weather'],
    ['tháng 7 ta', 'words', 'by the moon'],
    ['tháng 7 tạ', '7-7', 'a hundredweight is no moon'],
    ['tháng 7 ấm', '7-7', 'warm is no moon'],
    ['sang tháng 7', '7-7', 'into July is July, not until it'],
    ['tháng 7 sang tháng 8', '7-8', 'from one to the other'],
    ['từ khoảng tháng 7 đến khoảng tháng 9', '7-9', 'about'],
    ['tháng 7 hay tháng 9', 'words', 'either'],
    ['tháng 7 tháng 8', '7-8', 'one month beside the next'],
    ['từ tháng 7 khoảng tháng 9', 'words', 'nothing says how they belong together'],
    ['tháng 7, 8, 9', '7-9', 'three in a row'],
    ['tháng 11, 12, 1', '11-1', 'a row over New Year'],
    ['tháng 7, 8, 10', 'words', 'no row'],
    ['tháng 7, 8, 9, 10', 'words', 'more than anybody lists of one stretch'],
    ['tháng 7 và tám', '7-8', 'digits and words'],
    ['tháng bảy đến chín', '7-9', 'in words, the last without tháng'],
    ['tháng 7 đến 13', 'words', 'there is no thirteenth'],
    ['tháng 7 8', 'words', 'July, or both?'],
    ['tháng 7-2027', '7-7', 'a year is no month'],
    ['tháng 7 gà 8', '7-7', 'a number of something else'],
    ['tháng 7 đến 9 và 11', 'words', 'a stretch and one more'],
    ['7 đến 9', '7-9', 'numbers alone, with a word between them'],
    ['7 đến 9 tháng', 'words', 'so many months'],
    ['7, 8', 'none', 'numbers alone'],
    ['đến 9', 'none', 'a number alone'],
    ['t7 bán', '7-7', 'shortened'],
    ['t13', 'none', 'no such month'],
    ['t 7', 'none', 'a letter apart'],
    ['tháng 7...', '7-7', 'dots'],
    ['tháng 7 (dương)', '7-7', 'what stands in brackets'],
    ['tháng 7; tháng 8', '7-8', 'one month beside the next'],
    ['từ tháng 7 bán', '7-', 'no end was said'],
    ['bán tháng 7 từ tháng 9', 'words', 'nothing says how they belong together'],
    ['5 cân đến 7', 'none', 'weights'],
    ['  tháng   7  đến   9 ', '7-9', 'spaces'],
  ])('of %j is %s: %s', (text, expected) => {
    const months = ({ from, to }: Season) =>
      from === undefined && to === undefined ? 'words' : `${from ?? ''}-${to ?? ''}`;
    const found = readSeason(text, { kind: 'season' });
    const read = !found
      ? 'none'
      : 'value' in found
        ? months(found.value)
        : `? ${found.choices.map(months).join(' | ')}`;
    expect(read).toBe(expected);
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
      ['tháng 1 đến tháng 11', '2026-01-01..2026-11-30 month', 'all but one, and running'],
      ['tháng 2 đến tháng 12', '2026-02-01..2026-12-31 month', 'all but the first, and running'],
      ['đến tháng 8', '? 2027-01-01..2027-08-31 month', 'no beginning was said'],
      ['trái vụ', 'none', 'no days'],
      ['tháng Một', '? 2027-01-01..2027-01-31 month | 2026-12-09..2027-01-07 month lunar', 'of which calendar?'],
      ['5/3', '2027-03-05..2027-03-05 day', 'a day'],
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

  it('run on their last day', () => {
    expect(days('tháng 10 đến tháng 12', '2026-12-31T09:00')).toBe('2026-10-01..2026-12-31 month');
    expect(days('quanh năm', '2026-12-31T09:00')).toBe('2026-01-01..2026-12-31 year');
  });

  it('stay open where the words say none', () => {
    expect(periodOf({ text: 'chính vụ' }, now)).toBeUndefined();
    expect(periodOf({ text: 'giáp Tết' }, now)).toBeUndefined();
  });
});
