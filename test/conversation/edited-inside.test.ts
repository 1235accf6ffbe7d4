// An edition is published while people are inside that rewords, moves, renames, deletes and adds steps: nobody loses an
// answer, nobody is stranded, and everybody comes to the end by the new questions.
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { home, readContent } from '../../src/app.ts';
import { settle } from '../../src/conversation/index.ts';
import { rows } from '../../src/db/index.ts';
import type { State } from '../../src/engine/index.ts';
import { testApp } from '../support/app.ts';
import { newPostgres } from '../support/database.ts';
import { hear, recorder } from '../support/recorder.ts';
import { needs, postgresUrl } from '../support/services.ts';

const server = await postgresUrl();
const files = await readContent(home);

/** `flow:step` → what is said there, by the names of both editions. */
const answers: Record<string, string> = {
  'welcome:consent': 'Đồng ý',
  'welcome:address': 'Bác',
  'add-product:name': 'chè móc câu',
  'add-product:photos': 'để sau',
  'add-product:price': '300k 1 cân',
  'add-product:packing': 'túi giấy',
  'add-product:weight': '500 gam',
  'add-product:stock': '2 tạ',
  'add-product:amount': '3 tạ',
  'add-product:season': 'quanh năm',
  'add-product:certificate': 'không có',
  'add-product:description': 'được',
  'add-product:review': 'đúng',
  'add-product:more': 'đủ rồi',
  'household:name': 'Nguyễn Văn Nam',
  'household:place': 'xóm 5 xã Tân Cương',
  'household:phone': '0983123456',
  'household:ready': 'đồng ý',
  'household:age': 'tôi',
  'household:has_shop': 'chưa có',
  'household:review': 'đúng rồi',
  'household:statistics': 'không',
  'open-shop:which': 'để sau',
};

/** What admins do to the files in one afternoon. */
function editedFiles(): Record<string, string> {
  const edit = (file: string, changes: [from: string, to: string][]) =>
    changes.reduce((source, [from, to]) => {
      if (!source.includes(from)) throw new Error(`${file} has no ${from}`);
      return source.replace(from, to);
    }, files[file] ?? '');
  const locale = (language: string, name: string, changes: Record<string, string | null>) => {
    const file = `locales/${language}/${name}.json`;
    const texts: Record<string, unknown> = { ...JSON.parse(files[file] ?? '{}'), ...changes };
    for (const [key, text] of Object.entries(texts)) if (text === null) delete texts[key];
    return { [file]: JSON.stringify(texts) };
  };
  const text = (language: string, key: string): string =>
    JSON.parse(files[`locales/${language}/add-product.json`] ?? '{}')[key];
  return {
    ...files,
    'flows/add-product.yaml': edit('flows/add-product.yaml', [
      // Deleted; renamed; moved before the price.
      ['  packing: { ask: product.packing, optional: true }\n', ''],
      [
        '  stock: { ask: product.stock, optional: true }\n',
        '  amount: { ask: product.stock, optional: true, was: [stock] }\n',
      ],
      ['  season: { ask: product.season, optional: true }\n', ''],
      [
        '  price: { ask: product.price }\n',
        '  season: { ask: product.season, optional: true }\n  price: { ask: product.price }\n',
      ],
      ['change: [name, photos, price, packing, stock]', 'change: [name, photos, price, amount]'],
    ]),
    // Added.
    'flows/household.yaml': edit('flows/household.yaml', [
      [
        '  age: { ask: household.owner_age }\n',
        '  ready: { choose: { agree: age } }\n  age: { ask: household.owner_age }\n',
      ],
    ]),
    ...locale('vi', 'add-product', {
      // Reworded.
      price: 'Dạ, {{goi}} bán {{product.name}} giá bao nhiêu một cân hay một gói ạ?',
      packing: null,
      'packing.again1': null,
      'packing.change': null,
      stock: null,
      'stock.change': null,
      amount: text('vi', 'stock'),
      'amount.change': text('vi', 'stock.change'),
    }),
    ...locale('en', 'add-product', {
      packing: null,
      'packing.again1': null,
      'packing.change': null,
      stock: null,
      'stock.change': null,
      amount: text('en', 'stock'),
      'amount.change': text('en', 'stock.change'),
    }),
    ...locale('vi', 'household', { ready: 'Dạ, {{goi}} xem qua rồi mình làm tiếp nhé?', 'ready.agree': 'Đồng ý' }),
    ...locale('en', 'household', { ready: 'Shall we go on?', 'ready.agree': 'Yes' }),
  };
}

