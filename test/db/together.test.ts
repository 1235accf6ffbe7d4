// Calls with one item each that go together: what gathers, what fails, and what hangs.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { allDone, type Db, together } from '../../src/db/index.ts';

const db = {} as Db;

function recorded(work: (items: number[]) => Promise<unknown> = async () => {}, options = {}) {
  const batches: number[][] = [];
  const call = together(async (_db, items: number[]) => {
    batches.push(items);
    await work(items);
    return items.map((item) => item * 10);
  }, options);
  return { batches, call };
}

const all = (call: (db: Db, item: number) => Promise<number>, ...items: number[]) =>
  Promise.allSettled(items.map((item) => call(db, item)));
const values = (settled: PromiseSettledResult<number>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)));

describe('calls that go together', () => {
  test('those of the same moment are one batch, each with its own result', async () => {
    const { batches, call } = recorded();
    expect(values(await all(call, 1, 2, 3))).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  test('what comes while a batch is under way is the next', async () => {
    const { batches, call } = recorded(() => sleep(30));
    const first = all(call, 1, 2);
    await sleep(10);
    const next = [call(db, 3), call(db, 4)];
    await sleep(5);
    next.push(call(db, 5));
    expect(await Promise.all(next)).toEqual([30, 40, 50]);
    await first;
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  test('a batch that hangs holds up the next only briefly', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { batches, call } = recorded((items) => (items.includes(1) ? gate : Promise.resolve()));
    const hanging = call(db, 1);
    await sleep(10);
    expect(await call(db, 2)).toBe(20);
    expect(await call(db, 3)).toBe(30);
    release();
    expect(await hanging).toBe(10);
    expect(batches).toEqual([[1], [2], [3]]);
  });

  test('of a batch that fails only what is at fault fails', async () => {
    const { batches, call } = recorded(async (items) => {
      if (items.includes(2)) throw new Error('two');
    });
    expect(values(await all(call, 1, 2, 3))).toEqual([10, 'Error: two', 30]);
    expect(batches).toEqual([[1, 2, 3], [1], [2], [3]]);
    expect(values(await all(call, 4))).toEqual([40]);
  });

  test('in a transaction all of it fails, and nothing is done again', async () => {
    const failing = async (items: number[]) => {
      if (items.includes(2)) throw new Error('two');
    };
    const { batches, call } = recorded(failing, { inTransaction: true });
    expect(values(await all(call, 1, 2, 3))).toEqual(['Error: two', 'Error: two', 'Error: two']);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  test('databases do not share a batch', async () => {
    const { batches, call } = recorded();
    await Promise.all([call(db, 1), call({} as Db, 2)]);
    expect(batches).toEqual([[1], [2]]);
  });

  test('more than a hundred are several batches, in order', async () => {
    const { batches, call } = recorded();
    const items = Array.from({ length: 250 }, (_, at) => at);
    expect(values(await all(call, ...items))).toEqual(items.map((item) => item * 10));
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(batches.flat()).toEqual(items);
  });
});

describe('what was begun in a transaction', () => {
  test('is waited for to the end, and the first failure in time is thrown', async () => {
    const ended: string[] = [];
    const slow = sleep(30).then(() => {
      ended.push('slow');
      throw new Error('the second');
    });
    const quick = sleep(5).then(() => {
      ended.push('quick');
      throw new Error('the first');
    });
    await expect(allDone([slow, quick, 7])).rejects.toThrow('the first');
    expect(ended).toEqual(['quick', 'slow']);
    expect(await allDone([Promise.resolve(1), 'two'])).toEqual([1, 'two']);
  });
});
