// Whole talks through the strict fake of Zalo: signed events in, rows in Postgres, words on a screen.
// The same talk leaves the same by the web page, by Telegram and by Zalo, however often Zalo delivers; and nothing that Zalo,
// a forger, a helper or a slow database does loses a message, repeats a deed or makes the bot talk across a person.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { type Db, openPostgres, rows } from '../../src/db/index.ts';
import { Parked } from '../../src/http/contract/console.ts';
import { scene } from '../photos/pictures.ts';
import { TcpProxy } from '../signals/proxy.ts';
import { newPostgres } from '../support/database.ts';
import { HelperClient } from '../support/helper.ts';
import { type LeftBehind, leftBehind, saidIn } from '../support/left-behind.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { type Answers, answer, quiet, stepOf, type Talker, talkUntil } from '../support/talker.ts';
import { telegramApp } from '../support/telegram-app.ts';
import { Visitor } from '../support/visitor.ts';
import { type Person, Refusal } from '../support/zalo/index.ts';
import { type ZaloApp, zaloApp, zaloTalker } from '../support/zalo-app.ts';

const server = await postgresUrl();
const hasServer = needs('PostgreSQL', server);

const pictures = await Promise.all([1, 2, 3].map(async (seed) => (await scene(1280, 960, seed)).jpeg().toBuffer()));
const [picture] = pictures as [Buffer];

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Opened = ZaloApp & { db: Db };
async function opened(options: Parameters<typeof zaloApp>[0] = {}): Promise<Opened> {
  const all = await zaloApp(options);
  closers.push(all.close);
  return { ...all, db: all.app.runtime.database.db };
}

/** How a person sends the three photos and says that these are all. Returns how many messages that makes. */
type Photos = () => Promise<number>;

const usual: Answers = {
  'welcome:consent': 'Đồng ý',
  'welcome:address': 'Bác',
  'add-product:name': 'Na dai La Hiên',
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
  'household:phone': '0912345678',
  'household:age': 'Tôi đứng tên',
  'household:has_shop': 'Chưa có',
  'household:review': 'Đúng rồi',
  'household:statistics': 'Đồng ý',
  'open-shop:which': 'Buudien.vn (Postmart cũ)',
  'open-shop:share': 'Đồng ý',
  'open-shop:help': 'Đồng ý',
};

const withPhotos = (photos: Photos): Answers => ({ ...usual, 'add-product:photos': photos });

/** From the first word to the shop in preparation. Returns the conversation's id. */
async function wholeTalk(db: Db, who: Talker, photos: Photos): Promise<string> {
  await answer(who, 'xin chào');
  await talkUntil(db, who, withPhotos(photos), 'menu:choose');
  return (await quiet(db, who)).id;
}

type Zalo = { person: Person; talker: Talker };
function somebody(all: ZaloApp, name = 'Hoa'): Zalo {
  const person = all.fake.newPerson({ name });
  return { person, talker: zaloTalker(person) };
}

const threePhotos =
  ({ person, talker }: Zalo): Photos =>
  async () => {
    // One after the other: Zalo promises no order, and which photo is the first is compared.
    for (const [at, each] of pictures.entries()) {
      await talker.person.sendsPhoto(each);
      await person.sees(`${at + 1} ảnh`);
    }
    await talker.person.taps('Xong');
    return 4;
  };

const texts = ({ messages }: Person) => messages.map(({ text }) => text);
const statusOf = async (db: Db) => (await rows<{ status: string }>(db, sql`select status from contacts`))[0]?.status;
const count = async (db: Db, table: string) =>
  (await rows<{ count: number }>(db, sql.raw(`select count(*)::int as count from ${table}`)))[0]?.count;

/** A talk at the step, the product named. */
async function at(all: Opened, step: string, name = 'Hoa'): Promise<Zalo> {
  const who = somebody(all, name);
  await answer(who.talker, 'xin chào');
  await talkUntil(all.db, who.talker, { ...usual, 'add-product:photos': 'Chưa có ảnh, để sau' }, step);
  return who;
}

async function byWeb(): Promise<{ left: LeftBehind; said: string[] }> {
  const all = await opened();
  const visitor = new Visitor(all.url);
  await visitor.messages();
  const says = async (words: string): Promise<void> => {
    const last = (await visitor.messages()).findLast(({ from }) => from === 'bot');
    const choice = last?.choices.find(({ label }) => label === words);
    expect(await visitor.posts(choice ? { token: choice.token, label: words } : { text: words })).toBe(202);
  };
  const sendsPhoto = async (bytes: Buffer): Promise<void> => {
    const answered = await fetch(`${all.url}/api/chat/photos?key=${crypto.randomUUID()}`, {
      method: 'POST',
      headers: { cookie: visitor.cookie, 'content-type': 'image/jpeg' },
      body: new Uint8Array(bytes),
    });
    expect(answered.status).toBe(202);
  };
  await says('xin chào');
  const [{ address } = { address: '' }] = await rows<{ address: string }>(all.db, sql`select address from contacts`);
  const who = {
    person: { chat: address, name: 'web', messages: [], keys: () => [], says } as unknown as Talker['person'],
    said: 1,
  };
  await talkUntil(
    all.db,
    who,
    withPhotos(async () => {
      for (const [at, each] of pictures.entries()) {
        await sendsPhoto(each);
        await visitor.hears(new RegExp(`${at + 1} ảnh`));
      }
      await says('Xong');
      return 4;
    }),
    'menu:choose',
  );
  const { id } = await quiet(all.db, who);
  return { left: await leftBehind(all.db, id), said: await saidIn(all.db, id) };
}

