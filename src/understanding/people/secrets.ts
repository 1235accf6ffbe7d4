// What nobody here should have: one-time codes, passwords, identity numbers, bank numbers. Found before anything else
// is read, and blotted out of the text that is kept. A phone number is no secret. Runs on every message: linear only.
import type { Kind } from '../../model/fields.ts';
import type { Reading } from '../../model/reading.ts';
import { clean, narrow, spell } from '../letters/normalize.ts';
import { phoneOf } from './phone.ts';

export type Secret = NonNullable<Reading['secret']>;

export const blot = '•••';

type Span = { what: Secret; start: number; end: number };

/** What the open question asks, as far as it tells a code from an answer. */
export type Asked = { kind?: Kind | undefined; takesNumbers?: boolean };

/** A text with its secrets blotted out, wherever it comes from. */
export function masked(text: string): string {
  return hide(clean(text), { takesNumbers: true }).text;
}

/** What a text on its own gives away, in order to be refused; `masked` is all that may be kept of it. */
export function readSecret(text: string): { kind: Secret; masked: string } | undefined {
  const hidden = hide(clean(text), {});
  return hidden.secret && { kind: hidden.secret, masked: hidden.text };
}

/** Blots out the secrets of a cleaned text. */
export function hide(text: string, asked: Asked): { text: string; secret?: Secret } {
  const spans = spansIn(text, asked);
  if (spans.length === 0) return { text };
  let shown = '';
  let at = 0;
  for (const span of spans) {
    shown += text.slice(at, span.start) + blot;
    at = span.end;
  }
  const [first] = spans;
  return { text: shown + text.slice(at), ...(first ? { secret: first.what } : {}) };
}

/** The words around digits, the nearest first. */
type Around = { before: string[]; after: string[] };

function spansIn(text: string, asked: Asked): Span[] {
  const plain = narrow(text);
  if (!/\d/.test(plain)) return [];
  const spans = mayBePassword.test(plain) ? passwords(plain) : [];
  const runs = digitRuns(plain);
  for (const run of runs)
    if (lengthOf(run) >= shortest) spans.push(...spansOfRun(plain, run, asked, runs.length === 1));
  return spans
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((span, i, all) => !all.slice(Math.max(0, i - 3), i).some((before) => before.end > span.start));
}

const shortest = 4;
const longest = 20;
const identityDigits = 12;
const cardDigits = 16;
const mayBePassword = /mk|pass|kh\p{L}u/iu;

type Piece = { digits: string; start: number; end: number };

/** Groups of digits with single spaces, dots or dashes between: one number, or several side by side. */
function digitRuns(text: string): Piece[][] {
  const runs: Piece[][] = [];
  let run: Piece[] = [];
  for (let end = 0, start = digitFrom(text, 0); start < text.length; start = digitFrom(text, end)) {
    const isNext = run.length > 0 && start === end + 1 && ' .-'.includes(text.charAt(end));
    if (!isNext) {
      run = [];
      runs.push(run);
    }
    end = start;
    while (isDigit(text.charCodeAt(end))) end++;
    run.push({ digits: text.slice(start, end), start, end });
  }
  return runs;
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** Where the next digit stands; the end of the text if there is none. */
function digitFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isDigit(text.charCodeAt(at))) at++;
  return at;
}

const lengthOf = (run: Piece[]) => run.reduce((sum, { digits }) => sum + digits.length, 0);

/** The longest secrets among neighbouring groups, so that a phone number beside one does not hide it. */
function spansOfRun(text: string, run: Piece[], asked: Asked, only: boolean): Span[] {
  const spans: Span[] = [];
  const countBefore = [0];
  for (const { digits } of run) countBefore.push((countBefore.at(-1) ?? 0) + digits.length);
  for (let from = 0; from < run.length; from++) {
    // Between two groups of digits stands no word.
    const before = from === 0 ? wordsBefore(text, run[0]?.start ?? 0) : [];
    for (let to = Math.min(run.length, from + 6); to > from; to--) {
      const count = (countBefore[to] ?? 0) - (countBefore[from] ?? 0);
      if (count < shortest || count > longest) continue;
      // Without a word beside them only a whole identity or card number tells what it is.
      const isBeside = from === 0 || to === run.length;
      if (!isBeside && count !== identityDigits && count !== cardDigits) continue;
      const start = run[from]?.start ?? 0;
      const end = run[to - 1]?.end ?? 0;
      let digits = '';
      for (let at = from; at < to; at++) digits += run[at]?.digits;
      const after = to === run.length ? wordsAfter(text, end) : [];
      const isWhole = only && from === 0 && to === run.length;
      const what = secretOf(text, { digits, start, end }, { before, after }, asked, isWhole);
      if (!what) continue;
      spans.push({ what, start, end });
      from = to - 1;
      break;
    }
  }
  return spans;
}

/** `only`: the message has no other digits. */
function secretOf(text: string, run: Piece, around: Around, asked: Asked, only: boolean): Secret | undefined {
  const { digits } = run;
  const { before, after } = around;
  const length = digits.length;
  const isPhone = /^(?:0|84)/.test(digits) && phoneOf(digits) !== undefined;
  if (asked.kind === 'phone' && isPhone) return undefined;
  if (length >= 6 && saysBank(before, after, isPhone)) return 'bank';
  if ((length === identityDigits || length === 9) && saysIdentity(before)) return 'personal-id';
  if (length === identityDigits && /^0\d\d[0-3]/.test(digits) && isOneNumber(text.slice(run.start, run.end)))
    return 'personal-id';
  if (length <= 8 && (saysCode(before) || isCodeSaidAfter(after))) return 'otp';
  if (length <= 8 && only && !asked.takesNumbers && isAlone(text, run) && !digits.endsWith('000')) return 'otp';
  if (length === cardDigits && hasCardChecksum(digits)) return 'bank';
  return undefined;
}

