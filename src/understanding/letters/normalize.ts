// A message made readable: one Unicode form, no invisible characters, cut into tokens that know their marks.
// Tokens keep their place in the cleaned text, so that what was said can be quoted as it was written: reading a word
// as another never rewrites it.
import { shortFor, shortInTalk } from './shorthand.ts';
import { type Spelled, small, spell } from './spelling.ts';
import { telex, vni } from './typing.ts';

export { type Spelled, spell };

/** Nothing longer is looked at; the rest of such a message is not an answer. */
const longestKept = 4_000;
const longestParsed = 500;
/** So many words have those letters only if they are none ("5/3-5/3-…"). */
const mostParsed = 150;

/** The form in which a message is kept: NFC, ordinary spaces, no zero-width characters, Đ for its look-alikes. */
export function clean(text: string): string {
  const kept = cut(text, longestKept);
  if (!unusual.test(kept)) return kept.trim();
  return (
    kept
      .replace(/[\u200B\u200C\u2060\uFEFF\u00AD]/g, '')
      // The joiner holds an emoji family together; anywhere else it only breaks words.
      .replace(/(\p{Extended_Pictographic}\uFE0F?\u200D)|\u200D/gu, '$1')
      .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]/g, ' ')
      .replace(/\r\n?/g, '\n')
      .normalize('NFC')
      .replace(/[ÐƉ]/g, 'Đ')
      .replace(/[ðɖ]/g, 'đ')
      .trim()
  );
}

/** Anything but Vietnamese letters in NFC and what else is on the keys: in most messages there is nothing to clean. */
const unusual = /[^\n -~À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]/;

/** The part of a cleaned message in which answers are looked for. */
export function parsed(text: string): string {
  const part = cut(text, longestParsed);
  const tokens = tokenize(part);
  return tokens.length > mostParsed ? part.slice(0, tokens[mostParsed - 1]?.end) : part;
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.charCodeAt(length - 1);
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? length - 1 : length);
}

export type Token = Spelled & {
  kind: 'word' | 'number' | 'mark';
  /** As written; only the digits of a number are always ASCII. */
  text: string;
  marked: boolean;
  /** How a word was spelled that is read as another: shorthand ("ko" is không), or left by a typing method. */
  typed?: (Spelled & { marked: boolean }) | undefined;
  start: number;
  end: number;
  /** No space between this token and the one before it. */
  glued: boolean;
};

/**
 * Whether a typed word can be a known one: without marks it is any with those letters, with marks it must agree. Of
 * what a typing method left only the signs that are there count: "ddofng" is đòng or đồng, though not đông.
 */
export function agrees(token: Token, word: Spelled): boolean {
  const { typed } = token;
  const isSame =
    token.bare === word.bare &&
    (!token.marked || token.marks === word.marks || (typed !== undefined && isWithin(token.marks, word.marks)));
  return isSame || (typed?.bare === word.bare && (!typed.marked || typed.marks === word.marks));
}

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const sign of whole) if (sign === part[at] || (sign === 'đ' && part[at] === 'd')) at++;
  return at === part.length;
}

