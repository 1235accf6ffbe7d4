// "Do again", and "leave it", from the console.
import { type Runtime, retryParked, topics } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';
import { dropParked } from '../records/outbox.ts';

/** Throws `delivery:not_parked` when it is that no more, `delivery:unreadable` when it cannot be read still. */
export async function retry(runtime: Runtime, way: 'in' | 'out', id: number): Promise<void> {
  const retried = await retryParked(runtime, way, id);
  if (retried === 'not_parked') throw new AppError('delivery:not_parked');
  if (retried === 'unreadable') throw new AppError('delivery:unreadable');
}

/** It is not sent any more: it has arrived after all, or has been said otherwise. Throws `delivery:not_parked`. */
export async function leaveUnsent({ database, signals }: Runtime, id: number): Promise<void> {
  if (!(await dropParked(database.db, id))) throw new AppError('delivery:not_parked');
  signals.publish(topics.helpdesk, {});
}
