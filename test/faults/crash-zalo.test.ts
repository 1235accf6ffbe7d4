// People talk over Zalo, and a helper answers one of them over the console, while the process that takes in and works is killed
// at a stage of a message's way; the other process, which serves helpers all the time, takes over. Afterwards every message is
// answered, every reply is sent, nothing has happened twice; a reply is never repeated: where nobody knows, it is `uncertain`.
// FAULT_RUNS and FAULT_SEED: see test/support/crashes.ts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { type Stage, startWorker, type Worker } from '../../src/conversation/index.ts';
import { openPostgres, rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  checkSeen,
  checkTalks,
  countUnderWay,
  pace,
  people,
  testEachStage,
  usual,
  wholeTalks,
} from '../support/crashes.ts';
import { newPostgres, type TestDatabase } from '../support/database.ts';
import { HelperClient } from '../support/helper.ts';
import { type Child, freePort, prepareProcess } from '../support/processes.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { answer, quiet, stepOf, type Talker, talkUntil } from '../support/talker.ts';
import { type FakeZalo, fakeZalo } from '../support/zalo/index.ts';
import { settingsOf, zaloTalker } from '../support/zalo-app.ts';

const server = await postgresUrl();

describe.skipIf(!needs('PostgreSQL', server))('a process killed', () => {
  testEachStage(
    (stage) => `at the stage "${stage}" loses no message of Zalo and no reply, and does nothing twice`,
    crashAt,
  );

  test.each([
    ['before send', 0],
    ['after send', 1],
  ] as const)('"%s" of a helper’s words leaves them uncertain, and sends the next', async (stage, arrived) => {
    await using two = await processes({ serve: false, work: true }, { stage, passage: 2 });
    const { db } = two.database;
    const { lan, talker, id } = await inHelpersHands(two);
    const replies = ['Cháu chào bác.', 'Bác gửi ảnh cho cháu nhé.', 'Cháu chờ ạ.'];
    for (const text of replies) expect((await lan.reply(id, text)).status).toBe(202);
    await two.goes();
    expect((await two.ended).signal).toBe('SIGKILL');
    two.takesOver();
    await quiet(db, talker);
    const [first, second, third] = replies;
    const seen = talker.person.messages.map(({ text }) => text).filter((text) => replies.includes(text));
    expect(seen).toEqual(arrived ? replies : [first, third]);
    const shown = (await lan.thread(id)).messages.filter(({ from }) => from === 'helper');
    expect(shown.map(({ text, delivery }) => [text, delivery?.state])).toEqual([
      [first, 'sent'],
      [second, 'uncertain'],
      [third, 'sent'],
    ]);
  });
});

type Processes = Awaited<ReturnType<typeof processes>>;

