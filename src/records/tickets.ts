// Tickets: cases for a helper, with what happened to each.
import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { type Db, rows, tables } from '../db/index.ts';
import type { TicketReason } from '../model/reasons.ts';

const { tickets, ticket_events } = tables;

export type NewTicket = Omit<typeof tickets.$inferInsert, 'id'>;
export type Ticket = typeof tickets.$inferSelect;

type TicketEvent =
  | 'ticket_opened'
  | 'ticket_claimed'
  | 'ticket_resolved'
  | 'ticket_reopened'
  | 'ticket_handed_back'
  | 'ticket_returned'
  | 'answer_mended';

/** Notes what happened to a ticket. @param actor `bot`, `desk`, or a helper's id */
export async function logTicket(tx: Db, ticketId: string, kind: TicketEvent, actor: string, data = {}): Promise<void> {
  await tx.insert(ticket_events).values({ ticket_id: ticketId, kind, actor, data });
}

/** Opens a ticket; its id. A second open talk of one conversation is the first one: nothing happens. */
export async function openTicket(tx: Db, ticket: NewTicket, actor: string): Promise<string | undefined> {
  const id = uuid();
  const opened = await tx
    .insert(tickets)
    .values({ id, ...ticket })
    .onConflictDoNothing()
    .returning({ id: tickets.id });
  if (opened.length === 0) return undefined;
  await logTicket(tx, id, 'ticket_opened', actor);
  return id;
}

export async function ticketOf(db: Db, id: string): Promise<Ticket | undefined> {
  const [found] = await db.select().from(tickets).where(eq(tickets.id, id));
  return found;
}

/** The open talk of a conversation. */
export async function openTalkOf(db: Db, conversationId: string): Promise<Ticket | undefined> {
  const [found] = await db
    .select()
    .from(tickets)
    .where(and(eq(tickets.conversation_id, conversationId), eq(tickets.kind, 'talk'), ne(tickets.status, 'resolved')));
  return found;
}

/** The claim: one conditional update. False when somebody has been faster. */
export async function claimTicket(tx: Db, id: string, helperId: string): Promise<boolean> {
  const won = await tx
    .update(tickets)
    .set({ status: 'claimed', helper_id: helperId, claimed_at: sql`now()`, updated_at: sql`now()` })
    .where(and(eq(tickets.id, id), eq(tickets.status, 'open')))
    .returning({ id: tickets.id });
  if (won.length === 0) return false;
  await logTicket(tx, id, 'ticket_claimed', helperId);
  return true;
}

/** Somebody talks with them, asked or not: the open talk is theirs; one is opened when there is none. */
export async function claimTalk(
  tx: Db,
  talk: { conversation_id: string; household_id: string | null; reason: TicketReason },
  helperId: string | null,
): Promise<string> {
  const actor = helperId ?? 'desk';
  const open = await openTalkOf(tx, talk.conversation_id);
  const id = open?.id ?? (await openTicket(tx, { ...talk, kind: 'talk' }, actor)) ?? '';
  // One that the desk of the channel has is nobody's here.
  if (open?.status === 'claimed' && (open.helper_id !== null || helperId === null)) return id;
  await tx
    .update(tickets)
    .set({ status: 'claimed', helper_id: helperId, claimed_at: sql`now()`, updated_at: sql`now()` })
    .where(eq(tickets.id, id));
  await logTicket(tx, id, 'ticket_claimed', actor);
  return id;
}

/** Closes a ticket. False when it was closed before. */
export async function resolveTicket(
  tx: Db,
  id: string,
  actor: string,
  kind: 'ticket_resolved' | 'ticket_handed_back' = 'ticket_resolved',
): Promise<boolean> {
  const resolved = await tx
    .update(tickets)
    .set({ status: 'resolved', resolved_at: sql`now()`, updated_at: sql`now()` })
    .where(and(eq(tickets.id, id), ne(tickets.status, 'resolved')))
    .returning({ id: tickets.id });
  if (resolved.length === 0) return false;
  await logTicket(tx, id, kind, actor);
  return true;
}

/** A ticket that somebody had in hand waits for anybody again. */
export async function returnTicket(
  tx: Db,
  id: string,
  actor: string,
  kind: 'ticket_handed_back' | 'ticket_returned',
): Promise<void> {
  const returned = await tx
    .update(tickets)
    .set({ status: 'open', helper_id: null, claimed_at: null, updated_at: sql`now()` })
    .where(and(eq(tickets.id, id), eq(tickets.status, 'claimed')))
    .returning({ id: tickets.id });
  if (returned.length > 0) await logTicket(tx, id, kind, actor);
}

/** A task that its helper has just closed is in their hands again. False when it is too late, or another's. */
export async function reopenTask(tx: Db, id: string, helperId: string): Promise<boolean> {
  const reopened = await tx
    .update(tickets)
    .set({ status: 'claimed', resolved_at: null, updated_at: sql`now()` })
    .where(
      and(
        eq(tickets.id, id),
        eq(tickets.kind, 'task'),
        eq(tickets.status, 'resolved'),
        eq(tickets.helper_id, helperId),
        // For a slip of the finger, not for second thoughts: by then others may have read that it is done.
        gt(tickets.resolved_at, sql`now() - interval '10 minutes'`),
      ),
    )
    .returning({ id: tickets.id });
  if (reopened.length === 0) return false;
  await logTicket(tx, id, 'ticket_reopened', helperId);
  return true;
}

/** Closes the open talk of a conversation, if there is one. */
export async function resolveTalk(tx: Db, conversationId: string, actor: string): Promise<void> {
  const open = await openTalkOf(tx, conversationId);
  if (open) await resolveTicket(tx, open.id, actor, 'ticket_handed_back');
}

/** The open talk of a conversation waits for a helper again. */
export async function returnTalk(tx: Db, conversationId: string, actor: string): Promise<void> {
  const open = await openTalkOf(tx, conversationId);
  if (open) await returnTicket(tx, open.id, actor, 'ticket_returned');
}

/** Whether a helper has any ticket of this conversation in hand. */
export async function hasTicket(db: Db, conversationId: string, helperId: string): Promise<string | undefined> {
  const [found] = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(eq(tickets.conversation_id, conversationId), eq(tickets.helper_id, helperId), eq(tickets.status, 'claimed')),
    )
    .orderBy(asc(tickets.kind))
    .limit(1);
  return found?.id;
}

/** The tasks that a helper has in hand. */
export async function tasksOf(db: Db, helperId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select id from tickets where kind = 'task' and status = 'claimed' and helper_id = ${helperId} order by id`,
  );
  return found.map(({ id }) => id);
}

/** How many tickets wait, by kind. */
export async function openTickets(db: Db): Promise<{ kind: string; count: number }[]> {
  return rows(db, sql`select kind, count(*)::int as count from tickets where status <> 'resolved' group by kind`);
}
