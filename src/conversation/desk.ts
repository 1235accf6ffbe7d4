// Answers that one of ours gives at the channel's own desk (Zalo's OA Manager), past our console: they are in the transcript, and
// the bot is silent as for a helper of the console, until they have been quiet for a while or somebody hands back.
import type { Db } from '../db/index.ts';
import type { Inbound } from '../model/messages.ts';
import { type Locked, saveConversation } from '../records/conversations.ts';
import { appendMessages } from '../records/messages.ts';
import { dropOutdated } from '../records/outbox.ts';
import { claimTalk, resolveTalk } from '../records/tickets.ts';
import { startTimer } from '../records/timers.ts';
import { takeTurn } from './act.ts';
import type { Committed } from './commit.ts';
import type { Runtime } from './runtime.ts';
import { returnUnanswered } from './unanswered.ts';
import { plain } from './words.ts';

export const deskTimer = 'desk';
/** Seconds of quiet at the desk after which the bot goes on, or somebody else is called: a desk never says that it is done. */
const quiet = 6 * 3600;

export async function takeAnswerAtDesk(
  runtime: Runtime,
  tx: Db,
  { conversation }: Locked,
  message: Inbound,
): Promise<Committed> {
  const { id, owner, epoch, household_id } = conversation;
  const text = message.content.type === 'desk' ? message.content.text : '';
  const now = runtime.clock();
  const row = { conversation_id: id, author: 'helper', text, external_id: message.messageId ?? null, sent_at: now };
  const messages = await appendMessages(tx, [row]);
  // Who has it in our console keeps it.
  if (owner === 'helper' && conversation.helper_id) return { messages };
  await claimTalk(tx, { conversation_id: id, household_id, reason: 'answered_at_desk' }, null);
  if (owner !== 'helper') {
    await saveConversation(tx, id, { owner: 'helper', helper_id: null, epoch: epoch + 1 });
    await dropOutdated(tx, id);
  }
  await startTimer(tx, id, deskTimer, quiet);
  return { messages, tickets: true };
}

export async function leaveDesk(runtime: Runtime, tx: Db, { conversation, contact }: Locked): Promise<Committed> {
  if (conversation.helper_id) return {};
  const returned = await returnUnanswered(tx, { contact, conversation });
  if (returned) return returned;
  const back = { owner: 'bot' as const, epoch: conversation.epoch + 1 };
  await saveConversation(tx, conversation.id, back);
  await resolveTalk(tx, conversation.id, 'bot');
  const { content } = await runtime.editions.current(tx);
  const helper = plain(content.texts, contact, 'common:person.someone');
  const locked = { contact, conversation: { ...conversation, ...back } };
  const committed = await takeTurn(runtime, tx, locked, { type: 'handed_back', helper, solved: false });
  return { ...committed, tickets: true };
}
