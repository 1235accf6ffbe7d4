// Prices: how much, and for how much of the thing ("250k một cân", "chục quả 40 nghìn").
// A bare small number and two prices are asked back; what may be no price at all is not read.
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import type { Measure, Money, MoneyRange } from '../../model/values.ts';
import { isFiller, isSurelyPerson } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import { half } from './digits.ts';
import { type NumberMode, type NumberRead, numberAt } from './number.ts';
import { isUnit, measureAt, unitAt } from './units.ts';

export type PriceRead = {
  start: number;
  end: number;
  /** Best first. */
  amounts: number[];
  ask: boolean;
  per?: Measure | undefined;
  /** Money for certain: it was said in thousands, millions or đồng. */
  plain: boolean;
  /** So much for so much: other words may stand around it, though it was said without thousands. */
  each: boolean;
  /** "300-350k", "dưới 50k", "trở lên": what was surely said, though it is no single price. */
  range?: { from?: number; to?: number } | undefined;
  /** "khoảng", "tầm" */
  approx?: boolean | undefined;
};

const pricing: NumberMode = { money: true, isUnit };
const currencyWord = wordSet('đ d đồng vnd vnđ');
const isCurrency = (token?: Token) => currencyWord(token) || token?.text === '₫';
const foreignWord = wordSet('đô usd euro tệ');
/** Unmarked, đô may be đỏ or độ, and tệ the rice that is tẻ. */
const isForeign = (token: Token) =>
  (foreignWord(token) && (token.marked || !/^(?:do|te)$/.test(token.bare))) || /^[$€¥]$/.test(token.text);
const slangMillion = wordSet('củ');
const slangNote = wordSet('vé');
const to = wordSet('đến tới');
const either = wordSet('hoặc hay');
const isTo = (token?: Token) => to(token) || /^[-–—~]$/.test(token?.text ?? '');
const perWord = wordSet('mỗi trên cho');
const wholesale = wordSet('sỉ buôn');
const sale = wordSet('sỉ buôn lẻ');
const label = wordSet('loại hạng số lứa đợt');
const howMany = wordSet('mấy');
/** Around a bare sum these name no other thing. */
const beside = wordSet('chẵn tròn sỉ buôn lẻ lấy');
const animal = wordSet('con');
const otherMeasure = wordSet('giờ h tháng tuổi sao lần người ngày năm nay phút độ lớp điểm');
const million = 1_000_000;

/** One price, as a field holds it: a range, a bound and an approximate sum are asked back. */
export function readPrice(text: string, _context: ReadContext): FieldReading<Money> | undefined {
  const found = moneyIn(text);
  if (!found) return undefined;
  const { said, sure, choices } = found;
  return sure && 'amount' in sure && !sure.approx ? { said, value: sure } : { said, choices };
}

/** All that was said of money: "300-350k" and "dưới 50k" are sure, though they are no one price. */
export function readMoney(text: string): FieldReading<Money | MoneyRange> | undefined {
  const found = moneyIn(text);
  if (!found) return undefined;
  const { said, sure, choices } = found;
  return sure ? { said, value: sure } : { said, choices };
}

function moneyIn(text: string): { said: string; sure?: Money | MoneyRange | undefined; choices: Money[] } | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const prices = pricesIn(tokens);
  const [first] = prices ?? [];
  if (!prices || !first) return undefined;
  const isWhole = tokens.some((_, at) => ofEverything(tokens, at));
  const sure = prices.length > 1 || isWhole ? undefined : meaningOf(first);
  const choices = prices.flatMap((price) => price.amounts.map((amount) => money(amount, price.per)));
  return { said, sure, choices: choices.slice(0, 3) };
}

const money = (amount: number, per?: Measure): Money => ({ amount, ...(per ? { per } : {}) });

/** One price, or a range of it; `undefined` when it is in doubt. */
function meaningOf({ amounts, ask, range, approx, per }: PriceRead): Money | MoneyRange | undefined {
  const [amount] = amounts;
  if (range) return { ...range, ...(per ? { per } : {}), ...(approx ? { approx } : {}) };
  if (approx && amount) return { ...money(amount, per), approx };
  return ask || !amount ? undefined : money(amount, per);
}