/** "019085001234" or "019 085 001 234", not two numbers of six digits. */
const isOneNumber = (written: string) =>
  /^\d{12}$/.test(written) || /^\d{3}(?:[ .-]\d{3}){3}$/.test(written) || /^\d{4}(?:[ .-]\d{4}){2}$/.test(written);

function isAlone(text: string, run: Piece): boolean {
  const around = text.slice(0, run.start) + text.slice(run.end);
  return /^[\s.,!:G-]*$/.test(around) && !/[.,]/.test(text.slice(run.start, run.end));
}

/** How far around digits is read, in characters: ten words, and four. */
const lookBefore = 160;
const lookAfter = 60;
const pieces = /[\p{L}\p{M}]+|\d+|[^\s\p{L}\p{M}\d]/gu;

/** The words right before a place, nearest first, up to another number or the end of a sentence. */
function wordsBefore(text: string, place: number): string[] {
  const found: string[] = [];
  const said = text.slice(Math.max(0, place - lookBefore), place).match(pieces) ?? [];
  for (const piece of said.reverse()) {
    if (found.length === 10 || /^[\d;!?]/.test(piece)) break;
    if (/^\p{L}/u.test(piece)) found.push(spell(piece).bare);
  }
  return found;
}

/** The words and signs right after a place. */
function wordsAfter(text: string, place: number): string[] {
  const said = text.slice(place, place + lookAfter).match(pieces) ?? [];
  return said.slice(0, 4).map((piece) => (/^\p{L}/u.test(piece) ? spell(piece).bare : piece));
}

const between = new Set(
  'otp xac nhan minh thuc la cua bac toi em chau minh vua gui ve nhan duoc day nay no so kich hoat dang nhap moi cho co a thi dung mat khau bao tin pin may dien thoai'.split(
    ' ',
  ),
);
/** Codes of other things: a product, a parcel, a tax number, an area, a certificate. */
const otherCodes = /^(?:vung|don|hang|san|thue|buu|tinh|khach|ho|giam|chung|lo|ocop|sp|van|qr)$/;

function saysCode(before: string[]): boolean {
  for (const [i, word] of before.entries()) {
    if (word === 'otp' || word === 'pin') return true;
    if (word === 'ma') return !before.slice(0, i).some((one) => otherCodes.test(one));
    if (!between.has(word)) return false;
  }
  return false;
}

/** "482913 là mã bác vừa nhận". */
function isCodeSaidAfter(after: string[]): boolean {
  const [first, second, third] = after;
  const rest = first === 'la' ? [second, third] : [first, second];
  if (rest[0] === 'otp') return true;
  return (
    rest[0] === 'ma' && (first === 'la' || rest[1] === 'otp' || rest[1] === 'xac') && !otherCodes.test(rest[1] ?? '')
  );
}

function saysIdentity(before: string[]): boolean {
  const near = before.slice(0, 6).reverse().join(' ');
  return /\b(?:cccd|cmnd|cmtnd|cmt|can cuoc|chung minh|dinh danh|can cuoc cong dan)\b/.test(near);
}

const bankNames =
  /^(?:bank|agribank|vietinbank|vietcombank|vcb|bidv|mb|mbbank|techcombank|lpbank|vbsp|vpbank|sacombank|acb)$/;
const money = /^(?:d|dong|vnd|k|nghin|ngan|trieu|tr|₫)$/;

function saysBank(before: string[], after: string[], isPhone: boolean): boolean {
  const near = before.slice(0, 8).reverse().join(' ');
  if (/\b(?:stk|so tai khoan|so tk|tai khoan ngan hang|so the|the atm|tai khoan so)\b/.test(near)) return true;
  // "tài khoản Zalo 0912…" is a phone number, "ngân hàng cho vay 50000000 đồng" is money.
  if (isPhone || money.test(after[0] ?? '')) return false;
  const nearest = before.slice(0, 4).reverse().join(' ');
  return /\b(?:tai khoan|tk|ngan hang)\b/.test(nearest) || before.slice(0, 3).some((word) => bankNames.test(word));
}

/** The check digit of a bank card. */
function hasCardChecksum(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const passwordWords = new Set('cua toi bac em minh la co chau moi cu'.split(' '));

/** "mật khẩu là hoa1985": the next thing with a digit in it. */
function passwords(text: string): Span[] {
  const chunks = [...text.matchAll(/[^\s:=]+/g)];
  const bare = chunks.map((chunk) => spell(chunk[0]).bare);
  const spans: Span[] = [];
  for (const [i, word] of bare.entries()) {
    const says = word === 'mk' || word === 'pass' || word === 'password' || (word === 'khau' && bare[i - 1] === 'mat');
    let at = i + 1;
    while (says && at < i + 4 && passwordWords.has(bare[at] ?? '')) at++;
    const chunk = says ? chunks[at] : undefined;
    if (chunk && chunk[0].length >= 4 && chunk[0].length <= 64 && /\d/.test(chunk[0])) {
      spans.push({ what: 'otp', start: chunk.index, end: chunk.index + chunk[0].length });
    }
  }
  return spans;
}
