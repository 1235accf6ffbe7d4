// Prices by the rules of facts/vietnamese.md §5: each row gives its reason, and is read in every form people type in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Money, MoneyRange } from '../../../src/model/values.ts';
import { print, printInWords } from '../../../src/texts/print.ts';
import { expecting, forms, hear, meaning, ordinary, reading } from '../support.ts';

const said = (text: string) => meaning(reading('money', text));
const price = (text: string) => meaning(reading('money', text, 'product.price'));

/** A row: why, what it is, and the sayings that are it. `marks`: without its marks it is something else. */
type Row<T> = [why: string, value: T, ...ways: string[]];
const rowsOf = <T>(rows: Row<T>[], needsMarks = false) =>
  rows.flatMap(([why, value, ...ways]) =>
    ways.flatMap((way) => forms(way, needsMarks)).map((way): [string, string, T] => [why, way, value]),
  );

describe('a sum of money', () => {
  const sums: Row<number>[] = [
    ['k is thousands', 25_000, '25k', '25 k', '25K', '25k.', '25kđ', '25k ạ', '25k nhé', 'dạ 25k', '25k thôi'],
    ['n, ng and ngh are thousands', 25_000, '25n', '25ng', '25 ngh'],
    ['nghìn and ngàn, with and without a space', 25_000, '25 nghìn', '25 ngàn', '25nghìn', '25 nghìn đồng'],
    ['groups of three, by point, comma and space', 25_000, '25.000', '25,000', '25 000', '25.000.', '25 000đ'],
    ['plain digits from ten thousand on', 25_000, '25000', '25000đ', '25000 vnd', '25.000 VNĐ', '25.000₫'],
    ['the currency may come first', 25_000, 'VND 25,000', 'vnđ 25.000', '₫25.000'],
    [
      'a frame around the sum',
      25_000,
      'giá 25k',
      'giá: 25k',
      'giá:25k',
      'Giá bán: 25.000đ',
      'bác bán 25k',
      'toi ban 25k',
      'thôi thì 25k',
    ],
    ['twenty-five in short', 25_000, 'hai lăm nghìn', 'hai nhăm', 'hăm lăm nghìn', 'hăm nhăm', 'hai mươi lăm nghìn'],
    ['lăm and nhăm after any ten', 65_000, 'sáu lăm', 'sáu nhăm', 'sáu mươi lăm nghìn'],
    ['forty-five', 45_000, '45k', 'bốn lăm', 'bốn mươi lăm nghìn'],
    ['digits after k are its decimals', 25_500, '25k5', '25k50', '25k500', '25,5k', '25.5k', '25 nghìn rưỡi'],
    ['digits after k, once more', 45_500, '45k5', '45 nghìn 5'],
    ['very low, but said', 1500, '1k5', 'nghìn rưỡi', 'một nghìn rưỡi', '1.500đ'],
    ['a thousand đồng', 1000, '1000đ', '1.000 đồng'],
    ['less than a thousand, with k', 500, '0,5k'],
    ['digits after tr are its decimals', 1_200_000, '1tr2', '1 triệu 2', '1triệu2', '1tr20', '1tr200', '1,2tr'],
    ['a decimal with its suffix', 1_200_000, '1.2 triệu', '1,2 triệu', '1.2tr'],
    ['groups up to millions', 1_200_000, '1 200 000', '1.200.000', '1,200,000', 'VND 1,200,000.00', '1.200.000 đồng'],
    ['a digit word after triệu is its tenth', 1_200_000, 'một triệu hai', 'triệu hai', '1 triệu hai'],
    ['hundreds after triệu are of thousands', 1_200_000, 'một triệu hai trăm', '1 triệu 2 trăm', '1tr 200k'],
    ['two scales', 1_200_000, 'một triệu hai trăm nghìn', '1 triệu 200 nghìn'],
    ['thousands beyond a thousand', 1_200_000, '1.200k', '1.200 nghìn'],
    ['two decimals', 1_250_000, '1tr25', '1tr250', '1,25tr', '1 triệu 250', '1.25 triệu'],
    ['the full form', 1_250_000, 'một triệu hai trăm năm mươi nghìn'],
    ['half a tenth', 1_250_000, 'triệu hai rưỡi', 'một triệu hai rưỡi'],
    ['a nought among the decimals', 1_050_000, '1tr05', '1tr050', 'một triệu không trăm năm mươi nghìn'],
    ['lẻ fills the hundreds of thousands', 1_050_000, 'một triệu lẻ năm mươi nghìn', 'một triệu linh năm mươi nghìn'],
    ['rưỡi is half of the last scale', 1_500_000, '1tr rưỡi', 'triệu rưỡi', 'một triệu rưỡi', '1,5tr', '1tr5'],
    ['rưỡi after two million', 2_500_000, '2 triệu rưỡi', 'hai triệu rưỡi', '2tr5', '2tr500', '2 triệu rưởi'],
    ['rưỡi after the hundreds of a million', 2_350_000, 'hai triệu ba trăm rưỡi', '2tr350', '2tr35'],
    ['thousands are left out in speech', 120_000, 'trăm hai', 'một trăm hai', 'trăm hai mươi', '120k'],
    ['a hundred and a half', 150_000, 'trăm rưỡi', 'trăm rưởi', 'một trăm rưỡi', '150 nghìn'],
    ['three hundred and a half', 350_000, '3 trăm rưỡi', 'ba trăm rưỡi', 'ba trăm rưỡi nghìn', '3 trăm 5', '3 trăm 50'],
    ['tens of thousands after hundreds', 125_000, 'trăm hai lăm', 'một trăm hai lăm nghìn', 'trăm hai rưỡi'],
    ['hundreds alone', 200_000, 'hai trăm', 'hai trăm nghìn', '200k', '2 trăm', '200 ngàn'],
    ['lẻ within the thousands', 205_000, 'hai trăm lẻ năm nghìn', 'hai trăm linh năm', '205k'],
    ['tens alone', 30_000, 'ba chục', 'ba mươi', '3 chục', 'ba chục nghìn', 'ba mươi nghìn'],
    ['ninety', 90_000, 'chín mươi', 'chín chục', '9 chục'],
    ['ten', 10_000, 'mười', 'giá mười'],
    ['rưỡi after tens', 35_000, 'ba chục rưỡi', '3 chục rưỡi'],
    ['two digits that do not follow each other', 88_000, 'tám tám', 'tám mươi tám'],
    ['a tenth of a thousand', 1200, 'nghìn hai', 'một nghìn hai'],
    ['half a million', 500_000, 'nửa triệu', '0,5 triệu', '500k', 'năm trăm nghìn'],
    ['vạn is ten thousand', 35_000, 'ba vạn rưỡi', 'ba vạn năm nghìn'],
    ['hundreds after vạn are no more than that', 30_200, 'ba vạn hai trăm'],
    ['mười vạn', 100_000, 'mười vạn', 'trăm nghìn', 'một trăm ngàn'],
    ['milliards', 1_200_000_000, 'một tỷ hai', '1 tỉ 2', 'một tỷ hai trăm triệu'],
    ['only some, for "just"', 20_000, '20 nghìn thôi', '20k thôi cháu ạ'],
    ['delivery is no unit', 25_000, '25k bao ship', '25k cả ship', '25k chưa ship', '25k + ship', '25k (bao ship)'],
    ['what we say to read a sum back', 25_000, '25.000 đồng (hai mươi lăm nghìn đồng)'],
    ['an even sum', 200_000, '200k chẵn', 'hai trăm chẵn', '200k tròn'],
    ['a price of before', 200_000, 'giá gốc 200k'],
    ['an unmarked "may" is perhaps a mill', 25_000, 'gạo 25k, xát bằng máy'],
    ['an unmarked "te" is rice, no money', 25_000, 'gạo tẻ 25k'],
    ['mốt after triệu is a tenth', 2_100_000, '2tr mốt', 'hai triệu mốt'],
    ['linh fills the ten', 205_000, 'hai trăm linh năm nghìn', '2 trăm linh 5 nghìn'],
    ['rưỡi after chục', 75_000, 'bảy chục rưỡi', 'bảy mươi lăm nghìn'],
    ['ngìn, as it is sounded', 250_000, '250 ngìn', 'hai trăm rưỡi ngìn'],
    ['gà ta is a breed, no hundredweight', 200_000, 'gà ta 200k'],
    ['the kind is no price', 250_000, 'chè loại 1 giá 250k', 'loại hai 250k'],
  ];
  it.each(rowsOf(sums))('%s: %j', (_, text, amount) => {
    expect(said(text)).toEqual({ amount });
    expect(price(text)).toEqual({ amount });
  });

  type Per = [amount: number, count: number, unit: string];
  const perUnit: Row<Per>[] = [
    ['a slash', [25_000, 1, 'kg'], '25k/kg', '25k/cân', '25ngàn/ký', '25.000đ/kg', '25.000 đ/1kg', '25000/kg'],
    ['one of it', [25_000, 1, 'kg'], '25 nghìn 1 cân', '25k một cân', '25k1kg', '25 nghìn một ký', '25k mỗi cân'],
    ['the unit alone', [250_000, 1, 'kg'], '250k cân', '250 ngàn ký', '250 nghìn ki lô'],
    [
      'the unit first',
      [250_000, 1, 'kg'],
      'một cân 250 nghìn',
      'mỗi cân 250k',
      '1 cân bác lấy 250k',
      '1 can toi lay 250k',
      '1kg giá 250k',
      '1kg: 250k',
      '1 kg = 250k',
      '250k = 1kg',
    ],
    ['spoken hundreds before một', [120_000, 1, 'kg'], 'trăm hai một cân', 'MỘT TRĂM HAI MƯƠI NGHÌN MỘT CÂN'],
    ['decimals before the unit', [25_500, 1, 'kg'], '25k5/kg', '25k5 một cân', '25 nghìn rưỡi một cân'],
    ['a decimal, then one', [1_200_000, 1, 'kg'], '1tr2 một cân', '1tr2/kg', 'triệu hai một cân'],
    ['lạng stays lạng', [25_000, 1, 'lạng'], '25k/lạng', 'một lạng 25 nghìn', '25k lạng'],
    ['tạ and yến stay too', [5_000_000, 1, 'tạ'], '5 triệu một tạ', '5tr/tạ', 'một tạ 5 triệu'],
    ['half a unit', [25_000, 0.5, 'kg'], '25k nửa cân', '25k/nửa ký', '25k 1/2kg', 'nửa cân 25k', '25k/½ cân'],
    ['so many grams', [100_000, 500, 'g'], '100k/500g', '100k 500 gam', '500gr 100k'],
    ['bunches', [5000, 1, 'bó'], '5 nghìn một bó', '5k/bó', 'năm nghìn một bó'],
    ['a heap of greens', [5000, 1, 'mớ'], '5k một mớ', 'mớ 5k', '5 nghìn 1 mớ'],
    ['hens', [80_000, 1, 'con'], '80k/con', 'mỗi con 80k', 'con 80k', 'tám mươi nghìn một con'],
    ['so many for it', [10_000, 3, 'quả'], '10k 3 quả', 'mười nghìn ba quả', '3 quả 10k', '10k/3 quả'],
    ['ten for it', [250_000, 10, 'quả'], '250 nghìn mười quả'],
    ['ten kilos', [250_000, 10, 'kg'], '250k 10 cân', '10kg 250k', '250k/10kg'],
    ['a kilo and a half', [80_000, 1.5, 'kg'], '80k/cân rưỡi', '80k một cân rưỡi'],
    ['sacks', [500_000, 1, 'bao'], '500k/bao', '500k bao', '500k một bao'],
    ['chicks by the pair', [50_000, 1, 'đôi'], 'gà con 1 đôi 50k'],
    ['a ten of pieces', [40_000, 10, 'quả'], '40k một chục quả', '40k/chục trứng', 'chục quả 40k', '40k 10 quả'],
    ['a ten of we know not what', [250_000, 1, 'chục'], 'hai trăm rưỡi một chục', '250k/chục', '1 chục 250k'],
    ['a ten of twelve', [50_000, 12, 'quả'], '50k một chục 12 quả', '50k chục 12 quả'],
    ['a dozen', [50_000, 12, 'quả'], 'một tá quả 50k', '50k một tá trứng'],
    ['a packet of a size', [60_000, 1, 'gói 200g'], '60k/gói 200g', 'gói 200g 60k', '60k một gói 200 gam'],
    ['a packet of some lạng', [60_000, 1, 'gói 2 lạng'], 'gói 2 lạng 60k', '60k gói hai lạng'],
    ['a packet, a million and two', [1_200_000, 1, 'gói 200g'], '1tr2 một gói 200g'],
    ['a box of half a kilo', [120_000, 1, 'hộp 0,5kg'], '1 hộp nửa cân 120k', '120k/hộp nửa ký'],
    ['a box of pieces', [120_000, 1, 'hộp 10 quả'], '120k/hộp 10 quả', 'hộp 10 quả 120k'],
    ['a bottle of a size', [200_000, 1, 'chai 500 ml'], '200k/chai 500ml', 'chai 500ml 200k'],
    ['lít is a unit, never money', [200_000, 1, 'lít'], '200 nghìn/lít', '1 lít 200k', '200k một lít'],
    ['chai is a unit, never money', [150_000, 1, 'chai'], 'một chai 150k', '150k/chai', 'chai 150k'],
    ['a tray of eggs', [30_000, 1, 'vỉ 10 quả'], 'vỉ 10 quả 30k', '30k/vỉ 10 quả'],
    ['what is sold stands around it', [110_000, 1, 'kg'], 'gà 110k một cân', 'gà đồi 110k/kg nhé cháu'],
    ['an egg of a breed', [4000, 1, 'quả'], 'trứng gà ta 4k/quả', 'trứng gà ta 4k 1 quả'],
    ['so many fruit for it', [20_000, 3, 'quả'], 'bưởi 20k 3 quả', 'bưởi 3 quả 20k'],
    ['two bottles for it', [300_000, 2, 'chai'], 'hai chai ba trăm', '2 chai 300k'],
    ['yến stays yến', [250_000, 1, 'yến'], 'một yến gạo 250 nghìn', '250k một yến'],
    ['tấn stays tấn', [1_150_000, 1, 'tấn'], '1,15 triệu/ tấn sắn', '1tr15 một tấn'],
    ['a crate of bottles', [1_600_000, 1, 'thùng 20 chai'], 'thùng 20 chai 1tr6', '1tr6 một thùng 20 chai'],
    ['a pair', [350_000, 1, 'đôi'], '1 đôi gà tre 350k', '350k một đôi'],
    ['trên one of it', [35_000, 1, 'kg'], 'giá là ba mươi lăm ngàn đồng trên một ký lô', '35 nghìn trên 1 cân'],
    ['thousands and a half, after the goods', [17_500, 1, 'kg'], 'gạo tẻ 17 nghìn rưỡi một cân'],
    ['what is sold stands between', [55_000, 1, 'kg'], '1kg lạc 55k', 'một cân lạc nhân 55 nghìn nha cháu'],
    ['what is sold, then a sum in words', [250_000, 1, 'yến'], 'một yến gạo nếp hai trăm rưỡi nghìn'],
    ['so many of what is sold', [50_000, 10, 'bắp'], 'chục bắp ngô 50k', 'một chục bắp ngô nếp 50k'],
    ['what is sold, after a sum in words', [280_000, 1, 'kg'], 'hai trăm tám một cân chè', 'chè hai trăm tám một cân'],
    ['a digit run together with tr is its tail', [2_500_000, 1, 'tạ'], '2tr5 tạ', '2tr5/tạ', '2tr5 một tạ'],
    ['each of it, as it is said of animals', [90_000, 1, 'con'], '90 nghìn con một', '90k con một'],
    ['what there is, is another matter', [250_000, 1, 'kg'], '250k một cân, có 20 cân', '250k/kg, 20 con'],
    ['read back, unit after the words', [25_000, 1, 'kg'], '25.000 đồng (hai mươi lăm nghìn đồng) một cân'],
    ['read back, unit before the words', [25_000, 1, 'kg'], '25.000 đồng một cân (hai mươi lăm nghìn đồng)'],
  ];
  it.each(rowsOf(perUnit))('for %s: %j', (_, text, [amount, count, unit]) => {
    expect(said(text)).toEqual({ amount, per: { amount: count, unit } });
  });
});

