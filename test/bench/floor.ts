// What the same durable work costs at least: a bare Fastify handler and statements written by hand, in the product's own
// tables, through as many connections. It understands nothing: the answers come from the script, the fact is the words.
// Durable per message, in one transaction: inbox row, transcript in, one fact, transcript out, the conversation's state,
// outbox row. Then 200; then each answer is sent and marked sent, as the product's outbox does it. No claim, no timers,
// no retries.
import fastify from 'fastify';
import pg from 'pg';
import { makeTalk, markSent } from './rows.ts';
import type { Answer } from './script.ts';
import { connections, secret, side, token } from './side.ts';

type Update = { update_id: number; message: { message_id: number; chat: { id: number }; text: string } };
type Talk = { id: string; product: string; state: { turn: number } };
type Send = Answer & { id: string; message: string };

side(async ({ database, receiver, script }, report) => {
  const pool = new pg.Pool({ connectionString: database, max: connections });
  const app = fastify();
  app.post<{ Body: Update }>('/webhook', async (request, reply) => {
    if (request.headers['x-telegram-bot-api-secret-token'] !== secret) return reply.status(401).send();
    const sends = await store(request.body);
    void send(request.body.message.chat.id, sends);
    return { ok: true };
  });

  async function store({ update_id, message }: Update): Promise<Send[]> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { id, product, state } = await talkWith(client, String(message.chat.id));
      const answers = script[state.turn]?.answers ?? [];
      await client.query(
        `insert into inbox (channel, account, external_id, conversation_id, status, handled_at)
         values ('telegram', 'bench', $1, $2, 'done', now()) on conflict do nothing`,
        [update_id, id],
      );
      await client.query(
        `insert into messages (conversation_id, author, text, content, external_id, sent_at)
         values ($1, 'person', $2, '{"type": "text"}', $3, now())`,
        [id, message.text, message.message_id],
      );
      await client.query(
        `update products set name = $2, said = said || jsonb_build_object('name', $2::text), version = version + 1,
         updated_at = now() where id = $1`,
        [product, message.text],
      );
      await client.query('update conversations set state = $2, last_in_at = now() where id = $1', [
        id,
        JSON.stringify({ turn: state.turn + 1 }),
      ]);
      const sends: Send[] = [];
      for (const { text, buttons } of answers) {
        const said = await client.query(
          `insert into messages (conversation_id, author, text, buttons) values ($1, 'bot', $2, $3) returning id`,
          [id, text, JSON.stringify(buttons)],
        );
        const queued = await client.query(
          `insert into outbox (conversation_id, message_id, kind, author, epoch, payload, status, claimed_at)
           values ($1, $2, 'send', 'bot', 0, $3, 'sending', now()) returning id`,
          [id, said.rows[0].id, JSON.stringify({ message: { text, buttons } })],
        );
        sends.push({ id: queued.rows[0].id, message: said.rows[0].id, text, buttons });
      }
      await client.query('commit');
      return sends;
    } finally {
      client.release();
    }
  }

  async function talkWith(client: pg.PoolClient, address: string): Promise<Talk> {
    const found = await client.query<Talk>(
      `select v.id, v.state, p.id as product from conversations v join contacts c on c.id = v.contact_id
       join products p on p.household_id = v.household_id
       where c.channel = 'telegram' and c.account = 'bench' and c.address = $1 for no key update of v`,
      [address],
    );
    if (found.rows[0]) return found.rows[0];
    return { ...(await makeTalk(client, address)), state: { turn: 0 } };
  }

  async function send(chat_id: number, sends: Send[]): Promise<void> {
    for (const { id, message, text, buttons } of sends) {
      const reply_markup = { inline_keyboard: buttons.map((b) => [{ text: b.label, callback_data: b.token }]) };
      const response = await fetch(`${receiver}/bot${token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id, text, ...(buttons.length > 0 && { reply_markup }) }),
      });
      const { result } = (await response.json()) as { result: { message_id: number } };
      await markSent(pool, id, message, result.message_id);
      report({ sent: [result.message_id] });
    }
  }

  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/webhook`;
});
