// The chat page's API: what was said, what is new, and posting words, taps and photos. Contract: http/contract/chat.ts.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { keyOf } from '../../channels/web/index.ts';
import { accept, type Runtime } from '../../conversation/index.ts';
import { AppError, invariant } from '../../model/errors.ts';
import { inspect } from '../../photos/index.ts';
import { findConversation } from '../../records/conversations.ts';
import { hasArrived } from '../../records/inbox.ts';
import { visibleMessages } from '../../records/messages.ts';
import { photoOf } from '../../records/photos.ts';
import { type ChatMessage, type ChatPage, ChatPost, PhotoQuery, photoBytes } from '../contract/chat.ts';
import { addressOf, limit, sameOrigin } from '../guard.ts';
import { ensureVisitor, visitorOf } from '../visitor.ts';
import { liveLines } from './lines.ts';

const pageSize = 50;

/** Limits, as buckets. An address may be a whole village behind one operator's gateway, so its own is wide. */
const perVisitor = { capacity: 40, perSecond: 1 };
const photosPerVisitor = { capacity: 24, perSecond: 0.2 };
const perAddress = { capacity: 200, perSecond: 10 };
const readsPerAddress = { capacity: 600, perSecond: 60 };

/** Bytes of pictures that may be coming in at once: they are held in memory until they are whole. */
const uploadsAtOnce = 256 * 1024 * 1024;

const PageQuery = z.object({ before: z.coerce.number().int().positive().optional() });
const PhotoPath = z.object({ id: z.uuid() });
const PhotoSize = z.object({ size: z.enum(['small', 'full']).default('small') });

export function chatApi(runtime: Runtime) {
  const { db } = runtime.database;
  const web = runtime.channels.find((channel) => channel.name === 'web');
  invariant(web, 'the web channel is always set up');

  const conversationOf = (visitor: string) =>
    findConversation(db, { channel: web.name, account: web.account, address: visitor });

  const lines = liveLines(runtime, {
    conversationOf,
    async show(conversation, only) {
      const found = await visibleMessages(db, conversation, {
        limit: pageSize,
        ...(only !== undefined && { only }),
      });
      return found.map(asChatMessage).reverse();
    },
  });
  let uploading = 0;

  async function page(conversationId: string, before?: number): Promise<ChatPage> {
    const found = await visibleMessages(db, conversationId, {
      ...(before !== undefined && { before }),
      limit: pageSize + 1,
    });
    const messages = found.slice(0, pageSize).map(asChatMessage).reverse();
    return { messages, more: found.length > pageSize };
  }

  /** Stores what the page posted: when this resolves it is durable. */
  async function take(visitor: string, key: string, body: object): Promise<void> {
    const delivery = Buffer.from(JSON.stringify({ key, visitor, body }));
    const { conversationId } = await accept(runtime, web as NonNullable<typeof web>, delivery).catch(later);
    if (conversationId) lines.begun(visitor, conversationId);
  }

  /**
   * Before the body is read: who may not post costs no memory. The visitor's own limit comes first, so that one who
   * floods uses up nothing of what the neighbours behind the same address share.
   */
  const mayPost = (what: string, bucket: typeof perVisitor) => async (request: FastifyRequest) => {
    sameOrigin(request);
    await limit(runtime, `${what}:${visitorOf(request)}`, bucket);
    await limit(runtime, `address:${addressOf(request)}`, perAddress);
  };

  async function mayRead(request: FastifyRequest): Promise<void> {
    await limit(runtime, `reads:${addressOf(request)}`, readsPerAddress);
  }

  async function mayUpload(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const bytes = Number(request.headers['content-length'] ?? photoBytes);
    if (!(bytes <= photoBytes)) throw new AppError('request:too_large');
    if (uploading + bytes > uploadsAtOnce) throw new AppError('service:unavailable', { retryAfter: 10 });
    uploading += bytes;
    reply.raw.once('close', () => {
      uploading -= bytes;
    });
  }

  /** Pictures: whatever its label says, a body is bytes, and the bytes say what it is. */
  async function photos(app: FastifyInstance): Promise<void> {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: photoBytes }, (_, body, done) => done(null, body));
    const onRequest = [mayPost('photos', photosPerVisitor), mayUpload];
    app.post('/photos', { bodyLimit: photoBytes, onRequest }, async (request, reply) => {
      const visitor = visitorOf(request);
      const { key, group } = PhotoQuery.parse(request.query);
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const checked = await inspect(bytes);
      if (!checked.ok) {
        const codes = {
          heic: 'photo:heic',
          not_a_picture: 'photo:not_a_picture',
          too_large: 'request:too_large',
        } as const;
        throw new AppError(codes[checked.reason]);
      }
      reply.status(202);
      // The original of one that has come before may have been cleaned and deleted: it must not come back.
      const { name: channel, account } = web as NonNullable<typeof web>;
      if (await hasArrived(db, { channel, account, externalId: keyOf(visitor, key) })) return { key };
      const photo = await runtime.store.put(bytes, `${visitor}:${key}`).catch(later);
      await take(visitor, key, { photo, ...(group && { group }) });
      return { key };
    });
  }

  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('preClose', async () => lines.stop());
    await app.register(photos);

    app.get('/messages', { onRequest: mayRead }, async (request, reply): Promise<ChatPage> => {
      const { before } = PageQuery.parse(request.query);
      const visitor = await ensureVisitor(runtime, request, reply);
      reply.header('cache-control', 'no-store');
      const conversation = await conversationOf(visitor);
      return conversation ? page(conversation, before) : { messages: [], more: false };
    });

    app.post('/messages', { onRequest: mayPost('messages', perVisitor) }, async (request, reply) => {
      const { key, ...body } = ChatPost.parse(request.body);
      await take(visitorOf(request), key, body);
      return reply.status(202).send({ key });
    });

    app.get('/photos/:id', { onRequest: mayRead }, async (request, reply) => {
      const { id } = PhotoPath.parse(request.params);
      const { size } = PhotoSize.parse(request.query);
      const conversation = await conversationOf(visitorOf(request));
      const photo = conversation ? await photoOf(db, conversation, id) : undefined;
      const hash = size === 'full' ? photo?.hash : photo?.thumbnail;
      const bytes = hash ? await runtime.store.get(hash) : undefined;
      if (!bytes) throw new AppError('request:not_found');
      return reply
        .type('image/jpeg')
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'")
        .send(bytes);
    });

    app.get('/stream', { onRequest: mayRead }, (request, reply) =>
      lines.start(visitorOf(request), addressOf(request), reply),
    );
  };
}

/** What could not be stored now is kept by the page and comes again. */
function later(cause: unknown): never {
  throw new AppError('service:unavailable', {}, cause);
}

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
