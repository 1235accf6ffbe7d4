// Signals for one process: nothing to install. The default when no REDIS_URL is set.
import { Buckets } from './buckets.ts';
import type { Log, Signals } from './contract.ts';
import { encode, Listeners } from './listeners.ts';

export function inProcess({ log }: { log: Log }): Signals {
  const listeners = new Listeners(log);
  const buckets = new Buckets();
  return {
    shared: false,

    publish(topic, data) {
      try {
        listeners.deliver(topic, encode(data));
      } catch (error) {
        log.warn({ topic, err: error }, 'a signal could not be written as JSON');
      }
    },
    subscribe: (topic, listener) => listeners.add(topic, listener),
    take: async (key, bucket) => buckets.take(key, bucket),
    async close() {
      listeners.clear();
      buckets.clear();
    },
  };
}
