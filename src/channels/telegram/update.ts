// The parts of Telegram's Update that we read, and nothing else of it. Called by parse.ts.
// What is optional may be missing; what is present must have its documented type, or the update is unreadable.
import { z } from 'zod';

export const update = z.object({ update_id: z.int() });

/** Postgres takes neither NUL nor half a character; everything else stays as it was written. */
export function storable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what this is about
  return text.replace(/\u0000/g, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

const text = z.string().transform(storable);

const user = z.object({
  id: z.int(),
  is_bot: z.boolean().optional(),
  first_name: text.optional(),
  last_name: text.optional(),
});
export type User = z.infer<typeof user>;

const chat = z.object({
  id: z.int(),
  type: text,
  first_name: text.optional(),
  last_name: text.optional(),
});
export type Chat = z.infer<typeof chat>;

const file = z.object({ file_id: text, file_size: z.number().optional() });
const present = z.object({}).optional();

/** Loose: the names of service fields are looked up in what remains. */
export const messageUpdate = z.looseObject({
  message_id: z.int(),
  chat,
  from: user.optional(),
  text: text.optional(),
  caption: text.optional(),
  media_group_id: text.optional(),
  photo: z
    .array(file.extend({ width: z.number(), height: z.number() }))
    .min(1)
    .optional(),
  document: file.extend({ file_name: text.optional(), mime_type: text.optional() }).optional(),
  contact: z.object({ phone_number: text, user_id: z.int().optional() }).optional(),
  animation: present,
  video: present,
  video_note: present,
  voice: file.optional(),
  audio: file.optional(),
  sticker: present,
  location: present,
  migrate_to_chat_id: z.int().optional(),
});
export type Message = z.infer<typeof messageUpdate>;

export const callbackUpdate = z.object({
  id: text,
  from: user,
  message: z.object({ chat }).optional(),
  data: text.optional(),
});

export const memberUpdate = z.object({ chat, from: user, new_chat_member: z.object({ status: text }) });
