// One contract, both kinds of signals; then what only Redis can do: other processes, and going away.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Buckets } from '../../src/signals/buckets.ts';
import { inProcess, type Json, type Signals, redis as throughRedis } from '../../src/signals/index.ts';
import { needs, redisUrl } from '../support/services.ts';
import { TcpProxy } from './proxy.ts';

const found = await redisUrl();
const hasRedis = needs('Redis', found);
const url = found ?? '';
/** Runs of the suite at the same time, on one Redis, do not hear each other. */
const prefix = `lensan-test-${randomUUID()}:`;

const open: Signals[] = [];
const warnings: { details: object; message: string }[] = [];
const log = { warn: (details: object, message: string) => void warnings.push({ details, message }) };
function opened<S extends Signals>(signals: S): S {
  open.push(signals);
  return signals;
}

beforeEach(() => {
  warnings.length = 0;
});
afterEach(async () => {
  for (const signals of open.splice(0)) await signals.close();
});

const makeInProcess = async () => opened(inProcess({ log }));
async function makeRedis(at = url) {
  const signals = opened(throughRedis(at, { log, prefix }));
  await vi.waitFor(() => expect(signals.connected()).toBe(true), { timeout: 5000 });
  return signals;
}

/** Collects what a topic brings. */
function ear(signals: Signals, topic: string): (Json | undefined)[] {
  const heard: (Json | undefined)[] = [];
  signals.subscribe(topic, (data) => void heard.push(data));
  return heard;
}

/** Long enough for an echo through Redis to have come. */
const quiet = () => pause(100);

/** Publishes until it is heard: a subscription takes a moment to reach Redis. */
async function untilHeard(from: Signals, topic: string, heard: unknown[]): Promise<void> {
  const before = heard.length;
  await vi.waitFor(
    () => {
      from.publish(topic, 'are you there?');
      expect(heard.length).toBeGreaterThan(before);
    },
    { timeout: 8000, interval: 50 },
  );
  await quiet();
  heard.length = 0;
}

const kinds = [
  { name: 'signals within one process', make: makeInProcess, runs: true },
  { name: 'signals through Redis', make: () => makeRedis(), runs: hasRedis },
];

