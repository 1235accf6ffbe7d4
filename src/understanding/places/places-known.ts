// What the npm dataset gets wrong or leaves out about Thái Nguyên, and names from before that people still use.
// Codes are reused across eras (05467 was Cam Giá and is now Gia Sàng): here `to` is always a code of today.

/** Former units of which parts went to two units of today; the dataset shows one target only. */
export const splits: { former: string; district: string; to: string[] }[] = [
  { former: 'Phường Gia Sàng', district: 'Thành phố Thái Nguyên', to: ['05467', '05443'] },
  { former: 'Phường Cam Giá', district: 'Thành phố Thái Nguyên', to: ['05467', '05500'] },
  { former: 'Xã Thượng Đình', district: 'Huyện Phú Bình', to: ['05941', '05908'] },
];

/** Names gone before 2025. `sure`: the target is certain; otherwise it is offered, never taken. */
export const olderNames: { name: string; district: string; to: string[]; sure: boolean }[] = [
  { name: 'Xã Bảo Cường', district: 'Huyện Định Hóa', to: ['05569'], sure: false },
  { name: 'Xã Phấn Mễ', district: 'Huyện Phú Lương', to: ['05611'], sure: false },
  { name: 'Xã Tân Lợi', district: 'Huyện Đồng Hỷ', to: ['05662'], sure: false },
  { name: 'Xã Kim Sơn', district: 'Huyện Định Hóa', to: ['05551'], sure: false },
  { name: 'Xã Lương Châu', district: 'Thành phố Sông Công', to: ['05533'], sure: false },
  { name: 'Xã Quân Chu', district: 'Huyện Đại Từ', to: ['05851'], sure: true },
];

/** Other spellings in use. */
export const otherSpellings: Record<string, string> = {
  'Sĩ Bình': 'Sỹ Bình',
  'Thần Sa': 'Thần Xa',
  'Thần Xa': 'Thần Sa',
};

/** How people shorten or still call provinces; keys are letters without marks and spaces. */
export const provinceAliases: Record<string, string> = {
  hn: 'Hà Nội',
  hcm: 'Hồ Chí Minh',
  tphcm: 'Hồ Chí Minh',
  sg: 'Hồ Chí Minh',
  saigon: 'Hồ Chí Minh',
  tn: 'Thái Nguyên',
  tptn: 'Thái Nguyên',
  baccan: 'Bắc Kạn',
  thuathienhue: 'Huế',
  daclac: 'Đắk Lắk',
  daklak: 'Đắk Lắk',
  dacnong: 'Đắk Nông',
  daknong: 'Đắk Nông',
  vungtau: 'Bà Rịa - Vũng Tàu',
  brvt: 'Bà Rịa - Vũng Tàu',
};
