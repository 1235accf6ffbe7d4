// Kinds of produce and their OCOP groups, with the shipped list: what is sure, what is asked back, what is no produce.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { booksOf } from '../../src/understanding/lexicon.ts';
import { readProduct } from '../../src/understanding/product.ts';
import { forms, lexicon, withoutMarks } from './support.ts';

const kindOf = (text: string) => {
  const found = readProduct(text, booksOf(lexicon).produce);
  if (!found) return undefined;
  return 'value' in found ? found.value.kind : { ask: found.choices.map(({ kind }) => kind) };
};

describe('a kind of produce', () => {
  const sure: [reason: string, kind: string, ...names: string[]][] = [
    ['the kind itself', 'chè', 'chè'],
    ['its sorts', 'chè', 'chè móc câu', 'chè tôm nõn', 'chè búp', 'trà xanh', 'trà đinh'],
    ['with where it comes from', 'chè', 'chè móc câu Tân Cương', 'chè búp La Bằng', 'trà xanh Thái Nguyên'],
    ['in a sentence about the seller', 'chè', 'nhà bác bán chè móc câu ạ', 'dạ nhà em có chè búp'],
    ['the head stands first: an egg is no hen', 'trứng', 'trứng gà', 'trứng vịt lộn'],
    ['the head stands first: a cake is no rice', 'bánh', 'bánh chưng gạo nếp', 'bánh gai'],
    ['the head stands first: a wine is no fruit', 'rượu', 'rượu mơ', 'rượu táo mèo'],
    ['the longest name decides: sweet soup is no tea', 'chè ngọt', 'chè đỗ đen', 'chè lam'],
    ['the longest name decides: a medicinal tea', 'trà hoa vàng', 'trà hoa vàng', 'chè hoa vàng'],
    ['a hen by its sort', 'gà', 'gà đồi', 'gà đồi Phú Bình', 'gà ri', 'gà thả vườn'],
    ['fruit with the word for fruit', 'na', 'quả na', 'na dai La Hiên'],
    ['glass noodles', 'miến', 'miến dong', 'miến Việt Cường'],
    ['honey', 'mật ong', 'mật ong', 'mật ong rừng', 'mật ong hoa nhãn'],
    ['rice by its sort', 'gạo', 'gạo bao thai', 'nếp vải', 'gạo khẩu nua lếch'],
    ['turmeric is medicine', 'nghệ', 'tinh bột nghệ', 'bột nghệ'],
    ['bamboo shoots', 'măng', 'măng khô', 'măng lục trúc'],
    ['persimmon', 'hồng', 'hồng không hạt'],
    ['a flower', 'hoa', 'hoa hồng', 'hoa lan'],
    ['tofu is no bean', 'đậu phụ', 'đậu phụ Bình Long'],
    ['handicraft', 'chổi', 'chổi chít', 'chổi đót'],
    ['tourism', 'du lịch cộng đồng', 'homestay', 'du lịch sinh thái'],
  ];
  it.each(sure)('%s: %s', (_, kind, ...names) => {
    for (const name of names) for (const form of forms(name)) expect(kindOf(form), form).toBe(kind);
  });

  it('belongs to an OCOP group', () => {
    const groupOf = (text: string) => readProduct(text, booksOf(lexicon).produce);
    expect(groupOf('chè móc câu')).toMatchObject({ value: { kind: 'chè', group: 'đồ uống' } });
    expect(groupOf('miến dong')).toMatchObject({ value: { kind: 'miến', group: 'thực phẩm' } });
    expect(groupOf('tinh bột nghệ')).toMatchObject({ value: { kind: 'nghệ', group: 'dược liệu' } });
  });

  it('the same letters without marks are asked back: pineapple, coconut or melon', () => {
    expect(kindOf('dua')).toEqual({ ask: ['dứa', 'dừa', 'dưa'] });
  });

  it.each(['dứa', 'dừa', 'dưa', 'cà chua', 'cá chép', 'bò', 'bơ'])('marks decide: %s', (name) => {
    expect(kindOf(name)).not.toEqual(expect.objectContaining({ ask: expect.anything() }));
  });

  it('one syllable without marks among other words is asked back, never taken', () => {
    expect(kindOf('che nha lam')).toEqual({ ask: ['chè'] });
  });

  it.each(['ổi', 'vải thiều', 'mít', 'lợn đen', 'ngan'])('%s in four forms', (name) => {
    for (const form of forms(name)) expect(kindOf(form), form).toBeDefined();
  });

  it.each(['', ' ', '25k', 'tên tôi là Lan', 'phí bao nhiêu', 'xe máy', '0983123456', 'thôi', '👍'])(
    'is not in %j',
    (text) => expect(kindOf(text)).toBeUndefined(),
  );

  it('every shipped name is read as its own kind, with marks', () => {
    for (const { kind, names } of lexicon.produce)
      for (const name of names.filter((each) => each !== withoutMarks(each))) expect(kindOf(name), name).toBe(kind);
  });

  it('every shipped name without marks is its kind, or asked back with it', () => {
    for (const { kind, names } of lexicon.produce)
      for (const name of names) {
        const found = kindOf(withoutMarks(name));
        expect(typeof found === 'string' ? [found] : (found as { ask: string[] } | undefined)?.ask, name).toContain(
          kind,
        );
      }
  });

  it('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => void kindOf(text)),
      { seed: 7, numRuns: 500 },
    );
  });

  it.each([
    'hôm nay trời mưa to quá',
    'bác không biết chữ',
    'cháu giỏi quá',
    'mạng yếu quá',
    'bác đang ở ruộng',
    'điện thoại hỏng mất rồi',
    'thằng cháu nó bày cho bác',
    'đường vào nhà khó đi',
    'bác đi ra chợ mua ít rau',
    'giá rẻ lắm',
  ])('an ordinary sentence is none: %s', (sentence) => expect(kindOf(sentence)).toBeUndefined());
});