for (const { name, make, runs } of kinds) {
  describe.skipIf(!runs)(name, () => {
    let signals: Signals;
    beforeEach(async () => {
      signals = await make();
    });

    it('reach every listener of their topic exactly once, and no other', async () => {
      const [first, second, other] = [ear(signals, 'a'), ear(signals, 'a'), ear(signals, 'b')];
      await quiet();
      signals.publish('a', { id: 1 });
      signals.publish('a');
      await quiet();
      expect(first).toEqual([{ id: 1 }, undefined]);
      expect(second).toEqual(first);
      expect(other).toEqual([]);
    });

    it('carry any JSON, Vietnamese included', async () => {
      const heard = ear(signals, 'chè tân cương');
      const data: Json[] = ['Dạ, bác ạ', '', 0, false, null, [1, ['a b']], { a: { b: null } }];
      for (const one of data) signals.publish('chè tân cương', one);
      await quiet();
      expect(heard).toEqual(data);
    });

    it('come after publish has returned, each listener with a copy of its own', async () => {
      const data = { list: [1] };
      const heard: Json[] = [];
      signals.subscribe('a', (received) => {
        if (received && typeof received === 'object' && 'list' in received) received.list = ['changed'];
      });
      signals.subscribe('a', (received) => void heard.push(received ?? null));
      signals.publish('a', data);
      data.list.push(2);
      expect(heard).toEqual([]);
      await quiet();
      expect(heard).toEqual([{ list: [1] }]);
    });

    it('stop when the subscription ends, even for what is under way', async () => {
      const heard: unknown[] = [];
      const listener = (data: Json | undefined) => void heard.push(data);
      const endFirst = signals.subscribe('a', listener);
      const endSecond = signals.subscribe('a', listener);
      signals.publish('a', 1);
      endFirst();
      endFirst();
      await quiet();
      expect(heard).toEqual([1]);
      endSecond();
      signals.publish('a', 2);
      signals.subscribe('a', listener);
      await quiet();
      signals.publish('a', 3);
      await quiet();
      expect(heard).toEqual([1, 3]);
    });

    it('outlive a listener that throws or rejects, and what is no JSON', async () => {
      signals.subscribe('a', () => {
        throw new Error('throws');
      });
      signals.subscribe('a', async () => {
        throw new Error('rejects');
      });
      const heard = ear(signals, 'a');
      const circular: { self?: Json } = {};
      circular.self = circular;
      signals.publish('a', circular);
      signals.publish('a', 1);
      await quiet();
      expect(heard).toEqual([1]);
      expect(warnings.map((one) => one.message).sort()).toEqual([
        'a listener of signals failed',
        'a listener of signals failed',
        'a signal could not be written as JSON',
      ]);
    });

    it('let through what the bucket holds, then one more after the time it says', async () => {
      const key = randomUUID();
      const bucket = { capacity: 3, perSecond: 5 };
      const taken = await Promise.all(Array.from({ length: 5 }, () => signals.take(key, bucket)));
      expect(taken.map((one) => one.ok)).toEqual([true, true, true, false, false]);
      const refused = taken[4];
      if (!refused || refused.ok) throw new Error('the fifth got a token');
      expect(refused.retryAfter).toBeGreaterThan(0.05);
      expect(refused.retryAfter).toBeLessThan(0.25);

      await pause(refused.retryAfter * 1000);
      expect(await signals.take(key, bucket)).toEqual({ ok: true });
      expect((await signals.take(key, bucket)).ok).toBe(false);
      expect(await signals.take(randomUUID(), bucket)).toEqual({ ok: true });
    });

    it('fill a bucket no higher than its capacity', async () => {
      const key = randomUUID();
      const bucket = { capacity: 2, perSecond: 20 };
      await signals.take(key, bucket);
      await pause(300);
      const taken = await Promise.all([1, 2, 3].map(() => signals.take(key, bucket)));
      expect(taken.map((one) => one.ok)).toEqual([true, true, false]);
    });

    it('are silent after close, which may be called twice', async () => {
      const heard = ear(signals, 'a');
      signals.publish('a', 1);
      await signals.close();
      signals.publish('a', 2);
      signals.subscribe('a', () => {})();
      expect((await signals.take(randomUUID(), { capacity: 1, perSecond: 1 })).ok).toBe(true);
      await signals.close();
      await quiet();
      expect(heard).toEqual([]);
    });
  });
}

describe('buckets of one process', () => {
  it('forget the keys that are full again', () => {
    const buckets = new Buckets();
    for (let i = 0; i < 5000; i++) buckets.take(`visitor ${i}`, { capacity: 2, perSecond: 1 }, i / 100);
    expect(buckets.size).toBeLessThan(1500);
  });

  it('go on when the clock stands still', () => {
    const buckets = new Buckets();
    const take = () => buckets.take('a', { capacity: 1, perSecond: 1 }, 5);
    expect([take().ok, take().ok]).toEqual([true, false]);
  });
});

describe.skipIf(!hasRedis)('signals of two processes', () => {
  it('reach each other exactly once', async () => {
    const [one, two] = [await makeRedis(), await makeRedis()];
    const [heardByOne, heardByTwo] = [ear(one, 'a'), ear(two, 'a')];
    await untilHeard(one, 'a', heardByTwo);
    await untilHeard(two, 'a', heardByOne);
    heardByTwo.length = 0;
    for (let i = 0; i < 50; i++) one.publish('a', i);
    await vi.waitFor(() => expect(heardByTwo.length).toBeGreaterThanOrEqual(50));
    await quiet();
    expect(heardByOne).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(heardByTwo).toEqual(heardByOne);
  });

  it('share one bucket, which expires', async () => {
    const [one, two] = [await makeRedis(), await makeRedis()];
    const key = randomUUID();
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 2 ? one : two).take(key, { capacity: 10, perSecond: 0.5 })),
    );
    expect(taken.filter((each) => each.ok)).toHaveLength(10);
    const client = new Redis(url);
    const lives = await client.pttl(`${prefix}bucket:${key}`);
    client.disconnect();
    expect(lives).toBeGreaterThan(10_000);
    expect(lives).toBeLessThan(25_000);
  });
});

