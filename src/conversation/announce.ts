// Tells whoever looks what a commit has changed. Only hints: what is lost here, the sweep or the next look finds.
import type { Committed } from './commit.ts';
import { type Runtime, topics } from './runtime.ts';

export function announce(
  { signals }: Runtime,
  conversation: string,
  { messages = [], sends, photos, recordings, tickets }: Committed,
): void {
  for (const message of messages) signals.publish(topics.live(conversation), { message });
  if (sends) signals.publish(topics.outbox);
  if (photos) signals.publish(topics.photos);
  if (recordings) signals.publish(topics.recordings);
  if (tickets || messages.length > 0) signals.publish(topics.helpdesk, { conversation });
}
