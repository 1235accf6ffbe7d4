// Land in square metres: the measures of the north, the metric ones, and what is asked back (facts/vietnamese.md §6).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '../../../src/texts/print.ts';
import { forms, meaning, ordinary, reading } from '../support.ts';

const area = (text: string) => meaning(reading('area', text));
type Row<T> = [why: string, value: T, ...ways: string[]];
const rowsOf = <T>(rows: Row<T>[]) =>
  rows.flatMap(([why, value, ...ways]) =>
    ways.flatMap((way) => forms(way)).map((way): [string, string, T] => [why, way, value]),
  );

describe('land', () => {
  const sure: Row<number>[] = [
    ['a sào of the north', 720, '2 sào', 'hai sào', '2sào', 'khoảng 2 sào', 'chỉ 2 sào thôi cháu ạ'],
    ['half after a sào', 540, 'sào rưỡi', 'một sào rưỡi', '1,5 sào'],
    ['half a sào', 180, 'nửa sào', '1/2 sào', '½ sào', '0,5 sào'],
    ['thước after a sào', 840, '2 sào 5 thước', 'hai sào năm thước'],
    ['thước alone', 120, '5 thước', 'năm thước'],
    ['a mẫu is ten sào', 3600, '1 mẫu', 'một mẫu', '10 sào', 'mười sào'],
    ['a tenth of a mẫu is a sào', 4320, 'mẫu hai', '1 mẫu 2', '1 mẫu 2 sào', 'một mẫu hai sào'],
    ['three measures', 4440, '1 mẫu 2 sào 5 thước'],
    ['half after a mẫu', 5400, 'mẫu rưỡi', '1 mẫu rưỡi'],
    ['square metres', 500, '500m2', '500 m2', '500m²', '500 mét vuông', 'năm trăm mét vuông', '500 m vuông'],
    ['thousands of square metres', 5000, '5.000m2', '5 nghìn mét vuông', '5000 m²', '5k m2', 'năm ngàn mét vuông'],
    ['hectares', 15_000, '1,5ha', '1.5 ha', 'ha rưỡi', '1 héc ta rưỡi', 'một hecta rưỡi'],
    ['half a hectare', 5000, 'nửa héc', 'nửa ha', 'nửa héc ta', '0,5 ha'],
    ['a tenth of a hectare', 12_000, '1 ha 2', '1,2 ha', 'một héc hai'],
    ['công of the south', 5000, '5 công', '5 công đất'],
    ['measures of the centre, when named', 1500, '3 sào trung bộ'],
    ['a digit after mẫu, in words', 6120, 'một mẫu bảy', '1 mẫu 7'],
    ['half a mẫu', 1800, 'nửa mẫu', 'năm sào'],
    ['mẫu and sào of a hill', 8280, 'hai mẫu ba sào đồi'],
    ['thước of land', 288, '12 thước đất'],
    ['a sào of the north, when named', 2160, '6 sào bắc bộ'],
    ['metres of land', 700, '700 mét đất vườn'],
    ['two measures of the smaller', 2592, '7 sào 3 thước', 'bảy sào ba thước'],
    ['a pond is land', 7200, '2 mẫu ao', 'hai mẫu ao', 'hai mẫu trồng chè', '2 mẫu cam'],
    ['in a sentence', 1080, 'nhà có 3 sào chè', 'trồng được ba sào', 'nhà bác có 3 sào đất'],
  ];
  it.each(rowsOf(sure))('%s: %j', (_, text, value) => {
    expect(area(text)).toBe(value);
  });

  const doubtful: Row<number[]>[] = [
    ['a digit after sào is its tenth or a thước', [900, 840], '2 sào 5'],
    ['a range', [720, 1080], '2-3 sào', '2 đến 3 sào', 'từ 2 đến 3 sào', 'hai ba sào', '2 sào đến 3 sào', 'vài sào'],
    ['a bound', [720], 'hơn 2 sào', 'gần 2 sào', 'trên 2 sào', 'dưới 2 sào'],
    ['metres are perhaps square', [500], '500 mét', '500m'],
    ['many of nothing are perhaps square metres', [500], '500'],
    ['few of nothing are perhaps sào or mẫu', [720, 7200], '2', '2 ạ'],
    ['a range to which an unmarked "den" leads', [7200, 10_800], '2 mẫu đến 3 mẫu', '2-3 mẫu'],
    ['two fields', [720, 1080], '2 sào chè 3 sào lúa'],
  ];
  it.each(rowsOf(doubtful))('asks back, %s: %j', (_, text, ask) => {
    expect(area(text)).toEqual({ ask });
  });

  it.each([
    ['a yield', '2 tạ/sào'],
    ['a yield in words', '2 tạ một sào'],
    ['a price of land', '5 triệu một sào'],
    ['days of work', '3 công thợ'],
    ['stars', '3 sao ocop'],
    ['stars among marked words', '5 sao ạ'],
    ['less than nothing', '-2 sào'],
    ['nothing', '0 sào'],
    ['a weight', '2 tạ'],
    ['a count', '20 con'],
    ['a price', '25k'],
    ['a phone number', '0912345678'],
    ['a share', '10%'],
    ['a unit alone', 'sào'],
    ['a question', 'tại sao'],
    ['a colour', 'màu xanh'],
    ['two colours', 'hai mau do'],
    ['colours', 'co 2 mau xanh, trang'],
    ['three samples', '3 mẫu áo'],
    ['new designs', '5 mẫu mã mới'],
    ['a star that is no land', '5 sao vang'],
    ['companies', '2 công ty'],
    ['a length', '20 mét dây'],
    ['kilometres', 'xa 2 km'],
    ['samples of packing', '2 mẫu bao bì'],
    ['a kindergarten', 'mẫu giáo'],
    ['why so long', 'sao lâu thế'],
    ['a height', 'cao 2 mét'],
    ['a way', 'cách 500 mét'],
    ['no words', ''],
    ...ordinary.map((text): [string, string] => ['ordinary talk', text]),
  ])('sees no land in %s: %j', (_, text) => {
    for (const form of [text, text.normalize('NFD'), text.toUpperCase()]) expect(area(form)).toBeUndefined();
  });

  it('is read again as its square metres are printed', () => {
    const metres = fc.oneof(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 99_999 }).map((n) => n / 10),
    );
    fc.assert(
      fc.property(metres, (value) => {
        const printed = `${print(value, 'vi')} mét vuông`;
        expect([printed, area(printed)]).toEqual([printed, value]);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('takes no longer for a long row of ranges than for a short one', () => {
    const started = performance.now();
    expect(area(`${'2 mau den '.repeat(40)}2 mau`)).toEqual({ ask: [7200] });
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('adds up whatever measures are put together', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(part(9), part(9), part(14), (mau, sao, thuoc) => {
        const parts = [mau && `${mau} mẫu`, sao && `${sao} sào`, thuoc && `${thuoc} thước`].filter(Boolean);
        const sum = mau * 3600 + sao * 360 + thuoc * 24;
        expect([parts, area(parts.join(' '))]).toEqual([parts, sum || undefined]);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
