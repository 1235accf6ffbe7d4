// Numbers in words, row by row of facts/vietnamese.md §4, and a round trip through the words of any number.
import fc from 'fast-check';
import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import { describe, expect, it } from 'vitest';
import { numberAt } from '../../../src/understanding/amounts/number.ts';
import { tokenize } from '../../../src/understanding/letters/normalize.ts';
import { forms, meaning, ordinary, reading, withoutMarks } from '../support.ts';

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

  const spellings: [how: string, spell: (words: string) => string][] = [
    ['as read out', (words) => words],
    ['ngàn and linh', (words) => words.replaceAll('nghìn', 'ngàn').replaceAll('lẻ', 'linh')],
    ['tỷ and bẩy', (words) => words.replaceAll('tỉ', 'tỷ').replaceAll('bảy', 'bẩy')],
    ['tư for bốn after a ten', (words) => words.replaceAll('mươi bốn', 'mươi tư')],
    ['nhăm for lăm', (words) => words.replaceAll('lăm', 'nhăm')],
    ['without mươi where that is certain', (words) => words.replaceAll(/ mươi (?=mốt|tư|lăm|nhăm)/g, ' ')],
    ['hăm for hai mươi', (words) => words.replaceAll(/hai mươi (?=mốt|hai|ba|tư|lăm|sáu|bảy|tám|chín)/g, 'hăm ')],
    ['without marks', withoutMarks],
    ['in capitals', (words) => words.toUpperCase()],
  ];
  it.each(spellings)('reads back any number up to a million millions, %s', (_, spell) => {
    const any = fc.oneof(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.integer({ min: 1, max: 1e12 }),
      fc.constant(1e12),
    );
    fc.assert(
      fc.property(any, (number) => {
        const words = spell(doReadNumber(String(number), plain)).trim();
        expect([words, inWords(words)?.value]).toEqual([words, number]);
        expect([words, meaning(reading('number', words))]).toEqual([words, asHeard(words, number)]);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  it('reads back any number in digits, however it is grouped', () => {
    const ways = fc.constantFrom('', '.', ',', ' ');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), ways, (number, by) => {
        const text = String(number).replace(/\B(?=(\d{3})+$)/g, by);
        expect([text, meaning(reading('number', text))]).toEqual([text, number]);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });
});

/** A lone word without marks that is another word too is asked back; "nam" is not even that. */
function asHeard(words: string, number: number): unknown {
  if (/^nam$/i.test(words)) return undefined;
  return /^(?:bay|sau)$/i.test(words) ? { ask: [number] } : number;
}

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

describe('any number as an answer', () => {
  const sure: [why: string, value: number, ...ways: string[]][] = [
    ['digits', 25, '25', 'số 25', 'dạ 25 ạ', '25 nhé'],
    ['nought', 0, '0'],
    ['groups of three', 1_200_000, '1.200.000', '1,200,000', '1 200 000'],
    ['one group', 1200, '1.200', '1,200'],
    ['a decimal, by point or comma', 1.5, '1.5', '1,5', 'một phẩy năm', '1 phẩy 5', 'một chấm năm'],
    ['two decimals in words', 2.75, 'hai phẩy bảy lăm', 'hai phẩy bảy mươi lăm', '2,75'],
    ['a decimal after tens', 66.6, 'sáu mươi sáu phẩy sáu'],
    ['groups and decimals', 1_234_567.89, '1.234.567,89', '1,234,567.89'],
    ['half', 0.5, 'nửa', '½', '1/2', 'một phần hai', '0,5', 'không phẩy năm'],
    ['a part', 0.75, 'ba phần tư', '3/4', '0.75'],
    ['k after digits is thousands', 25_000, '25k', '25 nghìn', '25 ngàn'],
    ['tr after digits is millions', 1_200_000, '1tr2', '1,2tr', '1 triệu 2', '1,2 triệu'],
    ['digits and words mixed', 5200, '5 nghìn 2 trăm', '5 nghìn 200', '5 nghìn hai trăm'],
    ['three scales mixed', 3_250_000, '3 triệu 2 trăm 50 nghìn', '3 triệu 250 nghìn'],
    ['hundreds and a digit', 250, '2 trăm 5', '2 trăm 50', '2 trăm rưỡi', 'hai trăm rưỡi'],
    ['dozens', 24, 'hai tá', '2 tá'],
    ['half a ten', 5, 'nửa chục'],
    ['a billion and a half', 2_500_000_000, '2 tỷ 5', '2 tỉ rưỡi', 'hai tỷ rưỡi', 'hai tỷ năm trăm triệu'],
    ['thousands of millions of thousands', 1e12, 'một nghìn tỷ', '1000 tỷ', 'nghìn tỉ'],
    ['what is counted', 3, '3 người', '3 cái', 'ba sao'],
  ];
  it.each(
    sure.flatMap(([why, value, ...ways]) =>
      ways
        .flatMap((way) => forms(way, /tá|hai tá/.test(way)))
        .map((way): [string, string, number] => [why, way, value]),
    ),
  )('%s: %j', (_, text, value) => {
    expect(meaning(reading('number', text))).toBe(value);
  });

  const doubtful: [why: string, ask: number[], ...ways: string[]][] = [
    ['digits in a row are about so many', [2, 3], 'hai ba', '2-3', '2 đến 3', 'từ 2 tới 3'],
    ['five or seven', [5, 7], 'năm bảy', 'dăm bảy'],
    ['three to five', [3, 5], 'dăm ba'],
    ['a few tens', [20, 30], 'vài chục', 'hai ba chục'],
    ['a two-digit tail', [1095, 1950], 'một nghìn chín lăm'],
    ['a two-digit tail of a million', [1_000_025, 1_250_000], 'một triệu hai lăm'],
    ['trăm lăm', [150, 115], 'trăm lăm'],
    ['a ten and two', [12], 'một chục hai', 'chục hai'],
    ['perhaps a year', [2025], 'hai nghìn không trăm hai lăm'],
    ['a bound', [20], 'hơn 20', 'dưới 20', 'gần 20'],
    ['rưỡi of what?', [2.5], 'hai rưỡi', '2 rưỡi'],
    ['no and nought are one word', [0], 'không'],
  ];
  it.each(
    doubtful.flatMap(([why, ask, ...ways]) =>
      ways.flatMap((way) => forms(way)).map((way): [string, string, number[]] => [why, way, ask]),
    ),
  )('asks back, %s: %j', (_, text, ask) => {
    expect(meaning(reading('number', text))).toEqual({ ask });
  });

  it.each([
    ['no number word', ''],
    ['no number word', 'nhiều lắm'],
    ['once again', 'một lần nữa'],
    ['two uncles', 'hai bác'],
    ['father and mother', 'ba mẹ'],
    ['my father', 'ba tôi'],
    ['an hour', 'bảy giờ'],
    ['private', 'tư thục'],
    ['a name, a direction', 'nam'],
    ['this year', 'năm nay'],
    ['a duration', 'ba năm'],
    ['five years', 'năm năm'],
    ['three thousand years', 'ba nghìn năm'],
    ['less than nothing', '-5'],
    ['a share', '10%'],
    ['a date', '5/3'],
    ['a phone number', '0912345678'],
    ['a phone number read out', 'không chín một hai ba'],
    ['more than a million millions', 'hai nghìn tỷ'],
  ])('sees no number in %s: %j', (_, text) => {
    for (const form of [text, text.normalize('NFD'), text.toUpperCase()])
      expect(meaning(reading('number', form))).toBeUndefined();
  });

  it('sees no number in ordinary talk', () => {
    expect(ordinary.filter((text) => reading('number', text))).toEqual([]);
  });
});