describe.skipIf(!hasRedis)('while Redis is away', () => {
  let proxy: TcpProxy;
  const through = () => {
    const at = new URL(url);
    at.hostname = '127.0.0.1';
    at.port = String(proxy.port);
    return at.href;
  };
  const rejections: unknown[] = [];
  const note = (reason: unknown) => void rejections.push(reason);
  beforeAll(() => void process.on('unhandledRejection', note));
  afterAll(() => void process.off('unhandledRejection', note));
  beforeEach(async () => {
    rejections.length = 0;
    proxy = new TcpProxy(new URL(url));
    await proxy.open();
  });
  afterEach(() => proxy.close());

  /** What every caller may rely on whatever Redis does. */
  async function expectToServe(signals: Signals): Promise<void> {
    const heard = ear(signals, 'here');
    const start = performance.now();
    for (let i = 0; i < 100; i++) signals.publish('here', i);
    expect(performance.now() - start).toBeLessThan(400);
    const key = randomUUID();
    const taken: boolean[] = [];
    for (let i = 0; i < 10; i++) taken.push((await signals.take(key, { capacity: 2, perSecond: 0.01 })).ok);
    expect(taken.filter(Boolean)).toHaveLength(2);
    // One time-out at most: whoever comes after it need not wait it out again.
    expect(performance.now() - start).toBeLessThan(1500);
    await vi.waitFor(() => expect(heard).toHaveLength(100));
  }

  it('goes on within the process, with one warning, and reaches others again once it is back', async () => {
    const [cut, whole] = [await makeRedis(through()), await makeRedis()];
    const [heardByCut, heardByWhole] = [ear(cut, 'a'), ear(whole, 'a')];
    await untilHeard(cut, 'a', heardByWhole);

    await proxy.close();
    await vi.waitFor(() => expect(cut.connected()).toBe(false));
    await expectToServe(cut);
    const later = ear(cut, 'subscribed while away');
    const ended = cut.subscribe('ended while away', () => {});
    ended();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain('Redis is away');

    await proxy.open();
    await untilHeard(cut, 'a', heardByWhole);
    await untilHeard(whole, 'a', heardByCut);
    await untilHeard(whole, 'subscribed while away', later);
    expect(rejections).toEqual([]);
  });

  it('goes on when commands are under way as the connection breaks', async () => {
    const signals = await makeRedis(through());
    proxy.stall(true);
    const taken = Array.from({ length: 20 }, () => signals.take('a', { capacity: 5, perSecond: 0.01 }));
    signals.publish('a', 1);
    await pause(50);
    await proxy.close();
    expect((await Promise.all(taken)).filter((one) => one.ok)).toHaveLength(5);
    expect(rejections).toEqual([]);
  });

  it('goes on when Redis hangs without a word', async () => {
    const signals = await makeRedis(through());
    proxy.stall(true);
    await expectToServe(signals);
    expect(rejections).toEqual([]);
    proxy.stall(false);
  });

  it('finds a connection that has gone dead, and renews it', async () => {
    const signals = opened(throughRedis(through(), { log, prefix, pingEveryMs: 200 }));
    const whole = await makeRedis();
    const heard = ear(signals, 'a');
    await untilHeard(whole, 'a', heard);
    await pause(500);
    expect(signals.connected()).toBe(true);
    proxy.stall(true);
    await vi.waitFor(() => expect(signals.connected()).toBe(false), { timeout: 8000 });
    proxy.stall(false);
    await untilHeard(whole, 'a', heard);
    expect(rejections).toEqual([]);
  }, 20_000);

  it('starts, serves and closes without Redis ever having answered', async () => {
    await proxy.close();
    const signals = opened(throughRedis(through(), { log, prefix }));
    await expectToServe(signals);
    expect(signals.connected()).toBe(false);
    const start = performance.now();
    await signals.close();
    expect(performance.now() - start).toBeLessThan(2500);
    expect(rejections).toEqual([]);
  });

  it('never writes the password into the log', async () => {
    const at = new URL(url);
    at.username = 'nobody';
    at.password = 'mat-khau-bi-mat';
    const signals = opened(throughRedis(at.href, { log, prefix }));
    await expectToServe(signals);
    await vi.waitFor(() => expect(warnings).not.toEqual([]));
    await pause(200);
    expect(signals.connected()).toBe(false);
    expect(JSON.stringify(warnings)).not.toContain('mat-khau-bi-mat');
  });
});
