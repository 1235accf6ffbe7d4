// What the page knows and how it changes: one pure reducer, and what the views read out of it.
// Must stay true: a message is in `messages` or in `outgoing`, never in both; nothing here touches the browser.
import type { ChatMessage, ChatPage } from '../../http/contract/chat.ts';
import { dayOf } from './days.ts';

/** What this visitor does. */
export type Deed =
  | { kind: 'text'; text: string }
  | { kind: 'tap'; token: string; label: string }
  | { kind: 'photo'; group?: string }
  | { kind: 'start'; about?: string };

/** A deed on its way to the server. It stays until the server's own copy arrives. */
export type Outgoing = {
  key: string;
  at: number;
  /** Breaks ties between deeds of the same millisecond. */
  order: number;
  /** The newest message when it was done. */
  after: number;
  deed: Deed;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  /** How often it was tried without success. */
  tried: number;
  /** 0…1, of a photo. */
  progress?: number;
  why?: string;
  /** There is nothing left that could be sent again. */
  lost?: boolean;
};

export type ChatState = {
  /** From the server, by id. */
  messages: ChatMessage[];
  /** Older messages exist on the server. */
  more: boolean;
  /** The server's messages have been read once. */
  loaded: boolean;
  outgoing: Outgoing[];
  typing: boolean;
  line: 'up' | 'down';
};

export type Action =
  | { type: 'page_read'; page: ChatPage; older: boolean }
  | { type: 'message_came'; message: ChatMessage }
  | { type: 'typing_came' }
  | { type: 'typing_ended' }
  | { type: 'outgoing_changed'; item: Outgoing }
  | { type: 'outgoing_dropped'; key: string }
  | { type: 'line_changed'; line: ChatState['line'] };

export const blank: ChatState = { messages: [], more: false, loaded: false, outgoing: [], typing: false, line: 'up' };

export function reduce(state: ChatState, action: Action): ChatState {
  switch (action.type) {
    case 'page_read':
      return settle(action.older ? withOlder(state, action.page) : withNewest(state, action.page));
    case 'message_came': {
      const messages = merge(state.messages, [action.message]);
      return settle({ ...state, messages, typing: state.typing && action.message.from === 'me' });
    }
    case 'typing_came':
      return { ...state, typing: true };
    case 'typing_ended':
      return { ...state, typing: false };
    case 'outgoing_changed':
      return settle({ ...state, outgoing: upsert(state.outgoing, action.item) });
    case 'outgoing_dropped':
      return { ...state, outgoing: state.outgoing.filter((item) => item.key !== action.key) };
    case 'line_changed':
      return state.line === action.line ? state : { ...state, line: action.line };
    default:
      return action satisfies never;
  }
}

/** The newest page is the truth for the stretch it covers; what we hold around it stays, unless a gap would open. */
function withNewest(state: ChatState, page: ChatPage): ChatState {
  const first = page.messages[0];
  const last = lastOf(page.messages);
  if (!first || !last) return { ...state, loaded: true };
  const newer = state.messages.filter((message) => message.id > last.id);
  const older = page.more ? state.messages.filter((message) => message.id < first.id) : [];
  const joined = state.messages.some((message) => message.id >= first.id && message.id <= last.id);
  const kept = joined ? older : [];
  const news = page.messages.some((message) => message.from !== 'me' && message.id > newestId(state));
  return {
    ...state,
    messages: [...kept, ...page.messages, ...newer],
    more: kept.length > 0 ? state.more : page.more,
    loaded: true,
    typing: state.typing && !news,
  };
}

function withOlder(state: ChatState, page: ChatPage): ChatState {
  return { ...state, messages: merge(page.messages, state.messages), more: page.more };
}

/** By id; of two with the same id the later given one counts. */
function merge(held: readonly ChatMessage[], more: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map(held.map((message) => [message.id, message]));
  for (const message of more) byId.set(message.id, message);
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

function upsert(list: readonly Outgoing[], item: Outgoing): Outgoing[] {
  const rest = list.filter((held) => held.key !== item.key);
  return [...rest, item].sort((one, other) => one.at - other.at || one.order - other.order);
}

/** Drops every outgoing message whose copy the server has shown us. */
function settle(state: ChatState): ChatState {
  if (state.outgoing.length === 0) return state;
  const shown = new Set(state.messages.map((message) => message.key));
  const outgoing = state.outgoing.filter((item) => !shown.has(item.key));
  return outgoing.length === state.outgoing.length ? state : { ...state, outgoing };
}

/** `list.at(-1)`, which the oldest phones we serve do not know. */
function lastOf<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}

