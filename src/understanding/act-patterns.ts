// How people speak to the talk itself, as rows of word classes (patterns.ts). Data only: commands.ts matches them.
// What act-phrases.ts has as fixed phrases comes first; these rows are for all the ways nobody wrote down.
import type { Act } from './act-phrases.ts';

const titles =
  'anh, chị, em, cô, chú, bạn, bác, người, đứa, ai, nhân viên, cán bộ, bạn nhân viên, anh cán bộ, chị cán bộ'.split(
    ', ',
  );
const roles = `hướng dẫn, phụ trách, hỗ trợ, cán bộ, nhân viên, tư vấn, quản lý, kỹ thuật, tổng đài, trực, trực tổng đài,
  bên hỗ trợ, trưởng nhóm, bên tổng đài, tình nguyện, ở xã`;

export const classes: Record<string, string> = {
  me: 'tôi, bác, cô, chú, mình, anh, chị, em, cháu, ông, bà, tui, tớ, nhà tôi, nhà bác, chúng tôi, bọn tôi, bà con, t, c, b',
  want: `muốn, cần, xin, cho, đòi, nhờ, hãy, mong, yêu cầu, đề nghị, làm ơn, vui lòng, xin được, có thể, giúp, phiền, được,
    xin phép, cho phép, có nhu cầu, mong được`,
  not: 'không, chưa, chẳng, chả, đừng, khỏi',

  // A person.
  human: `người thật, người hướng dẫn, người hỗ trợ, người tư vấn, người phụ trách, người giúp, người giúp đỡ, con người,
    người có trách nhiệm, nhân viên, nv, cán bộ, cán bộ xã, cb, tổng đài, tổng đài viên, điện thoại viên, hỗ trợ viên,
    tư vấn viên, hướng dẫn viên, cộng tác viên, tình nguyện viên, chuyên viên, bên hỗ trợ, bộ phận hỗ trợ, cskh,
    bộ phận tư vấn, chăm sóc khách hàng, quản trị viên, quản trị, quản lý, admin, lãnh đạo, tổ công nghệ, tổ công nghệ số, tổ công nghệ số cộng đồng,
    ${titles.flatMap((title) => roles.split(',').map((role) => `${title} ${role.trim()}`)).join(', ')}`,
  someone: 'ai, ai đó, ai đấy, người, người nào, người nào đó, một người, một ai đó, người khác, ai khác',
  meet: `gặp, gặp mặt, gặp được, gặp trực tiếp, nói chuyện với, nói chuyện trực tiếp với, nói chuyện cùng, nói với, nói chuyện,
    trao đổi với, trao đổi cùng, trao đổi trực tiếp với, chat với, nhắn tin với, nc với, nc, trò chuyện với,
    liên hệ với, liên lạc với, kết nối với, nối máy với, nối máy cho, làm việc với, nghe`,
  contact: `<meet>, liên hệ, liên lạc, kết nối, nối máy, chuyển máy cho, chuyển máy, chuyển cho, chuyển sang, chuyển qua, gọi,
    gọi cho, gọi điện cho, gọi điện, nhắn cho, nhắn với, hỏi, hỏi trực tiếp, tư vấn với, phản ánh với, trình bày với,
    gọi giúp, gọi hộ, gọi giùm`,
  direct: `tư vấn trực tiếp, hỗ trợ trực tiếp, hướng dẫn trực tiếp, giải đáp trực tiếp, tư vấn qua điện thoại, hướng dẫn qua điện thoại, hướng dẫn tận nơi, hướng dẫn tận nhà, hỗ trợ tận nơi, nói miệng, nói trực tiếp qua điện thoại, nghe người nói, gặp trực tiếp, nói chuyện trực tiếp, trao đổi trực tiếp, nói trực tiếp, hỏi trực tiếp, gọi trực tiếp, gặp mặt,
    gọi điện trực tiếp, gọi điện nói chuyện, nói chuyện điện thoại, nói chuyện qua điện thoại, nói qua điện thoại`,
  callback: `gọi lại, gọi điện, gọi điện lại, gọi điện thoại, gọi điện thoại lại, điện lại, điện thoại lại, liên hệ lại,
    liên lạc lại, alo lại, a lô lại, phone lại, gọi lại ngay`,
  calling: '<callback>, gọi, điện, điện thoại, alo, a lô, liên hệ, liên lạc, phone, nhắn lại, nhắn tin lại, gọi ngay',
  going: 'xuống, đến, tới, về, qua, sang, lên, xuống tận, đến tận, về tận, tới tận',
  there: `giúp, trực, ở đó, ở đây, ở đấy, bên đó, bên ấy, đó, nghe, nghe máy, trả lời, hỗ trợ, hướng dẫn, tư vấn, online, đấy,
    thật, nào, giúp đỡ, tiếp, giải đáp, được, chỉ, để hỏi, cho, với, xuống, đến, tận nơi, tận nhà, tới, trong này, đằng ấy,
    đây, không hay, chỉ bảo, bày, chỉ cho, để gặp, để nói chuyện, chat, đang trực, đang nghe, làm việc, <me>`,
  whether: 'không, chưa, ko, không nhỉ, không đấy, không vậy, không thế, không hả, được không, không cháu',
  role: `giúp, giúp đỡ, hướng dẫn, hỗ trợ, tư vấn, chỉ, chỉ dẫn, chỉ bảo, chỉ cho, bày, bày cho, giải thích, giải đáp, kèm,
    đăng hộ, đăng giúp, dạy, dạy cho, cầm tay chỉ việc, chỉ giúp, nói chuyện, làm mẫu`,
  deal: `cái này, việc này, vụ này, cách làm, làm, đăng, đăng hàng, đăng bán, chụp ảnh, chụp, mở gian hàng, bán hàng, dùng,
    cụ thể, chi tiết, từng bước, tận tình, tận nơi, tận nhà, tại nhà, cho, với, lên mạng, trên mạng, trực tiếp, gấp, được,
    được không, đi, ngay, sớm, nhé, <me>, này, tí, một tí, một chút, chút, nhanh, bây giờ, luôn, xã, phường, ở xã, tại xã,
    bên em, bên cháu, nào, nữa, thêm, hộ, giùm, thì hơn, cho nhanh, cho rõ, cho dễ, cho tiện, hỏi, nói chuyện, xem sao`,
  when: 'sáng, chiều, tối, trưa, mai, nay, sáng mai, chiều nay, tối nay, ngày mai, lúc nào cũng được, khi nào rảnh, cái',
  machine: `máy, máy móc, cái máy, robot, rô bốt, bot, con bot, con robot, máy tự động, máy trả lời, máy trả lời tự động,
    trí tuệ nhân tạo, tin nhắn tự động, cái máy này, người máy, chatbot`,
  talk: 'nói, nói chuyện, chat, nhắn tin, nhắn, trao đổi, làm việc, trò chuyện, tiếp chuyện',
  number: 'số, số điện thoại, sđt, sdt, số đt, số máy, số liên hệ, số liên lạc, điện thoại',

  // A whole message of nothing but these words, a human, a verb and a mood among them, is about being helped by somebody.
  helper: `<human>, <someone>, anh nào, chị nào, cô nào, chú nào, bạn nào, em nào, anh em nào, đứa nào, ai, cán bộ nào, người ta, một bạn, một anh,
    một chị, một cô, một em, anh em, mấy anh, các anh, các chị, mấy chị, các cô, bạn nhân viên, mấy đứa`,
  helping: '<contact>, <calling>, <role>, hỏi, nói, chỉ, bày, nhắn, giúp',
  final: 'nhé, nhá, với, đi, giùm, hộ, cái, giúp, được không, luôn, ngay, sớm, nha, nào',
  mood: 'làm thế nào để, làm sao để, làm sao mà, cách nào để, thế nào để, thì làm sao, muốn được, cần được, phải, mời, ước gì, phải có, cần có, giá mà, cho, muốn, cần, xin, đòi, nhờ, mong, yêu cầu, đề nghị, làm ơn, vui lòng, hãy, phiền, bố trí, cho xin, cử, giúp với',
  around: `có trách nhiệm, biết việc, rành, am hiểu, có thẩm quyền, trả lời, giải quyết, nói chuyện, thì, mà, là, để, với, ở đây, ở đó, chỗ, bên ấy, trên, dưới, rất, quá, lắm, thật sự, đàng hoàng, hẳn hoi, một lúc, một lát, cơ, chứ, thôi, chỉ, riêng, hơn, làm thế nào, làm sao, thế nào, gì, việc này, sống, bằng xương bằng thịt, người, hay, toàn, cháu là máy, không phải máy, không, chữ, vào, ra, <me>, <want>, <helper>, <helping>, <mood>, <deal>, <when>, <going>, xã, phường, xóm, ở, tại, của, một, chút, mấy, các, những, đó, đây, ấy, trực tiếp,
    thật, rảnh, biết, giờ, bây giờ, nhanh, sớm, gấp, luôn, lại, nhà, tận nơi, nơi, về, thêm, cụ thể, dạ, ạ, alo, tối, chiều, mai, ngay, vậy, thế, bên, đang, cho nhanh`,

  // Silence, consent, data.
  quit: 'đừng, không, thôi, chớ, dừng, ngừng, ngưng, khỏi, tắt, bỏ, chặn, hủy, thôi đừng, thôi không, không cần, dừng việc',
  message: `nhắn, nhắn tin, gửi tin, gửi tin nhắn, nhận tin, nhận tin nhắn, nhận thông báo, gửi thông báo, thông báo, tin nhắn,
    làm phiền, quấy rầy, quấy, nhắc, theo dõi, gọi, gọi điện, liên lạc, liên hệ, spam, nhắn nhe, nhắn gì, nhắn tin gì,
    nt, gửi gì, gửi, hỏi, báo, gửi nhắc nhở`,
  tidings: `nhắn, nhắn tin, gửi tin, gửi tin nhắn, nhận tin, nhận tin nhắn, nhận thông báo, gửi thông báo, thông báo, tin nhắn, theo dõi,
    làm phiền, quấy rầy, gửi nhắc nhở, nhận nhắc nhở, nt`,
  part: 'tham gia, làm, chơi, theo, dùng, dùng cái này, sử dụng, chương trình, dịch vụ, đăng ký, chương trình này, cái này, bán trên này',
  use: 'dùng, sử dụng, lưu, lưu giữ, lưu trữ, giữ, chia sẻ, thu thập, xử lý, khai thác, lấy, đưa, tiết lộ, công khai, ghi',
  data: `thông tin, dữ liệu, thông tin cá nhân, dữ liệu cá nhân, số điện thoại, hình ảnh, tên tuổi, hồ sơ, thông tin dữ liệu,
    thông tin này`,
  account:
    'tài khoản, hồ sơ, thông tin, dữ liệu, thông tin cá nhân, dữ liệu cá nhân, thông tin đăng ký, lịch sử, hồ sơ cá nhân',
  wipe: 'xóa, xóa bỏ, xóa hết, xóa sạch, gỡ, gỡ bỏ, hủy, xóa đi, tiêu hủy, xóa giúp, xóa hộ, xóa toàn bộ, xóa tất cả',
  everything:
    'hết, toàn bộ, tất cả, sạch, mọi, các, những, hết cả, hết các, hết những, cả, hết sạch, đi, luôn, mọi thứ, cho',

  // Yes and no.
  soft: `ô, ồ, ôi dào, ối giời, tạm thời, hiện tại, hiện giờ, bây giờ, giờ, lúc này, trước mắt, về phần bác, nhà bác, nhà tôi, gia đình bác, bên bác, chắc chắn, đã bảo là, phần này, chỗ này, câu này, thật ra, kể ra, nếu vậy, nếu thế, vậy thì, thế thì, á à, à à, ừ à, ừ thì, vâng thì, đấy, ừ nhỉ, ấy, ấy chết, chết, thôi chết, ối, á, bác bảo, tôi bảo, đã bảo, tôi nói, đã nói là, bác nói, nói thật, nói chung, dạ, à, ờ, ơ, ồ, thì, thế, vậy, thôi, này, bác thấy, tôi thấy, theo bác, theo tôi, thế là, vậy là, như thế là, như vậy là,
    cái này, cái đó, thông tin, thông tin này, mọi thứ, tất cả, thế này, như thế này, như này, thấy, xin, rồi, rất, cũng,
    là, cứ, nó, việc này, thế thì, vậy thì, nhà, ghi, vẫn, hoàn toàn, a, e, <me>`,
  yes: `gật đầu, bác gật, yên tâm đi, hài lòng, vừa ý, đúng ý, xong, nhất định, tán đồng, thuận, bằng lòng, okee, okey, oki doki, đúng quá, hoàn toàn đồng ý, hoàn toàn đúng, quá chuẩn, quá đúng, quá được, quá ok, yess, vầng, vưng, uh huh, ừa, ờm, phải chứ, chắc cú, chuẩn luôn, đúng bài, hợp, khớp, thoải mái, xác nhận đúng, triển, chơi luôn, chiến luôn, có, đúng, phải, được, vâng, dạ vâng, ừ, ừm, uh, uk, uhm, ờ, ừa, ừ hử, ok, oke, oki, okie, okay, okla, okela, ô kê, ô kê la, ô kê con dê,
    okê, đồng ý, nhất trí, tán thành, chấp nhận, chấp thuận, chuẩn, chuẩn xác, chính xác, xác nhận, chắc chắn, chắc rồi,
    tất nhiên, dĩ nhiên, đương nhiên, hẳn rồi, sẵn sàng, sẵn lòng, hợp lý, tốt, ưng, ưng ý, chốt, duyệt, yes, yep, yeah,
    trúng, đúng thế, không sai, không nhầm, không sai đâu, chuẩn không cần chỉnh, không vấn đề, không vấn đề gì,
    không thành vấn đề, không phản đối, không có vấn đề gì, không có ý kiến gì, không có gì sai, chẳng sai, ổn, cho phép, muốn, ưng bụng, vô tư,
    có thể, đúng y, ô kê luôn, oki la, oce, ô sờ kê, ukm, uki, yess, y`,
  more: `còn gì bằng, hay quá, tốt quá, quý quá, quý hóa quá, không phải sửa gì đâu, không sai đâu, không sai, chẳng sai, không sai tí nào, không chệch đi đâu được, ok, gật đầu, không phải sửa gì, không cần sửa gì, không cần sửa, không phải sửa, không sai chỗ nào, không có gì sai, không phải nghĩ, khỏi phải nói, khỏi nghĩ, với bác, với tôi, với cháu, với em, lắm lắm, mười mươi, như thế này, ngon, sao lại không, sao không, việc gì không, tí nào, chút nào, đi đâu được, đâu được, cơm mẹ nấu, cả đôi đường, nhỉ thật, rồi, chứ, luôn, hết, cả, thế, vậy, đấy, đó, quá, mà, hoàn toàn, thật, thôi, cũng, thì, là, cứ, lắm, ngay, này, nhất,
    như thế, như vậy, thế này, như này, như thế này, như cháu nói, như em nói, hết rồi, tất cả, hết cả, hẳn, cao, đi, hai tay, chứ sao, chứ lị, còn gì,
    gì nữa, chứ sao không, chứ sao nữa, nhiều, ý, của, ạ, nhé, nhá, nha, ơi, e, a, c, ad, r, nghen, nghe, nhen, hen,
    từng chữ, từng li, thông tin, cái này, việc này, cái đó, nốt, nào, thế nhé, giúp, hộ, giùm, cho, với, nữa, mọi thứ, trăm phần trăm, một trăm phần trăm, như in, <me>`,
  deed: `làm, gửi, gởi, đăng, lưu, ghi, nộp, mở, tạo, bắt đầu, tiến hành, triển khai, thực hiện, đăng bán, đăng lên, lên sàn, tham gia,
    bán, đăng ký, cho lên sàn, xử lý, gửi đi, làm đi, đăng đi, chia sẻ, dùng`,
  go: 'đi, luôn, ngay, liền, đi luôn, luôn đi, ngay đi, thôi, đi thôi',
  did: 'làm, chụp, gửi, nộp, đăng, nhận được, nhận, ký, cài, tải, tạo, điền, khai, thử',
  no: '!ứ, hổng có, không, chưa, chẳng, chả, !đừng, khỏi, éo, đếch, méo, đéo, cóc, no, nope, nô, hong, hông, hổng, hem, thôi không, thôi khỏi',
  agreeable: `nghĩ tới, nghĩ đến, tính đến, tính tới, tính, định, có ý định, có ý, mong, ham hố, đời nào, chấp thuận, thấy hợp, thấy ổn, thấy đúng, đúng ý, vừa ý, hài lòng, chuẩn lắm, cần gì, muốn gì, cần lắm, thấy cần, thấy đúng, phải vậy, thuận, bằng lòng, chấp thuận, ưa, hứng, có gì, xong, đủ, rõ ràng, trùng, giống, hẳn, hoàn toàn đúng, được đâu, phải là, còn, phải, đúng, được, cần, muốn, đồng ý, thích, ưng, chịu, chính xác, chuẩn, chuẩn xác, ok, oke, nhất trí, chấp nhận,
    tán thành, hợp lý, ổn, khớp, nên, cần thiết, có nhu cầu, sẵn sàng, có, bao giờ, dám, ham, quan tâm, hề, có phải, cần phải, thể, thể được,
    hợp, được đúng, thèm, tham gia, cho`,
  less: `ý, của, ý bác, ý tôi, tẹo, thật mà, thật đâu, như vậy đâu, lúc này đâu, ngay, ai, gì sất, là, là không, là chưa, thôi mà, đâu, thế, vậy, như thế, như vậy, lắm, tí nào, chút nào, tẹo nào, mà, rồi, nữa, thật, gì, gì đâu, gì hết, gì cả, hẳn,
    đấy, đó, thôi, cái này, cái đó, cái ấy, việc đó, việc này, hết, cả, bây giờ, lúc này, hôm nay, luôn, như này, thế này,
    ạ, nhé, nhá, nha, ơi, e, a, c, r, đi, vội, này, bác ạ, với, <me>`,
  wrong:
    'trái, hỏng rồi, sai be bét, viết sai, ghi sai, ghi nhầm, viết nhầm, sai mất, không khớp, chưa khớp, sai số, hơi sai, sai một tí, sai một chút, sai chỗ này, sai, nhầm, !lầm, trật, lệch, lộn, sai rồi, nhầm rồi, sai bét, sai hết, bị sai, bị nhầm, có sai, còn sai, vẫn sai, trật lất, sai sai',
  wronger:
    'rồi, hết, bét, mất, cả, to, lắm, hoàn toàn, quá, đấy, thế, be bét, lè, toét, mà, bét nhè, luôn, hết cả, nhiều, nhé, r, bác ạ, <me>',

  // Later.
  later: `sau, lát, lát nữa, tí nữa, tẹo nữa, chút nữa, chốc nữa, lúc nữa, một lát nữa, một lúc nữa, mai, ngày mai, sáng mai, chiều mai, tối mai,
    chiều, chiều nay, tối, tối nay, trưa, hôm khác, bữa khác, lúc khác, khi khác, dịp khác, hôm sau, lần sau, tuần sau,
    khi nào rảnh, lúc nào rảnh, bao giờ rảnh, khi rảnh, rảnh, lúc rảnh, mai mốt, hôm nào, hôm nào rảnh, khi nào tiện,
    xong việc, xong mùa, cuối tuần, bữa sau, hôm nào đó, lúc nào tiện, tí, lát sau, mai kia`,
  laterDeed: `làm, làm tiếp, nói tiếp, nói chuyện, tính, tính tiếp, trả lời, trả lời tiếp, gửi, chụp, đăng, điền, khai, rồi làm, rồi tính,
    hãy làm, hẵng làm, hẵng, hãy, hẵng hay, hãy hay, nhắn, nhắn lại, nhắn tiếp, quay lại, mới làm, làm lại, hỏi tiếp, vào làm, xem, gửi ảnh, mới rảnh,
    chụp ảnh, tiếp tục, khai tiếp, điền tiếp, tiếp, làm nốt`,
  busy: `lắm, quá, rồi, tí, chút, việc, tay, đi làm, làm đồng, đồng áng, gặt, cấy, họp, hái chè, cho lợn ăn, cho gà ăn, con, nấu cơm, trông cháu,
    tí việc, chút việc, tí chút, mùa, túi bụi, chưa rảnh, ngoài đồng, ngoài ruộng, đi gặt, đi cấy, đi chợ, tối mắt, rồi cháu, nhé, thật`,
  now: 'đang, giờ, bây giờ, hôm nay, nay, lúc này, dạo này, mấy hôm nay, còn, hơi, giờ đang, bây giờ đang, hôm nay đang',

  // Help.
  how: `thế nào, như thế nào, sao, làm sao, kiểu gì, gì, ở đâu, chỗ nào, vào đâu, cái nào, nút nào, cái gì, ntn, ra sao, từ đâu,
    vào chỗ nào, ở chỗ nào, những gì`,
  howMore: `tiếp theo, cả, hết, nữa, bây giờ, giờ, cho đúng, được, cái này, ảnh, vào, tiếp, cho phải, đây, hả, vậy, thế, chỗ này, trước, với, ạ, nhỉ, câu này, cho được, <how>, <me>`,
  operate: `làm, bấm, ấn, nhấn, chụp, gõ, điền, trả lời, dùng, sử dụng, viết, ghi, khai, bắt đầu, đăng, nhập, nhắn, gửi, phải làm, phải bấm,
    phải ghi, chọn, làm tiếp, phải trả lời, phải chụp, phải nói, tính, làm gì, đánh, gõ chữ, soạn`,
  object: 'ảnh, hình, giá, tên, nút, số, thông tin, cái này, bài, chỗ này, sản phẩm, gian hàng, chữ, câu này',
  ability:
    'làm, làm, bấm, chụp, điền, đăng, gửi, cách, cách làm, cách dùng, cách chụp, cách đăng, cách gửi, cách bấm, dùng cái này, sử dụng, gửi ảnh, chụp ảnh, đăng hàng, phải làm',
  unknowing:
    'không biết, chưa biết, chẳng biết, chả biết, không rõ, chưa rõ, ko biết, không bít, không biết phải, chưa biết phải',
  show: 'hướng dẫn, giúp, giúp đỡ, hỗ trợ, hd, làm mẫu, chỉ dẫn, trợ giúp, giải thích',
  shown: `cách, cách làm, cách đăng, cách chụp, cách dùng, cách bấm, cách ghi, cái này, chỗ này, phần này, câu này, bước này, làm, làm thế nào, làm sao,
    với, đăng, chụp ảnh, đăng hàng, bán hàng, dùng, cụ thể, chi tiết, lại, cho, hộ, hơn, rõ hơn, kỹ hơn, từng bước, một chút, một tí, tí, chút, đi,
    xem, làm cái này, đăng ký, nhập, điền, trả lời, kỹ, vụ này, việc này, thêm, được không, đăng bán, gửi ảnh, giùm, nữa, các bước, làm với, chụp, mình, bà con, <me>`,
  unclear: `gì, gì cả, gì hết, lắm, câu này, câu hỏi, câu hỏi này, ý, ý cháu, ý em, cháu nói, cháu nói gì, em nói gì, nói gì, hỏi gì, là gì, cho lắm, cái này, thế nào,
    làm, nghĩa là gì, chỗ này, phần này, ý câu hỏi, cháu hỏi gì, em hỏi gì, đâu, rõ, được, máy nói gì, là sao, là thế nào, phải làm gì, phải làm sao, mấy, ạ, đang hỏi gì, muốn hỏi gì, <me>`,
  very: 'mất, đi mất, mất thôi, quá đi thôi, cơ chứ, quá, thế, vậy, lắm, thật, ghê, kinh, thế này, quá đi, quá trời, nhỉ, quá thể, thật đấy, ghê cơ, khiếp, cực, quá vậy, dữ',
  hard: `phức tạp, rối, rối rắm, rắc rối, lằng nhằng, lích kích, rườm rà, loằng ngoằng, nhiêu khê, mệt mỏi, chán, ức chế, nản, bực, bực mình,
    khó dùng, khó làm, lâu la, đau đầu, nhức đầu, hoa mắt, rối mắt, rối cả mắt, chóng mặt, phiền phức, phiền, dài dòng, mất thời gian, mất thì giờ, rách việc,
    nản lòng, phiền hà, tù mù, rối tinh, rối tung, mệt đầu, khó khăn, cầu kỳ, loạn, hại não`,
  it: 'toàn, cái này, cái máy này, máy này, máy, làm cái này, làm, nó, sao, sao mà, thế này, thấy, mà, hỏi, dùng, máy móc, cái trò này, cái app này, app này, mấy cái này, thật là, cứ, cách này, bán hàng, đăng bán, bán hàng trên mạng, các bước, thủ tục, nói chung, kiểu này, thế này thì, ôi, ôi giời, trời ơi, giời ơi, hic, haiz, chậc, <me>',
  fail: `không làm được, làm không được, làm mãi không được, mãi không được, làm mãi không xong, không làm nổi, làm không nổi, chịu không làm được,
    bó tay, bó tay rồi, chịu thua, đầu hàng, hết cách, chịu chết, chịu chết rồi, chịu rồi, bấm mãi không được, bấm không được, gửi mãi không được,
    chụp mãi không được, thử mãi không được, loay hoay mãi không được, loay hoay mãi, không làm được đâu, không theo được, không theo kịp, làm hoài không được,
    không dùng được, chẳng làm được, đăng mãi không được, bỏ cuộc, không làm được gì, không ra gì, chịu không nổi, không sao làm được`,
  nonsense: `nói linh tinh, trả lời linh tinh, hỏi linh tinh, nói lung tung, trả lời lung tung, vớ vẩn, nhảm nhí, hỏi lắm thế, hỏi nhiều thế, hỏi nhiều quá,
    hỏi lắm quá, hỏi đi hỏi lại, hỏi mãi, lắm câu hỏi thế, nhiều câu hỏi quá, hỏi gì mà lắm, hỏi gì mà lắm thế, nói một đằng trả lời một nẻo, nói mãi không hiểu, nói hoài không hiểu, nói mà không hiểu,
    máy ngu, ngu thế, dở hơi, chẳng hiểu gì cả, hỏi một đằng trả lời một nẻo, trả lời không đúng, hỏi mãi thế, nói mãi mà không hiểu, trả lời như máy, nói thế mà không hiểu, hỏi lại mãi, hỏi hoài, lặp đi lặp lại, cứ hỏi mãi, nhiều bước quá`,
  unanswered: `không ai trả lời, sao không trả lời, không thấy trả lời, không thấy ai trả lời, chờ mãi, chờ mãi không thấy ai, chờ mãi không thấy trả lời, gọi mãi không thấy ai,
    nhắn mãi không thấy ai, nhắn mãi không ai trả lời, sao không ai trả lời, sao không thấy ai, nhắn mãi không thấy trả lời, hỏi mãi không thấy trả lời, đợi mãi, đợi mãi không thấy ai, chẳng ai trả lời, chả ai trả lời`,

  // Back, skip, again, the rest.
  earlier: `câu trước, bước trước, phần trước, câu vừa rồi, câu hỏi trước, câu hỏi vừa rồi, trước, cái trước, chỗ trước, một bước, lại, đằng trước, câu cũ, mục trước, ban nãy,
    vừa nãy, câu vừa nãy, lúc nãy, câu trên, ở trên, câu hỏi trên, câu ban nãy, câu lúc nãy, cái vừa rồi, chỗ vừa rồi, phần vừa rồi, câu trả lời, câu trả lời trước, câu trả lời vừa rồi,
    màn hình trước, trang trước, một câu, cái lúc nãy`,
  this: 'cái này, chỗ này, chỗ đó, phần này, câu này, mục này, bước này, cái đó, cái kia, câu hỏi này, cái ấy, phần đó, câu đó, đi, nhé, luôn',
  slightly:
    'tí, chút, một chút, một tí, được không, đi, hộ, giúp, với, cái, được, giùm, cho, thôi, xem, rồi, mất, mất rồi, rồi à, <me>',
  amend:
    'sửa, sửa lại, đổi lại, làm lại, viết lại, nhập lại, gõ lại, ghi lại, trả lời lại, khai lại, chọn lại, chỉnh lại, điền lại',
  typed: 'gõ, viết, ghi, nhập, bấm, chọn, trả lời, nói, khai, gửi, đánh, ấn, nhấn, nhắn, điền',
  mistaken: 'nhầm, sai, lộn, lầm',
  forget:
    'không nhớ, chẳng nhớ, chả nhớ, không biết, chẳng biết, chả biết, chưa biết, không rõ, chưa rõ, quên, quên mất, quên rồi, quên béng, chịu, ko nhớ, không nhớ ra, không chắc, chưa nhớ ra, chưa nghĩ ra, không nghĩ ra',
  forgotten: `nữa, rõ, chắc, được, lắm, đâu, cái này, cái đó, câu này, gì cả, gì hết, là gì, bao nhiêu, thế nào, mất, rồi, hết, béng, luôn, ra, nổi, không biết,
    không nhớ, là bao nhiêu, phần này, mất rồi, hết rồi, thôi, thật, cụ thể, chính xác, câu đó, mục này, là mấy, là cái gì`,
  pass: 'bỏ qua, cho qua, qua, next, bỏ, tạm bỏ, tạm bỏ qua, để trống, bỏ trống, lướt qua, chuyển, chuyển qua, chuyển sang, sang, bỏ qua cho',
  passed:
    'cái này, câu này, phần này, mục này, bước này, câu hỏi này, chỗ này, cái đó, câu đó, ô này, câu khác, câu sau, câu hỏi khác, phần khác, phần sau, câu tiếp, mục sau',
  retell:
    'nhắc lại, nói lại, hỏi lại, đọc lại, nhắn lại, giải thích lại, nói rõ lại, gửi lại câu hỏi, lặp lại, nhắc, nói lại xem, cho xem lại câu hỏi, xem lại câu hỏi',
  retold: `câu hỏi, câu đó, câu vừa rồi, đi, xem, một lần nữa, lần nữa, nghe, cho, rõ hơn, câu, câu này, câu hỏi đi, nào, hộ, giúp, được không, với, cái, xem nào, cho rõ,
    câu hỏi vừa rồi, câu vừa hỏi, điều vừa nói, cho kỹ, cho dễ hiểu, câu trước, phát nữa, phát, cái câu, giùm, lại, <me>`,
  said: 'hỏi gì, nói gì, hỏi cái gì, nói cái gì, bảo gì, bảo sao, hỏi sao, nói sao, viết gì, nhắn gì',
  just: 'vừa, vừa rồi, mới, lúc nãy, ban nãy, đang, vừa nãy, ban nãy, muốn, định, vừa mới, ơ, hả, sao, <me>',
  so: 'thế, vậy, cơ, đấy, hả, nhỉ, thế nhỉ, vậy nhỉ, đó, ấy nhỉ, à, thế hả, <me>',
  home: 'menu, trang chủ, danh mục, mục lục, màn hình chính, trang đầu, các mục, menu chính, mục chính, danh sách chức năng, danh sách mục, trang chính, bảng chọn, đầu, từ đầu, ban đầu, lúc đầu',
  turn: 'xem, mở, về, quay về, quay lại, trở về, trở lại, cho, ra, hiện, vào, cho xem, lại, về lại, bắt đầu, bắt đầu lại, làm lại, thoát ra, hiện ra',
  look: 'xem, xem lại, kiểm tra, kiểm tra lại, coi, coi lại, biết, cho xem, cho biết, tra, đọc lại, tải, tải về',
  mine: 'cá nhân, đã khai, bác đã khai, tôi đã khai, đã gửi, đã đăng ký, bác đã gửi, tôi đã gửi, về bác, về tôi, mà bác đã khai, đã cung cấp, đã nhập, bên cháu, bên em, đang giữ, đang lưu, với, được không, đi, lại, đang có, <me>',
  declare: 'khai, cung cấp, nhập, gửi, điền, cho, ghi, kê khai, khai báo, đăng ký, nói, trả lời',
  finished: 'xong, xong xuôi, đủ, xong rồi, đủ rồi, hết rồi, xong hết, đủ hết',
  finishing:
    'rồi, hết, cả, luôn, đấy, tất cả, ảnh, hết rồi, cả rồi, đó, hết cả rồi, rồi đấy, r, rồi ạ, xuôi, việc, hết ảnh, nhé, <me>',
  onward: 'tiếp tục, làm tiếp, đi tiếp, nói tiếp, hỏi tiếp, khai tiếp, điền tiếp, đăng tiếp, tiếp',
  rest: 'đi, làm, khai, nào, phần còn lại, chỗ hôm qua, chỗ dở, việc hôm qua, câu tiếp theo, bước tiếp theo, đăng, chỗ đang dở, phần đang dở, thôi, nhé, chương trình, hôm qua, đăng hàng, việc đăng hàng, việc đang dở, luôn, được không, với, cái hôm qua, bài, lúc nãy, chỗ lúc nãy, theo, <me>',
  hello: 'xin chào, chào, kính chào, xin kính chào, hello, hế lô, hi, helo, alo, a lô, alô',
  helloed:
    'buổi sáng, buổi chiều, buổi tối, cả nhà, mọi người, bạn, shop, ad, admin, cháu, nhé, nha, con, các cháu, các em, các bạn, các bác, lên sàn, chào, alo, ơi, <me>',
  thank: 'cảm ơn, cám ơn, tks, thanks, thank you, biết ơn, đa tạ, xin cảm ơn, xin cám ơn, cảm tạ, thank',
  thanked:
    'nhiều, lắm, nhé, rất, trước, ạ, đã, giúp, giúp đỡ, rất nhiều, nhiều lắm, cháu nhiều, vì đã, nhiệt tình, quá, luôn, bạn, chương trình, mọi người, các cháu, các em, các bạn, hướng dẫn, hỗ trợ, thật, con, <me>',
};

