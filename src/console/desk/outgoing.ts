// What the helper wrote and the thread does not show yet; and drafts. Both outlive a reload, each under its conversation.
// Must stay true: words go out in order and always with the same key, so that trying again never says anything twice.
import { useMemo, useSyncExternalStore } from 'react';
import { v4 as uuid } from 'uuid';
import { api, Refused, wordsOf } from './api.ts';
import { notesOf, readNote, writeNote } from './notes.ts';
import { refreshTalk } from './queries.ts';

export type Outgoing = {
  key: string;
  conversation: string;
  text: string;
  at: string;
  /** `waiting`: no network; it goes out by itself when that is back. `stored`: the server has it. */
  state: 'sending' | 'waiting' | 'failed' | 'stored';
  why?: string;
};

let items: readonly Outgoing[] | undefined;
let work: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

function all(): readonly Outgoing[] {
  items ??= Object.values(notesOf('out.'))
    .flatMap(parse)
    .sort((one, other) => one.at.localeCompare(other.at));
  return items;
}

function parse(note: string): Outgoing[] {
  try {
    const { key, conversation, text, at, state, why } = JSON.parse(note) as Outgoing;
    if (!key || !conversation || !text || !at) return [];
    return [
      { key, conversation, text, at, ...(state === 'failed' ? { state, why: why ?? '' } : { state: 'waiting' }) },
    ];
  } catch {
    return []; // Not ours, or cut off.
  }
}

function put(item: Outgoing) {
  items = all().some(({ key }) => key === item.key)
    ? all().map((each) => (each.key === item.key ? item : each))
    : [...all(), item];
  writeNote(`out.${item.key}`, item.state === 'stored' ? '' : JSON.stringify(item));
  for (const changed of listeners) changed();
}

function remove(keys: ReadonlySet<string>) {
  if (!all().some(({ key }) => keys.has(key))) return;
  items = all().filter(({ key }) => !keys.has(key));
  for (const key of keys) writeNote(`out.${key}`, '');
  for (const changed of listeners) changed();
}

const found = (key: string) => all().find((each) => each.key === key);

async function deliver(key: string): Promise<void> {
  const item = found(key);
  if (!item || item.state === 'stored' || item.state === 'failed') return;
  if (waitsBehind(item)) return put({ ...item, state: 'waiting' });
  put({ ...item, state: 'sending' });
  try {
    await api.reply(item.conversation, { key, text: item.text });
    if (found(key)) put({ ...item, state: 'stored' });
  } catch (error) {
    const later = error instanceof Refused && [0, 401].includes(error.status);
    if (found(key)) put({ ...item, state: later ? 'waiting' : 'failed', why: wordsOf(error) });
  }
  void refreshTalk(item.conversation);
}

/** Something that was written before it, in the same talk, has not gone out yet. */
function waitsBehind({ key, conversation }: Outgoing): boolean {
  const before = all().slice(
    0,
    all().findIndex((each) => each.key === key),
  );
  return before.some((each) => each.conversation === conversation && each.state === 'waiting');
}

/** One after the other: what was written first arrives first. */
function line(key: string) {
  work = work.then(() => deliver(key));
}

export function send(conversation: string, text: string, key: string = uuid()): void {
  wakeOutgoing();
  put({ key, conversation, text, at: new Date().toISOString(), state: 'sending' });
  line(key);
}

export function sendAgain(key: string): void {
  const item = found(key);
  if (item?.state === 'failed') again(item);
  // It may wait behind others.
  if (item?.state === 'waiting') wakeOutgoing();
}

function again({ key, conversation, text, at }: Outgoing): void {
  put({ key, conversation, text, at, state: 'sending' });
  line(key);
}

export const discard = (key: string): void => remove(new Set([key]));

/** The thread shows these: nothing is left to do for them. */
export const settle = (keys: Iterable<string>): void => remove(new Set(keys));

/** The network is back. */
export function wakeOutgoing(): void {
  for (const item of all()) if (item.state === 'waiting') again(item);
}

/** Words of somebody who used this device before are not ours to send. */
export function writeAs(helper: string): void {
  const before = readNote('helper');
  if (before && before !== helper) forgetWriting();
  writeNote('helper', helper);
}

/** Whoever signs out leaves nothing behind for the next one at this device. */
export function forgetWriting(): void {
  remove(new Set(all().map(({ key }) => key)));
  for (const name of Object.keys(notesOf('draft.'))) writeNote(`draft.${name}`, '');
}

/** What of this conversation the thread does not show yet. */
export const unsent = (conversation: string): Outgoing[] => all().filter((each) => each.conversation === conversation);

export function useOutgoing(conversation: string): readonly Outgoing[] {
  const now = useSyncExternalStore(listen, all);
  return useMemo(() => now.filter((each) => each.conversation === conversation), [now, conversation]);
}

function listen(changed: () => void) {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export const readDraft = (conversation: string): string => readNote(`draft.${conversation}`);
export const keepDraft = (conversation: string, text: string): void =>
  writeNote(`draft.${conversation}`, text.trim() ? text : '');
