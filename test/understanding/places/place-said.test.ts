// Places as people say them: with and without markers, in today's words and those of before, far from home, mistyped,
// in sentences; and what is no place. Each case says why it is read so, and holds in the four forms of writing.
import { expect, it } from 'vitest';
import { reading } from '../support.ts';
import { answer, type Case, holds } from './said.ts';

holds('a commune with what comes before it', [
  ['a bare name', 'Tân Cương', 'xã Tân Cương'],
  ['xã', 'xã Tân Cương', 'xã Tân Cương'],
  ['x. with a dot', 'x. Tân Cương', 'xã Tân Cương'],
  ['x without a dot', 'x Tân Cương', 'xã Tân Cương'],
  ['phường', 'phường Tích Lương', 'phường Tích Lương'],
  ['p. glued to the name', 'p.Tích Lương', 'phường Tích Lương'],
  ['a colon', 'xã: La Hiên', 'xã La Hiên'],
  ['tt is thị trấn', 'tt Đu', 'xã Phú Lương < thị trấn Đu, huyện Phú Lương'],
  ['TT. with a dot', 'TT. Chợ Chu', 'xã Định Hóa < thị trấn Chợ Chu, huyện Định Hóa'],
  ['a wrong type does not matter', 'phường Tân Cương', 'xã Tân Cương'],
  ['xã became thị trấn and then another name', 'xã Hóa Thượng', 'xã Đồng Hỷ < thị trấn Hóa Thượng, huyện Đồng Hỷ'],
  ['với "ở"', 'ở Tân Cương', 'xã Tân Cương'],
  ['địa chỉ', 'địa chỉ xã La Bằng', 'xã La Bằng'],
  ['phường and a name, not Phượng Tiến', 'phường Tiên Phong', 'phường Vạn Xuân < phường Tiên Phong, TP Phổ Yên'],
  ['thị trấn and a name, not Trần Phú', 'thị trấn Phủ Thông', 'xã Phủ Thông'],
  ['a name that begins like phường', 'Phượng Tiến', 'xã Phượng Tiến'],
  ['a name that ends like thị trấn', 'xã Trần Phú', 'xã Trần Phú'],
  ['joined syllables', 'tancuong', 'xã Tân Cương'],
  ['many spaces', 'tân   cương', 'xã Tân Cương'],
  ['joined with its marker', 'xã lahiên', 'xã La Hiên'],
  ['politeness around', 'dạ xã Tân Cương ạ', 'xã Tân Cương'],
  ['an exclamation', 'Tân Cương!', 'xã Tân Cương'],
  ['a name of three letters that stands alone', 'Đu', 'xã Phú Lương < thị trấn Đu, huyện Phú Lương'],
  ['three letters with the district', 'Đu, Phú Lương', 'xã Phú Lương < thị trấn Đu, huyện Phú Lương'],
]);

