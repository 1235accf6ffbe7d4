// Recordings of what people said, and the work of fetching them.
import { and, eq, sql } from 'drizzle-orm';
import { type Db, rows, tables } from '../db/index.ts';
import type { MediaSource } from '../model/messages.ts';

const { recordings } = tables;

export async function addRecording(
  tx: Db,
  recording: { id: string; conversation_id: string; source: MediaSource },
): Promise<void> {
  await tx.insert(recordings).values(recording);
}

export type WaitingRecording = {
  id: string;
  conversation_id: string;
  source: MediaSource;
  attempts: number;
  channel: string;
  account: string;
};

/** Claims a recording that waits to be fetched, for a minute: a crash gives it back. The claim counts as an attempt. */
export async function claimRecording(db: Db): Promise<WaitingRecording | undefined> {
  const [claimed] = await rows<WaitingRecording>(
    db,
    sql`
    with due as (
      select id from recordings where state = 'waiting' and next_attempt_at <= now()
      order by next_attempt_at limit 1 for update skip locked
    ), claimed as (
      update recordings set attempts = attempts + 1, next_attempt_at = now() + interval '60 seconds' from due
      where recordings.id = due.id returning recordings.*
    )
    select c.id, c.conversation_id, c.source, c.attempts, t.channel, t.account
    from claimed c join conversations v on v.id = c.conversation_id join contacts t on t.id = v.contact_id`,
  );
  return claimed;
}

export async function settleRecording(
  db: Db,
  id: string,
  columns: { state: 'ready'; hash: string; type: string } | { state: 'lost'; error: string },
): Promise<void> {
  await db
    .update(recordings)
    .set({ error: null, ...columns })
    .where(isWaiting(id));
}

export async function postponeRecording(db: Db, id: string, error: string, seconds: number): Promise<void> {
  await db
    .update(recordings)
    .set({ error, next_attempt_at: sql`now() + make_interval(secs => ${seconds})` })
    .where(isWaiting(id));
}

/** Another process may have fetched it meanwhile. */
const isWaiting = (id: string) => and(eq(recordings.id, id), eq(recordings.state, 'waiting'));

export async function recordingOf(db: Db, conversationId: string, id: string) {
  const [found] = await db
    .select()
    .from(recordings)
    .where(and(eq(recordings.id, id), eq(recordings.conversation_id, conversationId)));
  return found;
}

/** The message that a recording came with. */
export async function messageOfRecording(db: Db, conversationId: string, id: string): Promise<number | undefined> {
  const [found] = await rows<{ id: number }>(
    db,
    sql`select id::int as id from messages where conversation_id = ${conversationId} and recording_id = ${id}
        order by messages.id desc limit 1`,
  );
  return found?.id;
}
