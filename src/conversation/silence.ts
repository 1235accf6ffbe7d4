// Whether a channel has fallen silent. With a wrong address, or a webhook that the channel has switched off after too many
// failures, nothing arrives any more, and nothing else would say so. It is measured by the channel's own pauses: a quiet night is
// no alarm, and neither is a quiet day where few people write. Asked by the worker and by `lensan doctor`.
import { type Heard, lastHeard } from '../records/inbox.ts';
import type { Runtime } from './runtime.ts';

/** Hours without a delivery that are never too long: where many write, every pause looks long. */
const patience = 6;
/** How many times the longest pause of the week before it a silence lasts: no two nights are equally long. */
const unusual = 1.5;
const everyMs = 3_600_000;

export type Silence = { channel: string; heard: Heard | undefined; warning: string | undefined };

/** Of each channel that people write to us from: when the last delivery came, and a warning where that is too long ago. */
export async function silences({ channels, database }: Runtime): Promise<Silence[]> {
  const delivering = channels.filter(({ name }) => name !== 'web');
  return Promise.all(
    delivering.map(async ({ name: channel, account }) => {
      const heard = await lastHeard(database.db, channel, account);
      return { channel, heard, warning: heard && warningOf(channel, heard) };
    }),
  );
}

function warningOf(channel: string, { hours, longestPause }: Heard): string | undefined {
  if (longestPause === null || hours < Math.max(patience, longestPause * unusual)) return undefined;
  return (
    `nothing has come from ${channel} for ${Math.floor(hours)} hours; the longest pause of the week before was ` +
    `${Math.round(longestPause)} hours. Is its webhook still on there, with the address …/webhooks/${channel}?`
  );
}

/**
 * Called often; looks once an hour and tells once of each silence. The first look is after an hour: what was sent while we were
 * down is delivered again by then.
 */
export function silenceWatch(runtime: Runtime): () => Promise<void> {
  const now = () => runtime.clock().getTime();
  let lookedAt = now();
  const told = new Map<string, number>();
  return async () => {
    if (now() - lookedAt < everyMs) return;
    lookedAt = now();
    for (const { channel, heard, warning } of await silences(runtime)) {
      if (!heard || !warning || told.get(channel) === heard.at.getTime()) continue;
      told.set(channel, heard.at.getTime());
      runtime.log.warn({ channel, last: heard.at }, warning);
    }
  };
}
