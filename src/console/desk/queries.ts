// What is asked of the server and kept: one entry per question, so that a hint of the live line can have it asked again.
import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Thread, View } from '../../http/contract/console.ts';
import { api, Refused } from './api.ts';

let signedOut: () => void = () => {};

/** What to do when the server no longer knows us, whatever was asked. */
export function onSignedOut(act: () => void): void {
  signedOut = act;
}

const noteRefusal = (error: unknown) => {
  if (error instanceof Refused && error.status === 401 && error.code !== 'sign_in:wrong') signedOut();
};

export const client = new QueryClient({
  queryCache: new QueryCache({ onError: noteRefusal }),
  mutationCache: new MutationCache({ onError: noteRefusal }),
  defaultOptions: {
    queries: {
      // The live line says when something has changed; coming back to the page asks again (live.ts).
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => count < 2 && !(error instanceof Refused && error.status >= 400 && error.status < 500),
    },
    mutations: { networkMode: 'always' },
  },
});

export const ask = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: api.me, staleTime: 300_000, retry: false }),
  invitation: (token: string) =>
    queryOptions({ queryKey: ['invitation', token], queryFn: () => api.invitation(token), retry: false }),
  tickets: (view: View) => queryOptions({ queryKey: ['tickets', view], queryFn: () => api.tickets(view) }),
  search: (words: string) =>
    queryOptions({
      queryKey: ['search', words],
      queryFn: () => api.search(words),
      placeholderData: (before) => before,
    }),
  conversation: (id: string) => queryOptions({ queryKey: ['conversation', id], queryFn: () => api.conversation(id) }),
  thread: (id: string) =>
    queryOptions({
      queryKey: ['thread', id],
      queryFn: async () => joined(await api.thread(id), client.getQueryData<Thread>(['thread', id])),
      staleTime: 0,
    }),
  parked: () => queryOptions({ queryKey: ['parked'], queryFn: api.parked }),
  helpers: () => queryOptions({ queryKey: ['helpers'], queryFn: api.helpers }),
};

/** The newest page and what was known; older messages are let go where a gap would be between them. */
export function joined(newest: Thread, known: Thread | undefined): Thread {
  const first = newest.messages[0]?.id;
  if (!known || first === undefined) return newest;
  const before = known.messages.filter(({ id }) => id < first);
  const meets = known.messages.some(({ id }) => id >= first) || !newest.more;
  if (!meets || before.length === 0) return newest;
  return { messages: [...before, ...newest.messages], more: known.more };
}

/** Fetches the page before the oldest message that is known. */
export async function fetchOlder(id: string): Promise<void> {
  const oldest = client.getQueryData<Thread>(['thread', id])?.messages[0]?.id;
  if (oldest === undefined) return;
  const page = await api.thread(id, oldest);
  client.setQueryData<Thread>(['thread', id], (known) => {
    if (known?.messages[0]?.id !== oldest) return known;
    return { messages: [...page.messages, ...known.messages], more: page.more };
  });
}

/** What shows in lists, badges and titles. */
export const refreshLists = () =>
  Promise.all(['tickets', 'search', 'parked', 'helpers'].map((key) => client.invalidateQueries({ queryKey: [key] })));

export const refreshTalk = (id: string) =>
  Promise.all(['thread', 'conversation'].map((key) => client.invalidateQueries({ queryKey: [key, id] })));

export const refreshAll = () => client.invalidateQueries();
