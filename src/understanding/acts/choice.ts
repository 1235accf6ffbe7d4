// Which of the offered answers was meant: by its number or place, its label, a synonym, or a part that only it has.
// Two answers that fit equally are no answer.
import type { Option } from '../../model/reading.ts';
import { isCourtesy, isFiller, isNoise, isPerson, isPolite, isSurelyPerson } from '../letters/fillers.ts';
import { joined } from '../letters/fold.ts';
import { type Token, tokenize } from '../letters/normalize.ts';
import { type PhraseBook, phraseBook, phraseSet, wordBook, wordSet } from '../letters/phrases.ts';
import type { PatternAct } from './act-patterns.ts';
import { actOf } from './commands.ts';

/** The option whose label or synonym the message is, word for word. */
export function exactOption(tokens: Token[], options: Option[]): string | undefined {
  if (options.length === 0) return undefined;
  const { phrases } = bookOf(options);
  const message = tokens.filter((token) => token.kind !== 'mark');
  const bare = withoutPoliteness(message);
  // "chị Dung" is a name, not đúng.
  const isName = bare.length < message.length && bare.length === 1 && bare[0]?.bare === 'dung' && !bare[0].marked;
  const found = phrases.whole(message) ?? (isName ? undefined : phrases.whole(withoutOnly(message, bare)));
  if (found !== undefined) return found;
  // Labels of numbers only ("25.000").
  if (tokens.some((token) => token.kind === 'word')) return undefined;
  const said = joined(tokens.map((token) => token.text).join(''));
  if (said === '') return undefined;
  const same = options.filter((option) => [option.label, ...option.synonyms].some((name) => joined(name) === said));
  return same.length === 1 ? same[0]?.id : undefined;
}

const only = wordSet('thôi');

/** "chị thôi em": only that, whoever is spoken to. */
function withoutOnly(message: Token[], bare: Token[]): Token[] {
  const at = message.findIndex((token, i) => i > 0 && only(token));
  const isLast = at > 0 && message.slice(at + 1).every((token) => isCourtesy(token) || isPerson(token));
  return isLast ? message.slice(0, at) : bare;
}

/** The one of these options that a yes, or a no, answers: "Đồng ý" of "Đồng ý" and "Không". */
export function optionSaying(act: Saying, options: Option[]): string | undefined {
  return bookOf(options).saying(act);
}

/** What an option says in other words: "Đủ rồi" is an end too. */
export type Saying = 'yes' | 'no' | 'finished';

type OptionBook = {
  phrases: PhraseBook<string>;
  saying(act: Saying): string | undefined;
  /** The only option whose names have all of these words. */
  holding(words: Token[]): string | undefined;
};

/** The same options are offered to many: their books are kept, and forgotten together when there are many. */
const books = new Map<string, OptionBook>();
const bookOfThese = new WeakMap<Option[], OptionBook>();

function bookOf(options: Option[]): OptionBook {
  const same = bookOfThese.get(options);
  if (same) return same;
  const key = JSON.stringify(options);
  if (books.size >= 500) books.clear();
  const book = books.get(key) ?? optionBook(options);
  books.set(key, book);
  bookOfThese.set(options, book);
  return book;
}

function optionBook(options: Option[]): OptionBook {
  const names = options.flatMap(({ id, label, synonyms }) => [label, ...synonyms].map((name) => ({ id, name })));
  let acts: { id: string; act: PatternAct | undefined }[] | undefined;
  let known: { id: string; isDenied: boolean; has: (token?: Token) => boolean }[] | undefined;
  return {
    phrases: phraseBook(names.map(({ id, name }) => [words(name), id] as const)),
    saying(act) {
      acts ??= names.map(({ id, name }) => ({ id, act: actOf(tokenize(name), { yesNo: true, freeText: false }) }));
      const [only, ...more] = new Set(acts.flatMap((one) => (one.act === act ? one.id : [])));
      return more.length === 0 ? only : undefined;
    },
    holding(message) {
      known ??= options.flatMap((option) => vocabularies(option));
      const isDenied = message.some((token) => negative(token));
      const [only, ...more] = known.filter(
        (one) => one.isDenied === isDenied && message.every((token) => one.has(token) || (isDenied && negative(token))),
      );
      return more.length === 0 ? only?.id : undefined;
    },
  };
}

/** The words of an option's names, of those that say no apart from the others. */
function vocabularies({ id, label, synonyms }: Option) {
  const names = [label, ...synonyms].map((name) => ({
    name,
    isDenied: tokenize(name).some((token) => negative(token)),
  }));
  return [true, false].flatMap((isDenied) => {
    const own = names.filter((one) => one.isDenied === isDenied).map(({ name }) => words(name));
    return own.length > 0 ? [{ id, isDenied, has: wordSet(own.join(' ')) }] : [];
  });
}

export function readOption(tokens: Token[], options: Option[]): string | undefined {
  return exactOption(tokens, options) ?? optionByPlace(tokens, options) ?? optionByPart(tokens, options);
}

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
const picking = wordSet('chọn lấy bấm ấn nhấn xin cho theo dạ vâng ừ thì là');
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

const negation = wordSet('không ko k chẳng chả chưa đừng');
/** An unmarked "dung" is đứng or đúng as often. */
const negative = (token?: Token) => negation(token) && (token?.marked === true || token?.bare !== 'dung');

