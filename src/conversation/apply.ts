// Effects become rows: facts, photos, shops, consents, tickets, timers, events. Words are not here: see words.ts.
import type { Db } from '../db/index.ts';
import type { Turn } from '../engine/index.ts';
import type { Effect } from '../model/effects.ts';
import { invariant } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Noun } from '../model/fields.ts';
import type { Inbound } from '../model/messages.ts';
import { recordConsent } from '../records/consents.ts';
import { type Contact, type Conversation, setContact } from '../records/conversations.ts';
import { logEvents, type NewEvent } from '../records/events.ts';
import { writeFacts } from '../records/facts.ts';
import { openHousehold } from '../records/households.ts';
import type { NewMessage } from '../records/messages.ts';
import { addPhoto, putWithProduct, removeLoosePhotos, removePhoto } from '../records/photos.ts';
import { openProduct, prepareListings, setStatus } from '../records/products.ts';
import { openShop } from '../records/shops.ts';
import { openTicket } from '../records/tickets.ts';
import { cancelTimer, startTimer } from '../records/timers.ts';
import type { Content } from './editions.ts';
import { columnOf, settingOf } from './words.ts';

/** One turn, and what it happens to. */
export type Change = {
  conversation: Conversation;
  contact: Contact;
  edition: { id: number; content: Content };
  turn: Turn;
  now: Date;
  /** The helper whose deed this is, if it is one's: the words are theirs then. */
  helper?: string;
  /** The person's own message, for the transcript. */
  transcript?: NewMessage;
  message?: Inbound;
};

const dayMs = 86_400_000;

/**
 * Returns the last of its writes while they are under way: nothing waits for them but the end of the transaction.
 * @param facts as they are after the turn
 */
export async function applyEffects(tx: Db, change: Change, facts: Facts): Promise<Promise<void>[]> {
  const { effects } = change.turn;
  const events: NewEvent[] = [];
  for (const effect of effects) await applyOne(tx, change, facts, effect, events);
  return [...writeChangedFacts(tx, effects, facts), logEvents(tx, events)];
}

async function applyOne(tx: Db, change: Change, facts: Facts, effect: Effect, events: NewEvent[]): Promise<void> {
  const { conversation, contact, edition, message, now } = change;
  const household = facts.household?.id ?? conversation.household_id;
  const owner = () => {
    invariant(household, 'a household is opened before what belongs to it');
    return household;
  };
  const log = (kind: string, data: Record<string, unknown>) =>
    events.push({ kind, conversation_id: conversation.id, household_id: household, data });

  switch (effect.type) {
    case 'open_household':
      return openHousehold(tx, effect.id, contact.id);
    case 'leave_household':
      return removeLoosePhotos(tx, conversation.id);
    case 'open_product':
      return openProduct(tx, effect.id, owner());
    case 'open_shop':
      return openShop(tx, effect.id, owner(), effect.marketplace);
    case 'set_status':
      await setStatus(tx, effect.noun, effect.row, effect.status);
      return effect.noun === 'product' ? prepareListings(tx, owner()) : undefined;
    case 'keep_photo': {
      const { id, source, product } = effect;
      return addPhoto(tx, { id, conversation_id: conversation.id, product_id: product ?? null, source });
    }
    case 'adopt_photos':
      return putWithProduct(tx, conversation.id, effect.product, effect.photos);
    case 'remove_photo':
      return removePhoto(tx, conversation.id, effect.id);
    case 'record_consent':
      return recordConsent(tx, {
        contact_id: contact.id,
        purpose: effect.purpose,
        state: effect.state,
        wording: effect.wording,
        wording_text: edition.content.texts.text([effect.wording], settingOf(facts, effect.about)),
        edition_id: edition.id,
        message_external_id: message?.messageId ?? message?.externalId ?? null,
      });
    case 'set_muted':
      return setContact(tx, contact.id, { muted_at: effect.muted ? now : null });
    case 'open_ticket': {
      const { kind, reason, at, dueDays } = effect;
      await openTicket(
        tx,
        {
          conversation_id: conversation.id,
          household_id: household,
          kind,
          reason,
          flow: at?.flow ?? null,
          step: at?.step ?? null,
          edition_id: edition.id,
          details: effect.details ?? {},
          due_at: dueDays === undefined ? null : new Date(now.getTime() + dueDays * dayMs),
        },
        change.helper ?? 'bot',
      );
      log('ticket_opened', { kind, reason });
      return;
    }
    case 'start_timer':
      return startTimer(tx, conversation.id, effect.key, effect.seconds);
    case 'cancel_timer':
      return cancelTimer(tx, conversation.id, effect.key);
    case 'log_event':
      log(effect.kind, effect.data ?? {});
      return;
    case 'set_fact':
    case 'clear_fact':
    case 'compose_fact':
    case 'say':
      return;
    default:
      effect satisfies never;
  }
}

/** One update a row, however many of its facts changed. */
function writeChangedFacts(tx: Db, effects: Effect[], facts: Facts): Promise<void>[] {
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
  return [...changes].map(([id, { noun, columns, said }]) => writeFacts(tx, noun, id, columns, said));
}
