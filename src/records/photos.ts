// Photos and the work on them: fetched and measured off the turn.
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Db, rows, tables } from '../db/index.ts';
import type { MediaSource } from '../model/messages.ts';

const { photos } = tables;

export async function addPhoto(
  tx: Db,
  photo: { id: string; conversation_id: string; product_id: string | null; source: MediaSource },
): Promise<void> {
  await tx.insert(photos).values(photo);
}

export async function putWithProduct(tx: Db, conversationId: string, product: string, ids: string[]): Promise<void> {
  for (const id of ids)
    await tx
      .update(photos)
      .set({ product_id: product })
      .where(and(eq(photos.id, id), eq(photos.conversation_id, conversationId)));
}

export async function removePhoto(tx: Db, conversationId: string, id: string): Promise<void> {
  await tx
    .update(photos)
    .set({ removed_at: sql`now()` })
    .where(and(eq(photos.id, id), eq(photos.conversation_id, conversationId)));
}

/** Takes away the photos that belong to no product. */
export async function removeLoosePhotos(tx: Db, conversationId: string): Promise<void> {
  await tx
    .update(photos)
    .set({ removed_at: sql`now()` })
    .where(and(eq(photos.conversation_id, conversationId), isNull(photos.product_id)));
}

export type WaitingPhoto = {
  id: string;
  conversation_id: string;
  source: MediaSource;
  attempts: number;
  channel: string;
  account: string;
};

/** Claims a photo that waits to be measured, for a minute: a crash gives it back. The claim counts as an attempt. */
export async function claimPhoto(db: Db): Promise<WaitingPhoto | undefined> {
  const [claimed] = await rows<WaitingPhoto>(
    db,
    sql`
    with due as (
      select id from photos where state = 'waiting' and next_attempt_at <= now()
      order by next_attempt_at limit 1 for update skip locked
    ), claimed as (
      update photos set attempts = attempts + 1, next_attempt_at = now() + interval '60 seconds' from due
      where photos.id = due.id returning photos.*
    )
    select c.id, c.conversation_id, c.source, c.attempts, t.channel, t.account
    from claimed c join conversations v on v.id = c.conversation_id join contacts t on t.id = v.contact_id`,
  );
  return claimed;
}

/** Settles a photo, once: false when that has happened before. */
export async function settlePhoto(
  tx: Db,
  id: string,
  columns: Partial<typeof photos.$inferInsert> & { state: 'ready' | 'unreadable' },
): Promise<boolean> {
  const settled = await tx
    .update(photos)
    .set(columns)
    .where(and(eq(photos.id, id), eq(photos.state, 'waiting')))
    .returning({ id: photos.id });
  return settled.length > 0;
}

export async function postponePhoto(db: Db, id: string, error: string, seconds: number): Promise<void> {
  await db
    .update(photos)
    .set({ error, next_attempt_at: sql`now() + make_interval(secs => ${seconds})` })
    .where(eq(photos.id, id));
}

/** The message that showed a photo. */
export async function messageOfPhoto(db: Db, conversationId: string, photoId: string): Promise<number | undefined> {
  const [found] = await rows<{ id: number }>(
    db,
    sql`select id::int as id from messages where conversation_id = ${conversationId} and photo_id = ${photoId}
        order by messages.id desc limit 1`,
  );
  return found?.id;
}

/** A photo of this conversation that can be shown; nothing for anybody else's. */
export async function photoOf(db: Db, conversationId: string, id: string) {
  const [found] = await db
    .select()
    .from(photos)
    .where(and(eq(photos.id, id), eq(photos.conversation_id, conversationId)));
  return found;
}
