// The helpers' API: lists, talks, and what helpers do. Everything wants a sign-in. Contract: http/contract/console.ts.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Runtime, topics } from '../../conversation/index.ts';
import * as helpdesk from '../../helpdesk/index.ts';
import { AppError } from '../../model/errors.ts';
import { listHelpers, setLanguage, shutOutAmong } from '../../records/helpers.ts';
import { invite } from '../../records/invitations.ts';
import { photoOf } from '../../records/photos.ts';
import { recordingOf } from '../../records/recordings.ts';
import { type Auth, loginOf, type SignedIn } from '../auth.ts';
import type * as contract from '../contract/console.ts';
import { Invite, Mend, MePatch, Reply, View } from '../contract/console.ts';
import { type EventStream, eventStream } from '../event-stream.ts';
import { limit, sameOrigin } from '../guard.ts';
import { meOf } from './sign-in.ts';

const perHelper = { capacity: 120, perSecond: 10 };
const streamsPerHelper = 12;
const invitationDays = 7;

const ById = z.object({ id: z.uuid() });
const Part = z.object({ id: z.uuid(), part: z.uuid() });
const Before = z.object({ before: z.coerce.number().int().positive().optional() });
const Size = z.object({ size: z.enum(['small', 'full']).default('small') });
const ParkedId = z.object({ id: z.coerce.number().int().positive() });
const ParkedPath = ParkedId.extend({ way: z.enum(['in', 'out']) });
const Following = z.object({ conversation: z.uuid().optional() });

declare module 'fastify' {
  interface FastifyRequest {
    helper: SignedIn;
  }
}

