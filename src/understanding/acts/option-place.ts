// Which of the offered answers was meant by its number, its letter or its place among them.
import type { Option } from '../../model/reading.ts';
import { isCourtesy, isNoise, isSurelyPerson } from '../letters/fillers.ts';
import type { Token } from '../letters/normalize.ts';
import { phraseSet, wordBook, wordSet } from '../letters/phrases.ts';
import { withoutPoliteness } from './option-names.ts';

const ordinal = wordBook([
  ['đầu', 1],
  ['nhất', 1],
  ['một', 1],
  ['hai', 2],
  ['nhì', 2],
  ['ba', 3],
  ['tư', 4],
  ['bốn', 4],
  ['năm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['tám', 8],
]);
const last = wordSet('cuối chót');
const named = 'cái, câu, ý, mục, lựa chọn, phương án, đáp án, nút, loại, dòng, ô, phím'.split(', ');
const pointing = phraseSet(
  ['số, thứ, cái này', ...['', ' số', ' thứ', ' ở'].map((more) => named.map((noun) => noun + more))].join(),
);
export const picking = wordSet('chọn lấy bấm ấn nhấn xin cho theo dạ vâng ừ thì là');
/** "Cái đầu tiên ấy", "cái cuối cùng kia". */
const after = wordSet('tiên cùng ấy kia đó đấy này');
const letter = /^[a-d]$/;

/** "1", "số 1", "cái thứ hai", "cái cuối", "a". */
export function optionByPlace(tokens: Token[], options: Option[]): string | undefined {
  const message = tokens.filter((token) => !isNoise(token));
  const bare = withoutPoliteness(message);
  let from = 0;
  while (from < bare.length - 1 && (picking(bare[from]) || isSurelyPerson(bare[from] as Token))) from++;
  // As it is first: the "ba" of "số ba" is not bà.
  return (
    placeIn(message, options) ??
    placeIn(bare, options) ??
    (from > 0 ? placeIn(bare.slice(from), options, true) : undefined)
  );
}

/** `picked`: "chọn b", "bấm 2" */
function placeIn(message: Token[], options: Option[], picked = false): string | undefined {
  const found = pointing.at(message, 0);
  // "o mot minh": an unmarked ở is no ô.
  const pointed = found?.length === 1 && message[0]?.text.toLowerCase() === 'o' ? undefined : found;
  const [token, ...more] = message.slice(pointed?.length ?? 0);
  if (!token || more.length > 2 || !more.every((next) => after(next) || (pointed && isCourtesy(next))))
    return undefined;
  if (token.kind === 'number') return /^\d{1,2}$/.test(token.text) ? options[Number(token.text) - 1]?.id : undefined;
  const typed = token.text.toLowerCase();
  if ((pointed || picked || message.length === 1) && letter.test(typed)) return options[typed.charCodeAt(0) - 97]?.id;
  if (!pointed && more.length === 0 && !isNumeral(token)) return undefined;
  if (last(token)) return options.at(-1)?.id;
  const place = ordinal(token);
  return place ? options[place - 1]?.id : sideOf(token, more, options)?.id;
}

/** "Một", "hai nhé": alone a number only where it can hardly be a person, a year or fruit to pick. */
const numeral = wordSet('hai bốn');
const isNumeral = (token: Token) => numeral(token) || (token.marked && ordinal(token) !== undefined);

const above = wordSet('trên');
const below = wordSet('dưới');
const middle = wordSet('giữa');

/** "Cái trên" and "cái dưới" of two, "trên cùng" and "dưới cùng" of any, the middle one of three. */
function sideOf(token: Token, [next]: Token[], options: Option[]): Option | undefined {
  const isUtmost = next?.bare === 'cung' || options.length === 2;
  if (above(token)) return isUtmost ? options[0] : undefined;
  if (below(token)) return isUtmost ? options.at(-1) : undefined;
  return middle(token) && options.length === 3 ? options[1] : undefined;
}
