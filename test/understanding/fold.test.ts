// The ground under all reading: folding, cleaning, and books of phrases that respect marks where they are typed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/understanding/index.ts';
import { clean, tokenize } from '../../src/understanding/normalize.ts';
import { phraseBook } from '../../src/understanding/phrases.ts';

describe('folding', () => {
  it.each([
    ['Tân Cương', 'tan cuong'],
    ['Tân Cương'.normalize('NFD'), 'tan cuong'],
    ['ĐẠI TỪ', 'dai tu'],
    ['\u00D0ại Từ', 'dai tu'],
    ['\u0189ồng \u0256ồng', 'dong dong'],
    ['đồng\u200B  hỷ\u00A0', 'dong hy'],
    ['Hoà Hòa hoà', 'hoa hoa hoa'],
    ['Đảm baỏ', 'dam bao'],
    ['İstanbul', 'istanbul'],
  ])('makes %j plain', (text, plain) => {
    expect(fold(text)).toBe(plain);
  });

  it('is idempotent on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('cleaning', () => {
  it.each([
    ['chè móc câu'.normalize('NFD'), 'chè móc câu'],
    ['  ch\u200Bè\uFEFF\u00A0ngon ', 'chè ngon'],
    ['\u00D0ại Từ', 'Đại Từ'],
    ['👨‍👩‍👧 nhà bác', '👨‍👩‍👧 nhà bác'],
  ])('keeps %j as %j', (text, kept) => {
    expect(clean(text)).toBe(kept);
  });

  it('keeps no more than 4,000 characters and never half a face', () => {
    expect(clean('a'.repeat(9000))).toHaveLength(4000);
    expect(clean(`${'a'.repeat(3999)}👍`)).toBe('a'.repeat(3999));
  });
});

describe('phrases', () => {
  const book = phraseBook<unknown>([
    ['hai', 2],
    ['được rồi', 'yes'],
    ['kỹ', 'careful'],
    ['quay lại', 'back'],
  ]);
  it.each([
    ['hai', 2],
    ['HAI', 2],
    ['hái', undefined],
    ['đượccc rồi', 'yes'],
    ['duoc roi', 'yes'],
    ['đuọc rồi', undefined],
    ['kĩ', 'careful'],
    ['quaylai', 'back'],
    ['quaylại', 'back'],
    ['quáylai', undefined],
  ])('reads %j as %j', (text, value) => {
    expect(book.whole(tokenize(clean(text)))).toBe(value);
  });

  it('keeps apart what only i and y inside a rime tell apart', () => {
    const sleeves = phraseBook([['tay', 'hand']]);
    expect(sleeves.whole(tokenize('tai'))).toBeUndefined();
    expect(phraseBook([['thủy', 1]]).whole(tokenize('thủi'))).toBeUndefined();
  });
});
