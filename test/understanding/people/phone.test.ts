// Phone numbers in every spelling of facts/vietnamese.md §8, and today's number for each old one.
import { describe, expect, it } from 'vitest';
import { forms, meaning, ordinary, reading } from '../support.ts';

const phone = (text: string) => meaning(reading('phone', text, 'household.phone'));

describe('a phone number', () => {
  const ways: [reason: string, text: string][] = [
    ['ten digits', '0912345678'],
    ['groups with spaces', '0912 345 678'],
    ['groups with dots', '0912.345.678'],
    ['groups with dashes', '0912-345-678'],
    ['other groups', '091 234 5678'],
    ['the country’s code', '+84912345678'],
    ['the code without its plus', '84912345678'],
    ['the code as it is dialled', '0084912345678'],
    ['the code in brackets', '(+84) 912 345 678'],
    ['a missing first zero', '912345678'],
    ['a capital O for zero', 'O912345678'],
    ['a small o for zero', 'o912345678'],
    ['a capital I for one', '09I2345678'],
    ['full-width digits', '０９１２３４５６７８'],
    ['a sentence around it', 'số của bác là 0912345678 nhé'],
    ['its short name before it', 'sđt 0912345678'],
    ['the same number twice', '0912345678 0912345678'],
    ['digits in words', 'không chín một hai ba bốn năm sáu bảy tám'],
    ['digits in words without marks', 'khong chin mot hai ba bon nam sau bay tam'],
    ['words and then digits', 'không chín 12 345 678'],
    ['words without the first zero', 'chín một hai ba bốn năm sáu bảy tám'],
    ['other words for digits, and breaths', 'không chín mốt, hai ba tư, năm sáu bẩy tám'],
    ['o for zero among words', 'o chín một hai ba bốn năm sáu bảy tám'],
    ['digits and then words', '09 một hai ba bốn năm sáu bảy tám'],
    ['groups with underscores', '0912_345_678'],
    ['groups with stars', '0912*345*678'],
    ['dashes that do not break lines', '091‑234‑5678'],
    ['the zero in brackets after the code', '+84 (0)912 345 678'],
    ['its short name grown to it', 'đt0912345678'],
    ['a colon before it', 'sđt:0912345678'],
    ['a particle grown to it', 'gọi 0912345678nhé'],
  ];
  it.each(ways)('is read with %s: %j', (_reason, text) => {
    for (const form of forms(text, true)) expect(phone(form)).toBe('0912345678');
  });

  const moved =
    '0162 032, 0163 033, 0164 034, 0165 035, 0166 036, 0167 037, 0168 038, 0169 039, 0120 070, 0121 079, 0122 077, 0126 076, 0128 078, 0123 083, 0124 084, 0125 085, 0127 081, 0129 082, 0186 056, 0188 058, 0199 059';
  it.each(moved.split(', ').map((pair) => pair.split(' ') as [string, string]))(
    'gives %s… its number of today, %s…',
    (old, today) => {
      expect(phone(`${old}1234567`)).toBe(`${today}1234567`);
      expect(phone(`${old.slice(1)}1234567`)).toBe(`${today}1234567`);
      expect(phone(`+84${old.slice(1)}1234567`)).toBe(`${today}1234567`);
    },
  );

  it.each(
    '086 096 097 098 032 039 088 091 094 081 085 089 090 093 070 076 079 092 056 058 052 099 059 087 055'
      .split(' ')
      .map((prefix) => [prefix]),
  )('knows the network %s', (prefix) => {
    expect(phone(`${prefix}1234567`)).toBe(`${prefix}1234567`);
  });

  it('reads a landline', () => {
    expect(phone('0208 3851 234')).toBe('02083851234');
    expect(phone('02093812345')).toBe('02093812345');
    expect(phone('208 3851234')).toBe('02083851234');
    expect(phone('(0208) 3851 234')).toBe('02083851234');
  });

  it('keeps a number of no known network, but asks', () => {
    expect(phone('0711234567')).toEqual({ ask: ['0711234567'] });
  });

  const twos: [reason: string, text: string][] = [
    ['a stroke', '0912345678/0987654321'],
    ['a space', '0912345678 0987654321'],
    ['or', '0912345678 hoặc 0987654321'],
    ['and, in groups', '0912 345 678 và 0987 654 321'],
    ['or, in words', 'không chín một hai ba bốn năm sáu bảy tám hoặc không chín tám bảy sáu năm bốn ba hai một'],
    ['nothing, in words', 'không chín một hai ba bốn năm sáu bảy tám không chín tám bảy sáu năm bốn ba hai một'],
  ];
  it.each(twos)('is asked about where two stand with %s between: %j', (_reason, text) => {
    expect(phone(text)).toEqual({ ask: ['0912345678', '0987654321'] });
  });

  const others: [reason: string, text: string][] = [
    ['nothing', ''],
    ['the beginning of a number', '0912'],
    ['a code', '12345'],
    ['nine digits with a zero', '091234567'],
    ['a digit too many', '09123456789'],
    ['a prefix of before 2018', '0123'],
    ['a price in digits', '250000'],
    ['a price in shorthand', '25k'],
    ['a price with a dot', '300.000'],
    ['a price of a million and a half', '1.500.000'],
    ['two prices', '250000 300000'],
    ['a price and a stock', '250k còn 200 cân'],
    ['a date', '5/3/2026'],
    ['a year of birth', 'sinh năm 1965'],
    ['an hour', '7h30 sáng'],
    ['an area', '3600 m2'],
    ['a weight', 'hai tạ rưỡi'],
    ['a hamlet', 'xóm 12'],
    ['an identity number', '019085001234'],
    ['an identity number in words', 'không ba sáu không tám năm không không một hai ba bốn'],
    ['an identity number of old', '090123456'],
    ['two digits in words', 'không chín'],
    ['six digits in words', 'không chín một hai ba bốn'],
    ['eight digits in words', 'một hai ba bốn năm sáu bảy tám'],
    ['a prefix that never was', '0112345678'],
    ['a hotline', '1800 1234'],
    ['a landline without its area', '3851234'],
    ['a label with digits', 'HTX2083851234'],
    ['a tax number', 'mã số thuế 4600123456'],
    ['a number that was lost', 'bác mất số rồi'],
    ['a promise of one', 'lát bác cho số'],
  ];
  it.each(others)('is not %s: %j', (_reason, text) => {
    expect(phone(text)).toBeUndefined();
  });

  it.each(ordinary)('is not in %j', (text) => {
    expect(phone(text)).toBeUndefined();
  });
});
