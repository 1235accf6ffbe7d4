// Who writes on the chat page: an unguessable token in a cookie that no script can read. We keep only its hash.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newVisitorToken, visitorAddress } from '../channels/web/index.ts';
import type { Runtime } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';

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

/** Where a request comes from, for limits: of IPv6 the network, since its customer has 2^64 addresses to choose from. */
export function addressOf({ ip }: FastifyRequest): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [head = [], tail = []] = ip.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}

/** Takes one from a bucket; 429 when it is empty. */
export async function limit(
  runtime: Runtime,
  key: string,
  bucket: { capacity: number; perSecond: number },
): Promise<void> {
  const taken = await runtime.signals.take(`limit:${key}`, bucket);
  if (!taken.ok) throw new AppError('request:too_fast', { retryAfter: Math.ceil(taken.retryAfter) });
}

/** Refuses what another site's page sends with our visitor's cookie. */
export function sameOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new AppError('request:forbidden_origin');
  if (origin === undefined) return;
  const sent = URL.canParse(origin) ? new URL(origin).host : '';
  if (sent !== host && sent !== request.host) throw new AppError('request:forbidden_origin');
}
