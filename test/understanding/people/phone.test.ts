// Phone numbers in every spelling of facts/vietnamese.md §8, and today's number for each old one.
import { describe, expect, it } from 'vitest';
import { forms, meaning, ordinary, reading } from '../support.ts';

const phone = (text: string) => meaning(reading('phone', text, 'household.phone'));

describe('a phone number', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '0912-345-678',
    '091 234 5678',
    '+84912345678',
    '84912345678',
    '0084912345678',
    '(+84) 912 345 678',
    '912345678',
    'O912345678',
    'o912345678',
    '09I2345678',
    '０９１２３４５６７８',
    'số của bác là 0912345678 nhé',
    'sđt 0912345678',
    '0912345678 0912345678',
    'không chín một hai ba bốn năm sáu bảy tám',
    'khong chin mot hai ba bon nam sau bay tam',
    'không chín 12 345 678',
    'chín một hai ba bốn năm sáu bảy tám',
    'không chín mốt, hai ba tư, năm sáu bẩy tám',
    'o chín một hai ba bốn năm sáu bảy tám',
    '09 một hai ba bốn năm sáu bảy tám',
    '0912_345_678',
    '0912*345*678',
    '091‑234‑5678',
    '+84 (0)912 345 678',
    'đt0912345678',
    'sđt:0912345678',
    'gọi 0912345678nhé',
  ])('reads %j', (text) => {
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

  it.each([
    '0912345678/0987654321',
    '0912345678 0987654321',
    '0912345678 hoặc 0987654321',
    '0912 345 678 và 0987 654 321',
    'không chín một hai ba bốn năm sáu bảy tám hoặc không chín tám bảy sáu năm bốn ba hai một',
    'không chín một hai ba bốn năm sáu bảy tám không chín tám bảy sáu năm bốn ba hai một',
  ])('asks which of two: %j', (text) => {
    expect(phone(text)).toEqual({ ask: ['0912345678', '0987654321'] });
  });

  it.each([
    ...[
      '',
      '0912',
      '12345',
      '091234567',
      '09123456789',
      '0123',
      '250000',
      '25k',
      '300.000',
      '5/3/2026',
      '019085001234',
      'không chín',
      '0112345678',
      'không chín một hai ba bốn',
      'một hai ba bốn năm sáu bảy tám',
      '1800 1234',
      // Twelve digits are an identity number, in words too.
      'không ba sáu không tám năm không không một hai ba bốn',
      '3851234',
      'HTX2083851234',
    ],
    ...ordinary,
  ])('sees no phone number in %j', (text) => {
    expect(phone(text)).toBeUndefined();
  });
});
