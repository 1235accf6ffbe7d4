// Units of weight, volume and count, and amounts of them from a place among tokens ("2kg5", "tạ rưỡi", "gói 2 lạng").
// A tail belongs to its unit: "2 tạ 3" is 230 kg. Collisions without marks are settled by order: can is cân, ta is tạ.
import type { Measure } from '../../model/values.ts';
import type { Token } from '../letters/normalize.ts';
import { phraseBook, wordBook, wordSet } from '../letters/phrases.ts';
import { digitAfterUnit, half } from './digits.ts';
import { type NumberMode, type NumberRead, numberAt } from './number.ts';

export type Unit = {
  name: string;
  grams?: number;
  /** Counts this many of what follows: chục quả, tá trứng. */
  pieces?: number;
  /** Holds something whose size may follow: gói 200g. */
  pack?: true;
  /** A digit after it is its tenth: "2 lít 3". */
  tenths?: true;
};

const weight = (name: string, grams: number): Unit => ({ name, grams, tenths: true });
const kilo = weight('kg', 1000);
const dozen: Unit = { name: 'tá', pieces: 12 };
const gram: Unit = { name: 'g', grams: 1 };
const litre: Unit = { name: 'lít', tenths: true };
const can: Unit = { name: 'can', pack: true };
const milkTin: Unit = { name: 'bơ' };
const counted = (name: string): [string, Unit] => [name, { name }];
const packing = (name: string): [string, Unit] => [name, { name, pack: true }];

const units = phraseBook<Unit>([
  ...['kg', 'kgs', 'cân', 'ký', 'kí lô', 'ki lô', 'kí lô gam', 'ki lô gam', 'kilo', 'kilogam', 'kí'].map(
    (name): [string, Unit] => [name, kilo],
  ),
  ...['g', 'gr', 'gam', 'gram', 'gờ ram'].map((name): [string, Unit] => [name, gram]),
  ['lạng', weight('lạng', 100)],
  ['yến', weight('yến', 10_000)],
  ['tạ', weight('tạ', 100_000)],
  ['tấn', weight('tấn', 1_000_000)],
  ['lít', litre],
  ['lit', litre],
  ['l', litre],
  ['ml', { name: 'ml' }],
  ['chục', { name: 'chục', pieces: 10 }],
  ['tá', dozen],
  ['trứng', { name: 'quả' }],
  ...'con quả trái bắp củ cây mớ bó nải buồng chùm đôi cặp cái chiếc xị bơ ấm bát viên suất bánh khóm cành bông miếng bộ'
    .split(' ')
    .map(counted),
  ['can', can],
  ...'gói túi hộp lọ hũ chai thùng sọt bao vỉ bịch bình khay rổ giỏ lon lốc bì tải thúng két bọc xâu lồng'
    .split(' ')
    .map(packing),
]);

export function unitAt(tokens: Token[], at: number): { unit: Unit; length: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const found = units.at(tokens, at);
  // "bon gio sang" is an hour, not baskets.
  if (!found || (token.bare === 'gio' && !token.marked && hourNamed(tokens[at + 1]))) return undefined;
  return { unit: (token.marked ? undefined : otherwise(tokens, at)) ?? found.value, length: found.length };
}

const liquid = wordSet('mật rượu giấm mắm xăng sữa lít lit');
const jar = wordSet('chai lọ hũ lon');
const hourNamed = wordSet('sáng trưa chiều tối đêm rưỡi kém');
const grain = wordSet('gạo thóc đỗ đậu lạc vừng kê');

/** What "ta", "can" and "bo" are only by what follows: a dozen of pieces, a can of something wet, a tin of grain. */
function otherwise(tokens: Token[], at: number): Unit | undefined {
  const next = tokens[at + 1];
  switch (tokens[at]?.bare) {
    case 'ta':
      // "2 ta ga" are rather two hundredweight; nobody weighs bottles.
      return pieceAt(tokens, at + 1)?.length || jar(next) ? dozen : undefined;
    case 'can':
      return liquid(next) || (next?.kind === 'number' && liquid(tokens[at + 2])) ? can : undefined;
    case 'bo':
      return grain(next) ? milkTin : undefined;
    default:
      return undefined;
  }
}

/** What is sold by the piece: a dozen of it is so many of these. */
const pieceOf = wordBook<string>([
  ...'trứng cam quýt bưởi na xoài táo hồng chanh ổi dứa mít dưa bí cau'
    .split(' ')
    .map((name) => [name, 'quả'] as const),
  ...'gà vịt ngan ngỗng chim lợn thỏ'.split(' ').map((name) => [name, 'con'] as const),
  ['ngô', 'bắp'],
]);
const interjection = wordSet('ơi');

