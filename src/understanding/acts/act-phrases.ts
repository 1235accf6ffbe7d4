// The phrases by which people speak to the talk itself, as they write them. Data only: commands.ts matches them.
// A phrase is matched whole, with or without marks, after politeness is taken off; so each is given without it.
import type { Command } from '../../model/reading.ts';

/** `no`, `nothing` and `finished` mean different things after different questions. */
export type Act =
  | Exclude<Command, 'correct' | 'keep' | 'drop'>
  | 'yes'
  | 'no'
  | 'nothing'
  | 'finished'
  | 'greeting'
  | 'thanks'
  | 'welcome';

const table: Record<Act, string> = {
  stop: `
    dừng lại, dừng, ngừng, ngừng lại, stop, đừng nhắn nữa, đừng nhắn tin nữa, đừng nhắn cho tôi nữa, đừng gửi nữa,
    đừng gửi tin nữa, thôi không nhắn nữa, thôi đừng nhắn nữa, không nhắn nữa, không nhận tin nữa, không nhận tin
    nhắn nữa, không muốn nhận tin nhắn nữa, không muốn nhận tin nữa, không tham gia nữa, thôi không tham gia nữa,
    không làm nữa, thôi không làm nữa, hủy, hủy đăng ký, hủy bỏ, muốn dừng lại, muốn dừng, cho dừng lại, dừng nhắn
    tin, ngừng nhắn tin, dừng đăng ký, đừng làm phiền nữa, đừng làm phiền`,
  withdraw: `
    rút đồng ý, rút lại đồng ý, rút lại sự đồng ý, không đồng ý nữa, không cho dùng thông tin nữa, không cho dùng
    thông tin của tôi nữa, không cho sử dụng thông tin nữa, tôi không đồng ý cho dùng thông tin nữa, muốn rút đồng
    ý, muốn rút lại đồng ý, rút lại ý kiến đồng ý`,
  erase: `
    xóa dữ liệu, xóa dữ liệu của tôi, xóa thông tin, xóa thông tin của tôi, xóa hết đi, xóa hết dữ liệu, xóa hết
    thông tin, xóa hết thông tin của tôi, xóa hết dữ liệu của tôi, xóa tài khoản, xóa tài khoản của tôi, muốn xóa dữ
    liệu, muốn xóa thông tin, muốn xóa tài khoản`,
  person: `
    gặp người, gặp người thật, gặp nhân viên, gặp cán bộ, gặp người hướng dẫn, gặp tổng đài, gặp hỗ trợ, nói chuyện
    với người, nói chuyện với người thật, nói chuyện với nhân viên, nói chuyện với cán bộ, cho gặp người, cho gặp
    nhân viên, cho gặp cán bộ, gọi cho bác, gọi cho tôi, gọi cho cô, gọi cho chú, gọi điện, gọi điện cho bác, gọi
    điện cho tôi, gọi điện lại cho tôi, gọi điện lại cho bác, gọi lại cho tôi, gọi lại cho bác, gọi lại, cần người
    giúp, cần người hướng dẫn, cần người hỗ trợ, cần gặp người, có ai không, có ai ở đó không, có ai giúp không, nhờ
    người, nhờ người giúp, nhờ cán bộ, nhân viên đâu, cán bộ đâu, người đâu, tổng đài, người hướng dẫn đâu, người
    thật, muốn gặp người, muốn gặp người thật, muốn gặp cán bộ, muốn gặp nhân viên, xin gặp cán bộ, xin gặp nhân
    viên, hỗ trợ viên, gặp người hỗ trợ, gặp người giúp, muốn nói chuyện với người, muốn nói chuyện với người thật,
    có người không, có người thật không, có nhân viên không, có cán bộ không, gặp ai được không, gặp cán bộ được
    không, gặp nhân viên được không, gặp người được không`,
  yes: `
    có, có chứ, vâng, dạ vâng, dạ có, dạ đúng, dạ, dạ được, ừ, ừm, uh, um, uk, uhm, ờ, ừa, ừ đúng, ừ có, ừ được,
    vâng đúng, vâng có, vâng được, đúng, đúng rồi, vâng đúng rồi, ừ đúng rồi, đúng vậy, đúng thế, chuẩn, chuẩn rồi,
    chuẩn luôn, chính xác, phải, phải rồi, được, được rồi, được chứ, được luôn, đồng ý, có đồng ý, vâng đồng ý, nhất
    trí, được thôi, cũng được, thôi được, ừ thôi được, thì đồng ý, ừ đồng ý, ok, oke, oki, okie, okay, ok rồi, chắc rồi, chắc chắn, tất nhiên, cứ thế đi, cứ thế, làm đi, gửi đi, thế là
    được, thế được rồi, yes, y, đúng hết rồi, đúng hết, sẵn sàng, hợp lý, tốt`,
  no: `
    không phải, không phải đâu, không đúng, không, dạ không, sai, sai rồi, nhầm, nhầm rồi, chưa đúng, chưa, chưa
    được, chưa phải, không cần, không cần đâu, không muốn, thôi không, thôi không cần, không được, chẳng phải, không
    đồng ý, éo, đếch, không đâu, no, chưa đồng ý, không nhất trí, đâu có, có đâu`,
  nothing: `
    không có, chưa có, chưa có gì, cái này không có, cái đó không có, không có cái này, không có cái đó`,
  skip: `
    bỏ qua, bỏ qua đi, bỏ qua câu này, cho qua, không biết, kb, chịu, không nhớ, không nhớ nữa, quên rồi, quên mất
    rồi, chưa biết, không rõ, không biết nữa, chưa rõ, không biết bán gì, chưa biết bán gì, skip`,
  later: `
    để sau, lát nữa, tí nữa, chút nữa, để lát nữa, để tí nữa, mai làm, để mai, mai làm tiếp, để mai làm, đang bận, bận,
    bận lắm, bận rồi, hôm khác, để hôm khác, thôi để sau, để sau đi, khi nào rảnh, khi nào rảnh làm, khi khác, thôi,
    lúc khác, lúc khác đi, bây giờ bận, giờ bận, đang bận lắm, tối làm, tối làm tiếp, để tối`,
  finished: `
    xong rồi, rồi, xong, hết rồi, thế thôi, hết, đủ rồi, vậy thôi, thế là hết, gửi hết rồi, gửi xong rồi, đã xong,
    làm xong rồi, gửi xong, chụp xong rồi, chỉ có thế`,
  done: `
    tôi làm xong rồi, bác làm xong rồi, đã làm xong`,
  resume: `
    tiếp tục, tiếp tục đi, làm tiếp, làm tiếp đi, tiếp, tiếp đi, tiếp theo, tiếp tục làm, muốn làm tiếp, đi tiếp,
    cho làm tiếp, quay lại làm tiếp`,
  back: `
    quay lại, lùi lại, trở lại, về trước, sửa lại, sửa, làm lại, viết lại, gõ nhầm, gõ sai, câu trước, quay lại câu
    trước, trở lại câu trước, back, bước trước, quay lại bước trước, muốn sửa, muốn sửa lại, cho sửa lại, nhập lại,
    gõ lại, viết nhầm, ghi nhầm, nhập nhầm`,
  menu: `
    menu, trang chủ, danh mục, về đầu, về trang chủ, xem menu, về menu, mở menu, các mục, danh sách, về đầu trang,
    bắt đầu lại, làm lại từ đầu, start`,
  repeat: `
    nhắc lại, nói lại, nhắc lại đi, nói lại đi, gì cơ, hỏi gì, hỏi gì cơ, hả, sao cơ, cái gì, gì, cái gì cơ, hỏi
    lại, nhắc lại câu hỏi, hỏi lại đi, là sao, nói lại câu hỏi, nhắc lại xem nào`,
  help: `
    giúp, giúp với, giúp tôi, giúp bác, giúp tôi với, giúp bác với, hướng dẫn, hướng dẫn với, hướng dẫn tôi, hướng
    dẫn bác, không biết làm, không biết làm thế nào, không biết làm sao, không hiểu, chưa hiểu, không hiểu gì, chẳng
    hiểu gì, làm thế nào, làm sao, làm như thế nào, như thế nào, ntn, làm ntn, như nào, làm như nào, chỉ với, chỉ bác với, chỉ tôi với,
    trợ giúp, khó quá, khó hiểu quá, help, không biết chụp, làm kiểu gì, phải làm sao, phải làm gì, cần giúp, cần
    giúp đỡ, cần hỗ trợ, hỗ trợ, hỗ trợ với`,
  'my-data': `
    xem dữ liệu của tôi, xem thông tin của, cho xem thông tin của, xem dữ liệu của, xem dữ liệu, xem thông tin của tôi, thông tin của tôi, dữ liệu của tôi, tôi đã khai những
    gì, tôi đã khai gì, đã khai những gì, xem lại thông tin, xem lại thông tin của tôi, thông tin của bác, xem thông
    tin của bác, xem thông tin, cho xem thông tin của tôi, muốn xem thông tin của tôi, muốn xem dữ liệu của tôi, tôi
    đã cung cấp những gì`,
  greeting: `
    xin chào, chào, chào em, chào cháu, chào bạn, chào bác, chào ad, chào cô, chào chú, chào anh, chào chị, bác chào
    cháu, cô chào cháu, em chào anh, em chào chị, alo, a lô, hello, hi, xin chào cháu, xin chào em, chào buổi sáng,
    chào shop, hế lô, helo, xin chào bạn, chào cháu nhé`,
  thanks: `
    cảm ơn, cám ơn, cảm ơn cháu, cảm ơn em, cám ơn cháu, cám ơn em, cảm ơn nhiều, cám ơn nhiều, cảm ơn cháu nhiều,
    cảm ơn em nhiều, cám ơn cháu nhiều, thanks, thank you, tks, cảm ơn bạn, xin cảm ơn, xin cám ơn, bác cảm ơn, bác
    cảm ơn cháu, tôi cảm ơn, tốt quá cảm ơn, cảm ơn rất nhiều, vâng cảm ơn, ok cảm ơn`,
  welcome: `
    không có gì, không sao, không sao đâu, không có chi`,
};

export const actPhrases: (readonly [phrase: string, act: Act])[] = Object.entries(table).flatMap(([act, list]) =>
  list.split(',').map((phrase) => [phrase.trim().replace(/\s+/g, ' '), act as Act] as const),
);
