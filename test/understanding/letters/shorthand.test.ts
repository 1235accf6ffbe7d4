// Short forms: safe ones for every reader, doubtful ones by what stands around them or by what was asked.
import { describe, expect, it } from 'vitest';
import { inTalk, spell, tokenize } from '../../../src/understanding/letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../../../src/understanding/letters/phrases.ts';
import { shortened } from '../../../src/understanding/letters/shorthand.ts';
import { expecting, hear, meaning, reading } from '../support.ts';

const marks = (word: string) => spell(word).marks;
const spoken = (text: string) => inTalk(tokenize(text)).map((token) => token.marks);

describe('one word for another', () => {
  it.each([
    ['ko', 'không'],
    ['KO', 'không'],
    ['kô', 'không'],
    ['hok', 'không'],
    ['hông', 'không'],
    ['hổng', 'không'],
    ['đc', 'được'],
    ['dc', 'được'],
    ['r', 'rồi'],
    ['vs', 'với'],
    ['j', 'gì'],
    ['cx', 'cũng'],
    ['ng', 'người'],
    ['nhg', 'nhưng'],
    ['trc', 'trước'],
  ])('reads %j as %j, wherever it stands', (short, word) => {
    const [token] = tokenize(short);
    expect(token).toMatchObject({ text: short, marks: marks(word), marked: true });
  });

  it.each([
    ['25 ng', 'a thousand after a digit'],
    ['hai chục ng', 'and after a number word'],
    ['25k', 'glued to a number'],
    ['25 k', 'after a number'],
    ['hai trăm k', 'after a number word'],
    ['k', 'alone: the question decides'],
    ['r2', 'a label with its number'],
    ['j02', 'a kind of rice'],
    ['kg', 'kilograms'],
    ['hong', 'a persimmon as often'],
    ['hẻm', 'an alley'],
    ['nứa', 'a kind of bamboo'],
    ['t7', 'Saturday'],
    ['x. Tân Cương', 'xã'],
  ])('leaves %j as it is: %s', (text) => {
    for (const token of tokenize(text)) expect([token.text, token.typed]).toEqual([token.text, undefined]);
  });

  it.each(['có bán k', 'k biết', 'k phải', 'bác k cần', 'đúng k'])(
    'reads the k among the words of %j as không',
    (text) => {
      expect(tokenize(text).find((token) => token.text === 'k')?.marks).toBe(marks('không'));
    },
  );

  it('also knows a short form by itself, where a book names it', () => {
    expect(wordSet('đc dc')(tokenize('đc')[0])).toBe(true);
    expect(wordSet('được')(tokenize('đc')[0])).toBe(true);
    expect(wordSet('đước')(tokenize('đc')[0])).toBe(false);
  });

  it('reads letters in full in what is said to the talk, but not after a number', () => {
    expect(spoken('k c ơi th')).toEqual(['không', 'chị', 'ơi', 'thôi'].map(marks));
    expect(spoken('2 c')).toEqual(['2', 'c']);
    expect(spoken('hong biết')).toEqual(['không', 'biết'].map(marks));
  });
});

describe('several words at once', () => {
  it.each([
    ['sửa số điện thoại', ['sửa sđt', 'sửa sdt', 'sửa số đt']],
    ['xóa thông tin của tôi', ['xóa tt của tôi']],
    ['hủy đăng ký', ['hủy đk', 'hủy dk']],
    ['như thế nào', ['ntn']],
    ['bao nhiêu', ['bn']],
  ])('shortens %j', (phrase, forms) => {
    expect(shortened(phrase)).toEqual(expect.arrayContaining([phrase, ...forms]));
  });

  it('keeps a doubtful one for phrases of more words', () => {
    expect(shortened('thông tin')).toEqual(['thông tin']);
    expect(shortened('địa chỉ')).toEqual(['địa chỉ']);
  });

  it('makes no half of another word', () => {
    expect(shortened('nhắn tiny')).toEqual(['nhắn tiny']);
  });

  it('lets a phrase of its own come first', () => {
    const book = phraseBook([
      ['tài khoản', 'account'],
      ['tk', 'own'],
    ]);
    expect(book.whole(tokenize('tk'))).toBe('own');
    expect(book.whole(tokenize('tai khoan'))).toBe('account');
  });

  it('finds one inside a message', () => {
    const book = phraseSet('số điện thoại, đổi tài khoản');
    expect(book.at(tokenize('cho bác sửa sđt nhé'), 3)).toEqual({ value: true, length: 1 });
    expect(book.at(tokenize('đổi tk'), 0)).toEqual({ value: true, length: 2 });
  });
});

describe('every reader', () => {
  it.each<[text: string, price: unknown, why: string]>([
    ['hai mwoi lawm nghinf mootj caan', { amount: 25_000, per: { amount: 1, unit: 'kg' } }, 'a w for the whole of ươ'],
    ['hai muwowi lawm nghinf mootj caan', { amount: 25_000, per: { amount: 1, unit: 'kg' } }, 'a price in Telex'],
    ['2 trieeuj ruwowix', { amount: 2_500_000 }, 'half a million'],
    ['25 nghifn ddofng', { amount: 25_000 }, 'a hat missing beside the tone'],
    ['2 trieuj ruoix', { amount: 2_500_000 }, 'all signs missing beside the tone'],
    ['250k/caan', { amount: 250_000, per: { amount: 1, unit: 'kg' } }, 'a unit in Telex'],
  ])('reads %j: %s', (text, price) => {
    expect(meaning(reading('money', text))).toEqual(price);
  });

  it.each([
    ['taan cuowng', 'xã Tân Cương'],
    ['xax Taan Cuowng', 'xã Tân Cương'],
    ['ta6n cu7o7ng', 'xã Tân Cương'],
  ])('finds %j', (text, name) => {
    expect(meaning(reading('place', text))).toMatchObject({ name });
  });

  it.each([
    ['½ caan', { amount: 0.5, unit: 'kg', grams: 500 }],
    ['½ tạ', { amount: 0.5, unit: 'tạ', grams: 50_000 }],
    ['２ taj', { amount: 2, unit: 'tạ', grams: 200_000 }],
    ['2 ta61n', { amount: 2, unit: 'tấn', grams: 2_000_000 }],
  ])('weighs %j', (text, weight) => {
    expect(meaning(reading('quantity', text))).toEqual(weight);
  });

  it.each([
    ['khoong', 'no'],
    ['KHOONG AJ', 'no'],
    ['ddusng roofi', 'yes'],
    ['ddungs', 'yes'],
    ['vaang aj', 'yes'],
    ['d9u1ng ro62i', 'yes'],
    ['dduwowcj', 'yes'],
  ])('hears %j after a yes/no question as %j', (text, answer) => {
    expect(hear(text, expecting(undefined, { yesNo: true })).yesNo).toBe(answer);
  });

  it.each([
    ['product.name', 'chef bups ko đc 2023'],
    ['product.description', 'Chef nhaf tooi trồng, k phun j, đc 3 năm r'],
    ['product.packing', 'tuis ni loong ½ kg'],
    ['household.name', 'Nguyeenx Thij Hoaf'],
  ] as const)('never rewrites what is kept as text: %s', (field, text) => {
    const heard = hear(text, expecting(field));
    expect(heard.text).toBe(text);
    expect(heard.values[field]).toMatchObject({ value: text });
  });
});