/** @param publicUrl how browsers reach us, for links that are passed on */
export function consoleApi(runtime: Runtime, auth: Auth, publicUrl: string | undefined) {
  const { db } = runtime.database;
  const streams = new Map<EventStream, string>();

  function adminOnly({ helper }: FastifyRequest): void {
    if (helper.role !== 'admin') throw new AppError('request:forbidden');
  }

  let isLooking = false;

  /** Whoever has been shut out hears nothing more, in whichever process their pages are held. */
  async function cutShutOut(): Promise<void> {
    if (isLooking || streams.size === 0) return;
    isLooking = true;
    try {
      const gone = await shutOutAmong(db, [...new Set(streams.values())]);
      for (const [stream, id] of streams) if (gone.includes(id)) stream.cut();
    } catch (err) {
      runtime.log.warn({ err }, 'streams could not be looked at; the next look comes');
    } finally {
      isLooking = false;
    }
  }

  function startStream(request: FastifyRequest, reply: FastifyReply): void {
    const { conversation } = Following.parse(request.query);
    const mine = [...streams].filter(([, id]) => id === request.helper.id);
    // The oldest give way: a phone that has lost its line leaves streams behind which only TCP will give up, and late. Cut,
    // not ended: an end would wait for that phone to hear of it.
    for (const [oldest] of mine.slice(0, Math.max(0, mine.length - streamsPerHelper + 1))) {
      oldest.cut();
      streams.delete(oldest);
    }
    const stream = eventStream(reply);
    streams.set(stream, request.helper.id);
    stream.hold(() => streams.delete(stream));
    const { signals } = runtime;
    stream.hold(signals.subscribe(topics.helpdesk, (data) => stream.send('tickets', data ?? {})));
    if (conversation)
      stream.hold(signals.subscribe(topics.live(conversation), (data) => stream.send('thread', data ?? {})));
    stream.begin();
  }

  return async (app: FastifyInstance): Promise<void> => {
    app.decorateRequest('helper');
    app.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'GET') sameOrigin(request);
      request.helper = await auth.helper(request);
      await limit(runtime, `console:${request.helper.id}`, perHelper);
      reply.header('cache-control', 'no-store');
    });
    const endWatch = runtime.signals.subscribe(topics.shutOut, cutShutOut);
    // The signal may be lost, or come between somebody's sign-in and their stream.
    const watch = setInterval(cutShutOut, runtime.pace.sweep * 1000).unref();
    app.addHook('preClose', async () => {
      clearInterval(watch);
      endWatch();
      for (const stream of streams.keys()) stream.end();
    });

    app.get('/me', async ({ helper }): Promise<contract.Me> => meOf(helper));
    app.patch('/me', async ({ helper, body }): Promise<contract.Me> => {
      const { language } = MePatch.parse(body);
      await setLanguage(db, helper.id, language);
      return meOf({ ...helper, language });
    });

    app.get('/tickets', async ({ helper, query }): Promise<contract.Tickets> => {
      const { view } = z.object({ view: View }).parse(query);
      return helpdesk.tickets(runtime, view, helper.id);
    });
    app.post(
      '/tickets/:id/claim',
      async ({ helper, params }): Promise<contract.Claimed> => helpdesk.claim(runtime, ById.parse(params).id, helper),
    );
    app.post('/tickets/:id/hand-back', async ({ helper, params }) => {
      await helpdesk.handBack(runtime, ById.parse(params).id, helper);
      return {};
    });
    app.post('/tickets/:id/resolve', async ({ helper, params }) => {
      await helpdesk.resolve(runtime, ById.parse(params).id, helper);
      return {};
    });
    app.post('/tickets/:id/reopen', async ({ helper, params }) => {
      await helpdesk.reopen(runtime, ById.parse(params).id, helper);
      return {};
    });

    app.post('/tickets/:id/recall', async (request) => {
      adminOnly(request);
      await helpdesk.recall(runtime, ById.parse(request.params).id, request.helper);
      return {};
    });

    app.get('/conversations', async ({ query }) => {
      const { search } = z.object({ search: z.string().trim().max(100).default('') }).parse(query);
      return helpdesk.conversations(runtime, search);
    });
    app.get(
      '/conversations/:id',
      async ({ helper, params }): Promise<contract.Conversation> =>
        helpdesk.conversationFor(runtime, ById.parse(params).id, helper.language),
    );
    app.get(
      '/conversations/:id/messages',
      async ({ params, query }): Promise<contract.Thread> =>
        helpdesk.thread(runtime, ById.parse(params).id, Before.parse(query).before),
    );
    app.post(
      '/conversations/:id/take',
      async ({ helper, params }): Promise<contract.Claimed> => helpdesk.take(runtime, ById.parse(params).id, helper),
    );
    app.post('/conversations/:id/replies', async ({ helper, params, body }, reply) => {
      await helpdesk.reply(runtime, ById.parse(params).id, helper, Reply.parse(body));
      return reply.status(202).send({});
    });
    app.post(
      '/conversations/:id/answers',
      async ({ helper, params, body }): Promise<contract.Mended> =>
        helpdesk.mend(runtime, ById.parse(params).id, helper, Mend.parse(body)),
    );

    app.get('/conversations/:id/photos/:part', async ({ params, query }, reply) => {
      const { id, part } = Part.parse(params);
      const photo = await photoOf(db, id, part);
      const hash = Size.parse(query).size === 'full' ? photo?.hash : photo?.thumbnail;
      return sendStored(reply, hash, 'image/jpeg');
    });
    app.get('/conversations/:id/recordings/:part', async ({ params }, reply) => {
      const { id, part } = Part.parse(params);
      const recording = await recordingOf(db, id, part);
      return sendStored(reply, recording?.hash, recording?.type ?? '');
    });

    async function sendStored(reply: FastifyReply, hash: string | null | undefined, type: string) {
      const bytes = hash ? await runtime.store.get(hash) : undefined;
      if (!bytes) throw new AppError('request:not_found');
      return reply
        .type(type)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'")
        .send(bytes);
    }

    app.get('/parked', async () => helpdesk.parked(runtime));
    app.post('/parked/:way/:id/retry', async ({ params }) => {
      const { way, id } = ParkedPath.parse(params);
      await helpdesk.retry(runtime, way, id);
      return {};
    });

    app.post('/parked/out/:id/leave', async ({ params }) => {
      await helpdesk.leaveUnsent(runtime, ParkedId.parse(params).id);
      return {};
    });

    app.get('/helpers', async (request) => {
      adminOnly(request);
      const found = await listHelpers(db);
      return {
        helpers: found.map(({ email, created_at, disabled_at, in_hand, ...row }) => ({
          ...row,
          login: loginOf(email),
          createdAt: created_at.toISOString(),
          disabledAt: disabled_at?.toISOString() ?? null,
          inHand: in_hand,
        })),
      };
    });
    app.post('/helpers/:id/shut-out', async (request) => {
      adminOnly(request);
      await helpdesk.shutOut(runtime, ById.parse(request.params).id, request.helper);
      return {};
    });
    app.post('/helpers/:id/let-in', async (request) => {
      adminOnly(request);
      await helpdesk.letIn(runtime, ById.parse(request.params).id, request.helper);
      return {};
    });
    app.post('/invitations', async (request) => {
      adminOnly(request);
      const { role } = Invite.parse(request.body);
      const { token, expiresAt } = await invite(db, role, request.helper.id, invitationDays);
      const base = publicUrl ?? `${request.protocol}://${request.host}`;
      return { url: `${base.replace(/\/+$/, '')}/console/join/${token}`, expiresAt: expiresAt.toISOString() };
    });

    app.get('/stream', (request, reply) => startStream(request, reply));
  };
}
