// Outbox rows: what is to be sent. A row is claimed, sent, and marked; its fate is decided in conversation/outbox.
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { array, type Db, rows, tables, together } from '../db/index.ts';
import type { Outbound } from '../model/messages.ts';
import type { NewMessage } from './messages.ts';

const { outbox } = tables;

/** What is to be sent; `shows` is the place of the message that it shows among those appended with it. */
export type NewSend = Pick<typeof outbox.$inferInsert, 'kind' | 'author' | 'epoch' | 'payload' | 'message_id'> & {
  shows?: number;
};

/** What a conversation is to say and to show: messages and sends, each in order. */
export type Said = { conversation: string; messages: NewMessage[]; sends: NewSend[] };

/**
 * Appends messages and puts sends in line. Gives the messages' ids. What several conversations say at the same moment in one
 * transaction is one statement.
 */
export const appendAndEnqueue = together(
  async (tx, said: Said[]): Promise<number[][]> => {
    const messages: object[] = [];
    const sends: object[] = [];
    for (const { conversation: conversation_id, ...each } of said) {
      const first = messages.length;
      for (const message of each.messages) messages.push({ ...message, conversation_id, at: messages.length });
      for (const { shows, ...send } of each.sends)
        sends.push({
          ...send,
          conversation_id,
          at: sends.length,
          ...(shows !== undefined && { shows: first + shows }),
        });
    }
    const appended = await rows<{ id: number }>(
      tx,
      sql`
      with appended as (
        insert into messages (conversation_id, author, helper_id, key, text, content, buttons, photo_id, recording_id,
                              external_id, replaces, sent_at)
        select conversation_id, author, helper_id, key, text, content, buttons, photo_id, recording_id,
               external_id, replaces, sent_at
        from json_to_recordset(${JSON.stringify(messages)}::json) as m (
          at int, conversation_id uuid, author text, helper_id uuid, key text, text text, content jsonb, buttons jsonb,
          photo_id uuid, recording_id uuid, external_id text, replaces text, sent_at timestamptz)
        order by at returning id
      ), placed as (
        select id, row_number() over (order by id) - 1 as at from appended
      ), enqueued as (
        insert into outbox (conversation_id, message_id, kind, author, epoch, payload)
        select s.conversation_id, coalesce(s.message_id, placed.id), s.kind, s.author, s.epoch, s.payload
        from json_to_recordset(${JSON.stringify(sends)}::json) as s (
          at int, shows int, conversation_id uuid, message_id bigint, kind text, author text, epoch int, payload jsonb)
        left join placed on placed.at = s.shows order by s.at
      )
      select id::int as id from placed order by id`,
    );
    const ids = appended.map(({ id }) => id);
    return said.map((each) => ids.splice(0, each.messages.length));
  },
  { inTransaction: true },
);

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
      order by o.next_attempt_at, o.id limit ${limit} for update of o skip locked
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

/** Why words of the bot are dropped after a helper has come. */
export const takenOver = 'a helper has taken over the talk';

/** What the bot has not sent yet when a helper has taken over is not sent: it would come in between, or hold up their words. */
export async function dropOutdated(tx: Db, conversationId: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ status: 'dropped', error: takenOver })
    .where(
      and(
        eq(outbox.conversation_id, conversationId),
        eq(outbox.status, 'waiting'),
        eq(outbox.author, 'bot'),
        ne(outbox.kind, 'ack'),
      ),
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
 * The row is sent, and its message has the channel's key. Gives whether more waits in its conversation: whoever puts something
 * in line after this looks for it themselves. Rows that were sent at the same moment are one statement.
 */
export const markSent = together(
  async (db, sent: { row: Waiting; externalId: string | undefined }[]): Promise<boolean[]> => {
    const of = (key: 'id' | 'message_id' | 'conversation_id') => array(sent.map(({ row }) => row[key]));
    const found = await rows<{ more: boolean }>(
      db,
      sql`
      with given as (
        select * from unnest(${of('id')}::bigint[], ${of('message_id')}::bigint[], ${of('conversation_id')}::uuid[],
                             ${array(sent.map(({ externalId }) => externalId ?? null))}::text[])
                      with ordinality as g (id, message_id, conversation_id, external_id, at)
      ), sent as (
        update outbox set status = 'sent', sent_at = now(), error = null from given where outbox.id = given.id
      ), told as (
        update messages set sent_at = coalesce(sent_at, now()), external_id = coalesce(given.external_id, messages.external_id)
        from given where messages.id = given.message_id
      )
      select exists (
        select 1 from outbox where outbox.conversation_id = given.conversation_id and status = 'waiting'
      ) as more from given order by at`,
    );
    return found.map(({ more }) => more);
  },
);

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
      author: outbox.author,
      attempts: outbox.attempts,
      error: outbox.error,
      at: outbox.created_at,
    })
    .from(outbox)
    .where(eq(outbox.status, 'parked'))
    .orderBy(asc(outbox.id))
    .limit(limit);
}

/** A parked row that nobody wants to be sent any more. False when it is parked no more. */
export async function dropParked(db: Db, id: number): Promise<boolean> {
  const dropped = await db
    .update(outbox)
    .set({ status: 'dropped' })
    .where(and(eq(outbox.id, id), eq(outbox.status, 'parked')))
    .returning({ id: outbox.id });
  return dropped.length > 0;
}

/** Puts a parked row back in line. False when it is parked no more. */
export async function retryOutbox(db: Db, id: number): Promise<boolean> {
  const back = await db
    .update(outbox)
    .set({ status: 'waiting', attempts: 0, unknowns: 0, next_attempt_at: sql`now()` })
    .where(and(eq(outbox.id, id), eq(outbox.status, 'parked')))
    .returning({ id: outbox.id });
  return back.length > 0;
}
