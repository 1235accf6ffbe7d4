// Units of weight, volume and count, and amounts of them from a place among tokens ("2kg5", "tạ rưỡi", "gói 2 lạng").
// A tail belongs to its unit: "2 tạ 3" is 230 kg. Collisions without marks are settled by order: can is cân, ta is tạ.
import type { Measure } from '../model/values.ts';
import type { Token } from './normalize.ts';
import { type NumberRead, numberAt } from './number.ts';
import { phraseBook, wordBook, wordSet } from './phrases.ts';

export type Unit = {
  name: string;
  grams?: number;
  /** Counts this many of what follows: chục quả, tá trứng. */
  pieces?: number;
  /** Holds something whose size may follow: gói 200g. */
  pack?: true;
};

const kilo: Unit = { name: 'kg', grams: 1000 };
const dozen: Unit = { name: 'tá', pieces: 12 };
const gram: Unit = { name: 'g', grams: 1 };
const counted = (name: string): [string, Unit] => [name, { name }];
const packing = (name: string): [string, Unit] => [name, { name, pack: true }];

const units = phraseBook<Unit>([
  ...['kg', 'kgs', 'cân', 'ký', 'kí lô', 'ki lô', 'kí lô gam', 'ki lô gam', 'kilo', 'kilogam', 'ki'].map(
    (name): [string, Unit] => [name, kilo],
  ),
  ...['g', 'gr', 'gam', 'gram'].map((name): [string, Unit] => [name, gram]),
  ['lạng', { name: 'lạng', grams: 100 }],
  ['yến', { name: 'yến', grams: 10_000 }],
  ['tạ', { name: 'tạ', grams: 100_000 }],
  ['tấn', { name: 'tấn', grams: 1_000_000 }],
  ['lít', { name: 'lít' }],
  ['lit', { name: 'lít' }],
  ['l', { name: 'lít' }],
  ['ml', { name: 'ml' }],
  ['chục', { name: 'chục', pieces: 10 }],
  ['tá', dozen],
  ...'con quả trái bắp củ cây mớ bó nải buồng chùm đôi cặp cái chiếc xị bơ ấm bát viên suất bánh trứng'
    .split(' ')
    .map(counted),
  ...'gói túi hộp lọ hũ chai can thùng sọt bao vỉ bịch bình khay rổ giỏ lon lốc'.split(' ').map(packing),
]);

export function unitAt(tokens: Token[], at: number): { unit: Unit; length: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const found = units.at(tokens, at);
  if (!found) return undefined;
  // "mot ta qua": a dozen, when pieces follow; any other unmarked "ta" is tạ.
  const piece = token.text.toLowerCase() === 'ta' ? units.at(tokens, at + 1)?.value : undefined;
  const isDozen = piece && !piece.grams && !piece.pieces && !piece.pack;
  return { unit: isDozen ? dozen : found.value, length: found.length };
}

export type MeasureRead = {
  end: number;
  /** Best first; more than one means: ask. */
  measures: (Measure & { grams?: number })[];
  ask: boolean;
  /** A number was said; "cân" alone has none. */
  counted: boolean;
};

const half = wordSet('rưỡi rưởi');
const halfBefore = wordSet('nửa');
const tailDigit = wordBook(
  ['một mốt', 'hai', 'ba', 'bốn tư', 'năm lăm', 'sáu', 'bảy bẩy', 'tám', 'chín'].flatMap((words, i) =>
    words.split(' ').map((word): [string, number] => [word, i + 1]),
  ),
);

const numberGoesOn = wordSet('k n ng ngh nghìn ngàn tr triệu trăm chục mươi vạn đ đồng vnd vnđ củ');

const round = (value: number) => Math.round(value * 1e6) / 1e6;
const isUnit = (tokens: Token[], at: number) => unitAt(tokens, at) !== undefined;

/** `bare`: a unit alone counts as one of it ("cân", "chục quả"). `tail`: "cân hai" is 1.2 kg, not one for two. */
export type MeasureMode = { bare: boolean; tail: boolean };

