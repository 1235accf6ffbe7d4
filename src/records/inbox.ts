// Inbox rows: what entered a conversation and waits for its turn.
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { array, type Db, rows, tables, together } from '../db/index.ts';
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
 * Stores an arrival of somebody whom we know by this name already. Gives their conversation, or `undefined` where it did not:
 * they are unknown, are called otherwise by now, or the arrival is not new. Arrivals at the same moment are one statement.
 */
export const storeFromKnown = together(
  async (db, arrivals: { from: Sender; externalId: string; raw: Buffer }[]): Promise<(string | undefined)[]> => {
    const of = (key: 'channel' | 'account' | 'address' | 'name') =>
      array(arrivals.map(({ from }) => from[key] ?? null));
    const stored = await rows<{ id: string; channel: string; account: string; external_id: string }>(
      db,
      sql`insert into inbox (channel, account, external_id, conversation_id, raw)
          select a.channel, a.account, a.external_id, v.id, a.raw
          from unnest(${of('channel')}::text[], ${of('account')}::text[], ${of('address')}::text[], ${of('name')}::text[],
                      ${array(arrivals.map(({ externalId }) => externalId))}::text[],
                      ${array(arrivals.map(({ raw }) => raw))}::bytea[])
               with ordinality as a (channel, account, address, name, external_id, raw, at)
          join contacts t on t.channel = a.channel and t.account = a.account and t.address = a.address
          join conversations v on v.contact_id = t.id
          where a.name is null or t.name = a.name
          order by a.at
          on conflict do nothing returning conversation_id as id, channel, account, external_id`,
    );
    const keyOf = (...key: string[]) => JSON.stringify(key);
    const fresh = new Map(
      stored.map(({ id, channel, account, external_id }) => [keyOf(channel, account, external_id), id]),
    );
    return arrivals.map(({ from, externalId }) => {
      const key = keyOf(from.channel, from.account, externalId);
      const id = fresh.get(key);
      // The same arrival may be there twice: only the first of them is new.
      fresh.delete(key);
      return id;
    });
  },
);

/** Whether this very delivery has come before. */
export async function hasArrived(
  db: Db,
  { channel, account, externalId }: Pick<Arrival, 'channel' | 'account' | 'externalId'>,
): Promise<boolean> {
  const key = and(eq(inbox.channel, channel), eq(inbox.account, account), eq(inbox.external_id, externalId));
  const found = await db.select({ id: inbox.id }).from(inbox).where(key);
  return found.length > 0;
}

/**
 * The oldest waiting row of each of these conversations, in SQL. Whether it is due is the database's word, since clocks of
 * machines differ.
 */
const oldestWaiting = (conversations: string[]) => sql`
  select oldest.*, oldest.next_attempt_at <= clock_timestamp() as is_due
  from unnest(${array(conversations)}::uuid[]) as v (id) cross join lateral (
    select * from inbox where conversation_id = v.id and status = 'waiting' order by id limit 1
  ) oldest`;