holds('an address', [
  ['xã, huyện, tỉnh', 'xã La Hiên, huyện Võ Nhai, tỉnh Thái Nguyên', 'xã La Hiên'],
  ['no commas', 'la hiên võ nhai thái nguyên', 'xã La Hiên'],
  ['letters for markers', 'x. La Hiên, h. Võ Nhai, t. Thái Nguyên', 'xã La Hiên'],
  ['the province first', 'Thái Nguyên, Võ Nhai, La Hiên', 'xã La Hiên'],
  ['the district first', 'huyện Võ Nhai xã La Hiên', 'xã La Hiên'],
  ['dashes', 'xã La Hiên - huyện Võ Nhai - Thái Nguyên', 'xã La Hiên'],
  ['tp. and p.', 'tp. Sông Công, p. Lương Sơn', 'phường Bách Quang < phường Lương Sơn, TP Sông Công'],
  ['thị xã of long ago', 'thị xã Phổ Yên, phường Ba Hàng', 'phường Phổ Yên < phường Ba Hàng, TP Phổ Yên'],
  ['tptn is the city', 'Tân Thành tptn', 'phường Tích Lương < phường Tân Thành, TP Thái Nguyên'],
  ['tn is the province', 'Tân Cương, tn', 'xã Tân Cương'],
  ['the old province', 'xã Yên Phong, huyện Chợ Đồn, tỉnh Bắc Kạn', 'xã Yên Phong'],
  ['a house and a group before it', 'số nhà 12, tổ 5, phường Quan Triều', 'phường Quan Triều'],
  ['both names of one place', 'Đại Phúc, trước là Phúc Xuân', 'xã Đại Phúc < xã Phúc Xuân, TP Thái Nguyên'],
  ['the older name in brackets', 'Đại Phúc (Phúc Xuân cũ)', 'xã Đại Phúc < xã Phúc Xuân, TP Thái Nguyên'],
  ['cũ after the name', 'Phúc Xuân cũ', 'xã Đại Phúc < xã Phúc Xuân, TP Thái Nguyên'],
  ['a hamlet with a number', 'xóm 5 Tân Cương', 'xã Tân Cương'],
  ['a hamlet with a name', 'xóm Gò Móc, xã Tân Cương', 'xã Tân Cương'],
  ["a hamlet with another commune's name", 'xóm Đồng Tâm, xã Tân Cương', 'xã Tân Cương'],
  ['tdp', 'tdp 5, p. Quan Triều', 'phường Quan Triều'],
  ['tổ dân phố số', 'tổ dân phố số 3, phường Quan Triều', 'phường Quan Triều'],
  ['the hamlet last', 'xã Tân Cương xóm 5', 'xã Tân Cương'],
]);

holds('a district that breaks a tie', [
  ['Tân Thành of Phú Bình', 'Tân Thành, Phú Bình', 'xã Tân Thành'],
  ['Tân Thành of the city', 'Tân Thành, TP Thái Nguyên', 'phường Tích Lương < phường Tân Thành, TP Thái Nguyên'],
  ['Trung Thành of Phổ Yên', 'Trung Thành, Phổ Yên', 'phường Trung Thành'],
  [
    'Trung Thành of the city',
    'Trung Thành, thành phố Thái Nguyên',
    'phường Tích Lương < phường Trung Thành, TP Thái Nguyên',
  ],
  ['Hương Sơn of Phú Bình', 'Hương Sơn, Phú Bình', 'xã Phú Bình < thị trấn Hương Sơn, huyện Phú Bình'],
  ['Hương Sơn of the city', 'Hương Sơn tp Thái Nguyên', 'phường Gia Sàng < phường Hương Sơn, TP Thái Nguyên'],
  ['Tân Thịnh of Định Hóa', 'Tân Thịnh, Định Hóa', 'xã Phượng Tiến < xã Tân Thịnh, huyện Định Hóa'],
  ['Tân Lập of Chợ Đồn', 'Tân Lập Chợ Đồn', 'xã Quảng Bạch < xã Tân Lập, huyện Chợ Đồn'],
  ['Tân Lập by the province of then', 'Tân Lập, tỉnh Bắc Kạn', 'xã Quảng Bạch < xã Tân Lập, huyện Chợ Đồn'],
  ['Tân Long of Đồng Hỷ', 'Tân Long Đồng Hỷ', 'xã Quang Sơn < xã Tân Long, huyện Đồng Hỷ'],
  ['Sông Cầu of Đồng Hỷ', 'Sông Cầu, Đồng Hỷ', 'xã Đồng Hỷ < thị trấn Sông Cầu, huyện Đồng Hỷ'],
  ['Sông Cầu of Bắc Kạn', 'Sông Cầu, Bắc Kạn', 'phường Bắc Kạn < phường Sông Cầu, TP Bắc Kạn'],
  ['Văn Lang by district', 'Văn Lang, Na Rì', 'xã Văn Lang'],
  ['Văn Lăng by district', 'Văn Lăng, Đồng Hỷ', 'xã Văn Lăng'],
  ['Yến Lạc by district', 'Yến Lạc, Na Rì', 'xã Na Rì < thị trấn Yến Lạc, huyện Na Rì'],
  ['Yên Lạc by district', 'Yên Lạc, Phú Lương', 'xã Phú Lương < xã Yên Lạc, huyện Phú Lương'],
  [
    'the district of long ago excludes nothing',
    'Chùa Hang, Đồng Hỷ',
    'phường Linh Sơn < phường Chùa Hang, TP Thái Nguyên',
  ],
  ['once Phú Lương', 'Sơn Cẩm, Phú Lương', 'phường Quan Triều < xã Sơn Cẩm, TP Thái Nguyên'],
  ['once Phú Bình', 'Đồng Liên, Phú Bình', 'phường Gia Sàng < xã Đồng Liên, TP Thái Nguyên'],
  ['once Đồng Hỷ, and a unit of today', 'Linh Sơn, Đồng Hỷ', 'phường Linh Sơn'],
  ['a wrong district excludes nothing', 'Tân Cương, Đại Từ', 'xã Tân Cương'],
  ["today's unit, said to be new", 'phường Gia Sàng mới', 'phường Gia Sàng'],
]);

