// A bare number as an answer: a count, such as stars. Nothing else may be said with it but politeness and what is
// counted; within the limits of the field that is asked for.
import { fieldOf } from '../../model/fields.ts';
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import { isFiller, isPerson, isSurelyPerson } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { wordSet } from '../letters/phrases.ts';
import { isSpread } from './digits.ts';
import { type NumberMode, type NumberRead, numberAt } from './number.ts';

const mode: NumberMode = { money: false, short: true, isUnit: () => false };
const greatest = 1e12;

const counted = wordSet('sao hạng loại số là đạt từ người cái con');
/** Near the number, but not it. */
const bound = wordSet('hơn gần ngót trên dưới');
const year = wordSet('năm');
const piece = wordSet('con');
const tens = wordSet('mươi');
const zero = wordSet('không');
/** These letters are other words more often than numbers. */
const otherWord = wordSet('bay sau');

export function readNumber(text: string, context: ReadContext): FieldReading<number> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const { min, max } = (context.field && fieldOf(context.field)) ?? {};
  const fits = (value: number) =>
    value <= (max ?? greatest) && (min === undefined || (value >= min && Number.isInteger(value)));
  const start = tokens.findIndex((_, at) => numberAt(tokens, at, mode));
  const read = start < 0 ? undefined : numberAt(tokens, start, mode);
  // Nought and no are one word.
  if (!read) return zero(tokens[0]) && tokens.length === 1 && fits(0) ? { said, choices: [0] } : undefined;
  const upper = isSpread(tokens[read.end]) ? numberAt(tokens, read.end + 1, mode) : undefined;
  const end = upper?.end ?? read.end;
  const rest = [...tokens.slice(0, start), ...tokens.slice(end)];
  if (!rest.every((token) => isFiller(token) || counted(token) || bound(token))) return undefined;
  if (isOtherThing(tokens, start, read)) return undefined;
  const isAlone = rest.length === 0 && read.weak;
  const ends = upper ? [read.value, upper.value] : read.range;
  const values = (ends ?? [read.value, ...read.others]).filter(fits).slice(0, 3);
  const [value] = values;
  if (value === undefined || (isAlone && year(tokens[start]))) return undefined;
  const isSure =
    !ends &&
    !read.ask &&
    !read.approx &&
    !rest.some((token) => bound(token)) &&
    !(isAlone && otherWord(tokens[start])) &&
    !mayBeYear(tokens, read);
  return isSure ? { said, value } : { said, choices: values };
}

/** "hai bác" are two people, "chị Ba" is one, "ba tôi" a father, "ba nghìn năm" and "năm nay" are years. */
function isOtherThing(tokens: Token[], start: number, read: NumberRead): boolean {
  const next = tokens[read.end];
  const last = tokens[read.end - 1];
  const isOneWord = read.end === start + 1 && read.words;
  if (isOneWord && next && isSurelyPerson(next) && !piece(next)) return true;
  if (isOneWord && start === 1 && !next && isPerson(tokens[0] as Token)) return true;
  if (isOneWord && year(tokens[start]) && next?.bare === 'nay') return true;
  return !isOneWord && year(last) && read.ask && !read.range && !tens(tokens[read.end - 2]);
}

/** "hai nghìn không trăm hai lăm": so years are read out. */
function mayBeYear(tokens: Token[], read: NumberRead): boolean {
  return read.words && read.value >= 1900 && read.value < 2100 && !tokens.some((token) => tens(token))
    ? /lam$/.test(tokens[read.end - 1]?.bare ?? '')
    : false;
}
