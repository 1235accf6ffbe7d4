// What is said to the talk itself: yes and no, stop, a person wanted, back, help … First the whole message, without
// its politeness, as a known phrase; then by the rows of act-patterns.ts, of which only a wish for a person, for
// silence or for deletion is also found inside a longer message.
// Precision first: an ordinary sentence that fires is worse than a command that is asked again.
import { answering, classes, others, type PatternAct, serious } from './act-patterns.ts';
import { type Act, actPhrases } from './act-phrases.ts';
import { isCourtesy, isNoise, isPerson, isSurelyPerson } from './fillers.ts';
import { spell, type Token } from './normalize.ts';
import { type Found, type PatternBook, type Politeness, patternBook } from './patterns.ts';
import { phraseBook, phraseSet, wordBook, wordSet } from './phrases.ts';
import { isQuestion } from './question.ts';

const book = phraseBook(actPhrases);

/** Shorthand that is safe to read out when the whole message is a phrase. */
const shorthand = wordBook(
  Object.entries({
    không: ['ko', 'kh', 'k', 'hok', 'hong', 'hông', 'khum', 'hem', 'hổng', 'kg', 'hk', 'kô', 'khg'],
    được: ['đc', 'dc', 'đk', 'dk', 'đựơc'],
    rồi: ['r', 'rùi', 'rui'],
    với: ['vs'],
    gì: ['j', 'zì', 'z'],
    người: ['ng', 'ngừi', 'ngừơi'],
    nhắn: ['nt'],
    biết: ['bik', 'bít'],
    vâng: ['vag', 'vâg', 'zâng'],
    thông: ['thôg'],
  }).flatMap(([word, forms]) => forms.map((form) => [form, spell(word)] as const)),
);

const inFull = (token: Token): Token => ({ ...token, ...shorthand(token) });

/** Without marks these are other words more often: đúng or dừng or Dung, hủy or Huy, bận rồi or bán rồi. */
const needMarks = new Set(['huy', 'ban', 'ban roi', 'hop li']);
/** In a free text these may be an answer when typed without marks: milk, bitter melon, persimmon, to pack. */
const answersToo = new Set(
  `sua,muon sua,kho qua,hong,hem,thoi,giup,chiu,het,tiep,gi,ha,j,z,y,um,kg,hi,chao,goi lai,goi cho bac,goi cho toi,
goi cho co,goi cho chu`.split(/,\s*/),
);

const isDropped = (token: Token | undefined) => token !== undefined && (isCourtesy(token) || isSurelyPerson(token));

/** After a word or two even an unmarked "co" is cô: "vang co"; but "khong biet chu" is about letters. */
const isDroppedAtEnd = (message: Token[], to: number) => {
  const last = message[to - 1];
  return isDropped(last) || (last !== undefined && to <= 3 && isPerson(last));
};

export type Slot = {
  /** Yes or no answers the question. */
  yesNo: boolean;
  /** Any words answer it. */
  freeText: boolean;
  /** A number answers it: "k" is a thousand there. */
  numbers?: boolean;
};

/** The act that a whole message is. `freeText`: the question takes any words, so only the unmistakable counts. */
export function actOf(all: Token[], slot: Slot): PatternAct | undefined {
  const message = all.filter((token) => !isNoise(token) && token.text !== '/');
  if (message.length === 0) return all.some((token) => token.text === '?') ? 'help' : faceOf(all, slot.yesNo);
  const isAsked = all.at(-1)?.text === '?';
  if (message.length <= 12) {
    for (const tokens of lessAndLessPolite(message)) {
      const act = book.whole(tokens) ?? book.whole(tokens.map(inFull));
      if (act) return settled(act, tokens, message, isAsked, slot);
    }
  }
  return patternOf(all, message, slot);
}

