// What is kept of somebody who has not agreed to anything, and what is masked of everybody.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { Visitor } from '../support/visitor.ts';

let app: TestApp;
let hoa: Visitor;

beforeEach(async () => {
  app = await testApp();
  hoa = new Visitor((await app.start()).url);
});
afterEach(() => app.close());

const everything = async () => {
  const { db } = app.database;
  const kept = await rows(
    db,
    sql`select to_json(m)::text as row from messages m union all select to_json(h)::text from households h
        union all select to_json(p)::text from products p
        union all select to_json(i)::text || coalesce(convert_from(i.raw, 'UTF8'), '') from inbox i
        union all select to_json(o)::text from outbox o union all select to_json(t)::text from tickets t`,
  );
  return JSON.stringify(kept);
};

it('keeps no number and no product of somebody who has not agreed', async () => {
  await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
  await hoa.says('chè móc câu 300k một cân, số tôi 0983123456', /./);
  await hoa.says('Không đồng ý', /không ghi lại gì/);
  expect(await everything()).not.toMatch(/0983123456|300k/);
  expect(await rows(app.database.db, sql`select 1 from households union all select 1 from products`)).toEqual([]);
});

it('keeps the proof of a yes: the words agreed to, their edition, and the message that said so', async () => {
  await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
  await hoa.says('Đồng ý', /bác, cô, chú/);
  const [said] = (await hoa.messages()).filter(({ from }) => from === 'me').slice(-1);
  expect(
    await rows(
      app.database.db,
      sql`select purpose, state, wording, wording_text, edition_id::int as edition, message_external_id as message
          from consents`,
    ),
  ).toEqual([
    {
      purpose: 'prepare',
      state: 'granted',
      wording: 'welcome:consent',
      wording_text: expect.stringContaining('Bác có đồng ý cho cháu ghi không ạ?'),
      edition: 1,
      message: said?.key,
    },
  ]);
});

it.each([
  ['a code', 'mã OTP của tôi là 482913', '482913'],
  ['an identity number', 'căn cước 019185001234', '019185001234'],
  ['an account number', 'stk 19036789012345', '19036789012345'],
])('keeps %s nowhere', async (_what, words, secret) => {
  await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
  await hoa.says('Đồng ý', /bác, cô, chú/);
  await hoa.says('Bác', /muốn bán sản phẩm gì/);
  await hoa.says(words, /che/);
  expect(await everything()).not.toContain(secret);
  expect(JSON.stringify(await hoa.messages())).toContain('•••');
});

it('cuts no character in half of what it keeps before', async () => {
  await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
  await hoa.says(`${'a '.repeat(39)}a😀 chào`, /./);
  expect(await rows(app.database.db, sql`select 1 from inbox where status <> 'done'`)).toEqual([]);
});
