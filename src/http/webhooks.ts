// Webhooks: authentic or 401; durable, then 200. What cannot be read is parked, never refused: a refusal would hold
// up that chat at the channel for a day. Without a database the answer is 503, and the channel keeps the delivery.
import type { FastifyInstance } from 'fastify';
import { accept, type Runtime } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';

const bodyLimit = 1024 * 1024;

export function webhooks(runtime: Runtime) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
    for (const channel of runtime.channels.filter((each) => each.name !== 'web')) {
      app.post(`/${channel.name}`, async (request) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        if (!channel.verify({ headers: request.headers, body })) throw new AppError('webhook:not_authentic');
        try {
          await accept(runtime, channel, body);
        } catch (cause) {
          throw new AppError('service:unavailable', { channel: channel.name }, cause);
        }
        return { ok: true };
      });
    }
  };
}
