// Events: what happened, for the counts.
import { type Db, tables } from '../db/index.ts';

export type NewEvent = typeof tables.events.$inferInsert;

export async function logEvents(tx: Db, added: NewEvent[]): Promise<void> {
  if (added.length > 0) await tx.insert(tables.events).values(added);
}
