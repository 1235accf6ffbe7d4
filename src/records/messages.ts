// The transcript, both ways.
import { and, desc, eq, isNotNull, lt, or, sql } from 'drizzle-orm';
import { type Db, rows, tables } from '../db/index.ts';
import type { Button } from '../model/messages.ts';

const { messages, photos } = tables;

export type NewMessage = typeof messages.$inferInsert;

/** Appends messages, in order. Returns their ids. */
export async function appendMessages(tx: Db, added: NewMessage[]): Promise<number[]> {
  if (added.length === 0) return [];
  const stored = await tx.insert(messages).values(added).returning({ id: messages.id });
  return stored.map((row) => row.id);
}

export async function changeMessage(tx: Db, id: number, text: string, buttons: Button[]): Promise<void> {
  await tx.update(messages).set({ text, buttons }).where(eq(messages.id, id));
}

/** Our latest message, if it was said under this key and we have said nothing since. */
export async function latestUnder(tx: Db, conversationId: string, key: string): Promise<number | undefined> {
  const [latest] = await tx
    .select({ id: messages.id, replaces: messages.replaces })
    .from(messages)
    .where(and(eq(messages.conversation_id, conversationId), eq(messages.author, 'bot')))
    .orderBy(desc(messages.id))
    .limit(1);
  return latest?.replaces === key ? latest.id : undefined;
}

/** Which of the people in a talk had the last word; the bot is none. */
export async function spokeLast(tx: Db, conversationId: string): Promise<'person' | 'helper' | undefined> {
  const [latest] = await rows<{ author: 'person' | 'helper' }>(
    tx,
    sql`select author from messages where conversation_id = ${conversationId} and author <> 'bot' order by id desc limit 1`,
  );
  return latest?.author;
}

/** Whether words with this key of their writer's are there already. */
export async function hasKey(tx: Db, conversationId: string, key: string): Promise<boolean> {
  const found = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.conversation_id, conversationId), eq(messages.key, key)));
  return found.length > 0;
}

/** What a button of ours said. */
export async function labelOfButton(tx: Db, conversationId: string, token: string): Promise<string | undefined> {
  const [found] = await rows<{ buttons: Button[] }>(
    tx,
    sql`select buttons from messages where conversation_id = ${conversationId}
        and buttons @> ${JSON.stringify([{ token }])}::jsonb order by id desc limit 1`,
  );
  return found?.buttons.find((button) => button.token === token)?.label;
}

/** What the person sees: their own words, and ours once they were sent; newest first. */
export async function visibleMessages(
  db: Db,
  conversationId: string,
  { before, only, limit }: { before?: number; only?: number; limit: number },
) {
  return db
    .select({ message: messages, photo: { state: photos.state, thumbnail: photos.thumbnail } })
    .from(messages)
    .leftJoin(photos, eq(photos.id, messages.photo_id))
    .where(
      and(
        eq(messages.conversation_id, conversationId),
        or(eq(messages.author, 'person'), isNotNull(messages.sent_at)),
        before === undefined ? undefined : lt(messages.id, before),
        only === undefined ? undefined : eq(messages.id, only),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(limit);
}
