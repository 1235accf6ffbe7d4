// The queue of what this visitor did and the server has not stored yet.
// Must stay true: an item leaves the device's storage only when the server has it or the visitor drops it; items go
// out one at a time, in order, always with the same key; one that the server refuses does not hold up the others.
import type { Outcome } from './api.ts';
import type { Deed, Outgoing } from './state.ts';

/** The part of Storage that is needed; one entry per item, so that two tabs do not overwrite each other. */
export type Drawer = {
  all(): Record<string, string>;
  put(key: string, value: string): void;
  remove(key: string): void;
};

export type OutboxParts = {
  drawer: Drawer;
  deliver(item: Outgoing, moved: (share: number) => void): Promise<Outcome>;
  changed(item: Outgoing): void;
  dropped(key: string): void;
  newKey(): string;
  /** Words for an item that is given up without a sentence from the server. */
  explain(why: 'visitor' | 'error'): string;
  now?(): number;
  /** Milliseconds to wait after that many failures; by default 1, 2, 4, 8, then 15 s, a little unevenly. */
  pause?(tried: number): number;
};

/** Answers that blame this item, not the network: after so many it is shown as failed and the next one goes. */
const errorsAllowed = 4;
const refusedVisits = 3;
/** Progress is told in steps of this size: each one draws the page anew. */
const leastStep = 0.02;

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(parts: OutboxParts) {
  const { drawer, deliver, changed, dropped, newKey, explain } = parts;
  const now = parts.now ?? Date.now;
  const pause = parts.pause ?? ((tried) => Math.min(15_000, 1000 * 2 ** (tried - 1)) * (0.8 + Math.random() * 0.4));
  const items = new Map<string, Outgoing>();
  const blames = new Map<string, number>();
  let order = 0;
  let running = false;
  let wakeUp: (() => void) | undefined;

  function set(item: Outgoing, keep: boolean) {
    items.set(item.key, item);
    if (keep) drawer.put(item.key, JSON.stringify(stored(item)));
    changed(item);
  }

  function forget(key: string) {
    items.delete(key);
    blames.delete(key);
    drawer.remove(key);
  }

  function next(): Outgoing | undefined {
    return [...items.values()]
      .filter((item) => item.state !== 'failed')
      .sort((one, other) => one.at - other.at || one.order - other.order)[0];
  }

  async function run() {
    if (running) return;
    running = true;
    try {
      for (let item = next(); item; item = next()) await sendOne(item);
    } finally {
      running = false;
    }
  }

  async function sendOne(item: Outgoing) {
    const { key } = item;
    set({ ...item, state: 'sending' }, false);
    const outcome = await deliver(item, (progress) => {
      const held = items.get(key);
      const step = progress - (held?.progress ?? 0);
      if (held?.state === 'sending' && (step >= leastStep || progress === 1)) set({ ...held, progress }, false);
    });
    const held = items.get(key);
    if (!held) return; // Settled or dropped meanwhile.
    if (outcome.kind === 'stored') {
      forget(key);
      changed({ ...held, state: 'sent', progress: 1 });
      return;
    }
    if (outcome.kind === 'refused') {
      const lost = outcome.lost ? { lost: true } : {};
      set({ ...held, state: 'failed', progress: 0, why: outcome.message ?? explain('error'), ...lost }, true);
      return;
    }
    const why = giveUp(key, outcome.why);
    if (why) {
      set({ ...held, state: 'failed', progress: 0, why: explain(why) }, true);
      return;
    }
    const tried = held.tried + 1;
    set({ ...held, state: 'waiting', progress: 0, tried }, false);
    await sleep(Math.max(outcome.after ?? 0, pause(tried)), outcome.why === 'network');
  }

  /** The network and a server that is away are nobody's fault and never end an item. */
  function giveUp(key: string, why: 'network' | 'away' | 'visitor' | 'error'): 'visitor' | 'error' | undefined {
    if (why === 'network' || why === 'away') return undefined;
    const blamed = (blames.get(key) ?? 0) + 1;
    blames.set(key, blamed);
    return blamed >= (why === 'visitor' ? refusedVisits : errorsAllowed) ? why : undefined;
  }

  /** A pause that the server asked for is kept; one for want of a network ends when it is back. */
  function sleep(time: number, interruptible: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, time);
      function done() {
        clearTimeout(timer);
        wakeUp = undefined;
        resolve();
      }
      if (interruptible) wakeUp = done;
    });
  }

  return {
    /** Puts in the items that an earlier page left behind. */
    restore() {
      for (const [key, value] of Object.entries(drawer.all())) {
        const item = parse(key, value);
        if (!item) drawer.remove(key);
        else if (!items.has(key)) set(item, false);
      }
      void run();
    },
    add(deed: Deed, after: number, key = newKey()): Outgoing {
      order += 1;
      const item: Outgoing = { key, at: now(), order, after, deed, state: 'waiting', tried: 0 };
      set(item, true);
      void run();
      return item;
    },
    /** The server has shown us this message: there is nothing left to send. */
    settle(key: string) {
      if (items.has(key)) forget(key);
    },
    /** The visitor wants it sent again. */
    retry(key: string) {
      const item = items.get(key);
      if (item?.state !== 'failed') return;
      const { why: _, ...again } = item;
      blames.delete(key);
      set({ ...again, state: 'waiting', tried: 0 }, true);
      void run();
    },
    drop(key: string) {
      forget(key);
      dropped(key);
    },
    /** Says that trying at once is worth while: the network is back. */
    wake() {
      wakeUp?.();
      void run();
    },
    /** What is not stored yet, failed ones included. */
    keys: () => [...items.keys()],
  };
}

/** Only what must outlive the page. */
function stored({ at, order, after, deed, state, why, lost }: Outgoing) {
  return { at, order, after, deed, ...(state === 'failed' ? { why: why ?? '', lost } : {}) };
}

function parse(key: string, value: string): Outgoing | undefined {
  try {
    const { at, order, after, deed, why, lost } = JSON.parse(value) as Outgoing;
    if (typeof at !== 'number' || typeof deed?.kind !== 'string') return undefined;
    const failed = why === undefined ? { state: 'waiting' as const } : { state: 'failed' as const, why };
    return { key, at, order, after, deed, tried: 0, ...failed, ...(lost ? { lost } : {}) };
  } catch {
    return undefined; // Not ours, or cut off: nothing in it can be sent.
  }
}
