// A helper's words to a farmer. Durable when this resolves: the outbox sends them on the farmer's own channel.
import { channelOf, command, owesNothing, type Runtime, windowOf, write } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';
import { helperNamed } from '../records/helpers.ts';
import { hasKey } from '../records/messages.ts';
import type { Helper } from './tickets.ts';

const windowErrors = { paid: 'talk:window_paid', closed: 'talk:window_closed' } as const;

/**
 * @param key the writer's own key: the same again is the same message
 * Throws `talk:not_yours`, or `talk:window_paid`, `talk:window_closed`, `talk:unreachable` when the channel takes no words now.
 */
export async function reply(
  runtime: Runtime,
  conversationId: string,
  helper: Helper,
  { key, text }: { key: string; text: string },
): Promise<void> {
  await command(runtime, conversationId, async (tx, locked) => {
    const { conversation, contact } = locked;
    if (await hasKey(tx, conversationId, key)) return { result: undefined, committed: {} };
    if (conversation.owner !== 'helper' || conversation.helper_id !== helper.id) {
      const by = conversation.helper_id && (await helperNamed(tx, conversation.helper_id));
      throw new AppError('talk:not_yours', by ? { by } : {});
    }
    if (contact.status !== 'active') throw new AppError('talk:unreachable');
    const channel = channelOf(runtime, contact.channel, contact.account);
    const seenAt = contact.last_seen_at === null ? null : Date.parse(contact.last_seen_at);
    const window = channel ? windowOf(channel.capabilities, seenAt, runtime.clock().getTime()) : 'open';
    if (window !== 'open') throw new AppError(windowErrors[window]);
    const edition = await runtime.editions.current(tx);
    const message = { text: text.normalize('NFC'), buttons: [] };
    await write(runtime, tx, { conversation, contact, edition, helper: helper.id, key }, [{ message }]);
    await owesNothing(tx, conversationId);
    return { result: undefined, committed: { sends: true, tickets: true } };
  });
}
