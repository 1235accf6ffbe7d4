// Days that have names: "hôm nay", "tuần sau", "rằm", "28 Tết", "ông Táo", "cuối năm".
import { isCourtesy, isPerson } from '../letters/fillers.ts';
import type { Token } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import { countAt } from './count.ts';
import { cycleAt } from './day-month-year.ts';
import { type Attempt, type Piece, type Said, says } from './said.ts';

const byUnit = (unit: string, key: 'weekBy' | 'monthBy' | 'quarterBy' | 'yearBy'): [string, Said][] => [
  ...['này', 'nay'].map((word): [string, Said] => [`${unit} ${word}`, { [key]: 0 }]),
  ...['sau', 'tới', 'sắp tới', 'kế', 'kế tiếp', 'tiếp theo'].map((word): [string, Said] => [
    `${unit} ${word}`,
    { [key]: 1 },
  ]),
  [`sang ${unit}`, { [key]: 1 }],
  [`trong ${unit}`, { [key]: 0 }],
  ...['sau nữa', 'tới nữa'].map((word): [string, Said] => [`${unit} ${word}`, { [key]: 2 }]),
  ...['trước', 'rồi', 'qua', 'vừa rồi', 'vừa qua'].map((word): [string, Said] => [`${unit} ${word}`, { [key]: -1 }]),
  [`${unit} trước nữa`, { [key]: -2 }],
];

const lunarDay = (day: number, month: number): Said => ({ day, month, calendar: 'lunar' });
const solarDay = (day: number, month: number): Said => ({ day, month, calendar: 'solar' });
const all = (said: Said, phrases: string): [string, Said][] =>
  phrases.split(',').map((phrase) => [phrase.trim().replace(/\s+/g, ' '), said]);

const phrases = phraseBook<Said>([
  ...all({ dayBy: 0 }, 'hôm nay, bữa nay, ngày hôm nay, hum nay, hnay, hôm ni, hôm lay, nay'),
  ...all({ dayBy: 1 }, 'mai, ngày mai, bữa mai, hôm mai'),
  ...all({ dayBy: 2 }, 'mốt, ngày mốt, bữa mốt, ngày kia, ngày kia nữa, mốt nữa'),
  ...all({ dayBy: -1 }, 'hôm qua, bữa qua, ngày hôm qua, hum qua, hqua'),
  ...all({ dayBy: -2 }, 'hôm kia, bữa kia, ngày hôm kia'),
  ...all({ dayBy: -3 }, 'hôm kìa'),
  ...all({ dayBy: 3 }, 'ngày kìa'),
  ...all({ dayBy: -1, dayPart: 'morning' }, 'sáng qua'),
  ...all({ dayBy: -1, dayPart: 'noon' }, 'trưa qua'),
  ...all({ dayBy: -1, dayPart: 'afternoon' }, 'chiều qua'),
  ...all({ dayBy: -1, dayPart: 'evening' }, 'tối qua'),
  ...all({ dayBy: -1, dayPart: 'night' }, 'đêm qua'),
  ...all({ dayPart: 'morning' }, 'sáng sớm, rạng sáng, tờ mờ sáng, buổi sáng, đầu giờ sáng, cuối giờ sáng'),
  ...all({ dayPart: 'night', hour: 12, minute: 0 }, 'nửa đêm'),
  ...all({ dayPart: 'noon' }, 'buổi trưa'),
  ...all({ dayPart: 'afternoon' }, 'buổi chiều, đầu giờ chiều, cuối giờ chiều, xế chiều'),
  ...all({ dayPart: 'evening' }, 'buổi tối, chập tối, sẩm tối, chiều tối, nhá nhem tối'),
  ...byUnit('tuần', 'weekBy'),
  ...byUnit('tháng', 'monthBy'),
  ...byUnit('quý', 'quarterBy'),
  ...byUnit('năm', 'yearBy'),
  ...all({ yearBy: 1 }, 'qua năm'),
  ...all({ yearBy: -1 }, 'năm ngoái'),
  ...all({ yearBy: -2 }, 'năm kia'),
  ...all({ weekday: 7 }, 'chủ nhật, chúa nhật, chủ nhựt, cn'),
  ...all({ unit: 'week', part: 'first' }, 'đầu tuần'),
  ...all({ unit: 'week', part: 'middle' }, 'giữa tuần'),
  ...all({ unit: 'week', part: 'last' }, 'cuối tuần'),
  ...all({ unit: 'year', part: 'first' }, 'đầu năm'),
  ...all({ unit: 'year', part: 'middle' }, 'giữa năm'),
  ...all({ unit: 'year', part: 'last' }, 'cuối năm'),
  ...all({ part: 'first' }, 'thượng tuần'),
  ...all({ part: 'middle' }, 'trung tuần'),
  ...all({ part: 'last' }, 'hạ tuần'),
  ...all({ part: 'first half' }, 'nửa đầu'),
  ...all({ part: 'last half' }, 'nửa cuối, nửa sau'),
  ...all({ part: 'first week' }, 'tuần đầu, tuần đầu tiên, tuần đầu tiên của'),
  ...all({ part: 'last day' }, 'ngày cuối, ngày cuối cùng, ngày cuối cùng của'),
  ...all({ month: 12, calendar: 'lunar', part: 'last day' }, 'giao thừa, đêm giao thừa'),
  ...all({ part: 'last week' }, 'tuần cuối, tuần cuối cùng, tuần cuối cùng của'),
  ...all({ day: 15, calendar: 'lunar' }, 'rằm, ngày rằm'),
  ...all({ month: 1, calendar: 'lunar' }, 'tháng giêng, giêng, ra giêng, ra tháng giêng, giêng hai'),
  ...all({ month: 12, calendar: 'lunar' }, 'tháng chạp, chạp'),
  ...all({ calendar: 'lunar' }, 'âm, âm lịch, lịch âm, âl, al, ta, lịch ta'),
  ...all({ calendar: 'solar' }, 'dương, dương lịch, lịch dương, dl, tây, lịch tây'),
  ...all({ leap: true, calendar: 'lunar' }, 'nhuận'),
  ...all({ tet: 'day' }, 'tết, tết nguyên đán, tết ta, tết âm, tết âm lịch, tết cổ truyền, ngày tết'),
  ...all({ tet: 'before' }, 'giáp tết, trước tết, cận tết, sát tết, gần tết, áp tết, giáp tết nguyên đán'),
  ...all({ tet: 'before' }, 'trước tết nguyên đán, trước tết âm lịch, gần đến tết, gần tới tết, sắp tết'),
  ...all({ tet: 'during' }, 'dịp tết, mùa tết, vụ tết, dịp tết nguyên đán'),
  ...all(
    { tet: 'after' },
    'ra tết, sau tết, qua tết, hết tết, xong tết, ăn tết xong, sau tết nguyên đán, sau tết âm lịch',
  ),
  ...all(solarDay(1, 1), 'tết tây, tết dương, tết dương lịch'),
  ...all(solarDay(2, 9), 'quốc khánh'),
  ...all(solarDay(25, 12), 'noel, nô en, giáng sinh'),
  ...all(lunarDay(15, 1), 'nguyên tiêu'),
  ...all(lunarDay(10, 3), 'giỗ tổ, giỗ tổ hùng vương'),
  ...all(lunarDay(5, 5), 'đoan ngọ, tết đoan ngọ, giết sâu bọ, tết giết sâu bọ'),
  ...all(lunarDay(15, 7), 'vu lan'),
  ...all(lunarDay(15, 8), 'trung thu, tết trung thu, rằm trung thu'),
  ...all(
    lunarDay(23, 12),
    'ông táo, ông công, ông công ông táo, ông táo về trời, táo quân, tết ông táo, tết ông công ông táo',
  ),
]);
/** These words end a phrase of their own or begin a name: "sang tháng" but "sang tháng 8". */
const takesName = wordSet('tháng năm quý');

