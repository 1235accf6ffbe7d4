// What the bot may ask of the fake Bot API, with Telegram's own rules and words of refusal. Called by server.ts.
// One entry for each method; a parameter that is not listed is refused, for it is our typing mistake.
import type { Chat, Message, PhotoSize } from '@grammyjs/types';
import type { Delivery } from './delivery.ts';
import { type Markup, readMarkup } from './markup.ts';
import { flag, json, type Params, required, text, whole } from './params.ts';
import { type BotMessage, Refusal, type Room, seconds, storeFile, type World } from './world.ts';

export type Context = { world: World; delivery: Delivery; params: Params };
type Method = { params: string[]; run(context: Context): unknown };

const bad = (why: string) => new Refusal(400, `Bad Request: ${why}`);
const megabyte = 1024 * 1024;

const sending = ['chat_id', 'reply_markup', 'disable_notification', 'protect_content'];
const editing = ['chat_id', 'message_id', 'reply_markup'];

export const methods: Record<string, Method> = {
  getMe: {
    params: [],
    run: ({ world }) => ({ ...world.bot, can_join_groups: true, can_read_all_group_messages: false }),
  },

  sendMessage: {
    params: [...sending, 'text', 'link_preview_options'],
    run({ world, params }) {
      const room = reach(world, params);
      const words = required(params, 'text', 'message text is empty').trim();
      if (words === '') throw bad('message text is empty');
      if (words.length > 4096) throw bad('message is too long');
      return post(world, room, words, readMarkup(json(params, 'reply_markup'), room.chat.type === 'private'));
    },
  },

  sendPhoto: {
    params: [...sending, 'photo', 'caption'],
    run({ world, params }) {
      const room = reach(world, params);
      const { photo } = params;
      const known = typeof photo === 'string' ? world.files.get(photo)?.bytes : undefined;
      const bytes = Buffer.isBuffer(photo) ? photo : known;
      if (!bytes)
        throw bad(
          typeof photo === 'string' ? 'wrong file identifier/HTTP URL specified' : 'there is no photo in the request',
        );
      if (bytes.length === 0) throw bad('file must be non-empty');
      if (bytes.length > 10 * megabyte) throw bad('file is too big');
      const caption = text(params, 'caption').trim();
      if (caption.length > 1024) throw bad('message caption is too long');
      return post(world, room, caption, readMarkup(json(params, 'reply_markup'), room.chat.type === 'private'), bytes);
    },
  },

  editMessageText: {
    params: [...editing, 'text', 'link_preview_options'],
    run({ world, params }) {
      const { room, message } = editable(world, params);
      const words = required(params, 'text', 'message text is empty').trim();
      if (words === '') throw bad('message text is empty');
      if (words.length > 4096) throw bad('message is too long');
      if (message.photo) throw bad('there is no text in the message to edit');
      return change(world, room, message, words, params);
    },
  },

  editMessageCaption: {
    params: [...editing, 'caption'],
    run({ world, params }) {
      const { room, message } = editable(world, params);
      const caption = text(params, 'caption').trim();
      if (caption.length > 1024) throw bad('message caption is too long');
      if (!message.photo) throw bad('there is no caption in the message to edit');
      return change(world, room, message, caption, params);
    },
  },

  answerCallbackQuery: {
    params: ['callback_query_id', 'text', 'show_alert'],
    run({ world, params }) {
      const query = world.queries.get(required(params, 'callback_query_id'));
      if (!query || query.answered || world.now() >= query.at + 150_000)
        throw bad('query is too old and response timeout expired or query ID is invalid');
      query.answered = true;
      world.answers.push({ userId: query.userId, text: text(params, 'text') || undefined });
      return true;
    },
  },

  getFile: {
    params: ['file_id'],
    run({ world, params }) {
      const fileId = required(params, 'file_id', 'file_id not specified');
      const file = world.files.get(fileId);
      if (!file) throw bad('wrong file_id or the file is temporarily unavailable');
      if (file.size > 20 * megabyte) throw bad('file is too big');
      file.linkUntil = world.now() + 3_600_000;
      return { file_id: fileId, file_unique_id: `AQ${file.path}`, file_size: file.size, file_path: file.path };
    },
  },

  getUpdates: {
    params: ['offset', 'limit', 'timeout', 'allowed_updates'],
    run({ delivery, params }) {
      allow(delivery, params);
      const limit = Math.min(Math.max(whole(params, 'limit') ?? 100, 1), 100);
      return delivery.getUpdates(whole(params, 'offset') ?? 0, limit, Math.min(whole(params, 'timeout') ?? 0, 50));
    },
  },

  setWebhook: {
    params: ['url', 'secret_token', 'allowed_updates', 'max_connections', 'drop_pending_updates', 'ip_address'],
    run({ delivery, params }) {
      const url = text(params, 'url');
      const secret = text(params, 'secret_token') || undefined;
      const connections = whole(params, 'max_connections') ?? 40;
      // The only leniency: plain HTTP to this very machine, where the bot under test listens.
      if (url && !/^https:\/\/|^http:\/\/127\.0\.0\.1[:/]/.test(url))
        throw bad('bad webhook: An HTTPS URL must be provided for webhook');
      if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret))
        throw bad('secret token contains unallowed characters');
      if (connections < 1 || connections > 100) throw bad('max_connections must be between 1 and 100');
      allow(delivery, params);
      if (flag(params, 'drop_pending_updates')) delivery.drop();
      delivery.setHook(url ? { url, secret, connections } : undefined);
      return true;
    },
  },

  deleteWebhook: {
    params: ['drop_pending_updates'],
    run({ delivery, params }) {
      if (flag(params, 'drop_pending_updates')) delivery.drop();
      delivery.setHook(undefined);
      return true;
    },
  },

  getWebhookInfo: {
    params: [],
    run({ delivery }) {
      const hook = delivery.hook();
      return {
        url: hook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: delivery.waiting(),
        ...(hook && { max_connections: hook.connections }),
        allowed_updates: delivery.kinds(),
      };
    },
  },
};

