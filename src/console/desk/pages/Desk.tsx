// The desk: lists, the thread, the household. Side by side where there is room; a phone shows one at a time.
import { getRouteApi, useParams } from '@tanstack/react-router';
import { Household } from '../parts/Household.tsx';
import { Lists } from '../parts/Lists.tsx';
import { Talk } from '../parts/Talk.tsx';
import { useT } from '../texts.ts';
import { isView } from '../views.ts';

const route = getRouteApi('/signed-in/console/$view');

export function Desk() {
  const t = useT();
  const { view, conversation } = useParams({ strict: false });
  const { pane } = route.useSearch();
  if (view === undefined || !isView(view)) return null;
  const shown = conversation ? (pane ?? 'talk') : 'lists';
  return (
    <div className="desk" data-pane={shown}>
      <Lists view={view} />
      <main id="main" className="pane-talk" tabIndex={-1}>
        {conversation ? <Talk key={conversation} id={conversation} /> : <p className="nothing">{t('thread.none')}</p>}
      </main>
      {conversation && <Household key={conversation} id={conversation} />}
    </div>
  );
}
