// Asking for a person: one open talk, however often it is asked for.
import type { TicketReason } from '../model/reasons.ts';
import type { Talk } from './talk.ts';

/** Queues a talk for a person; asked twice, it is still one. */
export function openTalk(talk: Talk, reason: TicketReason): void {
  if (talk.facts.awaitingPerson) return talk.remark('common:person.coming');
  talk.openTicket('talk', reason);
  talk.remark('common:person.called');
}
