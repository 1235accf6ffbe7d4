// A wish to correct an earlier answer, by the names farmers give the fields; and sentences that only use those words.
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/model/fields.ts';
import { readCommand } from '../../../src/understanding/index.ts';
import { everyday, expecting, forms, hear, lexicon } from '../support.ts';

describe('a correction', () => {
  it.each([
    ['a plain verb', 'sửa giá', 'product.price'],
    ['a wish', 'bác muốn sửa lại giá', 'product.price'],
    ['a request', 'cho tôi đổi số điện thoại với', 'household.phone'],
    ['a longer verb', 'bác muốn thay đổi địa chỉ', 'household.place'],
    ['an official verb', 'đính chính số điện thoại', 'household.phone'],
    ['a slip of the finger', 'bác gõ nhầm giá rồi', 'product.price'],
    ['a slip of the tongue', 'bác khai nhầm số điện thoại', 'household.phone'],
    ['a wrong thing sent', 'gửi nhầm ảnh rồi cháu', 'product.photos'],
    ['what is wrong after its name', 'giá sai rồi cháu ạ', 'product.price'],
    ['who wrote it wrongly', 'giá bác ghi nhầm rồi', 'product.price'],
    ['what is not right', 'số điện thoại của bác chưa đúng', 'household.phone'],
    ['what must be mended', 'cái giá cần sửa lại', 'product.price'],
    ['done for them', 'sửa hộ bác số điện thoại', 'household.phone'],
    ['a part', 'sửa phần địa chỉ', 'household.place'],
    ['another one', 'bác muốn đổi ảnh khác', 'product.photos'],
    ['shorthand', 'doi sdt', 'household.phone'],
  ] as const)('is known by %s: %j', (_reason, text, field) => {
    // Unmarked, "anh" is a photo or an elder brother.
    for (const form of forms(text, text.includes('nhầm ảnh')))
      expect([form, readCommand(form, lexicon)]).toEqual([form, { name: 'correct', field }]);
  });

  it.each([
    ['a rise', 'cho bác đổi giá lên 300k'],
    ['from one to another', 'đổi giá từ 250k thành 300k'],
    ['not that but this', 'sửa giá không phải 250k mà là 300k'],
    ['what is wrong, then the right', 'giá sai rồi, 300k mới đúng'],
  ])('takes the new value along with %s: %j', (_reason, text) => {
    for (const form of forms(text)) {
      expect(hear(form)).toMatchObject({
        command: { name: 'correct', field: 'product.price' },
        values: { 'product.price': { value: { amount: 300_000 } } },
      });
    }
  });

  it('says no more than that something is wrong when it does not say what', () => {
    for (const form of forms('bác bấm nhầm rồi')) expect(readCommand(form, lexicon)).toEqual({ name: 'back' });
  });
});

describe('whose answer is corrected', () => {
  const products = [
    { id: 'na', name: 'na' },
    { id: 'tea', name: 'chè búp khô' },
    { id: 'eggs', name: 'trứng gà' },
    { id: 'rice', name: 'gao nep' },
    { id: 'oranges', name: 'cam sành' },
    { id: 'canned', name: 'cam canh' },
  ];
  const named = (text: string, field?: Field) => hear(text, expecting(field, { products })).command?.product;

  it.each([
    ['its name', 'sửa giá na 45k/kg', ['na']],
    ['the beginning of its name', 'sửa giá chè 300k/kg', ['tea']],
    ['more of its name', 'sửa giá chè búp thành 300k', ['tea']],
    ['another name of its kind', 'sửa giá trà 300k/kg', ['tea']],
    ['a name that is a unit too', 'sửa giá trứng 3k/quả', ['eggs']],
    ['a name typed without marks', 'sửa giá gạo nếp 30k', ['rice']],
    ['a word before the name', 'sửa giá của quả na 45k', ['na']],
    ['words after the value', 'sửa giá 45k/kg cho na', ['na']],
    ['the name before the field', 'sửa na giá 45k/kg', ['na']],
    ['the name before what is wrong', 'giá na sai rồi', ['na']],
    ['no verb, but a link', 'giá na là 45k/kg', ['na']],
    ['no value', 'sửa giá na', ['na']],
    ['what several are called', 'sửa giá cam 30k', ['oranges', 'canned']],
    ['what none of them is', 'sửa giá bưởi 30k/quả', []],
    ['another kind of what one is', 'sửa giá chè móc câu 30k', []],
    ['somebody spoken to', 'sửa giá hộ bác 45k/kg', undefined],
    ['a way to sell', 'sửa giá lẻ 45k/kg', undefined],
    ['nothing', 'sửa giá 45k/kg', undefined],
  ] as const)('is known by %s: %j', (_reason, text, ids) => {
    for (const form of forms(text, text.includes('lẻ')))
      expect([form, named(form, 'product.stock')?.ids]).toEqual([form, ids]);
  });

  it('is nobody else in what answers in words: the words may be the new ones', () => {
    expect(named('sửa tên bưởi', 'product.price')).toBeUndefined();
    expect(named('sửa tên na thành na dai', 'product.price')?.ids).toEqual(['na']);
    expect(named('sửa địa chỉ na')).toBeUndefined();
  });
});

describe('what was to be changed', () => {
  const again = { known: ['product.name', 'product.price'] as Field[] };

  it.each([
    'không sửa nữa',
    'thôi không sửa nữa',
    'để nguyên',
    'giữ nguyên',
    'như cũ',
    'không đổi nữa cháu ạ',
    'thôi cứ để nguyên tên cũ đi cháu',
    'tên vẫn như cũ',
    'giữ tên cũ',
  ])('stays as it is with %j', (text) => {
    for (const form of forms(text))
      expect([form, hear(form, expecting('product.name', again)).command]).toEqual([form, { name: 'keep' }]);
  });

  it.each(['chè cũ', 'na nguyên quả', 'không', 'giữ nguyên được không?'])('does not with %j', (text) => {
    expect(hear(text, expecting('product.name', again)).command?.name).not.toBe('keep');
  });

  it('is nothing where nothing is known yet', () => {
    expect(hear('như cũ', expecting('product.name')).command?.name).not.toBe('keep');
  });
});

describe('no correction', () => {
  it.each([
    ['a road that is mended', 'xã sửa lại đường'],
    ['a telephone that is mended', 'điện thoại hỏng phải sửa'],
    ['prices that differ', 'giá sai lệch nhau nhiều'],
    ['prices that move', 'giá lên xuống thất thường'],
    ['a name that pleases', 'tên này hay'],
    ['work exchanged', 'đổi công cho nhau'],
    ['clothes changed', 'thay áo mới'],
    ['a bicycle', 'sửa xe đạp'],
    ['a question', 'sửa giá được không?'],
    ['a neighbour', 'nhầm nhà rồi'],
    ['a breed', 'thay giống mới năng suất hơn'],
    ['photographs on the wall', 'ảnh cưới treo tường'],
    ['a village', 'xã bên cũng trồng chè'],
    ['a good price', 'giá năm nay khá'],
    ['water', 'thay nước cho cá'],
    ['the phone that rings', 'điện thoại kêu suốt'],
  ])('is %s: %j', (_reason, text) => {
    for (const form of forms(text)) {
      expect([form, readCommand(form, lexicon)?.name]).not.toEqual([form, 'correct']);
      expect([form, hear(form, expecting(undefined, { yesNo: true })).command?.name]).not.toEqual([form, 'correct']);
    }
  });

  it.each(everyday)('is in %j', (text) => {
    for (const form of forms(text)) expect(readCommand(form, lexicon)?.name).not.toBe('correct');
  });
});
