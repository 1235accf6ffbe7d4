// The chat page's API: what was said, what is new, and posting words, taps and photos. Contract: http/contract.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accept, type Runtime, type Taken, topics } from '../../conversation/index.ts';
import { AppError, invariant } from '../../model/errors.ts';
import { inspect } from '../../photos/index.ts';
import { findConversation } from '../../records/conversations.ts';
import { visibleMessages } from '../../records/messages.ts';
import { photoOf } from '../../records/photos.ts';
import { type ChatMessage, type ChatPage, ChatPost, PhotoQuery, photoBytes } from '../contract.ts';
import { ensureVisitor, limit, sameOrigin, visitorOf } from '../visitor.ts';

const pageSize = 50;
const heartbeatMs = 15_000;
const streamsPerVisitor = 6;

/** Limits, as buckets. An address may be a whole village behind one operator's gateway, so its own is wide. */
const perVisitor = { capacity: 40, perSecond: 1 };
const photosPerVisitor = { capacity: 24, perSecond: 0.2 };
const perAddress = { capacity: 200, perSecond: 10 };

const PageQuery = z.object({ before: z.coerce.number().int().positive().optional() });
const PhotoPath = z.object({ id: z.uuid() });
const PhotoSize = z.object({ size: z.enum(['small', 'full']).default('small') });

export function chatApi(runtime: Runtime) {
  const { db } = runtime.database;
  const web = runtime.channels.find((channel) => channel.name === 'web');
  invariant(web, 'the web channel is always set up');
  const streams = new Map<string, number>();

  const conversationOf = (visitor: string) =>
    findConversation(db, { channel: web.name, account: web.account, address: visitor });

  async function page(conversationId: string, before?: number): Promise<ChatPage> {
    const found = await visibleMessages(db, conversationId, {
      ...(before !== undefined && { before }),
      limit: pageSize + 1,
    });
    const messages = found.slice(0, pageSize).map(asChatMessage).reverse();
    return { messages, more: found.length > pageSize };
  }

  /** Stores what the page posted; the answer means that it is durable. */
  async function take(visitor: string, key: string, body: object): Promise<Taken> {
    const taken = await accept(
      runtime,
      web as NonNullable<typeof web>,
      Buffer.from(JSON.stringify({ key, visitor, body })),
    );
    if (taken.conversationId) runtime.signals.publish(newTalk(visitor), { conversation: taken.conversationId });
    return taken;
  }

  async function mayPost(request: FastifyRequest, bucket: typeof perVisitor): Promise<string> {
    sameOrigin(request);
    const visitor = visitorOf(request);
    await limit(runtime, `address:${request.ip}`, perAddress);
    await limit(runtime, `visitor:${visitor}:${bucket.capacity}`, bucket);
    return visitor;
  }

  return async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      /^(image\/|application\/octet-stream)/,
      { parseAs: 'buffer', bodyLimit: photoBytes },
      (_, body, done) => done(null, body),
    );

    app.get('/messages', async (request, reply): Promise<ChatPage> => {
      const { before } = PageQuery.parse(request.query);
      const visitor = await ensureVisitor(runtime, request, reply);
      reply.header('cache-control', 'no-store');
      const conversation = await conversationOf(visitor);
      return conversation ? page(conversation, before) : { messages: [], more: false };
    });

    app.post('/messages', async (request, reply) => {
      const visitor = await mayPost(request, perVisitor);
      const { key, ...body } = ChatPost.parse(request.body);
      await take(visitor, key, body);
      return reply.status(202).send({ key });
    });

    app.post('/photos', { bodyLimit: photoBytes }, async (request, reply) => {
      const visitor = await mayPost(request, photosPerVisitor);
      const { key, group } = PhotoQuery.parse(request.query);
      if (!Buffer.isBuffer(request.body)) throw new AppError('photo:not_a_picture');
      const checked = await inspect(request.body);
      if (!checked.ok) {
        const codes = {
          heic: 'photo:heic',
          not_a_picture: 'photo:not_a_picture',
          too_large: 'request:too_large',
        } as const;
        throw new AppError(codes[checked.reason]);
      }
      const photo = await runtime.store.put(request.body, `${visitor}:${key}`);
      await take(visitor, key, { photo, ...(group && { group }) });
      return reply.status(202).send({ key });
    });

    app.get('/photos/:id', async (request, reply) => {
      const { id } = PhotoPath.parse(request.params);
      const conversation = await conversationOf(visitorOf(request));
      const photo = conversation ? await photoOf(db, conversation, id) : undefined;
      const hash = PhotoSize.parse(request.query).size === 'full' ? photo?.hash : photo?.thumbnail;
      const bytes = hash ? await runtime.store.get(hash) : undefined;
      if (!bytes) throw new AppError('request:not_found');
      return reply
        .type('image/jpeg')
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'")
        .send(bytes);
    });

    app.get('/stream', async (request, reply) => {
      const visitor = visitorOf(request);
      const open = streams.get(visitor) ?? 0;
      if (open >= streamsPerVisitor) throw new AppError('request:too_fast', { retryAfter: 30 });
      streams.set(visitor, open + 1);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const send = (event: string, data: unknown) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      raw.write(': open\n\n');
      const heartbeat = setInterval(() => send('beat', {}), heartbeatMs);
      const ends: (() => void)[] = [() => clearInterval(heartbeat)];
      let followed: string | undefined;

      async function follow(conversation: string, catchUp: boolean): Promise<void> {
        if (followed !== undefined) return;
        followed = conversation;
        const live = async (data: unknown) => {
          const { message, typing } = data as { message?: number; typing?: true };
          if (typing) send('typing', {});
          if (message === undefined) return;
          const [found] = await visibleMessages(db, conversation, { only: message, limit: 1 });
          if (found) send('message', asChatMessage(found));
        };
        ends.push(runtime.signals.subscribe(topics.live(conversation), live));
        if (catchUp) for (const message of (await page(conversation)).messages) send('message', message);
      }
      raw.on('close', () => {
        for (const end of ends) end();
        const left = (streams.get(visitor) ?? 1) - 1;
        if (left > 0) streams.set(visitor, left);
        else streams.delete(visitor);
      });
      const conversation = await conversationOf(visitor);
      if (conversation) return follow(conversation, false);
      // Nobody has spoken yet: the first message says which conversation this is.
      const begun = (data: unknown) => follow((data as { conversation: string }).conversation, true);
      ends.push(runtime.signals.subscribe(newTalk(visitor), begun));
    });
  };
}

const newTalk = (visitor: string) => `visitor:${visitor}`;

function asChatMessage({ message, photo }: Awaited<ReturnType<typeof visibleMessages>>[number]): ChatMessage {
  const mine = message.author === 'person';
  return {
    id: message.id,
    ...(mine && message.external_id && { key: message.external_id }),
    from: mine ? 'me' : (message.author as 'bot' | 'helper'),
    at: message.created_at.toISOString(),
    text: message.text,
    choices: message.buttons ?? [],
    ...(message.photo_id &&
      photo && {
        photo: {
          url: `/api/chat/photos/${message.photo_id}`,
          state: (photo.state ?? 'unreadable') as 'waiting' | 'ready' | 'unreadable',
        },
      }),
  };
}
