// Whole talks through the strict fake of Telegram: webhook in, rows in Postgres, words on a screen.
// The same talk with every update posted twice leaves the same rows and the same words; and nothing Telegram can do to us
// (repeats, garbage, limits, outages, people who block us) loses a message or silences the talk.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { type Db, openPostgres, rows } from '../../src/db/index.ts';
import { scene } from '../photos/pictures.ts';
import { TcpProxy } from '../signals/proxy.ts';
import { newPostgres } from '../support/database.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { type Answers, answer, quiet, standing, stepOf, type Talker, talkUntil } from '../support/talker.ts';
import { Refusal } from '../support/telegram/index.ts';
import { malformed } from '../support/telegram/malformed.ts';
import { secret, type TelegramApp, telegramApp, texts } from '../support/telegram-app.ts';

const server = await postgresUrl();
const hasServer = needs('PostgreSQL', server);

const pictures = await Promise.all([1, 2, 3].map(async (seed) => (await scene(1280, 960, seed)).jpeg().toBuffer()));

let open: TelegramApp | undefined;
async function opened(options: Parameters<typeof telegramApp>[0] = {}): Promise<TelegramApp & { db: Db }> {
  open = await telegramApp(options);
  return { ...open, db: open.app.runtime.database.db };
}
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const talker = (all: TelegramApp, name: string): Talker => ({ person: all.fake.person({ name }), said: 0 });

async function says(who: Talker, ...words: string[]): Promise<void> {
  for (const each of words) await answer(who, each);
}

/** With marks, by buttons where there are any, the phone by contact card, three photos as an album. */
const withButtons: Answers = {
  'welcome:consent': 'Đồng ý',
  'welcome:address': 'Bác',
  'add-product:name': 'Na dai La Hiên',
  'add-product:photos': async (person) => {
    await person.sendsAlbum(pictures);
    await person.sees('3 ảnh');
    await person.taps('Xong');
    return 4;
  },
  'add-product:price': '40 nghìn một cân',
  'add-product:packing': 'thùng giấy',
  'add-product:weight': '500 gam',
  'add-product:stock': '2 tạ',
  'add-product:season': 'tháng 7 đến tháng 9',
  'add-product:certificate': 'OCOP',
  'add-product:stars': '4',
  'add-product:number': 'Bỏ qua',
  'add-product:description': 'Được rồi',
  'add-product:review': 'Đúng hết rồi',
  'add-product:more': 'Đủ rồi',
  'household:name': 'Hoàng Thị Hoa',
  'household:place': 'xã Tân Cương',
  'household:phone': async (person) => {
    const card = person.keys()[0];
    expect(card?.request_contact).toBe(true);
    await person.taps(card?.text ?? '');
    return 1;
  },
  'household:age': 'Tôi đứng tên',
  'household:has_shop': 'Chưa có',
  'household:review': 'Đúng rồi',
  'household:statistics': 'Đồng ý',
  'open-shop:which': 'Buudien.vn (Postmart cũ)',
  'open-shop:share': 'Đồng ý',
  'open-shop:help': 'Đồng ý',
};

const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();

/** Everything typed, no mark, no capital. */
const typed: Answers = {
  ...Object.fromEntries(
    Object.entries(withButtons).map(([step, given]) => [
      step,
      typeof given === 'string' ? (person) => person.says(plain(given)).then(() => 1) : given,
    ]),
  ),
  'add-product:photos': async (person) => {
    await person.sendsAlbum(pictures);
    await person.sees('3 ảnh');
    await person.says('xong');
    return 4;
  },
  'household:phone': async (person) => person.says(`0${person.phone.slice(2)}`).then(() => 1),
  'open-shop:which': async (person) => person.says('postmart').then(() => 1),
};

async function wholeTalk(db: Db, who: Talker, answers: Answers): Promise<void> {
  await answer(who, plain(who.person.name) === who.person.name ? 'xin chao' : 'xin chào');
  await talkUntil(db, who, answers, 'menu:choose');
}

/** The facts that a talk left behind, without what differs between any two talks (ids, times, phone numbers). */
async function factsOf(db: Db, address: string): Promise<Record<string, unknown>> {
  const [found] = await rows<Record<string, unknown>>(
    db,
    sql`
    with mine as (select v.id, v.household_id, v.contact_id from conversations v
                  join contacts c on c.id = v.contact_id where c.address = ${address})
    select
      (select json_agg(json_build_object('form', address_form, 'status', status)) from contacts
        where id = mine.contact_id) as contact,
      (select json_agg(json_build_object('name', name, 'place', place ->> 'name', 'age', owner_age, 'shop', has_shop))
        from households where id = mine.household_id) as household,
      (select json_agg(json_build_object('status', status, 'name', name, 'amount', price -> 'amount',
          'per', price -> 'per' ->> 'unit', 'packing', packing, 'weight', weight -> 'grams', 'stock', stock -> 'grams',
          'from', season -> 'from', 'to', season -> 'to', 'certificate', certificate, 'stars', ocop_stars))
        from products where household_id = mine.household_id) as products,
      (select json_agg(json_build_object('state', state, 'width', width, 'tips', tips, 'attempts', attempts)) from photos
        where conversation_id = mine.id and product_id is not null) as photos,
      (select json_agg(json_build_object('marketplace', marketplace, 'status', status)) from shops
        where household_id = mine.household_id) as shops,
      (select json_agg(l.status) from listings l join shops s on s.id = l.shop_id
        where s.household_id = mine.household_id) as listings,
      (select json_agg(json_build_object('purpose', purpose, 'state', state, 'wording', wording) order by id)
        from consents where contact_id = mine.contact_id) as consents,
      (select json_agg(json_build_object('kind', kind, 'reason', reason, 'status', status,
          'steps', details -> 'steps')) from tickets where conversation_id = mine.id) as tickets,
      (select json_agg(concat_ws(' ', kind, data ->> 'purpose') order by id) from events
        where conversation_id = mine.id) as events
    from mine`,
  );
  return found ?? {};
}

