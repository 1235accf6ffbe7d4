// Signals across processes by Redis: pub/sub for news, one Lua script for token buckets.
// A Redis that is slow, away or wrong costs its callers nothing: news stays within this process, buckets turn local,
// one warning a while says so, and everything goes on as before once it is back.
import { randomUUID } from 'node:crypto';
import { Redis, type RedisOptions } from 'ioredis';
import { Buckets, wait } from './buckets.ts';
import type { Log, Signals } from './contract.ts';
import { encode, Listeners } from './listeners.ts';

/** Longest that `take` waits for Redis before it turns to this process's own bucket. */
const patienceMs = 500;
/** And then for how long nobody waits for it again. */
const distrustMs = 2000;
const warnEveryMs = 30_000;

const connection: RedisOptions = {
  connectTimeout: 2000,
  commandTimeout: patienceMs,
  keepAlive: 30_000,
  retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), 2000),
  // After a fail-over the old primary stays reachable, but only for reading.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
  // Nothing is kept for later: old news is no news, and a bucket cannot wait.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  disableClientInfo: true,
};

// The clock is Redis's own, so processes whose clocks differ share one bucket. A bucket that is full again expires.
const takeToken = `
local capacity, per_second = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local before = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(before[1]) or capacity, tonumber(before[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) * per_second)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = (1 - tokens) / per_second end
redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) / per_second * 1000) + 1000)
return tostring(wait)
`;

type Options = {
  log: Log;
  prefix?: string;
  /** How soon a connection that has gone dead without a word is found. */
  pingEveryMs?: number;
};

/** `connected` tells whether signals reach other processes just now: for the health page, never a condition to act. */
export function redis(
  url: string,
  { log, prefix = 'lensan:', pingEveryMs = 10_000 }: Options,
): Signals & { connected(): boolean } {
  const listeners = new Listeners(log);
  const buckets = new Buckets();
  const self = randomUUID();
  const warn = rateLimitedWarning(log);
  const publisher = new Redis(url, connection);
  const subscriber = new Redis(url, connection);
  let closed = false;
  let distrustedUntil = 0;

  for (const client of [publisher, subscriber]) client.on('error', warn);
  // A subscriber that only listens would never notice that its connection has gone dead.
  const ping = setInterval(() => {
    for (const client of [publisher, subscriber]) void renewIfDead(client, warn);
  }, pingEveryMs).unref();

  // Subscriptions are kept here, not in ioredis: each new connection starts from what is wanted by then.
  subscriber.on('ready', () => {
    const wanted = listeners.topics().map((topic) => prefix + topic);
    if (wanted.length > 0) subscriber.subscribe(...wanted).catch(warn);
  });
  subscriber.on('message', (name: string, message: string) => {
    const { from, text } = opened(message);
    // Our own have been delivered when they were published.
    if (from !== self) listeners.deliver(name.slice(prefix.length), text);
  });

  return {
    shared: true,

    connected: () => publisher.status === 'ready' && subscriber.status === 'ready',

    publish(topic, data) {
      if (closed) return;
      try {
        const text = encode(data);
        listeners.deliver(topic, text);
        if (publisher.status === 'ready') publisher.publish(prefix + topic, `${self} ${text}`).catch(warn);
        else warn(new Error('not connected'));
      } catch (error) {
        log.warn({ topic, err: error }, 'a signal could not be written as JSON');
      }
    },

    subscribe(topic, listener) {
      const isNew = !listeners.has(topic);
      const remove = listeners.add(topic, listener);
      if (isNew && subscriber.status === 'ready') subscriber.subscribe(prefix + topic).catch(warn);
      return () => {
        if (!listeners.has(topic)) return;
        remove();
        if (!listeners.has(topic) && subscriber.status === 'ready') subscriber.unsubscribe(prefix + topic).catch(warn);
      };
    },

    async take(key, bucket) {
      if (publisher.status === 'ready' && performance.now() >= distrustedUntil) {
        try {
          const { capacity, perSecond } = bucket;
          const seconds = Number(await publisher.eval(takeToken, 1, `${prefix}bucket:${key}`, capacity, perSecond));
          return seconds === 0 ? { ok: true } : { ok: false, retryAfter: wait(seconds) };
        } catch (error) {
          distrustedUntil = performance.now() + distrustMs;
          warn(error);
        }
      }
      return buckets.take(key, bucket);
    },

    async close() {
      closed = true;
      clearInterval(ping);
      listeners.clear();
      buckets.clear();
      await Promise.all([ended(publisher), ended(subscriber)]);
    },
  };
}

function opened(message: string): { from: string; text: string } {
  const space = message.indexOf(' ');
  return { from: message.slice(0, space), text: message.slice(space + 1) };
}

/** Only the words of an error: ioredis hangs the command on it, and the command may be AUTH with its password. */
function rateLimitedWarning(log: Log): (error: unknown) => void {
  let last = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (error) => {
    if (performance.now() - last < warnEveryMs) {
      unsaid++;
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason, unsaid }, 'Redis is away: signals stay within this process');
    last = performance.now();
    unsaid = 0;
  };
}

async function renewIfDead(client: Redis, warn: (error: unknown) => void): Promise<void> {
  if (client.status !== 'ready') return;
  try {
    // Twice, since it may have been this process that was too busy to hear the answer.
    await client.ping().catch(() => client.ping());
  } catch (error) {
    warn(error);
    client.disconnect(true);
  }
}

async function ended(client: Redis): Promise<void> {
  const isOpen = ['connecting', 'connect', 'ready'].includes(client.status);
  const end = new Promise<void>((resolve) => client.once('end', resolve));
  client.disconnect();
  // Between two tries there is no connection whose end could be heard.
  if (isOpen) await end;
}
