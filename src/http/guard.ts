// What every door asks before it opens: how often somebody comes, and from whose page.
import type { FastifyRequest } from 'fastify';
import type { Runtime } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';

/** Where a request comes from, for limits: of IPv6 the network, since its customer has 2^64 addresses to choose from. */
export function addressOf({ ip }: FastifyRequest): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [head = [], tail = []] = ip.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}

/** Takes one from a bucket; 429 when it is empty, by a code whose words are for whoever knocks at this door. */
export async function limit(
  runtime: Runtime,
  key: string,
  bucket: { capacity: number; perSecond: number },
  code: 'request:too_fast' | 'sign_in:too_often' = 'request:too_fast',
): Promise<void> {
  const taken = await runtime.signals.take(`limit:${key}`, bucket);
  if (!taken.ok) throw new AppError(code, { retryAfter: Math.ceil(taken.retryAfter) });
}

/** Refuses what another site's page sends with our visitor's cookie. */
export function sameOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new AppError('request:forbidden_origin');
  if (origin === undefined) return;
  const sent = URL.canParse(origin) ? new URL(origin).host : '';
  if (sent !== host && sent !== request.host) throw new AppError('request:forbidden_origin');
}
