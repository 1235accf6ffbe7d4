// A helper who has left is shut out: of the console at once, and of the cases they had; nobody is shut out by themselves.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/index.ts';
import { HelperRow, Me } from '../../src/http/contract/console.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { HelperClient, password, type Refused } from '../support/helper.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { Visitor } from '../support/visitor.ts';

const server = await postgresUrl();

let app: TestApp;
let url: string;
let hoa: Visitor;
let lan: HelperClient;
let minh: HelperClient;
let admin: HelperClient;

beforeEach(async () => {
  app = await testApp({}, { pace: { sweep: 0.1, forgotten: 0.5, lease: 5 } });
  ({ url } = await app.start());
  hoa = new Visitor(url);
  lan = await HelperClient.join(app, url, 'Lan, bưu điện Đại Từ');
  minh = await HelperClient.join(app, url, 'Minh, Hội Nông dân');
  admin = await HelperClient.join(app, url, 'Quản lý', { role: 'admin' });
});
afterEach(() => app.close());

const me = (helper: HelperClient) => helper.call('GET', '/api/console/me', Me);
const path = async (of: HelperClient, deed: 'shut-out' | 'let-in') =>
  `/api/console/helpers/${(await me(of)).id}/${deed}`;
const signIn = (login: string, given = password) =>
  new HelperClient(url, 'Lan').request('POST', '/api/sign-in', { login, password: given });

async function helpers(): Promise<HelperRow[]> {
  const { answer } = await admin.request('GET', '/api/console/helpers');
  return HelperRow.array().parse((answer as { helpers: unknown }).helpers);
}

/** Lan has Hoa's talk, in which Lan spoke last. */
async function talkOfLan(): Promise<{ id: string; conversationId: string }> {
  await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
  await hoa.says('Đồng ý', /bác, cô, chú/);
  await hoa.says('Cô', /muốn bán/);
  await hoa.says('gặp người', /người hỗ trợ sẽ nhắn/);
  const { id } = await lan.ticket();
  const { conversationId } = await lan.claim(id);
  await lan.reply(conversationId, 'Cô chờ cháu chút.');
  return { id, conversationId };
}

async function taskOfLan(conversation: string): Promise<string> {
  await rows(
    app.database.db,
    sql`insert into tickets (id, conversation_id, kind, reason, due_at)
        values (gen_random_uuid(), ${conversation}, 'task', 'erase_data', now() + interval '20 days')`,
  );
  const { id } = await lan.ticket('tasks');
  await lan.claim(id);
  return id;
}

const noted = () =>
  rows<{ kind: string; data: unknown }>(
    app.database.db,
    sql`select kind, data from events where kind like 'helper%' order by id`,
  );

/** A live line of theirs: what it told, and when it is over. */
async function line(helper: HelperClient) {
  const { body } = await fetch(`${url}/api/console/stream`, { headers: { cookie: helper.cookie } });
  const heard: string[] = [];
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const listening = async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) heard.push(part.value);
  };
  return { heard, over: listening().catch(() => {}) };
}

