// Five people talk at once while the process is killed at a stage of a message's way; a healthy process takes over.
// Afterwards every message is answered, nothing has happened twice, and nobody saw words twice whose sending was certain.
// FAULT_RUNS and FAULT_SEED: see test/support/crashes.ts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { accept, type Stage } from '../../src/conversation/index.ts';
import { type Db, openPostgres, rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { checkTalks, countUnderWay, pace, people, testEachStage, wholeTalks } from '../support/crashes.ts';
import { newPostgres } from '../support/database.ts';
import { type Child, freePort, prepareProcess } from '../support/processes.ts';
import { needs, postgresUrl } from '../support/services.ts';
import type { Talker } from '../support/talker.ts';
import { type FakeTelegram, fakeTelegram } from '../support/telegram/index.ts';

const server = await postgresUrl();

describe.skipIf(!needs('PostgreSQL', server))('a process killed', () => {
  testEachStage((stage) => `at the stage "${stage}" loses no message and does nothing twice`, crashAt);
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
    const talks = wholeTalks(database.db, talkers);
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

/** Everything that must be so afterwards. Returns how many messages somebody saw twice. */
async function checkAll(db: Db, talkers: Talker[]): Promise<number> {
  // A tap may be answered once; whether it was is unknown for one that was under way.
  const unsent = await rows(
    db,
    sql`
    select * from outbox where status <> 'sent' and not (kind = 'ack' and status = 'dropped' and attempts > 0)`,
  );
  expect(unsent).toEqual([]);

  return checkTalks(db, talkers);
}
