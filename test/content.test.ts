// The shipped content: flows that compile, every text that they can ask for, and the tone of the Vietnamese.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { home, loadPlaces, readContent } from '../src/app.ts';
import { compileContent } from '../src/conversation/index.ts';
import { answerAside } from '../src/engine/asides.ts';
import { obey } from '../src/engine/commands.ts';
import type { Playbook } from '../src/engine/index.ts';
import { ask, unread } from '../src/engine/question.ts';
import { emptyState, type Frame, limits } from '../src/engine/state.ts';
import { kindOf } from '../src/engine/steps/index.ts';
import { Talk } from '../src/engine/talk.ts';
import type { Effect, Say } from '../src/model/effects.ts';
import type { Facts, PhotoFact, Row } from '../src/model/facts.ts';
import { type Field, fieldNames, fieldOf, fields } from '../src/model/fields.ts';
import type { Content } from '../src/model/messages.ts';
import type { Reading } from '../src/model/reading.ts';
import type { Value } from '../src/model/values.ts';
import type { Tip } from '../src/photos/index.ts';
import { type Language, type Setting, textsOf } from '../src/texts/index.ts';
import { fold, indexPlaces } from '../src/understanding/index.ts';

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

// ── every text that the playbook can ask for ──

/** The keys of one text: the first that exists is said. */
type Wanted = { keys: string[]; by: string };

/** Talks at every step, in every shape that its question can have. */
function* talks(): Generator<{ talk: () => Talk; by: string }> {
  for (const flow of Object.values(playbook.flows)) {
    for (const step of flow.order) {
      const frame: Frame = { flow: flow.flow, step, ...(flow.scope === 'product' && { row: 'product' }) };
      const shops = Object.keys(playbook.marketplaces).map((marketplace) => ({
        id: marketplace,
        marketplace,
        status: 'preparing',
      }));
      const shapes: { facts: Facts; row?: string }[] = [0, 1, limits.rows].flatMap((count) => [
        { facts: told({ product: [product({ photos: photos(count) })] }) },
        { facts: told({ product: [product({ photos: photos(count), status: 'draft' })], loosePhotos: photos(1) }) },
      ]);
      if (flow.scope === 'shop') for (const shop of shops) shapes.push({ facts: told({ shop: shops }), row: shop.id });
      for (const { facts, row } of shapes) {
        const stack = [{ ...frame, ...(row && { row }) }];
        const talk = () => new Talk(playbook, { ...emptyState, stack }, facts, 0, ['id-1', 'id-2', 'id-3', 'id-4']);
        yield { talk, by: `${flow.flow}.${step}` };
      }
    }
  }
}

function wantedByPlaybook(): Wanted[] {
  const wanted: Wanted[] = [];
  for (const { talk, by } of talks()) {
    const hear = (what: string, deed: (talk: Talk) => unknown) => {
      const each = talk();
      deed(each);
      for (const effect of each.effects) for (const keys of keysOf(effect)) wanted.push({ keys, by: `${by}, ${what}` });
    };
    const { step } = talk();
    hear('entering it', (each) => kindOf(step).enter(each, step));
    if (!kindOf(step).question) continue;
    hear('asking', (each) => ask(each));
    for (const tries of [0, 1, 2])
      hear(`not understanding ${tries + 1} times`, (each) => {
        each.state.tries = tries;
        unread(each);
      });
    hear('a question of theirs', (each) => unread(each, 'question'));
    for (const name of ['help', 'skip', 'later', 'done', 'back', 'person', 'repeat'] as const)
      hear(`"${name}"`, (each) => obey(each, { name }, { text: '', values: {} }));
    hear('no', (each) => kindOf(step).answer?.(each, step, { reading: { text: '', values: {}, yesNo: 'no' } }));
    for (const option of ['help', 'done', 'remove', 'later', 'skip'])
      hear(`"${option}"`, (each) => {
        kindOf(step).answer?.(each, step, { option });
        ask(each);
      });
    if (step.kind !== 'ask') continue;
    const value = { amount: 250_000 };
    hear('a sure answer', (each) => {
      const values: Reading['values'] = { [step.ask]: { said: '', value: { amount: 1, unit: 'kg', text: '' } } };
      kindOf(step).answer?.(each, step, { reading: { text: '', values } });
      ask(each);
    });
    hear('an amount alone', (each) => {
      kindOf(step).answer?.(each, step, { reading: { text: '', values: { [step.ask]: { said: '', value } } } });
      ask(each);
    });
    for (const choices of [[value], [value, value]])
      hear('a doubtful answer', (each) => {
        kindOf(step).answer?.(each, step, { reading: { text: '', values: { [step.ask]: { said: '', choices } } } });
        ask(each);
        answerAside(each, { text: '', values: {}, option: '=none' });
      });
  }
  return wanted;
}

