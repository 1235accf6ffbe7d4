// Who gets in: by invitation once, with the right password, not too often; and what stays shut for everybody else.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSignIn } from '../../src/app.ts';
import { rows } from '../../src/db/index.ts';
import { InvitationFor, Invited, Me } from '../../src/http/contract/console.ts';
import { invite } from '../../src/records/invitations.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { HelperClient, password } from '../support/helper.ts';

let app: TestApp;
let url: string;
let people = 0;

beforeAll(async () => {
  app = await testApp({ TRUST_PROXY: 'true' });
  ({ url } = await app.start());
});
afterAll(() => app.close());

/** Somebody at an address of their own, so that limits of one test are not another's. */
function somebody(name = 'Lan'): HelperClient {
  const client = new HelperClient(url, name);
  client.headers = { 'x-forwarded-for': `10.1.${people >> 8}.${++people & 255}` };
  return client;
}
const joined = (role: 'helper' | 'admin' = 'helper') =>
  HelperClient.join(app, url, 'Lan', { role, headers: somebody().headers });
const newToken = async () => (await invite(app.runtime.database.db, 'helper', null, 1)).token;
async function expiredToken(): Promise<string> {
  const token = await newToken();
  const hash = createHash('sha256').update(token).digest('hex');
  await rows(
    app.database.db,
    sql`update invitations set expires_at = now() - interval '1 s' where token_hash = ${hash}`,
  );
  return token;
}
const body = (login: string, more = {}) => ({ name: 'Cô Lan', login, password, ...more });

describe('the first admin', () => {
  it('comes in by the link that the start prints, once; afterwards there is no such link', async () => {
    const other = await testApp();
    const { url: there } = await other.start();
    const printed = await firstSignIn(other, there);
    const again = await firstSignIn(other, there);
    const tokenOf = (link = '') => link.split('/').at(-1) ?? '';
    const client = new HelperClient(there, 'Quản lý');
    expect(
      await client.refused('GET', `/api/invitations/${tokenOf(printed)}`),
      'the last one printed counts',
    ).toMatchObject({
      status: 404,
    });
    const me = await client.call('POST', `/api/invitations/${tokenOf(again)}`, Me, body('0912 345 678'));
    expect(me).toMatchObject({ name: 'Cô Lan', email: '0912345678', role: 'admin', language: 'vi' });
    expect(await firstSignIn(other, there)).toBeUndefined();
    await other.close();
  });
});

describe('an invitation', () => {
  it('lets one in of five who use it at once', async () => {
    const token = await newToken();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        somebody().request('POST', `/api/invitations/${token}`, body(`race${at}@example.test`)),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404]);
  });

  it('is not used up by a login that is taken or a password that is too short', async () => {
    const token = await newToken();
    const client = somebody();
    await joinedAs('taken@example.test');
    expect(await client.refused('POST', `/api/invitations/${token}`, body('Taken@Example.test '))).toMatchObject({
      status: 409,
      error: 'sign_in:login_taken',
    });
    expect(
      await client.refused('POST', `/api/invitations/${token}`, body('free@example.test', { password: 'ngắn' })),
    ).toMatchObject({ status: 400 });
    expect((await client.request('POST', `/api/invitations/${token}`, body('free@example.test'))).status).toBe(200);
  });

  it.each(['912345678', 'lan', '', '   ', 'lan@', '0912', '09123456789012'])(
    'says what a login looks like to who joins with "%s", and is not used up by it',
    async (login) => {
      const token = await newToken();
      expect(await somebody().refused('POST', `/api/invitations/${token}`, body(login))).toMatchObject({
        status: 400,
        error: 'sign_in:login_invalid',
        message: expect.stringMatching(/0912 345 678.*lan@gmail\.com/),
      });
      expect(await somebody().call('GET', `/api/invitations/${token}`, InvitationFor)).toEqual({ role: 'helper' });
    },
  );

  it('that is unknown, empty, too old or of another case is refused in the same words', async () => {
    const token = await newToken();
    const old = await expiredToken();
    const client = somebody();
    for (const wrong of ['nothing', '%20', old, token.toUpperCase(), `${token} `])
      expect(await client.refused('GET', `/api/invitations/${encodeURIComponent(wrong)}`)).toMatchObject({
        error: 'invitation:not_valid',
      });
  });

  it('that is not valid tells nobody who has an account', async () => {
    const used = await newToken();
    await somebody().call('POST', `/api/invitations/${used}`, Me, body('known-to-us@example.test'));
    const client = somebody();
    for (const wrong of ['nothing', used, await expiredToken()])
      for (const posted of [
        body('known-to-us@example.test'),
        body('unknown-to-us@example.test'),
        body('no login'),
        body('known-to-us@example.test', { password: 'ngắn' }),
      ])
        expect(await client.refused('POST', `/api/invitations/${wrong}`, posted)).toMatchObject({
          status: 404,
          error: 'invitation:not_valid',
        });
  });

  it('gives the role it was made for, whatever else is posted', async () => {
    const me = await somebody().call(
      'POST',
      `/api/invitations/${await newToken()}`,
      Me,
      body('role@example.test', { role: 'admin', emailVerified: true, id: 'x' }),
    );
    expect(me.role).toBe('helper');
  });

  it('is made by admins only', async () => {
    expect(await (await joined()).refused('POST', '/api/console/invitations', { role: 'admin' })).toMatchObject({
      status: 403,
    });
    const { url: link } = await (await joined('admin')).call('POST', '/api/console/invitations', Invited, {
      role: 'helper',
    });
    expect(link).toMatch(/\/console\/join\/[\w-]{43}$/);
  });
});

