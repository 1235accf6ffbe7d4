// A message that cannot be handled: tried three times, then put aside where a person sees it. The farmer hears of it, the
// next message is answered, other talks notice nothing, and "do again" does it again.
import { sql } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { doctor, retryAll } from '../../src/commands/doctor.ts';
import type { Stage } from '../../src/conversation/index.ts';
import { rows } from '../../src/db/index.ts';
import { parked, retry } from '../../src/helpdesk/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { hear, recorder } from '../support/recorder.ts';

let app: TestApp;
afterEach(() => app.close());

test('a message that fails is parked after three tries, and the talk goes on', { timeout: 40_000 }, async () => {
  const channel = recorder();
  let failures = 0;
  const failing = { person: '', times: 0 };
  app = await testApp(
    {},
    {
      channels: [channel],
      pace: { sweep: 0.05, forgotten: 0.1, lease: 5 },
      failpoint: async (stage: Stage) => {
        // The other talk's turns come while this one waits for its next try.
        if (stage !== 'before commit' || failing.times === 0) return;
        failing.times--;
        failures++;
        throw new Error('something is wrong with this message');
      },
    },
  );
  const { runtime } = app;
  const { db } = app.database;
  await app.start({ serve: false, work: true });
  await hear(runtime, channel, 'hoa', 'xin chào');
  await vi.waitFor(() => expect(channel.wordsTo('hoa').length).toBeGreaterThan(0));
  await hear(runtime, channel, 'nam', 'xin chào');
  await vi.waitFor(() => expect(channel.wordsTo('nam').length).toBeGreaterThan(0));

  failing.times = 1;
  await hear(runtime, channel, 'hoa', 'đồng ý', 'bad');
  await vi.waitFor(() => expect(failures).toBe(1));
  const before = channel.wordsTo('nam').length;
  await hear(runtime, channel, 'nam', 'đồng ý');
  await vi.waitFor(() => expect(channel.wordsTo('nam').length).toBeGreaterThan(before));
  failing.times = 2;
  await hear(runtime, channel, 'hoa', 'tin sau', 'next');
  const told = await vi.waitFor(
    () => {
      const words = channel.wordsTo('hoa');
      const at = words.findIndex((text) => text.includes('xin lỗi'));
      expect(at).toBeGreaterThan(0);
      expect(words.length).toBeGreaterThan(at + 1);
      return words.slice(at);
    },
    { timeout: 20_000 },
  );
  // The apology, then the answer to the next message.
  expect(told.length).toBe(2);
  expect(failures).toBe(3);
  const inbox = () =>
    rows(
      db,
      sql`select split_part(external_id, ':', 2) as key, status, attempts, raw is not null as kept, error
                 from inbox where external_id in ('hoa:bad', 'hoa:next') order by id`,
    );
  expect(await inbox()).toEqual([
    { key: 'bad', status: 'parked', attempts: 3, kept: true, error: expect.stringContaining('something is wrong') },
    { key: 'next', status: 'done', attempts: expect.any(Number), kept: false, error: null },
  ]);
  expect(await rows(db, sql`select kind, reason, status from tickets`)).toEqual([
    { kind: 'talk', reason: 'failed_message', status: 'open' },
  ]);
  expect(await doctor(runtime)).toContain('something is wrong with this message');
  expect(
    await rows(db, sql`select * from consents c join contacts t on t.id = c.contact_id where address = 'hoa'`),
  ).toEqual([]);

  await retryAll(runtime);
  await vi.waitFor(async () => expect((await inbox())[0]).toMatchObject({ status: 'done', kept: false }), 5000);
  expect(
    await rows(
      db,
      sql`select purpose, state from consents c join contacts t on t.id = c.contact_id where address = 'hoa'`,
    ),
  ).toEqual([{ purpose: 'prepare', state: 'granted' }]);
  expect(
    (await rows<{ text: string }>(db, sql`select text from messages where author = 'person' and text = 'đồng ý'`))
      .length,
  ).toBe(2);
});

test('a delivery that cannot be read stays parked until it can be', async () => {
  const channel = recorder();
  app = await testApp({}, { channels: [channel] });
  const { runtime } = app;
  await app.start({ serve: false, work: true });
  const { parse } = channel;
  channel.parse = () => {
    throw new Error('a kind of message that came later than this version');
  };
  await hear(runtime, channel, 'hoa', 'xin chào');
  const inbox = () =>
    rows(app.database.db, sql`select external_id, status, conversation_id is null as nobodys from inbox order by id`);
  const unread = { external_id: expect.stringMatching(/^unread:/), status: 'parked', nobodys: true };
  expect(await inbox()).toEqual([unread]);

  await retryAll(runtime);
  expect(await inbox()).toEqual([unread]);
  await expect(retry(runtime, 'in', 1)).rejects.toMatchObject({ code: 'delivery:unreadable' });
  expect((await parked(runtime)).rows).toMatchObject([{ way: 'in', channel: 'telegram', conversationId: null }]);

  channel.parse = parse;
  await retry(runtime, 'in', 1);
  expect((await parked(runtime)).rows).toEqual([]);
  await vi.waitFor(() => expect(channel.wordsTo('hoa').length).toBeGreaterThan(0));
  await expect(retry(runtime, 'in', 1)).rejects.toMatchObject({ code: 'delivery:not_parked' });
});

test('"do again" for everything leaves alone what a helper said and what may have arrived', async () => {
  const channel = recorder();
  app = await testApp({}, { channels: [channel] });
  const { runtime } = app;
  const { db } = app.database;
  await hear(runtime, channel, 'hoa', 'xin chào');
  const parkedAs = (author: string, error: string) =>
    rows(
      db,
      sql`insert into outbox (conversation_id, kind, author, epoch, payload, status, error)
          select id, 'send', ${author}, 0, '{}', 'parked', ${error} from conversations`,
    );
  await parkedAs('helper', 'unknown outcome: timed out');
  await parkedAs('helper', 'SendError: refused');
  await parkedAs('bot', 'unknown outcome: timed out');
  await retryAll(runtime);
  expect(await rows(db, sql`select author, status from outbox order by id`)).toEqual([
    { author: 'helper', status: 'parked' },
    { author: 'helper', status: 'waiting' },
    { author: 'bot', status: 'waiting' },
  ]);
});
