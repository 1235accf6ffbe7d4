// The usual way to build such a bot: grammY with @grammyjs/conversations, its sessions in PostgreSQL. It asks the same
// questions in the same words. Durable per message: one row, the conversation's replay log, which also is where its facts
// are; written after the answers have been sent. No inbox, no transcript, no outbox: what a crash interrupts is lost or
// said twice. An update is over when its log is stored, which is just before its webhook answers.
import { type Conversation, type ConversationFlavor, conversations, createConversation } from '@grammyjs/conversations';
import fastify from 'fastify';
import { Bot, type Context, InlineKeyboard, webhookCallback } from 'grammy';
import pg from 'pg';
import type { Turn } from './script.ts';
import { connections, secret, side, token } from './side.ts';

type Talking = ConversationFlavor<Context>;

const botInfo = {
  id: 4242,
  is_bot: true as const,
  first_name: 'Lên Sàn',
  username: 'lensan_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_inline_queries: false,
  supports_join_request_queries: false,
};

side(async ({ database, receiver, script }, report) => {
  const pool = new pg.Pool({ connectionString: database, max: connections });
  await pool.query('create table sessions (key text primary key, value jsonb not null)');
  const adapter = {
    async read(key: string) {
      const found = await pool.query('select value from sessions where key = $1', [key]);
      return found.rows[0]?.value;
    },
    async write(key: string, value: unknown) {
      await pool.query('insert into sessions values ($1, $2) on conflict (key) do update set value = excluded.value', [
        key,
        JSON.stringify(value),
      ]);
    },
    async delete(key: string) {
      await pool.query('delete from sessions where key = $1', [key]);
    },
  };

  const bot = new Bot<Talking>(token, { botInfo, client: { apiRoot: receiver } });
  bot.use(async (ctx, next) => {
    await next();
    report({ done: ctx.chat?.id ?? 0 });
  });
  bot.use(conversations({ storage: { type: 'key', adapter } }));
  bot.use(createConversation((conversation: Conversation, ctx: Context) => talk(conversation, ctx, script), 'talk'));
  bot.on('message:text', (ctx) => ctx.conversation.enter('talk'));

  const app = fastify();
  app.post('/webhook', webhookCallback(bot, 'fastify', { secretToken: secret }));
  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/webhook`;
});

async function talk(conversation: Conversation, ctx: Context, script: Turn[]): Promise<void> {
  const facts: string[] = [];
  for (const [at, { answers }] of script.entries()) {
    const heard = at === 0 ? ctx : await conversation.waitFor('message:text');
    facts.push(heard.message?.text ?? '');
    for (const { text, buttons } of answers) {
      const keyboard = InlineKeyboard.from(buttons.map(({ label, token }) => [InlineKeyboard.text(label, token)]));
      await heard.reply(text, buttons.length > 0 ? { reply_markup: keyboard } : {});
    }
  }
}
