// What the helper wrote and the thread does not show yet; and drafts. Both outlive a reload, each under its conversation.
// Must stay true: words go out in order and always with the same key, so that trying again never says anything twice.
import { useMemo, useSyncExternalStore } from 'react';
import { v4 as uuid } from 'uuid';
import { api, Refused, wordsOf } from './api.ts';
import { notesOf, readNote, writeNote } from './notes.ts';
import { refreshTalk } from './queries.ts';
import { t } from './texts.ts';

export type Outgoing = {
  key: string;
  conversation: string;
  text: string;
  at: string;
  /** `waiting`: no network, or a server that cannot take it now; it goes out by itself. `stored`: the server has it. */
  state: 'sending' | 'waiting' | 'failed' | 'stored';
  why?: string;
};

let items: readonly Outgoing[] | undefined;
let work: Promise<void> = Promise.resolve();
/** What stands in line already: it is not put there twice. */
const queued = new Set<string>();
/** Between one try and the next of what waits; the last one for good. */
export const retryPauses = [3000, 6000, 12_000, 25_000, 60_000];
let tries = 0;
let next: ReturnType<typeof setTimeout> | undefined;
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
  const ahead = waitingAhead(item);
  if (ahead) return put({ ...item, state: 'waiting', why: ahead.why ?? '' });
  try {
    await api.reply(item.conversation, { key, text: item.text });
    tries = 0;
    if (found(key)) put({ ...item, state: 'stored' });
  } catch (error) {
    if (found(key)) put({ ...item, ...afterwards(error) });
  }
  void refreshTalk(item.conversation);
}

/** Whether words that did not go will go by themselves, and what the helper is told. */
function afterwards(error: unknown): Pick<Outgoing, 'state' | 'why'> {
  const status = error instanceof Refused ? error.status : undefined;
  // Nobody is signed in: the next one who does so sends them, not a clock.
  if (status === 401) return { state: 'waiting', why: '' };
  if (status !== 0 && status !== 429 && !(status && status >= 500)) return { state: 'failed', why: wordsOf(error) };
  tryLater();
  return { state: 'waiting', why: t(status === 0 ? 'send.network' : 'send.later') };
}

/** No one else may wake what waits: the page stays in front and its line of hints stands. */
function tryLater() {
  if (next) return;
  const pause = retryPauses[Math.min(tries, retryPauses.length - 1)] ?? 0;
  tries += 1;
  next = setTimeout(tryNow, pause * (0.8 + Math.random() * 0.4));
}

/** What was written before it, in the same talk, and has not gone out yet. */
function waitingAhead({ key, conversation }: Outgoing): Outgoing | undefined {
  const before = all().slice(
    0,
    all().findIndex((each) => each.key === key),
  );
  return before.find((each) => each.conversation === conversation && each.state === 'waiting');
}

/** One after the other: what was written first arrives first. */
function line(key: string) {
  if (queued.has(key)) return;
  queued.add(key);
  work = work.then(() => deliver(key)).finally(() => queued.delete(key));
}

export function send(conversation: string, text: string, key: string = uuid()): void {
  wakeOutgoing();
  put({ key, conversation, text, at: new Date().toISOString(), state: 'sending' });
  line(key);
}

/** Asked for by the helper; it may wait behind others. */
export function sendAgain(key: string): void {
  const item = found(key);
  if (!item || item.state === 'stored') return;
  wakeOutgoing();
  const { conversation, text, at } = item;
  put({ key, conversation, text, at, state: 'sending' });
  line(key);
}

export const discard = (key: string): void => remove(new Set([key]));

/** The thread shows these: nothing is left to do for them. */
export const settle = (keys: Iterable<string>): void => remove(new Set(keys));

/** Worth a try at once, say because the network is back. */
export function wakeOutgoing(): void {
  tries = 0;
  tryNow();
}

/** What waits goes on saying so meanwhile: readers would read out every try. */
function tryNow() {
  restOutgoing();
  for (const { key, state } of all()) if (state === 'waiting') line(key);
}

/** No more tries by the clock: whoever signs in next may be somebody else. */
export function restOutgoing(): void {
  clearTimeout(next);
  next = undefined;
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

/** Resolves once this talk's words have left; false when some did not get there, and stay with the helper. */
export async function wordsGone(conversation: string): Promise<boolean> {
  const keys = unsent(conversation)
    .filter(isUnderWay)
    .map(({ key }) => key);
  await work;
  return keys.every((key) => found(key)?.state !== 'failed') && !unsent(conversation).some(isUnderWay);
}

/** It will go, but has not yet. */
const isUnderWay = ({ state }: Outgoing): boolean => state === 'sending' || state === 'waiting';

/** What of this conversation the thread does not show yet. */
export const unsent = (conversation: string): Outgoing[] => all().filter((each) => each.conversation === conversation);

export function useOutgoing(conversation: string): readonly Outgoing[] {
  const now = useSyncExternalStore(listen, all);
  return useMemo(() => now.filter((each) => each.conversation === conversation), [now, conversation]);
}

/** Everything that is not certain to be with the server, of all talks. */
export function useUnsent(): readonly Outgoing[] {
  const now = useSyncExternalStore(listen, all);
  return useMemo(() => now.filter(({ state }) => state !== 'stored'), [now]);
}

/** It waits or was refused: somebody should know. */
export const isStuck = ({ state }: Outgoing): boolean => state === 'waiting' || state === 'failed';

function listen(changed: () => void) {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export const readDraft = (conversation: string): string => readNote(`draft.${conversation}`);
export const keepDraft = (conversation: string, text: string): void =>
  writeNote(`draft.${conversation}`, text.trim() ? text : '');
