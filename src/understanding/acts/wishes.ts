// What a message wishes of the talk, by rows of word classes (act-patterns.ts). Most rows are of whole messages, with
// politeness around; a wish for a person, for silence or for deletion is also found inside a longer one.
// A row that is denied, long past, about strangers or asked about is none.

import { isCourtesy, isPerson, isSurelyPerson } from '../letters/fillers.ts';
import { spell, type Token } from '../letters/normalize.ts';
import { phraseSet, wordSet } from '../letters/phrases.ts';
import { classes, type PatternAct, type Row, rows } from './act-patterns.ts';
import { type Found, type Politeness, patternBook } from './patterns.ts';
import { isQuestion } from './question.ts';

export type Slot = {
  /** Yes or no answers the question. */
  yesNo: boolean;
  /** Much hangs on the answer: what only may be a yes is none. */
  grave?: boolean;
  /** Any words answer it. */
  freeText: boolean;
  /** A number answers it: "k" is a thousand there. */
  numbers?: boolean;
};

const book = patternBook(classes, rows);

/** What is still meant when it is put as a question: "gặp cán bộ được không?". */
export const mayBeAsked = new Set<PatternAct>([
  'person',
  'cheated',
  'help',
  'repeat',
  'my-data',
  'greeting',
  'frustrated',
  'menu',
]);

const people = wordSet('tôi bác cô chú mình anh chị em cháu ông bà bạn ad shop');
/** Unmarked, "ban" is bán and "chu" may be chữ. */
const spoken = (token?: Token) => people(token) && (token?.marked === true || !/^(?:ban|chu)$/.test(token?.bare ?? ''));
const opening = wordSet(`dạ ạ vâng ừ à ờ ơ ơi thôi thế vậy thì này nè alo alô lô chào xin nhưng phiền giờ cũng rất
  thực ôi trời giời nhé cứ lỗi ok oke hello nói chung mà đang bây chết ấy ối hic`);
const closing =
  wordSet(`ạ nhé nhá nha nhe ơi với đi luôn thế vậy đấy đó nào thôi ngay gấp mau mà hộ giúp giùm nghe nghen nhen
  hen cái này nè e a c b`);
const politeness: Politeness = {
  before: (token) => spoken(token) || opening(token),
  after: (token) => spoken(token) || closing(token),
};

const vocative = spell('à').marks;
/** Interjections say nothing wherever they stand. */
const interjection = wordSet('dạ ạ ơi nhé nhá');
const isInterjection = (token: Token, at: number, all: Token[]) =>
  // "ok Lan oi": whoever is called by name.
  (all[at + 1]?.bare === 'oi' && /^\p{Lu}/u.test(token.text)) ||
  // "đúng vậy cháu à" calls somebody; "đúng à" asks.
  (token.marks === vocative && at === all.length - 1 && at > 1 && spoken(all[at - 1])) ||
  (interjection(token) &&
    !(at === all.length - 1 && token.bare.startsWith('nh')) &&
    (token.marked || token.bare === 'nhe' || (token.bare === 'da' && at === 0)));

const hours = wordSet('giờ h tiếng phút rưỡi');
const about = wordSet('sau trước lúc khoảng tầm hồi vào');

/** "gọi lại cho bác sau 5 giờ": when, but not what. */
function withoutHours(said: Token[]): Token[] {
  if (!said.some((token) => token.kind === 'number')) return said;
  const isHour = (at: number) => said[at]?.kind === 'number' && hours(said[at + 1]);
  return said.filter(
    (_, at) =>
      !isHour(at) && !isHour(at - 1) && !(about(said[at]) && isHour(at + 1)) && !(isHour(at - 2) && said[at]?.glued),
  );
}

const few = wordSet('bước câu lần tí chút lát lúc người cán nhân anh chị');

