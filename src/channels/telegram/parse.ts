// One Update of Telegram, read: what a farmer did in a private chat, or the reason why it means nothing to us.
// Called by the intake with a stored raw body. Pure; throws only on what is not an Update as Telegram sends it.
import type { z } from 'zod';
import type { Content, Inbound, MediaSource, Parsed } from '../../model/messages.ts';
import {
  type Chat,
  callbackUpdate,
  type Message,
  memberUpdate,
  messageUpdate,
  storable,
  type User,
  update,
} from './update.ts';

/** What the update says, without its key; a string is the reason to ignore it. */
type Read = Omit<Inbound, 'externalId'> | string;

const largestDownload = 20 * 1024 * 1024;

export function parse(raw: unknown): Parsed {
  const { update_id } = accept(update, raw, 'update');
  const externalId = String(update_id);
  const read = readUpdate(raw as Record<string, unknown>);
  return typeof read === 'string' ? { externalId, ignored: read } : { inbound: { externalId, ...read } };
}

function readUpdate(raw: Record<string, unknown>): Read {
  if ('message' in raw) return readMessage(accept(messageUpdate, raw.message, 'message'));
  if ('edited_message' in raw) return readEdit(accept(messageUpdate, raw.edited_message, 'edited_message'));
  if ('callback_query' in raw) return readTap(accept(callbackUpdate, raw.callback_query, 'callback_query'));
  if ('my_chat_member' in raw) return readMember(accept(memberUpdate, raw.my_chat_member, 'my_chat_member'));
  const kind = Object.keys(raw).find((key) => key !== 'update_id') ?? 'none';
  return `kind:${storable(kind).slice(0, 40)}`;
}

