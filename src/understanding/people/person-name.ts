// A person's name: letters only, a few words, each with a capital. Marks are kept as typed, never added.
// Also the name of a household or a cooperative. A sentence, a question or anything with digits is not a name.

import { fieldOf } from '../../model/fields.ts';
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import { clean, parsed, quote, spell, type Token, tokenize } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import { surnames } from './surnames.ts';

const middle = wordSet('văn thị a');
const self = 'tôi tui mình em cháu con bác cô chú anh chị ông bà dì nhà'.split(' ');
const kin = [
  'vợ',
  'chồng',
  ...['mẹ', 'bố', 'vợ', 'chồng', 'con', 'con trai', 'con gái', 'ông nhà', 'bà nhà', 'nhà'].flatMap((who) =>
    ['tôi', 'bác', 'em', 'mình'].map((of) => `${who} ${of}`),
  ),
];
/** "tên thật là", "họ tên đầy đủ". */
const written = ['tên đầy đủ', 'họ tên đầy đủ', 'tên thật', 'tên khai sinh', 'tên trong giấy tờ', 'tên thường gọi'];

const openings = phraseBook(
  [
    ...[...self, ...kin].flatMap((who) => [
      `${who} tên là`,
      `${who} tên`,
      `${who} là`,
      `${who} viết là`,
      `${who} ghi là`,
      `tên ${who} là`,
      `tên của ${who} là`,
      `họ tên ${who} là`,
      `tên ${who}`,
      `gọi ${who} là`,
      `gọi ${who}`,
      `cứ gọi ${who} là`,
    ]),
    ...[
      ...written.flatMap((name) => [name, `${name} là`]),
      'viết là',
      'ghi là',
      'cứ gọi',
      'cứ gọi là',
      ...['bác', 'cô', 'chú', 'anh', 'chị'].map((title) => `gọi là ${title}`),
      'tên là',
      'tên',
      'họ tên',
      'họ tên là',
      'họ và tên',
      'họ và tên là',
      'là',
      'dạ',
      'vâng',
      'dạ thưa',
      'tên hộ',
      'tên hộ là',
      'chủ hộ',
      'chủ hộ là',
      'hộ',
    ],
  ].map((phrase) => [phrase, true]),
);
const organisation = phraseSet('HTX, hợp tác xã, tổ hợp tác, THT, cơ sở, hộ kinh doanh, công ty');
const closings = wordSet('ạ nhé nha nhá đấy đó em cháu bạn');
/** Words of sentences, not of names, in exactly these letters. Without marks most may be names too ("duoc" is Được). */
const notInNames = new Set(
  `bác cháu tôi ơi đừng chẳng chả như bằng vào lên xuống nên thật hơi một những các mấy nhiều suốt cứ đều nữa vì nếu khi lúc
  là cũ trên dưới người ở xóm thôn lát ghi nói lừa bị sợ bán muốn gì sao không chưa được của cho hỏi giá cân xã huyện và nhưng rồi này kia bao nhiêu thế ai đâu nào hả hở nhỉ
  thì mà với cảm xin chào gặp gửi mua tạ kg tên lắm quá rất ngon nhà hàng đi về làm lại cái mới có ít thôi để đã đợi vừa
  đang cần ok gọi gói giúp dừng xe chợ gà chè mật ong hái tiền khách cùng hộ học dùng điện thoại mất bận xóa sửa thả cây
  chín thuận loại giấy chồng vợ mẹ từ chỗ con tí ngày tháng trong ngoài trước sau vẫn cũng chắc`
    .split(/\s+/)
    .map((word) => spell(word).marks),
);
/** And those that are no names without marks either. */
const neverInNames = wordSet(
  'khong dien thoai cho hang gi nhieu qua roi di de cai giay lai bac chau duoc xom ruong nguoi',
);
const neverNames = wordSet(
  'nào gì ten ok okk oke okie alo hello hi vâng ừ menu khong ko kg tôi tui mình em cháu con bác cô chú chị ông bà the đang còn ai',
);
/** Said of a name, and none itself: "ten dep lam". */
const remark = phraseSet(
  ['đẹp', 'xấu', 'hay', 'dài', 'ngắn', 'lạ', 'quê', 'khó nhớ', 'khó đọc']
    .flatMap((kind) => ['lắm', 'quá', 'thế', 'thật', 'ghê', 'nhỉ'].map((degree) => `${kind} ${degree}`))
    .join(),
);
const surname = wordSet(surnames);
/** Surnames which without their marks are words that begin a sentence: Khổng or không, Đặng or đang, Lâm or làm. */
const alsoWords = new Set(
  `khong ban can dong doi nhu mai hang ho sai vi la dang chau ca vo chu mua to ma cao tang lo tan an lai luc lam phan vang
  hau cam ung chuc trang nham tong chiu chang duong khac`.split(/\s+/),
);
const occupations = phraseSet('nông dân, cán bộ, công nhân, giáo viên, bộ đội, hưu trí, dân tộc, chủ hộ, chủ vườn');
const title = wordSet('bác chị ông chú thím bà');
/** Given names too: a title only when the name after it has a capital and this has none. */
const titleOrName = wordSet('anh cô em');

