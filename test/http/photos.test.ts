// Photos at the chat page: only pictures come in, each once, and what is served is a clean copy that no browser can take
// for anything else. Nothing of an original stays.
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import vietnamese from '../../locales/vi/errors.json' with { type: 'json' };
import { rows } from '../../src/db/index.ts';
import { photoBytes } from '../../src/http/contract/chat.ts';
import type { ErrorCode } from '../../src/model/errors.ts';
import { bomb, heifHeader, scene } from '../photos/pictures.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { behindProxy, Guest, refusalOf } from './guest.ts';

const place = 'GPS-21.5942-105.8482';

let app: TestApp;
let url: string;
/** With where it was taken, by whom, and a script. */
let telling: Buffer;
beforeAll(async () => {
  app = await testApp(behindProxy);
  ({ url } = await app.start());
  telling = await pictureOf(1);
});
afterAll(() => app.close());

async function pictureOf(seed: number): Promise<Buffer> {
  return (await scene(900, 700, seed))
    .withExif({
      IFD0: { Artist: place, ImageDescription: '<script>alert(1)</script>' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '21/1 35/1 39/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 50/1 53/1',
      },
    })
    .jpeg()
    .toBuffer();
}

async function refused(answer: Response, status: number, code: ErrorCode): Promise<void> {
  expect(answer.status).toBe(status);
  expect(await refusalOf(answer)).toEqual({ error: code, message: vietnamese[code] });
}

const photosOf = async (guest: Guest) =>
  (await guest.messages()).flatMap(({ photo, key }) => (photo ? [{ ...photo, key }] : []));

const settled = (guest: Guest, count = 1) =>
  vi.waitFor(
    async () => {
      const photos = await photosOf(guest);
      expect(photos.length).toBe(count);
      expect(photos.filter(({ state }) => state === 'waiting')).toEqual([]);
      return photos;
    },
    { timeout: 15_000, interval: 50 },
  );

/** Every file of the store that holds these bytes. */
async function filesWith(bytes: Buffer | string): Promise<string[]> {
  const folder = join(app.config.DATA_DIR, 'photos');
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const holding = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(bytes) ? [file] : [])));
  return holding.flat();
}

describe('a photo', () => {
  test('is served clean: a JPEG without the place, the people and the scripts of the original', async () => {
    const guest = await Guest.at(url);
    await guest.agrees();
    expect(telling.includes(place)).toBe(true);
    expect((await guest.upload(telling)).status).toBe(202);
    const [photo] = await settled(guest);
    expect(photo?.state).toBe('ready');
    for (const size of ['', '?size=full']) {
      const answer = await guest.ask((photo?.url ?? '') + size);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': expect.stringContaining('private'),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const { format, exif, xmp, icc, width } = await sharp(bytes).metadata();
      expect({ format, exif, xmp, icc, width }).toEqual({
        format: 'jpeg',
        exif: undefined,
        xmp: undefined,
        icc: undefined,
        width: size ? 900 : 480,
      });
      expect(bytes.includes('script')).toBe(false);
    }
    await vi.waitFor(async () => expect(await filesWith(place)).toEqual([]));
  });

  test('sent twice under one key is one photo, and its original does not come back', async () => {
    const guest = await Guest.at(url);
    await guest.agrees();
    const picture = await pictureOf(2);
    const key = randomUUID();
    const both = await Promise.all([guest.upload(picture, { key }), guest.upload(picture, { key })]);
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    const [photo] = await settled(guest);
    expect(photo).toMatchObject({ key, state: 'ready' });
    await vi.waitFor(async () => expect(await filesWith(place)).toEqual([]));
    expect((await guest.upload(picture, { key })).status).toBe(202);
    expect((await settled(guest)).length).toBe(1);
    expect(await filesWith(place)).toEqual([]);
  });

  test('that two visitors send at once becomes two, each ready and of its own', async () => {
    const guests = await Promise.all([Guest.at(url), Guest.at(url)]);
    await Promise.all(guests.map((guest) => guest.agrees()));
    const picture = await pictureOf(3);
    const key = randomUUID();
    await Promise.all(guests.map((guest) => guest.upload(picture, { key })));
    const urls = await Promise.all(
      guests.map(async (guest) => {
        const [photo] = await settled(guest);
        expect(photo?.state).toBe('ready');
        expect((await guest.ask(photo?.url ?? '')).status).toBe(200);
        return photo?.url ?? '';
      }),
    );
    expect(new Set(urls).size).toBe(2);
    for (const [at, guest] of guests.entries()) expect((await guest.ask(urls[1 - at] ?? '')).status).toBe(404);
    await vi.waitFor(async () => expect(await filesWith(place)).toEqual([]));
  });

  test('that the bot did not keep leaves nothing behind', async () => {
    const guest = await Guest.at(url);
    await guest.say('xin chào');
    await guest.hears(/./);
    const before = (await guest.messages()).length;
    expect((await guest.upload(telling)).status).toBe(202);
    await vi.waitFor(async () => expect((await guest.messages()).length).toBeGreaterThan(before + 1), 5000);
    expect(await photosOf(guest)).toEqual([]);
    await vi.waitFor(async () => expect(await filesWith(place)).toEqual([]));
  });

  test('that cannot be read leaves nothing behind', async () => {
    const guest = await Guest.at(url);
    await guest.agrees();
    const broken = Buffer.concat([telling.subarray(0, 3000), Buffer.from('damaged-in-the-middle')]);
    expect((await guest.upload(broken)).status).toBe(202);
    expect(await settled(guest)).toMatchObject([{ state: 'unreadable' }]);
    expect((await guest.ask((await photosOf(guest))[0]?.url ?? '')).status).toBe(404);
    await vi.waitFor(async () => expect(await filesWith('damaged-in-the-middle')).toEqual([]));
  });

  test('that ended the process at each attempt is given up, and decoded no more', async () => {
    const guest = await Guest.at(url);
    await guest.agrees();
    await guest.upload(await pictureOf(4));
    const [photo] = await settled(guest);
    const id = photo?.url.split('/').at(-1);
    // As the fifth crash leaves it.
    await rows(
      app.database.db,
      sql`update photos set state = 'waiting', attempts = 5, next_attempt_at = now() where id = ${id}`,
    );
    app.runtime.signals.publish('photos');
    expect(await settled(guest)).toMatchObject([{ state: 'unreadable' }]);
    const [row] = await rows<{ error: string }>(app.database.db, sql`select error from photos where id = ${id}`);
    expect(row?.error).toContain('the process ended during each attempt');
  });

  test('of two pixels that says it is two gigapixels is unreadable, and the next one is ready', async () => {
    const guest = await Guest.at(url);
    await guest.agrees();
    expect((await guest.upload(await bomb(50_000, 50_000))).status).toBe(202);
    expect((await guest.upload(await pictureOf(5))).status).toBe(202);
    expect((await settled(guest, 2)).map(({ state }) => state)).toEqual(['unreadable', 'ready']);
  });
});

