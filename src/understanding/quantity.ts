// How much there is, and how much one weighs. A number without a unit is never guessed: it is asked back.
// Approximate words are accepted ("khoảng 2 tạ"): what is in the store is never exact.
import type { FieldReading, ReadContext } from '../model/reading.ts';
import type { Quantity } from '../model/values.ts';
import { isFiller } from './fillers.ts';
import { clean, parsed, type Token, tokenize } from './normalize.ts';
import { numberAt } from './number.ts';
import { wordSet } from './phrases.ts';
import { type MeasureRead, measureAt, unitAt } from './units.ts';

const isUnit = (tokens: Token[], at: number) => unitAt(tokens, at) !== undefined;
const period = wordSet('ngày tuần tháng vụ lứa năm mùa quý');
const each = wordSet('mỗi một');
const ripe = wordSet('chín');
const tree = wordSet('cây');
const spread = wordSet('đến tới hoặc hay');
/** Too vague to be an amount, and too near to one to be passed over. */
const vague = wordSet('vài mấy dăm dưới chưa');
const notCounted = wordSet('giờ h tuổi sào mẫu ha nghìn ngàn triệu k tr đồng đ');

type Found = MeasureRead & { start: number };

export function readQuantity(text: string, _context: ReadContext): FieldReading<Quantity> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const found = measuresIn(tokens);
  if (!found) return undefined;
  if (found.length === 0) return bareCount(tokens, said, ['kg', 'con', 'gói']);
  const measures = found.flatMap((one) => one.measures);
  return answer(said, measures, found.length > 1 || found.some((one) => one.ask));
}

export function readWeight(text: string, _context: ReadContext): FieldReading<Quantity> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const found = measuresIn(tokens);
  if (!found) return undefined;
  if (found.length === 0) return bareCount(tokens, said, ['g', 'kg', 'lạng']);
  const weights = found.flatMap((one) => one.measures).flatMap(oneWeight);
  return answer(
    said,
    weights,
    found.filter((one) => one.measures.some((m) => m.grams)).length > 1 || found.some((one) => one.ask),
  );
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
  return ask ? { said, choices: different(measures).slice(0, 3) } : { said, value: first };
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
    if (isRipe || isRate(tokens, at)) {
      at += 2;
      continue;
    }
    const measure = measureAt(tokens, at);
    if (measure) {
      if (isMinus(tokens, at)) return undefined;
      found.push({ ...measure, start: at });
      at = measure.end;
      continue;
    }
    const range = rangeAt(tokens, at);
    if (range) {
      found.push(range);
      at = range.end;
      continue;
    }
    const number = token.kind === 'number' ? { end: at + 1 } : undefined;
    if (number && !isLabel(tokens, at) && tokens.length > 1 && !onlyFillersBesides(tokens, at)) return undefined;
    at++;
  }
  return found;
}

function isMinus(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.kind === 'mark' && /^[-–−]$/.test(before.text) && (tokens[at]?.glued ?? false);
}

/** "2-3 tạ", "2 đến 3 tạ": the first number takes the unit of the second. */
function rangeAt(tokens: Token[], at: number): Found | undefined {
  const first = numberAt(tokens, at, { money: false, isUnit });
  if (!first) return undefined;
  const between = tokens[first.end];
  const isBetween = between && (spread(between) || /^[-–—~]$/.test(between.text));
  const second = isBetween ? measureAt(tokens, first.end + 1) : undefined;
  const [upper] = second?.measures ?? [];
  if (!second || !upper) return undefined;
  const perUnit = upper.grams ? upper.grams / upper.amount : undefined;
  const lower = { amount: first.value, unit: upper.unit, ...(perUnit ? { grams: first.value * perUnit } : {}) };
  return { start: at, end: second.end, measures: [lower, upper], ask: true, counted: true };
}

/** "mỗi tháng", "1 vụ", "/tuần": how often, not how much. */
function isRate(tokens: Token[], at: number): boolean {
  const token = tokens[at];
  return (
    period(tokens[at + 1]) && (each(token) || token?.text === '/' || (token?.text === '1' && token.kind === 'number'))
  );
}

/** "loại 1", "số 2". */
const label = wordSet('loại hạng số lứa đợt');
const isLabel = (tokens: Token[], at: number) => label(tokens[at - 1]);

function onlyFillersBesides(tokens: Token[], at: number): boolean {
  const number = numberAt(tokens, at, { money: false, isUnit });
  return number !== undefined && tokens.every((token, i) => (i >= at && i < number.end) || isFiller(token));
}

function bareCount(tokens: Token[], said: string, units: string[]): FieldReading<Quantity> | undefined {
  const start = tokens.findIndex((_, at) => numberAt(tokens, at, { money: false, isUnit }));
  const number = start < 0 ? undefined : numberAt(tokens, start, { money: false, isUnit });
  if (!number || number.weak || number.range || number.value <= 0 || number.value > 1e6) return undefined;
  if (isMinus(tokens, start) || notCounted(tokens[number.end])) return undefined;
  const rest = [...tokens.slice(0, start), ...tokens.slice(number.end)];
  if (!rest.every(isFiller)) return undefined;
  const grams: Record<string, number> = { kg: 1000, g: 1, lạng: 100 };
  const likely = units.includes('g') ? (number.value >= 50 ? ['g'] : ['kg', 'lạng']) : units;
  const choices = likely.map((unit) => ({
    amount: number.value,
    unit,
    ...(grams[unit] ? { grams: number.value * grams[unit] } : {}),
  }));
  return { said, choices };
}
