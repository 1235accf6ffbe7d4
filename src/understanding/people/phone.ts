// Phone numbers, ten digits with the leading 0, whatever was typed around and between them. Numbers of before 2018
// become today's. A number that no network is known to use is kept, but asked back; two numbers are asked about.
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import { spokenDigit } from '../amounts/number.ts';
import { clean, narrow, parsed, tokenize } from '../letters/normalize.ts';

/** The 11-digit prefixes that became 10-digit ones in 2018. */
const moved = new Map(
  `0162 032, 0163 033, 0164 034, 0165 035, 0166 036, 0167 037, 0168 038, 0169 039, 0120 070, 0121 079, 0122 077,
   0126 076, 0128 078, 0123 083, 0124 084, 0125 085, 0127 081, 0129 082, 0186 056, 0188 058, 0199 059`
    .split(',')
    .map((pair) => pair.trim().split(' ') as [string, string]),
);

const mobile = /^0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\d{7}$/;

export type PhoneFound = { phone: string; known: boolean; start: number; end: number };

export function readPhone(text: string, _context: ReadContext): FieldReading<string> | undefined {
  const said = clean(text);
  const found = phonesIn(parsed(said));
  const [first] = found;
  if (!first) return undefined;
  const phones = [...new Set(found.map((one) => one.phone))];
  return phones.length > 1 || !first.known ? { said, choices: phones.slice(0, 3) } : { said, value: first.phone };
}

/** Every phone number in a cleaned text, with its place. */
export function phonesIn(text: string): PhoneFound[] {
  const found: PhoneFound[] = [];
  for (const run of digitRuns(text)) found.push(...phonesOfRun(run));
  return found.length > 0 ? found : spokenPhones(text);
}

type Piece = { digits: string; start: number; end: number };

/** Groups of digits that only spaces, dots, dashes and brackets part. O and l among digits are 0 and 1. */
function digitRuns(text: string): Piece[][] {
  const runs: Piece[][] = [];
  let run: Piece[] = [];
  let end = -1;
  for (const match of narrow(text).matchAll(/\+?[\dOoIl]+/g)) {
    const raw = match[0].replace('+', '');
    const start = match.index;
    const stop = start + match[0].length;
    const isPart = /\d/.test(raw) || (raw.length <= 2 && run.length > 0);
    // "sđt0912345678nhé": a whole number needs no space around it.
    const isWhole = /^(?:0\d{9,10}|84\d{9})$/.test(raw);
    const alone = isWhole || (!/\p{L}/u.test(text.charAt(start - 1)) && !/\p{L}/u.test(text.charAt(stop)));
    if (!isPart || !alone) {
      if (run.length > 0) runs.push(run);
      run = [];
      end = -1;
      continue;
    }
    const near = end >= 0 && start - end <= 3 && /^[\s.\-‐‑–()_*·]*$/.test(text.slice(end, start));
    if (!near && run.length > 0) {
      runs.push(run);
      run = [];
    }
    run.push({ digits: raw.replace(/[Oo]/g, '0').replace(/[Il]/g, '1'), start, end: stop });
    end = stop;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** From each group on, the shortest row of groups that makes a number. */
function phonesOfRun(run: Piece[]): PhoneFound[] {
  const found: PhoneFound[] = [];
  for (let from = 0; from < run.length; from++) {
    let digits = '';
    for (let to = from; to < run.length && digits.length <= 14; to++) {
      digits += run[to]?.digits;
      const next = run[to + 1]?.digits;
      // "0208 3851 234": not over while what follows is too short to be a number of its own.
      const goesOn = next !== undefined && next.length < 9 && !/^(?:0|84)\d/.test(next) && digits.length < 11;
      const read = phoneOf(digits);
      if (!read || (goesOn && phoneOf(digits + next))) continue;
      found.push({ ...read, start: run[from]?.start ?? 0, end: run[to]?.end ?? 0 });
      from = to;
      break;
    }
  }
  return found;
}

/** Today's ten digits (eleven for a landline) of what was dialled; `undefined` when it is no Vietnamese number. */
export function phoneOf(digits: string): { phone: string; known: boolean } | undefined {
  let local = digits.replace(/^(?:00840?|84(?=0?\d{9,10}$)0?)/, '0');
  if (/^(?:[35789]\d{8}|1[2689]\d{8}|20[89]\d{7})$/.test(local)) local = `0${local}`;
  if (local.length < 9 || local.length > 11) return undefined;
  const today = /^01\d{9}$/.test(local) ? moved.get(local.slice(0, 4)) : undefined;
  if (today) local = today + local.slice(4);
  if (mobile.test(local)) return { phone: local, known: true };
  if (/^0[35789]\d{8}$/.test(local)) return { phone: local, known: isKnown(local) };
  if (/^02\d{9}$/.test(local)) return { phone: local, known: isKnown(local) };
  return undefined;
}

/** A hint only: the library does not know every range in use. */
const isKnown = (local: string) => isValidPhoneNumber(local, 'VN');

/** "không chín một hai …": at least nine digits in a row, most of them in words. */
function spokenPhones(text: string): PhoneFound[] {
  const tokens = tokenize(text);
  for (let from = 0; from < tokens.length; from++) {
    let digits = '';
    let to = from;
    for (; to < tokens.length && digits.length < 24; to++) {
      const token = tokens[to];
      // A breath between the groups.
      if (to > from && token?.kind === 'mark' && /^[,.–-]$/.test(token.text)) continue;
      const digit = token?.kind === 'number' && token.text.length <= 4 ? token.text : spokenDigit(token);
      if (digit === undefined) break;
      digits += digit;
    }
    if (to - from < 3) continue;
    const place = { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
    const found = phonesOfDigits(digits).map((read) => ({ ...read, ...place }));
    if (found.length > 0) return [...found, ...spokenPhones(text.slice(place.end)).map(shifted(place.end))];
    from = to;
  }
  return [];
}

const shifted = (by: number) => (one: PhoneFound) => ({ ...one, start: one.start + by, end: one.end + by });

/** One number, or two read out in one breath; twelve digits are neither. */
function phonesOfDigits(digits: string) {
  const whole = phoneOf(digits);
  if (whole) return [whole];
  const [first, second] = [phoneOf(digits.slice(0, 10)), phoneOf(digits.slice(10))];
  return first && second ? [first, second] : [];
}
