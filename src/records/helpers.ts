// Helpers: who answers. Their sign-in is better-auth's (http/auth.ts).
import { asc, eq, sql } from 'drizzle-orm';
import { array, type Db, rows, tables } from '../db/index.ts';

const { helpers, sign_ins } = tables;

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
      disabled_at: helpers.disabled_at,
      in_hand: sql<number>`(select count(*)::int from tickets t where t.helper_id = helpers.id and t.status = 'claimed')`,
    })
    .from(helpers)
    .orderBy(sql`disabled_at is not null`, asc(helpers.name));
}

export async function setLanguage(db: Db, id: string, language: 'vi' | 'en'): Promise<void> {
  await db.update(helpers).set({ language }).where(eq(helpers.id, id));
}

/** Whether they are let in; until this transaction ends nobody can shut them out. */
export async function isLetIn(tx: Db, id: string): Promise<boolean> {
  const found = await rows(tx, sql`select id from helpers where id = ${id} and disabled_at is null for share`);
  return found.length > 0;
}

/** Those of them who have been shut out. */
export async function shutOutAmong(db: Db, ids: string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select id from helpers where id = any(${array(ids)}::uuid[]) and disabled_at is not null`,
  );
  return found.map(({ id }) => id);
}

export type Account = { id: string; role: string; disabled_at: unknown };

/** Some accounts as they are, and as they stay until this transaction ends: who locks two of them at once waits here. */
export async function lockAccounts(tx: Db, ids: string[]): Promise<Account[]> {
  return rows(
    tx,
    sql`select id, role, disabled_at from helpers where id = any(${array(ids)}::uuid[]) order by id for no key update`,
  );
}

export async function setDisabled(tx: Db, id: string, disabled: boolean): Promise<void> {
  const disabled_at = disabled ? sql`now()` : null;
  await tx.update(helpers).set({ disabled_at, updated_at: sql`now()` }).where(eq(helpers.id, id));
}

/** They are signed in nowhere any more. */
export async function endSignIns(db: Db, id: string): Promise<void> {
  await db.delete(sign_ins).where(eq(sign_ins.helper_id, id));
}
