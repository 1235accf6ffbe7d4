// A conversation's turn: its waiting inbox rows, in order, one transaction each. Called by the worker.
// Sends nothing: what is to be sent is a row of the same transaction, and the outbox does it.
import { v7 as uuid } from 'uuid';
import type { Db } from '../db/index.ts';
import { emptyState, type Input, migrate, type State, step } from '../engine/index.ts';
import type { Inbound, Content as MessageContent } from '../model/messages.ts';
import type { Reading } from '../model/reading.ts';
import {
  type Contact,
  type Conversation,
  findConversation,
  lockConversation,
  saveConversation,
  setContact,
} from '../records/conversations.ts';
import { loadFacts } from '../records/facts.ts';
import { countAttempt, headOfInbox, markHandled, parkArrival, postpone } from '../records/inbox.ts';
import { appendMessages, labelOfButton } from '../records/messages.ts';
import { apologise, type Committed, commit } from './commit.ts';
import { read } from './intake.ts';
import { deleteOriginal } from './photos.ts';
import { channelOf, type Runtime, reasonOf, topics } from './runtime.ts';
import { understood } from './understood.ts';

/** Failed attempts after which a row is parked and the next one goes on. */
const maxAttempts = 3;
/** Seconds before the second and the third attempt. */
const backoff = [1, 5];

type Outcome =
  /** One row is done; there may be more. */
  | 'handled'
  /** Nothing waits. */
  | 'empty'
  /** The oldest row has to wait before its next attempt. */
  | 'later'
  /** Another worker has this conversation, and will look for more rows when it is done. */
  | 'locked';

type InboxRow = NonNullable<Awaited<ReturnType<typeof headOfInbox>>>;

/**
 * Handles what waits in a conversation.
 * @param forgotten the sweep found it: whoever had it may have died of it, so the attempt is counted beforehand
 */
export async function handleConversation(runtime: Runtime, id: string, forgotten = false): Promise<void> {
  let outcome: Outcome = 'handled';
  while (outcome === 'handled') {
    if (forgotten) outcome = await countBeforehand(runtime, id);
    if (outcome === 'handled') outcome = await handleNext(runtime, id, forgotten);
  }
}

async function countBeforehand(runtime: Runtime, id: string): Promise<Outcome> {
  const counted = await runtime.database.db.transaction(async (tx) => {
    if (!(await lockConversation(tx, id))) return 'locked';
    const row = await headOfInbox(tx, id);
    if (!row) return 'empty';
    if (!row.isDue) return 'later';
    await countAttempt(tx, row.id);
    return row;
  });
  if (typeof counted === 'string') return counted;
  if (counted.attempts >= maxAttempts) await park(runtime, id, counted.id, 'the process ended during each attempt');
  return 'handled';
}

async function handleNext(runtime: Runtime, id: string, counted: boolean): Promise<Outcome> {
  let row: InboxRow | undefined;
  try {
    const done = await runtime.database.db.transaction(async (tx) => {
      const locked = await lockConversation(tx, id);
      if (!locked) return 'locked';
      row = await headOfInbox(tx, id);
      if (!row) return 'empty';
      if (!row.isDue) return 'later';
      await runtime.failpoint('in the turn');
      const committed = await handleRow(runtime, tx, locked.conversation, locked.contact, row);
      await runtime.failpoint('before commit');
      return committed;
    });
    if (typeof done === 'string') return done;
    await runtime.failpoint('after commit');
    announce(runtime, id, done);
    if (done.unwanted) await deleteOriginal(runtime, done.unwanted);
    return 'handled';
  } catch (error) {
    if (!row) throw error;
    return failed(runtime, id, row, error, counted);
  }
}

/** Counts the failure outside the transaction that it undid, and parks the row when it has failed often enough. */
async function failed(
  runtime: Runtime,
  conversationId: string,
  row: InboxRow,
  error: unknown,
  counted: boolean,
): Promise<Outcome> {
  const { db } = runtime.database;
  const attempts = row.attempts + (counted ? 0 : 1);
  runtime.log.error({ err: error, conversationId, inboxId: row.id, attempts }, 'a message could not be handled');
  if (!counted) await countAttempt(db, row.id);
  if (attempts >= maxAttempts) {
    await park(runtime, conversationId, row.id, reasonOf(error));
    return 'handled';
  }
  await postpone(db, row.id, reasonOf(error), backoff[attempts - 1] ?? 5);
  return 'later';
}