holds('what is asked', [
  ['a split ward', 'Gia Sàng', '? phường Gia Sàng | phường Phan Đình Phùng < phường Gia Sàng, TP Thái Nguyên'],
  [
    'a split ward that is gone',
    'phường Cam Giá',
    '? phường Gia Sàng < phường Cam Giá, TP Thái Nguyên | phường Tích Lương < phường Cam Giá, TP Thái Nguyên',
  ],
  [
    'a split commune with its district',
    'Thượng Đình, Phú Bình',
    '? xã Điềm Thụy < xã Thượng Đình, huyện Phú Bình | xã Phú Bình < xã Thượng Đình, huyện Phú Bình',
  ],
  ['two of a name', 'Tân Thành', '? xã Tân Thành | phường Tích Lương < phường Tân Thành, TP Thái Nguyên'],
  [
    'the province does not tell two of a name apart',
    'Tân Thành, Thái Nguyên',
    '? xã Tân Thành | phường Tích Lương < phường Tân Thành, TP Thái Nguyên',
  ],
  ['the type only orders', 'phường Tân Thành', '? phường Tích Lương < phường Tân Thành, TP Thái Nguyên | xã Tân Thành'],
  [
    'two of a name, the ward first where phường is said',
    'phường Tân Long',
    '? phường Quan Triều < phường Tân Long, TP Thái Nguyên | xã Quang Sơn < xã Tân Long, huyện Đồng Hỷ',
  ],
  [
    'two of a name, the commune first where xã is said',
    'xã Tân Long',
    '? xã Quang Sơn < xã Tân Long, huyện Đồng Hỷ | phường Quan Triều < phường Tân Long, TP Thái Nguyên',
  ],
  [
    'two sources give two targets',
    'Na Mao',
    '? xã Phú Thịnh < xã Na Mao, huyện Đại Từ | xã Phú Xuyên < xã Na Mao, huyện Đại Từ',
  ],
  ['an old district alone', 'Phú Lương', '? xã Phú Lương'],
  ['an old district as one', 'huyện Đại Từ', '? xã Đại Từ'],
  ['an old city', 'thành phố Sông Công', '? phường Sông Công'],
  ['an old district in a sentence', 'tôi ở huyện Phú Bình', '? xã Phú Bình'],
  ['a hamlet in an old district', 'xóm 5 Đồng Hỷ', '? xã Đồng Hỷ'],
  ['city, province and unit in one', 'Bắc Kạn', '? phường Bắc Kạn'],
  ['a name gone long before, likely', 'Bảo Cường', '? xã Định Hóa < xã Bảo Cường, huyện Định Hóa'],
  ['a name gone long before, unsure', 'Lương Châu', '? phường Bá Xuyên < xã Lương Châu, TP Sông Công'],
  ['two communes', 'Tân Cương hay La Hiên', '? xã Tân Cương | xã La Hiên'],
  ['near it is not in it', 'gần xã Tân Cương', '? xã Tân Cương'],
  ['a neighbour', 'giáp La Hiên', '? xã La Hiên'],
  ['a market', 'gần chợ Tân Cương', '? xã Tân Cương'],
  ['going there', 'đi Tân Cương', '? xã Tân Cương'],
  ['not certain', 'chắc là Tân Cương', '? xã Tân Cương'],
  ['a question', 'Tân Cương phải không?', '? xã Tân Cương'],
  ['one of two is denied', 'không phải Tân Cương, Tân Khánh', '? xã Tân Khánh'],
  ['a product of that name', 'chè Tân Cương', '? xã Tân Cương'],
  ['a sentence that goes on after it', 'bình yên là được rồi', '? xã Bình Yên'],
  ['in a commune, so none itself', 'tiên phong trong xã đấy', '? phường Vạn Xuân < phường Tiên Phong, TP Phổ Yên'],
  ['a cooperative of that name', 'hợp tác xã Tân Cương', '? xã Tân Cương'],
  ['a province that does not have it', 'Tân Cương, Hà Nội', '? xã Tân Cương'],
]);

