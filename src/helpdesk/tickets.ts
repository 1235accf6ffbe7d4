// Whose case it is. Each deed is one transaction under the conversation's lock (lock order: conversation, then ticket), so that
// a talk has one owner at any moment, and the bot, composing meanwhile, finds out before its words are sent.
import {
  command,
  owesAnswer,
  owesNothing,
  plain,
  type Runtime,
  returnToQueue,
  takeTurn,
  write,
} from '../conversation/index.ts';
import type { Db } from '../db/index.ts';
import { AppError } from '../model/errors.ts';
import { type Locked, saveConversation } from '../records/conversations.ts';
import { logEvents } from '../records/events.ts';
import { helperNamed, isLetIn } from '../records/helpers.ts';
import { dropOutdated } from '../records/outbox.ts';
import {
  claimTalk,
  claimTicket,
  reopenTask,
  resolveTicket,
  returnTicket,
  type Ticket,
  ticketOf,
} from '../records/tickets.ts';

export type Helper = { id: string; name: string };
export type Claimed = { ticketId: string; conversationId: string };

/** Takes a ticket; a talk with it, from the bot. Throws `ticket:already_claimed` with who has it, or `ticket:resolved`. */
export async function claim(runtime: Runtime, ticketId: string, helper: Helper): Promise<Claimed> {
  return onTicket(runtime, ticketId, async (tx, locked, ticket) => {
    const result = { ticketId, conversationId: ticket.conversation_id };
    await staysIn(tx, helper);
    if (!(await claimTicket(tx, ticketId, helper.id))) {
      if (ticket.status === 'claimed' && ticket.helper_id === helper.id) return { result, committed: {} };
      throw await refusal(tx, ticket);
    }
    if (ticket.kind === 'task') return { result, committed: { tickets: true } };
    return { result, committed: await join(runtime, tx, locked, helper) };
  });
}

/** Takes over a talk that nobody has, without having been asked. */
export async function take(runtime: Runtime, conversationId: string, helper: Helper): Promise<Claimed> {
  return command(runtime, conversationId, async (tx, locked) => {
    const { owner, helper_id, household_id } = locked.conversation;
    await staysIn(tx, helper);
    if (owner === 'helper' && helper_id !== null && helper_id !== helper.id)
      throw new AppError('ticket:already_claimed', { by: await helperNamed(tx, helper_id) });
    const talk = { conversation_id: conversationId, household_id, reason: 'taken_over' as const };
    const ticketId = await claimTalk(tx, talk, helper.id);
    const result = { ticketId, conversationId };
    if (owner === 'helper' && helper_id === helper.id) return { result, committed: {} };
    return { result, committed: await join(runtime, tx, locked, helper) };
  });
}

/** A talk goes on with the bot, at the step where it stands; a task waits for anybody again. Throws `ticket:not_yours`. */
export const handBack = (runtime: Runtime, ticketId: string, helper: Helper): Promise<void> =>
  finish(runtime, ticketId, helper, false);

/** The case is solved; a talk goes on with the bot. Throws `ticket:not_yours`. */
export const resolve = (runtime: Runtime, ticketId: string, helper: Helper): Promise<void> =>
  finish(runtime, ticketId, helper, true);

async function finish(runtime: Runtime, ticketId: string, helper: Helper, solved: boolean): Promise<void> {
  return onTicket(runtime, ticketId, async (tx, locked, ticket) => {
    const isReturned = ticket.kind === 'task' && !solved;
    if (ticket.status === (isReturned ? 'open' : 'resolved')) return { result: undefined, committed: {} };
    const deskHasIt = ticket.status === 'claimed' && ticket.helper_id === null;
    const isOver = ticket.status === 'resolved';
    if (isOver || (ticket.helper_id !== helper.id && !deskHasIt)) throw await refusal(tx, ticket, 'ticket:not_yours');
    const kind = solved ? 'ticket_resolved' : 'ticket_handed_back';
    if (isReturned) await returnTicket(tx, ticketId, helper.id, 'ticket_handed_back');
    else await resolveTicket(tx, ticketId, helper.id, kind);
    await note(tx, ticket, kind, helper);
    if (ticket.kind === 'task') return { result: undefined, committed: { tickets: true } };
    const { conversation, contact } = locked;
    const back = { owner: 'bot' as const, helper_id: null, epoch: conversation.epoch + 1 };
    await saveConversation(tx, conversation.id, back);
    await owesNothing(tx, conversation.id);
    const committed = await takeTurn(
      runtime,
      tx,
      { contact, conversation: { ...conversation, ...back } },
      { type: 'handed_back', helper: helper.name, solved },
    );
    return { result: undefined, committed: { ...committed, tickets: true } };
  });
}

