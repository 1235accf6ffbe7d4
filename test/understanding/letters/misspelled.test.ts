// Slips of the finger and northern onsets in what is said to the talk; ordinary words must stay what they are.
import { describe, expect, it } from 'vitest';
import type { Expected, Reading } from '../../../src/model/reading.ts';
import { actPhrases } from '../../../src/understanding/acts/act-phrases.ts';
import { isSlip, mender } from '../../../src/understanding/letters/misspelled.ts';
import { clean, tokenize } from '../../../src/understanding/letters/normalize.ts';
import { phraseBook } from '../../../src/understanding/letters/phrases.ts';
import { expecting, hear, ordinary } from '../support.ts';

describe('a slip', () => {
  it.each([
    ['khogn', 'khong', 'two letters swapped'],
    ['hkong', 'khong', 'the first two swapped'],
    ['khoong', 'khong', 'one twice'],
    ['khng', 'khong', 'one left out'],
    ['khon', 'khong', 'the last left out'],
    ['lhong', 'khong', 'its neighbour in the row'],
    ['khomg', 'khong', 'its neighbour below'],
    ['khonbg', 'khong', 'a neighbour besides'],
  ])('%j is one of %j: %s', (typed, meant) => {
    expect(isSlip(typed, meant)).toBe(true);
  });

  it.each([
    ['khang', 'khong', 'a letter from the other side'],
    ['shop', 'khop', 'keys apart'],
    ['gnohk', 'khong', 'too much'],
    ['khonag', 'khong', 'a stranger besides'],
    ['kng', 'khong', 'two left out'],
    ['', 'khong', 'nothing'],
  ])('%j is none of %j: %s', (typed, meant) => {
    expect(isSlip(typed, meant)).toBe(false);
  });
});

const book = phraseBook(actPhrases);
const mend = mender(actPhrases.flatMap(([phrase]) => phrase.split(' ')));
const heard = (text: string) => {
  const words = tokenize(clean(text)).filter((token) => token.kind !== 'mark');
  return book.whole(words) ?? book.whole(words.map(mend)) ?? book.sounding(words);
};

describe('the talk', () => {
  it.each<[text: string, act: string | undefined, why: string]>([
    ['khogn', 'no', 'a swap'],
    ['khôgn cần', 'no', 'a swap with marks'],
    ['vangg', 'yes', 'a letter twice'],
    ['vagn', 'yes', 'a swap that only one word explains'],
    ['gặp cna bộ', 'person', 'a swap in the middle'],
    ['dừgn lại', 'stop', 'a swap in a marked word'],
    ['nhac lja', undefined, 'two slips in one word'],
    ['quay lia', undefined, 'a slip that is a word'],
    ['nùi lại', 'back', 'n for l'],
    ['lùi nại', 'back', 'l as n in the second'],
    ['để xau', 'later', 'x for s'],
    ['chính sác', 'yes', 's for x'],
    ['đúng dồi', 'yes', 'd for r'],
    ['trợ dúp', 'help', 'd for gi'],
    ['chợ giúp', 'help', 'ch for tr'],
    ['nàm thế lào', 'help', 'two of three'],
    ['khong nam nua', 'stop', 'without marks, most of it its own'],
    ['gửi dồi', undefined, 'no phrase'],
  ])('hears %j as %j: %s', (text, act) => {
    expect(heard(text)).toBe(act);
  });

  it.each([
    ['nại', 'one word alone'],
    ['rừng', 'a forest'],
    ['trưa có', 'at noon'],
    ['nấm xào', 'fried mushrooms'],
    ['nam xao', 'the same without marks'],
    ['xai roi', 'too little to go by'],
    ['đạ đúng', 'đ is no d'],
    ['shop', 'no slip of stop'],
    ['zalo', 'no slip of alo'],
    ['sale', 'no slip of sai'],
    ['shopee', 'a shop'],
    ['ocop', 'a label'],
    ['wifi', 'the net'],
    ['bnag', 'two words explain it'],
  ])('hears nothing in %j: %s', (text) => {
    expect(heard(text)).toBeUndefined();
  });

  it('hears in ordinary sentences only what is there word for word', () => {
    for (const text of ordinary) {
      const words = tokenize(clean(text)).filter((token) => token.kind !== 'mark');
      expect([text, heard(text)]).toEqual([text, book.whole(words)]);
    }
  });
});

describe('a whole message', () => {
  const yesNo = expecting(undefined, { yesNo: true });
  it.each<[text: string, expected: Expected, part: Partial<Reading>, why: string]>([
    ['vangg ạ', yesNo, { yesNo: 'yes' }, 'a slip and politeness'],
    ['khogn cháu ạ', yesNo, { yesNo: 'no' }, 'a swap and politeness'],
    ['dugn', yesNo, { yesNo: 'yes' }, 'what dung is after a yes/no question'],
    ['dugn', expecting(), {}, 'what dung is elsewhere: nothing'],
    ['quay nại cháu ơi', expecting(), { command: { name: 'back' } }, 'a northern n'],
    ['c k cần', yesNo, { yesNo: 'no' }, 'letters for words'],
    ['dạ e cx đồng ý', yesNo, { yesNo: 'yes' }, 'two short forms'],
    ['khoong bieets lafm', expecting(), { command: { name: 'help' } }, 'Telex'],
    ['gapcanbo', expecting(), { command: { name: 'person' } }, 'three joined'],
    ['kcần', yesNo, { yesNo: 'no' }, 'k grown together with a marked word'],
    ['k', expecting('product.price'), {}, 'a thousand of nothing'],
    ['k', yesNo, { yesNo: 'no' }, 'no'],
  ])('hears %j by its question (%#)', (text, expected, part) => {
    const { text: _, values, ...heard } = hear(text, expected);
    expect(values).toEqual({});
    expect(heard).toEqual(part);
  });

  it.each(['khogn', 'vangg', 'nùi lại', 'để xau'])('takes %j for the answer where any words are one', (text) => {
    const heard = hear(text, expecting('product.name'));
    expect(heard.command).toBeUndefined();
    expect(heard.values['product.name']).toEqual({ said: text, value: text });
  });
});