/** "chục quả", "tá trứng", "hai chục gà": the piece, and how many tokens name it. */
function pieceAt(tokens: Token[], at: number): { name: string; length: number } | undefined {
  const unit = units.at(tokens, at);
  if (unit) {
    const { grams, pieces, pack, name } = unit.value;
    return grams || pieces || (pack && !jar(tokens[at])) ? undefined : { name, length: unit.length };
  }
  const name = interjection(tokens[at]) ? undefined : pieceOf(tokens[at]);
  return name === undefined ? undefined : { name, length: 0 };
}

export type MeasureRead = {
  end: number;
  /** Best first; more than one means: ask. */
  measures: (Measure & { grams?: number })[];
  ask: boolean;
  /** A number was said; "cân" alone has none. */
  counted: boolean;
  /** "mươi cân": about so much. */
  approx?: true;
};

/** After a digit that belongs to the next thing: "2 tạ 300k", "2 tạ 3 tháng". */
const numberGoesOn = wordSet(
  'k n ng ngh nghìn ngàn tr triệu trăm chục mươi vạn đ đồng vnd vnđ củ ngày tuần tháng vụ lứa năm mùa quý sào mẫu ha lần người',
);

const round = (value: number) => Math.round(value * 1e6) / 1e6;
export const isUnit = (tokens: Token[], at: number): boolean => unitAt(tokens, at) !== undefined;
/** Numbers of things, not of money. */
export const counting: NumberMode = { money: false, isUnit };

/** `bare`: a unit alone counts as one of it ("cân", "chục quả"). `tail`: "cân hai" is 1.2 kg, not one for two. */
export type MeasureMode = { bare: boolean; tail: boolean };

/** An amount and its unit. */
export function measureAt(
  tokens: Token[],
  from: number,
  { bare, tail }: MeasureMode = { bare: false, tail: true },
): MeasureRead | undefined {
  const count = numberAt(tokens, from, counting);
  const at = count?.end ?? from;
  if (count && count.value <= 0) return undefined;
  const vague = count && vagueTon(tokens, at, count);
  if (vague) return vague;
  const found = unitAt(tokens, at);
  const inTens = !found && count && unitAt(tokens, at - 1)?.unit.pieces === 10;
  const piece = inTens ? pieceAt(tokens, at) : undefined;
  if (inTens && piece) {
    const measures = (count.range ?? [count.value]).map((amount) => ({ amount, unit: piece.name }));
    return { end: at, measures, ask: count.ask, counted: true };
  }
  // "một chục 12 quả": a ten in the south may have more.
  const held = inTens && tokens[at]?.kind === 'number' && !tokens[at]?.glued ? measureAt(tokens, at) : undefined;
  const [inside] = held?.measures ?? [];
  if (inTens && held && inside && pieceAt(tokens, held.end - 1)) {
    const amount = round((count.value / 10) * inside.amount);
    return { end: held.end, measures: [{ amount, unit: inside.unit }], ask: held.ask, counted: true };
  }
  if (inTens && bare) {
    return { end: at, measures: [{ amount: round(count.value / 10), unit: 'chục' }], ask: false, counted: true };
  }
  if (!found) return undefined;
  if (!count && !bare && !startsWithTail(tokens, at, found)) return undefined;
  const end = at + found.length;
  const read = withTail(tokens, end, found.unit, count?.value ?? 1, tail);
  const sized = sizeOf(tokens, read.end, found.unit, count?.value ?? 1);
  const { amount, unit, grams } = sized ?? { amount: read.amount, unit: found.unit.name, grams: found.unit.grams };
  const measure = (value: number) => ({
    amount: round(value),
    unit,
    ...(grams ? { grams: round(value * grams) } : {}),
  });
  // "1,250 kg": a comma is a decimal point to some and parts thousands to others.
  const isEither = found.unit.tenths && /^[1-9]\d{0,2},\d{3}$/.test(count?.digits ?? '');
  const measures = count?.range
    ? count.range.map(measure)
    : isEither
      ? [measure(amount), measure(amount / 1000)]
      : [measure(amount)];
  return {
    end: sized?.end ?? read.end,
    measures,
    ask: measures.length > 1 || (count?.ask ?? false),
    counted: count !== undefined,
    ...(count?.approx && !count.range ? { approx: true } : {}),
  };
}

