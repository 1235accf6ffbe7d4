// The lists with their counts, and the rows of the one that is open. J and K walk through them.
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { View } from '../../../http/contract/console.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { ask } from '../queries.ts';
import { useT } from '../texts.ts';
import { isList, type Tab, tabs } from '../views.ts';
import { Asked } from './Asked.tsx';
import { FoundRow, TicketLine } from './Row.tsx';

export function Lists({ view }: { view: Tab }) {
  const t = useT();
  useDeskKeys();
  const counts = useQuery({ ...ask.tickets('queue'), select: (answer) => answer.counts }).data;
  return (
    <section className="pane-lists" aria-label={t('list.label', { name: t(`view.${view}`) })}>
      <nav className="tabs" aria-label={t('views')}>
        {tabs.map((tab) => {
          const count = counts && tab !== 'done' && tab !== 'find' ? counts[tab] : undefined;
          return (
            <Link
              key={tab}
              to="/console/$view"
              params={{ view: tab }}
              search={{}}
              className="tab"
              aria-current={tab === view ? 'page' : undefined}
            >
              {tab === 'find' && <IconSearch size={18} aria-hidden />}
              {t(`view.${tab}`)}
              {count !== undefined && <span className="count">{count}</span>}
            </Link>
          );
        })}
      </nav>
      <div className="rows-place">{isList(view) ? <TicketRows view={view} /> : <Search />}</div>
    </section>
  );
}

function TicketRows({ view }: { view: View }) {
  const t = useT();
  const query = useQuery(ask.tickets(view));
  return (
    <Asked query={query}>
      {({ tickets }) =>
        tickets.length === 0 ? (
          <p className="nothing">{t(`empty.${view}`)}</p>
        ) : (
          <ul className="rows">
            {tickets.map((row) => (
              <TicketLine key={row.id} row={row} view={view} />
            ))}
          </ul>
        )
      }
    </Asked>
  );
}

const route = getRouteApi('/signed-in/console/$view');

function Search() {
  const t = useT();
  const navigate = useNavigate();
  const { find = '' } = route.useSearch();
  const [words, setWords] = useState(find);
  const [asked] = useDebouncedValue(words.trim(), 300);
  const query = useQuery(ask.search(asked));
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (asked !== find)
      void navigate({ to: '.', search: (before) => ({ ...before, find: asked || undefined }), replace: true });
  }, [asked, find, navigate]);
  return (
    <>
      <search className="find">
        <TextInput
          ref={box}
          type="search"
          id="find"
          aria-label={t('find.label')}
          placeholder={t('find.hint')}
          leftSection={<IconSearch size={18} aria-hidden />}
          maxLength={100}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </search>
      <Asked query={query}>
        {({ conversations }) =>
          conversations.length === 0 ? (
            <p className="nothing">{t('empty.find')}</p>
          ) : (
            <ul className="rows">
              {conversations.map((row) => (
                <FoundRow key={row.id} row={row} find={find} />
              ))}
            </ul>
          )
        }
      </Asked>
    </>
  );
}
