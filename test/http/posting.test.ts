// Posting to the chat: what is wrong is refused with a code and a sentence, what comes twice counts once, and whoever
// floods is slowed down without anybody else noticing.
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import en from '../../locales/en/errors.json' with { type: 'json' };
import vietnamese from '../../locales/vi/errors.json' with { type: 'json' };
import { rows } from '../../src/db/index.ts';
import type { ErrorCode } from '../../src/model/errors.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { behindProxy, Guest, refusalOf } from './guest.ts';

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await testApp(behindProxy);
  ({ url } = await app.start());
});
afterAll(() => app.close());

const key = () => randomUUID();
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

async function refused(answer: Response, status: number, code: ErrorCode): Promise<void> {
  expect(answer.status).toBe(status);
  expect(await refusalOf(answer)).toEqual({ error: code, message: vietnamese[code] });
}

describe('a message that is wrong is refused', () => {
  test.each<[string, unknown]>([
    ['an empty body', ''],
    ['no JSON', '{"key":'],
    ['null', 'null'],
    ['a number', '0'],
    ['a list', '[]'],
    ['no key', { text: 'xin chào' }],
    ['a key "0"', { key: '0', text: 'xin chào' }],
    ['a key that is a number', { key: 0, text: 'xin chào' }],
    ['a key that is a list', { key: [key()], text: 'xin chào' }],
    ['a key that is an object', { key: { $ne: 1 }, text: 'xin chào' }],
    ['a huge key', { key: 'a'.repeat(5000), text: 'xin chào' }],
    ['text that is an object', { key: key(), text: { toString: 'x' } }],
    ['text that is a list', { key: key(), text: ['xin chào'] }],
    ['no text', { key: key() }],
    ['text of blanks', { key: key(), text: ' \n\t ' }],
    ['text of nothing but NUL', { key: key(), text: '\u0000\u0000' }],
    ['text of nothing that can be seen', { key: key(), text: '\u200b\u200d\u0000 \ufeff' }],
    ['too long a text', { key: key(), text: 'a'.repeat(4001) }],
    ['too long a token', { key: key(), token: 'a'.repeat(65), label: 'x' }],
    ['start that is not true', { key: key(), start: 1 }],
    ['another language', { key: key(), start: true, language: 'fr' }],
    ['JSON 30 000 deep', deep(30_000)],
    ['prototype pollution', `{"key":"${key()}","text":"a","__proto__":{"admin":true}}`],
    ['constructor pollution', `{"key":"${key()}","text":"a","constructor":{"prototype":{"admin":true}}}`],
  ])('%s', async (_, body) => {
    const guest = await Guest.at(url);
    await refused(await guest.post(body as object), 400, 'request:invalid');
    expect(await guest.messages()).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test.each([
    'text/plain',
    'text/html',
    'application/xml',
    'image/jpeg',
    'multipart/form-data; boundary=x',
    'x/y; z="',
  ])('as %s', async (type) => {
    const body = JSON.stringify({ key: key(), text: 'xin chào' });
    await refused(await (await Guest.at(url)).post(body, { 'content-type': type }), 400, 'request:invalid');
  });

  test('larger than 64 kB, of whatever type', async () => {
    const guest = await Guest.at(url);
    const huge = JSON.stringify({ key: key(), text: 'xin chào', more: 'a'.repeat(100_000) });
    await refused(await guest.post(huge), 413, 'request:too_large');
    await refused(await guest.post(huge, { 'content-type': 'text/plain' }), 413, 'request:too_large');
  });

  test('in the language of the page', async () => {
    const guest = await Guest.at(url);
    const answers = await Promise.all(
      ['en', 'en-GB,en;q=0.9', 'vi', 'fr', ''].map((language) => guest.post({}, { 'accept-language': language })),
    );
    const messages = await Promise.all(answers.map(async (answer) => (await refusalOf(answer)).message));
    const invalid = 'request:invalid';
    expect(messages).toEqual([en[invalid], en[invalid], vietnamese[invalid], vietnamese[invalid], vietnamese[invalid]]);
  });
});

describe('an address that is wrong is refused', () => {
  test.each([
    'before=0',
    'before=-1',
    'before=1.5',
    'before=abc',
    'before[]=1',
    'before=1&before=2',
    'before[a]=1',
    'before=1e99',
    'before=99999999999999999999',
    "before=1'--",
    'before=%00',
  ])('/messages?%s', async (query) => {
    const guest = await Guest.at(url);
    // Nested names are names of their own, which nobody asked for.
    const strange = query.includes('[');
    const answer = await guest.ask(`/api/chat/messages?${query}`);
    if (strange) expect(answer.status).toBe(200);
    else await refused(answer, 400, 'request:invalid');
  });

  test.each(['0', 'abc', '[]', '%7B%7D', '..%2F..%2Fetc', "'--", 'a'.repeat(90), '%00'])('/photos/%s', async (id) => {
    await refused(await (await Guest.at(url)).ask(`/api/chat/photos/${id}`), 400, 'request:invalid');
  });

  test.each(['size=huge', 'size=full&size=small', 'size='])('/photos/…?%s', async (query) => {
    await refused(await (await Guest.at(url)).ask(`/api/chat/photos/${key()}?${query}`), 400, 'request:invalid');
  });

  test.each([
    ['GET', '/nowhere'],
    ['GET', '/api/nowhere'],
    ['GET', '/api/chat'],
    ['DELETE', '/api/chat/messages'],
    ['PUT', '/chat'],
    ['POST', '/webhooks/zalo-oa'],
    ['POST', '/webhooks/web'],
    ['GET', '/assets/../../../package.json'],
    ['GET', '/.env'],
    ['GET', '/assets/'],
  ])('%s %s: there is nothing', async (method, path) => {
    await refused(await new Guest(url).ask(path, { method }), 404, 'request:not_found');
  });

  test.each([
    '/%',
    '/api/chat/photos/%E0%A4%A',
    '/assets/..%2f..%2f..%2fpackage.json',
    `/api/chat/photos/${'a'.repeat(500)}`,
  ])('%s', async (path) => refused(await new Guest(url).ask(path), 400, 'request:invalid'));
});

describe('raw bytes on the line', () => {
  test.each<[string, string, RegExp]>([
    [
      'a header with a bare line feed',
      'GET /chat HTTP/1.1\r\nHost: a\r\nX: a\n\nSet-Cookie: b\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'an accept-language of line breaks',
      'GET /x HTTP/1.1\r\nHost: a\r\nAccept-Language: en\rX: y\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'a line break in the path',
      'GET /x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 404/,
    ],
    ['no HTTP at all', '\x16\x03\x01hello\r\n\r\n', /^HTTP\/1\.1 400/],
    ['20 kB of headers', `GET /chat HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [
      'two lengths',
      'POST /api/chat/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
  ])('%s get no header of the sender’s own', async (_, request, status) => {
    const answer = await raw(request);
    expect(answer).toMatch(status);
    expect(answer.split('\r\n\r\n')[0]).not.toMatch(/^set-cookie: (a=)?b/im);
    expect(answer).not.toMatch(/node_modules|Error:|stack/);
  });

  async function raw(request: string): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(request);
    let answer = '';
    socket.on('error', () => {});
    for await (const chunk of socket.setEncoding('latin1')) answer += chunk;
    return answer;
  }
});

describe('a message', () => {
  test('that is sent five times at once under one key is one message', async () => {
    const guest = await Guest.at(url);
    const mine = key();
    const answers = await Promise.all(Array.from({ length: 5 }, () => guest.say('xin chào', mine)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    await guest.hears(/./);
    expect((await guest.say('xin chào', mine)).status).toBe(202);
    await guest.say('có đấy');
    await vi.waitFor(async () => expect((await mineOf(guest)).length).toBe(2));
    expect((await mineOf(guest)).map((message) => message.key === mine)).toEqual([true, false]);
  });

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '{{constructor.constructor("return process")()}}',
    '#{7*7} <%= 7*7 %>',
    "'; drop table messages; --",
    '=HYPERLINK("http://evil.example")',
    '\u202egnp.exe',
    'a\n\nevent: message\ndata: {}\n\n',
  ])('that reads %j comes back as these words, in JSON', async (text) => {
    const guest = await Guest.at(url);
    const line = await guest.line();
    expect((await guest.say(text)).status).toBe(202);
    await vi.waitFor(async () => expect((await mineOf(guest)).length).toBe(1), 5000);
    const answer = await guest.ask('/api/chat/messages');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await mineOf(guest))[0]?.text).toBe(text.trim());
    await vi.waitFor(() => expect(line.texts()).toContain(text.trim()), 5000);
    expect(line.events.every(({ event }) => ['message', 'typing', 'beat'].includes(event))).toBe(true);
    line.close();
  });

  test('has no field that the page made up', async () => {
    const guest = await Guest.at(url);
    const body = { key: key(), text: 'xin chào', from: 'helper', visitor: 'x', conversation_id: key(), author: 'bot' };
    expect((await guest.post(body)).status).toBe(202);
    await vi.waitFor(async () => expect(await mineOf(guest)).toMatchObject([{ from: 'me', text: 'xin chào' }]));
  });

  const mineOf = async (guest: Guest) => (await guest.messages()).filter(({ from }) => from === 'me');
});

describe('whoever is too fast', () => {
  afterEach(() => void vi.restoreAllMocks());

  /** Buckets fill with time, and a busy machine may be slower than they are. */
  const stopTheClock = () => vi.spyOn(performance, 'now').mockReturnValue(performance.now());

  test('is told to wait, and no neighbour behind the same address notices', { timeout: 60_000 }, async () => {
    stopTheClock();
    const [flooder, neighbour] = [await Guest.at(url, '10.9.9.9'), await Guest.at(url, '10.9.9.9')];
    const answers = await Promise.all(Array.from({ length: 400 }, (_, at) => flooder.say(`tin ${at}`)));
    const stored = answers.filter(({ status }) => status === 202).length;
    const slowed = answers.filter(({ status }) => status === 429);
    expect(stored + slowed.length).toBe(400);
    expect(stored).toBeGreaterThanOrEqual(40);
    expect(stored).toBeLessThan(60);
    for (const answer of slowed.slice(0, 3)) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      await refused(answer, 429, 'request:too_fast');
    }
    const began = Date.now();
    expect((await neighbour.say('xin chào')).status).toBe(202);
    await neighbour.hears(/./);
    expect(Date.now() - began).toBeLessThan(3000);
    const kept = await rows<{ count: number }>(
      app.database.db,
      sql`select count(*)::int as count from inbox where created_at > now() - interval '1 minute'
          and conversation_id = (select conversation_id from inbox order by id desc limit 1)`,
    );
    expect(kept[0]?.count).toBeLessThan(60);
  });

  test('is slowed down by address too, whatever cookies and forwarded addresses they make up', async () => {
    const address = '10.9.8.7';
    const send = async (at: number) => {
      const guest = new Guest(url, `${at}.1.2.3, ${address}`);
      guest.cookie = `lensan_visitor=${randomUUID().replaceAll('-', '')}${'a'.repeat(11)}`;
      return guest.say('xin chào');
    };
    stopTheClock();
    const answers = await Promise.all(Array.from({ length: 260 }, (_, at) => send(at % 250)));
    const slowed = answers.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(10);
    await refused(slowed[0] as Response, 429, 'request:too_fast');
  });

  test('is one customer of IPv6, whichever of their addresses they use', async () => {
    const send = (at: number) => {
      const guest = new Guest(url, at % 2 ? `2001:db8::${at.toString(16)}` : `2001:db8:0:0:${at.toString(16)}::1`);
      guest.cookie = `lensan_visitor=${randomUUID().replaceAll('-', '')}${'b'.repeat(11)}`;
      return guest.say('xin chào');
    };
    stopTheClock();
    const answers = await Promise.all(Array.from({ length: 260 }, (_, at) => send(at + 1)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
  });

  test('in coming anew is slowed down', async () => {
    stopTheClock();
    const answers = await Promise.all(Array.from({ length: 80 }, () => new Guest(url, '10.9.7.7').ask('/chat')));
    const slowed = answers.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(5);
    await refused(slowed[0] as Response, 429, 'request:too_fast');
  });

  test('in reading is slowed down, with whatever cookies', { timeout: 60_000 }, async () => {
    stopTheClock();
    const guest = await Guest.at(url, '10.9.6.6');
    let slowed = 0;
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(Array.from({ length: 60 }, () => guest.ask('/api/chat/messages')));
      slowed += answers.filter(({ status }) => status === 429).length;
      await Promise.all(answers.map((answer) => answer.text()));
    }
    expect(slowed).toBeGreaterThan(100);
  });
});
