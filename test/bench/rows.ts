// Statements that the sides written by hand share. They keep what they keep in the product's own tables.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Makes a talk with an address: contact, household, its product, conversation. */
export async function makeTalk(client: pg.PoolClient, address: string): Promise<{ id: string; product: string }> {
  const [contact, household, product, id] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await client.query(
    `with c as (insert into contacts (id, channel, account, address) values ($1, 'telegram', 'bench', $5)),
     h as (insert into households (id) values ($2)), p as (insert into products (id, household_id) values ($3, $2))
     insert into conversations (id, contact_id, household_id) values ($4, $1, $2)`,
    [contact, household, product, id, address],
  );
  return { id, product };
}

/** Marks an outbox row and its message as sent. */
export async function markSent(pool: pg.Pool, id: string, message: string, externalId: number): Promise<void> {
  await pool.query({
    name: 'mark sent',
    text: `with sent as (update outbox set status = 'sent', sent_at = now() where id = $1)
           update messages set sent_at = now(), external_id = $3 where id = $2`,
    values: [id, message, externalId],
  });
}
