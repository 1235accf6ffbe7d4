// Photos off the turn: fetched from their channel, measured, cleaned, stored. A verdict that the farmer should hear
// of comes back as an inbox row, like everything that enters a conversation.
import { SendError } from '../model/channels.ts';
import { process as clean } from '../photos/index.ts';
import { storeArrival } from '../records/inbox.ts';
import { claimPhoto, messageOfPhoto, postponePhoto, settlePhoto, type WaitingPhoto } from '../records/photos.ts';
import { channelOf, type Runtime, reasonOf, topics } from './runtime.ts';

const maxAttempts = 5;

/** Works off the photos that wait, one at a time: decoding takes memory. */
export async function drainPhotos(runtime: Runtime, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const photo = await claimPhoto(runtime.database.db);
    if (!photo) return;
    await measure(runtime, photo);
  }
}

async function measure(runtime: Runtime, photo: WaitingPhoto): Promise<void> {
  const { db } = runtime.database;
  try {
    const bytes = await fetchBytes(runtime, photo);
    const result = await clean(bytes);
    if ('unreadable' in result) return await settle(runtime, photo, { unreadable: result.unreadable });
    const [hash, thumbnail] = [
      await runtime.store.put(result.picture.bytes),
      await runtime.store.put(result.thumbnail.bytes),
    ];
    await settle(runtime, photo, {
      hash,
      thumbnail,
      width: result.picture.width,
      height: result.picture.height,
      bytes: result.picture.bytes.length,
      tips: result.tips,
    });
    // The original may hold the place it was taken at: it goes as soon as the clean copy is safe.
    if ('stored' in photo.source) await runtime.store.delete(photo.source.stored);
  } catch (error) {
    const details = { photoId: photo.id, conversationId: photo.conversation_id, attempts: photo.attempts };
    const refused = error instanceof SendError && error.failure === 'refused';
    if (refused || photo.attempts >= maxAttempts) {
      runtime.log.error({ ...details, error: reasonOf(error) }, 'a photo could not be fetched or measured');
      return settle(runtime, photo, { unreadable: reasonOf(error) });
    }
    runtime.log.warn({ ...details, error: reasonOf(error) }, 'a photo could not be fetched or measured; again later');
    await postponePhoto(db, photo.id, reasonOf(error), 5 ** photo.attempts);
  }
}

async function fetchBytes(runtime: Runtime, photo: WaitingPhoto): Promise<Buffer> {
  if ('stored' in photo.source) {
    const bytes = await runtime.store.get(photo.source.stored);
    if (!bytes) throw new SendError('refused', 'the photo is not in the store');
    return bytes;
  }
  const channel = channelOf(runtime, photo.channel, photo.account);
  if (!channel) throw new Error(`channel ${photo.channel} (${photo.account}) is not set up here`);
  return channel.fetchPhoto(photo.source);
}

type Verdict =
  | { unreadable: string }
  | { hash: string; thumbnail: string; width: number; height: number; bytes: number; tips: string[] };

async function settle(runtime: Runtime, photo: WaitingPhoto, verdict: Verdict): Promise<void> {
  const unreadable = 'unreadable' in verdict;
  const tips = unreadable ? [] : verdict.tips;
  await runtime.database.db.transaction(async (tx) => {
    if (unreadable) await settlePhoto(tx, photo.id, { state: 'unreadable', error: verdict.unreadable });
    else await settlePhoto(tx, photo.id, { state: 'ready', error: null, ...verdict });
    if (!unreadable && tips.length === 0) return;
    await storeArrival(tx, {
      channel: 'photo',
      account: '',
      externalId: photo.id,
      conversationId: photo.conversation_id,
      raw: Buffer.from(JSON.stringify({ photo: photo.id, tips, unreadable })),
    });
  });
  const message = await messageOfPhoto(runtime.database.db, photo.id);
  if (message !== undefined) runtime.signals.publish(topics.live(photo.conversation_id), { message });
  runtime.signals.publish(topics.inbox, { conversation: photo.conversation_id });
}
