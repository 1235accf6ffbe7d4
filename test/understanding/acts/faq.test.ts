// What farming households ask of their own accord: the shipped questions are whole, each is found in its own words and
// in words that nobody wrote down, and no answer or ordinary sentence is taken for one of them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { faqBook } from '../../../src/understanding/acts/faq.ts';
import { clean, tokenize } from '../../../src/understanding/letters/normalize.ts';
import { everyday, forms } from '../support.ts';

type Question = { ask: string[]; checked: string; source: string };
const { questions } = parse(readFileSync('flows/faq.yaml', 'utf8')) as { questions: Record<string, Question> };
const textsOf = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8'));
const languages = ['vi', 'en'].map((language) => [language, textsOf(`locales/${language}/faq.json`)] as const);

const ids = Object.keys(questions);
const asks = Object.entries(questions).flatMap(([id, { ask }]) => ask.map((phrase) => [id, phrase] as const));
const book = faqBook(Object.entries(questions).map(([id, { ask }]) => ({ id, ask })));
const asked = (text: string) => book(tokenize(clean(text)));
const sentences = (list: string) => list.split('|').map((sentence) => sentence.trim().replace(/\s+/g, ' '));

describe('the shipped questions', () => {
  it('have enough phrasings, the day they were seen right, and what they rest on', () => {
    expect(ids.length).toBeGreaterThanOrEqual(36);
    for (const [id, { ask, checked, source }] of Object.entries(questions)) {
      expect([id, ask.length >= 6 && ask.length <= 14]).toEqual([id, true]);
      expect([id, checked]).toEqual([id, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
      expect([id, source.trim()]).not.toEqual([id, '']);
    }
  });

  it('share no phrasing', () => {
    const phrases = asks.map(([, phrase]) => phrase.toLowerCase());
    expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
  });

  it('have no phrasing that some step offers as an answer', () => {
    const files = [
      'common',
      'menu',
      'welcome',
      'household',
      'add-product',
      'my-shop',
      'open-shop',
      'erase',
      'withdraw',
    ];
    const said = files
      .flatMap((file) => Object.values(textsOf(`locales/vi/${file}.json`)))
      .flatMap((text) => text.split('|'));
    const offered = new Set(said.map((text) => text.toLowerCase()));
    expect(asks.filter(([, phrase]) => offered.has(phrase.toLowerCase()))).toEqual([]);
  });

  it.each(languages)('have each a short answer and a title that fits a button, in %s', (_language, texts) => {
    expect(Object.keys(texts).sort()).toEqual(ids.flatMap((id) => [id, `${id}.title`]).sort());
    for (const [key, text] of Object.entries(texts)) {
      expect([key, text.length <= (key.endsWith('.title') ? 24 : 320)]).toEqual([key, true]);
    }
  });

  it('are answered politely, with names of people in capitals where a sentence begins', () => {
    const [, texts] = languages[0] as (typeof languages)[number];
    for (const id of ids) {
      const text = texts[id] ?? '';
      expect([id, text]).toEqual([id, expect.stringMatching(/^Dạ, .*(?: ạ| nhé|thôi ạ)/s)]);
      expect([id, text]).not.toEqual([
        id,
        expect.stringMatching(/[.!?] \{\{(?:goi|xung)|[^.!?] \{\{(?:Goi|Xung)|bạn|quý khách/),
      ]);
    }
  });
});

describe('a known phrasing', () => {
  it.each(asks)('of %s is found however it is typed: %j', (id, phrase) => {
    for (const form of [...forms(phrase), `dạ cháu ơi ${phrase} ạ`, `${phrase}?`]) {
      expect([form, asked(form)]).toEqual([form, [id]]);
    }
  });
});

/**
 * Written in four sets without a look at the phrasings, each tried before any rule was touched for it. Found, sure
 * or among the choices: 101 of 166, 85 of 141, 103 of 127, 47 of 62; sure and wrong: 4, 8, 3, 2. The misses were mended
 * by words that mean the same and by new phrasings, and stay here. Two ids: either answers it.
 */
const unseen: Record<string, string> = {
  fees: `
    cháu ơi bán trên này có phải trả đồng nào không | dang hang len do co ton kem gi ko chau | san an hoa hong bao
    nhieu the | mở cái gian hàng ấy hết mấy đồng | bán được một cân thì sàn trừ bao nhiêu phần trăm hả cháu | thế
    phí thế nào em | có thu phí hàng tháng không ạ | lập gian hàng mất bao nhiêu tiền vậy em | chau oi len san nay
    co mat tien k | mỗi đơn họ thu của mình bao nhiêu | có phải nộp khoản phí nào không em | bác nghe nói lên sàn
    tốn kém lắm phải không | mở shop có mất phí duy trì ko ạ | cho bác hỏi đăng bán ở đây có phải đóng gì không |
    sàn có cắt phế không em | ban duoc hang thi san lay bao nhieu % | lên sàn mất nhiều tiền không cháu ơi | đưa
    hàng lên có phải trả phí không vậy | thế lên đấy mình có phải chi gì không | sàn nó ăn chia thế nào hả cháu |
    phi dang bai la bao nhieu vay`,
  bot_cost: `
    bác nhắn tin thế này có bị trừ tiền không | người hướng dẫn có lấy công không cháu | hỏi nhiều thế này có mất
    tiền cước không cháu | nhờ người hỗ trợ có phải bồi dưỡng không | nói chuyện với cháu có mất tiền không | nhắn
    zalo thế này tốn tiền không`,
  tax: `
    bán chè trên mạng có bị đánh thuế ko cháu | nhà bác bán vài cân thì có phải thuế má gì không | thue phai nop bn
    phan tram | bán hàng online thuế tính kiểu gì em nhỉ | cuối năm có ai đến thu thuế không | bac ban it the co
    phai nop thue ko | lên sàn rồi thuế nó đánh bao nhiêu | bán hàng trên này thuế má thế nào hả cháu | co bi thu
    thue khong | bác chỉ bán chè vườn nhà có phải nộp thuế không | bán trên sàn có phải kê khai thuế không em`,
  tax_code: `
    bác làm gì có mã số thuế, thế có sao không | có phải đi làm mã số thuế không cháu | bán hàng có cần mst không |
    không biết mã số thuế của mình là số nào thì sao`,
  payment: `
    hàng bán rồi thì tiền bao giờ về tay mình | khach mua thi tra tien cho bac bang cach nao | tiền họ chuyển vào
    đâu hả cháu | sao bán rồi mà chưa thấy tiền về | khách lấy hàng rồi bao lâu tiền về tài khoản | bán xong thì
    nhận tiền ở đâu hả cháu | tien ban hang ai giu | tienf bans hangf bao gio nhan dc | bao lâu thì bác nhận được
    tiền hàng | khách trả tiền cho ai trước | họ có trả tiền ngay không cháu | tiền bán hàng bao giờ được lấy | nhận
    tiền bằng cách nào vậy cháu`,
  bank: `
    bác không có thẻ ngân hàng thì nhận tiền kiểu gì | ko co tai khoan ngan hang co lam dc ko | có phải mở ví điện
    tử không em | bác chưa làm thẻ atm thì có sao không | có cần số tài khoản không cháu | không dùng ngân hàng thì
    có bán được không | co can mo tai khoan ngan hang ko chau | có bắt buộc phải có tài khoản ngân hàng không`,
  price: `
    bác nên để giá bao nhiêu cho dễ bán | giá là mình tự quyết hay sàn quyết hả cháu | gia co tinh ca tien bao bi ko
    | bán trên đấy giá có phải rẻ hơn ngoài chợ không | bác chả biết để giá nào cho vừa | giá bán thì ai là người
    đặt | bác để giá cao quá có sao không | giá cả do ai định vậy`,
  promotion: `
    thế có phải hạ giá khuyến mãi như siêu thị không | giảm giá 20% thì sàn chịu hay mình chịu | có bắt mình khuyến
    mại không | có phải giảm giá cho khách không cháu | sàn bắt hạ giá thì làm sao`,
  wholesale: `
    người ta mua cả tạ thì ghi giá thế nào, giá buôn à | ban si ban le deu duoc chu | có người hỏi mua sỉ thì tính
    sao | khách lấy số lượng nhiều thì ghi giá kiểu gì | bán buôn cho đại lý được không`,
  marketplace: `
    sàn giao dịch điện tử là cái gì hả cháu | đưa lên đấy thì được cái lợi gì | sàn với chợ khác nhau chỗ nào | bán
    qua sàn thì hơn gì bán ở chợ | bán qua mạng là bán làm sao hả cháu | lên sàn thì được ích lợi gì | bác chưa hiểu
    sàn là thế nào`,
  how_to_start: `
    bác muốn đưa chè lên bán thì phải làm những gì | lam sao de mo gian hang ha chau | cách đăng bán thế nào hả em |
    đăng ký ở đâu, làm thế nào hả cháu | bây giờ bác phải làm gì đầu tiên | muốn mở gian hàng thì thủ tục ra sao |
    dang san pham nhu the nao ha chau | cách dăng hàng thế nào cháu | giờ muốn bán chè qua mạng thì làm thế nào hả
    cháu | mở gian hàng có khó không, làm những bước gì | dang ky ban hang o dau vay | cháu chỉ bác cách đưa hàng
    lên với, làm sao nhỉ | các bước mở gian hàng gồm những gì`,
  how_long: `
    mở gian hàng mất mấy hôm | bao giờ thì na nhà bác được đăng lên | duyệt có lâu không cháu | khai xong bao lâu
    thì có gian hàng | có nhanh không cháu, bác bận lắm | mất nhiều thời gian không em | mấy hôm nữa thì hàng bác
    lên được sàn | chờ duyệt lâu không cháu | bao giờ thì gian hàng bác mở xong | có mất nhiều ngày không`,
  voluntary: `
    bác không làm có bị phạt không | cái này có ép phải làm không cháu | không làm thì xã có phạt không | bác không
    thích thì thôi được không | nhà nào cũng bắt buộc phải lên sàn à | có bắt buộc nhà nào cũng làm không`,
  eligible: `
    nhà bác ít ruộng có được tham gia không | phai du dieu kien gi moi dc ban | hộ nông dân bình thường có bán được
    không | điều kiện để được bán là gì | nhà bác có 2 sào chè thì có được bán không | nhà bác không có sổ đỏ có
    được bán không`,
  will_it_sell: `
    đăng lên liệu có ai mua không cháu | bán kiểu này có chạy hàng không em | sao đăng mãi chẳng thấy ai hỏi mua |
    liệu chè của bác có bán được trên đó không | một tháng bán được nhiều đơn không em | có ai mua không hay đăng
    cho vui | bán trên mạng có đắt hàng không | nhỡ đăng rồi không ai mua thì sao`,
  bulk_buying: `
    bên cháu có thu mua na cho bà con không | bưu điện mua hết vải cho nhà bác à | đến vụ bên mình có về thu mua
    không | có bao tiêu đầu ra cho bà con không em | các cháu có đến thu mua chè không | ai đến mua na cho bà con`,
  how_many: `
    bác chỉ có mươi cân thôi có bán được không | đăng mỗi lần được mấy loại hàng | muon ban ca che ca mat ong co
    duoc khong | đăng mấy món cũng được à | nhà chỉ có vài chục con gà thì bán được không | bác muốn đăng ba bốn thứ
    một lúc được không | ít hàng thì có được lên sàn không | bác có hai ba thứ thì đăng cả được không`,
  which_marketplace: `
    theo cháu thì bán sàn nào hơn | san nao nhieu nguoi mua nhat | bác nên bán ở sàn nào hả cháu | bên này có những
    sàn gì | cháu khuyên bác lên sàn nào | sàn nào dễ bán nhất hả em | lên sàn nào thì tốt`,
  several: `
    bác đăng cả hai sàn có được không | vẫn bán ở chợ thì lên sàn nữa có được không | mở hai ba gian hàng ở hai ba
    sàn có được không | bác bán cho thương lái rồi thì bán thêm ở đây được không | bác đăng sàn này rồi đăng thêm
    sàn khác có được không`,
  postmart: `
    sàn postmart ngày trước giờ đâu rồi cháu | voso con ban duoc khong | postmart bây giờ gọi là gì | cái sàn vỏ sò
    ngày xưa còn không em | postmart với buudien có phải là một không | voso dong cua chua hay van con | cái
    postmart bây giờ thành cái gì rồi`,
  tiktok: `
    sao không lên shopee hả cháu | co ban tren tik tok duoc ko | có giúp bán trên tiktok shop không | bán trên phây
    búc được không cháu | sao không thấy shopee | em muốn bán tiktok thì làm thế nào | đăng lên shopee được không em`,
  account: `
    hồi trước xã mở cho bác rồi thì có mở lại nữa không | có người làm hộ tài khoản rồi mà bác không biết thì sao |
    bác có gian hàng từ năm kia rồi thì sao | hình như con bác mở cho một cái rồi, làm thế nào để biết | bác có tài
    khoản postmart từ trước thì dùng lại được không | nhà bác được bưu điện tạo tài khoản rồi có cần làm nữa không |
    xã làm tài khoản cho bác rồi thì phải làm gì nữa`,
  password_lost: `
    bác quên mất mật khẩu rồi thì vào kiểu gì | ko dang nhap duoc thi phai lam sao | giờ vào không được gian hàng
    thì làm sao | mật khẩu bác quên rồi lấy lại kiểu gì | bác quên pass thì lấy lại thế nào | không nhớ mật khẩu
    phải làm sao | mất mật khẩu thì lấy lại ở đâu cháu`,
  identity: `
    vneid là cái gì hả cháu | sao lại bắt xác minh lằng nhằng thế | bác chưa có định danh thì xác minh sao được |
    phải có vneid mới bán được à | sao lại phải định danh hả cháu | xác thực vneid thì làm như nào | chưa cài vneid
    có bán được không | bắt buộc phải xác minh vneid à`,
  orders: `
    có người đặt mua thì làm sao bác biết | xem đơn ở chỗ nào hả em | khach dat hang thi ai goi cho bac | làm sao
    biết có người mua hàng của mình | có đơn thì báo vào máy bác à | don hang xem o muc nao | khách đặt thì bác nhận
    được tin ở đâu | đơn hàng hiện ở chỗ nào hả cháu | ai báo cho bác biết có đơn`,
  orders_missed: `
    bác đi nương cả ngày không trả lời đơn thì có sao không | nhỡ có đơn mà nhà hết hàng thì tính sao | ko kip giao
    don thi co bi phat ko | bận việc không giao kịp đơn thì thế nào | đi vắng mấy hôm mà có đơn thì sao | lỡ không
    nghe điện thoại khi có đơn thì sao | nhiều đơn quá làm không kịp thì thế nào | có đơn mà bác đang ở viện thì làm
    thế nào`,
  delivery: `
    hàng thì ai đến chở đi hả cháu | gửi vào sài gòn có được không | bác phải tự mang ra bưu điện gửi à | bao nhiêu
    ngày khách mới nhận được hàng | ai ship hàng cho khách vậy | bưu tá có vào tận nhà lấy hàng không | gửi ra hà
    nội mất mấy ngày | nhà bác xa bưu điện quá thì gửi kiểu gì | giao hàng có phải tự chở không | ai đến lấy hàng
    mang đi | hàng gửi đi bao lâu thì đến | hàng bán rồi thì gửi kiểu gì | có ai vào tận bản lấy hàng không`,
  delivery_cost: `
    tiền ship khách trả hay bác trả | cuoc van chuyen tinh sao em | tiền cước ai trả | phi ship co dat khong | tiền
    gửi bưu điện ai chịu | phí vận chuyển là bao nhiêu hả cháu | ship đi hà nội hết bao nhiêu tiền`,
  packing: `
    chè thì đóng túi gì cho được hả cháu | có phải mua thùng xốp không | gửi chai mật ong thì bọc kiểu gì cho khỏi
    vỡ | phải đóng gói như nào cho đúng | túi đựng chè mua ở đâu cháu | đóng gói chè kiểu gì hả cháu | hộp với túi
    thì ai lo | bọc chai mật thế nào cho khỏi vỡ`,
  fresh: `
    na chín thì gửi đi sao cho khỏi nát | rau tươi có nhận bán không em | buoi tuoi co ban duoc khong | thịt lợn
    tươi bán được không | quả nhanh hỏng thì có gửi đi được không | hoa quả tươi bán trên sàn có được không | gửi na
    đi xa có bị hỏng không | rau cải tươi có gửi đi xa được không`,
  returns: `
    khách không ưng đòi trả lại thì thế nào | họ đặt rồi không lấy thì sao cháu | co cho doi tra ko | khách không
    ưng ý trả về thì sao | boom hàng thì làm thế nào | khách trả lại hàng thì bác phải làm gì | khách không lấy nữa
    thì ai chịu tiền | khách đòi trả hàng thì mình làm thế nào`,
  liability: `
    nhỡ đường xa vỡ mất chai mật thì ai đền cho bác | hàng mất thì bắt đền ai | đường xa hàng bị vỡ thì ai chịu |
    mất hàng giữa đường thì sao hả em | hàng vỡ thì ai đền | giao hàng bị mất thì làm sao | hàng dập nát thì ai bồi
    thường`,
  photos: `
    bác chụp mấy tấm thì đủ | anh chup sao cho dep ha chau | lấy ảnh trên mạng về dùng được không | ảnh chụp kiểu gì
    thì đẹp | phải gửi mấy cái ảnh | bác lấy ảnh của người khác có được không | chụp ảnh chè thì chụp thế nào | cần
    bao nhiêu cái ảnh hả cháu | chụp sao cho ảnh nó đẹp`,
  no_photos: `
    chưa chụp ảnh được thì có khai tiếp được không | bat buoc phai co anh a | bác không biết chụp ảnh thì làm sao |
    bác không có ảnh thì đăng được không | mai bác chụp ảnh gửi sau có được không | không gửi ảnh có được không |
    máy bác chụp không nét, chưa có ảnh thì sao | không có ảnh thì có đăng được không`,
  ocop: `
    cái ocop ấy nó là gì | chè nhà bác không có ocop thì bán được không | hàng chưa có sao ocop thì có lên được
    không | ocop nghĩa là gì vậy | sản phẩm ocop là gì hả em | phải có ocop mới lên sàn được à | ocop có tác dụng gì`,
  ocop_stars: `
    phải mấy sao mới được giấy | giay ocop dung duoc may nam | giấy ocop hết hạn rồi thì làm thế nào | bao nhiêu
    điểm thì được 5 sao | ocop 3 sao với 4 sao khác gì nhau | giấy ocop mấy năm thì hết hạn | hạn của giấy ocop là
    bao lâu`,
  ocop_where: `
    muốn được công nhận ocop thì đến đâu | làm hồ sơ ocop ở đâu hả em | thủ tục xin sao ocop ra sao | bác muốn làm
    ocop thì gặp ai | muốn làm hồ sơ ocop thì hỏi ai | xin giấy ocop thì ra đâu`,
  certificates: `
    bán thì phải có giấy tờ gì không cháu | ko co giay chung nhan co sao ko | giấy tờ cần những gì hả em | không
    giấy tờ gì có bán được không | bán chè có cần giấy tờ gì không cháu | bác không có giấy chứng nhận gì thì làm
    thế nào | có đòi giấy tờ gì không`,
  vietgap: `
    giấy vietgap thì xin ở đâu | viet gap la gi | không làm vietgap có bán được không | vietgap là cái gì thế`,
  food_safety: `
    có phải có giấy vệ sinh thực phẩm không em | giấy cam kết an toàn thì xin ở đâu | bán bánh chưng có cần giấy an
    toàn thực phẩm không | làm giấy an toàn thực phẩm ở đâu hả cháu | có cần giấy vệ sinh an toàn thực phẩm không
    cháu`,
  business: `
    bác không có giấy phép kinh doanh thì có bán được không | co phai dang ky ho kinh doanh ko | nhà bác không đăng
    ký kinh doanh gì cả, có sao không | hộ cá thể bán được không | có bắt đăng ký kinh doanh không`,
  origin_stamp: `
    tem mã vạch dán trên túi thì lấy ở đâu | phải có tem truy xuất mới bán được à | tem truy xuất nguồn gốc làm ở
    đâu | cái mã vuông vuông trên hộp là gì | có bắt buộc dán tem không | mã qr để làm gì | tem truy xuất lấy ở đâu
    ra`,
  livestock: `
    gà đồi để sống có gửi bán được không | ban lon giong tren do duoc ko | con giống có bán được trên sàn không |
    bán vịt sống được không | gà để nguyên con sống có gửi được không | bán trâu trên này được không cháu | có cho
    bán gà sống không`,
  alcohol: `
    nhà bác nấu rượu ngô thì có đăng được không | rượu men lá có được bán không cháu | bán rượu ngô có được không |
    rượu nếp nhà bác nấu có bán được không`,
  medicine: `
    nhà bác có lá thuốc nam thì bán được không | ghi là chữa đau lưng có được không | cao thuốc gia truyền có được
    bán không | trà này ghi hạ huyết áp được không | bán lá xông, thuốc nam được không | thuốc nam nhà bác có đăng
    bán được không`,
  forbidden: 'những hàng nào thì không cho bán | bán gì cũng được à hay có hàng cấm | những thứ gì không được bán',
  season: `
    hết vụ na thì gian hàng thế nào | bac tam nghi ban it hom co duoc khong | hết na rồi thì gian hàng để thế nào |
    sang vụ sau có phải đăng lại từ đầu không | bác hết hàng rồi thì phải làm gì | hết vụ có phải đóng gian hàng
    không | hết vụ chè thì làm thế nào`,
  no_smartphone: `
    điện thoại bác loại bấm phím thì có làm được không | có phải dùng máy tính không cháu | bác chỉ có cái máy nghe
    gọi thôi thì sao | có cần phải có máy tính ko | bác dùng điện thoại cục gạch thì làm sao | không có máy tính có
    làm được không | dùng điện thoại đen trắng có bán hàng được không`,
  no_internet: `
    chỗ bác sóng yếu thì làm sao | đang khai mà mất mạng thì có phải làm lại từ đầu không | hôm nay chưa xong mai
    làm tiếp được không | mất mạng giữa chừng có mất hết không | nhà bác không có wifi thì sao | bận quá, mai làm
    nốt được không | mất mạng thì có phải khai lại không`,
  no_email: `
    bác làm gì có email, có sao không | ko co gmail thi dang ky kieu gi | không có gmail có đăng ký được không | bác
    không có thư điện tử thì thế nào`,
  cannot_write: `
    bác gõ chậm lắm, nói được không | mắt bác kém không nhìn được chữ thì làm thế nào | bác không biết viết thì làm
    sao | gửi ghi âm được không cháu | bác nói vào máy thay vì gõ được không | không biết dùng smartphone thì làm
    sao | bác không biết gõ phím thì làm sao`,
  language: `
    ở đấy có ai biết tiếng tày không | có hướng dẫn bằng tiếng dân tộc không | bác chỉ nói tiếng nùng thì sao`,
  minor: `
    cháu nhà bác mới 16 tuổi bán được không | bao nhieu tuoi thi dung ten duoc | em 17 tuổi có mở được gian hàng
    không | bao nhiêu tuổi thì được đứng tên | chưa đủ tuổi có đứng tên được không`,
  relative: `
    bác bán hộ cho bà hàng xóm có được không | con đứng ra khai cho mẹ được không ạ | tôi khai thay cho bố tôi được
    không | tên ai đứng ra bán hả cháu | cháu khai giúp bà ngoại được không | gian hàng đứng tên ai cũng được à |
    bác đăng hộ con dâu được không`,
  shared_phone: `
    vợ chồng bác có mỗi cái điện thoại dùng chung được không | lay so dien thoai cua con trai duoc khong | hai hộ
    dùng chung một số thì sao | dùng số của vợ được không | cả nhà có một cái điện thoại thì làm sao`,
  cooperative: `
    bác ở trong hợp tác xã thì bán thế nào | nhà bác là tổ hợp tác có bán chung được không | hợp tác xã đăng chung
    được không`,
  other_province: `
    nhà em ở lạng sơn có đăng được không | bác ở tuyên quang có làm được không | em ở tỉnh khác thì có tham gia được
    không`,
  old_address: `
    xã bác mới sáp nhập thì viết tên nào | khai dia chi cu hay moi vay | giờ bỏ huyện rồi thì ghi địa chỉ kiểu gì |
    ghi tên xã cũ có được không | địa chỉ ghi theo xã cũ hay xã mới`,
  data: `
    sao lại hỏi số điện thoại của bác | thong tin cua bac co bi lo ra ngoai ko | khai xong thì ai xem được | cho số
    điện thoại rồi có ai làm phiền không | mấy cái bác khai thì ai biết được | lấy thông tin của bác làm gì | thông
    tin bác khai có bị lộ không | khai tên với số điện thoại để làm gì | bác khai thế có lộ ra ngoài không`,
  withdraw: `
    lỡ bấm đồng ý rồi giờ không đồng ý nữa có được không | bác đổi ý không đồng ý nữa thì sao | bác muốn rút lại
    đồng ý thì làm thế nào`,
  delete: `
    bác muốn xóa hết thông tin thì làm thế nào | xoa gian hang di dc ko | làm sao xoá hết những gì bác đã khai | xoá
    tài khoản thì làm sao | không bán nữa thì xóa gian hàng kiểu gì | muốn xóa hết dữ liệu thì làm sao`,
  change: `
    bác ghi nhầm giá thì sửa ở chỗ nào | muốn đổi tên hàng thì làm thế nào | lúc nãy bác ghi sai số lượng, sửa thế
    nào | đăng rồi muốn thay giá có được không | muốn sửa giá thì bấm vào đâu | sửa lại ảnh được không cháu | bác
    khai nhầm thì sửa kiểu gì`,
  stop: `
    sao cứ nhắn cho bác suốt thế | làm thế nào để khỏi nhắn tin cho bác nữa | phiền quá, làm sao cho nó đừng nhắn
    nữa | không muốn nhận tin nhắn nữa thì làm sao | làm sao tắt mấy cái tin nhắn này đi`,
  hours: `
    chủ nhật có người làm không | may gio thi co nguoi tra loi | buổi tối nhắn có ai trả lời không | nguoi ho tro
    lam viec may gio | người hỗ trợ mấy giờ nghỉ | tối có trả lời không cháu | mấy giờ thì có người hỗ trợ`,
  helpers: `
    có ai xuống tận nhà chỉ cho bác không | bao giờ xã mở lớp tập huấn | có lớp dạy bán hàng không cháu | có cán bộ
    nào xuống hướng dẫn không | có ai đến nhà chỉ bác làm không | khi nào có lớp tập huấn`,
  hotline: `
    có số nào để gọi hỏi không | cho bác xin số tổng đài được không | gọi tổng đài số bao nhiêu | bác muốn gọi điện
    thì gọi vào số nào | số điện thoại tổng đài bao nhiêu`,
  who: `
    thế cháu là người hay là máy | ai đang nói chuyện với bác đấy | cháu có phải là người không hay máy | mày là ai
    | bác đang nói chuyện với ai đây | là máy trả lời à`,
  operator: `
    chương trình này là của nhà nước hay của ai | bên nào đứng ra tổ chức cái này | cái này do ai làm ra | đây là
    của bưu điện hay của xã | đơn vị nào làm chương trình này`,
  scam: `
    có chắc không phải lừa không đấy | bac so bi lua lam, co that khong | nhỡ bị nừa đảo thì sao | cái này uy tín
    không đấy | liệu có bị lừa không cháu | có tin được không hay lại lừa | có phải lừa đảo không cháu`,
  otp: `
    có ai hỏi mã gửi về máy thì bác có đưa không | sao lại gửi mã về máy bác | nó đòi mã otp thì có cho không | mã
    xác nhận gửi về máy thì làm gì | có phải đọc mã otp cho cháu không | mã gửi về điện thoại thì đưa ai | mã otp có
    phải gửi cho cháu không`,
  id_card: `
    có phải chụp căn cước gửi không cháu | can cccd khong em | có phải đưa chứng minh thư không | có cần gửi ảnh căn
    cước công dân không`,
  fake_staff: `
    có người gọi bảo là bưu điện đòi chuyển tiền thì sao | lam sao biet la nhan vien that | có ông bảo ở viettel gọi
    xin ảnh căn cước, có thật không | ai đó gọi bảo nộp tiền thì có nộp không | có người bảo là viettel gọi xin tiền
    thì sao | làm sao biết cán bộ gọi là thật`,
  'eligible minor': 'bác 65 tuổi rồi còn bán được không',
  farming: 'chè bị rầy xanh thì phun gì | gà đi ngoài phân trắng uống thuốc gì',
  'fees bot_cost': 'dùng cái này có mất tiền hàng tháng không',
};

describe('a phrasing that nobody wrote down', () => {
  const cases = Object.entries(unseen).flatMap(([id, list]) => sentences(list).map((text) => [id, text] as const));
  const isFound = ([id, text]: readonly [string, string]) => asked(text).some((one) => id.split(' ').includes(one));

  it('is found nine times out of ten', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    const missed = cases.filter((each) => !isFound(each));
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(cases.length / 10);
  });

  it.each(cases)('of %s is never surely another: %j', (id, text) => {
    const found = asked(text);
    expect(found.length > 3 || (found.length === 1 && !isFound([id, text])), found.join()).toBe(false);
  });

  it.each([
    ['a slip of the finger', 'lên sàn có mất pjí không', 'fees'],
    ['a slip in a word with its signs', 'đóng ghói thế nào', 'packing'],
    ['a northern onset', 'có nừa đảo không', 'scam'],
    ['signs that a typing method left', 'cos maats phis khoong', 'fees'],
    ['k for không', 'mat phi k', 'fees'],
    ['bn for bao nhiêu', 'bác hỏi tí, phí bn', 'fees'],
    ['capitals and three marks', 'MẤT PHÍ KHÔNG???', 'fees'],
    ['a word of the frame that is another without signs', 'co phai dua ma otp khong', 'otp'],
    ['a story before the question', 'chè nhà bác ngon lắm, mà bán thì có phải đóng thuế không', 'tax'],
    ['another word for the same', 'chụp hình thế nào hả cháu', 'photos'],
    ['a fear instead of a question', 'bác sợ bị lừa lắm', 'scam'],
    ['a fear of the past', 'bác bị lừa một lần rồi', 'scam'],
  ])('is found in spite of %s: %j', (_reason, text, expected) => {
    expect(asked(text)[0]).toEqual(expected);
  });

  it('may ask two things at once, and each of them is offered', () => {
    expect(asked('có mất phí không, bao giờ nhận được tiền').slice(0, 2)).toEqual(['fees', 'payment']);
  });
});

/** By what is said, most of it at a step that asked for it. */
const unasked: Record<string, string> = {
  'who pays and carries': `
    phí gửi hàng nhà bác tự lo | chè 300k 1 cân | có giấy chứng nhận OCOP | nhà em ở Tân Cương | giá 250 nghìn một
    cân chưa tính phí ship | tiền ship khách chịu | bác miễn phí giao hàng trong xã | ship toàn quốc | gửi bưu điện
    là được | bác tự đi giao cho khách quen`,
  'how it is packed': `
    đóng túi hút chân không 500g | đóng thùng xốp, lót rơm | hộp giấy có in nhãn | túi bóng thường thôi | chưa có
    bao bì gì`,
  'fresh goods': 'hàng tươi hái trong ngày | rau tươi nhà trồng | na hái xong bán ngay',
  'about photos': 'chưa có ảnh | ảnh để sau bác gửi | bác không biết chụp ảnh | ảnh hơi mờ cháu ạ | có 3 ảnh rồi',
  'a certificate': `
    ocop 4 sao | chè ocop bốn sao | được 3 sao từ năm ngoái | giấy ocop hết hạn rồi | có vietgap | làm theo vietgap
    mà chưa có giấy`,
  'papers and stamps': `
    chưa có giấy phép kinh doanh | nhà bác có đăng ký hộ kinh doanh | bác ký cam kết an toàn thực phẩm với xã rồi |
    chưa có giấy tờ gì | tem truy xuất có rồi | hàng có tem`,
  'animals, wine and herbs': `
    gà sống 100k một cân | lợn hơi 60 nghìn | bán gà giống và gà thịt | rượu ngô 50k một lít | rượu nhà nấu | thuốc
    nam gia truyền | nước chè mát, tốt cho sức khỏe | chữa được ho`,
  'the means one has': `
    không dùng điện thoại thông minh | điện thoại bác là loại cũ | mạng chỗ bác yếu lắm | bác không có email | bác
    không biết chữ, con gõ hộ | mắt kém lắm cháu ạ | bác là người Tày`,
  'who sells': `
    chưa đủ 18 tuổi | cháu 17 tuổi | người nhà đứng tên | con trai bác đứng tên | bác bán hộ bà hàng xóm | vợ chồng
    dùng chung một máy | số này của con gái bác | nhà bác ở trong hợp tác xã | hợp tác xã chè La Bằng`,
  'where one lives': 'bác ở Bắc Kạn | nhà em ở Lạng Sơn | xã cũ là Phúc Xuân | xã mới sáp nhập',
  'a wish, which is no question': `
    bác không đồng ý | rút đồng ý | xóa thông tin của tôi | xóa hết đi | sửa giá | bác ghi nhầm giá, 30k mới đúng |
    sai tên rồi, sửa lại cho bác | dừng lại | đừng nhắn nữa | gặp người | gọi cho bác`,
  'an account or a shop': 'có tài khoản rồi | bưu điện mở hộ rồi | chưa có gian hàng | quên mật khẩu rồi',
  'money and taxes': `
    bác có thẻ ngân hàng nông nghiệp | không có tài khoản ngân hàng | trả tiền mặt | khách trả tiền rồi | tiền về
    rồi cháu ạ | tháng trước bán được 2 triệu | nộp thuế đủ cả | bác đóng thuế khoán hằng năm | mã số thuế bác có
    rồi`,
  'orders and returns': `
    đơn hàng nhiều lắm | hôm qua có hai đơn | khách đặt 5 cân | khách trả lại hàng | hàng bị vỡ mất hai chai`,
  'other places of sale': `
    đăng trên facebook rồi | bán trên shopee được hai năm | bác bán postmart trước đây | voso bác có dùng | bán ở
    sàn bưu điện`,
  'season and stock': 'hết mùa rồi | hết hàng | tạm ngừng bán | tháng 7 đến tháng 9 | quanh năm | vụ sau mới có',
  'wholesale and discounts': 'bán buôn 25k, bán lẻ 30k | giá sỉ 200k | giảm giá cho khách quen | mua 10 tặng 1',
  'how much there is': 'bán hai loại chè và mật ong | còn 3 tạ thôi | ít hàng lắm',
  'people at home and around': `
    nhà nghèo cháu ạ | bác già rồi | cán bộ xã giúp bác | con cháu làm hộ | bác đi tập huấn rồi | để bác hỏi con đã
    | mai bác làm tiếp`,
  'whatever and whoever': `
    bác làm ở hợp tác xã nào cũng được | sàn nào cũng được | bao nhiêu cũng bán | khi nào có hàng thì báo | ai mua
    thì gọi cho bác | chè nhà bác ai uống cũng khen | không ai mua | chẳng có ai giúp cả`,
  'fees that are only spoken of': 'không mất phí thì bác làm | bác sợ mất phí',
  'a yes': 'đồng ý | vâng bác đồng ý cho ghi',
  'a plain answer': `
    0983123456 | Nguyễn Thị Hoa | chè tôm nõn Tân Cương | mật ong rừng | 2 lạng một gói | mỗi con 2 cân`,
  'a description': 'chè nhà tự sao, không pha trộn gì | chè sao tay, hương cốm | có chứng nhận hữu cơ',
  'codes and cheats that are told of': `
    căn cước bác để ở nhà | mã otp bác không đưa ai đâu | có người gọi xưng bưu điện hôm qua | không tin được đâu`,
  'a parcel': 'giấy chứng nhận số 12/QD | gửi xe khách về Hà Nội | hàng gửi đi Sài Gòn suốt',
  'goods with their way of making': `
    có lò sấy, đóng gói tại nhà | bác lo đóng gói, còn gửi thì con làm | nhà bác làm miến dong Việt Cường`,
  'what a price covers': 'giao hàng tận nơi trong ngày | giá đã gồm phí đóng gói | giá chưa gồm tiền hộp',
  'a question of something else': `
    cháu ăn cơm chưa | trời hôm nay có mưa không cháu | con bác thi đại học được bao nhiêu điểm nhỉ | mấy giờ có
    bóng đá | giá lợn hôm nay bao nhiêu | phân đạm bây giờ mua ở đâu rẻ | cháu có người yêu chưa | quê cháu ở đâu |
    thời tiết mai thế nào | làm sổ đỏ ở đâu | bảo hiểm y tế mua ở đâu | trời mai có mưa không cháu | bao giờ đến Tết
    hả cháu | xe máy nhà bác hỏng, sửa mất bao nhiêu tiền | học phí đại học bao nhiêu | mấy giờ chiếu bóng đá | điện
    thoại này mua ở đâu | điện thoại hỏng thì sửa ở đâu | cháu lấy chồng chưa | tiền điện tháng này bao nhiêu |
    đường lên Tân Cương có dễ đi không | năm nay giá chè có lên không | chợ phiên họp ngày nào | bố mẹ cháu có khỏe
    không | ai là chủ tịch xã | trạm y tế mở cửa lúc nào | khám bệnh có mất tiền không | bác bị đau lưng uống thuốc
    gì | đổi bằng lái xe thế nào | mất giấy khai sinh thì làm sao | trợ cấp hộ nghèo bao giờ phát | nước máy bao giờ
    có | sao dạo này mất điện suốt thế | nhà cháu có mấy anh em | bác mua cho cháu cân chè nhé được không | ngày mai
    âm lịch là ngày bao nhiêu | lãi suất ngân hàng bao nhiêu | được không | đúng chưa cháu | thế à cháu | có đúng
    không | là sao hả cháu | bác viết thế có đúng không | giá thế này được chưa | ảnh này được chưa cháu | chè nhà
    bác có ngon không | gửi rồi đấy, cháu thấy chưa | cháu nhận được ảnh chưa | cháu ghi chưa | xong chưa cháu | còn
    hỏi gì nữa không`,
};

describe('no known question', () => {
  it.each(Object.entries(unasked))('is %s', (reason, list) => {
    for (const text of sentences(list)) {
      // Without marks some of these are thought of: "so do" may be số đo, sổ đỏ or số đó.
      for (const form of forms(text, reason === 'a question of something else'))
        expect([form, asked(form)]).toEqual([form, []]);
    }
  });

  /** Of these two the first is asked, and the second is a fear. */
  const isOne = new Set(['hủy đơn thì sao?', 'bác sợ bị lừa lắm']);
  it.each(everyday.filter((text) => !isOne.has(text)))('is in what people say every day: %j', (text) => {
    for (const form of forms(text)) expect([form, asked(form)]).toEqual([form, []]);
  });

  it.each(['', '?', 'có', 'không', 'phí', 'thuế', 'ảnh', '👍', '0983123456', 'không?'])('is a mere %j', (text) => {
    expect(asked(text)).toEqual([]);
  });
});

describe('the book of questions', () => {
  it('gives nothing when it is empty', () => {
    expect(faqBook([])(tokenize('có mất phí không'))).toEqual([]);
  });

  it('is quick, also with letters that are no words', () => {
    const messages = [...everyday, 'xqzwk '.repeat(80), 'có mất phí không '.repeat(30)].map((text) =>
      tokenize(clean(text)),
    );
    for (let round = 0; round < 20; round++) for (const tokens of messages) book(tokens);
    const before = performance.now();
    for (const tokens of messages) book(tokens);
    // Thirty times what it takes, for machines with other things to do.
    expect((performance.now() - before) / messages.length).toBeLessThan(0.5);
  });
});