function settled(act: Act, tokens: Token[], message: Token[], isAsked: boolean, slot: Slot) {
  const typed = tokens.map((token) => token.bare).join(' ');
  if (isAsked && !mayBeAsked.has(act)) return undefined;
  if (tokens.some((token) => token.marked)) return act;
  if (needMarks.has(typed) || (slot.numbers && /^(?:k|kg)$/.test(typed))) return undefined;
  if (typed === 'dung') {
    // "chị Dung" is a name; after a yes/no question a lone "dung" is đúng; anywhere else it may be anything.
    const isName = message.length > 1 && message[0] !== undefined && isPerson(message[0]);
    return slot.yesNo && !isName ? 'yes' : undefined;
  }
  return slot.freeText && answersToo.has(typed) ? undefined : act;
}

const mayBeAsked = new Set<PatternAct>(['person', 'help', 'repeat', 'my-data', 'greeting', 'frustrated', 'menu']);

/** A thumb up answers a yes/no question; anywhere else it only says that somebody is there. */
function faceOf(all: Token[], yesNo: boolean): Act | undefined {
  const isThumb = (token: Token) => /^(?:👍|👌|✅|🆗|[\u{1F3FB}-\u{1F3FF}\uFE0F])$/u.test(token.text);
  return yesNo && all.length > 0 && all.every(isThumb) ? 'yes' : undefined;
}

/** The message as it is, then without the politeness after it, before it, and in its middle. */
function* lessAndLessPolite(message: Token[]): Generator<Token[]> {
  yield message;
  let to = message.length;
  while (to > 1 && isDroppedAtEnd(message, to)) {
    to--;
    yield message.slice(0, to);
  }
  let from = 0;
  while (from < to - 1 && isDropped(message[from])) {
    from++;
    yield message.slice(from);
    if (to < message.length) yield message.slice(from, to);
  }
  const inner = message.filter((token) => !isDropped(token));
  if (inner.length > 1 && inner.length < to - from) yield inner;
}

const spoken = wordSet(`tôi bác cô chú mình anh chị em cháu ông bà bạn ad shop`);
const opening =
  wordSet(`dạ ạ vâng ừ à ờ ơ ơi thôi thế vậy thì này nè alo alô lô chào xin nhưng hay hoặc phiền giờ cũng rất thực
  ôi trời giời nhé cứ lỗi ok oke hello nói chung mà đang bây`);
const closing =
  wordSet(`ạ nhé nhá nha nhe ơi với đi luôn thế vậy đấy đó nào thôi ngay gấp mau mà hộ giúp giùm nghe nghen nhen hen
  cái này nè e a c b`);
const politeness: Politeness = {
  before: (token) => spoken(token) || opening(token),
  after: (token) => spoken(token) || closing(token),
};

const negation = wordSet('không chưa chẳng chả đừng khỏi đếch');
const stillWanting = wordSet('phải cần muốn được dám thể nên');
const before = wordSet('đã từng vừa mới sắp');
const done = wordSet('rồi');
const past = phraseSet(
  'hôm qua, hôm kia, hôm nọ, hôm trước, hồi trước, lúc nãy, vừa nãy, ban nãy, năm ngoái, tháng trước, tuần trước',
);
/** People of other houses: a vet, a bank clerk. */
const strangers = phraseSet(`
    thú y, ngân hàng, thuế, điện lực, bưu điện, y tế, bảo hiểm, công an, người ta, nhà mạng, viettel, trạm xá, nhà nước,
    bảo vệ, khách, khách hàng, thương lái, lái buôn, đại lý, người mua, người yêu, người quen, người nhà, hàng xóm`);
const wiping = wordSet('xóa gỡ hủy tiêu loại');

