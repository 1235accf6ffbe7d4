// How much land: square metres, from the measures of the north (sào 360, mẫu 3.600, thước 24) and the metric ones.
// Sào and mẫu of the centre and of the south count only when they are named. What hangs after a sào is asked back:
// it may be its tenth or a thước.
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import { isFiller } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import { digitAfterUnit, half, isMinus, isSpread } from './digits.ts';
import { type NumberRead, numberAt } from './number.ts';
import { unitAt } from './units.ts';

type Unit = {
  squareMetres: number;
  /** So many of the next smaller unit; 10 where a digit after it can be nothing but its tenth. */
  smaller?: number;
  /** No measure of land by itself: asked back. */
  doubtful?: true;
  /** Before these words it is another noun: "hai màu đỏ" without its marks, "3 mẫu áo", "3 công thợ". */
  unless?: (token?: Token) => boolean;
};

const sao: Unit = { squareMetres: 360, smaller: 15, unless: wordSet('ocop đỏ vàng') };
const mau: Unit = {
  squareMetres: 3600,
  smaller: 10,
  unless: wordSet('đỏ xanh vàng trắng đen tím nâu xám sắc mã áo váy bao hộp túi tem nhãn giấy hàng đơn'),
};
const cong: Unit = { squareMetres: 1000, smaller: 10, unless: wordSet('thợ làm lao nhân ty việc an') };
const hectare: Unit = { squareMetres: 10_000, smaller: 10 };
const metre: Unit = { squareMetres: 1 };
const metreAlone: Unit = { ...metre, doubtful: true, unless: wordSet('dây vải lưới ống rào bạt khối') };

const units = phraseBook<Unit>([
  ['sào', sao],
  ['sào bắc bộ', sao],
  ['sào trung bộ', { squareMetres: 500, smaller: 10 }],
  ['sào nam bộ', { squareMetres: 1000, smaller: 10 }],
  ['mẫu', mau],
  ['mẫu bắc bộ', mau],
  ['mẫu trung bộ', { squareMetres: 5000, smaller: 10 }],
  ['mẫu nam bộ', { squareMetres: 10_000, smaller: 10 }],
  ['thước', { squareMetres: 24 }],
  ['công', cong],
  ['công đất', cong],
  ...['ha', 'héc', 'hécta', 'hecta', 'héc ta', 'hec ta', 'hec'].map((name) => [name, hectare] as const),
  ...['mét vuông', 'm vuông', 'met vuông', 'mv', 'mét đất'].map((name) => [name, metre] as const),
  ['mét', metreAlone],
  ['m', metreAlone],
]);

const bound = phraseSet('hơn, gần, ngót, trên, dưới, trên dưới');
const perWord = wordSet('mỗi một');
/** Of land it is said; without it an unmarked "sao" among marked words is a star. */
const land = wordSet('đất ruộng vườn đồi rừng chè lúa ao trồng rộng diện');
const named = wordSet('bộ');
/** "cao 2 mét", "cách 500 mét" */
const far = wordSet('cao sâu dài xa cách');

type AreaRead = { end: number; areas: number[]; ask: boolean };

export function readArea(text: string, _context: ReadContext): FieldReading<number> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const found: AreaRead[] = [];
  let isBounded = false;
  for (let at = 0; at < tokens.length; ) {
    const area = isYield(tokens, at) ? undefined : areaAt(tokens, at);
    if (area) {
      if (isMinus(tokens, at)) return undefined;
      found.push(area);
      at = area.end;
      continue;
    }
    isBounded ||= bound.at(tokens, at) !== undefined && areaAt(tokens, at + 1) !== undefined;
    at++;
  }
  const areas = [...new Set(found.flatMap((one) => one.areas))].slice(0, 3);
  const [area] = areas;
  if (area === undefined) return bareNumber(tokens, said);
  const isSure = areas.length === 1 && found.length === 1 && !found[0]?.ask && !isBounded;
  return isSure ? { said, value: area } : { said, choices: areas };
}

const isLandUnit = (tokens: Token[], at: number) => unitLandAt(tokens, at) !== undefined;
const countAt = (tokens: Token[], at: number) =>
  numberAt(tokens, at, { money: false, short: true, isUnit: isLandUnit });

function unitLandAt(tokens: Token[], at: number): { unit: Unit; length: number } | undefined {
  const token = tokens[at];
  // "m2" and "m²"
  if (token?.bare === 'm' && /^[2²]$/.test(tokens[at + 1]?.text ?? '') && tokens[at + 1]?.glued) {
    return { unit: metre, length: 2 };
  }
  const found = token?.kind === 'word' ? units.at(tokens, at) : undefined;
  return found && { unit: found.value, length: found.length };
}

