// The time, as parts that show waits see it: anew every half minute, by one clock for all of them.
import { useSyncExternalStore } from 'react';

const step = 30_000;
const read = () => Math.floor(Date.now() / step) * step + step / 2;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(changed: () => void): () => void {
  listeners.add(changed);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 5000);
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export const useNow = (): number => useSyncExternalStore(listen, read);
