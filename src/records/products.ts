// Products, and their listings in the household's shops.
import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { type Db, rows, tables } from '../db/index.ts';

export async function openProduct(tx: Db, id: string, householdId: string): Promise<void> {
  await tx.insert(tables.products).values({ id, household_id: householdId });
}

/** Every finished product of a household has a listing in each of its shops. */
export async function prepareListings(tx: Db, householdId: string): Promise<void> {
  const missing = await rows<{ product_id: string; shop_id: string }>(
    tx,
    sql`select p.id as product_id, s.id as shop_id from products p join shops s on s.household_id = p.household_id
        where p.household_id = ${householdId} and p.status in ('ready', 'paused')
        and not exists (select 1 from listings l where l.product_id = p.id and l.shop_id = s.id)`,
  );
  if (missing.length > 0) await tx.insert(tables.listings).values(missing.map((pair) => ({ id: uuid(), ...pair })));
}

export async function setStatus(tx: Db, noun: 'product' | 'shop', id: string, status: string): Promise<void> {
  const table = noun === 'product' ? tables.products : tables.shops;
  await tx.update(table).set({ status, updated_at: sql`now()` }).where(eq(table.id, id));
}