async function byTelegram(): Promise<{ left: LeftBehind; said: string[] }> {
  const all = await telegramApp();
  closers.push(all.close);
  const { db } = all.app.runtime.database;
  const person = all.fake.person({ name: 'Hoa' });
  const id = await wholeTalk(db, { person, said: 0 }, async () => {
    for (const [at, each] of pictures.entries()) {
      await person.sendsPhoto(each);
      await person.sees(`${at + 1} ảnh`);
    }
    await person.taps('Xong');
    return 4;
  });
  return { left: await leftBehind(db, id), said: await saidIn(db, id) };
}

/** Posts each of their events three times: when it is answered, or all at once. */
function threefold(all: ZaloApp, { person, talker }: Zalo, together: boolean): void {
  const often =
    <T extends unknown[]>(does: (...given: T) => string) =>
    async (...given: T): Promise<void> => {
      const body = does(...given);
      const again = () => all.post(body).then(({ status }) => expect(status).toBe(200));
      if (together) await Promise.all([again(), again()]);
      else for (const each of [again, again]) await all.fake.settled().then(each);
    };
  Object.assign(talker.person, {
    says: often(person.says),
    taps: often(person.taps),
    sendsPhoto: often(person.sendsPhoto),
  });
}

describe('a whole talk on Zalo', () => {
  test('leaves the same rows and the same words as by Telegram and by the web page', { timeout: 60_000 }, async () => {
    const all = await opened();
    const who = somebody(all);
    const id = await wholeTalk(all.db, who.talker, threePhotos(who));
    const left = await leftBehind(all.db, id);
    const said = await saidIn(all.db, id);

    // That equal things are compared, and all of them.
    expect(left).toMatchObject({
      households: [{ name: 'Hoàng Thị Hoa', phone: expect.stringContaining('912345678') }],
      products: [{ status: 'ready', name: 'Na dai La Hiên', certificate: 'ocop', ocop_stars: 4 }],
      photos: [1, 2, 3].map(() => ({ state: 'ready', width: 1280, tips: [] })),
      shops: [{ marketplace: 'buudien', status: 'preparing' }],
      listings: [{ status: 'preparing' }],
      consents: ['prepare', 'statistics', 'marketplace:buudien', 'agency:buudien'].map((purpose) => ({
        purpose,
        state: 'granted',
      })),
      tickets: [{ kind: 'task', reason: 'marketplace_steps', status: 'open' }],
    });
    const [web, telegram] = [await byWeb(), await byTelegram()];
    expect(left).toEqual(web.left);
    // Telegram sends its own copy of a picture.
    const unlike = ({ hash: _, thumbnail: __, bytes: ___, ...photo }: LeftBehind['photos'][number]) => photo;
    expect({ ...left, photos: left.photos.map(unlike) }).toEqual({
      ...telegram.left,
      photos: telegram.left.photos.map(unlike),
    });
    expect(said).toEqual(telegram.said);
    expect(said).toEqual(web.said);

    // The proof of a consent holds the very words they answered.
    const seen = texts(who.person).join('\n');
    for (const { wording_text } of left.consents) expect(seen).toContain(wording_text);
    expect(await rows(all.db, sql`select * from outbox where status <> 'sent'`)).toEqual([]);
    expect(
      await rows(all.db, sql`select * from inbox where status not in ('done', 'ignored') or raw is not null`),
    ).toEqual([]);
    expect(all.fake.counts()).toEqual({ rotations: 1, charged: 0 });
  });

  test.each([
    ['three times, one after the other', false],
    ['three times at once', true],
  ])('leaves the same rows and the same words when every event comes %s', { timeout: 60_000 }, async (_, together) => {
    const all = await opened();
    const [once, often] = [somebody(all), somebody(all)];
    const onceId = await wholeTalk(all.db, once.talker, threePhotos(once));
    threefold(all, often, together);
    const id = await wholeTalk(all.db, often.talker, threePhotos(often));
    expect(await leftBehind(all.db, id)).toEqual(await leftBehind(all.db, onceId));
    expect(texts(often.person)).toEqual(texts(once.person));
    expect(all.fake.webhook.attempts.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await rows(all.db, sql`select * from inbox where status = 'parked' or attempts > 0`)).toEqual([]);
    expect((await quiet(all.db, often.talker)).heard).toBe(often.talker.said);
  });

  test('the answer to a tap says what was chosen: the tap itself leaves nothing in the chat', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'welcome:address');
    await answer(talker, 'Cô');
    await quiet(all.db, talker);
    expect(texts(person).at(-1)).toMatch(/^Cô chọn: Cô\.\n\n/);
    // What was typed stands in the chat already.
    await answer(talker, 'chè búp khô');
    await quiet(all.db, talker);
    expect(texts(person).at(-1)).not.toContain('chọn:');
    const [tap] = await rows(
      all.db,
      sql`select text from messages where content ->> 'type' = 'tap' order by id desc limit 1`,
    );
    expect(tap).toEqual({ text: 'Cô' });
  });

  test('more than five answers are behind "Xem thêm", and one from there counts', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:review');
    const first = person.messages.at(-1)?.buttons.map(({ label }) => label) ?? [];
    expect(first.length).toBe(5);
    expect(first.at(-1)).toBe('Xem thêm');
    await answer(talker, 'Xem thêm');
    expect(stepOf(await quiet(all.db, talker))).toBe('add-product:review');
    const more = person.messages.at(-1)?.buttons.map(({ label }) => label) ?? [];
    expect(more.length).toBeGreaterThan(0);
    expect(first).not.toEqual(expect.arrayContaining(more));
    expect(texts(person).at(-1)).not.toContain('Xem thêm');
    await answer(talker, more.at(-1) ?? '');
    expect(stepOf(await quiet(all.db, talker))).toBe('add-product:stock');
    expect(texts(person).at(-1)).toContain(`chọn: ${more.at(-1)}.`);
  });
});

