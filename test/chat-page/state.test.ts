// The chat page's reducer and what the views read out of it.
import { describe, expect, it } from 'vitest';
import {
  type Action,
  blank,
  bubblesOf,
  type ChatState,
  isFirstVisit,
  type Outgoing,
  openChoices,
  reduce,
  rowsOf,
} from '../../src/console/chat/state.ts';
import type { ChatMessage } from '../../src/http/contract/chat.ts';

const noon = Date.parse('2026-11-23T05:00:00.000Z');

function message(id: number, more: Partial<ChatMessage> = {}): ChatMessage {
  return { id, from: 'bot', at: new Date(noon + id * 1000).toISOString(), text: `tin ${id}`, choices: [], ...more };
}

function outgoing(key: string, more: Partial<Outgoing> = {}): Outgoing {
  const deed = { kind: 'text' as const, text: `tin ${key}` };
  return { key, at: noon, order: 1, after: 0, deed, state: 'waiting', tried: 0, ...more };
}

function said(...actions: Action[]): ChatState {
  return actions.reduce(reduce, blank);
}

const page = (messages: ChatMessage[], more = false, older = false): Action => ({
  type: 'page_read',
  page: { messages, more },
  older,
});
const came = (one: ChatMessage): Action => ({ type: 'message_came', message: one });
const changed = (item: Outgoing): Action => ({ type: 'outgoing_changed', item });
const ids = (state: ChatState) => state.messages.map(({ id }) => id);

describe('messages of the chat page', () => {
  it('stand in the order of their ids, however they come', () => {
    expect(ids(said(page([message(1), message(3)]), came(message(4)), came(message(2))))).toEqual([1, 2, 3, 4]);
  });

  it('are replaced by a later one with the same id', () => {
    const state = said(came(message(1, { text: 'cũ' })), came(message(1, { text: 'mới' })));
    expect(state.messages.map(({ text }) => text)).toEqual(['mới']);
  });

  it('stay when a page is read that began before they came', () => {
    expect(ids(said(came(message(3)), page([message(1), message(2)])))).toEqual([1, 2, 3]);
  });

  it('get older ones above them', () => {
    const state = said(page([message(51)], true), page([message(1), message(2)], false, true));
    expect(ids(state)).toEqual([1, 2, 51]);
    expect(state.more).toBe(false);
  });

  it('start anew after so long an absence that a gap would open', () => {
    const state = said(page([message(1)], false), page([message(60), message(61)], true));
    expect(ids(state)).toEqual([60, 61]);
    expect(state.more).toBe(true);
  });

  it('keep the older ones already read when the newest page is read again', () => {
    const state = said(page([message(2)], true), page([message(1)], false, true), page([message(2), message(3)], true));
    expect(ids(state)).toEqual([1, 2, 3]);
    expect(state.more).toBe(false);
  });

  it('lose those that the server no longer shows', () => {
    expect(ids(said(page([message(1), message(2), message(3)]), page([message(1), message(3)])))).toEqual([1, 3]);
  });
});

describe('an outgoing message', () => {
  it('gives way to the copy of the server under the same key', () => {
    const before = said(changed(outgoing('k')));
    const state = reduce(before, came(message(1, { from: 'me', key: 'k' })));
    expect(state.outgoing).toEqual([]);
    expect(bubblesOf(before)[0]?.key).toBe(bubblesOf(state)[0]?.key);
  });

  it('does not come back when its answer arrives after the copy of the server', () => {
    const state = said(came(message(1, { from: 'me', key: 'k' })), changed(outgoing('k', { state: 'sent' })));
    expect(bubblesOf(state)).toHaveLength(1);
  });

  it('stands below what the server has said, in the order of sending', () => {
    const state = said(changed(outgoing('b', { order: 2 })), changed(outgoing('a')), came(message(1)));
    expect(bubblesOf(state).map(({ key }) => key)).toEqual(['m1', 'a', 'b']);
  });

  it('is not shown when it only opens the talk', () => {
    const state = said(page([]), changed(outgoing('k', { deed: { kind: 'start' } })));
    expect(isFirstVisit(state)).toBe(true);
  });
});

describe('quick replies', () => {
  const choices = [{ token: 't', label: 'Có' }];

  it('are those of the newest message only', () => {
    expect(openChoices(said(came(message(1, { choices }))))?.choices).toEqual(choices);
    expect(openChoices(said(came(message(1, { choices })), came(message(2))))).toBeUndefined();
  });

  it('close with the first tap, which stays marked', () => {
    const tap = outgoing('k', { after: 1, deed: { kind: 'tap', token: 't', label: 'Có' } });
    const state = said(came(message(1, { choices })), changed(tap));
    expect(openChoices(state)).toMatchObject({ choices, chosen: 't' });
  });

  it('open again when the tap could not be sent', () => {
    const tap = outgoing('k', { after: 1, deed: { kind: 'tap', token: 't', label: 'Có' }, state: 'failed' });
    expect(openChoices(said(came(message(1, { choices })), changed(tap)))).toEqual({ id: 1, choices });
  });

  it('go away when the answer is given in words', () => {
    expect(openChoices(said(came(message(1, { choices })), changed(outgoing('k', { after: 1 }))))).toBeUndefined();
  });

  it('stay open beside photos on their way', () => {
    const photo = outgoing('k', { after: 1, deed: { kind: 'photo' } });
    expect(openChoices(said(came(message(1, { choices })), changed(photo)))).toEqual({ id: 1, choices });
  });
});

describe('the bot at work', () => {
  it('is shown until it has spoken', () => {
    const typing: Action = { type: 'typing_came' };
    expect(said(typing, came(message(1, { from: 'me' }))).typing).toBe(true);
    expect(said(typing, came(message(1))).typing).toBe(false);
    expect(said(typing, page([message(1)])).typing).toBe(false);
  });
});

describe('the rows of the thread', () => {
  it('open each day of Vietnam with its name', () => {
    const evening = message(1, { at: '2026-11-23T16:59:00.000Z' });
    const midnight = message(2, { at: '2026-11-23T17:01:00.000Z' });
    expect(rowsOf(said(came(evening), came(midnight))).map(({ type }) => type)).toEqual([
      'day',
      'bubble',
      'day',
      'bubble',
    ]);
  });

  it('gather photos sent together in one album, apart from one that failed', () => {
    const photo = (key: string, more: Partial<Outgoing> = {}) =>
      changed(outgoing(key, { deed: { kind: 'photo' }, ...more }));
    const rows = rowsOf(said(photo('a'), photo('b'), photo('c', { state: 'failed', at: noon + 1 })));
    expect(rows.map((row) => [row.type, row.type === 'album' ? row.bubbles.length : 0])).toEqual([
      ['day', 0],
      ['album', 2],
      ['bubble', 0],
    ]);
  });

  it('say "sent" once, at the newest of mine', () => {
    const mine = { from: 'me' as const };
    const state = said(came(message(1, mine)), came(message(2, mine)), came(message(3)), changed(outgoing('k')));
    expect(bubblesOf(state).map(({ sent }) => sent ?? false)).toEqual([false, true, false, false]);
  });

  it('leave out what has neither words nor picture', () => {
    expect(rowsOf(said(came(message(1, { from: 'me', text: '' }))))).toEqual([]);
  });
});
