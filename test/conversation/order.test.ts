// Who comes when: one conversation's messages in the order of their arrival, one at a time, each once; conversations side
// by side. Two worker runtimes share one Postgres, each with its own connections and signals.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import type { Overrides } from '../../src/app.ts';
import { openPostgres, rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { newPostgres } from '../support/database.ts';
import { hear, type Recorder, recorder } from '../support/recorder.ts';
import { needs, postgresUrl } from '../support/services.ts';

const server = await postgresUrl();
const pace = { sweep: 0.1, forgotten: 0.3, lease: 5 };
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

/** Worker runtimes on one new database. */
async function runtimes(count: number, overrides: Overrides = {}): Promise<{ apps: TestApp[]; channel: Recorder }> {
  const database = await newPostgres(server ?? '');
  opened.push(database);
  const channel = recorder();
  const apps: TestApp[] = [];
  for (let n = 0; n < count; n++) {
    const own = { ...(await openPostgres(database.url ?? '')), url: database.url };
    const app = await testApp({}, { pace, channels: [channel], ...overrides, database: own });
    opened.push(app);
    apps.push(app);
  }
  return { apps, channel };
}

const waiting = (app: TestApp) =>
  rows<{ count: number }>(
    app.database.db,
    sql`select (select count(*) from inbox where status = 'waiting')::int
             + (select count(*) from outbox where status in ('waiting', 'sending'))::int as count`,
  ).then(([found]) => found?.count ?? 0);

async function allDone(app: TestApp, patienceMs = 30_000): Promise<void> {
  const until = Date.now() + patienceMs;
  while ((await waiting(app)) > 0) {
    if (Date.now() > until) throw new Error(`${await waiting(app)} rows still wait`);
    await sleep(20);
  }
}

describe.skipIf(!needs('PostgreSQL', server))('two workers on one database', () => {
  test('handle 50 messages at once from each of 20 people in order, each once', { timeout: 90_000 }, async () => {
    const { apps, channel } = await runtimes(2);
    for (const app of apps) await app.start({ serve: false, work: true });
    const [first] = apps;
    const people = Array.from({ length: 20 }, (_, at) => `person-${at}`);
    const began = performance.now();
    await Promise.all(
      people.flatMap((person) =>
        Array.from({ length: 50 }, (_, at) =>
          hear((apps[at % 2] as TestApp).runtime, channel, person, `tin ${at}`, `k${at}`),
        ),
      ),
    );
    await allDone(first as TestApp, 60_000);
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `1000 messages of 20 people, two workers: ${seconds.toFixed(1)} s, ${Math.round(1000 / seconds)} a second`,
    );

    const { db } = (first as TestApp).database;
    expect(await rows(db, sql`select * from inbox where status <> 'done'`)).toEqual([]);
    expect(await rows(db, sql`select * from outbox where status <> 'sent'`)).toEqual([]);
    for (const person of people) {
      const [arrived, transcript, sent] = await Promise.all([
        rows<{ key: string }>(
          db,
          sql`select split_part(external_id, ':', 2) as key from inbox
              where external_id like ${`${person}:%`} order by id`,
        ),
        rows<{ author: string; external_id: string }>(
          db,
          sql`select m.author, m.external_id from messages m join conversations v on v.id = m.conversation_id
              join contacts c on c.id = v.contact_id where c.address = ${person} order by m.id`,
        ),
        rows<{ text: string }>(
          db,
          sql`select payload #>> '{message,text}' as text from outbox o join conversations v on v.id = o.conversation_id
              join contacts c on c.id = v.contact_id where c.address = ${person} order by o.id`,
        ),
      ]);
      const heard = transcript.filter(({ author }) => author === 'person').map(({ external_id }) => external_id);
      expect(heard.length).toBe(50);
      expect(heard).toEqual(arrived.map(({ key }) => key));
      // No two turns of one conversation are woven into each other: each message is followed by its answer.
      transcript.forEach(({ author }, at) => {
        if (author === 'person') expect(transcript[at + 1]?.author).toBe('bot');
      });
      expect(channel.wordsTo(person)).toEqual(sent.map(({ text }) => text));
    }
  });

  test('fire a timer once', async () => {
    const { apps, channel } = await runtimes(2);
    const { db } = (apps[0] as TestApp).database;
    for (const person of ['a', 'b', 'c', 'd', 'e'])
      await hear((apps[0] as TestApp).runtime, channel, person, 'xin chào');
    await db.execute(sql`insert into timers (conversation_id, key, due_at)
      select v.id, 'album ' || n, now() from conversations v, generate_series(1, 20) n`);
    for (const app of apps) await app.start({ serve: false, work: true });
    await allDone(apps[0] as TestApp);
    const fired = await rows<{ count: number; done: number }>(
      db,
      sql`select count(*)::int as count, (count(*) filter (where status = 'done'))::int as done
          from inbox where channel = 'timer'`,
    );
    expect(fired).toEqual([{ count: 100, done: 100 }]);
    expect(await rows(db, sql`select * from timers`)).toEqual([]);
  });

  test('share the work of starting on an empty database', async () => {
    const database = await newPostgres(server ?? '', { migrated: false });
    opened.push(database);
    const apps = await Promise.all(
      [1, 2, 3].map(async () => {
        const own = { ...(await openPostgres(database.url ?? '')), url: database.url };
        return testApp({}, { pace, channels: [recorder()], database: own });
      }),
    );
    opened.push(...apps);
    expect(await rows(database.db, sql`select count(*)::int as count from editions`)).toEqual([{ count: 1 }]);
  });
});

