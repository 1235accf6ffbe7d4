// Recordings off the turn: fetched from their channel and stored as they are, for helpers to listen to.
import { fileTypeFromBuffer } from 'file-type';
import { SendError } from '../model/channels.ts';
import {
  claimRecording,
  messageOfRecording,
  postponeRecording,
  settleRecording,
  type WaitingRecording,
} from '../records/recordings.ts';
import { fetchMedia } from './media.ts';
import { type Runtime, reasonOf, topics } from './runtime.ts';

const maxAttempts = 5;

/** Works off the recordings that wait. */
export async function drainRecordings(runtime: Runtime, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const recording = await claimRecording(runtime.database.db);
    if (!recording) return;
    await fetchOne(runtime, recording);
  }
}

async function fetchOne(runtime: Runtime, recording: WaitingRecording): Promise<void> {
  const { db } = runtime.database;
  const { id, conversation_id: conversationId, attempts } = recording;
  try {
    // One that could be finished would not be here again.
    if (attempts > maxAttempts) throw new SendError('refused', 'the process ended during each attempt');
    const bytes = await fetchMedia(runtime, recording);
    const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
    // Whatever else it is, a browser must never be handed it as something to run.
    if (!/^(audio|video)\//.test(type)) throw new SendError('refused', `not a recording but ${type || 'unknown'}`);
    await settleRecording(db, id, { state: 'ready', hash: await runtime.store.put(bytes), type });
  } catch (error) {
    const details = { recordingId: id, conversationId, attempts, error: reasonOf(error) };
    if (!(error instanceof SendError && error.failure === 'refused') && attempts < maxAttempts) {
      runtime.log.warn(details, 'a recording could not be fetched; again later');
      return postponeRecording(db, id, reasonOf(error), 5 ** attempts);
    }
    runtime.log.error(details, 'a recording could not be fetched');
    await settleRecording(db, id, { state: 'lost', error: reasonOf(error) });
  }
  const message = await messageOfRecording(db, conversationId, id);
  if (message !== undefined) runtime.signals.publish(topics.live(conversationId), { message });
}
