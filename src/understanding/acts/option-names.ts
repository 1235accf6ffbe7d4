// What the offered answers are called: a label, its synonyms, the same from whoever speaks, and what each says in short.
// Two answers that fit equally are no answer.
import type { Option } from '../../model/reading.ts';
import { isCourtesy, isNoise, isPerson, isSurelyPerson } from '../letters/fillers.ts';
import { joined } from '../letters/fold.ts';
import { type Token, tokenize } from '../letters/normalize.ts';
import { type PhraseBook, phraseBook, wordSet } from '../letters/phrases.ts';
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
  for (const said of isName || isPair(message)
    ? [message]
    : [...lessAndLessPolite(message), withoutOnly(message, bare)]) {
    const found = phrases.whole(said);
    if (found !== undefined) return found;
  }
  const agreed = isName ? undefined : optionAfterAct(message, options);
  if (agreed !== undefined) return agreed;
  // Labels of numbers only ("25.000").
  if (tokens.some((token) => token.kind === 'word')) return undefined;
  const said = joined(tokens.map((token) => token.text).join(''));
  if (said === '') return undefined;
  const same = options.filter((option) => [option.label, ...option.synonyms].some((name) => joined(name) === said));
  return same.length === 1 ? same[0]?.id : undefined;
}

/** "em gọi là chị nhé": no more is taken off than has to be. */
function lessAndLessPolite(message: Token[]): Token[][] {
  const isDropped = (token?: Token) =>
    token !== undefined && (isCourtesy(token) || isSurelyPerson(token) || pointingOut(token));
  const ways = [message];
  let to = message.length;
  while (to > 1 && isDropped(message[to - 1])) ways.push(message.slice(0, --to));
  for (let from = 1; from < to && isDropped(message[from - 1]); from++) {
    const [dropped, next] = message.slice(from - 1);
    // "em tôi đứng tên": two in a row are one of a kind to the other.
    if (dropped && next && isPerson(dropped) && isPerson(next)) break;
    // "vâng chị": somebody spoken to.
    if (message.slice(from, to).every((token) => isDropped(token))) break;
    for (let end = message.length; end >= to; end--) ways.push(message.slice(from, end));
  }
  return ways;
}

const and = wordSet('với và');

/** "bác với con": two, and neither of them is only spoken to. */
export const isPair = (message: Token[]) =>
  message.some((token, at) => and(token) && [message[at - 1], message[at + 1]].every((one) => one && isPerson(one)));

const pointingOut = wordSet('ấy kia');

const agreeing = wordSet('ừ vâng có ok oke được dạ');
const only = wordSet('thôi');

/** "ừ bỏ đi", "thôi để lại": a yes or a no before words of the very option that it would choose by itself. */
function optionAfterAct([first, ...rest]: Token[], options: Option[]): string | undefined {
  const act = agreeing(first) ? 'yes' : only(first) ? 'no' : undefined;
  if (act === undefined || rest.length === 0) return undefined;
  const { phrases, saying } = bookOf(options);
  const found = phrases.whole(withoutPoliteness(rest)) ?? phrases.whole(rest);
  return found !== undefined && found === saying(act) ? found : undefined;
}

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

export function bookOf(options: Option[]): OptionBook {
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
    phrases: phraseBook(names.flatMap(({ id, name }) => spokenBy(words(name)).map((spoken) => [spoken, id] as const))),
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

const speakers = 'tôi bác cô chú anh chị mình em ông bà'.split(' ');

/** "chính tôi" is "chính bác" from whoever calls themselves so. */
const spokenBy = (name: string): string[] =>
  / tôi\b|\btôi /.test(name) ? speakers.map((speaker) => name.replace('tôi', speaker)) : [name];

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

const negation = wordSet('không ko k chẳng chả chưa đừng');
/** An unmarked "dung" is đứng or đúng as often. */
export const negative = (token?: Token) => negation(token) && (token?.marked === true || token?.bare !== 'dung');

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

export const words = (name: string) => quoteWords(tokenize(name));

const quoteWords = (tokens: Token[]) =>
  tokens
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.text)
    .join(' ');
