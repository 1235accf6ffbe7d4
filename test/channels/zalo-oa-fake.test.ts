// The rules of the fake Zalo, each one tested by plain HTTP: facts/zalo.md, 2–10.
// What must stay true: whatever Zalo refuses the fake refuses, or the tests that use it prove nothing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeZalo, fakeZalo, type Person } from '../support/zalo/index.ts';

type Answer = { error: number; message?: string; data?: Record<string, unknown> };

let fake: FakeZalo;
let hoa: Person;

beforeEach(async () => {
  fake = await fakeZalo({ secondMs: 0.01 });
  hoa = fake.newPerson();
  hoa.says('chào');
  fake.consents();
});
afterEach(() => fake.close());

async function post(path: string, body: object, token = fake.tokens().access): Promise<Answer> {
  const headers = {
    access_token: token ?? '',
    ...(!(body instanceof FormData) && { 'content-type': 'application/json' }),
  };
  const sent = body instanceof FormData ? body : JSON.stringify(body);
  const answer = await fetch(`${fake.root}${path}`, { method: 'POST', headers, body: sent });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}
const cs = (message: object, more: object = {}) =>
  post('/v3.0/oa/message/cs', { recipient: { user_id: hoa.id }, message, ...more });
const buttons = (...all: object[]) => ({ text: 'a', attachment: { type: 'template', payload: { buttons: all } } });
const button = (more: object = {}) => ({ title: 'Đúng', type: 'oa.query.hide', payload: '#1:0', ...more });
const media = (element: object) => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } },
});

async function upload(bytes: Buffer, name: string): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return post('/v2.0/oa/upload/image', form);
}
const jpeg = (length = 100) => Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(length - 2)]);

