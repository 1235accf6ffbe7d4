// Which of the offered answers was meant: by its name, its number or place, or a part that only it has.
// Two answers that fit equally are no answer.
import type { Option } from '../../model/reading.ts';
import { isCourtesy, isFiller, isPerson, isPolite, isSurelyPerson } from '../letters/fillers.ts';
import { type Token, tokenize } from '../letters/normalize.ts';
import { phraseSet, wordSet } from '../letters/phrases.ts';
import { bookOf, exactOption, isPair, negative, withoutPoliteness, words } from './option-names.ts';
import { optionByPlace, picking } from './option-place.ts';
import { clausesOf } from './question.ts';

export function readOption(tokens: Token[], options: Option[]): string | undefined {
  return exactOption(tokens, options) ?? optionByPlace(tokens, options) ?? optionByPart(tokens, options);
}

/** "đinh" of "Chè đinh", or "bác chọn chè đinh nhé": one label is in the message, or the message in one label. */
export function optionByPart(tokens: Token[], options: Option[]): string | undefined {
  const message = withoutPoliteness(tokens.filter((token) => token.kind !== 'mark'));
  // "theo con": what it goes by is no person, and "theo" alone says nothing.
  if (message.length > 8 || message.every((token) => isCourtesy(token) || picking(token))) return undefined;
  // Nor do two persons, or somebody called Dung.
  const isDung = message.length === 1 && message[0]?.bare === 'dung' && !message[0].marked;
  if (isPair(tokens) || isDung) return undefined;
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
  const proper = names.flatMap((option) => option.names).filter(isProperName);
  const whole = proper.reduce(
    togetherAs,
    tokens.filter(
      (token, at) =>
        token.kind !== 'mark' && !(past(token) && year(tokens[at - 1])) && !(year(token) && past(tokens[at + 1])),
    ),
  );
  // "bưu điện có mở cho bác rồi": nothing but words of one of them, in whichever order.
  const content = whole.filter((token) => negative(token) || !(isSurelyPlain(token) || (isDenied && atAll(token))));
  const all = content.length > 1 ? bookOf(options).holding(content) : undefined;
  if (all !== undefined) return all;
  const held = names.filter((option) =>
    // A no chooses only what says no itself: "chưa có gì cả" is "Chưa có".
    option.names.some((name) => (!isDenied || negative(name[0])) && isChosenIn(whole, name)),
  );
  if (held.length > 0) return held.length === 1 ? held[0]?.id : undefined;
  const isPaused = tokens.some((token) => token.text === ',');
  return !isPaused && proper.some((name) => isMissing(whole, name)) ? bookOf(options).saying('no') : undefined;
}

const hesitating = wordSet('nhưng mà song trừ không chưa chẳng chả đừng để chờ đợi hay hoặc');
const merely = wordSet('dạ vâng ừ ờ ừm uh ok oke được thôi rồi');

/** "có, con gà nữa": one of them word for word, and after a pause a few words more that mean none of the others. */
export function optionByClause(tokens: Token[], options: Option[]): string | undefined {
  const [first, ...more] = clausesOf(tokens);
  const id = first && more.length > 0 ? exactOption(first, options) : undefined;
  if (!first || id === undefined) return undefined;
  if (more.every((clause) => exactOption(clause, options) === id)) return id;
  // "vâng, cháu nói đi" only listens.
  if (first.every((token) => merely(token) || isCourtesy(token))) return undefined;
  // A yes or a no needs its marks: what is agreed to may be grave.
  const { saying } = bookOf(options);
  if ((saying('yes') === id || saying('no') === id) && !first.some((token) => token.marked)) return undefined;
  const rest = more.flat();
  if (rest.length > 5 || rest.some((token) => hesitating(token)) || rest.at(-1)?.bare === 'da') return undefined;
  const others = options.filter((option) => option.id !== id).flatMap(({ label, synonyms }) => [label, ...synonyms]);
  return others.some((name) => contains(rest, tokenize(words(name)))) ? undefined : id;
}

/** "năm ngoái": when it was makes it no other answer. */
const year = wordSet('năm hôm dạo');
const past = wordSet('ngoái kia trước');
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
  const at = placeOf(message, name);
  if (at < 0 || (name.length === 1 && !isTitle(name[0]) && !isProperName(name))) return false;
  const rest = [...message.slice(0, at), ...message.slice(at + name.length)];
  // Who applies for a certificate has none.
  if (isProperName(name))
    return rest.every(
      (token) => !applying.whole([token]) && (isPlain(token) || certifying(token) || token.kind === 'number'),
    );
  const isNo = negative(name[0]);
  return (
    rest.every(
      (token) => (isNo ? isSurelyPlain(token) : isPlain(token)) || (isNo && (atAll(token) || certifying(token))),
    ) &&
    (name.length > 1 || rest.some(choosing))
  );
}

const applying = phraseSet('xin, đăng ký, hồ sơ, làm hồ sơ, nộp hồ sơ, sắp');
const reached = wordSet('được rồi');

/** "chưa có ocop", "đang xin vietgap": a certificate that is named, and is not there. */
function isMissing(message: Token[], name: Token[]): boolean {
  const at = placeOf(message, name);
  if (at < 0) return false;
  const rest = [...message.slice(0, at), ...message.slice(at + 1)];
  let isApplied = false;
  for (let i = 0; i < rest.length; ) {
    const token = rest[i] as Token;
    const applied = applying.at(rest, i);
    if (applied) isApplied = true;
    else if (!negative(token) && !isPlain(token) && !certifying(token)) return false;
    i += applied?.length ?? 1;
  }
  // "xin được ocop rồi"
  return rest.some((token) => negative(token)) || (isApplied && !rest.some((token) => reached(token)));
}

const atAll = wordSet('gì cả hết đâu tờ sất hề làm nữa');
const isPlain = (token: Token) => isFiller(token) || choosing(token);

/** "OCOP", "VietGAP": nobody says them by chance. */
const isProperName = (name: Token[]) => name.length === 1 && /\p{Lu}{3}/u.test(name[0]?.text ?? '');

/** "viet gap" as the "VietGAP" that it is. */
function togetherAs(message: Token[], name: Token[]): Token[] {
  const at = message.findIndex((token, i) => token.bare + message[i + 1]?.bare === name[0]?.bare);
  return at < 0 ? message : [...message.slice(0, at), ...name, ...message.slice(at + 2)];
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