/** Full-width characters as ASCII, at the same places. */
export function narrow(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

const pieces = /\p{Nd}+(?:[.,]\p{Nd}+)*|\p{L}[\p{L}\p{M}]*|\S/gu;

/** The last few texts: what is read as several kinds of thing is cut into tokens once. */
const recent: { text: string; tokens: Token[] }[] = [];
const mostRecent = 8;
let oldest = 0;

export function tokenize(text: string): Token[] {
  for (const one of recent) if (one.text === text) return one.tokens;
  const tokens = tokensIn(text);
  recent[oldest] = { text, tokens };
  oldest = (oldest + 1) % mostRecent;
  return tokens;
}

function tokensIn(text: string): Token[] {
  const tokens: Token[] = [];
  let before: Token | undefined;
  let mayBeVni = false;
  const plain = narrow(text);
  // Between the pieces there are only spaces, so each is found where it stands.
  for (const found of plain.match(pieces) ?? []) {
    const start = plain.indexOf(found, before?.end ?? 0);
    const end = start + found.length;
    const isGlued = start === before?.end;
    const { kind, bare, marks, marked, typed } =
      found === '½' ? halfAfter(isGlued && before?.kind === 'number') : meant(found);
    // Only the digits of a number are not kept as they were typed.
    const written = kind === 'number' ? bare : plain === text ? found : text.slice(start, end);
    mayBeVni ||= isGlued && kind === 'number' && before?.kind === 'word';
    before = { kind, text: written, bare, marks, marked, typed, start, end, glued: isGlued };
    tokens.push(before);
  }
  if (mayBeVni) joinVni(tokens, text);
  settleShorthand(tokens);
  return tokens;
}

type Meant = Omit<Token, 'text' | 'start' | 'end' | 'glued'>;

/** "½ cân", "2½ cân". */
const halfAfter = (isNumber: boolean): Meant => readAs(spell(isNumber ? 'rưỡi' : 'nửa'), undefined);

/** As with spelling: emptied when full. */
const known = new Map<string, Meant>();

function meant(found: string): Meant {
  const before = known.get(found);
  if (before) return before;
  if (/^\p{Nd}/u.test(found)) return asItStands('number', found.normalize('NFKC'));
  const read = /^\p{L}/u.test(found) ? wordOf(found) : asItStands('mark', found);
  if (known.size >= 4_000) known.clear();
  if (found.length <= 20) known.set(found, read);
  return read;
}

function asItStands(kind: Token['kind'], found: string): Meant {
  return { kind, bare: found, marks: found, marked: false, typed: undefined };
}

function wordOf(found: string): Meant {
  const { bare, marks } = spell(found);
  const typed = { bare, marks, marked: bare !== marks };
  // Shorthand first: "vs" and "j" look like Telex.
  const short = shortFor(typed);
  const decoded = short ? undefined : telex(small(found));
  if (short) return readAs(short, typed);
  return decoded === undefined ? { kind: 'word', ...typed, typed: undefined } : readAs(spell(decoded), typed);
}

/** What is decoded counts as marked, because it can be no other word. */
function readAs({ bare, marks }: Spelled, typed: Token['typed']): Meant {
  return { kind: 'word', bare, marks, marked: true, typed };
}

/** "tra1i", "che2": letters and digits that are one word, where they can be no number. */
function joinVni(tokens: Token[], text: string): void {
  const found: { from: number; to: number; word: string; sure: boolean }[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const token = tokens[from];
    const before = tokens[from - 1];
    const next = tokens[from + 1];
    if (token?.kind !== 'word' || !next?.glued || next.kind !== 'number') continue;
    if (token.glued && before?.kind !== 'mark') continue;
    let to = from + 2;
    while (tokens[to]?.glued && tokens[to]?.kind !== 'mark') to++;
    // "2 ta5" may be 2.5 tạ; after "che2" it is not.
    const isCounted = saysNumber(before) && !before?.glued;
    const read = vni(text.slice(token.start, tokens[to - 1]?.end).toLowerCase(), isCounted);
    if (read) found.push({ from, to, ...read });
    from = to - 1;
  }
  if (!found.some((one) => one.sure)) return;
  for (const { from, to, word } of found.reverse()) {
    const first = tokens[from];
    const end = tokens[to - 1]?.end;
    if (!first || end === undefined) continue;
    const written = text.slice(first.start, end);
    const { bare, marks } = spell(written);
    const whole = { ...first, text: written, end };
    tokens.splice(from, to - from, respelled(whole, spell(word), true, { bare, marks, marked: false }));
  }
}

/** A token that is read as another word. */
export function respelled(token: Token, word: Spelled, marked: boolean, typed: Token['typed']): Token {
  const { kind, text, start, end, glued } = token;
  // Written out, so that all tokens are made alike: reading them is twice as fast.
  return { kind, text, bare: word.bare, marks: word.marks, marked, typed, start, end, glued };
}

/** "25 ng" and "hai chục k" are thousands; a digit glued to short letters makes them a unit or a label ("r2"). */
function settleShorthand(tokens: Token[]): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.bare !== 'k' && !(token.typed && shortFor(token.typed))) continue;
    const before = tokens[at - 1];
    const next = tokens[at + 1];
    const isCount = (token.glued && before?.kind === 'number') || (next?.glued && next.kind === 'number');
    if (token.typed) {
      const isThousand = token.typed.bare === 'ng' && saysNumber(before);
      if (isCount || isThousand) tokens[at] = respelled(token, token.typed, token.typed.marked, undefined);
    } else if (!isCount && !saysNumber(before) && isAmongWords(tokens, at)) {
      tokens[at] = respelled(token, no, true, { bare: 'k', marks: 'k', marked: false });
    }
  }
}

const no = spell('không');

/**
 * What is said to the talk itself, with the letters read in full that mean other things elsewhere ("k", "c", "th").
 * The same array when there are none.
 */
export function inTalk(tokens: Token[]): Token[] {
  let read = tokens;
  for (const [at, token] of tokens.entries()) {
    const word = token.kind === 'word' && !token.typed ? shortInTalk(token) : undefined;
    if (!word || saysNumber(tokens[at - 1])) continue;
    const { bare, marks, marked } = token;
    if (read === tokens) read = [...tokens];
    read[at] = respelled(token, word, true, { bare, marks, marked });
  }
  return read;
}

/** A lone "k" is settled by what was asked. */
const isAmongWords = (tokens: Token[], at: number) => tokens.some((token, i) => i !== at && token.kind === 'word');

const numberWords = new Set(
  `mot hai ba bon tu nam lam nham sau bay tam chin muoi chuc tram ruoi nghin ngan van trieu vai may nhieu`.split(' '),
);

const saysNumber = (token: Token | undefined) =>
  token?.kind === 'number' || (token?.kind === 'word' && numberWords.has(token.bare));

/** A stretch of tokens as it was written. */
export function quote(text: string, tokens: Token[], from = 0, to = tokens.length): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last && to > from ? text.slice(first.start, last.end) : '';
}