const everything = phraseSet('cả, tất cả, toàn bộ, trọn, trọn gói, hết');
const extras = wordSet('ship phí công hộp túi bao bì thuế');

/** "cả vườn 5 triệu"; but "25k cả ship" is the price of one. An unmarked "ca" counts only right before a number. */
function ofEverything(tokens: Token[], at: number): boolean {
  const found = everything.at(tokens, at);
  const next = tokens[at + (found?.length ?? 0)];
  return found !== undefined && !extras(next) && (tokens[at]?.marked === true || next?.kind === 'number');
}

/** The prices of a whole answer; `undefined` when it holds anything that makes it no price. */
function pricesIn(tokens: Token[]): PriceRead[] | undefined {
  const prices: PriceRead[] = [];
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token || token.text === '%' || token.text === '°' || isForeign(token)) return undefined;
    // "mấy chục nghìn": nobody knows how many.
    if (howMany(token) && (token.marked || numberAt(tokens, at + 1, pricing))) return undefined;
    // "trọn gói" is no packet.
    const all = everything.at(tokens, at);
    if (all) {
      at += all.length;
      continue;
    }
    // "200 một chai 65": beside a doubtful price another is asked about too.
    const isLoose = sale(tokens[at - 1]) || prices.every((one) => one.each && !one.plain);
    const price = label(tokens[at - 1]) ? undefined : priceAt(tokens, at, isLoose);
    if (price) {
      // "1tr2tr", "1.5tr2": run together, it is a slip of the fingers.
      const next = tokens[price.end];
      if (next?.glued && next.kind !== 'mark') return undefined;
      if (isMinus(tokens, at)) return undefined;
      if (!price.plain && otherMeasure(next)) return undefined;
      prices.push(price);
      at = price.end;
      continue;
    }
    // "250k một cân, còn 20 cân": how much there is, is another matter; in "300k con 3kg" it may be the hen's weight.
    const isApart = prices.some((one) => one.plain && one.each && one.end < at);
    const measure = isApart ? measureAt(tokens, at) : undefined;
    if (measure) {
      at = measure.end;
      continue;
    }
    const bound = boundAt(tokens, at);
    if (token.kind === 'number' && !label(tokens[at - 1])) return undefined;
    if (!bound) rest.push(token);
    at += bound?.length ?? 1;
  }
  // Without thousands, millions or đồng, and not for one of it, it must be the whole answer.
  if (prices.every((price) => !price.plain && !price.each) && !rest.every((token) => isFiller(token) || beside(token)))
    return undefined;
  return prices.sort((a, b) => Number(isWholesale(tokens, a)) - Number(isWholesale(tokens, b)));
}

function isWholesale(tokens: Token[], price: PriceRead): boolean {
  return wholesale(tokens[price.start - 1]) || wholesale(tokens[price.start - 2]);
}

function isMinus(tokens: Token[], at: number): boolean {
  return tokens[at]?.glued === true && /^[-–−.,]$/.test(tokens[at - 1]?.text ?? '');
}

/** A price that begins here. `loose` also takes numbers that only a price question makes a price. */
export function priceAt(tokens: Token[], from: number, loose: boolean): PriceRead | undefined {
  const before = perBefore(tokens, from, loose);
  const start = before?.end ?? from;
  const lead = isCurrency(tokens[start]) && tokens[start + 1]?.kind === 'number';
  const amount = amountAt(tokens, lead ? start + 1 : start, loose, lead);
  if (!amount) return undefined;
  const echoed = echoAt(tokens, amount.end, amount);
  const follows = perAfter(tokens, echoed);
  // "1 lít 250k chai nửa lít 130k": what stands after is what the next sum is for.
  const after = before && follows && amountAt(tokens, follows.end, false) ? undefined : follows;
  // "2 tạ giá 300k/kg": what stands before is not what the price is for.
  if (before && after) return undefined;
  // "con 2 cân 200k": for one of that weight, or for so much of what is left.
  const isOfOne = animal(tokens[from - 1]) && unitAt(tokens, start - 1)?.unit.grams !== undefined;
  const per = isOfOne ? undefined : (before?.per ?? after?.per);
  const end = after ? echoAt(tokens, after.end, amount) : echoed;
  const price: PriceRead = {
    start: from,
    end,
    amounts: amount.amounts,
    ask: isOfOne || [amount, before, after].some((part) => part?.ask),
    per,
    plain: amount.plain,
    each: after !== undefined || before?.counted === true,
    range: amount.range,
    approx: amount.approx,
  };
  return bounded(tokens, price, start);
}

