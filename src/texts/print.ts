// Values as people read them: "25.000 đồng một cân", "khoảng 2 tạ", "xã Tân Cương". What is printed reads as the value again.
import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import type { Measure, Money, MoneyRange, Place, Produce, Quantity, Season } from '../model/values.ts';

export type Language = 'vi' | 'en';

const reading = new ReadingConfig();
reading.unit = [];

/** A whole number in Vietnamese words: 25000 → "hai mươi lăm nghìn". */
export function inWords(number: number): string {
  return doReadNumber(String(Math.trunc(number)), reading);
}

const locale = { vi: 'vi-VN', en: 'en-GB' } as const;

export function print(value: unknown, language: Language): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return new Intl.NumberFormat(locale[language]).format(value);
  if (typeof value !== 'object') return String(value);
  if ('code' in value) return printPlace(value as Place, language);
  if ('text' in value) return (value as Season).text;
  if ('kind' in value) return (value as Produce).kind;
  if ('unit' in value) return printQuantity(value as Quantity, language);
  return printMoney(value as Money | MoneyRange, language);
}

/** For reading back: a price in figures and in words, "25.000 đồng (hai mươi lăm nghìn đồng) một cân". */
export function printInWords(value: unknown, language: Language): string {
  const isPrice = typeof value === 'object' && value !== null && 'amount' in value && !('unit' in value);
  return isPrice && language === 'vi' ? printMoney(value as Money, 'vi', true) : print(value, language);
}

function printMoney(money: Money | MoneyRange, language: Language, inFull = false): string {
  const { per, approx } = money;
  const sum = 'amount' in money ? printSum(money.amount, language, inFull) : printRange(money, language);
  const each = per && (language === 'vi' ? eachOf(per) : `per ${printMeasure(per, 'en', true)}`);
  return [approx && about[language], sum, each].filter(Boolean).join(' ');
}

function printSum(amount: number, language: Language, inFull = false): string {
  if (language === 'en') return `${print(amount, 'en')} VND`;
  return `${print(amount, 'vi')} đồng${inFull ? ` (${inWords(amount)} đồng)` : ''}`;
}

function printRange({ from, to }: MoneyRange, language: Language): string {
  const isVi = language === 'vi';
  if (from === undefined) return `${isVi ? 'không quá' : 'at most'} ${printSum(to ?? 0, language)}`;
  if (to === undefined) return `${isVi ? 'ít nhất' : 'at least'} ${printSum(from, language)}`;
  return `${isVi ? 'từ' : 'from'} ${print(from, language)} ${isVi ? 'đến' : 'to'} ${printSum(to, language)}`;
}

/** Sold by the ten, which in the south may be twelve: how many there are is said with it. */
const soldInTens = new Set(['quả', 'con', 'bắp', 'củ', 'bó', 'mớ', 'cái', 'bông']);

function eachOf(per: Measure): string {
  if (per.amount === 1) return `một ${printMeasure(per, 'vi', true)}`;
  return per.amount === 10 && soldInTens.has(per.unit)
    ? `một chục ${printMeasure(per, 'vi')}`
    : `mỗi ${printMeasure(per, 'vi')}`;
}

const about = { vi: 'khoảng', en: 'about' } as const;

function printQuantity({ approx, ...measure }: Quantity, language: Language): string {
  const measured = printMeasure(measure, language);
  return approx ? `${about[language]} ${measured}` : measured;
}

/** Unit names as farmers say them. */
const spoken: Record<string, string> = { kg: 'cân', g: 'gam', l: 'lít' };

function printMeasure({ amount, unit }: Measure, language: Language, bareOne = false): string {
  // "gói 200g"
  const sized = unit.replace(/(\d)(k?g)$/, '$1 $2');
  const name = language === 'vi' ? (spoken[sized] ?? sized) : sized;
  return bareOne && amount === 1 ? name : `${print(amount, language)} ${name}`;
}

function printPlace({ name, province, hamlet, former, district }: Place, language: Language): string {
  const before = former ?? district;
  const inBrackets = language === 'vi' ? `${before} cũ` : `formerly ${former ? '' : 'in '}${before}`;
  return [hamlet, before ? `${name} (${inBrackets})` : name, province].filter(Boolean).join(', ');
}
