// Whole addresses as farmers write them: xóm and tổ, districts of then, no marks, joined syllables, other provinces.
import { describe, expect, it } from 'vitest';
import { reading } from '../support.ts';
import { type Case, holds } from './said.ts';

holds('a former commune with its district', [
  ['all in full', 'Xóm Đồng Kiệm, xã Tức Tranh, huyện Phú Lương', 'xã Vô Tranh < xã Tức Tranh, huyện Phú Lương'],
  ['no comma', 'khe mo đồng hỷ', 'xã Văn Hán < xã Khe Mo, huyện Đồng Hỷ'],
  ['h. for huyện', 'xã hoàng nông h. đại từ', 'xã La Bằng < xã Hoàng Nông, huyện Đại Từ'],
  ['x. glued', 'x.Yên Lãng, Đại Từ', 'xã Phú Xuyên < xã Yên Lãng, huyện Đại Từ'],
  ['both joined', 'yenlang daitu', 'xã Phú Xuyên < xã Yên Lãng, huyện Đại Từ'],
  ['i for y', 'Xã Quy Kì, Định Hoá', 'xã Kim Phượng < xã Quy Kỳ, huyện Định Hóa'],
  ['a thị trấn of that name', 'TT Trại Cau huyện Đồng Hỷ tỉnh Thái Nguyên', 'xã Trại Cau'],
  ['the district that was', 'nhà tôi ở xã Hóa Trung, huyện Đồng Hỷ cũ', 'xã Đồng Hỷ < xã Hóa Trung, huyện Đồng Hỷ'],
  ['the district before 2017', 'Cao Ngạn, trước thuộc Đồng Hỷ', 'phường Linh Sơn < xã Cao Ngạn, TP Thái Nguyên'],
  ['a commune that keeps its name', 'xóm Vũ Chấn, xã Nghinh Tường, Võ Nhai', 'xã Nghinh Tường'],
  ['two words each', 'luc ba dai tu', 'xã Đại Từ < xã Lục Ba, huyện Đại Từ'],
  ['a city', 'phường Cải Đan sông công', 'phường Sông Công < phường Cải Đan, TP Sông Công'],
  ['a city after a comma', 'tiên phong, phổ yên', 'phường Vạn Xuân < phường Tiên Phong, TP Phổ Yên'],
  ['thị xã, and xã for phường', 'xã Tiên Phong thị xã Phổ Yên', 'phường Vạn Xuân < phường Tiên Phong, TP Phổ Yên'],
  ['a district without a unit of its name', 'bộc bố pác nặm', 'xã Bằng Thành < xã Bộc Bố, huyện Pác Nặm'],
  ['two names that are also others', 'cổ lũng phú lương', 'xã Vô Tranh < xã Cổ Lũng, huyện Phú Lương'],
  ['capitals without marks', 'Uc Ky Phu Binh', 'xã Phú Bình < xã Úc Kỳ, huyện Phú Bình'],
  ['a comma without marks', 'xa nha long, phu binh', 'xã Phú Bình < xã Nhã Lộng, huyện Phú Bình'],
]);

holds('a former commune alone', [
  ['in a sentence', 'Nhà em ở Khe Mo cháu ơi', 'xã Văn Hán < xã Khe Mo, huyện Đồng Hỷ'],
  ['a ward', 'Thịnh Đán', 'phường Quyết Thắng < phường Thịnh Đán, TP Thái Nguyên'],
  ['tp and tn apart', 'thinh dan tp tn', 'phường Quyết Thắng < phường Thịnh Đán, TP Thái Nguyên'],
  ['phường without marks is no Phương', 'phuong dong bam', 'phường Linh Sơn < phường Đồng Bẩm, TP Thái Nguyên'],
  [
    'a lake nearby says nothing against it',
    'bác ở phúc trìu, gần hồ núi cốc',
    'xã Đại Phúc < xã Phúc Trìu, TP Thái Nguyên',
  ],
  ['a market nearby, after it', 'nhà bác ở Cát Nê, cạnh chợ', 'xã Quân Chu < xã Cát Nê, huyện Đại Từ'],
  [
    'a station nearby, before it',
    'gần ga Quán Triều, tổ 10 phường Quán Triều',
    'phường Quan Triều < phường Quán Triều, TP Thái Nguyên',
  ],
]);

holds('another province', [
  ['ấp and the city', 'ấp Hưng Thịnh, xã Bình Hưng, huyện Bình Chánh, TP HCM', 'xã Bình Hưng, Hồ Chí Minh'],
  ['a province that was', 'xã Sơn Động, tỉnh Bắc Giang', 'xã Sơn Động, Bắc Ninh'],
  ['a district that tells two apart', 'Xã Thái Hòa, huyện Hàm Yên, Tuyên Quang', 'xã Thái Hòa, Tuyên Quang'],
  ['no commas', 'thôn Đồng Nội xã Minh Phú huyện Sóc Sơn Hà Nội', 'xã Kim Anh, Hà Nội < xã Minh Phú, huyện Sóc Sơn'],
  ['a commune of today', 'xã Trung Giã, Hà Nội', 'xã Trung Giã, Hà Nội'],
]);

holds(
  'a wrong mark or letter is asked after',
  [
    ['ê is written iêu', 'Phúc Triều', '? xã Đại Phúc < xã Phúc Trìu, TP Thái Nguyên'],
    ['another tone', 'quyết thằng', '? phường Quyết Thắng'],
    ['another quality', 'Điềm Mạc, Định Hóa', '? xã Phú Đình < xã Điềm Mặc, huyện Định Hóa'],
  ],
  true,
);

describe('what is kept beside the commune', () => {
  it.each<Case>([
    ['a name with a marker that has no marks', 'xom cay thi xa tuc tranh phu luong', 'xom cay thi'],
    ['a group in a ward', 'Tổ 7, phường Túc Duyên, tp Thái Nguyên', 'Tổ 7'],
    ['a group without marks', 'to 15 p quang vinh tptn', 'to 15'],
    ['a hamlet before a bare name', 'xóm Soi Vàng Tân Cương tp thái nguyên', 'xóm Soi Vàng'],
    ['thôn that begins like bản', 'Thôn Bản Cuôn, xã Ngọc Phái, Chợ Đồn, Bắc Kạn', 'Thôn Bản Cuôn'],
    ['a hamlet before a commune that begins like bản', 'xóm Đầm Mây bản ngoại đại từ', 'xóm Đầm Mây'],
    ['tdp with a number', 'tdp 3 thị trấn giang tiên', 'tdp 3'],
    ['after the street', 'đường Dương Tự Minh, tổ 2, phường Tân Long, TP Thái Nguyên', 'tổ 2'],
    ['a name with its own number', 'xóm Bình Định 1 xã Bình Sơn, Sông Công', 'xóm Bình Định 1'],
    ['tổ dân phố with a name', 'Tổ dân phố Thanh Xuân, phường Mỏ Chè', 'Tổ dân phố Thanh Xuân'],
    ['no marker of the commune', 'xóm Ao Vàng, Cao Minh', 'xóm Ao Vàng'],
    ['thôn in a district that is gone', 'Thôn Nà Nghè, xã Cổ Linh, Pác Nặm', 'Thôn Nà Nghè'],
    ['a commune of then and a district of then', 'Thôn Pác Ngòi, xã Nam Mẫu, Ba Bể', 'Thôn Pác Ngòi'],
  ])('%s: %j', (_, said, hamlet) => {
    expect(reading('place', said, 'household.place')).toMatchObject({ value: { hamlet } });
  });
});
