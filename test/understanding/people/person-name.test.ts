// Names of people and cooperatives as farmers write them, and what must not pass for one.
import { describe, expect, it } from 'vitest';
import { everyday, expecting, forms, hear, meaning, reading } from '../support.ts';

const name = (text: string) => meaning(reading('person-name', text, 'household.name'));

describe("a person's name", () => {
  it.each([
    ['nguyễn thị hoa', 'Nguyễn Thị Hoa'],
    ['NGUYỄN THỊ HOA', 'Nguyễn Thị Hoa'],
    ['nguyễn thị hoa'.normalize('NFD'), 'Nguyễn Thị Hoa'],
    ['nguyen thi hoa', 'Nguyen Thi Hoa'],
    ['Nguyễn Thị Hoa', 'Nguyễn Thị Hoa'],
    ['Nguyễn  Thị   Hoa.', 'Nguyễn Thị Hoa'],
    ['tôi tên là Nguyễn Thị Hoa', 'Nguyễn Thị Hoa'],
    ['tên tôi là nguyen van nam', 'Nguyen Van Nam'],
    ['toi ten la nguyen van nam', 'Nguyen Van Nam'],
    ['mình là Hoa', 'Hoa'],
    ['bác là Nguyễn Văn Tư ạ', 'Nguyễn Văn Tư'],
    ['dạ em tên Lan cháu ạ', 'Lan'],
    ['Họ và tên: Lý A Sử', 'Lý A Sử'],
    ['tên bác là Đặng Thị Sáu nhé', 'Đặng Thị Sáu'],
    ['đặng thị đào', 'Đặng Thị Đào'],
    ['\u00D0ặng Thị Đào', 'Đặng Thị Đào'],
    ['Hoa', 'Hoa'],
    ['chị Dung', 'Dung'],
    ['anh Huy', 'Huy'],
    ['bác Hoa', 'Hoa'],
    ['Anh Tuấn', 'Anh Tuấn'],
    ['Hoàng Thị Mỷ', 'Hoàng Thị Mỷ'],
    ["H'Nhung Êban", "H'Nhung Êban"],
    ['HTX chè La Bằng', 'HTX Chè La Bằng'],
    ['Bàn Văn Thành', 'Bàn Văn Thành'],
    ['Ma Thị Nòn', 'Ma Thị Nòn'],
    ['Nông Văn Có', 'Nông Văn Có'],
    ['Triệu Thị Năm', 'Triệu Thị Năm'],
    ['mai thị hoa', 'Mai Thị Hoa'],
    ['la văn Có', 'La Văn Có'],
    ['gọi bác là Hoa', 'Hoa'],
    ['chủ hộ là Ma Văn Nam', 'Ma Văn Nam'],
  ])('reads %j as %j', (text, value) => {
    expect(name(text)).toBe(value);
  });

  it('asks after words that may be a name', () => {
    expect(name('hoa lan')).toEqual({ ask: ['Hoa Lan'] });
  });

  it.each([
    ...[
      '',
      'tên gì?',
      'bán chè',
      'Nguyễn Thị Hoa 0912',
      '0912345678',
      '250k',
      'ok',
      'không',
      '?',
      '👍',
      'a'.repeat(90),
      'tên',
    ],
    ...[
      'bác muốn bán chè',
      'hỏi tên làm gì',
      'chè nhà bác thơm ngon nước xanh lắm',
      'giá bao nhiêu',
      'sao lại hỏi tên',
      'x@y.com',
    ],
  ])('sees no name in %j', (text) => {
    expect(name(text)).toBeUndefined();
  });

  it.each([
    ['the last word of a name is no politeness', 'nguyễn thị em', 'Nguyễn Thị Em'],
    ['shouted politeness is politeness', 'TÊN LÀ LÀNH NHÉ CHÁU', 'Lành'],
    ['an address after an unmarked ở', 'nguyen thi hoa o tan cuong', 'Nguyen Thi Hoa'],
    ['an address after a comma', 'Bế Thị Hạnh, xóm 3', 'Bế Thị Hạnh'],
    ['a Mông middle name', 'hoàng a sình', 'Hoàng A Sình'],
    ['a surname that is a word, before a middle name', 'khong van mai', 'Khong Van Mai'],
    ['a surname that is a word, with its marks', 'khổng mai', 'Khổng Mai'],
    ['a nickname by birth order', 'ông Bảy', 'Bảy'],
    ['a word as a given name, with its capital', 'Lò Văn Có', 'Lò Văn Có'],
    ['a nickname is what one is called', 'cứ gọi là bác Tám', 'Tám'],
    ['politeness after it has no marks', 'trieu thi xuan nhe chau', 'Trieu Thi Xuan'],
    ['đấy after it has no marks', 'bac la Dung day', 'Dung'],
    ['what sounds like politeness follows a surname', 'nong day', 'Nong Day'],
    ['one may call her so, shortly', 'gọi là cô Lan', 'Lan'],
    ['one may call her so', 'gọi cô Luyến là được', 'Luyến'],
    ['it is a husband', 'ong nha toi ten la Tran Van Ba', 'Tran Van Ba'],
    ['it is told how to write it', 'dạ cháu viết là Lê Thị Bích Ngọc', 'Lê Thị Bích Ngọc'],
    ['it is the whole of it', 'ho ten day du la hoang thi mai', 'Hoang Thi Mai'],
    ['it is the one in the papers', 'tên thật là Nông Văn Páo', 'Nông Văn Páo'],
    ['an age follows', 'lò văn chiến 58 tuổi', 'Lò Văn Chiến'],
    ['a year of birth follows in short', 'lo van chien sn 1968', 'Lo Van Chien'],
    ['initials stay capitals', 'HTX HẢO ĐẠT', 'HTX Hảo Đạt'],
  ])('is read where %s: %j', (_reason, text, value) => {
    expect(name(text)).toBe(value);
  });

  const answers: [string, string][] = [
    ['where one lives', 'nhà tôi ở xóm 5'],
    ['where one lives, in words', 'nhà tôi ở xóm Năm'],
    ['nothing comes to mind', 'chưa nghĩ ra'],
    ['time to think', 'để tôi nghĩ đã'],
    ['any name will do', 'tên gì cũng được'],
    ['whose name it is in', 'con tôi đứng tên'],
    ['a trade', 'bác là nông dân'],
    ['a people', 'tôi là người Tày'],
    ['as before', 'tên cũ'],
    ['what one sells', 'tôi bán chè'],
    ['how many they are', 'nhà có bốn người'],
    ['a promise', 'mai bác nói'],
    ['a promise in a while', 'lát bác ghi'],
    ['the weather', 'trời mưa to'],
    ['a wedding, begun with a surname', 'mai cưới con gái bác'],
    ['good wishes, begun with a surname', 'chúc cháu mạnh khỏe'],
    ['a riddle', 'cháu đoán xem'],
    ['which one is meant', 'ten nao'],
    ['how a name sounds', 'tên đẹp lắm'],
    ['how a name sounds, without marks', 'ten dep lam'],
    ['how long a name is', 'ten bac dai qua'],
    ['who has it in her name', 'bà nhà tôi đứng tên'],
  ];
  it.each(answers)('is not taken from an answer that tells %s: %j', (_reason, text) => {
    for (const form of [text, text.normalize('NFD'), text.toUpperCase()]) {
      expect([form, name(form)]).toEqual([form, undefined]);
      expect([form, hear(form, expecting('household.name')).values]).toEqual([form, {}]);
    }
  });

  it('is asked back where an unmarked surname is as often a word', () => {
    expect(name('mai lan')).toEqual({ ask: ['Mai Lan'] });
    expect(name('mai lan huong')).toEqual({ ask: ['Mai Lan Huong'] });
    expect(name('mai cuoi con gai')).toBeUndefined();
    expect(name('phượng hoàng')).toEqual({ ask: ['Phượng Hoàng'] });
  });

  it.each(everyday.filter((text) => !/^(chị Dung|anh Huy)$/.test(text)))('is not taken from %j in any form', (text) => {
    expect(name(text)).toBeUndefined();
    for (const form of forms(text)) expect([form, typeof name(form)]).not.toEqual([form, 'string']);
  });
});
