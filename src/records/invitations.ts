// Invitations: links that let one person in, once. Only a link's hash is kept.
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { type Db, tables } from '../db/index.ts';

const { invitations } = tables;

export type Role = 'helper' | 'admin';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes an invitation; its token is shown once and kept nowhere. */
export async function invite(db: Db, role: Role, invitedBy: string | null, days: number) {
  const token = randomBytes(32).toString('base64url');
  const expires_at = new Date(Date.now() + days * 86_400_000);
  await db.insert(invitations).values({ token_hash: hashOf(token), role, invited_by: invitedBy, expires_at });
  return { token, expiresAt: expires_at };
}

/** The first admin's link: a new one takes the place of those that were not used. */
export async function inviteFirstAdmin(db: Db): Promise<string> {
  await db
    .delete(invitations)
    .where(and(isNull(invitations.invited_by), isNull(invitations.used_at), eq(invitations.role, 'admin')));
  return (await invite(db, 'admin', null, 1)).token;
}

/** By somebody who has been shut out it lets nobody in, themselves least of all. */
const invited = sql`not exists (select from helpers h where h.id = invitations.invited_by and h.disabled_at is not null)`;

const valid = (token: string) =>
  and(
    eq(invitations.token_hash, hashOf(token)),
    isNull(invitations.used_at),
    gt(invitations.expires_at, sql`now()`),
    invited,
  );

/** What an invitation is for; `undefined` when it is unknown, used or too old. */
export async function invitationFor(db: Db, token: string): Promise<Role | undefined> {
  const [found] = await db.select({ role: invitations.role }).from(invitations).where(valid(token));
  return found?.role as Role | undefined;
}

/** Uses an invitation up: of two who try at once, one succeeds. */
export async function spendInvitation(tx: Db, token: string): Promise<Role | undefined> {
  const [used] = await tx
    .update(invitations)
    .set({ used_at: sql`now()` })
    .where(valid(token))
    .returning({ role: invitations.role });
  return used?.role as Role | undefined;
}

/** Who came in by it. */
export async function noteJoined(tx: Db, token: string, helperId: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ used_by: helperId })
    .where(eq(invitations.token_hash, hashOf(token)));
}
