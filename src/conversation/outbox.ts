// The way out: claims rows, has their channel deliver them, and decides what a failure means.
// In order within a conversation; conversations do not wait for each other.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Capabilities, type Channel, SendError, type SendFailure, sendFailures } from '../model/channels.ts';
import type { Delivery, Receipt } from '../model/messages.ts';
import { setContact } from '../records/conversations.ts';
import {
  abandonedOutbox,
  claimOutbox,
  decideFate,
  type Fate,
  markSent,
  takenOver,
  type Waiting,
} from '../records/outbox.ts';
import { channelOf, type Runtime, reasonOf, topics } from './runtime.ts';

/** Sends under way at once, each of another conversation. */
const atOnce = 20;
/** After so many failed attempts a row is parked, or sooner where the channel says so: with the waits below, after four hours. */
const maxAttempts = 15;

/** Seconds before the next attempt. */
export function backoff(attempts: number): number {
  return Math.min(2 ** attempts, 3600);
}

/**
 * Begins to send what is due, and does not wait for it: a send that hangs must hold up no other conversation.
 * @param underWay the sends that have begun and not ended
 * @param ended called after one behind which more may be due now
 */
export async function beginSends(
  runtime: Runtime,
  stopped: () => boolean,
  underWay: Set<Promise<void>>,
  ended: () => void,
): Promise<void> {
  while (!stopped() && underWay.size < atOnce) {
    const free = atOnce - underWay.size;
    const claimed = await claimOutbox(runtime.database.db, free);
    for (const row of claimed) {
      const sending = sendRow(runtime, row)
        .catch((error) => {
          runtime.log.error({ err: error, outboxId: row.id }, 'the fate of a send could not be stored');
          return true;
        })
        .then((more) => {
          // With all places taken, others may have been left waiting.
          const wasFull = underWay.size >= atOnce;
          underWay.delete(sending);
          if (more || wasFull) ended();
        });
      underWay.add(sending);
    }
    // Fewer than there is room for: there are no more.
    if (claimed.length < free) return;
  }
}

/** Sends everything that is due. Resolves when nothing is. */
export async function drainOutbox(runtime: Runtime): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const never = () => false;
  for (;;) {
    await beginSends(runtime, never, underWay, () => {});
    if (underWay.size === 0) return;
    await Promise.race(underWay);
  }
}

/** Takes back what a process claimed before it died: the outcome of those sends is unknown. */
export async function reclaimOutbox(runtime: Runtime): Promise<boolean> {
  const rows = await abandonedOutbox(runtime.database.db, runtime.pace.lease);
  for (const row of rows) {
    const channel = channelOf(runtime, row.channel, row.account);
    await settle(runtime, row, channel, new SendError('unknown', 'the process ended while sending'));
  }
  return rows.length > 0;
}

/** Sends a row and settles its fate; resolves to whether more may wait in its conversation. */
async function sendRow(runtime: Runtime, row: Waiting): Promise<boolean> {
  const channel = channelOf(runtime, row.channel, row.account);
  let receipt: Receipt;
  try {
    if (!channel) throw new SendError('channel', `channel ${row.channel} (${row.account}) is not set up here`);
    // A person speaks now: what the bot wrote before does not come in between.
    if (row.outdated && row.kind !== 'ack') {
      await drop(runtime, row, takenOver);
      return true;
    }
    const closed = closedWindow(channel, row, runtime.clock().getTime());
    if (closed) throw new SendError('unreachable', closed);
    if (row.contact_status !== 'active') throw new SendError(row.contact_status as 'blocked' | 'gone', 'known before');
    // It is repeated only once: not into an outage.
    if (row.unknowns > 0) await channel.probe?.();
    await runtime.failpoint('before send');
    receipt = await deliver(channel, row);
  } catch (error) {
    await settle(runtime, row, channel, error);
    return true;
  }
  await runtime.failpoint('after send');
  const more = await keepSent(runtime, row, receipt);
  showAnew(runtime, row);
  return more;
}

/** Seconds for which it is tried to store that a row was sent: as long as nobody takes it for abandoned. */
const keepSentFor = 15;

/** It was sent, whatever becomes of storing that: what fails here must not have it sent again. */
async function keepSent(runtime: Runtime, row: Waiting, { externalId }: Receipt): Promise<boolean> {
  const until = performance.now() + Math.min(keepSentFor, runtime.pace.lease / 2) * 1000;
  for (let pause = 100; ; pause *= 2) {
    try {
      return await markSent(runtime.database.db, { row, externalId });
    } catch (error) {
      if (performance.now() + pause > until) throw error;
      runtime.log.warn(
        { err: error, outboxId: row.id },
        'it could not be stored that a message was sent; trying again',
      );
      await sleep(pause);
    }
  }
}

/** Whoever looks at the talk learns what has become of a message of ours. */
function showAnew({ signals }: Runtime, { conversation_id, message_id: message }: Waiting): void {
  if (message !== null) signals.publish(topics.live(conversation_id), { message });
}

