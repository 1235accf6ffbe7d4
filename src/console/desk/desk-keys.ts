// The desk's keys: J and K walk the rows, R writes, / searches, ? helps. Never while somebody is typing or a dialog is open, and
// not at all for whoever has turned them off: who speaks to their machine may say such a letter at any time (WCAG 2.1.4).
import { useWindowEvent } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { readNote, writeNote } from './notes.ts';
import { openHelp } from './parts/HelpDialog.tsx';

/**
 * Vietnamese is typed with an input method: the Enter that ends a word is not the one that sends. Safari tells so by the code
 * only (229).
 */
export const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229;

export const areKeysOff = (): boolean => readNote('keys') === 'off';
export const turnKeys = (to: 'on' | 'off'): void => writeNote('keys', to === 'off' ? to : '');

const writes = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

export function useDeskKeys(): void {
  const router = useRouter();
  useWindowEvent('keydown', (event) => {
    if (areKeysOff()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if ((event.target instanceof Element && event.target.closest(writes)) || document.querySelector('[role="dialog"]'))
      return;
    const act = {
      j: () => step(1),
      k: () => step(-1),
      r: () => document.getElementById('composer')?.focus(),
      '/': () => {
        const box = document.getElementById('find');
        if (box) box.focus();
        else void router.navigate({ to: '/console/$view', params: { view: 'find' }, search: {} });
      },
      '?': openHelp,
    }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function step(by: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('[data-row]')];
  const focused = rows.indexOf(document.activeElement as HTMLAnchorElement);
  const here = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute('aria-current'));
  const next = rows[here < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.click();
}
