// Long polling, for a bot without a public address: asks for updates and hands each to `accept`, in order.
// Called by app.ts. An update is confirmed to Telegram only after `accept` took it; whatever fails is waited out and tried again.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'grammy';
import { SendError } from '../../model/channels.ts';
import { toSendError } from './errors.ts';
import type { Checked } from './settings.ts';

export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

type Accept = (raw: unknown) => Promise<void>;
const longestPauseMs = 60_000;

export async function poll(
  api: Api,
  { token, log, pollSeconds, firstPauseMs }: Checked,
  accept: Accept,
  stop: AbortSignal,
): Promise<void> {
  // grammY types the signal after an old polyfill; at run time it is the same thing.
  const signal = stop as unknown as Parameters<Api['deleteWebhook']>[1];

  /** Tries until it succeeds or `stop` fires. */
  async function persist<T>(what: string, attempt: () => Promise<T>): Promise<T | undefined> {
    for (let pause = firstPauseMs; !stop.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        return await attempt();
      } catch (error) {
        if (stop.aborted) return undefined;
        await sleep(Math.max(pause, report(what, error)), undefined, { signal: stop }).catch(() => undefined);
      }
    }
    return undefined;
  }

  /** Says what went wrong; returns how long Telegram wants us to wait, in ms. */
  function report(what: string, error: unknown): number {
    if (!(error instanceof SendError)) {
      log?.warn({ what, err: error }, 'an update from Telegram could not be taken in; it is tried again');
      return 0;
    }
    if (error.failure === 'channel') log?.error({ what, reason: error.message }, advice(error.message));
    else log?.warn({ what, reason: error.message }, 'Telegram cannot be reached; trying again');
    return (error.retryAfter ?? 0) * 1000;
  }

  const call = <T>(method: string, run: () => Promise<T>) =>
    persist(method, () =>
      run().catch((error: unknown) => Promise.reject(toSendError(error, { method, repeatable: true, token }))),
    );

  await call('deleteWebhook', () => api.deleteWebhook({ drop_pending_updates: false }, signal));
  let offset = 0;
  while (!stop.aborted) {
    const options = { offset, timeout: pollSeconds, allowed_updates: [...allowedUpdates] };
    const updates = await call('getUpdates', async () => list(await api.getUpdates(options, signal)));
    for (const update of updates ?? []) {
      await persist('accept', () => accept(update));
      if (stop.aborted) return;
      offset = update.update_id + 1;
    }
  }
}

/** A relay may answer "ok" with anything; without ids the loop would turn for ever on the same spot. */
function list<T extends { update_id: number }>(updates: T[]): T[] {
  if (Array.isArray(updates) && updates.every((update) => Number.isSafeInteger(update?.update_id))) return updates;
  throw new SendError('retry', 'getUpdates: the answer is no list of updates');
}

function advice(reason: string): string {
  return reason.includes('409')
    ? 'Telegram has another reader for this bot: a second process, or a webhook. Messages go there until it is stopped'
    : 'Telegram does not know this token any more. Nothing comes in until TELEGRAM_TOKEN is right';
}
