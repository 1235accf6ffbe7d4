// When nobody answers: a kind nudge, a second and last one later, then rest. Never at night, and only while every channel
// still lets us write. The time is a matter of the last word and of where the talk stands, so it can be worked out anew
// after each turn.
import { ask } from './question.ts';
import type { Talk } from './talk.ts';

export const quietTimer = 'quiet';

const hour = 3_600_000;
const quarter = hour / 4;
/** Viet Nam has one time zone and no summer time. */
const zone = 7 * hour;

/** When to nudge if nothing is heard until then, in milliseconds since 1970. */
export function nudgeAt(talk: Talk): number | undefined {
  const { nudges, between, within } = talk.playbook.entry.quiet;
  const { lastSeenAt } = talk.facts;
  const hours = nudges[talk.state.nudged ?? 0];
  if (hours === undefined || lastSeenAt === undefined || !isAwaiting(talk)) return undefined;
  // By quarters of an hour, so that a talk in progress does not move it with every word.
  const due = inDaytime(Math.ceil((lastSeenAt + hours * hour) / quarter) * quarter, between);
  // Past that, as after a helper's days, it would come due again and again.
  return Math.max(due, talk.now) <= lastSeenAt + within * hour ? due : undefined;
}

/** The nudge's time has come; too early after a newer word, or too late for the channels, it is let be. */
export function nudge(talk: Talk): void {
  const due = nudgeAt(talk);
  if (due === undefined || talk.now < due) return;
  const nudged = (talk.state.nudged ?? 0) + 1;
  talk.state.nudged = nudged;
  talk.effects.push({ type: 'log_event', kind: 'nudged', data: { nudged, ...talk.place } });
  if (nudged === talk.playbook.entry.quiet.nudges.length) return talk.say('common:quiet.last');
  talk.remark('common:quiet');
  ask(talk);
}

/** They were asked something and have not answered; the menu asks nothing that is missing. */
function isAwaiting(talk: Talk): boolean {
  if (talk.resting || !talk.consented || talk.facts.awaitingPerson || talk.facts.contact.muted_at) return false;
  return talk.frame.flow !== talk.playbook.entry.menu && talk.step.kind !== 'wait';
}

function inDaytime(at: number, [from = 0, to = 24]: readonly number[]): number {
  const time = (at + zone) % (24 * hour);
  if (time >= from * hour && time < to * hour) return at;
  return at - time + (time < from * hour ? from : from + 24) * hour;
}