/** `frustrated` is no wish yet: a person is offered. */
export type PatternAct = Act | 'frustrated';

type Said = readonly [act: PatternAct, pattern: string];

/** Rights, and a person: they come before any answer. */
const serious: Said[] = [
  [
    'withdraw',
    'rút|rút_lại|thu_hồi|hủy|hủy_bỏ|bỏ ~1 đồng_ý|sự_đồng_ý|ý_kiến_đồng_ý|cho_phép|chấp_thuận|sự_cho_phép ~4 $',
  ],
  [
    'withdraw',
    '<not> ~1 đồng_ý|cho|cho_phép|muốn|bằng_lòng ~2 <use> ~1 thông_tin|dữ_liệu|thông_tin_cá_nhân|dữ_liệu_cá_nhân|hình_ảnh_của|số_điện_thoại_của ~4 $',
  ],
  ['withdraw', '^ ~1 đừng|ngừng|dừng|thôi|không|chấm_dứt <use> ~1 <data> của <me> <less>* $'],
  ['withdraw', '^ ~2 không đồng_ý|cho_phép nữa <less>* $'],
  ['withdraw', '^ ~2 <not> đồng_ý|cho|cho_phép ~1 <use> ~2 nữa <less>* $'],

  ['erase', 'xóa|gỡ|xóa_bỏ|xóa_hết|xóa_sạch|tiêu_hủy ~2 <account> của|cá_nhân|về|liên_quan ~4 $'],
  ['erase', '<want> ~2 <wipe> ~2 <account> <everything>|<mine>* $'],
  ['erase', '^ ~2 <wipe> <everything>* <account> <mine>|<everything>* $'],
  ['erase', '^ ~2 xóa|xóa_bỏ ~2 những_gì|mọi_thứ|tất_cả|toàn_bộ|những_thứ ~1 <me> ~1 đã ~3 $'],
  ['erase', '^ ~2 xóa|xóa_bỏ ~1 hết|sạch|tất_cả|toàn_bộ|mọi_thứ|sạch_sẽ <everything>|<me>|về|của|liên_quan* $'],
  [
    'erase',
    '^ ~2 xóa|gỡ|bỏ|loại ~1 tên|số_điện_thoại|thông_tin|sđt|<me> ~2 khỏi|ra_khỏi hệ_thống|danh_sách|máy|chương_trình|đây ~2 $',
  ],
  ['erase', '^ ~2 xóa ~1 tên|số_điện_thoại|sđt của? <me> <everything>* $'],

  ['stop', '^ ~2 <quit> <tidings> ~4 nữa <less>* $'],
  ['stop', '^ ~2 đừng|ngừng|khỏi|thôi_đừng|chớ <message> <me>|cho|gì|tin|đến|tới* nữa <less>* $'],
  ['stop', '^ ~2 đừng|ngừng|dừng|ngưng|tắt|hủy|chặn|dừng_việc <tidings> <me>|cho|đến|tới|này|đi|lại|đó* $'],
  ['stop', 'đừng ~1 <tidings>|nhắn|gọi_điện ~4 nữa <less>* $'],
  [
    'stop',
    '<not> ~1 muốn|thích|cần ~1 nhận|nghe ~1 tin|tin_nhắn|thông_báo|gì|mấy_cái_này|tin_nhắn_này ~3 nữa <less>* $',
  ],
  ['stop', '^ ~2 <not> muốn|thích|cần nhận ~1 <tidings>|tin|thông_báo|tin_nhắn ~2 $'],
  ['stop', '<not> ~1 muốn|thích|cần ~1 tin|tin_nhắn|thông_báo ~2 nữa <less>* $'],
  ['stop', '<not> ~1 muốn|thích bị? làm_phiền|quấy_rầy ~1 nữa? <less>* $'],
  ['stop', '^ <want>* <me>* thôi|xin_thôi|không|chẳng|thôi_không|không_muốn|chẳng_muốn <part> <part>* nữa <less>* $'],
  [
    'stop',
    '^ <want>* <me>* dừng|ngừng|ngưng|hủy|hủy_bỏ|thôi|rút_khỏi|rút_ra_khỏi|thoát_khỏi|rời|rời_khỏi tham_gia|chương_trình|dịch_vụ|đăng_ký|việc_tham_gia|sự_tham_gia <part>|<less>|<slightly>* $',
  ],
  [
    'stop',
    '^ <want>? <me>* !dừng|dừng_lại|ngừng|ngừng_lại|!dừng_ở_đây|kết_thúc|chấm_dứt|rút_lui|xin_rút|hủy_tham_gia tại_đây|ở_đây|mọi_thứ|hết|lại|hẳn|cho? <less>* $',
  ],
  ['stop', '^ <want>? <me>* nghỉ|nghỉ_luôn không tham_gia|làm|chơi|theo nữa <less>* $'],

  ['person', '<want> ~2 <contact> ~1 <human>'],
  ['person', '^ <want>? <me>* <contact> ~1 <human> <deal>|<role>|<me>* $'],
  ['person', '^ <want>? <me>* <contact> ~1 <human> <deal>* để'],
  ['person', '<want> ~2 <meet> <someone> <deal>|<role>|<me>* $'],
  ['person', '<want> ~2 <meet> <someone> <deal>|<role>|<me>* để|trực_tiếp|thật|nào'],
  ['person', '^ <want>* <me>* <meet> <someone> <deal>|<role>|<me>* $'],
  ['person', '^ <want>* <me>* gặp|nói_chuyện_với|liên_hệ_với <someone> <deal>|<role>|<me>* để'],
  ['person', '<meet> người|<someone>|<human> không_phải|chứ_không|chứ_không_phải|chứ_đừng ~2 <machine>'],
  ['person', '<not> ~1 muốn|thích|phải|ưng ~1 <talk> với|cùng ~1 <machine>'],
  ['person', '^ ~1 <not> <talk> ~1 với|cùng ~1 <machine> <less>* $'],
  ['person', '^ ~3 có <someone>|<human> <there>* <whether> <so>* $'],
  ['person', '^ có|có_ai|ai|ai_đó|có_người_nào|có_ai_đó <role> <deal>|<role>|<me>* $'],
  [
    'person',
    '^ <me>|mấy|các|thế* <human>|người đâu|đâu_rồi|đâu_hết_rồi|đâu_cả_rồi|đâu_hết|ở_đâu|đâu_nhỉ|đâu_cả <so>* $',
  ],
  [
    'person',
    'bảo|nhờ|kêu|nhắn|nói|cho|gọi|để|cử|xin|muốn|cần|mong|yêu_cầu|đề_nghị|bố_trí|cho_xin ~1 <human>|<someone> ~1 <calling> cho|với|lại_cho|giúp <me>',
  ],
  [
    'person',
    'bảo|nhờ|kêu|nhắn|nói|cho|gọi|để|cử|xin|muốn|cần|mong|yêu_cầu|đề_nghị|bố_trí|cho_xin ~1 <human>|<someone> ~1 <callback>|nghe_máy <deal>|<me>|<when>* $',
  ],
  ['person', '^ <want>|<me>|<when>|<later>|nhớ* <calling> cho|với|lại_cho|giúp|ngay_cho|sớm_cho <me> <deal>|<when>* $'],
  ['person', '^ <want>|<me>|<when>|<later>|nhớ* <calling> cho|với|lại_cho <me> <deal>* lúc|khi|để|vào ~4 $'],
  ['person', '^ <want>|<me>|<when>|<later>|nhớ* <callback> <me> <deal>|<when>* $'],
  [
    'person',
    '<want> ~1 được_gọi_lại|gọi_lại|gọi_điện_lại|gọi_điện|gọi_điện_thoại|nghe_điện_thoại|gọi_điện_hỏi <deal>|<me>|<when>* $',
  ],
  ['person', '<want>|tìm|cử|gọi|bảo|bố_trí ~1 <human>|<someone> <going>* <role> <deal>|<role>|<me>* $'],
  [
    'person',
    '<want>|cử|bảo|bố_trí|gọi ~1 <human>|<someone> <going> ~1 nhà|tận_nơi|tận_nhà|đây|chỗ|giúp|xem|xóm|bản|thôn|làng <deal>|<role>|<me>* $',
  ],
  ['person', '^ <want>|tìm|nhờ* <me>* cần|nhờ|tìm|muốn|muốn_tìm ~1 <human> <deal>|<role>|<me>* $'],
  ['person', 'nối_máy|chuyển_máy|kết_nối|!chuyển|!nối ~2 với|cho|sang|qua|đến|tới ~1 <human>'],
  ['person', '^ <around>* <mood> <around>* <helper> <around>* <helping> <around>* $'],
  ['person', '^ <around>* <mood> <around>* <human> <around>* $'],
  ['person', '^ <me>* <human> <around>* <helping> <around>* <final> $'],
  ['person', '^ <around>* <mood> <around>* <helping> <around>* <helper> <around>* $'],
  ['person', '^ <me>* bảo|kêu|nhờ|nhắn|cử|gọi <helper> <around>* <helping> <around>* $'],
  ['person', '^ <me>|có* <helper> <around>* <helping> <around>* với|đi|giùm|hộ|cái|giúp|nhé|không|được_không|nào $'],
  [
    'person',
    '^ <me>|<want>* gọi_điện|gọi|điện|điện_thoại|nói_chuyện|gặp ~2 cho_nhanh|cho_dễ|cho_rõ|cho_tiện|cho_chắc|cho_xong $',
  ],
  ['person', '^ ~3 có <someone>|<human> <there>* <whether> hay|hay_là|hay_chỉ ~2 <machine> ~1 $'],
  ['person', '<want> ~2 <direct> <deal>|<me>* $'],
  ['person', '^ <want>* <me>* <direct> <deal>|<me>* $'],
  ['person', 'cho|xin|lấy|muốn_có|cần ~2 <number> ~1 <human>|hỗ_trợ|tư_vấn|liên_hệ|hotline|để_gọi|để_hỏi|để_liên_hệ'],
  ['person', '^ <want>? ~2 <number>? hotline|đường_dây_nóng <so>|<less>* $'],
  [
    'person',
    '^ <want>|có|biết|phải|nên|không_biết|chẳng_biết|thì|giờ* <me>* gọi|gọi_cho|hỏi|gặp|gặp_được|liên_hệ|liên_hệ_với|nhờ|liên_lạc_với|nhờ_vả ai <so>|<deal>|<howMore>* $',
  ],
  [
    'person',
    '^ <want>|có|biết|phải|nên|không_biết|chẳng_biết|thì|giờ* <me>* gọi|gọi_cho|hỏi|gặp|liên_hệ|liên_hệ_với|nhờ ai ~1 để|thì ~4 $',
  ],
];

