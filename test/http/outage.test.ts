// When the database is away the page hears kind words and keeps its message; when the server stops it finishes what it
// holds; and whatever goes wrong, neither an answer nor the log says what people wrote.
import { randomUUID } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import vietnamese from '../../locales/vi/errors.json' with { type: 'json' };
import { logger } from '../../src/app.ts';
import { openPostgres, rows } from '../../src/db/index.ts';
import { scene } from '../photos/pictures.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { newDatabase, newPostgres, type TestDatabase } from '../support/database.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { behindProxy, Guest, refusalOf } from './guest.ts';

const words = 'nhà tôi ở xóm Gốc Sim, số 0912345678';
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function opened(
  database?: TestDatabase,
  log?: ReturnType<typeof logger>,
): Promise<{ app: TestApp; url: string }> {
  const app = await testApp(behindProxy, {
    ...(database && { database }),
    ...(log && { log }),
    pace: { sweep: 0.1, forgotten: 0.5, lease: 5 },
  });
  closers.push(() => app.close());
  return { app, ...(await app.start()) };
}

/** A log whose lines are kept. */
function recordedLog() {
  const lines: string[] = [];
  return { lines, log: logger({ LOG_LEVEL: 'debug' }, { write: (line: string) => void lines.push(line) }) };
}

async function away(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const code = 'service:unavailable';
  expect(await refusalOf(answer)).toEqual({ error: code, message: vietnamese[code] });
}

async function everyAnswerSaysSo(guest: Guest, picture: Buffer): Promise<void> {
  await away(await guest.say(words));
  await away(await guest.upload(picture));
  await away(await guest.ask('/api/chat/messages'));
  await away(await guest.ask('/api/chat/stream'));
  await away(await guest.ask(`/api/chat/photos/${randomUUID()}`));
  await away(await guest.ask('/health/ready'));
  expect((await guest.ask('/health/live')).status).toBe(200);
  expect((await guest.ask('/chat')).status).toBe(200);
}

const server = await postgresUrl();

