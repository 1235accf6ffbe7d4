// The queue of what has not reached the server: nothing lost, nothing doubled, in order.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../src/console/chat/api.ts';
import { createOutbox } from '../../src/console/chat/outbox.ts';
import type { Deed, Outgoing } from '../../src/console/chat/state.ts';

const stored: Outcome = { kind: 'stored' };
const offline: Outcome = { kind: 'later', why: 'network' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setup(answers: (item: Outgoing) => Outcome | Promise<Outcome>, kept = new Map<string, string>()) {
  const tried: string[] = [];
  const shown = new Map<string, Outgoing>();
  let keys = kept.size;
  const outbox = createOutbox({
    drawer: {
      all: () => Object.fromEntries(kept),
      put: (key, value) => void kept.set(key, value),
      remove: (key) => void kept.delete(key),
    },
    deliver: async (item) => {
      tried.push(item.key);
      return answers(item);
    },
    changed: (item) => void shown.set(item.key, item),
    dropped: (key) => void shown.delete(key),
    newKey: () => {
      keys += 1;
      return `k${keys}`;
    },
    explain: (why) => `why ${why}`,
    now: () => 1000,
    pause: (times) => times * 1000,
  });
  return { outbox, tried, shown, kept };
}

const text = (words: string): Deed => ({ kind: 'text', text: words });
const later = (time = 0) => vi.advanceTimersByTimeAsync(time);

describe('the outbox of the chat page', () => {
  it('keeps an item on the device until the server has it', async () => {
    let answer: (outcome: Outcome) => void = () => {};
    const { outbox, shown, kept } = setup(() => new Promise<Outcome>((resolve) => (answer = resolve)));
    outbox.add(text('một'), 0);
    await later();
    expect([...kept.keys()]).toEqual(['k1']);
    answer(stored);
    await later();
    expect(kept.size).toBe(0);
    expect(shown.get('k1')?.state).toBe('sent');
  });

  it('sends one after the other, in order, and the first again before the second', async () => {
    let failures = 2;
    const { outbox, tried } = setup(() => (failures-- > 0 ? offline : stored));
    outbox.add(text('một'), 0);
    outbox.add(text('hai'), 0);
    await later(10_000);
    expect(tried).toEqual(['k1', 'k1', 'k1', 'k2']);
  });

  it('takes up what an earlier page left, in the same order and under the same keys', async () => {
    const first = setup(() => offline);
    first.outbox.add(text('một'), 0);
    first.outbox.add({ kind: 'tap', token: 't', label: 'Có' }, 7);
    await later();
    const second = setup(() => stored, new Map(first.kept));
    second.outbox.restore();
    await later();
    expect(second.tried).toEqual(['k1', 'k2']);
    expect(second.shown.get('k2')).toMatchObject({ deed: { kind: 'tap', token: 't', label: 'Có' }, after: 7 });
  });

  it('tries at once when the network is back', async () => {
    let down = true;
    const { outbox, tried, shown } = setup(() => (down ? offline : stored));
    outbox.add(text('một'), 0);
    await later(900);
    expect(shown.get('k1')).toMatchObject({ state: 'waiting', tried: 1 });
    down = false;
    outbox.wake();
    await later();
    expect(tried).toHaveLength(2);
  });

  it('keeps to the pause that the server asks for, network or not', async () => {
    let busy = true;
    const { outbox, tried } = setup(() => (busy ? { kind: 'later', why: 'away', after: 30_000 } : stored));
    outbox.add(text('một'), 0);
    await later(29_000);
    busy = false;
    outbox.wake();
    await later();
    expect(tried).toHaveLength(1);
    await later(2000);
    expect(tried).toHaveLength(2);
  });

  it('puts a refused item aside with the reason, and goes on with the next', async () => {
    const { outbox, tried, shown } = setup(({ key }) =>
      key === 'k1' ? { kind: 'refused', message: 'Ảnh lớn quá' } : stored,
    );
    outbox.add(text('một'), 0);
    outbox.add(text('hai'), 0);
    await later(60_000);
    expect(tried).toEqual(['k1', 'k2']);
    expect(shown.get('k1')).toMatchObject({ state: 'failed', why: 'Ảnh lớn quá' });
  });

  it('remembers over a reload that an item was refused', async () => {
    const { outbox, kept } = setup(() => ({ kind: 'refused', message: 'Không được' }));
    outbox.add(text('một'), 0);
    await later();
    const again = setup(() => stored, kept);
    again.outbox.restore();
    await later(60_000);
    expect(again.tried).toEqual([]);
    expect(again.shown.get('k1')).toMatchObject({ state: 'failed', why: 'Không được' });
  });

  it('sends a refused item again under the same key when told to', async () => {
    let refuse = true;
    const { outbox, tried, shown } = setup(() => (refuse ? { kind: 'refused' } : stored));
    outbox.add(text('một'), 0);
    await later();
    refuse = false;
    outbox.retry('k1');
    await later();
    expect(tried).toEqual(['k1', 'k1']);
    expect(shown.get('k1')?.state).toBe('sent');
  });

  it('gives up an item that the server stumbles over, but never for want of a network', async () => {
    const bad = setup(() => ({ kind: 'later', why: 'error' }));
    bad.outbox.add(text('một'), 0);
    await later(600_000);
    expect(bad.shown.get('k1')).toMatchObject({ state: 'failed', why: 'why error' });
    const away = setup(() => offline);
    away.outbox.add(text('một'), 0);
    await later(600_000);
    expect(away.shown.get('k1')?.state).not.toBe('failed');
  });

  it('does not send again what the server has already shown', async () => {
    const { outbox, tried, kept } = setup(() => offline);
    outbox.add(text('một'), 0);
    await later();
    outbox.settle('k1');
    await later(60_000);
    expect(tried).toHaveLength(1);
    expect(kept.size).toBe(0);
  });

  it('drops what the visitor gives up', async () => {
    const { outbox, shown, kept } = setup(() => ({ kind: 'refused' }));
    outbox.add(text('một'), 0);
    await later();
    outbox.drop('k1');
    expect(kept.size + shown.size).toBe(0);
  });

  it('passes over entries that are not its own', async () => {
    const { outbox, tried, kept } = setup(() => stored, new Map([['x', '{"half']]));
    outbox.restore();
    await later();
    expect(tried).toEqual([]);
    expect(kept.size).toBe(0);
  });
});