test('a helper’s words come whole, in as many messages as Zalo’s 2,000 characters make of them', async () => {
  const all = await opened();
  const { person, talker } = await at(all, 'welcome:address');
  const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
  const { id } = await quiet(all.db, talker);
  await lan.take(id);
  await person.sees('Cô Lan');
  const cases: [string, string, number[]][] = [
    ['as many as fit', 'è'.repeat(2000), [2000]],
    ['as many, their marks apart', 'ê'.repeat(2000).normalize('NFD'), [2000]],
    ['one more', 'à'.repeat(2001), [2000, 1]],
    ['a picture at the seam', `${'á'.repeat(1999)}🍵`, [1999, 2]],
    ['a word at the seam', `${'chè búp '.repeat(249)}Tân Cương cuối`, [1995, 10]],
  ];
  for (const [what, text, lengths] of cases) {
    const before = texts(person).length;
    expect((await lan.reply(id, text)).status, what).toBe(202);
    await expect.poll(() => texts(person).length, { message: what }).toBe(before + lengths.length);
    const parts = texts(person).slice(before);
    expect(
      parts.map(({ length }) => length),
      what,
    ).toEqual(lengths);
    expect(parts.join(' ').split(/\s/).join('')).toBe(text.normalize('NFC').split(/\s/).join(''));
  }
  await quiet(all.db, talker);
  expect(await count(all.db, "outbox where status <> 'sent'")).toBe(0);
});

const tables = ['inbox', 'contacts', 'conversations', 'messages', 'outbox', 'consents', 'events'];
const textEvent = ({ fake }: ZaloApp, id: string, text: string, more: object = {}) => {
  const { appId, oaId } = fake.credentials;
  const message = { msg_id: Buffer.from(`${id} ${text}`).toString('hex'), text };
  const people = { sender: { id }, recipient: { id: oaId } };
  const event = {
    app_id: appId,
    event_name: 'user_send_text',
    ...people,
    message,
    timestamp: String(fake.clock().getTime()),
  };
  return JSON.stringify({ ...event, ...more });
};

