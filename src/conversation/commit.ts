// A turn is committed in one transaction: its effects become rows, its words become transcript and outbox rows.
// This is the only way in which a conversation changes.
import { allDone, type Db } from '../db/index.ts';
import type { Effect } from '../model/effects.ts';
import { invariant } from '../model/errors.ts';
import { type Contact, type Conversation, saveConversation } from '../records/conversations.ts';
import { appendMessages, changeMessage, latestUnder, type NewMessage } from '../records/messages.ts';
import { appendAndEnqueue, type NewSend } from '../records/outbox.ts';
import { openTicket } from '../records/tickets.ts';
import { applyEffects, type Change } from './apply.ts';
import { fitted } from './fit.ts';
import { channelOf, type Runtime } from './runtime.ts';
import { factsAfter, plain, type Rendered, rendered } from './words.ts';

/** What others may want to know once it is committed. */
export type Committed = {
  messages?: number[];
  sends?: boolean;
  photos?: boolean;
  recordings?: boolean;
  tickets?: boolean;
  /** The upload of a photo that was not kept: nobody needs it any more. */
  unwanted?: { stored: string };
};

export async function commit(runtime: Runtime, tx: Db, change: Change): Promise<Committed> {
  const { conversation, edition, now, transcript, message, turn } = change;
  const { texts } = edition.content;
  const facts = factsAfter(texts, turn);
  // Before anything is written: where it fails, nothing is under way.
  const words = rendered(texts, turn.effects, facts);
  const underWay = await applyEffects(tx, change, facts);
  const saved = {
    state: turn.state,
    edition_id: edition.id,
    household_id: facts.household?.id ?? null,
    nudge_at: turn.nudgeAt === undefined ? null : new Date(turn.nudgeAt),
    ...(message && { last_in_at: now }),
    ...(turn.effects.some(opensTalk) && conversation.owner === 'bot' && queued(conversation)),
  };
  const photo = turn.effects.find((effect) => effect.type === 'keep_photo');
  const heard = transcript && { ...transcript, photo_id: photo?.id ?? null };
  // As they are called from now on.
  const contact = { ...change.contact, ...facts.contact };
  const chosen = message?.content.type === 'tap' && message.content.token === turn.state.tapped;
  const [written] = await allDone([
    write(runtime, tx, { ...change, contact, heard, chosen }, words),
    saveConversation(tx, conversation.id, saved),
    ...underWay,
  ]);
  const source = message?.content.type === 'photo' ? message.content.source : undefined;
  const unwanted = !photo && source && 'stored' in source && { unwanted: source };
  return {
    messages: written.heard,
    sends: written.sends > 0,
    photos: photo !== undefined,
    tickets: turn.effects.some(({ type }) => type === 'open_ticket'),
    ...unwanted,
  };
}

const opensTalk = (effect: Effect) => effect.type === 'open_ticket' && effect.kind === 'talk';

const queued = ({ epoch }: Conversation) => ({ owner: 'queue' as const, epoch: epoch + 1 });

/** Whose words go to whom, and where they stand. */
type Writing = Pick<Change, 'conversation' | 'contact' | 'edition' | 'message' | 'transcript' | 'helper'> & {
  /** The writer's own key of the words. */
  key?: string;
  /** What they said themselves, which stands before. */
  heard?: NewMessage | undefined;
  /** The tap was taken for an answer, not for an old button's or for one that was made up. */
  chosen?: boolean;
  /** The bot's words that a person has the talk now: the only ones that it may still say then. */
  handOver?: true;
};

/**
 * Words become transcript rows and outbox rows: the only way out to a person. The caller holds the conversation's lock, so
 * that its owner and epoch are what they are when this is committed: while a helper has the talk, the bot writes nothing.
 * Returns the ids of what was heard, and how many outbox rows it wrote.
 */
export async function write(
  runtime: Runtime,
  tx: Db,
  writing: Writing,
  messages: Rendered[],
): Promise<{ heard: number[]; sends: number }> {
  const { conversation, contact, edition, message, transcript, heard, helper, key, chosen, handOver } = writing;
  const before = heard ? [heard] : [];
  if (conversation.owner === 'helper' && !helper && !handOver)
    return { heard: await appendMessages(tx, before), sends: 0 };
  const channel = channelOf(runtime, contact.channel, contact.account);
  invariant(channel, `channel ${contact.channel} is set up`);
  const author = helper ? ('helper' as const) : ('bot' as const);
  const row = { author, epoch: conversation.epoch };
  const shown: NewMessage[] = [];
  const sends: NewSend[] = [];
  const tap = message?.content.type === 'tap' ? message.content : undefined;
  if (tap?.ack) sends.push({ ...row, kind: 'ack', payload: { ack: tap.ack } });

  const { texts } = edition.content;
  const further = plain(texts, contact, 'common:further.button');
  const said = chosen && channel.capabilities.hiddenTaps ? transcript?.text : undefined;
  const echo = said ? `${plain(texts, contact, 'common:chosen', { value: said })}\n\n` : '';
  for (const [at, { message: words, replaces = null, question = 0, from = 0 }] of messages.entries()) {
    const whole = at === 0 ? { ...words, text: echo + words.text } : words;
    for (const [index, part] of fitted(whole, channel.capabilities, { question, from, label: further }).entries()) {
      const { text, buttons } = part;
      const earlier = replaces === null ? undefined : await latestUnder(tx, conversation.id, replaces);
      if (earlier !== undefined) {
        await changeMessage(tx, earlier, text, buttons);
        sends.push({ ...row, kind: 'edit', message_id: earlier, payload: { message: part } });
        continue;
      }
      const own = key === undefined ? null : index === 0 ? key : `${key}:${index}`;
      shown.push({
        conversation_id: conversation.id,
        author,
        text,
        buttons,
        replaces,
        helper_id: helper ?? null,
        key: own,
      });
      sends.push({ ...row, kind: 'send', payload: { message: part }, shows: before.length + shown.length - 1 });
    }
  }
  const ids = await appendAndEnqueue(tx, { conversation: conversation.id, messages: [...before, ...shown], sends });
  return { heard: ids.slice(0, before.length), sends: sends.length };
}

/** Says sorry for a message that could not be handled, and brings in a person. The talk stays where it is. */
export async function apologise(runtime: Runtime, tx: Db, conversation: Conversation, contact: Contact): Promise<void> {
  const { id: conversation_id, household_id } = conversation;
  await openTicket(tx, { conversation_id, household_id, kind: 'talk', reason: 'failed_message' }, 'bot');
  // A person is there already, and sees that it failed.
  if (conversation.owner === 'helper') return;
  if (conversation.owner === 'bot') await saveConversation(tx, conversation_id, queued(conversation));
  const edition = await runtime.editions.current(tx);
  const text = plain(edition.content.texts, contact, 'common:failed');
  await write(runtime, tx, { conversation, contact, edition }, [{ message: { text, buttons: [] } }]);
}
