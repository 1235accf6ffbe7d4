// What is said to the talk itself, at every kind of question: commands, yes and no, corrections, opened flows.
// Each phrase is tried as typed, decomposed, in capitals and without marks; everyday sentences must stay silent.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/model/reading.ts';
import { actPhrases } from '../../src/understanding/act-phrases.ts';
import { everyday, expecting, forms, hear, option } from './support.ts';

const yesNo = expecting(undefined, { yesNo: true });

describe('commands', () => {
  const said: [Command, ...string[]][] = [
    [
      'stop',
      'dừng lại',
      'dừng',
      'đừng nhắn nữa',
      'thôi không nhắn nữa',
      'không tham gia nữa',
      'không làm nữa',
      'hủy đăng ký',
      'bác không muốn nhận tin nhắn nữa',
      'cháu đừng nhắn tin cho bác nữa nhé',
    ],
    [
      'withdraw',
      'rút đồng ý',
      'rút lại đồng ý',
      'không đồng ý nữa',
      'không cho dùng thông tin nữa',
      'bác rút lại sự đồng ý nhé',
      'tôi không đồng ý cho sử dụng thông tin của tôi nữa',
    ],
    [
      'erase',
      'xóa dữ liệu',
      'xóa thông tin của tôi',
      'xóa hết đi',
      'xóa tài khoản của tôi',
      'bác muốn xóa dữ liệu',
      'cháu xóa hết thông tin của bác đi',
    ],
    [
      'person',
      'gặp người',
      'gặp nhân viên',
      'gặp cán bộ',
      'nói chuyện với người thật',
      'cho gặp người',
      'gọi cho bác',
      'gọi điện',
      'gọi lại cho tôi',
      'cần người giúp',
      'có ai không',
      'có ai không?',
      'nhờ người',
      'em nhân viên đâu',
      'tổng đài',
      'người hướng dẫn đâu',
    ],
    [
      'person',
      'cho bác gặp cán bộ với',
      'bác muốn gặp nhân viên hỗ trợ',
      'tôi muốn nói chuyện với người thật',
      'cháu gọi lại cho bác nhé',
      'có ai ở đó giúp bác không',
      'cho cô gặp người với cháu',
      'bác cần gặp cán bộ xã để hỏi',
    ],
    [
      'help',
      'giúp với',
      'giúp bác với',
      'hướng dẫn',
      'không biết làm',
      'không hiểu',
      'bác không hiểu',
      'làm thế nào',
      'làm thế nào?',
      'ntn',
      'chỉ bác với',
      'trợ giúp',
      'khó quá',
      '?',
    ],
    [
      'back',
      'quay lại',
      'lùi lại',
      'trở lại',
      'về trước',
      'sửa lại',
      'làm lại',
      'viết lại',
      'gõ nhầm',
      'câu trước',
      'sửa',
    ],
    [
      'skip',
      'bỏ qua',
      'không có',
      'chưa có',
      'không biết',
      'bác không biết cháu ạ',
      'chịu',
      'không nhớ',
      'quên rồi',
      'cái này không có',
      'kb',
    ],
    ['repeat', 'nhắc lại', 'nói lại', 'gì cơ', 'gì cơ?', 'hỏi gì', 'hả?', 'sao cơ'],
    ['my-data', 'xem dữ liệu của tôi', 'thông tin của tôi', 'tôi đã khai những gì', 'cho bác xem thông tin của bác'],
    [
      'later',
      'để sau',
      'lát nữa',
      'tí nữa',
      'mai làm',
      'đang bận',
      'bác đang bận',
      'bận lắm',
      'hôm khác',
      'thôi để sau',
      'khi nào rảnh',
      'thôi',
      'để sau nhé cháu',
    ],
    ['resume', 'tiếp tục', 'làm tiếp', 'tiếp tục đi cháu', 'bác muốn làm tiếp'],
    ['menu', 'menu', 'trang chủ', '/menu'],
    ['done', 'xong', 'xong rồi', 'bác làm xong rồi'],
  ];
  const rows = said.flatMap(([name, ...ways]) => ways.map((way): [string, Command] => [way, name]));
  it.each(rows)('reads %j as %s', (text, name) => {
    for (const form of forms(text)) {
      const heard = hear(form);
      // Without marks a lone "dung", "huy" or "sua" may be anything.
      if (form === 'dung') expect(heard.command).toBeUndefined();
      else expect([form, heard.command]).toEqual([form, { name }]);
      expect(heard.values).toEqual({});
    }
    expect(hear(`dạ ${text} ạ`).command ?? hear(text).command).toEqual({ name });
  });

  it.each(everyday)('hears no command in %j', (text) => {
    for (const expected of [
      expecting(),
      yesNo,
      expecting('product.description'),
      expecting('product.price'),
      expecting(undefined, { photos: true }),
    ]) {
      const heard = hear(text, expected);
      expect([heard.command, heard.yesNo, heard.opens, heard.secret]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it.each([
    'xóa đói',
    'đừng xóa dữ liệu của tôi',
    'không muốn xóa thông tin',
    'xóa thông tin của tôi thì sao?',
    'hủy đơn thì sao?',
    'làm sao để dừng lại?',
    'gói cho bác 2 cân',
    'con bác gọi cho bác rồi',
    'hôm qua bác muốn gặp cán bộ mà không được',
  ])('does not stop, erase or call a person for %j', (text) => {
    expect(['stop', 'withdraw', 'erase', 'person']).not.toContain(hear(text).command?.name);
  });

  it('keeps stop, withdraw and erase apart, at every question', () => {
    const everywhere = [
      expecting(),
      yesNo,
      expecting('product.name'),
      expecting('product.price'),
      expecting('household.place'),
      expecting('product.photos', { photos: true }),
      expecting('household.name'),
    ];
    for (const expected of everywhere) {
      expect(hear('dừng lại', expected).command).toEqual({ name: 'stop' });
      expect(hear('rút lại đồng ý', expected).command).toEqual({ name: 'withdraw' });
      expect(hear('xóa dữ liệu của tôi', expected).command).toEqual({ name: 'erase' });
      expect(hear('gặp người', expected).command).toEqual({ name: 'person' });
      expect(hear('quay lại', expected).command).toEqual({ name: 'back' });
    }
  });

  it('has no phrase with two meanings', () => {
    const seen = new Map<string, string>();
    for (const [phrase, act] of actPhrases) {
      expect([phrase, seen.get(phrase) ?? act]).toEqual([phrase, act]);
      seen.set(phrase, act);
    }
  });
});

describe('yes and no', () => {
  it.each(
    'có, có chứ, có ạ, vâng, vâng ạ, dạ vâng, dạ có, dạ, ừ, ừm, uh, ờ, ừ đúng, đúng, đúng rồi, đúng r, chuẩn, chuẩn rồi, chính xác, phải, phải rồi, được, đc, được rồi, đồng ý, nhất trí, ok, oke, oki, okie, okkkk, đượccc, xong rồi, rồi, chắc rồi, tất nhiên, cứ thế đi, làm đi, gửi đi, thế là được, 👍, 👌, ✅, đúng rồi cháu ạ, ok em'.split(
      ', ',
    ),
  )('takes %j for yes', (text) => {
    for (const form of forms(text)) expect([form, hear(form, yesNo).yesNo]).toEqual([form, 'yes']);
  });

  it.each(
    'không, ko, k, hông, không phải, không đúng, không ạ, dạ không, sai, sai rồi, nhầm, nhầm rồi, chưa, chưa có, chưa đúng, không cần, không muốn, thôi không, không được, chẳng phải, không có, đếch, không đâu cháu'.split(
      ', ',
    ),
  )('takes %j for no', (text) => {
    for (const form of forms(text)) expect([form, hear(form, yesNo).yesNo]).toEqual([form, 'no']);
  });

  it.each([
    'được không?',
    'ok chưa?',
    'có bán không',
    'đúng không nhỉ',
    'có 20 cân',
    'được 3 tạ',
    'đúng vụ',
    'không sao',
    'không phải không',
    'có nhưng giá 30k',
    'đúng rồi mà sửa số nhà',
    'chị Dung',
    'chi Dung',
    'anh Huy',
    'huy',
    'nam',
    '20 nghìn thôi',
    'ok?',
    '',
    'hái',
    'cỏ',
    'đứng',
  ])('takes %j for neither', (text) => {
    expect(hear(text, yesNo).yesNo).toBeUndefined();
  });

  it('hears yes and no only where they are asked for', () => {
    for (const text of ['đúng', 'vâng', '👍', 'không', 'dung', 'k', 'co']) expect(hear(text).yesNo).toBeUndefined();
  });
});

describe('the same words after different questions', () => {
  const photos = expecting('product.photos', {
    photos: true,
    options: [option('done', 'Xong'), option('later', 'Chưa có ảnh, để sau')],
  });
  it.each([
    ['k', yesNo, { yesNo: 'no' }],
    ['k', expecting('product.price'), {}],
    ['k', expecting('household.place'), { command: { name: 'skip' } }],
    ['dung', yesNo, { yesNo: 'yes' }],
    ['dung', expecting('household.place'), {}],
    ['dung lai', yesNo, { command: { name: 'stop' } }],
    ['dung nhan nua', yesNo, { command: { name: 'stop' } }],
    ['co', yesNo, { yesNo: 'yes' }],
    ['chưa có', yesNo, { yesNo: 'no' }],
    ['chưa có', expecting('product.weight'), { command: { name: 'skip' } }],
    ['hết rồi', photos, { command: { name: 'done' } }],
    ['xong rồi', photos, { command: { name: 'done' } }],
    ['đủ rồi', photos, { command: { name: 'done' } }],
    ['đủ rồi', yesNo, { yesNo: 'yes' }],
    ['xong', photos, { option: 'done' }],
    ['để sau', photos, { command: { name: 'later' } }],
    ['hết rồi', expecting(), {}],
    ['25', yesNo, {}],
    ['xin chào', expecting(), { greeting: true }],
    ['alo', expecting('product.name'), { greeting: true }],
    ['chào cháu', expecting('household.name'), { greeting: true }],
    ['cảm ơn cháu nhé', expecting('product.name'), { thanks: true }],
    ['bao nhiêu tiền một tháng?', expecting('product.name'), { question: true }],
    ['bán ở đây có mất tiền không', expecting('product.name'), { question: true }],
    ['sao lại hỏi cái đó', expecting('household.name'), { question: true }],
    ['không', expecting('product.description'), { command: { name: 'skip' } }],
    ['ok', expecting('product.name'), {}],
    ['vâng', expecting('product.description'), {}],
  ] as const)('%j is heard by its question (%#)', (text, expected, part) => {
    const { text: _, values, ...heard } = hear(text, expected);
    expect(values).toEqual({});
    expect(heard).toEqual(part);
  });

  it.each(['sua', 'kho qua', 'hong', 'na', 'nam', 'oi', 'le', 'bo', 'het'])(
    'takes %j for a product where a product is asked for',
    (text) => {
      expect(hear(text, expecting('product.name')).values['product.name']).toEqual({ said: text, value: text });
      expect(hear(text, expecting('product.name')).command).toBeUndefined();
    },
  );
});

describe('corrections', () => {
  it.each([
    ['sửa giá', 'product.price'],
    ['sửa lại giá', 'product.price'],
    ['sửa giá bán nhé', 'product.price'],
    ['đổi số điện thoại', 'household.phone'],
    ['bác muốn đổi số điện thoại', 'household.phone'],
    ['cho bác sửa lại tên', 'product.name'],
    ['gõ nhầm giá', 'product.price'],
    ['nhầm giá rồi', 'product.price'],
    ['chụp lại ảnh', 'product.photos'],
    ['sửa cái giá cho bác', 'product.price'],
    ['thay địa chỉ', 'household.place'],
  ])('reads %j as one of %s', (text, field) => {
    for (const form of forms(text)) {
      const heard = hear(form, expecting('product.stock'));
      expect([form, heard.command]).toEqual([form, { name: 'correct', field }]);
    }
    expect(hear(text, expecting('product.name')).command).toEqual({ name: 'correct', field });
  });

  it('means the name of what is being talked about', () => {
    expect(hear('sửa tên', expecting('product.price')).command).toEqual({ name: 'correct', field: 'product.name' });
    expect(hear('sửa tên', expecting('household.phone')).command).toEqual({ name: 'correct', field: 'household.name' });
  });

  it('takes the new value along', () => {
    const price = { amount: 30_000 };
    for (const text of ['sửa giá thành 30k', 'đổi giá 30k', 'sửa lại giá là 30 nghìn']) {
      expect(hear(text)).toMatchObject({
        command: { name: 'correct', field: 'product.price' },
        values: { 'product.price': { value: price } },
      });
    }
    expect(hear('sửa tên thành chè đinh', expecting('product.price'))).toMatchObject({
      command: { name: 'correct', field: 'product.name' },
      values: { 'product.name': { value: 'chè đinh' } },
    });
  });

  it.each([
    'có nhưng giá 30k',
    'đúng rồi nhưng giá 30k',
    'chưa, giá 30k',
    'giá 30k',
    'đúng mà giá 30k',
    'không, sửa giá thành 30k',
  ])('hears the new price in %j after "is this right?"', (text) => {
    const heard = hear(text, yesNo);
    expect(heard).toMatchObject({
      command: { name: 'correct', field: 'product.price' },
      values: { 'product.price': { value: { amount: 30_000 } } },
    });
    expect(heard.yesNo).toBeUndefined();
  });

  it.each([
    'sửa xe',
    'sửa chữa',
    'đổi hàng',
    'sửa giá được không?',
    'giá rẻ lắm',
    'tên đẹp',
    'sửa giá xe đạp',
    'thay nước cho gà',
  ])('hears no correction in %j', (text) => {
    expect(hear(text).command?.name).not.toBe('correct');
    expect(hear(text, yesNo).command?.name).not.toBe('correct');
  });
});

describe('flows that a phrase opens', () => {
  it.each([
    ['đăng thêm na', 'add-product'],
    ['đăng thêm', 'add-product'],
    ['bác muốn mở gian hàng', 'open-shop'],
    ['cho bác lên sàn với', 'open-shop'],
    ['gian hàng của tôi', 'my-shop'],
    ['mở gian hàng nhé cháu', 'open-shop'],
  ])('opens by %j', (text, flow) => {
    for (const form of forms(text)) expect([form, hear(form).opens]).toEqual([form, flow]);
  });

  it('opens a flow from a free text only when nothing else is said', () => {
    expect(hear('mở gian hàng', expecting('product.name')).opens).toBe('open-shop');
    expect(hear('đăng bán na dai', expecting('product.name'))).toMatchObject({
      values: { 'product.name': { value: 'na dai' } },
    });
    expect(hear('mở gian hàng có mất tiền không?').opens).toBeUndefined();
  });
});
