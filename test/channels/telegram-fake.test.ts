// The rules of the fake Telegram, each one tested by plain HTTP: facts/telegram.md, section 7.
// What must stay true: whatever Telegram refuses the fake refuses, or the tests that use it prove nothing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, PhotoSize, Update } from '@grammyjs/types';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeOptions, type FakeTelegram, fakeTelegram, type Person, Refusal } from '../support/telegram/index.ts';
import { malformed } from '../support/telegram/malformed.ts';

type Answer = { ok: boolean; result?: unknown; error_code?: number; description?: string; parameters?: object };
type Heard = { update: Update; secret: string | undefined };

let clock = 0;
let fake: FakeTelegram;
let hoa: Person;
let hooks: { close(): Promise<void> }[] = [];

async function start(options: FakeOptions = {}) {
  await fake?.close();
  fake = await fakeTelegram({ now: () => clock, secondMs: 2, ...options });
  hoa = fake.person({ name: 'Hoa', lastName: 'Nguyễn' });
}

beforeEach(async () => {
  clock = 1_795_000_000_000;
  await start();
});
afterEach(async () => {
  await fake.close();
  await Promise.all(hooks.map((hook) => hook.close()));
  hooks = [];
});

const url = (method: string, token = fake.token) => `${fake.root}/bot${token}/${method}`;

async function call(method: string, params: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url(method), { method: 'POST', headers, body: JSON.stringify(params) });
  return (await answer.json()) as Answer;
}

const send = (text: string, more: object = {}) => call('sendMessage', { chat_id: hoa.id, text, ...more });
const inline = (...labels: string[]) => ({
  inline_keyboard: [labels.map((label) => ({ text: label, callback_data: `t:${label}` }))],
});
const refusal = (error_code: number, description: string) => ({
  ok: false,
  error_code,
  description: expect.stringContaining(description),
});
const sentId = (answer: Answer) => (answer.result as Message).message_id;