/** The fake Zalo; a process that will be killed; and this one, which serves from the beginning and works when it takes over. */
async function processes(parts: { serve: boolean; work: boolean }, crash: { stage: Stage; passage: number }) {
  const database: TestDatabase = await newPostgres(server ?? '');
  const fake: FakeZalo = await fakeZalo({ answerMs: 2000 });
  const folder = await mkdtemp(join(tmpdir(), 'lensan-crash-'));
  const port = await freePort();
  const settings = {
    ...settingsOf(fake),
    DATABASE_URL: database.url ?? '',
    DATA_DIR: folder,
    SECRET_KEY: 's'.repeat(32),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
  const { mediaHosts } = fake;
  const orders = { settings: { ...settings, PORT: String(port) }, pace, parts, crash, mediaHosts };
  const workers: Worker[] = [];
  let crashing: Child | undefined;
  let healthy: TestApp | undefined;
  async function close(): Promise<void> {
    await crashing?.kill();
    for (const worker of workers) await worker.stop();
    await healthy?.close();
    await fake.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
  try {
    crashing = await prepareProcess(orders);
    const own = { ...(await openPostgres(database.url ?? '')), url: undefined };
    healthy = await testApp({ ...settings, LOG_LEVEL: 'silent' }, { database: own, pace, mediaHosts });
    const { url } = await healthy.start({ serve: true, work: false });
    const { runtime } = healthy;
    // The grant has its own tests of crashes; here it is there.
    await runtime.channels.find(({ name }) => name === 'zalo-oa')?.tend?.();
    const here = `${url}/webhooks/zalo-oa`;
    return {
      database,
      fake,
      ended: crashing.ended,
      output: crashing.output,
      healthy,
      url,
      /** Zalo's events go to the process that will be killed. */
      async goes(): Promise<void> {
        if (parts.serve) fake.webhookTo(`http://127.0.0.1:${port}/webhooks/zalo-oa`);
        await crashing?.go();
      },
      /** What the other process does, this one does from now on. */
      takesOver(): Worker {
        fake.webhookTo(here);
        const worker = startWorker(runtime);
        workers.push(worker);
        return worker;
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Helped = { talker: Talker; id: string; lan: HelperClient };

/** Tâm, who has come to the question for a product and is talking with a helper since; nobody works any more. */
async function inHelpersHands({ fake, database, healthy, url, takesOver }: Processes): Promise<Helped> {
  const worker = takesOver();
  const lan = await HelperClient.join(healthy, url, 'Cô Lan');
  const talker = zaloTalker(fake.newPerson({ name: 'Tâm' }));
  await answer(talker, 'xin chào');
  await talkUntil(database.db, talker, usual, 'add-product:name', 25_000);
  const { id } = await quiet(database.db, talker);
  await lan.take(id);
  await quiet(database.db, talker);
  await worker.stop();
  return { talker, id, lan };
}

/** How many replies are given after the crash at least. */
const afterwards = 5;

async function crashAt(stage: Stage, passage: number): Promise<string> {
  await using two = await processes({ serve: true, work: true }, { stage, passage });
  const { fake } = two;
  const { db } = two.database;
  const helped = await inHelpersHands(two);
  const { lan, talker, id } = helped;
  const talkers = people.map(({ name }) => zaloTalker(fake.newPerson({ name })));
  await two.goes();
  let crashed = false;
  const talks = wholeTalks(db, talkers);
  const help = helps(helped, () => crashed);
  help.catch(() => {});
  const { signal } = await two.ended;
  expect(signal, two.output()).toBe('SIGKILL');
  crashed = true;
  const underWay = await countUnderWay(db);
  two.takesOver();
  // Stands in for the minute after which a photo that nobody finished is taken up again.
  await db.execute(sql`update photos set next_attempt_at = now() where state = 'waiting'`);
  await talks;
  const replies = await help;
  const ticket = await lan.ticket('mine');
  expect((await lan.handBack(ticket.id)).status).toBe(200);
  const { state, heard } = await quiet(db, talker);

  expect(stepOf({ state })).toBe('add-product:name');
  expect(heard).toBe(talker.said);
  expect(
    await rows(db, sql`select purpose from consents join conversations v using (contact_id) where v.id = ${id}`),
  ).toEqual([{ purpose: 'prepare' }]);
  const uncertain = await checkReplies(two, talker, id, replies);
  const repeats = (await checkTalks(db, talkers)) + (await checkSeen(db, talker.person));
  const messages = talkers.reduce((sum, { said }) => sum + said, talker.said);
  return `${messages} messages and ${replies.length} replies, ${underWay} sends under way at the end, ${repeats} of them seen twice, ${uncertain} replies uncertain`;
}

/** A helper and Tâm write to each other until the process is dead, and a while longer. */
async function helps({ talker, id, lan }: Helped, crashed: () => boolean): Promise<string[]> {
  const replies: string[] = [];
  for (let left = afterwards; left > 0; left -= crashed() ? 1 : 0) {
    const text = `Cháu nói câu thứ ${replies.length + 1}.`;
    const key = crypto.randomUUID();
    expect((await lan.reply(id, text, key)).status).toBe(202);
    // Their page heard no answer, and sends it again.
    if (replies.length % 4 === 0) expect((await lan.reply(id, text, key)).status).toBe(202);
    replies.push(text);
    if (replies.length % 3 === 0) await answer(talker, `vâng, ${replies.length}`);
    const isThere = () => talker.person.messages.some((seen) => seen.text === text);
    await vi.waitFor(() => expect(isThere() || crashed()).toBe(true), { timeout: 25_000, interval: 10 });
  }
  return replies;
}

/** Each reply is there once and was sent once, or is uncertain and was seen once at most. Returns how many are uncertain. */
async function checkReplies(
  { database }: Processes,
  { person }: Talker,
  id: string,
  replies: string[],
): Promise<number> {
  const kept = await rows<{ text: string; status: string; error: string | null }>(
    database.db,
    sql`select m.text, o.status, o.error from messages m join outbox o on o.message_id = m.id
        where m.conversation_id = ${id} and m.author = 'helper' order by o.id`,
  );
  expect(kept.map(({ text }) => text)).toEqual(replies);
  const unsent = kept.filter(({ status }) => status !== 'sent');
  expect(unsent).toEqual(
    unsent.map(() => expect.objectContaining({ status: 'parked', error: expect.stringMatching(/^unknown outcome/) })),
  );
  // One send of a talk is under way at a time.
  expect(unsent.length).toBeLessThanOrEqual(1);
  for (const { text, status } of kept) {
    const times = person.messages.filter((seen) => seen.text === text).length;
    expect(times, text).toBeLessThanOrEqual(1);
    if (status === 'sent') expect(times, text).toBe(1);
  }
  // Nobody else's words were given up.
  expect(await rows(database.db, sql`select * from outbox where status <> 'sent' and author <> 'helper'`)).toEqual([]);
  return unsent.length;
}
