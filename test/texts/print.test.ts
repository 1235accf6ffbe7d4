// Values as people read them, and amounts spelled out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MoneyRange, Value } from '../../src/model/values.ts';
import { inWords, print } from '../../src/texts/index.ts';
import { printInWords } from '../../src/texts/print.ts';
import { meaning, reading } from '../understanding/support.ts';

describe('money', () => {
  const cases: [vi: string, en: string, value: Value][] = [
    ['25.000 đồng', '25,000 VND', { amount: 25_000 }],
    ['250.000 đồng một cân', '250,000 VND per kg', { amount: 250_000, per: { amount: 1, unit: 'kg' } }],
    ['40.000 đồng một quả', '40,000 VND per quả', { amount: 40_000, per: { amount: 1, unit: 'quả' } }],
    ['1.200.000 đồng một con', '1,200,000 VND per con', { amount: 1_200_000, per: { amount: 1, unit: 'con' } }],
    ['0 đồng', '0 VND', { amount: 0 }],
  ];
  it.each(cases)('reads %s', (vi, en, value) => {
    expect(print(value, 'vi')).toBe(vi);
    expect(print(value, 'en')).toBe(en);
  });

  const kilo = { amount: 1, unit: 'kg' };
  const rough: [why: string, vi: string, en: string, value: Value | MoneyRange][] = [
    [
      'a rough sum',
      'khoảng 30.000 đồng một cân',
      'about 30,000 VND per kg',
      { amount: 30_000, per: kilo, approx: true },
    ],
    ['a range', 'từ 300.000 đến 350.000 đồng', 'from 300,000 to 350,000 VND', { from: 300_000, to: 350_000 }],
    [
      'a range of one',
      'từ 30.000 đến 35.000 đồng một cân',
      'from 30,000 to 35,000 VND per kg',
      { from: 30_000, to: 35_000, per: kilo },
    ],
    [
      'a rough range',
      'khoảng từ 30.000 đến 35.000 đồng',
      'about from 30,000 to 35,000 VND',
      { from: 30_000, to: 35_000, approx: true },
    ],
    ['at least', 'ít nhất 100.000 đồng', 'at least 100,000 VND', { from: 100_000 }],
    ['at most', 'không quá 50.000 đồng một cân', 'at most 50,000 VND per kg', { to: 50_000, per: kilo }],
    [
      'a ten of pieces, with how many they are',
      '40.000 đồng một chục 10 quả',
      '40,000 VND per 10 quả',
      { amount: 40_000, per: { amount: 10, unit: 'quả' } },
    ],
    [
      'a packet of a size',
      '60.000 đồng một gói 200 g',
      '60,000 VND per gói 200 g',
      { amount: 60_000, per: { amount: 1, unit: 'gói 200g' } },
    ],
  ];
  it.each(rough)('says %s: %s', (_, vi, en, value) => {
    expect(print(value, 'vi')).toBe(vi);
    expect(print(value, 'en')).toBe(en);
  });

  it('has its words beside the figures where it is read back', () => {
    const price: Value = { amount: 25_000, per: kilo };
    expect(printInWords(price, 'vi')).toBe('25.000 đồng (hai mươi lăm nghìn đồng) một cân');
    expect(printInWords({ amount: 1_200_000, approx: true }, 'vi')).toBe(
      'khoảng 1.200.000 đồng (một triệu hai trăm nghìn đồng)',
    );
    expect(printInWords(price, 'en')).toBe('25,000 VND per kg');
    expect(printInWords({ amount: 2, unit: 'tạ' }, 'vi')).toBe('2 tạ');
  });

  it('for more than one of a unit does not say "một" twice over', () => {
    expect(print({ amount: 100_000, per: { amount: 500, unit: 'g' } }, 'vi')).toBe('100.000 đồng mỗi 500 gam');
    expect(print({ amount: 100_000, per: { amount: 500, unit: 'g' } }, 'en')).toBe('100,000 VND per 500 g');
  });
});

describe('an amount of something', () => {
  const cases: [vi: string, en: string, value: Value][] = [
    ['2 tạ', '2 tạ', { amount: 2, unit: 'tạ', grams: 200_000 }],
    ['1 cân', '1 kg', { amount: 1, unit: 'kg' }],
    ['500 gam', '500 g', { amount: 500, unit: 'g' }],
    ['2,5 cân', '2.5 kg', { amount: 2.5, unit: 'kg' }],
    ['1,5 lít', '1.5 l', { amount: 1.5, unit: 'l' }],
    ['1.000 quả', '1,000 quả', { amount: 1000, unit: 'quả' }],
    ['khoảng 2 tạ', 'about 2 tạ', { amount: 2, unit: 'tạ', grams: 200_000, approx: true }],
    ['khoảng 1 cân', 'about 1 kg', { amount: 1, unit: 'kg', approx: true }],
    ['20 gói 200 g', '20 gói 200 g', { amount: 20, unit: 'gói 200g', grams: 4000 }],
    ['5 hộp 0,5 kg', '5 hộp 0,5 kg', { amount: 5, unit: 'hộp 0,5kg', grams: 2500 }],
  ];
  it.each(cases)('is read as %s', (vi, en, value) => {
    expect(print(value, 'vi')).toBe(vi);
    expect(print(value, 'en')).toBe(en);
  });
});