describe('a helper who is shut out', () => {
  it('is signed out everywhere at once, and their pages hear nothing more', async () => {
    const { email } = await me(lan);
    const phone = new HelperClient(url, 'Lan');
    await phone.call('POST', '/api/sign-in', Me, { login: email, password });
    const lines = [await line(lan), await line(phone)];
    const others = await line(minh);
    expect((await admin.request('POST', await path(lan, 'shut-out'))).status).toBe(200);
    for (const device of [lan, phone])
      expect(await device.refused('GET', '/api/console/me')).toMatchObject({ status: 401, error: 'sign_in:needed' });
    await Promise.all(lines.map(({ over }) => over));
    await expect.poll(() => others.heard.join('')).toContain('event: tickets');
    expect(
      await rows(
        app.database.db,
        sql`select s.id from sign_ins s join helpers h on h.id = s.helper_id where h.email = ${email}`,
      ),
    ).toEqual([]);
  });

  it('is told so by their own password only, and signs in with it once they are let in again', async () => {
    const { email, id } = await me(lan);
    const wrong = await signIn(email, 'sai-mat-khau');
    const [shut, open] = [await path(lan, 'shut-out'), await path(lan, 'let-in')];
    await admin.request('POST', shut);
    expect(await signIn(email, 'sai-mat-khau')).toEqual(wrong);
    expect(await signIn(email)).toMatchObject({
      status: 403,
      answer: { error: 'sign_in:disabled', message: expect.stringContaining('hỏi người quản lý') },
    });
    expect((await helpers()).at(-1)).toMatchObject({ id, disabledAt: expect.any(String), inHand: 0 });
    expect((await admin.request('POST', open)).status).toBe(200);
    expect((await admin.request('POST', open)).status).toBe(200);
    // Neither what was before, nor what was tried meanwhile.
    expect((await lan.refused('GET', '/api/console/me')).status).toBe(401);
    expect(await rows(app.database.db, sql`select id from sign_ins where helper_id = ${id}`)).toEqual([]);
    expect((await signIn(email)).status).toBe(200);
    expect((await helpers()).find((each) => each.id === id)?.disabledAt).toBeNull();
  });

  it('leaves their talk to the queue, where the bot listens, and their task to anybody', async () => {
    const { conversationId } = await talkOfLan();
    const task = await taskOfLan(conversationId);
    await admin.request('POST', await path(lan, 'shut-out'));
    expect(await minh.ticket('tasks')).toMatchObject({
      id: task,
      status: 'open',
      helper: null,
      dueAt: expect.any(String),
    });
    expect(await minh.ticket()).toMatchObject({ conversationId, status: 'open', helper: null });
    expect((await minh.talk(conversationId)).helper).toBeNull();
    await hoa.says('chè móc câu', /ảnh/);
    await minh.claim((await minh.ticket()).id);
    await hoa.hears(/Minh, Hội Nông dân vào nói chuyện/);
  });

  it('is so once, however often it is asked for, and it is kept who did it', async () => {
    const lanId = (await me(lan)).id;
    const by = (await me(admin)).id;
    const [shut, open] = [await path(lan, 'shut-out'), await path(lan, 'let-in')];
    await admin.request('POST', shut);
    const [since] = await rows(app.database.db, sql`select disabled_at from helpers where id = ${lanId}`);
    expect((await admin.request('POST', shut)).status).toBe(200);
    expect(await rows(app.database.db, sql`select disabled_at from helpers where id = ${lanId}`)).toEqual([since]);
    await admin.request('POST', open);
    const data = { helper: lanId, by };
    expect(await noted()).toEqual([
      { kind: 'helper_shut_out', data },
      { kind: 'helper_let_in', data },
    ]);
  });

  it.skipIf(!needs('PostgreSQL', server))('takes nothing in hand that they were about to take', async () => {
    const { db } = app.database;
    const { id, conversationId } = await talkOfLan();
    await lan.handBack(id);
    await hoa.says('gặp người', /người hỗ trợ sẽ nhắn/);
    const open = await lan.ticket();
    const shut = await path(lan, 'shut-out');
    const waits = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    let claiming: Promise<Refused> | undefined;
    await db.transaction(async (tx) => {
      await rows(tx, sql`select id from conversations where id = ${conversationId} for no key update`);
      claiming = lan.refused('POST', `/api/console/tickets/${open.id}/claim`);
      await expect.poll(async () => (await rows(db, waits)).length).toBeGreaterThan(0);
      // Nor is it held up by whoever works on a talk.
      expect((await admin.request('POST', shut)).status).toBe(200);
    });
    expect(await claiming).toMatchObject({ status: 401, error: 'sign_in:needed' });
    expect(await minh.ticket()).toMatchObject({ id: open.id, status: 'open', helper: null });
  });

  it('lets nobody in by the invitations that they made', async () => {
    const second = await HelperClient.join(app, url, 'Quản lý khác', { role: 'admin' });
    const { answer } = await second.request('POST', '/api/console/invitations', { role: 'admin' });
    const token = (answer as { url: string }).url.split('/').at(-1);
    expect((await admin.request('GET', `/api/invitations/${token}`)).status).toBe(200);
    await admin.request('POST', await path(second, 'shut-out'));
    const joining = { name: 'Cô Lan', login: 'again@example.test', password };
    for (const [method, body] of [['GET'], ['POST', joining]] as const)
      expect(await minh.refused(method, `/api/invitations/${token}`, body)).toMatchObject({
        error: 'invitation:not_valid',
      });
  });
});

