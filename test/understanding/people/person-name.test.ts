// Names of people and cooperatives as farmers write them, and what must not pass for one.
import { describe, expect, it } from 'vitest';
import { meaning, ordinary, reading } from '../support.ts';

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
    ...ordinary.filter((text) => !/^(chị Dung|anh Huy)$/.test(text)),
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
});
