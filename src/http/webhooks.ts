// Webhooks: authentic or 401; durable, then 200. What cannot be read is parked, never refused: a refusal would hold
// up that chat at the channel for a day. Without a database, or with one that is too slow to say in time that the delivery is
// durable, the answer is 503, and the channel delivers again: what was stored after all is known by its key.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { accept, type Runtime } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';

const bodyLimit = 1024 * 1024;
/** Zalo wants its answer within 2 s. */
const patience = 1500;

export function webhooks(runtime: Runtime) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
    for (const channel of runtime.channels.filter((each) => each.name !== 'web')) {
      const refused = refusals(runtime, channel.name);
      // Headers that guard a page say nothing to a channel.
      app.post(`/${channel.name}`, { helmet: false }, async ({ headers, body }) => {
        const request = { headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
        if (channel.isProbe?.(request)) return { ok: true };
        if (!channel.verify(request)) {
          refused();
          throw new AppError('webhook:not_authentic');
        }
        await durable(accept(runtime, channel, request.body), channel.name);
        return { ok: true };
      });
      // Some channels try the address with a GET before they use it.
      if (channel.isProbe) app.get(`/${channel.name}`, async () => ({ ok: true }));
    }
  };
}

/**
 * Tells of deliveries without a proof, once a minute at most, for anybody may knock. With a wrong secret of ours all of the
 * channel's are among them, and nothing else would say so.
 */
function refusals({ log, clock }: Runtime, channel: string): () => void {
  let count = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return () => {
    count++;
    if (clock().getTime() - toldAt < 60_000) return;
    log.warn(
      { channel, count },
      `webhook deliveries are refused: ${secretOf[channel] ?? 'the secret'} does not fit them`,
    );
    toldAt = clock().getTime();
    count = 0;
  };
}

const secretOf: Record<string, string> = { telegram: 'TELEGRAM_SECRET', 'zalo-oa': 'ZALO_OA_SECRET_KEY' };

/** Throws `service:unavailable` when the delivery is not stored, or not in time. */
async function durable(accepting: Promise<unknown>, channel: string): Promise<void> {
  const late = sleep(patience, undefined, { ref: false }).then(() => {
    throw new Error('the database is too slow');
  });
  late.catch(() => {});
  await Promise.race([accepting, late]).catch((cause) => {
    // One that fails after all is delivered again: it has been answered 503 by then.
    accepting.catch(() => {});
    throw new AppError('service:unavailable', { channel }, cause);
  });
}
