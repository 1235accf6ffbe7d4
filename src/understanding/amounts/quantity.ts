// How much there is, and how much one weighs. A number without a unit is never guessed: it is asked back.
// Approximate words are accepted ("khoảng 2 tạ"): what is in the store is never exact.
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import type { Quantity } from '../../model/values.ts';
import { isFiller } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { phraseSet, wordSet } from '../letters/phrases.ts';
import { isMinus, isSpread } from './digits.ts';
import { numberAt } from './number.ts';
import { counting, type MeasureRead, measureAt, unitAt } from './units.ts';

const period = wordSet('ngày tuần tháng vụ lứa năm mùa quý');
const each = wordSet('mỗi một');
const perOne = wordSet('mỗi');
const stored = wordSet('còn có được');
const five = wordSet('năm');
/** "lâu năm cây mới cho quả": years. */
const yearly = wordSet('lâu nhiều mỗi hàng cả suốt quanh');
const ripe = wordSet('chín');
const tree = wordSet('cây');
/** Too vague to be an amount, and too near to one to be passed over. */
const vague = wordSet('mấy chưa');
const about = wordSet('khoảng tầm độ chừng cỡ hơn gần ngót xấp xỉ');
const below = wordSet('dưới');
const above = wordSet('trên');
const more = wordSet('hơn');
const notCounted = wordSet('giờ h tuổi sào mẫu ha nghìn ngàn triệu k tr đồng đ');

type Found = MeasureRead & {
  start: number;
  /** "20 con, mỗi con 2 cân": what each weighs. */
  ofOne?: true;
};

export function readQuantity(text: string, _context: ReadContext): FieldReading<Quantity> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const found = measuresIn(tokens)?.filter((one) => !one.ofOne);
  if (!found) return undefined;
  if (found.length === 0) return bareCount(tokens, said, ['kg', 'con', 'gói']);
  const measures = found.flatMap(withApprox).flatMap(inPieces);
  return answer(said, measures, measures.length > 1 || found.some((one) => one.ask || mayBeWords(tokens, one)));
}

export function readWeight(text: string, _context: ReadContext): FieldReading<Quantity> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const found = measuresIn(tokens);
  if (!found) return undefined;
  if (found.length === 0) return bareCount(tokens, said, ['g', 'kg', 'lạng']);
  const heavy = found.filter((one) => one.measures.some(({ grams }) => grams));
  const ofOne = heavy.filter((one) => one.ofOne);
  const weighed = ofOne.length > 0 ? ofOne : heavy;
  const weights = weighed.flatMap(withApprox).flatMap(oneWeight);
  return answer(said, weights, weighed.length > 1 || weighed.some((one) => one.ask));
}

/** A quantity in the unit that everybody else counts in: kg for cân, yến, tạ and tấn, g for lạng, l for lít. */
export function canonical({ amount, unit, grams, ...rest }: Quantity): Quantity {
  const [name = unit] = unit.split(' ');
  const { to, size } = canonicalUnits[name] ?? { to: name, size: 1 };
  return { amount: round(amount * size), unit: to, ...(grams ? { grams: round(grams) } : {}), ...rest };
}

const canonicalUnits: Record<string, { to: string; size: number }> = {
  yến: { to: 'kg', size: 10 },
  tạ: { to: 'kg', size: 100 },
  tấn: { to: 'kg', size: 1000 },
  lạng: { to: 'g', size: 100 },
  lít: { to: 'l', size: 1 },
  trái: { to: 'quả', size: 1 },
  chiếc: { to: 'cái', size: 1 },
};

const round = (value: number) => Math.round(value * 1e6) / 1e6;

const withApprox = ({ measures, approx }: Found): Quantity[] =>
  approx ? measures.map((measure) => ({ ...measure, approx })) : measures;

/** Two dozen of we know not what: pieces all the same. */
function inPieces(measure: Quantity): Quantity[] {
  const pieces = { chục: 10, tá: 12 }[measure.unit];
  return pieces ? ['quả', 'con', 'cái'].map((unit) => ({ amount: round(measure.amount * pieces), unit })) : [measure];
}

/** The weight of one: of "5 gói 200g", 200 g. */
function oneWeight(measure: Quantity): Quantity[] {
  if (!measure.grams) return [];
  const space = measure.unit.indexOf(' ');
  if (space < 0) return [measure];
  const inside = tokenize(measure.unit.slice(space + 1));
  return measureAt(inside, 0)?.measures ?? [];
}

