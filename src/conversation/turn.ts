// The turns of conversations: the waiting inbox rows of each, in order. Called by the worker.
// Sends nothing: what is to be sent is a row of the same transaction, and the outbox does it.
import { sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { allDone, type Db } from '../db/index.ts';
import type { Input } from '../engine/index.ts';
import type { Facts } from '../model/facts.ts';
import type { Inbound, Content as MessageContent } from '../model/messages.ts';
import type { Reading } from '../model/reading.ts';
import {
  type Contact,
  findConversation,
  type Locked,
  lockConversation,
  lockFree,
  saveConversation,
  seen,
  setContact,
  setStatus,
} from '../records/conversations.ts';
import { loadAllFacts } from '../records/facts.ts';
import {
  countAttempt,
  countAttempts,
  type Head,
  parkArrival,
  postpone,
  takeHeads,
  withDueArrival,
} from '../records/inbox.ts';
import { appendMessages, labelOfButton, type NewMessage } from '../records/messages.ts';
import { addPhoto } from '../records/photos.ts';
import { addRecording } from '../records/recordings.ts';
import { startTimer } from '../records/timers.ts';
import { situation, takeTurn } from './act.ts';
import { announce } from './announce.ts';
import { apologise, type Committed } from './commit.ts';
import { deskTimer, leaveDesk, takeAnswerAtDesk } from './desk.ts';
import { read } from './intake.ts';
import { deleteOriginal } from './photos.ts';
import { channelOf, type Runtime, reasonOf, type Stage } from './runtime.ts';
import { owesAnswer, returnUnanswered, unansweredTimer } from './unanswered.ts';
import { understood } from './understood.ts';

/** Failed attempts after which a row is parked and the next one goes on. */
const maxAttempts = 3;
/** Seconds before the second and the third attempt. */
const backoff = [1, 5];

/** Conversations to look at next. */
export type Next = {
  /** More may wait in them. */
  more: string[];
  /** Their row is to be done again by itself. */
  alone: string[];
};

/**
 * As `handleHeads`, for conversations that the sweep found: whoever had one may have died of it, so each attempt is counted
 * beforehand. Rows that have been tried before go alone, so that none is put aside for its neighbour's sake.
 */
export async function handleForgotten(runtime: Runtime, ids: string[]): Promise<Next> {
  const isAlone = ids.length === 1;
  const heads = await runtime.database.db.transaction(async (tx) => {
    const free = await lockFree(tx, ids);
    return countAttempts(tx, idsOf(free), isAlone);
  });
  const [head] = heads;
  if (isAlone && head && head.attempts >= maxAttempts) {
    await park(runtime, head.conversation_id, head.id, 'the process ended during each attempt');
    return { more: ids, alone: [] };
  }
  const counted: string[] = [];
  const tried: string[] = [];
  for (const { conversation_id, attempts } of heads)
    (isAlone || attempts === 0 ? counted : tried).push(conversation_id);
  const { more, alone } = await handleHeads(runtime, counted, true);
  return { more, alone: [...alone, ...tried] };
}

const idsOf = (locked: Locked[]) => locked.map(({ conversation }) => conversation.id);

/** What a transaction has got hold of. */
type Held = { free: string[]; heads: Map<string, Head> };

/**
 * Handles the oldest waiting row of each of these conversations, all in one transaction. Where several fail together nothing is
 * handled, and each is to be done alone, so that only the row at fault fails. One that another worker has is left to it.
 * @param counted the attempt has been counted
 */
export async function handleHeads(runtime: Runtime, ids: string[], counted = false): Promise<Next> {
  const { db } = runtime.database;
  if (ids.length === 0) return { more: [], alone: [] };
  const held: Held = { free: [], heads: new Map() };
  let done: Map<string, Committed>;
  try {
    done = await db.transaction((tx) => takeTurns(runtime, tx, ids, held));
  } catch (error) {
    if (ids.length > 1) {
      runtime.log.warn({ err: error, conversationIds: ids }, 'turns failed together; each is done alone');
      return { more: [], alone: ids };
    }
    const [[id, row] = []] = held.heads;
    if (id === undefined || row === undefined) throw error;
    return { more: (await failed(runtime, id, row, error, counted)) ? [id] : [], alone: [] };
  }
  await passEach(runtime, 'after commit', done.size);
  for (const [id, committed] of done) announce(runtime, id, committed);
  await Promise.all([...done.values()].map(({ unwanted }) => unwanted && deleteOriginal(runtime, unwanted)));
  // Another process that found a conversation locked has left: what it came for is ours. In this process it has not.
  const more = runtime.signals.shared
    ? await withDueArrival(db, held.free)
    : held.free.filter((id) => held.heads.get(id)?.more);
  return { more, alone: [] };
}

/** A stage is passed once for each row, however many pass it together. */
async function passEach(runtime: Runtime, stage: Stage, rows: number): Promise<void> {
  for (let row = 0; row < rows; row++) await runtime.failpoint(stage);
}

/** How long turns that share a transaction wait for a lock: whoever needs longer waits alone. */
const lockPatience = sql`set local lock_timeout = '500ms'`;

async function takeTurns(runtime: Runtime, tx: Db, ids: string[], held: Held): Promise<Map<string, Committed>> {
  const [free] = await allDone([lockFree(tx, ids), ...(ids.length > 1 ? [tx.execute(lockPatience)] : [])]);
  held.free = idsOf(free);
  if (free.length === 0) return new Map();
  const [taken, facts] = await allDone([takeHeads(tx, held.free), loadAllFacts(tx, free)]);
  for (const row of taken) if (row.is_due) held.heads.set(row.conversation_id, row);
  if (held.heads.size === 0) return new Map();
  // Once for all of them.
  await runtime.editions.current(tx);
  await passEach(runtime, 'in the turn', held.heads.size);
  const turns = free.flatMap((locked, at) => {
    const { id } = locked.conversation;
    const row = held.heads.get(id);
    const known = facts[at];
    return row && known ? [handleRow(runtime, tx, locked, known, row).then((done) => [id, done] as const)] : [];
  });
  const done = await allDone(turns);
  await passEach(runtime, 'before commit', held.heads.size);
  return new Map(done);
}

/**
 * Counts a failure outside the transaction that it undid, and parks the row when it has failed often enough.
 * @returns whether more may be handled now
 */
async function failed(
  runtime: Runtime,
  conversationId: string,
  row: Head,
  error: unknown,
  counted: boolean,
): Promise<boolean> {
  const { db } = runtime.database;
  const attempts = row.attempts + (counted ? 0 : 1);
  runtime.log.error({ err: error, conversationId, inboxId: row.id, attempts }, 'a message could not be handled');
  if (!counted) await countAttempt(db, row.id);
  if (attempts < maxAttempts) {
    await postpone(db, row.id, reasonOf(error), backoff[attempts - 1] ?? 5);
    return false;
  }
  await park(runtime, conversationId, row.id, reasonOf(error));
  return row.more;
}

/** Puts a row aside where a person sees it, and tells the farmer that one will. */
async function park(runtime: Runtime, conversationId: string, inboxId: number, reason: string): Promise<void> {
  await runtime.database.db.transaction(async (tx) => {
    // Whoever has the talk just now is waited for: it must not end in silence.
    const locked = await lockConversation(tx, conversationId);
    if ((await parkArrival(tx, inboxId, reason)) && locked)
      await apologise(runtime, tx, locked.conversation, locked.contact);
  });
  announce(runtime, conversationId, { sends: true, tickets: true });
}

async function handleRow(runtime: Runtime, tx: Db, locked: Locked, known: Facts, row: Head): Promise<Committed> {
  const { conversation, contact } = locked;
  const arrived = readRow(runtime, row);
  const now = runtime.clock();
  if ('ignored' in arrived) return {};
  if ('input' in arrived) return handleOwn(runtime, tx, locked, known, arrived.input);

  const message = arrived.inbound;
  if (message.content.type === 'desk') return takeAnswerAtDesk(runtime, tx, locked, message);
  const { content } = message;
  const at = new Date(message.at ?? now);
  // Whoever leaves opens no hours in which we may write.
  const leaves = content.type === 'block' || content.type === 'withdraw';
  if (!leaves && channelOf(runtime, row.channel, row.account)?.capabilities.window) await seen(tx, contact.id, at);
  if (await changesContact(tx, contact, message, at)) return {};
  const from = await situation(runtime, tx, locked, known);
  const { edition, facts, state } = from;
  const reading = understood(edition.content, state, facts, content);
  const words = await wordsOf(tx, conversation.id, content, reading);
  const consented = facts.consents[edition.content.playbook.entry.consent] === 'granted';
  const transcript: NewMessage = {
    conversation_id: conversation.id,
    author: 'person',
    text: consented ? words : shortOf(words),
    content: { type: content.type, ...('what' in content && { what: content.what }) },
    external_id: message.messageId ?? message.externalId,
    sent_at: now,
  };
  if (consented && content.type === 'voice') {
    transcript.recording_id = uuid();
    await addRecording(tx, { id: transcript.recording_id, conversation_id: conversation.id, source: content.source });
  }
  const kept = { recordings: transcript.recording_id !== undefined };
  // A person has the talk: the bot listens and says nothing. Only what the law wants done at once is done at once.
  if (conversation.owner === 'helper' && content.type !== 'withdraw')
    return { ...kept, ...(await listen(runtime, tx, locked, { message, transcript, consented })) };
  const input: Input = { type: 'message', content, ...(reading && { reading }) };
  return { ...kept, ...(await takeTurn(runtime, tx, locked, input, { message, transcript, from })) };
}

/** Something of our own making has come: a timer, a photo's verdict. While a helper has the talk, it can wait. */
async function handleOwn(runtime: Runtime, tx: Db, locked: Locked, known: Facts, input: Input): Promise<Committed> {
  const { conversation } = locked;
  const key = input.type === 'timer' ? input.key : undefined;
  if (key === deskTimer) return conversation.owner === 'helper' ? leaveDesk(runtime, tx, locked) : {};
  if (key === unansweredTimer) return (conversation.owner === 'helper' && (await returnUnanswered(tx, locked))) || {};
  if (conversation.owner !== 'helper')
    return takeTurn(runtime, tx, locked, input, { from: await situation(runtime, tx, locked, known) });
  if (key?.startsWith('wait ')) await startTimer(tx, conversation.id, key, whileHelped);
  return {};
}

/** Seconds until a timer is looked at again that fired while a helper had the talk. */
const whileHelped = 600;

/** Keeps what somebody says and shows to the helper who has the talk. */
async function listen(
  runtime: Runtime,
  tx: Db,
  { conversation }: Locked,
  { message, transcript, consented }: { message: Inbound; transcript: NewMessage; consented: boolean },
): Promise<Committed> {
  const { content } = message;
  const photo = content.type === 'photo' ? content : undefined;
  const kept = photo && consented ? uuid() : null;
  if (photo && kept)
    await addPhoto(tx, { id: kept, conversation_id: conversation.id, product_id: null, source: photo.source });
  const messages = await appendMessages(tx, [{ ...transcript, photo_id: kept }]);
  await saveConversation(tx, conversation.id, { last_in_at: runtime.clock() });
  if (conversation.helper_id) await owesAnswer(tx, conversation.id);
  const unwanted = photo && !kept && 'stored' in photo.source && { unwanted: photo.source };
  return { messages, photos: kept !== null, ...unwanted };
}

/** A raw row as what it means: a person's message, or an input of our own making. A delivery may hold several messages. */
function readRow(runtime: Runtime, row: Head): { inbound: Inbound } | { input: Input } | { ignored: string } {
  const raw = Buffer.from(row.raw ?? 'null');
  if (row.channel === 'timer') return { input: { type: 'timer', ...JSON.parse(raw.toString()) } };
  if (row.channel === 'photo') return { input: { type: 'verdict', ...JSON.parse(raw.toString()) } };
  const channel = channelOf(runtime, row.channel, row.account);
  if (!channel) throw new Error(`channel ${row.channel} (${row.account}) is not set up here`);
  const parsed = read(channel, raw);
  if ('fault' in parsed) throw new Error(parsed.fault);
  if ('ignored' in parsed) return parsed;
  const { inbound, others = [] } = parsed;
  return { inbound: others.find(({ externalId }) => externalId === row.external_id) ?? inbound };
}

/** Blocking, coming back and moving concern the contact, not the talk. True when that was all. */
async function changesContact(tx: Db, contact: Contact, { content }: Inbound, at: Date): Promise<boolean> {
  switch (content.type) {
    case 'block':
      await setStatus(tx, contact, 'blocked', at);
      return true;
    case 'unblock':
      await setStatus(tx, contact, 'active', at);
      return true;
    case 'withdraw':
      return false;
    case 'move': {
      const { channel, account } = contact;
      if (!(await findConversation(tx, { channel, account, address: content.to })))
        await setContact(tx, contact.id, { address: content.to });
      return true;
    }
    default:
      if (contact.status !== 'active') await setStatus(tx, contact, 'active', at);
      return false;
  }
}

/** What the transcript keeps of a message: masked words, the label of a tapped button, nothing else's content. */
async function wordsOf(
  tx: Db,
  conversationId: string,
  content: MessageContent,
  reading: Reading | undefined,
): Promise<string> {
  if (content.type === 'tap') return (await labelOfButton(tx, conversationId, content.token)) ?? '…';
  return reading?.text ?? '';
}

/** Before consent no more is kept than a greeting would hold: a few words, and no number. */
const shortOf = (words = '') =>
  words
    .replace(/\d([\s.-]?\d){2,}/g, '•••')
    .slice(0, 80)
    .toWellFormed();
