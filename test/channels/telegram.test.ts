// The Telegram channel over real HTTP against the strict fake: recorded updates in, exact requests out, each failure once.
// Cases are data in telegram/*.json. What must stay true: no failure, however it is printed, shows the token.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setWebhook, type TelegramSettings, telegram } from '../../src/channels/telegram/index.ts';
import { type Channel, SendError } from '../../src/model/channels.ts';
import type { Delivery, Parsed } from '../../src/model/messages.ts';
import { type FakeTelegram, type Fault, fakeTelegram, type Person, Refusal } from '../support/telegram/index.ts';
import { malformed } from '../support/telegram/malformed.ts';

const folder = new URL('telegram/', import.meta.url);
const read = <T>(file: string): T[] => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T[];
const secret = 'Secret_of-LenSan';

type ParseCase = { description: string; update: unknown; expect?: Parsed; error?: string };
type DeliverCase = { description: string; delivery: Delivery; calls: { method: string; params: object }[] };
type ErrorCase = {
  description: string;
  kind: Delivery['kind'];
  answer: { code: number; description: string; parameters?: Refusal['parameters'] };
  expect: Partial<SendError>;
};

let fake: FakeTelegram;
let hoa: Person;
let channel: Channel;

const open = (more: Partial<TelegramSettings> = {}) =>
  telegram({ token: fake.token, secret, apiRoot: fake.root, timeoutSeconds: 2, firstPauseMs: 20, ...more });

beforeEach(async () => {
  fake = await fakeTelegram();
  hoa = fake.person({ name: 'Hoa', id: 700000001 });
  channel = open();
});
afterEach(() => fake.close());

const say = (text = 'Chào bác!'): Delivery => ({ kind: 'send', to: '700000001', message: { text, buttons: [] } });
const failureOf = async (work: Promise<unknown>): Promise<SendError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SendError);
  return error as SendError;
};

/** Everything that a logger, a row or an answer could make of an error. */
function everyPrint(error: Error): string {
  const own = Object.getOwnPropertyNames(error).map((name) => [
    name,
    (error as unknown as Record<string, unknown>)[name],
  ]);
  const deep = { depth: 20, showHidden: true };
  return [
    inspect(error, deep),
    JSON.stringify(error),
    String(error),
    inspect(own, deep),
    error.stack,
    inspect(error.cause, deep),
  ].join('\n');
}