function accept<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`unreadable Telegram update: ${[what, ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
}

function readMessage(message: Message): Read {
  const { chat, from } = message;
  // Comes in the old group, so before groups are ignored.
  if (message.migrate_to_chat_id !== undefined)
    return { chat: String(chat.id), content: { type: 'move', to: String(message.migrate_to_chat_id) } };
  const stranger = notAFarmer(chat, from);
  if (stranger) return stranger;
  const content = readContent(message);
  return typeof content === 'string' ? content : said(message, content);
}

function readEdit(message: Message): Read {
  const stranger = notAFarmer(message.chat, message.from);
  if (stranger) return stranger;
  const text = message.text ?? message.caption ?? (message.photo || message.document ? '' : undefined);
  // A live location moves on by edits, many a minute: no words, no answer.
  return text === undefined ? 'edit:no-words' : said(message, { type: 'edit', text });
}

function readTap(query: z.infer<typeof callbackUpdate>): Read {
  const stranger = notAFarmer(query.message?.chat, query.from);
  if (stranger) return stranger;
  if (query.data === undefined) return 'tap:no-data';
  // Without its message (too old to be shown to us) a button of ours still is in the private chat with them.
  return {
    chat: String(query.message?.chat.id ?? query.from.id),
    ...name(query.from),
    content: { type: 'tap', token: query.data, ack: query.id },
  };
}

function readMember({ chat, from, new_chat_member }: z.infer<typeof memberUpdate>): Read {
  const stranger = notAFarmer(chat, from);
  if (stranger) return stranger;
  const { status } = new_chat_member;
  if (status !== 'kicked' && status !== 'member') return 'member:no-change';
  return { chat: String(chat.id), ...name(from), content: { type: status === 'kicked' ? 'block' : 'unblock' } };
}

function notAFarmer(chat: Chat | undefined, from: User | undefined): string | undefined {
  if (chat && chat.type !== 'private') return `chat:${chat.type}`;
  return from?.is_bot ? 'from:bot' : undefined;
}

function said(message: Message, content: Content): Read {
  const { chat, from, message_id } = message;
  return { chat: String(chat.id), ...name(from ?? chat), messageId: String(message_id), content };
}

function name({ first_name, last_name }: { first_name?: string; last_name?: string }): { name?: string } {
  const full = [first_name, last_name].filter(Boolean).join(' ').trim();
  return full ? { name: full } : {};
}

function readContent(message: Message): Content | string {
  const { text, photo, contact } = message;
  if (text !== undefined) return readText(text);
  if (photo) return readPhoto(message, photo);
  // Before documents: an animation carries one too.
  if (message.animation || message.video || message.video_note) return { type: 'other', what: 'video' };
  const recording = message.voice ?? message.audio;
  if (recording) return { type: 'voice', source: sourceOf(recording) };
  if (message.sticker) return { type: 'other', what: 'sticker' };
  if (message.document) return readDocument(message, message.document);
  if (contact) {
    const phone = contact.phone_number.trim().replace(/(?!^\+)\D/g, '');
    if (!/\d/.test(phone)) return { type: 'other', what: 'unknown' };
    // People can forward somebody else's card; a forwarded one may name no user at all.
    return { type: 'contact', phone, own: contact.user_id !== undefined && contact.user_id === message.from?.id };
  }
  if (message.location) return { type: 'location' };
  const service = serviceFields.find((field) => field in message);
  // What Telegram invents next is more likely something a person sent than a service message: they get an answer.
  return service ? `service:${service}` : { type: 'other', what: 'unknown' };
}

function readText(text: string): Content {
  const [, command, rest = ''] = /^\/(\w+)(?:@\w+)?(?:\s+(.*))?$/s.exec(text) ?? [];
  if (command === undefined) return { type: 'text', text };
  const words = rest.trim();
  if (command.toLowerCase() === 'start')
    return /^[\w-]{1,64}$/.test(words) ? { type: 'start', about: words } : { type: 'start' };
  // Commands have no blanks, so "/gap_nguoi" is how one says "gap nguoi".
  return { type: 'text', text: `${command.replaceAll('_', ' ')} ${words}`.trim() };
}

function readPhoto(message: Message, sizes: NonNullable<Message['photo']>): Content {
  const largest = sizes.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));
  return photoContent(message, largest);
}

function readDocument(message: Message, document: NonNullable<Message['document']>): Content {
  const type = document.mime_type?.toLowerCase() ?? '';
  const ending = /\.(\w+)$/.exec(document.file_name?.toLowerCase() ?? '')?.[1] ?? '';
  if (/^image\/hei[cf]/.test(type) || /^hei[cf]$/.test(ending)) return { type: 'other', what: 'heic' };
  const isPicture = /^image\/(jpeg|jpg|png|webp|gif|avif|tiff)$/.test(type) || pictureEndings.has(ending);
  return isPicture ? photoContent(message, document) : { type: 'other', what: 'file' };
}

const pictureEndings = new Set(['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'gif', 'avif', 'tif', 'tiff']);

function photoContent(message: Message, file: { file_id: string; file_size?: number }): Content {
  if (file.file_size !== undefined && file.file_size > largestDownload) return { type: 'other', what: 'too-big' };
  return {
    type: 'photo',
    source: sourceOf(file),
    ...(message.caption && { caption: message.caption }),
    ...(message.media_group_id && { group: message.media_group_id }),
  };
}

function sourceOf({ file_id: fileId, file_size: bytes }: { file_id: string; file_size?: number }): MediaSource {
  return { telegram: { fileId, ...(bytes !== undefined && { bytes }) } };
}

/** What Telegram itself writes into a private chat. */
const serviceFields = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'migrate_from_chat_id',
  'write_access_allowed',
  'connected_website',
  'users_shared',
  'chat_shared',
  'chat_background_set',
  'boost_added',
  'web_app_data',
  'successful_payment',
  'refunded_payment',
  'passport_data',
  'proximity_alert_triggered',
  'gift',
  'unique_gift',
  'giveaway_created',
  'giveaway_completed',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
] as const;
