// One webhook event of Zalo, read: what a farmer did, or the reason why it means nothing to us (facts/zalo.md, 9.3).
// Called by the intake with a stored raw body. Pure; throws only on what is not an event as Zalo sends it.
import type { z } from 'zod';
import type { Content, Inbound, Parsed } from '../../model/messages.ts';
import { type Attachment, card, type Event, event, head } from './event.ts';
import { toMilliseconds } from './numbers.ts';

const largestDownload = 20 * 1024 * 1024;

export function parser(oaId: string): (raw: unknown) => Parsed {
  return (raw) => {
    const { event_name: name, ...rest } = accept(head, raw);
    // Nothing that we do not use can be unreadable: new events come without notice.
    if (!isOurs(name)) return ignored(name, rest);
    const read = accept(event, raw);
    const oa = name.startsWith('oa_') ? read.sender?.id : (read.recipient?.id ?? read.oa_id);
    // An app can serve several accounts. Compared as numbers too, for ids that came as such and were rounded.
    if (oa != null && oa !== oaId && oa !== String(Number(oaId)))
      return { externalId: keyOf(read), ignored: 'another account' };
    // What the account says without a person is ours, or a greeting or another tool's, and which of them cannot be told for sure: a
    // send that timed out never learns its id, a message said anew has lost its first one, and that an echo carries the id that the
    // send was answered with has not been seen on a real account. Taken for another's, our own words would stand there twice.
    if (name.startsWith('oa_send_') && !read.sender?.admin_id) return { externalId: keyOf(read), ignored: 'echo' };
    const [inbound, ...others] = contentsOf(read).map((content, index) => inboundOf(read, content, index));
    if (!inbound) throw unreadable('it says nothing');
    return { inbound, ...(others.length > 0 && { others }) };
  };
}

/** What a person sends, and the few events that mean something for the talk. */
const sent = ['text', 'image', 'gif', 'link', 'audio', 'video', 'sticker', 'location', 'file', 'business_card'];
const told = ['follow', 'unfollow', 'user_click_chatnow', 'user_submit_info', 'user_withdraw'];

function isOurs(name: string): boolean {
  if (told.includes(name)) return true;
  const [, kind] = /^user_send_(\w+)$/.exec(name) ?? [];
  return kind === undefined ? /^oa_send_(?!group|gmf)\w+$/.test(name) : sent.includes(kind);
}

function ignored(name: string, rest: Record<string, unknown>): Parsed {
  const text = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : '';
  const inside = (noun: string, key: string) =>
    text(typeof rest[noun] === 'object' && rest[noun] !== null ? (rest[noun] as Record<string, unknown>)[key] : '');
  const who = inside('sender', 'id') || text(rest.user_id);
  // A reaction names the message that it is about, which may have several.
  const message = name.includes('react') ? '' : inside('message', 'msg_id');
  const reason = name.slice(0, 60);
  return { externalId: `${reason}:${message || `${who}:${text(rest.timestamp)}`}`, ignored: reason };
}

function inboundOf(read: Event, content: Content, index: number): Inbound {
  const messageId = read.message?.msg_id ?? undefined;
  const at = read.timestamp == null ? undefined : toMilliseconds(read.timestamp);
  return {
    externalId: index === 0 ? keyOf(read) : `${keyOf(read)}:${index + 1}`,
    chat: personOf(read),
    ...(messageId !== undefined && { messageId }),
    ...(at !== undefined && { at }),
    content,
  };
}

/** Message ids are not unique by themselves: an echo and a receipt carry the id of another message. */
function keyOf(read: Event): string {
  const { event_name: name, message, timestamp } = read;
  if (message?.msg_id) return `${name}:${message.msg_id}`;
  if (timestamp == null) throw unreadable('neither message.msg_id nor timestamp');
  return `${name}:${personOf(read)}:${String(timestamp).slice(0, 40)}`;
}

function personOf({ event_name: name, sender, recipient, follower, user_id }: Event): string {
  const id = name.startsWith('oa_') ? recipient?.id : (sender?.id ?? follower?.id ?? user_id);
  if (id == null) throw unreadable('it does not say who did it');
  return id;
}

