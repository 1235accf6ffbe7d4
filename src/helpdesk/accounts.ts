// Who may help: an admin shuts out a helper who has left, and lets them in again.
// Must stay true: whoever does it is an admin who is let in, and never does it to themselves, so that one always stays.
import { type Runtime, topics, waitsInVain } from '../conversation/index.ts';
import type { Db } from '../db/index.ts';
import { AppError } from '../model/errors.ts';
import { talksOf } from '../records/conversations.ts';
import { logEvents } from '../records/events.ts';
import { type Account, endSignIns, lockAccounts, setDisabled } from '../records/helpers.ts';
import { returnTicket, tasksOf } from '../records/tickets.ts';
import type { Helper } from './tickets.ts';

/**
 * Ends their sign-ins, opens their tasks to anybody and has the worker return their talks: by timers of this transaction, since
 * it may not wait for conversations while it holds the account (decision 021). Again is the same.
 * Throws `helper:yourself` or `request:not_found`.
 */
export async function shutOut(runtime: Runtime, id: string, admin: Helper): Promise<void> {
  if (id === admin.id) throw new AppError('helper:yourself');
  await onAccount(runtime, id, admin, async (tx, account) => {
    if (!account.disabled_at) {
      await setDisabled(tx, id, true);
      await note(tx, 'helper_shut_out', id, admin);
    }
    await endSignIns(tx, id);
    for (const task of await tasksOf(tx, id)) await returnTicket(tx, task, admin.id, 'ticket_returned');
    for (const talk of await talksOf(tx, id)) await waitsInVain(tx, talk);
  });
  runtime.signals.publish(topics.shutOut);
  runtime.signals.publish(topics.helpdesk, {});
}

/** They may sign in again, with the password that they had. Throws `request:not_found`. */
export async function letIn(runtime: Runtime, id: string, admin: Helper): Promise<void> {
  await onAccount(runtime, id, admin, async (tx, account) => {
    if (!account.disabled_at) return;
    await setDisabled(tx, id, false);
    await note(tx, 'helper_let_in', id, admin);
  });
}

async function onAccount(
  { database }: Runtime,
  id: string,
  admin: Helper,
  work: (tx: Db, account: Account) => Promise<void>,
): Promise<void> {
  await database.db.transaction(async (tx) => {
    // Of two admins who shut each other out at once, the second finds here that they have been.
    const accounts = await lockAccounts(tx, [id, admin.id]);
    const mine = accounts.find((each) => each.id === admin.id);
    if (mine?.role !== 'admin' || mine.disabled_at) throw new AppError('sign_in:needed');
    const account = accounts.find((each) => each.id === id);
    if (!account) throw new AppError('request:not_found');
    await work(tx, account);
  });
}

const note = (tx: Db, kind: string, helper: string, admin: Helper) =>
  logEvents(tx, [{ kind, data: { helper, by: admin.id } }]);
