// Who has a talk: one of fifty who claim it at once, over two server processes; and what the bot was composing meanwhile.
import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { afterEach, describe, expect, it, test } from 'vitest';
import type { Stage } from '../../src/conversation/index.ts';
import { type Db, rows } from '../../src/db/index.ts';
import { testApp } from '../support/app.ts';
import { newPostgres } from '../support/database.ts';
import { HelperClient, type Refused } from '../support/helper.ts';
import { type Child, freePort, prepareProcess } from '../support/processes.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { Visitor } from '../support/visitor.ts';

const server = await postgresUrl();
const rounds = 100;
const claimants = 50;
const pace = { sweep: 0.2, forgotten: 1, lease: 5 };

/** A talk that waits in the queue. */
async function queuedTalk(db: Db): Promise<string> {
  const [contact, conversation, ticket] = [uuid(), uuid(), uuid()];
  await db.execute(
    sql`insert into contacts (id, channel, account, address) values (${contact}, 'web', 'web', ${contact})`,
  );
  await db.execute(
    sql`insert into conversations (id, contact_id, owner, epoch) values (${conversation}, ${contact}, 'queue', 1)`,
  );
  await db.execute(
    sql`insert into tickets (id, conversation_id, kind, reason) values (${ticket}, ${conversation}, 'talk', 'asked')`,
  );
  return ticket;
}

describe.skipIf(!needs('PostgreSQL', server))('fifty helpers who claim one talk at once', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function serving(url: string): Promise<{ child: Child; url: string }> {
    const PORT = String(await freePort());
    const child = await prepareProcess({
      settings: {
        DATABASE_URL: url,
        SECRET_KEY: 'the same secret in both processes, for tests',
        TRUST_PROXY: 'true',
        HOST: '127.0.0.1',
        PORT,
        LOG_LEVEL: 'silent',
      },
      pace,
      parts: { serve: true, work: false },
    });
    await child.go();
    ends.push(() => child.stop());
    return { child, url: `http://127.0.0.1:${PORT}` };
  }

  it(`have one winner in each of ${rounds} rounds over two processes, and the others hear who`, async () => {
    const database = await newPostgres(server ?? '');
    ends.push(() => database.close());
    const [one, two] = [await serving(database.url ?? ''), await serving(database.url ?? '')];
    const app = { runtime: { database } };
    const helpers: HelperClient[] = [];
    for (let at = 0; at < claimants; at++) {
      const headers = { 'x-forwarded-for': `10.0.0.${at + 1}` };
      helpers.push(await HelperClient.join(app, (at % 2 ? one : two).url, `Người ${at + 1}`, { headers }));
    }
    for (let round = 0; round < rounds; round++) {
      const ticket = await queuedTalk(database.db);
      const answers = await Promise.all(
        helpers.map((helper) => helper.request('POST', `/api/console/tickets/${ticket}/claim`)),
      );
      const winners = helpers.filter((_, at) => answers[at]?.status === 200);
      expect(winners).toHaveLength(1);
      const refusals = answers.filter(({ status }) => status !== 200);
      for (const { status, answer } of refusals)
        expect({ ...(answer as Refused), status }).toMatchObject({
          status: 409,
          error: 'ticket:already_claimed',
          details: { by: winners[0]?.name },
        });
    }
    const counts = await rows(
      database.db,
      sql`select (select count(*)::int from ticket_events where kind = 'ticket_claimed') as claims,
            (select count(*)::int from conversations v join tickets t on t.conversation_id = v.id
             where v.owner = 'helper' and v.helper_id = t.helper_id and v.epoch = 2 and t.status = 'claimed') as taken,
            (select count(*)::int from outbox) as told`,
    );
    expect(counts).toEqual([{ claims: rounds, taken: rounds, told: rounds }]);
  }, 300_000);
});

test('what the bot composes while a helper claims the talk is never sent', async () => {
  let hold: { stage: Stage; until: Promise<void>; reached: () => void } | undefined;
  const app = await testApp(
    {},
    {
      // Nothing but signals: the sweep must not send what this test wants to find waiting.
      pace: { sweep: 60, forgotten: 60, lease: 60 },
      failpoint: async (stage) => {
        if (stage !== hold?.stage) return;
        hold.reached();
        await hold.until;
      },
    },
  );
  try {
    const { url } = await app.start();
    const hoa = new Visitor(url);
    const lan = await HelperClient.join(app, url, 'Lan');
    await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
    await hoa.says('Đồng ý', /bác, cô, chú/);
    await hoa.says('gặp người', /người hỗ trợ sẽ nhắn/);
    const { id } = await lan.ticket();

    let release = () => {};
    const reached = new Promise<void>((resolve) => {
      hold = { stage: 'before commit', reached: resolve, until: new Promise((free) => (release = free)) };
    });
    await hoa.posts({ text: 'Bác' });
    await reached;
    const claiming = lan.claim(id);
    // The claim waits for the turn, and has it before the turn's words are told of.
    hold = { stage: 'after commit', reached: () => {}, until: claiming.then(() => {}) };
    release();
    await claiming;
    await hoa.hears(/Lan vào nói chuyện với/);
    await expect
      .poll(() =>
        rows(app.database.db, sql`select status, error from outbox where author = 'bot' order by id desc limit 2`),
      )
      .toEqual([
        { status: 'sent', error: null },
        { status: 'dropped', error: 'a helper has taken over the talk' },
      ]);
    const texts = (await hoa.messages()).map(({ text }) => text);
    expect(texts.at(-2)).toBe('Bác');
    expect(texts.at(-1)).toMatch(/Lan vào nói chuyện/);
    const { conversationId } = await lan.ticket('mine');
    const [, last] = (await lan.thread(conversationId)).messages.slice(-2);
    expect(last?.text).toMatch(/Lan vào nói chuyện/);
    // What was answered counts all the same: nothing of it is asked again.
    await lan.handBack(id);
    const asked = await hoa.hears(/Lan trao đổi xong rồi/);
    expect(asked.text).toMatch(/muốn bán/);
  } finally {
    await app.close();
  }
});