async function joinedAs(login: string): Promise<HelperClient> {
  const client = somebody();
  await client.call('POST', `/api/invitations/${await newToken()}`, Me, body(login));
  return client;
}

describe('signing in', () => {
  it('works with the phone number in any spelling, and keeps the cookie from scripts and other sites', async () => {
    await joinedAs('0987.654.321');
    for (const login of ['0987654321', '+84 987 654 321', '84987654321', ' 0987-654-321 ']) {
      const response = await fetch(`${url}/api/sign-in`, {
        method: 'POST',
        headers: { ...somebody().headers, 'content-type': 'application/json' },
        body: JSON.stringify({ login, password }),
      });
      expect(response.status, login).toBe(200);
      expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/i);
    }
  });

  it('says the same to unknown people as to wrong passwords', async () => {
    await joinedAs('known@example.test');
    const wrong = await somebody().refused('POST', '/api/sign-in', {
      login: 'known@example.test',
      password: 'sai-mat-khau',
    });
    for (const login of ['no@example.test', '912345678', 'lan', 'ab'])
      expect(await somebody().refused('POST', '/api/sign-in', { login, password: 'sai-mat-khau' })).toEqual(wrong);
    expect(wrong).toMatchObject({ status: 401, error: 'sign_in:wrong' });
  });

  it('is throttled by account, from wherever it is tried', async () => {
    await joinedAs('target@example.test');
    const tries = Array.from({ length: 12 }, () =>
      somebody().refused('POST', '/api/sign-in', { login: 'target@example.test', password: 'sai-mat-khau' }),
    );
    const throttled = (await Promise.all(tries)).filter(({ status }) => status === 429);
    expect(throttled.length).toBeGreaterThanOrEqual(3);
    for (const refused of throttled)
      expect(refused).toMatchObject({ error: 'sign_in:too_often', message: expect.stringContaining('chờ một phút') });
  });

  it('ends with signing out, also for a copy of the cookie', async () => {
    const lan = await joined();
    const copy = somebody();
    copy.cookie = lan.cookie;
    expect((await copy.request('GET', '/api/console/me')).status).toBe(200);
    await lan.request('POST', '/api/sign-out');
    expect(await copy.refused('GET', '/api/console/me')).toMatchObject({ status: 401, error: 'sign_in:needed' });
  });

  it('ends at once for who has been shut out', async () => {
    const lan = await joined();
    const { id } = await lan.call('GET', '/api/console/me', Me);
    const { body } = await fetch(`${url}/api/console/stream`, { headers: { cookie: lan.cookie, ...lan.headers } });
    await rows(app.database.db, sql`update helpers set disabled_at = now() where id = ${id}`);
    expect(await lan.refused('GET', '/api/console/tickets?view=queue')).toMatchObject({ status: 401 });
    // Their line is cut without a signal: the process that holds it may have missed that.
    await expect(new Response(body).text()).rejects.toThrow();
  });

  it('is open by our own routes only: none of the library is', async () => {
    for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/api/auth/get-session'])
      expect((await somebody().request('POST', path, { email: 'a@b.c', password, name: 'x' })).status).toBe(404);
  });
});

