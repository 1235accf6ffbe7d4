// The grammY bot as its makers show it, its sessions in PostgreSQL. Durable per message: one row, the conversation's
// replay log, which also is where its facts are; written after the answers have been sent. No inbox, no transcript, no
// outbox: what a crash interrupts is lost or said twice. An update is over when its log is stored, which is just before
// its webhook answers.
import pg from 'pg';
import { markup, serveBot } from './grammy-bot.ts';
import { connections, side } from './side.ts';

side(async (orders, report) => {
  const pool = new pg.Pool({ connectionString: orders.database, max: connections });
  await pool.query('create table sessions (key text primary key, value jsonb not null)');
  return serveBot(orders, {
    async around(ctx, next) {
      await next();
      report({ done: ctx.chat?.id ?? 0 });
    },
    storage: {
      type: 'key',
      adapter: {
        async read(key) {
          const found = await pool.query('select value from sessions where key = $1', [key]);
          return found.rows[0]?.value;
        },
        async write(key, value) {
          await pool.query(
            'insert into sessions values ($1, $2) on conflict (key) do update set value = excluded.value',
            [key, JSON.stringify(value)],
          );
        },
        async delete(key) {
          await pool.query('delete from sessions where key = $1', [key]);
        },
      },
    },
    say: (_conversation, heard, answer) => heard.reply(answer.text, markup(answer)),
  });
});
