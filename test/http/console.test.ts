// The helpers' API beside the talks themselves: hints on a live line, what is parked, photos, and who sees what.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rows } from '../../src/db/index.ts';
import { HelperRow, Parked } from '../../src/http/contract/console.ts';
import { scene } from '../photos/pictures.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { HelperClient } from '../support/helper.ts';
import { Visitor } from '../support/visitor.ts';

let app: TestApp;
let url: string;
let hoa: Visitor;
let lan: HelperClient;
let failing = 0;

beforeEach(async () => {
  failing = 0;
  app = await testApp(
    {},
    {
      pace: { sweep: 0.1, forgotten: 0.5, lease: 5 },
      failpoint: (stage) => {
        if (stage === 'before commit' && failing-- > 0) throw new Error('something is wrong with this message');
      },
    },
  );
  ({ url } = await app.start());
  hoa = new Visitor(url);
  lan = await HelperClient.join(app, url, 'Lan');
  await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
  await hoa.says('Đồng ý', /bác, cô, chú/);
});
afterEach(() => app.close());

/** A helper's live line: the names of the events, as they come. */
async function line(helper: HelperClient, conversation?: string) {
  const stop = new AbortController();
  const query = conversation ? `?conversation=${conversation}` : '';
  const response = await fetch(`${url}/api/console/stream${query}`, {
    headers: { cookie: helper.cookie },
    signal: stop.signal,
  });
  const events: string[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      for (const [, name = ''] of part.value.matchAll(/^event: (\w+)$/gm)) events.push(name);
  })().catch(() => {});
  const close = () => {
    stop.abort();
    return reading;
  };
  return { status: response.status, events, ended: reading, close };
}

describe('the live line of the console', () => {
  it('hints when somebody asks for a person, when a talk is taken, and at words in the open thread', async () => {
    const lists = await line(lan);
    expect(lists.status).toBe(200);
    await hoa.says('gặp người', /người hỗ trợ sẽ nhắn/);
    await vi.waitFor(() => expect(lists.events).toContain('tickets'));
    const { id, conversationId } = await lan.ticket();
    const thread = await line(lan, conversationId);
    lists.events.length = 0;
    await lan.claim(id);
    await vi.waitFor(() => {
      expect(lists.events).toContain('tickets');
      // The words of the hand-over, once they were sent.
      expect(thread.events).toContain('thread');
    });
    thread.events.length = 0;
    await hoa.posts({ text: 'cháu ơi' });
    await vi.waitFor(() => expect(thread.events).toContain('thread'));
    await Promise.all([lists.close(), thread.close()]);
  });

  it('is held so often and no more by one helper: the newest is let in, and the oldest of theirs gives way', async () => {
    const nam = await HelperClient.join(app, url, 'Nam');
    const others = await line(nam);
    const open = [];
    for (let count = 0; count < 13; count += 1) open.push(await line(lan));
    expect(open.map(({ status }) => status)).toEqual(Array.from({ length: 13 }, () => 200));
    const [oldest, ...rest] = open;
    await oldest?.ended;
    expect(rest).toHaveLength(12);
    await hoa.says('gặp người', /người hỗ trợ sẽ nhắn/);
    await vi.waitFor(() => {
      for (const { events } of [...rest, others]) expect(events).toContain('tickets');
    });
    expect(oldest?.events).toEqual([]);
    await Promise.all([...rest, others].map(({ close }) => close()));
  });
});

describe('a message that could not be handled', () => {
  it('is listed with its reason and done again from the console', async () => {
    failing = 3;
    await hoa.posts({ text: 'Bác' });
    const apology = await hoa.hears(/xin lỗi/, 0, 20_000);
    expect(apology.text).toMatch(/người hỗ trợ/);
    expect((await lan.ticket()).reason).toBe('failed_message');
    const [row] = (await lan.call('GET', '/api/console/parked', Parked)).rows;
    expect(row).toMatchObject({
      way: 'in',
      channel: 'web',
      attempts: 3,
      reason: null,
      note: 'Error: something is wrong with this message',
    });
    expect((await lan.list()).counts.parked).toBe(1);
    expect((await lan.request('POST', `/api/console/parked/in/${row?.id}/retry`)).status).toBe(200);
    await hoa.hears(/muốn bán/);
    expect((await lan.call('GET', '/api/console/parked', Parked)).rows).toEqual([]);
  });
});

