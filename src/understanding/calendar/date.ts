// Days as farmers say them, solar and lunar: "5/3", "rằm tháng 7", "28 Tết", "sáng thứ 2 tuần sau 7h".
// Without a year the next such day is meant. What is vague, or two things at once, comes back as choices.
// Words become pieces (pieces.ts), pieces a sentence (sentence.ts), and a sentence days (answer.ts).
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import type { Period } from '../../model/values.ts';
import { isQuestion } from '../acts/question.ts';
import { isCourtesy, isNoise, isSurelyPerson } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { alternatives, different, type Reading, range } from './answer.ts';
import { dayOf } from './days.ts';
import { piecesOf } from './pieces.ts';
import { isBareNumber, isDay, sentenceOf } from './sentence.ts';
import type { Now } from './spans.ts';

export function readDate(text: string, context: ReadContext): FieldReading<Period> | undefined {
  const said = clean(text);
  if (!context.now || said.length > 200) return undefined;
  const now = { day: dayOf(context.now), minutes: minutesOf(context.now.slice(11, 16)) };
  const tokens = tokenize(separated(parsed(said)));
  if (isQuestion(tokens)) return undefined;
  // "5-10" is the fifth of October, or the fifth to the tenth.
  const dashes = mayBeRange(said) ? [true, false] : [true];
  const readings = dashes.flatMap((dashIsDate) => interpret(tokens, dashIsDate, now) ?? []);
  const periods = different(readings.flatMap((reading) => reading.periods)).slice(0, 3);
  const [first] = periods;
  if (!first) return undefined;
  const isSure = periods.length === 1 && readings.every(({ doubt }) => !doubt);
  return isSure ? { said, value: first } : { said, choices: periods };
}

const mayBeRange = (text: string) =>
  [...text.matchAll(/(?<![\d/-])([1-9]\d?)[-–]([1-9]\d?)(?![\d/-])/g)].some(
    ([, low, high]) => Number(low) < Number(high),
  );

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) || 0;

/** "5.3.2026" and "20.11" with slashes; "tháng 5,6" as two numbers, not a decimal. */
function separated(text: string): string {
  return text
    .replace(/(?<![\d.,])(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?(?![\d]|[.,]\d)/g, (_, day, month, year) =>
      [day, month, year].filter(Boolean).join('/'),
    )
    .replace(/,/g, ', ');
}

function interpret(tokens: Token[], dashIsDate: boolean, now: Now): Reading | undefined {
  const pieces = piecesOf(tokens, dashIsDate);
  if (!pieces) return undefined;
  const sentence = sentenceOf(pieces);
  const { segments } = sentence;
  if (segments.length === 0 || segments.length > 3) return undefined;
  // "5", "5 đến 10", but not "12 5".
  const numbers = segments.every(isBareNumber) ? segments.length : 0;
  if (numbers > 0 && !(isOnly(tokens, numbers * 2 - 1) && (numbers === 1 || sentence.isRange))) return undefined;
  // "Chỉ bán buổi sáng" is a habit; alone it is a time, and vague.
  const areDayParts = segments.every(({ variants }) =>
    variants.every((said) => Object.keys(said).join() === 'dayPart'),
  );
  if (areDayParts && !isOnly(tokens, 2)) return undefined;
  // In a story a day is no answer; a plain one among a few unknown words is asked about.
  if (sentence.unknown > 2 || (sentence.unknown > 0 && (sentence.weak || !segments.some(isDay)))) return undefined;
  const reading = sentence.isRange ? range(segments, now) : alternatives(segments, now);
  return reading && { ...reading, doubt: reading.doubt || areDayParts || sentence.unknown > 0 };
}

/** At most so many words beside courtesies. */
const isOnly = (tokens: Token[], most: number) =>
  tokens.filter((token) => !isCourtesy(token) && !isSurelyPerson(token) && !isNoise(token) && token.bare !== 'nay')
    .length <= most;
