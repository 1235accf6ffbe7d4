// A helper changes what is known, by the rules that read a farmer's own words. The farmer reads what has changed,
// but not in the middle of a talk that another has.
import { isDeepStrictEqual } from 'node:util';
import { command, type Runtime, settingOf, takeTurn } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';
import { rowsOf } from '../model/facts.ts';
import { type Field, fieldOf, type Noun } from '../model/fields.ts';
import type { Money, Value } from '../model/values.ts';
import { loadFacts } from '../records/facts.ts';
import { hasTicket, logTicket } from '../records/tickets.ts';
import { print } from '../texts/index.ts';
import { read } from '../understanding/index.ts';
import type { Helper } from './tickets.ts';

export type Mended = { words: string } | { choices: string[] };

/**
 * @param change.choice which of the `choices` that the same words were answered with before
 * Throws `answer:not_understood`, `answer:needs_unit`, `answer:gone` when its row is, or `ticket:not_yours` without a ticket of
 * this conversation in hand.
 */
export async function mend(
  runtime: Runtime,
  conversationId: string,
  helper: Helper,
  change: { field: Field; row: string; words: string; choice?: number | undefined },
): Promise<Mended> {
  return command<Mended>(runtime, conversationId, async (tx, locked) => {
    const ticketId = await hasTicket(tx, conversationId, helper.id);
    if (!ticketId) throw new AppError('ticket:not_yours');
    const { field, row, words } = change;
    const facts = await loadFacts(tx, locked);
    const noun = field.split('.')[0] as Noun;
    const { content } = await runtime.editions.current(tx);
    const { language } = settingOf(facts);
    const known = rowsOf(facts, noun).find(({ id }) => id === row);
    if (!known) throw new AppError('answer:gone');
    const { value, choices } = readAs(field, words, content.lexicon);
    const meant = value === undefined ? choices : [value];
    if (meant.length === 0) throw new AppError('answer:not_understood');
    const before = known[field.slice(noun.length + 1)];
    const offered = meant.flatMap((each) => withUnit(field, each, before) ?? []);
    if (offered.length === 0) throw new AppError('answer:needs_unit');
    const chosen = value === undefined ? offered[change.choice ?? -1] : offered[0];
    if (chosen === undefined)
      return { result: { choices: offered.map((each) => print(each, language)) }, committed: {} };
    const result = { words: print(chosen, language) };
    if (isDeepStrictEqual(chosen, before)) return { result, committed: {} };
    await logTicket(tx, ticketId, 'answer_mended', helper.id, { field, row });
    const input = { type: 'mended' as const, field, row, value: chosen, said: words };
    // Into the talk that another has nothing is said: words that are no helper's are the bot's, and it is silent there.
    const { owner, helper_id } = locked.conversation;
    const isAnothers = owner === 'helper' && helper_id !== helper.id;
    const committed = await takeTurn(runtime, tx, locked, input, isAnothers ? {} : { helper: helper.id });
    return { result, committed: { ...committed, tickets: true } };
  });
}

/** A price is a price of something: of what was asked before, unless the words say another; of nothing it is no price. */
function withUnit(field: Field, value: Value, before: unknown): Value | undefined {
  if (fieldOf(field)?.kind !== 'money' || typeof value !== 'object' || 'per' in value) return value;
  const per = typeof before === 'object' && before !== null && 'per' in before ? (before as Money).per : undefined;
  return per && { ...(value as Money), per };
}

function readAs(
  field: Field,
  words: string,
  lexicon: Parameters<typeof read>[3],
): { value?: Value | undefined; choices: Value[] } {
  const definition = fieldOf(field);
  if (!definition) return { choices: [] };
  const { kind, options } = definition;
  if (options) return { value: options.find((option) => option === words), choices: [] };
  const found = read(kind, words, { field, kind }, lexicon);
  if (!found) return { choices: [] };
  return 'value' in found ? { value: found.value, choices: [] } : { choices: found.choices };
}
