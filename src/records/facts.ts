// The facts of conversations, read in one statement; and their writes.
import { sql } from 'drizzle-orm';
import { type Db, rows, tables, update } from '../db/index.ts';
import type { Facts, Row } from '../model/facts.ts';
import type { Noun } from '../model/fields.ts';
import type { Locked } from './conversations.ts';

export async function loadFacts(db: Db, locked: Locked): Promise<Facts> {
  const [facts] = await loadAllFacts(db, [locked]);
  return facts as Facts;
}

/** The facts of each of these conversations, in their order. */
export async function loadAllFacts(db: Db, locked: Locked[]): Promise<Facts[]> {
  // As text: the statement stays prepared. Whatever the planner thinks of the list, it looks each row up by an index.
  const of = (key: 'id' | 'contact_id' | 'household_id') =>
    `{${locked.map(({ conversation }) => conversation[key] ?? 'null').join()}}`;
  const found = await rows<
    Pick<Facts, 'product' | 'shop' | 'consents' | 'loosePhotos' | 'awaitingPerson'> & { household: Row | null }
  >(
    db,
    sql`
    select
      (select row_to_json(h) from households h where h.id = v.household_id) as household,
      (select coalesce(json_agg(p order by p.created_at, p.id), '[]') from (
        select products.*, (
          select coalesce(json_agg(json_build_object('id', photos.id, 'state', photos.state) order by photos.id), '[]')
          from photos where photos.product_id = products.id and removed_at is null and state <> 'unreadable'
        ) as photos
        from products where products.household_id = v.household_id and status <> 'deleted') p) as product,
      (select coalesce(json_agg(s order by s.created_at, s.id), '[]') from shops s
        where s.household_id = v.household_id) as shop,
      (select coalesce(json_object_agg(c.purpose, c.state), '{}') from (
        select distinct on (purpose) purpose, state from consents
        where consents.contact_id = v.contact_id order by purpose, id desc) c) as consents,
      (select coalesce(json_agg(json_build_object('id', photos.id, 'state', photos.state) order by photos.id), '[]')
        from photos where photos.conversation_id = v.id and product_id is null and removed_at is null
        and state <> 'unreadable') as "loosePhotos",
      exists (select 1 from tickets where tickets.conversation_id = v.id and kind = 'talk' and status <> 'resolved')
        as "awaitingPerson"
    from unnest(${of('id')}::uuid[], ${of('contact_id')}::uuid[], ${of('household_id')}::uuid[])
         with ordinality as v (id, contact_id, household_id, at) order by at`,
  );
  return found.map(({ household, ...facts }, at) => {
    const { conversation, contact } = locked[at] as Locked;
    return {
      contact,
      ...facts,
      ...(household && { household }),
      ...(conversation.last_in_at !== null && { lastSeenAt: conversation.last_in_at }),
    };
  });
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
