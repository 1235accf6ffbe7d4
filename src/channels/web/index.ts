// The web page as a channel. A visitor's address is the hash of their token; a delivery is made by being visible:
// the page is told by a live notice and reads the transcript, so a repeated delivery shows nothing twice.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Channel, SendError } from '../../model/channels.ts';
import type { Content } from '../../model/messages.ts';

const text = z.object({ text: z.string() });
const tap = z.object({ token: z.string() });
const start = z.object({
  start: z.literal(true),
  about: z.string().optional(),
  language: z.enum(['vi', 'en']).optional(),
});
const photo = z.object({ photo: z.string().regex(/^[0-9a-f]{64}$/), group: z.string().optional() });

/** What the page's endpoints store as the raw delivery. */
const WebDelivery = z.object({ key: z.string(), visitor: z.string(), body: z.union([text, tap, start, photo]) });
export type WebDelivery = z.infer<typeof WebDelivery>;

export function web(): Channel {
  return {
    name: 'web',
    account: 'web',
    capabilities: { textLength: 4000, buttons: 12, labelLength: 100, idempotent: true },
    // The page's endpoints know the visitor by the cookie; nothing else may post in this channel's name.
    verify: () => false,
    parse(raw) {
      const { key, visitor, body } = WebDelivery.parse(raw);
      const externalId = keyOf(visitor, key);
      const language = 'start' in body && body.language ? { language: body.language } : {};
      return { inbound: { externalId, messageId: key, chat: visitor, ...language, content: contentOf(body) } };
    },
    deliver: async () => ({}),
    fetchMedia: async () => {
      throw new SendError('refused', 'the web page stores its photos itself');
    },
  };
}

function contentOf(body: WebDelivery['body']): Content {
  if ('text' in body) return { type: 'text', text: body.text };
  if ('token' in body) return { type: 'tap', token: body.token };
  if ('photo' in body)
    return { type: 'photo', source: { stored: body.photo }, ...(body.group && { group: body.group }) };
  return { type: 'start', ...(body.about !== undefined && { about: body.about }) };
}

/** The key of a delivery: a visitor's own key is one among theirs only. */
export const keyOf = (visitor: string, key: string): string => `${visitor.slice(0, 16)}:${key}`;

/** A new visitor's secret, for the cookie. */
export const newVisitorToken = (): string => randomBytes(32).toString('base64url');

/** The address of whoever holds this token. Only the hash is stored. */
export const visitorAddress = (token: string): string => createHash('sha256').update(token).digest('hex');