/** "đinh" of "Chè đinh", or "bác chọn chè đinh nhé": one label is in the message, or the message in one label. */
export function optionByPart(tokens: Token[], options: Option[]): string | undefined {
  const message = withoutPoliteness(tokens.filter((token) => token.kind !== 'mark'));
  if (message.length > 8 || message.every((token) => isCourtesy(token))) return undefined;
  const isDenied = message.some((token) => negative(token));
  const said = message.map((token) => token.text).join('');
  const isWord = message.some((token) => token.kind === 'word');
  // "gà" of "gà đồi": so short a word must be marked, and the first.
  const isShort = said.length === 2 && message[0]?.marked === true;
  if (!isWord || (said.length < 3 && !isShort)) return undefined;
  const names = options.map((option) => ({
    id: option.id,
    names: [option.label, ...option.synonyms].map((name) => tokenize(words(name))),
  }));
  const holding = names.filter(
    (option) => !isDenied && option.names.some((name) => contains(isShort ? name.slice(0, 1) : name, message)),
  );
  if (holding.length === 1) return holding[0]?.id;
  if (holding.length > 1) return undefined;
  const whole = tokens.filter((token) => token.kind !== 'mark');
  // "bưu điện có mở cho bác rồi": nothing but words of one of them, in whichever order.
  const content = whole.filter((token) => negative(token) || !(isSurelyPlain(token) || (isDenied && atAll(token))));
  const all = content.length > 1 ? bookOf(options).holding(content) : undefined;
  if (all !== undefined) return all;
  const held = names.filter((option) =>
    // A no chooses only what says no itself: "chưa có gì cả" is "Chưa có".
    option.names.some((name) => (!isDenied || negative(name[0])) && isChosenIn(whole, name)),
  );
  return held.length === 1 ? held[0]?.id : undefined;
}

const choosing = wordSet('chọn lấy gọi cái loại cứ muốn thích có rồi sẽ xin thì xem nào nghe');
const trading = wordSet('giá bán');
/** Unmarked, "chu" may be chữ: not somebody spoken to; and "không đồng ý với giá đó" is about a price. */
const isSurelyPlain = (token: Token) =>
  isPlain(token) &&
  !trading(token) &&
  (choosing(token) || isPolite(token) || !isPerson(token) || isSurelyPerson(token));
/** Around the name of a certificate. */
const certifying = wordSet('giấy chứng nhận đạt được hạng sao');

/** "cho bác chọn chè đinh nhé": the label, and around it nothing but choosing. */
function isChosenIn(message: Token[], name: Token[]): boolean {
  const [proper] = name;
  if (proper && isProperName(name)) message = togetherAs(proper, message);
  const at = placeOf(message, name);
  if (at < 0 || (name.length === 1 && !isTitle(name[0]) && !isProperName(name))) return false;
  const rest = [...message.slice(0, at), ...message.slice(at + name.length)];
  if (isProperName(name)) return rest.every((token) => isPlain(token) || certifying(token) || token.kind === 'number');
  const isNo = negative(name[0]);
  return (
    rest.every(
      (token) => (isNo ? isSurelyPlain(token) : isPlain(token)) || (isNo && (atAll(token) || certifying(token))),
    ) &&
    (name.length > 1 || rest.some(choosing))
  );
}

const atAll = wordSet('gì cả hết đâu tờ sất hề làm nữa');
const isPlain = (token: Token) => isFiller(token) || choosing(token);

/** "OCOP", "VietGAP": nobody says them by chance. */
const isProperName = (name: Token[]) => name.length === 1 && /\p{Lu}{3}/u.test(name[0]?.text ?? '');

/** "viet gap" as the "VietGAP" that it is. */
function togetherAs(name: Token, message: Token[]): Token[] {
  const at = message.findIndex((token, i) => token.bare + message[i + 1]?.bare === name.bare);
  return at < 0 ? message : [...message.slice(0, at), name, ...message.slice(at + 2)];
}

/** A label of one word is too easily met by chance, unless it is how somebody wants to be called. */
const isTitle = wordSet('bác cô chú anh chị ông bà');

const contains = (long: Token[], short: Token[]) => placeOf(long, short) >= 0;

function placeOf(long: Token[], short: Token[]): number {
  if (short.length === 0) return -1;
  for (let at = 0; at + short.length <= long.length; at++) {
    if (short.every((token, i) => sameWord(token, long[at + i]))) return at;
  }
  return -1;
}

function sameWord(a: Token, b: Token | undefined): boolean {
  if (!b || a.bare !== b.bare) return false;
  return !a.marked || !b.marked || a.marks === b.marks;
}

export function withoutPoliteness(tokens: Token[]): Token[] {
  let from = 0;
  let to = tokens.length;
  const drops = (token: Token | undefined) =>
    token !== undefined && (isCourtesy(token) || isSurelyPerson(token) || isNoise(token));
  while (to - from > 1 && (drops(tokens[to - 1]) || (to <= 3 && isPersonAt(tokens, to - 1)))) to--;
  while (to - from > 1 && drops(tokens[from])) from++;
  return tokens.slice(from, to);
}

function isPersonAt(tokens: Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && isPerson(token);
}

const words = (name: string) => quoteWords(tokenize(name));

const quoteWords = (tokens: Token[]) =>
  tokens
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.text)
    .join(' ');