const consentsGiven = [
  { purpose: 'prepare', state: 'granted', wording: 'welcome:consent' },
  { purpose: 'statistics', state: 'granted', wording: 'household:statistics' },
  { purpose: 'marketplace:buudien', state: 'granted', wording: 'open-shop:share' },
  { purpose: 'agency:buudien', state: 'granted', wording: 'open-shop:help' },
];

/** What must be known after the whole talk. */
function expected(words: (text: string) => string = (text) => text): Record<string, unknown> {
  return {
    contact: [{ form: 'bac', status: 'active' }],
    household: [
      {
        name: expect.stringMatching(new RegExp(`^${words('Hoàng Thị Hoa')}$`, 'i')),
        place: 'xã Tân Cương',
        age: 'self',
        shop: 'no',
      },
    ],
    products: [
      {
        status: 'ready',
        name: expect.stringMatching(new RegExp(`^${words('Na dai La Hiên')}$`, 'i')),
        amount: 40_000,
        per: 'kg',
        packing: words('thùng giấy'),
        weight: 500,
        stock: 200_000,
        from: 7,
        to: 9,
        certificate: 'ocop',
        stars: 4,
      },
    ],
    photos: [1, 2, 3].map(() => ({ state: 'ready', width: 1280, tips: [], attempts: 1 })),
    shops: [{ marketplace: 'buudien', status: 'preparing' }],
    listings: ['preparing'],
    consents: consentsGiven,
    tickets: [
      {
        kind: 'task',
        reason: 'marketplace_steps',
        status: 'open',
        steps: ['account', 'identity', 'products', 'check'],
      },
    ],
    events: [
      'consent_granted prepare',
      'product_ready',
      'consent_granted statistics',
      'consent_granted marketplace:buudien',
      'consent_granted agency:buudien',
      'ticket_opened',
    ],
  };
}

describe('a whole talk on Telegram', () => {
  test('leads from a greeting to a shop in preparation, by buttons and typed without marks', async () => {
    const all = await opened();
    const [hoa, plainHoa] = [talker(all, 'Hoàng Hoa'), talker(all, 'hoa')];
    await Promise.all([wholeTalk(all.db, hoa, withButtons), wholeTalk(all.db, plainHoa, typed)]);

    expect(await factsOf(all.db, hoa.person.chat)).toEqual(expected());
    expect(await factsOf(all.db, plainHoa.person.chat)).toEqual(expected(plain));
    // The proof of a consent holds the very words they answered.
    const proofs = await rows<{ wording_text: string; address: string }>(
      all.db,
      sql`select wording_text, address from consents join contacts c on c.id = contact_id where message_external_id <> ''`,
    );
    expect(proofs.length).toBe(8);
    for (const { wording_text, address } of proofs)
      expect(texts(address === hoa.person.chat ? hoa.person : plainHoa.person)).toContain(wording_text);
    expect(await rows(all.db, sql`select * from outbox where status <> 'sent'`)).toEqual([]);
    expect(await rows(all.db, sql`select * from inbox where status <> 'done' or raw is not null`)).toEqual([]);
    // Each tap was quieted once.
    expect(hoa.person.answers().length).toBe(14);
  });

  test.each([
    ['twice, one after the other', { times: 1, together: false }],
    ['three times at once', { times: 2, together: true }],
  ])('leaves the same rows and the same words when every update comes %s', async (_, duplicates) => {
    const all = await opened();
    const once = talker(all, 'Hoàng Hoa');
    await wholeTalk(all.db, once, withButtons);
    Object.assign(all.fake.duplicates, duplicates);
    const often = talker(all, 'Hoàng Hoa');
    const began = performance.now();
    await wholeTalk(all.db, often, withButtons);
    console.log(`${often.said} messages, ${JSON.stringify(duplicates)}: ${Math.round(performance.now() - began)} ms`);

    expect(all.fake.attempts.length).toBeGreaterThanOrEqual(once.said + often.said * (duplicates.times + 1));
    expect(all.fake.attempts.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await factsOf(all.db, often.person.chat)).toEqual(expected());
    const phone = (text: string) => text.replace(/\d{9,}/g, '#');
    expect(texts(often.person).map(phone)).toEqual(texts(once.person).map(phone));
    expect(await rows(all.db, sql`select * from inbox where status <> 'done' or attempts > 0`)).toEqual([]);
  });
});
