// A wish to correct an earlier answer, by the names farmers give the fields; and sentences that only use those words.
import { describe, expect, it } from 'vitest';
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
