// What a farming household knows of itself, drawn from data: who they are, where, what they sell and for how much.
import { type Field, fieldOf } from '../../model/fields.ts';
import type { Random } from './random.ts';

type Words = readonly string[];
type Good = { name: Words; price: Words; unit: string; packing: Words; weight: Words; stock: Words; season: Words };

const goods: Good[] = [
  {
    name: ['chè búp khô', 'chè móc câu', 'chè búp Tân Cương', 'chè đinh'],
    price: ['300k/kg', '250 nghìn một cân', 'ba trăm nghìn một cân', '250.000đ/kg', '300k'],
    unit: 'kg',
    packing: ['túi hút chân không', 'túi bóng', 'hộp giấy'],
    weight: ['500 gam', '2 lạng', '1 cân', 'nửa cân'],
    stock: ['2 tạ', '50 cân', 'hai tạ', '80kg'],
    season: ['quanh năm', 'tháng 3 đến tháng 11'],
  },
  {
    name: ['na dai', 'quả na', 'na bở'],
    price: ['40k 1 cân', '45 nghìn một cân', '50k/kg', 'bốn mươi nghìn một cân'],
    unit: 'kg',
    packing: ['thùng giấy', 'rổ', 'túi giấy'],
    weight: ['5 cân', '3 kg'],
    stock: ['3 tạ', '1 tấn', '200 cân'],
    season: ['tháng 7 đến tháng 9', 'từ tháng 7 đến tháng 10'],
  },
  {
    name: ['gà đồi', 'gà thả vườn', 'gà trống'],
    price: ['120k/kg', '130 nghìn một cân', '300k một con', '130k'],
    unit: 'con',
    packing: ['lồng tre', 'thùng giấy'],
    weight: ['2 cân', '1,8 kg'],
    stock: ['50 con', 'năm mươi con', '200 con'],
    season: ['quanh năm', 'giáp tết'],
  },
  {
    name: ['mật ong rừng', 'mật ong hoa nhãn'],
    price: ['250 nghìn một lít', '200k/chai', '250k/lít'],
    unit: 'lít',
    packing: ['chai', 'chai thủy tinh'],
    weight: ['1 kg', '700 gam'],
    stock: ['30 lít', '40 chai'],
    season: ['tháng 4 đến tháng 6', 'quanh năm'],
  },
  {
    name: ['miến dong', 'miến dong làm tay'],
    price: ['70 nghìn một gói', '60k/gói', '70k'],
    unit: 'gói',
    packing: ['gói 500g', 'túi bóng'],
    weight: ['500 gam', '500g'],
    stock: ['200 gói', '1 tạ'],
    season: ['tháng 11 đến tháng 1', 'giáp tết'],
  },
  {
    name: ['bưởi diễn', 'trứng gà', 'gạo bao thai'],
    price: ['30k/kg', '35 nghìn một cân', '35k một quả'],
    unit: 'quả',
    packing: ['thùng giấy', 'bao tải'],
    weight: ['1 cân', '10 kg'],
    stock: ['500 quả', '2 tạ'],
    season: ['tháng 11 đến tháng 12', 'quanh năm'],
  },
];

const names: Words = [
  'Nguyễn Thị Hoa',
  'Nguyễn Văn An',
  'Hoàng Văn Nam',
  'Lò Thị Mai',
  'Lý A Sình',
  'Trần Thị Bích Ngọc',
  'Ma Thị Xuyến',
  'Nông Văn Tài',
];

/** Today's communes, former ones, with and without a hamlet; now and then another province. */
const places: Words = [
  'xã Tân Cương',
  'Tân Cương',
  'xóm 5 xã La Hiên',
  'La Hiên, Võ Nhai',
  'xã La Bằng',
  'xã Phúc Xuân',
  'Phú Đình, Định Hóa',
  'xã Trại Cau',
  'Phường Tích Lương',
  'xã Bảo Yên, Lào Cai',
];

const descriptions: Words = [
  'Nhà trồng lâu năm, làm sạch, không phun thuốc.',
  'Làm tay theo lối cũ, ăn là nhớ.',
  'Hàng nhà làm ra, tươi ngon, giao trong ngày.',
];

const certificateNumbers: Words = ['VG-TN-2024-0153', 'số 45/2023', 'VietGAP 14-01-19-0007'];

/** What one farmer knows. Each product is another of their goods, and stays itself. */
export class Knowledge {
  readonly #random: Random;
  readonly #minors: number;
  readonly #told = new Map<string, string>();
  readonly #goods = new Map<string, Good>();

  /** @param minors how many of those who sell are under age */
  constructor(random: Random, minors: number) {
    this.#random = random;
    this.#minors = minors;
  }

  /** Words that answer a question for a field; the same for the same row until it is changed. */
  answer(field: Field, row: string): string {
    const key = `${field} ${row}`;
    const known = this.#told.get(key) ?? this.#drawn(field, row);
    this.#told.set(key, known);
    return known;
  }

  /** They think of something else. */
  forget(field: Field, row: string): void {
    this.#told.delete(`${field} ${row}`);
  }

  unit(row: string): string {
    return this.#good(row).unit;
  }

  #good(row: string): Good {
    const good = this.#goods.get(row) ?? this.#random.pick(goods);
    this.#goods.set(row, good);
    return good;
  }

  #drawn(field: Field, row: string): string {
    const random = this.#random;
    const property = field.slice(field.indexOf('.') + 1);
    const good = this.#good(row);
    if (field.startsWith('product.') && property in good) return random.pick(good[property as keyof Good] as Words);
    switch (field) {
      case 'product.ocop_stars':
        return random.pick(['3', '4 sao', 'ba sao', '5 sao']);
      case 'product.certificate_number':
        return random.pick(certificateNumbers);
      case 'product.description':
        return random.pick(descriptions);
      case 'household.name':
        return random.pick(names);
      case 'household.place':
        return random.pick(places);
      case 'household.phone':
        return this.#phone();
    }
    const { options } = fieldOf(field) ?? {};
    return options ? this.#option(field, options) : 'như đã nói';
  }

  #option(field: Field, options: Words): string {
    const random = this.#random;
    if (field !== 'household.owner_age') return random.pick(options);
    return random.chance(this.#minors) ? 'minor' : random.pick(['self', 'relative']);
  }

  #phone(): string {
    const random = this.#random;
    const digits = Array.from({ length: 7 }, () => random.below(10)).join('');
    const number = `${random.pick(['098', '091', '035', '077'])}${digits}`;
    const spaced = number.replace(/^(\d{4})(\d{3})/, '$1 $2 ');
    return random.pick([number, spaced, spaced.replaceAll(' ', '.')]);
  }
}
