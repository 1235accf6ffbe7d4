// Token buckets of this process: the whole truth without Redis, the stand-in while Redis is away.
import type { Bucket, Taken } from './contract.ts';

type State = { tokens: number; at: number; fullAt: number };

export class Buckets {
  readonly #states = new Map<string, State>();
  #sweepAt = 1000;

  get size(): number {
    return this.#states.size;
  }

  take(key: string, { capacity, perSecond }: Bucket, now = performance.now() / 1000): Taken {
    if (this.#states.size >= this.#sweepAt) this.#sweep(now);
    const before = this.#states.get(key) ?? { tokens: capacity, at: now };
    const tokens = Math.min(capacity, before.tokens + (now - before.at) * perSecond);
    const ok = tokens >= 1;
    const left = ok ? tokens - 1 : tokens;
    this.#states.set(key, { tokens: left, at: now, fullAt: now + (capacity - left) / perSecond });
    return ok ? { ok } : { ok, retryAfter: wait((1 - tokens) / perSecond) };
  }

  clear(): void {
    this.#states.clear();
  }

  /** Forgets the full ones, which are as good as new. Ever rarer while many are in use, so a flood costs little. */
  #sweep(now: number): void {
    for (const [key, state] of this.#states) if (state.fullAt <= now) this.#states.delete(key);
    this.#sweepAt = Math.max(1000, this.#states.size * 2);
  }
}

/** A whole millisecond more than needed: who waits exactly this long must not come a rounding error too early. */
export function wait(seconds: number): number {
  return Math.ceil(seconds * 1000 + 1) / 1000;
}