describe('the webhook', () => {
  test('refuses what Zalo has not signed with 401, and neither keeps nor does anything', async () => {
    const all = await opened();
    const body = textEvent(all, '1', 'xin chào \\/ a/b');
    const { signed } = all.fake.webhook;
    const { 'x-zevent-signature': good } = signed(body);
    const forged: [string, Record<string, string>][] = [
      [body, {}],
      [body, { 'x-zevent-signature': '' }],
      [body, { 'x-zevent-signature': 'mac=' }],
      [body, { 'x-zevent-signature': `mac=${'0'.repeat(64)}` }],
      [body, signed(body, all.fake.credentials.appSecret)],
      [body, signed(textEvent(all, '1', 'xin'))],
      [body.replace('xin', 'Xin'), { 'x-zevent-signature': good }],
      [`${body} `, { 'x-zevent-signature': good }],
      [textEvent(all, '1', 'x', { app_id: '1' }), signed(textEvent(all, '1', 'x', { app_id: '1' }))],
      ['{"event_name":"user_withdraw"}', { 'x-zevent-signature': good }],
      ['{}', { 'x-zevent-signature': good }],
      ['', { 'x-zevent-signature': good }],
      ['[', {}],
    ];
    for (const [sent, headers] of forged) {
      const answered = await all.post(sent, headers);
      expect(answered.status, `${sent} ${JSON.stringify(headers)}`).toBe(401);
      const words = await answered.text();
      for (const secret of [all.fake.credentials.oaSecretKey, good.slice(4)]) expect(words).not.toContain(secret);
    }
    // The right one still comes through, and it is the only one that did.
    expect((await all.post(body)).status).toBe(200);
    await expect.poll(() => count(all.db, "outbox where status <> 'waiting'")).toBeGreaterThan(0);
    expect(await count(all.db, 'inbox')).toBe(1);
    expect(await count(all.db, 'contacts')).toBe(1);
  });

  test('answers what only tries the address with 200, and keeps nothing', async () => {
    const all = await opened();
    expect((await fetch(all.webhook)).status).toBe(200);
    for (const body of ['', '{}', ' { } ']) {
      expect((await all.post(body, {})).status).toBe(200);
      expect((await all.post(body, { 'content-type': 'application/json' })).status).toBe(200);
    }
    for (const table of tables) expect(await count(all.db, table), table).toBe(0);
    expect(all.fake.callsOf('message/cs')).toEqual([]);
  });

  test('answers what is Zalo’s and cannot be read with 200, and puts it aside where a person sees it', async () => {
    const all = await opened();
    const admin = await HelperClient.join(all.app, all.url, 'Cô Lan', { role: 'admin' });
    const unreadable = [
      { event_name: 7 },
      { event_name: undefined },
      { message: undefined },
      { message: 'xin chào' },
      { sender: undefined },
      { sender: { id: 'hoa' } },
      { message: { msg_id: { a: 1 }, text: 'x' } },
    ].map((more) => textEvent(all, '77', 'xin chào', more));
    for (const body of [...unreadable, ...unreadable]) expect((await all.post(body)).status, body).toBe(200);
    const kept = await rows<{ status: string; error: string | null }>(all.db, sql`select status, error from inbox`);
    expect(kept).toEqual(unreadable.map(() => ({ status: 'parked', error: expect.stringMatching(/unreadable/i) })));
    expect((await admin.list()).counts.parked).toBe(unreadable.length);
    // Events that we have no use for need nobody.
    for (const event_name of ['user_seen_message', 'user_reacted_message', 'change_oa_daily_quota', 'something_new'])
      expect((await all.post(textEvent(all, '77', 'x', { event_name }))).status).toBe(200);
    expect(await count(all.db, "inbox where status = 'ignored'")).toBe(4);
    expect(await count(all.db, 'contacts')).toBe(0);

    const who = somebody(all);
    await answer(who.talker, 'xin chào');
    expect(stepOf(await quiet(all.db, who.talker))).toBe('welcome:consent');
  });

  test.skipIf(!hasServer).each(['slow', 'silent', 'away'] as const)(
    'answers 503 within 2 s while the database is %s; Zalo’s retry is answered, once',
    { timeout: 30_000 },
    async (state) => {
      const database = await newPostgres(server ?? '');
      closers.push(database.close);
      const target = new URL(database.url ?? '');
      target.port ||= '5432';
      const proxy = new TcpProxy(target);
      await proxy.open();
      closers.push(() => proxy.close());
      const through = new URL(target);
      through.host = `127.0.0.1:${proxy.port}`;
      const all = await opened({
        database: { ...(await openPostgres(through.href)), url: undefined },
        zalo: { answerMs: 2000 },
      });
      const who = somebody(all);
      await answer(who.talker, 'xin chào');
      await quiet(database.db, who.talker);
      const seen = texts(who.person).length;

      const back = await taken(state, database.db, proxy);
      const body = who.person.taps('Đồng ý');
      who.talker.said++;
      const answers = [body, body, textEvent(all, '424242', 'xin chào')].map(async (each) => {
        const began = performance.now();
        expect((await all.post(each)).status).toBe(503);
        expect(performance.now() - began).toBeLessThan(2000);
      });
      await Promise.all(answers);
      // Of this event: the echo of our own words comes the same way, and when it likes.
      const latest = () => all.fake.webhook.attempts.findLast((attempt) => attempt.body === body)?.status;
      await expect.poll(latest).toBe(503);
      expect(texts(who.person).length).toBe(seen);
      await back();

      // Zalo comes again by itself, and once more: it may have missed our answer.
      await all.fake.settled();
      expect(latest()).toBe(200);
      expect((await all.post(body)).status).toBe(200);
      expect(stepOf(await quiet(database.db, who.talker))).toBe('welcome:address');
      expect(texts(who.person).length).toBe(seen + 1);
      expect(await count(database.db, 'consents')).toBe(1);
      // What was under way when the webhook gave up is stored, and has its turn, when the database is back.
      await expect
        .poll(() => count(database.db, "inbox where status not in ('done', 'ignored')"), { timeout: 10_000 })
        .toBe(0);
    },
  );
});

/** Takes the database away in one of three ways; what it returns brings it back. */
async function taken(state: 'slow' | 'silent' | 'away', db: Db, proxy: TcpProxy): Promise<() => Promise<void>> {
  if (state === 'away') {
    await proxy.close();
    return () => proxy.open();
  }
  if (state === 'silent') {
    proxy.stall(true);
    return async () => {
      // What was lost on the way never comes: those connections are dead.
      await proxy.close();
      proxy.stall(false);
      await proxy.open();
    };
  }
  let free = () => {};
  let held = () => {};
  const locked = new Promise<void>((resolve) => {
    held = resolve;
  });
  const holding = db.transaction(async (tx) => {
    await tx.execute(sql`lock table inbox in exclusive mode`);
    held();
    await new Promise<void>((resolve) => {
      free = resolve;
    });
  });
  await locked;
  return async () => {
    free();
    await holding;
  };
}

