// How events reach the bot: signed, in order for each person, again by the ladder until taken; or as a test wishes,
// several times or the other way round. Called by people's doings and by the echoes of what the bot sends.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

export type Attempt = { body: string; status: number | 'no answer'; retry: number };
export type Webhook = ReturnType<typeof newWebhook>;

/** 30 s, 5 min, 15 min, 30 min, 1 h; then the app hears nothing any more. */
const ladder = [30, 300, 900, 1800, 3600];

export function newWebhook(world: World, { secondMs, answerMs }: { secondMs: number; answerMs: number }) {
  const attempts: Attempt[] = [];
  const chains = new Map<string, Promise<void>>();
  const gone = new AbortController();
  let url: string | undefined;
  let held: { queue: string; body: string }[] | undefined;
  const state = { unsubscribed: false, open: 0, repeats: 0 };

  const signed = (body: string, secret = world.credentials.oaSecretKey) => {
    const { app_id, timestamp } = JSON.parse(body) as { app_id: string; timestamp: string };
    return {
      'content-type': 'application/json',
      'x-zevent-signature': `mac=${createHash('sha256').update(`${app_id}${body}${timestamp}${secret}`).digest('hex')}`,
    };
  };

  async function post(body: string, retry: number, headers = signed(body)): Promise<number | 'no answer'> {
    const status = await fetch(url ?? '', {
      method: 'POST',
      headers: { ...headers, ...(retry > 0 && { num_retry: String(retry) }) },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(answerMs), gone.signal]),
    }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      },
      () => 'no answer' as const,
    );
    attempts.push({ body, status, retry });
    return status;
  }

  async function deliver(body: string): Promise<void> {
    for (let retry = 0; !gone.signal.aborted && !state.unsubscribed; retry++) {
      if ((await post(body, retry)) === 200) {
        for (let again = 0; again < state.repeats; again++) await post(body, again + 1);
        return;
      }
      const wait = ladder[retry];
      if (wait === undefined) state.unsubscribed = true;
      else await sleep(wait * secondMs, undefined, { signal: gone.signal }).catch(() => undefined);
    }
  }

  function start(queue: string, body: string): void {
    state.open++;
    const before = chains.get(queue) ?? Promise.resolve();
    const chain = before.then(() => deliver(body)).finally(() => state.open--);
    chains.set(queue, chain);
  }

  return {
    attempts,
    state,
    signed,
    /** @param url undefined: nobody listens, and what happens is lost */
    to: (address: string | undefined) => {
      url = address;
    },
    /** Sends an event; slashes are escaped as Zalo does it, so only the bytes as they came fit the signature. */
    push(event: object, queue: string): string {
      const body = JSON.stringify(event).replaceAll('/', '\\/');
      if (held) held.push({ queue, body });
      else if (url !== undefined) start(queue, body);
      return body;
    },
    /** Keeps back what happens from now on. */
    hold: () => {
      held ??= [];
    },
    /** Sends what was kept back, all at once. */
    release(order: 'same' | 'reversed' = 'same') {
      const waiting = held ?? [];
      held = undefined;
      if (order === 'reversed') waiting.reverse();
      for (const { queue, body } of waiting) if (url !== undefined) start(queue, body);
    },
    /** One raw request, as it is given. */
    raw: (body: string, headers: Record<string, string> = {}) => post(body, 0, headers as ReturnType<typeof signed>),
    /** Resolves when the bot has taken everything in. */
    async settled(patienceMs = 10_000): Promise<void> {
      const until = Date.now() + patienceMs;
      while (state.open > 0) {
        if (Date.now() > until) throw new Error(`${state.open} events are still waiting for the bot`);
        await sleep(2);
      }
    },
    close: () => gone.abort(),
  };
}
