// Who listens to what in this process. Both kinds of signals deliver through it.
import type { Json, Listener, Log } from './contract.ts';

export class Listeners {
  readonly #byTopic = new Map<string, Set<{ listener: Listener }>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  topics(): string[] {
    return [...this.#byTopic.keys()];
  }

  has(topic: string): boolean {
    return this.#byTopic.has(topic);
  }

  add(topic: string, listener: Listener): () => void {
    // Wrapped, so that the same function twice is two subscriptions.
    const entry = { listener };
    const entries = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, entries.add(entry));
    return () => {
      entries.delete(entry);
      if (entries.size === 0 && this.#byTopic.get(topic) === entries) this.#byTopic.delete(topic);
    };
  }

  /** `text` is JSON, or empty for a signal without data. Later, so that no listener runs inside its publisher. */
  deliver(topic: string, text: string): void {
    for (const entry of this.#byTopic.get(topic) ?? []) {
      setImmediate(() => {
        if (this.#byTopic.get(topic)?.has(entry)) void this.#call(topic, entry.listener, text);
      });
    }
  }

  clear(): void {
    this.#byTopic.clear();
  }

  async #call(topic: string, listener: Listener, text: string): Promise<void> {
    try {
      await listener(decode(text));
    } catch (error) {
      this.#log.warn({ topic, err: error }, 'a listener of signals failed');
    }
  }
}

/** Empty where there is no data: JSON has no word for `undefined`. Throws on what is no JSON. */
export function encode(data: Json | undefined): string {
  return data === undefined ? '' : JSON.stringify(data);
}

function decode(text: string): Json | undefined {
  return text === '' ? undefined : JSON.parse(text);
}
