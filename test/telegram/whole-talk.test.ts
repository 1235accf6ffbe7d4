// Whole talks through the strict fake of Telegram: webhook in, rows in Postgres, words on a screen.
// The same talk with every update posted twice leaves the same rows and the same words; and nothing Telegram can do to us
// (repeats, garbage, limits, outages, people who block us) loses a message or silences the talk.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { doctor, retryAll } from '../../src/commands/doctor.ts';
import { type Db, openPostgres, rows } from '../../src/db/index.ts';
import { scene } from '../photos/pictures.ts';
import { TcpProxy } from '../signals/proxy.ts';
import { newPostgres } from '../support/database.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { type Answers, answer, quiet, stepOf, type Talker, talkUntil } from '../support/talker.ts';
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
    const taps = await rows(all.db, sql`select * from messages where content ->> 'type' = 'tap'`);
    expect(taps.length).toBeGreaterThan(10);
    expect(hoa.person.answers().length).toBe(taps.length);
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

/** A talk at the question for the product's name. */
async function atProductName(all: TelegramApp & { db: Db }, name: string): Promise<Talker> {
  const who = talker(all, name);
  await answer(who, 'xin chào');
  await talkUntil(all.db, who, withButtons, 'add-product:name');
  return who;
}

describe('what people do on Telegram', () => {
  test('text and a tap at the same moment are both handled, one after the other', async () => {
    const all = await opened();
    const people = Array.from({ length: 10 }, (_, at) => talker(all, `Người ${at}`));
    await Promise.all(
      people.map(async (who, at) => {
        await answer(who, 'xin chào');
        await quiet(all.db, who);
        const both = [() => answer(who, 'Đồng ý'), () => answer(who, 'chè búp khô')];
        await Promise.all((at % 2 ? both.reverse() : both).map((does) => does()));
        const { id, state } = await quiet(all.db, who);
        expect(stepOf({ state })).toBe('welcome:address');
        const transcript = await rows<{ author: string; text: string }>(
          all.db,
          sql`select author, text from messages where conversation_id = ${id} order by id`,
        );
        const theirs = transcript.filter(({ author }) => author === 'person').map(({ text }) => text);
        expect(theirs.toSorted()).toEqual(['Đồng ý', 'chè búp khô', 'xin chào'].toSorted());
        transcript.forEach(({ author }, place) => {
          if (author === 'person') expect(transcript[place + 1]?.author).toBe('bot');
        });
      }),
    );
    expect(await rows(all.db, sql`select purpose from consents`)).toEqual(people.map(() => ({ purpose: 'prepare' })));
  });

  test('a double tap is one answer, and an old button is told to be old', async () => {
    const all = await opened();
    const who = talker(all, 'Hoa');
    await answer(who, 'xin chào');
    await quiet(all.db, who);
    const consent = who.person.messages.at(-1);
    await Promise.all([answer(who, 'Đồng ý'), answer(who, 'Đồng ý')]);
    expect(stepOf(await quiet(all.db, who))).toBe('welcome:address');
    expect(texts(who.person).length).toBe(3);
    await who.person.taps('Không đồng ý', { on: consent as NonNullable<typeof consent>, inaccessible: true });
    who.said++;
    expect(stepOf(await quiet(all.db, who))).toBe('welcome:address');
    expect(who.person.messages.at(-1)?.text).toContain('nút này cũ rồi');
    expect(await rows(all.db, sql`select state from consents`)).toEqual([{ state: 'granted' }]);
    expect(who.person.answers().length).toBe(3);
  });

  test('voice, sticker, location and an edit get a kind answer, and the question stays', async () => {
    const all = await opened();
    const who = talker(all, 'Hoa');
    const first = await who.person.says('xin chào');
    who.said++;
    for (const step of [
      'welcome:consent',
      'welcome:address',
      'add-product:name',
      'add-product:photos',
      'add-product:certificate',
    ]) {
      await talkUntil(all.db, who, { ...withButtons, 'add-product:photos': 'Chưa có ảnh, để sau' }, step);
      const question = who.person.messages.at(-1);
      const kindWords: string[] = [];
      for (const does of [
        () => who.person.sendsVoice(),
        () => who.person.sendsSticker(),
        () => who.person.sharesLocation(),
        () => who.person.edits(first, { text: 'xin chào nhé' }),
      ]) {
        const before = texts(who.person).length;
        await does();
        who.said++;
        const now = await quiet(all.db, who);
        const replies = who.person.messages.slice(before);
        expect(replies.length, `replies at ${step}`).toBe(1);
        expect(stepOf(now)).toBe(step);
        expect(replies[0]?.buttons).toEqual(question?.buttons);
        kindWords.push(...(replies[0]?.text.split('\n\n') ?? []));
      }
      // The question four times, and before it four different remarks.
      const asked = kindWords.filter((text, at) => kindWords.indexOf(text) !== at);
      expect(asked.length, kindWords.join(' | ')).toBe(3);
      expect(new Set(kindWords).size).toBe(5);
    }
  });

  test('who blocks the bot is left in peace, and is answered again when they come back', async () => {
    const all = await opened();
    const who = await atProductName(all, 'Hoa');
    const status = async () => (await rows<{ status: string }>(all.db, sql`select status from contacts`))[0]?.status;

    // Telegram's own news that they have blocked us comes behind the message, or never.
    all.fake.fail({ fault: new Refusal(403, 'Forbidden: bot was blocked by the user'), chat: who.person.chat });
    await answer(who, 'Na dai');
    await quiet(all.db, who);
    expect(await status()).toBe('blocked');
    expect((await rows(all.db, sql`select * from outbox where status = 'dropped'`)).length).toBe(1);

    await answer(who, 'xong');
    await quiet(all.db, who);
    expect(await status()).toBe('active');
    const seen = texts(who.person).length;

    await who.person.blocks();
    await all.fake.settled();
    await expect.poll(status).toBe('blocked');
    expect(texts(who.person).length).toBe(seen);
    await who.person.unblocks();
    await all.fake.settled();
    await expect.poll(status).toBe('active');
    expect(texts(who.person).length).toBe(seen);
    await answer(who, 'Chưa có ảnh, để sau');
    expect(stepOf(await quiet(all.db, who))).toBe('add-product:price');
    expect(texts(who.person).length).toBe(seen + 1);
    expect(await rows(all.db, sql`select * from outbox where status = 'parked'`)).toEqual([]);
  });
});