/** An amount and its unit. */
export function measureAt(
  tokens: Token[],
  from: number,
  { bare, tail }: MeasureMode = { bare: false, tail: true },
): MeasureRead | undefined {
  const count = numberAt(tokens, from, { money: false, isUnit });
  const at = count?.end ?? from;
  if (count && count.value <= 0) return undefined;
  const vague = count && vagueTon(tokens, at, count);
  if (vague) return vague;
  const found = unitAt(tokens, at);
  if (!found && bare && count && unitAt(tokens, at - 1)?.unit.pieces === 10) {
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
  const measures = count?.range ? count.range.map(measure) : [measure(amount)];
  return {
    end: sized?.end ?? read.end,
    measures,
    ask: measures.length > 1 || (count?.ask ?? false),
    counted: count !== undefined,
  };
}

/** "tạ rưỡi", "cân hai": the unit comes first, and only a tail says that it is an amount. */
function startsWithTail(tokens: Token[], at: number, found: { unit: Unit; length: number }): boolean {
  if (!found.unit.grams) return false;
  const next = tokens[at + found.length];
  return half(next) || (tailDigit(next) !== undefined && !isUnit(tokens, at + found.length + 1));
}

function withTail(
  tokens: Token[],
  at: number,
  unit: Unit,
  amount: number,
  tail: boolean,
): { amount: number; end: number } {
  const next = tokens[at];
  if (half(next)) return { amount: amount + 0.5, end: at + 1 };
  if (unit.grams === undefined || !Number.isInteger(amount)) return { amount, end: at };
  const smaller = smallerAt(tokens, at, unit);
  if (smaller) return { amount: round(amount + smaller.share), end: smaller.end };
  // "2kg5" always; "2 tạ 3" unless what follows is a number of its own ("2 tạ 300k", "một cân hai trăm").
  const isOwn = numberGoesOn(tokens[at + 1]) || isUnit(tokens, at + 1) || (!tail && !next?.glued);
  if (isOwn || unit.grams === 1) return { amount, end: at };
  if (next?.kind === 'number' && /^\d{1,3}$/.test(next.text)) {
    return { amount: round(amount + Number(`0.${next.text}`)), end: at + 1 };
  }
  const digit = tailDigit(next);
  return digit ? { amount: round(amount + digit / 10), end: at + 1 } : { amount, end: at };
}

/** "2 cân 3 lạng": the smaller unit as a share of the larger. */
function smallerAt(tokens: Token[], at: number, unit: Unit): { share: number; end: number } | undefined {
  const count = unit.grams ? numberAt(tokens, at, { money: false, isUnit }) : undefined;
  const found = count && unitAt(tokens, count.end);
  if (!count || !found?.unit.grams || !unit.grams || found.unit.grams >= unit.grams) return undefined;
  const share = (count.value * found.unit.grams) / unit.grams;
  if (share >= 1) return undefined;
  const end = count.end + found.length;
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
    const piece = unitAt(tokens, at);
    if (!piece || piece.unit.grams || piece.unit.pieces) return undefined;
    return { amount: amount * unit.pieces, unit: piece.unit.name, end: at + piece.length };
  }
  if (!unit.pack) return undefined;
  const size =
    halfBefore(tokens[at]) || tokens[at]?.kind === 'number' || tailDigit(tokens[at])
      ? measureAt(tokens, at, { bare: false, tail: false })
      : undefined;
  const [inside] = size?.measures ?? [];
  if (
    !size ||
    size.ask ||
    !inside ||
    (!inside.grams && !/^(?:lít|ml|con|quả|trái|cái|chiếc|viên)$/.test(inside.unit))
  ) {
    return undefined;
  }
  const said =
    inside.unit === 'kg' || inside.unit === 'g'
      ? `${show(inside.amount)}${inside.unit}`
      : `${show(inside.amount)} ${inside.unit}`;
  return { amount, unit: `${unit.name} ${said}`, ...(inside.grams ? { grams: inside.grams } : {}), end: size.end };
}

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
