// "Do again": what was parked goes back in line. Called by the helpdesk and by `lensan doctor`.
import { finishParked, parkedArrival, retryArrival } from '../records/inbox.ts';
import { retryOutbox } from '../records/outbox.ts';
import { accept } from './intake.ts';
import { channelOf, type Runtime, topics } from './runtime.ts';

/** `unreadable`: a delivery that nobody can read still; it stays where it is. */
export type Retried = 'retried' | 'unreadable' | 'not_parked';

/** @param way a message that came `in`, or one that was to go `out` */
export async function retryParked(runtime: Runtime, way: 'in' | 'out', id: number): Promise<Retried> {
  const { database, signals } = runtime;
  const retried = way === 'in' ? await retryIn(runtime, id) : await retryOutbox(database.db, id);
  if (way === 'out') signals.publish(topics.outbox);
  signals.publish(topics.helpdesk, {});
  return retried === true ? 'retried' : retried || 'not_parked';
}

async function retryIn(runtime: Runtime, id: number): Promise<boolean | 'unreadable'> {
  const { db } = runtime.database;
  const parked = await parkedArrival(db, id);
  if (!parked) return false;
  if (parked.conversation_id !== null) {
    const retried = await retryArrival(db, id);
    runtime.signals.publish(topics.inbox, { conversation: parked.conversation_id });
    return retried;
  }
  // It belongs to nobody as long as it cannot be read.
  const channel = channelOf(runtime, parked.channel, parked.account);
  const taken = channel && parked.raw && (await accept(runtime, channel, Buffer.from(parked.raw)));
  if (!taken || taken.status === 'parked') return 'unreadable';
  await finishParked(db, id);
  return true;
}