function answer(said: string, measures: Quantity[], ask: boolean): FieldReading<Quantity> | undefined {
  const [first] = measures;
  if (!first) return undefined;
  const choices = different(measures.map(({ approx: _, ...exact }) => exact)).slice(0, 3);
  return ask ? { said, choices } : { said, value: first };
}

function different(measures: Quantity[]): Quantity[] {
  return measures.filter(
    (one, i) => measures.findIndex((other) => other.amount === one.amount && other.unit === one.unit) === i,
  );
}

/** All amounts with units; `undefined` when there are numbers of another kind besides. */
function measuresIn(tokens: Token[]): Found[] | undefined {
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token || token.text === '%') return undefined;
    if (vague(token) && token.marked) return undefined;
    // "na chín cây": ripe on the tree.
    const isRipe = ripe(token) && tree(tokens[at + 1]);
    if (five(token) && yearly(tokens[at - 1])) {
      at++;
      continue;
    }
    if (isRipe || isRate(tokens, at)) {
      at += 2;
      continue;
    }
    const measure = amountAt(tokens, at);
    if (measure) {
      if (isMinus(tokens, at)) return undefined;
      found.push(isOfOne(tokens, at, found) ? { ...measure, ofOne: true } : measure);
      at = measure.end;
      continue;
    }
    const number = token.kind === 'number' ? { end: at + 1 } : undefined;
    if (number && !isLabel(tokens, at) && tokens.length > 1 && !onlyFillersBesides(tokens, at)) return undefined;
    at++;
  }
  return found;
}

/** An amount that begins here, or a range of it, with the words that make it an approximate one. */
function amountAt(tokens: Token[], at: number): Found | undefined {
  const before = tokens[at - 1];
  // An unmarked "co" is có.
  const isAbout = about(before) && (before?.marked || before?.bare !== 'co');
  const isAround = below(before) && above(tokens[at - 2]);
  const measure = measureAt(tokens, at) ?? lone(tokens, at, isAbout === true && before?.marked === true);
  const range = rangeAt(tokens, at, measure);
  if (range || !measure) return range;
  const isMore = more(tokens[measure.end]);
  const approx = isAbout || isAround || isMore || measure.approx === true;
  return {
    ...measure,
    start: at,
    end: isMore ? measure.end + 1 : measure.end,
    ask: measure.ask || (!isAround && (below(before) || above(before))),
    ...(approx ? { approx } : {}),
  };
}

/** "hơn tạ", "gần yến", "tá trứng": one of it, when nothing else can be meant. */
function lone(tokens: Token[], at: number, isAbout: boolean): MeasureRead | undefined {
  const unit = tokens[at]?.marked ? unitAt(tokens, at)?.unit : undefined;
  if (!unit || !(unit.pieces === 12 || (isAbout && unit.grams))) return undefined;
  const one = measureAt(tokens, at, { bare: true, tail: true });
  return one?.measures[0]?.unit === 'tá' ? undefined : one;
}

/** "20 con, mỗi con 2 cân", "40 hộp, hộp 500g": what was counted is named again. */
function isOfOne(tokens: Token[], at: number, before: Found[]): boolean {
  const unit = unitAt(tokens, at - 1)?.unit;
  if (!unit || before.length === 0) return false;
  return perOne(tokens[at - 2]) || before.some(({ measures }) => measures.some((one) => one.unit === unit.name));
}

/** "2-3 tạ", "2 tạ đến 3 tạ": a number alone takes the unit of the second. */
function rangeAt(tokens: Token[], at: number, measure: MeasureRead | undefined): Found | undefined {
  const first = measure ?? numberAt(tokens, at, counting);
  const second = first && isSpread(tokens[first.end]) ? measureAt(tokens, first.end + 1) : undefined;
  const [upper] = second?.measures ?? [];
  if (!first || !second || !upper) return undefined;
  const perUnit = upper.grams ? upper.grams / upper.amount : undefined;
  const lower =
    'measures' in first
      ? first.measures
      : [{ amount: first.value, unit: upper.unit, ...(perUnit ? { grams: first.value * perUnit } : {}) }];
  return { start: at, end: second.end, measures: [...lower, upper], ask: true, counted: true };
}
const animal = wordSet('gà vịt ngan ngỗng chim lợn thỏ dê bò trâu');
const otherWord = /^(?:ba|nam|tu|sau|bay) (?:con|doi|gio|bo|cai|cap)$/;

