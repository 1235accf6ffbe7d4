// One conversation: who it is, the thread, and at the foot what can be done and said.
import { ActionIcon, Text } from '@mantine/core';
import { IconChevronLeft, IconHome, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Conversation } from '../../../http/contract/console.ts';
import { useRefocus } from '../focus.ts';
import { ask } from '../queries.ts';
import { tOf, useT } from '../texts.ts';
import { TalkActions, TaskStrip } from './Actions.tsx';
import { Asked } from './Asked.tsx';
import { Composer } from './Composer.tsx';
import { Thread } from './Thread.tsx';

export function Talk({ id }: { id: string }) {
  const query = useQuery(ask.conversation(id));
  return (
    <>
      <TalkHeader id={id} talk={query.data} />
      <Asked query={query}>
        {(talk) => (
          <>
            <TaskStrip talk={talk} />
            <Thread id={id} name={talk.name} />
            <footer className="talk-foot">
              <TalkActions talk={talk} />
              <Composer talk={talk} />
            </footer>
          </>
        )}
      </Asked>
    </>
  );
}

/** Stands from the beginning: whatever the server says, there is a way back. */
function TalkHeader({ id, talk }: { id: string; talk: Conversation | undefined }) {
  const t = useT();
  const { view = 'queue' } = useParams({ strict: false });
  const { ticket, find, pane } = useSearch({ strict: false });
  const heading = useRef<HTMLHeadingElement>(null);
  // On entry; back from the household; and when a deed takes its own button away.
  useRefocus([talk && 'known', view, pane, talk?.owner, talk?.helper?.id].join(), () => heading.current);
  const open = talk?.tickets.find(({ kind, status }) => kind === 'talk' && status !== 'resolved');
  return (
    <header className="talk-head">
      <ActionIcon
        className="only-phone"
        variant="subtle"
        size={44}
        aria-label={t('back')}
        renderRoot={(props) => <Link {...props} to="/console/$view" params={{ view }} search={find ? { find } : {}} />}
      >
        <IconChevronLeft aria-hidden />
      </ActionIcon>
      <div className="talk-who">
        {talk && (
          <h2 ref={heading} className="talk-name" tabIndex={-1}>
            {talk.name ?? t('nameless')}
          </h2>
        )}
        <Text size="sm" c="dimmed" className="talk-sub">
          {[talk && t(`channel.${talk.channel}`), open && tOf('reason', open.reason)].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {talk?.phone && (
        <a
          className="stacked"
          href={`tel:${talk.phone.replace(/[^\d+]/g, '')}`}
          aria-label={t('household.phone', { phone: talk.phone })}
        >
          <IconPhone size={20} aria-hidden />
          {t('do.call')}
        </a>
      )}
      {talk && (
        <Link
          className="stacked not-wide"
          to="/console/$view/$conversation"
          params={{ view, conversation: id }}
          search={{ ticket, find, pane: 'household' }}
          aria-label={t('household.label')}
        >
          <IconHome size={20} aria-hidden />
          {t('do.household')}
        </Link>
      )}
    </header>
  );
}