/** Those of these conversations in which something waits and is due; locks nothing. */
export async function withDueArrival(db: Db, conversations: string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select conversation_id as id from (${oldestWaiting(conversations)}) heads where is_due`,
  );
  return found.map(({ id }) => id);
}

export type Head = {
  id: number;
  conversation_id: string;
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
 * Takes the oldest waiting row of each of these conversations, in one statement. Where it is due, it is handled with this
 * transaction, its raw words go (the transcript has them, masked), and it waits again if the transaction fails.
 */
export async function takeHeads(tx: Db, conversations: string[]): Promise<Head[]> {
  return rows<Head>(
    tx,
    sql`
    with heads as (${oldestWaiting(conversations)}), handled as (
      update inbox set status = 'done', raw = null, error = null, handled_at = now() from heads
      where inbox.id = heads.id and heads.is_due
    )
    select id::int as id, conversation_id, channel, account, external_id, raw, attempts, is_due, exists (
      select 1 from inbox
      where inbox.conversation_id = heads.conversation_id and status = 'waiting' and inbox.id > heads.id
    ) as more from heads`,
  );
}

/**
 * The oldest waiting rows of these conversations, where they are due, with the attempts at them so far; counts one more at those
 * that have not been tried yet, or at all.
 */
export async function countAttempts(
  tx: Db,
  conversations: string[],
  all: boolean,
): Promise<{ id: number; conversation_id: string; attempts: number }[]> {
  return rows(
    tx,
    sql`
    with heads as (${oldestWaiting(conversations)}), counted as (
      update inbox set attempts = inbox.attempts + 1 from heads
      where inbox.id = heads.id and heads.is_due and (heads.attempts = 0 or ${all})
    )
    select id::int as id, conversation_id, attempts from heads where is_due`,
  );
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
    .where(and(eq(inbox.id, id), eq(inbox.status, 'waiting')));
}

/** Puts a row aside that still waits; whether it does. */
export async function parkArrival(db: Db, id: number, error: string): Promise<boolean> {
  const parked = await db
    .update(inbox)
    .set({ status: 'parked', error })
    .where(and(eq(inbox.id, id), eq(inbox.status, 'waiting')))
    .returning({ id: inbox.id });
  return parked.length > 0;
}

/** Conversations in which a row waits that is due and older than `seconds`: a hint was lost, or a process. */
export async function overdueConversations(db: Db, seconds: number, limit: number): Promise<string[]> {
  const found = await rows<{ conversation_id: string }>(
    db,
    sql`select conversation_id from inbox where status = 'waiting' and conversation_id is not null
        and next_attempt_at <= now() and created_at < now() - make_interval(secs => ${seconds})
        group by conversation_id order by min(id) limit ${limit}`,
  );
  return found.map((row) => row.conversation_id);
}

/**
 * When an account's last delivery came, how many hours ago, and the longest pause between two in the week up to it; `null` where
 * less than three days of that week are known.
 */
export type Heard = { at: Date; hours: number; longestPause: number | null };

/** Nothing older than a month is looked at: `undefined` where nothing has come since. */
export async function lastHeard(db: Db, channel: string, account: string): Promise<Heard | undefined> {
  const delivered = sql`from inbox where channel = ${channel} and account = ${account}`;
  const hours = (interval: SQL) => sql`(extract(epoch from ${interval}) / 3600)::float8`;
  const [heard] = await rows<Omit<Heard, 'at'> & { at: number }>(
    db,
    sql`
    with latest as (select max(created_at) as at ${delivered} and created_at > now() - interval '30 days'),
    week as (
      select created_at, created_at - lag(created_at) over (order by created_at) as pause
      ${delivered} and created_at between (select at - interval '7 days' from latest) and (select at from latest)
    )
    select (extract(epoch from at) * 1000)::float8 as at, ${hours(sql`now() - at`)} as hours,
           (select case when min(created_at) < at - interval '3 days' then ${hours(sql`max(pause)`)} end from week)
             as "longestPause"
    from latest where at is not null`,
  );
  return heard && { ...heard, at: new Date(heard.at) };
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

export async function parkedArrival(db: Db, id: number) {
  const [found] = await db
    .select({
      conversation_id: inbox.conversation_id,
      channel: inbox.channel,
      account: inbox.account,
      raw: inbox.raw,
    })
    .from(inbox)
    .where(isParked(id));
  return found;
}

/** Puts a parked row back in line. False when it is parked no more. */
export async function retryArrival(db: Db, id: number): Promise<boolean> {
  const back = await db
    .update(inbox)
    .set({ status: 'waiting', attempts: 0, next_attempt_at: sql`now()` })
    .where(isParked(id))
    .returning({ id: inbox.id });
  return back.length > 0;
}

/** A parked row of which nothing is left to do. */
export async function finishParked(db: Db, id: number): Promise<void> {
  await db.update(inbox).set({ status: 'done', raw: null, handled_at: sql`now()` }).where(isParked(id));
}

const isParked = (id: number) => and(eq(inbox.id, id), eq(inbox.status, 'parked'));
