// Letters without their marks: the form in which words with, without and with broken diacritics meet.
// Idempotent. NFD alone keeps đ, and U+00D0 (Ð) looks like Đ but lower-cases to ð: both are mapped by hand.

const invisible = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;

export function fold(text: string): string {
  return text
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/[đðɖ]/g, 'd')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The folded text without anything but letters and digits: joined and split syllables meet here ("tancuong"). */
export function joined(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
