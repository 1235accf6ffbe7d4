// A message cut into the pieces of a date. What is no piece of one is a small word that belongs to it, or unknown.
import { unitAt } from '../amounts/units.ts';
import { isFiller } from '../letters/fillers.ts';
import type { Token } from '../letters/normalize.ts';
import { phraseSet, wordBook, wordSet } from '../letters/phrases.ts';
import { clockAt, dayPart } from './clock.ts';
import { countAt, monthWord } from './count.ts';
import {
  cycleYearAt,
  dayAt,
  monthAt,
  numericAt,
  quarterAt,
  weekdayAt,
  weekOfMonthAt,
  yearAt,
} from './day-month-year.ts';
import { apartAt, durationAt, vaguelyFromNowAt } from './from-now.ts';
import { nowAt, phraseAt } from './named-days.ts';
import { type Attempt, links, type Piece, type Said, says } from './said.ts';

const upcoming = wordSet('tới');
const partWord = wordBook<Said['part']>([
  ['đầu', 'first'],
  ['giữa', 'middle'],
  ['cuối', 'last'],
]);

const pastWords = phraseSet('hồi, vừa rồi, vừa qua, mới rồi, đã qua, mới đây, rồi đấy');

/** Beside a day these say nothing of which. */
const indifferent = phraseSet(`
    gì đó, gì đấy, thứ mấy cũng được, ngày nào cũng được, hôm nào cũng được, bữa nào cũng được, buổi nào cũng được,
    lúc nào cũng được, giờ nào cũng được, mấy giờ cũng được, khi nào cũng được, ở nhà, một mình,
    lứa tiếp, vụ tiếp, đợt tiếp`);
/** With these it is no day, or every such day. */
const never = phraseSet(`
    không, ko, k, hk, hông, chưa, chẳng, trừ, nào, mấy, bao, gì, mỗi ngày, mỗi tuần, mỗi tháng, mỗi năm,
    mỗi vụ, mỗi mùa, mai vàng, hoa mai, cây mai, lại mãi, làm mãi, hàng ngày, hàng tuần, hàng tháng,
    hàng năm, hằng ngày, hằng tuần, hằng tháng, hằng năm, tuổi, mai mốt, nay mai, mai kia, một mai, mai sau, đồng hồ,
    các thứ, các tháng, các ngày, lâu nay, xưa nay, lâu năm, quanh năm, cả năm, suốt năm, lát nữa, sau này`);
/** "mỗi thứ bảy"; unmarked, "moi thu" alone is as often mới thu. */
const weekly = phraseSet('hai ba tư năm sáu bảy 2 3 4 5 6 7'.replace(/\S+/g, 'mỗi thứ $&,').slice(0, -1));
/** Without marks these are đúng, mới and cha as well. */
const neverMarked = wordSet('đừng mỗi chả');
/** What is done on a day, and small words around it. */
const planning = wordSet(`
    bán giao lấy hái thu hoạch cắt đào mổ nhổ gặt bẻ chín ra vào được mới thì sẽ chắc phải có lúc dịp đợt buổi trong
    ngoài trở đi về hẹn gặp gọi nhắn đến tới qua sang làm rảnh hàng lại xong hết bắt đầu kết thúc ngày hôm tháng
    khoảng tầm độ chừng cỡ gần đúng này đó ấy thôi cứ và với cùng của cúng lễ xuất mang đem chở gửi nhận tính dự kiến
    định muốn cho để là tức nhằm vụ lứa lên xuống sớm muộn hơn nhất luôn ngay rồi đã xin phép bữa khi nhé con e`);

/** All pieces of a message; `undefined` when it is no date, whatever else it says. */
export function piecesOf(tokens: Token[], dashIsDate: boolean): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    const piece = pieceAt(tokens, at, dashIsDate, pieces);
    if (piece === 'impossible') return undefined;
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
}

function pieceAt(tokens: Token[], at: number, dashIsDate: boolean, before: Piece[]): Piece | 'impossible' {
  // Before what would deny it: "mấy hôm nữa", "mai gì đó", "tuần sau ngày nào cũng được".
  const vaguely = vaguelyFromNowAt(tokens, at);
  if (vaguely) return vaguely;
  const any = indifferent.at(tokens, at);
  if (any) return { kind: 'filler', end: at + any.length };
  if (never.at(tokens, at) || weekly.at(tokens, at) || (tokens[at]?.marked && neverMarked(tokens[at])))
    return 'impossible';
  return (
    nowAt(tokens, at) ??
    addressAt(tokens, at) ??
    apartAt(tokens, at, before) ??
    durationAt(tokens, at) ??
    cycleYearAt(tokens, at, before) ??
    weekOfMonthAt(tokens, at) ??
    clockAt(tokens, at, before) ??
    numericAt(tokens, at, dashIsDate) ??
    weekdayAt(tokens, at) ??
    phraseAt(tokens, at, before) ??
    monthAt(tokens, at) ??
    quarterAt(tokens, at) ??
    dayAt(tokens, at, dashIsDate) ??
    yearAt(tokens, at) ??
    bareNumberAt(tokens, at) ??
    wordAt(tokens, at, before)
  );
}

