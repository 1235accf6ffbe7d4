// A person's name: letters only, a few words, each with a capital. Marks are kept as typed, never added.
// Also the name of a household or a cooperative. A sentence, a question or anything with digits is not a name.

import { fieldOf } from '../model/fields.ts';
import type { FieldReading, ReadContext } from '../model/reading.ts';
import { clean, parsed, quote, type Token, tokenize } from './normalize.ts';
import { phraseBook, phraseSet, wordSet } from './phrases.ts';

const self = 'tôi tui mình em cháu con bác cô chú anh chị ông bà dì nhà'.split(' ');

const openings = phraseBook(
  [
    ...self.flatMap((who) => [
      `${who} tên là`,
      `${who} tên`,
      `${who} là`,
      `tên ${who} là`,
      `tên của ${who} là`,
      `họ tên ${who} là`,
      `tên ${who}`,
      `gọi ${who} là`,
      `cứ gọi ${who} là`,
    ]),
    ...[
      'tên là',
      'tên',
      'họ tên',
      'họ tên là',
      'họ và tên',
      'họ và tên là',
      'là',
      'dạ',
      'vâng',
      'dạ thưa',
      'tên hộ',
      'tên hộ là',
      'chủ hộ',
      'chủ hộ là',
      'hộ',
    ],
  ].map((phrase) => [phrase, true]),
);
const organisation = phraseSet('HTX, hợp tác xã, tổ hợp tác, THT, cơ sở, hộ kinh doanh, công ty');
const closings = wordSet('ạ nhé nha nhá đấy đó em cháu bạn');
/** With marks or beyond doubt: words of sentences, not of names. */
const notInNames = wordSet(
  'bán muốn gì sao không chưa được của cho hỏi giá cân xã huyện và nhưng rồi này kia bao nhiêu thế ai đâu nào hả hở nhỉ thì mà với cảm xin chào gặp gửi mua tạ kg tên lắm quá rất ngon nhà hàng',
);
const neverNames = wordSet('ten ok oke okie alo hello hi vâng ừ menu khong ko kg');
const title = wordSet('bác chị ông chú thím bà');
/** Given names too: a title only when the name after it has a capital and this has none. */
const titleOrName = wordSet('anh cô em');

export function readPersonName(text: string, context: ReadContext): FieldReading<string> | undefined {
  const said = clean(text);
  const longest = (context.field && fieldOf(context.field)?.maxLength) ?? 80;
  const tokens = withoutFrame(tokenize(parsed(said)));
  if (tokens.length === 0 || tokens.length > 10 || said.length > longest + 40) return undefined;
  if (!tokens.every(canBeInName)) return undefined;
  const words = tokens.filter((token) => token.kind === 'word');
  const isOrganisation = organisation.at(words, 0) !== undefined;
  if (words.length === 0 || words.length > (isOrganisation ? 10 : 6)) return undefined;
  if (!isOrganisation && words.some((token) => (token.marked || words.length > 5) && notInNames(token)))
    return undefined;
  if (words.length === 1 && (neverNames(words[0]) || (words[0]?.text.length ?? 0) < 2)) return undefined;
  const name = tidy(quote(said, tokens));
  return name.length <= longest ? { said, value: name } : undefined;
}

function canBeInName(token: Token): boolean {
  if (token.kind === 'word') return /^\p{L}[\p{L}\p{M}]*$/u.test(token.text);
  return token.kind === 'mark' && /^['’.-]$/.test(token.text);
}

/** Without "tôi tên là …" before and "… ạ" after. */
function withoutFrame(tokens: Token[]): Token[] {
  let from = 0;
  for (;;) {
    const opening = openings.at(tokens, from);
    // A whole answer "Tên" or "Hộ" has nothing left; an unmarked "la" or "ho" may begin a name.
    const typed = opening && tokens.slice(from, from + opening.length);
    if (!opening || from + opening.length >= tokens.length) break;
    if (opening.length === 1 && !typed?.[0]?.marked && !/^(?:ten)$/.test(typed?.[0]?.bare ?? '')) break;
    from += opening.length;
    while (/^[:,.\-–]$/.test(tokens[from]?.text ?? '')) from++;
  }
  let to = endOfName(tokens, from);
  for (; to > from + 1; to--) {
    const last = tokens[to - 1];
    const isNoise = last?.kind === 'mark' && /^[.,!;)]$/.test(last.text);
    const isPolite =
      last && closings(last) && last.text === last.text.toLowerCase() && last.text.length <= 4 && hasPoliteForm(last);
    if (!isNoise && !isPolite) break;
  }
  const kept = tokens.slice(from, to);
  return kept.length > 1 && isSpokenTitle(kept) ? kept.slice(1) : kept;
}

const after = wordSet('ở sinh quê xóm thôn');

/** A name ends where an address, a year of birth or anything after a dash or comma begins. */
function endOfName(tokens: Token[], from: number): number {
  const end = tokens.findIndex(
    (token, at) =>
      at > from &&
      ((token.marked && after(token)) || token.text === ',' || (/^[-–(]$/.test(token.text) && !token.glued)),
  );
  return end < 0 ? tokens.length : end;
}

/** "ạ", "nhé", but not an unmarked "a" or "nha" that may end a name. */
const hasPoliteForm = (token: Token) => token.marked || /^(?:em|nha|a)$/.test(token.bare);

/** "chị Dung", "bác hoa": spoken to, not named so. */
function isSpokenTitle([first, second]: Token[]): boolean {
  if (!first || !second || second.kind !== 'word') return false;
  const isLower = first.text === first.text.toLowerCase();
  if (titleOrName(first)) return isLower && second.text !== second.text.toLowerCase();
  return title(first) && first.marked && (isLower || first.text === first.text.toUpperCase());
}

/** Capitals where none were typed, or nothing but; a name written with care stays as it is. */
function tidy(name: string): string {
  const spaced = name.replace(/\s+/g, ' ');
  const isCareful = spaced !== spaced.toLowerCase() && spaced !== spaced.toUpperCase();
  const words = isCareful ? spaced : spaced.toLowerCase();
  return words
    .replace(/(^|[\s'’.-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .normalize('NFC');
}
