// A text with its facts, values and form of address; what is not known leaves no hole.
import { describe, expect, it } from 'vitest';
import type { Facts, Row } from '../../src/model/facts.ts';
import { type LocaleFiles, type ProfileWords, type Setting, textsOf } from '../../src/texts/index.ts';

const market: ProfileWords = {
  name: 'Chợ Thử',
  operator: 'Công ty Thử',
  helpers: 'Bưu cục Thử',
  hotlines: [{ number: '1900 1234', whose: 'Chợ Thử' }],
  steps: [
    { id: 'account', who: 'household', text: { vi: 'Mở sổ bán hàng', en: 'Open an account' } },
    { id: 'check', who: 'helper', text: { vi: 'Xem lại', en: 'Check' } },
  ],
};

const facts = (more: Partial<Facts> = {}): Facts => ({
  contact: { id: 'c' },
  product: [],
  shop: [],
  consents: {},
  loosePhotos: [],
  awaitingPerson: false,
  ...more,
});

const tea: Row = {
  id: 'tea',
  status: 'ready',
  name: 'Chè búp khô',
  photos: [{ id: 'a' }, { id: 'b' }],
  price: { amount: 250_000, per: { amount: 1, unit: 'kg' } },
  certificate: 'ocop',
};

/** Renders one template as `t:x`; `more` are other texts by `file:key`. */
function says(template: string, setting: Partial<Setting> = {}, more: LocaleFiles = {}): string {
  const files: LocaleFiles = { 'locales/vi/t.json': { x: template }, ...more };
  return textsOf(files, { market }).text(['t:x'], { language: 'vi', facts: facts(), ...setting });
}

const about = (row: Row, noun: 'product' | 'shop' = 'product') => ({
  facts: facts({ [noun]: [row] }),
  about: { noun, id: row.id },
});

describe('the form of address', () => {
  it.each([
    ['bac', 'Dạ, bác chờ cháu. Bác ơi! Cháu đây.'],
    ['co', 'Dạ, cô chờ cháu. Cô ơi! Cháu đây.'],
    ['chu', 'Dạ, chú chờ cháu. Chú ơi! Cháu đây.'],
    ['anh', 'Dạ, anh chờ em. Anh ơi! Em đây.'],
    ['chi', 'Dạ, chị chờ em. Chị ơi! Em đây.'],
  ])('%s', (form, words) => {
    const contact = { id: 'c', address_form: form };
    expect(says('Dạ, {{goi}} chờ {{xung}}. {{Goi}} ơi! {{Xung}} đây.', { facts: facts({ contact }) })).toBe(words);
  });

  it('is bác and cháu until they have chosen', () => {
    for (const address_form of [undefined, null, 'else'])
      expect(says('{{Goi}} chờ {{xung}}', { facts: facts({ contact: { id: 'c', address_form } }) })).toBe(
        'Bác chờ cháu',
      );
  });
});

describe('a fact', () => {
  it('is printed as people read it', () => {
    expect(says('{{product.name}}: {{product.price}}', about(tea))).toBe('Chè búp khô: 250.000 đồng một cân');
  });

  it('is spelled out when the words are asked for', () => {
    expect(says('{{product.price.words}}', about(tea))).toBe('250.000 đồng (hai trăm năm mươi nghìn đồng) một cân');
  });

  it('that is a list is its length', () => {
    expect(says('{{product.photos}} ảnh', about(tea))).toBe('2 ảnh');
  });

  it('that is one of a few has words of its own', () => {
    const words = { 'locales/vi/common.json': { 'product.certificate.ocop': 'giấy OCOP' } };
    expect(says('{{product.certificate}}', about(tea), words)).toBe('giấy OCOP');
  });

  it('of a household needs no row', () => {
    const household = { id: 'h', name: 'Nguyễn Thị Hoa' };
    expect(says('{{household.name}}', { facts: facts({ household }) })).toBe('Nguyễn Thị Hoa');
  });

  it('comes out composed, however it was typed', () => {
    const name = 'Chè búp khô'.normalize('NFD');
    expect(says('{{product.name}}', about({ ...tea, name }))).toBe('Chè búp khô');
  });
});

describe('what is not known', () => {
  it('takes its line with it', () => {
    expect(says('Tên: {{product.name}}\nMùa: {{product.season}}\nGiá: {{product.price}}', about(tea))).toBe(
      'Tên: Chè búp khô\nGiá: 250.000 đồng một cân',
    );
  });

  it.each([[null], [undefined], ['']])('may be %j', (name) => {
    expect(says('Tên: {{product.name}}\nHết.', about({ ...tea, name }))).toBe('Hết.');
  });

  it('may be an empty list, a row that is gone, or a household that is not yet', () => {
    expect(says('{{product.photos}} ảnh\nHết.', about({ ...tea, photos: [] }))).toBe('Hết.');
    expect(says('{{product.name}}\nHết.', { about: { noun: 'product', id: 'gone' } })).toBe('Hết.');
    expect(says('{{household.name}}\nHết.')).toBe('Hết.');
  });

  it('leaves no empty lines at the ends', () => {
    expect(says('{{household.name}}\n\nHết.\n\n{{household.phone}}')).toBe('Hết.');
  });
});

