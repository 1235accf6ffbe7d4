// One row of a list: a real link, with what a helper needs in order to choose. "Nhận" stands beside it, not within.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ConversationRow, TicketRow, View } from '../../../http/contract/console.ts';
import { useClaim } from '../deeds.ts';
import { useNow } from '../now.ts';
import { ask } from '../queries.ts';
import { type TextKey, tOf, useT, type Values } from '../texts.ts';
import { due, moment, waiting } from '../time.ts';
import { UnsentMark } from './Unsent.tsx';

export function TicketLine({ row, view }: { row: TicketRow; view: View }) {
  const t = useT();
  const now = useNow();
  const claim = useClaim();
  const { conversation } = useParams({ strict: false });
  const { ticket } = useSearch({ strict: false });
  const here = ticket ? ticket === row.id : conversation === row.conversationId;
  const name = row.name ?? t('nameless');
  const deadline = row.dueAt && row.status !== 'resolved' ? due(row.dueAt, now) : undefined;
  const since = view === 'queue' ? (row.waitingSince ?? row.openedAt) : row.waitingSince;
  const taken = row.status === 'open' ? undefined : row.helper?.name;
  return (
    <li className="row" data-here={here || undefined}>
      <Link
        to="/console/$view/$conversation"
        params={{ view, conversation: row.conversationId }}
        search={{ ticket: row.id }}
        className="row-link"
        aria-current={here ? 'page' : undefined}
        activeProps={{}}
        data-row={row.conversationId}
      >
        <span className="row-top">
          <span className="row-name">{name}</span>
          {deadline ? (
            <span className="row-due" data-over={deadline.over || undefined}>
              {deadline.over && <IconAlertTriangle size={16} aria-hidden />} {t(deadline.key, deadline.values)}
            </span>
          ) : since && row.status !== 'resolved' ? (
            <span className="row-wait">
              <IconClock size={16} aria-hidden /> {said(t, waiting(since, now))}
            </span>
          ) : (
            <span className="row-date">{moment(row.last?.at ?? row.openedAt, now)}</span>
          )}
        </span>
        <span className="row-reason">
          {view === 'mine' || view === 'others' || view === 'done' ? `${t(`kind.${row.kind}`)}: ` : ''}
          {tOf('reason', row.reason)}
        </span>
        <LastLine last={row.last} />
        <UnsentMark conversation={row.conversationId} />
        <span className="row-foot">
          {[row.place, t(`channel.${row.channel}`), view !== 'mine' ? taken : undefined].filter(Boolean).join(' · ')}
        </span>
      </Link>
      {row.status === 'open' && (
        <Button
          className="row-claim"
          variant="light"
          aria-label={t(`row.claim.${row.kind}`, { name })}
          loading={claim.isPending}
          onClick={() => claim.mutate({ conversation: row.conversationId, ticket: row.id, kind: row.kind })}
        >
          {t(row.kind === 'task' ? 'do.claimTask' : 'do.claim')}
        </Button>
      )}
    </li>
  );
}

export function FoundRow({ row, find }: { row: ConversationRow; find: string }) {
  const t = useT();
  const now = useNow();
  const me = useQuery(ask.me()).data;
  const { conversation } = useParams({ strict: false });
  const here = conversation === row.id;
  const channel = t(`channel.${row.channel}`);
  const owner =
    row.owner !== 'helper'
      ? t(`row.owner.${row.owner}`)
      : row.helper === null
        ? t('row.owner.desk', { channel })
        : row.helper.id === me?.id
          ? t('row.owner.me')
          : t('row.owner.helper', { name: row.helper.name });
  return (
    <li className="row" data-here={here || undefined}>
      <Link
        to="/console/$view/$conversation"
        params={{ view: 'find', conversation: row.id }}
        search={find ? { find } : {}}
        className="row-link"
        aria-current={here ? 'page' : undefined}
        activeProps={{}}
        data-row={row.id}
      >
        <span className="row-top">
          <span className="row-name">{row.name ?? t('nameless')}</span>
          {row.last && <span className="row-date">{moment(row.last.at, now)}</span>}
        </span>
        <span className="row-reason">{owner}</span>
        <LastLine last={row.last} />
        <UnsentMark conversation={row.id} />
        <span className="row-foot">{[row.place, channel].filter(Boolean).join(' · ')}</span>
      </Link>
    </li>
  );
}

function LastLine({ last }: { last: TicketRow['last'] }) {
  const t = useT();
  if (!last) return null;
  const text = last.text.trim() || t('row.noWords');
  return <span className="row-last">{t('row.last', { who: t(`from.${last.from}`), text })}</span>;
}

const said = (t: (key: TextKey, values?: Values) => string, words: { key: TextKey; values?: Values }) =>
  t(words.key, words.values);
