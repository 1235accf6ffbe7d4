// Contacts and their conversations: one conversation a contact.
import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { allDone, array, type Db, rows, tables, together, update, updateAll } from '../db/index.ts';
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
  /** When they last wrote, in milliseconds since 1970. */
  last_in_at: number | null;
};

export type Contact = Row & {
  channel: string;
  account: string;
  address: string;
  locale: 'vi' | 'en';
  status: 'active' | 'blocked' | 'gone';
  /** When they told the channel so, by its clock: ISO 8601. */
  status_at: string | null;
  /** When they last did something at the channel, by its clock: ISO 8601. */
  last_seen_at: string | null;
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
  return (await readConversations(db, [id], sql``))[0];
}

/**
 * Locks a conversation for this transaction, and waits until whoever has it lets go. "No key": what refers to the row (an
 * arriving message, a photo's verdict) can be stored meanwhile, and does not look like another process's turn.
 */
export async function lockConversation(tx: Db, id: string): Promise<Locked | undefined> {
  return (await readConversations(tx, [id], sql`for no key update of v`))[0];
}

/** Locks those of these conversations that nobody else has. */
export async function lockFree(tx: Db, ids: string[]): Promise<Locked[]> {
  return readConversations(tx, ids, sql`for no key update of v skip locked`);
}

async function readConversations(db: Db, ids: string[], lock: SQL): Promise<Locked[]> {
  const found = await rows<Conversation & { contact: Contact }>(
    db,
    sql`select v.id, contact_id, household_id, edition_id::int as edition_id, state, owner, helper_id, epoch,
               (extract(epoch from last_in_at) * 1000)::float8 as last_in_at, row_to_json(t) as contact
        from conversations v join contacts t on t.id = v.contact_id where v.id = any(${array(ids)}::uuid[]) ${lock}`,
  );
  return found.map(({ contact, ...conversation }) => ({ conversation, contact }));
}

type Saved = Partial<Omit<Conversation, 'last_in_at'>> & { last_in_at?: Date; nudge_at?: Date | null };

/** Saves columns of a conversation. Those that are saved at the same moment in one transaction share their statements. */
export async function saveConversation(tx: Db, id: string, columns: Saved): Promise<void> {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  if (given.length > 0) await saveOne(tx, { id, columns: Object.fromEntries(given) });
}

const saveOne = together(
  async (tx, saved: { id: string; columns: Record<string, unknown> }[]): Promise<undefined[]> => {
    const alike = new Map<string, typeof saved>();
    for (const one of saved) {
      const names = Object.keys(one.columns).join();
      alike.set(names, [...(alike.get(names) ?? []), one]);
    }
    await allDone([...alike.values()].map((each) => updateAll(tx, tables.conversations, each)));
    return [];
  },
  { inTransaction: true },
);

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

/** The talks that a helper has. */
export async function talksOf(db: Db, helperId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select id from conversations where owner = 'helper' and helper_id = ${helperId} order by id`,
  );
  return found.map(({ id }) => id);
}

export async function nameContact(db: Db, id: string, name: string): Promise<void> {
  await setContact(db, id, { name: name.slice(0, 200) });
}

/** They went or came back at this moment, by the channel's clock; of no effect where something newer of them is known. */
export async function setStatus(tx: Db, contact: Contact, status: 'active' | 'blocked', at: Date): Promise<void> {
  const { id, status_at, last_seen_at } = contact;
  const isNewer = (known: string | null) => known !== null && Date.parse(known) > at.getTime();
  if (!isNewer(status_at) && !isNewer(last_seen_at)) await setContact(tx, id, { status, status_at: at });
}

/** They did something at this moment, by the channel's clock: deliveries may be late and out of order. */
export async function seen(tx: Db, id: string, at: Date): Promise<void> {
  await setContact(tx, id, { last_seen_at: sql`greatest(last_seen_at, ${at.toISOString()}::timestamptz)` });
}

export async function setContact(
  db: Db,
  id: string,
  columns: {
    name?: string;
    status?: string;
    status_at?: Date;
    address?: string;
    muted_at?: Date | null;
    last_seen_at?: SQL;
  },
): Promise<void> {
  await update(db, tables.contacts, id, columns);
}
