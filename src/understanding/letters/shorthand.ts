// Words as people shorten them ("ko", "đc", "sđt"). Three kinds, because the same letters mean different things:
// those that are safe wherever they stand, those that are safe only in what is said to the talk itself, and those of
// several words, which books of phrases know as another way to write a phrase.
import { type Spelled, spell } from './spelling.ts';

/** What stands for one word wherever it stands, and is no word of its own. */
const everywhere: Record<string, string> = {
  không: 'ko kô kh khg hk hok hông hổng',
  được: 'đc dc',
  rồi: 'r rùi',
  với: 'vs',
  gì: 'j zì',
  cũng: 'cx cg cũg',
  người: 'ng ngừi',
  nhưng: 'nhg nhưg',
  trước: 'trc',
  nữa: 'nx',
  làm: 'lm',
  nhiều: 'nhìu',
  biết: 'bik bít',
  phải: 'fai fải',
  quá: 'wa wá',
  đang: 'đag',
  thích: 'thik',
  vâng: 'vag vâg zâng',
  thông: 'thôg',
};

/** What is said to the talk: there k is no thousand, c no choice and m no metre. */
const inTalk: Record<string, string> = {
  không: 'k kg hong hem khum',
  được: 'đk dk',
  rồi: 'rui',
  gì: 'z g',
  vậy: 'dị',
  thôi: 'th',
  chưa: 'ch',
  biết: 'bt',
  nhắn: 'nt',
  anh: 'a',
  em: 'e',
  chị: 'c',
  bác: 'b',
  tôi: 't',
  mình: 'm',
};

const byForm = (table: Record<string, string>) =>
  new Map(
    Object.entries(table).flatMap(([word, forms]) =>
      forms.split(' ').map((form) => [spell(form).marks, spell(word)] as const),
    ),
  );

const safe = byForm(everywhere);
const spoken = byForm(inTalk);

/** The word that a short one stands for, wherever it stands. */
export const shortFor = (typed: Spelled): Spelled | undefined => safe.get(typed.marks);

/** The word that a short one stands for in what is said to the talk. */
export const shortInTalk = (typed: Spelled): Spelled | undefined => spoken.get(typed.marks);

/** Several words at once. Nobody writes these for anything else. */
const phrases: [words: string, forms: string][] = [
  ['số điện thoại', 'sđt sdt'],
  ['điện thoại', 'đt dt đth'],
  ['số tài khoản', 'stk'],
  ['tài khoản', 'tk'],
  ['sản phẩm', 'sp'],
  ['số lượng', 'sl'],
  ['khối lượng', 'kl'],
  ['trọng lượng', 'tl'],
  ['nhắn tin', 'ib nt'],
  ['hợp tác xã', 'htx'],
  ['vận chuyển', 'vc'],
  ['mọi người', 'mng'],
  ['như thế nào', 'ntn'],
  ['bao nhiêu', 'bn bnhieu bnhiêu'],
  ['hôm nay', 'hnay'],
  ['hôm qua', 'hqua'],
  ['người ta', 'ngta'],
  ['gia đình', 'gđ'],
];
/** These only among other words of the phrase: "xóa tt của tôi", but "tt" alone is a town. */
const inPhrases: [words: string, forms: string][] = [
  ['thông tin', 'tt'],
  ['đăng ký', 'đk dk đky dky'],
  ['địa chỉ', 'đc dc'],
  ['chuyển khoản', 'ck'],
  ['nói chuyện', 'nc'],
  ['nhân viên', 'nv'],
  ['cán bộ', 'cb'],
  ['hướng dẫn', 'hd'],
  ['dữ liệu', 'dl'],
];

/** A phrase of NFC words as it is, and as it is shortened. */
export function shortened(phrase: string): string[] {
  const all = [phrase];
  for (const [words, forms] of [...phrases, ...inPhrases]) {
    const at = ` ${phrase} `.toLowerCase().indexOf(` ${words} `);
    const isAlone = phrase.length === words.length && inPhrases.some(([one]) => one === words);
    if (at < 0 || isAlone) continue;
    for (const form of forms.split(' ')) {
      all.push(phrase.slice(0, at) + form + phrase.slice(at + words.length));
    }
  }
  return all;
}
