// How updates reach the bot: to its webhook, or by getUpdates, never both. Called by the methods, and by people's doings.
// Messages queue by chat, taps by user; inside a queue one at a time and again until taken, different queues in parallel.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from '@grammyjs/types';
import { Refusal } from './world.ts';

export type Hook = { url: string; secret: string | undefined; connections: number };
type Pending = { update: Update; queue: string; expiresAt: number };
export type Attempt = { update: Update; status: number | 'no answer' };

const defaultKinds = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'channel_post',
  'edited_channel_post',
];

export type Delivery = ReturnType<typeof newDelivery>;

export function newDelivery({ now, secondMs, answerMs }: { now: () => number; secondMs: number; answerMs: number }) {
  let pending: Pending[] = [];
  let kinds = defaultKinds;
  let hook: Hook | undefined;
  /** Ends all that the present webhook waits for. */
  let hookGone = new AbortController();
  const running = new Set<string>();
  const attempts: Attempt[] = [];
  let poller: AbortController | undefined;
  let wakePoller = () => {};
  let connections = 0;
  /** So many more deliveries of each update, together with the first or after it. */
  const duplicates = { times: 0, together: false };

  const live = () => {
    pending = pending.filter(({ expiresAt }) => now() < expiresAt);
    return pending;
  };

  function push(update: Update, queue: string, lifeSeconds = 24 * 3600): void {
    const kind = Object.keys(update).find((key) => key !== 'update_id') ?? '';
    if (!kinds.includes(kind)) return;
    pending.push({ update, queue, expiresAt: now() + lifeSeconds * 1000 });
    wakePoller();
    if (hook) start(queue);
  }

  function start(queue: string): void {
    if (running.has(queue)) return;
    running.add(queue);
    void drain(queue).finally(() => {
      running.delete(queue);
      // Something may have come between the last look and here.
      if (hook && live().some((item) => item.queue === queue)) start(queue);
    });
  }

  async function drain(queue: string): Promise<void> {
    const gone = hookGone.signal;
    for (let failures = 0; hook && !gone.aborted; ) {
      const item = live().find((candidate) => candidate.queue === queue);
      if (!item) return;
      const { ok, retryAfter } = await deliver(hook, item.update);
      if (gone.aborted) return;
      if (ok) {
        pending = pending.filter((other) => other !== item);
        failures = 0;
        continue;
      }
      const wait = retryAfter === undefined ? backoff(failures++) : Math.min(retryAfter, 3600);
      await sleep(wait * secondMs, undefined, { signal: gone }).catch(() => undefined);
    }
  }

  async function deliver(to: Hook, update: Update): Promise<{ ok: boolean; retryAfter?: number }> {
    const { times, together } = duplicates;
    const copies = together ? Array.from({ length: times }, () => post(to, update)) : [];
    const result = await post(to, update);
    await Promise.all(copies);
    if (!together) for (let n = 0; n < times; n++) await post(to, update);
    return result;
  }

  async function post(to: Hook, update: Update): Promise<{ ok: boolean; retryAfter?: number }> {
    while (connections >= to.connections) await sleep(1);
    connections++;
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (to.secret !== undefined) headers['x-telegram-bot-api-secret-token'] = to.secret;
    try {
      const signal = AbortSignal.any([AbortSignal.timeout(answerMs), hookGone.signal]);
      const answer = await fetch(to.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(update),
        redirect: 'manual',
        signal,
      });
      await answer.arrayBuffer();
      attempts.push({ update, status: answer.status });
      const after = answer.headers.get('retry-after');
      return { ok: answer.status >= 200 && answer.status < 300, ...(after && { retryAfter: Number(after) }) };
    } catch {
      attempts.push({ update, status: 'no answer' });
      return { ok: false };
    } finally {
      connections--;
    }
  }

  async function getUpdates(offset: number, limit: number, timeout: number): Promise<Update[]> {
    if (hook)
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    poller?.abort();
    poller = new AbortController();
    const mine = poller.signal;
    pending = offset < 0 ? live().slice(offset) : live().filter(({ update }) => update.update_id >= offset);
    if (pending.length === 0 && timeout > 0) {
      const woken = new Promise<void>((resolve) => {
        wakePoller = resolve;
        mine.addEventListener('abort', () => resolve());
      });
      const done = new AbortController();
      await Promise.race([woken, sleep(timeout * secondMs, undefined, { signal: done.signal }).catch(() => undefined)]);
      done.abort();
    }
    if (mine.aborted)
      throw new Refusal(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      );
    return live()
      .slice(0, limit)
      .map(({ update }) => update);
  }

  function setHook(to: Hook | undefined): void {
    hookGone.abort();
    hookGone = new AbortController();
    hook = to;
    if (hook) poller?.abort();
    if (hook) for (const { queue } of live()) start(queue);
  }

  /** Resolves when the bot has taken everything in. */
  async function settled(patienceMs = 10_000): Promise<void> {
    const until = Date.now() + patienceMs;
    while (live().length > 0 || (hook && running.size > 0)) {
      if (Date.now() > until) throw new Error(`${pending.length} updates are still waiting for the bot`);
      await sleep(2);
    }
  }

  return {
    attempts,
    duplicates,
    push,
    getUpdates,
    setHook,
    settled,
    hook: () => hook,
    waiting: () => live().length,
    drop: () => {
      pending = [];
    },
    kinds: () => kinds,
    allow: (names: string[]) => {
      kinds = names.length ? names : defaultKinds;
    },
    close: () => {
      setHook(undefined);
      poller?.abort();
    },
  };
}

/** Seconds before the next try: at once, then 2, 4, 8 …, in the end a minute or two. */
const backoff = (failures: number) => (failures === 0 ? 0 : Math.min(2 ** failures, 60 + Math.random() * 60));
