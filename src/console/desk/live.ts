// Keeps the console up to date: one stream of hints, connected anew with growing pauses.
// Must stay true: after every (re)connection everything shown is asked for again, and slowly while the page is looked at, for
// a hint may be lost on the server's side; a line without a beat is a dead one.
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { consoleEvents } from '../../http/contract/console.ts';
import { streamUrl } from './api.ts';
import { restOutgoing, wakeOutgoing } from './outgoing.ts';
import { client, refreshAll, refreshLists, refreshTalk } from './queries.ts';

export type Line = 'up' | 'down';
/** The part of an EventSource that is needed. */
export type Source = { addEventListener(event: string, act: (event: Event) => void): void; close(): void };

export type LiveParts = {
  open(conversation: string | undefined): Source;
  /** The lists changed. */
  tickets(conversation: unknown): void;
  /** The named conversation changed. */
  thread(conversation: string): void;
  /** A stream has opened: what came before it was told to nobody. */
  again(): void;
  line(line: Line): void;
  now?(): number;
};

/** The server beats every 15 s. */
export const silence = 40_000;
export const pauses = [1000, 2000, 4000, 8000, 15_000];
const openTime = 10_000;
const watchEvery = 5000;
/** Not the same for all, or all would ask at once after the server has restarted. */
const askEvery = () => 45_000 + Math.random() * 15_000;

export type Live = ReturnType<typeof goLive>;

export function goLive(parts: LiveParts) {
  const now = parts.now ?? Date.now;
  let conversation: string | undefined;
  /** The newest stream; and the one that stands until it has opened. */
  let source: Source | undefined;
  let standing: Source | undefined;
  let heard = now();
  let failures = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function connect() {
    clearTimeout(pause);
    clearTimeout(opening);
    pause = undefined;
    if (source !== standing) source?.close();
    const mine = parts.open(conversation);
    const named = conversation;
    source = mine;
    opening = setTimeout(() => fail(mine), openTime);
    mine.addEventListener('open', () => {
      if (mine !== source) return;
      clearTimeout(opening);
      if (mine !== standing) standing?.close(); // Only now: no hint falls between two streams.
      standing = mine;
      heard = now();
      parts.again();
      failures = 0;
      parts.line('up');
    });
    mine.addEventListener('error', () => fail(mine));
    for (const event of consoleEvents)
      mine.addEventListener(event, (message) => {
        if (mine !== source && mine !== standing) return;
        heard = now();
        if (event === 'tickets') parts.tickets(conversationIn(message as MessageEvent));
        if (event === 'thread' && named) parts.thread(named);
      });
  }

  function fail(which: Source) {
    which.close();
    if (which !== source || stopped) return;
    clearTimeout(opening);
    standing?.close();
    standing = undefined;
    source = undefined;
    failures += 1;
    parts.line('down');
    const time = pauses[Math.min(failures, pauses.length) - 1] ?? 15_000;
    pause ??= setTimeout(connect, time * (0.8 + Math.random() * 0.4));
  }

  const watch = setInterval(() => {
    if (source && now() - heard > silence) fail(source);
  }, watchEvery);
  connect();

  return {
    /** Hints about another conversation from now on. */
    follow(next: string | undefined) {
      if (next === conversation) return;
      conversation = next;
      if (source) connect();
    },
    /** The device says that there is no network. */
    lost() {
      if (source) fail(source);
    },
    /** Worth a try at once: the network is back, or the page is looked at again. */
    wake() {
      if (!source) connect();
      else if (now() - heard > silence) fail(source);
    },
    stop() {
      stopped = true;
      clearInterval(watch);
      clearTimeout(pause);
      clearTimeout(opening);
      source?.close();
      standing?.close();
    },
  };
}

function conversationIn({ data }: MessageEvent): unknown {
  try {
    return (JSON.parse(String(data)) as { conversation?: unknown } | null)?.conversation;
  } catch {
    return undefined;
  }
}

/** Runs at once, and at most once more after `time` however often it is called meanwhile. */
export function calm(act: () => void, time = 1000): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;
  const run = () => {
    wanted = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (wanted) run();
    }, time);
    act();
  };
  return () => {
    wanted = true;
    if (timer === undefined) run();
  };
}

// ── in the page ──

let line: Line = 'up';
const listeners = new Set<() => void>();
const listen = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

function tell(next: Line) {
  if (line === next) return;
  line = next;
  for (const changed of listeners) changed();
}

/** Holds the line while the signed-in pages are shown, and says how it is. */
export function useLive(conversation: string | undefined): Line {
  const live = useRef<Live>(undefined);
  useEffect(() => {
    let open: string | undefined;
    const lists = calm(() => void refreshLists());
    const talk = calm(() => {
      if (open) void refreshTalk(open);
    }, 400);
    const all = calm(() => {
      void refreshAll();
      wakeOutgoing();
    });
    const held = goLive({
      open: (named) => {
        open = named;
        return new EventSource(streamUrl(named));
      },
      tickets: (changed) => {
        lists();
        if (changed === undefined || changed === open) talk();
      },
      thread: talk,
      again: all,
      line: (now) => {
        tell(now);
        // Perhaps it is not the line: whoever is no longer signed in finds out by this.
        if (now === 'down') void client.invalidateQueries({ queryKey: ['me'] });
      },
    });
    live.current = held;
    // What an earlier page left behind.
    wakeOutgoing();
    const looked = () => {
      if (document.hidden) return;
      held.wake();
      all();
    };
    const slowly = setInterval(() => document.hidden || void refreshAll(), askEvery());
    const away = () => held.lost();
    window.addEventListener('focus', looked);
    window.addEventListener('online', looked);
    window.addEventListener('offline', away);
    document.addEventListener('visibilitychange', looked);
    return () => {
      live.current = undefined;
      held.stop();
      clearInterval(slowly);
      restOutgoing();
      window.removeEventListener('focus', looked);
      window.removeEventListener('online', looked);
      window.removeEventListener('offline', away);
      document.removeEventListener('visibilitychange', looked);
    };
  }, []);
  useEffect(() => live.current?.follow(conversation), [conversation]);
  return useSyncExternalStore(listen, () => line);
}
