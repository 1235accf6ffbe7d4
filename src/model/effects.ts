// What a turn asks for: plain data, in order, carried out by conversation/commit in one transaction.
import type { ConsentState, Row } from './facts.ts';
import type { Field, Noun } from './fields.ts';
import type { MediaSource } from './messages.ts';
import type { TicketReason } from './reasons.ts';
import type { Value } from './values.ts';

/** An answer on offer: its words are a text (first key that exists), come from the facts, or print a value. */
export type Choice = { id: string } & (
  | { text: string[] }
  | { label: string; synonyms?: string[] }
  | { field: Field; value: Value }
);

/** The row that a text's facts are about. */
export type About = { noun: Noun; id: string };

export type Say = {
  type: 'say';
  /** Keys of texts (`flow:step`), the first that exists is said. */
  text: string[];
  /** Values for the text's variables, besides the facts of `about`. */
  values?: Record<string, Value>;
  about?: About;
  /** Put before the next words in the same message. */
  join?: true;
  /** The buttons, in order; their tokens carry the question's number. */
  choices?: Choice[];
  question?: number;
  /** Where not all can be shown at once: the first to show. */
  from?: number;
  request?: 'contact';
  /** Said again under this key, the earlier message is changed instead of a new one sent. */
  replaces?: string;
};

export type Effect =
  | Say
  | { type: 'set_fact'; field: Field; row: string; value: Value; said: string }
  | { type: 'clear_fact'; field: Field; row: string }
  /**
   * Fills a field with a rendered text: the description drafted from the facts. With `was`, the row before a change, only
   * what was composed of that is composed anew: the farmer's own words stay.
   */
  | { type: 'compose_fact'; field: Field; row: string; text: string[]; was?: Row }
  | { type: 'open_household'; id: string }
  /** The talk begins anew, with nothing known: what was known awaits erasure. */
  | { type: 'leave_household' }
  | { type: 'open_product'; id: string }
  | { type: 'set_status'; noun: 'product' | 'shop'; row: string; status: string }
  | { type: 'keep_photo'; id: string; source: MediaSource; product?: string }
  | { type: 'adopt_photos'; product: string; photos: string[] }
  | { type: 'remove_photo'; id: string }
  | { type: 'open_shop'; id: string; marketplace: string }
  /** `wording` is the key of the text they answered; `about` what its variables were about. */
  | { type: 'record_consent'; purpose: string; state: ConsentState; wording: string; about?: About }
  | { type: 'set_muted'; muted: boolean }
  | {
      type: 'open_ticket';
      kind: 'task' | 'talk';
      reason: TicketReason;
      /** Where help was asked for. */
      at?: { flow: string; step: string };
      details?: Record<string, unknown>;
      /** Days until it is due, by law or promise. */
      dueDays?: number;
    }
  | { type: 'start_timer'; key: string; seconds: number }
  | { type: 'cancel_timer'; key: string }
  | { type: 'log_event'; kind: string; data?: Record<string, unknown> };