holds(
  'what is asked because of its marks',
  [
    ['a man of that name', 'anh Tân Cương', '? xã Tân Cương'],
    ['a woman of that name', 'chị Tân Cương', '? xã Tân Cương'],
    ['r for d', 'xã Rân Tiến', '? xã Dân Tiến'],
    ['one slip a word', 'tâm cươg', '? xã Tân Cương'],
  ],
  true,
);

holds(
  'names that only their marks tell apart',
  [
    ['Lăng', 'Văn Lăng', 'xã Văn Lăng'],
    ['Yên', 'Yên Lạc', 'xã Phú Lương < xã Yên Lạc, huyện Phú Lương'],
    ['Yến', 'Yến Lạc', 'xã Na Rì < thị trấn Yến Lạc, huyện Na Rì'],
    ['with xã', 'xã Văn Lăng', 'xã Văn Lăng'],
    ['Đồng Quang is not Dương Quang', 'Đồng Quang', 'phường Phan Đình Phùng < phường Đồng Quang, TP Thái Nguyên'],
  ],
  true,
);

it.each<Case>([
  ['both live', 'van lang', '? xã Văn Lang | xã Văn Lăng'],
  ['an unmarked Lang may be Lăng', 'Văn lang', '? xã Văn Lang | xã Văn Lăng'],
  ['whatever the capitals', 'xã Văn Lang', '? xã Văn Lang | xã Văn Lăng'],
  ['the mark that tells is there', 'văn Lăng', 'xã Văn Lăng'],
  ['the only mark that tells is there', 'van Lăng', 'xã Văn Lăng'],
  ['of joined syllables too', 'vănlang', '? xã Văn Lang | xã Văn Lăng'],
  ['joined, with the marks of one', 'vănlăng', 'xã Văn Lăng'],
  ['the district decides', 'Văn lang Na Rì', 'xã Văn Lang'],
  ['a marked Yến decides', 'Yến lac', 'xã Na Rì < thị trấn Yến Lạc, huyện Na Rì'],
  ['a marked Yên decides', 'Yên lac', 'xã Phú Lương < xã Yên Lạc, huyện Phú Lương'],
  [
    'a marked Lạc decides nothing',
    'yen Lạc',
    '? xã Na Rì < thị trấn Yến Lạc, huyện Na Rì | xã Phú Lương < xã Yên Lạc, huyện Phú Lương',
  ],
  ['both gone', 'yen lac', '? xã Na Rì < thị trấn Yến Lạc, huyện Na Rì | xã Phú Lương < xã Yên Lạc, huyện Phú Lương'],
  ['Telex decides nothing between two names', 'van lanwg', '? xã Văn Lang | xã Văn Lăng'],
  ['Telex of a name with no neighbour', 'taan cuwowng', 'xã Tân Cương'],
  ['a capital in between', 'tÂn cƯơng', 'xã Tân Cương'],
])('without all marks, %s: %j', (_, said, expected) => expect(answer(said)).toBe(expected));

