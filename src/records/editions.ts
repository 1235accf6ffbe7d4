// Editions: immutable snapshots of all content files.
import { desc, eq, sql } from 'drizzle-orm';
import { type Db, tables } from '../db/index.ts';

const { editions } = tables;

export type Edition = typeof editions.$inferSelect;

/** One at a time until the transaction ends; readers are not held up. */
export async function lockEditions(tx: Db): Promise<void> {
  await tx.execute(sql`lock table ${editions} in share row exclusive mode`);
}

export async function addEdition(db: Db, hash: string, files: Record<string, string>): Promise<void> {
  await db.insert(editions).values({ hash, files });
}

export async function latestEdition(db: Db): Promise<{ id: number; hash: string } | undefined> {
  const [latest] = await db
    .select({ id: editions.id, hash: editions.hash })
    .from(editions)
    .orderBy(desc(editions.id))
    .limit(1);
  return latest;
}

export async function readEdition(db: Db, id: number): Promise<Edition | undefined> {
  const [found] = await db.select().from(editions).where(eq(editions.id, id));
  return found;
}
