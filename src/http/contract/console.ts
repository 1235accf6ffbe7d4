// What the helpers' console and the server say to each other; imported by both. Every path is below /api/console, wants a
// sign-in (401 without) and answers refusals as `Refusal` (contract/chat.ts). Times are ISO, in UTC.
import { z } from 'zod';
import { fieldNames } from '../../model/fields.ts';
import { channelNames } from '../../model/messages.ts';

const id = z.uuid();
const at = z.iso.datetime();

export const roles = ['helper', 'admin'] as const;

/** GET /me → who is signed in. PATCH /me { language } → the same. */
export const Me = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  language: z.enum(['vi', 'en']),
});
export type Me = z.infer<typeof Me>;
export const MePatch = z.object({ language: z.enum(['vi', 'en']) });

/**
 * Sign-in, not below /api/console and open to everybody:
 * POST /api/sign-in { login, password } → Me, with the cookie · 401 `sign_in:wrong` · 429 `sign_in:too_often` ·
 * 403 `sign_in:disabled`, told only to who knows the password
 * POST /api/sign-out → {}
 * GET /api/invitations/:token → InvitationFor · 404 `invitation:not_valid` (unknown, used or too old: one answer)
 * POST /api/invitations/:token { name, login, password } → Me, signed in · 404 · 400 `sign_in:login_invalid` ·
 * 409 `sign_in:login_taken`
 */
export const SignIn = z.object({ login: z.string().trim().min(1).max(200), password: z.string().min(1).max(200) });
export const passwordLength = { min: 10, max: 200 } as const;
export const Join = z.object({
  /** As farmers will read it: "Cô Lan, bưu điện Đại Từ". */
  name: z.string().trim().min(2).max(60),
  /** A phone number or an e-mail address; anything else is refused by the code that stands here as the message. */
  login: z
    .string()
    .trim()
    .max(200)
    .refine((words) => loginIn(words) !== undefined, 'sign_in:login_invalid'),
  password: z.string().min(passwordLength.min).max(passwordLength.max),
});

/** An e-mail address or a phone number in one spelling, however it was written; `undefined` for neither. */
export function loginIn(words: string): string | undefined {
  const said = words.trim().toLowerCase();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(said)) return said;
  const digits = said.replace(/[\s.()-]/g, '').replace(/^(?:\+?84|0)(?=\d{8,10}$)/, '0');
  return /^0\d{8,10}$/.test(digits) ? digits : undefined;
}

export const InvitationFor = z.object({ role: z.enum(roles) });

/**
 * Admins only (403 `request:forbidden`). POST /invitations { role } → the link, shown once. GET /helpers → who there is.
 * POST /helpers/:id/shut-out → {}: signed out everywhere, tasks and (a moment later) talks are nobody's, unused invitations
 * of theirs let nobody in · 409 `helper:yourself`. POST /helpers/:id/let-in → {}. Both 404 `request:not_found`.
 */
export const Invite = z.object({ role: z.enum(roles) });
export const Invited = z.object({ url: z.string(), expiresAt: at });
export const HelperRow = z.object({
  id,
  name: z.string(),
  login: z.string(),
  role: z.enum(roles),
  createdAt: at,
  /** Shut out since. */
  disabledAt: at.nullable(),
  /** Talks and tasks in hand. */
  inHand: z.number().int(),
});
export type HelperRow = z.infer<typeof HelperRow>;

const Person = z.object({ id, name: z.string() });

/** One row of a list. */
export const TicketRow = z.object({
  id,
  kind: z.enum(['talk', 'task']),
  status: z.enum(['open', 'claimed', 'resolved']),
  /** Words: `reason.<code>` in locales/<lang>/console.json; an unknown code is shown as it is. */
  reason: z.string(),
  conversationId: id,
  /** Household's name, else what the channel calls them, else null. */
  name: z.string().nullable(),
  /** "xã Tân Cương". */
  place: z.string().nullable(),
  channel: z.enum(channelNames),
  openedAt: at,
  dueAt: at.nullable(),
  helper: Person.nullable(),
  /** The newest message; null when nothing was said yet. */
  last: z.object({ from: z.enum(['person', 'bot', 'helper']), text: z.string(), at }).nullable(),
  /** The person wrote last: somebody waits for an answer since then. */
  waitingSince: at.nullable(),
});
export type TicketRow = z.infer<typeof TicketRow>;

