// Contacts and their conversations: one conversation a contact.
import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { type Db, rows, tables } from '../db/index.ts';
import { invariant } from '../model/errors.ts';
import type { Row } from '../model/facts.ts';

export type Conversation = {
  id: string;
  contact_id: string;
  household_id: string | null;
  edition_id: number | null;
  state: unknown;
  owner: 'bot' | 'queue' | 'helper';
  helper_id: string | null;
  epoch: number;
  last_in_at: Date | null;
};

export type Contact = Row & {
  channel: string;
  account: string;
  address: string;
  locale: 'vi' | 'en';
  status: 'active' | 'blocked' | 'gone';
  last_seen_at: Date | null;
};

/** A conversation that this transaction has locked, and its contact. */
export type Locked = { conversation: Conversation; contact: Contact };

export type Sender = { channel: string; account: string; address: string; name?: string; locale?: string };

/**
 * The conversation with this sender; made when there is none yet. Locks no row of a conversation that exists: a turn may
 * be under way there, and a worker that found the row locked would leave its messages for the sweep.
 */
export async function conversationWith(db: Db, sender: Sender): Promise<string> {
  const { channel, account, address, name } = sender;
  const known = await findWithName(db, sender);
  if (known && (name === undefined || name === known.name)) return known.id;
  const [made] = await rows<{ id: string }>(
    db,
    sql`
    with contact as (
      insert into contacts (id, channel, account, address, name, locale)
      values (${uuid()}, ${channel}, ${account}, ${address}, ${name ?? null}, ${sender.locale ?? 'vi'})
      on conflict (channel, account, address) do update set name = coalesce(excluded.name, contacts.name) returning id
    )
    insert into conversations (id, contact_id) select ${uuid()}::uuid, id from contact
    on conflict (contact_id) do nothing returning id`,
  );
  const found = made ?? known ?? (await findWithName(db, sender));
  invariant(found, 'a contact has a conversation');
  return found.id;
}

async function findWithName(db: Db, { channel, account, address }: Sender) {
  const [found] = await rows<{ id: string; name: string | null }>(
    db,
    sql`select v.id, t.name from conversations v join contacts t on t.id = v.contact_id
        where t.channel = ${channel} and t.account = ${account} and t.address = ${address}`,
  );
  return found;
}

/** The conversation of an address, if it has one. */
export async function findConversation(
  db: Db,
  { channel, account, address }: Omit<Sender, 'name' | 'locale'>,
): Promise<string | undefined> {
  const [found] = await rows<{ id: string }>(
    db,
    sql`select v.id from conversations v join contacts t on t.id = v.contact_id
        where t.channel = ${channel} and t.account = ${account} and t.address = ${address}`,
  );
  return found?.id;
}

export async function conversationById(db: Db, id: string): Promise<Locked | undefined> {
  const { conversations, contacts } = tables;
  const [found] = await db
    .select({ conversation: conversations, contact: contacts })
    .from(conversations)
    .innerJoin(contacts, eq(contacts.id, conversations.contact_id))
    .where(eq(conversations.id, id));
  return found as Locked | undefined;
}

/**
 * Locks a conversation for this transaction; `undefined` when another process has it, unless it is to be waited for. "No key": what refers to the row
 * (an arriving message, a photo's verdict) can be stored meanwhile, and does not look like another process's turn.
 */
export async function lockConversation(tx: Db, id: string, { wait = false } = {}): Promise<Locked | undefined> {
  const { conversations, contacts } = tables;
  const [found] = await tx
    .select({ conversation: conversations, contact: contacts })
    .from(conversations)
    .innerJoin(contacts, eq(contacts.id, conversations.contact_id))
    .where(eq(conversations.id, id))
    .for('no key update', wait ? { of: conversations } : { of: conversations, skipLocked: true });
  return found as Locked | undefined;
}

export async function saveConversation(tx: Db, id: string, columns: Partial<Conversation>): Promise<void> {
  await tx.update(tables.conversations).set(columns).where(eq(tables.conversations.id, id));
}

/** Who has begun to tell us of themselves, and whose name we have not asked for yet. An empty name: there is none. */
export async function namelessContacts(
  db: Db,
  channel: string,
  account: string,
  limit: number,
): Promise<{ id: string; address: string }[]> {
  return rows(
    db,
    sql`select c.id, c.address from contacts c join conversations v on v.contact_id = c.id
        where c.channel = ${channel} and c.account = ${account} and c.name is null and c.status = 'active'
        and v.household_id is not null order by v.last_in_at desc nulls last limit ${limit}`,
  );
}

export async function nameContact(db: Db, id: string, name: string): Promise<void> {
  await db
    .update(tables.contacts)
    .set({ name: name.slice(0, 200) })
    .where(eq(tables.contacts.id, id));
}

/** They did something at this moment, by the channel's clock: deliveries may be late and out of order. */
export async function seen(tx: Db, id: string, at: Date): Promise<void> {
  const { contacts } = tables;
  await tx
    .update(contacts)
    .set({ last_seen_at: sql`greatest(${contacts.last_seen_at}, ${at.toISOString()}::timestamptz)` })
    .where(eq(contacts.id, id));
}

export async function setContact(
  db: Db,
  id: string,
  columns: { status?: string; address?: string; muted_at?: Date | null },
): Promise<void> {
  await db.update(tables.contacts).set(columns).where(eq(tables.contacts.id, id));
}
