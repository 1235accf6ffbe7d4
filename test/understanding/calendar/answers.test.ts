// What a farmer answers to "when is the harvest?" and "which day suits?", at 9:00 on Wednesday 25 November 2026. What
// must come out was judged by facts §7 before the rules were tried on it; most are read in all four forms.
import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/model/reading.ts';
import type { Period, Season } from '../../../src/model/values.ts';
import { readDate } from '../../../src/understanding/calendar/date.ts';
import { readSeason } from '../../../src/understanding/calendar/season.ts';
import { everyday, forms } from '../support.ts';

const now = '2026-11-25T09:00';

function outcome<V>(found: FieldReading<V> | undefined, written: (value: V) => string): string {
  if (!found) return 'none';
  return 'value' in found ? written(found.value) : `? ${found.choices.map(written).join(' | ')}`;
}

const days = ({ from, to, grain, calendar, time }: Period) =>
  [
    from === to ? from : `${from}..${to}`,
    grain === 'day' ? '' : grain,
    calendar === 'solar' ? '' : calendar,
    time ?? '',
  ]
    .filter(Boolean)
    .join(' ');
const months = ({ from, to }: Season) =>
  from === undefined && to === undefined ? 'words' : `${from ?? ''}-${to ?? ''}`;

const date = (text: string) => outcome(readDate(text, { kind: 'date', now }), days);
const season = (text: string) => outcome(readSeason(text, { kind: 'season' }), months);

type Case = [text: string, expected: string, reason: string];
const inForms = (cases: Case[], needsMarks = false) =>
  cases.flatMap(([text, expected, reason]) => forms(text, needsMarks).map((form): Case => [form, expected, reason]));

