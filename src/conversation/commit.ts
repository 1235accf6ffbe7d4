// A turn's effects become rows, in the turn's transaction: facts, transcript, tickets, events, and what is to be sent.
// Words are rendered here. This is the only way in which a conversation changes.
import type { Db } from '../db/index.ts';
import type { State, Turn } from '../engine/index.ts';
import { tokenOf } from '../engine/index.ts';
import type { Effect, Say } from '../model/effects.ts';
import { invariant } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Noun } from '../model/fields.ts';
import type { Button, Inbound, Outbound } from '../model/messages.ts';
import * as cases from '../records/cases.ts';
import { type Contact, type Conversation, saveConversation, setContact } from '../records/conversations.ts';
import { writeFacts } from '../records/facts.ts';
import { appendMessages, changeMessage, latestUnder, type NewMessage } from '../records/messages.ts';
import { enqueue, type NewSend } from '../records/outbox.ts';
import { addPhoto, putWithProduct, removePhoto } from '../records/photos.ts';
import type { Setting } from '../texts/index.ts';
import type { Content } from './editions.ts';
import { fitted } from './fit.ts';
import { channelOf, type Runtime } from './runtime.ts';

export type Change = {
  conversation: Conversation;
  contact: Contact;
  edition: { id: number; content: Content };
  turn: Turn;
  now: Date;
  /** The person's own message, for the transcript. */
  transcript?: NewMessage;
  message?: Inbound;
};

/** What others may want to know once it is committed. */
export type Committed = { messages?: number[]; sends?: boolean; photos?: boolean };

export async function commit(runtime: Runtime, tx: Db, change: Change): Promise<Committed> {
  const { conversation, edition, now, transcript, message } = change;
  const { effects, state } = change.turn;
  const facts = composed(change);
  const household = facts.household?.id ?? conversation.household_id;

  await apply(tx, { ...change, household, facts });
  await saveConversation(tx, conversation.id, {
    state: state satisfies State,
    edition_id: edition.id,
    household_id: household,
    ...(message && { last_in_at: now }),
    ...(effects.some(opensTalk) && conversation.owner === 'bot' && { owner: 'queue', epoch: conversation.epoch + 1 }),
  });

  const photo = effects.find((effect) => effect.type === 'keep_photo');
  const heard = transcript ? await appendMessages(tx, [{ ...transcript, photo_id: photo?.id ?? null }]) : [];
  const sends = await send(runtime, tx, change, rendered(change, facts));
  return {
    messages: heard,
    sends: sends > 0,
    photos: photo !== undefined,
  };
}

const opensTalk = (effect: Effect) => effect.type === 'open_ticket' && effect.kind === 'talk';

// ── facts and cases ──

/** The facts after the turn, with texts that became facts (a drafted description) filled in. */
function composed({ edition, turn, contact }: Change): Facts {
  let { facts } = turn;
  for (const effect of turn.effects) {
    if (effect.type !== 'compose_fact') continue;
    const text = edition.content.texts.text(
      effect.text,
      settingOf(contact, facts, { noun: 'product', id: effect.row }),
    );
    facts = {
      ...facts,
      product: facts.product.map((row) =>
        row.id === effect.row ? { ...row, [columnOf(effect.field)[1]]: text } : row,
      ),
    };
  }
  return facts;
}

