// Shops: a household's place on one marketplace.
import { type Db, tables } from '../db/index.ts';
import { prepareListings } from './products.ts';

/** A shop takes in the household's products as listings in preparation. */
export async function openShop(tx: Db, id: string, householdId: string, marketplace: string): Promise<void> {
  await tx.insert(tables.shops).values({ id, household_id: householdId, marketplace });
  await prepareListings(tx, householdId);
}
