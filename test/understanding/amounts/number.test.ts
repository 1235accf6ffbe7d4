// Numbers in words, row by row of facts/vietnamese.md §4, and a round trip through the words of any number.
import fc from 'fast-check';
import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import { describe, expect, it } from 'vitest';
import { print } from '../../../src/texts/print.ts';
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
  const exact: [why: string, value: number, ...ways: string[]][] = [
    ['mươi, dropped before mốt', 21, 'hai mươi mốt', 'hai mốt'],
    ['mươi, dropped before tư', 34, 'ba mươi tư', 'ba tư'],
    ['mươi, dropped before lăm and nhăm', 25, 'hai mươi lăm', 'hai lăm', 'hai nhăm'],
    ['mươi, dropped between digits that are no pair', 68, 'sáu tám', 'sáu mươi tám'],
    ['three and seven are no pair either', 37, 'ba bảy', 'ba mươi bảy'],
    ['hăm is twenty', 21, 'hăm mốt'],
    ['hăm before any digit', 23, 'hăm ba'],
    ['hăm before lăm and nhăm', 25, 'hăm lăm', 'hăm nhăm'],
    ['hăm before eight', 28, 'hăm tám'],
    ['tư for four after a ten', 24, 'hai mươi tư', 'hăm tư'],
    ['lăm and nhăm after ten', 15, 'mười lăm', 'mười nhăm'],
    ['tư after ten', 14, 'mười tư'],
    ['the largest of two digits', 99, 'chín mươi chín'],
    ['bẩy is bảy', 70, 'bẩy mươi', 'bảy mươi'],
    ['chục is ten', 30, 'ba chục'],
    ['chục after digits', 20, '2 chục'],
    ['rưỡi after a chục is five', 15, 'chục rưỡi'],
    ['rưỡi after some chục', 25, 'hai chục rưỡi'],
    ['tư after some chục', 34, 'ba chục tư'],
    ['lẻ fills an empty ten', 105, 'một trăm lẻ năm'],
    ['linh fills an empty ten', 203, 'hai trăm linh ba'],
    ['tư after linh', 204, 'hai trăm linh tư', 'hai trăm lẻ bốn'],
    ['lẻ fills the hundreds too', 1005, 'một nghìn lẻ năm'],
    ['lẻ fills all that is empty, where no money is talked of', 1_000_050, 'một triệu lẻ năm mươi'],
    ['empty hundreds are said', 1002, 'một nghìn không trăm linh hai'],
    ['a digit after trăm is tens, and một may be dropped', 120, 'một trăm hai', 'trăm hai'],
    ['tư after trăm is forty', 540, 'năm trăm tư'],
    ['mốt after trăm is ten', 110, 'trăm mốt'],
    ['tens after trăm', 125, 'một trăm hai mươi lăm'],
    ['a digit after triệu is hundreds of thousands', 1_200_000, 'một triệu hai', '1 triệu 2'],
    ['mốt after triệu', 10_100_000, 'mười triệu mốt'],
    ['một dropped before triệu', 1_400_000, 'triệu tư'],
    ['a digit after nghìn is hundreds, một dropped', 1200, 'nghìn hai'],
    ['tư after nghìn', 3400, 'ba nghìn tư'],
    ['a digit after tỷ is hundreds of millions', 2_300_000_000, 'hai tỷ ba'],
    ['a digit after vạn is thousands', 32_000, 'ba vạn hai'],
    ['thousands and hundreds of milliards', 1_200_000_000_000, 'một nghìn hai trăm tỷ'],
    ['rưỡi after trăm is fifty', 850, 'tám trăm rưỡi'],
    ['rưỡi after trăm, một dropped', 150, 'trăm rưỡi'],
    ['rưỡi after trăm of digits', 350, '3 trăm rưỡi'],
    ['rưỡi after nghìn, một dropped', 1500, 'nghìn rưỡi'],
    ['rưỡi after ngàn', 5500, 'năm ngàn rưỡi'],
    ['rưỡi after thousands of two digits', 12_500, 'mười hai nghìn rưỡi'],
    ['rưỡi after triệu', 2_500_000, 'hai triệu rưỡi'],
    ['rưỡi after vạn, một dropped', 15_000, 'vạn rưỡi'],
    ['vạn is ten thousand', 20_000, 'hai vạn'],
    ['vạn above ten', 180_000, 'mười tám vạn'],
    ['nửa before a scale', 500_000, 'nửa triệu'],
    ['nửa before trăm', 50, 'nửa trăm'],
    ['nửa alone, and its fraction and its decimal', 0.5, 'nửa', 'một phần hai', 'không phẩy năm'],
    ['a fraction', 0.75, 'ba phần tư'],
    ['phẩy is the decimal point', 3.5, 'ba phẩy năm'],
    ['two scales in full', 1_250_000, 'một triệu hai trăm năm mươi nghìn'],
    ['two scales with empty hundreds', 1_050_000, 'một triệu không trăm năm mươi nghìn'],
    ['nghìn after digits', 25_000, '25 nghìn'],
  ];
  it.each(
    exact.flatMap(([why, value, ...ways]) =>
      ways.flatMap((way) => forms(way)).map((form): [string, string, number] => [why, form, value]),
    ),
  )('%s: %j', (_, words, value) => {
    const found = inWords(words.toLowerCase());
    expect(found?.value).toBe(value);
    expect(found?.ask).toBe(false);
  });

  it.each([
    ['năm after nghìn is five hundred or years', 'ba nghìn năm', 3500],
    ['lăm after trăm is fifty or five', 'trăm lăm', 150],
    ['năm after trăm is fifty or years', 'trăm năm', 150],
    ['two and three after trăm are its tens and units', 'trăm hai ba', 123],
    ['a doubt stays when more is said', 'trăm hai nghìn ba trăm', 120_300],
    ['a ten and two, or a ten for two', 'một chục hai', 12],
    ['two digits after nghìn are its tail or units', 'một nghìn chín lăm', 1095],
    ['twenty-five is said lăm, so these may be years', 'hai mươi năm', 25],
  ])('asks back, %s: %j', (_, words, value) => {
    expect(inWords(words)).toMatchObject({ value, ask: true });
  });

  it.each([
    ['two digits that follow each other', 'hai ba', [2, 3]],
    ['the same, though the first may be years', 'năm sáu', [5, 6]],
    ['five or seven, a fixed phrase', 'năm bảy', [5, 7]],
    ['ten to fifteen', 'mươi lăm', [10, 15]],
    ['ten to fifteen, in full', 'mươi mười lăm', [10, 15]],
    ['a pair of tens', 'hai ba chục', [20, 30]],
    ['a pair of hundreds', 'bốn năm trăm', [400, 500]],
  ])('is about so many, %s: %j', (_, words, range) => {
    expect(inWords(words)?.range).toEqual(range);
  });

  it.each([
    ['three digits in a row are a phone number', 'không chín tám ba'],
    ['four digits in a row', 'một hai ba bốn'],
    ['to pick, by its mark', 'hái'],
    ['private', 'tư thục'],
    ['a grandmother, by its mark', 'bà'],
    ['more parts than there are', 'năm phần ba'],
    ['all the parts that there are', 'ba phần ba'],
    ['fourteen is said mười tư', 'một tư'],
    ['thirteen is said mười ba', 'một ba'],
    ['a unit alone', 'cân'],
    ['nothing', ''],
  ])('is no number, %s: %j', (_, words) => {
    expect(inWords(words)).toBeUndefined();
  });

  it.each([
    ['a dozen of them', true, 'hai tá'],
    ['half a dozen', true, 'nửa tá'],
    ['half', true, 'nửa'],
    ['half of a scale', true, 'nửa triệu'],
    ['a scale after digits', true, '2 nghìn'],
    ['digits after a word and its scale', true, 'hai nghìn 5'],
    ['decimals in digits', true, 'ba phẩy 5'],
    ['decimals in words', true, 'ba phẩy mười lăm'],
    ['decimals digit by digit', true, 'ba phẩy không năm'],
    ['digits', false, '25'],
    ['groups of digits', false, '1 200 000'],
    ['digits of a fraction', false, '1/2'],
  ])('knows whether it was said in words, at least in part, %s: %s %j', (_, isSaid, text) => {
    expect(inWords(text)?.words).toBe(isSaid);
  });

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

