// A turn is committed in one transaction: its effects become rows, its words become transcript and outbox rows.
// This is the only way in which a conversation changes.
import type { Db } from '../db/index.ts';
import type { Effect } from '../model/effects.ts';
import { invariant } from '../model/errors.ts';
import { type Contact, type Conversation, saveConversation } from '../records/conversations.ts';
import { appendMessages, changeMessage, latestUnder } from '../records/messages.ts';
import { enqueue, type NewSend } from '../records/outbox.ts';
import { openTicket } from '../records/tickets.ts';
import { applyEffects, type Change } from './apply.ts';
import { fitted } from './fit.ts';
import { channelOf, type Runtime } from './runtime.ts';
import { factsAfter, type Rendered, rendered, settingOf } from './words.ts';

/** What others may want to know once it is committed. */
export type Committed = {
  messages?: number[];
  sends?: boolean;
  photos?: boolean;
  /** The upload of a photo that was not kept: nobody needs it any more. */
  unwanted?: { stored: string };
};

export async function commit(runtime: Runtime, tx: Db, change: Change): Promise<Committed> {
  const { conversation, edition, now, transcript, message, turn } = change;
  const { texts } = edition.content;
  const facts = factsAfter(texts, turn);
  await applyEffects(tx, change, facts);
  await saveConversation(tx, conversation.id, {
    state: turn.state,
    edition_id: edition.id,
    household_id: facts.household?.id ?? null,
    ...(message && { last_in_at: now }),
    ...(turn.effects.some(opensTalk) && conversation.owner === 'bot' && queued(conversation)),
  });
  const photo = turn.effects.find((effect) => effect.type === 'keep_photo');
  const heard = transcript ? await appendMessages(tx, [{ ...transcript, photo_id: photo?.id ?? null }]) : [];
  const sends = await send(runtime, tx, change, rendered(texts, turn.effects, facts));
  const source = message?.content.type === 'photo' ? message.content.source : undefined;
  const unwanted = !photo && source && 'stored' in source && { unwanted: source };
  return { messages: heard, sends: sends > 0, photos: photo !== undefined, ...unwanted };
}

const opensTalk = (effect: Effect) => effect.type === 'open_ticket' && effect.kind === 'talk';

const queued = ({ epoch }: Conversation) => ({ owner: 'queue' as const, epoch: epoch + 1 });

/** Words become transcript rows and outbox rows. Returns how many outbox rows. */
async function send(runtime: Runtime, tx: Db, change: Change, messages: Rendered[]): Promise<number> {
  const { conversation, contact, message } = change;
  const channel = channelOf(runtime, contact.channel, contact.account);
  invariant(channel, `channel ${contact.channel} is set up`);
  const row = { conversation_id: conversation.id, author: 'bot', epoch: conversation.epoch };
  const sends: NewSend[] = [];
  if (message?.content.type === 'tap' && message.content.ack)
    sends.push({ ...row, kind: 'ack', payload: { ack: message.content.ack } });

  for (const { message: words, replaces = null } of messages) {
    for (const part of fitted(words, channel.capabilities)) {
      const { text, buttons } = part;
      const earlier = replaces === null ? undefined : await latestUnder(tx, conversation.id, replaces);
      if (earlier !== undefined) {
        await changeMessage(tx, earlier, text, buttons);
        sends.push({ ...row, kind: 'edit', message_id: earlier, payload: { message: part } });
        continue;
      }
      const shown = { conversation_id: conversation.id, author: 'bot', text, buttons, replaces };
      const [id = null] = await appendMessages(tx, [shown]);
      sends.push({ ...row, kind: 'send', message_id: id, payload: { message: part } });
    }
  }
  await enqueue(tx, sends);
  return sends.length;
}

/** Says sorry for a message that could not be handled, and brings in a person. The talk stays where it is. */
export async function apologise(runtime: Runtime, tx: Db, conversation: Conversation, contact: Contact): Promise<void> {
  const edition = await runtime.editions.current(tx);
  const facts = { contact, product: [], shop: [], consents: {}, loosePhotos: [], awaitingPerson: true };
  const text = edition.content.texts.text(['common:failed'], settingOf(facts));
  const { id: conversation_id, household_id, epoch } = conversation;
  await openTicket(tx, { conversation_id, household_id, kind: 'talk', reason: 'failed_message' }, 'bot');
  const [id = null] = await appendMessages(tx, [{ conversation_id, author: 'bot', text, buttons: [] }]);
  const payload = { message: { text, buttons: [] } };
  await enqueue(tx, [{ conversation_id, author: 'bot', epoch, kind: 'send', message_id: id, payload }]);
}