describe('the fake Zalo', () => {
  test('takes what the documentation shows', async () => {
    expect(await cs({ text: 'hello, world!' })).toMatchObject({ error: 0, data: { quota: { quota_type: 'reply' } } });
    expect(await cs(buttons(...Array.from({ length: 5 }, () => button())))).toMatchObject({ error: 0 });
    const { data } = await upload(jpeg(), 'a.jpg');
    expect(await cs(media({ media_type: 'image', attachment_id: data?.attachment_id }))).toMatchObject({ error: 0 });
    expect(hoa.messages).toHaveLength(3);
  });

  test.each<[string, object, number]>([
    ['a text over 2000 characters', { text: 'ă'.repeat(2001) }, -210],
    ['no text', {}, -201],
    ['a number for a text', { text: 7 }, -201],
    ['six buttons', buttons(...Array.from({ length: 6 }, () => button())), -210],
    ['no buttons where there should be some', buttons(), -201],
    ['a title over 100', buttons(button({ title: 'x'.repeat(101) })), -201],
    ['a payload over 1000 bytes', buttons(button({ payload: 'ă'.repeat(501) })), -201],
    ['a kind of button that does not exist', buttons(button({ type: 'oa.send.message' })), -201],
    ['an unknown key of a button', buttons(button({ id: 1 })), -201],
    ['an unknown key of a message', { text: 'a', parse_mode: 'html' }, -201],
    ['an attachment of the kind image', { attachment: { type: 'image', payload: { attachment_id: 'x' } } }, -201],
    ['an upload that it does not know', media({ media_type: 'image', attachment_id: 'x' }), -201],
    ['the list template', { attachment: { type: 'template', payload: { template_type: 'list', elements: [] } } }, -201],
  ])('refuses %s', async (_, message, error) => expect(await cs(message)).toMatchObject({ error }));

  test('refuses unknown keys, people and paths', async () => {
    expect(await cs({ text: 'a' }, { tracking_id: 'x' })).toMatchObject({ error: -201 });
    const asNumber = { recipient: { user_id: Number(hoa.id) }, message: { text: 'a' } };
    expect(await post('/v3.0/oa/message/cs', asNumber)).toMatchObject({ error: -201 });
    expect(await post('/v2.0/oa/message/cs', {})).toMatchObject({ error: -209 });
  });

  test('refuses tokens that are wrong, void or too old', async () => {
    const old = fake.tokens().access;
    expect(await post('/v3.0/oa/message/cs', {}, 'wrong')).toMatchObject({ error: -216 });
    fake.consents();
    expect(await post('/v3.0/oa/message/cs', {}, old)).toMatchObject({ error: -216 });
    fake.forward(25.1);
    expect(await cs({ text: 'a' })).toMatchObject({ error: -220 });
  });

  test('keeps an upload for seven days, and says "Success" to a wrong ending', async () => {
    expect(await upload(jpeg(1024 * 1024 + 1), 'a.jpg')).toMatchObject({ error: -210 });
    expect(await upload(jpeg(), 'photo')).toEqual({ error: 0, message: 'Success', data: {} });
    const { data } = await upload(jpeg(), 'a.jpg');
    fake.forward(7 * 24 + 1);
    fake.consents();
    hoa.says('lại');
    expect(await cs(media({ media_type: 'image', attachment_id: data?.attachment_id }))).toMatchObject({ error: -100 });
  });

  test('knows the windows, and who shut us out', async () => {
    const at = async (hours: number) => {
      fake.forward(hours);
      fake.consents();
      const { error, data } = await cs({ text: 'a' });
      return error === 0 ? (data?.quota ? 'free' : 'charged') : error;
    };
    expect([await at(47.9), await at(0.2), await at(119), await at(1)]).toEqual(['free', 'charged', 'charged', -230]);
    hoa.follows();
    expect(await at(0)).toBe('free');
    hoa.unfollows();
    expect(await at(0)).toBe(-213);
    hoa.says('a');
    hoa.blocks();
    expect(await at(0)).toBe(-217);
    const { id } = fake.newPerson();
    expect(await post('/v3.0/oa/message/cs', { recipient: { user_id: id }, message: { text: 'a' } })).toMatchObject({
      error: -230,
    });
  });

  test('burns refresh tokens, and refuses inside HTTP 200', async () => {
    const { appId, appSecret } = fake.credentials;
    const spend = async (refresh_token: string, secret_key = appSecret, more = {}) => {
      const body = new URLSearchParams({ app_id: appId, refresh_token, grant_type: 'refresh_token', ...more });
      const answer = await fetch(`${fake.oauthRoot}/v4/oa/access_token`, {
        method: 'POST',
        headers: { secret_key },
        body,
      });
      expect(answer.status).toBe(200);
      return (await answer.json()) as object;
    };
    const { refresh } = fake.tokens();
    expect(await spend(refresh, 'wrong')).toMatchObject({ error_name: expect.any(String) });
    expect(await spend(refresh, appSecret, { app_id: '1' })).toMatchObject({ error: -14002 });
    expect(await spend(refresh, appSecret, { state: '1' })).toMatchObject({ error_name: expect.any(String) });
    expect(await spend(refresh)).toMatchObject({ access_token: expect.any(String), expires_in: '90000' });
    expect(await spend(refresh)).toMatchObject({ error: -14014 });
    expect(fake.counts().rotations).toBe(1);
  });

  test('tries a webhook by the ladder, then never again', async () => {
    const heard: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      heard.push(request.headers.num_retry as string | undefined);
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    fake.webhookTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    hoa.says('nghe không');
    await fake.settled();
    expect(heard).toEqual([undefined, '1', '2', '3', '4', '5']);
    expect(fake.webhook.state.unsubscribed).toBe(true);
    hoa.says('còn nghe không');
    await fake.settled();
    expect(heard).toHaveLength(6);
    server.close();
    server.closeAllConnections();
  });

  test('echoes what the bot says', async () => {
    const heard: string[] = [];
    const server = createServer(async (request, response) => {
      heard.push((JSON.parse(Buffer.concat(await request.toArray()).toString()) as { event_name: string }).event_name);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    fake.webhookTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await cs({ text: 'a' });
    await expect.poll(() => heard).toEqual(['oa_send_text']);
    server.close();
    server.closeAllConnections();
  });
});