describe('a range, a bound, a rough sum', () => {
  const kilo = { amount: 1, unit: 'kg' };
  const ranges: Row<MoneyRange | (Money & { approx: true })>[] = [
    [
      'the first takes the scale of the second',
      { from: 300_000, to: 350_000 },
      '300-350k',
      'từ ba trăm đến ba trăm rưỡi',
      '300–350 nghìn',
      '300 đến 350k',
    ],
    ['both with a suffix', { from: 10_000, to: 20_000 }, '10k-20k', '10k đến 20k', '10 nghìn tới 20 nghìn'],
    ['both with a currency', { from: 50_000, to: 100_000 }, '50.000đ-100.000đ', '50.000đ đến 100.000đ'],
    ['từ … đến', { from: 300_000, to: 350_000 }, 'từ 300 đến 350 nghìn', 'giá từ 300k đến 350k', 'từ 300-350k'],
    ['each end with its own scale', { from: 5000, to: 5_000_000 }, 'từ 5 nghìn đến 5 triệu', '5k-5tr'],
    ['millions', { from: 1_200_000, to: 1_500_000 }, '1tr2-1tr5', '1,2-1,5tr', 'từ 1tr2 đến 1tr5'],
    ['two digits in a row', { from: 20_000, to: 30_000 }, 'hai ba chục', 'hai ba chục nghìn', 'hai ba mươi nghìn'],
    ['two digits of hundreds', { from: 400_000, to: 500_000 }, 'bốn năm trăm', 'bốn năm trăm nghìn'],
    ['words on both sides', { from: 200_000, to: 300_000 }, 'hai trăm đến ba trăm', 'từ hai trăm đến ba trăm nghìn'],
    ['a range per ten', { from: 40_000, to: 45_000, per: { amount: 1, unit: 'chục' } }, '40 – 45 nghìn/ chục'],
    ['a range per unit, with từ', { from: 35_000, to: 40_000, per: kilo }, 'từ 35-40k một cân'],
    ['a range per unit', { from: 300_000, to: 350_000, per: kilo }, '300-350k/kg', '300 đến 350 nghìn một cân'],
    ['at most', { to: 50_000 }, 'dưới 50k', 'không quá 50k', 'tối đa 50k', 'chưa đến 50 nghìn', '50k trở xuống'],
    ['at most, with a no', { to: 200_000 }, 'không được quá 200k', 'không hơn 200k', 'không quá 200k'],
    ['at most, as said in the market', { to: 30_000 }, '30k đổ lại', '30 nghìn là cùng', 'cùng lắm 30k'],
    ['at least', { from: 100_000 }, 'trên 100k', 'hơn 100k', 'ít nhất 100k', 'tối thiểu 100 nghìn', 'từ 100k'],
    ['at least, with a no', { from: 200_000 }, 'không dưới 200k', 'không được dưới 200k', 'không bán dưới 200k'],
    ['a little more', { from: 200_000 }, 'hơn hai trăm nghìn một chút', 'hơn 200k một chút'],
    ['at least one of it', { from: 100_000 }, 'hơn trăm', 'trên trăm nghìn'],
    ['up to', { to: 200_000 }, 'lên đến 200k', 'đến 200k'],
    ['at least, come what may', { from: 70_000 }, 'rẻ cũng phải 70k', 'ít cũng 70 nghìn', 'thấp cũng phải 70k'],
    ['at most, come what may', { to: 70_000 }, 'đắt cũng chỉ 70k', 'cao cũng 70 nghìn'],
    ['at least, after the sum', { from: 100_000 }, '100k trở lên', 'từ 100 nghìn trở lên', '100k đổ lên'],
    ['a bound per unit', { to: 50_000, per: kilo }, 'dưới 50k một cân', 'không quá 50k/kg', 'một cân dưới 50k'],
    ['about', { amount: 30_000, approx: true }, 'khoảng 30k', 'tầm 30 nghìn', 'chừng 30k', 'giá khoảng 30k', 'gần 30k'],
    ['about, in words', { amount: 100_000, approx: true }, 'trên dưới 100k', 'ngót trăm nghìn', 'xấp xỉ 100k'],
    [
      'about, with its unit alone',
      { amount: 2_500_000, per: { amount: 1, unit: 'tạ' }, approx: true },
      'tầm 2tr5 tạ',
      'khoảng 2tr5/tạ',
    ],
    ['about, per unit', { amount: 30_000, per: kilo, approx: true }, 'khoảng 30k/kg', 'một cân tầm 30k'],
    ['about a range', { from: 300_000, to: 350_000, approx: true }, 'khoảng 300-350k', 'tầm 300 đến 350 nghìn'],
    ['a few tens', { from: 20_000, to: 30_000, approx: true }, 'vài chục nghìn', 'vài ba chục nghìn'],
    ['from a few tens on', { from: 20_000, to: 30_000, approx: true }, 'từ vài chục nghìn'],
    ['dăm and another word for about', { amount: 50_000, approx: true }, 'khoảng dăm chục nghìn', 'gần dăm chục'],
    ['more than about five', { from: 50_000, approx: true }, 'hơn dăm chục nghìn'],
    ['dăm is about five', { amount: 50_000, approx: true }, 'dăm chục nghìn', 'dăm chục'],
  ];
  it.each(rowsOf(ranges))('%s: %j', (_, text, value) => {
    expect(said(text)).toEqual(value);
  });

  it.each(rowsOf(ranges))('is asked back where one price is wanted, %s: %j', (_, text, value) => {
    const ends = 'amount' in value ? [value.amount] : [value.from, value.to];
    const per = value.per ? { per: value.per } : {};
    expect(price(text)).toEqual({
      ask: ends.filter((end) => end !== undefined).map((amount) => ({ amount, ...per })),
    });
  });

  it('takes an unmarked "can" for cân where it is this one, and "bo" for no bundle', () => {
    expect(meaning(reading('money', 'can nay 180k'))).toEqual({ amount: 180_000, per: { amount: 1, unit: 'kg' } });
    expect(meaning(reading('money', 'cân này 180k'))).toEqual({ amount: 180_000, per: { amount: 1, unit: 'kg' } });
    expect(meaning(reading('money', 'can 180k'))).toEqual({ amount: 180_000 });
    expect(meaning(reading('money', 'bo nay 200k'))).toEqual({ amount: 200_000 });
  });

  it('takes an unmarked "tam" before tens for tầm', () => {
    expect(said('tam tam muoi nghin')).toEqual({ amount: 80_000, approx: true });
    expect(said('tam tam nghin')).toEqual({ amount: 88_000 });
  });

  it('takes mươi with its mark for about ten', () => {
    expect(said('mươi nghìn')).toEqual({ amount: 10_000, approx: true });
  });
});