async function apply(tx: Db, change: Change & { household: string | null; facts: Facts }): Promise<void> {
  const { conversation, contact, edition, turn, household, facts, message } = change;
  const owner = () => {
    invariant(household, 'a household is opened before what belongs to it');
    return household;
  };
  const events: Parameters<typeof cases.logEvents>[1] = [];
  for (const effect of turn.effects) {
    switch (effect.type) {
      case 'open_household':
        await cases.openHousehold(tx, effect.id, contact.id);
        break;
      case 'open_product':
        await cases.openProduct(tx, effect.id, owner());
        break;
      case 'open_shop':
        await cases.openShop(tx, effect.id, owner(), effect.marketplace);
        break;
      case 'set_status':
        await cases.setStatus(tx, effect.noun, effect.row, effect.status);
        if (effect.noun === 'product') await cases.prepareListings(tx, owner());
        break;
      case 'keep_photo':
        await addPhoto(tx, {
          id: effect.id,
          conversation_id: conversation.id,
          product_id: effect.product ?? null,
          source: effect.source,
        });
        break;
      case 'adopt_photos':
        await putWithProduct(tx, conversation.id, effect.product, effect.photos);
        break;
      case 'remove_photo':
        await removePhoto(tx, conversation.id, effect.id);
        break;
      case 'record_consent':
        await cases.recordConsent(tx, {
          contact_id: contact.id,
          purpose: effect.purpose,
          state: effect.state,
          wording: effect.wording,
          wording_text: edition.content.texts.text([effect.wording], settingOf(contact, facts, shopOf(turn))),
          edition_id: edition.id,
          message_external_id: message?.messageId ?? message?.externalId ?? null,
        });
        break;
      case 'set_muted':
        await setContact(tx, contact.id, { muted_at: effect.muted ? change.now : null });
        break;
      case 'open_ticket': {
        const top = turn.state.stack.at(-1);
        await cases.openTicket(
          tx,
          {
            conversation_id: conversation.id,
            household_id: household,
            kind: effect.kind,
            reason: effect.reason,
            flow: top?.flow ?? null,
            step: top?.step ?? null,
            edition_id: edition.id,
            details: effect.details ?? {},
            due_at: effect.dueDays === undefined ? null : new Date(change.now.getTime() + effect.dueDays * 86_400_000),
          },
          'bot',
        );
        events.push(eventOf(change, household, 'ticket_opened', { kind: effect.kind, reason: effect.reason }));
        break;
      }
      case 'start_timer':
        await cases.startTimer(tx, conversation.id, effect.key, effect.seconds);
        break;
      case 'cancel_timer':
        await cases.cancelTimer(tx, conversation.id, effect.key);
        break;
      case 'log_event':
        events.push(eventOf(change, household, effect.kind, effect.data ?? {}));
        break;
      case 'set_fact':
      case 'clear_fact':
      case 'compose_fact':
      case 'say':
        break;
      default:
        effect satisfies never;
    }
  }
  await writeChangedFacts(tx, turn.effects, facts);
  await cases.logEvents(tx, events);
}

function eventOf({ conversation }: Change, household: string | null, kind: string, data: Record<string, unknown>) {
  return { kind, conversation_id: conversation.id, household_id: household, data };
}

/** One update a row, however many of its facts changed. */
async function writeChangedFacts(tx: Db, effects: Effect[], facts: Facts): Promise<void> {
  const changes = new Map<string, { noun: Noun; columns: Record<string, unknown>; said: Record<string, string> }>();
  for (const effect of effects) {
    if (effect.type !== 'set_fact' && effect.type !== 'clear_fact' && effect.type !== 'compose_fact') continue;
    const [noun, column] = columnOf(effect.field);
    const change = changes.get(effect.row) ?? { noun, columns: {}, said: {} };
    changes.set(effect.row, change);
    if (effect.type === 'set_fact') {
      change.columns[column] = effect.value;
      change.said[column] = effect.said;
    } else if (effect.type === 'clear_fact') {
      change.columns[column] = null;
    } else {
      change.columns[column] = facts.product.find((row) => row.id === effect.row)?.[column] ?? null;
    }
  }
  for (const [id, { noun, columns, said }] of changes) await writeFacts(tx, noun, id, columns, said);
}

function columnOf(field: string): [Noun, string] {
  const dot = field.indexOf('.');
  return [field.slice(0, dot) as Noun, field.slice(dot + 1)];
}

// ── words ──

type Rendered = { message: Outbound; replaces: string | undefined };

function settingOf(contact: Contact, facts: Facts, about?: Setting['about']): Setting {
  return { language: contact.locale === 'en' ? 'en' : 'vi', facts, about };
}

