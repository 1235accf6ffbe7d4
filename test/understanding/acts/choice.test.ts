// Which offered answer a message means: by place, label, synonym, or a part that only one label has.
// Ordinary sentences must choose nothing.
import { describe, expect, it } from 'vitest';
import { read } from '../../../src/understanding/index.ts';
import { everyday, expecting, forms, hear, lexicon, meaning, option, reading, withoutMarks } from '../support.ts';

const certificate = [
  option('none', 'Chưa có giấy', 'không có', 'chưa có', 'không', 'chưa'),
  option('ocop', 'OCOP', 'có ocop', 'mỗi xã một sản phẩm'),
  option('vietgap', 'VietGAP', 'viet gap', 'việt gáp'),
  option('other', 'Giấy khác', 'khác', 'hữu cơ'),
];
const asked = expecting('product.certificate', { options: certificate });
const teas = expecting(undefined, {
  options: [
    option('p1', 'Chè đinh'),
    option('p2', 'Chè búp khô'),
    option('p3', 'Na La Hiên'),
    option('back', 'Quay lại'),
  ],
});

describe('a choice', () => {
  it.each([
    ['a number with what it counts', 'phương án 2', 'ocop'],
    ['a number that is picked', 'chọn 2', 'ocop'],
    ['a number that is pressed', 'bấm số 2', 'ocop'],
    ['a number that somebody picks', 'bác chọn số 3 nhé', 'vietgap'],
    ['a number with a bracket', '2)', 'ocop'],
    ['a number with a full stop', '2.', 'ocop'],
    ['a number after a sign', '#2', 'ocop'],
    ['a letter', 'b', 'ocop'],
    ['a letter with politeness', 'b ạ', 'ocop'],
    ['a letter that is named', 'phương án c', 'vietgap'],
    ['a letter that is picked', 'chọn d', 'other'],
    ['an ordinal of a line', 'dòng thứ hai', 'ocop'],
    ['an ordinal in the fourth way', 'cái thứ tư', 'other'],
    ['an ordinal with a digit', 'ý thứ 3', 'vietgap'],
    ['the old word for two', 'cái thứ nhì', 'ocop'],
    ['an ordinal that is pointed at', 'cái đầu tiên ấy', 'none'],
    ['an ordinal that is taken', 'cho bác lấy cái thứ ba', 'vietgap'],
    ['the one on top', 'cái trên cùng', 'none'],
    ['the one below all', 'nút dưới cùng', 'other'],
    ['the last in other words', 'cái chót', 'other'],
    ['a number with politeness that may be grandmother', 'số ba nhé', 'vietgap'],
    ['an answer by its place', 'đáp án thứ hai', 'ocop'],
    ['a number in one word', 'hai', 'ocop'],
    ['a number in one word, politely', 'bốn cháu nhé', 'other'],
  ])('takes %s: %j', (_why, text, id) => {
    for (const form of forms(text)) expect([form, hear(form, asked).option]).toEqual([form, id]);
  });

  it.each([
    ['above, of more than two', 'cái trên'],
    ['the middle of four', 'cái ở giữa'],
    ['a number out of reach', 'số 7'],
    ['a letter out of reach', 'phương án e'],
    ['both', 'cả hai'],
    ['two at once', '1 và 2'],
    ['a count', 'có 2 cái'],
    ['a word that an ordinal begins', 'cái đầu con gà'],
    ['nothing after the pointing', 'phương án'],
    ['three, or grandmother', 'ba'],
  ])('takes no option for %s: %j', (_why, text) => {
    for (const form of forms(text)) expect([form, hear(form, asked).option]).toEqual([form, undefined]);
  });

  const shop = [
    option('no', 'Chưa có', 'chưa', 'không', 'không có', 'chưa bao giờ'),
    option('yes', 'Có rồi', 'có', 'rồi', 'có người mở hộ', 'bưu điện mở rồi'),
    option('unknown', 'Không biết', 'không rõ', 'chịu', 'không nhớ', 'chắc có', 'hình như có'),
  ];
  const owner = [
    option('self', 'Tôi đứng tên', 'tôi', 'bác đứng tên', 'đủ 18', 'rồi'),
    option('relative', 'Người nhà đứng tên', 'con trai', 'con dâu', 'vợ', 'chồng'),
    option('minor', 'Chưa đủ 18 tuổi', 'chưa đủ', 'chưa'),
  ];
  it.each([
    ['words of one of them in another order', 'bưu điện có mở cho bác rồi', shop, 'yes'],
    ['some of its words', 'có người mở cho rồi', shop, 'yes'],
    ['words of two of them', 'hình như bưu điện mở rồi', shop, undefined],
    ['a no that has only words of one', 'chưa bao giờ có cả', shop, 'no'],
    ['not knowing, where that is offered', 'chẳng biết nữa', shop, 'unknown'],
    ['passing over, which is no answer', 'bỏ qua câu này', shop, undefined],
    ['whose name it is', 'con trai bác đứng tên', owner, 'relative'],
    ['whose name it is, with đứng like đừng', 'để con dâu đứng tên', owner, 'relative'],
    ['too young', 'chưa đủ tuổi', owner, 'minor'],
    [
      'in whose name, if both could be spoken to',
      'bác với con',
      [option('self', 'Tôi đứng tên', 'bác đứng tên')],
      undefined,
    ],
    ['a kinsman, and not the speaker', 'em tôi đứng tên', owner, undefined],
    ['never yet, in the words of its own verb', 'bác chưa mở bao giờ', shop, 'no'],
    ['a denial that looks like a question', 'làm gì có gian hàng', shop, 'no'],
    ['when it was, which is no other answer', 'bưu điện mở năm ngoái', shop, 'yes'],
    ['a reason that takes it back', 'có rồi, nhưng để bác xem', shop, undefined],
    [
      'listening, which is no consent',
      'vâng, cháu nói đi',
      [option('a', 'Đồng ý', 'vâng'), option('b', 'Thôi')],
      undefined,
    ],
    [
      'politeness only as far as it must come off',
      'em cứ gọi là chị nhé',
      [option('a', 'Anh', 'gọi là anh'), option('b', 'Chị', 'gọi là chị')],
      'b',
    ],
    ['somebody spoken to, where that is offered', 'vâng chị', [option('a', 'Anh'), option('b', 'Chị')], undefined],
    [
      'the speaker by another word',
      'chính chú',
      [option('a', 'Tôi đứng tên', 'chính tôi'), option('b', 'Người nhà')],
      'a',
    ],
    ['pointing at it', 'postmart ấy', [option('a', 'Postmart'), option('b', 'Voso')], 'a'],
    [
      'a no, and the words of the no',
      'thôi đừng xóa',
      [option('a', 'Xóa', 'có'), option('b', 'Giữ lại', 'không', 'đừng xóa')],
      'b',
    ],
    [
      'a no, and the words of the yes',
      'thôi bỏ đi',
      [option('a', 'Xóa', 'có', 'xóa đi'), option('b', 'Giữ lại', 'không')],
      undefined,
    ],
    [
      'what it goes by, with nothing named',
      'theo',
      [option('a', 'Một cân', 'theo cân'), option('b', 'Một con')],
      undefined,
    ],
    [
      'con as a unit, and no person',
      'theo con',
      [option('a', 'Một cân', 'theo cân'), option('b', 'Một con', 'theo con')],
      'b',
    ],
    ['somebody called Dung', 'chị Dung', [option('a', 'Xóa', 'có'), option('b', 'Giữ lại', 'đừng xóa')], undefined],
    ['a button that asks, asked', 'để làm gì?', [option('a', 'Đồng ý'), option('b', 'Nói rõ hơn', 'để làm gì')], 'b'],
    ['a button that does not ask, asked', 'đồng ý?', [option('a', 'Đồng ý'), option('b', 'Nói rõ hơn')], undefined],
    ['more of some goods', 'còn na nữa', [option('a', 'Thêm', 'còn nữa'), option('b', 'Đủ rồi')], 'a'],
    ['goods, and no more of them', 'na chín rồi', [option('a', 'Thêm', 'còn nữa'), option('b', 'Đủ rồi')], undefined],
    [
      'no more, where an end that is a no is offered',
      'không còn gì nữa',
      [option('a', 'Thêm', 'có'), option('b', 'Đủ rồi', 'không')],
      'b',
    ],
    [
      'waiting, where that is offered',
      'để bác hỏi vợ đã',
      [option('a', 'Xong rồi'), option('later', 'Để sau')],
      'later',
    ],
    ['old enough is no word of one alone', 'đủ tuổi rồi', owner, undefined],
    ['an end, where one is offered', 'chỉ có thế', [option('more', 'Thêm nữa'), option('end', 'Đủ rồi')], 'end'],
    ['one of them, only that', 'rồi thôi em', shop, 'yes'],
    ['who cannot read, with chữ like chú', 'bác không biết chữ', shop, undefined],
    ['courtesy alone', 'thế ạ', [option('a', 'Thêm nữa'), option('b', 'Thế thôi')], undefined],
    [
      'a price that is denied',
      'tôi không đồng ý với giá đó',
      [option('a', 'Đồng ý'), option('b', 'Không đồng ý')],
      undefined,
    ],
    ['who lives alone, with ở like ô', 'tôi ở một mình', shop, undefined],
    ['what is to be explained', 'nói rõ hơn xem nào', [option('a', 'Đồng ý'), option('b', 'Nói rõ hơn')], 'b'],
  ])('hears %s: %j', (_why, text, options, id) => {
    for (const form of forms(text))
      expect([form, hear(form, expecting(undefined, { options })).option]).toEqual([form, id]);
  });

  it.each([
    ['bác năm nay 57', 'self'],
    ['bác gần 60 rồi', 'self'],
    ['gần 18', undefined],
    ['cháu mới 16', 'minor'],
    ['con trai 30', undefined],
  ])('knows from %j who may own a shop: %s', (text, id) => {
    expect(hear(text, expecting('household.owner_age', { options: owner })).option).toBe(id);
  });

  it.each([
    ['a denial at the end: an unmarked "da" may be dạ', 'đã có gì đâu', 'no'],
    ['one word for word, and a reason after a pause: a yes needs its marks', 'có rồi, vợ bác làm', 'yes'],
  ])('hears with its marks only %s: %j', (_why, text, id) => {
    expect(hear(text, expecting(undefined, { options: shop })).option).toBe(id);
    expect(hear(withoutMarks(text), expecting(undefined, { options: shop })).option).toBeUndefined();
  });

  it('chooses the button that corrects what they wish to correct', () => {
    const options = [
      option('yes', 'Đúng rồi'),
      option('change name', 'Sửa tên'),
      option('change phone', 'Sửa số điện thoại'),
    ];
    const review = expecting(undefined, { yesNo: true, options });
    expect(hear('sửa lại tên', review)).toMatchObject({ option: 'change name' });
    expect(hear('số điện thoại cũ rồi', review)).toMatchObject({ option: 'change phone' });
    expect(hear('đổi giá', review)).toMatchObject({ command: { name: 'correct', field: 'product.price' } });
  });

  it('hears no end in what there is of it, where a yes would be grave', () => {
    const sure = expecting(undefined, { yesNo: true, options: [option('yes', 'Xóa'), option('no', 'Giữ lại')] });
    expect(hear('có mỗi thế thôi', sure).option).toBeUndefined();
    expect(hear('xong rồi', sure).option).toBe('yes');
  });

  // Labels alone, as the command line offers them.
  const labels = ['VietGAP', 'OCOP', 'Chưa có', 'Chè đinh'].map((label) => option(label, label));
  it.each([
    ['one word typed as two', 'viet gap', 'VietGAP'],
    ['one word typed as two, in a sentence', 'bác có viet gap rồi', 'VietGAP'],
    ['a no of more words than its label', 'chưa có gì cả', 'Chưa có'],
    ['a no with the thing that it denies', 'chưa có giấy gì', 'Chưa có'],
    ['a no to another label', 'chưa có vietgap', undefined],
    ['a label that is sold out', 'chè đinh hết', undefined],
  ])('offered by labels alone, hears %s: %j', (_why, text, id) => {
    const chosen = (form: string) => meaning(read('choice', form, { kind: 'choice', options: labels }, lexicon));
    for (const form of forms(text)) expect([form, chosen(form)]).toEqual([form, id]);
  });

  it('knows above and below of two, and the middle of three', () => {
    const two = expecting(undefined, { options: [option('p', 'Chè đinh'), option('q', 'Na La Hiên')] });
    expect(hear('cái trên', two).option).toBe('p');
    expect(hear('cái ở dưới ấy', two).option).toBe('q');
    const three = expecting(undefined, { options: [...two.options, option('r', 'Bưởi')] });
    expect(hear('cái ở giữa', three).option).toBe('q');
    expect(hear('cái dưới', three).option).toBeUndefined();
  });

  it.each([
    ['1', 'none'],
    ['2', 'ocop'],
    ['số 2', 'ocop'],
    ['cái 2', 'ocop'],
    ['cái thứ hai', 'ocop'],
    ['thứ hai ạ', 'ocop'],
    ['số ba', 'vietgap'],
    ['cái đầu', 'none'],
    ['cái đầu tiên', 'none'],
    ['cái cuối', 'other'],
    ['cái cuối cùng nhé', 'other'],
    ['chọn số 4', 'other'],
    ['ocop', 'ocop'],
    ['OCOP ạ', 'ocop'],
    ['có ocop', 'ocop'],
    ['bác có ocop rồi', 'ocop'],
    ['vietgap', 'vietgap'],
    ['việt gáp', 'vietgap'],
    ['viet gap', 'vietgap'],
    ['hữu cơ', 'other'],
    ['giấy khác', 'other'],
    ['chưa có', 'none'],
    ['chưa có giấy', 'none'],
    ['không', 'none'],
    ['ko', 'none'],
    ['chưa ạ', 'none'],
    ['dạ không có', 'none'],
    ['đang xin ocop', 'none'],
    ['xin ocop', 'none'],
    ['ocop thì đang xin', 'none'],
    ['đang xin vietgap', 'none'],
    ['đang xin viet gap', 'none'],
    ['đang làm hồ sơ ocop', 'none'],
    ['bác đang đăng ký ocop cháu ạ', 'none'],
    ['sắp có ocop', 'none'],
    ['chưa có ocop', 'none'],
    ['không có giấy ocop', 'none'],
    ['chưa được ocop', 'none'],
    ['đang có ocop', 'ocop'],
    ['có giấy chứng nhận ocop', 'ocop'],
    ['được ocop rồi', 'ocop'],
    ['ocop 4 sao', 'ocop'],
  ])('reads %j as %s', (text, id) => {
    for (const form of forms(text)) {
      const heard = hear(form, asked);
      expect([form, heard.option, meaning(heard.values['product.certificate'])]).toEqual([form, id, id]);
      expect(heard.command).toBeUndefined();
    }
  });

  it.each(['bác xin được ocop rồi', 'không phải ocop', 'chưa có ocop nhưng có vietgap', 'xin giấy'])(
    'cannot tell from %j whether there is a certificate',
    (text) => expect(hear(text, asked).option).toBeUndefined(),
  );

  it.each([
    ['đinh', 'p1'],
    ['chè búp', 'p2'],
    ['na', 'p3'],
    ['cho bác chọn chè đinh nhé', 'p1'],
    ['quay lại', 'back'],
  ])('knows an answer by the part that only it has: %j', (text, id) => {
    if (text === 'na') return expect(hear('la hiên', teas).option).toBe(id);
    for (const form of forms(text)) expect([form, hear(form, teas).option]).toEqual([form, id]);
  });

  it.each([
    'chè',
    '9',
    '5',
    'không phải chè đinh',
    'cái',
    'số',
    'chè khác',
    'ocop?',
    'đỉnh',
    '0',
    '12345678901',
    ...everyday,
  ])('sees none of the offered teas in %j', (text) => {
    expect(hear(text, teas).option).toBeUndefined();
  });

  it('takes how somebody wants to be called, but not their greeting', () => {
    const options = ['bac Bác', 'co Cô', 'chu Chú', 'anh Anh', 'chi Chị'].map((pair) =>
      option(...(pair.split(' ') as [string, string])),
    );
    const form = expecting('contact.address_form', { options });
    expect(hear('bác', form).option).toBe('bac');
    expect(hear('gọi chú nhé', form).option).toBe('chu');
    expect(hear('cứ gọi bác là được', form).option).toBe('bac');
    expect(hear('chị ạ', form).option).toBe('chi');
    expect(hear('cô', form).values['contact.address_form']).toEqual({ said: 'cô', value: 'co' });
    expect(hear('bác hay chú gì cũng được', form).option).toBeUndefined();
  });

  it('answers a doubt by place where the field itself is a number, once answers are on offer', () => {
    const doubt = [option('=0', '20 kg'), option('=1', '20 con'), option('=none', 'Không phải', 'sai hết')];
    expect(hear('2', expecting('product.stock', { options: doubt, yesNo: true })).option).toBe('=1');
    expect(hear('20 con', expecting('product.stock', { options: doubt, yesNo: true })).option).toBe('=1');
    expect(hear('không phải', expecting('product.stock', { options: doubt, yesNo: true })).option).toBe('=none');
    expect(hear('4', expecting('product.ocop_stars', { options: doubt })).values['product.ocop_stars']).toEqual({
      said: '4',
      value: 4,
    });
  });

  it('does not take a number for the button that skips the question', () => {
    const skip = [option('skip', 'Bỏ qua', 'không có')];
    expect(hear('1', expecting('product.stock', { options: skip })).option).toBeUndefined();
    expect(
      hear('1', expecting('product.certificate_number', { options: skip })).values['product.certificate_number'],
    ).toEqual({ said: '1', value: '1' });
    expect(hear('bo qua', expecting('product.stock', { options: skip })).option).toBe('skip');
    expect(hear('quả', expecting('product.packing', { options: skip })).option).toBeUndefined();
  });

  it('gives the yes and the no of a yes/no question as an option too', () => {
    const review = expecting(undefined, {
      yesNo: true,
      options: [option('yes', 'Đúng hết rồi', 'đúng'), option('change price', 'Sửa giá')],
    });
    expect(hear('vâng', review)).toMatchObject({ yesNo: 'yes', option: 'yes' });
    expect(hear('đúng', review)).toMatchObject({ yesNo: 'yes', option: 'yes' });
    expect(hear('dung', review)).toMatchObject({ yesNo: 'yes', option: 'yes' });
    expect(hear('chưa', review)).toMatchObject({ yesNo: 'no' });
    expect(hear('sửa giá', review)).toMatchObject({ option: 'change price' });
  });

  it('reads a choice on its own by the names of its values', () => {
    expect(meaning(reading('choice', 'ocop', 'product.certificate'))).toBe('ocop');
    expect(meaning(reading('choice', '2', 'product.certificate'))).toBe('ocop');
    expect(reading('choice', 'chè', 'product.certificate')).toBeUndefined();
    expect(reading('photos', 'ảnh đây', 'product.photos')).toBeUndefined();
  });
});