describe.skipIf(!needs('PostgreSQL', server))('an edition published while people are inside', () => {
  test('loses nobody an answer, wherever they are, and all of them come to the end', { timeout: 180_000 }, async () => {
    const channel = recorder();
    const app = await testApp({}, { database: await newPostgres(server ?? ''), channels: [channel] });
    const { runtime } = app;
    const { db } = runtime.database;

    type Standing = { state: State; product: object | null; household: object | null };
    const standing = async (person: string): Promise<Standing> => {
      const [found] = await rows<Standing>(
        db,
        sql`select v.state, to_jsonb(p) as product, to_jsonb(h) as household
            from conversations v join contacts c on c.id = v.contact_id
            left join households h on h.id = v.household_id left join products p on p.household_id = h.id
            where c.address = ${person}`,
      );
      if (!found) throw new Error(`${person} is unknown`);
      return found;
    };
    const step = ({ state }: Standing) => {
      const top = state.stack.at(-1);
      return top ? `${top.flow}:${top.step}` : 'rest';
    };
    /** Answers what is asked, so many times; returns the steps that were answered. */
    const goOn = async (person: string, times: number): Promise<string[]> => {
      const answered: string[] = [];
      for (let at = 0; at < times; at++) {
        const now = step(await standing(person));
        if (now.startsWith('menu:')) break;
        const said = answers[now];
        if (said === undefined) throw new Error(`${person} has no answer to ${now}`);
        await hear(runtime, channel, person, said);
        await settle(runtime);
        answered.push(now);
      }
      return answered;
    };

    const people = Array.from({ length: 23 }, (_, at) => `person-${at}`);
    const before = new Map<string, Standing>();
    for (const [at, person] of people.entries()) {
      await hear(runtime, channel, person, 'xin chào');
      await settle(runtime);
      await goOn(person, at);
      before.set(person, await standing(person));
    }
    const places = new Set([...before.values()].map(step));
    expect([...places]).toEqual(
      expect.arrayContaining(['add-product:price', 'add-product:packing', 'add-product:stock', 'household:age']),
    );

    const { isNew } = await runtime.editions.publish(db, editedFiles());
    expect(isNew).toBe(true);

    for (const person of people) {
      const old = before.get(person) as Standing;
      // Their next words may be an answer to a question that is gone: then they are told, and asked the new one.
      const answered = await goOn(person, 40);
      const now = await standing(person);
      expect(step(now), `${person}, who was at ${step(old)}, answered ${answered}`).toMatch(/^menu:/);
      for (const noun of ['product', 'household'] as const) {
        const kept = Object.entries(old[noun] ?? {}).filter(
          ([column, value]) =>
            value !== null && !['status', 'description', 'version', 'updated_at', 'said', 'id'].includes(column),
        );
        expect(now[noun], `${person}, who was at ${step(old)}`).toMatchObject(Object.fromEntries(kept));
      }
      expect(now.product).toMatchObject({ status: 'ready', name: 'chè móc câu', price: { amount: 300_000 } });
      expect(now.household).toMatchObject({ phone: '0983123456', owner_age: 'self' });
    }
    const told = people.filter((person) => channel.wordsTo(person).some((words) => words.includes('vừa được sửa lại')));
    expect(told).toEqual(people.filter((person) => step(before.get(person) as Standing) === 'add-product:packing'));
    const parked = await rows(db, sql`select id from inbox where status = 'parked'`);
    expect(parked).toEqual([]);
    await app.close();
  });
});