/**
 * GET /tickets?view=… → Tickets, at most 200, the longest-waiting first (`done`: the newest first).
 * `queue`: talks that nobody has · `mine`: talks and tasks in my hands · `tasks`: tasks that nobody has ·
 * `others`: in somebody else's hands · `done`: closed lately.
 */
export const views = ['queue', 'mine', 'tasks', 'others', 'done'] as const;
export const View = z.enum(views);
export type View = z.infer<typeof View>;
export const Tickets = z.object({
  tickets: z.array(TicketRow),
  /** How many each view holds (not `done`), and how much is parked. */
  counts: z.object({
    queue: z.number().int(),
    mine: z.number().int(),
    tasks: z.number().int(),
    others: z.number().int(),
    parked: z.number().int(),
  }),
});
export type Tickets = z.infer<typeof Tickets>;

/**
 * GET /conversations?search=… → Conversations: the latest talks, with or without a ticket, at most 50; `search` is part of a
 * name (accents or not), a commune, or a phone number.
 */
export const ConversationRow = z.object({
  id,
  name: z.string().nullable(),
  place: z.string().nullable(),
  channel: z.enum(channelNames),
  owner: z.enum(['bot', 'queue', 'helper']),
  helper: Person.nullable(),
  last: TicketRow.shape.last,
});
export type ConversationRow = z.infer<typeof ConversationRow>;
export const Conversations = z.object({ conversations: z.array(ConversationRow) });

/** One known answer: `words` as people read it. `field` may be mended with POST /conversations/:id/answers. */
export const Answer = z.object({
  field: z.enum(fieldNames),
  /** Its row: the household's or a product's id. */
  row: id,
  words: z.string(),
  /** What they wrote, where it reads differently. */
  said: z.string().nullable(),
  /** For a choice: the answers there are, in order. */
  options: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
});
export type Answer = z.infer<typeof Answer>;