/** The rest of what is said to the talk itself; an answer comes first. */
const others: Said[] = [
  ['frustrated', '^ <it>* <hard> <very> <very>|<it>|<less>* $'],
  ['frustrated', '^ <it>* <hard> <very> <very>|<it>|<less>* <fail> <less>* $'],
  ['frustrated', '^ <it>* rối|rối_mù|phức_tạp|lằng_nhằng|rắc_rối|mù_mờ|rối_tinh_rối_mù <less>|<it>* $'],
  ['frustrated', '^ <it>|<less>* <fail> <less>|<very>* $'],
  [
    'frustrated',
    '^ ~4 thế_này|mấy_cái_này|kiểu_này|thế thì? <me>* chịu|bó_tay|ai_mà_làm_được|chịu_thôi|ai_làm_được <less>* $',
  ],
  [
    'frustrated',
    '^ <it>* <operate> <object>? mãi|hoài|suốt|bao_nhiêu_lần mà? không|chẳng|chả|vẫn_không|vẫn_chẳng|cứ_không được|xong|ra|lên|vào gì|cái_gì|nổi? <less>|<very>* $',
  ],
  ['frustrated', '^ <it>|<very>* <nonsense> <less>|<very>* $'],
  [
    'frustrated',
    '^ <it>* nhắn|hỏi|chờ|đợi|nhắn_tin mãi|hoài|suốt mà? không|chẳng|chả thấy? ai|gì? trả_lời|nghe|đâu|rep|hết? <less>|<very>* $',
  ],
  ['frustrated', '^ <it>|<very>* <unanswered> <less>|<very>|<so>* $'],
  [
    'frustrated',
    '^ <me>* già|già_cả|mắt_kém|già_rồi|có_tuổi|lớn_tuổi rồi? ~2 không_biết|không_làm|không_dùng|chẳng_biết|không_hiểu ~1 mấy_cái_này|được|cái_này|máy_móc|công_nghệ|làm|dùng|gì|mấy_thứ_này|điện_thoại <less>* $',
  ],
  ['frustrated', '^ alo|a_lô|alô alo|a_lô|alô alo|a_lô|alô* <so>|<it>* $'],
  ['frustrated', '^ <it>* khó|khó_hiểu|khó_dùng <very> <very>|<it>* <fail> <less>* $'],

  ['help', '^ <it>* khó|khó_hiểu|khó_dùng <very> <very>|<less>* $'],
  [
    'help',
    '^ <it>* khó|khó_hiểu|khó_dùng <very> <very>|<less>* không_hiểu|chưa_hiểu|không_biết_làm|không_biết|chẳng_hiểu <unclear>|<less>* $',
  ],
  ['help', '^ <want>? <me>* <show> <shown>* $'],
  ['help', '^ <want>? <me>* chỉ|bày|dạy|bảo|mách cho|giúp|hộ? <me> <shown>* $'],
  [
    'help',
    '^ <want>? <me>* chỉ|bày|dạy|mách|cho_xin|cho_biết|nói ~1 cách|cách_làm|cách_chụp|cách_đăng|cách_dùng <shown>* $',
  ],
  ['help', '^ <this>* <me>* <unknowing> <operate> <object>? <how> <howMore>|<less>* $'],
  ['help', '^ <me>* <unknowing> <ability> <howMore>|<less>* $'],
  ['help', '^ <me>* <unknowing> bắt_đầu|bấm|ấn ~1 từ_đâu|vào_đâu|chỗ_nào|đâu <howMore>|<less>* $'],
  [
    'help',
    '^ giờ|bây_giờ|thế|phải|cần|nên|muốn|tiếp_theo|rồi|cái_này|thì* <me>* <operate> <object>? <how> <howMore>|<so>* $',
  ],
  ['help', '^ <this>* <me>* không|chưa|chẳng|chả|không_thể hiểu|hiểu_được <unclear>|<less>* $'],
  ['help', '^ <it>* không|chưa|chẳng|ko rõ phải|cách|cách_làm <operate>* <howMore>* $'],

  [
    'later',
    '^ <me>* để|hẹn|xin_hẹn|cứ_để|gác|hoãn|thôi_để|để_đến|để_tới|tạm_để|xin_phép|khất|xin_khất ~1 <later> <me>* <laterDeed>|<later>|<less>* $',
  ],
  ['later', '^ để ~1 làm|chụp|gửi|trả_lời|tính|điền|khai|đăng|nói|xem|nhắn <later> <less>* $'],
  ['later', '^ <later> về|xong|đến|rồi|nữa <me>* <laterDeed> <laterDeed>|<less>* $'],
  ['later', '^ <later> <me>* <laterDeed> <laterDeed>|<less>* $'],
  ['later', '^ <now>|<me>* !bận <busy>|<less>* $'],
  ['later', '^ <now>|<me>* bận_lắm|bận_quá|bận_việc|bận_tay|bận_tí_việc|bận_đi|bận_họp <busy>|<less>* $'],
  [
    'later',
    '^ <now>|<me>* dở_tay|dở_việc|đang_dở|chưa_rảnh|không_rảnh|không_có_thời_gian|chưa_có_thời_gian|không_có_thì_giờ|chưa_tiện|không_tiện|đang_đi_làm|đang_họp <busy>|<less>* $',
  ],
  ['later', '^ <now>|<me>* bận_quá|bận|bận_lắm|đang_bận ~2 <later> <me>* <laterDeed>|<less>* $'],
  [
    'later',
    '^ <me>* chưa_làm|chưa_muốn_làm|chưa_trả_lời|chưa_chụp vội|ngay|được_ngay|bây_giờ|được_bây_giờ|lúc_này|hôm_nay <less>* $',
  ],
  ['later', '^ lát_nữa|tí_nữa|chút_nữa|lúc_khác|hôm_khác|lần_sau|khi_khác|hôm_sau|lát nhé|vậy|đi|thôi|đã <less>* $'],
  [
    'later',
    '^ tạm_dừng|tạm_nghỉ|nghỉ_tí|nghỉ_đã|nghỉ_tay|tạm_thế|hôm_nay_thế_thôi|hôm_nay_đến_đây_thôi|đến_đây_thôi <less>|<slightly>* $',
  ],

  [
    'my-data',
    '^ <want>? ~1 <look> ~1 những_gì|những_thông_tin|mọi_thứ|các_thông_tin|cái <me> đã <declare> <mine>|<slightly>* $',
  ],
  [
    'my-data',
    '^ <want>? ~1 <look> ~2 thông_tin|dữ_liệu|hồ_sơ|dữ_liệu_cá_nhân|thông_tin_cá_nhân của? <me>|<mine> <mine>|<slightly>* $',
  ],
  ['my-data', '^ <want>? ~1 <look> ~2 <me> đã <declare> ~1 gì|những_gì|thông_tin_gì <mine>|<slightly>|<so>* $'],
  ['my-data', '^ <me>* đã <declare> những? gì|những_gì|những_thông_tin_gì|thông_tin_gì <so>|<less>* $'],
  ['my-data', '^ ~2 đang|đã|còn? lưu|giữ|có|biết|ghi những? thông_tin|dữ_liệu? gì của|về <me> <so>|<less>* $'],
  ['my-data', '^ thông_tin|dữ_liệu|hồ_sơ của <me> ~1 đâu|có_gì|gồm_những_gì|là_gì|thế_nào_rồi <so>* $'],

  ['menu', '^ <want>? <me>* <turn> <turn>* <home> <slightly>* $'],
  ['menu', '^ <me>* làm|giúp được những_gì|gì|những_việc_gì|việc_gì <so>|<less>* $'],
  ['menu', '^ thoát|thoát_ra <less>* $'],

  [
    'back',
    '^ <want>? <me>* quay_lại|lùi_lại|trở_lại|quay_về|trở_về|lùi|về|lùi_về|quay_trở_lại|quay|trở_về_lại <earlier> <earlier>|<slightly>* $',
  ],
  ['back', '^ <want>? <me>* quay_lại|lùi_lại|trở_lại|lùi <slightly>* $'],
  ['back', '^ <want>? <me>* <amend> <earlier>|<this>|<slightly>* $'],
  [
    'back',
    '^ <me>* vừa|vừa_rồi|mới|lúc_nãy|trót|bị|lỡ|vừa_nãy|câu_trước|câu_vừa_rồi|ban_nãy* <me>* <typed> <mistaken> <earlier>|<this>|<slightly>|<less>* $',
  ],
  ['back', '^ <me>* lỡ_tay|nhầm_tay|bấm_nhầm|lỡ_bấm <earlier>|<this>|<slightly>|<less>* $'],

  ['skip', '^ <this>* <want>? <me>* <pass> <passed> <passed>|<less>|<slightly>* $'],
  ['skip', '^ hỏi|cho_hỏi câu_khác|câu_tiếp|câu_hỏi_khác|cái_khác <less>* $'],
  ['skip', '^ <this>* <want>? <me>* bỏ_qua|cho_qua|để_trống <passed>|<less>|<slightly>* $'],
  ['skip', '^ <this>* <me>* <forget> <forgotten>* $'],
  [
    'skip',
    '^ <me>* không_có|chưa_có|chẳng_có cái_này|cái_đó|thứ_đó|loại_đó|cái_ấy|thứ_này|mấy_cái_này|cái_gì|gì|gì_cả|gì_hết|đâu|thông_tin_này|mục_này <less>* $',
  ],
  ['skip', '^ <me>* <not> muốn_nói|muốn_trả_lời|muốn_khai|muốn_ghi|trả_lời|trả_lời_được <this>|<less>* $'],

  ['repeat', '^ <want>? <me>* <retell> <retold>* $'],
  ['repeat', '^ <just>* <said> <so>* $'],
  [
    'repeat',
    '^ cái_gì|gì|sao|là_sao|nghĩa_là_sao|nghĩa_là_gì|ý_là_sao|câu_hỏi_là_gì|là_thế_nào|hở|hử|hả|ý_gì <so> <so>* $',
  ],
  [
    'repeat',
    '^ <me>* nghĩa_là_sao|nghĩa_là_gì|ý_là_sao|câu_hỏi_là_gì|ý_là_gì|không_nghe_rõ|chưa_nghe_rõ|nghe_không_rõ|chưa_rõ_câu_hỏi|không_rõ_câu_hỏi|không_thấy_câu_hỏi|chưa_kịp_đọc|chưa_đọc_kịp <so>|<less>* $',
  ],

  ['resume', '^ <want>? <me>* <onward> <rest> <rest>* $'],
  ['resume', '^ <want> <me>* <onward> $'],
  ['resume', '^ <want>? <me>* quay_lại|vào|vào_lại làm_tiếp|khai_tiếp|đăng_tiếp <rest>* $'],

  ['finished', '^ <me>* đã? làm|chụp|gửi|nhập|điền|khai|trả_lời|chụp_ảnh|gửi_ảnh? <finished> <finishing>* $'],
  ['finished', '^ <me>* <finished> <finishing>* $'],

  ['thanks', '^ <yes>|<more>* <thank> <thanked>* $'],
  ['greeting', '^ <hello> <helloed>* $'],
];