export function readPersonName(text: string, context: ReadContext): FieldReading<string> | undefined {
  const said = clean(text);
  const longest = (context.field && fieldOf(context.field)?.maxLength) ?? 80;
  const all = tokenize(parsed(said));
  if (all.at(-1)?.text === '?') return undefined;
  const tokens = withoutFrame(all);
  const words = tokens.filter((token) => token.kind === 'word');
  if (tokens.length === 0 || tokens.length > 12 || words.length === 0 || !tokens.every(canBeInName)) return undefined;
  const name = tidy(quote(said, tokens));
  if (name.length > longest) return undefined;
  if (organisation.at(words, 0)) return words.length <= 10 ? { said, value: name } : undefined;
  if (remark.whole(words) && !words.every((word) => /^\p{Lu}\p{Ll}/u.test(word.text))) return undefined;
  const isFramed = tokens[0] !== undefined && openings.at(all, all.indexOf(tokens[0]) - 1) !== undefined;
  const isCut = all.some((token) => token.text === ',');
  const likely = likelihood(words, isFramed, isCut);
  if (likely === 'no') return undefined;
  return likely === 'sure' ? { said, value: name } : { said, choices: [name] };
}

/** `isCut`: more was said after a comma. */
function likelihood(words: Token[], isFramed: boolean, isCut: boolean): 'sure' | 'perhaps' | 'no' {
  const [first] = words;
  if (words.length > 6) return 'no';
  if (words.length === 1)
    return neverNames(first) || (first?.text.length ?? 0) < 2 || isOfSentence(words) ? 'no' : 'sure';
  if (isOfSentence(words) || occupations.whole(words)) return 'no';
  // "Mai Hoa"; typed with care, each word with its capital.
  const isCareful =
    words.every((word) => /^\p{Lu}/u.test(word.text)) && words.some((word) => /\p{Ll}/u.test(word.text));
  if (isFramed || isCareful) return 'sure';
  const isPlain = !middle(words[1]);
  const mayBeWord = first && !first.marked && alsoWords.has(first.bare) && isPlain;
  if (isPlain && words.length > 4) return 'no';
  if (surname(first) && !mayBeWord) return 'sure';
  // A given name alone has one word or two.
  return words.length <= (surname(first) ? 3 : 2) && !isCut ? 'perhaps' : 'no';
}

function isOfSentence(words: Token[]): boolean {
  // Beside a word with marks, one without is spelled as it is meant: "con" is no Côn there.
  const isMarked = words.some((word) => word.marked);
  return words.some((word, at) => {
    const isName = at === 0 && words.length > 1 && surname(word) && !word.typed;
    // A capital in the middle of small letters is a name: "nông văn Có".
    const isCapital = /^\p{Lu}\p{Ll}/u.test(word.text) && at > 0;
    const isWord = isMarked ? notInNames.has(word.marks) : (at > 0 || word.bare === 'nguoi') && neverInNames(word);
    return !isName && !isCapital && isWord;
  });
}

