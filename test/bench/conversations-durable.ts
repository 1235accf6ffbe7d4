// The grammY bot with the same rows durable as the floor's, by few statements, prepared as the product's are. Each update
// is one transaction: inbox row and transcript in; the handler, which only notes what to say; then one fact, the replay
// log, transcript out, outbox rows. Then 200; then each answer is sent and marked sent. No claim, no timers, no retries.
import type { ConversationData, VersionedState } from '@grammyjs/conversations';
import pg from 'pg';
import { markup, serveBot, type Talking } from './grammy-bot.ts';
import { makeTalk, markSent } from './rows.ts';
import type { Answer } from './script.ts';
import { connections, side } from './side.ts';

type Log = VersionedState<ConversationData>;
type Talk = { id: string; product: string; log: Log | null };
type Durable = Talking & { talk: Talk; answers: Answer[] };
type Send = { id: string; message: string; answer: Answer };

side(async (orders, report) => {
  const pool = new pg.Pool({ connectionString: orders.database, max: connections });

  async function around(ctx: Durable, next: () => Promise<void>): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      ctx.talk = await hear(client, ctx);
      ctx.answers = [];
      await next();
      const sends = await keep(client, ctx);
      await client.query('commit');
      void send(ctx, sends);
    } finally {
      client.release();
    }
  }

  async function send(ctx: Durable, sends: Send[]): Promise<void> {
    for (const { id, message, answer } of sends) {
      const { message_id } = await ctx.reply(answer.text, markup(answer));
      await markSent(pool, id, message, message_id);
      report({ sent: [message_id] });
    }
  }

  return serveBot<Durable>(orders, {
    around,
    storage: {
      type: 'context',
      adapter: {
        read: ({ talk }) => talk.log ?? undefined,
        write: ({ talk }, log) => {
          talk.log = log;
        },
        delete: ({ talk }) => {
          talk.log = null;
        },
      },
    },
    say: (conversation, _heard, answer) =>
      conversation.external((ctx) => {
        ctx.answers.push(answer);
      }),
  });
});

/** Keeps what came in, and locks its talk. */
async function hear(client: pg.PoolClient, ctx: Durable): Promise<Talk> {
  const address = String(ctx.chat?.id);
  const found = await client.query<Talk>({
    name: 'hear',
    text: `with talk as (
       select v.id, v.state as log, p.id as product from conversations v join contacts c on c.id = v.contact_id
       join products p on p.household_id = v.household_id
       where c.channel = 'telegram' and c.account = 'bench' and c.address = $1 for no key update of v
     ), arrived as (
       insert into inbox (channel, account, external_id, conversation_id, status, handled_at)
       select 'telegram', 'bench', $2, id, 'done', now() from talk on conflict do nothing
     ), heard as (
       insert into messages (conversation_id, author, text, content, external_id, sent_at)
       select id, 'person', $3, '{"type": "text"}', $4, now() from talk
     )
     select * from talk`,
    values: [address, ctx.update.update_id, ctx.message?.text, ctx.message?.message_id],
  });
  if (found.rows[0]) return found.rows[0];
  await makeTalk(client, address);
  return hear(client, ctx);
}

/** Keeps what follows: the fact, the log, and each answer, to be sent in this order. */
async function keep(client: pg.PoolClient, { talk, answers, message }: Durable): Promise<Send[]> {
  const queued = await client.query<{ id: string; message: string }>({
    name: 'keep',
    text: `with fact as (
       update products set name = $3, said = said || jsonb_build_object('name', $3::text), version = version + 1,
       updated_at = now() where id = $2
     ), log as (
       update conversations set state = $4, last_in_at = now() where id = $1
     ), said as (
       insert into messages (conversation_id, author, text, buttons)
       select $1, 'bot', answer ->> 'text', answer -> 'buttons'
       from jsonb_array_elements($5) with ordinality as answers (answer, place) order by place
       returning id, text, buttons
     ), queued as (
       insert into outbox (conversation_id, message_id, kind, author, epoch, payload, status, claimed_at)
       select $1, id, 'send', 'bot', 0,
         jsonb_build_object('message', jsonb_build_object('text', text, 'buttons', buttons)), 'sending', now()
       from said order by id
       returning id, message_id
     )
     select id, message_id as message from queued order by id`,
    values: [talk.id, talk.product, message?.text, JSON.stringify(talk.log), JSON.stringify(answers)],
  });
  return answers.flatMap((answer, at) => {
    const row = queued.rows[at];
    return row ? [{ ...row, answer }] : [];
  });
}
