// Messages cut into tokens, and known phrases found among them: marks are heeded where they were typed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, spell, tokenize } from '../../../src/understanding/letters/normalize.ts';
import { phraseBook, phraseSet, wordBook } from '../../../src/understanding/letters/phrases.ts';
import { forms, ordinary } from '../support.ts';

const tokens = (text: string) => tokenize(clean(text));

describe('spelling', () => {
  it.each([
    ['hoà', 'hòa', 'either place of a tone'],
    ['thuỷ', 'thủy', 'over u or y'],
    ['uý', 'úy', 'a rime alone'],
    ['baỏ', 'bảo', 'a misplaced one'],
    ['kỹ', 'kĩ', 'i or y as the whole rime'],
    ['lý', 'lí', 'after l'],
    ['quý', 'quí', 'after qu'],
    ['ĐƯỢC', 'được', 'capitals'],
    ['được'.normalize('NFD'), 'được', 'decomposed'],
    ['thuơng', 'thương', 'one horn for two'],
    ['đượccc', 'được', 'a letter leaned on'],
    ['dạaaa', 'dạ', 'a marked one leaned on'],
    ['okkkk', 'ok', 'with no marks'],
    ['𝐓â𝐧', 'tân', 'fancy letters'],
    ['Ｔân', 'tân', 'full-width ones'],
  ])('makes %j one with %j: %s', (typed, word) => {
    expect(spell(typed)).toEqual(spell(word));
  });

  it.each([
    ['thủi', 'thủy', 'ui is no uy'],
    ['tai', 'tay', 'ai is no ay'],
    ['hái', 'hai', 'a tone is a letter'],
    ['đo', 'do', 'đ is no d'],
    ['tt', 't', 'two are not three'],
  ])('keeps %j from %j: %s', (typed, word) => {
    expect(spell(typed)).not.toEqual(spell(word));
  });

  it('spells any syllable alike in every form', () => {
    for (const word of ordinary.join(' ').split(/[\s,?]+/)) {
      const [as, ...others] = forms(word, true).map(spell);
      for (const other of others) expect(other).toEqual(as);
    }
  });
});

describe('tokens', () => {
  it.each([
    ['25.000đ/cân', ['25.000', 'đ', '/', 'cân']],
    ['２５ｋ', ['25', 'ｋ']],
    ['𝟐𝟓 k', ['25', 'k']],
    ['360 m²', ['360', 'm', '²']],
    ['1\uFE0F\u20E3', ['1', '\uFE0F', '\u20E3']],
    ['2½kg', ['2', '½', 'kg']],
    ['chè\u00A0\u200Bngon', ['chè', 'ngon']],
    ['\u00D0ại Từ', ['Đại', 'Từ']],
  ])('cuts %j', (text, parts) => {
    expect(tokens(text).map((token) => token.text)).toEqual(parts);
  });

  it('takes a half for the word that it is', () => {
    expect(tokens('½ cân')[0]).toMatchObject({ kind: 'word', marks: spell('nửa').marks });
    expect(tokens('2½ cân')[1]).toMatchObject({ kind: 'word', marks: spell('rưỡi').marks });
  });

  it.each([
    ['1\uFE0F\u20E3', 'number', 'mark', 'mark'],
    ['đ\u0301', 'word'],
    ['\u0301', 'mark'],
  ])('tells what the parts of %j are', (text, ...kinds) => {
    expect(tokens(text).map((token) => token.kind)).toEqual(kinds);
  });

  it('is the same for the same words, however often they are read', () => {
    const text = 'chef k đc ½ caan';
    const first = tokens(text);
    tokens('25 k ng đc2');
    expect(tokens(text)).toEqual(first);
  });

  it('never throws, and every token stands where it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const kept = clean(text);
        for (const token of tokenize(kept)) {
          const written = kept.slice(token.start, token.end);
          expect(token.kind === 'number' ? written.normalize('NFKC') : written).toBe(token.text);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('books of phrases', () => {
  const book = phraseBook<unknown>([
    ['hai', 2],
    ['được rồi', 'yes'],
    ['kỹ', 'careful'],
    ['quay lại', 'back'],
    ['quay lại câu trước', 'further back'],
    ['không biết làm', 'help'],
    ['đồng ý', 'agreed'],
    ['có ạ', 'short'],
  ]);
  it.each<[text: string, value: unknown, why: string]>([
    ['hai', 2, 'as it is'],
    ['HAI', 2, 'in capitals'],
    ['hái', undefined, 'with other marks'],
    ['đượccc rồi', 'yes', 'with a letter leaned on'],
    ['duoc roi', 'yes', 'without marks'],
    ['duoc rồi', 'yes', 'half marked'],
    ['đuọc rồi', undefined, 'with marks that disagree'],
    ['đc r', 'yes', 'in shorthand'],
    ['dduwowcj roofi', 'yes', 'in Telex'],
    ['kĩ', 'careful', 'i for y'],
    ['quaylai', 'back', 'two joined'],
    ['quaylại', 'back', 'two joined, with marks'],
    ['quáylai', undefined, 'two joined, with wrong ones'],
    ['quaylại câutrước', 'further back', 'four joined in pairs, with marks'],
    ['quaylại cautruoc', 'further back', 'four joined in pairs, half marked'],
    ['quaylãi cautruoc', undefined, 'a mark that none of them has'],
    ['quaylại câutrươc', undefined, 'one mark too few'],
    ['kbiếtlàm', 'help', 'a short form and two, with marks'],
    ['quaylai cautruoc', 'further back', 'four joined in pairs'],
    ['quaylaicautruoc', 'further back', 'four joined'],
    ['khongbietlam', 'help', 'three joined'],
    ['khongbiet lam', 'help', 'two of three joined'],
    ['kbiet lam', 'help', 'a short form grown together'],
    ['kobietlam', 'help', 'a short form and two'],
    ['dongy', 'agreed', 'a short one that is no syllable'],
    ['coa', undefined, 'too short to tell'],
    ['hai', 2, 'a word of its own'],
    ['quay', undefined, 'a part of it'],
    ['quay lại nhé', undefined, 'with more behind'],
    ['', undefined, 'nothing'],
  ])('read %j as %j: %s', (text, value) => {
    expect(book.whole(tokens(text))).toBe(value);
  });

  it('find the longest phrase at a token', () => {
    expect(book.at(tokens('thì quay lại câu trước đi'), 1)).toEqual({ value: 'further back', length: 4 });
    expect(book.at(tokens('thì quay lại câu này đi'), 1)).toEqual({ value: 'back', length: 2 });
    expect(book.at(tokens('thì quaylai đi'), 1)).toEqual({ value: 'back', length: 1 });
    expect(book.at(tokens('thì quay đi'), 1)).toBeUndefined();
  });

  it('take the first of several that fit letters without marks, and only the one that agrees with marks', () => {
    const words = wordBook<unknown>([
      ['năm', 5],
      ['nấm', 'mushroom'],
    ]);
    expect(words(tokens('nam')[0])).toBe(5);
    expect(words(tokens('nấm')[0])).toBe('mushroom');
    expect(words(tokens('naams')[0])).toBe('mushroom');
    expect(words(tokens('nặm')[0])).toBeUndefined();
    expect(words(undefined)).toBeUndefined();
  });

  it('keep apart what only i and y inside a rime tell apart', () => {
    expect(phraseSet('tay').whole(tokens('tai'))).toBeUndefined();
    expect(phraseSet('thủy').whole(tokens('thủi'))).toBeUndefined();
  });
});
