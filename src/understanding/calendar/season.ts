// When a product is on sale: the farmer's own words, and months where those are sure.
// Lunar dates stay words ("tháng 8 âm"): turning them into solar months would be a guess. Harvests are asked about.
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import type { Period, Season } from '../../model/values.ts';
import { isFiller } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import { countAt, monthNumberAt, monthOf, monthWord, quarterNumber } from './count.ts';
import { readDate } from './date.ts';
import { quarterWord } from './day-month-year.ts';
import { dayOf, firstOf, isoOf } from './days.ts';

const allYear = phraseSet(`
    quanh năm, thường xuyên, cả năm, suốt năm, bốn mùa, 4 mùa, lúc nào cũng có, lúc nào cũng bán, lúc nào cũng sẵn,
    bao giờ cũng có, khi nào cũng có, ngày nào cũng có, ngày nào cũng bán, tháng nào cũng có, tháng nào cũng bán,
    mùa nào cũng có, mùa nào cũng bán, vụ nào cũng có, tất cả các tháng, 12 tháng, mười hai tháng, có sẵn, luôn có,
    luôn sẵn, bốn mùa đều có, có liên tục, bán liên tục`);
/** Months of a harvest, or of a quarter of the year; farmers differ by a month or two, so they are asked. */
const harvests = phraseBook<[from: number, to: number]>([
  ['vụ xuân', [2, 6]],
  ['vụ chiêm', [2, 6]],
  ['vụ chiêm xuân', [2, 6]],
  ['vụ đông xuân', [11, 6]],
  ['vụ hè thu', [5, 9]],
  ['vụ mùa', [6, 10]],
  ['vụ đông', [10, 1]],
  ['mùa xuân', [2, 4]],
  ['mùa hè', [5, 7]],
  ['mùa hạ', [5, 7]],
  ['mùa thu', [8, 10]],
  ['mùa đông', [11, 1]],
]);
const firstHalf = phraseSet('nửa đầu năm');
const lastHalf = phraseSet('nửa cuối năm');
const yearWord = wordSet('năm');
const opening = wordSet('đầu');
const closing = wordSet('cuối');
/** These take from a harvest or add to it. */
const otherThan = wordSet('trái trừ hết sau trước giữa và hai cả chính');
const seasonal = phraseSet(`
    vụ, Tết, rằm, Giêng, Chạp, đầu năm, cuối năm, giữa năm, đầu tháng, cuối tháng, giữa tháng, mùa hè, mùa thu,
    mùa đông, mùa xuân, hôm nay, bây giờ, hiện tại, đang có, tuần này, tuần sau, ngày mai, sang năm, thu hoạch,
    đúng mùa, trái mùa, chính mùa, đầu mùa, giữa mùa, cuối mùa, hết mùa, vào mùa, mùa này, mùa sau, mùa tới, mùa rộ,
    mùa nào, lứa này, lứa sau, lứa tới, mỗi tháng, hàng tháng`);
/** Unmarked, these are mưa and mua, thằng, lừa, quỹ and hẹ as well. */
const seasonalMarked = wordSet('mùa tháng lứa quý hè');
/** "đầu xuân", "chè đông": without mùa; "vào đông khách" is none. */
const namesOfSeasons = phraseSet(
  ['đầu', 'giữa', 'cuối', 'chè', 'lúa']
    .flatMap((before) => ['xuân', 'hè', 'hạ', 'thu', 'đông'].map((name) => `${before} ${name}`))
    .join(),
);
const notSeasonal = phraseSet('được mùa, mất mùa, hôm nay trời');
const lunar = wordSet('âm âl ta giêng chạp rằm tết mùng mồng nhuận lịch vụ đầu cuối giữa ngày');
/** No first days of a month: "bắt đầu từ tháng 11". */
const beginning = phraseSet('bắt đầu');
/** Unmarked, "sang nam" is no way to the fifth month. */
const whichYear = phraseSet('sang năm, năm nay, năm sau, năm tới, năm ngoái, hàng năm, hằng năm, mỗi năm');
const to = wordSet('đến tới sang');
const and = wordSet('và');
const orSo = wordSet('gì');
const fromWord = wordSet('từ');
const approximate = wordSet('khoảng tầm độ chừng hết');
const except = wordSet('trừ nghỉ');
/** What is then without the product. */
const denied = wordSet('trừ nghỉ không chưa chẳng');

