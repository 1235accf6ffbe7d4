// Consents: proof of each yes and no, only appended to.
import { type Db, tables } from '../db/index.ts';

export async function recordConsent(tx: Db, consent: typeof tables.consents.$inferInsert): Promise<void> {
  await tx.insert(tables.consents).values(consent);
}
