// What is said to the talk itself, at every kind of question: commands, yes and no, corrections, opened flows.
// Each phrase is tried as typed, decomposed, in capitals and without marks; everyday sentences must stay silent.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, commands } from '../../../src/model/reading.ts';
import { actPhrases } from '../../../src/understanding/acts/act-phrases.ts';
import { readCommand, readYesNo } from '../../../src/understanding/index.ts';
import { everyday, expecting, forms, hear, lexicon, option } from '../support.ts';

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
  const grave = expecting(undefined, { yesNo: true, grave: true });
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
    ['dung', grave, {}],
    ['dung nhe', grave, {}],
    ['dung roi', grave, { yesNo: 'yes' }],
    ['đúng', grave, { yesNo: 'yes' }],
    ['thoi dung', grave, { yesNo: 'no' }],
    ['thoi dung', yesNo, { yesNo: 'no' }],
    ['cháu làm hộ bác', yesNo, { yesNo: 'yes' }],
    ['cháu làm hộ bác', grave, {}],
    ['vâng cháu làm hộ bác', grave, { yesNo: 'yes' }],
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

describe('wishes that are no fixed phrase', () => {
  const cases: [Command, string, string][] = [
    ['person', 'a request to talk to somebody real', 'cho bác nói chuyện với người thật đi'],
    ['person', 'somebody told to call back', 'bảo ai đó gọi lại cho tôi với'],
    ['person', 'an official needed', 'cần gặp cán bộ xã'],
    ['person', 'a call into the room', 'alo có ai không'],
    ['person', 'a role with a form of address', 'tôi muốn gặp chị hướng dẫn'],
    ['person', 'a reason before it', 'bác già rồi mắt kém, cho bác gặp ai đó hướng dẫn với'],
    ['person', 'a machine refused', 'không muốn nói chuyện với máy'],
    ['person', 'a person and no machine', 'bác muốn nói chuyện với người chứ không phải máy'],
    ['person', 'somebody sent to the house', 'cử người xuống giúp bác với'],
    ['person', 'whoever can help', 'ai giúp bác với'],
    ['person', 'a number to call', 'xin số điện thoại cán bộ'],
    ['person', 'a time to be called', 'gọi cho tôi lúc chiều nhé'],
    ['person', 'an official told to call', 'nhờ cán bộ gọi cho bác'],
    ['person', 'not knowing whom to ask', 'không biết hỏi ai bây giờ'],
    ['person', 'a line put through', 'nối máy cho bác với nhân viên'],
    ['person', 'a superior', 'cho tôi gặp quản lý'],
    ['person', 'somebody at the desk', 'có ai trực ở đó không cháu'],
    ['person', 'somebody on the line', 'có nhân viên nào nghe không'],
    ['person', 'where they are', 'cán bộ đâu rồi'],
    ['person', 'an exchange', 'bác cần trao đổi trực tiếp'],
    ['person', 'a wish to be called', 'bác muốn được gọi lại'],
    ['person', 'a need of guidance', 'bác cần người hướng dẫn tận nơi'],
    ['person', 'a neighbourly team', 'cho bác gặp tổ công nghệ số'],
    ['person', 'a request as a question', 'bác nói chuyện với nhân viên được không'],
    ['person', 'a hotline', 'cho bác xin số hotline'],
    ['person', 'a number to call them at', 'gọi lại cho bác số 0912345678 nhé'],
    ['person', 'whom to get in touch with', 'liên hệ với ai để hỏi'],
    ['person', 'a person tomorrow', 'mai gọi lại cho bác nhé'],
    ['stop', 'no messages any more', 'thôi đừng nhắn tin cho bác nữa cháu ạ'],
    ['stop', 'no notices wanted', 'bác không muốn nhận thông báo nữa'],
    ['stop', 'notices off', 'tắt thông báo đi'],
    ['stop', 'messages cancelled', 'hủy nhận tin'],
    ['stop', 'no part in it', 'thôi bác không tham gia nữa đâu'],
    ['stop', 'no part in the programme', 'bác xin rút khỏi chương trình'],
    ['stop', 'no bother', 'đừng làm phiền tôi nữa'],
    ['stop', 'a bother refused', 'tôi không muốn bị làm phiền'],
    ['stop', 'a request as a question', 'cho bác ngừng nhận tin nhắn được không'],
    ['stop', 'the use of it ended', 'bác không dùng cái này nữa'],
    ['withdraw', 'consent taken back', 'bác muốn rút lại sự đồng ý'],
    ['withdraw', 'no permission any more', 'không cho phép sử dụng thông tin của bác nữa'],
    ['withdraw', 'no use any more', 'đừng dùng thông tin của tôi nữa'],
    ['withdraw', 'keeping refused', 'tôi không cho lưu thông tin cá nhân nữa'],
    ['withdraw', 'a change of mind', 'bác không đồng ý nữa đâu'],
    ['erase', 'all of it', 'xóa hết thông tin của bác đi'],
    ['erase', 'a request as a question', 'cho bác xóa tài khoản được không'],
    ['erase', 'what was told', 'xóa những gì bác đã khai đi'],
    ['erase', 'personal data', 'làm ơn xóa dữ liệu cá nhân của tôi'],
    ['erase', 'a name off the list', 'xóa tên bác khỏi danh sách'],
    ['erase', 'everything', 'xóa sạch hết đi cháu'],
    ['help', 'where to press', 'không biết bấm vào đâu'],
    ['help', 'what now', 'giờ làm thế nào cháu'],
    ['help', 'to be shown how', 'chỉ bác cách chụp ảnh với'],
    ['help', 'a question not understood', 'bác chưa hiểu câu này'],
    ['help', 'more detail', 'hướng dẫn bác cụ thể hơn'],
    ['help', 'to be taught', 'dạy bác cách làm với'],
    ['help', 'not knowing where to begin', 'bác không biết bắt đầu từ đâu'],
    ['help', 'how to take it', 'chụp thế nào hả cháu'],
    ['help', 'a wish for help', 'bác cần hỗ trợ cái này'],
    ['later', 'this afternoon', 'để chiều bác làm tiếp'],
    ['later', 'hands full', 'bác đang bận tay'],
    ['later', 'tomorrow', 'mai bác làm nốt'],
    ['later', 'no leisure', 'chưa rảnh cháu ạ'],
    ['later', 'another day', 'hẹn cháu hôm khác nhé'],
    ['later', 'no time', 'giờ bác không có thời gian'],
    ['later', 'when there is leisure', 'khi nào rảnh bác làm tiếp'],
    ['back', 'the question before', 'quay lại câu trước đi'],
    ['back', 'a slip', 'bác gõ nhầm rồi'],
    ['back', 'the answer before', 'cho bác sửa câu vừa rồi'],
    ['back', 'a wrong button', 'bác lỡ bấm nhầm'],
    ['skip', 'this question', 'bỏ qua câu này đi'],
    ['skip', 'memory', 'bác không nhớ rõ'],
    ['skip', 'another question', 'chuyển câu khác đi'],
    ['skip', 'nothing comes to mind', 'bác chưa nghĩ ra'],
    ['skip', 'no such thing', 'bác không có cái đó'],
    ['repeat', 'the question again', 'nhắc lại câu hỏi đi cháu'],
    ['repeat', 'what was just asked', 'cháu vừa hỏi gì thế'],
    ['repeat', 'what it means', 'thế nghĩa là sao'],
    ['menu', 'the first page', 'cho bác về trang chủ'],
    ['menu', 'from the beginning', 'bắt đầu lại từ đầu'],
    ['menu', 'what can be done here', 'cháu làm được những gì'],
    ['my-data', 'what was told', 'cho tôi xem những gì tôi đã khai'],
    ['my-data', 'what is kept', 'cháu đang giữ thông tin gì của bác'],
    ['my-data', 'one’s file', 'bác muốn xem lại hồ sơ của bác'],
    ['done', 'photos taken', 'bác chụp xong rồi'],
    ['done', 'all of it', 'xong hết rồi nhé'],
    ['resume', 'where it stopped', 'làm tiếp chỗ hôm qua đi'],
    ['resume', 'a wish', 'bác muốn tiếp tục'],
  ];
  it.each(cases)('reads as %s: %s, %j', (name, _reason, text) => {
    for (const form of forms(text)) expect([form, readCommand(form, lexicon)]).toEqual([form, { name }]);
    for (const form of forms(`dạ ${text}`)) expect([form, readCommand(form, lexicon)?.name]).toEqual([form, name]);
  });

  const sighs: [string, string][] = [
    ['complicated', 'phức tạp quá'],
    ['tedious', 'chán quá cháu ạ'],
    ['muddled and failing', 'rối quá không làm được'],
    ['machines', 'máy móc thế này chịu'],
    ['trying without end', 'làm mãi không được cháu ạ'],
    ['why so hard', 'sao phức tạp thế'],
    ['too many questions', 'sao hỏi lắm thế'],
    ['nobody answers', 'nhắn mãi không thấy ai trả lời'],
    ['age', 'bác già rồi không biết dùng mấy cái này'],
    ['giving up', 'thôi bác bó tay'],
    ['calling and calling', 'alo alo'],
    ['nonsense answered', 'toàn trả lời linh tinh'],
  ];
  it.each(sighs)('offers a person at a sigh: %s, %j', (_reason, text) => {
    for (const form of forms(text)) {
      expect([form, hear(form).frustrated, hear(form).command]).toEqual([form, true, undefined]);
      expect(readCommand(form, lexicon)).toEqual({ name: 'person' });
    }
  });

  const traps: [string, string][] = [
    ['a customer who calls', 'khách gọi cho bác'],
    ['a daughter who calls', 'con gái bác gọi điện cho bác'],
    ['a vet wanted', 'bác cần gặp cán bộ thú y'],
    ['a bank clerk wanted', 'bác muốn gặp nhân viên ngân hàng'],
    ['an official met yesterday', 'hôm qua bác gặp cán bộ'],
    ['an official already met', 'bác đã gặp cán bộ rồi'],
    ['an official not needed', 'không cần gặp cán bộ đâu'],
    ['no call needed', 'không phải gọi lại cho bác đâu'],
    ['pickers wanted', 'cần người hái chè'],
    ['weeders hired', 'nhờ người làm cỏ'],
    ['a helper at home', 'nhà có người giúp rồi'],
    ['a buyer there is', 'có người mua rồi'],
    ['no buyer there is', 'không có ai mua'],
    ['whether somebody buys', 'có ai mua không'],
    ['a mother called', 'gọi điện cho mẹ bác'],
    ['an account forgotten', 'bác quên tài khoản'],
    ['goods refused', 'không nhận hàng hỏng'],
    ['an order cancelled', 'người mua hủy rồi'],
    ['debts wiped out', 'xóa nợ cho bác'],
    ['erasing denied', 'bác không muốn xóa thông tin'],
    ['erasing asked about', 'xóa thông tin thì mất gì không?'],
    ['money taken out', 'rút tiền tiết kiệm'],
    ['a car stopped', 'dừng xe lại mua'],
    ['a shop that stops', 'cửa hàng ngừng bán rồi'],
    ['rice no longer grown', 'bác không làm ruộng nữa'],
    ['tea sold out', 'bác bán hết chè rồi'],
    ['a day of rest', 'hôm nay bác nghỉ'],
    ['a hard sell', 'chè khó bán'],
    ['a hard road', 'đường khó đi quá'],
    ['mutual help', 'giúp nhau là chính'],
    ['a mother helped', 'giúp mẹ nấu cơm'],
    ['a slow network', 'mạng chậm quá'],
    ['a broken machine', 'máy hỏng rồi'],
    ['a bad year', 'năm nay mất mùa chán quá đi'],
    ['customers who come back', 'quay lại đây mua tiếp'],
    ['a house mended', 'sửa nhà mất nhiều tiền'],
    ['rain met with', 'gặp mưa suốt'],
    ['a telephone that fails', 'gọi điện không được'],
    ['an aunt’s opinion', 'cô ấy bảo tốt'],
    ['what officials said', 'cán bộ xã bảo bác làm'],
    ['officials who came', 'cán bộ đến nhà rồi'],
    ['somebody who showed them', 'con bác nó chỉ cho rồi'],
    ['a pity to throw away', 'bỏ đi thì phí'],
    ['a hungry wish', 'chán cơm thèm phở'],
    ['no money', 'không có tiền đâu'],
    ['a busy season', 'vụ này bận hơn vụ trước'],
    ['a later harvest', 'vụ sau mới có nhiều'],
    ['letters one cannot read', 'bác không biết chữ'],
    ['a forgotten meal', 'quên cả ăn trưa'],
    ['an unforgotten taste', 'không quên được vị chè này'],
    ['milk', 'sữa bò tươi'],
    ['persimmons', 'hồng giòn'],
    ['bitter melon', 'mướp đắng rừng'],
    ['what is finished picking', 'hái xong phơi ngay'],
  ];
  it.each(traps)('does not fire on %s: %j', (_reason, text) => {
    for (const form of forms(text)) {
      for (const expected of [expecting(), yesNo, expecting('product.description'), expecting('household.name')]) {
        const { command, frustrated, yesNo: answer, opens } = hear(form, expected);
        expect([form, command, frustrated, answer, opens]).toEqual([form, undefined, undefined, undefined, undefined]);
      }
    }
  });

  it.each(everyday)('does not fire on %j, in capitals or decomposed', (text) => {
    for (const form of forms(text, true)) {
      for (const expected of [expecting(), yesNo, expecting('product.name')]) {
        const { command, yesNo: answer, opens } = hear(form, expected);
        expect([form, command, answer, opens]).toEqual([form, undefined, undefined, undefined]);
      }
    }
  });

  it('says nothing to a plain yes or no that nobody asked for', () => {
    for (const text of ['có', 'không', 'vâng ạ', 'không cần đâu', 'sai rồi', '']) {
      expect(readCommand(text, lexicon)).toBeUndefined();
    }
  });
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

describe('any text at all', () => {
  const words = fc.constantFrom(
    ...everyday.flatMap((text) => text.split(' ')),
    ...actPhrases.flatMap(([phrase]) => phrase.split(' ')),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
  );

  it('never breaks the reading of a command or of a yes and no', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([undefined, 'yes', 'no']).toContain(readYesNo(text, lexicon));
        const found = readCommand(text, lexicon);
        expect([undefined, ...commands]).toContain(found?.name);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('is heard the same whatever its form', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(readYesNo(text.normalize('NFD'), lexicon)).toBe(readYesNo(text.normalize('NFC'), lexicon));
        expect(readCommand(text.normalize('NFD'), lexicon)).toEqual(readCommand(text.normalize('NFC'), lexicon));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('somebody who cheats them', () => {
  const price = expecting('product.price');
  it.each([
    'bác bị lừa rồi',
    'bác bị nó lừa rồi cháu ơi',
    'hôm qua bác bị lừa mất 5 triệu',
    'tôi bị lừa đảo',
    'bác lỡ đưa mã OTP cho người ta rồi',
    'bác vừa đọc mật khẩu cho họ',
    'bác lỡ đọc mã cho nó rồi',
    'bác trót chuyển tiền cho người lạ',
    'bác lỡ bấm vào link lạ',
    'tự nhiên mất hết tiền trong tài khoản',
    'nó đòi mật khẩu',
    'người ta hỏi mã OTP',
    'có người xưng bưu điện bảo chuyển tiền cọc',
    'có người gọi bảo chuyển 500k tiền cọc',
    'họ bảo cài ứng dụng lạ',
    'có link lạ gửi cho bác',
  ])('is told of: %s', (text) => {
    for (const expected of [expecting(), yesNo, price])
      expect([text, hear(text, expected).cheated]).toEqual([text, true]);
  });

  it.each([
    'bac lo doc ma otp cho nguoi ta roi',
    'bac bi lua mat tien roi chau oi',
    'co nguoi goi xung buu dien bao chuyen tien coc',
  ])('is told of without marks: %s', (text) => expect(hear(text, price).cheated).toBe(true));

  it.each([
    'khách chuyển tiền cọc rồi',
    'bác lỡ gửi ảnh rồi',
    'bác vừa gửi mà không được',
    'bac vua gui ma khong duoc',
    'bác vừa bán được 5 triệu',
    'có người hỏi mua rồi',
    'người ta hỏi mua 5 cân',
    'có người bảo bán 30k',
    'họ hỏi mã số thuế',
    'bác sợ bị lừa',
    'có bị lừa không',
    'bán rẻ thì bị thiệt',
    'bò lúa bị lứa sau',
  ])('is not in: %s', (text) => {
    for (const expected of [expecting(), yesNo, price])
      expect([text, hear(text, expected).cheated]).toEqual([text, undefined]);
  });
});
