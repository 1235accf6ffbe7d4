// The console's parts without a browser: times, the live line, what goes out, how pages of a thread meet.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../locales/en/console.json' with { type: 'json' };
import vietnamese from '../../locales/vi/console.json' with { type: 'json' };
import errors from '../../locales/vi/errors.json' with { type: 'json' };
import { Refused, wordsOf } from '../../src/console/desk/api.ts';
import { waitingOnes } from '../../src/console/desk/calls.ts';
import { calm, goLive, type LiveParts, silence } from '../../src/console/desk/live.ts';
import {
  discard,
  keepDraft,
  readDraft,
  restOutgoing,
  send,
  sendAgain,
  settle,
  unsent,
  wakeOutgoing,
} from '../../src/console/desk/outgoing.ts';
import { joined } from '../../src/console/desk/queries.ts';
import { tOf } from '../../src/console/desk/texts.ts';
import { clock, date, dayName, due, moment, waiting } from '../../src/console/desk/time.ts';
import type { Thread, TicketRow } from '../../src/http/contract/console.ts';
import { fieldNames, fieldOf } from '../../src/model/fields.ts';
import { reading } from '../understanding/support.ts';

const now = Date.parse('2026-11-23T05:00:00.000Z');

describe('the desk’s times', () => {
  it('are those of Vietnam', () => {
    expect(clock('2026-11-23T00:05:00.000Z')).toBe('07:05');
    expect(date('2026-11-22T17:03:00.000Z', now)).toBe('23/11');
    expect(date('2025-11-22T10:00:00.000Z', now)).toBe('22/11/2025');
    expect(moment('2026-11-22T17:03:00.000Z', now)).toBe('00:03');
    expect(moment('2026-11-22T16:59:00.000Z', now)).toBe('22/11');
  });

  it('name today and yesterday beside the date', () => {
    expect(dayName('2026-11-23T01:00:00.000Z', now)).toEqual({ key: 'thread.today', values: { date: '23/11' } });
    expect(dayName('2026-11-22T16:59:00.000Z', now)).toEqual({ key: 'thread.yesterday', values: { date: '22/11' } });
    expect(dayName('2026-11-10T05:00:00.000Z', now)).toBe('10/11');
  });

  it.each([
    [30, 'wait.now', undefined],
    [12 * 60, 'wait.minutes', 12],
    [60 * 60, 'wait.hours', 1],
    [47 * 3600, 'wait.hours', 47],
    [49 * 3600, 'wait.days', 2],
    [-60, 'wait.now', undefined],
  ])('say how long somebody has waited: %i s', (seconds, key, count) => {
    const words = waiting(new Date(now - seconds * 1000).toISOString(), now);
    expect([words.key, words.values?.count]).toEqual([key, count]);
  });

  it('call a task overdue from the day after its date', () => {
    expect(due('2026-11-23T16:00:00.000Z', now)).toMatchObject({ key: 'due.today', over: false });
    expect(due('2026-11-22T16:59:00.000Z', now)).toMatchObject({ key: 'due.over', over: true });
    expect(due('2026-11-24T16:00:00.000Z', now)).toMatchObject({
      key: 'due.day',
      values: { date: '24/11' },
      over: false,
    });
  });
});

describe('how an answer is written', () => {
  it.each(Object.entries({ vietnamese, en }))(
    'is shown in %s by an example that is read as such an answer',
    (_, words) => {
      for (const field of fieldNames) {
        const { kind } = fieldOf(field);
        const [, example] = words[`how.${kind}` as keyof typeof words].match(/(?:ví dụ|for example): (.+)\.$/) ?? [];
        if (example) expect(reading(kind, example, field), `${field}: ${example}`).toHaveProperty('value');
      }
    },
  );
});

describe('what was refused', () => {
  it('is told in words for a helper, where the server has but a farmer’s', () => {
    for (const [code, words] of Object.entries(errors)) {
      const told = wordsOf(new Refused(400, code, words));
      // Pictures are sent on the chat page only.
      if (!/^(?:chat|photo)|too_large/.test(code)) expect(told, code).not.toMatch(/\b(?:bác|cháu)\b/iu);
    }
    expect(wordsOf(new Refused(409, 'ticket:resolved', 'Việc này xong rồi.'))).toBe('Việc này xong rồi.');
  });
});

describe('an unknown code', () => {
  it('is shown as it is', () => {
    expect(tOf('reason', 'asked')).toBe('Xin gặp người hỗ trợ');
    expect(tOf('reason', 'something_new')).toBe('something_new');
  });
});

describe('pages of a thread', () => {
  const page = (from: number, to: number, more: boolean) =>
    ({ more, messages: Array.from({ length: to - from + 1 }, (_, at) => ({ id: from + at })) }) as Thread;
  const ids = ({ messages }: Thread) => messages.map(({ id }) => id);

  it('keep the older messages below which the newest page meets them', () => {
    const found = joined(page(51, 100, true), page(1, 60, false));
    expect(ids(found)).toEqual(ids(page(1, 100, false)));
    expect(found.more).toBe(false);
  });

  it('let older ones go rather than hide a gap', () => {
    const found = joined(page(201, 250, true), page(1, 100, false));
    expect(ids(found)).toEqual(ids(page(201, 250, true)));
    expect(found.more).toBe(true);
  });
});