export function readSeason(text: string, _context: ReadContext): FieldReading<Season> | undefined {
  const said = clean(text);
  const kept = withoutPoliteness(said);
  if (kept.length === 0 || kept.length > 200 || /\?\s*$/.test(said)) return undefined;
  // "tháng 5,6,7" is no decimal.
  const tokens = tokenize(parsed(kept.replace(/,/g, ', '))).filter(
    (token) => token.kind !== 'mark' || /^[-–—,/~]$/.test(token.text),
  );
  const always = tokens.findIndex((_, at) => allYear.at(tokens, at));
  const alwaysEnd = always + (allYear.at(tokens, always)?.length ?? 0);
  const others = tokens.filter((token, at) => (at < always || at >= alwaysEnd) && !isFiller(token));
  // Who works all year sells nothing yet.
  if (always >= 0 && others.length <= 3) {
    return { said, value: tokens.some((token) => except(token)) ? { text: kept } : { text: kept, from: 1, to: 12 } };
  }
  if (tokens.length === 1 && tokens[0]?.kind === 'number') {
    const month = monthOf(tokens[0].text);
    return month ? { said, choices: [{ text: `tháng ${month}`, from: month, to: month }] } : undefined;
  }
  const harvest = tokens.some(denied) ? undefined : harvestIn(tokens, kept);
  if (harvest) return { said, choices: [harvest] };
  const stretch = stretchOf(tokens);
  if (stretch) return { said, value: { text: kept, ...stretch } };
  if (tokens.length === 2 && monthWord(tokens[0]) && isFolkMonth(tokens[1]))
    return { said, choices: [{ text: 'tháng 1', from: 1, to: 1 }, { text: 'tháng 11 âm lịch' }] };
  const months = monthsIn(tokens);
  if (months === 'impossible') return undefined;
  const isSeasonal = tokens.some(
    (token, at) => seasonal.at(tokens, at) ?? namesOfSeasons.at(tokens, at) ?? (token.marked && seasonalMarked(token)),
  );
  // "từ 15/8 đến 20/9", "mùng 5": days are a season too, though no months.
  if (!isSeasonal && !months) return daysOnly(kept) ? { said, value: { text: kept } } : undefined;
  // "hôm nay" in a story about the weather is no season, and "được mùa" is luck.
  if (!months && (tokens.length > 8 || isStory(tokens) || tokens.some((_, at) => notSeasonal.at(tokens, at))))
    return undefined;
  const isSure = !tokens.some((token, at) => denied(token) || (lunar(token) && !beginning.at(tokens, at - 1)));
  return { said, value: { text: kept, ...(isSure ? months : undefined) } };
}

const today = phraseSet('hôm nay, bây giờ, hiện tại, ngày mai, tuần này, tuần sau');
const onSale =
  wordSet(`bán hàng hái thu hoạch cắt đào chín rộ ra vào được mới sẵn nhiều ít từ đến hết xong rồi đều cũng trong lúc khi
  nào này sau tới trước tuần ngày`);

/** "hôm nay ông nhà bác ốm": a day, and nothing that is sold on it. */
const isStory = (tokens: Token[]) => {
  const at = tokens.findIndex((_, i) => today.at(tokens, i));
  const end = at + (today.at(tokens, at)?.length ?? 0);
  return at >= 0 && tokens.some((token, i) => (i < at || i >= end) && !isFiller(token) && !onSale(token));
};

/** Halves and quarters of the year. */
function stretchOf(tokens: Token[]): Months | undefined {
  if (firstHalf.whole(tokens)) return { from: 1, to: 6 };
  if (lastHalf.whole(tokens)) return { from: 7, to: 12 };
  // "ba tháng cuối năm"
  const count = countAt(tokens, 0);
  const [months, side, year, rest] = count ? tokens.slice(count.end) : [];
  if (count && monthWord(months) && yearWord(year) && !rest && count.value < 12) {
    if (opening(side)) return { from: 1, to: count.value };
    if (closing(side)) return { from: 13 - count.value, to: 12 };
  }
  const [word, name, more] = tokens;
  if (!quarterWord(word) || !name || more) return undefined;
  const quarter = quarterNumber(name);
  return quarter && quarter <= 4 ? { from: quarter * 3 - 2, to: quarter * 3 } : undefined;
}

const harvestAt = (tokens: Token[]) => tokens.findIndex((_, at) => harvests.at(tokens, at) !== undefined);

/** "vụ xuân", "cuối vụ mùa", with the months that are meant by it hereabouts. */
function harvestIn(tokens: Token[], text: string): Season | undefined {
  const at = harvestAt(tokens);
  const found = harvests.at(tokens, at);
  // Among marked words an unmarked "mua" is to buy; "mùa thu hoạch" is no autumn.
  const isBuying = tokens[at]?.bare === 'mua' && !tokens[at].marked && tokens.some((token) => token.marked);
  if (!found || isBuying || tokens[at + found.length]?.bare === 'hoach') return undefined;
  const rest = [...tokens.slice(0, at), ...tokens.slice(at + found.length)];
  if (
    rest.length > 3 ||
    harvestAt(rest) >= 0 ||
    rest.some((token) => otherThan(token) || monthWord(token) || token.kind !== 'word')
  )
    return undefined;
  const [from, to] = found.value;
  const before = tokens[at - 1];
  const [first, last] = opening(before)
    ? [from, (from % 12) + 1]
    : closing(before)
      ? [((to + 10) % 12) + 1, to]
      : found.value;
  return { text: `${text} (tháng ${first} đến tháng ${last})`, from: first, to: last };
}