describe('a list of rows', () => {
  const lines = {
    'locales/vi/common.json': {
      'product.line': '• {{product.name}}\n   {{product.price}}',
      'shop.line': '• {{profile.name}}',
    },
  };

  it('has its rows below the words before it', () => {
    const two = facts({ product: [tea, { id: 'na', name: 'Na' }] });
    expect(says('Hàng:{{products}}\nHết.', { facts: two }, lines)).toBe(
      'Hàng:\n• Chè búp khô\n   250.000 đồng một cân\n• Na\nHết.',
    );
  });

  it('takes its heading with it when there is none', () => {
    expect(says('Hàng:{{products}}\nGian hàng:{{shops}}\nHết.', {}, lines)).toBe('Hết.');
  });

  it('names each shop’s marketplace', () => {
    const shop = [{ id: 's', marketplace: 'market' }];
    expect(says('Gian hàng:{{shops}}', { facts: facts({ shop }) }, lines)).toBe('Gian hàng:\n• Chợ Thử');
  });
});

describe('a marketplace', () => {
  const shop = { id: 's', marketplace: 'market' };

  it('is that of the shop which the text is about', () => {
    expect(
      says('{{profile.name}}, {{profile.operator}}, {{profile.helpers}}, {{profile.hotline}}', about(shop, 'shop')),
    ).toBe('Chợ Thử, Công ty Thử, Bưu cục Thử, 1900 1234');
  });

  it('has its steps as a numbered list, and one by its id', () => {
    expect(says('{{profile.steps}}', about(shop, 'shop'))).toBe('1. Mở sổ bán hàng\n2. Xem lại');
    const values = { profile: 'market', profileStep: 'check', at: 2, count: 2 };
    expect(says('{{at}}/{{count}} {{profile.step}}', { values })).toBe('2/2 Xem lại');
  });
});

describe('values of the effect', () => {
  it('are printed, and spelled out', () => {
    expect(says('{{value}}; {{value.words}}', { values: { value: { amount: 40_000 } } })).toBe(
      '40.000 đồng; 40.000 đồng (bốn mươi nghìn đồng)',
    );
  });

  it('may be a count of one or of many', () => {
    for (const count of [0, 1, 2, 8]) expect(says('{{count}} ảnh', { values: { count } })).toBe(`${count} ảnh`);
  });

  it('go before facts of the same name', () => {
    expect(says('{{name}}', { ...about(tea), values: { name: 'Na' } })).toBe('Na');
  });
});

describe('which text', () => {
  const files: LocaleFiles = {
    'locales/vi/t.json': { a: 'một', b: 'hai' },
    'locales/en/t.json': { a: 'one' },
  };
  const texts = textsOf(files, {});

  it('is the first that exists', () => {
    expect(texts.text(['t:none', 't:b', 't:a'], { language: 'vi', facts: facts() })).toBe('hai');
  });

  it('is the language’s own, else the Vietnamese', () => {
    expect(texts.text(['t:a'], { language: 'en', facts: facts() })).toBe('one');
    expect(texts.text(['t:b'], { language: 'en', facts: facts() })).toBe('hai');
  });

  it('is a fault of ours when there is none', () => {
    expect(() => texts.text(['t:none', 'u:none'], { language: 'vi', facts: facts() })).toThrow(
      'no text for t:none or u:none',
    );
  });
});

describe('an answer on offer', () => {
  const files: LocaleFiles = {
    'locales/vi/t.json': { yes: '{{Goi}} đồng ý', 'yes.say': 'có| vâng|được ', no: 'Không' },
    'locales/vi/common.json': { 'no.say': 'thôi' },
  };
  const texts = textsOf(files, {});
  const setting: Setting = { language: 'vi', facts: facts({ contact: { id: 'c', address_form: 'chi' } }) };

  it('has its label and the other words for it', () => {
    expect(texts.option({ id: 'yes', text: ['t:yes', 'common:yes'] }, setting)).toEqual({
      id: 'yes',
      label: 'Chị đồng ý',
      synonyms: ['có', 'vâng', 'được'],
    });
  });

  it('takes the other words from the first key that has some', () => {
    expect(texts.option({ id: 'no', text: ['t:no', 'common:no'] }, setting).synonyms).toEqual(['thôi']);
    expect(texts.option({ id: 'x', text: ['t:no'] }, setting).synonyms).toEqual([]);
  });

  it('may be a name from the facts, or a value', () => {
    expect(texts.option({ id: 'tea', label: '{{goi}}', synonyms: ['chè'] }, setting)).toEqual({
      id: 'tea',
      label: '{{goi}}',
      synonyms: ['chè'],
    });
    expect(texts.label({ id: '=0', field: 'product.price', value: { amount: 25_000 } }, setting)).toBe('25.000 đồng');
  });
});