holds('other spellings', [
  ['Hoà for Hòa', 'xã Nam Hoà', 'xã Nam Hòa'],
  ['Thuỵ for Thụy', 'Điềm Thuỵ', 'xã Điềm Thụy'],
  ['Hoá for Hóa', 'xã Định Hoá', 'xã Định Hóa'],
  ['Sĩ for Sỹ', 'Sĩ Bình', 'xã Vĩnh Thông < xã Sĩ Bình, huyện Bạch Thông'],
  ['Xa for Sa', 'Thần Xa', 'xã Thần Sa'],
  ['Ký is Kí', 'Kí Phú', 'xã Vạn Phú < xã Ký Phú, huyện Đại Từ'],
  ['xã and thị trấn of one name', 'Quân Chu', 'xã Quân Chu'],
  ['a name that looks like a crowd', 'Dân Tiến', 'xã Dân Tiến'],
  ['a name that begins like a hamlet', 'Bản Thi', 'xã Yên Thịnh < xã Bản Thi, huyện Chợ Đồn'],
  ['a name that begins like a street', 'Phố Cò', 'phường Sông Công < phường Phố Cò, TP Sông Công'],
]);

holds('a sentence around', [
  ['nhà tôi ở', 'nhà tôi ở xã Tân Cương', 'xã Tân Cương'],
  ['bác và cháu', 'nhà bác ở xã Tân Cương cháu ạ', 'xã Tân Cương'],
  ['quê', 'quê tôi ở xã La Hiên', 'xã La Hiên'],
  ['a story after it', 'nhà tôi ở xã Tân Cương làm chè 20 năm nay', 'xã Tân Cương'],
  ['what is sold after a comma', 'nhà tôi ở xã Dương Thành, bán gà đồi', 'xã Kha Sơn < xã Dương Thành, huyện Phú Bình'],
  ['another clause before', 'cháu ghi hộ bác, bác ở xã Tân Cương', 'xã Tân Cương'],
  ['a phone after it', 'xã Tân Cương, 0983123456', 'xã Tân Cương'],
  ['thuộc', 'nhà tôi thuộc xã Tân Cương', 'xã Tân Cương'],
  ['now', 'nay là xã Đại Phúc', 'xã Đại Phúc'],
]);

