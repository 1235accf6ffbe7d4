// Asking for a person: one open talk, however often it is asked for.
import type { Talk } from './talk.ts';

/** Queues a talk for a person; asked twice, it is still one. */
export function openTalk(talk: Talk, reason: string): void {
  if (talk.facts.awaitingPerson) return talk.remark('common:person.coming');
  const where = talk.resting ? {} : { flow: talk.frame.flow, step: talk.frame.step };
  talk.effects.push({ type: 'open_ticket', kind: 'talk', reason, details: where });
  talk.facts = { ...talk.facts, awaitingPerson: true };
  talk.remark('common:person.called');
}
