// The bytes of a photo or a recording, from where they are now: our own store, or the channel.
import { SendError } from '../model/channels.ts';
import type { MediaSource } from '../model/messages.ts';
import { channelOf, type Runtime } from './runtime.ts';

/** Throws SendError `refused` when they cannot be had, another error when they may be later. */
export async function fetchMedia(
  runtime: Runtime,
  { source, channel: name, account }: { source: MediaSource; channel: string; account: string },
): Promise<Buffer> {
  if ('stored' in source) {
    const bytes = await runtime.store.get(source.stored);
    if (!bytes) throw new SendError('refused', 'it is not in the store');
    return bytes;
  }
  const channel = channelOf(runtime, name, account);
  if (!channel) throw new Error(`channel ${name} (${account}) is not set up here`);
  return channel.fetchMedia(source);
}