type Bound = 'from' | 'to' | 'about';

const boundBefore = phraseBook<Bound>([
  ...'khoảng, tầm, độ, chừng, cỡ, gần, ngót, xấp xỉ, ước chừng, trên dưới, khoảng độ, khoảng tầm'
    .split(', ')
    .map((words): [string, Bound] => [words, 'about']),
  ...'dưới, không quá, chưa đến, chưa tới, chưa quá, không đến, không tới, tối đa, nhiều nhất, cao nhất, đắt nhất, cùng lắm, nhiều cũng, cao cũng, đắt cũng, không hơn, không được quá, đến, tới, lên đến, lên tới'
    .split(', ')
    .map((words): [string, Bound] => [words, 'to']),
  ...'trên, hơn, từ, quá, ít nhất, ít cũng, rẻ cũng, thấp cũng, tối thiểu, thấp nhất, rẻ nhất, không dưới, không kém, không được dưới, không bán dưới'
    .split(', ')
    .map((words): [string, Bound] => [words, 'from']),
]);
/** An unmarked "qua" is a piece, "co" is có, and "toi" before a verb is tôi. */
function boundAt(tokens: Token[], at: number): { value: Bound; length: number } | undefined {
  const token = tokens[at];
  const isOther = token?.bare === 'toi' ? linkingWord(tokens[at + 1]) : /^(?:qua|co)$/.test(token?.bare ?? '');
  return token && (token.marked || !isOther) ? boundBefore.at(tokens, at) : undefined;
}

const boundAfter = phraseBook<Bound>([
  ...'gì đó, khoảng đó, tầm đó, đổ lại đây'.split(', ').map((words): [string, Bound] => [words, 'about']),
  ...'trở xuống, đổ lại, trở lại, đổ xuống, là cùng'.split(', ').map((words): [string, Bound] => [words, 'to']),
  ...'trở lên, đổ lên, hơn, có hơn'.split(', ').map((words): [string, Bound] => [words, 'from']),
]);
const linkingWord = wordSet('giá là bán được chỉ có phải lấy tính');
const linking = (token?: Token) => linkingWord(token) || /^[=:]$/.test(token?.text ?? '');
const no = wordSet('không chẳng chả chưa đừng ko');

/** The words around a price that make it no exact one. */
function bounded(tokens: Token[], price: PriceRead, sum: number): PriceRead {
  const after = boundAfter.at(tokens, price.end);
  const isAfter = after && !isUnit(tokens, price.end);
  const { bounds: before, negated } = boundsBefore(tokens, sum);
  const bounds = isAfter ? [...before, after.value] : before;
  const end = isAfter ? price.end + after.length : price.end;
  if (bounds.length === 0) return price;
  const side = bounds.findLast((bound) => bound !== 'about');
  const [amount, second] = price.amounts;
  const isDoubtful = negated || (price.ask && !price.range && !price.approx);
  const range = side && !isDoubtful && second === undefined ? { [side]: amount } : price.range;
  // "khoảng 30" is in doubt already.
  const approx = !isDoubtful && (price.approx || bounds.includes('about'));
  return { ...price, end, ask: true, range, approx };
}