/** "lùi 1 bước", "1 lát nữa", "gặp 1 người": một, whichever way it is written. */
const oneInWords = (said: Token[]): Token[] =>
  said.map((token, at) =>
    token.text === '1' && few(said[at + 1])
      ? { ...token, kind: 'word', text: 'một', bare: 'mot', marks: 'mot', marked: false }
      : token,
  );

/** "muốn bán thì làm thế nào" wants, and still asks. */
const how = phraseSet('thế nào, kiểu gì, làm sao, bao nhiêu');

const numbering = wordSet('số sđt sdt đt');

/** @param all the whole message; `said` its words and numbers, shorthand read out */
export function wishIn(all: Token[], said: Token[], slot: Slot): PatternAct | undefined {
  said = withoutHours(
    said.filter((token, at) => token.text !== '%' && !(token.text === '100' && said[at + 1]?.text === '%')),
  );
  if (said.some((token) => token.text === '1')) said = oneInWords(said);
  let digits = '';
  for (const token of said) if (token.kind === 'number') digits += token.text.replace(/\D/g, '');
  // "gọi lại cho bác số 0912…" is a wish; any other number is an answer, or a story: "bị lừa mất 5 triệu" is told so too.
  const isNumbered = digits !== '' && (slot.numbers || digits.length < 9);
  if (isNumbered && said.length < 4) return undefined;
  const { words, isAsked } = withoutRequest(
    said.filter(
      (token, at) => token.kind === 'word' && !isInterjection(token, at, said) && !(digits !== '' && numbering(token)),
    ),
    isQuestion(all),
  );
  const isMarked = words.some((token) => token.marked);
  // "goi cho bac can than": gọi is to call, gói to pack.
  const mayBePacking = slot.freeText && !isMarked && words.some((token) => token.bare === 'goi');
  const mayBeAnswer =
    slot.yesNo &&
    all.at(-1)?.text !== '?' &&
    isShort(words) &&
    !isNamed(words) &&
    !mayBeElse(words) &&
    !(slot.grave && mayBeDont(words));

  return book(words, politeness, (found) => {
    const { act, rank } = found.value;
    if (isNumbered && act !== 'cheated') return false;
    if (rank === 'half' && slot.grave) return false;
    if (rank === 'answer' || rank === 'half') return mayBeAnswer && !words.some((_, at) => how.at(words, at));
    // "khi nào rảnh bác làm" and "không biết là bao nhiêu" ask nothing.
    const isPlain = (act === 'later' || act === 'skip') && all.at(-1)?.text !== '?';
    if (isAsked && !isPlain && !mayBeAsked.has(act)) return false;
    if (rank === 'serious') return !mayBePacking && isMeant(found, words);
    return !slot.freeText || isMarked || words.length >= 3;
  })?.value.act;
}

const requesting = wordSet('cho xin nhờ giúp muốn hãy');
const allowed = phraseSet('được không, được chứ, có được không, được không vậy');

/** "cho bác xóa tài khoản được không ạ?" is no question. */
function withoutRequest(words: Token[], isAsked: boolean): { words: Token[]; isAsked: boolean } {
  if (!isAsked || !requesting(words.find((token) => !politeness.before(token)))) return { words, isAsked };
  let end = words.length;
  while (end > 0 && politeness.after(words[end - 1] as Token)) end--;
  for (let from = Math.max(0, end - 4); from < end; from++) {
    if (allowed.whole(words.slice(from, end))) return { words: words.slice(0, from), isAsked: false };
  }
  return { words, isAsked };
}

/** More than half a dozen words are no plain yes or no; with their marks they leave less doubt. */
const isShort = (words: Token[]) =>
  words.filter((token) => !spoken(token) && !interjection(token)).length <=
  (words.some((token) => token.marked) ? 9 : 6);

/** "chi Dung nhe": a name, not đúng. */
function isNamed(words: Token[]): boolean {
  const [only, ...more] = words.filter((token) => !isCourtesy(token) && !isSurelyPerson(token));
  const [first] = words;
  return only?.text.toLowerCase() === 'dung' && more.length === 0 && first !== only && !!first && isPerson(first);
}