describe('what is no picture is refused with kind words', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const zip = Buffer.from('504b0304140000000800', 'hex');
  const pdf = '%PDF-1.7\n1 0 obj<</JavaScript(app.alert(1))>>';
  test.each<[string, Buffer | string, string]>([
    ['an SVG', svg, 'image/svg+xml'],
    ['an SVG that calls itself a JPEG', svg, 'image/jpeg'],
    ['HTML', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['HTML that calls itself a PNG', '<html><body>x</body></html>', 'image/png'],
    ['a PDF', pdf, 'application/pdf'],
    ['a PDF that calls itself a JPEG', pdf, 'image/jpeg'],
    ['a zip', Buffer.concat([zip, Buffer.alloc(500)]), 'application/zip'],
    ['a zip that calls itself a JPEG', Buffer.concat([zip, Buffer.alloc(500)]), 'image/jpeg'],
    ['JSON', '{"key":1}', 'application/json'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded'],
    ['nothing', '', 'image/jpeg'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'application/octet-stream'],
    ['a video', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), 'video/mp4'],
  ])('%s', async (_, bytes, type) => {
    await refused(await (await Guest.at(url)).upload(bytes, { type }), 415, 'photo:not_a_picture');
  });

  test.each(['heic', 'heix', 'mif1'])('an iPhone’s file of brand %s, in words of its own', async (brand) => {
    await refused(await (await Guest.at(url)).upload(heifHeader(brand), { type: 'image/heic' }), 415, 'photo:heic');
  });

  test.each(['', 'key=0', 'key=a&key=b', 'key=0190b1a5-6ab2-7c3e-8a52-0a8f6d0c1b11&group=0', 'key[]=x'])(
    'without a key: ?%s',
    async (query) => {
      const guest = await Guest.at(url);
      const headers = { 'content-type': 'image/jpeg' };
      const body = new Uint8Array(telling);
      await refused(
        await guest.ask(`/api/chat/photos?${query}`, { method: 'POST', headers, body }),
        400,
        'request:invalid',
      );
    },
  );
});

/** An upload whose body is ours to send. */
function startUpload(guest: Guest, length?: number) {
  return request(`${url}/api/chat/photos?key=${randomUUID()}`, {
    method: 'POST',
    headers: {
      cookie: guest.cookie,
      'content-type': 'image/jpeg',
      'x-forwarded-for': guest.address,
      ...(length !== undefined && { 'content-length': length }),
    },
  });
}

describe('too much', () => {
  test('in one photo is refused, whether its length is told or not', { timeout: 60_000 }, async () => {
    const guest = await Guest.at(url);
    await refused(await guest.upload(Buffer.alloc(photoBytes + 1, 1)), 413, 'request:too_large');
    const status = new Promise<number>((resolve) => {
      const untold = startUpload(guest);
      untold.on('response', (answer) => resolve(answer.statusCode ?? 0)).on('error', () => resolve(0));
      for (let at = 0; at < 17; at++) untold.write(Buffer.alloc(1024 * 1024, 1));
      untold.end();
    });
    expect(await status).toBe(413);
  });

  test('in all is refused with a time to wait', async () => {
    const guest = await Guest.at(url);
    const answers = await Promise.all(Array.from({ length: 40 }, () => guest.upload('x')));
    const slowed = answers.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThanOrEqual(14);
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    await refused(slowed[0] as Response, 429, 'request:too_fast');
  });

  test('at once is refused before it is read, and room is given back', { timeout: 60_000 }, async () => {
    const guest = await Guest.at(url);
    // Uploads that announce the most and then stand still.
    const standing = Array.from({ length: 20 }, () => {
      const sent = startUpload(guest, photoBytes);
      const status = new Promise<number>((resolve) => {
        sent.on('response', (answer) => resolve(answer.statusCode ?? 0)).on('error', () => resolve(0));
      });
      sent.write('x');
      return { sent, status };
    });
    const refusedSoon = await Promise.race([...standing.map(({ status }) => status)]);
    expect(refusedSoon).toBe(503);
    const other = await Guest.at(url);
    const answer = await other.upload(telling);
    expect(answer.status).toBe(202);
    for (const { sent } of standing) sent.destroy();
    await vi.waitFor(async () => {
      const again = await (await Guest.at(url)).upload(Buffer.alloc(photoBytes, 1));
      expect(again.status).toBe(415);
    }, 5000);
  });
});
