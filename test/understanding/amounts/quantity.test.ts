// Amounts in store and the weight of one, by the rules of facts/vietnamese.md §6: each row gives its reason.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quantity } from '../../../src/model/values.ts';
import { print } from '../../../src/texts/print.ts';
import { canonical } from '../../../src/understanding/amounts/quantity.ts';
import { forms, meaning, ordinary, reading } from '../support.ts';

const stock = (text: string) => meaning(reading('quantity', text, 'product.stock'));
const weight = (text: string) => meaning(reading('weight', text, 'product.weight'));
const grams: Record<string, number> = { kg: 1000, g: 1, lạng: 100, yến: 10_000, tạ: 100_000, tấn: 1_000_000 };
const much = (amount: number, unit: string): Quantity => {
  const weighs = grams[unit];
  return { amount, unit, ...(weighs ? { grams: Math.round(amount * weighs) } : {}) };
};

type Row<T> = [why: string, value: T, ...ways: string[]];
const rowsOf = <T>(rows: Row<T>[], needsMarks = false) =>
  rows.flatMap(([why, value, ...ways]) =>
    ways.flatMap((way) => forms(way, needsMarks)).map((way): [string, string, T] => [why, way, value]),
  );

describe('an amount in store', () => {
  const sure: Row<Quantity>[] = [
    ['cân, ký, kí lô and kg are one', much(20, 'kg'), '20 cân', '20kg', '20 ký', '20 kí', '20 ki lô', '20 kí lô gam'],
    ['a number in words', much(20, 'kg'), 'hai mươi cân', 'hai chục cân', '2 chục ký', 'hai chục cân cháu ạ'],
    ['mươi dropped', much(25, 'kg'), 'hai lăm cân', 'hăm lăm cân', 'hai nhăm ký'],
    ['tư after a ten', much(34, 'kg'), 'ba tư cân', 'ba mươi tư cân'],
    ['a hundred and twenty', much(120, 'kg'), 'trăm hai cân', 'một trăm hai mươi cân', '120 cân'],
    ['a hundred and a half', much(150, 'kg'), 'trăm rưỡi cân', '150kg'],
    ['thousands by a point', much(1500, 'kg'), '1.500kg', '1500 cân', '1 500 kg'],
    ['tạ stays tạ', much(2, 'tạ'), '2 tạ', 'hai tạ', '2tạ', 'còn 2 tạ', 'bán 2 tạ rồi', 'cần 2 tạ'],
    ['a hundredweight of something', much(2, 'tạ'), '2 tạ chè', '2 tạ chè khô', 'còn 2 tạ na'],
    ['a digit after tạ is its tenth', much(2.3, 'tạ'), '2 tạ 3', '2 tạ ba', '2,3 tạ', '2 tạ 30'],
    ['tạ before its tenth', much(1.2, 'tạ'), 'tạ hai', 'một tạ hai', '1 tạ 2'],
    ['tạ before rưỡi', much(1.5, 'tạ'), 'tạ rưỡi', '1 tạ rưỡi', '1,5 tạ'],
    ['half before tạ', much(0.5, 'tạ'), 'nửa tạ', '1/2 tạ', '½ tạ'],
    ['three quarters', much(0.75, 'tạ'), '3/4 tạ', 'ba phần tư tạ'],
    ['yến and rưỡi', much(5.5, 'yến'), '5 yến rưỡi', 'năm yến rưỡi', '5 yến 5'],
    ['yến before rưỡi', much(1.5, 'yến'), 'yến rưỡi'],
    ['tấn and its tenth', much(1.2, 'tấn'), '1 tấn 2', '1tấn2', 'tấn hai', '1,2 tấn', '1 tấn 2 tạ'],
    ['tấn and rưỡi', much(1.5, 'tấn'), 'tấn rưỡi', 'một tấn rưỡi', '1.5 tấn'],
    ['a smaller unit after a larger', much(2.3, 'kg'), '2 cân 3 lạng', '2kg 300g', 'hai cân ba lạng', '2kg3'],
    ['and a half of the smaller', much(2.35, 'kg'), '2 cân 3 lạng rưỡi', 'hai cân ba lạng rưỡi'],
    ['three units', much(1.25, 'tạ'), '1 tạ 2 yến 5 cân', 'một tạ hai yến năm cân'],
    ['cân after tạ', much(1.2, 'tạ'), '1 tạ 20kg', 'một tạ hai mươi cân'],
    ['lạng after yến', much(1.02, 'yến'), '1 yến 2 lạng', 'một yến hai lạng'],
    ['cân after yến', much(5.3, 'yến'), '5 yến 3 cân', 'được năm yến ba cân'],
    ['yến after tạ', much(1.7, 'tạ'), '1 tạ 7 yến'],
    ['năm after tạ is its tenth', much(3.5, 'tạ'), 'ba tạ năm', '3 tạ rưỡi'],
    ['sacks and a half', much(3.5, 'bao'), 'ba bao rưỡi', '3,5 bao'],
    ['crates of bottles', much(5, 'thùng 24 chai'), '5 thùng 24 chai'],
    ['cans of litres', much(12, 'can 5 lít'), '12 can 5 lít', '12 can 5 lít mật'],
    ['a ten and a half of eggs', much(25, 'quả'), '2 chục rưỡi trứng', 'hai chục rưỡi trứng'],
    ['what a packet holds, said after', much(200, 'kg'), '200kg chè, mỗi gói 1 lạng'],
    ['pairs of birds', much(30, 'đôi'), '30 đôi chim'],
    ['a glued digit', much(2.5, 'kg'), '2kg5', '2,5kg', '2.5 kg', '2 cân rưỡi', '2 cân 5', '2½ kg'],
    ['cân before its tenth', much(1.2, 'kg'), 'cân hai', 'ký hai', 'một cân hai', '1kg2'],
    ['cân before rưỡi', much(1.5, 'kg'), 'cân rưỡi', 'ký rưỡi', '1 cân rưỡi', 'kg rưỡi'],
    ['half before cân', much(0.5, 'kg'), 'nửa cân', 'nửa ký', '½ cân', '1/2kg', '0.5kg'],
    ['grams', much(500, 'g'), '500g', '500 gr', '500 gam', '500gram', 'năm trăm gam'],
    ['lạng', much(3, 'lạng'), '3 lạng', 'ba lạng'],
    ['lạng and its tenth', much(3.5, 'lạng'), '3 lạng rưỡi', '3 lạng 5', 'ba lạng rưỡi'],
    ['litres', much(30, 'lít'), '30 lít', '30l', 'ba mươi lít', '30 lit'],
    ['litres and a half', much(1.5, 'lít'), 'lít rưỡi', '1 lít rưỡi', '1,5 lít', '1 lít 5'],
    ['half a litre', much(0.5, 'lít'), 'nửa lít', '½ lít'],
    ['millilitres', much(500, 'ml'), '500ml'],
    ['hens', much(50, 'con'), '50 con', '50 con gà', 'năm mươi con', 'còn 50 con', 'có 50 con gà'],
    ['a round number of hens', much(100, 'con'), 'trăm con', 'một trăm con', '100 con'],
    ['thousands of hens', much(1200, 'con'), '1.200 con', 'một nghìn hai trăm con'],
    ['fruit', much(300, 'quả'), '300 quả', 'ba trăm quả', '300 quả bưởi'],
    ['eggs are counted by the piece', much(30, 'quả'), '30 quả trứng', '30 trứng', 'ba chục trứng'],
    ['a ten of pieces', much(20, 'quả'), '2 chục quả', 'hai chục quả', '2 chục trứng', '2 chục quả trứng'],
    ['a ten of fruit', much(20, 'quả'), '2 chục cam', 'hai chục bưởi', '2 chục na'],
    ['a ten of hens', much(20, 'con'), '2 chục con', '2 chục gà', 'hai chục con vịt'],
    ['a ten of bunches', much(50, 'bó'), '5 chục bó'],
    ['ten and a half tens', much(15, 'quả'), 'chục rưỡi quả', 'chục rưỡi trứng'],
    ['a dozen of pieces', much(24, 'quả'), '2 tá quả', 'hai tá trứng'],
    ['a dozen of bottles', much(24, 'chai'), 'hai tá chai', '2 ta chai mật ong'],
    ['five hens in letters that are years too', much(5, 'con'), 'nam con ga', 'con nam con trong chuong nha bac'],
    ['half a dozen', much(6, 'quả'), 'nửa tá trứng'],
    ['pairs stay pairs', much(2, 'đôi'), '2 đôi', 'hai đôi gà'],
    ['pairs, by another word', much(2, 'cặp'), '2 cặp', 'hai cặp bồ câu'],
    ['a tray stays a tray', much(3, 'vỉ'), '3 vỉ', '3 vỉ trứng'],
    ['a tray of so many', much(5, 'vỉ 10 quả'), '5 vỉ 10 quả'],
    ['bunches', much(100, 'bó'), '100 bó', 'một trăm bó rau'],
    ['heaps', much(3, 'mớ'), '3 mớ', 'ba mớ rau'],
    ['hands and stems of bananas', much(2, 'nải'), '2 nải', 'hai nải chuối'],
    ['a stem', much(1, 'buồng'), '1 buồng', 'một buồng chuối'],
    ['ears of maize', much(50, 'bắp'), '50 bắp', '50 bắp ngô'],
    ['tubers, trees, bottles', much(20, 'củ'), '20 củ', 'hai mươi củ'],
    ['bottles', much(30, 'chai'), '30 chai', 'ba mươi chai'],
    ['bottles of a size', much(3, 'chai 500 ml'), '3 chai 500ml'],
    ['jars', much(5, 'hũ'), '5 hũ', 'năm hũ mật ong'],
    ['a milk tin has no sure weight', much(5, 'bơ'), '5 bơ gạo', 'năm bơ đỗ'],
    ['a can of something wet', much(3, 'can'), '3 can mật ong', '3 can rượu'],
    ['a pot of tea', much(3, 'ấm'), '3 ấm'],
    ['sacks and baskets', much(10, 'sọt'), '10 sọt', 'mười sọt'],
    ['packets', much(20, 'gói'), '20 gói', 'hai mươi gói'],
    [
      'packets of a weight',
      { ...much(20, 'gói 200g'), grams: 4000 },
      '20 gói 200g',
      '20 gói x 200g',
      '20 gói loại 200g',
    ],
    ['packets of some lạng', { ...much(5, 'gói 2 lạng'), grams: 1000 }, '5 gói 2 lạng', 'năm gói hai lạng'],
    ['packets of one lạng', { ...much(5, 'gói 1 lạng'), grams: 500 }, '5 gói 1 lạng', '5 gói một lạng'],
    ['sacks of a weight', { ...much(10, 'bao 50kg'), grams: 500_000 }, '10 bao 50kg', '10 bao năm mươi cân'],
    ['boxes of pieces', much(20, 'hộp 10 quả'), '20 hộp 10 quả'],
    ['about so much', { ...much(2, 'tạ'), approx: true }, 'khoảng 2 tạ', 'tầm 2 tạ thôi', 'gần 2 tạ', 'ngót 2 tạ'],
    ['somewhat more', { ...much(2, 'tạ'), approx: true }, 'hơn 2 tạ', '2 tạ hơn', 'trên dưới 2 tạ', 'còn khoảng 2 tạ'],
    ['dăm is about five', { ...much(5, 'kg'), approx: true }, 'dăm cân'],
    ['how often is not how much', much(2, 'tạ'), 'mỗi tháng 2 tạ', '2 tạ/vụ', '2 tạ một tháng', '2 tạ một vụ'],
    ['a day, not a digit', much(20, 'quả'), 'ngày 20 quả', '20 quả một ngày', 'mỗi ngày 20 quả'],
    ['what each weighs is not what is there', much(20, 'con'), '20 con, mỗi con 2 cân', '20 con, con 2 cân'],
    ['nor is what each holds', much(40, 'hộp'), '40 hộp, hộp 500g', '40 hộp, mỗi hộp 500g'],
    ['a little word before it', much(20, 'kg'), 'có 20 cân cháu ạ', 'còn 20 cân chè', 'được 20 cân thôi'],
  ];
  it.each(rowsOf(sure))('%s: %j', (_, text, value) => {
    expect(stock(text)).toEqual(value);
    expect(meaning(reading('quantity', text))).toEqual(value);
  });

  const marked: Row<Quantity>[] = [
    ['a ten without a number', much(10, 'quả'), 'chục trứng', 'chục quả'],
    ['a dozen without a number', much(12, 'quả'), 'tá trứng', 'một tá cam'],
    ['one, roughly', { ...much(1, 'tạ'), approx: true }, 'hơn tạ', 'gần tạ', 'ngót tạ', 'hơn một tạ'],
    ['mươi is about ten', { ...much(10, 'kg'), approx: true }, 'mươi cân'],
  ];
  it.each(rowsOf(marked, true))('%s, told by its marks: %j', (_, text, value) => {
    expect(stock(text)).toEqual(value);
  });

  const doubtful: Row<Quantity[]>[] = [
    ['a range', [much(2, 'tạ'), much(3, 'tạ')], '2-3 tạ', '2 đến 3 tạ', 'hai ba tạ', 'từ 2 tới 3 tạ', '2 tạ đến 3 tạ'],
    ['a range with both units', [much(2, 'kg'), much(3, 'kg')], '2kg-3kg', '2kg đến 3kg', '2 cân - 3 cân'],
    ['a range of tens', [much(50, 'kg'), much(60, 'kg')], 'năm sáu chục cân', '50-60 cân'],
    ['five or seven', [much(5, 'kg'), much(7, 'kg')], 'năm bảy cân', 'dăm bảy cân'],
    ['a few', [much(2, 'tạ'), much(3, 'tạ')], 'vài tạ', 'vài ba tạ'],
    ['three to five', [much(3, 'kg'), much(5, 'kg')], 'dăm ba cân'],
    ['a few tens', [much(20, 'con'), much(30, 'con')], 'vài chục con', 'hai ba chục con'],
    ['a bound', [much(20, 'kg')], 'dưới 20 cân', 'trên 20 cân'],
    ['a number alone', [much(20, 'kg'), much(20, 'con'), much(20, 'gói')], '20', 'hai mươi', 'khoảng 20'],
    ['a ten of what?', [much(20, 'quả'), much(20, 'con'), much(20, 'kg')], '2 chục', 'hai chục'],
    ['t is tạ or tấn', [much(2, 'tạ'), much(2, 'tấn')], '2t'],
    ['t with its tail', [much(2.3, 'tạ'), much(2.3, 'tấn')], '2t3'],
    ['a comma and three digits', [much(1250, 'kg'), much(1.25, 'kg')], '1,250 kg', '1,250kg'],
    ['kilos and boxes', [much(15, 'kg'), much(3, 'hộp')], '15 kg với 3 hộp'],
    ['two things', [much(20, 'con'), much(2, 'tạ')], '20 con gà 2 tạ lúa'],
    ['the folk, or three of them', [much(3, 'con')], 'ba con trong xom dang gat lua'],
    ['three lives, or three pairs', [much(3, 'đôi')], 'nha em lam nghe ba doi roi'],
  ];
  it.each(rowsOf(doubtful))('asks back, %s: %j', (_, text, ask) => {
    expect(stock(text)).toEqual({ ask });
  });

  it('asks what a dozen is of', () => {
    expect(stock('2 tá')).toEqual({ ask: [much(24, 'quả'), much(24, 'con'), much(24, 'cái')] });
  });

  const none: [why: string, ...texts: string[]][] = [
    ['nothing was said', '', 'nhiều lắm', 'hết hàng', 'không còn'],
    ['nobody knows how many', 'mấy cân', 'mấy tạ'],
    ['a unit alone', 'cân', 'tạ', 'con', 'bó', 'mớ rau'],
    ['an hour in letters of baskets', 'phai day tu bon gio sang', '5 gio chieu'],
    ['a tree that bears after years', 'lâu năm cây mới cho quả', 'trồng nhiều năm cây mới bói'],
    ['an hour, an age, a date', 'bảy giờ', '5 giờ', '5 tuổi', '5/3', '5 năm'],
    ['people and family', 'hai bác', 'ba mẹ', 'ba tôi', '5 người'],
    ['a number word that is something else', 'một lần nữa', 'tư thục', 'nam'],
    ['a share', '10%', '5%'],
    ['nought and less', '0 cân', '-5 cân'],
    ['land', '5 sào', '3 mẫu', '3m2'],
    ['people', 'có 3 người làm', 'nhà có 2 lao động', '7 người ăn'],
    ['how long', 'nuôi 3 tháng', 'lứa này nuôi 45 ngày', 'còn ít lắm, vài hôm nữa mới có'],
    ['how high, how often', 'cao 1 mét 5', 'đẻ 2 lứa'],
    ['a house, a hamlet', 'số nhà 12', 'xóm 7'],
    ['not yet weighed', 'chưa cân', 'một ít thôi', 'một xe tải'],
    ['a price', '25k', '25 nghìn', '25 nghìn một cân'],
    ['a phone number', '0912345678', '0912 345 678'],
    ['half of we know not what', '1/2'],
    ['ordinary talk', ...ordinary],
  ];
  it.each(none.flatMap(([why, ...texts]) => texts.map((text): [string, string] => [why, text])))(
    'sees no amount in %s: %j',
    (_, text) => {
      for (const form of [text, text.normalize('NFD'), text.toUpperCase()]) expect(stock(form)).toBeUndefined();
    },
  );
});

