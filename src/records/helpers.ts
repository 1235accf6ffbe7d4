// Helpers: who answers. Their sign-in is better-auth's (http/auth.ts).
import { asc, eq, sql } from 'drizzle-orm';
import { type Db, rows, tables } from '../db/index.ts';

const { helpers } = tables;

/** The name that farmers and colleagues read. */
export async function helperNamed(db: Db, id: string): Promise<string> {
  const [found] = await db.select({ name: helpers.name }).from(helpers).where(eq(helpers.id, id));
  return found?.name ?? '…';
}

export async function countHelpers(db: Db): Promise<number> {
  const [found] = await rows<{ count: number }>(db, sql`select count(*)::int as count from helpers`);
  return found?.count ?? 0;
}

export async function listHelpers(db: Db) {
  return db
    .select({
      id: helpers.id,
      name: helpers.name,
      email: helpers.email,
      role: helpers.role,
      created_at: helpers.created_at,
      in_hand: sql<number>`(select count(*)::int from tickets t where t.helper_id = helpers.id and t.status = 'claimed')`,
    })
    .from(helpers)
    .orderBy(asc(helpers.name));
}

export async function setLanguage(db: Db, id: string, language: 'vi' | 'en'): Promise<void> {
  await db.update(helpers).set({ language }).where(eq(helpers.id, id));
}
