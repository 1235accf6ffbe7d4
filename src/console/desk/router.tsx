// The console's addresses, and who may see them: all but sign-in and invitations want a sign-in, then lead back.
import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { Refused } from './api.ts';
import { writeAs } from './outgoing.ts';
import { Broken, Lost } from './pages/Broken.tsx';
import { Desk } from './pages/Desk.tsx';
import { Join } from './pages/Join.tsx';
import { Parked } from './pages/Parked.tsx';
import { People } from './pages/People.tsx';
import { SignIn } from './pages/SignIn.tsx';
import { Loading } from './parts/Asked.tsx';
import { Shell } from './parts/Shell.tsx';
import { ask, client, onSignedOut } from './queries.ts';
import { speak } from './texts.ts';
import { isView } from './views.ts';

const root = createRootRoute({ notFoundComponent: Lost, errorComponent: Broken });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/console/sign-in',
  validateSearch: z.object({ to: z.string().startsWith('/console').optional().catch(undefined) }),
  component: SignIn,
});

const join = createRoute({ getParentRoute: () => root, path: '/console/join/$token', component: Join });

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  pendingComponent: Loading,
  beforeLoad: async ({ location }) => {
    try {
      const me = await client.ensureQueryData(ask.me());
      speak(me.language);
      writeAs(me.id);
    } catch (error) {
      if (error instanceof Refused && error.status === 401)
        throw redirect({ to: '/console/sign-in', search: { to: location.href }, replace: true });
      throw error;
    }
  },
});

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/console',
  beforeLoad: () => {
    throw redirect({ to: '/console/$view', params: { view: 'queue' }, replace: true });
  },
});

/** Beside the address of a list: which of its tickets is open, what is searched for, which pane a phone shows. */
const DeskSearch = z.object({
  ticket: z.uuid().optional().catch(undefined),
  find: z.string().max(100).optional().catch(undefined),
  pane: z.literal('household').optional().catch(undefined),
});

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/console/$view',
  validateSearch: DeskSearch,
  beforeLoad: ({ params }) => {
    if (!isView(params.view)) throw redirect({ to: '/console/$view', params: { view: 'queue' }, replace: true });
  },
  component: Desk,
});

const talk = createRoute({
  getParentRoute: () => list,
  path: '/$conversation',
});

const parked = createRoute({ getParentRoute: () => signedIn, path: '/console/parked', component: Parked });
const people = createRoute({ getParentRoute: () => signedIn, path: '/console/people', component: People });

export const router = createRouter({
  routeTree: root.addChildren([signIn, join, signedIn.addChildren([start, list.addChildren([talk]), parked, people])]),
  defaultPendingMs: 300,
  defaultErrorComponent: Broken,
});

onSignedOut(() => {
  const { location } = router.state;
  if (location.pathname.startsWith('/console/sign-in') || location.pathname.startsWith('/console/join')) return;
  client.removeQueries({ queryKey: ['me'] });
  void router.navigate({ to: '/console/sign-in', search: { to: location.href }, replace: true });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
