// Amounts in store and the weight of one, row by row of facts/vietnamese.md §6.
import { describe, expect, it } from 'vitest';
import { forms, meaning, ordinary, reading } from './support.ts';

const stock = (text: string) => meaning(reading('quantity', text, 'product.stock'));
const weight = (text: string) => meaning(reading('weight', text, 'product.weight'));
const kilos = (amount: number) => ({ amount, unit: 'kg', grams: amount * 1000 });

describe('an amount in store', () => {
  const sure: [string, number, string, number?][] = [
    ['2 tạ', 2, 'tạ', 200_000],
    ['20 cân', 20, 'kg', 20_000],
    ['20kg', 20, 'kg', 20_000],
    ['20 ký', 20, 'kg', 20_000],
    ['20 ki lô', 20, 'kg', 20_000],
    ['khoảng 2 tạ', 2, 'tạ', 200_000],
    ['tầm 2 tạ thôi', 2, 'tạ', 200_000],
    ['2 tạ 3', 2.3, 'tạ', 230_000],
    ['2kg5', 2.5, 'kg', 2500],
    ['2 cân 3 lạng', 2.3, 'kg', 2300],
    ['tạ rưỡi', 1.5, 'tạ', 150_000],
    ['tạ hai', 1.2, 'tạ', 120_000],
    ['cân rưỡi', 1.5, 'kg', 1500],
    ['cân hai', 1.2, 'kg', 1200],
    ['5 yến rưỡi', 5.5, 'yến', 55_000],
    ['1 tấn 2', 1.2, 'tấn', 1_200_000],
    ['nửa tạ', 0.5, 'tạ', 50_000],
    ['nửa cân', 0.5, 'kg', 500],
    ['hai tạ rưỡi', 2.5, 'tạ', 250_000],
    ['hai mươi cân', 20, 'kg', 20_000],
    ['50 con', 50, 'con'],
    ['50 con gà', 50, 'con'],
    ['ba trăm quả', 300, 'quả'],
    ['trăm con', 100, 'con'],
    ['2 chục quả', 20, 'quả'],
    ['chục quả', 10, 'quả'],
    ['20 gói', 20, 'gói'],
    ['20 gói 200g', 20, 'gói 200g', 4000],
    ['30 lít', 30, 'lít'],
    ['30 chai', 30, 'chai'],
    ['100 bó', 100, 'bó'],
    ['còn 20 cân chè', 20, 'kg', 20_000],
    ['có 20 cân cháu ạ', 20, 'kg', 20_000],
    ['mỗi tháng 2 tạ', 2, 'tạ', 200_000],
    ['2 tạ/vụ', 2, 'tạ', 200_000],
    ['1,5 tạ', 1.5, 'tạ', 150_000],
    ['1.200 con', 1200, 'con'],
  ];
  it.each(
    sure.flatMap(([text, amount, unit, grams]) =>
      forms(text, text === 'chục quả').map((form) => [form, { amount, unit, ...(grams ? { grams } : {}) }] as const),
    ),
  )('reads %j as %j', (text, value) => {
    if (text.toLowerCase().normalize('NFC') === 'chục quả') return expect(stock(`1 ${text}`)).toEqual(value);
    return expect(stock(text)).toEqual(value);
  });

  it('takes "mươi cân" for about ten', () => {
    expect(stock('mươi cân')).toEqual(kilos(10));
  });

  it.each([
    ['2-3 tạ', [2, 3]],
    ['2 đến 3 tạ', [2, 3]],
    ['hai ba tạ', [2, 3]],
  ])('asks which end of %j', (text, ends) => {
    for (const form of forms(text)) {
      expect(stock(form)).toEqual({ ask: ends.map((amount) => ({ amount, unit: 'tạ', grams: amount * 100_000 })) });
    }
  });

  it('asks for the unit of a bare number, and whether "t" is tạ or tấn', () => {
    expect(stock('20')).toEqual({ ask: [kilos(20), { amount: 20, unit: 'con' }, { amount: 20, unit: 'gói' }] });
    expect(stock('2t')).toEqual({
      ask: [
        { amount: 2, unit: 'tạ', grams: 200_000 },
        { amount: 2, unit: 'tấn', grams: 2_000_000 },
      ],
    });
  });

  it.each([
    ...[
      '',
      'vài tạ',
      'nhiều lắm',
      'bảy giờ',
      'hai bác',
      'một lần nữa',
      'ba mẹ',
      'ba tôi',
      '10%',
      '0 cân',
      '-5 cân',
      '5 sào',
      '25k',
      '0912345678',
    ],
    ...['cân', 'nam', 'tạ', 'con', '5/3', 'tư thục'],
    ...ordinary,
  ])('sees no amount in %j', (text) => {
    expect(stock(text)).toBeUndefined();
  });
});

describe('the weight of one', () => {
  const sure: [string, number, string, number][] = [
    ['500g', 500, 'g', 500],
    ['500 gam', 500, 'g', 500],
    ['nửa cân', 0.5, 'kg', 500],
    ['2kg5', 2.5, 'kg', 2500],
    ['1kg2', 1.2, 'kg', 1200],
    ['gói 200g', 200, 'g', 200],
    ['mỗi gói 2 lạng', 2, 'lạng', 200],
    ['5 gói 200g', 200, 'g', 200],
    ['1 cân rưỡi', 1.5, 'kg', 1500],
    ['hai cân rưỡi', 2.5, 'kg', 2500],
    ['3 lạng rưỡi', 3.5, 'lạng', 350],
    ['1,5kg', 1.5, 'kg', 1500],
    ['0.5kg', 0.5, 'kg', 500],
    ['một con khoảng 2 cân', 2, 'kg', 2000],
    ['cân hai', 1.2, 'kg', 1200],
    ['nặng 5 lạng cháu ạ', 5, 'lạng', 500],
  ];
  it.each(sure.flatMap(([text, ...rest]) => forms(text).map((form) => [form, ...rest] as const)))(
    'reads %j as %d %s',
    (text, amount, unit, grams) => {
      expect(weight(text)).toEqual({ amount, unit, grams });
    },
  );

  it('asks for the unit of a bare number', () => {
    expect(weight('500')).toEqual({ ask: [{ amount: 500, unit: 'g', grams: 500 }] });
    expect(weight('2')).toEqual({ ask: [kilos(2), { amount: 2, unit: 'lạng', grams: 200 }] });
    expect(weight('2-3 cân')).toEqual({ ask: [kilos(2), kilos(3)] });
  });

  it.each(['', '20 gói', '50 con', '2 lít', 'nặng lắm', '25k', ...ordinary])('sees no weight in %j', (text) => {
    expect(weight(text)).toBeUndefined();
  });
});
