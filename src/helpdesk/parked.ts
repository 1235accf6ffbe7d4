// "Do again", and "leave it", from the console.
import { type Runtime, retryParked, topics } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';
import { dropParked } from '../records/outbox.ts';

/** Throws `request:not_found` when it is parked no more, `delivery:unreadable` when it cannot be read still. */
export async function retry(runtime: Runtime, way: 'in' | 'out', id: number): Promise<void> {
  const retried = await retryParked(runtime, way, id);
  if (retried === 'not_parked') throw new AppError('request:not_found');
  if (retried === 'unreadable') throw new AppError('delivery:unreadable');
}

/** It is not sent any more: it has arrived after all, or has been said otherwise. Throws `request:not_found` when it is parked no more. */
export async function leaveUnsent({ database, signals }: Runtime, id: number): Promise<void> {
  if (!(await dropParked(database.db, id))) throw new AppError('request:not_found');
  signals.publish(topics.helpdesk, {});
}
