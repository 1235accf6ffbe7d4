// The Zalo channel over real HTTP against the strict fake: recorded events in, exact requests out, each code once.
// Cases are data in zalo-oa/*.json. What must stay true: no failure, however it is printed, shows a token or a secret.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quoteLargeIntegers, type ZaloSettings, zaloOa } from '../../src/channels/zalo-oa/index.ts';
import { rows } from '../../src/db/index.ts';
import { type Channel, SendError } from '../../src/model/channels.ts';
import type { Delivery, Outbound, Parsed } from '../../src/model/messages.ts';
import { grants } from '../../src/records/grants.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';
import { type FakeZalo, type Fault, fakeZalo, type Person, Refusal } from '../support/zalo/index.ts';

const folder = new URL('zalo-oa/', import.meta.url);
const read = <T>(file: string): T[] => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T[];

type ParseCase = { description: string; event: unknown; expect?: Parsed; error?: string };
type DeliverCase = { description: string; delivery: Delivery; calls: { method: string; params: object }[] };
type ErrorCase = {
  description: string;
  answer: { code: number; message: string };
  expect: Partial<SendError>;
  sends: number;
  alarm?: boolean;
};

const key = Buffer.alloc(32, 7);
let database: TestDatabase;
let fake: FakeZalo;
let hoa: Person;
let channel: Channel;
let logged: { level: string; details: object; message: string }[];

const keep = (level: string) => (details: object, message: string) => void logged.push({ level, details, message });
const log = { info: keep('info'), warn: keep('warn'), error: keep('error') };
const alarms = () => logged.filter(({ level }) => level === 'error');

function open(more: Partial<ZaloSettings> = {}): Channel {
  const { appId, appSecret, oaId, oaSecretKey, seed } = fake.credentials;
  return zaloOa({
    ...{ appId, appSecret, oaId, oaSecretKey, seed },
    apiRoot: fake.root,
    oauthRoot: fake.oauthRoot,
    mediaHosts: fake.mediaHosts,
    grants: grants(database.db, key),
    timeoutSeconds: 2,
    clock: fake.clock,
    log,
    ...more,
  });
}

beforeAll(async () => {
  database = await newDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await rows(database.db, sql`delete from grants`);
  await rows(database.db, sql`delete from grant_events`);
  logged = [];
  fake = await fakeZalo();
  hoa = fake.newPerson({ name: 'Hoa' });
  hoa.says('chào');
  channel = open();
});
afterEach(() => fake.close());

const send = (message: Partial<Outbound> = {}, to = hoa.chat): Delivery => ({
  kind: 'send',
  to,
  message: { text: 'Chào bác!', buttons: [], ...message },
});

async function failureOf(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SendError);
  return error as SendError;
}

const exchange = (method = 'message/cs') => fake.callsOf(method);
const spent = () => fake.callsOf('access_token').length;

