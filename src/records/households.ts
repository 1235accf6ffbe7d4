// Households and who acts for them.
import { type Db, tables } from '../db/index.ts';

export async function openHousehold(tx: Db, id: string, contactId: string): Promise<void> {
  await tx.insert(tables.households).values({ id });
  await tx.insert(tables.household_contacts).values({ household_id: id, contact_id: contactId });
}