/** Whether a row means what it seems to mean in this message: not denied, not long past, not about strangers. */
function isMeant({ value, from, whole }: Found<PatternAct>, tokens: Token[]): boolean {
  if (value === 'erase') {
    const verb = tokens.findIndex((token) => wiping(token));
    if (tokens.slice(0, verb).some((token) => negation(token))) return false;
  }
  if (whole && value !== 'person') return true;
  const first = whole ? tokens.findIndex((token) => !politeness.before(token)) : from;
  const isDenied = (at: number) => negation(tokens[at]) || (stillWanting(tokens[at]) && negation(tokens[at - 1]));
  const startsDenied = negation(tokens[first]) && !/^(?:biet|ai|co)$/.test(tokens[first + 1]?.bare ?? '');
  if (value === 'person') {
    if (tokens.some((_, at) => past.at(tokens, at) ?? strangers.at(tokens, at))) return false;
    if (!whole && tokens.slice(from).some((token) => done(token))) return false;
    const isAboutMachines = tokens.some((token) => /^(?:may|bot|robot|chatbot)$/.test(token.bare));
    if (startsDenied && !isAboutMachines) return false;
  }
  if (whole) return true;
  let at = from - 1;
  while (at >= 0 && spoken(tokens[at])) at--;
  return !isDenied(at) && !before(tokens[at]);
}

const seriousBook: PatternBook<PatternAct> = patternBook(classes, serious, isMeant);
const answerBook: PatternBook<PatternAct> = patternBook(classes, answering);
const otherBook: PatternBook<PatternAct> = patternBook(classes, others);

/** Interjections say nothing wherever they stand. */
const interjection = wordSet('dạ ạ ơi nhé nhá');
const isInterjection = (token: Token, at: number) =>
  interjection(token) && (token.marked || token.bare === 'nhe' || (token.bare === 'da' && at === 0));

const requesting = wordSet('cho xin nhờ giúp muốn hãy');
const allowed = phraseSet('được không, được chứ, có được không, được không vậy, nhé');

function patternOf(all: Token[], message: Token[], slot: Slot): PatternAct | undefined {
  const digits = message
    .filter((token) => token.kind === 'number')
    .map((token) => token.text)
    .join('');
  // "gọi lại cho bác số 0912…" is a wish; any other number is an answer, or a story.
  if (digits !== '' && (slot.numbers || digits.replace(/\D/g, '').length < 9)) return undefined;
  let words = message.filter((token, at) => token.kind === 'word' && !isInterjection(token, at)).map(inFull);
  const request = words.findIndex((token) => !politeness.before(token));
  let isAsked = all.at(-1)?.text === '?' || isQuestion(all);
  // "cho bác xóa tài khoản được không ạ?" is no question.
  for (let length = 4; length > 1 && isAsked && requesting(words[request]); length--) {
    let end = words.length;
    while (end > 0 && politeness.after(words[end - 1] as Token)) end--;
    if (!allowed.whole(words.slice(end - length, end))) continue;
    words = words.slice(0, end - length);
    isAsked = false;
  }
  if (words.length === 0) return undefined;
  const mayBe = (found: Found<PatternAct> | undefined) =>
    found && (!isAsked || mayBeAsked.has(found.value)) ? found : undefined;

  const wish = mayBe(seriousBook(words, politeness));
  const isMarked = words.some((token) => token.marked);
  // "goi cho bac can than": gọi is to call, gói to pack.
  if (wish && !(slot.freeText && !isMarked && words.some((token) => token.bare === 'goi'))) return wish.value;
  if (slot.yesNo && all.at(-1)?.text !== '?' && words.length <= 14 && !isNamed(words)) {
    const answer = answerBook(words, politeness);
    if (answer) return answer.value;
  }
  if (slot.freeText && !isMarked && words.length < 3) return undefined;
  return mayBe(otherBook(words, politeness))?.value;
}

/** "chi Dung nhe": a name, not đúng. */
function isNamed(words: Token[]): boolean {
  const core = words.filter((token) => !isDropped(token));
  const [only] = core;
  return core.length === 1 && only?.text.toLowerCase() === 'dung' && words.length > 1 && isPerson(words[0] as Token);
}