function shopOf(turn: Turn): Setting['about'] {
  const shop = turn.effects.find((effect) => effect.type === 'say' && effect.about?.noun === 'shop');
  const row = shop?.type === 'say' ? shop.about?.id : turn.facts.shop.at(-1)?.id;
  return row === undefined ? undefined : { noun: 'shop', id: row };
}

/** The turn's words as messages: remarks join the words after them. */
function rendered({ edition, contact, turn }: Change, facts: Facts): Rendered[] {
  const { texts } = edition.content;
  const messages: Rendered[] = [];
  let remarks: string[] = [];
  for (const say of turn.effects) {
    if (say.type !== 'say') continue;
    const setting: Setting = { ...settingOf(contact, facts, say.about), values: say.values };
    const text = texts.text(say.text, setting);
    if (say.join) {
      remarks.push(text);
      continue;
    }
    const buttons: Button[] = (say.choices ?? []).map((choice, index) => ({
      token: tokenOf(say.question ?? 0, index),
      label: texts.label(choice, setting),
    }));
    messages.push({ message: outbound(say, joined(remarks, text), buttons), replaces: say.replaces });
    remarks = [];
  }
  if (remarks.length > 0) messages.push({ message: { text: joined(remarks), buttons: [] }, replaces: undefined });
  return messages;
}

/** Remarks stand together, apart from the words that they lead to. */
function joined(remarks: string[], text?: string): string {
  return [remarks.join('\n'), text].filter(Boolean).join('\n\n');
}

function outbound(say: Say, text: string, buttons: Button[]): Outbound {
  return { text, buttons, ...(say.request && { request: say.request }) };
}

/** Words become transcript rows and outbox rows. Returns how many outbox rows. */
async function send(runtime: Runtime, tx: Db, change: Change, messages: Rendered[]): Promise<number> {
  const { conversation, contact, message } = change;
  const channel = channelOf(runtime, contact.channel, contact.account);
  invariant(channel, `channel ${contact.channel} is set up`);
  const outbox: NewSend[] = [];
  const row = { conversation_id: conversation.id, author: 'bot', epoch: conversation.epoch };
  if (message?.content.type === 'tap' && message.content.ack)
    outbox.push({ ...row, kind: 'ack', payload: { ack: message.content.ack } });

  for (const { message: words, replaces } of messages) {
    for (const part of fitted(words, channel.capabilities)) {
      const earlier = replaces && (await latestUnder(tx, conversation.id, replaces));
      if (earlier) {
        await changeMessage(tx, earlier, part.text, part.buttons);
        outbox.push({ ...row, kind: 'edit', message_id: earlier, payload: { message: part } });
        continue;
      }
      const [id] = await appendMessages(tx, [
        {
          conversation_id: conversation.id,
          author: 'bot',
          text: part.text,
          buttons: part.buttons,
          replaces: replaces ?? null,
        },
      ]);
      outbox.push({ ...row, kind: 'send', message_id: id ?? null, payload: { message: part } });
    }
  }
  await enqueue(tx, outbox);
  return outbox.length;
}

/** Says sorry for a message that could not be handled, and brings in a person. The talk stays where it is. */
export async function apologise(runtime: Runtime, tx: Db, conversation: Conversation, contact: Contact): Promise<void> {
  const edition = await runtime.editions.current(tx);
  const facts = { contact, product: [], shop: [], consents: {}, loosePhotos: [], awaitingPerson: true };
  const text = edition.content.texts.text(['common:failed'], settingOf(contact, facts));
  const { id: conversation_id, household_id, epoch } = conversation;
  await cases.openTicket(tx, { conversation_id, household_id, kind: 'talk', reason: 'failed_message' }, 'bot');
  const [id] = await appendMessages(tx, [{ conversation_id, author: 'bot', text, buttons: [] }]);
  const payload = { message: { text, buttons: [] } };
  await enqueue(tx, [{ conversation_id, author: 'bot', epoch, kind: 'send', message_id: id ?? null, payload }]);
}