function contentsOf(read: Event): Content[] {
  const { event_name: name, message } = read;
  if (name.startsWith('oa_send_')) return [{ type: 'desk', text: deskText(read) }];
  switch (name) {
    case 'follow':
    case 'user_click_chatnow':
      return [{ type: 'start' }];
    case 'unfollow':
      return [{ type: 'block' }];
    case 'user_withdraw':
      return [{ type: 'withdraw' }];
    case 'user_submit_info':
      return [contactOf(read.info?.phone)];
  }
  if (!message) throw unreadable('message is missing');
  const words = message.text?.trim() ? message.text : undefined;
  const attachments = message.attachments ?? [];
  // A link that was typed comes with the words around it.
  if (name === 'user_send_text' || name === 'user_send_link' || (attachments.length === 0 && words !== undefined))
    return [words === undefined ? unknown : textOf(words)];
  const contents = (attachments.length > 0 ? attachments : [{}]).map((each) => attachedOf(name, each));
  return contents.map((content, index) =>
    index === 0 && content.type === 'photo' && words !== undefined ? { ...content, caption: words } : content,
  );
}

const unknown: Content = { type: 'other', what: 'unknown' };

/** A tapped button comes as the text that the button hid. Anyone can type it: it is checked against what is on offer. */
function textOf(text: string): Content {
  const [, token] = /^#(\d{1,9}:\+?\d{1,3})$/.exec(text) ?? [];
  return token === undefined ? { type: 'text', text } : { type: 'tap', token };
}

function attachedOf(name: string, { payload }: Partial<Attachment>): Content {
  const url = addressIn(payload?.url);
  switch (name) {
    case 'user_send_image':
    case 'user_send_gif': {
      // A small picture is more than none: they hear that it is small.
      const shown = url ?? addressIn(payload?.thumbnail);
      return shown === undefined ? unknown : { type: 'photo', source: { zalo: { url: shown } } };
    }
    case 'user_send_audio':
      return url === undefined ? unknown : { type: 'voice', source: { zalo: { url } } };
    case 'user_send_video':
      return { type: 'other', what: 'video' };
    case 'user_send_sticker':
      return { type: 'other', what: 'sticker' };
    case 'user_send_location':
      return { type: 'location' };
    case 'user_send_business_card':
      return cardOf(payload?.description);
    default:
      return fileOf(payload, url);
  }
}

const addressIn = (given: string | null | undefined) => (given && /^https?:\/\/./i.test(given) ? given : undefined);

const pictures = /^(?:jpe?g|jpe|jfif|png|webp|gif|avif|tiff?)$/;

function fileOf(payload: Attachment['payload'], url: string | undefined): Content {
  const type = payload?.type?.toLowerCase().replace(/^image\/|^\./, '') ?? '';
  const ending = /\.(\w+)$/.exec(payload?.name?.toLowerCase() ?? '')?.[1] ?? '';
  if ([type, ending].some((each) => /^hei[cf]$/.test(each))) return { type: 'other', what: 'heic' };
  if (url === undefined || ![type, ending].some((each) => pictures.test(each))) return { type: 'other', what: 'file' };
  if ((payload?.size ?? 0) > largestDownload) return { type: 'other', what: 'too-big' };
  return { type: 'photo', source: { zalo: { url } } };
}

function cardOf(description: string | null | undefined): Content {
  try {
    return contactOf(card.parse(JSON.parse(description ?? '')).phone);
  } catch {
    // A card without a number that can be read is still something they showed us.
    return unknown;
  }
}

/** Zalo writes phone numbers without a plus. */
function contactOf(given: string | null | undefined): Content {
  const phone = given?.trim().replace(/(?!^\+)\D/g, '') ?? '';
  if (!/^\+?\d{8,15}$/.test(phone)) return unknown;
  return { type: 'contact', phone: /^[+0]/.test(phone) ? phone : `+${phone}`, own: false };
}

const shown: Record<string, string> = {
  image: '[ảnh]',
  gif: '[ảnh động]',
  file: '[tệp]',
  sticker: '[nhãn dán]',
  link: '[đường dẫn]',
  list: '[danh sách]',
  audio: '[ghi âm]',
  video: '[video]',
  location: '[vị trí]',
  business_card: '[danh thiếp]',
};

/** What a person at Zalo's own desk said, in words for the transcript. */
function deskText({ event_name: name, message }: Event): string {
  const kind = name.slice('oa_send_'.length);
  const things = (message?.attachments ?? []).map(() => shown[kind] ?? '[đính kèm]');
  const words = [message?.text?.trim() ?? '', ...things].filter(Boolean).join(' ');
  return words || (shown[kind] ?? '[tin nhắn]');
}

function accept<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unreadable(`${['event', ...(issue?.path ?? [])].join('.').slice(0, 80)}: ${issue?.message.slice(0, 80)}`);
}

const unreadable = (why: string) => new Error(`unreadable Zalo event: ${why}`);
