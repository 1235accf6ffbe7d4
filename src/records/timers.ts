// Timers: moments that a conversation waits for.
import { sql } from 'drizzle-orm';
import { type Db, rows } from '../db/index.ts';

/** Sets a timer; the same key again moves it. */
export async function startTimer(tx: Db, conversationId: string, key: string, seconds: number): Promise<void> {
  await rows(
    tx,
    sql`insert into timers (conversation_id, key, due_at)
        values (${conversationId}, ${key}, now() + make_interval(secs => ${seconds}))
        on conflict (conversation_id, key) do update set due_at = excluded.due_at`,
  );
}

/** Sets a timer unless it is running. */
export async function ensureTimer(tx: Db, conversationId: string, key: string, seconds: number): Promise<void> {
  await rows(
    tx,
    sql`insert into timers (conversation_id, key, due_at)
        values (${conversationId}, ${key}, now() + make_interval(secs => ${seconds})) on conflict do nothing`,
  );
}

export async function cancelTimer(tx: Db, conversationId: string, key: string): Promise<void> {
  await rows(tx, sql`delete from timers where conversation_id = ${conversationId} and key = ${key}`);
}

/** Turns moments of silence that have come into inbox rows, each once. @param now the clock that they were set by */
export async function fireNudges(db: Db, now: Date, key: string, limit: number): Promise<string[]> {
  const fired = await rows<{ conversation_id: string }>(
    db,
    sql`
    with due as (
      select id, nudge_at from conversations where nudge_at <= ${now.toISOString()}::timestamptz
      order by nudge_at limit ${limit} for no key update skip locked
    ),
    gone as (update conversations v set nudge_at = null from due where v.id = due.id returning v.id, due.nudge_at)
    insert into inbox (channel, account, external_id, conversation_id, raw)
    select 'timer', '', id || ' ' || extract(epoch from nudge_at), id,
           convert_to(json_build_object('key', ${key}::text)::text, 'UTF8') from gone
    on conflict do nothing returning conversation_id`,
  );
  return fired.map((row) => row.conversation_id);
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