describe('an event of Zalo', () => {
  for (const file of readdirSync(folder).filter((name) => name.startsWith('parse-'))) {
    test.each(read<ParseCase>(file))(`${file}: $description`, ({ event, expect: expected, error }) => {
      const before = JSON.stringify(event);
      if (error === undefined) expect(channel.parse(event)).toEqual(expected);
      else expect(() => channel.parse(event)).toThrow(error);
      expect(JSON.stringify(event)).toBe(before);
    });
  }

  test('is read the same when the people of the fake make it', async () => {
    const picture = Buffer.from('bytes');
    const contents = [
      hoa.says('chè 250k'),
      hoa.sendsPhoto(picture, { caption: 'na' }),
      hoa.sendsVoice(),
      hoa.sendsFile(picture, 'na.heic'),
      hoa.sendsSticker(),
      hoa.sendsVideo(),
      hoa.sharesLocation(),
      hoa.sharesCard('84912345678'),
      hoa.follows(),
      hoa.opensChat(),
      hoa.isAnsweredAtTheDesk('Cô Lan đây'),
      hoa.withdraws(),
      hoa.unfollows(),
    ].map((body) => {
      const parsed = channel.parse(JSON.parse(body));
      if (!('inbound' in parsed)) return parsed.ignored;
      expect(parsed.inbound).toMatchObject({ chat: hoa.id, at: expect.any(Number) });
      const { content } = parsed.inbound;
      return 'what' in content ? content.what : content.type;
    });
    expect(contents).toEqual([
      ...['text', 'photo', 'voice', 'heic', 'sticker', 'video', 'location', 'contact'],
      ...['start', 'start', 'desk', 'withdraw', 'block'],
    ]);
  });

  test('is read, or refused with a short reason, however it is malformed', () => {
    const events = readdirSync(folder)
      .filter((name) => name.startsWith('parse-'))
      .flatMap((name) => read<ParseCase>(name).map(({ event }) => event));
    const oddities = [
      null,
      true,
      -1,
      1.5,
      2 ** 60,
      '',
      ' ',
      'x'.repeat(5000),
      '\u0000',
      '\ud83c',
      [],
      {},
      [null],
      [[]],
    ];
    let refused = 0;
    for (const event of events) {
      for (const [index, path] of pathsIn(event).entries()) {
        const odd = oddities[index % oddities.length];
        for (const value of [undefined, odd, [odd], { url: odd, id: odd }]) {
          try {
            const parsed = channel.parse(changed(event, path, value));
            const { externalId } = 'inbound' in parsed ? parsed.inbound : parsed;
            expect(externalId.length).toBeLessThan(400);
          } catch (error) {
            refused++;
            expect((error as Error).message).toMatch(/^unreadable Zalo event: .{1,170}$/);
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(500);
  });

  test('has one key however often it comes, and the echo of an answer another', async () => {
    const body = hoa.says('một');
    const keys = [body, body].map((each) => {
      const parsed = channel.parse(JSON.parse(each));
      return 'inbound' in parsed ? parsed.inbound.externalId : parsed.externalId;
    });
    expect(new Set(keys).size).toBe(1);
    const said = JSON.parse(body) as { message: { msg_id: string } };
    const echo = channel.parse({ ...said, event_name: 'oa_send_text', sender: { id: fake.credentials.oaId } });
    expect(echo).toEqual({ externalId: `oa_send_text:${said.message.msg_id}`, ignored: 'echo' });
  });

  test.each([
    ['{"id":246845883529197922}', '{"id":"246845883529197922"}'],
    [
      '{"id":"246845883529197922","n":[-1234567890123456, 12]}',
      '{"id":"246845883529197922","n":["-1234567890123456", 12]}',
    ],
    [
      '{"text":"số 1234567890123456789 \\" 1234567890123456789"}',
      '{"text":"số 1234567890123456789 \\" 1234567890123456789"}',
    ],
    ['[1234567890.1234567890123456,1e1234567890123456,1234567890123456.5,1234567890123456e2]', undefined],
    ['{"timestamp":1795000000000}', undefined],
    ['"', undefined],
  ])('keeps large numbers whole in %s', (given, expected) => {
    expect(quoteLargeIntegers(given)).toBe(expected ?? given);
    expect(channel.mendJson?.(given)).toBe(expected ?? given);
  });
});

describe('the signature of Zalo', () => {
  const second =
    '{"app_id":"360846524940903967","event_name":"user_send_text","message":{"text":"Nước mắm Phú Quốc 120k\\/chai","msg_id":"96d3cdf3af150460909"},"timestamp":"1790000000000"}';
  const mac = '86a89f5d2bbaaed11a07349d86974551ebec46007881a8a1ffec541100cc4673';
  const then = new Date(1_790_000_000_000);
  const vector = (appId: string, oaSecretKey: string, clock: Date) => open({ appId, oaSecretKey, clock: () => clock });
  const request = (body: string, signature: string | string[] | undefined, more: Record<string, string> = {}) => ({
    headers: { ...(signature !== undefined && { 'x-zevent-signature': signature }), ...more },
    body: Buffer.from(body),
  });
  const known = () => vector('360846524940903967', 'bi-mat-oa', then);

  test('fits the first vector', () => {
    const first = vector('1', 's', new Date(2000));
    const hex = '5262cb1f32c4896618d333ebb01d45531a8f1fbf303ef49370d4a912413f7cd0';
    expect(first.verify(request('{"app_id":"1","timestamp":"2"}', `mac=${hex}`))).toBe(true);
  });

  test('fits the second vector, with an escaped slash', () => {
    expect(Buffer.byteLength(second)).toBe(178);
    expect(known().verify(request(second, `mac=${mac}`))).toBe(true);
  });

  test('does not fit the same event written differently: the third vector', () => {
    const again = JSON.stringify(JSON.parse(second));
    expect(known().verify(request(again, `mac=${mac}`))).toBe(false);
    // It would fit, were it signed.
    const hex = '8345df7e1008eae7e5a662a5f9e722ba7cf3c8e7874cdd5696137b00f364cbfa';
    expect(known().verify(request(again, `mac=${hex}`))).toBe(true);
  });

  test.each([
    ['without a prefix', mac],
    ['with a blank after the prefix', `mac = ${mac}`],
    ['in capitals', `MAC=${mac.toUpperCase()}`],
  ])('is taken %s', (_, signature) => expect(known().verify(request(second, signature))).toBe(true));

  test.each<[string, string | string[] | undefined]>([
    ['that is missing', undefined],
    ['that is empty', ''],
    ['that is only a prefix', 'mac='],
    ['that is half', mac.slice(0, 32)],
    ['that is too long', `${mac}00`],
    ['that is another', mac.replace('8', '9')],
    ['that comes twice', [mac, mac]],
  ])('is refused %s', (_, signature) => expect(known().verify(request(second, signature))).toBe(false));

  test('may cover the time of the header instead', async () => {
    const { createHash } = await import('node:crypto');
    const sign = (time: string) =>
      createHash('sha256').update(`360846524940903967${second}${time}bi-mat-oa`).digest('hex');
    const time = String(then.getTime() + 5000);
    expect(known().verify(request(second, sign(time), { 'x-zevent-timestamp': time }))).toBe(true);
    expect(known().verify(request(second, sign(time)))).toBe(false);
    expect(known().verify(request(second, sign(time), { 'x-zevent-timestamp': '1' }))).toBe(false);
  });

  test('is refused when it was made with the secret of the app', () => {
    const body = hoa.says('a');
    const { oaSecretKey, appSecret } = fake.credentials;
    expect(channel.verify({ headers: fake.webhook.signed(body, oaSecretKey), body: Buffer.from(body) })).toBe(true);
    expect(channel.verify({ headers: fake.webhook.signed(body, appSecret), body: Buffer.from(body) })).toBe(false);
  });

  test('is refused for another app', () => {
    expect(vector('360846524940903968', 'bi-mat-oa', then).verify(request(second, mac))).toBe(false);
  });

  test('holds as long as Zalo tries again, and not much longer', () => {
    const hours = (count: number) => new Date(then.getTime() + count * 3_600_000);
    for (const [age, good] of [
      [2.5, true],
      [23.9, true],
      [24.1, false],
      [-24.1, false],
    ] as const)
      expect([age, vector('360846524940903967', 'bi-mat-oa', hours(age)).verify(request(second, mac))]).toEqual([
        age,
        good,
      ]);
  });

  test.each([
    '',
    '{}',
    'null',
    '[]',
    '7',
    'no json',
    '{"app_id":"360846524940903967"}',
    '{"timestamp":"1790000000000"}',
  ])('is never taken for the body %j, even when it fits', async (body) => {
    const { createHash } = await import('node:crypto');
    for (const time of ['', 'undefined', '1790000000000']) {
      const hex = createHash('sha256').update(`360846524940903967${body}${time}bi-mat-oa`).digest('hex');
      if (body.includes('app_id') && time === '1790000000000') continue;
      expect(known().verify(request(body, hex, { 'x-zevent-timestamp': time }))).toBe(false);
    }
  });

  test('is not asked for when Zalo only tries the address', () => {
    for (const body of ['', ' ', '{}', ' { }\n']) expect(channel.isProbe?.(request(body, undefined))).toBe(true);
    for (const body of ['[]', '{"a":1}', 'x']) expect(channel.isProbe?.(request(body, undefined))).toBe(false);
    expect(channel.isProbe?.(request('{}', mac))).toBe(false);
  });

  test('is on what the fake delivers, also the fifth time and out of order', async () => {
    const heard: { ok: boolean; text: string }[] = [];
    const server = createServer(async (incoming, response) => {
      const body = Buffer.concat(await incoming.toArray());
      const parsed = channel.parse(JSON.parse(body.toString()));
      const content = 'inbound' in parsed ? parsed.inbound.content : undefined;
      heard.push({
        ok: channel.verify({ headers: incoming.headers, body }),
        text: content?.type === 'text' ? content.text : '',
      });
      response.writeHead(heard.length < 3 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    fake.webhookTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo-oa`);
    hoa.says('giá 10k/kg');
    await fake.settled();
    expect(heard).toEqual(Array(3).fill({ ok: true, text: 'giá 10k/kg' }));
    expect(fake.webhook.attempts.map(({ retry, status }) => [retry, status])).toEqual([
      [0, 500],
      [1, 500],
      [2, 200],
    ]);
    fake.webhook.state.repeats = 4;
    fake.webhook.hold();
    hoa.says('một');
    hoa.says('hai');
    fake.webhook.release('reversed');
    await fake.settled();
    expect(heard.slice(3).map(({ text }) => text)).toEqual([...Array(5).fill('hai'), ...Array(5).fill('một')]);
    expect(heard.every(({ ok }) => ok)).toBe(true);
    server.close();
    server.closeAllConnections();
  });
});

describe('what Zalo is told', () => {
  const fill = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('$hoa', hoa.id)) as T;

  test.each(read<DeliverCase>('deliver.json'))('$description', async ({ delivery, calls }) => {
    const receipt = await channel.deliver(fill(delivery));
    expect(exchange().map(({ method, params }) => ({ method, params }))).toEqual(fill(calls));
    expect(receipt).toEqual(delivery.kind === 'ack' ? {} : { externalId: hoa.messages.at(-1)?.id });
    if (delivery.kind === 'ack') expect(fake.calls).toEqual([]);
  });

  test('comes back as a tap when its button is touched', async () => {
    await channel.deliver(send({ buttons: [{ token: '12:+4', label: 'Xem thêm' }] }));
    const parsed = channel.parse(JSON.parse(hoa.taps('Xem thêm')));
    expect(parsed).toMatchObject({ inbound: { content: { type: 'tap', token: '12:+4' } } });
  });

  test.each<[string, Partial<Outbound>]>([
    ['an empty text', { text: ' \n' }],
    ['a text that is too long', { text: 'ă'.repeat(2001) }],
    ['six buttons', { buttons: Array.from({ length: 6 }, (_, n) => ({ token: `1:${n}`, label: 'Nút' })) }],
    ['a label that is too long', { buttons: [{ token: '1:0', label: 'n'.repeat(101) }] }],
    ['an empty label', { buttons: [{ token: '1:0', label: ' ' }] }],
    ['an empty token', { buttons: [{ token: '', label: 'a' }] }],
    ['a token that is too long', { buttons: [{ token: 'ă'.repeat(500), label: 'a' }] }],
  ])('is never %s', async (_, message) => {
    expect(await failureOf(channel.deliver(send(message)))).toMatchObject({ failure: 'refused' });
    expect(fake.calls).toEqual([]);
  });

  test.each(['', 'hoa', '12 3', '../getoa'])('never goes to the address %j', async (to) => {
    expect(await failureOf(channel.deliver(send({}, to)))).toMatchObject({ failure: 'refused' });
  });

  test('may be just as long as the limit, counted once it is composed', async () => {
    await channel.deliver(send({ text: 'ắ'.repeat(2000).normalize('NFD') }));
    expect(hoa.messages.at(-1)?.text).toBe('ắ'.repeat(2000));
  });

  test('is free for 48 hours, costs money until the seventh day, and is refused then', async () => {
    fake.forward(47.9);
    await channel.deliver(send());
    expect([logged.filter(({ level }) => level === 'warn'), fake.counts().charged]).toEqual([[], 0]);
    fake.forward(0.2);
    await channel.deliver(send());
    await channel.deliver(send());
    const counted = logged.filter(({ message }) => message.includes('charged')).map(({ details }) => details);
    expect(counted).toMatchObject([{ count: 1 }, { count: 2 }]);
    expect(fake.counts().charged).toBe(2);
    fake.forward(5 * 24);
    expect(await failureOf(channel.deliver(send()))).toMatchObject({ failure: 'unreachable' });
    hoa.says('lại đây');
    await channel.deliver(send());
    expect(hoa.messages).toHaveLength(4);
  });

  test('does not reach who blocked or left us', async () => {
    hoa.blocks();
    expect(await failureOf(channel.deliver(send()))).toMatchObject({ failure: 'unreachable' });
    hoa.says('quay lại');
    await channel.deliver(send());
    hoa.unfollows();
    expect(await failureOf(channel.deliver(send()))).toMatchObject({ failure: 'unreachable' });
  });
});

describe('a photo for Zalo', () => {
  const large = () =>
    sharp({
      create: {
        width: 2600,
        height: 2000,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
  const small = () =>
    sharp({ create: { width: 40, height: 30, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
  const stored = async (hash: string) => {
    if (hash === 'large') return large();
    if (hash === 'small') return small();
    if (hash === 'words') return Buffer.from('not a picture');
    throw new Error('no such photo');
  };
  const buttons = [{ token: '12:0', label: 'Đúng' }];

  test('is made small enough and shown with its text and buttons', async () => {
    await open({ loadPhoto: stored }).deliver(send({ text: 'Ảnh này nhé?', photo: 'large', buttons }));
    const [message] = hoa.messages;
    expect(message).toMatchObject({ text: 'Ảnh này nhé?', buttons: [{ label: 'Đúng', token: '12:0' }] });
    expect(message?.photo?.length).toBeLessThan(1_000_000);
    expect((await sharp(message?.photo).metadata()).format).toBe('jpeg');
    expect(exchange()[0]?.params.message).toHaveProperty('attachment', {
      type: 'template',
      payload: {
        template_type: 'media',
        elements: [{ media_type: 'image', attachment_id: expect.stringMatching(/^att_/) }],
        buttons: [{ title: 'Đúng', type: 'oa.query.hide', payload: '#12:0' }],
      },
    });
  });

  test('is uploaded once for many messages, and again when Zalo has dropped it', async () => {
    const withPhotos = open({ loadPhoto: stored });
    for (let n = 0; n < 3; n++) await withPhotos.deliver(send({ photo: 'small' }));
    expect(exchange('upload/image')).toHaveLength(1);
    fake.forward(7 * 24 + 1);
    hoa.says('vẫn đây');
    await withPhotos.deliver(send({ photo: 'small' }));
    expect(exchange('upload/image')).toHaveLength(2);
    expect(hoa.messages).toHaveLength(4);
  });

  test('is uploaded again once and not for ever', async () => {
    fake.fail({ fault: new Refusal(-100, 'attachment_id was expired'), method: 'message/cs', times: 2 });
    const error = await failureOf(open({ loadPhoto: stored }).deliver(send({ photo: 'small' })));
    expect(error).toMatchObject({ failure: 'retry', message: 'message/cs: -100 attachment_id was expired' });
    expect([exchange('upload/image').length, exchange().length]).toEqual([2, 2]);
  });

  test.each<[Fault, string]>([
    ['empty', 'retry'],
    ['error-500', 'retry'],
    ['cut-after', 'retry'],
    ['hang-after', 'retry'],
    [new Refusal(-210, 'too big'), 'refused'],
  ])('that meets %j when uploaded is not sent, and nothing is unknown', async (fault, failure) => {
    fake.fail({ fault, method: 'upload/image' });
    const impatient = open({ loadPhoto: stored, timeoutSeconds: 0.4 });
    expect(await failureOf(impatient.deliver(send({ photo: 'small' })))).toMatchObject({ failure });
    expect(exchange()).toEqual([]);
  });

  test('that is none is refused, and one that is away is tried again', async () => {
    const withPhotos = open({ loadPhoto: stored });
    expect(await failureOf(withPhotos.deliver(send({ photo: 'words' })))).toMatchObject({ failure: 'refused' });
    expect(await failureOf(withPhotos.deliver(send({ photo: 'gone' })))).toMatchObject({ failure: 'retry' });
    expect(exchange()).toEqual([]);
  });
});

describe('a failure at Zalo', () => {
  // 05:30 in Vietnam: half an hour of the night is left.
  const dawn = () => new Date('2026-11-24T22:30:00Z');

  test.each(read<ErrorCase>('errors.json'))('$description', async ({ answer, expect: expected, sends, alarm }) => {
    await channel.deliver(send());
    const other = open({ clock: dawn });
    fake.calls.length = 0;
    fake.fail({ fault: new Refusal(answer.code, answer.message), method: 'message/cs', times: 5 });
    const error = await failureOf(other.deliver(send()));
    expect(error).toMatchObject({ retryAfter: undefined, tries: undefined, to: undefined, ...expected });
    expect(error.message).toContain(String(answer.code));
    expect(exchange()).toHaveLength(sends);
    expect(alarms().length > 0).toBe(Boolean(alarm) || sends === 2);
  });

  test.each([
    ['2026-11-24T15:00:00Z', 8 * 3600],
    ['2026-11-24T22:59:59Z', 1],
    ['2026-11-24T23:00:00Z', 1],
  ])('waits at %s for Vietnam to wake', async (now, retryAfter) => {
    await channel.deliver(send());
    fake.fail({ fault: new Refusal(-234, 'night'), method: 'message/cs' });
    const error = await failureOf(open({ clock: () => new Date(now) }).deliver(send()));
    expect(error).toMatchObject({ failure: 'retry', retryAfter });
  });

  test.each<[Fault, SendError['failure'], number]>([
    ['error-500', 'unknown', 0],
    ['html-502', 'unknown', 0],
    ['cut-before', 'unknown', 0],
    ['cut-after', 'unknown', 1],
    ['hang-before', 'unknown', 0],
    ['hang-after', 'unknown', 1],
    ['empty', 'unknown', 0],
    ['redirect', 'retry', 0],
    [{ status: 403, body: '<html>', type: 'text/html' }, 'retry', 0],
    [{ status: 429, body: '' }, 'retry', 0],
    [{ status: 200, body: '' }, 'unknown', 0],
    [{ status: 200, body: 'null' }, 'unknown', 0],
    [{ status: 200, body: '{}' }, 'unknown', 0],
    [{ status: 200, body: '{"error":"x"}' }, 'unknown', 0],
    [{ status: 200, body: '{"error":0}' }, 'unknown', 0],
    [{ status: 200, body: '{"error":0,"data":[]}' }, 'unknown', 0],
    [{ status: 200, body: '{"error":"-230","message":"7 days"}' }, 'unreachable', 0],
    [{ status: 400, body: '{"error":-201,"message":"bad"}' }, 'refused', 0],
    [{ status: 200, body: `{"error":0,"data":{"message_id":"${'x'.repeat(2_000_000)}"}}` }, 'unknown', 0],
  ])('of the way there, %j, is taken for what it is', async (fault, failure, shown) => {
    await channel.deliver(send());
    fake.fail({ fault, method: 'message/cs' });
    const impatient = open({ timeoutSeconds: 0.4 });
    expect(await failureOf(impatient.deliver(send()))).toMatchObject({ failure });
    expect(hoa.messages).toHaveLength(1 + shown);
  });

  test.each([
    ['468458835', '468458835'],
    ['246845883529197922', '246845883529197922'],
  ])('is certain too when the id of what was shown is the number %s', async (given, externalId) => {
    const body = `{"data":{"message_id":${given},"quota":{"quota_type":"reply"}},"error":0}`;
    fake.fail({ fault: { status: 200, body }, method: 'message/cs' });
    expect(await channel.deliver(send())).toEqual({ externalId });
  });

  test('is certain when nobody listens or the name is unknown', async () => {
    await channel.deliver(send());
    for (const apiRoot of ['http://127.0.0.1:9', 'http://zalo.invalid'])
      expect(await failureOf(open({ apiRoot }).deliver(send()))).toMatchObject({ failure: 'retry' });
  });

  test('never shows a token or a secret, however it is printed', async () => {
    await channel.deliver(send());
    const nowhere = open({ apiRoot: 'http://127.0.0.1:9', oauthRoot: 'http://127.0.0.1:9' });
    const impatient = open({ timeoutSeconds: 0.3, loadPhoto: async () => Buffer.from('x') });
    const secrets = new Set<string>();
    const note = () => {
      const { access = '', refresh } = fake.tokens();
      const { appSecret, oaSecretKey, seed } = fake.credentials;
      for (const each of [access, refresh, appSecret, oaSecretKey, seed]) if (each) secrets.add(each);
    };
    const errors: SendError[] = [];
    const collect = async (work: Promise<unknown>) => {
      note();
      errors.push(await failureOf(work));
      note();
    };
    const faults: Fault[] = ['error-500', 'html-502', 'cut-before', 'cut-after', 'hang-before', 'redirect', 'empty'];
    for (const fault of faults) {
      fake.fail({ fault, method: 'message/cs' });
      await collect(impatient.deliver(send()));
      if (fault === 'empty') continue;
      fake.fail({ fault, method: 'user/detail' });
      await collect(impatient.nameOf?.(hoa.id) as Promise<unknown>);
      fake.fail({ fault, method: 'getoa' });
      await collect(impatient.probe?.() as Promise<unknown>);
    }
    await collect(nowhere.deliver(send()));
    // Zalo says the secrets back to us, and refuses every token.
    const { access, refresh } = fake.tokens();
    const echo = `${access} ${refresh} ${fake.credentials.appSecret}`;
    fake.fail({
      fault: new Refusal(
        -201,
        echo
          .split(' ')
          .filter((part) => part !== refresh)
          .join(' '),
      ),
      method: 'message/cs',
    });
    await collect(channel.deliver(send()));
    for (const fault of [{ errorName: `no ${echo}` }, 'cut-before', 'hang-before', 'error-500'] as Fault[]) {
      fake.fail({ fault: new Refusal(-216, 'no'), method: 'message/cs' });
      fake.fail({ fault, method: 'access_token' });
      await collect(impatient.deliver(send()));
    }
    fake.consents();
    await collect(channel.deliver(send()));
    await collect(channel.deliver(send()));
    expect(errors.length).toBeGreaterThan(24);
    const deep = { depth: 20, showHidden: true };
    const printed = errors.map((error) => [
      inspect(error, deep),
      JSON.stringify(error),
      String(error),
      error.stack,
      inspect(error.cause, deep),
    ]);
    const everything = [...printed.flat(), inspect(logged, deep)].join('\n');
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });
});

describe('the access token', () => {
  const state = async () =>
    (await rows<{ state: string; lease: string | null }>(database.db, sql`select state, lease from grants`))[0];
  const kinds = async () =>
    (await rows<{ kind: string }>(database.db, sql`select kind from grant_events order by id`)).map(({ kind }) => kind);

  test('is got with the seed, once, and stored before it is used', async () => {
    await Promise.all([channel.deliver(send()), channel.deliver(send()), open().deliver(send())]);
    expect([spent(), fake.counts().rotations, hoa.messages.length]).toEqual([1, 1, 3]);
    expect(await kinds()).toEqual(['seeded', 'rotated']);
    const kept = grants(database.db, key);
    const of = { channel: 'zalo-oa', account: fake.credentials.oaId };
    expect(await kept.read(of)).toMatchObject({
      accessToken: fake.tokens().access,
      refreshToken: fake.tokens().refresh,
    });
  });

  test('is not used when it could not be stored, and is stored when the database is back', async () => {
    const store = grants(database.db, key);
    let away = true;
    const shaky = {
      ...store,
      save: async (...given: Parameters<typeof store.save>) => {
        if (away) throw new Error('the database is away');
        return store.save(...given);
      },
    };
    const poor = open({ grants: shaky, timeoutSeconds: 0.5 });
    expect(await failureOf(poor.deliver(send()))).toMatchObject({ failure: 'retry' });
    expect([exchange().length, fake.counts().rotations]).toEqual([0, 1]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    away = false;
    await poor.deliver(send());
    expect([hoa.messages.length, fake.counts().rotations]).toEqual([1, 1]);
    expect(await state()).toEqual({ state: 'good', lease: null });
  });

  test.each([-216, -220, -124, 216, 401, -401])(
    'is renewed once when Zalo answers %i, and the message sent once',
    async (code) => {
      await channel.deliver(send());
      fake.fail({ fault: new Refusal(code, 'Access token is invalid'), method: 'message/cs' });
      await channel.deliver(send());
      expect([exchange().length, spent(), hoa.messages.length]).toEqual([3, 2, 2]);
    },
  );

  test('is asked for no third time when a new one is refused too, and a person is told', async () => {
    await channel.deliver(send());
    fake.fail({ fault: new Refusal(-216, 'Access token is invalid'), method: 'message/cs', times: 10 });
    for (let n = 0; n < 4; n++) expect(await failureOf(channel.deliver(send()))).toMatchObject({ failure: 'channel' });
    expect(spent()).toBe(2);
    expect(alarms()).toHaveLength(1);
  });

  test('that somebody else renewed is taken from the store', async () => {
    const other = open();
    await other.deliver(send());
    fake.dropAccess();
    await channel.deliver(send());
    await other.deliver(send());
    expect([spent(), hoa.messages.length]).toEqual([2, 3]);
  });

  test('is renewed ahead of time without any traffic', async () => {
    await channel.tend?.();
    expect(spent()).toBe(1);
    fake.forward(12.9);
    await channel.tend?.();
    expect(spent()).toBe(1);
    fake.forward(0.2);
    await channel.tend?.();
    await channel.tend?.();
    expect(spent()).toBe(2);
    fake.forward(13.1);
    await Promise.all([channel.tend?.(), open().tend?.(), open().tend?.()]);
    expect(spent()).toBe(3);
  });

  test('goes on being used while an early renewal fails', async () => {
    await channel.deliver(send());
    fake.forward(14);
    fake.fail({ fault: { errorName: 'Internal error' }, method: 'access_token', times: 2 });
    expect(await failureOf(channel.tend?.() as Promise<void>)).toMatchObject({ failure: 'channel' });
    expect(alarms()).toHaveLength(1);
    await channel.deliver(send());
    expect(await state()).toEqual({ state: 'good', lease: null });
    fake.mend();
    await channel.tend?.();
    expect(await kinds()).toEqual(['seeded', 'rotated', 'refused', 'rotated']);
  });

  test.each<Fault>([
    { errorName: 'Internal error' },
    { status: 200, body: '{"access_token":"a","expires_in":"90000"}' },
    { status: 200, body: '{"access_token":"","refresh_token":"","expires_in":"90000"}' },
    { status: 200, body: '{}' },
    'html-502',
    'hang-before',
  ])('is left alone when the answer is %j', async (fault) => {
    await channel.deliver(send());
    const stored = () => rows<object>(database.db, sql`select access_token, refresh_token from grants`);
    const before = await stored();
    fake.forward(25);
    hoa.says('vẫn đây');
    fake.fail({ fault, method: 'access_token' });
    await failureOf(open({ timeoutSeconds: 0.4 }).deliver(send()));
    expect(await stored()).toEqual(before);
    await channel.deliver(send());
    expect(hoa.messages).toHaveLength(2);
  });

  test.each<Fault>([
    new Refusal(-118, 'invalid grant'),
    new Refusal(-14014, 'x'),
    { errorName: 'Invalid refresh token' },
  ])('is given up when Zalo says %j: one alarm, and no further call', async (fault) => {
    fake.fail({ fault, method: 'access_token', times: 9 });
    const error = await failureOf(channel.deliver(send()));
    expect(error).toMatchObject({ failure: 'channel' });
    for (const each of [channel, open()])
      expect(await failureOf(each.deliver(send()))).toMatchObject({
        failure: 'channel',
        message: expect.stringContaining('consent again'),
      });
    expect([spent(), exchange().length, alarms().length]).toEqual([1, 0, 1]);
    expect(alarms()[0]?.message).toContain('consent again');
    expect(await state()).toEqual({ state: 'dead', lease: null });
  });

  test('comes back with a new seed, and never with an old one', async () => {
    await channel.deliver(send());
    const seed = fake.consents();
    fake.forward(26);
    hoa.says('vẫn đây');
    expect(await failureOf(channel.deliver(send()))).toMatchObject({ failure: 'channel' });
    // Started again with the old settings: nothing is tried.
    const calls = spent();
    expect(await failureOf(open().deliver(send()))).toMatchObject({ failure: 'channel' });
    expect(spent()).toBe(calls);
    const renewed = open({ seed });
    await renewed.deliver(send());
    // A process that still has the old settings does not undo it.
    await open().deliver(send());
    await channel.deliver(send());
    expect(hoa.messages).toHaveLength(4);
    expect(await kinds()).toEqual(['seeded', 'rotated', 'dead', 'seeded', 'rotated']);
  });

  test('cannot be had without a grant, or with one encrypted by another key', async () => {
    const none = await failureOf(open({ seed: undefined }).deliver(send()));
    expect(none).toMatchObject({ failure: 'channel', message: expect.stringContaining('ZALO_REFRESH_TOKEN') });
    await channel.deliver(send());
    const other = await failureOf(open({ grants: grants(database.db, Buffer.alloc(32, 8)) }).deliver(send()));
    expect(other).toMatchObject({ failure: 'channel', message: expect.stringContaining('SECRET_KEY') });
  });

  test('is nowhere in the database as it is', async () => {
    await channel.deliver(send());
    const all = JSON.stringify([
      await rows(database.db, sql`select * from grants`),
      await rows(database.db, sql`select * from grant_events`),
    ]);
    const { access = '', refresh } = fake.tokens();
    for (const secret of [access, refresh, fake.credentials.seed]) expect(all).not.toContain(secret);
  });

  test('is waited for no longer than a send may take', async () => {
    await channel.deliver(send());
    fake.dropAccess();
    const store = grants(database.db, key);
    const of = { channel: 'zalo-oa', account: fake.credentials.oaId };
    await store.lease(of, '0198f000-0000-7000-8000-000000000001', 60);
    const began = Date.now();
    const error = await failureOf(open({ timeoutSeconds: 0.4 }).deliver(send()));
    expect(error).toMatchObject({ failure: 'retry', message: expect.stringContaining('in time') });
    expect(Date.now() - began).toBeLessThan(3000);
    await store.release(of, '0198f000-0000-7000-8000-000000000001');
  });
});

describe('Zalo is asked', () => {
  test('whether it is there', async () => {
    await channel.probe?.();
    fake.fail({ fault: 'html-502', method: 'getoa' });
    expect(await failureOf(channel.probe?.() as Promise<void>)).toMatchObject({ failure: 'retry' });
    fake.fail({ fault: { status: 200, body: '{"error":0,"data":{"oaid":111222333444555666}}' }, method: 'getoa' });
    expect(await failureOf(channel.probe?.() as Promise<void>)).toMatchObject({ failure: 'channel' });
  });

  test('for the name it shows', async () => {
    expect(await channel.nameOf?.(hoa.id)).toBe('Hoa');
    fake.fail({ fault: { status: 200, body: '{"error":0,"data":{"display_name":" "}}' }, method: 'user/detail' });
    expect(await channel.nameOf?.(hoa.id)).toBeUndefined();
    expect(await failureOf(channel.nameOf?.('999') as Promise<unknown>)).toMatchObject({ failure: 'refused' });
  });
});

describe('media of Zalo', () => {
  const urlOf = (body: string) => {
    const event = JSON.parse(body) as { message: { attachments: { payload: { url: string } }[] } };
    return event.message.attachments[0]?.payload.url ?? '';
  };
  const fetchFrom = (url: string, from = channel) => from.fetchMedia({ zalo: { url } });

  test('is fetched, over http where https does not answer', async () => {
    const bytes = await fetchFrom(urlOf(hoa.sendsPhoto(Buffer.from('a picture'))));
    expect(bytes.toString()).toBe('a picture');
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:1/x',
    'http://[::1]/x',
    'https://10.0.0.1/x',
    'https://evil.example/x',
    'https://zdn.vn.evil.example/x',
    'https://evilzdn.vn/x',
    'https://user:word@a.zdn.vn/x',
    'https://a.zdn.vn:8443/x',
    'ftp://a.zdn.vn/x',
    'file:///etc/passwd',
    'zdn',
    '',
  ])('is not fetched from %j', async (url) => {
    for (const each of [channel, open({ mediaHosts: undefined })])
      expect(await failureOf(fetchFrom(url, each))).toMatchObject({ failure: 'refused' });
  });

  test.each([
    ['http://169.254.169.254/', 'refused'],
    ['https://evil.example/', 'refused'],
    ['file:///etc/passwd', 'refused'],
    ['', 'refused'],
  ])('does not follow a redirect to %j', async (location, failure) => {
    const { root, asked, close } = await redirecting(() => location);
    const careful = open({ mediaHosts: [new URL(root).host] });
    expect(await failureOf(fetchFrom(`${root}/a`, careful))).toMatchObject({ failure });
    expect(asked.length).toBeLessThanOrEqual(location === '' ? 4 : 1);
    await close();
  });

  test('follows three redirects among its own and no fourth', async () => {
    const { root, asked, close } = await redirecting((path) => {
      const left = Number(path.slice(1));
      return left > 0 ? `/${left - 1}` : undefined;
    });
    const following = open({ mediaHosts: [new URL(root).host] });
    expect((await fetchFrom(`${root}/3`, following)).toString()).toBe('here');
    expect(asked).toEqual(['/3', '/2', '/1', '/0']);
    expect(await failureOf(fetchFrom(`${root}/4`, following))).toMatchObject({ failure: 'refused' });
    await close();
  });

  test('is refused when it is too big, and when it is not at Zalo', async () => {
    const url = urlOf(hoa.sendsPhoto(Buffer.alloc(20 * 1024 * 1024 + 1)));
    expect(await failureOf(fetchFrom(url))).toMatchObject({ failure: 'refused', message: 'the file is too big' });
    expect(await failureOf(channel.fetchMedia({ stored: 'h' }))).toMatchObject({ failure: 'refused' });
  });

  test.each<Fault>([
    'error-500',
    'html-502',
    'cut-before',
    'hang-before',
    { status: 404, body: '' },
    { status: 200, body: '<html>', type: 'text/html' },
  ])('that meets %j is fetched another time', async (fault) => {
    const url = urlOf(hoa.sendsPhoto(Buffer.from('bytes')));
    fake.fail({ fault, method: 'media' });
    const impatient = open({ timeoutSeconds: 0.4 });
    expect(await failureOf(fetchFrom(url, impatient))).toMatchObject({ failure: 'retry' });
    expect((await fetchFrom(url)).toString()).toBe('bytes');
  });
});

describe('the settings of Zalo', () => {
  test.each<[string, Partial<ZaloSettings>]>([
    ['an app id with letters', { appId: 'app' }],
    ['an empty account', { oaId: '' }],
    ['an empty secret of the app', { appSecret: '' }],
    ['a secret key with a blank', { oaSecretKey: 'a b' }],
  ])('are refused with %s, without a word of any secret', (_, wrong) => {
    let said = '';
    try {
      open(wrong);
    } catch (error) {
      said = inspect(error);
    }
    expect(said).toContain('of Zalo must be');
    expect(said).not.toContain(fake.credentials.appSecret);
  });

  test('make a channel of the account', () => {
    expect(channel).toMatchObject({ name: 'zalo-oa', account: fake.credentials.oaId });
    expect(channel.capabilities).toEqual({
      ...{ textLength: 2000, buttons: 5, labelLength: 35, idempotent: false, hiddenTaps: true },
      window: { free: 48, last: 168 },
    });
  });
});

/** Every place inside, as keys to follow. */
function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[name], ...pathsIn(inner).map((path) => [name, ...path])]);
}

/** A copy with another value at that place; undefined takes it away. */
function changed(event: unknown, path: string[], value: unknown): unknown {
  const copy = structuredClone(event);
  const last = path.at(-1) ?? '';
  const holder = path
    .slice(0, -1)
    .reduce((at, name) => at[name] as Record<string, unknown>, copy as Record<string, unknown>);
  holder[last] = value;
  return copy;
}

/** A host that sends everybody on; undefined: they are there. */
async function redirecting(to: (path: string) => string | undefined) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const location = to(request.url ?? '');
    if (location === undefined) response.end('here');
    else response.writeHead(302, { location }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
