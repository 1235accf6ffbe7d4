// Calls the helper: the number in the tab's title and a soft sound when the queue or my unanswered talks grow.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { TicketRow } from '../../http/contract/console.ts';
import { ask } from './queries.ts';
import { chime } from './sound.ts';
import { useT } from './texts.ts';

/** Each waiting person once, with since when: words that come later call again, a talk that is claimed does not. */
export const waitingOnes = (rows: readonly TicketRow[], view: 'queue' | 'mine'): string[] =>
  rows
    .filter((row) => row.kind === 'talk' && (view === 'queue' || row.waitingSince !== null))
    .map((row) => `${row.id} ${row.waitingSince ?? row.openedAt}`);

export function useCalls(): void {
  const t = useT();
  const queue = useQuery(ask.tickets('queue')).data;
  const mine = useQuery(ask.tickets('mine')).data;
  const known = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (!queue || !mine) return;
    const now = [...waitingOnes(queue.tickets, 'queue'), ...waitingOnes(mine.tickets, 'mine')];
    document.title = now.length > 0 ? t('title.waiting', { count: now.length }) : t('title');
    const before = known.current;
    known.current = new Set(now);
    if (before && now.some((one) => !before.has(one))) chime();
  }, [queue, mine, t]);
  useEffect(
    () => () => {
      document.title = t('title');
    },
    [t],
  );
}