/** What stands right before the sum, several words deep: "giá khoảng từ"; a no before it leaves it in doubt. */
function boundsBefore(tokens: Token[], sum: number): { bounds: Bound[]; negated: boolean } {
  const bounds: Bound[] = [];
  let at = sum;
  for (let found = boundUpTo(tokens, at); found || linking(tokens[at - 1]); found = boundUpTo(tokens, at)) {
    if (found) bounds.push(found.value);
    at -= found?.length ?? 1;
  }
  return { bounds, negated: no(tokens[at - 1]) };
}

/** The longest that ends there. */
function boundUpTo(tokens: Token[], end: number): { value: Bound; length: number } | undefined {
  for (const length of [3, 2, 1]) {
    const found = boundAt(tokens, end - length);
    if (found?.length === length) return found;
  }
  return undefined;
}

type Amount = Pick<PriceRead, 'amounts' | 'ask' | 'plain' | 'end' | 'range' | 'approx'>;

function amountAt(tokens: Token[], from: number, loose: boolean, currencyBefore = false): Amount | undefined {
  const read = numberAt(tokens, from, pricing);
  if (!read) return undefined;
  // "hơn trăm", "gần triệu": one of it, though none was counted.
  const isOne = read.weak && read.scale >= 100 && boundsBefore(tokens, from).bounds.length > 0;
  const number = isOne ? { ...read, weak: false } : read;
  const range = rangeAt(tokens, number, loose);
  if (range) return range;
  const currency = isCurrency(tokens[number.end]);
  const end = currency ? number.end + 1 : number.end;
  const isSum = number.value > 0 && number.value <= 1e10 && !number.weak;
  if (number.scale >= 1000) return isSum ? amountOf(number, end) : undefined;
  if (currency || currencyBefore) return isSum && (loose || number.value >= 1000) ? inDong(number, end) : undefined;
  return loose ? implied(tokens, number) : undefined;
}

function amountOf(number: NumberRead, end: number): Amount {
  if (number.range) return between(number.range, end, number.approx);
  // "1.250tr" is no milliard.
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(number.digits ?? '') && number.scale >= million)
    return asked([number.value / 1000, number.value], end);
  return asSaid(number, 1, end, true);
}

/** All that the number may be, so many đồng each; roughly, if it was said so. */
function asSaid({ value, others, ask, approx }: NumberRead, each: number, end: number, plain: boolean): Amount {
  const amounts = [value, ...others].map((one) => Math.round(one * each));
  return { amounts, ask: ask || approx === true, plain, end, approx: approx && !ask };
}

/** "50 đồng" is fifty thousand in the country. */
function inDong(number: NumberRead, end: number): Amount {
  const { value } = number;
  if (value < 1000) return asked(value < 100 ? [value * 1000] : [value * 1000, value], end);
  return { amounts: [Math.round(value)], ask: number.ask, plain: true, end };
}

function asked(amounts: readonly number[], end: number, plain = true): Amount {
  return { amounts: amounts.map(Math.round), ask: true, plain, end };
}

/** A range that was surely said. */
function between(ends: readonly number[], end: number, approx = false, plain = true): Amount {
  const [from = 0, upper = from] = ends.map(Math.round);
  return { ...asked([from, upper], end, plain), range: { from, to: upper }, ...(approx ? { approx } : {}) };
}

/** A number that only the question makes a price: thousands are left out in speech. */
function implied(tokens: Token[], number: NumberRead): Amount | undefined {
  const { value, end } = number;
  const slang = value < 1000 ? slangAt(tokens, number) : undefined;
  if (slang) return slang;
  if (value <= 0 || value > 1e9 || number.weak || isUnit(tokens, end) || otherMeasure(tokens[end])) return undefined;
  if (!Number.isInteger(value)) return impliedHalf(number);
  if (number.range) {
    const ends = number.range.map((one) => one * 1000);
    return between(ends, end, number.approx, false);
  }
  if (number.words) {
    if (value > 999) return undefined;
    return asSaid({ ...number, ask: number.ask || value < 10 }, 1000, end, false);
  }
  if (value < 1000) return asked([value * 1000], end, false);
  if (value < 10_000) return asked([value, value * 1000], end, false);
  return { amounts: [value], ask: false, plain: false, end };
}