const negation = wordSet('không chưa chẳng chả đừng khỏi đếch');
const afterYes = wordSet('rồi r thế vậy đấy đó luôn hết như quá mà thật y ý chuẩn đúng cả ok là với chứ tên');

const isPlainly = (token: Token | undefined, bare: string) => token?.bare === bare && !token.marked;

/** "dung gui": đúng, gửi or đừng gửi; "ok bac di cho day": to the market. */
const mayBeElse = (words: Token[]) =>
  words.some((token, at) => {
    const isMarket = isPlainly(token, 'di') && isPlainly(words[at + 1], 'cho') && spoken(words[at - 1]);
    if (isMarket && !spoken(words[at + 2])) return true;
    const next = words[at + 1];
    const isFree = token.text.toLowerCase() === 'dung' && !negation(words[at - 1]);
    return isFree && next !== undefined && !afterYes(next) && !politeness.after(next);
  });

/** "thoi dung" is a no, "dung roi" a yes; "dung" by itself may be đúng or đừng. */
const mayBeDont = (words: Token[]) =>
  words.some(
    (token, at) =>
      isPlainly(token, 'dung') &&
      !afterYes(words[at + 1]) &&
      !negation(words[at - 1]) &&
      words[at - 1]?.bare !== 'thoi',
  );

const stillWanting = wordSet('phải cần muốn được dám thể nên');
const before = wordSet('đã từng vừa mới sắp');
const over = wordSet('rồi');
const past = phraseSet(`
    hôm qua, hôm kia, hôm nọ, hôm trước, hồi trước, lúc nãy, vừa nãy, ban nãy, năm ngoái, tháng trước, tuần trước`);
/** People of other houses: a vet, a bank clerk. */
const strangers = phraseSet(`
    thú y, ngân hàng, thuế, điện lực, bưu điện, y tế, bảo hiểm, công an, nhà mạng, viettel, trạm xá, nhà nước,
    bảo vệ, khách, khách hàng, thương lái, lái buôn, đại lý, người mua, người yêu, người quen, người nhà, hàng xóm`);
const anybody = phraseSet('người ta');
const wanting = wordSet('phải cần muốn gặp gọi nhờ hỏi liên nói');
const machine = wordSet('máy bot robot chatbot');
const wiping = wordSet('xóa gỡ hủy tiêu loại');
/** "Không biết hỏi ai", "không có ai à", "không nói chuyện với máy": denied, and still a wish. */
const stillWished = wordSet('biết ai có máy bot robot chatbot');

function isMeant({ value: { act }, from, whole }: Found<Row>, words: Token[]): boolean {
  if (act === 'erase') {
    const verb = words.findIndex((token) => wiping(token));
    if (words.slice(0, Math.max(0, verb)).some((token) => negation(token))) return false;
  }
  if (act === 'person') {
    // "gặp lại chị hôm trước" is no story.
    if (words.some((_, at) => strangers.at(words, at) ?? ((whole || at < from) && past.at(words, at)))) return false;
    if (!whole && words.some((_, at) => anybody.at(words, at))) return false;
    if (!whole && words.slice(from).some((token) => over(token))) return false;
    const first = whole ? words.findIndex((token) => !politeness.before(token)) : from;
    if (negation(words[first]) && !words.slice(first).some((token) => stillWished(token))) return false;
    const isRefused = words.some((token, at) => negation(token) && wanting(words[at + 1]));
    if (whole && isRefused && !words.some((token) => machine(token))) return false;
  }
  if (whole) return true;
  let at = from - 1;
  while (at >= 0 && spoken(words[at])) at--;
  const isDenied = negation(words[at]) || (stillWanting(words[at]) && negation(words[at - 1]));
  return !isDenied && !before(words[at]);
}
