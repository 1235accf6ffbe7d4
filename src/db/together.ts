// Statements that take many items at once, for callers that have one each.
import type { Db } from './index.ts';
import { type Turnstile, turnstile } from './turnstile.ts';

/** Batches under way at once on one database, where they are slow. */
const atOnce = 4;
/** Items in one batch. */
const most = 100;

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
type Queue<Item, Result> = { waiting: Waiting<Item, Result>[]; isCalled: boolean; turnstile: Turnstile };

/**
 * Makes of a statement for many items a call with one: what comes at the same moment, or while others are under way, goes in one
 * batch. A batch that fails is done again item by item, so that only what is at fault fails: the statement must bear to be
 * repeated. In a transaction nothing is repeated, for the failure has ended it.
 * @param run returns a result for each item, in their order
 */
export function together<Item, Result>(
  run: (db: Db, items: Item[]) => Promise<Result[]>,
  { inTransaction = false } = {},
): (db: Db, item: Item) => Promise<Result> {
  const queues = new WeakMap<Db, Queue<Item, Result>>();

  function queueOf(db: Db): Queue<Item, Result> {
    const queue = queues.get(db) ?? { waiting: [], isCalled: false, turnstile: turnstile(atOnce) };
    queues.set(db, queue);
    return queue;
  }

  async function runBatch(db: Db, batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const items = batch.map(({ item }) => item);
      const results = await run(db, items);
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result);
    } catch (error) {
      if (batch.length === 1 || inTransaction) for (const { reject } of batch) reject(error);
      else await Promise.all(batch.map((one) => runBatch(db, [one])));
    }
  }

  function next(db: Db, queue: Queue<Item, Result>): void {
    queue.isCalled = false;
    if (queue.waiting.length === 0 || !queue.turnstile.isOpen()) return;
    queue.turnstile.enter(runBatch(db, queue.waiting.splice(0, most)), () => next(db, queue));
  }

  return (db, item) =>
    new Promise((resolve, reject) => {
      const queue = queueOf(db);
      queue.waiting.push({ item, resolve, reject });
      if (queue.isCalled) return;
      queue.isCalled = true;
      setImmediate(next, db, queue);
    });
}
