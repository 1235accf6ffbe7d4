// Days in every way farmers say them, row by row of facts/vietnamese.md §7; said at 9:00 on Wednesday 25 November 2026
// (17/10 of the lunar year). A reading is written as its days, what they are when they are no single solar day, and
// the hour; a question begins with "?".
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../../src/understanding/calendar/date.ts';
import { dayOf, isoOf } from '../../../src/understanding/calendar/days.ts';
import { toLunar } from '../../../src/understanding/calendar/lunar.ts';
import { forms, ordinary, withoutMarks } from '../support.ts';
import { outcome } from './periods.ts';

const now = '2026-11-25T09:00';
const date = (text: string, at = now) => outcome(readDate(text, { kind: 'date', now: at }));

type Case = [text: string, expected: string, reason: string];
/** In all four forms. */
const inForms = (cases: Case[]) =>
  cases.flatMap(([text, expected, reason]) => forms(text).map((form): Case => [form, expected, reason]));
/** Without marks these mean something else, or two things. */
const asWritten = (cases: Case[]) =>
  cases.flatMap(([text, expected, reason]) => forms(text, true).map((form): Case => [form, expected, reason]));

describe('a solar day', () => {
  it.each(
    inForms([
      ['5/3', '2027-03-05', 'day before month, the next one'],
      ['05/03/2026', '2026-03-05', 'a year that was said is kept, past or not'],
      ['05-03-26', '2026-03-05', 'a year of two digits'],
      ['5.3.2026', '2026-03-05', 'dots'],
      ['20.11', '2027-11-20', 'a date here, not a decimal'],
      ['5 / 3', '2027-03-05', 'spaces around the stroke'],
      ['5/3/85', '1985-03-05', 'a year of birth'],
      ['2026-12-05', '2026-12-05', 'as machines write'],
      ['25/11', '2026-11-25', 'today is such a day'],
      ['24/11', '2027-11-24', 'yesterday was the last such day'],
      ['ngày 5', '2026-12-05', 'the next fifth'],
      ['ngày 31', '2026-12-31', 'November has none'],
      ['tầm 20 tháng tới', '2026-12-20', 'a day of it'],
      ['ngày 5 tháng 3', '2027-03-05', 'in words'],
      ['5 tháng 3', '2027-03-05', 'without "ngày"'],
      ['ngày mười lăm tháng bảy', '2027-07-15', 'numbers in words'],
      ['ngày hai mươi lăm', '2026-11-25', 'two words of a number'],
      ['ngày hăm ba', '2026-12-23', 'hăm is twenty'],
      ['ngày 29 tháng 2 năm 2028', '2028-02-29', 'a leap year'],
      ['5 tây', '2026-12-05', 'tây is solar'],
      ['ngày 5 dương lịch', '2026-12-05', 'said to be solar'],
      ['mùng 5 dương lịch', '2026-12-05', 'even with mùng'],
      ['5/3 năm sau', '2027-03-05', 'with a year by its distance'],
      ['5/3 năm ngoái', '2025-03-05', 'a past year'],
      ['thứ 7 ngày 28/11', '2026-11-28', 'the weekday agrees'],
      ['thứ tư ngày 2 tháng 12 năm 2026', '2026-12-02', 'all of it'],
      ['thứ 6 ngày 25', '2026-12-25', 'the next 25th that is a Friday'],
      ['khoảng 5/3', '2027-03-05', 'about'],
      ['dạ 5/3 cháu ạ', '2027-03-05', 'politeness'],
      ['bác bán từ khoảng 5/3', '? 2027-03-05', 'from then on, until when?'],
      ['quốc khánh', '2027-09-02', 'a feast'],
      ['lễ 2/9', '2027-09-02', 'the same by its date'],
      ['15, 16, 17/12', '? 2026-12-15 | 2026-12-16 | 2026-12-17', 'any of them'],
      ['noel', '2026-12-25', 'a feast'],
      ['tết tây', '2027-01-01', 'the other New Year'],
      ['ngày cuối tháng', '2026-11-30', 'one day'],
      ['mùng 8 tháng 3', '? 2027-03-08 | 2027-04-14 lunar', "women's day is solar, mùng is lunar"],
      ['mùng 2 tháng 9', '? 2027-09-02 | 2027-10-01 lunar', 'so is the national day'],
    ]),
  )('reads %j as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });
});

describe('a lunar day', () => {
  it.each(
    inForms([
      ['mùng 5', '2026-12-13 lunar', 'mùng is a lunar mark'],
      ['mồng năm', '2026-12-13 lunar', 'its other spelling, in words'],
      ['mùng 5 này', '2026-12-13 lunar', 'the coming one'],
      ['mùng 5 tháng 3', '? 2027-04-11 lunar | 2027-03-05', 'a numbered month may be solar'],
      ['mùng 5 tháng 3 âm', '2027-04-11 lunar', 'said to be lunar'],
      ['rằm', '2026-12-23 lunar', 'the next full moon'],
      ['rằm tháng sau nữa', '2027-01-22 lunar', 'lunar months are counted: it is the tenth'],
      ['rằm tháng 7', '2027-08-16 lunar', 'a month after rằm is lunar'],
      ['rằm tháng 7 năm 2026', '2026-08-27 lunar', 'facts §7'],
      ['rằm tháng 8 năm 2026', '2026-09-25 lunar', 'facts §7'],
      ['rằm tháng bảy âm lịch', '2027-08-16 lunar', 'said twice'],
      ['rằm tháng Giêng', '2027-02-20 lunar', 'facts §7'],
      ['rằm vừa rồi', '2026-11-23 lunar', 'the last one'],
      ['qua rằm', '? 2026-12-24 lunar', 'after it'],
      ['10-10 âm lịch', '2027-11-07 lunar', 'no range of one day'],
      ['15/10 âm năm 2026', '2026-11-23 lunar', 'facts §7'],
      ['15/7 âm', '2027-08-16 lunar', 'a mark after the numbers'],
      ['15/7 âl', '2027-08-16 lunar', 'shortened'],
      ['15/7 ta', '2027-08-16 lunar', 'ta is ours'],
      ['ngày 8 âm', '2026-12-16 lunar', 'unmarked "am" is no hour after ngày'],
      ['15 tháng 7 âm lịch', '2027-08-16 lunar', 'in words'],
      ['10/3 âm lịch', '2027-04-16 lunar', 'the day of the Hùng kings'],
      ['giỗ tổ', '2027-04-16 lunar', 'the same by name'],
      ['trung thu', '2027-09-15 lunar', 'a feast'],
      ['23 Chạp', '2027-01-30 lunar', 'facts §7'],
      ['23 tháng Chạp', '2027-01-30 lunar', 'with "tháng"'],
      ['hăm ba tháng Chạp', '2027-01-30 lunar', 'in words'],
      ['hai ba tháng Chạp', '2027-01-30 lunar', 'in the shortest words'],
      ['ông Táo', '2027-01-30 lunar', 'a feast'],
      ['cúng ông Công ông Táo', '2027-01-30 lunar', 'the same in full'],
      ['Tết', '2027-02-06 lunar', 'its first day'],
      ['mùng 1 Tết', '2027-02-06 lunar', 'the same'],
      ['mùng 3 Tết', '2027-02-08 lunar', 'after it'],
      ['28 Tết', '2027-02-04 lunar', 'before it'],
      ['hai tám Tết', '2027-02-04 lunar', 'in words'],
      ['Tết 2028', '2028-01-26 lunar', 'a year'],
      ['28 Tết 2028', '2028-01-24 lunar', 'the eve belongs to the coming year'],
      ['30 Tết', '? 2027-02-05 lunar', 'that Chạp has only 29 days'],
      ['giao thừa', '2027-02-05 lunar', 'its last day, however many'],
      ['Tết năm nay', '? 2027-02-06 lunar', 'in autumn the coming one'],
      ['ngày 15 tức mùng 7 âm', '2026-12-15', 'both calendars, the same day'],
    ]),
  )('reads %j as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });
});

describe('a day from today', () => {
  it.each(
    inForms([
      ['hôm nay', '2026-11-25', ''],
      ['hum nay', '2026-11-25', 'as some write it'],
      ['từ giờ đến Tết', '2026-11-25..2027-02-06 lunar', 'from now'],
      ['mai nha e', '2026-11-26', 'e is em'],
      ['bữa nay', '2026-11-25', 'as the south says'],
      ['nay', '2026-11-25', 'alone'],
      ['mai', '2026-11-26', 'alone'],
      ['ngày mai', '2026-11-26', ''],
      ['sáng mai', '2026-11-26', 'a part of it'],
      ['tối mai', '2026-11-26', 'unmarked "toi" is no I here'],
      ['mai nhé cháu', '2026-11-26', 'politeness'],
      ['mai cháu đến lấy nhé', '2026-11-26', 'what is done then'],
      ['ngày kia', '2026-11-27', 'two days on'],
      ['hôm qua', '2026-11-24', ''],
      ['tối qua', '2026-11-24', ''],
      ['hôm kia', '2026-11-23', 'two days back'],
      ['3 ngày nữa', '2026-11-28', ''],
      ['ba hôm nữa', '2026-11-28', ''],
      ['sau 3 ngày', '2026-11-28', ''],
      ['tuần nữa', '2026-12-02', 'one week'],
      ['2 tuần nữa', '2026-12-09', ''],
      ['nửa tháng nữa', '2026-12-10', ''],
      ['hai ba hôm nữa', '? 2026-11-27 | 2026-11-28', 'two or three, not 23'],
      ['2-3 ngày nữa', '? 2026-11-27 | 2026-11-28', 'no date of February'],
      ['3 ngày trước', '2026-11-22', ''],
      ['cách đây 2 tuần', '2026-11-11', ''],
      ['mai hoặc ngày kia', '? 2026-11-26 | 2026-11-27', 'either'],
      ['trong 3 ngày tới', '? 2026-11-25..2026-11-28 | 2026-11-28', 'by then, or then'],
      ['từ đầu tháng 12', '? 2026-12-01..2026-12-10', 'without marks it is no từ đâu'],
      ['vài ngày nữa', '? 2026-11-27..2026-11-28', 'two or three; no day is sure'],
      ['vài hôm nữa bác hái', '? 2026-11-27..2026-11-28', 'in a sentence'],
      ['mấy hôm nữa', '? 2026-11-27..2026-11-30', 'mấy asks nothing before nữa'],
      ['mấy ngày nữa', '? 2026-11-27..2026-11-30', 'mấy ngày asks nothing either'],
      ['mấy ngày nữa mới hái', '? 2026-11-27..2026-11-30', 'not before then'],
      ['ít bữa nữa', '? 2026-11-27..2026-11-30', 'as few'],
      ['năm bảy hôm nữa', '? 2026-11-30 | 2026-12-02', 'five or seven, not fifty-seven'],
      ['mấy ngày nữa bác hái', '? 2026-11-27..2026-11-30', 'and who does it then'],
      ['chục ngày nữa', '? 2026-12-04..2026-12-06', 'about ten'],
      ['dăm bữa nữa', '? 2026-11-29..2026-12-01', 'about five'],
      ['dăm ba ngày nữa', '? 2026-11-28..2026-11-30', 'three to five'],
      ['vài tuần nữa', '? 2026-12-09..2026-12-16', 'weeks'],
      ['vài tháng nữa', '? 2027-01-01..2027-02-28 month', 'months'],
      ['vài năm nữa', '? 2028-01-01..2029-12-31 year', 'a tree bears late'],
      ['trước Tết một tuần', '2027-01-30 lunar', 'counted back from its first day'],
      ['một tuần trước Tết', '2027-01-30 lunar', 'the same from the other end'],
      ['trước Tết nửa tháng', '? 2027-01-22 lunar', 'a month has no sure length'],
      ['10 ngày sau Tết', '? 2027-02-16 lunar', 'after its first day, or its last?'],
      ['trước rằm 2 hôm', '2026-12-21 lunar', 'before a feast'],
      ['sau 20/12 hai tuần', '2027-01-03', 'after a date'],
    ]),
  )('reads %j as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });

  it.each(
    asWritten([
      ['mốt', '2026-11-27', 'two days on'],
      ['ngày mốt', '2026-11-27', 'two days on'],
      ['mươi hôm nữa', '? 2026-12-04..2026-12-06', 'about ten; unmarked it is mười, ten'],
    ]),
  )('reads %j, with its marks, as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });

  it('asks whether an unmarked "mot" is mốt or một', () => {
    expect(date('mot')).toBe('? 2026-11-27');
    expect(date('ngay mot')).toBe('? 2026-11-27 | 2026-12-01');
  });
});

describe('a weekday', () => {
  it.each(
    inForms([
      ['thứ 2', '2026-11-30', 'the next one'],
      ['thứ hai', '2026-11-30', ''],
      ['thứ năm', '2026-11-26', 'năm is no year here'],
      ['thứ sáu', '2026-11-27', ''],
      ['thứ bảy', '2026-11-28', ''],
      ['CN', '2026-11-29', ''],
      ['chủ nhật', '2026-11-29', ''],
      ['thứ tư', '? 2026-11-25 | 2026-12-02', 'today is one, but would be called today'],
      ['thứ 2 tuần sau', '2026-11-30', 'of the next week, which is the next one'],
      ['thứ 6 tuần này', '2026-11-27', ''],
      ['thứ 6 tuần sau', '2026-12-04', 'not the coming one'],
      ['thứ 2 tuần này', '2026-11-23', 'past, but named'],
      ['thứ hai đầu tuần', '2026-11-30', ''],
      ['thứ 6 tới', '2026-11-27', 'the coming one'],
      ['thứ 2 vừa rồi', '2026-11-23', 'the last one'],
      ['hôm thứ hai', '? 2026-11-23 | 2026-11-30', 'past as a rule, but not always'],
      ['sáng thứ 2', '2026-11-30', ''],
      ['t2 tuần sau', '2026-11-30', 'no month has a next week'],
      ['t7', '? 2026-11-28 | 2027-07-01..2027-07-31 month', 'Saturday or July'],
      ['sáng t2', '2026-11-30', 'no month has a morning'],
      ['thứ 7 bác rảnh', '2026-11-28', 'in a sentence'],
      ['hẹn thứ 5 nhé', '2026-11-26', 'in a sentence'],
      ['thứ 7 hoặc chủ nhật', '? 2026-11-28 | 2026-11-29', 'either'],
      ['thứ 3 hoặc thứ 5 tuần sau', '? 2026-12-01 | 2026-12-03', 'either'],
      ['thứ 7 ngày 29/11', '? 2026-11-29 | 2026-11-28', 'that is a Sunday'],
    ]),
  )('reads %j as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });
});

describe('a week, a month, a year', () => {
  it.each(
    inForms([
      ['tuần này', '2026-11-23..2026-11-29 week', 'from Monday'],
      ['tuần sau', '2026-11-30..2026-12-06 week', ''],
      ['tuần tới', '2026-11-30..2026-12-06 week', ''],
      ['sang tuần', '2026-11-30..2026-12-06 week', ''],
      ['tuần sau nữa', '2026-12-07..2026-12-13 week', ''],
      ['tuần trước', '2026-11-16..2026-11-22 week', ''],
      ['cuối tuần', '2026-11-28..2026-11-29', 'Saturday and Sunday'],
      ['cuối tuần sau', '2026-12-05..2026-12-06', ''],
      ['đầu tuần sau', '? 2026-11-30..2026-12-01', 'how many days?'],
      ['chắc phải sang tuần bác mới hái', '2026-11-30..2026-12-06 week', 'in a sentence'],
      ['đầu tháng', '2026-12-01..2026-12-10', "this month's is over"],
      ['giữa tháng', '2026-12-11..2026-12-20', ''],
      ['cuối tháng', '2026-11-21..2026-11-30', 'running'],
      ['cuối tháng này', '2026-11-21..2026-11-30', ''],
      ['đầu tháng 3', '2027-03-01..2027-03-10', ''],
      ['hạ tuần tháng 3', '2027-03-21..2027-03-31', 'by its name'],
      ['nửa đầu tháng 3', '2027-03-01..2027-03-15', ''],
      ['cuối tháng Chạp', '2027-01-28..2027-02-05 lunar', ''],
      ['giữa tháng 7 âm', '2027-08-12..2027-08-21 lunar', ''],
      ['tháng này', '2026-11-01..2026-11-30 month', ''],
      ['tháng tới', '2026-12-01..2026-12-31 month', ''],
      ['sang tháng', '2026-12-01..2026-12-31 month', ''],
      ['tháng sau nữa', '2027-01-01..2027-01-31 month', ''],
      ['tháng trước', '2026-10-01..2026-10-31 month', ''],
      ['2 tháng nữa', '2027-01-01..2027-01-31 month', 'no day was said'],
      ['5 tháng sau', '? 2027-04-01..2027-04-30 month | 2026-12-05', 'or the fifth of the next month'],
      ['tháng 8', '2027-08-01..2027-08-31 month', 'the next one'],
      ['sang tháng 8', '2027-08-01..2027-08-31 month', 'no next month'],
      ['tháng 11', '2026-11-01..2026-11-30 month', 'running'],
      ['tháng tư', '2027-04-01..2027-04-30 month', 'tư only after tháng and thứ'],
      ['tháng năm', '2027-05-01..2027-05-31 month', 'no year'],
      ['tháng năm năm nay', '2026-05-01..2026-05-31 month', 'one month, one year'],
      ['tháng mười hai', '2026-12-01..2026-12-31 month', ''],
      ['tháng 3/2027', '2027-03-01..2027-03-31 month', ''],
      ['t3/2027', '2027-03-01..2027-03-31 month', ''],
      ['t8', '2027-08-01..2027-08-31 month', 'no weekday has that number'],
      ['tháng 8 năm ngoái', '2025-08-01..2025-08-31 month', ''],
      ['tháng 8 vừa rồi', '2026-08-01..2026-08-31 month', ''],
      ['hồi tháng 8', '2026-08-01..2026-08-31 month', ''],
      ['tháng 2 sang năm', '2027-02-01..2027-02-28 month', ''],
      ['tháng 8 âm', '2027-09-01..2027-09-29 month lunar', ''],
      ['tháng 8 âm lịch', '2027-09-01..2027-09-29 month lunar', ''],
      ['tháng Giêng', '2027-02-06..2027-03-07 month lunar', ''],
      ['ra Giêng', '2027-02-06..2027-03-07 month lunar', ''],
      ['tháng Chạp', '2027-01-08..2027-02-05 month lunar', ''],
      ['tháng Một', '? 2027-01-01..2027-01-31 month | 2026-12-09..2027-01-07 month lunar', 'folk name of the 11th'],
      ['tháng 6 nhuận năm 2025', '2025-07-25..2025-08-22 month lunar', 'facts §7'],
      ['tháng 6 nhuận', '? 2027-07-04..2027-08-01 month lunar', 'none is near: the ordinary one?'],
      ['tháng 3 hoặc tháng 4', '? 2027-03-01..2027-03-31 month | 2027-04-01..2027-04-30 month', 'either'],
      ['thứ 3, 5', '? 2026-12-01 | 2026-11-26', 'either weekday'],
      ['tháng 3, 4', '? 2027-03-01..2027-03-31 month | 2027-04-01..2027-04-30 month', 'no day of March'],
      ['năm nay', '2026-01-01..2026-12-31 year', ''],
      ['sang năm', '2027-01-01..2027-12-31 year', ''],
      ['năm ngoái', '2025-01-01..2025-12-31 year', ''],
      ['năm 2027', '2027-01-01..2027-12-31 year', ''],
      ['quý 1', '2027-01-01..2027-03-31 quarter', ''],
      ['quý III năm 2027', '2027-07-01..2027-09-30 quarter', 'Roman, with its three letters'],
      ['tuần đầu tháng 12', '2026-12-01..2026-12-07', 'its first seven days'],
      ['tuần cuối tháng', '2026-11-24..2026-11-30', 'its last seven'],
      ['tuần cuối tháng 12', '2026-12-25..2026-12-31', ''],
      ['tuần thứ 2 tháng 12', '? 2026-12-08..2026-12-14', 'no Monday; seven days, or from Monday on?'],
      ['tuần thứ hai của tháng 12', '? 2026-12-08..2026-12-14', 'in words'],
      ['tháng 12, tuần thứ 3', '? 2026-12-15..2026-12-21', 'the other way round'],
      ['tuần 2 tháng 12', '? 2026-12-08..2026-12-14', 'no second of December'],
      ['tuần thứ tư tháng Giêng', '? 2027-02-27..2027-03-05 lunar', 'no Wednesday'],
      ['tuần thứ 2', '? 2026-12-08..2026-12-14 | 2026-11-30', 'of the month, or Monday'],
      ['sang tuần thứ 2', '2026-11-30', 'Monday of the next week'],
      ['tuần đầu năm 2027', '2027-01-01..2027-01-07', 'one week of it'],
      ['hết tháng này', '? 2026-11-25..2026-11-30 | 2026-11-01..2026-11-30 month', 'until its end'],
      ['hết tháng này mới hái', '? 2026-12-01', 'only after it'],
      ['năm Bính Ngọ', '2026-02-17..2027-02-05 year lunar', 'facts §7: the running year, by the moon'],
      ['năm Đinh Mùi', '2027-02-06..2028-01-25 year lunar', 'the next'],
      ['năm Ất Tỵ', '2025-01-29..2026-02-16 year lunar', 'unmarked "ty" is no Tý: Ất goes with Tỵ'],
      ['năm Canh Tý', '2020-01-25..2021-02-11 year lunar', 'nor is it Tỵ after Canh'],
      ['năm Quý Mão', '2023-01-22..2024-02-09 year lunar', 'no quarter'],
      ['Tết Đinh Mùi', '2027-02-06 lunar', 'of that year'],
      ['28 Tết Đinh Mùi', '2027-02-04 lunar', 'its eve'],
      ['rằm tháng Giêng năm Giáp Thìn', '2024-02-24 lunar', 'the nearest of every sixty years'],
      ['cuối năm Bính Ngọ', '? 2026-11-09..2027-02-05 month lunar', 'a part of it'],
      ['giáp Tết', '? 2027-01-22..2027-02-05 lunar', 'nobody says how many days'],
      ['ra Tết', '? 2027-02-09..2027-02-20 lunar', 'nor here'],
      ['cuối năm', '? 2026-10-01..2026-12-31 month | 2027-01-08..2027-02-05 month lunar', 'or Chạp'],
    ]),
  )('reads %j as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });

  it('hears in an unmarked "bay gio" both now and seven', () => {
    expect(date('bây giờ')).toBe('2026-11-25');
    expect(date('bay gio')).toBe('? 2026-11-25 | 2026-11-26 07:00 | 2026-11-25 19:00');
  });

  it('hears in an unmarked "thang sau" both the next month and the sixth', () => {
    const [next, june] = ['2026-12-01..2026-12-31 month', '2027-06-01..2027-06-30 month'];
    expect(date('tháng sau')).toBe(next);
    expect(date('tháng sáu')).toBe(june);
    expect(date('thang sau')).toBe(`? ${next} | ${june}`);
  });
});

describe('a range', () => {
  it.each(
    inForms([
      ['từ 5 đến 10/3', '2027-03-05..2027-03-10', 'the first day takes the month of the last'],
      ['5-10/3', '2027-03-05..2027-03-10', ''],
      ['15-20/8', '2027-08-15..2027-08-20', ''],
      ['từ 25 đến 5/3', '2027-02-25..2027-03-05', 'over the end of a month'],
      ['5/3 đến 10', '2027-03-05..2027-03-10', 'the last takes the month of the first'],
      ['từ 15/8 đến 20/9', '2027-08-15..2027-09-20', ''],
      ['tháng 5 đến tháng 7', '2027-05-01..2027-07-31 month', ''],
      ['tháng 5-7', '2027-05-01..2027-07-31 month', ''],
      ['tháng 7 sang tháng 8', '2027-07-01..2027-08-31 month', ''],
      ['tháng 11 đến tháng 2', '2026-11-01..2027-02-28 month', 'over New Year, and running'],
      ['tháng 8 đến tháng 10 âm', '2026-09-11..2026-12-08 month lunar', 'one calendar for both, and running'],
      ['thứ 2 đến thứ 6 tuần sau', '2026-11-30..2026-12-04', ''],
      ['từ thứ 2 đến thứ 6', '? 2026-11-23..2026-11-27 | 2026-11-30..2026-12-04', 'this week or the next'],
      ['mùng 1 đến mùng 5 Tết', '2027-02-06..2027-02-10 lunar', ''],
      ['từ mùng 1 đến rằm', '2026-12-09..2026-12-23 lunar', ''],
      ['từ 20 tháng Chạp đến mùng 5 tháng Giêng', '2027-01-27..2027-02-10 lunar', 'over Tết'],
      ['từ nay đến cuối tháng', '2026-11-25..2026-11-30', ''],
      ['từ nay đến Tết', '2026-11-25..2027-02-06 lunar', ''],
      ['5-10', '? 2027-10-05 | 2026-12-05..2026-12-10', 'a date or days'],
      ['từ 5/3', '? 2027-03-05', 'no end'],
      ['trước 10/12', '? 2026-11-25..2026-12-09', 'no beginning'],
      ['sau rằm', '? 2026-12-24 lunar', 'no end'],
      ['đến thứ 7', '? 2026-11-25..2026-11-28 | 2026-11-28', 'until then, or to come then'],
    ]),
  )('reads %j as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });
});

describe('an hour', () => {
  it.each(
    inForms([
      ['7h30 sáng', '2026-11-26 07:30', 'today it is past'],
      ['3 giờ chiều', '2026-11-25 15:00', 'still to come'],
      ['8 giờ tối', '2026-11-25 20:00', ''],
      ['1 giờ trưa', '2026-11-25 13:00', ''],
      ['12 giờ trưa', '2026-11-25 12:00', ''],
      ['12 giờ đêm', '2026-11-26 00:00', 'the coming midnight'],
      ['đêm nay 12 giờ', '2026-11-26 00:00', 'the end of today'],
      ['12 giờ đêm 5/3', '? 2027-03-06 00:00 | 2027-03-05 00:00', 'its end or its beginning'],
      ['1 giờ sáng', '2026-11-26 01:00', ''],
      ['19h30', '2026-11-25 19:30', 'only one can be meant'],
      ['07:30', '2026-11-26 07:30', 'a 24-hour clock'],
      ['7h', '? 2026-11-26 07:00 | 2026-11-25 19:00', 'morning or evening'],
      ['7 giờ', '? 2026-11-26 07:00 | 2026-11-25 19:00', ''],
      ['7h30', '? 2026-11-26 07:30 | 2026-11-25 19:30', ''],
      ['8am', '2026-11-26 08:00', 'as on a phone'],
      ['8 am', '? 2026-11-26 08:00 | 2026-12-16 lunar', 'or an unmarked âm'],
      ['mai 8 am', '2026-11-26 08:00', 'no day by the moon after a day'],
      ['8 pm', '2026-11-25 20:00', 'no other pm'],
      ['7:30 pm', '2026-11-25 19:30', ''],
      ['8h pm', '2026-11-25 20:00', 'said twice'],
      ['8h30 am', '2026-11-26 08:30', 'no âm after an hour'],
      ['12 pm', '2026-11-25 12:00', 'noon'],
      ['15h am', 'none', 'no such hour'],
      ['15/7 am', '2027-08-16 lunar', 'no hour after a date'],
      ['tối nay sau 7 giờ', '? 2026-11-25 19:00', 'until when?'],
      ['chập tối mai', '2026-11-26', 'a part of the day by its name'],
      ['7 giờ rưỡi', '? 2026-11-26 07:30 | 2026-11-25 19:30', ''],
      ['8 giờ kém 15', '? 2026-11-26 07:45 | 2026-11-25 19:45', ''],
      ['tám giờ kém mười lăm', '? 2026-11-26 07:45 | 2026-11-25 19:45', 'in words'],
      ['3 giờ', '? 2026-11-25 15:00 | 2026-11-26 03:00', 'hardly at night'],
      ['8h kém 15 sáng mai', '2026-11-26 07:45', ''],
      ['bảy rưỡi sáng mai', '2026-11-26 07:30', 'without "giờ"'],
      ['sáng mai 7h', '2026-11-26 07:00', 'in any order'],
      ['7h sáng mai', '2026-11-26 07:00', ''],
      ['mai 7h sáng', '2026-11-26 07:00', ''],
      ['7h sáng thứ 2 tuần sau', '2026-11-30 07:00', ''],
      ['7 giờ tối thứ 6', '2026-11-27 19:00', 'unmarked "toi" is evening after an hour'],
      ['3 chiều thứ 7', '2026-11-28 15:00', ''],
      ['8 giờ sáng 5/12', '2026-12-05 08:00', ''],
      ['tối nay 8h', '2026-11-25 20:00', ''],
      ['2 tiếng nữa', '2026-11-25 11:00', ''],
      ['nửa tiếng nữa', '2026-11-25 09:30', ''],
      ['30 phút nữa', '2026-11-25 09:30', ''],
      ['2 tiếng rưỡi nữa', '2026-11-25 11:30', ''],
      ['1 tiếng 15 phút nữa', '2026-11-25 10:15', ''],
      ['sau 5 giờ chiều', '? 2026-11-25 17:00', 'no duration'],
      ['từ 7 đến 9 giờ sáng', '? 2026-11-26 07:00', 'where it begins'],
    ]),
  )('reads %j as %s: %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });

  it('counts hours over midnight and over New Year', () => {
    expect(date('2 tiếng nữa', '2026-12-31T23:30')).toBe('2027-01-01 01:30');
  });
});

describe('an impossible day', () => {
  it.each(
    inForms([
      ['30/2', '? 2027-02-28', 'the nearest day'],
      ['29/2', '? 2027-02-28', '2027 is no leap year'],
      ['31/4', '? 2027-04-30', ''],
      ['3/15', '? 2027-03-15', 'month and day the other way round'],
      ['32/1', 'none', ''],
      ['tháng 13', 'none', ''],
      ['thứ 8', 'none', ''],
      ['99/99', 'none', ''],
      ['25 giờ', 'none', ''],
      ['12:75', 'none', ''],
      ['mùng 32', 'none', ''],
      ['5/3/2026/7', 'none', ''],
    ]),
  )('reads %j as %s %s', (text, expected) => {
    expect(date(text)).toBe(expected);
  });
});

describe('no date', () => {
  const dated = /hôm nay|mai|Tết|sau$/;
  it.each(
    [
      ...['', '7 8', '0', '-5', '25k', '250.000', '1.200.000', '5 cân', '2 tạ', '1/2 cân', '10%', '5 con', 'giá 5'],
      ...['0912345678', '0912 345 678', '1tr2', '5 sào', 'gói 200g', 'nhà số 5/3', 'xóm 5', 'tổ 10', 'OCOP 4 sao'],
      ...['mai vàng', 'hoa mai', 'chị Mai', 'bác Tư', 'anh Ba', 'cái thứ hai', 'lần thứ 2', 'người thứ ba'],
      ...['quanh năm', 'tháng nào cũng có', 'ngày nào cũng bán', 'thứ 7 hàng tuần', 'mỗi tháng', 'chưa biết'],
      ...[
        'gà 3 tháng tuổi',
        '5 tháng',
        '10 ngày',
        '2 năm',
        'năm năm',
        '2 giờ đồng hồ',
        'mai mốt',
        'nay mai',
        'lát nữa',
      ],
      ...['bao giờ', 'thứ mấy', 'hôm nay là thứ mấy', 'mai có bán không', 'thứ 7 được không?', 'không phải thứ 7'],
      ...[
        'vài ngày trước',
        'mấy hôm nay',
        'vài cân nữa',
        'thêm mấy con nữa',
        'đầu vụ',
        'nghỉ bán',
        'năm Giáp Sửu',
        'anh Tân Mùi',
        'mỗi thứ bảy',
        'hôm qua mưa to',
        'năm nay được mùa',
        'hôm nay trời mưa to',
        'trừ chủ nhật',
        'hai',
        'năm',
      ],
    ].flatMap((text) => forms(text)),
  )('sees none in %j', (text) => {
    expect(date(text)).toBe('none');
  });

  it.each(ordinary.filter((text) => !dated.test(text)).flatMap((text) => forms(text)))(
    'sees none in the ordinary sentence %j',
    (text) => {
      expect(date(text)).toBe('none');
    },
  );

  it('sees none without a clock', () => {
    expect(readDate('mai', { kind: 'date' })).toBeUndefined();
  });
});

describe('any date', () => {
  const anyDay = fc.integer({ min: dayOf('1950-01-01'), max: dayOf('2060-12-31') });
  const seed = { seed: 4, numRuns: 400 };

  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const iso = isoOf(day);
        const [y, m, d] = iso.split('-').map(Number);
        for (const text of [
          `${d}/${m}/${y}`,
          `ngày ${d} tháng ${m} năm ${y}`,
          `${d}-${m}-${y}`,
          `${d}.${m}.${y}`,
          iso,
        ]) {
          expect(date(text)).toBe(iso);
          expect(date(withoutMarks(text).toUpperCase())).toBe(iso);
        }
      }),
      seed,
    );
  });

  it('is read as it was written by the moon', () => {
    fc.assert(
      fc.property(anyDay, (at) => {
        const iso = isoOf(at);
        const lunar = toLunar(iso);
        const leap = lunar?.leap ? ' nhuận' : '';
        expect(date(`${lunar?.day} tháng ${lunar?.month}${leap} âm lịch năm ${lunar?.year}`)).toBe(`${iso} lunar`);
      }),
      seed,
    );
  });

  it('without its year is the next such day, whenever it is said', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 365 }), (today, ahead) => {
        const [, m, d] = isoOf(today + ahead)
          .split('-')
          .map(Number);
        fc.pre(!(m === 2 && d === 29));
        const found = readDate(`${d}/${m}`, { kind: 'date', now: `${isoOf(today)}T12:00` });
        const from = found && 'value' in found ? dayOf(found.value.from) : Number.NaN;
        expect(from - today).toBe(ahead === 365 && isoOf(today).slice(5) === isoOf(today + ahead).slice(5) ? 0 : ahead);
      }),
      seed,
    );
  });

  const word = fc.constantFrom(
    ...'ngày tháng năm thứ tuần mùng rằm tết giêng chạp âm từ đến trước sau tới nay mai kia mốt qua đầu cuối giữa nửa'.split(
      ' ',
    ),
    ...'sáng chiều tối đêm giờ h rưỡi kém phút nữa quý t CN / - . , : 1 2 5 7 12 15 28 30 31 2026 hai ba tư mười hăm'.split(
      ' ',
    ),
  );

  it('in any order of its words never throws, gives days in order, and asks at most three', () => {
    const texts = fc.oneof(
      fc.array(word, { maxLength: 9 }).map((words) => words.join(' ')),
      fc.array(word, { maxLength: 9 }).map((words) => withoutMarks(words.join(''))),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const found = readDate(text, { kind: 'date', now });
        const periods = !found ? [] : 'value' in found ? [found.value] : found.choices;
        expect(periods.length).toBeLessThanOrEqual(3);
        if (found) expect(periods.length).toBeGreaterThan(0);
        for (const { from, to, time } of periods) {
          expect(from <= to).toBe(true);
          expect(`${from} ${to}`).toMatch(/^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d$/);
          if (time) expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
        }
      }),
      { seed: 4, numRuns: 5000 },
    );
  });
});
