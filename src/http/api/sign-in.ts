// Coming in: signing in and out, and joining by an invitation. Contract: http/contract/console.ts.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Runtime } from '../../conversation/index.ts';
import { AppError } from '../../model/errors.ts';
import { invitationFor } from '../../records/invitations.ts';
import { type Auth, emailOf, loginOf, type SignedIn } from '../auth.ts';
import { Join, type Me, SignIn } from '../contract/console.ts';
import { addressOf, limit, sameOrigin } from '../guard.ts';

/** Limits, as buckets: per account a person's own tries, per address those of an office behind one gateway. */
const perLogin = { capacity: 8, perSecond: 1 / 60 };
const perAddress = { capacity: 40, perSecond: 1 / 10 };

const InvitationPath = z.object({ token: z.string().max(100) });

export const meOf = ({ email, ...rest }: SignedIn): Me => ({ ...rest, email: loginOf(email) });

export function signInApi(runtime: Runtime, auth: Auth) {
  const { db } = runtime.database;
  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', async (request) => {
      if (request.method !== 'GET') sameOrigin(request);
      await limit(runtime, `sign-in:${addressOf(request)}`, perAddress, 'sign_in:too_often');
    });

    app.post('/sign-in', async (request, reply): Promise<Me> => {
      const { login, password } = SignIn.parse(request.body);
      await limit(runtime, `sign-in-as:${emailOf(login) ?? login}`, perLogin, 'sign_in:too_often');
      return meOf(await auth.signIn(reply, login, password));
    });

    app.post('/sign-out', async (request, reply) => {
      await auth.signOut(request, reply);
      return {};
    });

    /** Before anything else is looked at: without a valid one, strangers would learn who has an account. */
    async function invited(params: unknown) {
      const { token } = InvitationPath.parse(params);
      const role = await invitationFor(db, token);
      if (!role) throw new AppError('invitation:not_valid');
      return { token, role };
    }

    app.get('/invitations/:token', async ({ params }) => ({ role: (await invited(params)).role }));

    app.post('/invitations/:token', async ({ params, body }, reply): Promise<Me> => {
      const { token } = await invited(params);
      const joining = Join.parse(body);
      await auth.join(token, joining);
      return meOf(await auth.signIn(reply, joining.login, joining.password));
    });
  };
}
