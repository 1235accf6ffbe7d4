// Timers: moments that a conversation waits for.
import { and, eq, sql } from 'drizzle-orm';
import { type Db, rows, tables } from '../db/index.ts';

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
