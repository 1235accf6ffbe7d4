// The worker: finds what no signal told of, finishes what it holds before it stops, and lets no slow send hold up others.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Stage, startWorker, type Worker } from '../../src/conversation/index.ts';
import { rows } from '../../src/db/index.ts';
import { SendError } from '../../src/model/channels.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { hear, type Recorder, recorder } from '../support/recorder.ts';

let app: TestApp;
let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await app.close();
});

const never = { sweep: 60, forgotten: 60, lease: 60 };

async function opened(overrides: Parameters<typeof testApp>[1]): Promise<{ channel: Recorder }> {
  const channel = recorder();
  app = await testApp({}, { channels: [channel], ...overrides });
  return { channel };
}

const statuses = async (table: 'inbox' | 'outbox') =>
  (await rows<{ status: string }>(app.database.db, sql.raw(`select status from ${table} order by id`))).map(
    ({ status }) => status,
  );

/** Statements that say this fail, so many times. */
function failing({ database }: TestApp, words: string, times: number): void {
  const { session } = database.db as unknown as { session: { prepareQuery(query: { sql: string }): unknown } };
  const prepare = session.prepareQuery.bind(session);
  let left = times;
  session.prepareQuery = (query, ...rest) => {
    if (query.sql.includes(words) && left-- > 0) throw new Error('the connection was reset');
    return (prepare as (...all: unknown[]) => unknown)(query, ...rest);
  };
}

describe('the worker', () => {
  test('finds messages and sends of which no signal told', async () => {
    const { channel } = await opened({ pace: { sweep: 0.05, forgotten: 0.1, lease: 5 } });
    app.runtime.signals.publish = () => {};
    worker = startWorker(app.runtime);
    for (const person of ['hoa', 'nam']) await hear(app.runtime, channel, person, 'xin chào');
    await vi.waitFor(() => {
      expect(channel.wordsTo('hoa').length).toBeGreaterThan(0);
      expect(channel.wordsTo('nam').length).toBe(channel.wordsTo('hoa').length);
    });
    await vi.waitFor(async () => expect(new Set(await statuses('outbox'))).toEqual(new Set(['sent'])));
  });

  test('works at once by signals alone', async () => {
    const { channel } = await opened({ pace: never });
    worker = startWorker(app.runtime);
    await sleep(50);
    const began = performance.now();
    await hear(app.runtime, channel, 'hoa', 'xin chào');
    await vi.waitFor(() => expect(channel.wordsTo('hoa').length).toBeGreaterThan(0));
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('sends nothing again because it could not be stored that it was sent', async () => {
    const { channel } = await opened({ pace: { sweep: 0.05, forgotten: 5, lease: 5 } });
    failing(app, "status = 'sent'", 2);
    worker = startWorker(app.runtime);
    await hear(app.runtime, channel, 'hoa', 'xin chào');
    await vi.waitFor(async () => {
      expect((await statuses('outbox')).length).toBeGreaterThan(0);
      expect(new Set(await statuses('outbox'))).toEqual(new Set(['sent']));
    }, 5000);
    expect(new Set(channel.wordsTo('hoa')).size).toBe(channel.wordsTo('hoa').length);
  });

  test('tells whoever looks what has become of a message that did not arrive', async () => {
    const { channel } = await opened({ pace: never });
    const told: string[] = [];
    const { publish } = app.runtime.signals;
    app.runtime.signals.publish = (topic, data) => {
      told.push(topic);
      publish(topic, data);
    };
    channel.before = () => {
      throw new SendError('refused', 'not these words');
    };
    worker = startWorker(app.runtime);
    await hear(app.runtime, channel, 'hoa', 'xin chào');
    await vi.waitFor(async () => expect(await statuses('outbox')).toContain('parked'));
    await vi.waitFor(() => expect(told).toContain('helpdesk'));
    const sent = told.lastIndexOf('outbox');
    expect(told.slice(sent).filter((topic) => topic.startsWith('live:')).length).toBeGreaterThan(0);
  });

  test('finishes the turn that it holds when it stops, and begins no other', async () => {
    let reached = 0;
    const { channel } = await opened({
      pace: never,
      failpoint: async (stage: Stage) => {
        if (stage !== 'before commit') return;
        reached++;
        await sleep(200);
      },
    });
    worker = startWorker(app.runtime);
    await hear(app.runtime, channel, 'hoa', 'xin chào');
    await vi.waitFor(() => expect(reached).toBe(1));
    await hear(app.runtime, channel, 'nam', 'xin chào');
    const late = hear(app.runtime, channel, 'lý', 'xin chào');
    await Promise.all([worker.stop(), late]);
    const stopped = await statuses('inbox');
    expect(stopped[0]).toBe('done');
    await sleep(300);
    expect(await statuses('inbox')).toEqual(stopped);
    expect((await statuses('outbox')).filter((status) => status === 'sending')).toEqual([]);

    worker = startWorker({ ...app.runtime, pace: { ...never, sweep: 0.05, forgotten: 0 } });
    await vi.waitFor(async () => expect(await statuses('inbox')).toEqual(['done', 'done', 'done']), 3000);
    await vi.waitFor(() => expect(channel.wordsTo('lý').length).toBe(channel.wordsTo('hoa').length), 3000);
  });

  test('finishes the sends that it holds when it stops, and begins no other', async () => {
    const { channel } = await opened({ pace: never });
    let began = 0;
    channel.before = async () => {
      began++;
      await sleep(200);
    };
    worker = startWorker(app.runtime);
    await hear(app.runtime, channel, 'hoa', 'xin chào');
    await vi.waitFor(() => expect(began).toBe(1));
    await worker.stop();
    expect(channel.delivered.length).toBe(1);
    expect((await statuses('outbox'))[0]).toBe('sent');
    expect(new Set((await statuses('outbox')).slice(1))).toEqual(new Set(['waiting']));
  });

  test('lets a send that hangs hold up nobody else', async () => {
    const { channel } = await opened({ pace: { sweep: 0.05, forgotten: 0.1, lease: 60 } });
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    channel.before = (delivery) => (delivery.to === 'hoa' ? gate : undefined);
    worker = startWorker(app.runtime);
    await hear(app.runtime, channel, 'hoa', 'xin chào');
    await vi.waitFor(async () => expect(await statuses('outbox')).toContain('sending'));
    try {
      for (const person of ['nam', 'lý', 'páo']) {
        await hear(app.runtime, channel, person, 'xin chào');
        await vi.waitFor(() => expect(channel.wordsTo(person).length).toBeGreaterThan(1), 2000);
      }
    } finally {
      release();
    }
    await vi.waitFor(() => expect(channel.wordsTo('hoa')).toEqual(channel.wordsTo('nam')));
  });

  test('sends in order, and holds back what comes after a send that has to wait', async () => {
    const { channel } = await opened({ pace: { sweep: 0.05, forgotten: 0.1, lease: 60 } });
    let refusals = 1;
    channel.before = ({ to }) => {
      if (to === 'hoa' && refusals-- > 0) throw new SendError('retry', 'too fast', { retryAfter: 1 });
    };
    worker = startWorker(app.runtime);
    const began = performance.now();
    await Promise.all(['hoa', 'nam'].map((person) => hear(app.runtime, channel, person, 'xin chào')));
    await vi.waitFor(() => expect(channel.wordsTo('nam').length).toBeGreaterThan(1), 900);
    expect(channel.wordsTo('hoa')).toEqual([]);
    await vi.waitFor(() => expect(channel.wordsTo('hoa')).toEqual(channel.wordsTo('nam')), 3000);
    expect(performance.now() - began).toBeGreaterThan(1000);
  });
});
