// Prices: how much, and for how much of the thing ("250k một cân", "chục quả 40 nghìn").
// A bare small number, a range, a bound and two prices are asked back; what may be no price at all is not read.
import type { FieldReading, ReadContext } from '../model/reading.ts';
import type { Measure, Money } from '../model/values.ts';
import { isFiller } from './fillers.ts';
import { clean, parsed, type Token, tokenize } from './normalize.ts';
import { type NumberRead, numberAt } from './number.ts';
import { wordSet } from './phrases.ts';
import { measureAt, unitAt } from './units.ts';

export type PriceRead = {
  start: number;
  end: number;
  /** Best first. */
  amounts: number[];
  ask: boolean;
  per?: Measure;
  /** Money for certain: it was said in thousands, millions or đồng. */
  plain: boolean;
};

const isUnit = (tokens: Token[], at: number) => unitAt(tokens, at) !== undefined;
const currencyWord = wordSet('đ d đồng vnd vnđ');
const isCurrency = (token?: Token) => currencyWord(token) || token?.text === '₫';
const slangMillion = wordSet('củ vé');
const spread = wordSet('đến tới hoặc hay');
const isSpread = (token?: Token) => spread(token) || /^[-–—~]$/.test(token?.text ?? '');
const about = wordSet('khoảng tầm độ chừng cỡ hơn gần ngót trên dưới vài dăm mấy cả');
const perWord = wordSet('mỗi một trên cho');
const wholesale = wordSet('sỉ buôn');
const label = wordSet('loại hạng số lứa đợt');
const otherMeasure = wordSet('giờ h tháng tuổi sao lần người ngày năm');
const million = 1_000_000;

export function readMoney(text: string, _context: ReadContext): FieldReading<Money> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const prices = pricesIn(tokens);
  if (!prices) return undefined;
  const [first] = prices;
  if (!first) return undefined;
  const values = prices.flatMap((price) => price.amounts.map((amount) => money(amount, price.per)));
  const ask = prices.length > 1 || first.ask || tokens.some((token, i) => isAbout(token, tokens[i + 1]));
  return ask ? { said, choices: values.slice(0, 3) } : { said, value: money(first.amounts[0] ?? 0, first.per) };
}

const money = (amount: number, per?: Measure): Money => ({ amount, ...(per ? { per } : {}) });

/** An unmarked "ca", "do", "gan" may be another word: those only count right before a number. */
function isAbout(token: Token, next: Token | undefined): boolean {
  return about(token) && (token.marked || next?.kind === 'number');
}

/** The prices of a whole answer; `undefined` when it holds anything that makes it no price. */
function pricesIn(tokens: Token[]): PriceRead[] | undefined {
  const prices: PriceRead[] = [];
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token || token.text === '%') return undefined;
    const price = label(tokens[at - 1]) ? undefined : priceAt(tokens, at, prices.length === 0);
    if (price) {
      // "1tr2tr", "1.5tr2": run together, it is a slip of the fingers.
      const next = tokens[price.end];
      if (next?.glued && next.kind !== 'mark') return undefined;
      if (isMinus(tokens, at) || tokens[price.end]?.text === '%') return undefined;
      if (!price.plain && otherMeasure(tokens[price.end])) return undefined;
      prices.push(price);
      at = price.end;
      continue;
    }
    if (token.kind === 'number' && !label(tokens[at - 1])) return undefined;
    rest.push(token);
    at++;
  }
  // Without thousands, millions or đồng it must be the whole answer.
  if (prices.some((price) => !price.plain) && !rest.every((token) => isFiller(token) || about(token))) return undefined;
  if (prices.length > 1) prices.sort((a, b) => Number(isWholesale(tokens, a)) - Number(isWholesale(tokens, b)));
  return prices;
}

function isWholesale(tokens: Token[], price: PriceRead): boolean {
  return wholesale(tokens[price.start - 1]) || wholesale(tokens[price.start - 2]);
}

function isMinus(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.kind === 'mark' && /^[-–−.,]$/.test(before.text) && (tokens[at]?.glued ?? false);
}

/** A price that begins here. `loose` also takes numbers that only a price question makes a price. */
export function priceAt(tokens: Token[], from: number, loose: boolean): PriceRead | undefined {
  const before = perBefore(tokens, from, loose);
  const start = before?.end ?? from;
  const lead = isCurrency(tokens[start]) && tokens[start + 1]?.kind === 'number';
  const amount = amountAt(tokens, lead ? start + 1 : start, loose, lead === true);
  if (!amount) return undefined;
  const after = perAfter(tokens, amount.end);
  // "2 tạ giá 300k/kg": what stands before is not what the price is for.
  if (before && after) return undefined;
  const per = before?.per ?? after?.per;
  const ask = amount.ask || (after?.ask ?? false);
  return { ...amount, start: from, end: after?.end ?? amount.end, ask, ...(per ? { per } : {}) };
}

type Amount = Pick<PriceRead, 'amounts' | 'ask' | 'plain' | 'end'>;

