// Turns of several conversations in one transaction: what one of them does wrong is no other's loss.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Stage, startWorker, type Worker } from '../../src/conversation/index.ts';
import { handleForgotten, handleHeads } from '../../src/conversation/turn.ts';
import { rows } from '../../src/db/index.ts';
import { lockConversation } from '../../src/records/conversations.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { newPostgres } from '../support/database.ts';
import { hear, type Recorder, recorder } from '../support/recorder.ts';
import { needs, postgresUrl } from '../support/services.ts';

const server = await postgresUrl();

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

/** Looks at everybody at the same moment. */
function workOn(ids: Record<string, string>): void {
  worker = startWorker(app.runtime);
  for (const id of Object.values(ids)) app.runtime.signals.publish('inbox', { conversation: id });
}

describe('turns in one transaction', () => {
  test('are each done once, and all at the same moment', async () => {
    const ids = await opened();
    expect(await handleHeads(app.runtime, Object.values(ids))).toEqual({ more: [], alone: [] });
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
    expect(await handleHeads(app.runtime, Object.values(ids))).toEqual({ more: [ids.nam], alone: [] });
  });

  test('where a message cannot be read, the others are answered', async () => {
    const ids = await opened();
    await app.database.db.execute(sql`update inbox set raw = 'no JSON' where conversation_id = ${ids.nam}`);
    workOn(ids);
    await vi.waitFor(async () => {
      for (const { person, status, attempts, error } of await inbox())
        expect({ person, status, attempts, isAtFault: error !== null }).toEqual({
          person,
          status: person === 'nam' ? 'waiting' : 'done',
          attempts: person === 'nam' ? 1 : 0,
          isAtFault: person === 'nam',
        });
    });
    expect(Object.keys(await said()).sort()).toEqual(people.filter((person) => person !== 'nam').sort());
  });

  test('where the database refuses one, the others are answered, each once', async () => {
    const ids = await opened();
    await refuseWordsTo(ids.hoa);
    workOn(ids);
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

  test('that are undone leave nothing behind, whatever was under way', async () => {
    const ids = await opened();
    const { db } = app.database;
    await handleHeads(app.runtime, Object.values(ids));
    for (const person of people) await hear(app.runtime, channel, person, 'đồng ý', 'second');
    const { current } = app.runtime.editions;
    app.runtime.editions.current = async (tx) => {
      const { id, content } = await current(tx);
      // The wording of the consent is there, what is said next is not: something has been written by then.
      const text: typeof content.texts.text = (keys, setting) => {
        if (keys.includes('welcome:consent')) return content.texts.text(keys, setting);
        throw new Error('no such text');
      };
      return { id, content: { ...content, texts: { ...content.texts, text } } };
    };
    expect(await handleHeads(app.runtime, Object.values(ids))).toEqual({ more: [], alone: Object.values(ids) });
    for (const id of Object.values(ids)) await handleHeads(app.runtime, [id]);
    expect(await rows(db, sql`select * from events`)).toEqual([]);
    expect(await rows(db, sql`select * from consents`)).toEqual([]);
    app.runtime.editions.current = current;
    expect((await inbox()).filter(({ attempts }) => attempts === 1).length).toBe(people.length);
  });

  // On PGlite nothing can come while a transaction is under way.
  test.skipIf(!needs('PostgreSQL', server))('tell of what came for one that was locked with others', async () => {
    const ids = await opened({ database: await newPostgres(server ?? '') });
    await handleHeads(app.runtime, [ids.nam ?? '']);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const reached = vi.fn(() => gate);
    const failpoint = (stage: Stage) => (stage === 'before commit' ? reached() : undefined);
    const runtime = { ...app.runtime, failpoint, signals: { ...app.runtime.signals, shared: true } };
    const turns = handleHeads(runtime, [ids.hoa ?? '', ids.nam ?? '']);
    await vi.waitFor(() => expect(reached).toHaveBeenCalled());
    await hear(app.runtime, channel, 'nam', 'đồng ý', 'second');
    release();
    expect(await turns).toEqual({ more: [ids.nam], alone: [] });
  });
});

describe('a message that is put aside', () => {
  test.skipIf(!needs('PostgreSQL', server))('is never without a word to its person, whoever has the talk', async () => {
    let busy: Promise<void> | undefined;
    const ids = await opened({
      database: await newPostgres(server ?? ''),
      failpoint: async (stage) => {
        if (stage !== 'before commit') return;
        // A helper's deed that gets hold of the talk as soon as this turn is undone.
        busy = app.database.db.transaction(async (tx) => {
          await lockConversation(tx, ids.mai ?? '');
          await sleep(300);
        });
        await sleep(100);
        throw new Error('something is wrong with this message');
      },
    });
    await app.database.db.execute(sql`update inbox set attempts = 2 where conversation_id = ${ids.mai}`);
    await handleHeads(app.runtime, [ids.mai ?? '']);
    await busy;
    expect((await inbox()).find(({ person }) => person === 'mai')?.status).toBe('parked');
    expect(await said()).toEqual({ mai: 1 });
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
    const { more, alone } = await handleForgotten(app.runtime, Object.values(ids));
    expect({ more, turns }).toEqual({ more: [], turns: 0 });
    expect([...alone].sort()).toEqual(Object.values(ids).sort());
    expect(await attempts()).toMatchObject({ hoa: 1, nam: 1, mai: 3 });
    worker = startWorker({ ...app.runtime, pace: { sweep: 0.05, forgotten: 0, lease: 60 } });
    await vi.waitFor(async () => expect((await inbox()).every(({ status }) => status !== 'waiting')).toBe(true), 5000);
    expect(turns).toBe(people.length - 1);
    for (const { person, status } of await inbox())
      expect([person, status]).toEqual([person, person === 'mai' ? 'parked' : 'done']);
    expect(await attempts()).toMatchObject({ hoa: 2, nam: 2, mai: 4 });
  });
});
