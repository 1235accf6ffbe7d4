// The ground under all reading: letters without marks, and the form in which a message is kept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/understanding/index.ts';
import { joined } from '../../../src/understanding/letters/fold.ts';
import { clean } from '../../../src/understanding/letters/normalize.ts';

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
      { seed: 4 },
    );
  });
});

describe('joining', () => {
  it.each([
    ['Tân  Cương', 'tancuong'],
    ['tân-cương', 'tancuong'],
    ['25.000 đ', '25000d'],
    ['👍', ''],
  ])('makes one word of %j', (text, word) => {
    expect(joined(text)).toBe(word);
  });
});

describe('cleaning', () => {
  it.each([
    ['chè móc câu'.normalize('NFD'), 'chè móc câu'],
    ['  ch\u200Bè\uFEFF\u00A0ngon ', 'chè ngon'],
    ['\u00D0ại Từ', 'Đại Từ'],
    ['👨‍👩‍👧 nhà bác', '👨‍👩‍👧 nhà bác'],
    ['½ cân, 360 m²', '½ cân, 360 m²'],
    ['chef ko đc', 'chef ko đc'],
  ])('keeps %j as %j', (text, kept) => {
    expect(clean(text)).toBe(kept);
  });

  it('keeps no more than 4,000 characters and never half a face', () => {
    expect(clean('a'.repeat(9000))).toHaveLength(4000);
    expect(clean(`${'a'.repeat(3999)}👍`)).toBe('a'.repeat(3999));
  });
});
