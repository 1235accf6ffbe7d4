// What helpers do with a case: each says what was done, offers to take it back where that can be, and has the lists asked anew.
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, Refused, wordsOf } from './api.ts';
import { notify } from './notice.ts';
import { wordsGone } from './outgoing.ts';
import { refreshLists, refreshTalk } from './queries.ts';
import { type TextKey, t } from './texts.ts';

type Case = { conversation: string; ticket?: string | undefined; kind?: 'talk' | 'task' };

function failed(error: unknown) {
  const taken = error instanceof Refused && error.code === 'ticket:already_claimed' && error.by;
  const wait = error instanceof WordsWait;
  notify({ text: taken ? t('done.by', { name: taken }) : wait ? t('do.wordsFirst') : wordsOf(error), bad: true });
}

/** Gives a talk away once what was written has gone: afterwards the server would refuse it. */
async function giveAway({ conversation, kind, ticket = '' }: Case, act: (ticket: string) => Promise<void>) {
  if (kind !== 'task' && !(await wordsGone(conversation))) throw new WordsWait();
  await act(ticket);
}

class WordsWait extends Error {}

function useDeed(act: (on: Case) => Promise<unknown>, done: (on: Case) => void) {
  return useMutation({
    mutationFn: act,
    onSuccess: (_, on) => done(on),
    onError: failed,
    onSettled: (_result, _error, { conversation }) => {
      void refreshLists();
      void refreshTalk(conversation);
    },
  });
}

/** Takes a ticket in hand; a talk opens in "mine". */
export function useClaim() {
  const router = useRouter();
  return useDeed(
    ({ ticket, conversation }) => (ticket ? api.claim(ticket) : api.take(conversation)),
    ({ conversation, kind }) => {
      notify({ text: t(kind === 'task' ? 'done.claimedTask' : 'done.claimed') });
      void router.navigate({ to: '/console/$view/$conversation', params: { view: 'mine', conversation }, search: {} });
    },
  );
}

export function useHandBack() {
  const take = useClaim();
  return useDeed(
    (on) => giveAway(on, api.handBack),
    (on) => {
      const isTask = on.kind === 'task';
      const again = () => take.mutate(isTask ? on : { conversation: on.conversation });
      notify({ text: t(isTask ? 'done.handedBackTask' : 'done.handedBack'), undo: undo('done.undo', again) });
    },
  );
}

/** Takes back that a task was done. */
function useReopen() {
  return useDeed(
    ({ ticket = '' }) => api.reopen(ticket),
    () => notify({ text: t('done.reopenedTask') }),
  );
}

export function useResolve() {
  const take = useClaim();
  const reopen = useReopen();
  return useDeed(
    (on) => giveAway(on, api.resolve),
    (on) =>
      on.kind === 'task'
        ? notify({ text: t('done.resolvedTask'), undo: undo('done.undoTask', () => reopen.mutate(on)) })
        : notify({
            text: t('done.resolved'),
            undo: undo('done.undo', () => take.mutate({ conversation: on.conversation })),
          }),
  );
}

/** For admins: nobody has it any more. */
export function useRecall() {
  return useDeed(
    ({ ticket = '' }) => api.recall(ticket),
    ({ kind }) => notify({ text: t(kind === 'task' ? 'done.handedBackTask' : 'done.recalled') }),
  );
}

const undo = (words: TextKey, act: () => void) => ({ words: t(words), act });
