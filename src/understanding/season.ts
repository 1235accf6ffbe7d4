// When a product is on sale: the farmer's own words, and months where those are sure.
// Harvests and lunar dates stay words ("vụ xuân", "tháng 8 âm"): turning them into solar months would be a guess.
import type { FieldReading, ReadContext } from '../model/reading.ts';
import type { Season } from '../model/values.ts';
import { fold } from './fold.ts';
import { clean, parsed, type Token, tokenize } from './normalize.ts';
import { phraseSet, wordBook, wordSet } from './phrases.ts';

const allYear = phraseSet(`
    quanh năm, thường xuyên, cả năm, suốt năm, bốn mùa, lúc nào cũng có, lúc nào cũng bán, tháng nào cũng có, mùa nào cũng có,
    tất cả các tháng, 12 tháng, có sẵn, luôn có, luôn sẵn, bốn mùa đều có`);
const seasonal = phraseSet(`
    vụ, mùa, tháng, lứa, Tết, rằm, Giêng, Chạp, đầu năm, cuối năm, giữa năm, đầu tháng, cuối tháng, giữa tháng,
    quý, mùa hè, mùa thu, mùa đông, mùa xuân, hè, hôm nay, bây giờ, hiện tại, đang có, tuần này, tuần sau, ngày
    mai, sang năm, thu hoạch, đang vụ, chính vụ, trái vụ`);
const notSeasonal = phraseSet('được mùa, mất mùa, hôm nay trời');
const lunar = wordSet('âm âl ta giêng chạp rằm tết mùng mồng nhuận lịch vụ đầu cuối giữa ngày');
const monthWord = wordSet('tháng');
const monthName = wordBook([
  ['hai', 2],
  ['ba', 3],
  ['tư', 4],
  ['bốn', 4],
  ['năm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
  ['mười', 10],
]);
const to = wordSet('đến tới sang');
const and = wordSet('và');
const fromWord = wordSet('từ');
const approximate = wordSet('khoảng tầm độ chừng hết');
const except = wordSet('trừ nghỉ');
const ten = wordSet('mười');
const one = wordSet('một hai');

export function readSeason(text: string, _context: ReadContext): FieldReading<Season> | undefined {
  const said = clean(text);
  const kept = withoutPoliteness(said);
  if (kept.length === 0 || kept.length > 200 || /\?\s*$/.test(said)) return undefined;
  // "tháng 5,6,7" is no decimal.
  const tokens = tokenize(parsed(kept.replace(/,/g, ', '))).filter(
    (token) => token.kind !== 'mark' || /^[-–—,/~]$/.test(token.text),
  );
  if (tokens.some((_, at) => allYear.at(tokens, at))) {
    return { said, value: tokens.some((token) => except(token)) ? { text: kept } : { text: kept, from: 1, to: 12 } };
  }
  if (tokens.length === 1 && tokens[0]?.kind === 'number') {
    const month = monthOf(tokens[0].text);
    return month ? { said, choices: [{ text: `tháng ${month}`, from: month, to: month }] } : undefined;
  }
  const months = monthsIn(tokens);
  if (months === 'impossible') return undefined;
  // Among marked words an unmarked "mua" is to buy, not mùa.
  const hasMarks = tokens.some((token) => token.marked);
  const isSeasonal = tokens.some(
    (token, at) => seasonal.at(tokens, at) !== undefined && !(hasMarks && !token.marked && token.bare === 'mua'),
  );
  if (!isSeasonal && !months) return undefined;
  // "hôm nay" in a story about the weather is no season, and "được mùa" is luck.
  if (!months && (tokens.length > 8 || tokens.some((_, at) => notSeasonal.at(tokens, at)))) return undefined;
  const isSure = months && !tokens.some((token) => (token.marked || !/^(?:am|ta)$/.test(token.bare)) && lunar(token));
  if (!months || !isSure || tokens.some((token) => /^(?:am|al)$/.test(token.bare)))
    return { said, value: { text: kept } };
  return { said, value: { text: kept, ...months } };
}

function withoutPoliteness(text: string): string {
  return text
    .replace(/^(?:dạ|vâng|thưa)[\s,]+/iu, '')
    .replace(/(?:[\s,]+(?:ạ|nhé|nha|nhá|em|cháu))+[.!]*$/iu, '')
    .replace(/[.!,;]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

type Months = { from?: number; to?: number };

/** "tháng 7 đến tháng 9", "tháng 7-9", "7-9", "t7 đến t9", "từ tháng 8", "tháng 7, 8". */
function monthsIn(tokens: Token[]): Months | 'impossible' | undefined {
  const found: { month: number; link?: 'to' | 'and'; opens: boolean; named: boolean }[] = [];
  let link: 'to' | 'and' | undefined;
  let opens = false;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    const read = monthAt(tokens, at, found.length > 0 && link !== undefined);
    if (read === 'impossible') return 'impossible';
    if (read) {
      found.push({ month: read.month, ...(link ? { link } : {}), opens, named: read.named });
      link = undefined;
      at = read.end;
      continue;
    }
    if (token && (to(token) || /^[-–—~]$/.test(token.text))) link = 'to';
    else if (token && (and(token) || token.text === ',')) link = 'and';
    else if (fromWord(token)) opens = true;
    else if (!token || !approximate(token)) link = undefined;
    at++;
  }
  const [first, second] = found;
  if (!first || found.length > 3) return undefined;
  if (!found.some((one) => one.named) && !(second && tokens.length === 3)) return undefined;
  if (first.link === 'to') return { to: first.month };
  if (!second) return first.opens ? { from: first.month } : { from: first.month, to: first.month };
  if (found.slice(1).some((one) => one.link === undefined)) return undefined;
  const last = found.at(-1) ?? second;
  if (second.link === 'and' && found.some((one, i) => i > 0 && one.month !== ((found[i - 1]?.month ?? 0) % 12) + 1))
    return undefined;
  return { from: first.month, to: last.month };
}

function monthAt(
  tokens: Token[],
  at: number,
  linked: boolean,
): { month: number; end: number; named: boolean } | 'impossible' | undefined {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (monthWord(token)) {
    if (next?.kind === 'number') {
      const month = monthOf(next.text);
      return month ? { month, end: at + 2, named: true } : 'impossible';
    }
    const twelfth = ten(next) && one(tokens[at + 2]);
    if (twelfth) return { month: fold(tokens[at + 2]?.text ?? '') === 'hai' ? 12 : 11, end: at + 3, named: true };
    const month = monthName(next);
    return month ? { month, end: at + 2, named: true } : undefined;
  }
  if (/^th?$/.test(token?.bare ?? '') && next?.kind === 'number' && next.glued) {
    const month = monthOf(next.text);
    return month ? { month, end: at + 2, named: true } : undefined;
  }
  if (token?.kind === 'number' && (linked || /^(?:[-–—~]|đến|den|tới|toi)$/iu.test(next?.text ?? ''))) {
    const month = monthOf(token.text);
    return month ? { month, end: at + 1, named: false } : undefined;
  }
  const month = linked ? monthName(token) : undefined;
  return month ? { month, end: at + 1, named: false } : undefined;
}

function monthOf(digits: string): number | undefined {
  const month = Number(digits);
  return /^\d{1,2}$/.test(digits) && month >= 1 && month <= 12 ? month : undefined;
}
