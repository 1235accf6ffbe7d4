// The one short notice at the foot of the page: what was done, with a way to undo it, or what went wrong.
import { useSyncExternalStore } from 'react';

export type Note = { text: string; bad?: boolean; undo?: { words: string; act: () => void } };

let current: Note | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(note: Note | undefined) {
  current = note;
  for (const changed of listeners) changed();
}

/** Stays for a while; a fault until it is closed. */
export function notify(note: Note): void {
  clearTimeout(timer);
  set(note);
  if (!note.bad) timer = setTimeout(() => set(undefined), note.undo ? 10_000 : 5000);
}

export const dismiss = (): void => {
  clearTimeout(timer);
  set(undefined);
};

export const useNotice = (): Note | undefined =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => current,
  );
