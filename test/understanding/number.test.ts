// Numbers in words, row by row of facts/vietnamese.md §4, and a round trip through the words of any number.
import fc from 'fast-check';
import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/understanding/normalize.ts';
import { numberAt } from '../../src/understanding/number.ts';
import { forms, meaning, reading, withoutMarks } from './support.ts';

const plain = new ReadingConfig();
plain.unit = [];

const inWords = (text: string) => {
  const tokens = tokenize(text.normalize('NFC'));
  const found = numberAt(tokens, 0, { money: false, isUnit: () => false });
  return found && found.end === tokens.length ? found : undefined;
};

describe('numbers in words', () => {
  const exact: [string, number][] = [
    ['hai mươi mốt', 21],
    ['hai mốt', 21],
    ['ba tư', 34],
    ['hai lăm', 25],
    ['hai nhăm', 25],
    ['sáu tám', 68],
    ['hăm mốt', 21],
    ['hăm ba', 23],
    ['hăm lăm', 25],
    ['hăm nhăm', 25],
    ['hăm tám', 28],
    ['mười lăm', 15],
    ['mười nhăm', 15],
    ['mười tư', 14],
    ['ba chục', 30],
    ['chục rưỡi', 15],
    ['hai chục rưỡi', 25],
    ['một trăm lẻ năm', 105],
    ['hai trăm linh ba', 203],
    ['một nghìn không trăm linh hai', 1002],
    ['một trăm hai', 120],
    ['năm trăm tư', 540],
    ['trăm mốt', 110],
    ['một triệu hai', 1_200_000],
    ['mười triệu mốt', 10_100_000],
    ['nghìn hai', 1200],
    ['ba nghìn tư', 3400],
    ['hai tỷ ba', 2_300_000_000],
    ['ba vạn hai', 32_000],
    ['tám trăm rưỡi', 850],
    ['trăm rưỡi', 150],
    ['nghìn rưỡi', 1500],
    ['năm ngàn rưỡi', 5500],
    ['hai triệu rưỡi', 2_500_000],
    ['vạn rưỡi', 15_000],
    ['mười hai nghìn rưỡi', 12_500],
    ['trăm hai', 120],
    ['triệu tư', 1_400_000],
    ['hai vạn', 20_000],
    ['mười tám vạn', 180_000],
    ['nửa triệu', 500_000],
    ['nửa', 0.5],
    ['ba phần tư', 0.75],
    ['một phần hai', 0.5],
    ['ba phẩy năm', 3.5],
    ['không phẩy năm', 0.5],
    ['một triệu hai trăm năm mươi nghìn', 1_250_000],
    ['một triệu không trăm năm mươi nghìn', 1_050_000],
    ['một trăm hai mươi lăm', 125],
    ['3 trăm rưỡi', 350],
    ['1 triệu 2', 1_200_000],
    ['25 nghìn', 25_000],
    ['2 chục', 20],
    ['chín mươi chín', 99],
    ['bẩy mươi', 70],
    ['hai mươi tư', 24],
  ];
  it.each(exact.flatMap(([words, value]) => forms(words).map((form): [string, number] => [form, value])))(
    'reads %j as %d',
    (words, value) => {
      const found = inWords(words.toLowerCase());
      expect(found?.value).toBe(value);
      expect(found?.ask).toBe(false);
    },
  );

  it.each([
    ['ba nghìn năm', 3500],
    ['trăm lăm', 150],
    ['trăm năm', 150],
    ['một chục hai', 12],
    ['một nghìn chín lăm', 1095],
    ['hai mươi năm', 25],
  ])('reads %j as %d, but asks', (words, value) => {
    expect(inWords(words)).toMatchObject({ value, ask: true });
  });

  it.each([
    ['hai ba', [2, 3]],
    ['năm sáu', [5, 6]],
    ['năm bảy', [5, 7]],
    ['hai ba chục', [20, 30]],
    ['bốn năm trăm', [400, 500]],
  ])('reads %j as about %j, not as one number', (words, range) => {
    expect(inWords(words)?.range).toEqual(range);
  });

  it.each(['không chín tám ba', 'hái', 'tư thục', 'bà', 'cân', '', 'một hai ba bốn'])(
    'sees no number in %j',
    (words) => {
      expect(inWords(words)).toBeUndefined();
    },
  );

  it('reads back every number that is read out, however it is spelled', () => {
    const spellings: ((words: string) => string)[] = [
      (words) => words,
      (words) => words.replaceAll('nghìn', 'ngàn').replaceAll('lẻ', 'linh'),
      (words) => words.replaceAll('tỉ', 'tỷ').replaceAll('bảy', 'bẩy'),
      withoutMarks,
    ];
    const any = fc.oneof(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.integer({ min: 1, max: 999_999_999 }),
    );
    fc.assert(
      fc.property(any, fc.constantFrom(...spellings), (number, spelled) => {
        const words = spelled(doReadNumber(String(number), plain)).trim();
        expect([words, inWords(words)?.value]).toEqual([words, number]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a count', () => {
  it.each([
    ['4', 4],
    ['4 sao', 4],
    ['bốn sao', 4],
    ['3 sao ạ', 3],
    ['được 5 sao rồi', 5],
    ['năm sao', 5],
    ['hạng 3', 3],
  ])('reads %j stars', (text, value) => {
    for (const form of forms(text)) expect(meaning(reading('number', form, 'product.ocop_stars'))).toBe(value);
  });

  it.each(['2', '6 sao', 'nam', '4,5', 'chưa có sao', '34', 'sao trên trời', '0912345678', 'không'])(
    'reads no stars in %j',
    (text) => {
      expect(reading('number', text, 'product.ocop_stars')).toBeUndefined();
    },
  );

  it('asks between three and four stars', () => {
    expect(meaning(reading('number', 'ba bốn sao', 'product.ocop_stars'))).toEqual({ ask: [3, 4] });
  });
});
