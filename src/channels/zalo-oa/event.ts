// The parts of Zalo's webhook events that we read, and nothing else of them. Called by parse.ts.
// What is optional may be missing; what is present must have a shape seen in traffic, or the event is unreadable. Only in what
// somebody shows us a strange field counts as missing: they get a kind answer, which an event that is put aside does not.
import { z } from 'zod';

/** Strings in traffic, numbers in some of the docs. A number beyond 2^53 was damaged before it came here. */
const userId = z
  .union([z.string().regex(/^\d{1,32}$/), z.int().nonnegative(), z.number().min(2 ** 53)])
  .transform(String);
/** Kept short: it becomes part of a key. */
const messageId = z.union([z.string().regex(/^[\x21-\x7e]{1,200}$/), z.number()]).transform(String);
const words = z.string().nullish();
/** Of what is shown. */
const detail = words.catch(undefined);
const phone = z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined);

export const head = z.looseObject({ event_name: z.string().min(1) });

const attachment = z.object({
  payload: z
    .object({
      url: detail,
      thumbnail: detail,
      description: detail,
      name: detail,
      type: detail,
      size: z.union([z.string(), z.number()]).transform(Number).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});
export type Attachment = z.infer<typeof attachment>;

export const event = z.object({
  event_name: z.string().min(1),
  timestamp: z.union([z.string(), z.number()]).nullish(),
  sender: z.object({ id: userId, admin_id: z.union([z.string(), z.number()]).nullish() }).nullish(),
  recipient: z.object({ id: userId }).nullish(),
  follower: z.object({ id: userId }).nullish(),
  user_id: userId.nullish(),
  oa_id: userId.nullish(),
  message: z.object({ msg_id: messageId.nullish(), text: words, attachments: z.array(attachment).nullish() }).nullish(),
  info: z.object({ phone }).nullish(),
});
export type Event = z.infer<typeof event>;

/** A business card's description is JSON in a string. */
export const card = z.object({ phone });
