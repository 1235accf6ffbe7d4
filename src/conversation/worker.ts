// Works off what waits: turns, sends, photos, timers. Signals say where to look at once; the sweep looks anyway.
import { setTimeout as sleep } from 'node:timers/promises';
import { turnstile } from '../db/index.ts';
import { quietTimer } from '../engine/index.ts';
import { overdueConversations } from '../records/inbox.ts';
import { fireNudges, fireTimers } from '../records/timers.ts';
import { learnNames } from './names.ts';
import { beginSends, reclaimOutbox } from './outbox.ts';
import { drainPhotos } from './photos.ts';
import { drainRecordings } from './recordings.ts';
import { type Runtime, topics } from './runtime.ts';
import { silenceWatch } from './silence.ts';
import { handleForgotten, handleHeads } from './turn.ts';

/** Between two rounds of the channels' upkeep. */
const tendEveryMs = 60_000;
/** Conversations that have their turns in one transaction: they share its cost, and wait for each other. */
const turnsTogether = 16;
/** Such transactions under way at once where they are slow; each needs a database connection. */
const transactionsAtOnce = 6;

export type Worker = {
  /** Takes nothing new and resolves when what it holds is finished. */
  stop(): Promise<void>;
};

/** Why a conversation is looked at: the sweep has found it; by itself, since it failed or may have failed with others. */
type Look = { forgotten: boolean; alone: boolean };

export function startWorker(runtime: Runtime): Worker {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  const report = (error: unknown, message: string) => runtime.log.error({ err: error }, message);

  // ── turns: a set of conversations to look at, some of them together, never one twice at once ──
  const waiting = new Map<string, Look>();
  const busy = new Set<string>();
  const turns = new Set<Promise<void>>();
  const gate = turnstile(transactionsAtOnce);

  function look(conversation: string, { forgotten = false, alone = false }: Partial<Look> = {}): void {
    if (stopped()) return;
    const known = waiting.get(conversation);
    waiting.set(conversation, { forgotten: known?.forgotten ?? forgotten, alone: alone || known?.alone === true });
    next();
  }

  function next(): void {
    if (!gate.isOpen()) return;
    const ready = [...waiting].filter(([id]) => !busy.has(id));
    const [first] = ready;
    if (!first) return;
    const [id, { forgotten, alone }] = first;
    const alike = ready.filter(([, each]) => !each.alone && each.forgotten === forgotten).map(([each]) => each);
    const turn = haveTurns(alone ? [id] : alike.slice(0, turnsTogether), forgotten).finally(() => turns.delete(turn));
    turns.add(turn);
    gate.enter(turn, next);
  }

  async function haveTurns(ids: string[], forgotten: boolean): Promise<void> {
    for (const id of ids) {
      waiting.delete(id);
      busy.add(id);
    }
    try {
      const { more, alone } = await (forgotten ? handleForgotten(runtime, ids) : handleHeads(runtime, ids));
      for (const id of alone) look(id, { forgotten, alone: true });
      for (const id of more) look(id);
    } catch (error) {
      report(error, 'conversations could not be handled; the sweep comes back to them');
    }
    for (const id of ids) busy.delete(id);
  }

  // ── sends, photos and recordings: one loop each, woken or swept ──
  const sending = new Set<Promise<void>>();
  const sends = loop(
    () => beginSends(runtime, stopped, sending, () => sends.wake()),
    'the outbox could not be worked off',
  );
  const photos = loop(() => drainPhotos(runtime, stopped), 'photos could not be worked off');
  const recordings = loop(() => drainRecordings(runtime, stopped), 'recordings could not be worked off');

  /** Runs `work` when woken, once at a time; woken meanwhile, once more. */
  function loop(work: () => Promise<void>, complaint: string) {
    let running: Promise<void> | undefined;
    let again = false;
    async function run(): Promise<void> {
      do {
        again = false;
        await work().catch((error) => report(error, complaint));
      } while (again && !stopped());
      running = undefined;
    }
    return {
      wake() {
        if (stopped()) return;
        again = true;
        running ??= run();
      },
      idle: () => running ?? Promise.resolve(),
    };
  }

  const watchForSilence = silenceWatch(runtime);

  async function sweep(): Promise<void> {
    const { db } = runtime.database;
    for (const conversation of await fireTimers(db, 100)) look(conversation);
    for (const conversation of await fireNudges(db, runtime.clock(), quietTimer, 100)) look(conversation);
    for (const conversation of await overdueConversations(db, runtime.pace.forgotten, 200))
      look(conversation, { forgotten: true });
    await reclaimOutbox(runtime);
    sends.wake();
    photos.wake();
    recordings.wake();
    await watchForSilence();
  }

  /** Each channel's upkeep; one that fails says so and is tried again. */
  async function tendForEver(): Promise<void> {
    while (!stopped()) {
      for (const { name, tend } of runtime.channels)
        await tend?.().catch((error) =>
          report(error, `the upkeep of the channel ${name} failed; it comes round again`),
        );
      await learnNames(runtime).catch((error) => report(error, 'names could not be asked for; it comes round again'));
      await sleep(tendEveryMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  async function sweepForEver(): Promise<void> {
    while (!stopped()) {
      await sweep().catch((error) => report(error, 'the sweep failed; it comes round again'));
      await sleep(runtime.pace.sweep * 1000, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const unsubscribe = [
    runtime.signals.subscribe(topics.inbox, (data) => look((data as { conversation: string }).conversation)),
    runtime.signals.subscribe(topics.outbox, () => sends.wake()),
    runtime.signals.subscribe(topics.photos, () => photos.wake()),
    runtime.signals.subscribe(topics.recordings, () => recordings.wake()),
  ];
  const sweeping = [sweepForEver(), tendForEver()];

  return {
    async stop() {
      stopping.abort();
      for (const end of unsubscribe) end();
      waiting.clear();
      await Promise.all([...turns, ...sweeping, sends.idle(), photos.idle(), recordings.idle()]);
      await Promise.all(sending);
    },
  };
}