/** "ba con trong xom dang gat", "lam ba doi roi": bà con and ba đời, among words that say nothing of a store. */
function mayBeWords(tokens: Token[], { start, end }: Found): boolean {
  const said = tokens.slice(start, end);
  if (said.some((token) => token.marked) || !otherWord.test(said.map((token) => token.bare).join(' '))) return false;
  const rest = tokens.filter((token, at) => (at < start || at >= end) && !isFiller(token));
  return rest.length >= 2 && !animal(tokens[end]) && !tokens.slice(0, start).some((token) => stored(token));
}

/** "mỗi tháng", "1 vụ", "/tuần": how often, not how much. */
function isRate(tokens: Token[], at: number): boolean {
  const token = tokens[at];
  return (
    period(tokens[at + 1]) && (each(token) || token?.text === '/' || (token?.text === '1' && token.kind === 'number'))
  );
}

const left = wordSet('còn');
const sold = phraseSet('bán được, bán mất, bán hết, bán đi, bán rồi, đã bán, vừa bán, mới bán');
const coming = phraseSet(
  ['tuần', 'tháng', 'năm', 'vụ', 'lứa', 'đợt', 'mùa']
    .flatMap((time) => [`${time} sau`, `${time} tới`, `${time} nữa`, `sang ${time}`, `cuối ${time}`, `đầu ${time} sau`])
    .concat('ngày mai', 'hôm sau', 'sau tết', 'ra tết', 'qua tết', 'sắp có', 'sắp được')
    .join(),
);
const eachTime = wordSet('ngày tuần tháng năm vụ');

/** "bán được 20 cân rồi", "tháng sau có 2 tạ", "mỗi cây 20 cân": an amount, and not what there is to sell now. */
export function isNotInStore(tokens: Token[]): boolean {
  if (tokens.some((token, at) => left(token) && (measureAt(tokens, at + 1) || measureAt(tokens, at + 2)))) return false;
  return tokens.some((token, at) => {
    const next = at + (stored(tokens[at + 1]) ? 2 : 1);
    // "ngày 50 quả"; in "năm chục quả" it is a number.
    const isEach = eachTime(token) && measureAt(tokens, next) && (!five(token) || tokens[next]?.kind === 'number');
    return isEach || isRate(tokens, at) || perOne(token) || sold.at(tokens, at) || coming.at(tokens, at);
  });
}

/** "loại 1", "số 2". */
const label = wordSet('loại hạng số lứa đợt');
const isLabel = (tokens: Token[], at: number) => label(tokens[at - 1]);

function onlyFillersBesides(tokens: Token[], at: number): boolean {
  const number = numberAt(tokens, at, counting);
  return number !== undefined && tokens.every((token, i) => (i >= at && i < number.end) || isFiller(token));
}

function bareCount(tokens: Token[], said: string, units: string[]): FieldReading<Quantity> | undefined {
  const start = tokens.findIndex((_, at) => numberAt(tokens, at, counting));
  const number = start < 0 ? undefined : numberAt(tokens, start, counting);
  if (!number || number.weak || number.range || number.value <= 0 || number.value > 1e6) return undefined;
  // "25 nghìn" is a price, and "1/2" half of we know not what.
  if (number.scale >= 1000 || tokens[start + 1]?.text === '/') return undefined;
  if (isMinus(tokens, start) || notCounted(tokens[number.end])) return undefined;
  const rest = [...tokens.slice(0, start), ...tokens.slice(number.end)];
  if (!rest.every((token) => isFiller(token) || about(token))) return undefined;
  // Nobody weighs by the ten.
  const inTens = tokens.slice(start, number.end).some((_, i) => unitAt(tokens, start + i)?.unit.pieces === 10);
  if (inTens && units.includes('g')) return undefined;
  const likely = inTens ? ['quả', 'con', 'kg'] : likelyUnits(units, number.value);
  const grams: Record<string, number> = { kg: 1000, g: 1, lạng: 100 };
  const choices = likely.map((unit) => ({
    amount: number.value,
    unit,
    ...(grams[unit] ? { grams: round(number.value * grams[unit]) } : {}),
  }));
  return { said, choices };
}

/** What weighs fifty or more weighs grams. */
function likelyUnits(units: string[], value: number): string[] {
  if (!units.includes('g')) return units;
  return value >= 50 ? ['g'] : ['kg', 'lạng'];
}
