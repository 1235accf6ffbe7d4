// The web server: pages, the chat's API, webhooks, health. Built here, listening is the caller's.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { sql } from 'drizzle-orm';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Runtime } from '../conversation/index.ts';
import { AppError } from '../model/errors.ts';
import { chatApi } from './api/chat.ts';
import { consoleApi } from './api/console.ts';
import { signInApi } from './api/sign-in.ts';
import { auth } from './auth.ts';
import { answerError } from './errors.ts';
import { ensureVisitor } from './visitor.ts';
import { webhooks } from './webhooks.ts';

const pages = fileURLToPath(new URL('../../dist/console', import.meta.url));

export type ServerSettings = {
  trustProxy: boolean;
  publicUrl?: string | undefined;
  /** Signs the cookies of who is signed in. */
  secret: string;
  log: FastifyBaseLogger;
};

/** When the server stops, requests under way are finished; for how long, in milliseconds. */
const stopPatience = 5000;
const readyPatience = 3000;

export async function buildServer(runtime: Runtime, settings: ServerSettings): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: settings.log,
    logController: new LogController({ disableRequestLogging: true }),
    // The one proxy before us is believed, not what its caller wrote into the header: limits go by address.
    trustProxy: settings.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: 64 * 1024,
    // Long enough for a picture on a weak signal; without it a body that trickles is waited for for ever.
    requestTimeout: 300_000,
    // What no route has seen (a broken address) is answered like everything else.
    frameworkErrors: answerError,
  });
  app.addHook('preClose', async () => finishRequests(app));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(new AppError('request:not_found'), request, reply));
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: settings.publicUrl?.startsWith('https:') ?? false,
  });

  await app.register(fastifyStatic, {
    root: join(pages, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
  });
  const [chat, desk] = await Promise.all(['chat/index.html', 'desk/index.html'].map(readPage));
  app.get('/', (_request, reply) => reply.redirect('/chat'));
  app.get('/chat', async (request, reply) => {
    await ensureVisitor(runtime, request, reply);
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(chat);
  });

  // The console finds its own way from the address.
  for (const path of ['/console', '/console/*'])
    app.get(path, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', deskPolicy)
        .send(desk),
    );

  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async () => {
    const answer = Promise.resolve(runtime.database.db.execute(sql`select 1`));
    const late = sleep(readyPatience, undefined, { ref: false }).then(() => {
      throw new Error('the database does not answer');
    });
    await Promise.race([answer, late]).catch((cause) => {
      throw new AppError('service:unavailable', {}, cause);
    });
    return { status: 'ok' };
  });

  await app.register(chatApi(runtime), { prefix: '/api/chat' });
  const signedIn = auth(runtime.database.db, settings.secret, settings.publicUrl?.startsWith('https:') ?? false);
  await app.register(signInApi(runtime, signedIn), { prefix: '/api' });
  await app.register(consoleApi(runtime, signedIn, settings.publicUrl), { prefix: '/api/console' });
  await app.register(webhooks(runtime), { prefix: '/webhooks' });
  return app;
}

async function readPage(path: string): Promise<string> {
  return readFile(join(pages, path), 'utf8').catch((cause) => {
    throw new Error(`the page ${path} is not built: run "npm run build"`, { cause });
  });
}

/** Mantine writes styles as the page runs; scripts stay ours. */
const deskPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Connections are closed as soon as nothing is under way on them; in the end all are. */
function finishRequests({ server }: FastifyInstance): void {
  if (!server.listening) return;
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const all = setTimeout(() => server.closeAllConnections(), stopPatience);
  server.once('close', () => {
    clearInterval(idle);
    clearTimeout(all);
  });
}
