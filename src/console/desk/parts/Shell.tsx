// Around every page of the signed-in: the header, the line's state, notices, what is said when something new comes.
import { Anchor, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconMessages, IconPlant2, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useCalls } from '../calls.ts';
import { useLive } from '../live.ts';
import { ask } from '../queries.ts';
import { followKeyboard } from '../tall.ts';
import { useT } from '../texts.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { MyMenu } from './MyMenu.tsx';
import { Notice } from './Notice.tsx';
import { UnsentElsewhere } from './Unsent.tsx';

export function Shell() {
  const t = useT();
  const { conversation } = useParams({ strict: false });
  const line = useLive(conversation);
  useCalls();
  useEffect(followKeyboard, []);
  return (
    <div className="shell" data-open={conversation ? 'talk' : 'list'}>
      <a className="skip" href={conversation ? '#talk' : '#main'}>
        {t('skip')}
      </a>
      <Header />
      <UnsentElsewhere />
      <Outlet />
      <Notice line={line} />
      <HelpDialog />
      <LeaveDialog />
    </div>
  );
}

function Header() {
  const t = useT();
  const me = useQuery(ask.me());
  const parked = useQuery({ ...ask.tickets('queue'), select: ({ counts }) => counts.parked });
  return (
    <header className="head">
      <Group gap={6} wrap="nowrap" className="brand">
        <IconPlant2 aria-hidden className="leaf" />
        <Text fw={700}>{t('title')}</Text>
      </Group>
      <nav aria-label={t('nav.main')} className="head-nav">
        <PageLink to="/console/queue" icon={<IconMessages size={20} aria-hidden />} words={t('nav.desk')} />
        <PageLink
          to="/console/parked"
          icon={<IconAlertTriangle size={20} aria-hidden />}
          words={t('nav.parked')}
          count={parked.data}
        />
        {me.data?.role === 'admin' && (
          <PageLink to="/console/people" icon={<IconUsers size={20} aria-hidden />} words={t('nav.people')} />
        )}
      </nav>
      {me.data && <MyMenu me={me.data} />}
    </header>
  );
}

type Page = {
  to: '/console/queue' | '/console/parked' | '/console/people';
  icon: ReactNode;
  words: string;
  count?: number | undefined;
};

function PageLink({ to, icon, words, count }: Page) {
  const { view } = useParams({ strict: false });
  const here = to === '/console/queue' && view !== undefined ? { 'aria-current': 'page' as const } : {};
  return (
    <Anchor component={Link} to={to} className="head-link" underline="never" {...here}>
      {icon}
      <span className="head-words">{words}</span>
      {count ? <span className="count">{count}</span> : null}
    </Anchor>
  );
}