/** Takes back a slip: a task that the helper has just resolved is in their hands again. Throws `ticket:resolved`. */
export async function reopen(runtime: Runtime, ticketId: string, helper: Helper): Promise<void> {
  return onTicket(runtime, ticketId, async (tx, _, ticket) => {
    await staysIn(tx, helper);
    const isMine = ticket.status === 'claimed' && ticket.helper_id === helper.id;
    if (isMine) return { result: undefined, committed: {} };
    if (!(await reopenTask(tx, ticketId, helper.id))) throw await refusal(tx, ticket, 'ticket:not_yours');
    await note(tx, ticket, 'ticket_reopened', helper);
    return { result: undefined, committed: { tickets: true } };
  });
}

/** Takes a case from whoever has it, for anybody to take; the bot listens meanwhile. Throws `ticket:resolved`. */
export async function recall(runtime: Runtime, ticketId: string, admin: Helper): Promise<void> {
  return onTicket(runtime, ticketId, async (tx, locked, ticket) => {
    if (ticket.status === 'resolved') throw await refusal(tx, ticket);
    if (ticket.status === 'open') return { result: undefined, committed: {} };
    if (ticket.kind === 'talk') return { result: undefined, committed: await returnToQueue(tx, locked, admin.id) };
    await returnTicket(tx, ticketId, admin.id, 'ticket_returned');
    return { result: undefined, committed: { tickets: true } };
  });
}

/** From now on the helper has the talk; the farmer reads who has joined. */
async function join(runtime: Runtime, tx: Db, { conversation, contact }: Locked, helper: Helper) {
  const taken = { owner: 'helper' as const, helper_id: helper.id, epoch: conversation.epoch + 1 };
  await saveConversation(tx, conversation.id, taken);
  await dropOutdated(tx, conversation.id);
  await owesAnswer(tx, conversation.id);
  const edition = await runtime.editions.current(tx);
  const text = plain(edition.content.texts, contact, 'common:person.joined', { helper: helper.name });
  const writing = { contact, conversation: { ...conversation, ...taken }, edition, handOver: true as const };
  await write(runtime, tx, writing, [{ message: { text, buttons: [] } }]);
  await logEvents(tx, [
    { kind: 'talk_taken', conversation_id: conversation.id, household_id: conversation.household_id, data: {} },
  ]);
  return { sends: true, tickets: true };
}

/** Whoever is shut out in this very moment takes nothing in hand that nobody would return. */
async function staysIn(tx: Db, { id }: Helper): Promise<void> {
  if (!(await isLetIn(tx, id))) throw new AppError('sign_in:needed');
}

async function onTicket<T>(
  runtime: Runtime,
  ticketId: string,
  work: (tx: Db, locked: Locked, ticket: Ticket) => ReturnType<Parameters<typeof command<T>>[2]>,
): Promise<T> {
  const known = await ticketOf(runtime.database.db, ticketId);
  if (!known) throw new AppError('ticket:gone');
  return command(runtime, known.conversation_id, async (tx, locked) => {
    // Again under the lock: what was read before may be over.
    const ticket = await ticketOf(tx, ticketId);
    if (!ticket) throw new AppError('ticket:gone');
    return work(tx, locked, ticket);
  });
}

async function refusal(
  tx: Db,
  { status, helper_id }: Ticket,
  code: 'ticket:already_claimed' | 'ticket:not_yours' = 'ticket:already_claimed',
): Promise<AppError> {
  if (status === 'resolved') return new AppError('ticket:resolved');
  return new AppError(code, helper_id === null ? {} : { by: await helperNamed(tx, helper_id) });
}

const note = (tx: Db, ticket: Ticket, kind: string, helper: Helper) =>
  logEvents(tx, [
    {
      kind,
      conversation_id: ticket.conversation_id,
      household_id: ticket.household_id,
      data: { kind: ticket.kind, reason: ticket.reason, helper: helper.id },
    },
  ]);