describe('a message that was not sent', () => {
  it('is listed with its words, and is left unsent if nobody wants it any more', async () => {
    await hoa.says('Bác', /muốn bán/);
    await rows(
      app.database.db,
      sql`insert into outbox (conversation_id, kind, author, epoch, payload, status, error)
          select id, 'send', 'helper', 0, '{"message":{"text":"Cháu chờ bác ở bưu điện."}}', 'parked', 'unknown outcome: x'
          from conversations`,
    );
    const [row] = (await lan.call('GET', '/api/console/parked', Parked)).rows;
    expect(row).toMatchObject({ way: 'out', words: 'Cháu chờ bác ở bưu điện.', reason: 'unknown_outcome' });
    const leave = () => lan.request('POST', `/api/console/parked/out/${row?.id}/leave`);
    expect((await leave()).status).toBe(200);
    expect((await leave()).status).toBe(404);
    expect((await lan.list()).counts.parked).toBe(0);
  });
});

describe('what people showed', () => {
  it('is seen in place by helpers, and only through its own talk', async () => {
    await hoa.says('Bác', /muốn bán/);
    await hoa.says('na dai', /ảnh/);
    const key = crypto.randomUUID();
    await fetch(`${url}/api/chat/photos?key=${key}`, {
      method: 'POST',
      headers: { cookie: hoa.cookie, 'content-type': 'image/jpeg' },
      body: new Uint8Array(await (await scene()).jpeg().toBuffer()),
    });
    const conversationId =
      (await rows<{ id: string }>(app.database.db, sql`select id from conversations`))[0]?.id ?? '';
    const photo = await vi.waitFor(
      async () => {
        const found = (await lan.thread(conversationId)).messages.find(({ photo }) => photo)?.photo;
        expect(found?.state).toBe('ready');
        return found;
      },
      { timeout: 10_000 },
    );
    for (const size of ['', '?size=full']) {
      const response = await fetch(`${url}${photo?.url}${size}`, { headers: { cookie: lan.cookie } });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
    }
    expect((await fetch(`${url}${photo?.url}`)).status).toBe(401);
    const elsewhere = photo?.url.replace(conversationId, crypto.randomUUID()) ?? '';
    expect((await fetch(url + elsewhere, { headers: { cookie: lan.cookie } })).status).toBe(404);
    expect((await lan.talk(conversationId)).products[0]?.photos).toMatchObject([{ state: 'ready' }]);
  });

  it('while a helper has the talk, is kept and shown all the same', async () => {
    const conversationId =
      (await rows<{ id: string }>(app.database.db, sql`select id from conversations`))[0]?.id ?? '';
    await lan.take(conversationId);
    await fetch(`${url}/api/chat/photos?key=${crypto.randomUUID()}`, {
      method: 'POST',
      headers: { cookie: hoa.cookie, 'content-type': 'image/jpeg' },
      body: new Uint8Array(await (await scene()).jpeg().toBuffer()),
    });
    await vi.waitFor(
      async () => expect((await lan.thread(conversationId)).messages.at(-1)?.photo?.state).toBe('ready'),
      { timeout: 10_000 },
    );
    await sleep(300);
    expect((await hoa.messages()).at(-1)?.from).toBe('me');
  });
});

describe('the list of helpers', () => {
  it('is for admins, and says how much each has in hand', async () => {
    expect((await lan.refused('GET', '/api/console/helpers')).status).toBe(403);
    const admin = await HelperClient.join(app, url, 'Quản lý', { role: 'admin' });
    await hoa.says('gặp người', /người hỗ trợ sẽ nhắn/);
    await lan.claim((await lan.ticket()).id);
    const { helpers } = (await admin.request('GET', '/api/console/helpers')).answer as { helpers: unknown[] };
    expect(HelperRow.array().parse(helpers)).toMatchObject([
      { name: 'Lan', role: 'helper', inHand: 1 },
      { name: 'Quản lý', role: 'admin', inHand: 0 },
    ]);
  });
});