function amountAt(tokens: Token[], from: number, loose: boolean, currencyBefore: boolean): Amount | undefined {
  const number = numberAt(tokens, from, { money: true, isUnit });
  if (!number) return undefined;
  const range = rangeAt(tokens, number, loose);
  if (range) return range;
  const currency = isCurrency(tokens[number.end]);
  const end = currency ? number.end + 1 : number.end;
  if (number.scale >= 1000) return amountOf(number, end);
  if (currency || currencyBefore) return loose || number.value >= 1000 ? inDong(number, end) : undefined;
  return loose ? implied(tokens, number) : undefined;
}

function amountOf(number: NumberRead, end: number): Amount | undefined {
  if (number.range) return asked(number.range, end);
  if (number.value <= 0 || number.value > 1e10 || number.weak) return undefined;
  const amounts = [number.value, ...number.others].map(Math.round);
  return { amounts, ask: number.ask || amounts.length > 1, plain: true, end };
}

/** "50 đồng" is fifty thousand in the country. */
function inDong(number: NumberRead, end: number): Amount | undefined {
  if (number.value <= 0 || number.value > 1e10 || number.weak) return undefined;
  if (number.value < 1000) return asked([number.value * 1000], end);
  return { amounts: [Math.round(number.value)], ask: number.ask, plain: true, end };
}

function asked(amounts: readonly number[], end: number, plain = true): Amount {
  return { amounts: amounts.map(Math.round), ask: true, plain, end };
}

/** A number that only the question makes a price: thousands are left out in speech. */
function implied(tokens: Token[], number: NumberRead): Amount | undefined {
  const next = tokens[number.end];
  const { value, end } = number;
  if (slangMillion(next) && value < 1000) return asked([value * million], end + 1, false);
  if (next?.bare === 't' && next.glued && number.digits) {
    const tail = tokens[end + 1];
    const more = tail?.kind === 'number' && tail.glued && /^\d$/.test(tail.text);
    return more
      ? asked([value * million + Number(tail.text) * 100_000], end + 2, false)
      : asked([value * million], end + 1, false);
  }
  if (isUnit(tokens, end) && !perUnitFollows(tokens, number)) return undefined;
  if (value <= 0 || value > 1e9 || !Number.isInteger(value)) return undefined;
  if (number.range)
    return asked(
      number.range.map((one) => one * 1000),
      end,
      false,
    );
  if (number.words) {
    if (number.weak || value > 999) return undefined;
    const amounts = [value, ...number.others].map((one) => one * 1000);
    return { amounts, ask: number.ask || value < 10 || amounts.length > 1, plain: false, end };
  }
  if (value < 1000) return asked([value * 1000], end, false);
  if (value < 10_000) return asked([value * 1000, value], end, false);
  return { amounts: [value], ask: false, plain: false, end };
}

/** "250 một cân": the number is followed by a whole measure of its own; "5 cân" is an amount of the thing. */
function perUnitFollows(tokens: Token[], number: NumberRead): boolean {
  return number.words && number.value >= 10 && !number.digits && perWord(tokens[number.end]);
}

/** "300-350k", "từ 300 đến 350 nghìn": the first number takes the scale of the second. */
function rangeAt(tokens: Token[], first: NumberRead, loose: boolean): Amount | undefined {
  const gap = isCurrency(tokens[first.end]) ? first.end + 1 : first.end;
  if (!isSpread(tokens[gap])) return undefined;
  const second = amountAt(tokens, gap + 1, loose, false);
  const upper = second?.amounts[0];
  if (!second || !upper) return undefined;
  let lower = first.value;
  if (first.scale < 1000) {
    while (lower * 1000 <= upper) lower *= 1000;
  }
  if (lower <= 0 || lower > upper) return undefined;
  return asked([lower, ...second.amounts], second.end, second.plain);
}

function perAfter(tokens: Token[], from: number): { per: Measure; end: number; ask: boolean } | undefined {
  let at = from;
  const token = tokens[at];
  if (token?.text === '/' || (perWord(token) && token?.bare !== 'mot')) at++;
  const read = measureAt(tokens, at, { bare: true, tail: true });
  const [measure] = read?.measures ?? [];
  if (!read || !measure) return undefined;
  return { per: { amount: measure.amount, unit: measure.unit }, end: read.end, ask: read.ask };
}

/** "1 cân 25k", "mỗi cân 250k", "chục 30 nghìn". */
function perBefore(tokens: Token[], from: number, loose: boolean): { per: Measure; end: number } | undefined {
  const at = perWord(tokens[from]) && tokens[from]?.bare !== 'mot' ? from + 1 : from;
  const read = measureAt(tokens, at, { bare: true, tail: false });
  const [measure] = read?.measures ?? [];
  if (!read || read.ask || !measure) return undefined;
  const gap = wordSetOf(tokens[read.end]) ? read.end + 1 : read.end;
  const amount = amountAt(tokens, gap, loose, false);
  return amount ? { per: { amount: measure.amount, unit: measure.unit }, end: gap } : undefined;
}

const wordSetOf = wordSet('giá là bán được');