describe('what is asked back', () => {
  const doubtful: Row<number[]>[] = [
    ['a bare number is perhaps thousands', [25_000], '25', 'giá 25', '25 ạ'],
    ['taking it is selling it', [65_000], 'bác lấy 65 thôi'],
    ['a bare hundred is perhaps thousands', [250_000], '250', 'khoảng 250'],
    ['one group below ten thousand', [1200, 1_200_000], '1.200', '1200', '1,200'],
    ['bare ends are no sure range', [80_000, 100_000], '80-100', '80 đến 100', '80 100k', '80k 100k'],
    ['either of two', [30_000, 35_000], '30k hoặc 35k', '30 hay 35k'],
    ['củ are millions in slang', [2_000_000], '2 củ'],
    ['củ with its tail', [2_500_000], '2 củ rưỡi', '2 củ 5'],
    ['for one of that weight', [200_000], 'con 2 cân 200k', 'con 2kg 200k'],
    ['a no before a bound', [200_000], 'không phải dưới 200k'],
    ['two sums in a row', [150_000, 200_000], 'trăm rưỡi hai trăm', 'một trăm rưỡi hai trăm'],
    ['vé are whatever note', [5_000_000, 500_000], '5 vé'],
    ['t is tỷ, tạ or triệu', [2_300_000], '2t3'],
    ['fifty đồng are fifty thousand', [50_000], '50 đồng', '50đ', 'năm mươi đồng'],
    ['five hundred đồng', [500_000, 500], '500 đồng', 'năm trăm đồng', '500đ', '500₫'],
    ['a hundred đồng', [100_000, 100], '100 đồng', '100đ'],
    ['retail before wholesale', [30_000, 25_000], 'lẻ 30k sỉ 25k', 'sỉ 25k lẻ 30k', 'bán buôn 25k bán lẻ 30k'],
    ['a price of everything', [5_000_000], 'hết 5 triệu', 'tất cả 5 triệu', 'trọn gói 5 triệu'],
    ['a two-digit tail', [1_250_000, 1_000_025], 'một triệu hai lăm'],
    ['lẻ and no thousands', [1_050_000, 1_000_050], 'một triệu lẻ năm mươi'],
    ['trăm lăm', [150_000, 115_000], 'trăm lăm'],
    ['two and three after trăm', [123_000], 'trăm hai ba', 'một trăm hai ba nghìn'],
    ['a digit between trăm and nghìn', [250_000, 205_000], '2 trăm 5 nghìn'],
    ['a few hundreds after triệu', [1_200_000, 1_300_000], 'triệu vài trăm', 'một triệu hai ba trăm', 'triệu hai ba'],
    ['a few tens after nghìn', [1020, 1030], 'một nghìn vài chục'],
    ['a range that goes down', [350_000, 300_000], '350 đến 300k', '350k đến 300k'],
    ['another sum in brackets', [25_000, 30_000], '25k (30k)'],
    ['lẻ is retail, after millions too', [30_000, 1_000_000], 'sỉ 1tr lẻ 30k'],
    ['retail before wholesale, a word away', [110_000, 90_000], 'giá sỉ là 90k, giá lẻ là 110k'],
    ['no more than three of four', [30_000, 25_000, 20_000], 'loại 1 30k loại 2 25k loại 3 20k loại 4 15k'],
    ['one group of millions', [1_250_000, 1_250_000_000], '1.250tr'],
    ['a hundred and two, or a hundred and twenty', [120_000, 102_000], 'trăm hai nghìn'],
    ['half of what was not said', [25_500], '25 rưỡi', 'hai lăm rưỡi'],
    ['two and a half of anything', [2500, 250_000, 2_500_000], 'hai rưỡi', '2 rưỡi'],
    ['two kinds, two prices', [30_000, 25_000], 'loại 1 30k loại 2 25k', 'to 30k bé 25k'],
    ['five đồng are five thousand', [5000], '5 đồng'],
    ['retail before wholesale, though bare', [110_000, 90_000], 'giá sỉ 90, lẻ 110', 'sỉ 90 lẻ 110', 'lẻ 110 sỉ 90'],
  ];
  it.each(rowsOf(doubtful))('%s: %j', (_, text, amounts) => {
    expect(said(text)).toEqual({ ask: amounts.map((amount) => ({ amount })) });
    expect(price(text)).toEqual({ ask: amounts.map((amount) => ({ amount })) });
  });

  const marked: Row<number[]>[] = [
    ['an unmarked "ca" is anything', [5_000_000], 'cả vườn 5 triệu', '5tr cả vườn', '5 triệu cả lô'],
    ['năm is five or a year', [3500], 'ba nghìn năm'],
    ['an unmarked "sau" is sau', [6000], 'sáu', 'giá sáu'],
  ];
  it.each(rowsOf(marked, true))('%s, told by its marks: %j', (_, text, amounts) => {
    expect(said(text)).toEqual({ ask: amounts.map((amount) => ({ amount })) });
  });

  it('keeps what a bare number is for', () => {
    expect(price('một con 250')).toEqual({ ask: [{ amount: 250_000, per: { amount: 1, unit: 'con' } }] });
    expect(price('45 một cân')).toEqual({ ask: [{ amount: 45_000, per: { amount: 1, unit: 'kg' } }] });
    expect(price('gà 130 một cân hơi')).toEqual({ ask: [{ amount: 130_000, per: { amount: 1, unit: 'kg' } }] });
    expect(price('500 một con gà trống')).toEqual({ ask: [{ amount: 500_000, per: { amount: 1, unit: 'con' } }] });
  });

  it('asks whether a sum is for all of those that stand before it', () => {
    expect(price('3 con gà 500k')).toEqual({ ask: [{ amount: 500_000, per: { amount: 3, unit: 'con' } }] });
    expect(price('10kg gạo 250k')).toEqual({ ask: [{ amount: 250_000, per: { amount: 10, unit: 'kg' } }] });
    expect(price('10k hai ba quả')).toEqual({ ask: [{ amount: 10_000, per: { amount: 2, unit: 'quả' } }] });
  });

  it('asks what a digit belongs to when it is run together with k', () => {
    expect(price('25k5 quả')).toEqual({ ask: [{ amount: 25_500, per: { amount: 1, unit: 'quả' } }] });
  });

  it('keeps each price with its own size', () => {
    const ask = [
      { amount: 30_000, per: { amount: 1, unit: 'kg' } },
      { amount: 250_000, per: { amount: 10, unit: 'kg' } },
    ];
    expect(said('30k 1 kg, 250k 10 kg')).toEqual({ ask });
    expect(said('30.000đ 1kg, 250.000đ 10kg')).toEqual({ ask });
    expect(said('1kg 30k, 10kg 250k')).toEqual({ ask });
    expect(said('mật 1 lít 250k chai nửa lít 130k')).toEqual({
      ask: [
        { amount: 250_000, per: { amount: 1, unit: 'lít' } },
        { amount: 130_000, per: { amount: 1, unit: 'chai 0,5 lít' } },
      ],
    });
    expect(said('mật ong 200 một chai 65')).toEqual({
      ask: [{ amount: 200_000, per: { amount: 1, unit: 'chai' } }, { amount: 65_000 }],
    });
  });
});