describe('what Telegram does', () => {
  test('"too many requests" holds back that chat for as long as it says, and no other', async () => {
    const all = await opened();
    const [slow, quick] = [await atProductName(all, 'Hoa'), await atProductName(all, 'Nam')];
    const seen = texts(slow.person).length;
    all.fake.fail({ fault: { tooFast: 2 }, chat: slow.person.chat });
    const began = performance.now();
    await answer(slow, 'Na dai');
    await expect.poll(() => all.fake.calls.some(({ outcome }) => outcome === 429)).toBe(true);
    await answer(quick, 'Na dai');
    await quiet(all.db, quick);
    expect(performance.now() - began).toBeLessThan(1900);
    expect(texts(slow.person).length).toBe(seen);
    await quiet(all.db, slow);
    expect(performance.now() - began).toBeGreaterThan(2000);
    expect(texts(slow.person)).toEqual(texts(quick.person));
  });

  test.each(['error-500', 'html-502', 'cut-before', 'cut-after', 'redirect'] as const)(
    'a send that ends in "%s" is repeated; twice on the screen at most where it had arrived',
    async (fault) => {
      const all = await opened();
      const [who, other] = [await atProductName(all, 'Hoa'), await atProductName(all, 'Nam')];
      all.fake.fail({ fault, method: 'sendMessage', chat: who.person.chat });
      await Promise.all([who, other].map((each) => answer(each, 'Na dai')));
      await Promise.all([who, other].map((each) => quiet(all.db, each)));
      const [answered] = texts(other.person).slice(-1);
      const repeats = texts(who.person).filter((text) => text === answered).length;
      expect(repeats).toBe(fault === 'cut-after' ? 2 : 1);
      expect(await rows(all.db, sql`select * from outbox where status <> 'sent'`)).toEqual([]);
    },
  );

  test.each([
    // Nobody listens: the request never arrives, so it may be repeated as often as need be.
    ['redirect', 0],
    // Everything fails: the first send's outcome is unknown, and it is not repeated before Telegram answers again.
    ['error-500', 1],
    ['html-502', 1],
  ] as const)(
    'an outage of a while ("%s") is outlasted: what was said meanwhile is answered, in order',
    async (fault, unknowns) => {
      const all = await opened();
      const who = await atProductName(all, 'Hoa');
      const seen = texts(who.person).length;
      let away = true;
      all.fake.failWhen(() => (away ? fault : undefined));
      await answer(who, 'Na dai');
      await answer(who, 'Chưa có ảnh, để sau');
      await sleep(3000);
      expect(texts(who.person).length).toBe(seen);
      away = false;
      expect(stepOf(await quiet(all.db, who))).toBe('add-product:price');
      expect(texts(who.person).length).toBe(seen + 2);
      expect(await rows(all.db, sql`select * from outbox where status <> 'sent'`)).toEqual([]);
      expect(await rows(all.db, sql`select max(unknowns) as unknowns from outbox`)).toEqual([{ unknowns }]);
    },
  );

  test('a send whose outcome stays unknown is put aside after one repeat, holds nothing up, and "do again" sends it', async () => {
    const all = await opened();
    const who = await atProductName(all, 'Hoa');
    const seen = texts(who.person).length;
    all.fake.fail({ fault: 'error-500', method: 'sendMessage', times: 2 });
    await answer(who, 'Na dai');
    await quiet(all.db, who);
    expect(texts(who.person).length).toBe(seen);
    expect(await rows(all.db, sql`select unknowns, error from outbox where status = 'parked'`)).toEqual([
      { unknowns: 1, error: expect.stringContaining('unknown outcome') },
    ]);
    expect(await doctor(all.app.runtime)).toContain('unknown outcome');
    await answer(who, 'Chưa có ảnh, để sau');
    expect(stepOf(await quiet(all.db, who))).toBe('add-product:price');
    expect(texts(who.person).length).toBe(seen + 1);
    await retryAll(all.app.runtime);
    await quiet(all.db, who);
    expect(texts(who.person).length).toBe(seen + 2);
  });

  test('a photo that cannot be fetched at once is fetched later', async () => {
    const all = await opened();
    const who = await atProductName(all, 'Hoa');
    await answer(who, 'Na dai');
    await quiet(all.db, who);
    all.fake.fail({ fault: 'error-500', method: 'getFile' });
    await answer(who, (person) => person.sendsPhoto(pictures[0] as Buffer).then(() => 1));
    await expect.poll(() => all.fake.callsOf('getFile').length, { timeout: 10_000 }).toBe(2);
    expect(stepOf(await quiet(all.db, who))).toBe('add-product:photos');
    expect(await rows(all.db, sql`select state, attempts from photos`)).toEqual([{ state: 'ready', attempts: 2 }]);
  });
});

