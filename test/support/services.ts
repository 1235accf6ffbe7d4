// Which outside services this machine has for the tests that need them. Under CI=true none may be missing.
// Tests ask at the top of their file: `const url = await postgresUrl(); describe.skipIf(!needs('PostgreSQL', url))`.
import { appendFileSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';

export type Service = 'PostgreSQL' | 'Redis' | 'Chromium';

const patienceMs = 1000;

const postgresCandidates = (): string[] => {
  const named = process.env.TEST_DATABASE_URL;
  if (named) return [named];
  const { PGHOST, PGPORT, PGUSER, PGDATABASE } = process.env;
  if (PGHOST) {
    const server = `host=${encodeURIComponent(PGHOST)}&port=${PGPORT ?? 5432}`;
    return [`postgres://${PGUSER ?? userInfo().username}@localhost/${PGDATABASE ?? 'postgres'}?${server}`];
  }
  const users = [...new Set([userInfo().username, 'postgres'])];
  return users.flatMap((user) => [
    `postgres://${user}@127.0.0.1:5432/postgres`,
    `postgres://${user}@localhost/postgres?host=/var/run/postgresql`,
  ]);
};

const redisCandidates = (): string[] => [
  process.env.TEST_REDIS_URL || process.env.REDIS_URL || 'redis://127.0.0.1:6379',
];

const chromiumCandidates = (): string[] => {
  if (process.env.CHROMIUM) return [process.env.CHROMIUM];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
};

/** A PostgreSQL where the tests may make databases of their own; `undefined` when none answers. */
export const postgresUrl = once(() => firstThat(postgresAnswers, postgresCandidates()));

export const redisUrl = once(() => firstThat(redisAnswers, redisCandidates()));

/** The path of a Chromium-like browser. */
export const chromiumPath = once(() => firstThat(isExecutable, chromiumCandidates()));

/** Whether to run the tests that need it. Where it is missing that is noted for the closing words; under CI it throws. */
export function needs(name: Service, available: unknown): boolean {
  if (available) return true;
  const why = `${name} tests (${reasons[name]()})`;
  if (process.env.CI === 'true') throw new Error(`CI=true leaves nothing out, but this machine cannot run ${why}`);
  // Set by left-out.ts; each test file runs in a worker of its own, so a file is what they share.
  if (process.env.LEFT_OUT_FILE) appendFileSync(process.env.LEFT_OUT_FILE, `${why}\n`);
  return false;
}

// Without user names and passwords: these words end up in logs.
const reasons: Record<Service, () => string> = {
  PostgreSQL: () => `no server that lets us in answers at ${places(postgresCandidates())}; set TEST_DATABASE_URL`,
  Redis: () => `no server answers at ${places(redisCandidates())}; set TEST_REDIS_URL`,
  Chromium: () => `no browser ${process.env.CHROMIUM ? `at ${process.env.CHROMIUM}` : 'on the PATH'}; set CHROMIUM`,
};

function places(urls: string[]): string {
  const place = (url: string) => {
    const { host, searchParams } = new URL(url);
    // A folder, which only the query can hold, outweighs the host before it.
    return searchParams.has('host') ? `${searchParams.get('host')}:${searchParams.get('port') ?? 5432}` : host;
  };
  return [...new Set(urls.map(place))].join(' or ');
}

async function postgresAnswers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: patienceMs, query_timeout: patienceMs });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function redisAnswers(url: string): Promise<boolean> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    retryStrategy: () => null,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function firstThat(answers: (one: string) => Promise<boolean>, candidates: string[]) {
  for (const candidate of candidates) if (await answers(candidate)) return candidate;
  return undefined;
}

function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= find();
    return found;
  };
}
