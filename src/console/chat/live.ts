// Keeps the page up to date: the server's event stream, reconnected with growing pauses, and asking every few seconds
// where no stream can stay up. Must stay true: after every (re)connection the messages are read again, so whatever was
// said in between is never missed; `up` is only reported after the server has really answered.
import type { ChatMessage } from '../../http/contract/chat.ts';
import { streamUrl } from './api.ts';

const pauses = [1000, 2000, 4000, 8000, 15_000];
const pollEvery = 5000;
/** No event for so long (the server sends one every 15 s): the line may be dead without anybody having noticed. */
const silence = 40_000;
const openTime = 10_000;
/** The stream does not wait longer than this for the first read. */
const firstPatience = 3000;

export type LiveParts = {
  /** Reads the newest messages; whether they held something that had not come yet. Throws without an answer. */
  refresh(): Promise<boolean>;
  message(message: ChatMessage): void;
  typing(): void;
  line(line: 'up' | 'down'): void;
};

export type Live = { check(): void };

export function goLive({ refresh, message, typing, line }: LiveParts): Live {
  let stream: EventSource | undefined;
  let failures = 0;
  let heard = Date.now();
  let beats = false;
  let down = false;
  let polling: ReturnType<typeof setTimeout> | undefined;
  let connecting: ReturnType<typeof setTimeout> | undefined;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let asking: Promise<boolean> | undefined;

  /** True when there was news. Callers at the same time share one read. */
  async function ask(): Promise<boolean> {
    const mine = asking ?? refresh();
    asking = mine;
    try {
      const news = await mine;
      tellLine('up');
      return news;
    } catch {
      tellLine('down');
      return false;
    } finally {
      if (asking === mine) asking = undefined;
    }
  }

  function tellLine(now: 'up' | 'down') {
    const back = down && now === 'up';
    down = now === 'down';
    line(now);
    if (back && !stream) connect(); // No need to wait out the pause.
  }

  function hear() {
    heard = Date.now();
    failures = 0;
    stopPolling();
  }

  function connect() {
    clearTimeout(connecting);
    connecting = undefined;
    close();
    const mine = new EventSource(streamUrl);
    stream = mine;
    beats = false;
    opening = setTimeout(() => fail(mine), openTime);
    mine.onopen = () => {
      clearTimeout(opening);
      heard = Date.now();
      if (failures < 2) stopPolling();
      asking = undefined; // A read that began before the stream was open may miss what came between.
      void ask();
    };
    mine.onerror = () => fail(mine);
    mine.addEventListener('message', (event) => {
      hear();
      message(JSON.parse(event.data) as ChatMessage);
      tellLine('up');
    });
    mine.addEventListener('typing', () => {
      hear();
      typing();
    });
    mine.addEventListener('beat', () => {
      hear();
      beats = true;
    });
  }

  function close() {
    clearTimeout(opening);
    stream?.close();
    stream = undefined;
  }

  function fail(which: EventSource) {
    if (which !== stream) return;
    close();
    failures += 1;
    // Whether the line is down or only the stream, the answer to a plain question tells.
    void ask();
    if (failures > 1) startPolling();
    const pause = pauses[Math.min(failures, pauses.length) - 1] ?? 15_000;
    connecting ??= setTimeout(connect, pause * (0.8 + Math.random() * 0.4));
  }

  function startPolling() {
    polling ??= setTimeout(async () => {
      polling = undefined;
      await ask();
      if (failures > 1) startPolling();
    }, pollEvery);
  }

  function stopPolling() {
    clearTimeout(polling);
    polling = undefined;
  }

  /** Asks now; if the stream should have told us what we find, it is deaf: start it again. */
  async function check() {
    if (!stream) {
      connect();
      return;
    }
    if ((await ask()) && stream) fail(stream);
  }

  setInterval(() => {
    if (!stream || document.hidden || Date.now() - heard < silence) return;
    heard = Date.now();
    if (beats) fail(stream);
    else void check();
  }, 5000);
  addEventListener('offline', () => {
    tellLine('down');
    if (stream) fail(stream);
  });
  addEventListener('online', connect);
  addEventListener('pageshow', (event) => {
    if (event.persisted) connect();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && (!stream || Date.now() - heard > 20_000)) connect();
  });

  // The messages come first: with them the visitor's cookie, and on a weak signal what people want to see.
  connecting = setTimeout(connect, firstPatience);
  void ask().then(() => {
    if (!stream) connect();
  });
  return { check: () => void check() };
}