export function phraseAt(tokens: Token[], at: number, before: Piece[]): Attempt {
  const found = phrases.at(tokens, at);
  if (!found) return undefined;
  const end = at + found.length;
  const last = tokens[end - 1];
  // "sang tháng 8", "trong tháng giêng": the name belongs to the month.
  const isNamed = countAt(tokens, end) || phrases.at(tokens, end) || cycleAt(tokens, end) !== undefined;
  if (takesName(last) && found.length > 1 && isNamed) return undefined;
  // "cuối | năm nay", "đầu | tuần sau".
  const { part, unit } = found.value;
  if (part && unit && (phrases.at(tokens, end - 1)?.length ?? 0) > 1) return says(end - 1, { part }, { weak: true });
  const isUnmarked = last?.marked === false;
  // Where nothing has marks "thang sau" is June as well.
  const hasMarks = tokens.some((token) => token.marked);
  if (!hasMarks && last?.bare === 'sau' && found.value.monthBy === 1)
    return says(end, found.value, { or: { month: 6 } });
  if (isUnmarked && last.bare === 'mot' && found.length > 1) return says(end, found.value, { or: { day: 1 } });
  const previous = before.at(-1);
  // "rằm nay" is "rằm này", and "chị Mai" a person.
  const isThis = previous?.kind === 'said' && !previous.said.dayPart && previous.said.hour === undefined;
  const person = tokens[at - 1];
  // "lứa này" without its mark is no today.
  const isOfNoun = previous?.kind === 'filler' && person?.kind === 'word' && !isCourtesy(person) && !isPerson(person);
  if (found.length === 1 && last?.bare === 'nay' && (isThis || isOfNoun)) return { kind: 'filler', end };
  const isName =
    last?.bare === 'mai' && person !== undefined && isPerson(person) && !/^(?:toi|minh)$/.test(person.bare);
  if (found.length === 1 && isName && (!tokens[end] || /^M[a-z]/.test(last.text))) return { kind: 'unknown', end };
  // A lone "mai" is also a flower and a name, a lone "nay" stands in "này" and "lâu nay".
  const { dayBy, weekBy, monthBy, yearBy } = found.value;
  // What is now or was is told in stories.
  const isStory = (dayBy ?? weekBy ?? monthBy ?? yearBy ?? 1) <= 0;
  const isWeak = isStory || (found.length === 1 && (isUnmarked || dayBy !== undefined));
  const isDoubtful = isUnmarked && found.length === 1 && /^(?:mot|kia)$/.test(last.bare);
  return says(end, found.value, { weak: isWeak, doubt: isDoubtful });
}

const present = phraseSet('bây giờ, ngay bây giờ, bây h');

/** "bây giờ", and "giờ" in "từ giờ"; an unmarked "bay gio" may be seven o'clock. */
export function nowAt(tokens: Token[], at: number): Attempt {
  const found = present.at(tokens, at);
  if (found) {
    const isUnmarked = tokens.slice(at, at + found.length).every((token) => !token.marked);
    return says(
      at + found.length,
      { dayBy: 0 },
      isUnmarked ? { or: { hour: 7, minute: 0 }, weak: true } : { weak: true },
    );
  }
  return tokens[at]?.bare === 'gio' && tokens[at - 1]?.bare === 'tu'
    ? says(at + 1, { dayBy: 0 }, { weak: true })
    : undefined;
}
