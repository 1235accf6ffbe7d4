// Who writes on the chat page: an unguessable token in a cookie that no script can read. We keep only its hash.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newVisitorToken, visitorAddress } from '../channels/web/index.ts';
import type { Runtime } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';
import { addressOf, limit } from './guard.ts';

const cookieName = 'lensan_visitor';
const year = 365 * 24 * 3600;

/** The visitor's address; 401 without the cookie. */
export function visitorOf(request: FastifyRequest): string {
  const token = request.cookies[cookieName];
  if (!token || !/^[\w-]{43}$/.test(token)) throw new AppError('chat:no_visitor');
  return visitorAddress(token);
}

/** Gives a newcomer a token; returns the address. */
export async function ensureVisitor(runtime: Runtime, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const known = request.cookies[cookieName];
  const token = known && /^[\w-]{43}$/.test(known) ? known : newVisitorToken();
  if (token !== known) await limit(runtime, `new:${addressOf(request)}`, { capacity: 60, perSecond: 1 });
  reply.setCookie(cookieName, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: year,
  });
  return visitorAddress(token);
}
