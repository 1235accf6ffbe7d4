// Five people talk at once while the process is killed at a stage of a message's way; a healthy process takes over.
// Afterwards every message is answered, nothing has happened twice, and nobody saw words twice whose sending was certain.
// FAULT_RUNS: runs a stage (3). FAULT_SEED: repeats the choices of a run that printed it; timing stays chance.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { accept, type Stage, stages } from '../../src/conversation/index.ts';
import { type Db, openPostgres, rows } from '../../src/db/index.ts';
import { scene } from '../photos/pictures.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { newPostgres } from '../support/database.ts';
import { type Child, freePort, prepareProcess } from '../support/processes.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { type Answers, type Talker, talkUntil } from '../support/talker.ts';
import { type FakeTelegram, fakeTelegram, type Person } from '../support/telegram/index.ts';

const server = await postgresUrl();
const runs = Number(process.env.FAULT_RUNS ?? 3);
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);

const pace = { sweep: 0.1, forgotten: 0.3, lease: 1.5 };
/** Each stage is passed more than a hundred times in the talks below. */
const latestPassage = 90;

const people: { name: string; answers: Answers }[] = [
  { name: 'Hoa', answers: { 'add-product:name': 'Na dai', 'add-product:photos': 'Chưa có ảnh, để sau' } },
  { name: 'Nam', answers: { 'add-product:name': 'chè búp khô', 'add-product:photos': sendPicture } },
  { name: 'Lý', answers: { 'add-product:name': 'mật ong rừng', 'add-product:photos': 'Chưa có ảnh, để sau' } },
  { name: 'Páo', answers: { 'add-product:name': 'gà đồi', 'add-product:photos': 'Chưa có ảnh, để sau' } },
  { name: 'Soạn', answers: { 'add-product:name': 'miến dong', 'add-product:photos': 'Chưa có ảnh, để sau' } },
];

