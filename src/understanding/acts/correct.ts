// "sửa giá", "đổi số điện thoại thành …": a wish to correct an earlier answer, by the names that farmers give fields.
// The same name may stand for several fields ("tên"); the one of the noun being talked about is meant.
import { type Field, fieldOf } from '../../model/fields.ts';
import type { NamedProduct } from '../../model/reading.ts';
import { numberAt } from '../amounts/number.ts';
import { counting, isUnit } from '../amounts/units.ts';
import { isCourtesy, isNoise, isPerson } from '../letters/fillers.ts';
import type { Token } from '../letters/normalize.ts';
import { type PhraseBook, phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import type { Goods, GoodsFound } from './goods.ts';

export type FieldBook = PhraseBook<Field[]>;

export function fieldBook(names: Partial<Record<Field, string[]>>): FieldBook {
  const byName = new Map<string, Field[]>();
  for (const [field, list] of Object.entries(names)) {
    for (const name of list ?? []) byName.set(name, [...(byName.get(name) ?? []), field as Field]);
  }
  return phraseBook(byName);
}

const verbs = phraseSet(`
    sửa, sửa lại, đổi, đổi lại, thay, thay đổi, thay lại, chỉnh, chỉnh lại, chỉnh sửa, cập nhật, cập nhật lại, sửa đổi,
    điều chỉnh, điều chỉnh lại, đính chính, nhập lại, viết lại, ghi lại, điền lại, khai lại, chụp lại, gửi lại, gõ lại,
    nhầm, sai, lộn, thêm,
    ${['ghi', 'gõ', 'viết', 'nhập', 'khai', 'điền', 'gửi', 'cho', 'đưa', 'nói', 'báo', 'bấm', 'đánh']
      .flatMap((typing) => ['nhầm', 'sai', 'lộn'].map((way) => `${typing} ${way}`))
      .join(', ')}`);
/** "giá ghi nhầm rồi", "số điện thoại của bác chưa đúng": what is wrong comes after its name. */
const wrong = phraseSet(`
    sai, nhầm, lộn, chưa đúng, không đúng, chưa chuẩn, chưa chính xác, sửa lại, đổi lại, cần sửa, phải sửa, thay lại,
    cũ rồi, đổi rồi, thay rồi, đã đổi, muốn sửa, muốn đổi, cần sửa lại, phải sửa lại, bị sai, bị nhầm`);
const belonging = wordSet(
  `nói báo đưa đọc của này đó ấy kia lúc nãy hồi trên ghi viết gõ khai nhập điền gửi vừa rồi bị hơi thì cho`,
);
const object = wordSet('cái phần mục ô chỗ lại cho giúp hộ giùm');
const wanting = wordSet('muốn cho xin cần nhờ để giúp hộ là mà nhưng dạ à ừ vâng đúng có rồi được');
const linking = wordSet('thành là sang về còn lại lên xuống');
const notThat = phraseSet('không phải, không phải là, chứ không phải, từ');
const butThis = wordSet('mà thành sang lên xuống');
const closing = wordSet('ạ nhé nha với đi cháu em đã lại cho bác tôi cô chú nữa của mình hộ giúp rồi khác mới');

/** "À quên", "không phải": what was said before is taken back, and what follows is so instead. */
const retracting = phraseSet(`
    à không, ấy không, ơ không, không phải, không phải đâu, không đúng, chưa đúng, ấy chết, chết, à quên, ấy quên, quên mất, quên,
    nhầm, nhầm rồi, nhầm mất, nhầm mất rồi, à nhầm, ơ nhầm, ấy nhầm, sai rồi, sai mất rồi, ghi nhầm, ghi nhầm rồi, gõ nhầm,
    gõ nhầm rồi, viết nhầm, viết nhầm rồi, nói nhầm, nói nhầm rồi, đính chính, nói lại, ý là, thực ra, thật ra, thực ra là, thật ra là`);
const denying = wordSet('không');

/** Where what is said instead stands, and whether it is said that the other was wrong: something may only have been forgotten. */
export type Retraction = { from: number; to: number; isMistake: boolean };

const mistaking = wordSet('nhầm sai lộn phải đúng đính');
const butNot = phraseSet('chứ không phải, chứ không phải là, chứ không, không phải, không phải là');
const thatIsRight = phraseSet('mới đúng, mới phải, mới là đúng');

/** What takes back an earlier answer; `undefined` where nothing does. */
export function retractionIn(tokens: Token[]): Retraction | undefined {
  let at = 0;
  while (tokens[at] && (isCourtesy(tokens[at] as Token) || isPerson(tokens[at] as Token)) && !retracting.at(tokens, at))
    at++;
  const found = retracting.at(tokens, at);
  // A lone "không" takes back only before a pause: "không, tôi ở La Hiên".
  const isDenial = !found && denying(tokens[at]) && tokens[at + 1]?.kind === 'mark';
  if (!found && !isDenial) return correctedAfter(tokens);
  const isMistake = tokens.slice(at, at + (found?.length ?? 1)).some((token) => mistaking(token));
  at += found?.length ?? 1;
  // "không phải na mà là ổi"
  const turn = tokens.findIndex((token, i) => i > at && token.bare === 'ma' && tokens[i + 1]?.bare === 'la');
  if (turn > 0) at = turn + 2;
  while (tokens[at]?.kind === 'mark' || closing(tokens[at])) at++;
  return at < tokens.length ? { from: at, to: correctedAfter(tokens)?.to ?? tokens.length, isMistake } : undefined;
}

/** "1 cân chứ không phải 500 gam", "Hoàng Văn Năm mới đúng". */
function correctedAfter(tokens: Token[]): Retraction | undefined {
  const to = tokens.findIndex((_, at) => at > 0 && (butNot.at(tokens, at) ?? thatIsRight.at(tokens, at)) !== undefined);
  return to < 0 ? undefined : { from: 0, to, isMistake: true };
}

const staying = phraseSet(`
    không sửa nữa, không sửa, không đổi nữa, không đổi, không thay nữa, không thay đổi, không thay đổi gì, không sửa gì,
    không sửa gì nữa, không cần sửa, không cần sửa nữa, không cần đổi, không phải sửa, không phải sửa nữa, khỏi sửa, khỏi
    đổi, đừng sửa, đừng sửa nữa, đừng đổi, đừng đổi nữa, để nguyên, để nguyên như cũ, để nguyên thế, để nguyên cũ, để y
    nguyên, để như cũ, để như trước, để cũ, để cái cũ, giữ nguyên, giữ nguyên như cũ, giữ nguyên cũ, giữ y nguyên, giữ như
    cũ, giữ cũ, giữ lại cũ, giữ cái cũ, giữ lại cái cũ, lấy cái cũ, lấy cũ, như cũ, y như cũ, vẫn như cũ, cứ như cũ, vẫn cũ, nguyên như cũ`);
const before = wordSet('thôi cứ vẫn hay là à ừ ờ');
const isAround = (token: Token | undefined) => token !== undefined && (isCourtesy(token) || isPerson(token));

/** "thôi không sửa nữa", "cứ để nguyên tên cũ": what is asked anew stays as it is. */
export function keepsIt(all: Token[], book: FieldBook): boolean {
  if (all.at(-1)?.text === '?') return false;
  const tokens = all.filter((token) => !isNoise(token));
  let [from, to] = [0, tokens.length];
  while (isAround(tokens[from]) || before(tokens[from])) from++;
  while (to > from && isAround(tokens[to - 1])) to--;
  const said = tokens.slice(from, to);
  const at = said.findIndex((_, i) => book.at(said, i) !== undefined);
  const name = at < 0 ? 0 : (book.at(said, at)?.length ?? 0);
  return [said, name > 0 ? said.toSpliced(at, name) : []].some((words) => staying.whole(words) !== undefined);
}

export type Correction = {
  field: Field;
  /** "sửa", "đổi": without one, the name alone says nothing. */
  hasVerb: boolean;
  /** What is said after the name: the new value, perhaps; `isLinked` by "thành" or "là". */
  rest: Token[];
  isLinked: boolean;
  /** "sửa giá na": whose. */
  product?: NamedProduct | undefined;
};

/** A correction asked for; with `loose`, also a plain "giá 30k" after "có nhưng". */
export function correctionIn(
  all: Token[],
  book: FieldBook,
  asked: Field | undefined,
  also: Field[],
  loose: boolean,
  goods?: Goods,
): Correction | undefined {
  const tokens = all.filter((token) => token.kind !== 'mark' || !isNoise(token));
  if (all.at(-1)?.text === '?') return undefined;
  let at = 0;
  while (
    at < tokens.length &&
    tokens[at] &&
    (wanting(tokens[at]) || isPerson(tokens[at] as Token)) &&
    !verbs.at(tokens, at)
  )
    at++;
  const verb = verbs.at(tokens, at);
  at += verb?.length ?? 0;
  // "sửa số điện thoại", "sửa cái giá", "sửa hộ bác tên".
  const isBetween = (token: Token | undefined) =>
    token !== undefined && (object(token) || (verb !== undefined && isPerson(token)));
  while (isBetween(tokens[at]) && book.at(tokens, at) === undefined) at++;
  // "sửa na giá 45k"
  const before =
    verb && book.at(tokens, at) === undefined ? goods?.(tokens, at, (from) => nameEnd(tokens, from, book)) : undefined;
  at += before?.length ?? 0;
  const name = book.at(tokens, at);
  const field = name && meant(name.value, asked, also);
  if (!name || !field) return undefined;
  at += name.length;
  const about = before ?? goodsAt(tokens, at, field, goods);
  if (!before) at += about?.length ?? 0;
  const after = verb ? undefined : wrongAfter(tokens, at);
  const hasVerb = verb !== undefined || after !== undefined;
  if (!hasVerb && !loose) return undefined;
  at = after ?? at;
  let end = tokens.length;
  while (end > at && closing(tokens[end - 1])) end--;
  while (tokens[at]?.kind === 'mark' && at < end) at++;
  const named = at;
  // "số điện thoại của tôi là …"
  let link = at;
  while (link < end && (belonging(tokens[link]) || isPerson(tokens[link] as Token))) link++;
  if (link < end && linking(tokens[link])) at = link;
  // "từ 250k thành 300k", "không phải 250k mà là 300k".
  if (notThat.at(tokens, at)) {
    const turn = tokens.findIndex((token, i) => i > at && i < end && butThis(token));
    if (turn > 0) at = turn + 1;
  }
  while (at < end && linking(tokens[at])) at++;
  const last = about ? undefined : goodsAtEnd(tokens, at, end, field, goods);
  // In "3k trứng" it is the unit as well.
  if (last && !isUnit(tokens, end - 1)) end -= last.length;
  const rest = tokens.slice(at, end);
  // "xã sửa lại đường": the name did something itself.
  if (after !== undefined && rest.length > 0 && at === named && rest[0]?.kind !== 'number') return undefined;
  return { field, hasVerb, rest, isLinked: at > named, product: (about ?? last)?.product };
}

const trade = wordSet('sỉ lẻ buôn giúp hộ giùm');
const isWords = (field: Field) => ['text', 'product'].includes(fieldOf(field).kind);

/** Where what may be a product's name ends: before a number, a link, somebody spoken to. */
function nameEnd(tokens: Token[], from: number, book?: FieldBook): number {
  const isOver = (token: Token, at: number) =>
    token.kind !== 'word' ||
    numberAt(tokens, at, counting) !== undefined ||
    [linking, belonging, closing, butThis, trade].some((words) => words(token)) ||
    isPerson(token) ||
    [notThat, wrong, book].some((phrases) => phrases?.at(tokens, at));
  const end = tokens.findIndex((token, at) => at >= from && isOver(token, at));
  return end < 0 ? tokens.length : end;
}

/** Whose price it is: "giá na", "giá của gà đồi". What answers in words is whose only where there is such a product. */
function goodsAt(tokens: Token[], at: number, field: Field, goods: Goods | undefined): GoodsFound | undefined {
  if (!field.startsWith('product.')) return undefined;
  const found = goods?.(tokens, at, (from) => nameEnd(tokens, from));
  return found && (found.product.ids.length > 0 || !isWords(field)) ? found : undefined;
}

/** "sửa giá 45k/kg cho na": the last words, where they name one that there is. */
function goodsAtEnd(
  tokens: Token[],
  from: number,
  end: number,
  field: Field,
  goods: Goods | undefined,
): GoodsFound | undefined {
  if (!field.startsWith('product.') || isWords(field)) return undefined;
  for (let at = from + 1; at < end; at++) {
    const found = goods?.(tokens, at, () => end);
    if (found && found.product.ids.length > 0 && at + found.length === end) return found;
  }
  return undefined;
}

/** Where "… của bác ghi sai rồi" after a field's name ends. */
function wrongAfter(tokens: Token[], from: number): number | undefined {
  let at = from;
  for (let found = wrong.at(tokens, at); ; found = wrong.at(tokens, at)) {
    const token = tokens[at];
    if (found) {
      let to = at + found.length;
      while (to < tokens.length && (closing(tokens[to]) || tokens[to]?.bare === 'mat')) to++;
      return to;
    }
    if (!token || !(belonging(token) || isPerson(token))) return undefined;
    at++;
  }
}

function meant(fields: Field[], asked: Field | undefined, also: Field[]): Field | undefined {
  const about = asked ?? also[0];
  const noun = about?.slice(0, about.indexOf('.') + 1);
  return (
    fields.find((field) => field === asked) ??
    fields.find((field) => noun !== undefined && field.startsWith(noun)) ??
    fields[0]
  );
}
