// Whoever waits for a person is not left with nobody: a talk that its helper leaves unanswered goes back to the queue, for
// others to take, and the bot listens again meanwhile.
import type { Db } from '../db/index.ts';
import { type Locked, saveConversation } from '../records/conversations.ts';
import { logEvents } from '../records/events.ts';
import { shutOutAmong } from '../records/helpers.ts';
import { spokeLast } from '../records/messages.ts';
import { returnTalk } from '../records/tickets.ts';
import { cancelTimer, ensureTimer, startTimer } from '../records/timers.ts';
import type { Committed } from './commit.ts';

export const unansweredTimer = 'unanswered';
/** Seconds for which a helper may owe an answer: whoever was asked in the evening has the next day for it. */
const patience = 24 * 3600;

/** From now on the helper owes them an answer, unless one is owed already. */
export const owesAnswer = (tx: Db, conversationId: string): Promise<void> =>
  ensureTimer(tx, conversationId, unansweredTimer, patience);

/** The helper has answered, or the talk is no longer theirs. */
export const owesNothing = (tx: Db, conversationId: string): Promise<void> =>
  cancelTimer(tx, conversationId, unansweredTimer);

/** There is nobody to wait for any more: the worker returns the talk at once. */
export const waitsInVain = (tx: Db, conversationId: string): Promise<void> =>
  startTimer(tx, conversationId, unansweredTimer, 0);

/** Puts the talk back into the queue if its person had the last word, or its helper has been shut out. */
export async function returnUnanswered(tx: Db, locked: Locked): Promise<Committed | undefined> {
  const { id, helper_id } = locked.conversation;
  const isShutOut = helper_id !== null && (await shutOutAmong(tx, [helper_id])).length > 0;
  if (!isShutOut && (await spokeLast(tx, id)) !== 'person') return undefined;
  return returnToQueue(tx, locked, 'bot');
}

/** Nobody has the talk any more. Nothing is said: a helper is called, not the farmer. @param actor as of `logTicket` */
export async function returnToQueue(tx: Db, { conversation }: Locked, actor: string): Promise<Committed> {
  const { id: conversation_id, household_id, epoch } = conversation;
  await saveConversation(tx, conversation_id, { owner: 'queue', helper_id: null, epoch: epoch + 1 });
  await owesNothing(tx, conversation_id);
  await returnTalk(tx, conversation_id, actor);
  await logEvents(tx, [{ kind: 'talk_returned', conversation_id, household_id, data: {} }]);
  return { tickets: true };
}