/** What answers a question for yes or no, and only that. */
const answering: Said[] = [
  ['no', '^ <soft>|thôi|vâng|ừ|đâu* <no> <no>* <agreeable>|<less>* $'],
  ['no', '^ <soft>|thôi|vâng|ừ* <no> <agreeable>|<less>* cảm_ơn|cám_ơn|tks|thanks <thanked>* $'],
  ['no', '^ <soft>|thôi|vâng|ừ* <no> <agreeable>|<less>* <deed>|<did> <less>* $'],
  [
    'no',
    '^ <soft>|thôi|vâng|ừ* đâu_phải|đâu_có|đâu_có_phải|có_phải_đâu|làm_gì_có|từ_chối|xin_từ_chối|phản_đối|có_đâu|được_đâu|đúng_đâu|đâu_được|đâu_đúng|xin_kiếu|thôi_cảm_ơn|thôi_cám_ơn|thôi_khỏi|đâu_cần|cần_gì|đúng_thế_nào_được <less>* $',
  ],
  ['no', '^ <soft>|hình_như|có_vẻ|chắc_là|thôi* <no> <agreeable> <agreeable>|<less>* $'],
  ['no', '^ <soft>|hình_như|có_vẻ* <no> <agreeable>|<less>* <me> <no> <no>* <agreeable>|<less>* $'],
  ['no', '^ <soft>* <no> phải|đúng đâu|mà <me>* <wrong> <wronger>* $'],
  ['no', '^ <soft>* <wrong> <wronger>* <no> <agreeable>|<less>* $'],
  ['no', '^ <soft>* <wrong> thông_tin|nội_dung|hết_thông_tin|cả <wronger>* $'],
  ['no', '^ <soft>* có|đúng|phải|được|muốn|cần|đồng_ý|thích|ưng|chịu đâu <less>* $'],
  ['no', '^ <soft>* <no> <less>* là không|chưa $'],
  ['no', '^ <soft>* làm_gì_mà|làm_sao_mà|sao_mà|đời_nào|thế_nào_mà <agreeable> <less>* $'],
  ['no', '^ <soft>|hình_như|có_vẻ* <wrong> <wronger>* $'],
  ['yes', '^ <soft>* <yes> <yes>|<more>|<deed>* $'],
  ['yes', '^ <soft>* <yes> <yes>|<more>* cảm_ơn|cám_ơn <thanked>* $'],
  [
    'yes',
    '^ <soft>* vậy|thế|cứ_thế|cứ_vậy|như_thế|như_vậy|cứ_như_thế|cứ_như_vậy mà|là|thì <deed>|được|tốt|ổn|hay <more>* $',
  ],
  ['yes', '^ <soft>* cứ <deed> <more>|<yes>* $'],
  ['yes', '^ <soft>* <deed> giúp|hộ|cho? <me>* <go> <more>* $'],
  ['yes', '^ <soft>* <deed> giúp|hộ|giùm cho? <me> <more>* $'],
  ['yes', '^ <soft>* <did> rồi|r|xong|xong_rồi|xong_r <more>* $'],
];

export type Row = { act: PatternAct; rank: 'serious' | 'answer' | 'other' };

const ranked = (rank: Row['rank'], rows: Said[]) => rows.map(([act, pattern]) => [{ act, rank }, pattern] as const);

/** In the order in which they count. */
export const rows: (readonly [Row, string])[] = [
  ...ranked('serious', serious),
  ...ranked('answer', answering),
  ...ranked('other', others),
];
