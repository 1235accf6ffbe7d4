// Photos off the turn: fetched from their channel, measured, cleaned, stored. A verdict that the farmer should hear
// of comes back as an inbox row, like everything that enters a conversation.
import { SendError } from '../model/channels.ts';
import { process as clean, type Processed } from '../photos/index.ts';
import { storeArrival } from '../records/inbox.ts';
import { claimPhoto, messageOfPhoto, postponePhoto, settlePhoto, type WaitingPhoto } from '../records/photos.ts';
import { fetchMedia } from './media.ts';
import { type Runtime, reasonOf, topics } from './runtime.ts';

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
  try {
    // One that could be finished would not be here again: it would take the next process down too.
    if (photo.attempts > maxAttempts) throw new SendError('refused', 'the process ended during each attempt');
    const result = await clean(await fetchMedia(runtime, photo));
    await settle(runtime, photo, 'unreadable' in result ? result : await kept(runtime, result));
  } catch (error) {
    const details = { photoId: photo.id, conversationId: photo.conversation_id, attempts: photo.attempts };
    const refused = error instanceof SendError && error.failure === 'refused';
    if (!refused && photo.attempts < maxAttempts) {
      runtime.log.warn({ ...details, error: reasonOf(error) }, 'a photo could not be fetched or measured; again later');
      return postponePhoto(runtime.database.db, photo.id, reasonOf(error), 5 ** photo.attempts);
    }
    runtime.log.error({ ...details, error: reasonOf(error) }, 'a photo could not be fetched or measured');
    await settle(runtime, photo, { unreadable: reasonOf(error) });
  }
  if ('stored' in photo.source) await deleteOriginal(runtime, photo.source);
}

/** An original may hold the place it was taken at: it goes as soon as nobody needs it. */
export async function deleteOriginal(runtime: Runtime, { stored }: { stored: string }): Promise<void> {
  await runtime.store
    .delete(stored)
    .catch((error) => runtime.log.error({ err: error, stored }, 'the original of a photo could not be deleted'));
}

async function kept(runtime: Runtime, { picture, thumbnail, tips }: Processed): Promise<Verdict> {
  const { width, height } = picture;
  return {
    hash: await runtime.store.put(picture.bytes),
    thumbnail: await runtime.store.put(thumbnail.bytes),
    width,
    height,
    bytes: picture.bytes.length,
    tips,
  };
}

type Verdict =
  | { unreadable: string }
  | { hash: string; thumbnail: string; width: number; height: number; bytes: number; tips: string[] };

async function settle(runtime: Runtime, photo: WaitingPhoto, verdict: Verdict): Promise<void> {
  const unreadable = 'unreadable' in verdict;
  const tips = unreadable ? [] : verdict.tips;
  const columns = unreadable
    ? { state: 'unreadable' as const, error: verdict.unreadable }
    : { state: 'ready' as const, error: null, ...verdict };
  await runtime.database.db.transaction(async (tx) => {
    // Another process, too, may have taken it up: the first verdict stands.
    if (!(await settlePhoto(tx, photo.id, columns))) return;
    if (!unreadable && tips.length === 0) return;
    await storeArrival(tx, {
      channel: 'photo',
      account: '',
      externalId: photo.id,
      conversationId: photo.conversation_id,
      raw: Buffer.from(JSON.stringify({ photo: photo.id, tips, unreadable })),
    });
  });
  const message = await messageOfPhoto(runtime.database.db, photo.conversation_id, photo.id);
  if (message !== undefined) runtime.signals.publish(topics.live(photo.conversation_id), { message });
  runtime.signals.publish(topics.inbox, { conversation: photo.conversation_id });
}
