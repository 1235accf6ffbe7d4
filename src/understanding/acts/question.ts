// Whether a message is a question of the farmer's own. A question is never taken for an answer ("được không?").
import { isPerson, isPolite } from '../letters/fillers.ts';
import { spell, type Token } from '../letters/normalize.ts';
import { phraseSet, wordSet } from '../letters/phrases.ts';

const endings = wordSet('không ko hông chưa à hả nhỉ hở hử hay');
const surelyEnding = /^(?:khong|ko|chua)$/;
/** A way of packing, not a question. */
const vacuum = phraseSet('chân không');
const softening = wordSet('ạ nhé đấy thế vậy cháu em bác cô chú anh chị tôi bạn ta hè ơi với');

/** Words that ask wherever they stand. */
const asking = phraseSet(`
    bao nhiêu, bao nhiu, bao lâu, bao giờ, khi nào, lúc nào, chừng nào, thế nào, làm sao, tại sao, vì sao, sao lại,
    sao phải, sao cứ, sao lắm, sao bắt, sao mà, sao không, sao chưa, sao chả, sao chẳng, như thế nào, như nào, ntn, bn,
    bnhieu, ở đâu, đi đâu, từ đâu, vào đâu, về đâu, đến đâu, bán đâu, ra sao, là gì, làm gì, chỗ nào, cái gì, gì vậy, gì thế, có phải, có được,
    ai là, là ai, ai đấy, ai vậy, ai thế, mấy ngày, mấy giờ, mấy phần trăm, hết mấy, thì sao, mất tiền, hay là sao,
    hay sao, để làm gì, cho hỏi, bác hỏi tí, hỏi chút, hỏi một chút, muốn hỏi, hỏi tí, hỏi cái này, cái nào,
    loại nào, sàn nào, ngày nào, nơi nào, cách nào, bên nào, giấy nào, ảnh nào, kiểu nào, đúng không, phải không,
    mấy ảnh là, mấy tấm là, cần mấy ảnh, cần mấy tấm, phải chụp mấy, phải gửi mấy, người hay máy, máy hay người, được không, có mất phí, có mất tiền, liệu có, chẳng lẽ, có lừa, có thật, mất bao, tốn bao`);
/** "Bao giờ" of a harvest that comes when it comes; "bao nhiêu cũng được" asks nothing. */
const indifferent = wordSet('cũng đó ấy');
const also = wordSet('cũng đều');
const having = wordSet('có');
const whenever = phraseSet('bấy nhiêu, thì thôi, thì báo, thì bán, thì gửi, thì làm, thì hay, thì nói, thì chụp');
const negation = wordSet('không chưa chẳng chả đừng');
/** Denied, these are no questions: "không phun thuốc gì", "chưa dùng bao giờ"; but "không biết bao giờ" is one. */
const polar = wordSet('gì đâu nào giờ nhiêu');
const wondering = phraseSet(
  'không biết, chưa biết, không rõ, chưa rõ, không hiểu, sao không, sao chưa, tại sao, vì sao',
);

/** Begins a question if it is the first word. */
const firstWord = wordSet('sao liệu');
const hoi = spell('hỏi').marks;
const or = wordSet('hay');
const whoFirst = wordSet('ai');
const whoDoes = wordSet('mua trả chịu thu giao lấy ship quản làm đứng dạy biết cho chở vận bán đóng nộp');
const nobody = wordSet('không chưa chẳng chả ít mấy có hiếm cho');
const roasting = wordSet('tay suốt khô vàng chè lửa lên chảo tôm');
/** "… giấy tờ gì", at the end. */
const lastWord = wordSet('gì j');
const insisting = wordSet('cơ');
const whichever = wordSet('nào gì đâu ai');
const lacking = wordSet('tên tờ cần thêm ghi chụp khai gửi phải cái việc loại');

/** A fear is answered like a question; nobody sells it. */
const fear = phraseSet(`
    lừa đảo, bị lừa, sợ lừa, xin otp, hỏi otp, đòi otp, xin mã, hỏi mã, đòi mã, bảo chuyển tiền, bắt chuyển tiền,
    đòi chuyển tiền, yêu cầu chuyển tiền, bảo chuyển khoản, bắt chuyển khoản`);

/** Several who read a message ask this of it, one after the other. */
let last: { tokens: Token[]; isQuestion: boolean } | undefined;

export function isQuestion(tokens: Token[]): boolean {
  if (last?.tokens !== tokens) last = { tokens, isQuestion: isAsked(tokens) };
  return last.isQuestion;
}

function isAsked(tokens: Token[]): boolean {
  const words = tokens.filter((token) => token.kind !== 'mark');
  if (words.length === 0) return false;
  if (tokens.at(-1)?.text === '?') return true;
  if (words.length <= 8 && isAfraid(words)) return true;
  return asks(words) || beginsAsQuestion(words) || asksWhich(words) || clausesOf(tokens).some(endsAsQuestion);
}

function isAfraid(words: Token[]): boolean {
  return words.some((_, at) => {
    const found = fear.at(words, at);
    return found && words.slice(at, at + found.length).some((token) => token.marked || token.bare === 'otp');
  });
}