/** A webhook of ours; `reply` decides on each update (200 unless it says otherwise). */
async function hook(reply: (update: Update) => number | Promise<number> = () => 200, more: object = {}) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const update = JSON.parse(Buffer.concat(chunks).toString()) as Update;
    heard.push({ update, secret: request.headers['x-telegram-bot-api-secret-token'] as string | undefined });
    const status = await reply(update);
    if (status === 0) request.socket.destroy();
    else response.writeHead(status, status === 429 ? { 'retry-after': '20' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hooks.push({
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/telegram`;
  expect(await call('setWebhook', { url: root, secret_token: 'S-1_a', ...more })).toMatchObject({ ok: true });
  return heard;
}
const texts = (heard: Heard[]) => heard.map(({ update }) => update.message?.text);

describe('requests', () => {
  test('knows its bot', async () => {
    expect(await call('getMe')).toMatchObject({
      ok: true,
      result: { id: 7654321, is_bot: true, username: 'len_san_bot' },
    });
  });

  test.each([
    ['7654321:AAwrong', 401],
    ['nonsense', 404],
  ])('refuses the token %s', async (token, status) => {
    expect((await fetch(url('getMe', token))).status).toBe(status);
  });

  test('refuses every call after the token was revoked, until it is not', async () => {
    fake.revoke();
    expect(await call('getMe')).toMatchObject(refusal(401, 'Unauthorized'));
    fake.revoke(false);
    expect(await call('getMe')).toMatchObject({ ok: true });
  });

  test('refuses methods and parameters that it does not know', async () => {
    expect(await call('sendMessages')).toMatchObject(refusal(404, 'method not found'));
    expect(await send('a', { parse_mode: 'HTML' })).toMatchObject(refusal(400, 'parse_mode'));
  });

  test('does not care for the case of a method', async () => {
    expect(await call('SENDmessage', { chat_id: hoa.id, text: 'a' })).toMatchObject({ ok: true });
  });

  test('reads JSON, forms, multipart and the address alike', async () => {
    const markup = JSON.stringify(inline('Có'));
    const fields = { chat_id: String(hoa.id), text: 'ừ', reply_markup: markup };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    await send('ừ', { reply_markup: inline('Có') });
    await send('ừ', { reply_markup: markup });
    await fetch(url('sendMessage'), { method: 'POST', body: new URLSearchParams(fields) });
    await fetch(url('sendMessage'), { method: 'POST', body: form });
    await fetch(`${url('sendMessage')}?${new URLSearchParams(fields)}`);
    const shown = { text: 'ừ', buttons: [{ label: 'Có', token: 't:Có' }] };
    expect(hoa.messages).toMatchObject(Array(5).fill(shown));
  });

  test('refuses what is no JSON, and values of the wrong type', async () => {
    const headers = { 'content-type': 'application/json' };
    const broken = await fetch(url('getMe'), { method: 'POST', headers, body: '{' });
    expect(await broken.json()).toMatchObject(refusal(400, "can't parse JSON"));
    expect(await call('sendMessage', { chat_id: hoa.id, text: 5 })).toMatchObject(
      refusal(400, 'must be of type String'),
    );
    expect(await call('editMessageText', { chat_id: hoa.id, message_id: 'x', text: 'a' })).toMatchObject(
      refusal(400, 'message_id'),
    );
    expect(await send('a', { reply_markup: '{' })).toMatchObject(refusal(400, "can't parse reply markup"));
  });

  test.each([
    ['sendMessage', {}, 'chat_id is empty'],
    ['editMessageText', { text: 'a' }, 'chat_id is empty'],
    ['answerCallbackQuery', {}, '"callback_query_id" is required'],
    ['getFile', {}, 'file_id not specified'],
  ])('needs the parameters of %s', async (method, params, why) => {
    expect(await call(method, params)).toMatchObject(refusal(400, why));
  });

  test('keeps a log of every call and what came of it', async () => {
    await send('a');
    await send('');
    fake.fail({ fault: 'cut-before' });
    await send('b').catch(() => undefined);
    expect(fake.callsOf('sendMessage').map(({ params, outcome }) => [params.text, outcome])).toEqual([
      ['a', 200],
      ['', 400],
      ['b', 'cut'],
    ]);
  });
});

describe('texts', () => {
  test.each(['', '   ', '\n'])('refuses the text %j', async (text) => {
    expect(await send(text)).toMatchObject(refusal(400, 'message text is empty'));
  });

  test('counts UTF-16 units up to 4096', async () => {
    expect(await send('🍈'.repeat(2048))).toMatchObject({ ok: true });
    expect(await send(`${'🍈'.repeat(2048)}a`)).toMatchObject(refusal(400, 'message is too long'));
  });

  test('refuses half characters', async () => {
    expect(await send('a\ud83c')).toMatchObject(refusal(400, 'UTF-8'));
  });

  test('takes the blanks around a text away', async () => {
    expect(await send('  chè \n')).toMatchObject({ result: { text: 'chè' } });
  });

  test('counts a caption up to 1024', async () => {
    const photo = (await hoa.sendsPhoto(Buffer.from('x'))).photo?.[0]?.file_id;
    const sendPhoto = (caption: string) => call('sendPhoto', { chat_id: hoa.id, photo, caption });
    expect(await sendPhoto('ă'.repeat(1024))).toMatchObject({ ok: true });
    expect(await sendPhoto('ă'.repeat(1025))).toMatchObject(refusal(400, 'caption is too long'));
    expect(await call('sendPhoto', { chat_id: hoa.id, photo: 'nothing' })).toMatchObject(
      refusal(400, 'wrong file identifier'),
    );
  });
});

describe('keyboards', () => {
  const withButton = (button: object) => ({ inline_keyboard: [[button]] });

  test.each<[string, object, string]>([
    ['data of no bytes', withButton({ text: 'a', callback_data: '' }), 'BUTTON_DATA_INVALID'],
    ['data of 65 bytes', withButton({ text: 'a', callback_data: 'x'.repeat(65) }), 'BUTTON_DATA_INVALID'],
    [
      'data of few letters in many bytes',
      withButton({ text: 'a', callback_data: 'Thêm sản phẩm mới cho gian hàng Postmart của hợp tác xã' }),
      'BUTTON_DATA_INVALID',
    ],
    ['an inline button without action', withButton({ text: 'a' }), 'Text buttons are unallowed'],
    [
      'an inline button with two actions',
      withButton({ text: 'a', callback_data: 'x', url: 'https://voso.vn' }),
      'exactly one action',
    ],
    ['an inline button without label', withButton({ text: ' ', callback_data: 'x' }), 'text is empty'],
    ['an inline request for a contact', withButton({ text: 'a', request_contact: true }), 'request_contact'],
    ['a link that is none', withButton({ text: 'a', url: 'voso' }), 'BUTTON_URL_INVALID'],
    ['rows that are none', { inline_keyboard: [{ text: 'a', callback_data: 'x' }] }, 'Array of Arrays'],
    ['more than 100 buttons', { inline_keyboard: Array(101).fill([{ text: 'a', callback_data: 'x' }]) }, 'too long'],
    ['inline and reply keys at once', { inline_keyboard: [], keyboard: [] }, '"keyboard"'],
    ['a key without label', { keyboard: [[{ text: '' }]] }, 'text is empty'],
    ['an object without keyboard', {}, 'no keyboard'],
  ])('refuses %s', async (_, reply_markup, why) => {
    expect(await send('a', { reply_markup })).toMatchObject(refusal(400, why));
    expect(hoa.messages).toEqual([]);
  });

  test('takes data of 64 bytes', async () => {
    expect(await send('a', { reply_markup: withButton({ text: 'a', callback_data: 'x'.repeat(64) }) })).toMatchObject({
      ok: true,
    });
  });

  test('asks for a contact in private chats only', async () => {
    const reply_markup = { keyboard: [[{ text: 'Gửi số', request_contact: true }]] };
    const group = fake.group('Chợ');
    expect(await call('sendMessage', { chat_id: group.id, text: 'a', reply_markup })).toMatchObject(
      refusal(400, 'private chats only'),
    );
    expect(await send('a', { reply_markup })).toMatchObject({ ok: true });
  });

  test('shows the keys until they are taken away', async () => {
    await send('a', { reply_markup: { keyboard: [['Một', 'Hai']] } });
    await send('b');
    await hoa.taps('Một');
    expect(hoa.keys()).toEqual([{ text: 'Một' }, { text: 'Hai' }]);
    await send('c', { reply_markup: { remove_keyboard: true } });
    expect(hoa.keys()).toEqual([]);
  });

  test('puts one-time keys away once one is used', async () => {
    await send('a', {
      reply_markup: { keyboard: [[{ text: 'Gửi số', request_contact: true }]], one_time_keyboard: true },
    });
    await hoa.taps('Gửi số');
    expect(hoa.keys()).toEqual([]);
  });
});

describe('edits', () => {
  const edit = (message_id: number, text: string, more: object = {}) =>
    call('editMessageText', { chat_id: hoa.id, message_id, text, ...more });

  test('changes the text and the buttons, and takes the buttons away', async () => {
    const id = sentId(await send('một', { reply_markup: inline('Có') }));
    await edit(id, 'hai', { reply_markup: inline('Không') });
    expect(hoa.messages).toMatchObject([{ text: 'hai', former: ['một'], buttons: [{ label: 'Không' }] }]);
    await edit(id, 'hai');
    expect(hoa.messages).toMatchObject([{ text: 'hai', buttons: [] }]);
  });

  test('refuses an edit that changes nothing', async () => {
    const id = sentId(await send('một', { reply_markup: inline('Có') }));
    expect(await edit(id, 'một', { reply_markup: inline('Có') })).toMatchObject(
      refusal(400, 'message is not modified'),
    );
  });

  test('refuses an edit of what is not there, or was deleted', async () => {
    expect(await edit(999, 'a')).toMatchObject(refusal(400, 'message to edit not found'));
    const id = sentId(await send('một'));
    await hoa.deletes(await hoa.nextMessage());
    expect(await edit(id, 'a')).toMatchObject(refusal(400, 'message to edit not found'));
  });

  test.each([{ keyboard: [['Một']] }, { remove_keyboard: true }])(
    'refuses an edit of a message with %j',
    async (reply_markup) => {
      const id = sentId(await send('một', { reply_markup }));
      expect(await edit(id, 'hai')).toMatchObject(refusal(400, "message can't be edited"));
    },
  );

  test('refuses to bring a reply keyboard by an edit', async () => {
    const id = sentId(await send('một'));
    expect(await edit(id, 'hai', { reply_markup: { keyboard: [['a']] } })).toMatchObject(
      refusal(400, 'inline keyboard expected'),
    );
  });

  test('edits a photo by its caption only', async () => {
    const photo = (await hoa.sendsPhoto(Buffer.from('x'))).photo?.[0]?.file_id;
    const id = sentId(await call('sendPhoto', { chat_id: hoa.id, photo, caption: 'một' }));
    expect(await edit(id, 'hai')).toMatchObject(refusal(400, 'there is no text in the message to edit'));
    expect(await call('editMessageCaption', { chat_id: hoa.id, message_id: id, caption: 'hai' })).toMatchObject({
      ok: true,
    });
    expect(hoa.messages).toMatchObject([{ text: 'hai', photo: Buffer.from('x') }]);
  });
});

describe('taps', () => {
  const answer = (id: string | undefined, text?: string) =>
    call('answerCallbackQuery', { callback_query_id: id, text });

  async function tap(): Promise<string | undefined> {
    const heard = await hook();
    await send('Đúng chưa?', { reply_markup: inline('Đúng') });
    await hoa.taps('Đúng');
    await fake.settled();
    return heard[0]?.update.callback_query?.id;
  }

  test('carry the token, the person and the message', async () => {
    const heard = await hook();
    const id = sentId(await send('Đúng chưa?', { reply_markup: inline('Đúng', 'Sai') }));
    await hoa.taps('Sai');
    await hoa.taps('t:Đúng', { inaccessible: true });
    await fake.settled();
    expect(heard.map(({ update }) => update.callback_query)).toMatchObject([
      { data: 't:Sai', from: { id: hoa.id }, message: { message_id: id, text: 'Đúng chưa?', chat: { id: hoa.id } } },
      { data: 't:Đúng', message: { message_id: id, date: 0, chat: { id: hoa.id } } },
    ]);
  });

  test('are answered once', async () => {
    const id = await tap();
    expect(await answer(id, 'Vâng')).toMatchObject({ ok: true });
    expect(hoa.answers()).toEqual(['Vâng']);
    expect(await answer(id)).toMatchObject(refusal(400, 'query is too old'));
  });

  test('are answered within 150 seconds', async () => {
    const id = await tap();
    clock += 150_000;
    expect(await answer(id)).toMatchObject(refusal(400, 'query is too old'));
    expect(await answer('1')).toMatchObject(refusal(400, 'query ID is invalid'));
  });

  test('strike the newest message that has such a button, and no other', async () => {
    const heard = await hook();
    await send('cũ', { reply_markup: inline('Có') });
    const newest = sentId(await send('mới', { reply_markup: inline('Có') }));
    await send('không nút');
    await hoa.taps('Có');
    await fake.settled();
    expect(heard[0]?.update.callback_query?.message?.message_id).toBe(newest);
    await expect(hoa.taps('Khác')).rejects.toThrow('Hoa sees no "Khác", only: Có, Có');
    expect(await hoa.taps('Có', { on: hoa.messages[0] })).toBeUndefined();
  });
});

describe('delivery to a webhook', () => {
  test('brings the update with the secret', async () => {
    const heard = await hook();
    await hoa.says('chè 250k');
    await fake.settled();
    expect(heard).toMatchObject([
      {
        secret: 'S-1_a',
        update: { message: { text: 'chè 250k', from: { id: hoa.id }, chat: { id: hoa.id, type: 'private' } } },
      },
    ]);
  });

  test('brings what waited before there was a webhook', async () => {
    await hoa.says('sớm');
    expect(texts(await hook())).toEqual([]);
    await fake.settled();
    expect(fake.attempts).toHaveLength(1);
  });

  test('queues messages by chat: one at a time, in order, a failing one before the rest', async () => {
    let open = 0;
    let failures = 3;
    const heard = await hook(async () => {
      expect(++open).toBe(1);
      await sleep(5);
      open--;
      return failures-- > 0 ? 500 : 200;
    });
    for (const text of ['một', 'hai', 'ba']) await hoa.says(text);
    await fake.settled();
    expect(texts(heard)).toEqual(['một', 'một', 'một', 'một', 'hai', 'ba']);
  });

  test('brings different chats, and a text and a tap of one person, at the same time', async () => {
    const lan = fake.person({ name: 'Lan' });
    await send('?', { reply_markup: inline('Có') });
    let open = 0;
    // Each answer waits for the others to be asked too.
    await hook(async () => {
      open++;
      await expect.poll(() => open).toBe(3);
      return 200;
    });
    await Promise.all([hoa.says('a'), hoa.taps('Có'), lan.says('b')]);
    await fake.settled();
    expect(fake.attempts.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('keeps to max_connections', async () => {
    let open = 0;
    let most = 0;
    await hook(
      async () => {
        most = Math.max(most, ++open);
        await sleep(10);
        open--;
        return 200;
      },
      { max_connections: 2 },
    );
    for (let n = 0; n < 6; n++) await fake.person({ name: `P${n}` }).says('a');
    await fake.settled();
    expect(most).toBe(2);
  });

  test('tries again at once, then after 2, 4, 8 seconds', async () => {
    await start({ secondMs: 50 });
    const at: number[] = [];
    await hook(() => {
      at.push(Date.now());
      return at.length < 5 ? 503 : 200;
    });
    await hoa.says('a');
    await fake.settled();
    const gaps = at.slice(1).map((time, index) => (time - (at[index] ?? 0)) / 50);
    expect(gaps[0]).toBeLessThan(2);
    for (const [index, least] of [0, 2, 4, 8].entries()) expect(gaps[index]).toBeGreaterThanOrEqual(least - 0.1);
  });

  test('tries again when the connection drops, and when no answer comes in time', async () => {
    await start({ answerMs: 100 });
    let tries = 0;
    const heard = await hook(async () => {
      tries++;
      if (tries === 1) return 0;
      if (tries === 2) await sleep(200);
      return 200;
    });
    await hoa.says('a');
    await fake.settled();
    expect(texts(heard)).toEqual(['a', 'a', 'a']);
    expect(fake.attempts.map(({ status }) => status)).toEqual(['no answer', 'no answer', 200]);
  });

  test('waits as long as Retry-After says', async () => {
    await start({ secondMs: 5 });
    const at: number[] = [];
    await hook(() => (at.push(Date.now()) === 1 ? 429 : 200));
    await hoa.says('a');
    await fake.settled();
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(95);
  });

  test('gives a message up after a day and a tap after 150 seconds', async () => {
    await send('?', { reply_markup: inline('Có') });
    let status = 500;
    const heard = await hook(() => status);
    await hoa.taps('Có');
    await hoa.says('a');
    clock += 150_000;
    await expect.poll(() => fake.waiting()).toBe(1);
    clock += 24 * 3_600_000 - 150_001;
    expect(fake.waiting()).toBe(1);
    clock += 1;
    await fake.settled();
    status = 200;
    const before = heard.length;
    await hoa.says('b');
    await fake.settled();
    expect(texts(heard.slice(before))).toEqual(['b']);
  });

  test.each([true, false])('brings an update again on demand (together: %s)', async (together) => {
    const heard = await hook();
    Object.assign(fake.duplicates, { times: 2, together });
    await hoa.says('a');
    await fake.settled();
    expect(texts(heard)).toEqual(['a', 'a', 'a']);
    expect(new Set(heard.map(({ update }) => update.update_id)).size).toBe(1);
  });

  test('brings only the kinds that were asked for, and keeps to that', async () => {
    const heard = await hook(() => 200, { allowed_updates: ['message'] });
    await hoa.blocks();
    await hoa.unblocks();
    await call('setWebhook', { url: '' });
    await hook();
    await hoa.blocks();
    await hoa.unblocks();
    await hoa.says('a');
    await fake.settled();
    expect(texts(heard)).toEqual([]);
    expect(fake.attempts).toHaveLength(1);
  });

  test('leaves reactions out unless they were asked for', async () => {
    const heard = await hook();
    fake.push({ message_reaction: {} });
    await fake.settled();
    expect(heard).toEqual([]);
  });

  test.each([
    [{ url: 'http://lensan.vn/x' }, 'HTTPS'],
    [{ url: 'https://lensan.vn/x', secret_token: 'has blank' }, 'unallowed characters'],
    [{ url: 'https://lensan.vn/x', max_connections: 101 }, 'max_connections'],
    [{ url: 'https://lensan.vn/x', allowed_updates: 'message' }, 'allowed'],
  ])('refuses the webhook %j', async (params, why) => {
    expect(await call('setWebhook', params)).toMatchObject(refusal(400, why));
  });

  test('tells about the webhook', async () => {
    await hook(() => 500, { max_connections: 7 });
    await hoa.says('a');
    expect(await call('getWebhookInfo')).toMatchObject({
      result: { url: expect.stringContaining('/webhooks/telegram'), max_connections: 7, pending_update_count: 1 },
    });
    await call('deleteWebhook', { drop_pending_updates: true });
    expect(await call('getWebhookInfo')).toMatchObject({ result: { url: '', pending_update_count: 0 } });
  });
});

describe('getUpdates', () => {
  const updates = async (params: object = {}) => (await call('getUpdates', params)).result as Update[];

  test('gives what waits until an offset confirms it', async () => {
    await hoa.says('một');
    await hoa.says('hai');
    const [first] = await updates();
    expect((await updates()).map(({ message }) => message?.text)).toEqual(['một', 'hai']);
    expect((await updates({ limit: 1 })).map(({ message }) => message?.text)).toEqual(['một']);
    expect((await updates({ offset: (first?.update_id ?? 0) + 1 })).map(({ message }) => message?.text)).toEqual([
      'hai',
    ]);
    expect(fake.waiting()).toBe(1);
  });

  test('waits for what comes, and no longer than asked', async () => {
    const waiting = updates({ timeout: 50 });
    await sleep(10);
    await hoa.says('một');
    expect((await waiting).map(({ message }) => message?.text)).toEqual(['một']);
    expect(await updates({ offset: 2 ** 40, timeout: 2 })).toEqual([]);
  });

  test('excludes a webhook', async () => {
    await hook();
    expect(await call('getUpdates')).toMatchObject(refusal(409, 'webhook is active'));
    await call('deleteWebhook');
    expect(await call('getUpdates')).toMatchObject({ ok: true });
  });

  test('excludes another reader', async () => {
    const first = call('getUpdates', { timeout: 50 });
    await sleep(10);
    const second = call('getUpdates', { timeout: 50 });
    expect(await first).toMatchObject(refusal(409, 'terminated by other getUpdates'));
    await hoa.says('a');
    expect(await second).toMatchObject({ ok: true });
  });
});

describe('pace', () => {
  test('refuses what comes too fast in one chat, and says for how long', async () => {
    await start({ pace: { perSecond: 1, burst: 3 } });
    const lan = fake.person({ name: 'Lan' });
    for (let n = 0; n < 3; n++) expect(await send('a')).toMatchObject({ ok: true });
    expect(await send('a')).toMatchObject({ ...refusal(429, 'retry after 3'), parameters: { retry_after: 3 } });
    expect(await call('sendMessage', { chat_id: lan.id, text: 'a' })).toMatchObject({ ok: true });
    clock += 3000;
    expect(await send('a')).toMatchObject({ ok: true });
  });
});

describe('faults', () => {
  test('fail so many calls of a method or to a chat, and no other', async () => {
    const lan = fake.person({ name: 'Lan' });
    fake.fail({ fault: { tooFast: 7 }, method: 'sendMessage', chat: hoa.chat, times: 2 });
    expect(await call('getMe')).toMatchObject({ ok: true });
    expect(await call('sendMessage', { chat_id: lan.id, text: 'a' })).toMatchObject({ ok: true });
    expect(await send('a')).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
    expect(await send('a')).toMatchObject({ error_code: 429 });
    expect(await send('a')).toMatchObject({ ok: true });
  });

  test('fail by chance, where a test wants that', async () => {
    let calls = 0;
    fake.failWhen(() => (++calls % 2 === 0 ? 'error-500' : undefined));
    expect([await send('a'), await send('b')]).toMatchObject([{ ok: true }, refusal(500, 'Internal Server Error')]);
  });

  test('drop a connection before the message is sent, or after it', async () => {
    fake.fail({ fault: 'cut-before' });
    await expect(send('trước')).rejects.toThrow();
    fake.fail({ fault: 'cut-after' });
    await expect(send('sau')).rejects.toThrow();
    expect(hoa.messages.map(({ text }) => text)).toEqual(['sau']);
  });

  test("answer with a gateway's page, a redirect, any refusal, or not at all", async () => {
    fake.fail({ fault: 'html-502' });
    const page = await fetch(url('getMe'));
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
    fake.fail({ fault: 'redirect' });
    expect((await fetch(url('getMe'), { redirect: 'manual' })).status).toBe(302);
    fake.fail({ fault: new Refusal(403, 'Forbidden: bot was blocked by the user') });
    expect(await call('getMe')).toMatchObject(refusal(403, 'blocked'));
    fake.fail({ fault: 'hang' });
    await expect(fetch(url('getMe'), { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  });
});

describe('photos', () => {
  const picture = () =>
    sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#3a5' } })
      .withExif({ IFD0: { Copyright: 'Hoa' } })
      .jpeg()
      .toBuffer();
  const link = async (fileId: string | undefined) => {
    const { result } = await call('getFile', { file_id: fileId });
    return `${fake.root}/file/bot${fake.token}/${(result as { file_path: string }).file_path}`;
  };

  test('come in several sizes, compressed and without EXIF', async () => {
    const { photo = [] } = await hoa.sendsPhoto(await picture(), { caption: 'na' });
    expect(photo.map(({ width, height }: PhotoSize) => [width, height])).toEqual([
      [90, 68],
      [320, 240],
      [800, 600],
      [1280, 960],
    ]);
    const bytes = Buffer.from(await (await fetch(await link(photo.at(-1)?.file_id))).arrayBuffer());
    const { width, format, exif } = await sharp(bytes).metadata();
    expect([width, format, exif]).toEqual([1280, 'jpeg', undefined]);
    expect(bytes).toHaveLength(photo.at(-1)?.file_size ?? 0);
  });

  test('keep their bytes when sent as a file', async () => {
    const original = await picture();
    const { document } = await hoa.sendsDocument(original, { name: 'vườn.jpg', type: 'image/jpeg' });
    const bytes = Buffer.from(await (await fetch(await link(document?.file_id))).arrayBuffer());
    expect(bytes.equals(original)).toBe(true);
    expect(document).toMatchObject({ file_name: 'vườn.jpg', mime_type: 'image/jpeg', file_size: original.length });
  });

  test('are fetched by a link that dies after an hour', async () => {
    const { photo } = await hoa.sendsPhoto(Buffer.from('x'));
    const address = await link(photo?.[0]?.file_id);
    clock += 3_600_001;
    expect((await fetch(address)).status).toBe(404);
    expect((await fetch(await link(photo?.[0]?.file_id))).status).toBe(200);
  });

  test('are not fetched without the token, or without asking where', async () => {
    const { photo } = await hoa.sendsPhoto(Buffer.from('x'));
    expect((await fetch(`${fake.root}/file/bot${fake.token}/photos/file_1.jpg`)).status).toBe(404);
    const address = await link(photo?.[0]?.file_id);
    expect((await fetch(address.replace(fake.token, '7654321:AAother'))).status).toBe(401);
  });

  test('are refused over 20 MB, and under a wrong id', async () => {
    const { document } = await hoa.sendsDocument(Buffer.from('x'), { bytes: 20 * 1024 * 1024 + 1 });
    expect(await call('getFile', { file_id: document?.file_id })).toMatchObject(refusal(400, 'file is too big'));
    expect(await call('getFile', { file_id: 'no' })).toMatchObject(refusal(400, 'wrong file_id'));
  });

  test('of an album come one by one, the caption on the first, with pauses', async () => {
    const heard = await hook();
    const started = Date.now();
    const group = await hoa.sendsAlbum([Buffer.from('1'), Buffer.from('2'), Buffer.from('3')], {
      caption: 'na',
      gapMs: 20,
    });
    await fake.settled();
    expect(Date.now() - started).toBeGreaterThanOrEqual(38);
    expect(heard.map(({ update }) => [update.message?.media_group_id, update.message?.caption])).toEqual([
      [group, 'na'],
      [group, undefined],
      [group, undefined],
    ]);
  });
});

describe('people', () => {
  test('are unknown, strangers, blocking or gone, each with its own refusal', async () => {
    const stranger = fake.person({ name: 'Lạ', started: false });
    expect(await call('sendMessage', { chat_id: 5, text: 'a' })).toMatchObject(refusal(400, 'chat not found'));
    expect(await call('sendMessage', { chat_id: '@hoa', text: 'a' })).toMatchObject(refusal(400, 'chat not found'));
    expect(await call('sendMessage', { chat_id: stranger.id, text: 'a' })).toMatchObject(
      refusal(403, "can't initiate"),
    );
    await stranger.starts('don-hang');
    expect(await call('sendMessage', { chat_id: stranger.id, text: 'a' })).toMatchObject({ ok: true });
    await hoa.blocks();
    expect(await send('a')).toMatchObject(refusal(403, 'blocked by the user'));
    await hoa.unblocks();
    expect(await send('a')).toMatchObject({ ok: true });
    await hoa.deactivates();
    expect(await send('a')).toMatchObject(refusal(403, 'user is deactivated'));
  });

  test('say that they block and come back', async () => {
    const heard = await hook();
    await hoa.blocks();
    await hoa.unblocks();
    await fake.settled();
    expect(heard.map(({ update }) => update.my_chat_member)).toMatchObject([
      { chat: { id: hoa.id }, old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } },
      { old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } },
    ]);
  });

  test('can do nothing while they block', async () => {
    await send('?', { reply_markup: inline('Có') });
    await hoa.blocks();
    await expect(hoa.says('a')).rejects.toThrow('blocked');
    await expect(hoa.taps('Có')).rejects.toThrow('blocked');
  });

  test('share their own card, or somebody else’s, with or without an account', async () => {
    const heard = await hook();
    await hoa.sharesContact();
    await hoa.forwardsContact({ phone: '+84987654321', name: 'Lan', userId: 5 });
    await hoa.forwardsContact({ phone: '+84987654321', name: 'Lan' });
    await fake.settled();
    expect(heard.map(({ update }) => update.message?.contact?.user_id)).toEqual([hoa.id, 5, undefined]);
  });

  test('send commands, edits, voices, videos, stickers and places', async () => {
    const heard = await hook();
    await hoa.starts('chao');
    await hoa.edits(await hoa.says('250k'), { text: '260k' });
    await hoa.sendsVoice();
    await hoa.sendsVideo();
    await hoa.sendsSticker();
    await hoa.sharesLocation();
    await fake.settled();
    expect(heard.map(({ update }) => update)).toMatchObject([
      { message: { text: '/start chao', entities: [{ type: 'bot_command', length: 6 }] } },
      { message: { text: '250k' } },
      { edited_message: { text: '260k', message_id: heard[1]?.update.message?.message_id } },
      { message: { voice: {} } },
      { message: { video: {} } },
      { message: { sticker: {} } },
      { message: { location: {} } },
    ]);
  });

  test('read one message after the other, and see what comes', async () => {
    void sleep(20).then(() => send('một'));
    expect((await hoa.nextMessage()).text).toBe('một');
    void sleep(20).then(() => send('hai'));
    expect((await hoa.sees(/^hai$/)).text).toBe('hai');
    expect((await hoa.nextMessage()).text).toBe('hai');
    await expect(hoa.nextMessage(10)).rejects.toThrow('Hoa waited for a next message and sees:\n- một\n- hai');
  });
});

describe('groups', () => {
  test('are heard, and move to another address', async () => {
    const heard = await hook();
    const group = fake.group('Chợ quê');
    group.says(hoa, 'có na không');
    const to = group.migrates();
    await fake.settled();
    expect(heard.map(({ update }) => update.message)).toMatchObject([
      { chat: { type: 'group' }, text: 'có na không' },
      { migrate_to_chat_id: Number(to) },
    ]);
    const old = await call('sendMessage', { chat_id: group.id, text: 'a' });
    expect(old).toMatchObject({
      ...refusal(400, 'upgraded to a supergroup'),
      parameters: { migrate_to_chat_id: Number(to) },
    });
    expect(await call('sendMessage', { chat_id: to, text: 'a' })).toMatchObject({ ok: true });
  });
});

describe('malformed updates', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(malformed(7, 50)).toEqual(malformed(7, 50));
    expect(malformed(8, 50)).not.toEqual(malformed(7, 50));
  });

  test('are of every sort', () => {
    const bodies = malformed(1, 1000);
    const some = (match: (text: string) => boolean) => bodies.filter((body) => match(body.toString())).length;
    const isJson = (text: string) => {
      try {
        return JSON.parse(text) !== undefined;
      } catch {
        return false;
      }
    };
    expect(bodies).toHaveLength(1000);
    expect(some((text) => text === '')).toBeGreaterThan(0);
    expect(some((text) => !isJson(text))).toBeGreaterThan(50);
    expect(some(isJson)).toBeGreaterThan(700);
    for (const piece of ['\\u0000', '\\ud83c', '__proto__', '[[[[[[', '1e400', '/start ../..', '"update_id":null'])
      expect([piece, some((text) => text.includes(piece))]).not.toEqual([piece, 0]);
  });
});
