// The shipped content beyond what `check` finds in any content: that the checker knows what the code says, that every text
// comes out whole, and the tone of the Vietnamese.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { home, loadPlaces, readContent } from '../src/app.ts';
import { compileContent } from '../src/conversation/index.ts';
import * as commonTexts from '../src/engine/check/common-texts.ts';
import type { Playbook } from '../src/engine/index.ts';
import { limits } from '../src/engine/state.ts';
import { sendFailures } from '../src/model/channels.ts';
import type { Facts, PhotoFact, Row } from '../src/model/facts.ts';
import { fieldNames, fields } from '../src/model/fields.ts';
import type { Content } from '../src/model/messages.ts';
import type { Reading } from '../src/model/reading.ts';
import { ticketReasons } from '../src/model/reasons.ts';
import type { Value } from '../src/model/values.ts';
import type { Tip } from '../src/photos/index.ts';
import { type Language, type Setting, textsOf } from '../src/texts/index.ts';
import { indexPlaces, readCommand } from '../src/understanding/index.ts';

const files = await readContent(home);
const compiled = compileContent(files, indexPlaces(loadPlaces(), 'Thái Nguyên'));
const playbook =
  'content' in compiled ? compiled.content.playbook : ({ flows: {}, marketplaces: {} } as never as Playbook);
const languages = ['vi', 'en'] as const;

/** Texts by key (`menu:choose.add`), without the page's own, the server's and the names of fields. */
const botTexts = Object.fromEntries(languages.map((language) => [language, textsIn(language)])) as Record<
  Language,
  Record<string, string>
>;

function textsIn(language: Language): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [path, source] of Object.entries(files)) {
    const [, name] = path.match(`^locales/${language}/(.+)\\.json$`) ?? [];
    if (!name || ['chat', 'console', 'errors', 'fields', 'issues'].includes(name)) continue;
    for (const [key, text] of Object.entries(JSON.parse(source) as Record<string, string>))
      found[`${name}:${key}`] = text;
  }
  return found;
}

const localeFiles = Object.fromEntries(
  Object.entries(files)
    .filter(([path]) => path.startsWith('locales/'))
    .map(([path, source]) => [path, JSON.parse(source)]),
);

// ── a household that has told everything ──

const photos = (count: number): PhotoFact[] =>
  Array.from({ length: count }, (_, at) => ({ id: `photo-${at}`, state: 'ready' as const }));

const place = { code: '05443', name: 'xã Tân Cương', province: 'Thái Nguyên', hamlet: 'xóm Hồng Thái' };

const product = (more: Partial<Row> = {}): Row => ({
  id: 'product',
  status: 'ready',
  name: 'Chè búp khô',
  photos: photos(2),
  price: { amount: 250_000, per: { amount: 1, unit: 'kg' } },
  packing: 'túi hút chân không',
  weight: { amount: 500, unit: 'g' },
  stock: { amount: 2, unit: 'tạ' },
  season: { text: 'tháng 7 đến tháng 9', from: 7, to: 9 },
  certificate: 'ocop',
  ocop_stars: 4,
  certificate_number: '123/QĐ',
  description: 'Chè nhà làm ra.',
  ...more,
});

const household: Row = {
  id: 'household',
  name: 'Nguyễn Thị Hoa',
  place,
  phone: '0912345678',
  owner_age: 'self',
  has_shop: 'no',
};

const told = (more: Partial<Facts> = {}): Facts => ({
  contact: { id: 'contact', address_form: 'bac' },
  household,
  product: [product()],
  shop: [{ id: 'shop', marketplace: 'buudien', status: 'preparing' }],
  consents: { prepare: 'granted' },
  loosePhotos: [],
  awaitingPerson: false,
  ...more,
});

/** What the engine hands to texts beside the facts. */
const values: Record<string, Value> = {
  value: { amount: 250_000 },
  count: 3,
  at: 1,
  name: 'Chè búp khô',
  helper: 'Nguyễn Thị Lan',
  profile: 'buudien',
  profileStep: 'account',
};

// ── every text that the programme names by itself ──

