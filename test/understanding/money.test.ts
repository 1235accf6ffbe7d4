// Prices, row by row of facts/vietnamese.md §5: what is sure, what is asked back, and what is no price at all.
import { describe, expect, it } from 'vitest';
import { forms, meaning, ordinary, reading } from './support.ts';

const price = (text: string) => meaning(reading('money', text, 'product.price'));

describe('a price', () => {
  const sure: [amount: number, ...ways: string[]][] = [
    [
      25_000,
      ...['25k', '25 k', '25n', '25 ngàn', '25 nghìn', '25.000', '25,000', '25 000đ', '25000 vnd', '25000', '25ng'],
      ...[
        'hai lăm nghìn',
        'hai nhăm',
        'hăm lăm nghìn',
        'hai mươi lăm nghìn',
        '25 nghìn đồng',
        '25.000 đồng',
        '25.000₫',
        '25kđ',
      ],
    ],
    [45_000, '45k', 'bốn lăm', 'bốn mươi lăm nghìn'],
    [25_500, '25k5', '25 nghìn rưỡi', '25,5k', '25k50', '25k500'],
    [45_500, '45k5'],
    [1500, '1k5', 'nghìn rưỡi'],
    [
      1_200_000,
      '1tr2',
      '1 triệu 2',
      '1,2tr',
      '1.2 triệu',
      '1tr200',
      '1 200 000',
      '1.200.000',
      'VND 1,200,000.00',
      '1tr20',
    ],
    [1_250_000, '1tr25', 'một triệu hai trăm năm mươi nghìn'],
    [1_050_000, '1tr05', 'một triệu không trăm năm mươi nghìn'],
    [1_500_000, '1tr rưỡi', '1,5tr', 'triệu rưỡi', 'một triệu rưỡi'],
    [2_500_000, '2 triệu rưỡi', '2tr5', '2tr500', 'hai triệu rưỡi'],
    [120_000, 'trăm hai', 'một trăm hai'],
    [150_000, 'trăm rưỡi'],
    [350_000, '3 trăm rưỡi', 'ba trăm rưỡi', 'ba trăm năm mươi nghìn'],
    [200_000, 'hai trăm', 'hai trăm nghìn', '200k'],
    [30_000, 'ba chục', 'ba chục nghìn', 'ba mươi nghìn'],
    [250_000, '2 trăm 5', '2 trăm 50', '2 trăm rưỡi'],
    [90_000, 'chín mươi', 'chín chục'],
    [1200, 'nghìn hai'],
    [500_000, 'nửa triệu'],
    [1_200_000, 'một triệu hai', 'một triệu hai trăm', '1.200k', '1.200 nghìn'],
    [250_000, 'bác bán 250k cháu nhé', 'giá 250 nghìn ạ', 'dạ 250k', 'giá bán là 250.000đ', 'chè loại 1 giá 250k'],
  ];
  const rows = sure.flatMap(([amount, ...ways]) =>
    ways.flatMap((way) => forms(way)).map((way): [string, number] => [way, amount]),
  );
  it.each(rows)('reads %j as %d', (text, amount) => {
    expect(price(text)).toEqual({ amount });
  });

  const perUnit: [string, number, number, string][] = [
    ['25k/kg', 25_000, 1, 'kg'],
    ['25 nghìn 1 cân', 25_000, 1, 'kg'],
    ['250k một cân', 250_000, 1, 'kg'],
    ['250k cân', 250_000, 1, 'kg'],
    ['250k mỗi ký', 250_000, 1, 'kg'],
    ['một cân 250 nghìn', 250_000, 1, 'kg'],
    ['một cân hai trăm nghìn', 200_000, 1, 'kg'],
    ['trăm hai một cân', 120_000, 1, 'kg'],
    ['ba chục một cân', 30_000, 1, 'kg'],
    ['tám mươi nghìn một con', 80_000, 1, 'con'],
    ['300k 1 kg', 300_000, 1, 'kg'],
    ['25k/lạng', 25_000, 1, 'lạng'],
    ['5 nghìn một bó', 5000, 1, 'bó'],
    ['40k chục quả', 40_000, 10, 'quả'],
    ['chục quả 40 nghìn', 40_000, 10, 'quả'],
    ['40 nghìn chục', 40_000, 1, 'chục'],
    ['1 chục 40k', 40_000, 1, 'chục'],
    ['40k một chục', 40_000, 1, 'chục'],
    ['một tá quả 50k', 50_000, 12, 'quả'],
    ['60k/gói 200g', 60_000, 1, 'gói 200g'],
    ['gói 2 lạng 60k', 60_000, 1, 'gói 2 lạng'],
    ['hộp 500g 120k', 120_000, 1, 'hộp 500g'],
    ['1 hộp nửa cân 120k', 120_000, 1, 'hộp 0,5kg'],
    ['200 nghìn/lít', 200_000, 1, 'lít'],
    ['một chai 150k', 150_000, 1, 'chai'],
    ['1tr2 một cân', 1_200_000, 1, 'kg'],
    ['250k 10 cân', 250_000, 10, 'kg'],
    ['MỘT TRĂM HAI MƯƠI NGHÌN MỘT CÂN', 120_000, 1, 'kg'],
    ['30k một quả', 30_000, 1, 'quả'],
    ['gà 110k một cân', 110_000, 1, 'kg'],
  ];
  it.each(perUnit.flatMap(([text, ...rest]) => forms(text).map((form) => [form, ...rest] as const)))(
    'reads %j as %d for %d %s',
    (text, amount, count, unit) => {
      expect(price(text)).toEqual({ amount, per: { amount: count, unit } });
    },
  );

  const doubtful: [string, ...number[]][] = [
    ['300-350k', 300_000, 350_000],
    ['10k-20k', 10_000, 20_000],
    ['50.000đ-100.000đ', 50_000, 100_000],
    ['từ 300 đến 350 nghìn', 300_000, 350_000],
    ['hai ba chục', 20_000, 30_000],
    ['hai ba chục nghìn', 20_000, 30_000],
    ['dưới 50k', 50_000],
    ['trên 100k', 100_000],
    ['khoảng 30k', 30_000],
    ['tầm 30 nghìn', 30_000],
    ['hơn 30k', 30_000],
    ['25', 25_000],
    ['45', 45_000],
    ['250', 250_000],
    ['500', 500_000],
    ['1.200', 1_200_000, 1200],
    ['1200', 1_200_000, 1200],
    ['2 củ', 2_000_000],
    ['2t3', 2_300_000],
    ['2t', 2_000_000],
    ['50 đồng', 50_000],
    ['lẻ 30k sỉ 25k', 30_000, 25_000],
    ['sỉ 25k lẻ 30k', 30_000, 25_000],
    ['cả vườn 5 triệu', 5_000_000],
    ['ba nghìn năm', 3500],
    ['một triệu hai lăm', 1_250_000, 1_000_025],
    ['trăm lăm', 150_000, 115_000],
  ];
  it.each(
    doubtful.flatMap(([text, ...amounts]) =>
      forms(text, /^cả|ba nghìn năm/.test(text)).map((form) => [form, amounts] as const),
    ),
  )('asks back what %j is: one of %j', (text, amounts) => {
    expect(price(text)).toEqual({ ask: amounts.map((amount) => ({ amount })) });
  });

  it('asks after a bare number, and keeps what it is for', () => {
    expect(price('một con 250')).toEqual({ ask: [{ amount: 250_000, per: { amount: 1, unit: 'con' } }] });
    expect(price('45 một cân')).toEqual({ ask: [{ amount: 45_000, per: { amount: 1, unit: 'kg' } }] });
  });

  it('asks which of two prices for two sizes is meant', () => {
    expect(price('30k 1 kg, 250k 10 kg')).toEqual({
      ask: [
        { amount: 30_000, per: { amount: 1, unit: 'kg' } },
        { amount: 250_000, per: { amount: 10, unit: 'kg' } },
      ],
    });
  });

  const none = [
    ...[
      '',
      '   ',
      'giá rẻ lắm',
      'chưa biết',
      '1.5',
      '5 cái',
      '5 cân',
      '1tr2tr',
      '0',
      '0đ',
      '-500k',
      '1..5tr',
      '1.5tr2',
      '12 5',
    ],
    ...[
      '0912345678',
      '0912 345 678',
      '5/3',
      '20.11.2026',
      '10%',
      '2h chiều',
      'thỏa thuận',
      'liên hệ',
      'ib',
      'thời giá',
      'tùy loại',
    ],
    ...[
      'nam',
      'ba',
      'bà',
      'k',
      '😀',
      '2 lít',
      '3 chai',
      '5 năm',
      '7 giờ',
      '9 tháng',
      'm2',
      '1.2345',
      '99999999999999999999k',
      '5 sao',
    ],
  ];
  it.each([...new Set([...none, ...ordinary])])('sees no price in %j', (text) => {
    expect(price(text)).toBeUndefined();
  });
});