/** "2 sào 5 thước", "sào rưỡi", "2-3 sào". */
function areaAt(tokens: Token[], from: number): AreaRead | undefined {
  const count = countAt(tokens, from);
  const at = count?.end ?? from;
  const found = unitLandAt(tokens, at);
  if (!found) return count ? rangeAt(tokens, count) : undefined;
  const next = tokens[at + found.length];
  if (!count && !half(next) && (digitAfterUnit(next) === undefined || !found.unit.smaller)) return undefined;
  if (count && count.value <= 0) return undefined;
  if (isStar(tokens, at) || isOtherNoun(tokens, at, found) || (found.unit.doubtful && far(tokens[from - 1])))
    return undefined;
  const { squareMetres } = found.unit;
  const whole = (count?.value ?? 1) * squareMetres;
  const read = withTail(tokens, at + found.length, found.unit, whole);
  const areas = count?.range ? count.range.map((one) => one * squareMetres) : read.areas;
  const ask = (count?.ask ?? false) || (count?.approx ?? false) || found.unit.doubtful === true || areas.length > 1;
  const upper = isSpread(tokens[read.end]) ? areaAt(tokens, read.end + 1) : undefined;
  return upper
    ? { end: upper.end, areas: [...areas, ...upper.areas].map(round), ask: true }
    : { end: read.end, areas: areas.map(round), ask };
}

const round = (area: number) => Math.round(area * 100) / 100;

function withTail(tokens: Token[], at: number, unit: Unit, whole: number): { areas: number[]; end: number } {
  const next = tokens[at];
  if (half(next)) return { areas: [whole + unit.squareMetres / 2], end: at + 1 };
  const count = countAt(tokens, at);
  const found = count && unitLandAt(tokens, count.end);
  if (count && found && found.unit.squareMetres < unit.squareMetres && !isSpread(tokens[at])) {
    const rest = withTail(tokens, count.end + found.length, found.unit, count.value * found.unit.squareMetres);
    return { areas: rest.areas.map((area) => whole + area), end: rest.end };
  }
  const digit = next?.kind === 'number' && /^\d$/.test(next.text) ? Number(next.text) : digitAfterUnit(next);
  const isOwn = isLandUnit(tokens, at + 1) || unitAt(tokens, at + 1) !== undefined;
  if (!digit || !unit.smaller || isOwn || (count && count.end > at + 1)) return { areas: [whole], end: at };
  const tenth = whole + (digit * unit.squareMetres) / 10;
  const small = whole + (digit * unit.squareMetres) / unit.smaller;
  return { areas: unit.smaller === 10 ? [tenth] : [tenth, small], end: at + 1 };
}

/** "2-3 sào": the first number takes the unit of the second. */
function rangeAt(tokens: Token[], first: NumberRead): AreaRead | undefined {
  if (!isSpread(tokens[first.end])) return undefined;
  const second = areaAt(tokens, first.end + 1);
  const count = countAt(tokens, first.end + 1);
  const [upper] = second?.areas ?? [];
  if (!second || !count || upper === undefined) return undefined;
  return { end: second.end, areas: [round((first.value * upper) / count.value), ...second.areas], ask: true };
}

/** "2 tạ một sào", "25k/sào", "5 triệu mỗi sào": so much of something else for each. */
function isYield(tokens: Token[], at: number): boolean {
  if (tokens[at]?.text === '/') return isLandUnit(tokens, at + 1);
  return (
    perWord(tokens[at]) && isLandUnit(tokens, at + 1) && tokens.slice(0, at).some((token) => token.kind === 'number')
  );
}

/** What may be land is land ("2 mau ao"), and what may be "đến" is no black ("2 mau den 3 mau"). */
function isOtherNoun(tokens: Token[], at: number, { unit, length }: { unit: Unit; length: number }): boolean {
  const next = tokens[at + length];
  if (!unit.unless?.(next) || (!next?.marked && land(next))) return false;
  const upper = isSpread(next) ? countAt(tokens, at + length + 1) : undefined;
  return !(upper && isLandUnit(tokens, upper.end));
}

/** An unmarked "sao" among marked words is a star, unless land is spoken of. */
function isStar(tokens: Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.bare !== 'sao' || token.marked) return false;
  return tokens.some((one) => one.marked && one.text !== '½') && !tokens.some((one) => land(one) || named(one));
}

/** A number without a measure: few are sào or mẫu, many square metres. */
function bareNumber(tokens: Token[], said: string): FieldReading<number> | undefined {
  const start = tokens.findIndex((_, at) => countAt(tokens, at) !== undefined);
  const count = start < 0 ? undefined : countAt(tokens, start);
  if (!count || count.weak || count.range || count.value <= 0 || count.scale >= 1000 || isMinus(tokens, start))
    return undefined;
  if (unitAt(tokens, count.end)) return undefined;
  const rest = [...tokens.slice(0, start), ...tokens.slice(count.end)];
  if (!rest.every(isFiller)) return undefined;
  const { value } = count;
  return { said, choices: value <= 20 ? [round(value * 360), round(value * 3600)] : [round(value)] };
}
