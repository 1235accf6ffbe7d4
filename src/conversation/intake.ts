// The way in: an authentic delivery becomes an inbox row, once. Called by the webhooks, the chat page and polling.
// When this resolves, the delivery is durable; nothing has been handled yet.
import { createHash } from 'node:crypto';
import type { Channel } from '../model/channels.ts';
import type { Inbound, Parsed } from '../model/messages.ts';
import { conversationWith, findConversation } from '../records/conversations.ts';
import { storeArrival, storeFromKnown } from '../records/inbox.ts';
import { type Runtime, reasonOf, topics } from './runtime.ts';

/** What became of a delivery. A repeated one is `known`. */
export type Taken = { status: 'waiting' | 'known' | 'ignored' | 'parked'; conversationId?: string };

/** @param body the delivery as it came: bytes of JSON */
export async function accept(runtime: Runtime, channel: Channel, body: Buffer): Promise<Taken> {
  const { name, account } = channel;
  const parsed = read(channel, body);
  const { db } = runtime.database;
  if ('fault' in parsed) {
    // Authentic, but nothing we can read: kept for a person to look at, and the next delivery goes on.
    runtime.log.warn({ channel: name, error: parsed.fault }, 'a delivery cannot be read and is parked');
    const externalId = `unread:${createHash('sha256').update(body).digest('hex')}`;
    await storeArrival(db, { channel: name, account, externalId, raw: body, status: 'parked', error: parsed.fault });
    return { status: 'parked' };
  }
  if ('ignored' in parsed) {
    const { externalId, ignored } = parsed;
    await storeArrival(db, { channel: name, account, externalId, status: 'ignored', error: ignored });
    return { status: 'ignored' };
  }
  const { inbound, others = [] } = parsed;
  let taken: Taken = { status: 'known' };
  // The first that is new speaks for the delivery.
  for (const each of [inbound, ...others]) {
    const one = await takeIn(runtime, channel, each, body);
    if (taken.status === 'known') taken = one;
  }
  return taken;
}

async function takeIn(runtime: Runtime, channel: Channel, inbound: Inbound, body: Buffer): Promise<Taken> {
  const { name, account } = channel;
  const { db } = runtime.database;
  const { externalId } = inbound;
  const sender = {
    channel: name,
    account,
    address: inbound.chat,
    ...(inbound.name && { name: inbound.name }),
    ...(inbound.language && { locale: inbound.language }),
  };
  const arrived = await storeFromKnown(db, { from: sender, externalId, raw: body });
  if (arrived !== undefined) {
    await runtime.failpoint('inbox stored');
    return announced(runtime, arrived);
  }
  // News about a chat that we never had is no reason to begin one.
  const speaks = !['block', 'unblock', 'move', 'withdraw', 'desk'].includes(inbound.content.type);
  const conversationId = speaks ? await conversationWith(db, sender) : await findConversation(db, sender);
  if (conversationId === undefined) {
    await storeArrival(db, { channel: name, account, externalId, status: 'ignored', error: 'nobody we know' });
    return { status: 'ignored' };
  }
  const isNew = await storeArrival(db, {
    channel: name,
    account,
    externalId,
    conversationId,
    raw: body,
  });
  await runtime.failpoint('inbox stored');
  return isNew ? announced(runtime, conversationId) : { status: 'known', conversationId };
}

function announced(runtime: Runtime, conversationId: string): Taken {
  runtime.signals.publish(topics.live(conversationId), { typing: true });
  runtime.signals.publish(topics.inbox, { conversation: conversationId });
  return { status: 'waiting', conversationId };
}

/** Reads a delivery. What comes out can be stored as text and JSON: no NUL, no half characters. */
export function read(channel: Channel, body: Buffer): Parsed | { fault: string } {
  try {
    const json = body.toString('utf8');
    const raw: unknown = JSON.parse(channel.mendJson?.(json) ?? json);
    const parsed = JSON.stringify(channel.parse(raw));
    return JSON.parse(parsed, ill.test(parsed) ? wellFormed : undefined) as Parsed;
  } catch (error) {
    return { fault: reasonOf(error) };
  }
}

/** What JSON writes of a NUL and of half a character. */
const ill = /\\u(0000|d[89a-f])/;

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value;
}