describe('parse', () => {
  for (const file of readdirSync(folder).filter((name) => name.startsWith('parse-'))) {
    test.each(read<ParseCase>(file))(`${file}: $description`, ({ update, expect: expected, error }) => {
      const before = JSON.stringify(update);
      if (error === undefined) expect(channel.parse(update)).toEqual(expected);
      else expect(() => channel.parse(update)).toThrow(error);
      expect(JSON.stringify(update)).toBe(before);
    });
  }

  test('throws an Error with a short reason, and nothing else, on malformed updates', () => {
    for (const raw of malformed(1, 2000)) {
      let value: unknown;
      try {
        value = JSON.parse(raw.toString());
      } catch {
        continue;
      }
      try {
        const parsed = channel.parse(value);
        // What was read can be stored.
        expect(JSON.stringify(parsed)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      } catch (error) {
        expect((error as Error).message).toMatch(/^unreadable Telegram update: .{1,200}$/);
      }
    }
  });

  test('reads what people do in the fake as it reads the recorded updates', async () => {
    const taken = reading(channel);
    await hoa.says('chè 250k');
    await hoa.sharesContact();
    await hoa.blocks();
    await fake.settled();
    expect(taken.contents()).toEqual([
      { type: 'text', text: 'chè 250k' },
      { type: 'contact', phone: hoa.phone, own: true },
      { type: 'block' },
    ]);
    await taken.stop();
  });
});

describe('verify', () => {
  const request = (given: string | string[] | undefined) => ({
    headers: { 'x-telegram-bot-api-secret-token': given },
    body: Buffer.from('{}'),
  });

  test('takes a request with the secret', () => expect(channel.verify(request(secret))).toBe(true));
  test.each([
    ['no secret', undefined],
    ['an empty secret', ''],
    ['another secret', 'Secret_of-LenSaN'],
    ['a longer secret', `${secret}x`],
    ['the secret twice', [secret, secret]],
  ])('refuses a request with %s', (_, given) => expect(channel.verify(request(given))).toBe(false));

  test('takes what Telegram delivers to the webhook that was set', async () => {
    const heard: { ok: boolean; path: string | undefined; parsed: Parsed }[] = [];
    const server = createServer(async (incoming, response) => {
      const body = Buffer.concat(await incoming.toArray());
      const ok = channel.verify({ headers: incoming.headers, body });
      heard.push({ ok, path: incoming.url, parsed: channel.parse(JSON.parse(body.toString())) });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await setWebhook({ token: fake.token, secret, apiRoot: fake.root }, publicUrl);
    await hoa.says('xin chào');
    await fake.settled();
    expect(heard).toMatchObject([
      { ok: true, path: '/webhooks/telegram', parsed: { inbound: { chat: hoa.chat, content: { text: 'xin chào' } } } },
    ]);
    server.close();
    server.closeAllConnections();
  });

  test('refuses every request when no secret is set', () => {
    const pollsOnly = open({ secret: undefined });
    expect(pollsOnly.verify(request(undefined))).toBe(false);
    expect(pollsOnly.verify(request(''))).toBe(false);
    expect(pollsOnly.verify(request('undefined'))).toBe(false);
  });

  test.each(['', 'has blank', 'ă'.repeat(3), 'x'.repeat(257)])('is not built with the secret %j', (bad) => {
    expect(() => open({ secret: bad })).toThrow('secret');
  });

  test('knows its account by the token', () => expect(channel.account).toBe('7654321'));

  test.each(['', 'abc', '123', ':abc', '123:'])('is not built with the token %j', (token) => {
    expect(() => open({ token })).toThrow('does not look like');
  });
});

describe('deliver', () => {
  test.each(read<DeliverCase>('deliver.json'))('$description', async ({ delivery, calls }) => {
    const { externalId: shown } = await channel.deliver({
      kind: 'send',
      to: hoa.chat,
      message: { text: 'Đã nhận 1 ảnh', buttons: [] },
    });
    await channel.deliver({
      kind: 'send',
      to: hoa.chat,
      message: { text: '?', buttons: [{ token: 'x', label: 'Chạm' }] },
    });
    const tapped = await tapIds('Chạm');
    const fill = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value)
          .replaceAll('"message_id":"$shown"', `"message_id":${shown}`)
          .replaceAll('$shown', String(shown))
          .replaceAll('$tapped', tapped),
      ) as T;
    fake.calls.length = 0;

    const receipt = await channel.deliver(fill(delivery));

    expect(fake.calls.map(({ method, params }) => ({ method, params }))).toEqual(fill(calls));
    if (delivery.kind === 'ack') expect(receipt).toEqual({});
    else if ('externalId' in fill(delivery) && calls.length === 1 && calls[0]?.method === 'editMessageText')
      expect(receipt).toEqual({ externalId: shown });
    else expect(receipt).toEqual({ externalId: String(hoa.messages.at(-1)?.id) });
  });

  test('takes the keys away with the next message without buttons, once', async () => {
    const ask: Delivery = {
      kind: 'send',
      to: hoa.chat,
      message: { text: 'Số của bác?', buttons: [], request: 'contact' },
    };
    await channel.deliver(ask);
    expect(hoa.keys()).toHaveLength(1);
    await channel.deliver(say('một'));
    expect(hoa.keys()).toEqual([]);
    await channel.deliver(say('hai'));
    const sent = fake.callsOf('sendMessage').map(({ params }) => params.reply_markup);
    expect(sent).toEqual([expect.objectContaining({ one_time_keyboard: true }), { remove_keyboard: true }, undefined]);
  });

  test('keeps the inline buttons rather than take the keys away', async () => {
    await channel.deliver({ kind: 'send', to: hoa.chat, message: { text: 'Số?', buttons: [], request: 'contact' } });
    await channel.deliver({
      kind: 'send',
      to: hoa.chat,
      message: { text: 'Đúng?', buttons: [{ token: 't', label: 'Có' }] },
    });
    expect(hoa.messages.at(-1)?.buttons).toEqual([{ label: 'Có', token: 't' }]);
    await channel.deliver(say());
    expect(hoa.keys()).toEqual([]);
  });

  test('calls the contact key what its settings say', async () => {
    await open({ contactLabel: 'Gửi số' }).deliver({
      kind: 'send',
      to: hoa.chat,
      message: { text: 'Số?', buttons: [], request: 'contact' },
    });
    expect(hoa.keys()).toEqual([{ text: 'Gửi số', request_contact: true }]);
  });

  test('shows a stored photo with its text under it, and edits that text', async () => {
    const bytes = Buffer.from('a picture');
    const withPhotos = open({ loadPhoto: async (hash) => (hash === 'h1' ? bytes : Promise.reject(new Error('none'))) });
    const message = { text: 'Ảnh này nhé?', buttons: [{ token: 't', label: 'Đúng' }], photo: 'h1' };
    const { externalId = '' } = await withPhotos.deliver({ kind: 'send', to: hoa.chat, message });
    expect(hoa.messages[0]).toMatchObject({
      text: 'Ảnh này nhé?',
      photo: bytes,
      buttons: [{ label: 'Đúng', token: 't' }],
    });
    const edited = { ...message, text: 'Đã lấy ảnh này', buttons: [] };
    expect(await withPhotos.deliver({ kind: 'edit', to: hoa.chat, externalId, message: edited })).toEqual({
      externalId,
    });
    expect(hoa.messages[0]).toMatchObject({ text: 'Đã lấy ảnh này', buttons: [] });
    const lost = await failureOf(
      withPhotos.deliver({ kind: 'send', to: hoa.chat, message: { ...message, photo: 'h2' } }),
    );
    expect(lost.failure).toBe('retry');
  });

  test('sends the text alone where it was given no photos', async () => {
    await channel.deliver({ kind: 'send', to: hoa.chat, message: { text: 'Ảnh đẹp', buttons: [], photo: 'h1' } });
    expect(hoa.messages[0]).toMatchObject({ text: 'Ảnh đẹp' });
  });

  test.each<[string, Delivery]>([
    ['an empty text', say('  ')],
    ['a text that is too long', say('ă'.repeat(4097))],
    [
      'a token over 64 bytes',
      { ...say(), message: { text: 'a', buttons: [{ token: 'sản phẩm '.repeat(6), label: 'b' }] } } as Delivery,
    ],
    ['an empty token', { ...say(), message: { text: 'a', buttons: [{ token: '', label: 'b' }] } } as Delivery],
    ['an address that is no id', { ...say(), to: '@hoa' }],
    ['an edit of what is no id', { ...say(), kind: 'edit', externalId: 'x' } as Delivery],
  ])('refuses %s before it asks Telegram', async (_, delivery) => {
    expect(await failureOf(channel.deliver(delivery))).toMatchObject({ failure: 'refused' });
    expect(fake.calls).toEqual([]);
  });

  test('sends what is just within the limits', async () => {
    await channel.deliver({
      kind: 'send',
      to: hoa.chat,
      message: { text: 'ă'.repeat(4096), buttons: [{ token: 't'.repeat(64), label: 'b' }] },
    });
    expect(hoa.messages).toHaveLength(1);
  });

  test('sees a second acknowledgement of one tap expire', async () => {
    await channel.deliver({
      kind: 'send',
      to: hoa.chat,
      message: { text: '?', buttons: [{ token: 'x', label: 'Chạm' }] },
    });
    const ack: Delivery = { kind: 'ack', to: hoa.chat, ack: await tapIds('Chạm') };
    expect(await channel.deliver(ack)).toEqual({});
    expect((await failureOf(channel.deliver(ack))).failure).toBe('expired');
  });

  test('reaches the next address of a chat that moved', async () => {
    const group = fake.group('Hỗ trợ');
    const to = group.migrates();
    const error = await failureOf(channel.deliver({ kind: 'send', to: group.id, message: { text: 'a', buttons: [] } }));
    expect(error).toMatchObject({ failure: 'moved', to });
    await channel.deliver({ kind: 'send', to, message: { text: 'a', buttons: [] } });
  });
});

describe('failures', () => {
  const byKind: Record<Delivery['kind'], () => Delivery> = {
    send: say,
    edit: () => ({ kind: 'edit', to: hoa.chat, externalId: '41', message: { text: 'Sửa', buttons: [] } }),
    ack: () => ({ kind: 'ack', to: hoa.chat, ack: '8150000001' }),
  };

  test.each(read<ErrorCase>('errors.json'))('$description', async ({ kind, answer, expect: expected }) => {
    fake.fail({ fault: new Refusal(answer.code, answer.description, answer.parameters) });
    const error = await failureOf(channel.deliver(byKind[kind]()));
    expect(error).toMatchObject({ retryAfter: undefined, to: undefined, ...expected });
    expect(fake.calls).toHaveLength(1);
  });

  test.each<[Fault, SendError['failure'], SendError['failure'], number]>([
    ['html-502', 'unknown', 'retry', 0],
    ['cut-before', 'unknown', 'retry', 0],
    ['cut-after', 'unknown', 'retry', 1],
    ['hang', 'unknown', 'retry', 0],
    ['redirect', 'retry', 'retry', 0],
  ])('takes %s for %s when sending, for %s when editing', async (fault, whenSending, whenEditing, shown) => {
    const impatient = open({ timeoutSeconds: 0.3 });
    fake.fail({ fault, times: 2 });
    expect((await failureOf(impatient.deliver(say()))).failure).toBe(whenSending);
    expect((await failureOf(impatient.deliver(byKind.edit()))).failure).toBe(whenEditing);
    // After 'unknown' the person may have the message or not: only Telegram knows.
    expect(hoa.messages).toHaveLength(shown);
  });

  test('knows that nothing happened when nobody listens', async () => {
    const root = fake.root;
    await fake.close();
    const error = await failureOf(open({ apiRoot: root }).deliver(say()));
    expect(error).toMatchObject({ failure: 'retry', message: expect.stringContaining('ECONNREFUSED') });
  });

  test('knows that nothing happened when the name cannot be found', async () => {
    const nowhere = open({ apiRoot: 'http://telegram.invalid' });
    expect((await failureOf(nowhere.deliver(say()))).failure).toBe('retry');
  });

  test('goes through a proxy, for calls and for photos', async () => {
    const hosts: (string | undefined)[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, client) => {
      hosts.push(request.url);
      const upstream = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const behind = open({ proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    await behind.deliver(say());
    const { photo: sizes = [] } = await hoa.sendsPhoto(Buffer.from('bytes'));
    expect((await behind.fetchMedia({ telegram: { fileId: sizes[0]?.file_id ?? '' } })).toString()).toBe('bytes');
    expect(hosts).toEqual(Array(3).fill(new URL(fake.root).host));
    expect(hoa.messages).toHaveLength(1);
    proxy.close();
  });

  test('follows no redirect: its addresses carry the token', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      if (request.url?.endsWith('/getFile'))
        response.end(
          JSON.stringify({ ok: true, result: { file_id: 'f', file_unique_id: 'f', file_path: 'photos/1.jpg' } }),
        );
      else response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const blocked = open({ apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    expect((await failureOf(blocked.deliver(say()))).failure).toBe('retry');
    expect((await failureOf(blocked.fetchMedia({ telegram: { fileId: 'f' } }))).failure).toBe('retry');
    expect(asked.map((path) => path?.split('/').at(-1))).toEqual(['sendMessage', 'getFile', '1.jpg']);
    server.close();
    server.closeAllConnections();
  });

  test('knows that nothing happened when the proxy is down', async () => {
    const nobody = open({ proxy: 'http://127.0.0.1:9' });
    expect((await failureOf(nobody.deliver(say()))).failure).toBe('retry');
  });

  test('takes an answer that is no answer of Telegram for an unknown outcome', async () => {
    for (const body of ['null', '[]', '{}', '{"ok":true}', '{"ok":false}', '"x"', '{"ok":false,"error_code":"400"}']) {
      const relay = await answering(body);
      const error = await failureOf(open({ apiRoot: relay.root }).deliver(say()));
      expect([body, error.failure]).toEqual([body, 'unknown']);
      await relay.close();
    }
  });

  test('never shows the token, however a failure is printed', async () => {
    const closed = await fakeTelegram();
    await closed.close();
    const nowhere = open({ apiRoot: closed.root });
    const impatient = open({ timeoutSeconds: 0.3 });
    const photo = { telegram: { fileId: 'nope' } };
    const { photo: sizes = [] } = await hoa.sendsPhoto(Buffer.from('not a picture'));
    const known = { telegram: { fileId: sizes[0]?.file_id ?? '' } };
    const echo = await answering(JSON.stringify({ ok: false, error_code: 400, description: `no ${fake.token} here` }));
    const echoing = open({ apiRoot: echo.root });

    const { externalId = '' } = await channel.deliver(say('Có rồi'));
    const edit: Delivery = { kind: 'edit', to: hoa.chat, externalId, message: { text: 'Khác', buttons: [] } };

    const errors: SendError[] = [];
    const collect = async (work: Promise<unknown>) => void errors.push(await failureOf(work));
    for (const fault of [
      'html-502',
      'error-500',
      'cut-before',
      'cut-after',
      'hang',
      'redirect',
      { tooFast: 3 },
    ] as Fault[]) {
      for (const delivery of [say(), edit, byKind.ack()]) {
        fake.fail({ fault });
        await collect(impatient.deliver(delivery));
      }
      fake.fail({ fault, method: 'getFile' });
      // The fault strikes getFile first; where that one is not asked, the download itself.
      await collect(impatient.fetchMedia(photo));
      fake.fail({ fault, method: 'download' });
      await collect(impatient.fetchMedia(known));
    }
    await collect(nowhere.deliver(say()));
    await collect(nowhere.fetchMedia(photo));
    await collect(echoing.deliver(say()));
    await collect(echoing.fetchMedia(photo));
    await collect(setWebhook({ token: fake.token, secret, apiRoot: closed.root }, 'https://lensan.vn'));
    fake.revoke();
    await collect(channel.deliver(say()));
    await echo.close();

    expect(errors.length).toBeGreaterThan(35);
    for (const error of errors) {
      expect(everyPrint(error)).not.toContain(fake.token);
      expect(everyPrint(error)).not.toContain(fake.token.split(':')[1]);
    }
  });
});

describe('fetchMedia', () => {
  test('fetches the bytes of a photo', async () => {
    const { photo: sizes = [] } = await hoa.sendsPhoto(Buffer.from('not a picture, but bytes'));
    const bytes = await channel.fetchMedia({ telegram: { fileId: sizes[0]?.file_id ?? '' } });
    expect(bytes.toString()).toBe('not a picture, but bytes');
  });

  test('refuses a file that says it is too big, without asking for it', async () => {
    const error = await failureOf(channel.fetchMedia({ telegram: { fileId: 'x', bytes: 20 * 1024 * 1024 + 1 } }));
    expect(error.failure).toBe('refused');
    expect(fake.calls).toEqual([]);
  });

  test('refuses a file that Telegram says is too big', async () => {
    const { document } = await hoa.sendsDocument(Buffer.from('x'), { name: 'a.png', bytes: 21 * 1024 * 1024 });
    const error = await failureOf(channel.fetchMedia({ telegram: { fileId: document?.file_id ?? '' } }));
    expect(error).toMatchObject({ failure: 'refused', message: expect.stringContaining('too big') });
  });

  test('refuses bytes without end', async () => {
    const { document } = await hoa.sendsDocument(Buffer.alloc(20 * 1024 * 1024 + 1), { name: 'a.png', bytes: 1000 });
    const error = await failureOf(channel.fetchMedia({ telegram: { fileId: document?.file_id ?? '' } }));
    expect(error).toMatchObject({ failure: 'refused', message: expect.stringContaining('too big') });
  });

  test('refuses a photo that is not at Telegram', async () => {
    expect((await failureOf(channel.fetchMedia({ stored: 'h1' }))).failure).toBe('refused');
  });

  test.each<[Fault, 'getFile' | 'download', SendError['failure'], number | undefined]>([
    [{ tooFast: 4 }, 'getFile', 'retry', 4],
    ['error-500', 'getFile', 'retry', undefined],
    ['cut-before', 'getFile', 'retry', undefined],
    ['error-500', 'download', 'retry', undefined],
    ['html-502', 'download', 'retry', undefined],
    ['cut-before', 'download', 'retry', undefined],
    ['hang', 'download', 'retry', undefined],
    ['redirect', 'download', 'retry', undefined],
    [new Refusal(404, 'Not Found'), 'download', 'retry', undefined],
    [new Refusal(401, 'Unauthorized'), 'download', 'channel', undefined],
  ])('meets %j in %s with %s', async (fault, method, failure, retryAfter) => {
    const { photo: sizes = [] } = await hoa.sendsPhoto(Buffer.from('bytes'));
    fake.fail({ fault, method });
    const source = { telegram: { fileId: sizes[0]?.file_id ?? '' } };
    const impatient = open({ timeoutSeconds: 0.3 });
    expect(await failureOf(impatient.fetchMedia(source))).toMatchObject({ failure, retryAfter });
    expect((await impatient.fetchMedia(source)).toString()).toBe('bytes');
  });

  test.each(['null', 'true', '{}'])('does not stumble over the file %s', async (result) => {
    const relay = await answering(`{"ok":true,"result":${result}}`);
    await failureOf(open({ apiRoot: relay.root }).fetchMedia({ telegram: { fileId: 'f' } }));
    await relay.close();
  });

  test('does not take a web page for a photo', async () => {
    const file = { file_id: 'f', file_unique_id: 'f', file_path: 'photos/1.jpg' };
    const page = await answering(JSON.stringify({ ok: true, result: file }), 'text/html; charset=utf-8');
    const error = await failureOf(open({ apiRoot: page.root }).fetchMedia({ telegram: { fileId: 'f' } }));
    expect(error.failure).toBe('retry');
    await page.close();
  });

  test.each(['../../etc/passwd', '/var/lib/bot/1.jpg', 'http://10.0.0.1/1.jpg', 'a/../../b', ''])(
    'does not follow the path %j',
    async (path) => {
      const relay = await answering(
        JSON.stringify({ ok: true, result: { file_id: 'f', file_unique_id: 'f', file_path: path } }),
      );
      const error = await failureOf(open({ apiRoot: relay.root }).fetchMedia({ telegram: { fileId: 'f' } }));
      expect(error).toMatchObject({ failure: 'refused', message: 'getFile: no path to download' });
      await relay.close();
    },
  );
});

describe('poll', () => {
  test('hands on each update once and in order, and confirms it to Telegram', async () => {
    const taken = reading(channel);
    for (const text of ['một', 'hai', 'ba']) await hoa.says(text);
    await fake.settled();
    await taken.stop();
    expect(taken.contents()).toEqual(['một', 'hai', 'ba'].map((text) => ({ type: 'text', text })));
    expect(fake.callsOf('getUpdates')[0]?.params).toMatchObject({
      timeout: 25,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  test('takes a webhook away first, and loses nothing that waited for it', async () => {
    const other = open();
    await setWebhook({ token: fake.token, secret, apiRoot: fake.root }, 'http://127.0.0.1:9');
    await hoa.says('chờ');
    const taken = reading(other);
    await fake.settled();
    expect(taken.contents()).toEqual([{ type: 'text', text: 'chờ' }]);
    expect(fake.callsOf('deleteWebhook')[0]?.params).toEqual({ drop_pending_updates: false });
    await taken.stop();
  });

  test('tries an update that could not be taken in until it is, before any later one', async () => {
    let refusals = 2;
    const warnings: string[] = [];
    const log = { warn: (_: object, text: string) => void warnings.push(text), error: () => undefined };
    const taken = reading(open({ log }), () => {
      if (refusals-- > 0) throw new Error('the database is down');
    });
    await hoa.says('một');
    await hoa.says('hai');
    await fake.settled();
    await taken.stop();
    expect(taken.contents()).toEqual(['một', 'hai'].map((text) => ({ type: 'text', text })));
    expect(warnings).toHaveLength(2);
  });

  test('hands on again what was not confirmed when it was stopped', async () => {
    const stopper = new AbortController();
    await hoa.says('một');
    await hoa.says('hai');
    const first = channel.poll?.(async () => stopper.abort(), stopper.signal);
    await first;
    expect(fake.waiting()).toBe(2);
    const taken = reading(open());
    await fake.settled();
    await taken.stop();
    expect(taken.contents()).toHaveLength(2);
  });

  test('goes on after every kind of failure', async () => {
    for (const fault of ['error-500', 'html-502', 'cut-before'] as const) fake.fail({ fault, method: 'getUpdates' });
    fake.fail({ fault: 'error-500', method: 'deleteWebhook' });
    const logged: unknown[] = [];
    const keep = (...entry: unknown[]) => void logged.push(entry);
    const taken = reading(open({ log: { warn: keep, error: keep } }));
    await hoa.says('vẫn nghe');
    await fake.settled();
    await taken.stop();
    expect(taken.contents()).toHaveLength(1);
    expect(logged).toHaveLength(4);
    expect(inspect(logged, { depth: 20 })).not.toContain(fake.token);
  });

  test('says loudly that somebody else reads for the bot, or that the token is dead', async () => {
    const said: string[] = [];
    const log = { warn: () => undefined, error: (_: object, text: string) => void said.push(text) };
    fake.fail({ fault: new Refusal(409, 'Conflict: terminated by other getUpdates request'), method: 'getUpdates' });
    fake.fail({ fault: new Refusal(401, 'Unauthorized'), method: 'getUpdates' });
    const taken = reading(open({ log }));
    await hoa.says('a');
    await fake.settled();
    await taken.stop();
    expect(said).toEqual([expect.stringContaining('another reader'), expect.stringContaining('TELEGRAM_TOKEN')]);
  });

  test('stops at once, also while it waits for an update or between tries', async () => {
    const waiting = reading(channel);
    await expect.poll(() => fake.callsOf('getUpdates').length).toBe(1);
    const before = Date.now();
    await waiting.stop();
    fake.failWhen(() => 'error-500');
    const failing = reading(open());
    await expect.poll(() => fake.calls.length).toBeGreaterThan(2);
    await failing.stop();
    expect(Date.now() - before).toBeLessThan(2000);
  });
});

describe('setWebhook', () => {
  const settings = () => ({ token: fake.token, secret, apiRoot: `${fake.root}/` });

  test('names the address, the secret and what it wants to hear', async () => {
    await setWebhook(settings(), 'https://lensan.vn/');
    await setWebhook(settings(), 'https://lensan.vn');
    expect(fake.calls.map(({ params }) => params)).toEqual(
      Array(2).fill({
        url: 'https://lensan.vn/webhooks/telegram',
        secret_token: secret,
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
        max_connections: 40,
        drop_pending_updates: false,
      }),
    );
  });

  test('is refused without a secret', async () => {
    const error = await failureOf(setWebhook({ ...settings(), secret: undefined }, 'https://lensan.vn'));
    expect(error.message).toContain('TELEGRAM_SECRET');
    expect(fake.calls).toEqual([]);
  });
});

/** Polls, and keeps what it read. */
function reading(from: Channel, before: () => void = () => undefined) {
  const stopper = new AbortController();
  const taken: unknown[] = [];
  const done = from.poll?.(async (raw) => {
    before();
    taken.push(raw);
  }, stopper.signal);
  return {
    contents: () =>
      taken.map((raw) => {
        const parsed = from.parse(raw);
        return 'inbound' in parsed ? parsed.inbound.content : parsed.ignored;
      }),
    stop: async () => {
      stopper.abort();
      await done;
    },
  };
}

/** Taps, and returns the id that the tap wants acknowledged. */
async function tapIds(label: string): Promise<string> {
  const taken = reading(open());
  await hoa.taps(label);
  await fake.settled();
  await taken.stop();
  const tap = taken.contents().find((content) => typeof content === 'object' && content.type === 'tap');
  return tap && typeof tap === 'object' && tap.type === 'tap' ? (tap.ack ?? '') : '';
}

/** A relay that answers everything alike. */
async function answering(body: string, type = 'application/json') {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': type }).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    root,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