/** "25 rưỡi" are thousands; "hai rưỡi" may be of hundreds or millions. */
function impliedHalf({ value, words, ask, end }: NumberRead): Amount | undefined {
  if (!words || !ask) return undefined;
  const sums = value < 10 ? [value * 1000, value * 100_000, value * million] : [value * 1000];
  return asked(sums, end, false);
}

/** "2 củ" are two million, "2 củ rưỡi" more; "vé" and "t" are whatever was last talked of. */
function slangAt(tokens: Token[], { value, end }: NumberRead): Amount | undefined {
  const word = tokens[end];
  const tail = tokens[end + 1];
  if (slangNote(word)) return asked([value * million, value * 100_000], end + 1, false);
  const isLetter = word?.bare === 't' && word.glued;
  if (!isLetter && !slangMillion(word)) return undefined;
  if (half(tail)) return asked([(value + 0.5) * million], end + 2, false);
  return tail && /^\d$/.test(tail.text) && !isUnit(tokens, end + 2)
    ? asked([value * million + Number(tail.text) * 100_000], end + 2, false)
    : asked([value * million], end + 1, false);
}

/** "300-350k", "từ 300 đến 350 nghìn", "80 100k": the first number takes the scale of the second. */
function rangeAt(tokens: Token[], first: NumberRead, loose: boolean): Amount | undefined {
  const gap = isCurrency(tokens[first.end]) ? first.end + 1 : first.end;
  const link = tokens[gap];
  const isLinked = isTo(link) || either(link);
  // Two numbers side by side are a range only when the first cannot be a price of its own.
  const isBeside = first.words
    ? first.scale >= 10 && first.scale < 1000 && link?.kind === 'word'
    : first.digits === undefined;
  if (!isLinked && !isBeside) return undefined;
  const second = amountAt(tokens, isLinked ? gap + 1 : gap, loose);
  if (!second) return undefined;
  const [upper = 0] = second.amounts;
  let lower = first.value;
  // "0-50k": nought takes no scale, however often it is tried.
  if (lower <= 0) return undefined;
  if (first.scale < 1000) {
    while (lower * 1000 <= upper) lower *= 1000;
    // "350-300k" goes down, and not up from nearly nothing.
    if (lower < 1000 && lower * 100 < upper) return undefined;
  }
  if (lower > upper || (!isLinked && lower * (first.words ? 2 : 10) < upper)) return undefined;
  const isSure = isTo(link) && !second.ask && !first.ask;
  return isSure
    ? between([lower, upper], second.end, false, second.plain)
    : asked([lower, ...second.amounts], second.end, second.plain);
}

/** The end of "(hai mươi lăm nghìn đồng)" after "25.000 đồng": our own way to read a sum back. */
function echoAt(tokens: Token[], at: number, { amounts }: Amount): number {
  if (tokens[at]?.text !== '(') return at;
  const echo = amountAt(tokens, at + 1, false);
  return echo && echo.amounts[0] === amounts[0] && tokens[echo.end]?.text === ')' ? echo.end + 1 : at;
}

const bag = wordSet('bao');
/** Units that need a number before them when they have no marks. */
const otherWord = wordSet('ta can bo lo hop chuc');

function perAfter(tokens: Token[], from: number): { per: Measure; end: number; ask: boolean } | undefined {
  let at = from;
  const token = tokens[at];
  if (/^[/=:]$/.test(token?.text ?? '') || perWord(token)) at++;
  // "bao ship": the sender pays.
  if (bag(tokens[at]) && extras(tokens[at + 1])) return undefined;
  const read = measureAt(tokens, at, { bare: true, tail: true });
  const [measure] = read?.measures ?? [];
  if (!read || !measure) return undefined;
  return { per: { amount: measure.amount, unit: measure.unit }, end: read.end, ask: read.ask };
}

const reckoning = wordSet('theo tính cứ');
const left = wordSet('còn');
const isAround = (token: Token) => !left(token) && (isFiller(token) || perWord(token) || reckoning(token));