holds('elsewhere, with its province', [
  ['xã, huyện, tỉnh', 'xã Tân Lập, huyện Đan Phượng, Hà Nội', 'xã Ô Diên, Hà Nội < xã Tân Lập, huyện Đan Phượng'],
  ['the province outweighs home', 'Tân Lập, Hà Nội', 'xã Ô Diên, Hà Nội < xã Tân Lập, huyện Đan Phượng'],
  ['no comma', 'Hoà Lạc Hà Nội', 'xã Hòa Lạc, Hà Nội'],
  ['hn', 'Hòa Lạc, hn', 'xã Hòa Lạc, Hà Nội'],
  ['TP HCM', 'phường Bến Nghé, TP HCM', 'phường Sài Gòn, Hồ Chí Minh < phường Bến Nghé, quận 1'],
  ['TPHCM joined', 'phường Bến Nghé, TPHCM', 'phường Sài Gòn, Hồ Chí Minh < phường Bến Nghé, quận 1'],
  ['Sài Gòn', 'Bến Nghé, Sài Gòn', 'phường Sài Gòn, Hồ Chí Minh < phường Bến Nghé, quận 1'],
  ['tp. Hồ Chí Minh', 'phường An Lạc, tp. Hồ Chí Minh', 'phường An Lạc, Hồ Chí Minh'],
  ['a ward with a number', 'phường 12, quận Gò Vấp, TP HCM', 'phường An Hội Tây, Hồ Chí Minh < phường 12, quận Gò Vấp'],
  ['a number glued', 'P12, Q. Gò Vấp, TP.HCM', 'phường An Hội Tây, Hồ Chí Minh < phường 12, quận Gò Vấp'],
  ['a province that was', 'xã Tân Lạc, tỉnh Hòa Bình', 'xã Tân Lạc, Phú Thọ'],
  ['a province that was, and a commune here', 'xã Tân Lạc, Hòa Bình', 'xã Tân Lạc, Phú Thọ'],
  ['the district breaks the tie', 'xã Cao Sơn, Đà Bắc, Hòa Bình', 'xã Cao Sơn, Phú Thọ'],
  ['Bắc Giang', 'Việt Lập, Bắc Giang', 'xã Tân Yên, Bắc Ninh < xã Việt Lập, huyện Tân Yên'],
  [
    'a city of a province that was',
    'phường Ngô Quyền, tp Bắc Giang',
    'phường Bắc Giang, Bắc Ninh < phường Ngô Quyền, TP Bắc Giang',
  ],
  ['xã for a phường', 'xã Kinh Bắc, Bắc Ninh', 'phường Kinh Bắc, Bắc Ninh'],
  ['an apostrophe in the name', "xã Ea H'leo, Đắk Lắk", 'xã Ea H’Leo, Đắk Lắk'],
  ['joined syllables', 'sapa, Lào Cai', 'phường Sa Pa, Lào Cai'],
  ['the province first', 'Hà Nội, xã Hòa Lạc', 'xã Hòa Lạc, Hà Nội'],
  ['an old district there is asked too', 'Sóc Sơn, Hà Nội', '? xã Sóc Sơn, Hà Nội'],
  ['a slip there is asked', 'xã Ba Trạii, Hà Nội', '? xã Suối Hai, Hà Nội < xã Ba Trại, huyện Ba Vì'],
]);

holds('elsewhere, without a province, is never taken', [
  ['one in the nation', 'phường Bến Nghé', '? phường Sài Gòn, Hồ Chí Minh < phường Bến Nghé, quận 1'],
  [
    'its district first, then home',
    'xã Tân Lập huyện Đan Phượng',
    '? xã Ô Diên, Hà Nội < xã Tân Lập, huyện Đan Phượng | phường Tích Lương < phường Tân Lập, TP Thái Nguyên | xã Quảng Bạch < xã Tân Lập, huyện Chợ Đồn',
  ],
  ['an island', 'đặc khu Phú Quốc', '? đặc khu Phú Quốc, An Giang'],
  ['home has it', 'xã Cao Sơn', 'xã Vĩnh Thông < xã Cao Sơn, huyện Bạch Thông'],
]);

holds(
  'elsewhere, alone with its marks',
  [
    ['one in the nation', 'Bến Nghé', '? phường Sài Gòn, Hồ Chí Minh < phường Bến Nghé, quận 1'],
    ['lower case', 'bến nghé', '? phường Sài Gòn, Hồ Chí Minh < phường Bến Nghé, quận 1'],
    ['after "tôi ở"', 'tôi ở Bến Nghé', '? phường Sài Gòn, Hồ Chí Minh < phường Bến Nghé, quận 1'],
  ],
  true,
);

