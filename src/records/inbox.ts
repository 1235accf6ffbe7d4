// Inbox rows: what entered a conversation and waits for its turn.
import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { type Db, rows, tables } from '../db/index.ts';

import type { Sender } from './conversations.ts';

const { inbox } = tables;

export type Arrival = {
  channel: string;
  account: string;
  externalId: string;
  conversationId?: string;
  raw?: Buffer;
  /** Why it needs no turn, or cannot have one. */
  status?: 'ignored' | 'parked';
  error?: string;
};

/** Stores an arrival; the same one again changes nothing. Returns whether it is new. */
export async function storeArrival(db: Db, arrival: Arrival): Promise<boolean> {
  const stored = await db
    .insert(inbox)
    .values({
      channel: arrival.channel,
      account: arrival.account,
      external_id: arrival.externalId,
      conversation_id: arrival.conversationId ?? null,
      raw: arrival.raw ?? null,
      status: arrival.status ?? 'waiting',
      error: arrival.error ?? null,
    })
    .onConflictDoNothing()
    .returning({ id: inbox.id });
  return stored.length > 0;
}

/**
 * Stores an arrival of somebody whom we know by this name already, in one statement. `undefined` when it did not: they are
 * unknown, are called otherwise by now, or the arrival is not new.
 */
export async function storeFromKnown(
  db: Db,
  { channel, account, address, name }: Sender,
  { externalId, raw }: { externalId: string; raw: Buffer },
): Promise<string | undefined> {
  const [stored] = await rows<{ id: string }>(
    db,
    sql`insert into inbox (channel, account, external_id, conversation_id, raw)
        select ${channel}, ${account}, ${externalId}, v.id, ${raw} from contacts t join conversations v on v.contact_id = t.id
        where t.channel = ${channel} and t.account = ${account} and t.address = ${address}
        and (t.name = ${name ?? null} or ${name ?? null}::text is null)
        on conflict do nothing returning conversation_id as id`,
  );
  return stored?.id;
}

/** Whether this very delivery has come before. */
export async function hasArrived(
  db: Db,
  { channel, account, externalId }: Pick<Arrival, 'channel' | 'account' | 'externalId'>,
): Promise<boolean> {
  const key = and(eq(inbox.channel, channel), eq(inbox.account, account), eq(inbox.external_id, externalId));
  const found = await db.select({ id: inbox.id }).from(inbox).where(key);
  return found.length > 0;
}

/** The oldest waiting row of a conversation. Whether it is due is the database's word: clocks of machines differ. */
export async function headOfInbox(tx: Db, conversationId: string) {
  const [row] = await tx
    .select({ ...getTableColumns(inbox), isDue: sql<boolean>`${inbox.next_attempt_at} <= clock_timestamp()` })
    .from(inbox)
    .where(and(eq(inbox.conversation_id, conversationId), eq(inbox.status, 'waiting')))
    .orderBy(asc(inbox.id))
    .limit(1);
  return row;
}

/** Whether anything waits and is due in a conversation; locks nothing. */
export async function hasDueArrival(db: Db, conversationId: string): Promise<boolean> {
  const found = await rows(
    db,
    sql`select 1 from (select next_attempt_at from inbox where conversation_id = ${conversationId} and status = 'waiting'
          order by id limit 1) head where next_attempt_at <= clock_timestamp()`,
  );
  return found.length > 0;
}

export type Head = {
  id: number;
  channel: string;
  account: string;
  external_id: string;
  raw: Buffer | Uint8Array | null;
  attempts: number;
  is_due: boolean;
  /** Others wait behind it. */
  more: boolean;
};

/**
 * Takes the oldest waiting row of a conversation, in one statement: where it is due it is handled with this transaction, its raw
 * words go (the transcript has them, masked), and it waits again if the transaction fails.
 */
export async function takeHead(tx: Db, conversationId: string): Promise<Head | undefined> {
  const [head] = await rows<Head>(
    tx,
    sql`
    with head as (
      select id, channel, account, external_id, raw, attempts, next_attempt_at <= clock_timestamp() as is_due from inbox
      where conversation_id = ${conversationId} and status = 'waiting' order by id limit 1
    ), handled as (
      update inbox set status = 'done', raw = null, error = null, handled_at = now() from head
      where inbox.id = head.id and head.is_due
    )
    select id::int as id, channel, account, external_id, raw, attempts, is_due, exists (
      select 1 from inbox where conversation_id = ${conversationId} and status = 'waiting' and inbox.id > head.id
    ) as more from head`,
  );
  return head;
}

export async function countAttempt(tx: Db, id: number): Promise<void> {
  await tx
    .update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1` })
    .where(eq(inbox.id, id));
}

/** Lets a failed row wait before its next attempt. */
export async function postpone(db: Db, id: number, error: string, seconds: number): Promise<void> {
  await db
    .update(inbox)
    .set({ error, next_attempt_at: sql`now() + make_interval(secs => ${seconds})` })
    .where(eq(inbox.id, id));
}

export async function parkArrival(db: Db, id: number, error: string): Promise<void> {
  await db.update(inbox).set({ status: 'parked', error }).where(eq(inbox.id, id));
}

/** Conversations whose oldest waiting row is due and older than `seconds`: a hint was lost, or a process. */
export async function overdueConversations(db: Db, seconds: number, limit: number): Promise<string[]> {
  const found = await rows<{ conversation_id: string }>(
    db,
    sql`select conversation_id from inbox where status = 'waiting' and conversation_id is not null
        and next_attempt_at <= now() and created_at < now() - make_interval(secs => ${seconds})
        group by conversation_id order by min(id) limit ${limit}`,
  );
  return found.map((row) => row.conversation_id);
}

export async function parkedArrivals(db: Db, limit: number) {
  return db
    .select({
      id: inbox.id,
      channel: inbox.channel,
      conversationId: inbox.conversation_id,
      attempts: inbox.attempts,
      error: inbox.error,
      at: inbox.created_at,
    })
    .from(inbox)
    .where(eq(inbox.status, 'parked'))
    .orderBy(asc(inbox.id))
    .limit(limit);
}

/** Puts parked rows back in line. */
export async function retryArrivals(db: Db, ids: number[]): Promise<number> {
  const back = await db
    .update(inbox)
    .set({ status: 'waiting', attempts: 0, next_attempt_at: sql`now()` })
    .where(and(inArray(inbox.id, ids), eq(inbox.status, 'parked')))
    .returning({ id: inbox.id });
  return back.length;
}