const usual: Answers = {
  'welcome:consent': 'Đồng ý',
  'welcome:address': 'Bác',
  'add-product:price': '40 nghìn một cân',
  'add-product:packing': 'thùng giấy',
  'add-product:weight': '500 gam',
  'add-product:stock': '2 tạ',
  'add-product:season': 'quanh năm',
  'add-product:certificate': 'Chưa có giấy',
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

const picture = (await scene()).jpeg().toBuffer();

async function sendPicture(person: Person): Promise<number> {
  await person.sendsPhoto(await picture);
  await person.says('xong');
  return 2;
}

describe.skipIf(!needs('PostgreSQL', server))('a process killed', () => {
  const chance = seededChance(seed);

  for (const stage of stages) {
    test(`at the stage "${stage}" loses no message and does nothing twice`, { timeout: runs * 40_000 }, async () => {
      for (let run = 1; run <= runs; run++) {
        const passage = 1 + Math.floor(chance() * latestPassage);
        const began = performance.now();
        const found = await crashAt(stage, passage).catch((cause: unknown) => {
          throw new Error(`FAULT_SEED=${seed}, ${stage}, passage ${passage}: ${String(cause)}`, { cause });
        });
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        console.log(`FAULT_SEED=${seed} · ${stage} · run ${run}, passage ${passage}: ${found} in ${seconds} s`);
      }
    });
  }
});

describe.skipIf(!needs('PostgreSQL', server))('a message that kills every process that handles it', () => {
  test('is put aside after three tries, and the next one is answered', { timeout: 60_000 }, async () => {
    const database = await newPostgres(server ?? '');
    const settings = { DATABASE_URL: database.url ?? '', LOG_LEVEL: 'silent', SECRET_KEY: 's'.repeat(32) };
    const app = await testApp(settings, {
      database: { ...(await openPostgres(database.url ?? '')), url: undefined },
      pace,
    });
    try {
      const web = app.runtime.channels.find(({ name }) => name === 'web');
      for (const key of ['deadly', 'next'])
        await accept(
          app.runtime,
          web as NonNullable<typeof web>,
          Buffer.from(JSON.stringify({ key, visitor: 'v'.repeat(64), body: { text: 'xin chào' } })),
        );
      const inbox = () =>
        rows<{ status: string; error: string | null }>(database.db, sql`select status, error from inbox order by id`);
      let deaths = 0;
      while ((await inbox())[0]?.status === 'waiting' && deaths < 10) {
        const orders = { settings, pace, parts: { serve: false, work: true } };
        const child = await prepareProcess({ ...orders, crash: { stage: 'in the turn', passage: 1 } });
        await child.go();
        expect((await child.ended).signal).toBe('SIGKILL');
        deaths++;
      }
      // Three of it, and one of the next message in the process that put it aside.
      expect(deaths).toBe(4);
      await app.start({ serve: false, work: true });
      await vi.waitFor(
        async () => expect((await inbox()).map(({ status }) => status)).toEqual(['parked', 'done']),
        5000,
      );
      expect((await inbox())[0]?.error).toContain('the process ended');
      const transcript = await rows<{ author: string; text: string }>(
        database.db,
        sql`select author, text from messages order by id`,
      );
      expect(transcript[0]?.text).toContain('xin lỗi');
      expect(transcript.map(({ author }) => author).slice(0, 3)).toEqual(['bot', 'person', 'bot']);
      expect(await rows(database.db, sql`select kind, reason from tickets`)).toEqual([
        { kind: 'talk', reason: 'failed_message' },
      ]);
    } finally {
      await app.close();
      await database.close();
    }
  });
});

async function crashAt(stage: Stage, passage: number): Promise<string> {
  const database = await newPostgres(server ?? '');
  const fake = await fakeTelegram();
  const folder = await mkdtemp(join(tmpdir(), 'lensan-crash-'));
  const settings = {
    ...(await settingsFor(fake)),
    DATABASE_URL: database.url ?? '',
    DATA_DIR: folder,
    SECRET_KEY: 's'.repeat(32),
  };
  const talkers: Talker[] = people.map(({ name }) => ({ person: fake.person({ name }), said: 0 }));
  let crashing: Child | undefined;
  let healthy: TestApp | undefined;
  try {
    crashing = await prepareProcess({ settings, pace, crash: { stage, passage } });
    // Opened beside it and not yet running: what takes over is this process, with connections of its own.
    healthy = await testApp(settings, {
      database: { ...(await openPostgres(database.url ?? '')), url: undefined },
      pace,
    });
    await crashing.go();
    const talks = Promise.all(talkers.map((talker, at) => wholeTalk(database.db, talker, people[at]?.answers ?? {})));
    // A talk that fails is reported below, not as an unhandled rejection before the crash has come.
    talks.catch(() => {});
    const { signal } = await crashing.ended;
    expect(signal, crashing.output()).toBe('SIGKILL');
    const underWay = await countUnderWay(database.db);
    await healthy.start();
    // Stands in for the minute after which a photo that nobody finished is taken up again.
    await database.db.execute(sql`update photos set next_attempt_at = now() where state = 'waiting'`);
    await talks;

    const repeats = await checkAll(database.db, talkers);
    const messages = talkers.reduce((sum, { said }) => sum + said, 0);
    return `${messages} messages, ${underWay} sends under way at the end, ${repeats} of them seen twice`;
  } finally {
    await crashing?.kill();
    await healthy?.close();
    await fake.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Both processes listen at one address, one after the other: Telegram finds the second where the first was. */
async function settingsFor(fake: FakeTelegram) {
  const port = await freePort();
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TELEGRAM_TOKEN: fake.token,
    TELEGRAM_SECRET: 'Secret_of-LenSan',
    TELEGRAM_API_ROOT: fake.root,
    LOG_LEVEL: 'error',
  };
}

async function wholeTalk(db: Db, talker: Talker, own: Answers): Promise<void> {
  talker.said++;
  await talker.person.says('xin chào');
  await talkUntil(db, talker, { ...usual, ...own }, 'menu:choose', 25_000);
}

async function countUnderWay(db: Db): Promise<number> {
  const [found] = await rows<{ count: number }>(
    db,
    sql`select count(*)::int as count from outbox where status = 'sending'`,
  );
  return found?.count ?? 0;
}

/** Everything that must be so afterwards. Returns how many messages somebody saw twice. */
async function checkAll(db: Db, talkers: Talker[]): Promise<number> {
  const inbox = await rows(db, sql`select * from inbox where status not in ('done', 'ignored')`);
  expect(inbox).toEqual([]);
  // A tap may be answered once; whether it was is unknown for one that was under way.
  const unsent = await rows(
    db,
    sql`
    select * from outbox where status <> 'sent' and not (kind = 'ack' and status = 'dropped' and attempts > 0)`,
  );
  expect(unsent).toEqual([]);

  for (const { person, said } of talkers) await checkTranscript(db, person.chat, said);
  for (const [at, { person }] of talkers.entries())
    expect(await effectsOf(db, person.chat), person.name).toEqual({
      households: 1,
      products: 1,
      product: people[at]?.answers['add-product:name'],
      shops: 1,
      listings: 1,
      tickets: ['marketplace_steps'],
      consents: ['agency:buudien', 'marketplace:buudien', 'prepare', 'statistics'],
      photos: person.name === 'Nam' ? ['ready'] : [],
      events: [
        'consent_granted agency:buudien',
        'consent_granted marketplace:buudien',
        'consent_granted prepare',
        'consent_granted statistics',
        'product_ready',
        'ticket_opened',
      ],
    });

  let repeats = 0;
  for (const { person } of talkers) repeats += await checkSeen(db, person);
  return repeats;
}

/** Each message of theirs is there once, and has an answer before the next one. */
async function checkTranscript(db: Db, address: string, said: number): Promise<void> {
  const transcript = await rows<{ author: string; external_id: string; text: string; sent_at: Date | null }>(
    db,
    sql`select m.author, m.external_id, m.text, m.sent_at from messages m
        join conversations v on v.id = m.conversation_id join contacts c on c.id = v.contact_id
        where c.address = ${address} order by m.id`,
  );
  const theirs = transcript.filter(({ author }) => author === 'person');
  expect(theirs.length).toBe(said);
  expect(transcript.filter(({ sent_at }) => sent_at === null)).toEqual([]);
  transcript.forEach(({ author, text }, at) => {
    if (author === 'person') expect(transcript[at + 1]?.author, `the answer to "${text}"`).toBe('bot');
  });
}

async function effectsOf(db: Db, address: string): Promise<unknown> {
  const [found] = await rows(
    db,
    sql`
    with mine as (select v.id, v.household_id, v.contact_id from conversations v
                  join contacts c on c.id = v.contact_id where c.address = ${address})
    select
      (select count(*)::int from household_contacts where contact_id = mine.contact_id) as households,
      (select count(*)::int from products where household_id = mine.household_id) as products,
      (select max(name) from products where household_id = mine.household_id and status = 'ready') as product,
      (select count(*)::int from shops where household_id = mine.household_id and status = 'preparing') as shops,
      (select count(*)::int from listings l join shops s on s.id = l.shop_id
        where s.household_id = mine.household_id) as listings,
      (select json_agg(reason order by reason) from tickets where conversation_id = mine.id) as tickets,
      (select json_agg(purpose order by purpose) from consents
        where contact_id = mine.contact_id and state = 'granted') as consents,
      (select coalesce(json_agg(state), '[]') from photos where conversation_id = mine.id) as photos,
      (select json_agg(concat_ws(' ', kind, data ->> 'purpose') order by concat_ws(' ', kind, data ->> 'purpose'))
        from events where conversation_id = mine.id) as events
    from mine`,
  );
  return found;
}

/** They saw all that was to be said, in order, and twice only what may have been under way. Returns how often. */
async function checkSeen(db: Db, person: Person): Promise<number> {
  const sends = await rows<{ text: string; unknowns: number }>(
    db,
    sql`select o.payload #>> '{message,text}' as text, o.unknowns from outbox o
        join conversations v on v.id = o.conversation_id join contacts c on c.id = v.contact_id
        where c.address = ${person.chat} and o.kind = 'send' order by o.id`,
  );
  const seen = person.messages.map(({ text }) => text);
  let at = 0;
  let repeats = 0;
  for (const { text, unknowns } of sends) {
    expect(seen[at], `${person.name}'s message ${at + 1}`).toBe(text.trim());
    at++;
    if (unknowns > 0 && seen[at] === text.trim()) {
      at++;
      repeats++;
    }
  }
  expect(seen.slice(at), `more than was to be said to ${person.name}`).toEqual([]);
  return repeats;
}

/** mulberry32 */
function seededChance(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