describe('what is no price', () => {
  const none: [why: string, ...texts: string[]][] = [
    ['nothing was said', '', '   ', '😀'],
    [
      'words of a price that name none',
      'thỏa thuận',
      'liên hệ',
      'ib',
      'thời giá',
      'tùy loại',
      'giá rẻ lắm',
      'chưa biết',
    ],
    ['words of a price, in a sentence', 'giá chưa chốt', 'bán theo giá chợ', 'bao nhiêu cũng được', 'miễn phí'],
    ['a decimal without a suffix', '1.5', '1,5', '2,25'],
    [
      'an amount of the thing',
      '5 cái',
      '5 cân',
      '3 tạ',
      '25 con gà',
      'bác có 20 cân',
      'hai con',
      '5 gói 200g',
      '2000 củ',
    ],
    ['units that slang takes for money elsewhere', '2 lít', '3 chai', '3 xị rượu', '5 lốp'],
    ['a slip of the fingers', '1tr2tr', '1..5tr', '1.5tr2', '12 5', '1k5k', '1.2345', '.5tr', '1000 rưỡi'],
    ['a range that goes down, run together', '350-300k', '9-5k'],
    ['perhaps what the hen weighs', '300k con 3kg'],
    ['two goods, and the sum is of the second', 'chè 2 cân, gà 200k', '2 con gà 20 vịt'],
    ['land in the fields', 'ruộng ngoài đồng hai mẫu'],
    ['nought to some, which once never came to an end', '0-50k', '0 đến 50k', 'từ 0-50 nghìn'],
    ['nought and less', '0', '0đ', '0k', '-500k', '-25.000'],
    ['a phone number', '0912345678', '0912 345 678', '0912.345.678', '0208 3851 234', '1900123456'],
    ['a date', '5/3', '5/3/2026', '20.11.2026', 'ngày 20', 'tháng 5'],
    [
      'an hour, an age, a time',
      '2h chiều',
      '7 giờ',
      '20 tuổi',
      '9 tháng',
      '5 năm',
      'năm nay',
      '20 phút',
      'gà 2t tuổi',
      '2t tuổi',
    ],
    ['a share', 'mười %', '10%', 'giảm 10%'],
    ['a sum that is no price, of so much', '1 cân chè lãi 30k', '2 con gà ship 30k'],
    ['what there is, and a sum', 'còn 10kg gạo 28k', 'có 3 con gà 500k'],
    ['people at home, crops, lots', 'nhà có 4 khẩu', 'được 3 lứa rồi', 'trồng 2 vụ một năm'],
    ['what one weighs, how it is packed', 'con nặng 2 cân rưỡi', 'đóng túi 5 lạng'],
    ['how long, how far', 'đi mất 2 tiếng', 'vườn rộng 500 mét', 'đi chợ từ 4h sáng'],
    ['a year', 'chè trồng từ năm 1998', 'năm 2023 được giải', 'giá như năm ngoái'],
    ['a day by the moon', 'hôm nay 25 âm'],
    ['how many will come', 'mai bác gửi 10 gói', 'mỗi ngày đẻ 30 quả'],
    ['a buyer who offers little', 'khách trả rẻ quá bác không bán', 'tùy cháu trả'],
    ['a number of trees, of days', 'bác trồng 200 gốc na', 'cách chợ 5 cây', '7 rưỡi sáng mai'],
    ['other measures', 'm2', '2 sào', '25 độ', '25°', '5 sao', '100 mét'],
    ['foreign money', '$5', '5 đô', '5 usd', '10 euro', '5 nghìn usd', '50 nghìn euro'],
    ['a scale alone', 'k', 'tr', 'đ', 'nghìn', 'triệu', 'trăm', 'chục', 'rưỡi', 'nửa'],
    [
      'words that are numbers only elsewhere',
      'nam',
      'ba',
      'bà',
      'tren ba',
      'hai bác',
      'ba mẹ',
      'một lần nữa',
      'tư thục',
    ],
    ['a number of people, places, things', 'có 5 người', 'xóm 5', 'tổ 3', 'lớp 5', 'trồng 500 cây'],
    ['more than anything costs', '99999999999999999999k', '999999999999k', '99999999999đ'],
    ['nobody knows how many', 'mấy chục nghìn', 'mấy trăm'],
    ['ordinary talk', ...ordinary],
  ];
  it.each(none.flatMap(([why, ...texts]) => texts.map((text): [string, string] => [why, text])))(
    '%s: %j',
    (_, text) => {
      for (const form of forms(text, /năm|độ|đ$/.test(text))) expect([form, said(form)]).toEqual([form, undefined]);
    },
  );
});