function allow(delivery: Delivery, params: Params): void {
  const kinds = json(params, 'allowed_updates');
  if (kinds === undefined) return;
  if (!Array.isArray(kinds) || !kinds.every((kind) => typeof kind === 'string'))
    throw bad("can't parse allowed updates: expected an Array of String");
  delivery.allow(kinds);
}

function find(world: World, params: Params): Room {
  required({ chat_id: String(params.chat_id ?? '') }, 'chat_id', 'chat_id is empty');
  const room = world.rooms.get(Number(params.chat_id));
  if (!room) throw bad('chat not found');
  const { closed } = room;
  if (closed === 'stranger') throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
  if (closed === 'blocked') throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  if (closed === 'deactivated') throw new Refusal(403, 'Forbidden: user is deactivated');
  if (closed)
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: closed.migratedTo,
    });
  return room;
}

/** The room to send to, when its pace allows one more. */
function reach(world: World, params: Params): Room {
  const room = find(world, params);
  if (world.pace) {
    const { perSecond, burst } = world.pace;
    const window = (burst / perSecond) * 1000;
    room.sentAt = room.sentAt.filter((at) => at > world.now() - window);
    if (room.sentAt.length >= burst) throw tooFast(Math.ceil(((room.sentAt[0] ?? 0) + window - world.now()) / 1000));
    room.sentAt.push(world.now());
  }
  return room;
}

export const tooFast = (retry_after: number) =>
  new Refusal(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });

function editable(world: World, params: Params): { room: Room; message: BotMessage } {
  const room = find(world, params);
  const id = whole(params, 'message_id');
  if (id === undefined) throw bad('message identifier is not specified');
  const message = room.messages.find((candidate) => candidate.id === id);
  if (!message) throw bad('message to edit not found');
  if (message.fixed) throw bad("message can't be edited");
  return { room, message };
}

function post(world: World, room: Room, words: string, markup: Markup, photo?: Buffer): Message {
  const message: BotMessage = {
    id: world.next('message'),
    text: words,
    buttons: [],
    former: [],
    date: seconds(world),
    rows: [],
    fixed: markup.kind === 'reply' || markup.kind === 'remove',
    ...(photo && { photo }),
  };
  if (markup.kind === 'inline') show(message, markup.rows);
  if (markup.kind === 'reply') room.keyboard = { rows: markup.rows, oneTime: markup.oneTime };
  if (markup.kind === 'remove') delete room.keyboard;
  room.messages.push(message);
  return asMessage(world, room.chat, message);
}

function change(world: World, room: Room, message: BotMessage, words: string, params: Params): Message {
  const markup = readMarkup(json(params, 'reply_markup'), room.chat.type === 'private');
  if (markup.kind === 'reply' || markup.kind === 'remove') throw bad('inline keyboard expected');
  const rows = markup.kind === 'inline' ? markup.rows : [];
  if (words === message.text && JSON.stringify(rows) === JSON.stringify(message.rows))
    throw bad(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  message.former.push(message.text);
  message.text = words;
  show(message, rows);
  return asMessage(world, room.chat, message);
}

function show(message: BotMessage, rows: BotMessage['rows']): void {
  message.rows = rows;
  message.buttons = rows
    .flat()
    .map((button) => ({ label: button.text, token: 'callback_data' in button ? button.callback_data : '' }));
}

/** The bot's message as Telegram hands it back: as a result, and inside a tap. */
export function asMessage(world: World, chat: Chat, message: BotMessage): Message {
  const { id, text: words, rows, photo, date } = message;
  const size = (): PhotoSize => ({
    ...storeFile(world, 'photos', 'jpg', photo ?? Buffer.alloc(0)),
    width: 800,
    height: 600,
  });
  return {
    message_id: id,
    from: world.bot,
    chat,
    date,
    ...(photo ? { photo: [size()], caption: words } : { text: words }),
    ...(rows.length && { reply_markup: { inline_keyboard: rows } }),
  } as Message;
}
