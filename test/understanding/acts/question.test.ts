// A question of the farmer's own is no answer, whatever is being asked; and many an answer only sounds like a question.
import { describe, expect, it } from 'vitest';
import { expecting, forms, hear } from '../support.ts';

type Case = [reason: string, text: string];

describe('a question', () => {
  const cases: Case[] = [
    ['how much', 'phí bao nhiêu'],
    ['how much, misspelt', 'phí bao nhiu cháu'],
    ['có … không', 'có mất tiền không'],
    ['có … không with a particle', 'có mất tiền không vậy cháu'],
    ['when, with thì', 'bao giờ thì được tiền'],
    ['when, at the end', 'tiền về lúc nào'],
    ['who', 'ai mua thế'],
    ['who pays', 'ai trả tiền ship'],
    ['why one must', 'sao phải khai cái này'],
    ['why not yet', 'sao chưa thấy ai mua thế'],
    ['two questions', 'có mất phí không, bao giờ nhận tiền'],
    ['where', 'bán ở đâu vậy cháu'],
    ['a request to ask', 'cho hỏi bán thế này có lâu không'],
    ['a wish to ask', 'bác muốn hỏi chút'],
    ['how', 'gửi hàng thế nào'],
    ['how, as the north says it', 'bác phải đóng gói như nào'],
    ['how many days', 'mấy ngày nữa thì được tiền'],
    ['which of two one should put', 'ghi giá buôn hay giá lẻ'],
    ['which of two ways', 'chụp ngang hay chụp dọc'],
    ['which of two names', 'tên thật hay tên thường gọi'],
    ['whose loss it is', 'hàng hỏng ai chịu'],
    ['where money goes', 'bán được thì tiền về đâu'],
    ['how many are enough', 'mấy ảnh là đủ'],
    ['a man or a machine', 'cháu là người hay máy'],
    ['how many photos', 'phải chụp mấy tấm'],
    ['what it is called', 'sản phẩm tên gì'],
    ['where, before a word that is no time', 'bán từ đâu trước'],
    ['how, in shorthand', 'ship ntn cháu'],
    ['what it is', 'ocop là gì'],
    ['what it is for', 'khai cái này để làm gì'],
    ['what to bring', 'cần giấy tờ gì'],
    ['which', 'bán trên sàn nào'],
    ['đúng không', 'cái này miễn phí đúng không'],
    ['phải không', 'không mất tiền phải không cháu'],
    ['được không', 'bán ít có được không'],
    ['à', 'phải có ảnh à'],
    ['hả', 'bán trên mạng hả cháu'],
    ['nhỉ', 'chè thế này bán được nhỉ'],
    ['chưa', 'hàng của bác đã lên chưa'],
    ['a mark', 'giá này ổn?'],
    ['a fear', 'có lừa đảo không đấy'],
    ['who one is', 'cháu là ai thế'],
    ['what o’clock', 'mấy giờ họ đến lấy'],
    ['a share', 'họ ăn mấy phần trăm'],
    ['liệu', 'liệu có bán được không'],
    ['how long', 'mất bao lâu thì xong'],
    ['not knowing whether', 'không biết có mất phí không'],
  ];
  it.each(cases)('is known by %s: %j', (_reason, text) => {
    for (const field of ['household.name', 'product.name', 'product.description'] as const) {
      for (const form of forms(text, needMarks.has(text))) {
        const heard = hear(form, expecting(field));
        expect([form, heard.question, heard.values]).toEqual([form, true, {}]);
      }
    }
  });

  it('with a price in it is asked back, never taken', () => {
    const heard = hear('25k một cân có được không', expecting('product.price'));
    expect(heard.question).toBe(true);
    expect(heard.values['product.price']).toHaveProperty('choices');
  });
});

/** Unmarked, à, hả and nhỉ are "a", "ha" and "nhi". */
const needMarks = new Set(['phải có ảnh à', 'bán trên mạng hả cháu', 'chè thế này bán được nhỉ']);

describe('no question', () => {
  const cases: Case[] = [
    ['what is denied', 'chè không phun thuốc gì'],
    ['when it is denied', 'chưa dùng thuốc bao giờ'],
    ['a whenever', 'khi nào chín thì bán'],
    ['another whenever', 'bao giờ có hàng thì báo'],
    ['any price', 'bao nhiêu cũng được'],
    ['any kind', 'loại nào cũng có'],
    ['any way', 'thế nào cũng xong'],
    ['anybody', 'ai ăn cũng khen'],
    ['whoever', 'ai mua thì bán'],
    ['a way of packing', 'đóng túi hút chân không'],
    ['a way of roasting', 'chè sao tay'],
    ['roasted right through', 'chè sao suốt lửa nhỏ'],
    ['a star', 'chè ocop bốn sao'],
    ['something or other', 'có cái giấy gì đó'],
    ['a plain no', 'không'],
    ['a polite no', 'dạ không ạ'],
    ['a plain not yet', 'bác chưa'],
    ['not needed', 'không cần đâu'],
    ['a description', 'chè thơm, nước xanh, vị đậm'],
    ['a name', 'Nguyễn Thị Hoa'],
    ['a product', 'na dai'],
    ['a product with its place', 'chè tân cương'],
    ['a way of growing', 'nuôi thả tự nhiên'],
    ['as much as there is', 'thu bao nhiêu bán bấy nhiêu'],
    ['a few', 'mấy cân chè'],
    ['a time of the year', 'hái từ đầu mùa'],
    ['either of two', 'ghi bán buôn hay bán lẻ đều được'],
    ['a habit', 'nhà bác hay bán ở chợ'],
    ['nobody who buys', 'quả xấu chẳng ai mua'],
    ['few who know', 'giống này ít ai biết'],
    ['well written', 'viết chữ hay lắm'],
    ['any kind, and who has it', 'cái gì nhà bác cũng trồng'],
    ['any place, and who goes there', 'ở đâu bác cũng bán'],
    ['in a few days', 'mấy ngày nữa mới hái'],
    ['a few days', 'mấy hôm nữa mới hái'],
    ['a loss', 'quên tưới nên chết mất mấy cây'],
    ['a trader who asks', 'thương lái gọi điện hỏi mua suốt'],
    ['a fruit', 'sấu chua'],
    ['a goose', 'ngan thả vườn'],
  ];
  it.each(cases)('is %s: %j', (_reason, text) => {
    for (const form of forms(text, text === 'bác chưa')) {
      expect([form, hear(form, expecting('product.description')).question]).toEqual([form, undefined]);
    }
  });
});