function keysOf(effect: Effect): string[][] {
  if (effect.type === 'compose_fact') return [effect.text];
  if (effect.type === 'record_consent') return [[effect.wording]];
  if (effect.type !== 'say') return [];
  return [effect.text, ...(effect.choices ?? []).flatMap((choice) => ('text' in choice ? [choice.text] : []))];
}

/** Every value that an expression inside a key can have, by the expression as it stands in the source. */
const all = <T extends string>(values: Record<T, true>) => Object.keys(values) as T[];
const kinds = [...new Set(Object.values(fields).map(({ kind }) => kind))];
const inKeys: Record<string, readonly (string | number)[]> = {
  'topic(talk)': [...kinds, 'choice'],
  tries: [1, 2],
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
/** General wordings that may be missing, for something more general follows. */
const mayBeMissing = /^common:(?:again\.[a-z-]+\.\d|doubt\.|help\.|heard\.|noted\.|photo\.note\.|person\.mended\.)/;

const sources = ['engine', 'texts', 'conversation', 'helpdesk'].flatMap((module) => keysInSource(`src/${module}`));

function keysInSource(folder: string): { key: string; path: string }[] {
  return filesUnder(folder).flatMap((path) => {
    const source = readFileSync(join(home, path), 'utf8');
    const plain = [...source.matchAll(/'(common:[^']+)'/g)].map(([, key = '']) => ({ key, path }));
    const made = [...source.matchAll(/`common:[^`]+`/g)]
      .filter(([literal]) => !foundElsewhere.test(literal))
      .flatMap(([literal]) => expanded(literal.slice(1, -1), path).map((key) => ({ key, path })));
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
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}

/** Words that stand for a fact's value, where texts look for them: `common:product.status.ready`. */
const statuses = { product: ['draft', 'ready', 'paused'], shop: ['preparing', 'open', 'paused', 'closed'] };
const wordsOfFacts = [
  ...fieldNames.flatMap((field: Field) => (fieldOf(field)?.options ?? []).map((option) => `common:${field}.${option}`)),
  ...Object.entries(statuses).flatMap(([noun, each]) => each.map((status) => `common:${noun}.status.${status}`)),
];

describe('the shipped flows', () => {
  it('compile without an issue', () => {
    expect(compiled.issues).toEqual([]);
  });

  it('are all reached from the entry or from another flow', () => {
    const { entry, flows } = playbook;
    const named = [entry.first, entry.menu, entry.declined.flow, ...Object.values(entry.commands)];
    const reached = new Set([...named, ...Object.values(entry.links), ...Object.keys(entry.phrases)]);
    for (const flow of Object.values(flows))
      for (const step of Object.values(flow.steps))
        for (const called of kindOf(step).leads(step).calls) reached.add(called);
    expect(Object.keys(flows).filter((name) => !reached.has(name))).toEqual([]);
  });

  it('open by phrases that no two flows share', () => {
    const opened = Object.entries(playbook.entry.phrases).flatMap(([flow, list]) =>
      list.map((phrase) => [fold(phrase), flow] as const),
    );
    const shared = opened.filter(([phrase, flow], at) =>
      opened.some(([other, its], index) => index < at && other === phrase && its !== flow),
    );
    expect(shared).toEqual([]);
  });
});

describe.each(languages)('a text in %s', (language) => {
  const texts = botTexts[language];
  const has = (key: string) => texts[key] !== undefined;

  it(`exists in ${language} for everything that a step can say`, () => {
    const missing = wantedByPlaybook().filter(({ keys }) => !keys.some(has));
    const lines = missing.map(({ keys, by }) => `${keys.join(' or ')} (${by})`);
    expect([...new Set(lines)], `write it into locales/${language}`).toEqual([]);
  });

  it(`exists in ${language} for everything that the engine names`, () => {
    const missing = sources.filter(({ key }) => !has(key) && !mayBeMissing.test(key));
    expect(missing, `write it into locales/${language}/common.json`).toEqual([]);
    expect(
      wordsOfFacts.filter((key) => !has(key)),
      `write it into locales/${language}/common.json`,
    ).toEqual([]);
  });

  it(`is wanted by something when it is in ${language}`, () => {
    const wanted = new Set([
      ...wantedByPlaybook().flatMap(({ keys }) => keys),
      ...sources.map(({ key }) => key),
      ...wordsOfFacts,
    ]);
    const orphaned = Object.keys(texts).filter((key) => !wanted.has(key.replace(/\.say$/, '')));
    expect(orphaned, 'nobody asks for it: take it out in every language').toEqual([]);
  });

  it(`has other words only for an answer that has words in ${language}`, () => {
    const lonely = Object.keys(texts).filter((key) => key.endsWith('.say') && !has(key.replace(/\.say$/, '')));
    expect(lonely).toEqual([]);
    const filled = Object.entries(texts).filter(
      ([key, text]) => key.endsWith('.say') && /\{\{|\n|\|\||^\||\|$/.test(text),
    );
    expect(filled, 'other words are plain phrases with | between').toEqual([]);
  });

  it(`never means two answers of one question in ${language}`, () => {
    const { option } = textsOf(localeFiles, playbook.marketplaces);
    const shared = new Set<string>();
    for (const { talk, by } of talks()) {
      const each = talk();
      if (!kindOf(each.step).question) continue;
      ask(each);
      const options = (each.effects.at(-1) as Say).choices?.map((choice) =>
        option(choice, { language, facts: each.facts }),
      );
      const meant = new Map<string, string>();
      for (const { id, label, synonyms } of options ?? [])
        for (const words of [label, ...synonyms].map((said) => fold(said))) {
          const before = meant.get(words);
          if (before !== undefined && before !== id) shared.add(`${by}: "${words}" is ${before} and ${id}`);
          meant.set(words, id);
        }
    }
    expect([...shared], 'take it out of one of the two').toEqual([]);
  });
});

// ── rendering ──

const renderer = textsOf(localeFiles, playbook.marketplaces);
const forms = { bac: 'bác', co: 'cô', chu: 'chú', anh: 'anh', chi: 'chị' };

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
    const named =
      /^add-product:(?:draft\.text|saved)$|^my-shop:(?:price|stock|photos|sure)$|^common:(?:draft_resumed|product\.line)$/;
    const silent = keysToRender(language)
      .filter((key) => !named.test(key))
      .filter((key) => renderer.text([key], { ...setting(key, language, bare), values: sure }) === '');
    expect(silent, 'give what may be unknown a line of its own').toEqual([]);
  });

  it(`has buttons in ${language} that are short enough`, () => {
    const labels = new Set<string>();
    for (const { talk } of talks()) {
      const each = talk();
      if (!kindOf(each.step).question) continue;
      ask(each);
      const { choices = [] } = each.effects.at(-1) as Say;
      for (const choice of choices)
        if ('text' in choice) labels.add(renderer.label(choice, { language, facts: each.facts }));
    }
    const long = [...labels].filter((label) => label.length > (language === 'vi' ? 25 : 40) || label.includes('\n'));
    expect(long, 'a button has at most 25 characters').toEqual([]);
    expect(labels.size).toBeGreaterThan(30);
  });
});

describe('the form of address', () => {
  const chosen = Object.entries(forms).map(([form, goi]) => [goi, form, /anh|chị/.test(goi) ? 'em' : 'cháu'] as const);

  it.each(chosen)('%s is used throughout', (goi, form, xung) => {
    const facts = told({ contact: { id: 'contact', address_form: form } });
    const others = Object.values(forms).filter((each) => each !== goi);
    const wrong = keysToRender('vi')
      // The words before they have chosen, the question itself, and the answers to it.
      .filter((key) => !/^welcome:(?:hello|consent|address)|^common:contact\.address_form/.test(key))
      .map((key) => [key, renderer.text([key], setting(key, 'vi', facts))] as const)
      .filter(([, text]) => {
        const words: string[] = text.toLowerCase().match(/\p{L}+/gu) ?? [];
        const mine = xung === 'em' ? 'cháu' : 'em';
        return words.includes(mine) || words.some((word) => others.includes(word));
      });
    expect(wrong, 'write {{goi}} and {{xung}}, or {{Goi}} and {{Xung}} where a sentence begins').toEqual([]);
  });

  it('begins a sentence with a capital letter', () => {
    const small = Object.entries(botTexts.vi).filter(([, text]) => /(?:^|[.!?]\s+|\n)\{\{(?:goi|xung)\}\}/.test(text));
    expect(small, 'write {{Goi}} or {{Xung}}').toEqual([]);
  });

  it('is not in the English', () => {
    const left = Object.entries(botTexts.en).filter(([, text]) => /\{\{(?:goi|xung)\}\}/i.test(text));
    expect(left, 'say "you" and "I"').toEqual([]);
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
  it('has no word that an elder would not know or would not be called by', () => {
    const banned =
      /(?<!\p{L})(?:bạn|quý khách|shop|link|upload|account|ok|click|online|app|web|email|file|menu|sms|bot|admin|user|password|vui lòng|xin vui lòng|người dùng|hệ thống|thực hiện|tiến hành|xác nhận|cung cấp|nhập liệu|không hợp lệ|báo lỗi|bị lỗi)(?!\p{L})/iu;
    const found = vietnamese
      .filter(([, text]) => banned.test(text.replace(/\{\{[\w.]+\}\}/g, '')))
      .map(([key, text]) => `${key}: ${text}`);
    expect(found, 'say it as one says it at the gate: gian hàng, gửi ảnh, giúp cháu …').toEqual([]);
  });

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