/** Every value that an expression inside a key can have, by the expression as it stands in the source. */
const all = <T extends string>(values: Record<T, true>) => Object.keys(values) as T[];
const kinds = [...new Set(Object.values(fields).map(({ kind }) => kind))];
const inKeys: Record<string, readonly (string | number)[]> = {
  'topic(talk)': [...kinds, 'choice'],
  again: [1, 2],
  kind: kinds,
  field: fieldNames,
  tip: [...all<Tip>({ blurry: true, dark: true, small: true, screenshot: true }), 'unreadable'],
  'content.what': all<Extract<Content, { type: 'other' }>['what']>({
    video: true,
    sticker: true,
    file: true,
    heic: true,
    'too-big': true,
    unknown: true,
  }),
  'reading.secret': all<NonNullable<Reading['secret']>>({ otp: true, 'personal-id': true, bank: true }),
  'at + 1': Array.from({ length: limits.rows }, (_, at) => at + 1),
  unit: limits.units,
  noun: ['product', 'shop'],
};
/** Keys whose values come from flows or facts: the walk and the catalogue find them. */
const foundElsewhere = /^`common:\$\{(?:step\.ask|id|noun|field)\}\.?(?:`|\$\{id\}`|\$\{property\})/;

/** Keys named in code, without what the checker says of them. */
const named = new Set(
  ['engine', 'texts', 'conversation', 'helpdesk'].flatMap((module) => keysInSource(`src/${module}`)),
);

function keysInSource(folder: string): string[] {
  return filesUnder(folder).flatMap((path) => {
    const source = readFileSync(join(home, path), 'utf8');
    const plain = [...source.matchAll(/'(common:[^']+)'/g)].map(([, key = '']) => key);
    const made = [...source.matchAll(/`common:[^`]+`/g)]
      .filter(([literal]) => !foundElsewhere.test(literal))
      .flatMap(([literal]) => expanded(literal.slice(1, -1), path));
    return [...plain, ...made];
  });
}

function expanded(template: string, path: string): string[] {
  const [whole, expression = ''] = template.match(/\$\{([^}]+)\}/) ?? [];
  if (whole === undefined) return [template];
  const known = inKeys[expression];
  if (!known) throw new Error(`say in inKeys (test/content.test.ts) what ${whole} of ${path} can be`);
  return known.flatMap((value) => expanded(template.replace(whole, String(value)), path));
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('check'))
    .map((path) => join(folder, path));
}

it('the texts that the programme names by itself are those that the checker knows', () => {
  const { always, closer } = commonTexts;
  const known = new Set([...always, ...closer]);
  expect(
    [...named].filter((key) => !known.has(key)),
    'list it in src/engine/check/common-texts.ts',
  ).toEqual([]);
  expect(
    always.filter((key) => !named.has(key)),
    'nothing says it: take it out of src/engine/check/common-texts.ts',
  ).toEqual([]);
});

it.each(languages)('a person is brought in for no reason that helpers have no words for in %s', (language) => {
  const steps = Object.values(playbook.flows).flatMap((flow) => Object.values(flow.steps));
  const given = steps.flatMap((step) => (step.kind === 'handoff' ? [step.reason] : []));
  expect(given).not.toEqual([]);
  const texts = localeFiles[`locales/${language}/console.json`] as Record<string, string>;
  expect(
    [...ticketReasons, ...given].filter((reason) => !texts[`reason.${reason}`]),
    `say it as reason.… in locales/${language}/console.json`,
  ).toEqual([]);
});

it.each(languages)('no send fails for a reason that helpers have no words for in %s', (language) => {
  const texts = localeFiles[`locales/${language}/console.json`] as Record<string, string>;
  const reasons = [
    ...sendFailures.filter((each) => each !== 'unknown'),
    'unknown_outcome',
    'window_paid',
    'window_closed',
  ];
  expect(reasons.filter((reason) => !texts[`delivery.${reason}`])).toEqual([]);
});

it('no phrase that opens a flow is a command', () => {
  if (!('content' in compiled)) throw new Error('the content does not compile');
  const { lexicon } = compiled.content;
  const opening = Object.values(playbook.entry.phrases).flat();
  expect(opening.filter((phrase) => readCommand(phrase, lexicon))).toEqual([]);
});