describe('any sum', () => {
  const sum = fc.oneof(
    fc.integer({ min: 10, max: 9_999 }).map((n) => n * 1000),
    fc.integer({ min: 10_000, max: 1e9 }),
  );
  const per = fc.option(
    fc.record({
      amount: fc.constantFrom(1, 2, 3, 10, 12, 0.5, 1.5),
      unit: fc.constantFrom(
        'kg',
        'lạng',
        'con',
        'quả',
        'bó',
        'gói',
        'lít',
        'chai',
        'chục',
        'gói 200g',
        'hộp 0,5kg',
        'g',
      ),
    }),
    { nil: undefined },
  );
  const each = (unit: Money['per'] | undefined) => (unit ? { per: unit } : {});

  it('is read again as it is printed, in digits and in words, roughly or not', () => {
    fc.assert(
      fc.property(sum, per, fc.boolean(), (amount, unit, rough) => {
        const money: Money = { amount, ...each(unit), ...(rough ? { approx: true } : {}) };
        for (const printed of [print(money, 'vi'), printInWords(money, 'vi')])
          expect([printed, said(printed)]).toEqual([printed, money]);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  it('is read again when it is a range or a bound', () => {
    const end = fc.integer({ min: 10, max: 9_999 }).map((n) => n * 1000);
    const sides = fc.oneof(
      fc.tuple(end, end).map(([one, more]) => ({ from: one, to: one + more })),
      end.map((from) => ({ from })),
      end.map((to) => ({ to })),
    );
    fc.assert(
      fc.property(sides, per, (side, unit) => {
        const range: MoneyRange = { ...side, ...each(unit) };
        const printed = print(range, 'vi');
        expect([printed, said(printed)]).toEqual([printed, range]);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('is read whatever suffix, spacing, case and unit it is written with', () => {
    const suffix = fc.constantFrom(
      'k',
      'K',
      ' k',
      'n',
      ' nghìn',
      'nghìn',
      ' ngàn',
      ' NGHÌN',
      ' nghin',
      '.000',
      '.000đ',
      '000',
    );
    const unit = fc.constantFrom('', '/kg', ' / kg', ' 1kg', ' một cân', ' 1 cân', '/ký', ' mỗi kg');
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 999 }), suffix, unit, (thousands, scale, each) => {
        const text = `${thousands}${scale}${each}`;
        const value = { amount: thousands * 1000, ...(each ? { per: { amount: 1, unit: 'kg' } } : {}) };
        expect([text, said(text)]).toEqual([text, value]);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  it('never throws, and never turns a range the wrong way round', () => {
    const word = fc.constantFrom(
      ...'1 2 25 300 1.200 k tr nghìn triệu rưỡi hai ba năm chục trăm một đến - / cân quả gói khoảng dưới từ lẻ sỉ đ ( ) % củ'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const found = reading('money', words.join(' '));
        if (!found || !('value' in found)) return;
        const { from = 0, to = Number.POSITIVE_INFINITY } = found.value as MoneyRange;
        expect(from).toBeLessThanOrEqual(to);
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});

describe('for how much a price is, where that is asked', () => {
  const heard = (text: string) => hear(text, expecting('product.price', { per: true }));

  it.each([
    ['a unit', 'chục', { amount: 1, unit: 'chục' }],
    ['one of it', '1 chục', { amount: 1, unit: 'chục' }],
    ['pieces', 'một chục quả', { amount: 10, unit: 'quả' }],
    ['a number of them', '10 quả', { amount: 10, unit: 'quả' }],
    ['bananas', 'tính theo nải ạ', { amount: 1, unit: 'nải' }],
    ['ten kilos', 'yến', { amount: 1, unit: 'yến' }],
    ['a pair', 'bán theo đôi', { amount: 1, unit: 'đôi' }],
    ['a weight', '2 lạng', { amount: 2, unit: 'lạng' }],
    ['a pack of a size', 'gói 2 lạng', { amount: 1, unit: 'gói 2 lạng' }],
    ['a pack of pieces', 'vỉ 10 quả', { amount: 1, unit: 'vỉ 10 quả' }],
    ['what is sold', 'mỗi con gà', { amount: 1, unit: 'con' }],
  ])('is %s: %j', (_what, text, per) => {
    for (const form of forms(text)) expect([form, heard(form)]).toMatchObject([form, { per, values: {} }]);
  });

  it.each(['10', 'mười', 'ta', 'còn 50 quả', '3 tháng', 'chục à?'])(
    'is not said by %j, which is no sum either',
    (text) => {
      expect(heard(text)).toMatchObject({ values: {} });
      expect(heard(text).per).toBeUndefined();
    },
  );

  it.each([
    ['40k', { amount: 40_000 }],
    ['40.000', { amount: 40_000 }],
    ['50k/chục', { amount: 50_000, per: { amount: 1, unit: 'chục' } }],
  ])('leaves another price one: %j', (text, value) => {
    expect(heard(text).values['product.price']).toMatchObject({ value });
  });

  it('is not looked for where it is not asked', () => {
    expect(hear('1 chục', expecting('product.price')).per).toBeUndefined();
  });
});
