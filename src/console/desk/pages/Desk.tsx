// The desk: lists, the thread, the household. Side by side where there is room; a phone shows one at a time.
import { getRouteApi, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useRefocus } from '../focus.ts';
import { Household } from '../parts/Household.tsx';
import { Lists } from '../parts/Lists.tsx';
import { Talk } from '../parts/Talk.tsx';
import { useT } from '../texts.ts';
import { isView } from '../views.ts';

const route = getRouteApi('/signed-in/console/$view');

export function Desk() {
  const t = useT();
  const { view, conversation } = useParams({ strict: false });
  const { pane, ticket } = route.useSearch();
  const left = useRef({ conversation, ticket });
  const heading = useRef<HTMLHeadingElement>(null);
  useRefocus(conversation ?? '', () => {
    const { conversation: before, ticket: opened } = left.current;
    return before && !conversation ? (rowOf(before, opened) ?? heading.current) : undefined;
  });
  useEffect(() => {
    left.current = { conversation, ticket };
  }, [conversation, ticket]);
  if (view === undefined || !isView(view)) return null;
  const shown = conversation ? (pane ?? 'talk') : 'lists';
  return (
    <main id="main" className="desk" data-pane={shown} tabIndex={-1}>
      <h1 ref={heading} className="hidden" tabIndex={-1}>
        {t(`view.${view}`)}
      </h1>
      <Lists view={view} />
      <section id="talk" className="pane-talk" tabIndex={-1} aria-label={t('kind.talk')}>
        {conversation ? <Talk key={conversation} id={conversation} /> : <p className="nothing">{t('thread.none')}</p>}
      </section>
      {conversation && <Household key={conversation} id={conversation} />}
    </main>
  );
}

/** The row of the talk that was left; of several tickets' rows, the one that was opened. */
function rowOf(conversation: string, ticket: string | undefined): HTMLElement | undefined {
  const found = [...document.querySelectorAll<HTMLAnchorElement>(`[data-row="${conversation}"]`)];
  return found.find(({ href }) => ticket && href.includes(ticket)) ?? found[0];
}