describe('buttons on Zalo', () => {
  test('an old one is gently called old, and the question is put again', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'welcome:address');
    const consent = person.messages.find(({ buttons }) => buttons.some(({ label }) => label === 'Không đồng ý'));
    person.taps('Không đồng ý', { on: consent as NonNullable<typeof consent> });
    talker.said++;
    expect(stepOf(await quiet(all.db, talker))).toBe('welcome:address');
    const [asked, again] = person.messages.slice(-2);
    // It was not chosen, so nothing says that it was.
    expect(again?.text).toMatch(/^Dạ, nút này cũ rồi/);
    expect(again?.buttons).toEqual(asked?.buttons);
    expect(await rows(all.db, sql`select state from consents`)).toEqual([{ state: 'granted' }]);
  });

  test('a double tap is one answer', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'welcome:consent');
    const seen = texts(person).length;
    person.taps('Đồng ý');
    person.taps('Đồng ý');
    talker.said += 2;
    expect(stepOf(await quiet(all.db, talker))).toBe('welcome:address');
    expect(texts(person).length).toBe(seen + 1);
    expect(await count(all.db, 'consents')).toBe(1);
  });

  test('one that is tapped again days later, after other answers, is called old and not chosen', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'welcome:address');
    await answer(talker, 'Cô');
    await answer(talker, 'chè búp khô');
    expect(stepOf(await quiet(all.db, talker))).toBe('add-product:photos');
    all.fake.forward(24);
    const seen = texts(person).length;
    person.taps('Cô');
    talker.said++;
    await quiet(all.db, talker);
    expect(texts(person).slice(seen)).toEqual([expect.stringMatching(/^Dạ, nút này cũ rồi/)]);
  });

  test('a payload that somebody made up has no effect', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'welcome:consent');
    const forged = ['#999:0', '#1:99', '#0:0', '#1:+99', '#agree', '#welcome:agree', '#granted', '#-1:0', '#1:0; drop'];
    for (const payload of forged) {
      person.says(payload);
      talker.said++;
      expect(stepOf(await quiet(all.db, talker)), payload).toBe('welcome:consent');
      expect(texts(person).at(-1), payload).not.toContain('chọn:');
    }
    expect(await count(all.db, 'consents')).toBe(0);
    expect(await count(all.db, 'households')).toBe(0);
    expect(await count(all.db, 'inbox where attempts > 0')).toBe(0);
    await answer(talker, 'Đồng ý');
    expect(stepOf(await quiet(all.db, talker))).toBe('welcome:address');
  });
});

describe('photos and recordings on Zalo', () => {
  test('a photo without words and one with a caption are fetched, measured and kept', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:photos');
    person.sendsPhoto(picture);
    person.sendsPhoto(pictures[1] as Buffer, { caption: 'vườn na nhà tôi' });
    talker.said += 2;
    expect(stepOf(await quiet(all.db, talker))).toBe('add-product:photos');
    const photos = await rows<{ hash: string }>(
      all.db,
      sql`select state, width, height, attempts, product_id is not null as placed, hash from photos order by id`,
    );
    expect(photos).toMatchObject([1, 2].map(() => ({ state: 'ready', width: 1280, height: 960, placed: true })));
    for (const { hash } of photos)
      expect((await all.app.runtime.store.get(hash))?.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(texts(person).at(-1)).toContain('2 ảnh');
    const heard = sql`select text from messages where photo_id is not null order by id`;
    expect(await rows(all.db, heard)).toEqual([{ text: '' }, { text: 'vườn na nhà tôi' }]);
  });

  test('several photos in one event are each kept, however often it comes', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:photos');
    const body = person.sendsPhotosTogether(pictures);
    await Promise.all([all.post(body), all.post(body)]);
    talker.said += 3;
    await quiet(all.db, talker);
    expect(await rows(all.db, sql`select state from photos`)).toEqual(pictures.map(() => ({ state: 'ready' })));
    expect(texts(person).at(-1)).toContain('3 ảnh');
  });

  test('what is spoken is kept for helpers to hear, and for nobody else', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
    const sound = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(200, 7)]);
    person.sendsVoice(sound);
    talker.said++;
    const { id, state } = await quiet(all.db, talker);
    expect(stepOf({ state })).toBe('add-product:price');
    const newest = async () => (await lan.thread(id)).messages.findLast(({ recording }) => recording)?.recording;
    await expect.poll(newest).toMatchObject({ state: 'ready', type: 'audio/amr' });
    const url = all.url + ((await newest())?.url ?? '');
    const played = await fetch(url, { headers: { cookie: lan.cookie } });
    expect(played.status).toBe(200);
    expect(played.headers.get('content-type')).toBe('audio/amr');
    expect(Buffer.from(await played.arrayBuffer())).toEqual(sound);
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { cookie: 'lensan.session=x' } })).status).toBe(401);
  });
});

