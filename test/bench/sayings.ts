// What `understanding` reads: messages as farmers write them, by the question that is open when they come.

/** A field that is asked, or the first of the answers on offer. */
export type Asked =
  | 'nothing'
  | 'agree'
  | 'yes'
  | 'product.name'
  | 'product.photos'
  | 'product.price'
  | 'product.packing'
  | 'product.weight'
  | 'product.stock'
  | 'product.season'
  | 'product.certificate'
  | 'household.name'
  | 'household.place'
  | 'household.phone'
  | 'household.owner_age'
  | 'household.has_shop'
  | 'buudien';

/** As much of it as a message can be long. */
const endless = (part: string) => part.repeat(Math.ceil(4_000 / part.length));

export const sayings: Record<string, Partial<Record<Asked, string[]>>> = {
  short: {
    nothing: ['Xin chào', 'alo'],
    agree: ['Đồng ý', 'vâng ạ', 'để bác hỏi con đã'],
    yes: ['Đúng rồi cháu', 'ừ', 'chưa đúng', 'sửa giá', '👍'],
    'product.name': ['chè móc câu', 'na dai', 'gà đồi'],
    'product.photos': ['để sau', 'bác chưa chụp được'],
    'product.price': ['40k 1 cân', '250', 'trăm rưỡi một túi', 'một triệu hai', 'tùy loại'],
    'product.packing': ['túi hút chân không', 'không'],
    'product.weight': ['5 lạng', 'cân rưỡi'],
    'product.stock': ['2 tạ', 'còn ít thôi'],
    'product.season': ['tháng 8', 'quanh năm', 'ra Giêng'],
    'product.certificate': ['chưa có', '2'],
    'household.name': ['Hoàng Văn Nam', 'bác tên Hoa'],
    'household.place': ['xóm 5 Tân Cương', 'xã La Hiên', 'Phúc Xuân cũ'],
    'household.phone': ['0983 123 456', 'không chín tám ba một hai ba bốn năm sáu'],
    'household.owner_age': ['60 tuổi', 'tôi'],
    'household.has_shop': ['Chưa có'],
    buudien: ['cái nào dễ hơn cháu?'],
  },
  facts: {
    yes: ['đúng rồi nhưng giá 300k một cân', 'sửa địa chỉ xóm 3 xã Tân Cương', 'sửa giá 250 nghìn 1 cân còn 3 tạ'],
    'product.name': [
      'chè móc câu 300k 1 cân còn 2 tạ',
      'Nguyễn Thị Hoa 0983123456 xóm 5 Tân Cương bán chè búp',
      'bác bán gà đồi, 120 nghìn một cân, mỗi con nặng khoảng 2 cân, còn 50 con',
    ],
    'product.price': [
      'lẻ 30k sỉ 25k, đóng túi 5 lạng, còn khoảng 2 tạ',
      'khoảng 300 đến 350 nghìn một cân tùy loại, chè tháng 8 thì đắt hơn',
      '30k 1 kg, 250k 10 kg',
    ],
    'product.stock': ['còn 2 tạ, chính vụ từ tháng 7 đến tháng 9, có OCOP 4 sao'],
    'household.name': ['Hoàng Văn Nam, xóm 5, xã Tân Cương, số điện thoại 0983 123 456'],
    'household.place': ['nhà bác ở xóm Hồng Thái, xã Tân Cương, thành phố Thái Nguyên, gọi số 0983.123.456'],
    'household.phone': ['số của bác là 01683123456 hoặc số con bác 0912 345 678, nhà ở xã La Bằng'],
  },
  unmarked: {
    agree: ['dong y', 'bac chua hieu lam'],
    yes: ['dung roi chau', 'dung lai', 'sua gia 250 nghin 1 can'],
    'product.name': ['che moc cau 300 nghin 1 can con 2 ta', 'bac ban ga doi tha vuon'],
    'product.price': ['tram ruoi mot tui', 'khoang 300 nghin mot can chau a', 'hai tram nam muoi nghin'],
    'product.stock': ['con hai ta ruoi', 'het hang roi'],
    'product.season': ['tu thang 7 den thang 9 am lich'],
    'household.name': ['bac ten la Nguyen Thi Hoa'],
    'household.place': ['xom 5 xa tan cuong thanh pho thai nguyen', 'xa na hien huyen vo nhai', 'tancuong'],
    'household.phone': ['so dien thoai cua bac la 0983123456'],
  },
  typing_left_over: {
    agree: ['ddoofng ys', 'vaang aj'],
    yes: ['ddungs roofi chaus', 'khoong phair'],
    'product.name': ['chef moocs caau 300 nghifn moojt caan', 'che2 mo1c ca6u'],
    'product.price': ['ba trawm nghinf mootj caan', 'mootj trieeuj hai', 'hai tra8m nghi2n'],
    'product.stock': ['conf hai taj ruowxi'],
    'household.name': ['toi teen laf Nguyeenx Thij Hoa'],
    'household.place': ['xoms 5 xax Taan Cuwowng', 'xa4 Ta6n Cu7o7ng'],
  },
  story: {
    'product.name': [
      'Chào cháu, nhà bác ở xóm Hồng Thái 2, xã Tân Cương, trồng chè từ đời ông bà để lại đến giờ. Năm nay được mùa nhưng thương lái ép giá quá, có 200 nghìn một cân mà còn chê. Bác có 5 sào chè móc câu, sao suốt bằng chảo gang, còn khoảng 2 tạ trong nhà. Con bác bảo đưa lên mạng mà bán, bác thì không biết dùng máy.',
    ],
    'product.price': [
      'Giá thì khó nói lắm cháu ạ, đầu vụ bác bán 350 nghìn một cân, giữa vụ nhiều hàng thì xuống còn ba trăm, cuối vụ hai trăm rưỡi cũng bán. Khách quen lấy cả chục cân thì bác bớt cho mỗi cân hai chục nghìn. Hàng bác đóng túi nửa cân hút chân không, hộp quà thì 2 lạng, gửi xe khách xuống Hà Nội hôm trước hôm sau là đến.',
    ],
    'product.packing': [
      'nha bac truoc gio toan dong vao bao tai cho lai no cho di thoi chau a, gan day con gai no mua cho cai may hut chan khong thi moi dong tui nua can, tui 2 lang de bieu. Hop giay thi dat qua, bac dat o cho Thai 5 nghin mot cai ma phai lay 500 cai. Na thi xep ro lot la chuoi, moi ro khoang 10 can, di duong hay bi dap lam.',
    ],
    'household.place': [
      'Nhà bác trước là xã Phúc Xuân, giờ nhập lại rồi gọi là gì bác cũng chưa quen, hình như xã Đại Phúc. Từ ngã ba Tân Cương rẽ vào độ 3 cây, qua cái cầu tràn thì hỏi nhà ông Nam chè ai cũng biết. Trước nhà có cây đa to, cổng sơn xanh. Cháu cần thì gọi số 0983 123 456 gặp bác gái, bác trai ít nghe máy lắm cháu nhé.',
    ],
    'household.owner_age': [
      'Bác năm nay 67 tuổi rồi mắt kém, gian hàng để tên thằng con cả cho tiện, nó sinh năm 1985, tên là Hoàng Văn Nam, làm ở dưới phố cuối tuần mới về. Còn con dâu thì ở nhà với bác, nó bán hàng trên mạng mấy năm nay rồi, chè với mật ong, tháng nào cũng được ba bốn triệu. Vậy để tên đứa nào thì tốt hơn hả cháu ơi?',
    ],
    yes: [
      'Ừ thì đúng cả rồi nhưng mà bác nói thêm cho cháu biết, chè nhà bác không phun thuốc gì cả, phân toàn phân chuồng ủ hoai, mỗi lứa cách nhau 40 ngày mới hái. Hôm nọ có đoàn trên tỉnh về lấy mẫu nước với đất đem đi, bảo tháng sau có giấy VietGAP. Có giấy rồi thì bác bán đắt hơn một tí có được không, hay để nguyên giá?',
    ],
  },
  hostile: {
    yes: [endless('có không '), endless('👍')],
    'product.name': [endless('a'), endless('ngh'), endless('che\u0300\u0301\u0323')],
    'product.price': [endless('1'), endless('1.'), endless('1 triệu 2 '), endless('25k/kg, '), endless('trăm năm ')],
    'product.season': [endless('tháng 8 '), endless('5/3-')],
    'household.name': [endless('Nguyễn Thị '), endless('\u200B')],
    'household.place': [endless('xã '), endless('Tân Cương '), endless('xom 5 xa tan cuogn, ')],
    'household.phone': [endless('098 '), endless('0983123456 '), endless('không chín tám ')],
  },
};