describe.skipIf(!needs('PostgreSQL', server))('a message that arrives during a turn', () => {
  /** An app whose turns stop before their commit until `go`. */
  async function held() {
    let release = () => {};
    let hold = false;
    let reached = () => {};
    const inside = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { apps, channel } = await runtimes(1, {
      // The sweep is no help here.
      pace: { sweep: 60, forgotten: 60, lease: 60 },
      failpoint: async (stage) => {
        if (!hold || stage !== 'before commit') return;
        reached();
        await gate;
      },
    });
    const [app] = apps as [TestApp];
    await app.start({ serve: false, work: true });
    return {
      app,
      channel,
      inside,
      hold: () => {
        hold = true;
      },
      go: () => {
        hold = false;
        release();
      },
    };
  }

  const within = <T>(work: Promise<T>, ms: number): Promise<T | 'still waiting'> =>
    Promise.race([work, sleep(ms, 'still waiting' as const)]);

  test('is stored at once, also when that turn changes the contact, and is handled next', async () => {
    const { app, channel, inside, hold, go } = await held();
    for (const words of ['xin chào', 'đồng ý']) await hear(app.runtime, channel, 'hoa', words);
    await allDone(app);
    hold();
    // Writes how to call them: the contact's own row.
    await hear(app.runtime, channel, 'hoa', 'bác', 'k1');
    await inside;
    const stored = await within(hear(app.runtime, channel, 'hoa', 'chè búp khô', 'k2'), 1000);
    // Only the very message that is being handled has to wait for that, to know that it is known.
    const repeated = hear(app.runtime, channel, 'hoa', 'bác', 'k1');
    go();
    expect(stored).toMatchObject({ status: 'waiting' });
    expect(await repeated).toMatchObject({ status: 'known' });
    await allDone(app, 2000);
    const [contact] = await rows(app.database.db, sql`select address_form from contacts`);
    expect(contact).toEqual({ address_form: 'bac' });
    expect(await rows(app.database.db, sql`select name from products`)).toEqual([
      { name: expect.stringMatching(/^chè búp khô$/i) },
    ]);
    expect(await rows(app.database.db, sql`select * from inbox where attempts > 0`)).toEqual([]);
  });

  test('does not make the worker leave a message behind when it is a repeated one', async () => {
    const { apps, channel } = await runtimes(1, { pace: { sweep: 60, forgotten: 60, lease: 60 } });
    const [app] = apps as [TestApp];
    await app.start({ serve: false, work: true });
    for (let n = 0; n < 40; n++) {
      await Promise.all([1, 2, 3, 4].map(() => hear(app.runtime, channel, 'hoa', `tin ${n}`, `k${n}`)));
      await allDone(app, 2000);
    }
  });

  test('is handled at once when the clock of this machine is behind that of the database', async () => {
    const { apps, channel } = await runtimes(1, { pace: { sweep: 60, forgotten: 60, lease: 60 } });
    const [app] = apps as [TestApp];
    await app.start({ serve: false, work: true });
    const { now } = Date;
    Date.now = () => now() - 1000;
    try {
      await hear(app.runtime, channel, 'hoa', 'xin chào');
      await sleep(500);
    } finally {
      Date.now = now;
    }
    expect(channel.wordsTo('hoa').length).toBeGreaterThan(0);
  });
});