describe('shutting out', () => {
  it('is for admins, and never of oneself', async () => {
    for (const deed of ['shut-out', 'let-in'] as const)
      expect(await minh.refused('POST', await path(lan, deed))).toMatchObject({
        status: 403,
        error: 'request:forbidden',
      });
    expect(await admin.refused('POST', await path(admin, 'shut-out'))).toMatchObject({
      status: 409,
      error: 'helper:yourself',
    });
    const nobody = '0198a000-0000-7000-8000-000000000000';
    for (const deed of ['shut-out', 'let-in'])
      expect((await admin.refused('POST', `/api/console/helpers/${nobody}/${deed}`)).status).toBe(404);
    expect((await me(lan)).name).toBe(lan.name);
    expect(await noted()).toEqual([]);
  });

  it('leaves one of two admins who shut each other out at the same moment, twenty times', async () => {
    const { db } = app.database;
    const second = await HelperClient.join(app, url, 'Quản lý khác', { role: 'admin' });
    const [one, two] = [await path(admin, 'shut-out'), await path(second, 'shut-out')];
    await rows(db, sql`create table kept as select * from sign_ins`);
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all([admin.request('POST', two), second.request('POST', one)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
      expect(await rows(db, sql`select id from helpers where role = 'admin' and disabled_at is null`)).toHaveLength(1);
      // Both as before.
      await rows(db, sql`update helpers set disabled_at = null`);
      await rows(db, sql`insert into sign_ins select * from kept on conflict do nothing`);
    }
  }, 60_000);
});

describe('an admin', () => {
  it('takes a talk from whoever has it back to the queue, where the bot listens and anybody may take it', async () => {
    const { id, conversationId } = await talkOfLan();
    const recall = `/api/console/tickets/${id}/recall`;
    expect(await minh.refused('POST', recall)).toMatchObject({ status: 403, error: 'request:forbidden' });
    expect((await admin.request('POST', recall)).status).toBe(200);
    expect((await admin.request('POST', recall)).status).toBe(200);
    expect(await minh.ticket()).toMatchObject({ id, status: 'open', helper: null });
    const words = { key: crypto.randomUUID(), text: 'Cháu đây.' };
    expect(await lan.refused('POST', `/api/console/conversations/${conversationId}/replies`, words)).toMatchObject({
      error: 'talk:not_yours',
    });
    await hoa.says('chè móc câu', /ảnh/);
    expect(await rows(app.database.db, sql`select key from timers where key = 'unanswered'`)).toEqual([]);
    const by = (await me(admin)).id;
    expect(await rows(app.database.db, sql`select actor from ticket_events where kind = 'ticket_returned'`)).toEqual([
      { actor: by },
    ]);
    await lan.claim(id);
    await lan.resolve(id);
    expect(await admin.refused('POST', recall)).toMatchObject({ status: 409, error: 'ticket:resolved' });
  });

  it('takes a task from whoever has it, for anybody to take', async () => {
    const { conversationId } = await talkOfLan();
    const task = await taskOfLan(conversationId);
    expect((await admin.request('POST', `/api/console/tickets/${task}/recall`)).status).toBe(200);
    expect(await minh.ticket('tasks')).toMatchObject({ id: task, status: 'open', helper: null });
    expect(await lan.ticket('mine')).toMatchObject({ kind: 'talk', status: 'claimed' });
  });
});