/** "phí bao nhiêu", and not "bao nhiêu cũng được", "không mất bao nhiêu", "bao giờ chín thì bán". */
function asks(words: Token[]): boolean {
  for (let at = 0; at < words.length; at++) {
    const found = asking.at(words, at);
    if (!found) continue;
    const to = at + found.length;
    if (words.length <= 2 && !words.slice(at, to).some((token) => token.marked)) continue;
    if (isIndifferent(words, to) || isWhenever(words, to)) continue;
    // "làm gì có giấy" has none.
    if (words[to - 2]?.bare === 'lam' && words[to - 1]?.bare === 'gi' && having(words[to])) continue;
    if (isDenied(words, at, to) || isWhen(words, to)) continue;
    return true;
  }
  return false;
}

/** "cái gì cũng có", "ở đâu nhà bác cũng bán" */
function isIndifferent(words: Token[], to: number): boolean {
  if (indifferent(words[to])) return true;
  let at = to;
  while (at < to + 4 && words[at] && isPerson(words[at] as Token)) at++;
  return at > to && also(words[at]);
}

const isWhenever = (words: Token[], to: number) => [1, 2, 3].some((more) => whenever.at(words, to + more));

const stretch = wordSet('tháng mùa vụ năm tuần quý xuân hè hạ thu đông chạp giêng');
const ahead = wordSet('nữa');
const telling = wordSet('mới bác tôi cô chú nhà vợ');

/** "tu dau thang 12" is từ đầu, not từ đâu; "mấy ngày nữa" and "mấy ngày nữa bác hái" tell when. */
function isWhen(words: Token[], to: number): boolean {
  const last = words[to - 1];
  if (last?.bare === 'dau') return !last.marked && stretch(words[to]);
  const isAhead = last?.bare === 'ngay' && ahead(words[to]);
  return isAhead && (telling(words[to + 1]) || words.slice(to + 1).every(isSoft));
}

function isDenied(words: Token[], at: number, to: number): boolean {
  if (!polar(words[to - 1])) return false;
  const before = words.slice(Math.max(0, at - 5), at);
  if (before.some((_, i) => wondering.at(before, i))) return false;
  return before.some((token, i) => negation(token) && !(i > 0 && negation(before[i - 1])));
}

/** "ghi giá buôn hay giá lẻ", "chụp ngang hay chụp dọc": one of two that begin alike, and not "… đều được". */
function asksWhich(words: Token[]): boolean {
  const at = words.findIndex((token) => or(token));
  const next = words[at + 1];
  if (at < 2 || !next || at + 2 >= words.length || words.length > 10) return false;
  return words.slice(0, at - 1).some((token) => token.marks === next.marks) && !words.some((token) => also(token));
}

function beginsAsQuestion(words: Token[]): boolean {
  let from = 0;
  while (from < words.length - 1 && (isPolite(words[from] as Token) || isPerson(words[from] as Token))) from++;
  const [first, second] = words.slice(from);
  if (whoFirst(first) && whoDoes(second)) return !words.some((token) => indifferent(token) || token.bare === 'thi');
  // "cho bác hỏi chút"
  if (first?.bare === 'cho' && words.slice(from + 1, from + 4).some((token) => token.marks === hoi)) return true;
  if (!firstWord(first) || words.length - from < 3 || roasting(second)) return false;
  return (
    first?.bare !== 'sao' || /^(?:the|vay|nhi|ha|khong|chua|day)$/.test(words.at(-1)?.bare ?? '') || negation(second)
  );
}

/** Between commas: "có mất phí không, bao giờ được tiền". */
export function clausesOf(tokens: Token[]): Token[][] {
  const clauses: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind !== 'mark') clauses.at(-1)?.push(token);
    else if (/^[.,;!?]$/.test(token.text)) clauses.push([]);
  }
  return clauses.filter((clause) => clause.length > 0);
}

/** Unmarked, "ha" and "nhi" ask nothing by themselves: "duoc khong nhi". */
const isSoft = (token?: Token) => softening(token) || (token?.marked === false && /^(?:ha|nhi)$/.test(token.bare));

function endsAsQuestion(words: Token[]): boolean {
  let end = words.length;
  while (end > 1 && isSoft(words[end - 1])) end--;
  const last = words[end - 1];
  // "hàng hỏng ai chịu", but "chẳng ai mua"
  const isWho = whoDoes(last) && whoFirst(words[end - 2]) && end > 2 && !nobody(words[end - 3]);
  if (isWho) return true;
  // "số nào cơ"
  if (insisting(words.at(-1)) && whichever(words.at(-2))) return true;
  const isThing = lastWord(last) && (last?.marked || lacking(words[end - 2]));
  const isEnding = endings(last) && (last?.marked || surelyEnding.test(last?.bare ?? ''));
  if (end <= 2 || !(isThing || isEnding)) return false;
  // "không" and "chưa" alone are answers, and "dạ không" too.
  const core = words.slice(0, end).filter((token) => !isPolite(token) && !isPerson(token));
  if (core.length <= 1) return false;
  return isThing ? !words.slice(0, end).some((token) => negation(token)) : !vacuum.at(words, end - 2);
}