describe('who calls', () => {
  const row = (id: string, waitingSince: string | null, kind = 'talk') =>
    ({ id, waitingSince, openedAt: 'o', kind }) as TicketRow;

  it('is everybody in the queue, and of mine whoever waits for a word', () => {
    expect(waitingOnes([row('a', null), row('b', 'x')], 'queue')).toHaveLength(2);
    expect(waitingOnes([row('a', null), row('b', 'x'), row('c', 'x', 'task')], 'mine')).toEqual(['b x']);
  });

  it('is the same one after the talk was claimed, and another with later words', () => {
    expect(waitingOnes([row('a', 'x')], 'mine')).toEqual(waitingOnes([row('a', 'x')], 'queue'));
    expect(waitingOnes([row('a', 'y')], 'mine')).not.toEqual(waitingOnes([row('a', 'x')], 'mine'));
  });
});

class FakeSource extends EventTarget {
  static all: FakeSource[] = [];
  readonly named: string | undefined;
  closed = false;
  constructor(named: string | undefined) {
    super();
    this.named = named;
    FakeSource.all.push(this);
  }
  close() {
    this.closed = true;
  }
  tell(event: string, data: unknown = {}) {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }
}

describe('the line', () => {
  const told: string[] = [];
  const parts: LiveParts = {
    open: (named) => new FakeSource(named),
    tickets: (conversation) => void told.push(`tickets ${conversation}`),
    thread: (conversation) => void told.push(`thread ${conversation}`),
    again: () => void told.push('again'),
    line: (line) => void told.push(line),
  };
  const newest = () => FakeSource.all.at(-1) as FakeSource;
  let live: ReturnType<typeof goLive>;

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSource.all = [];
    told.length = 0;
    live = goLive(parts);
  });
  afterEach(() => {
    live.stop();
    vi.useRealTimers();
  });

  it('passes on what changed', () => {
    newest().tell('open');
    newest().tell('tickets', { conversation: 'a' });
    live.follow('b');
    newest().tell('open');
    newest().tell('thread');
    // Both openings have everything asked for: what changed before them was told to nobody.
    expect(told).toEqual(['again', 'up', 'tickets a', 'again', 'up', 'thread b']);
  });

  it('holds the old stream until the next one is open', () => {
    const first = newest();
    first.tell('open');
    live.follow('b');
    expect(first.closed).toBe(false);
    newest().tell('open');
    expect(first.closed).toBe(true);
    expect(newest().named).toBe('b');
  });

  it('closes the streams that it leaves before they have opened', () => {
    newest().tell('open');
    for (const next of ['b', 'c', 'd']) live.follow(next);
    newest().tell('open');
    expect(FakeSource.all.map(({ named, closed }) => [named, closed])).toEqual([
      [undefined, true],
      ['b', true],
      ['c', true],
      ['d', false],
    ]);
    live.follow('e');
    live.stop();
    expect(FakeSource.all.every(({ closed }) => closed)).toBe(true);
  });

  it('hears the old stream until the next one is open', () => {
    const first = newest();
    first.tell('open');
    live.follow('b');
    first.tell('tickets', { conversation: 'a' });
    expect(told).toEqual(['again', 'up', 'tickets a']);
  });

  it('is dead after forty seconds without a beat, and lives as long as it beats', () => {
    newest().tell('open');
    for (let beats = 0; beats < 5; beats += 1) {
      vi.advanceTimersByTime(15_000);
      newest().tell('beat');
    }
    expect(told).toEqual(['again', 'up']);
    vi.advanceTimersByTime(silence + 6000);
    expect(told).toEqual(['again', 'up', 'down']);
  });

  it('comes back with growing pauses, and has everything asked again', () => {
    newest().tell('open');
    newest().tell('error');
    expect(told).toEqual(['again', 'up', 'down']);
    for (const wait of [1300, 2500, 4900]) {
      const before = FakeSource.all.length;
      vi.advanceTimersByTime(wait);
      expect(FakeSource.all.length).toBe(before + 1);
      newest().tell('error');
      vi.advanceTimersByTime(500);
      expect(FakeSource.all.length).toBe(before + 1);
    }
    live.wake();
    newest().tell('open');
    expect(told.slice(-2)).toEqual(['again', 'up']);
  });
});

describe('hints that come thick', () => {
  it('are followed at once and then once a while', () => {
    vi.useFakeTimers();
    const act = vi.fn();
    const hint = calm(act, 1000);
    for (let count = 0; count < 20; count += 1) hint();
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(act).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });
});

