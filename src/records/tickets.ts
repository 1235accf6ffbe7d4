// Tickets: cases for a helper, with what happened to each.
import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { type Db, rows, tables } from '../db/index.ts';

export type NewTicket = Omit<typeof tables.tickets.$inferInsert, 'id'>;

/** Opens a ticket. A second open talk of one conversation is the first one: nothing happens. */
export async function openTicket(tx: Db, ticket: NewTicket, actor: string): Promise<void> {
  const id = uuid();
  const opened = await tx
    .insert(tables.tickets)
    .values({ id, ...ticket })
    .onConflictDoNothing()
    .returning({ id: tables.tickets.id });
  if (opened.length === 0) return;
  await tx.insert(tables.ticket_events).values({ ticket_id: id, kind: 'ticket_opened', actor });
}

/** How many tickets wait, by kind. */
export async function openTickets(db: Db): Promise<{ kind: string; count: number }[]> {
  return rows(db, sql`select kind, count(*)::int as count from tickets where status <> 'resolved' group by kind`);
}
