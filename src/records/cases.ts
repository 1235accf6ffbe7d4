// What is written beside the talk: tickets, consents, timers, events, households, products, shops.
import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { type Db, rows, tables } from '../db/index.ts';

export async function openHousehold(tx: Db, id: string, contactId: string): Promise<void> {
  await tx.insert(tables.households).values({ id });
  await tx.insert(tables.household_contacts).values({ household_id: id, contact_id: contactId });
}

export async function openProduct(tx: Db, id: string, householdId: string): Promise<void> {
  await tx.insert(tables.products).values({ id, household_id: householdId });
}

/** A shop takes in the household's products as listings in preparation. */
export async function openShop(tx: Db, id: string, householdId: string, marketplace: string): Promise<void> {
  await tx.insert(tables.shops).values({ id, household_id: householdId, marketplace });
  await prepareListings(tx, householdId);
}

/** Every finished product of a household has a listing in each of its shops. */
export async function prepareListings(tx: Db, householdId: string): Promise<void> {
  const missing = await rows<{ product_id: string; shop_id: string }>(
    tx,
    sql`select p.id as product_id, s.id as shop_id from products p join shops s on s.household_id = p.household_id
        where p.household_id = ${householdId} and p.status in ('ready', 'paused')
        and not exists (select 1 from listings l where l.product_id = p.id and l.shop_id = s.id)`,
  );
  if (missing.length > 0) await tx.insert(tables.listings).values(missing.map((pair) => ({ id: uuid(), ...pair })));
}

export async function setStatus(tx: Db, noun: 'product' | 'shop', id: string, status: string): Promise<void> {
  const table = noun === 'product' ? tables.products : tables.shops;
  await tx.update(table).set({ status, updated_at: sql`now()` }).where(eq(table.id, id));
}

export type NewTicket = Omit<typeof tables.tickets.$inferInsert, 'id'>;

/** Opens a ticket. A second open talk of one conversation is the first one: nothing happens. */
export async function openTicket(tx: Db, ticket: NewTicket, actor: string): Promise<void> {
  const id = uuid();
  const opened = await tx
    .insert(tables.tickets)
    .values({ id, ...ticket })
    .onConflictDoNothing()
    .returning({ id: tables.tickets.id });
  if (opened.length === 0) return;
  await tx.insert(tables.ticket_events).values({ ticket_id: id, kind: 'ticket_opened', actor });
}

export async function recordConsent(tx: Db, consent: typeof tables.consents.$inferInsert): Promise<void> {
  await tx.insert(tables.consents).values(consent);
}

/** Sets a timer; the same key again moves it. */
export async function startTimer(tx: Db, conversationId: string, key: string, seconds: number): Promise<void> {
  const due_at = sql`now() + make_interval(secs => ${seconds})`;
  await tx
    .insert(tables.timers)
    .values({ conversation_id: conversationId, key, due_at })
    .onConflictDoUpdate({ target: [tables.timers.conversation_id, tables.timers.key], set: { due_at } });
}

export async function cancelTimer(tx: Db, conversationId: string, key: string): Promise<void> {
  const { timers } = tables;
  await tx.delete(timers).where(and(eq(timers.conversation_id, conversationId), eq(timers.key, key)));
}

/** Turns due timers into inbox rows, each once: in one statement the timer goes and the row comes. */
export async function fireTimers(db: Db, limit: number): Promise<string[]> {
  const fired = await rows<{ conversation_id: string }>(
    db,
    sql`
    with due as (select id from timers where due_at <= now() order by due_at limit ${limit} for update skip locked),
    gone as (delete from timers using due where timers.id = due.id returning timers.*)
    insert into inbox (channel, account, external_id, conversation_id, raw)
    select 'timer', '', id::text, conversation_id, convert_to(json_build_object('key', key)::text, 'UTF8') from gone
    on conflict do nothing returning conversation_id`,
  );
  return fired.map((row) => row.conversation_id);
}

export async function logEvents(tx: Db, added: (typeof tables.events.$inferInsert)[]): Promise<void> {
  if (added.length > 0) await tx.insert(tables.events).values(added);
}

/** How many tickets wait, by kind. */
export async function openTickets(db: Db): Promise<{ kind: string; count: number }[]> {
  return rows(db, sql`select kind, count(*)::int as count from tickets where status <> 'resolved' group by kind`);
}
