// When something is sold: months where they are sure, the farmer's own words where they are not.
import { describe, expect, it } from 'vitest';
import { meaning, ordinary, reading, withoutMarks } from './support.ts';

const season = (text: string) => meaning(reading('season', text, 'product.season'));

describe('a season', () => {
  const sure: [string, number, number][] = [
    ['quanh năm', 1, 12],
    ['cả năm', 1, 12],
    ['lúc nào cũng có', 1, 12],
    ['bốn mùa', 1, 12],
    ['tháng 7 đến tháng 9', 7, 9],
    ['từ tháng 7 đến tháng 9', 7, 9],
    ['từ tháng 7 tới 9', 7, 9],
    ['tháng 7-9', 7, 9],
    ['7-9', 7, 9],
    ['t7 đến t9', 7, 9],
    ['tháng bảy đến tháng chín', 7, 9],
    ['tháng 11 đến tháng 2', 11, 2],
    ['tháng 7, 8', 7, 8],
    ['tháng 7 và tháng 8', 7, 8],
    ['tháng 7', 7, 7],
    ['tháng mười hai', 12, 12],
    ['tháng mười', 10, 10],
    ['tháng 5,6,7', 5, 7],
    ['từ tháng 3 đến hết tháng 11', 3, 11],
    ['T4-T11', 4, 11],
    ['thường xuyên', 1, 12],
  ];
  it.each(sure)('reads %j as months %d to %d, and keeps the words', (text, from, to) => {
    for (const form of [text, withoutMarks(text), text.toUpperCase()]) {
      expect(season(form)).toEqual({ text: form, from, to });
    }
    expect(season(text.normalize('NFD'))).toEqual({ text, from, to });
    expect(season(`dạ ${text} cháu ạ`)).toEqual({ text, from, to });
  });

  it('reads a season that only begins or only ends', () => {
    expect(season('từ tháng 8')).toEqual({ text: 'từ tháng 8', from: 8 });
    expect(season('đến tháng 12')).toEqual({ text: 'đến tháng 12', to: 12 });
  });

  it.each([
    'vụ xuân',
    'bán quanh năm trừ Tết',
    'vụ mùa',
    'từ tháng 8 âm',
    'tháng 8 âm lịch',
    'ra Giêng',
    'mùa hè',
    'cuối năm',
    'trước Tết',
    'đầu tháng 7',
    'rằm tháng 7',
    'tháng 7, tháng 11',
  ])('keeps only the words of %j', (text) => {
    expect(season(text)).toEqual({ text });
  });

  it('asks whether a bare 7 is July', () => {
    expect(season('7')).toEqual({ ask: [{ text: 'tháng 7', from: 7, to: 7 }] });
  });

  const seasonal = /mùa|vụ|Tết/;
  it.each([
    '',
    'không biết',
    'tháng 13',
    '13',
    '250k',
    'chè ngon',
    'quanh năm à?',
    ...ordinary.filter((text) => !seasonal.test(text) && !/hôm nay|mai/.test(text)),
  ])('sees no season in %j', (text) => {
    expect(season(text)).toBeUndefined();
  });
});