describe('at Zalo’s own desk', () => {
  test('an answer is in the transcript and silences the bot, until a helper hands back', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
    const body = person.isAnsweredAtTheDesk('Cháu chào bác, cháu ở bưu điện đây ạ.');
    await all.fake.settled();
    expect((await all.post(body)).status).toBe(200);
    const { id } = await quiet(all.db, talker);
    await expect.poll(async () => (await lan.talk(id)).owner).toBe('helper');
    expect((await lan.talk(id)).helper).toBeNull();
    const answers = async () => (await lan.thread(id)).messages.filter(({ from }) => from === 'helper');
    expect((await answers()).map(({ text }) => text)).toEqual(['Cháu chào bác, cháu ở bưu điện đây ạ.']);
    const seen = texts(person).length;
    for (const words of ['giá bao nhiêu thì được hả cháu', '40 nghìn một cân', 'menu']) await answer(talker, words);
    await quiet(all.db, talker);
    expect(texts(person).length).toBe(seen);
    expect(await rows(all.db, sql`select price from products`)).toEqual([{ price: null }]);

    const ticket = await lan.ticket('others');
    expect(ticket).toMatchObject({ reason: 'answered_at_desk', status: 'claimed', helper: null });
    expect((await lan.handBack(ticket.id)).status).toBe(200);
    await person.sees(/Cô Lan .*xong rồi/s);
    expect(stepOf(await quiet(all.db, talker))).toBe('add-product:price');
    await answer(talker, '40 nghìn một cân');
    await quiet(all.db, talker);
    expect(texts(person).at(-1)).toContain('40.000 đồng');
  });

  test('a talk is nobody\u2019s until a helper takes it, and then theirs', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
    const tam = await HelperClient.join(all.app, all.url, 'Chú Tâm');
    const body = person.isAnsweredAtTheDesk('Cháu chào bác, cháu ở bưu điện đây ạ.');
    await all.fake.settled();
    expect((await all.post(body)).status).toBe(200);
    const { id } = await quiet(all.db, talker);
    await expect.poll(async () => (await lan.talk(id)).owner).toBe('helper');
    await lan.take(id);
    const ticket = await lan.ticket('mine');
    expect(ticket).toMatchObject({ reason: 'answered_at_desk', status: 'claimed', helper: { name: 'Cô Lan' } });
    expect((await tam.handBack(ticket.id)).status).toBe(409);
    expect((await lan.handBack(ticket.id)).status).toBe(200);
  });

  const sixHoursLater = (db: Db) => rows(db, sql`update timers set due_at = now() where key = 'desk'`);

  test('whoever had the last word there and is left alone waits for a helper again, and the bot listens', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
    expect((await all.post(person.isAnsweredAtTheDesk('Bác chờ cháu chút.'))).status).toBe(200);
    const { id } = await quiet(all.db, talker);
    await expect.poll(async () => (await lan.talk(id)).owner).toBe('helper');
    await answer(talker, 'ừ bác chờ, mà giá bao nhiêu thì được');
    await quiet(all.db, talker);
    const seen = texts(person).length;
    await sixHoursLater(all.db);
    await expect.poll(async () => (await lan.talk(id)).owner).toBe('queue');
    expect(await lan.ticket('queue')).toMatchObject({ conversationId: id, status: 'open' });
    expect(texts(person).length).toBe(seen);
    await answer(talker, '40 nghìn một cân');
    await quiet(all.db, talker);
    expect(texts(person).at(-1)).toContain('40.000 đồng');
  });

  test('a talk that the desk has ended goes on with the bot', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    expect((await all.post(person.isAnsweredAtTheDesk('Cháu chào bác, cháu xong rồi ạ.'))).status).toBe(200);
    const { id } = await quiet(all.db, talker);
    await expect
      .poll(() => rows(all.db, sql`select owner from conversations where id = ${id}`))
      .toEqual([{ owner: 'helper' }]);
    await sixHoursLater(all.db);
    await person.sees(/trao đổi xong rồi/s);
    expect(await rows(all.db, sql`select status from tickets`)).toEqual([{ status: 'resolved' }]);
  });

  test('a greeting that the account sends by itself is taken for no person’s: the bot goes on', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    const { appId, oaId } = all.fake.credentials;
    const greeting = {
      app_id: appId,
      event_name: 'oa_send_text',
      sender: { id: oaId },
      recipient: { id: person.id },
      message: { msg_id: 'greeting1', text: 'Cảm ơn bạn đã quan tâm!' },
      timestamp: String(all.fake.clock().getTime()),
    };
    expect((await all.post(JSON.stringify(greeting))).status).toBe(200);
    await answer(talker, '40 nghìn một cân');
    const { id } = await quiet(all.db, talker);
    expect(texts(person).at(-1)).toContain('40.000 đồng');
    expect(await rows(all.db, sql`select owner from conversations where id = ${id}`)).toEqual([{ owner: 'bot' }]);
    expect(await count(all.db, "messages where author = 'helper' or text like 'Cảm ơn bạn%'")).toBe(0);
  });

  test.each(['before', 'after'] as const)(
    'the echo of our own words (%s our send is answered) means nothing',
    async (echoes) => {
      const all = await opened({ zalo: { echoes } });
      const { talker } = await at(all, 'add-product:price');
      await all.fake.settled();
      const { id } = await quiet(all.db, talker);
      const sends = await count(all.db, "outbox where status = 'sent'");
      await expect.poll(() => count(all.db, "inbox where status = 'ignored' and error = 'echo'")).toBe(sends);
      expect(await rows(all.db, sql`select owner from conversations where id = ${id}`)).toEqual([{ owner: 'bot' }]);
      expect(await count(all.db, "messages where author = 'helper'")).toBe(0);
      expect(await count(all.db, 'tickets')).toBe(0);
    },
  );
});

