// Values as people read them: "25.000 đồng một cân", "2 tạ", "xã Tân Cương".
import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import type { Money, Place, Produce, Quantity, Season, Value } from '../model/values.ts';

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
  return printMoney(value as Money, language);
}

/** The amount alone in Vietnamese words, for reading back: "hai mươi lăm nghìn đồng". */
export function printInWords(value: Value): string {
  const amount = typeof value === 'object' && 'amount' in value ? value.amount : value;
  return typeof amount === 'number' ? inWords(amount) : '';
}

function printMoney({ amount, per }: Money, language: Language): string {
  const sum = print(amount, language);
  if (language === 'en') return `${sum} VND${per ? ` per ${printQuantity(per, 'en', true)}` : ''}`;
  if (!per) return `${sum} đồng`;
  return `${sum} đồng ${per.amount === 1 ? 'một' : 'mỗi'} ${printQuantity(per, 'vi', true)}`;
}

/** Unit names as farmers say them. */
const spoken: Record<string, string> = { kg: 'cân', g: 'gam', l: 'lít' };

function printQuantity({ amount, unit }: Quantity, language: Language, bareOne = false): string {
  const name = language === 'vi' ? (spoken[unit] ?? unit) : unit;
  return bareOne && amount === 1 ? name : `${print(amount, language)} ${name}`;
}

function printPlace({ name, province, hamlet, former, district }: Place, language: Language): string {
  const before = former ?? district;
  const inBrackets = language === 'vi' ? `${before} cũ` : `formerly ${former ? '' : 'in '}${before}`;
  return [hamlet, before ? `${name} (${inBrackets})` : name, province].filter(Boolean).join(', ');
}
