// The surnames of Thái Nguyên and around: Kinh, Tày, Nùng, Sán Chay, Dao, Mông. Data only.
// A row of words that begins with one is a name; without one it may be, and is asked back.

export const surnames = `
  Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Mai Tô
  Tạ Hà Cao Chu Châu Lương Lưu Thái Tống Triệu Nông Hứa Ma Mã Hầu Bế Đàm Giàng Sùng Vàng Thào Lò Lù Lầu Mùa Bàn Phùng
  Tẩn Chảo La Ninh Sầm Sằm Âu Kiều Khúc Quách Quan Tăng Thân Thạch Vi Vy Ưng Ung Lục Lộc Lã Lại Lường Liêu Hạ Hạng Hán
  Hàn Kha Khổng Kim Mạc Mạch Mông Nghiêm Nhan Nhữ Ngụy Nùng Đồng Đường Đậu Đới Đổng Doãn Diệp Diêm Dư Cấn Cù Cung Chúc
  Chử Chung Chương Bạch Biện Phó Phí Phương Phù Quản Sái Tiêu Tào Tôn Thẩm Thiều Trang Tòng Quàng Nịnh Lèo Cà Hờ Thò
  Ly Lỳ Vừ Tráng Cháng Củng Khoàng Chíu Phủng Lãnh Lèng Long Tằng Tằn Tàn Trượng Đằng Đăng Viên Ân An Bành Cát Cầm
  Chẩu Đái Giáp Giang Khương Lỗ Lữ Nhâm Ứng`;