describe('without a sign-in', () => {
  const id = '0198a000-0000-7000-8000-000000000000';
  it.each([
    ['GET', '/me'],
    ['GET', '/tickets?view=queue'],
    ['GET', '/conversations'],
    ['GET', `/conversations/${id}`],
    ['GET', `/conversations/${id}/messages`],
    ['GET', `/conversations/${id}/photos/${id}`],
    ['GET', `/conversations/${id}/recordings/${id}`],
    ['POST', `/conversations/${id}/replies`],
    ['POST', `/conversations/${id}/answers`],
    ['POST', `/conversations/${id}/take`],
    ['POST', `/tickets/${id}/claim`],
    ['POST', `/tickets/${id}/resolve`],
    ['POST', `/tickets/${id}/hand-back`],
    ['POST', `/tickets/${id}/reopen`],
    ['POST', `/tickets/${id}/recall`],
    ['GET', '/parked'],
    ['POST', '/parked/in/1/retry'],
    ['GET', '/helpers'],
    ['POST', `/helpers/${id}/shut-out`],
    ['POST', `/helpers/${id}/let-in`],
    ['POST', '/invitations'],
    ['GET', '/stream'],
  ])('%s %s is refused', async (method, path) => {
    const refused = await somebody().refused(method, `/api/console${path}`, method === 'POST' ? {} : undefined);
    expect(refused).toMatchObject({ status: 401, error: 'sign_in:needed' });
  });

  it("a visitor's cookie of the chat page opens nothing", async () => {
    const visitor = somebody();
    await visitor.request('GET', '/api/chat/messages');
    expect(await visitor.refused('GET', '/api/console/me')).toMatchObject({ status: 401 });
  });
});

describe('a signed-in helper', () => {
  it('gets a clear answer to ids that are none, and to talks that are none', async () => {
    const lan = await joined();
    for (const id of ['0', '[]', "1' or '1'='1", '../../etc'])
      expect((await lan.refused('GET', `/api/console/conversations/${encodeURIComponent(id)}`)).status).toBe(400);
    const none = '0198a000-0000-7000-8000-000000000000';
    for (const [method, path, error, words] of [
      ['GET', `conversations/${none}`, 'talk:gone', 'không còn nữa'],
      ['POST', `conversations/${none}/take`, 'talk:gone', 'không còn nữa'],
      ['POST', `tickets/${none}/claim`, 'ticket:gone', 'không còn nữa'],
      ['POST', 'parked/in/99/retry', 'delivery:not_parked', 'đã có người cho làm lại'],
    ] as const)
      expect(await lan.refused(method, `/api/console/${path}`), path).toMatchObject({
        status: 404,
        error,
        message: expect.stringContaining(words),
      });
  });

  it("does nothing at another site's bidding", async () => {
    const lan = await joined();
    lan.headers = { ...lan.headers, origin: 'https://evil.example' };
    const none = '0198a000-0000-7000-8000-000000000000';
    expect(await lan.refused('POST', `/api/console/tickets/${none}/claim`)).toMatchObject({
      error: 'request:forbidden_origin',
    });
  });

  it('chooses the language of the console', async () => {
    const lan = await joined();
    expect(await lan.call('PATCH', '/api/console/me', Me, { language: 'en' })).toMatchObject({ language: 'en' });
    expect(await lan.call('GET', '/api/console/me', Me)).toMatchObject({ language: 'en' });
  });
});
