// Visitors of the chat page: known by a secret of their own, and shut off from each other and from other sites' pages.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rows } from '../../src/db/index.ts';
import { scene } from '../photos/pictures.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { behindProxy, Guest, refusalOf } from './guest.ts';

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await testApp(behindProxy);
  ({ url } = await app.start());
});
afterAll(() => app.close());

describe('the cookie of a visitor', () => {
  test.each(['/chat', '/api/chat/messages'])('is set by %s, and no script or other site can use it', async (path) => {
    const [cookie = ''] = (await new Guest(url).ask(path)).headers.getSetCookie();
    expect(cookie).toMatch(/^lensan_visitor=[\w-]{43};/);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=31536000']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Secure');
  });

  test('is sent over https only, where there is https', async () => {
    const answer = await new Guest(url).ask('/chat', { headers: { 'x-forwarded-proto': 'https' } });
    expect(answer.headers.getSetCookie()[0]).toContain('Secure');
  });

  test('is another for each newcomer and stays for who has one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => new Guest(url).ask('/chat')));
    const cookies = answers.map((answer) => answer.headers.getSetCookie()[0]?.split(';')[0]);
    expect(new Set(cookies).size).toBe(20);
    const again = await new Guest(url).ask('/chat', { headers: { cookie: cookies[0] ?? '' } });
    expect(again.headers.getSetCookie()[0]).toContain(cookies[0]);
  });

  test('is nowhere in the database: only its hash is', async () => {
    const guest = await Guest.at(url);
    await guest.say('xin chào');
    await guest.hears(/./);
    const token = guest.cookie.split('=')[1] ?? '';
    expect(token.length).toBe(43);
    for (const table of ['contacts', 'conversations', 'inbox', 'messages', 'outbox', 'events']) {
      const found = await rows(app.database.db, sql.raw(`select 1 from ${table} t where t::text like '%${token}%'`));
      expect(found, table).toEqual([]);
    }
  });

  test.each(['', 'lensan_visitor=', 'lensan_visitor=abc', `lensan_visitor=${"'".repeat(43)}`, 'other=1'])(
    'that is "%s" lets nobody write or listen',
    async (cookie) => {
      const guest = new Guest(url);
      guest.cookie = cookie;
      for (const answer of [
        await guest.say('xin chào'),
        await guest.upload('x'),
        await guest.ask('/api/chat/stream'),
        await guest.ask(`/api/chat/photos/${randomUUID()}`),
      ]) {
        expect(answer.status).toBe(401);
        expect((await refusalOf(answer)).error).toBe('chat:no_visitor');
      }
    },
  );
});

describe('another visitor', () => {
  test('reads no message, hears no line and sees no photo of mine', async () => {
    const [mine, other] = [await Guest.at(url), await Guest.at(url)];
    await other.say('xin chào');
    const line = await other.line();
    await mine.agrees();
    expect((await mine.upload(await (await scene(640, 480)).jpeg().toBuffer())).status).toBe(202);
    const photo = await vi.waitFor(
      async () => {
        const found = (await mine.messages()).find((message) => message.photo?.state === 'ready')?.photo;
        expect(found).toBeDefined();
        return found?.url ?? '';
      },
      { timeout: 15_000, interval: 100 },
    );
    expect((await mine.ask(photo)).status).toBe(200);
    for (const size of ['', '?size=full', '?size=small']) {
      const answer = await other.ask(photo + size);
      expect(answer.status).toBe(404);
      expect((await refusalOf(answer)).error).toBe('request:not_found');
    }
    const theirs = (await mine.messages()).map(({ id }) => id);
    expect((await other.messages()).filter(({ id }) => theirs.includes(id))).toEqual([]);
    const heard = line.events.map(({ data }) => (data as { id?: number }).id).filter((id) => id !== undefined);
    expect(heard.filter((id) => theirs.includes(id))).toEqual([]);
    line.close();
  });

  test('with the same message key has a message of their own', async () => {
    const [one, other] = [await Guest.at(url), await Guest.at(url)];
    const key = randomUUID();
    expect((await one.say('tin của tôi', key)).status).toBe(202);
    expect((await other.say('tin khác hẳn', key)).status).toBe(202);
    await other.hears(/./);
    await one.hears(/./);
    const said = async (guest: Guest) => (await guest.messages()).filter(({ from }) => from === 'me');
    expect(await said(one)).toMatchObject([{ key, text: 'tin của tôi' }]);
    expect(await said(other)).toMatchObject([{ key, text: 'tin khác hẳn' }]);
  });
});

describe('a page of another site', () => {
  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'not a url' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ])('cannot write in a visitor’s name: %o', async (headers) => {
    const guest = await Guest.at(url);
    const body = { key: randomUUID(), text: 'xin chào' };
    for (const answer of [
      await guest.post(body, headers as Record<string, string>),
      await guest.ask(`/api/chat/photos?key=${randomUUID()}`, {
        method: 'POST',
        headers: { ...(headers as Record<string, string>), 'content-type': 'image/jpeg' },
        body: 'x',
      }),
    ]) {
      expect(answer.status).toBe(403);
      expect((await refusalOf(answer)).error).toBe('request:forbidden_origin');
    }
    expect(await guest.messages()).toEqual([]);
  });

  test.each(['/api/chat/messages', '/api/chat/stream', '/chat'])('is not let in to read %s', async (path) => {
    const guest = await Guest.at(url);
    const stop = new AbortController();
    const answer = await guest.ask(path, { headers: { origin: 'https://evil.example' }, signal: stop.signal });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    stop.abort();
  });

  test('is not the page itself, whose posts come with their origin', async () => {
    const guest = await Guest.at(url);
    const headers = { origin: url, 'sec-fetch-site': 'same-origin' };
    expect((await guest.post({ key: randomUUID(), text: 'xin chào' }, headers)).status).toBe(202);
  });
});
