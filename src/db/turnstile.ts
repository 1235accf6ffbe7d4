// Lets work on the database through one at a time, so that what comes meanwhile goes together next: see together.ts, and the
// worker's turns.

/** How long the next waits for the one before it; what takes longer than this may hang, and holds up nobody. */
const patienceMs = 100;

export type Turnstile = {
  isOpen(): boolean;
  /** Lets work in; calls `opened` when the next may come in. */
  enter(work: Promise<unknown>, opened: () => void): void;
};

/** @param most that may be under way at once, where all of them are slow */
export function turnstile(most: number): Turnstile {
  let inside = 0;
  let isFree = true;
  return {
    isOpen: () => isFree && inside < most,
    enter(work, opened) {
      inside++;
      isFree = false;
      let hasOpened = false;
      function open(): void {
        // Late, and another has come in since: what is free is theirs.
        if (!hasOpened) isFree = true;
        hasOpened = true;
        opened();
      }
      const late = setTimeout(open, patienceMs).unref();
      function end(): void {
        clearTimeout(late);
        inside--;
        open();
      }
      work.then(end, end);
    },
  };
}
