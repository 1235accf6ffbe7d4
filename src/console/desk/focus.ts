// Where the focus goes when what held it is gone or hidden: readers would begin again at the top of the page.
// Must stay true: it is never taken from where somebody is.
import { useEffect, useRef } from 'react';

/** Looks whenever `place`, which tells one state of the page from another, has changed. What `find` finds can hold the focus. */
export function useRefocus(place: string, find: () => HTMLElement | null | undefined): void {
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    const held = document.activeElement;
    if (!held || held === document.body || held.getClientRects().length === 0) find()?.focus({ preventScroll: true });
  });
}
