// The time, as parts that show waits see it: anew every half minute.
import { useSyncExternalStore } from 'react';

const step = 30_000;
const read = () => Math.floor(Date.now() / step) * step + step / 2;

export const useNow = (): number =>
  useSyncExternalStore((changed) => {
    const timer = setInterval(changed, 5000);
    return () => clearInterval(timer);
  }, read);