describe('any number that is printed', () => {
  it('is read again, with up to two decimals, as Vietnamese and as English write it', () => {
    const printable = fc.oneof(
      fc.integer({ min: 0, max: 1e12 }),
      fc.integer({ min: 0, max: 1e9 }).map((n) => n / 100),
    );
    fc.assert(
      fc.property(printable, fc.constantFrom('vi' as const, 'en' as const), (number, language) => {
        const printed = print(number, language);
        expect([printed, meaning(reading('number', printed))]).toEqual([printed, number]);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });
});

describe('a count', () => {
  it.each([
    ['a digit', '4', 4],
    ['a digit and what is counted', '4 sao', 4],
    ['a word', 'bốn sao', 4],
    ['with politeness', '3 sao ạ', 3],
    ['in a frame', 'được 5 sao rồi', 5],
    ['năm is five before what is counted', 'năm sao', 5],
    ['a rank', 'hạng 3', 3],
  ])('of stars, %s: %j', (_, text, value) => {
    for (const form of forms(text)) expect(meaning(reading('number', form, 'product.ocop_stars'))).toBe(value);
  });

  it.each([
    ['fewer than OCOP gives', '2'],
    ['more than OCOP gives', '6 sao'],
    ['more by far', '34'],
    ['a year, or a man’s name', 'nam'],
    ['no whole number', '4,5'],
    ['a no', 'chưa có sao'],
    ['the stars above', 'sao trên trời'],
    ['a phone number', '0912345678'],
    ['no is no nought where there is none', 'không'],
  ])('of stars it is not, %s: %j', (_, text) => {
    expect(reading('number', text, 'product.ocop_stars')).toBeUndefined();
  });

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
    ['a dozen', 12, 'tá', 'một tá'],
    ['half a dozen', 6, 'nửa tá'],
    ['a dozen and a half', 18, 'tá rưỡi'],
    ['dozens and a half', 30, 'hai tá rưỡi', '2 tá rưỡi'],
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
    ['the same of thousands, with hundreds', [120_300, 102_300], 'trăm hai nghìn ba trăm'],
    ['a hundred and two millions, or twenty more', [120_500_000, 102_500_000], 'trăm hai triệu năm trăm nghìn'],
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
    ['a woman called Ba', 'chị Ba'],
    ['an uncle called Tư', 'chú Tư'],
    ['two grandchildren', 'hai đứa cháu'],
    ['last year', 'năm ngoái'],
    ['a month', 'tháng chín'],
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
    ['a date, though it looks like a fraction', '3/2'],
    ['a day and a month that are the same', '2/2'],
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
