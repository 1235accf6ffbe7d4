// Turns of several conversations in one transaction: what one of them does wrong is no other's loss.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startWorker, type Worker } from '../../src/conversation/index.ts';
import { handleForgotten, handleHeads } from '../../src/conversation/turn.ts';
import { rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { hear, type Recorder, recorder } from '../support/recorder.ts';

let app: TestApp;
let channel: Recorder;
let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await app.close();
});

const people = ['hoa', 'nam', 'lý', 'páo', 'sử', 'mai'];

/** Everybody has written, and nobody has been answered. */
async function opened(overrides: Parameters<typeof testApp>[1] = {}): Promise<Record<string, string>> {
  channel = recorder();
  app = await testApp({}, { channels: [channel], pace: { sweep: 0.05, forgotten: 60, lease: 60 }, ...overrides });
  for (const person of people) await hear(app.runtime, channel, person, 'xin chào', 'first');
  const found = await rows<{ id: string; address: string }>(
    app.database.db,
    sql`select v.id, t.address from conversations v join contacts t on t.id = v.contact_id`,
  );
  return Object.fromEntries(found.map(({ id, address }) => [address, id]));
}

const inbox = () =>
  rows<{ person: string; status: string; attempts: number; error: string | null }>(
    app.database.db,
    sql`select split_part(external_id, ':', 1) as person, status, attempts, error from inbox order by id`,
  );
const said = () =>
  rows<{ person: string; count: number }>(
    app.database.db,
    sql`select t.address as person, count(*)::int as count from messages m join conversations v on v.id = m.conversation_id
        join contacts t on t.id = v.contact_id where m.author = 'bot' group by 1`,
  ).then((found) => Object.fromEntries(found.map(({ person, count }) => [person, count])));

/** Words that this person is told cannot be kept: the database refuses them, in the middle of the transaction. */
const refuseWordsTo = async (id: string | undefined) => {
  const { db } = app.database;
  await db.execute(sql`create function refuse() returns trigger language plpgsql as
    'begin if new.conversation_id = tg_argv[0]::uuid then raise exception ''no words for them''; end if; return new; end'`);
  await db.execute(
    sql.raw(`create trigger refuse before insert on messages for each row execute function refuse('${id}')`),
  );
};

describe('turns in one transaction', () => {
  test('are each done once, and all at the same moment', async () => {
    const ids = await opened();
    expect(await handleHeads(app.runtime, Object.values(ids))).toEqual([]);
    expect(new Set((await inbox()).map(({ status }) => status))).toEqual(new Set(['done']));
    const { hoa, ...others } = await said();
    expect(hoa).toBeGreaterThan(0);
    expect(new Set(Object.values(others))).toEqual(new Set([hoa]));
    const moments = await rows(app.database.db, sql`select distinct handled_at from inbox`);
    expect(moments.length).toBe(1);
  });

  test('tell in which conversations more waits', async () => {
    const ids = await opened();
    await hear(app.runtime, channel, 'nam', 'đồng ý', 'second');
    expect(await handleHeads(app.runtime, Object.values(ids))).toEqual([ids.nam]);
  });

  test('where a message cannot be read, the others are answered', async () => {
    const ids = await opened();
    await app.database.db.execute(sql`update inbox set raw = 'no JSON' where conversation_id = ${ids.nam}`);
    await handleHeads(app.runtime, Object.values(ids));
    for (const { person, status, attempts, error } of await inbox())
      expect({ person, status, attempts, isAtFault: error !== null }).toEqual({
        person,
        status: person === 'nam' ? 'waiting' : 'done',
        attempts: person === 'nam' ? 1 : 0,
        isAtFault: person === 'nam',
      });
    expect(Object.keys(await said()).sort()).toEqual(people.filter((person) => person !== 'nam').sort());
  });

  test('where the database refuses one, the others are answered, each once', async () => {
    const ids = await opened();
    await refuseWordsTo(ids.hoa);
    worker = startWorker(app.runtime);
    for (const id of Object.values(ids)) app.runtime.signals.publish('inbox', { conversation: id });
    await vi.waitFor(async () => {
      const found = await inbox();
      expect(found.filter(({ status }) => status === 'done').length).toBe(people.length - 1);
      expect(found.find(({ person }) => person === 'hoa')).toMatchObject({ status: 'waiting', attempts: 1 });
    }, 5000);
    expect((await inbox()).find(({ person }) => person === 'hoa')?.error).toContain('no words for them');
    await vi.waitFor(() => {
      const { hoa: _, ...others } = ids;
      for (const person of Object.keys(others)) expect(channel.wordsTo(person)).toEqual(channel.wordsTo('nam'));
      expect(channel.wordsTo('nam').length).toBeGreaterThan(0);
    }, 5000);
    expect(channel.wordsTo('hoa')).toEqual([]);
  });
});

describe('what a process left', () => {
  const attempts = async () => Object.fromEntries((await inbox()).map((row) => [row.person, row.attempts]));

  test('is counted before it is tried, and then tried together', async () => {
    let counted = {};
    const ids = await opened({
      failpoint: async (stage) => {
        if (stage === 'after commit') counted = await attempts();
      },
    });
    await handleForgotten(app.runtime, Object.values(ids));
    expect(counted).toEqual(Object.fromEntries(people.map((person) => [person, 1])));
    expect(new Set((await inbox()).map(({ status }) => status))).toEqual(new Set(['done']));
  });

  test('goes alone once it has been tried, and the one that ended each process is put aside, no other', async () => {
    let turns = 0;
    const ids = await opened({
      failpoint: (stage) => {
        if (stage === 'after commit') turns++;
      },
    });
    const { db } = app.database;
    await db.execute(sql`update inbox set attempts = 1`);
    await db.execute(sql`update inbox set attempts = 3 where conversation_id = ${ids.mai}`);
    const more = await handleForgotten(app.runtime, Object.values(ids));
    expect(more).toEqual([ids.mai]);
    expect(turns).toBe(people.length - 1);
    for (const { person, status } of await inbox())
      expect([person, status]).toEqual([person, person === 'mai' ? 'parked' : 'done']);
    expect(await attempts()).toMatchObject({ hoa: 2, nam: 2, mai: 4 });
  });
});
