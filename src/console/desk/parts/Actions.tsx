// What can be done with a talk and its tasks, by who has it; and in words who that is.
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconClipboardList,
  IconHandStop,
  IconRobot,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Conversation } from '../../../http/contract/console.ts';
import { useClaim, useHandBack, useRecall, useResolve } from '../deeds.ts';
import { useNow } from '../now.ts';
import { useOutgoing } from '../outgoing.ts';
import { ask } from '../queries.ts';
import { tOf, useT } from '../texts.ts';
import { due } from '../time.ts';

export const isMine = (talk: Conversation, me: string | undefined): boolean =>
  talk.owner === 'helper' && talk.helper !== null && talk.helper.id === me;

export function TalkActions({ talk }: { talk: Conversation }) {
  const t = useT();
  const me = useQuery(ask.me()).data;
  const claim = useClaim();
  const handBack = useHandBack();
  const resolve = useResolve();
  const recall = useRecall();
  const ticket = talk.tickets.find(({ kind, status }) => kind === 'talk' && status !== 'resolved');
  const on = { conversation: talk.id, ticket: ticket?.id, kind: 'talk' as const };
  const busy = claim.isPending || handBack.isPending || resolve.isPending;
  // Words that are just going are waited for by the deed itself; those that wait may wait long.
  const wordsWait = useOutgoing(talk.id).some(({ state }) => state === 'waiting');
  const atDesk = talk.owner === 'helper' && talk.helper === null;
  const other = talk.owner === 'helper' && talk.helper !== null && talk.helper.id !== me?.id;

  const close = ticket && (
    <>
      {wordsWait && <p className="owner">{t('do.wordsFirst')}</p>}
      <Button
        variant="default"
        disabled={busy || wordsWait}
        loading={handBack.isPending}
        leftSection={<IconRobot size={20} aria-hidden />}
        onClick={() => handBack.mutate(on)}
      >
        {t('do.handBack')}
      </Button>
      <Button
        variant="light"
        disabled={busy || wordsWait}
        loading={resolve.isPending}
        leftSection={<IconCheck size={20} aria-hidden />}
        onClick={() => resolve.mutate(on)}
      >
        {t('do.resolve')}
      </Button>
    </>
  );
  if (isMine(talk, me?.id)) return <div className="actions">{close}</div>;
  if (other)
    return (
      <>
        <p className="owner">{t('owner.other', { name: talk.helper?.name ?? '' })}</p>
        {me?.role === 'admin' && ticket && (
          <div className="actions">
            <Button
              variant="default"
              loading={recall.isPending}
              leftSection={<IconUsers size={20} aria-hidden />}
              onClick={() => recall.mutate(on)}
            >
              {t('do.recall')}
            </Button>
          </div>
        )}
      </>
    );
  const waiting = talk.owner === 'queue' && ticket !== undefined;
  return (
    <>
      <p className="owner">
        {atDesk ? t('owner.desk', { channel: t(`channel.${talk.channel}`) }) : t(waiting ? 'owner.queue' : 'owner.bot')}
      </p>
      <div className="actions">
        {atDesk && close}
        <Button
          disabled={busy}
          loading={claim.isPending}
          leftSection={<IconHandStop size={20} aria-hidden />}
          onClick={() => claim.mutate(waiting ? on : { conversation: talk.id, kind: 'talk' })}
        >
          {t(waiting ? 'do.claim' : 'do.take')}
        </Button>
      </div>
    </>
  );
}

/** The tasks of this household that are not done. */
export function TaskStrip({ talk }: { talk: Conversation }) {
  const t = useT();
  const now = useNow();
  const me = useQuery(ask.me()).data;
  const claim = useClaim();
  const handBack = useHandBack();
  const resolve = useResolve();
  const recall = useRecall();
  const busy = handBack.isPending || resolve.isPending;
  const tasks = talk.tickets.filter(({ kind, status }) => kind === 'task' && status !== 'resolved');
  if (tasks.length === 0) return null;
  return (
    <ul className="tasks" aria-label={t('tasks.label')}>
      {tasks.map((task) => {
        const on = { conversation: talk.id, ticket: task.id, kind: 'task' as const };
        const deadline = task.dueAt ? due(task.dueAt, now) : undefined;
        return (
          <li key={task.id} className="task">
            <IconClipboardList size={20} aria-hidden />
            <div className="task-words">
              {tOf('reason', task.reason)}
              {task.todo.length > 0 && (
                <details>
                  <summary>{t('tasks.todo')}</summary>
                  <ol>
                    {task.todo.map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                  </ol>
                </details>
              )}
              {deadline && (
                <span className="row-due" data-over={deadline.over || undefined}>
                  {deadline.over && <IconAlertTriangle size={16} aria-hidden />} {t(deadline.key, deadline.values)}
                </span>
              )}
              {task.status === 'claimed' && task.helper?.id !== me?.id && (
                <span className="dim">
                  {task.helper ? t('status.claimed.by', { name: task.helper.name }) : t('status.claimed')}
                </span>
              )}
            </div>
            {task.status === 'open' ? (
              <Button variant="default" loading={claim.isPending} onClick={() => claim.mutate(on)}>
                {t('do.claimTask')}
              </Button>
            ) : task.helper?.id === me?.id ? (
              <div className="task-do">
                <Button
                  variant="light"
                  disabled={busy}
                  loading={resolve.isPending}
                  leftSection={<IconCheck size={20} aria-hidden />}
                  onClick={() => resolve.mutate(on)}
                >
                  {t('do.resolveTask')}
                </Button>
                {/* Last, where "take" was: a second tap of the same finger gives it back and does not call it done. */}
                <Button
                  variant="default"
                  disabled={busy}
                  loading={handBack.isPending}
                  leftSection={<IconArrowBackUp size={20} aria-hidden />}
                  onClick={() => handBack.mutate(on)}
                >
                  {t('do.handBackTask')}
                </Button>
              </div>
            ) : me?.role === 'admin' ? (
              <Button
                variant="default"
                loading={recall.isPending}
                leftSection={<IconUsers size={20} aria-hidden />}
                onClick={() => recall.mutate(on)}
              >
                {t('do.recallTask')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
