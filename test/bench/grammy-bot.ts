// The usual way to build such a bot: grammY with @grammyjs/conversations. Both of its sides hold this one talk, which
// asks the same questions in the same words; they differ in what they keep of it, and when.
import {
  type Conversation,
  type ConversationData,
  type ConversationFlavor,
  type ConversationStorage,
  conversations,
  createConversation,
} from '@grammyjs/conversations';
import fastify from 'fastify';
import { Bot, type Context, InlineKeyboard, type Middleware, webhookCallback } from 'grammy';
import type { Answer, Turn } from './script.ts';
import { type Orders, secret, token } from './side.ts';

export type Talking = ConversationFlavor<Context>;

export type Way<C extends Talking> = {
  /** What is done around each update. */
  around: Middleware<C>;
  /** Where the conversation's replay log is. */
  storage: ConversationStorage<C, ConversationData>;
  /** Says an answer, once: never when the conversation is replayed. */
  say(conversation: Conversation<C>, heard: Context, answer: Answer): Promise<unknown>;
};

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

/** Serves the bot; returns its webhook's address. */
export async function serveBot<C extends Talking>({ receiver, script }: Orders, way: Way<C>): Promise<string> {
  const bot = new Bot<C>(token, { botInfo, client: { apiRoot: receiver } });
  bot.use(way.around);
  bot.use(conversations<C, Context>({ storage: way.storage }));
  bot.use(
    createConversation<C, Context>(
      (conversation, ctx) => talk(conversation as Conversation<C>, ctx, script, way),
      'talk',
    ),
  );
  bot.on('message:text', (ctx) => ctx.conversation.enter('talk'));

  const app = fastify();
  app.post('/webhook', webhookCallback(bot, 'fastify', { secretToken: secret }));
  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/webhook`;
}

async function talk<C extends Talking>(
  conversation: Conversation<C>,
  ctx: Context,
  script: Turn[],
  { say }: Way<C>,
): Promise<void> {
  const facts: string[] = [];
  for (const [at, { answers }] of script.entries()) {
    const heard = at === 0 ? ctx : await conversation.waitFor('message:text');
    facts.push(heard.message?.text ?? '');
    for (const answer of answers) await say(conversation, heard, answer);
  }
}

/** What sendMessage takes beside the text. */
export function markup({ buttons }: Answer) {
  const keyboard = InlineKeyboard.from(buttons.map(({ label, token }) => [InlineKeyboard.text(label, token)]));
  return buttons.length > 0 ? { reply_markup: keyboard } : {};
}