describe.each(languages)('a text in %s', (language) => {
  const texts = botTexts[language];
  const has = (key: string) => texts[key] !== undefined;

  it(`has other words only for an answer that has words in ${language}`, () => {
    const lonely = Object.keys(texts).filter((key) => key.endsWith('.say') && !has(key.replace(/\.say$/, '')));
    expect(lonely).toEqual([]);
    const filled = Object.entries(texts).filter(
      ([key, text]) => key.endsWith('.say') && /\{\{|\n|\|\||^\||\|$/.test(text),
    );
    expect(filled, 'other words are plain phrases with | between').toEqual([]);
  });
});

// ── rendering ──

const renderer = textsOf(localeFiles, playbook.marketplaces);

function setting(key: string, language: Language, facts = told()): Setting {
  const [flow = ''] = key.split(':');
  const noun = playbook.flows[flow]?.scope === 'shop' || key === 'common:shop.line' ? 'shop' : 'product';
  return { language, facts, about: { noun, id: noun }, values };
}

const keysToRender = (language: Language) => Object.keys(botTexts[language]).filter((key) => !key.endsWith('.say'));

describe.each(languages)('rendered in %s, a text', (language) => {
  it(`is whole in ${language} when all is known`, () => {
    const broken = keysToRender(language)
      .map((key) => [key, renderer.text([key], setting(key, language))] as const)
      .filter(
        ([, text]) => text === '' || text.length > 4096 || /\{\{|\}\}|\$t\(|undefined|null|NaN|\[object/.test(text),
      );
    expect(broken).toEqual([]);
  });

  it(`loses no line in ${language} when all is known`, () => {
    const shorter = keysToRender(language).filter((key) => {
      const text = renderer.text([key], setting(key, language));
      return text.split('\n').length < (botTexts[language][key] ?? '').split('\n').length;
    });
    expect(shorter, 'a variable that nothing fills: is it spelled right?').toEqual([]);
  });

  it(`says something in ${language} when hardly anything is known`, () => {
    const bare = told({
      contact: { id: 'contact' },
      household: { id: 'household' },
      product: [{ id: 'product', status: 'draft', photos: [] }],
      loosePhotos: [],
    });
    // What is said of a product that has its name, or of a value that the engine always hands in.
    const { name: _, ...sure } = values;
    const silent = keysToRender(language)
      .filter(
        (key) =>
          key.startsWith('common:') && !/^common:(?:draft_resumed|correcting|no_such_product|product\.line)$/.test(key),
      )
      .filter((key) => renderer.text([key], { ...setting(key, language, bare), values: sure }) === '');
    expect(silent, 'give what may be unknown a line of its own').toEqual([]);
  });
});

describe('hostile words', () => {
  const hostile = ['{{goi}}', '{{product.price}}', '$t(common:hello)', '<b>chè</b>', '&amp;', 'a|b', '$&', '\\n', '%s'];

  it.each(hostile)('come out as they went in: %s', (name) => {
    const facts = told({ product: [product({ name, description: `${name} rất ngon` })] });
    for (const language of languages) {
      for (const key of ['add-product:saved', 'add-product:price', 'my-shop:what', 'add-product:description'])
        expect(renderer.text([key], setting(key, language, facts)), key).toContain(name);
      expect(renderer.text(['common:draft_resumed'], { language, facts, values: { name } })).toContain(name);
      expect(renderer.text(['my-shop:status'], setting('my-shop:status', language, facts))).toContain(`• ${name} (`);
      expect(renderer.label({ id: 'product', label: name }, { language, facts })).toBe(name);
    }
  });
});

// ── tone ──

const vietnamese = Object.entries({ ...botTexts.vi, ...textsOfFile('chat'), ...textsOfFile('errors') }).filter(
  ([key]) => !key.endsWith('.say'),
);

function textsOfFile(name: string): Record<string, string> {
  const texts = localeFiles[`locales/vi/${name}.json`] as Record<string, string>;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${name}:${key}`, text]));
}

/** Texts that show a list or a whole form, and may have more lines and sentences than others. */
const isList = (text: string) => text.split('\n').length > 3;

/** Sentences, without the dots inside numbers. A greeting of a few words is none. */
function sentences(text: string): string[] {
  return text
    .replace(/\{\{[\w.]+\}\}/g, 'x')
    .split(/[.!?…]+(?:\s+|$)|\n+/)
    .filter((each) => each.trim().split(/\s+/).length > 5);
}

describe('the Vietnamese', () => {
  it('asks one thing at a time', () => {
    const twice = vietnamese.filter(([, text]) => (text.match(/\?/g) ?? []).length > 1);
    expect(twice).toEqual([]);
  });

  it('says no more than two sentences', () => {
    const long = vietnamese.filter(([, text]) => !isList(text) && sentences(text).length > 2);
    expect(long).toEqual([]);
  });

  it('asks politely', () => {
    const rude = Object.entries(botTexts.vi).filter(([, text]) => {
      const question = text.match(/[^.!\n]*\?/)?.[0];
      return question !== undefined && !/(?:ạ|nhé|nhỉ)(?:, [^?]*)?\s*\?$/.test(question.trim());
    });
    expect(rude, 'a question ends in ạ').toEqual([]);
  });

  it('is composed Unicode without stray spaces, in every language', () => {
    const loose = Object.entries(files).filter(
      ([path, source]) => /^locales/.test(path) && source !== source.normalize('NFC'),
    );
    expect(
      loose.map(([path]) => path),
      'save it as NFC',
    ).toEqual([]);
    const spaced = languages.flatMap((language) =>
      Object.entries(botTexts[language]).filter(([, text]) => /^\s|\s$|[^\n ] {2,}| [.,!?:]|\u00a0/.test(text)),
    );
    expect(spaced).toEqual([]);
  });
});