describe('a phone number', () => {
  it('is read again as it is printed', () => {
    const phone = fc.tuple(fc.constantFrom('032', '086', '091', '096', '078'), fc.integer({ min: 0, max: 9_999_999 }));
    fc.assert(
      fc.property(phone, ([prefix, rest]) => {
        const number = prefix + String(rest).padStart(7, '0');
        expect(meaning(reading('phone', print(number, 'vi')))).toBe(number);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('a place', () => {
  it('reads from the hamlet to the province', () => {
    const place = { code: '05443', name: 'xã Tân Cương', province: 'Thái Nguyên' };
    expect(print(place, 'vi')).toBe('xã Tân Cương, Thái Nguyên');
    expect(print({ ...place, hamlet: 'xóm Hồng Thái' }, 'vi')).toBe('xóm Hồng Thái, xã Tân Cương, Thái Nguyên');
  });

  it('keeps the old name that they know', () => {
    const place = {
      code: '05488',
      name: 'xã Đại Phúc',
      province: 'Thái Nguyên',
      former: 'xã Phúc Xuân, TP Thái Nguyên',
    };
    expect(print(place, 'vi')).toBe('xã Đại Phúc (xã Phúc Xuân, TP Thái Nguyên cũ), Thái Nguyên');
    expect(print(place, 'en')).toBe('xã Đại Phúc (formerly xã Phúc Xuân, TP Thái Nguyên), Thái Nguyên');
  });

  it('names the former district, or both', () => {
    const place = { code: '05503', name: 'xã Tân Cương', province: 'Thái Nguyên', district: 'TP Thái Nguyên' };
    expect(print(place, 'vi')).toBe('xã Tân Cương (TP Thái Nguyên cũ), Thái Nguyên');
    expect(print(place, 'en')).toBe('xã Tân Cương (formerly in TP Thái Nguyên), Thái Nguyên');
    const both = { ...place, name: 'xã Phong Quang', district: 'TP Bắc Kạn và huyện Bạch Thông' };
    expect(print(both, 'vi')).toBe('xã Phong Quang (TP Bắc Kạn và huyện Bạch Thông cũ), Thái Nguyên');
    expect(print(both, 'en')).toBe('xã Phong Quang (formerly in TP Bắc Kạn và huyện Bạch Thông), Thái Nguyên');
  });

  it('prefers the old name to the district: it says more', () => {
    const place = { code: '05488', name: 'xã A', province: 'B', former: 'xã C, huyện D', district: 'huyện E' };
    expect(print(place, 'vi')).toBe('xã A (xã C, huyện D cũ), B');
  });
});

describe('other values', () => {
  it('read as they were said', () => {
    expect(print({ text: 'tháng 7 đến tháng 9', from: 7, to: 9 }, 'vi')).toBe('tháng 7 đến tháng 9');
    expect(print('Chè búp khô', 'vi')).toBe('Chè búp khô');
    expect(print(4, 'vi')).toBe('4');
    expect(print(12_345, 'vi')).toBe('12.345');
  });

  it('that are not there read as nothing', () => {
    expect(print(undefined, 'vi')).toBe('');
    expect(print(null, 'vi')).toBe('');
  });
});

describe('a number in words', () => {
  const cases: [number, string][] = [
    [0, 'không'],
    [5, 'năm'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [25_000, 'hai mươi lăm nghìn'],
    [105_000, 'một trăm lẻ năm nghìn'],
    [250_000, 'hai trăm năm mươi nghìn'],
    [1_000_000, 'một triệu'],
    [1_250_000, 'một triệu hai trăm năm mươi nghìn'],
  ];
  it.each(cases)('%d', (number, words) => {
    expect(inWords(number).replace('linh', 'lẻ')).toBe(words);
  });

  it('is made of words alone, whatever a price can be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (number) => {
        expect(inWords(number)).toMatch(/^[\p{Ll}]+(?: [\p{Ll}]+)*$/u);
      }),
    );
  });

  it('is never the same for two prices', () => {
    const prices = Array.from({ length: 2000 }, (_, at) => (at + 1) * 500);
    expect(new Set(prices.map(inWords)).size).toBe(prices.length);
  });
});