holds('a slip, or a sound', [
  ['a letter left out', 'tân cươg', '? xã Tân Cương'],
  ['letters swapped', 'tan cuogn', '? xã Tân Cương'],
  ['a letter too many', 'xóm 5 tân cuơngg', '? xã Tân Cương'],
  ['with xã', 'xã Tân Cươg', '? xã Tân Cương'],
  ['in a sentence', 'nhà bác ở Tân Cươg cháu ạ', '? xã Tân Cương'],
  ['with its district', 'xã La Hiênn, huyện Võ Nhai', '? xã La Hiên | xã Võ Nhai'],
  ['n for l', 'xã Na Hiên', '? xã La Hiên'],
  ['s for x and n for l', 'xã Suân Nạc', '? xã Nam Cường < xã Xuân Lạc, huyện Chợ Đồn'],
  ['ch for tr', 'xã Chàng Xá', '? xã Tràng Xá'],
  ['s for x', 'Tràng Sá', '? xã Tràng Xá'],
  ['a final g left out', 'xã Tân Cươn', '? xã Tân Cương'],
  ['joined and mistyped', 'tancuogn', '? xã Tân Cương'],
  ['after a hamlet with a name', 'xóm Gò Móc Tân Cươg', '? xã Tân Cương'],
  ['after a thôn', 'thôn Nà Mo Yên Phog', '? xã Yên Phong'],
  ['politeness around', 'bác tân cươg nhé', '? xã Tân Cương'],
]);

it.each<Case>([
  ['water for the fish', 'thay nuoc cho ca', '-'],
  ['a pond', 'co moi cai ao', '-'],
  ['an order', 'huy don thi sao?', '-'],
  ['a tangle', 'roi nhu to vo', '-'],
])('unmarked words amid others are no slip, %s: %j', (_, said, expected) => expect(answer(said)).toBe(expected));

it('keeps the hamlet beside a slip', () => {
  const found = reading('place', 'xóm Gò Móc, xã Tân Cươg', 'household.place');
  expect(found).toMatchObject({ choices: [{ name: 'xã Tân Cương', hamlet: 'xóm Gò Móc' }] });
});

holds('no commune', [
  ['what is sold', 'tôi bán chè', '-'],
  ['the whole province', 'Thái Nguyên', '-'],
  ['the whole city', 'thành phố Thái Nguyên', '-'],
  ['another province', 'Hà Nội', '-'],
  ['a province that was', 'tỉnh Hòa Bình', '-'],
  ['a province that is a commune elsewhere', 'Hà Giang', '-'],
  ['a district that has no unit of its name', 'Pác Nặm', '-'],
  ['a hamlet alone', 'xóm 5', '-'],
  ['a marker alone', 'xã', '-'],
  ['a phone', '0983123456', '-'],
  ['a denied one', 'không phải Tân Cương', '-'],
  ['a denied one in short', 'ko ở Tân Cương', '-'],
  ['a cooperative', 'hợp tác xã chè', '-'],
  ['a number of hens', 'có 3 con gà', '-'],
  ['letters for a name', 'xã TC', '-'],
  ['far away', 'ở xa lắm', '-'],
  ['in the hills', 'trên núi', '-'],
  ['a district of a city, no ward', 'quận 1 tphcm', '-'],
]);

holds(
  'no commune, by its marks',
  [
    ['agreeing, though there is a xã Đồng Ý', 'đồng ý', '-'],
    ['many of you, and not Quân Chu', 'quá cháu', '-'],
    ['a village', 'trong làng', '-'],
    ['the end of the hamlet', 'cuối xóm', '-'],
    ['busy', 'bác đang ở ruộng', '-'],
    ['praise', 'quê tôi đẹp lắm', '-'],
    ['pity, and not Thượng Quan', 'thương quá', '-'],
    ['a duty, and not Vạn Phái', 'bác vẫn phải làm', '-'],
    ['the people, and not Bắc Sơn', 'bà con thôn xóm ai cũng biết', '-'],
    ['the office of the commune, and no far Bảo Lạc', 'cán bộ xã bảo bác làm', '-'],
    ['for the fish, and not Chợ Rã', 'thay nước cho cá', '-'],
  ],
  true,
);