/** "Chục", "tính theo nải", "gói 2 lạng": for how much a price is, in words that say nothing else. */
export function readPer(tokens: Token[]): Measure | undefined {
  const from = tokens.findIndex((token, at) => !isAround(token) || isUnit(tokens, at));
  const read = measureAt(tokens, from, { bare: true, tail: false });
  const [measure] = read?.measures ?? [];
  if (!read || !measure || read.ask || !tokens.slice(read.end).every(isAround)) return undefined;
  const last = tokens[read.end - 1];
  // "chục à?"; and unmarked, "ta" is a dozen or a hundredweight.
  if (tokens.at(-1)?.text === '?' || (last?.bare === 'ta' && !last.marked)) return undefined;
  return { amount: measure.amount, unit: measure.unit };
}

/** Whether a sum is said that is no count of anything: "40k", "40.000". */
export function namesSum(text: string): boolean {
  const tokens = tokenize(text);
  return tokens.some((token, at) => priceAt(tokens, at, false)?.plain || /^\d[\d.,]{3,}$/.test(token.text));
}

/** "1 cân 25k", "mỗi cân khoảng 250k", "chục 30 nghìn", "1kg lạc 55k". */
function perBefore(
  tokens: Token[],
  from: number,
  loose: boolean,
): { per: Measure; end: number; counted: boolean; ask: boolean } | undefined {
  const at = perWord(tokens[from]) ? from + 1 : from;
  const read = measureAt(tokens, at, { bare: true, tail: false });
  const [measure] = read?.measures ?? [];
  if (!read || read.ask || !measure) return undefined;
  // "từ ba chục đến ba lăm nghìn" is a range.
  if (measure.unit === 'chục' && isTo(tokens[read.end])) return undefined;
  // "gà ta 200k": unmarked and uncounted, it is another word.
  const first = tokens[at];
  const isThis = nearby(tokens[read.end]);
  const isOther = otherWord(first) && !(isThis && surelyOf(first));
  if (at === from && !read.counted && !first?.marked && isOther && read.end === at + 1) return undefined;
  let gap = isThis ? read.end + 1 : read.end;
  for (let next = tokens[gap]; next; next = tokens[gap]) {
    const bound = boundAt(tokens, gap);
    if (!bound && !linking(next) && !isSurelyPerson(next)) break;
    gap += bound?.length ?? 1;
  }
  const inTens = tokens.slice(at, read.end).some((_, i) => unitAt(tokens, at + i)?.unit.pieces);
  const goods =
    loose && (read.counted || inTens) && !inStore(tokens[from - 1]) && gap === read.end ? goodsAt(tokens, gap) : 0;
  const amount = amountAt(tokens, gap + goods, loose && goods === 0);
  // "2 củ 3" is slang for a sum, and "90 nghìn con một" is no price of so many hens.
  if (!amount || (!amount.plain && (measure.unit === 'củ' || measure.amount >= 1000))) return undefined;
  const { amount: count, unit } = measure;
  // "3 con gà 500k" are perhaps not three for it.
  const ask = goods > 0 && count > 1 && !inTens;
  return { per: { amount: count, unit }, end: gap + goods, counted: read.counted, ask };
}

/** "can nay 180k": cân này, or cân as it is today (nay). */
const nearby = wordSet('này nay');
const surelyOf = wordSet('cân hộp chục');

const inStore = wordSet('còn có được tồn sẵn');
/** Before a sum that is no price: "1 cân chè lãi 30k". */
const otherSum = wordSet('ship phí công thuế lãi lời vốn cước cọc giảm bớt tiền');

/** How many words name what is sold, between its measure and the sum: "một yến gạo nếp 250 nghìn". */
function goodsAt(tokens: Token[], from: number): number {
  let count = 0;
  while (count < 4) {
    const token = tokens[from + count];
    if (token?.kind !== 'word' || otherSum(token) || numberAt(tokens, from + count, pricing)) break;
    count++;
  }
  return count;
}
