// What the bot may ask of the fake OA API, with Zalo's rules and words of refusal (facts/zalo.md, 3–8, 10).
// Called by server.ts once the token is checked. A key that is not listed is refused, for it is our typing mistake.
import type { File } from 'node:buffer';
import { Refusal, type Room, type Seen, type World } from './world.ts';

export type Params = Record<string, unknown>;
type Method = { http: 'GET' | 'POST'; run(world: World, params: Params): object };

const hour = 3_600_000;

export const methods: Record<string, Method> = {
  '/v3.0/oa/message/cs': { http: 'POST', run: send },
  '/v2.0/oa/upload/image': { http: 'POST', run: upload },
  '/v2.0/oa/getoa': {
    http: 'GET',
    run(world, params) {
      only(params, []);
      return { oa_id: world.credentials.oaId, name: 'Lên Sàn', is_verified: true, package_name: 'Nâng cao' };
    },
  },
  '/v3.0/oa/user/detail': {
    http: 'GET',
    run(world, params) {
      only(params, ['user_id']);
      const room = roomOf(world, params.user_id);
      return { user_id: room.id, display_name: room.name, user_is_follower: room.follows, shared_info: {} };
    },
  },
};

function send(world: World, params: Params): object {
  only(params, ['recipient', 'message']);
  const recipient = object(params.recipient, 'recipient');
  only(recipient, ['user_id']);
  const message = object(params.message, 'message');
  only(message, ['text', 'attachment']);
  const { text, attachment } = message;
  if (text !== undefined && typeof text !== 'string') throw invalid('text');
  if ([...(text ?? '')].length > 2000) throw new Refusal(-210, 'Parameter exceeds allowable limit: text');
  const { buttons = [], photo } = attachment === undefined ? {} : readAttachment(world, attachment);
  if (!photo && !text?.trim()) throw invalid('text');
  const room = roomOf(world, recipient.user_id);
  const isFree = open(world, room);
  const seen: Seen = { id: world.nextMessageId(), text: text ?? '', buttons, ...(photo && { photo }) };
  room.messages.push(seen);
  if (!isFree) world.charged++;
  return {
    message_id: seen.id,
    user_id: room.id,
    sent_time: String(world.now()),
    ...(isFree && { quota: { quota_type: 'reply' } }),
  };
}

/** Whether it is free to write to them; throws where it is not possible. */
function open(world: World, room: Room): boolean {
  if (room.closed === 'blocked') throw new Refusal(-217, 'User has blocked invitation from OA');
  if (room.closed === 'inactive') throw new Refusal(-227, 'User is banned or has been inactive for more than 45 days');
  if (room.closed === 'restricted') throw new Refusal(-244, 'User has restricted this message type from your OA');
  if (!room.follows) throw new Refusal(-213, 'User has not followed OA');
  const silent = room.touchedAt === undefined ? Number.POSITIVE_INFINITY : world.now() - room.touchedAt;
  if (silent > 7 * 24 * hour) throw new Refusal(-230, 'User has not interacted with the OA in the past 7 days');
  return silent <= 48 * hour;
}

function readAttachment(world: World, given: unknown): { buttons: Seen['buttons']; photo?: Buffer } {
  const attachment = object(given, 'attachment');
  only(attachment, ['type', 'payload']);
  // Documented for other things, refused for images.
  if (attachment.type !== 'template') throw invalid('attachment');
  const payload = object(attachment.payload, 'payload');
  const kind = payload.template_type;
  if (kind !== undefined && kind !== 'media') throw invalid('template_type');
  only(payload, kind === 'media' ? ['template_type', 'elements', 'buttons'] : ['buttons']);
  if (kind === undefined && payload.buttons === undefined) throw invalid('buttons');
  const buttons = payload.buttons === undefined ? [] : readButtons(payload.buttons);
  return kind === 'media' ? { buttons, photo: readElements(world, payload.elements) } : { buttons };
}

function readElements(world: World, given: unknown): Buffer {
  if (!Array.isArray(given) || given.length !== 1) throw invalid('elements');
  const element = object(given[0], 'elements');
  only(element, ['media_type', 'attachment_id']);
  if (element.media_type !== 'image') throw invalid('media_type');
  const kept = typeof element.attachment_id === 'string' ? world.uploads.get(element.attachment_id) : undefined;
  if (!kept) throw invalid('attachment_id');
  if (world.now() > kept.until) throw new Refusal(-100, 'attachment_id was expired');
  return kept.bytes;
}

function readButtons(given: unknown): Seen['buttons'] {
  if (!Array.isArray(given) || given.length === 0) throw invalid('buttons');
  if (given.length > 5) throw new Refusal(-210, 'Parameter exceeds allowable limit: buttons');
  return given.map((each) => {
    const button = object(each, 'buttons');
    only(button, ['title', 'type', 'payload']);
    const { title, type, payload } = button;
    if (typeof title !== 'string' || title.trim() === '' || title.length > 100) throw invalid('title');
    if (type !== 'oa.query.hide' && type !== 'oa.query.show') throw invalid('type');
    if (typeof payload !== 'string' || payload === '' || Buffer.byteLength(payload) > 1000) throw invalid('payload');
    return { label: title, token: payload.replace(/^#/, '') };
  });
}

function upload(world: World, params: Params): object {
  only(params, ['file']);
  const file = params.file as (File & { bytes: Buffer }) | undefined;
  if (!file?.bytes?.length) throw invalid('file');
  if (file.bytes.length > 1024 * 1024) throw new Refusal(-210, 'Parameter exceeds allowable limit: file');
  const { bytes } = file;
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const isPng = bytes.subarray(1, 4).toString() === 'PNG';
  // Zalo's own trap: it says that all is well.
  if (!(isJpeg && /\.jpe?g$/i.test(file.name)) && !(isPng && /\.png$/i.test(file.name))) return {};
  const id = `att_${world.word(30)}`;
  world.uploads.set(id, { bytes, until: world.now() + 7 * 24 * hour });
  return { attachment_id: id };
}

function roomOf(world: World, id: unknown): Room {
  // A number would be another person's id by now.
  const room = typeof id === 'string' ? world.rooms.get(id) : undefined;
  if (!room) throw invalid('user_id');
  return room;
}

function object(value: unknown, name: string): Params {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name);
  return value as Params;
}

function only(params: Params, known: string[]): void {
  const wrong = Object.keys(params).find((key) => !known.includes(key));
  if (wrong !== undefined) throw invalid(wrong);
}

const invalid = (field: string) => new Refusal(-201, `${field} is invalid!`);