export function newestId(state: ChatState): number {
  return lastOf(state.messages)?.id ?? 0;
}

export type OpenChoices = { id: number; choices: ChatMessage['choices']; chosen?: string };

/**
 * The quick replies to show: the newest message's. One that is tapped stays marked until the server has it; whoever
 * answers in words has no more need of them. Photos leave them open ("Xong" is often one of them).
 */
export function openChoices(state: ChatState): OpenChoices | undefined {
  const newest = lastOf(state.messages);
  if (!newest || newest.choices.length === 0) return undefined;
  const { id, choices } = newest;
  const answer = state.outgoing.find(
    (item) => item.after === id && item.state !== 'failed' && item.deed.kind !== 'photo',
  );
  if (!answer) return { id, choices };
  return answer.deed.kind === 'tap' ? { id, choices, chosen: answer.deed.token } : undefined;
}

/** Nothing has been said yet. A start on its way does not count. */
export function isFirstVisit(state: ChatState): boolean {
  return state.loaded && bubblesOf(state).length === 0;
}

/** A start on its way, if there is one. */
export function startOf(state: ChatState): Outgoing | undefined {
  return state.outgoing.find((item) => item.deed.kind === 'start');
}

export type Bubble = {
  /** Stays the same when the server's copy replaces ours. */
  key: string;
  id?: number;
  from: ChatMessage['from'];
  at: number;
  text: string;
  photo?: { url?: string; state: 'waiting' | 'ready' | 'unreadable' };
  outgoing?: Outgoing;
  /** The newest of mine that the server has: the one that says so. */
  sent?: boolean;
};

export type Row =
  | { type: 'day'; key: string; at: number }
  | { type: 'bubble'; key: string; bubble: Bubble; first: boolean; last: boolean }
  | { type: 'album'; key: string; from: Bubble['from']; bubbles: Bubble[]; first: boolean; last: boolean };

/** Bubbles further apart than this do not form one run. */
const runGap = 5 * 60_000;

export function bubblesOf(state: ChatState): Bubble[] {
  const shown: Bubble[] = [];
  for (const message of state.messages) {
    if (!message.text && !message.photo) continue;
    const { id, from, text, photo } = message;
    shown.push({
      key: message.key ?? `m${id}`,
      id,
      from,
      at: Date.parse(message.at),
      text,
      ...(photo ? { photo } : {}),
    });
  }
  for (const item of state.outgoing) {
    const { key, at, deed } = item;
    if (deed.kind === 'start') continue;
    const text = deed.kind === 'text' ? deed.text : deed.kind === 'tap' ? deed.label : '';
    const photo = deed.kind === 'photo' ? { photo: { state: 'waiting' as const } } : {};
    shown.push({ key, from: 'me', at, text, outgoing: item, ...photo });
  }
  const sent = lastOf(shown.filter((bubble) => bubble.from === 'me' && (bubble.outgoing?.state ?? 'sent') === 'sent'));
  if (sent) sent.sent = true;
  return shown;
}

/** The thread from top to bottom: days, bubbles, and photos sent together as one album. */
export function rowsOf(state: ChatState): Row[] {
  const rows: Row[] = [];
  let before: Bubble | undefined;
  for (const bubble of bubblesOf(state)) {
    // A phone's own clock may be wrong: only the server's times open a new day.
    const newDay = !before || (bubble.id !== undefined && dayOf(bubble.at) !== dayOf(before.at));
    if (newDay) rows.push({ type: 'day', key: `d${dayOf(bubble.at)}`, at: bubble.at });
    const first =
      newDay ||
      before?.from !== bubble.from ||
      (bubble.id !== undefined && before.id !== undefined && bubble.at - before.at > runGap);
    const previous = lastOf(rows);
    if (!first && previous && previous.type !== 'day') {
      previous.last = false;
      if (previous.type === 'album' && isTile(bubble)) {
        previous.bubbles.push(bubble);
        previous.last = true;
        before = bubble;
        continue;
      }
    }
    rows.push(
      isTile(bubble)
        ? { type: 'album', key: `a${bubble.key}`, from: bubble.from, bubbles: [bubble], first, last: true }
        : { type: 'bubble', key: bubble.key, bubble, first, last: true },
    );
    before = bubble;
  }
  return rows;
}

/** A picture without words that has nothing to explain. */
function isTile(bubble: Bubble): boolean {
  return bubble.photo !== undefined && !bubble.text && bubble.outgoing?.state !== 'failed';
}