describe('who goes', () => {
  test('and takes their consent back at Zalo is told nothing; a helper sees to the erasure in time', async () => {
    const all = await opened();
    const who = somebody(all);
    const id = await wholeTalk(all.db, who.talker, threePhotos(who));
    const seen = texts(who.person).length;
    const body = who.person.withdraws();
    await all.fake.settled();
    expect((await all.post(body)).status).toBe(200);
    const states = sql`select distinct on (purpose) state from consents order by purpose, id desc`;
    await expect.poll(() => rows(all.db, states)).toEqual([1, 2, 3, 4].map(() => ({ state: 'withdrawn' })));
    expect(stepOf(await quiet(all.db, who.talker))).toBe('');
    const tasks = await rows<{ due_at: Date }>(
      all.db,
      sql`select kind, status, due_at::text from tickets where conversation_id = ${id} and reason = 'erase_data'`,
    );
    expect(tasks).toMatchObject([{ kind: 'task', status: 'open' }]);
    const days = (new Date(tasks[0]?.due_at ?? 0).getTime() - all.fake.clock().getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(19.9);
    expect(days).toBeLessThan(20.1);
    expect(texts(who.person).length).toBe(seen);
    // Whoever has never been here leaves nothing by withdrawing.
    const stranger = somebody(all, 'Nam');
    stranger.person.withdraws();
    await all.fake.settled();
    expect(await count(all.db, 'contacts')).toBe(1);
  });

  test('and unfollows is left in peace, and is active again when they follow', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    person.unfollows();
    await all.fake.settled();
    await expect.poll(() => statusOf(all.db)).toBe('blocked');
    const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
    const { id } = await quiet(all.db, talker);
    expect((await lan.talk(id)).reachable).toBe('gone');
    const seen = texts(person).length;
    person.follows();
    talker.said++;
    await all.fake.settled();
    await expect.poll(() => statusOf(all.db)).toBe('active');
    // They are greeted once, and asked where they were.
    expect(stepOf(await quiet(all.db, talker))).toBe('add-product:price');
    expect(texts(person).length).toBe(seen + 1);
    await answer(talker, '40 nghìn một cân');
    expect(stepOf(await quiet(all.db, talker))).not.toBe('add-product:price');
  });

  /** What came from Zalo and was handled. */
  const heard = "inbox where channel = 'zalo-oa' and status = 'done'";
  const follows = (person: Person) => person.follows();
  const unfollows = (person: Person) => person.unfollows();
  const says = (person: Person) => person.says('xin chào');
  test.each([
    ['and follows again is active', unfollows, follows, 'active'],
    ['and writes again is active', unfollows, says, 'active'],
    ['after following again is gone', follows, unfollows, 'blocked'],
    ['after writing is gone', says, unfollows, 'blocked'],
  ])('%s, also where Zalo delivers the last thing first', async (_, first, last, status) => {
    const all = await opened();
    const { person } = await at(all, 'add-product:price');
    all.fake.webhook.hold();
    first(person);
    all.fake.forward(10 / 3600);
    last(person);
    const before = await count(all.db, heard);
    all.fake.webhook.release('reversed');
    await expect.poll(() => count(all.db, heard)).toBe((before ?? 0) + 2);
    expect(await statusOf(all.db)).toBe(status);
    const seen = texts(person).length;
    person.says('tôi đây');
    await expect.poll(() => texts(person).length).toBeGreaterThan(seen);
    expect(await statusOf(all.db)).toBe('active');
  });

  test('and takes their consent back as well stays gone', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    person.unfollows();
    all.fake.forward(1);
    person.withdraws();
    await expect
      .poll(() => rows(all.db, sql`select state from consents order by id desc limit 1`))
      .toEqual([{ state: 'withdrawn' }]);
    await quiet(all.db, talker);
    expect(await statusOf(all.db)).toBe('blocked');
  });

  test.each<[string, (person: Person) => unknown]>([
    ['unfollowing', unfollows],
    ['taking consent back', (person) => person.withdraws()],
  ])('by %s opens no further hours in which we may write', async (_, goes) => {
    const all = await opened();
    const { person } = await at(all, 'add-product:price');
    const seenAt = () => rows(all.db, sql`select last_seen_at::text from contacts`);
    const before = await seenAt();
    all.fake.forward(47);
    const done = await count(all.db, heard);
    goes(person);
    await expect.poll(() => count(all.db, heard)).toBe((done ?? 0) + 1);
    expect(await seenAt()).toEqual(before);
  });
});

test('what the bot says and Zalo delivers to nobody is shown to helpers, with the reason', async () => {
  const all = await opened();
  const { person, talker } = await at(all, 'add-product:price');
  const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
  const { id } = await quiet(all.db, talker);
  const seen = texts(person).length;
  person.blocks();
  await lan.take(id);
  await expect
    .poll(async () => (await lan.thread(id)).messages.at(-1))
    .toMatchObject({
      from: 'bot',
      text: expect.stringContaining('Cô Lan'),
      delivery: { state: 'failed', reason: 'unreachable' },
    });
  expect(texts(person).length).toBe(seen);
});

