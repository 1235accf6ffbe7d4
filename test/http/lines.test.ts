// The live line of the chat page: tells all that is news in order, holds nothing once it is closed, and is bounded.
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Runtime } from '../../src/conversation/index.ts';
import { rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { behindProxy, Guest, refusalOf } from './guest.ts';

let app: TestApp;
let url: string;
/** Subscriptions that nobody has ended. */
let held: Set<string>;
beforeEach(async () => {
  app = await testApp(behindProxy);
  held = countSubscriptions(app.runtime);
  ({ url } = await app.start());
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

function countSubscriptions({ signals }: Runtime): Set<string> {
  const open = new Set<string>();
  const subscribe = signals.subscribe.bind(signals);
  signals.subscribe = (topic, listener) => {
    const one = `${topic} ${randomUUID()}`;
    open.add(one);
    const end = subscribe(topic, listener);
    return () => {
      open.delete(one);
      end();
    };
  };
  return open;
}

const oursOf = (topics: Set<string>) => [...topics].filter((topic) => /^(live|visitor):/.test(topic));

describe('a live line', () => {
  test('that was open before the first word tells it, and all that follows, once and in order', async () => {
    const guest = await Guest.at(url);
    const line = await guest.line();
    expect(line.answer.status).toBe(200);
    expect(Object.fromEntries(line.answer.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    await guest.say('xin chào');
    await guest.hears(/./);
    await guest.say('đồng ý');
    await vi.waitFor(async () => {
      const messages = await guest.messages();
      expect(messages.filter(({ from }) => from === 'me').length).toBe(2);
      expect(messages.at(-1)?.from).toBe('bot');
      const told = line.events
        .filter(({ event }) => event === 'message')
        .map(({ data }) => (data as { id: number }).id);
      // The same bubble may come again, and then it is the same.
      expect([...new Set(told)]).toEqual(messages.map(({ id }) => id));
    }, 5000);
    expect(line.events.some(({ event }) => event === 'typing')).toBe(true);
    line.close();
  });

  test('beats every 15 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    const guest = await Guest.at(url);
    const line = await guest.line();
    for (const beats of [1, 2, 3]) {
      vi.advanceTimersByTime(15_000);
      await vi.waitFor(() => expect(line.events.filter(({ event }) => event === 'beat').length).toBe(beats));
    }
    line.close();
  });

  test('is one of six a visitor may have; another visitor has six more', async () => {
    const [guest, other] = [await Guest.at(url), await Guest.at(url)];
    const lines = await Promise.all(Array.from({ length: 6 }, () => guest.line()));
    expect(lines.map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200, 200, 200]);
    const seventh = await guest.ask('/api/chat/stream');
    expect(seventh.status).toBe(429);
    expect(Number(seventh.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await refusalOf(seventh)).error).toBe('request:too_fast');
    const theirs = await other.line();
    expect(theirs.answer.status).toBe(200);
    theirs.close();
    lines[0]?.close();
    await vi.waitFor(async () => {
      const again = await guest.line();
      expect(again.answer.status).toBe(200);
      again.close();
    });
    for (const line of lines) line.close();
  });

  test('leaves nothing behind, however it is closed', { timeout: 60_000 }, async () => {
    const [silent, talking] = [await Guest.at(url), await Guest.at(url)];
    await talking.say('xin chào');
    await talking.hears(/./);
    const port = Number(new URL(url).port);
    for (let round = 0; round < 100; round++) {
      for (const guest of [silent, talking]) {
        if (round % 2) {
          (await guest.line()).close();
          continue;
        }
        // Gone while the server is still looking who this is.
        const socket = connect(port, '127.0.0.1');
        const forwarded = `X-Forwarded-For: 10.7.${round}.1`;
        socket.write(`GET /api/chat/stream HTTP/1.1\r\nHost: a\r\nCookie: ${guest.cookie}\r\n${forwarded}\r\n\r\n`);
        await new Promise((resolve) => setTimeout(resolve, round % 5));
        socket.destroy();
      }
    }
    await vi.waitFor(() => expect(oursOf(held)).toEqual([]), 3000);
    const lines = await Promise.all(Array.from({ length: 6 }, () => talking.line()));
    expect(lines.map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200, 200, 200]);
    for (const line of lines) line.close();
    await vi.waitFor(() => expect(oursOf(held)).toEqual([]), 3000);
  });

  test('misses nothing of what is said while it is being opened', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 15; round++) {
      const guest = await Guest.at(url);
      const [line] = await Promise.all([guest.line(), guest.say(`tin ${round}`)]);
      // What the page does when its line is open.
      const read = (await guest.messages()).map(({ text }) => text);
      await vi.waitFor(() => expect([...read, ...line.texts()]).toContain(`tin ${round}`), 5000);
      line.close();
    }
  });

  test('that cannot be kept up is cut, so that its page asks anew', async () => {
    const guest = await Guest.at(url);
    await guest.say('xin chào');
    await guest.hears(/./);
    const line = await guest.line();
    const [{ id = '' } = {}] = await rows<{ id: string }>(app.database.db, sql`select id from conversations`);
    // What is no id cannot be looked up: the database refuses, as it does when it is away.
    app.runtime.signals.publish(`live:${id}`, { message: 'nonsense' });
    await line.ended;
    expect(oursOf(held)).toEqual([]);
  });

  test('whose page does not read is cut before it fills the memory', { timeout: 60_000 }, async () => {
    const guest = await Guest.at(url);
    await guest.say('xin chào');
    await guest.hears(/./);
    const [{ id = '' } = {}] = await rows<{ id: string }>(app.database.db, sql`select id from conversations`);
    const [first] = await guest.messages();
    await rows(app.database.db, sql`update messages set text = repeat('a', 4000) where id = ${first?.id}`);
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
    socket.pause();
    socket.write(`GET /api/chat/stream HTTP/1.1\r\nHost: a\r\nCookie: ${guest.cookie}\r\n\r\n`);
    await vi.waitFor(() => expect(oursOf(held).length).toBeGreaterThan(0));
    for (let round = 0; round < 60 && oursOf(held).length > 0; round++) {
      for (let at = 0; at < 100; at++) app.runtime.signals.publish(`live:${id}`, { message: first?.id ?? 0 });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    expect(oursOf(held)).toEqual([]);
    socket.destroy();
  });

  test('ends within a second when the server stops', async () => {
    const guests = await Promise.all(Array.from({ length: 20 }, () => Guest.at(url)));
    const lines = await Promise.all(guests.map((guest) => guest.line()));
    const began = performance.now();
    await Promise.all([app.close(), ...lines.map(({ ended }) => ended)]);
    expect(performance.now() - began).toBeLessThan(1500);
    expect(oursOf(held)).toEqual([]);
    app = await testApp();
  });
});