function canBeInName(token: Token): boolean {
  if (token.kind === 'word') return /^\p{L}[\p{L}\p{M}]*$/u.test(token.text);
  return token.kind === 'mark' && /^['’.-]$/.test(token.text);
}

/** Without "tôi tên là …" before and "… ạ" after. */
function withoutFrame(tokens: Token[]): Token[] {
  let from = 0;
  for (;;) {
    const opening = openings.at(tokens, from);
    // A whole answer "Tên" or "Hộ" has nothing left; an unmarked "la" or "ho" may begin a name.
    const typed = opening && tokens.slice(from, from + opening.length);
    if (!opening || from + opening.length >= tokens.length) break;
    if (opening.length === 1 && !typed?.[0]?.marked && !/^(?:ten)$/.test(typed?.[0]?.bare ?? '')) break;
    from += opening.length;
    while (/^[:,.\-–]$/.test(tokens[from]?.text ?? '')) from++;
  }
  let to = endOfName(tokens, from);
  const isShouted = tokens.every((token) => token.text === token.text.toUpperCase());
  for (; to > from + 1; to--) {
    const last = tokens[to - 1];
    const isNoise = last?.kind === 'mark' && /^[.,!;)]$/.test(last.text);
    const isSmall = last && (isShouted || last.text === last.text.toLowerCase());
    const isAfterSurname = to - from === 2 && surname(tokens[from]);
    const isPolite =
      isSmall && closings(last) && last.text.length <= 4 && hasPoliteForm(tokens.slice(to - 2, to), isAfterSurname);
    // "nguyen van a" and "Lò Thị em" are whole names.
    const isGiven = last?.kind === 'word' && middle(tokens[to - 2]);
    if (isGiven || (!isNoise && !isPolite)) break;
  }
  const kept = tokens.slice(from, to);
  return kept.length > 1 && isSpokenTitle(kept) ? kept.slice(1) : kept;
}

const after = wordSet('ở sinh quê xóm thôn');

/** A name ends where an address, a year of birth or anything after a dash or comma begins. */
function endOfName(tokens: Token[], from: number): number {
  const end = tokens.findIndex(
    (token, at) =>
      at > from &&
      ((token.marked && after(token)) ||
        isBirth(tokens, at) ||
        // "gọi cô Luyến là được"
        (token.bare === 'la' && tokens[at + 1]?.bare === 'duoc') ||
        (token.kind === 'number' && tokens[at + 1]?.bare === 'tuoi') ||
        // "nguyen thi hoa o tan cuong"
        (token.text === 'o' && at > from + 1 && surname(tokens[from])) ||
        token.text === ',' ||
        (/^[-–(]$/.test(token.text) && !token.glued)),
  );
  return end < 0 ? tokens.length : end;
}

/** "… sinh năm 1960", "sn 1960"; a lone Sinh is a name. */
const isBirth = (tokens: Token[], at: number) =>
  /^(?:sinh|sn)$/.test(tokens[at]?.bare ?? '') && (tokens[at + 1]?.bare === 'nam' || tokens[at + 1]?.kind === 'number');

/** "ạ", "nhé"; unmarked, "chau" is cháu only after another politeness, and "day" and "nhe" may follow a surname. */
function hasPoliteForm([before, token]: Token[], isAfterSurname: boolean): boolean {
  if (!token || token.marked) return true;
  if (token.bare === 'chau') return /^(?:a|nhe|nha|day)$/.test(before?.bare ?? '');
  return /^(?:em|nha|a)$/.test(token.bare) || (/^(?:day|nhe)$/.test(token.bare) && !isAfterSurname);
}

/** "chị Dung", "bác hoa": spoken to, not named so. */
function isSpokenTitle([first, second]: Token[]): boolean {
  if (!first || !second || second.kind !== 'word') return false;
  const isLower = first.text === first.text.toLowerCase();
  if (titleOrName(first)) return isLower && second.text !== second.text.toLowerCase();
  return title(first) && first.marked && (isLower || first.text === first.text.toUpperCase());
}

/** Capitals where none were typed, or nothing but; a name written with care stays as it is. */
function tidy(name: string): string {
  const spaced = name.replace(/\s+/g, ' ');
  const isCareful = spaced !== spaced.toLowerCase() && spaced !== spaced.toUpperCase();
  const words = isCareful ? spaced : spaced.toLowerCase();
  return words
    .replace(/(^|[\s'’.-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^(?:Htx|Tht)(?= )/, (short) => short.toUpperCase())
    .normalize('NFC');
}
