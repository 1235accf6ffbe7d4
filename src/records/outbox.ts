// Outbox rows: what is to be sent. A row is claimed, sent, and marked; its fate is decided in conversation/outbox.
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type Db, rows, tables } from '../db/index.ts';
import type { Outbound } from '../model/messages.ts';
import type { NewMessage } from './messages.ts';

const { outbox } = tables;

/** What is to be sent; `shows` is the place of the message that it shows among those appended with it. */
export type NewSend = Pick<typeof outbox.$inferInsert, 'kind' | 'author' | 'epoch' | 'payload' | 'message_id'> & {
  shows?: number;
};

/** Appends messages and puts sends in line, each in order, in one statement. Returns the messages' ids. */
export async function appendAndEnqueue(
  tx: Db,
  conversationId: string,
  messages: NewMessage[],
  sends: NewSend[],
): Promise<number[]> {
  const numbered = (list: object[]) => JSON.stringify(list.map((each, at) => ({ ...each, at })));
  const appended = await rows<{ id: number }>(
    tx,
    sql`
    with appended as (
      insert into messages (conversation_id, author, helper_id, key, text, content, buttons, photo_id, recording_id,
                            external_id, replaces, sent_at)
      select ${conversationId}, author, helper_id, key, text, content, buttons, photo_id, recording_id,
             external_id, replaces, sent_at
      from jsonb_to_recordset(${numbered(messages)}::jsonb) as m (
        at int, author text, helper_id uuid, key text, text text, content jsonb, buttons jsonb, photo_id uuid,
        recording_id uuid, external_id text, replaces text, sent_at timestamptz)
      order by at returning id
    ), placed as (
      select id, row_number() over (order by id) - 1 as at from appended
    ), enqueued as (
      insert into outbox (conversation_id, message_id, kind, author, epoch, payload)
      select ${conversationId}, coalesce(s.message_id, placed.id), s.kind, s.author, s.epoch, s.payload
      from jsonb_to_recordset(${numbered(sends)}::jsonb) as s (
        at int, shows int, message_id bigint, kind text, author text, epoch int, payload jsonb)
      left join placed on placed.at = s.shows order by s.at
    )
    select id::int as id from placed order by id`,
  );
  return appended.map(({ id }) => id);
}

export type Waiting = {
  id: number;
  conversation_id: string;
  message_id: number | null;
  kind: 'send' | 'edit' | 'ack';
  author: 'bot' | 'helper';
  attempts: number;
  unknowns: number;
  payload: { message?: Outbound; ack?: string };
  channel: string;
  account: string;
  address: string;
  contact_id: string;
  contact_status: string;
  /** When the person last did something, in milliseconds since 1970. */
  last_seen_at: number | null;
  /** A helper took the talk over after the bot wrote this. */
  outdated: boolean;
  /** For an edit: the channel's key of the message that changes. */
  external_id: string | null;
};

/**
 * Claims the first open row of each conversation that has one due, at most `limit`. Rows behind an unsent one wait,
 * so the order within a conversation holds; `skip locked` lets several processes claim side by side.
 */
export async function claimOutbox(db: Db, limit: number): Promise<Waiting[]> {
  return rows<Waiting>(
    db,
    sql`
    with due as (
      select o.id from outbox o
      where o.status = 'waiting' and o.next_attempt_at <= now()
        and not exists (select 1 from outbox p where p.conversation_id = o.conversation_id and p.id < o.id
                        and p.status in ('waiting', 'sending'))
      order by o.id limit ${limit} for update skip locked
    ), claimed as (
      update outbox set status = 'sending', claimed_at = now() from due where outbox.id = due.id returning outbox.*
    )
    select c.id::int as id, c.conversation_id, c.message_id::int as message_id, c.kind, c.author, c.attempts, c.unknowns,
           c.payload, t.channel, t.account, t.address, t.id as contact_id, t.status as contact_status,
           (extract(epoch from t.last_seen_at) * 1000)::float8 as last_seen_at,
           c.author = 'bot' and v.owner = 'helper' and c.epoch < v.epoch as outdated, m.external_id
    from claimed c join conversations v on v.id = c.conversation_id join contacts t on t.id = v.contact_id
    left join messages m on m.id = c.message_id
    order by c.id`,
  );
}

/** Takes back rows that a process claimed and left: nobody knows whether they were sent. */
export async function abandonedOutbox(db: Db, seconds: number): Promise<Waiting[]> {
  return rows<Waiting>(
    db,
    sql`
    with left_behind as (
      select id from outbox where status = 'sending' and claimed_at < now() - make_interval(secs => ${seconds})
      for update skip locked
    ), taken as (
      update outbox set claimed_at = now() from left_behind where outbox.id = left_behind.id returning outbox.*
    )
    select c.id::int as id, c.conversation_id, c.message_id::int as message_id, c.kind, c.author, c.attempts, c.unknowns,
           c.payload, t.channel, t.account, t.address, t.id as contact_id, t.status as contact_status,
           (extract(epoch from t.last_seen_at) * 1000)::float8 as last_seen_at,
           c.author = 'bot' and v.owner = 'helper' and c.epoch < v.epoch as outdated, null as external_id
    from taken c join conversations v on v.id = c.conversation_id join contacts t on t.id = v.contact_id`,
  );
}

/**
 * In one statement: the row is sent, and its message has the channel's key. Returns whether more waits in its conversation:
 * whoever puts something in line after this looks for it themselves.
 */
export async function markSent(db: Db, row: Waiting, externalId: string | undefined): Promise<boolean> {
  const [found] = await rows<{ more: boolean }>(
    db,
    sql`
    with sent as (update outbox set status = 'sent', sent_at = now(), error = null where id = ${row.id}),
    told as (
      update messages set sent_at = coalesce(sent_at, now()), external_id = coalesce(${externalId ?? null}, external_id)
      where id = ${row.message_id}
    )
    select exists (select 1 from outbox where conversation_id = ${row.conversation_id} and status = 'waiting') as more`,
  );
  return found?.more ?? true;
}

export type Fate =
  | { status: 'waiting'; error: string; seconds: number; attempts?: number; unknowns?: number }
  | { status: 'dropped' | 'parked'; error: string };

export async function decideFate(db: Db, id: number, fate: Fate): Promise<void> {
  const again = fate.status === 'waiting';
  await db
    .update(outbox)
    .set({
      status: fate.status,
      error: fate.error,
      ...(again && { next_attempt_at: sql`now() + make_interval(secs => ${fate.seconds})` }),
      ...(again && fate.attempts !== undefined && { attempts: fate.attempts }),
      ...(again && fate.unknowns !== undefined && { unknowns: fate.unknowns }),
    })
    .where(eq(outbox.id, id));
}

export async function parkedOutbox(db: Db, limit: number) {
  return db
    .select({
      id: outbox.id,
      conversationId: outbox.conversation_id,
      kind: outbox.kind,
      attempts: outbox.attempts,
      error: outbox.error,
      at: outbox.created_at,
    })
    .from(outbox)
    .where(eq(outbox.status, 'parked'))
    .orderBy(asc(outbox.id))
    .limit(limit);
}

export async function retryOutbox(db: Db, ids: number[]): Promise<number> {
  const back = await db
    .update(outbox)
    .set({ status: 'waiting', attempts: 0, unknowns: 0, next_attempt_at: sql`now()` })
    .where(and(inArray(outbox.id, ids), eq(outbox.status, 'parked')))
    .returning({ id: outbox.id });
  return back.length;
}
