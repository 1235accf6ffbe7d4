// The facts of a conversation, read in one statement; and their writes.
import { sql } from 'drizzle-orm';
import { type Db, rows, tables, update } from '../db/index.ts';
import type { Facts, Row } from '../model/facts.ts';
import type { Noun } from '../model/fields.ts';
import type { Locked } from './conversations.ts';

export async function loadFacts(db: Db, { conversation, contact }: Locked): Promise<Facts> {
  const { id, contact_id, household_id } = conversation;
  const [found] = await rows<
    Pick<Facts, 'product' | 'shop' | 'consents' | 'loosePhotos' | 'awaitingPerson'> & { household: Row | null }
  >(
    db,
    sql`
    select
      (select row_to_json(h) from households h where h.id = ${household_id}) as household,
      (select coalesce(json_agg(p order by p.created_at, p.id), '[]') from (
        select products.*, (
          select coalesce(json_agg(json_build_object('id', photos.id, 'state', photos.state) order by photos.id), '[]')
          from photos where photos.product_id = products.id and removed_at is null and state <> 'unreadable'
        ) as photos
        from products where household_id = ${household_id} and status <> 'deleted') p) as product,
      (select coalesce(json_agg(s order by s.created_at, s.id), '[]') from shops s
        where s.household_id = ${household_id}) as shop,
      (select coalesce(json_object_agg(c.purpose, c.state), '{}') from (
        select distinct on (purpose) purpose, state from consents
        where contact_id = ${contact_id} order by purpose, id desc) c) as consents,
      (select coalesce(json_agg(json_build_object('id', photos.id, 'state', photos.state) order by photos.id), '[]')
        from photos where conversation_id = ${id} and product_id is null and removed_at is null
        and state <> 'unreadable') as "loosePhotos",
      exists (select 1 from tickets where conversation_id = ${id} and kind = 'talk' and status <> 'resolved')
        as "awaitingPerson"`,
  );
  const { household, ...facts } = found as NonNullable<typeof found>;
  return {
    contact,
    ...facts,
    ...(household && { household }),
    ...(conversation.last_in_at !== null && { lastSeenAt: conversation.last_in_at }),
  };
}

const tableOf = {
  contact: tables.contacts,
  household: tables.households,
  product: tables.products,
  shop: tables.shops,
} satisfies Record<Noun, unknown>;

/** Writes columns of one row; `said` keeps the words that each was read from. */
export async function writeFacts(
  tx: Db,
  noun: Noun,
  id: string,
  columns: Record<string, unknown>,
  said: Record<string, string>,
): Promise<void> {
  const table = tableOf[noun];
  const kept = 'said' in table && {
    said: sql`said || ${JSON.stringify(said)}::jsonb`,
    version: sql`version + 1`,
  };
  const dated = 'updated_at' in table && { updated_at: sql`now()` };
  await update(tx, table, id, { ...columns, ...kept, ...dated });
}