/** GET /conversations/:id → everything beside the thread · 404 `talk:gone`, as for every deed on a talk that is no more. */
export const Conversation = z.object({
  id,
  name: z.string().nullable(),
  channel: z.enum(channelNames),
  owner: z.enum(['bot', 'queue', 'helper']),
  /** Who has the talk; null with owner `helper` when they answer at the channel's own desk. */
  helper: Person.nullable(),
  /** Whether they can be written to: `paid` and `closed` by the rules of their channel, `gone` when they shut us out. */
  reachable: z.enum(['open', 'paid', 'closed', 'gone']),
  consented: z.boolean(),
  /** Where the talk with the bot stands, in words; null at rest. */
  step: z.object({ flow: z.string(), step: z.string(), question: z.string() }).nullable(),
  phone: z.string().nullable(),
  household: z.array(Answer),
  products: z.array(
    z.object({
      id,
      name: z.string().nullable(),
      status: z.string(),
      answers: z.array(Answer),
      photos: z.array(z.object({ id, url: z.string(), state: z.enum(['waiting', 'ready']) })),
    }),
  ),
  shops: z.array(z.object({ id, marketplace: z.string(), status: z.string() })),
  /** All tickets of this conversation, the newest first. */
  tickets: z.array(
    TicketRow.pick({
      id: true,
      kind: true,
      status: true,
      reason: true,
      openedAt: true,
      dueAt: true,
      helper: true,
    }).extend({
      /** Where help was asked for, in words. */
      at: z.string().nullable(),
      /** What a task asks to be done, step by step, where the marketplace's profile says. */
      todo: z.array(z.string()),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type Conversation = z.infer<typeof Conversation>;

/**
 * GET /conversations/:id/messages?before=<id> → Thread: up to 50, oldest first; `more` when older ones exist.
 * `photo.url` is a small copy, with `?size=full` the whole; `recording.url` is the sound (its type may be one that the browser
 * cannot play: offer it as a download then).
 */
export const ThreadMessage = z.object({
  id: z.number().int(),
  from: z.enum(['person', 'bot', 'helper']),
  /** Who of the helpers. */
  helper: z.string().nullable(),
  at,
  text: z.string(),
  /** What it was when it was not words: `sticker`, `location`, `edit`, … */
  what: z.string().nullable(),
  /** The buttons under it, as labels. */
  buttons: z.array(z.string()),
  photo: z.object({ url: z.string(), state: z.enum(['waiting', 'ready', 'unreadable']) }).nullable(),
  recording: z.object({ url: z.string(), type: z.string(), state: z.enum(['waiting', 'ready', 'lost']) }).nullable(),
  /**
   * Of our words: `pending` on the way (with a reason while the channel is broken), `sent`, `uncertain` when nobody knows
   * whether they arrived, `failed`. Words for the reason are under `delivery.<reason>`; `note` is the machine's own.
   */
  delivery: z
    .object({
      state: z.enum(['pending', 'sent', 'uncertain', 'failed']),
      reason: z.string().nullable(),
      note: z.string().nullable(),
    })
    .nullable(),
  /** The helper's own key of their words. */
  key: z.string().nullable(),
});
export type ThreadMessage = z.infer<typeof ThreadMessage>;
export const Thread = z.object({ messages: z.array(ThreadMessage), more: z.boolean() });
export type Thread = z.infer<typeof Thread>;

/**
 * POST /tickets/:id/claim → Claimed · 409 `ticket:already_claimed` with details { by: name } · 409 `ticket:resolved`.
 * Claiming a talk makes it yours: the bot is silent, the farmer is told who has joined.
 * POST /tickets/:id/resolve → {} · POST /tickets/:id/hand-back → {}: the bot goes on at the same step, a task is nobody's again.
 * POST /tickets/:id/reopen → {} (tasks only): undoes your own resolve, within 10 minutes · 409 `ticket:resolved` later.
 * POST /tickets/:id/recall → {} (admins only): whoever has it has it no longer, and anybody may take it.
 * 409 `ticket:not_yours` when somebody else has it · 404 `ticket:gone`.
 * POST /conversations/:id/take → Claimed: take over without having been asked · 409 `ticket:already_claimed`.
 */
export const Claimed = z.object({ ticketId: id, conversationId: id });
export type Claimed = z.infer<typeof Claimed>;

/**
 * POST /conversations/:id/replies { key, text } → 202 {} once it is durable; the same key again is the same message.
 * 409 `talk:not_yours` · 409 `talk:window_paid`, `talk:window_closed`, `talk:unreachable`: the channel takes no words now.
 */
export const Reply = z.object({ key: z.uuid(), text: z.string().trim().min(1).max(4000) });

/**
 * POST /conversations/:id/answers { field, row, words, choice? } → Mended. The words are read by the rules that read a farmer's;
 * what is in doubt comes back as `choices`: post the same again with `choice`, the index of the right one.
 * For a field with `options` the words are an option's id. 422 `answer:not_understood`, `answer:needs_unit` ·
 * 404 `answer:gone` · 409 `ticket:not_yours` without a ticket of this conversation in hand.
 */
export const Mend = z.object({
  field: z.enum(fieldNames),
  row: id,
  words: z.string().trim().min(1).max(2000),
  choice: z.number().int().min(0).max(2).optional(),
});
export const Mended = z.union([z.object({ words: z.string() }), z.object({ choices: z.array(z.string()) })]);
export type Mended = z.infer<typeof Mended>;

/**
 * GET /parked → what could not be handled (`in`) or sent (`out`).
 * POST /parked/:way/:id/retry → {}: back in line. POST /parked/out/:id/leave → {}: it is sent no more.
 * Both 404 `delivery:not_parked` where it is parked no more.
 */
export const ParkedRow = z.object({
  way: z.enum(['in', 'out']),
  id: z.number().int(),
  at,
  attempts: z.number().int(),
  /** Words for it are under `delivery.<reason>`; `note` is the machine's own. */
  reason: z.string().nullable(),
  note: z.string().nullable(),
  channel: z.string(),
  conversationId: id.nullable(),
  name: z.string().nullable(),
  /** What was to be said. */
  words: z.string().nullable(),
});
export type ParkedRow = z.infer<typeof ParkedRow>;
export const Parked = z.object({ rows: z.array(ParkedRow) });

/**
 * GET /stream?conversation=<id>: server-sent events, hints only: on each, ask again for what is shown.
 * `tickets` { conversation }: something in the lists has changed · `thread` { message }: in the conversation that was named ·
 * `beat`: every 15 s, so that a quiet line can be told from a dead one. After a reconnect ask for everything again.
 */
export const consoleEvents = ['tickets', 'thread', 'beat'] as const;

/** A refusal's details that the console shows. */
export const RefusalDetails = z.object({ by: z.string().optional() });