/** Tháng Một is January to some, and the eleventh month of the moon to others. */
const isFolkMonth = (token: Token | undefined) => /^m[oộ]t$/iu.test(token?.text ?? '');

/** Whether words are days, whichever the year. */
const daysOnly = (text: string) => readDate(text, { kind: 'season', now: '2024-01-01T12:00' }) !== undefined;

/**
 * The days of a season around now: the one that is running, or else the next. `undefined` where the words leave its days
 * open; an open end is the year's.
 */
export function periodOf(season: Season, now: string): Period | undefined {
  const { text, from, to } = season;
  if (from === undefined && to === undefined) {
    const found = readDate(text, { kind: 'date', now });
    return found && 'value' in found ? found.value : undefined;
  }
  const [first, last] = [from ?? 1, to ?? 12];
  const today = dayOf(now);
  const year = Number(now.slice(0, 4));
  const isWholeYear = first === 1 && last === 12;
  const isHarvest = harvestAt(tokenize(text)) >= 0;
  return [year - 1, year, year + 1]
    .map((start): Period => {
      const end = last < first ? start + 1 : start;
      return {
        from: isoOf(firstOf(start, first)),
        to: isoOf(firstOf(end, last + 1) - 1),
        grain: isWholeYear ? 'year' : isHarvest ? 'season' : 'month',
        calendar: 'solar',
      };
    })
    .find((period) => dayOf(period.to) >= today);
}

/** A season as days: sure, or asked where its words are vague or one end is open. */
export function readPeriod(text: string, context: ReadContext & { now: string }): FieldReading<Period> | undefined {
  const { now } = context;
  const found = readSeason(text, context);
  if (!found) return undefined;
  const seasons = 'value' in found ? [found.value] : found.choices;
  const periods = seasons.flatMap((season) => periodOf(season, now) ?? []);
  const [first] = periods;
  const [season] = seasons;
  const isOpen = season && (season.from === undefined) !== (season.to === undefined);
  if (first)
    return 'value' in found && !isOpen ? { said: found.said, value: first } : { said: found.said, choices: periods };
  return season && readDate(season.text, { kind: 'date', now });
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
  let end = -1;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    const year = whichYear.at(tokens, at);
    if (year) {
      at += year.length;
      continue;
    }
    const read = monthAt(tokens, at, found.length > 0 && link !== undefined);
    if (read === 'impossible') return 'impossible';
    if (read) {
      // "tháng bảy tháng tám", but "tháng 4 tháng 5 gì đó" is only about then
      if (read.named && at === end && !tokens.some(orSo)) link = 'and';
      found.push({ month: read.month, ...(link ? { link } : {}), opens, named: read.named });
      link = undefined;
      at = read.end;
      end = at;
      continue;
    }
    // "sang tháng 7" alone is July itself.
    if (token && (to(token) || /^[-–—~]$/.test(token.text)))
      link = token.bare === 'sang' && found.length === 0 ? undefined : 'to';
    else if (token && (and(token) || token.text === ',')) link = 'and';
    else if (fromWord(token)) opens = true;
    // "tháng 7 8", "tháng 7 đến 13": what is no month here leaves the others in doubt.
    else if (/^\d{1,2}$/.test(token?.text ?? '') && (link || tokens[at - 1]?.kind === 'number')) return undefined;
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
  if (
    (second.link === 'and' || found.length > 2) &&
    found.some((one, i) => i > 0 && one.month !== ((found[i - 1]?.month ?? 0) % 12) + 1)
  )
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
    const found = monthNumberAt(tokens, at + 1);
    return found && found !== 'impossible' ? { ...found, named: true } : found;
  }
  if (/^th?$/.test(token?.bare ?? '') && next?.kind === 'number' && next.glued) {
    const month = monthOf(next.text);
    return month ? { month, end: at + 2, named: true } : undefined;
  }
  if (token?.kind === 'number' && (linked || /^(?:[-–—~]|đến|den|tới|toi)$/iu.test(next?.text ?? ''))) {
    const month = monthOf(token.text);
    return month ? { month, end: at + 1, named: false } : undefined;
  }
  const month = linked && token?.kind === 'word' ? monthNumberAt(tokens, at) : undefined;
  return month && month !== 'impossible' ? { ...month, named: false } : undefined;
}