describe.skipIf(!needs('PostgreSQL', server))('while PostgreSQL is away', () => {
  /** A way to the server that can be cut, or go dead without a word. */
  async function relayed() {
    const database = await newPostgres(server ?? '');
    const to = new URL(database.url ?? '');
    const sockets = new Set<Socket>();
    let state: 'open' | 'cut' | 'dead' = 'open';
    const relay = createServer((from) => {
      if (state === 'cut') return void from.destroy();
      const folder = to.searchParams.get('host');
      const port = Number(to.port || 5432);
      const on = folder?.startsWith('/') ? connect(`${folder}/.s.PGSQL.${port}`) : connect(port, to.hostname);
      for (const [one, other] of [
        [from, on],
        [on, from],
      ] as const) {
        sockets.add(one);
        one
          .on('error', () => {})
          .on('close', () => {
            sockets.delete(one);
            other.destroy();
          });
        one.on('data', (bytes) => state !== 'dead' && other.write(bytes));
      }
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    const address = relay.address();
    const through = new URL(to);
    through.searchParams.delete('host');
    through.hostname = '127.0.0.1';
    through.port = String(typeof address === 'object' ? address?.port : '');
    closers.push(async () => {
      relay.close();
      for (const socket of sockets) socket.destroy();
      await database.close();
    });
    return {
      database: { ...(await openPostgres(through.href)), url: undefined },
      /** Lets the relay be `state`, and the connections that it has with it. */
      be(now: typeof state) {
        state = now;
        if (now !== 'dead') for (const socket of sockets) socket.destroy();
      },
    };
  }

  test('every answer is 503 with kind words, and afterwards all goes on', { timeout: 60_000 }, async () => {
    const relay = await relayed();
    const { lines, log } = recordedLog();
    const { url } = await opened(relay.database, log);
    const guest = await Guest.at(url);
    await guest.agrees();
    const line = await guest.line();
    relay.be('cut');
    await everyAnswerSaysSo(guest, await (await scene(640, 480)).jpeg().toBuffer());
    relay.be('open');
    const key = randomUUID();
    await vi.waitFor(async () => expect((await guest.say('Na dai', key)).status).toBe(202), 10_000);
    await vi.waitFor(async () => {
      const messages = await guest.messages();
      const at = messages.findIndex((message) => message.key === key);
      expect(at).toBeGreaterThan(0);
      expect(messages[at + 1]?.from).toBe('bot');
    }, 10_000);
    expect((await guest.ask('/health/ready')).status).toBe(200);
    line.close();
    expect(lines.join('')).toContain('a request failed');
    for (const secret of ['Gốc Sim', '0912345678', guest.cookie.split('=')[1] ?? '?'])
      expect(lines.filter((each) => each.includes(secret))).toEqual([]);
  });

  test('without a word, readiness says so within seconds', { timeout: 60_000 }, async () => {
    const relay = await relayed();
    const { url } = await opened(relay.database);
    expect((await new Guest(url).ask('/health/ready')).status).toBe(200);
    relay.be('dead');
    const began = performance.now();
    await away(await new Guest(url).ask('/health/ready'));
    expect(performance.now() - began).toBeLessThan(5000);
    relay.be('open');
  });
});

test('while the embedded database is closed every answer is 503 with kind words', async () => {
  const database = await newDatabase('pglite');
  let close: Promise<void> | undefined;
  const once = () => {
    close ??= database.close();
    return close;
  };
  const { url } = await opened({ ...database, close: once });
  const guest = await Guest.at(url);
  await guest.say('xin chào');
  await guest.hears(/./);
  await once();
  await everyAnswerSaysSo(guest, await (await scene(640, 480)).jpeg().toBuffer());
});

test('a fault of our own is 500 with kind words; what people wrote is in no answer and no log', async () => {
  const { lines, log } = recordedLog();
  const { app, url } = await opened(undefined, log);
  const guest = await Guest.at(url);
  await rows(app.database.db, sql`alter table messages rename to elsewhere`);
  // Words that look like a place in the code are words all the same.
  await guest.say(`${words}\n    at Gốc Sim (0912345678:1:1)`);
  const answer = await vi.waitFor(async () => {
    const asked = await guest.ask('/api/chat/messages');
    expect(asked.status).toBe(500);
    return asked;
  });
  const code = 'service:failed';
  expect(await refusalOf(answer)).toEqual({ error: code, message: vietnamese[code] });
  await vi.waitFor(() => expect(lines.join('')).toContain('a message could not be handled'));
  for (const secret of ['Gốc Sim', '0912345678', guest.cookie.split('=')[1] ?? '?'])
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  expect(lines.join('')).toContain('does not exist');
});

describe('a server that stops', () => {
  test('answers the post that it holds, stored, and takes no other', async () => {
    const database = await newDatabase();
    const { app, url } = await opened({ ...database, close: async () => {} });
    closers.unshift(() => database.close());
    const guest = await Guest.at(url);
    let reached = () => {};
    const held = new Promise<void>((resolve) => {
      reached = resolve;
    });
    app.runtime.failpoint = async (stage) => {
      if (stage !== 'inbox stored') return;
      reached();
      await sleep(700);
    };
    const key = randomUUID();
    const posted = guest.say('xin chào', key);
    await held;
    const began = performance.now();
    const stopped = app.close();
    expect((await posted).status).toBe(202);
    await stopped;
    expect(performance.now() - began).toBeLessThan(3000);
    closers.pop();
    expect(await rows(database.db, sql`select 1 from inbox where external_id like ${`%:${key}`}`)).toHaveLength(1);
    await expect(guest.say('xin chào')).rejects.toThrow();
  });

  test('waits for no upload that stands still', { timeout: 30_000 }, async () => {
    const { app, url } = await opened();
    const guest = await Guest.at(url);
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
    socket.write(
      `POST /api/chat/photos?key=${randomUUID()} HTTP/1.1\r\nHost: a\r\nCookie: ${guest.cookie}\r\n` +
        'Content-Type: image/jpeg\r\nContent-Length: 1000\r\n\r\nx',
    );
    await sleep(100);
    const began = performance.now();
    await app.close();
    expect(performance.now() - began).toBeLessThan(8000);
    closers.pop();
    socket.destroy();
  });
});