const addressWord = wordSet('số xóm tổ đội thôn ngõ ngách đường lô hẻm khu');

/** "xóm 5", "nhà số 5/3": a number, but of no day. */
function addressAt(tokens: Token[], at: number): Attempt {
  if (!addressWord(tokens[at]) || tokens[at + 1]?.kind !== 'number') return undefined;
  const isFraction = tokens[at + 2]?.text === '/' && tokens[at + 3]?.kind === 'number';
  return { kind: 'unknown', end: at + (isFraction ? 4 : 2) };
}

function bareNumberAt(tokens: Token[], at: number): Attempt {
  const token = tokens[at];
  // "hai" alone is as often two things or "hái"; before a month or Tết it counts its days.
  const count = countAt(tokens, at);
  if (!count) return token?.kind === 'number' ? 'impossible' : undefined;
  const after = tokens[count.end];
  if (token?.kind !== 'number') {
    const follows =
      after && (monthWord(after) || /^(?:tet|chap|gieng)$/.test(after.bare) || links.at(tokens, count.end));
    if (!follows) return undefined;
  }
  const isUnit = unitAt(tokens, count.end) !== undefined || /^(?:%|\+|x|tr|n|d|cay|cai)$/.test(after?.bare ?? '');
  if (isUnit || count.value < 1 || count.value > 31) return 'impossible';
  return says(count.end, { number: count.value }, { weak: true });
}

const ending = wordSet('hết');
const stretchWord = wordSet('tuần tháng quý năm');
const onlyThen = wordSet('mới');

const partOf = /^(?:thang|thg|th|t|gieng|chap|nam|tuan)$/;

function wordAt(tokens: Token[], at: number, before: Piece[]): Piece {
  const token = tokens[at];
  const end = at + 1;
  const after = tokens[end];
  const last = before.findLast(({ kind }) => kind !== 'filler');
  const isAfterSaid = last?.kind === 'said';
  const part = partWord(token);
  if (part && partOf.test(after?.bare ?? '')) return says(end, { part }, { weak: true });
  const past = pastWords.at(tokens, at);
  if (past) return { kind: 'past', end: at + past.length };
  if (/^[–—~→-]$/.test(token?.text ?? '')) return { kind: 'link', link: 'to', end };
  const daytime = dayPart(token);
  const isHour = last?.kind === 'said' && last.said.hour !== undefined;
  if (daytime && (token?.marked || !/^(?:sang|toi)$/.test(token?.bare ?? '') || isHour || startsDay(after)))
    return says(end, { dayPart: daytime }, { weak: true });
  if (upcoming(token) && isAfterSaid && (!after || isFiller(after))) return { kind: 'coming', end };
  // "qua rằm", "quá mùng 10".
  if (token?.bare === 'qua' && /^(?:ram|mung|mong|tet)$/.test(after?.bare ?? ''))
    return { kind: 'link', link: 'after', end };
  // "tháng 7 sang tháng 8", but "sang tháng 8" alone; an unmarked "toi" at the head is I.
  const isPassing = token?.bare === 'sang' || token?.bare === 'toi' || token?.bare === 'qua';
  if (isPassing && !token.marked && (!isAfterSaid || !after)) return { kind: 'filler', end };
  if (token?.bare === 'sang' && !token.marked) return { kind: 'link', link: 'to', end };
  // "đến hết tuần": of the week that runs then.
  if (token?.bare === 'tuan' && last?.kind === 'link' && last.link === 'to')
    return says(end, { unit: 'week' }, { weak: true });
  // "hết tháng này mới hái" is after it; "hết tháng này" may be until its end.
  if (ending(token) && stretchWord(after)) return { kind: 'link', link: tokens.some(onlyThen) ? 'after' : 'to', end };
  const link = links.at(tokens, at);
  if (link) return { kind: 'link', link: link.value, end: at + link.length };
  if (token?.bare === 'hom') return { kind: 'either', end };
  const isKnown =
    token && (token.kind === 'mark' ? /^[,.!;:()"“”]$/.test(token.text) : isFiller(token) || planning(token));
  return { kind: isKnown ? 'filler' : 'unknown', end };
}

const startsDay = (token: Token | undefined) =>
  /^(?:nay|mai|mot|thu|cn|chu|ngay|hom|mung|mong|ram|t)$/.test(token?.bare ?? '');