describe('an appointment', () => {
  const sayings: Case[] = [
    ['thứ 6 này cháu nhé', '2026-11-27', 'này is the coming one'],
    ['cuối tuần này bác ở nhà', '2026-11-28..2026-11-29', 'who is at home has said when'],
    ['chiều mai tầm 3 giờ', '2026-11-26 15:00', 'a part of the day settles the hour'],
    ['sáng chủ nhật 8 giờ', '2026-11-29 08:00', 'before the day, too'],
    ['đợt rằm tháng Chạp', '2027-01-22 lunar', 'the fifteenth of the twelfth'],
    ['10 hôm nữa là hái được', '2026-12-05', 'what is done then'],
    ['chừng nửa tháng nữa', '2026-12-10', 'fifteen days'],
    ['ngày 28 tháng này', '2026-11-28', 'of the running month'],
    ['mùng 2 tháng Chạp âm lịch', '2027-01-09 lunar', 'said twice'],
    ['hôm nào cũng được cháu ạ', 'none', 'any day is no day'],
    ['lúc nào rảnh thì bác gọi', 'none', 'a promise, no day'],
    ['8 giờ sáng thứ bảy tuần này', '2026-11-28 08:00', 'all of it'],
    ['trưa nay khoảng 11 rưỡi', '2026-11-25 11:30', 'rưỡi is half an hour'],
    ['tối nay sau 7 giờ', '? 2026-11-25 19:00', 'until when?'],
    ['hai tuần nữa', '2026-12-09', 'in words'],
    ['sang tháng, tầm mùng mười', '? 2026-12-18 lunar | 2026-12-10', 'of which calendar?'],
    ['cuối tháng 12 dương lịch', '2026-12-21..2026-12-31', 'said to be solar'],
    ['đầu tháng Chạp', '2027-01-08..2027-01-17 lunar', 'its first ten days'],
    ['giữa tháng 11 âm', '2026-12-19..2026-12-28 lunar', 'its middle ten days'],
    ['qua Tết mới thu được', '? 2027-02-09..2027-02-20 lunar', 'how many days after?'],
    ['trước Tết một tuần', '2027-01-30 lunar', 'counted back from its first day'],
    ['thứ hai tuần sau nữa', '2026-12-07', 'the week after the next'],
    ['ngày kia, buổi sáng', '2026-11-27', 'a part of it'],
    ['mai hay ngày kia gì đó', '? 2026-11-26 | 2026-11-27', 'gì đó is or so, and asks nothing'],
    ['20 tháng Chạp bác mổ lợn', '? 2027-01-27 lunar', 'a day among words unknown to the calendar'],
    ['chưa biết được ngày nào cháu ạ', 'none', 'no day is known'],
    ['tuần sau thứ mấy cũng được', '2026-11-30..2026-12-06 week', 'any day of that week'],
    ['từ thứ 7 đến chủ nhật', '2026-11-28..2026-11-29', 'two days'],
    ['từ mai đến hết tuần', '2026-11-26..2026-11-29', 'the week that runs then'],
    ['9h sáng ngày 2/12', '2026-12-02 09:00', 'hour first'],
    ['2/12 lúc 14h', '2026-12-02 14:00', 'day first'],
    ['sau 20/12 mới cắt', '? 2026-12-21', 'until when?'],
    ['giỗ bố bác 12 tháng 11 âm', '? 2026-12-20 lunar', 'a day among words unknown to the calendar'],
    ['khi nào lúa chín', 'none', 'no day'],
    ['chín là hái', 'none', 'ripe, not nine'],
    ['gà được 4 tháng thì bán', 'none', 'an age'],
    ['còn hai tháng nữa', '2027-01-01..2027-01-31 month', 'no day was said'],
    ['khoảng 45 ngày nữa', '2027-01-09', 'about'],
    ['hai ba tuần nữa', '? 2026-12-09 | 2026-12-16', 'two or three'],
    ['rằm tháng 11', '2026-12-23 lunar', 'a month after rằm is lunar'],
    ['đầu năm sau', '? 2027-01-01..2027-03-31 month', 'how many months?'],
    ['tháng 5 sang năm là lứa tiếp', '2027-05-01..2027-05-31 month', 'what comes then'],
    ['cách đây ba hôm', '2026-11-22', 'past'],
    ['bận lắm, để hôm khác', 'none', 'no day'],
    ['hôm 20 vừa rồi', '? 2026-11-20', 'hôm is past as a rule: confirmed'],
    ['mấy giờ cũng được', 'none', 'any hour is none'],
    ['5 giờ sáng mai lên đồi', '? 2026-11-26 05:00', 'a day with a word unknown to the calendar'],
    ['chập tối mai', '2026-11-26', 'a part of the day by its name'],
    ['đầu giờ chiều thứ 2', '2026-11-30', 'a part of the day by its name'],
    ['ba giờ kém mười chiều nay', '2026-11-25 14:50', 'kém counts back'],
    ['tháng mười một dương', '2026-11-01..2026-11-30 month', 'no folk name when it is solar'],
    ['hết tháng này mới thu', '? 2026-12-01', 'only after it'],
    ['Tết Nguyên đán năm 2027', '2027-02-06 lunar', 'facts §7'],
    ['23 tháng Chạp năm nay', '2027-01-30 lunar', 'the lunar year still runs'],
    ['thứ 7, chủ nhật tuần này', '? 2026-11-28 | 2026-11-29', 'either'],
    ['12h trưa mai', '2026-11-26 12:00', 'noon'],
    ['hết mùa này bác mới nghỉ', 'none', 'no day was said'],
    ['nhà bác ở xóm 12', 'none', 'an address'],
    ['thứ tư tuần tới bác rảnh', '2026-12-02', 'not today, though today is one'],
    ['sáng sớm mai khoảng 6h', '2026-11-26 06:00', 'a part of the day by its name'],
    [
      'tầm cuối tháng Chạp bác mới có gà',
      '? 2027-01-28..2027-02-05 lunar',
      'a part of a month with a word unknown to the calendar',
    ],
    ['cuối tháng 8 bão to lắm', 'none', 'a story'],
    ['ngày mùng một tháng Giêng', '2027-02-06 lunar', 'the first day of Tết'],
    ['mười lăm tháng mười âm lịch', '2027-11-12 lunar', 'the last one was two days ago'],
    ['chiều thứ sáu lúc 4 rưỡi', '2026-11-27 16:30', 'the day before the hour'],
    ['hôm nay hoặc ngày mai đều được', '? 2026-11-25 | 2026-11-26', 'either'],
    ['đến tháng 3 năm sau', '? 2026-11-25..2027-03-31 | 2027-03-01..2027-03-31 month', 'until then, or then'],
    [
      'từ tháng 10 đến Tết',
      '? 2026-10-01..2027-02-06 lunar | 2026-11-09..2027-02-06 lunar',
      'of which calendar is the tenth?',
    ],
    ['ba tháng nữa mới được bán', '2027-02-01..2027-02-28 month', 'what is done then'],
    ['chủ nhật tuần này hoặc thứ hai tuần sau', '? 2026-11-29 | 2026-11-30', 'either, each with its week'],
    ['vụ này hết rồi, đợi vụ sau', 'none', 'no day was said'],
    ['5 giờ kém 10', '? 2026-11-25 16:50 | 2026-11-26 04:50', 'of which half of the day?'],
    ['đêm giao thừa', '2027-02-05 lunar', 'the last day, however many Chạp has'],
    ['ngày 30 tháng 2', '? 2027-02-28', 'there is none: the last of it?'],
    ['ngày 31/11', '? 2026-11-30', 'there is none: the last of it?'],
    ['mấy bữa nữa bác gọi', '? 2026-11-27..2026-11-30', 'who calls asks nothing'],
  ];
  /** Unmarked, "sau" is six as well. */
  const withMarks: Case[] = [
    ['khoảng mùng 10 tháng sau', '? 2026-12-18 lunar | 2026-12-10', 'mùng with the next month: of which calendar?'],
    ['tháng sau, ngày mùng 1', '? 2026-12-09 lunar | 2026-12-01', 'of which calendar?'],
  ];
  it.each([...inForms(sayings), ...inForms(withMarks, true)])('said as %j is %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });
});

describe('a time of sale', () => {
  const sayings: Case[] = [
    ['hái từ tháng 3 đến tháng 11', '3-11', 'what is done then'],
    ['tháng Giêng đến tháng ba âm', 'words', 'months by the moon stay words'],
    ['rải rác quanh năm', '1-12', 'always, if little'],
    ['chè xuân với chè đông', 'words', 'seasons without mùa'],
    ['mỗi năm hai vụ', 'words', 'vụ, but which?'],
    ['vụ chiêm với vụ mùa', 'words', 'two of them have no one stretch'],
    ['tháng 4 tháng 5 gì đó', 'words', 'or so'],
    ['từ tháng 9 tới Tết', 'words', 'Tết is no month'],
    ['cuối thu đầu đông', 'words', 'seasons without mùa'],
    ['mùa đông không có hàng', 'words', 'when there is none'],
    ['tháng 10 nghỉ', 'words', 'when there is none'],
    ['trừ tháng 2', 'words', 'when there is none'],
    ['quanh năm, nghỉ mỗi tháng Chạp', 'words', 'always but one month'],
    ['lúc nào cũng sẵn hàng', '1-12', 'always'],
    ['đang mùa rộ', 'words', 'now, until when?'],
    ['khoảng tháng 6, tháng 7', '6-7', 'two months in a row'],
    ['từ giữa tháng 5 đến cuối tháng 8', 'words', 'parts of months stay words'],
    ['nhà bác có 5 sào', 'none', 'an area'],
    ['mua ở chợ', 'none', 'to buy, marked or not'],
  ];
  /** Unmarked, "he" is hẹ as well. */
  const withMarks: Case[] = [['hè là rộ nhất', 'words', 'a season without mùa']];
  it.each([...inForms(sayings), ...inForms(withMarks, true)])('said as %j is %s: %s', (text, expected) => {
    expect(season(text)).toBe(expected);
  });
});

describe('everyday talk', () => {
  const timed = /hôm|mai|vụ|mùa|Tết|lứa|thu hoạch|trưa|năm|tuần|lúc|sáng|chiều|tối/;
  const timeless = everyday.filter((text) => !timed.test(text)).flatMap((text) => forms(text));
  it.each(timeless)('without a time in it is no time: %j', (text) => {
    expect([date(text), season(text)]).toEqual(['none', 'none']);
  });

  it.each(everyday.filter((text) => timed.test(text) && !/Tết/.test(text)))('is no appointment: %j', (text) => {
    expect(date(text)).toBe('none');
  });
});