async function drop(runtime: Runtime, row: Waiting, reason: string): Promise<void> {
  await decideFate(runtime.database.db, row.id, { status: 'dropped', error: reason });
  showAnew(runtime, row);
}

/** Why the channel would not take words to this person any more, or would charge for them. */
function closedWindow({ capabilities }: Channel, row: Waiting, now: number): string | undefined {
  if (row.kind === 'ack') return undefined;
  const is = windowOf(capabilities, row.last_seen_at, now);
  return is === 'open' ? undefined : windowReasons[is];
}

const windowReasons = {
  paid: 'window_paid: the channel takes a fee this long after their last message',
  closed: 'window_closed: the channel lets nobody write this long after their last message',
};

/** Whether a person may be written to now. @param lastSeenAt and `now`: milliseconds since 1970 */
export function windowOf(
  { window }: Pick<Capabilities, 'window'>,
  lastSeenAt: number | null,
  now: number,
): 'open' | 'paid' | 'closed' {
  if (!window) return 'open';
  const hours = lastSeenAt === null ? Number.POSITIVE_INFINITY : (now - lastSeenAt) / 3_600_000;
  if (hours > window.last) return 'closed';
  return hours > window.free ? 'paid' : 'open';
}

function deliver(channel: Channel, row: Waiting): Promise<Receipt> {
  const { address: to, payload, external_id: externalId } = row;
  return channel.deliver(deliveryOf(row.kind, to, payload, externalId));
}

function deliveryOf(
  kind: Waiting['kind'],
  to: string,
  payload: Waiting['payload'],
  externalId: string | null,
): Delivery {
  if (kind === 'ack') return { kind, to, ack: payload.ack ?? '' };
  const message = payload.message ?? { text: '', buttons: [] };
  // An edit of what never arrived is a message of its own.
  return kind === 'edit' && externalId ? { kind, to, externalId, message } : { kind: 'send', to, message };
}

/** What a row keeps of a failed send: the kind of failure, and the machine's own words. */
const noteOf = (failure: SendFailure, words: string) =>
  `${failure === 'unknown' ? 'unknown outcome' : failure}: ${words}`;

/** The kind of failure in what a row has kept, where that begins with one. */
export const failureIn = (note: string): SendFailure | undefined =>
  sendFailures.find((failure) => note.startsWith(noteOf(failure, '')));

/** What a failed send means for the row and its contact. */
async function settle(runtime: Runtime, row: Waiting, channel: Channel | undefined, error: unknown): Promise<void> {
  const { db } = runtime.database;
  const failure = error instanceof SendError ? error.failure : 'unknown';
  const details = { outboxId: row.id, conversationId: row.conversation_id, failure, error: reasonOf(error) };
  const reason = noteOf(failure, reasonOf(error));
  const fate = fateOf(row, failure, error, channel, reason);
  if (failure === 'blocked' || failure === 'gone') await setContact(db, row.contact_id, { status: failure });
  if (error instanceof SendError && error.failure === 'moved' && error.to)
    await setContact(db, row.contact_id, { address: error.to });
  await decideFate(db, row.id, fate);
  showAnew(runtime, row);
  if (fate.status === 'parked') {
    runtime.signals.publish(topics.helpdesk, { conversation: row.conversation_id });
    runtime.log.error(details, 'a message could not be sent and is parked');
  } else if (failure === 'channel')
    runtime.log.error(details, 'the channel is broken: nothing can be sent until it is mended');
  else runtime.log.info(details, 'a send did not succeed');
}

function fateOf(
  row: Waiting,
  failure: SendFailure,
  error: unknown,
  channel: Channel | undefined,
  reason: string,
): Fate {
  const attempts = row.attempts + 1;
  const { retryAfter, tries = maxAttempts } = error instanceof SendError ? error : {};
  const later = (seconds: number): Fate =>
    attempts >= Math.min(tries, maxAttempts)
      ? { status: 'parked', error: reason }
      : { status: 'waiting', error: reason, seconds, attempts };
  switch (failure) {
    case 'retry':
      return later(retryAfter ?? backoff(attempts));
    case 'unknown':
      if (channel?.capabilities.idempotent || row.kind !== 'send') return later(backoff(attempts));
      // A repeat may show the same words twice: the bot risks that once, a helper's words are left to the helper.
      return row.author === 'bot' && row.unknowns === 0
        ? { status: 'waiting', error: reason, seconds: 1, unknowns: 1 }
        : { status: 'parked', error: reason };
    case 'moved':
      return later(0);
    case 'blocked':
    case 'gone':
    case 'expired':
      return { status: 'dropped', error: reason };
    case 'unreachable':
      // What the bot had to say can wait for them to write again; a helper has to know.
      return { status: row.author === 'bot' ? 'dropped' : 'parked', error: reason };
    case 'refused':
      return { status: 'parked', error: reason };
    case 'channel':
      return { status: 'waiting', error: reason, seconds: 60 };
  }
}