describe('what a helper writes', () => {
  let answers: (number | 'cut')[] = [];
  let sent: { key: string; text: string }[] = [];

  beforeEach(() => {
    answers = [];
    sent = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (!url.endsWith('/replies')) return new Response('{}');
      sent.push(JSON.parse(String(init.body)));
      const status = answers.shift() ?? 202;
      if (status === 'cut') throw new TypeError('network');
      return new Response(JSON.stringify(status === 202 ? {} : { error: 'talk:not_yours', message: 'Chưa giữ' }), {
        status,
      });
    });
  });
  afterEach(() => {
    for (const { key } of unsent('c')) discard(key);
    restOutgoing();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const states = () => unsent('c').map(({ text, state, why }) => [text, state, why]);

  it('goes out in order', async () => {
    for (const text of ['một', 'hai', 'ba']) send('c', text);
    expect(states().map(([, state]) => state)).toEqual(['sending', 'sending', 'sending']);
    await vi.waitFor(() => expect(states().every(([, state]) => state === 'stored')).toBe(true));
    expect(sent.map(({ text }) => text)).toEqual(['một', 'hai', 'ba']);
    settle(sent.map(({ key }) => key));
    expect(unsent('c')).toEqual([]);
  });

  it('says why it was refused, and goes again with the same key', async () => {
    answers = [409];
    send('c', 'một');
    await vi.waitFor(() => expect(states()).toEqual([['một', 'failed', 'Chưa giữ']]));
    sendAgain(unsent('c')[0]?.key ?? '');
    await vi.waitFor(() => expect(states()).toEqual([['một', 'stored', undefined]]));
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it('waits for the network and goes by itself', async () => {
    answers = ['cut'];
    send('c', 'một');
    await vi.waitFor(() => expect(states()[0]?.[1]).toBe('waiting'));
    wakeOutgoing();
    await vi.waitFor(() => expect(states()[0]?.[1]).toBe('stored'));
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it.each([429, 500, 503, 'cut'] as const)(
    'goes again by itself, though nothing else wakes it, after %s',
    async (status) => {
      vi.useFakeTimers();
      answers = [status, status];
      for (const text of ['một', 'hai']) send('c', text);
      await vi.advanceTimersByTimeAsync(0);
      const why =
        status === 'cut'
          ? 'Không có mạng. Có mạng lại tin sẽ tự đi.'
          : 'Máy gặp trục trặc, chưa nhận được tin. Lát nữa tin sẽ tự đi.';
      expect(states()).toEqual([
        ['một', 'waiting', why],
        ['hai', 'waiting', why],
      ]);
      await vi.advanceTimersByTimeAsync(4000);
      expect(states().map(([, state]) => state)).toEqual(['waiting', 'waiting']);
      await vi.advanceTimersByTimeAsync(8000);
      expect(states().map(([, state]) => state)).toEqual(['stored', 'stored']);
      expect(sent.map(({ text }) => text)).toEqual(['một', 'một', 'một', 'hai']);
      expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
    },
  );

  it('is tried again ever more seldom, but at least once in seventy-two seconds', async () => {
    vi.useFakeTimers();
    answers = Array.from({ length: 1000 }, () => 500);
    send('c', 'một');
    await vi.advanceTimersByTimeAsync(120_000);
    const soon = sent.length;
    expect(soon).toBeLessThanOrEqual(8);
    await vi.advanceTimersByTimeAsync(720_000);
    expect(sent.length - soon).toBeGreaterThanOrEqual(10);
    expect(sent.length - soon).toBeLessThanOrEqual(16);
  });

  it('is not tried by the clock for somebody who is no longer signed in', async () => {
    vi.useFakeTimers();
    answers = [401];
    send('c', 'một');
    await vi.advanceTimersByTimeAsync(300_000);
    expect(states()[0]?.[1]).toBe('waiting');
    expect(sent).toHaveLength(1);
  });

  it('goes in order when a later one is asked for', async () => {
    answers = ['cut'];
    for (const text of ['một', 'hai', 'ba']) send('c', text);
    await vi.waitFor(() => expect(states().map(([, state]) => state)).toEqual(['waiting', 'waiting', 'waiting']));
    sendAgain(unsent('c')[1]?.key ?? '');
    await vi.waitFor(() => expect(states().every(([, state]) => state === 'stored')).toBe(true));
    expect(sent.map(({ text }) => text)).toEqual(['một', 'một', 'hai', 'ba']);
  });

  it('waits behind what was written before it', async () => {
    answers = ['cut'];
    for (const text of ['một', 'hai']) send('c', text);
    await vi.waitFor(() => expect(states().map(([, state]) => state)).toEqual(['waiting', 'waiting']));
    send('c', 'ba');
    await vi.waitFor(() => expect(states().every(([, state]) => state === 'stored')).toBe(true));
    expect(sent.map(({ text }) => text)).toEqual(['một', 'một', 'hai', 'ba']);
  });

  it('is kept as a draft of its own conversation', () => {
    keepDraft('c', 'đang viết');
    keepDraft('d', '  ');
    expect([readDraft('c'), readDraft('d')]).toEqual(['đang viết', '']);
    keepDraft('c', '');
    expect(readDraft('c')).toBe('');
  });
});
