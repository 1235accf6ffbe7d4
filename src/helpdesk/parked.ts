// "Do again", from the console.
import { type Runtime, retryParked } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';

/** Throws `delivery:not_parked` when it is that no more, `delivery:unreadable` when it cannot be read still. */
export async function retry(runtime: Runtime, way: 'in' | 'out', id: number): Promise<void> {
  const retried = await retryParked(runtime, way, id);
  if (retried === 'not_parked') throw new AppError('delivery:not_parked');
  if (retried === 'unreadable') throw new AppError('delivery:unreadable');
}
