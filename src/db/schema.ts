// Every table. Runs unchanged on PostgreSQL 15+ and PGlite; migrations are generated from it (`npm run migration`).
// Properties carry the column's name. A fact's column carries the field's name, so that `product.price` is products.price.
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Content, MediaSource, Outbound } from '../model/messages.ts';
import type { TicketReason } from '../model/reasons.ts';
import type { Money, Place, Produce, Quantity, Season } from '../model/values.ts';

const bytea = customType<{ data: Buffer; driverData: Buffer | Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});

const id = () => uuid('id').primaryKey();
const serial = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
const at = (name: string) => timestamp(name, { withTimezone: true });
const created_at = () => at('created_at').notNull().defaultNow();
const oneOf = (column: string, values: string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`);

/** An account on a channel. A household may have several; one may act for several households. */
export const contacts = pgTable(
  'contacts',
  {
    id: id(),
    channel: text('channel').notNull(),
    /** Which of our accounts on that channel they write to. */
    account: text('account').notNull(),
    /** Where to answer: the chat id; for the web page the hash of the visitor's token. */
    address: text('address').notNull(),
    name: text('name'),
    address_form: text('address_form'),
    locale: text('locale').notNull().default('vi'),
    status: text('status').notNull().default('active'),
    /** When they last went or came back, by the channel's clock: what is older and comes late changes nothing. */
    status_at: at('status_at'),
    /** They asked for no more messages that they did not start. */
    muted_at: at('muted_at'),
    /** When they last did something, by the channel's clock; kept where the channel lets us write only for a while after. */
    last_seen_at: at('last_seen_at'),
    created_at: created_at(),
  },
  (t) => [
    uniqueIndex('contacts_address').on(t.channel, t.account, t.address),
    check('contacts_status', oneOf('status', ['active', 'blocked', 'gone'])),
    check('contacts_address_form', oneOf('address_form', ['bac', 'co', 'chu', 'anh', 'chi'])),
  ],
);

export const households = pgTable(
  'households',
  {
    id: id(),
    name: text('name'),
    place: jsonb('place').$type<Place>(),
    /** Not unique: a family shares a phone, a household has several. */
    phone: text('phone'),
    owner_age: text('owner_age'),
    has_shop: text('has_shop'),
    /** The words a fact was read from, by field. */
    said: jsonb('said').$type<Record<string, string>>().notNull().default({}),
    /** Fields that admins add. */
    extra: jsonb('extra').$type<Record<string, unknown>>().notNull().default({}),
    version: integer('version').notNull().default(1),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    index('households_phone').on(t.phone),
    index('households_place').on(sql`(${t.place} ->> 'code')`),
    check('households_owner_age', oneOf('owner_age', ['self', 'relative', 'minor'])),
    check('households_has_shop', oneOf('has_shop', ['no', 'yes', 'unknown'])),
  ],
);

/** Who acts for which household. */
export const household_contacts = pgTable(
  'household_contacts',
  {
    household_id: uuid('household_id')
      .notNull()
      .references(() => households.id, { onDelete: 'cascade' }),
    contact_id: uuid('contact_id')
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    created_at: created_at(),
  },
  (t) => [
    primaryKey({ columns: [t.household_id, t.contact_id] }),
    index('household_contacts_contact').on(t.contact_id),
  ],
);

export const shops = pgTable(
  'shops',
  {
    id: id(),
    household_id: uuid('household_id')
      .notNull()
      .references(() => households.id, { onDelete: 'cascade' }),
    /** Key of a marketplace profile. */
    marketplace: text('marketplace').notNull(),
    status: text('status').notNull().default('preparing'),
    url: text('url'),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('shops_household_marketplace').on(t.household_id, t.marketplace),
    check('shops_status', oneOf('status', ['preparing', 'open', 'paused', 'closed'])),
  ],
);

export const products = pgTable(
  'products',
  {
    id: id(),
    household_id: uuid('household_id')
      .notNull()
      .references(() => households.id, { onDelete: 'cascade' }),
    status: text('status').notNull().default('draft'),
    name: text('name'),
    kind: jsonb('kind').$type<Produce>(),
    price: jsonb('price').$type<Money>(),
    packing: text('packing'),
    weight: jsonb('weight').$type<Quantity>(),
    stock: jsonb('stock').$type<Quantity>(),
    season: jsonb('season').$type<Season>(),
    certificate: text('certificate'),
    ocop_stars: integer('ocop_stars'),
    certificate_number: text('certificate_number'),
    description: text('description'),
    said: jsonb('said').$type<Record<string, string>>().notNull().default({}),
    extra: jsonb('extra').$type<Record<string, unknown>>().notNull().default({}),
    version: integer('version').notNull().default(1),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    index('products_household').on(t.household_id),
    check('products_status', oneOf('status', ['draft', 'ready', 'paused', 'deleted'])),
    check('products_price', sql`${t.price} is null or (${t.price} ->> 'amount')::numeric > 0`),
    check('products_certificate', oneOf('certificate', ['none', 'ocop', 'vietgap', 'other'])),
    check('products_ocop_stars', sql`${t.ocop_stars} between 3 and 5`),
  ],
);

/** A photo of a product: fetched, measured and cleaned off the turn; `ready` or `unreadable` in the end. */
export const photos = pgTable(
  'photos',
  {
    id: id(),
    conversation_id: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    product_id: uuid('product_id').references(() => products.id, { onDelete: 'cascade' }),
    source: jsonb('source').notNull(),
    state: text('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    next_attempt_at: at('next_attempt_at').notNull().defaultNow(),
    error: text('error'),
    /** Content hash of the cleaned picture and of its small copy in the photo store. */
    hash: text('hash'),
    thumbnail: text('thumbnail'),
    width: integer('width'),
    height: integer('height'),
    bytes: integer('bytes'),
    tips: jsonb('tips').$type<string[]>(),
    removed_at: at('removed_at'),
    created_at: created_at(),
  },
  (t) => [
    index('photos_product').on(t.product_id),
    index('photos_conversation').on(t.conversation_id),
    index('photos_waiting').on(t.next_attempt_at).where(sql`state = 'waiting'`),
    check('photos_state', oneOf('state', ['waiting', 'ready', 'unreadable'])),
  ],
);

/** Something spoken: fetched off the turn, for helpers to listen to. `ready` or `lost` in the end. */
export const recordings = pgTable(
  'recordings',
  {
    id: id(),
    conversation_id: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    source: jsonb('source').$type<MediaSource>().notNull(),
    state: text('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    next_attempt_at: at('next_attempt_at').notNull().defaultNow(),
    error: text('error'),
    /** Content hash in the store, and what kind of sound it is (`audio/ogg`). */
    hash: text('hash'),
    type: text('type'),
    created_at: created_at(),
  },
  (t) => [
    index('recordings_conversation').on(t.conversation_id),
    index('recordings_waiting').on(t.next_attempt_at).where(sql`state = 'waiting'`),
    check('recordings_state', oneOf('state', ['waiting', 'ready', 'lost'])),
  ],
);

/** A product on a marketplace, with its state there. */
export const listings = pgTable(
  'listings',
  {
    id: id(),
    product_id: uuid('product_id')
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    shop_id: uuid('shop_id')
      .notNull()
      .references(() => shops.id, { onDelete: 'cascade' }),
    status: text('status').notNull().default('preparing'),
    url: text('url'),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('listings_product_shop').on(t.product_id, t.shop_id),
    index('listings_shop').on(t.shop_id),
    check('listings_status', oneOf('status', ['preparing', 'entered', 'live', 'removed'])),
  ],
);

/** Proof of each yes and no: which purpose, which wording, when, by which message. Only appended to. */
export const consents = pgTable(
  'consents',
  {
    id: serial(),
    contact_id: uuid('contact_id')
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    purpose: text('purpose').notNull(),
    state: text('state').notNull(),
    /** Key of the text they answered, in which edition, and its words. */
    wording: text('wording').notNull(),
    edition_id: bigint('edition_id', { mode: 'number' })
      .notNull()
      .references(() => editions.id),
    wording_text: text('wording_text').notNull(),
    /** The channel's key of the message that said so. */
    message_external_id: text('message_external_id'),
    created_at: created_at(),
  },
  (t) => [
    index('consents_contact').on(t.contact_id, t.purpose, t.id.desc()),
    check('consents_state', oneOf('state', ['granted', 'refused', 'withdrawn'])),
  ],
);

/** An immutable snapshot of all content files. */
export const editions = pgTable(
  'editions',
  {
    id: serial(),
    hash: text('hash').notNull(),
    /** Path → content, as it was on disk. */
    files: jsonb('files').$type<Record<string, string>>().notNull(),
    created_at: created_at(),
  },
  (t) => [index('editions_hash').on(t.hash)],
);

/** One talk with one contact: where it stands. What is known is not here but in the tables of facts. */
export const conversations = pgTable(
  'conversations',
  {
    id: id(),
    contact_id: uuid('contact_id')
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    /** The household this contact is acting for now. */
    household_id: uuid('household_id').references(() => households.id, { onDelete: 'set null' }),
    edition_id: bigint('edition_id', { mode: 'number' }).references(() => editions.id),
    state: jsonb('state'),
    owner: text('owner').notNull().default('bot'),
    /** Who has the talk while its owner is `helper`; nobody when they answer at the channel's own desk. */
    helper_id: uuid('helper_id').references(() => helpers.id, { onDelete: 'set null' }),
    /** Grows whenever the owner changes: words composed under an older one are not sent. */
    epoch: integer('epoch').notNull().default(0),
    last_in_at: at('last_in_at'),
    /** When to nudge if nothing is heard until then. */
    nudge_at: at('nudge_at'),
    created_at: created_at(),
  },
  (t) => [
    index('conversations_nudge').on(t.nudge_at).where(sql`${t.nudge_at} is not null`),
    uniqueIndex('conversations_contact').on(t.contact_id),
    index('conversations_household').on(t.household_id),
    index('conversations_helper').on(t.helper_id),
    check('conversations_owner', oneOf('owner', ['bot', 'queue', 'helper'])),
  ],
);

/**
 * Everything that enters a conversation: a channel's delivery, a fired timer, a measured photo. Handled in order of id
 * within a conversation. `raw` is dropped once handled; the row stays a while for its key.
 */
export const inbox = pgTable(
  'inbox',
  {
    id: serial(),
    channel: text('channel').notNull(),
    account: text('account').notNull(),
    external_id: text('external_id').notNull(),
    conversation_id: uuid('conversation_id').references(() => conversations.id, { onDelete: 'cascade' }),
    raw: bytea('raw'),
    status: text('status').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    next_attempt_at: at('next_attempt_at').notNull().defaultNow(),
    /** Why it was ignored or parked. */
    error: text('error'),
    created_at: created_at(),
    handled_at: at('handled_at'),
  },
  (t) => [
    uniqueIndex('inbox_key').on(t.channel, t.account, t.external_id),
    index('inbox_waiting').on(t.conversation_id, t.id).where(sql`status = 'waiting'`),
    index('inbox_parked').on(t.id).where(sql`status = 'parked'`),
    index('inbox_created').on(t.created_at),
    check('inbox_status', oneOf('status', ['waiting', 'done', 'ignored', 'parked'])),
  ],
);

/** The transcript, both ways. Secrets are masked before they come here. */
export const messages = pgTable(
  'messages',
  {
    id: serial(),
    conversation_id: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    author: text('author').notNull(),
    helper_id: uuid('helper_id').references(() => helpers.id, { onDelete: 'set null' }),
    /** The writer's own key of a helper's words: the same key again is the same message. */
    key: text('key'),
    text: text('text').notNull(),
    /** What it was, when it was not words. */
    content: jsonb('content').$type<{ type: Content['type']; what?: string }>(),
    buttons: jsonb('buttons').$type<{ token: string; label: string }[]>(),
    photo_id: uuid('photo_id'),
    recording_id: uuid('recording_id'),
    /** The channel's key: of their message, or of ours once it was sent. */
    external_id: text('external_id'),
    /** Said again under this key, this message is changed. */
    replaces: text('replaces'),
    /** When the channel took it; set at once for what they wrote. */
    sent_at: at('sent_at'),
    created_at: created_at(),
  },
  (t) => [
    index('messages_conversation').on(t.conversation_id, t.id),
    uniqueIndex('messages_key').on(t.conversation_id, t.key).where(sql`key is not null`),
    check('messages_author', oneOf('author', ['person', 'bot', 'helper'])),
  ],
);

/** What is to be sent, in order of id within a conversation, written in the transaction that decided it. */
export const outbox = pgTable(
  'outbox',
  {
    id: serial(),
    conversation_id: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    message_id: bigint('message_id', { mode: 'number' }),
    kind: text('kind').notNull(),
    author: text('author').notNull(),
    epoch: integer('epoch').notNull(),
    payload: jsonb('payload').$type<{ message?: Outbound; ack?: string }>().notNull(),
    status: text('status').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Sends whose outcome nobody knows. */
    unknowns: integer('unknowns').notNull().default(0),
    next_attempt_at: at('next_attempt_at').notNull().defaultNow(),
    claimed_at: at('claimed_at'),
    error: text('error'),
    created_at: created_at(),
    sent_at: at('sent_at'),
  },
  (t) => [
    index('outbox_open').on(t.conversation_id, t.id).where(sql`status in ('waiting', 'sending')`),
    index('outbox_due').on(t.next_attempt_at, t.id).where(sql`status = 'waiting'`),
    index('outbox_parked').on(t.id).where(sql`status = 'parked'`),
    check('outbox_kind', oneOf('kind', ['send', 'edit', 'ack'])),
    check('outbox_author', oneOf('author', ['bot', 'helper'])),
    check('outbox_status', oneOf('status', ['waiting', 'sending', 'sent', 'dropped', 'parked'])),
  ],
);

/** A moment a conversation waits for. When due it becomes an inbox row, in one statement. */
export const timers = pgTable(
  'timers',
  {
    id: serial(),
    conversation_id: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    due_at: at('due_at').notNull(),
    created_at: created_at(),
  },
  (t) => [uniqueIndex('timers_key').on(t.conversation_id, t.key), index('timers_due').on(t.due_at)],
);

/** A case for a helper: a task lets the talk go on, a talk is taken over by a person. */
export const tickets = pgTable(
  'tickets',
  {
    id: id(),
    conversation_id: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    household_id: uuid('household_id').references(() => households.id, { onDelete: 'set null' }),
    kind: text('kind').notNull(),
    reason: text('reason').$type<TicketReason>().notNull(),
    status: text('status').notNull().default('open'),
    helper_id: uuid('helper_id').references(() => helpers.id, { onDelete: 'set null' }),
    claimed_at: at('claimed_at'),
    resolved_at: at('resolved_at'),
    flow: text('flow'),
    step: text('step'),
    edition_id: bigint('edition_id', { mode: 'number' }).references(() => editions.id),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    due_at: at('due_at'),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('tickets_open_talk').on(t.conversation_id).where(sql`kind = 'talk' and status <> 'resolved'`),
    index('tickets_open').on(t.created_at).where(sql`status <> 'resolved'`),
    index('tickets_household').on(t.household_id),
    index('tickets_conversation').on(t.conversation_id, t.created_at),
    check('tickets_kind', oneOf('kind', ['task', 'talk'])),
    check('tickets_status', oneOf('status', ['open', 'claimed', 'resolved'])),
  ],
);

export const ticket_events = pgTable(
  'ticket_events',
  {
    id: serial(),
    ticket_id: uuid('ticket_id')
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    /** Who did it: `bot`, `desk` (that of the channel), or a helper's id. */
    actor: text('actor').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    created_at: created_at(),
  },
  (t) => [index('ticket_events_ticket').on(t.ticket_id, t.id)],
);

/** What happened, for the counts: appended, never changed, no words of anybody's in it. */
export const events = pgTable(
  'events',
  {
    id: serial(),
    kind: text('kind').notNull(),
    conversation_id: uuid('conversation_id'),
    household_id: uuid('household_id'),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    created_at: created_at(),
  },
  (t) => [index('events_kind').on(t.kind, t.created_at), index('events_household').on(t.household_id)],
);

/** Who answers and who steers: people with a sign-in. This table and the next three are kept by better-auth. */
export const helpers = pgTable(
  'helpers',
  {
    id: id(),
    /** As farmers read it: "Cô Lan, bưu điện Đại Từ". */
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    email_verified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    role: text('role').notNull().default('helper'),
    language: text('language').notNull().default('vi'),
    /** May sign in no more; what they did keeps their name. */
    disabled_at: at('disabled_at'),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  () => [
    check('helpers_role', oneOf('role', ['helper', 'admin'])),
    check('helpers_language', oneOf('language', ['vi', 'en'])),
  ],
);

export const sign_ins = pgTable(
  'sign_ins',
  {
    id: id(),
    token: text('token').notNull().unique(),
    helper_id: uuid('helper_id')
      .notNull()
      .references(() => helpers.id, { onDelete: 'cascade' }),
    ip_address: text('ip_address'),
    user_agent: text('user_agent'),
    expires_at: at('expires_at').notNull(),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('sign_ins_helper').on(t.helper_id)],
);

export const credentials = pgTable(
  'credentials',
  {
    id: id(),
    helper_id: uuid('helper_id')
      .notNull()
      .references(() => helpers.id, { onDelete: 'cascade' }),
    account_id: text('account_id').notNull(),
    provider_id: text('provider_id').notNull(),
    password: text('password'),
    access_token: text('access_token'),
    refresh_token: text('refresh_token'),
    id_token: text('id_token'),
    access_token_expires_at: at('access_token_expires_at'),
    refresh_token_expires_at: at('refresh_token_expires_at'),
    scope: text('scope'),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    index('credentials_helper').on(t.helper_id),
    uniqueIndex('credentials_account').on(t.provider_id, t.account_id),
  ],
);

export const verifications = pgTable(
  'verifications',
  {
    id: id(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expires_at: at('expires_at').notNull(),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('verifications_identifier').on(t.identifier)],
);

/** A link that lets one person in, once. Only its hash is kept. */
export const invitations = pgTable(
  'invitations',
  {
    token_hash: text('token_hash').primaryKey(),
    role: text('role').notNull(),
    /** Who invited; nobody for the first admin's link. */
    invited_by: uuid('invited_by').references(() => helpers.id, { onDelete: 'cascade' }),
    created_at: created_at(),
    expires_at: at('expires_at').notNull(),
    used_at: at('used_at'),
    used_by: uuid('used_by').references(() => helpers.id, { onDelete: 'set null' }),
  },
  () => [check('invitations_role', oneOf('role', ['helper', 'admin']))],
);

/** What lets us act for one of our accounts on a channel that changes its tokens. Tokens are encrypted. */
export const grants = pgTable(
  'grants',
  {
    channel: text('channel').notNull(),
    account: text('account').notNull(),
    access_token: text('access_token'),
    refresh_token: text('refresh_token').notNull(),
    expires_at: at('expires_at'),
    /** `uncertain`: a refresh was sent and no answer came. `dead`: a person has to consent again. */
    state: text('state').notNull().default('good'),
    /** Hash of the seed from the settings that was taken up last. */
    seed_hash: text('seed_hash').notNull(),
    /** Who refreshes now, and until when nobody else may. */
    lease: uuid('lease'),
    lease_until: at('lease_until'),
    created_at: created_at(),
    updated_at: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.channel, t.account] }),
    check('grants_state', oneOf('state', ['good', 'uncertain', 'dead'])),
  ],
);

/** What happened to a grant, and why; never a token. Only appended to. */
export const grant_events = pgTable('grant_events', {
  id: serial(),
  channel: text('channel').notNull(),
  account: text('account').notNull(),
  /** `seeded`, `rotated`, `refused`, `uncertain` or `dead`. */
  kind: text('kind').notNull(),
  reason: text('reason').notNull(),
  created_at: created_at(),
});