describe('the weight of one', () => {
  const sure: Row<Quantity>[] = [
    ['grams', much(500, 'g'), '500g', '500 gam', 'nặng 500g'],
    ['half a kilo', much(0.5, 'kg'), 'nửa cân', '0.5kg', '½ cân'],
    ['a kilo and some', much(1.2, 'kg'), 'cân hai', '1kg2', '1 cân 2 lạng'],
    ['a kilo and a half', much(1.5, 'kg'), '1 cân rưỡi', '1,5kg', 'cân rưỡi'],
    ['lạng', much(5, 'lạng'), '5 lạng', 'nặng 5 lạng cháu ạ'],
    ['lạng and a half', much(3.5, 'lạng'), '3 lạng rưỡi'],
    ['what the packet holds', much(200, 'g'), 'gói 200g', '5 gói 200g', 'mỗi gói 200g'],
    ['so much in one', much(1, 'kg'), '1kg một túi', '1 cân 1 túi', 'một cân một gói'],
    ['of each, not what is there', much(500, 'g'), '40 hộp, hộp 500g', '40 hộp, mỗi hộp 500g'],
    ['what the packet holds in lạng', much(2, 'lạng'), 'mỗi gói 2 lạng', 'gói hai lạng'],
    ['of each, roughly', { ...much(2, 'kg'), approx: true }, 'một con khoảng 2 cân', 'mỗi con tầm 2 cân'],
  ];
  it.each(rowsOf(sure))('%s: %j', (_, text, value) => {
    expect(weight(text)).toEqual(value);
  });

  it('asks for the unit of a bare number', () => {
    expect(weight('500')).toEqual({ ask: [much(500, 'g')] });
    expect(weight('2')).toEqual({ ask: [much(2, 'kg'), much(2, 'lạng')] });
    expect(weight('2-3 cân')).toEqual({ ask: [much(2, 'kg'), much(3, 'kg')] });
  });

  it.each(['', '20 gói', '50 con', '2 lít', 'nặng lắm', '25k', '2 chục', ...ordinary])(
    'sees no weight in %j',
    (text) => {
      expect(weight(text)).toBeUndefined();
    },
  );
});

