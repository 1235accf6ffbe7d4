// Vietnamese words that a text must not have, as data.

/** What an elder would not know, would not be called, or would hear as an office speaking. */
export const forbidden = [
  ...['bạn', 'quý khách', 'người dùng'],
  ...[
    'shop',
    'link',
    'upload',
    'account',
    'ok',
    'click',
    'online',
    'app',
    'web',
    'email',
    'file',
    'menu',
    'sms',
    'bot',
  ],
  ...['admin', 'user', 'password'],
  ...['vui lòng', 'hệ thống', 'thực hiện', 'tiến hành', 'xác nhận', 'cung cấp', 'nhập liệu'],
  ...['không hợp lệ', 'báo lỗi', 'bị lỗi'],
];

/** Forms of address: theirs and ours. */
export const theirForms = ['bác', 'cô', 'chú', 'anh', 'chị'];
export const ourForms = ['cháu', 'em'];

/** Words in which a form of address is no address. */
export const noAddress = [
  ...['chú ý', 'chú thích', 'chú trọng', 'chú rể', 'bác sĩ', 'bác bỏ', 'cô giáo', 'cô dâu', 'cô đặc', 'cô đọng'],
  ...['anh em', 'chị em', 'anh chị em', 'anh trai', 'em trai', 'chị gái', 'em gái', 'em bé', 'trẻ em', 'con cháu'],
  ...['anh đào', 'anh hùng', 'tiếng anh'],
];

/** Finds any of these as whole words. */
export function anyOf(words: string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'giu');
}