/** "tạ rưỡi", "cân hai": the unit comes first, and only a tail says that it is an amount. */
function startsWithTail(tokens: Token[], at: number, found: { unit: Unit; length: number }): boolean {
  if (!found.unit.tenths) return false;
  const next = tokens[at + found.length];
  return half(next) || (digitAfterUnit(next) !== undefined && !isUnit(tokens, at + found.length + 1));
}

function withTail(
  tokens: Token[],
  at: number,
  unit: Unit,
  amount: number,
  tail: boolean,
): { amount: number; end: number } {
  const next = tokens[at];
  if (!Number.isInteger(amount)) return { amount, end: at };
  if (half(next)) return { amount: amount + 0.5, end: at + 1 };
  if (!unit.tenths) return { amount, end: at };
  const smaller = smallerAt(tokens, at, unit);
  if (smaller) return { amount: round(amount + smaller.share), end: smaller.end };
  // "2kg5" always; "2 tạ 3" unless what follows is a number of its own ("2 tạ 300k", "một cân hai trăm").
  const isOwn = numberGoesOn(tokens[at + 1]) || isUnit(tokens, at + 1) || (!tail && !next?.glued);
  if (isOwn) return { amount, end: at };
  if (next?.kind === 'number' && /^\d{1,3}$/.test(next.text)) {
    return { amount: round(amount + Number(`0.${next.text}`)), end: at + 1 };
  }
  const digit = digitAfterUnit(next);
  return digit ? { amount: round(amount + digit / 10), end: at + 1 } : { amount, end: at };
}

/** "2 cân 3 lạng": the smaller unit as a share of the larger. */
function smallerAt(tokens: Token[], at: number, unit: Unit): { share: number; end: number } | undefined {
  const count = unit.grams ? numberAt(tokens, at, counting) : undefined;
  const found = count && unitAt(tokens, count.end);
  if (!count || !found?.unit.grams || !unit.grams || found.unit.grams >= unit.grams) return undefined;
  const share = (count.value * found.unit.grams) / unit.grams;
  if (share >= 1) return undefined;
  const end = count.end + found.length;
  const smaller = smallerAt(tokens, end, found.unit);
  if (smaller) return { share: share + (smaller.share * found.unit.grams) / unit.grams, end: smaller.end };
  return half(tokens[end]) ? { share: share + found.unit.grams / unit.grams / 2, end: end + 1 } : { share, end };
}

/** What one piece is: "chục quả" is ten of them, "gói 200g" is a pack of that size. */
function sizeOf(
  tokens: Token[],
  at: number,
  unit: Unit,
  amount: number,
): { amount: number; unit: string; grams?: number; end: number } | undefined {
  if (unit.pieces) {
    const piece = pieceAt(tokens, at);
    return piece && { amount: amount * unit.pieces, unit: piece.name, end: at + piece.length };
  }
  if (!unit.pack) return undefined;
  // "100 gói x 200g", "hộp loại 500g"
  if (times(tokens[at]) || tokens[at]?.text === '×') at++;
  const size = measureAt(tokens, at, { bare: false, tail: false });
  const [inside] = size?.measures ?? [];
  if (!size || size.ask || !inside || (!inside.grams && inside.unit.includes(' '))) {
    return undefined;
  }
  const said =
    inside.unit === 'kg' || inside.unit === 'g'
      ? `${show(inside.amount)}${inside.unit}`
      : `${show(inside.amount)} ${inside.unit}`;
  return { amount, unit: `${unit.name} ${said}`, ...(inside.grams ? { grams: inside.grams } : {}), end: size.end };
}

const times = wordSet('x loại');
const show = (amount: number) => String(amount).replace('.', ',');

/** "2t", "2t3": a tenth of a ton or a ton. */
function vagueTon(tokens: Token[], at: number, count: NumberRead): MeasureRead | undefined {
  const token = tokens[at];
  if (token?.bare !== 't' || !count.digits) return undefined;
  const tail = tokens[at + 1];
  const more = tail?.kind === 'number' && tail.glued && /^\d$/.test(tail.text) ? Number(tail.text) / 10 : 0;
  const amount = round(count.value + more);
  const measures = [
    { amount, unit: 'tạ', grams: round(amount * 100_000) },
    { amount, unit: 'tấn', grams: round(amount * 1_000_000) },
  ];
  return { end: more ? at + 2 : at + 1, measures, ask: true, counted: true };
}