describe('the webhook', () => {
  const update = (id: number, text: string) =>
    JSON.stringify({
      update_id: id,
      message: { message_id: id, from: { id: 7, first_name: 'Hoa' }, chat: { id: 7, type: 'private' }, date: 1, text },
    });

  test('refuses what is not authentic with 401, before it is read, and keeps nothing of it', async () => {
    const all = await opened();
    const header = 'x-telegram-bot-api-secret-token';
    const wrong: Record<string, string>[] = [
      {},
      { [header]: '' },
      { [header]: 'wrong' },
      { [header]: `${secret}x` },
      { [header]: secret.toLowerCase() },
    ];
    for (const headers of wrong)
      for (const body of [update(1, 'xin chào'), '{', '', ...malformed(3, 5)]) {
        const answered = await all.post(body, headers);
        expect(answered.status).toBe(401);
        expect(await answered.text()).not.toContain(secret);
      }
    await sleep(300);
    for (const table of ['inbox', 'contacts', 'conversations', 'messages', 'outbox'])
      expect(await rows(all.db, sql.raw(`select * from ${table}`)), table).toEqual([]);
    expect(all.fake.callsOf('sendMessage')).toEqual([]);
  });

  test('says at most once a minute that deliveries are refused, and which secret does not fit', async () => {
    const told: { channel: string; count: number; msg: string }[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void told.push(JSON.parse(line)) });
    const all = await opened({ log });
    for (let time = 0; time < 3; time++) await all.post(update(1, 'xin chào'), {});
    expect(told).toMatchObject([
      { channel: 'telegram', count: 1, msg: expect.stringMatching(/TELEGRAM_SECRET does not fit/) },
    ]);
  });

  test('answers 10,000 malformed updates with 200, and the next good one', { timeout: 120_000 }, async () => {
    const all = await opened();
    const bodies = malformed(20261, 10_000);
    const began = performance.now();
    const counts = new Map<number, number>();
    let slowest = 0;
    let next = 0;
    await Promise.all(
      Array.from({ length: 24 }, async () => {
        for (let body = bodies[next++]; body; body = bodies[next++]) {
          const at = performance.now();
          const { status } = await all.post(body);
          slowest = Math.max(slowest, performance.now() - at);
          counts.set(status, (counts.get(status) ?? 0) + 1);
        }
      }),
    );
    const took = performance.now() - began;
    expect(Object.fromEntries(counts)).toEqual({ 200: 10_000 });
    // The garbage came from one chat and its backlog is long; that is no reason for anybody else to wait.
    const who = talker(all, 'Hoa');
    const asked = performance.now();
    await answer(who, 'xin chào');
    expect(stepOf(await quiet(all.db, who))).toBe('welcome:consent');
    const answered = performance.now() - asked;
    const left = sql`select count(*)::int as count from inbox where status = 'waiting'`;
    await expect
      .poll(async () => (await rows(all.db, left))[0], { timeout: 90_000, interval: 200 })
      .toEqual({ count: 0 });
    const handled = performance.now() - asked;

    const kept = await rows<{ status: string; count: number }>(
      all.db,
      sql`select status, count(*)::int as count from inbox group by status order by status`,
    );
    console.log(
      `10,000 malformed updates in ${Math.round(took / 1000)} s, slowest ${Math.round(slowest)} ms; the next good one was`,
      `answered in ${Math.round(answered)} ms, all handled after ${Math.round(handled / 1000)} s more:`,
      JSON.stringify(kept),
    );
    expect(
      await rows(all.db, sql`select * from inbox where status in ('parked', 'ignored') and error is null`),
    ).toEqual([]);
    // What was parked could not be read; nothing that could be read made a turn fail.
    expect(
      await rows(
        all.db,
        sql`select external_id, error, attempts from inbox where status = 'parked' and conversation_id is not null`,
      ),
    ).toEqual([]);
  });

  test.skipIf(!hasServer)(
    'answers 503 while the database is away; Telegram keeps the update and it is answered later',
    async () => {
      const database = await newPostgres(server ?? '');
      const target = new URL(database.url ?? '');
      if (!target.port) target.port = '5432';
      const proxy = new TcpProxy(target);
      await proxy.open();
      const through = new URL(target);
      through.host = `127.0.0.1:${proxy.port}`;
      try {
        const all = await opened({ database: { ...(await openPostgres(through.href)), url: through.href } });
        const who = talker(all, 'Hoa');
        await answer(who, 'xin chào');
        await quiet(database.db, who);
        const seen = texts(who.person).length;

        await proxy.close();
        const began = performance.now();
        expect((await all.post(update(1, 'xin chào'))).status).toBe(503);
        expect(performance.now() - began).toBeLessThan(5000);
        await answer(who, 'Đồng ý');
        await expect.poll(() => all.fake.attempts.filter(({ status }) => status === 503).length).toBeGreaterThan(1);
        expect(texts(who.person).length).toBe(seen);

        await proxy.open();
        await quiet(database.db, who);
        expect(texts(who.person).length).toBe(seen + 1);
        await open?.close();
      } finally {
        open = undefined;
        await proxy.close();
        await database.close();
      }
    },
  );
});