/** Puts a row aside where a person sees it, and tells the farmer that one will. */
async function park(runtime: Runtime, conversationId: string, inboxId: number, reason: string): Promise<void> {
  await runtime.database.db.transaction(async (tx) => {
    await parkArrival(tx, inboxId, reason);
    const locked = await lockConversation(tx, conversationId);
    if (locked) await apologise(runtime, tx, locked.conversation, locked.contact);
  });
  runtime.signals.publish(topics.outbox);
}

async function handleRow(
  runtime: Runtime,
  tx: Db,
  conversation: Conversation,
  contact: Contact,
  row: InboxRow,
): Promise<Committed> {
  const arrived = readRow(runtime, row);
  await markHandled(tx, row.id);
  if ('ignored' in arrived) return {};
  if ('inbound' in arrived && (await changesContact(tx, contact, arrived.inbound))) return {};

  const edition = await runtime.editions.current(tx);
  const { playbook } = edition.content;
  const facts = await loadFacts(tx, conversation, contact);
  const before = (conversation.state ?? emptyState) as State;
  const state = conversation.edition_id === edition.id ? before : migrate(before, playbook);

  const message = 'inbound' in arrived ? arrived.inbound : undefined;
  const reading = message && understood(edition.content, state, facts, message.content);
  const now = runtime.clock();
  const consented = facts.consents[playbook.entry.consent] === 'granted';
  const words = message && (await wordsOf(tx, conversation.id, message.content, reading));
  const transcript = message && {
    conversation_id: conversation.id,
    author: 'person',
    text: consented ? (words ?? '') : shortOf(words),
    content: { type: message.content.type, ...('what' in message.content && { what: message.content.what }) },
    external_id: message.messageId ?? message.externalId,
    sent_at: now,
  };
  // A person has the talk: the bot listens and says nothing.
  if (conversation.owner === 'helper') {
    const ids = transcript ? await appendMessages(tx, [transcript]) : [];
    await saveConversation(tx, conversation.id, { last_in_at: now });
    return { messages: ids };
  }
  const input: Input =
    'inbound' in arrived
      ? { type: 'message', content: arrived.inbound.content, ...(reading && { reading }) }
      : arrived.input;
  const ids = Array.from({ length: 4 }, () => uuid());
  const turn = step(playbook, state, facts, input, now.getTime(), ids);
  return commit(runtime, tx, {
    conversation,
    contact,
    edition,
    turn,
    now,
    ...(transcript && { transcript }),
    ...(message && { message }),
  });
}

/** A raw row as what it means: a person's message, or an input of our own making. */
function readRow(runtime: Runtime, row: InboxRow): { inbound: Inbound } | { input: Input } | { ignored: string } {
  const raw = row.raw ?? Buffer.from('null');
  if (row.channel === 'timer') return { input: { type: 'timer', ...JSON.parse(raw.toString()) } };
  if (row.channel === 'photo') return { input: { type: 'verdict', ...JSON.parse(raw.toString()) } };
  const channel = channelOf(runtime, row.channel, row.account);
  if (!channel) throw new Error(`channel ${row.channel} (${row.account}) is not set up here`);
  const parsed = read(channel, raw);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed;
}

/** Blocking, coming back and moving concern the contact, not the talk. True when that was all. */
async function changesContact(tx: Db, contact: Contact, { content }: Inbound): Promise<boolean> {
  switch (content.type) {
    case 'block':
      await setContact(tx, contact.id, { status: 'blocked' });
      return true;
    case 'unblock':
      await setContact(tx, contact.id, { status: 'active' });
      return true;
    case 'move': {
      const { channel, account } = contact;
      if (!(await findConversation(tx, { channel, account, address: content.to })))
        await setContact(tx, contact.id, { address: content.to });
      return true;
    }
    default:
      if (contact.status !== 'active') await setContact(tx, contact.id, { status: 'active' });
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
const shortOf = (words = '') => words.replace(/\d([\s.-]?\d){2,}/g, '•••').slice(0, 80);

function announce(runtime: Runtime, id: string, { messages = [], sends, photos }: Committed): void {
  for (const message of messages) runtime.signals.publish(topics.live(id), { message });
  if (sends) runtime.signals.publish(topics.outbox);
  if (photos) runtime.signals.publish(topics.photos);
}
