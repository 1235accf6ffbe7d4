// Signing in, by better-auth: nothing else imports it. None of its own endpoints is open; helpers come by invitation only.
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { type Db, tables } from '../db/index.ts';
import { AppError } from '../model/errors.ts';
import { endSignIns } from '../records/helpers.ts';
import { noteJoined, type Role, spendInvitation } from '../records/invitations.ts';
import { loginIn } from './contract/console.ts';

const month = 30 * 24 * 3600;

/** Who is signed in. */
export type SignedIn = { id: string; name: string; email: string; role: Role; language: 'vi' | 'en' };

export type Auth = ReturnType<typeof auth>;

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** @param secret signs the cookies; @param secure whether browsers reach us by https only */
export function auth(db: Db, secret: string, secure: boolean) {
  const { helpers, sign_ins, credentials, verifications } = tables;
  const options = {
    secret,
    database: drizzleAdapter(db, { provider: 'pg', schema: { helpers, sign_ins, credentials, verifications } }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: {
      modelName: 'helpers',
      fields: { emailVerified: 'email_verified', ...times },
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'helper' },
        language: { type: 'string', input: false, defaultValue: 'vi' },
        disabled_at: { type: 'date', input: false, required: false },
      },
    },
    session: {
      modelName: 'sign_ins',
      fields: {
        userId: 'helper_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: month,
    },
    account: {
      modelName: 'credentials',
      fields: {
        userId: 'helper_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
      accountLinking: { enabled: false },
    },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...times } },
    advanced: {
      cookiePrefix: 'lensan',
      useSecureCookies: secure,
      database: { generateId: () => uuid() },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  } satisfies BetterAuthOptions;
  const made = betterAuth(options);

  async function signIn(reply: FastifyReply, login: string, password: string): Promise<SignedIn> {
    const email = emailOf(login);
    const wrong = new AppError('sign_in:wrong');
    if (email === undefined) throw wrong;
    const { headers, response } = await made.api
      .signInEmail({ body: { email, password }, returnHeaders: true })
      .catch((error: unknown) => {
        // Unknown people and wrong passwords look alike; what is not an answer of its own is a fault of ours.
        if (error instanceof Error && error.name === 'APIError') throw wrong;
        throw error;
      });
    const helper = await signedIn(response.user.id);
    if (!helper) {
      // Told to nobody but who knows the password. What the library has begun must not count once they are let in again.
      await endSignIns(db, response.user.id);
      throw new AppError('sign_in:disabled');
    }
    passCookies(headers, reply);
    return helper;
  }

  async function signedIn(id: string): Promise<SignedIn | undefined> {
    const [found] = await db.select().from(helpers).where(eq(helpers.id, id));
    if (!found || found.disabled_at) return undefined;
    const { name, email } = found;
    return { id, name, email, role: found.role as Role, language: found.language as 'vi' | 'en' };
  }

  return {
    signIn,

    async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const { headers } = await made.api.signOut({ headers: cookiesOf(request), returnHeaders: true });
      passCookies(headers, reply);
    },

    /** Who sends this request. Throws `sign_in:needed`. */
    async helper(request: FastifyRequest): Promise<SignedIn> {
      const session = await made.api.getSession({ headers: cookiesOf(request) });
      const helper = session && (await signedIn(session.user.id));
      if (!helper) throw new AppError('sign_in:needed');
      return helper;
    },

    /**
     * Uses an invitation: a new helper, not signed in yet. Says whether a login is taken, so it is asked only where the
     * invitation was valid a moment ago. Throws `invitation:not_valid`, `sign_in:login_invalid` or `sign_in:login_taken`.
     */
    async join(token: string, { name, login, password }: { name: string; login: string; password: string }) {
      const email = emailOf(login);
      if (email === undefined) throw new AppError('sign_in:login_invalid');
      const context = await made.$context;
      // Before the invitation is used up, and before the work of a hash.
      const taken = await db.select({ id: helpers.id }).from(helpers).where(eq(helpers.email, email));
      if (taken.length > 0) throw new AppError('sign_in:login_taken');
      const hash = await context.password.hash(password);
      const id = uuid();
      await db.transaction(async (tx) => {
        const role = await spendInvitation(tx, token);
        if (!role) throw new AppError('invitation:not_valid');
        await tx.insert(helpers).values({ id, name: name.normalize('NFC'), email, role });
        const credential = { helper_id: id, account_id: id, provider_id: 'credential', password: hash };
        await tx.insert(credentials).values({ id: uuid(), ...credential });
        await noteJoined(tx, token, id);
      });
    },
  };
}

function cookiesOf({ headers }: FastifyRequest): Headers {
  return new Headers(headers.cookie ? { cookie: headers.cookie } : {});
}

function passCookies(from: Headers, reply: FastifyReply): void {
  for (const cookie of from.getSetCookie()) reply.header('set-cookie', cookie);
}

const phoneDomain = '@phone.invalid';

/** Many helpers have no e-mail address: their phone number is one, for better-auth. `undefined` for neither. */
export function emailOf(login: string): string | undefined {
  const known = loginIn(login);
  return known === undefined || known.includes('@') ? known : `${known}${phoneDomain}`;
}

/** What they sign in with. */
export const loginOf = (email: string) => (email.endsWith(phoneDomain) ? email.slice(0, -phoneDomain.length) : email);
