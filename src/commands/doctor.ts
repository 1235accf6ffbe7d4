// What needs a person: channels that have fallen silent, parked rows with their reason, and how many tickets wait.
import { failureIn, type Runtime, retryParked, type Silence, silences } from '../conversation/index.ts';
import { parkedArrivals } from '../records/inbox.ts';
import { parkedOutbox } from '../records/outbox.ts';
import { openTickets } from '../records/tickets.ts';

const shown = 100;

export async function doctor(runtime: Runtime): Promise<string> {
  const { db } = runtime.database;
  const [channels, arrivals, sends, tickets] = await Promise.all([
    silences(runtime),
    parkedArrivals(db, shown),
    parkedOutbox(db, shown),
    openTickets(db),
  ]);
  const heard = ({ channel, heard, warning }: Silence) => [
    `Last delivery from ${channel}: ${heard?.at.toISOString() ?? 'none within 30 days'}`,
    ...(warning ? [`  Warning: ${warning}`] : []),
  ];
  const line = (row: { id: number; at: Date; attempts: number; error: string | null }, what: string) =>
    `  ${what} ${row.id}  ${row.at.toISOString()}  after ${row.attempts} attempts: ${row.error ?? ''}`;
  const waiting = tickets.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  return [
    ...channels.flatMap(heard),
    `Tickets waiting: ${waiting || 'none'}`,
    `Messages that could not be handled: ${arrivals.length || 'none'}`,
    ...arrivals.map((row) => line(row, `${row.channel} inbox`)),
    `Messages that could not be sent: ${sends.length || 'none'}`,
    ...sends.map((row) => line(row, `${row.kind} outbox`)),
    ...(arrivals.length + sends.length > 0 ? ['', 'Mend the cause, then: npm run -s lensan -- doctor --retry'] : []),
    '',
  ].join('\n');
}

/**
 * "Do again": every parked row goes back in line, but what cannot be read still, and a helper's words that may have arrived:
 * whether they are said again is the helper's to say.
 */
export async function retryAll(runtime: Runtime): Promise<void> {
  const { db } = runtime.database;
  for (const { id } of await parkedArrivals(db, 10_000)) await retryParked(runtime, 'in', id);
  for (const { id, author, error } of await parkedOutbox(db, 10_000))
    if (author === 'bot' || failureIn(error ?? '') !== 'unknown') await retryParked(runtime, 'out', id);
}