test('words that Zalo fails to send without a reason are put aside after a few tries, where a helper reads why', async () => {
  const all = await opened();
  const { person, talker } = await at(all, 'add-product:price');
  const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
  const { id } = await quiet(all.db, talker);
  await lan.take(id);
  await person.sees('Cô Lan');
  await quiet(all.db, talker);
  const tried = () => all.fake.callsOf('message/cs').length;
  const before = tried();
  all.fake.fail({ fault: new Refusal(-200, 'Send message failed'), method: 'message/cs', times: 8 });
  expect((await lan.reply(id, 'Bác chụp ảnh giúp cháu nhé.')).status).toBe(202);
  const row = sql`select status, attempts, next_attempt_at - now() <= interval '4 minutes' as soon
                  from outbox where author = 'helper' order by id desc limit 1`;
  for (let attempts = 1; attempts < 8; attempts++) {
    await expect.poll(() => rows(all.db, row)).toEqual([{ status: 'waiting', attempts, soon: true }]);
    await rows(all.db, sql`update outbox set next_attempt_at = now() where status = 'waiting'`);
  }
  await expect.poll(async () => (await lan.list()).counts.parked).toBe(1);
  expect(tried() - before).toBe(8);
  const [shown] = (await lan.call('GET', '/api/console/parked', Parked)).rows;
  expect(shown).toMatchObject({
    way: 'out',
    words: 'Bác chụp ảnh giúp cháu nhé.',
    reason: 'retry',
    note: expect.stringContaining('-200 Send message failed'),
  });
  expect((await lan.thread(id)).messages.at(-1)?.delivery).toMatchObject({ state: 'failed', reason: 'retry' });
  // Nothing is held up behind it, and it goes when it is asked to.
  expect((await lan.reply(id, 'Bác nghe cháu không ạ?')).status).toBe(202);
  await person.sees('Bác nghe cháu không ạ?');
  expect((await lan.request('POST', `/api/console/parked/out/${shown?.id}/retry`)).status).toBe(200);
  await person.sees('Bác chụp ảnh giúp cháu nhé.');
});

describe('the hours in which Zalo lets us write', () => {
  const minute = 1 / 60;

  test('a helper’s words go for 48 h; then they are refused with the reason, until the person writes again', async () => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:price');
    const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
    const { id } = await quiet(all.db, talker);
    await lan.take(id);
    await person.sees('Cô Lan');
    const path = `/api/console/conversations/${id}/replies`;
    const reply = (text: string) => ({ key: crypto.randomUUID(), text });

    all.fake.forward(48 - minute);
    expect((await lan.talk(id)).reachable).toBe('open');
    expect((await lan.reply(id, 'Bác ơi, còn một phút.')).status).toBe(202);
    await person.sees('Bác ơi, còn một phút.');

    all.fake.forward(2 * minute);
    expect((await lan.talk(id)).reachable).toBe('paid');
    expect(await lan.refused('POST', path, reply('Muộn.'))).toMatchObject({ error: 'talk:window_paid' });

    all.fake.forward(5 * 24);
    expect((await lan.talk(id)).reachable).toBe('closed');
    expect(await lan.refused('POST', path, reply('Muộn.'))).toMatchObject({ error: 'talk:window_closed' });
    expect(texts(person).at(-1)).toBe('Bác ơi, còn một phút.');
    expect(await count(all.db, "outbox where status <> 'sent'")).toBe(0);

    person.says('tôi đây');
    await expect.poll(async () => (await lan.talk(id)).reachable).toBe('open');
    expect((await lan.reply(id, 'Dạ cháu nghe.')).status).toBe(202);
    await person.sees('Dạ cháu nghe.');
    expect(all.fake.counts().charged).toBe(0);
  });

  test.each([
    ['48 h', 48 + minute, 'window_paid'],
    ['7 days', 7 * 24 + minute, 'window_closed'],
  ])('what the bot still had to say after %s is dropped with its reason', async (_, hours, reason) => {
    const all = await opened();
    const { person, talker } = await at(all, 'add-product:name');
    const lan = await HelperClient.join(all.app, all.url, 'Cô Lan');
    const seen = texts(person).length;
    // Nothing arrives there; so it may be tried again, and time goes by.
    all.fake.fail({ fault: 'redirect', method: 'message/cs' });
    await answer(talker, 'Na dai');
    await expect.poll(() => count(all.db, "outbox where status = 'waiting' and attempts = 1")).toBe(1);
    all.fake.forward(hours);
    const { id } = await quiet(all.db, talker);
    const dropped = sql`select status, error from outbox where status <> 'sent'`;
    expect(await rows(all.db, dropped)).toEqual([{ status: 'dropped', error: expect.stringContaining(reason) }]);
    // A helper reads what was not said, and why: somebody may want to call.
    const shown = (await lan.thread(id)).messages.at(-1);
    expect(shown).toMatchObject({ from: 'bot', delivery: { state: 'failed', reason } });
    expect(`window_${(await lan.talk(id)).reachable}`).toBe(reason);
    expect(texts(person).length).toBe(seen);
    expect(all.fake.counts().charged).toBe(0);

    await answer(talker, 'xin chào');
    expect(stepOf(await quiet(all.db, talker))).toBe('add-product:photos');
    // Where things stand, and the question.
    expect(texts(person).length).toBe(seen + 2);
  });
});
