// What the chat page and the server say to each other; imported by both.
import { z } from 'zod';

/**
 * One bubble. `id` grows with time within a conversation. A bubble that comes again with the same id replaces the
 * earlier one (a photo became ready, a text was edited). `key` is the client's own key of a message it posted.
 */
export const ChatMessage = z.object({
  id: z.number().int(),
  key: z.string().optional(),
  from: z.enum(['me', 'bot', 'helper']),
  at: z.iso.datetime(),
  text: z.string(),
  /** Quick replies; only those of the newest message can be tapped. */
  choices: z.array(z.object({ token: z.string(), label: z.string() })),
  /** At `url` a small copy; with `?size=full` the whole picture. */
  photo: z.object({ url: z.string(), state: z.enum(['waiting', 'ready', 'unreadable']) }).optional(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** GET /api/chat/messages?before=<id>: up to 50, oldest first; `more` when older ones exist. */
export const ChatPage = z.object({ messages: z.array(ChatMessage), more: z.boolean() });
export type ChatPage = z.infer<typeof ChatPage>;

/** A client's own key of a message: the same key again is the same message, stored once. */
const key = z.uuid();

/** Words that can be seen: not nothing but blanks, NUL or marks without width. */
const words = z
  .string()
  .trim()
  .max(4000)
  .regex(/[^\s\p{Cc}\p{Cf}]/u);

/** POST /api/chat/messages → 202 once stored. */
export const ChatPost = z.union([
  z.object({ key, text: words }),
  z.object({ key, token: z.string().max(64), label: z.string().max(200) }),
  /** Opens the talk, in the page's language; `about` comes from the link (`/chat?start=…`). */
  z.object({
    key,
    start: z.literal(true),
    about: z.string().max(64).optional(),
    language: z.enum(['vi', 'en']).optional(),
  }),
]);
export type ChatPost = z.infer<typeof ChatPost>;

/**
 * POST /api/chat/photos?key=…&group=…: the bytes of one picture as the body (image/*), at most `photoBytes` of them
 * → 202 once stored. Pictures chosen together share a `group`.
 */
export const PhotoQuery = z.object({ key, group: z.uuid().optional() });
export const photoBytes = 15 * 1024 * 1024;

// GET /api/chat/stream: server-sent events. `message` carries a ChatMessage; `typing` (no data) says that the bot is at
// work; `beat` (no data) comes every 15 s, so that a page can tell a quiet line from a dead one: scripts never see comment
// lines. After a reconnect the client reads GET /api/chat/messages again.

/** Every refusal: `error` is a code (`request:too_fast`), `message` a sentence for the person, in their language. */
export const Refusal = z.object({ error: z.string(), message: z.string() });
export type Refusal = z.infer<typeof Refusal>;