describe('a canonical quantity', () => {
  it.each([
    ['tạ are kilos', '2 tạ rưỡi', { amount: 250, unit: 'kg', grams: 250_000 }],
    ['yến are kilos', '5 yến', { amount: 50, unit: 'kg', grams: 50_000 }],
    ['tấn are kilos', '1 tấn 2', { amount: 1200, unit: 'kg', grams: 1_200_000 }],
    ['lạng are grams', '3 lạng', { amount: 300, unit: 'g', grams: 300 }],
    ['lít is l', '2 lít', { amount: 2, unit: 'l' }],
    ['trái are quả', '20 trái', { amount: 20, unit: 'quả' }],
    ['a packet keeps only its name and what all weigh', '20 gói 200g', { amount: 20, unit: 'gói', grams: 4000 }],
    ['about stays about', 'khoảng 2 tạ', { amount: 200, unit: 'kg', grams: 200_000, approx: true }],
  ])('%s: %j', (_, text, value) => {
    expect(canonical(stock(text) as Quantity)).toEqual(value);
  });
});

describe('any quantity', () => {
  const whole = fc.integer({ min: 1, max: 99_999 });
  const tenths = fc.integer({ min: 1, max: 9999 }).map((n) => n / 10);
  const weighed = fc.oneof(
    fc.tuple(fc.oneof(whole, tenths), fc.constantFrom('kg', 'lạng', 'yến', 'tạ', 'tấn')),
    fc.tuple(whole, fc.constant('g')),
  );
  const counted = fc.tuple(whole, fc.constantFrom('con', 'quả', 'bó', 'mớ', 'gói', 'túi', 'hộp', 'chai', 'lít', 'đôi'));

  it('is read again as it is printed, roughly or not', () => {
    fc.assert(
      fc.property(fc.oneof(weighed, counted), fc.boolean(), ([amount, unit], rough) => {
        const quantity: Quantity = { ...much(amount, unit), ...(rough ? { approx: true } : {}) };
        const printed = print(quantity, 'vi');
        expect([printed, stock(printed)]).toEqual([printed, quantity]);
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  it('is read again when it holds something of a size', () => {
    fc.assert(
      fc.property(whole, fc.constantFrom(50, 200, 500), (amount, size) => {
        const packets: Quantity = { amount, unit: `gói ${size}g`, grams: amount * size };
        const printed = print(packets, 'vi');
        expect([printed, stock(printed)]).toEqual([printed, packets]);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('weighs the same in one unit, in two, and with a tail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 }), (kilos, lang) => {
        const all = [`${kilos} cân ${lang} lạng`, `${kilos}kg${lang}`, `${kilos},${lang} kg`, `${kilos}kg ${lang}00g`];
        const value = { amount: kilos + lang / 10, unit: 'kg', grams: kilos * 1000 + lang * 100 };
        expect(all.map(stock)).toEqual(all.map(() => value));
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
