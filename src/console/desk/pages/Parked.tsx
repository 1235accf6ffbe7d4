// What could not be handled or sent, each with "do again"; what was to be said can be left as well.
import { Button, Container, Title } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ParkedRow } from '../../../http/contract/console.ts';
import { api, wordsOf } from '../api.ts';
import { notify } from '../notice.ts';
import { useNow } from '../now.ts';
import { Asked } from '../parts/Asked.tsx';
import { ask, refreshLists } from '../queries.ts';
import { tOf, useT } from '../texts.ts';
import { clock, date } from '../time.ts';

export function Parked() {
  const t = useT();
  const query = useQuery(ask.parked());
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Container size="md" py="md">
        <Title order={1} size="h2">
          {t('parked.title')}
        </Title>
        <p className="dim">{t('parked.about')}</p>
        <Asked query={query}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="nothing">{t('parked.empty')}</p>
            ) : (
              <ul className="cards">
                {rows.map((row) => (
                  <ParkedCard key={`${row.way} ${row.id}`} row={row} />
                ))}
              </ul>
            )
          }
        </Asked>
      </Container>
    </main>
  );
}

function ParkedCard({ row }: { row: ParkedRow }) {
  const t = useT();
  const now = useNow();
  const doing = useMutation({
    mutationFn: (deed: 'retry' | 'leave') => (deed === 'retry' ? api.retry(row.way, row.id) : api.leaveUnsent(row.id)),
    onSuccess: (_, deed) => notify({ text: t(deed === 'retry' ? 'parked.retried' : 'parked.left') }),
    onError: (error) => notify({ text: wordsOf(error), bad: true }),
    onSettled: () => refreshLists(),
  });
  const name = row.name ?? t('nameless');
  const channel = tOf('channel', row.channel);
  return (
    <li className="card">
      <div className="card-words">
        <p className="card-title">{name}</p>
        <p className="plain">{t(row.way === 'in' ? 'parked.in' : 'parked.out')}</p>
        {row.words && <blockquote className="parked-words">{row.words}</blockquote>}
        <p className="dim">
          {[channel, `${clock(row.at)} ${date(row.at, now)}`, t('parked.attempts', { count: row.attempts })].join(
            ' · ',
          )}
        </p>
        {row.reason && <p className="plain">{tOf('delivery', row.reason)}</p>}
        {row.note && (
          <details>
            <summary>{t('parked.raw')}</summary>
            <code>{row.note}</code>
          </details>
        )}
        {row.conversationId && (
          <Link
            className="card-link"
            to="/console/$view/$conversation"
            params={{ view: 'find', conversation: row.conversationId }}
            search={{}}
          >
            {t('parked.open')}
          </Link>
        )}
      </div>
      <div className="card-do">
        <Button
          variant="light"
          aria-label={t('parked.retryThis', { name })}
          loading={doing.isPending}
          leftSection={<IconRefresh size={20} aria-hidden />}
          onClick={() => doing.mutate('retry')}
        >
          {t('parked.retry')}
        </Button>
        {row.way === 'out' && (
          <Button
            variant="subtle"
            aria-label={t('parked.leaveThis', { name })}
            disabled={doing.isPending}
            leftSection={<IconX size={20} aria-hidden />}
            onClick={() => doing.mutate('leave')}
          >
            {t('parked.leave')}
          </Button>
        )}
      </div>
    </li>
  );
}
