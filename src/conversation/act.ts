// What an input does to a conversation that is locked; and how a command from outside (a helper's click) gets hold of one.
import { v7 as uuid } from 'uuid';
import type { Db } from '../db/index.ts';
import { emptyState, type Input, migrate, openQuestion, type State, step } from '../engine/index.ts';
import { AppError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import { type Locked, lockConversation } from '../records/conversations.ts';
import { loadFacts } from '../records/facts.ts';
import type { Setting } from '../texts/index.ts';
import { announce } from './announce.ts';
import type { Change } from './apply.ts';
import { type Committed, commit } from './commit.ts';
import type { Content } from './editions.ts';
import { type Runtime, topics } from './runtime.ts';

/** What a turn starts from: where the talk stands in today's edition. */
type Situation = { edition: { id: number; content: Content }; facts: Facts; state: State };

/** @param known the facts, where they have been read already */
export async function situation(runtime: Runtime, tx: Db, locked: Locked, known?: Facts): Promise<Situation> {
  const { conversation } = locked;
  const edition = await runtime.editions.current(tx);
  const facts = known ?? (await loadFacts(tx, locked));
  const before = (conversation.state ?? emptyState) as State;
  if (conversation.edition_id === edition.id) return { edition, facts, state: before };
  const earlier =
    conversation.edition_id === null ? undefined : await runtime.editions.earlier(tx, conversation.edition_id);
  const { state } = migrate(before, facts, edition.content.playbook, earlier?.playbook);
  return { edition, facts, state };
}

/** The question that is open in a talk, in the words that `setting` gives it; `undefined` at rest. */
export function question({ edition: { content }, facts, state }: Situation): {
  flow: string;
  step: string;
  words: (setting: Setting) => string;
} | null {
  const top = state.stack.at(-1);
  const asked = openQuestion(content.playbook, state, facts);
  if (!top || !asked) return null;
  const words = (setting: Setting) =>
    content.texts.text(asked.text, { ...setting, about: asked.about, values: asked.values });
  return { flow: top.flow, step: top.step, words };
}

/**
 * What an input does to a conversation that this transaction has locked: one step of the engine, committed.
 * @param more.from what `situation` says, where that has been read already
 */
export async function takeTurn(
  runtime: Runtime,
  tx: Db,
  locked: Locked,
  input: Input,
  { from, ...more }: Pick<Change, 'message' | 'transcript' | 'helper'> & { from?: Situation } = {},
): Promise<Committed> {
  const { edition, facts, state } = from ?? (await situation(runtime, tx, locked));
  const now = runtime.clock();
  const ids = Array.from({ length: 4 }, () => uuid());
  const turn = step(edition.content.playbook, state, facts, input, now.getTime(), ids);
  return commit(runtime, tx, { ...locked, edition, turn, now, ...more });
}

/**
 * Does something to a conversation from outside its inbox, in one transaction, once a turn that is under way is over.
 * Throws `talk:gone` when there is no such conversation.
 */
export async function command<T>(
  runtime: Runtime,
  conversationId: string,
  work: (tx: Db, locked: Locked) => Promise<{ result: T; committed: Committed }>,
): Promise<T> {
  const { result, committed } = await runtime.database.db.transaction(async (tx) => {
    const locked = await lockConversation(tx, conversationId);
    if (!locked) throw new AppError('talk:gone');
    return work(tx, locked);
  });
  announce(runtime, conversationId, committed);
  // A worker that found the conversation locked has left (decision 008).
  runtime.signals.publish(topics.inbox, { conversation: conversationId });
  return result;
}
