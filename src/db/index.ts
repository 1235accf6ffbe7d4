// Opens the database: a PostgreSQL server, or PGlite in a folder of our own. The same schema and SQL on both.
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { getTableColumns, getTableName, noopEncoder, Param, SQL, StringChunk, sql } from 'drizzle-orm';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { lockFolder } from './lock.ts';
import * as schema from './schema.ts';

export * as tables from './schema.ts';
export { together } from './together.ts';
export { turnstile } from './turnstile.ts';

export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Database = {
  db: Db;
  /** Whether several processes can share it. */
  shared: boolean;
  migrate(): Promise<void>;
  close(): Promise<void>;
};

const migrations = { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) };

/** Statements that a connection keeps prepared; beyond them a new one is planned each time it runs. */
const mostPrepared = 300;
const names = new Map<string, string>();

/**
 * Prepares every statement with parameters: planning ours takes longer than running them. What is sent in one go goes out
 * in one packet, `begin` with the first statement behind it: a packet of its own for each takes longer still.
 */
class QuickClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...all: unknown[]) => Promise<unknown>;
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
    const quick = (query: unknown, values?: unknown[], ...rest: unknown[]) => {
      stream.cork();
      process.nextTick(() => stream.uncork());
      if (isPlain(query) && query.text === 'begin') {
        // Nothing is lost with its outcome: where it fails the connection is broken, and so the next statement fails.
        ask(query).catch(() => {});
        return Promise.resolve({ rows: [] });
      }
      const isPrepared = values?.length && isPlain(query) && !values.some(Array.isArray);
      return ask(isPrepared ? { ...query, name: nameOf(query.text) } : query, values, ...rest);
    };
    this.query = quick as pg.Client['query'];
  }
}

const isPlain = (query: unknown): query is { text: string; name?: string } =>
  typeof query === 'object' && query !== null && 'text' in query && !('name' in query && query.name);

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostPrepared) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

export async function openPostgres(url: string, { connections = 10 } = {}): Promise<Database> {
  const pool = new pg.Pool({
    Client: QuickClient,
    connectionString: url,
    max: connections,
    // What a transaction writes is sent without waiting for each answer.
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    // A server that hangs, or a machine that vanishes while it holds a conversation's lock, must not hold it for ever.
    query_timeout: 60_000,
    // The server ends it first: a query that is only given up here keeps its locks there.
    statement_timeout: 55_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  // A connection that breaks is replaced at the next query, and what was asked of it fails by itself. Without listeners
  // the loss would end the process: the pool hears of idle ones only, so each connection needs its own as well.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = drizzlePostgres(pool, { schema });
  return {
    db,
    shared: true,
    migrate: () => migrateAlone(pool),
    close: () => pool.end(),
  };
}

/** Processes that start together migrate one after the other; the later ones find it done. */
async function migrateAlone(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('lensan migrations'))");
    await migratePostgres(drizzlePostgres(client, { schema }), migrations);
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('lensan migrations'))").catch(() => {});
    client.release();
  }
}

/** @param folder where the data is kept; without it the data is gone when closed */
export async function openPglite(folder?: string): Promise<Database> {
  if (folder) await mkdir(folder, { recursive: true });
  const unlock = folder ? await lockFolder(folder) : undefined;
  const client = await PGlite.create(folder ? join(folder, 'database') : 'memory://');
  const db = drizzlePglite(client, { schema });
  return {
    db: guarded(db),
    shared: false,
    migrate: () => migratePglite(db, migrations),
    async close() {
      await client.close();
      await unlock?.();
    },
  };
}

const inTransaction = new AsyncLocalStorage<true>();

/**
 * Makes the outer database throw inside a transaction: on PGlite it would wait for itself for ever. PostgreSQL does without: to
 * know where it is makes every promise of the process slower.
 */
function guarded(database: object): Db {
  const db = database as Db;
  const { session } = database as { session: { prepareQuery(...args: unknown[]): unknown } };
  const prepare = session.prepareQuery.bind(session);
  const outside = () => {
    if (inTransaction.getStore()) throw new Error('the outer database was used inside a transaction: pass tx on');
  };
  session.prepareQuery = (...args) => {
    outside();
    return prepare(...args);
  };
  const transaction = db.transaction.bind(db);
  db.transaction = async (work, config) => {
    outside();
    return transaction((tx) => inTransaction.run(true, () => work(tx)), config);
  };
  return db;
}

/** The rows of a raw statement. */
export async function rows<T>(db: Db, query: SQL): Promise<T[]> {
  const written = { sql: '', params: [] as unknown[] };
  const { session } = db as unknown as { session: Session };
  const result = writeOut(query, written)
    ? session.prepareQuery(written, undefined, undefined, false).execute()
    : db.execute(query);
  return ((await result) as { rows: T[] }).rows;
}

/** Sets columns of one row; a value may be an expression. Drizzle's own `update` takes several times as long to write. */
export async function update(db: Db, table: PgTable, id: string, columns: Record<string, unknown>): Promise<void> {
  const known = getTableColumns(table);
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const set = given.map(([name, value]) => {
    const column = known[name];
    if (!column) throw new Error(`${getTableName(table)} has no column ${name}`);
    const written = value === null || value instanceof SQL ? value : column.mapToDriverValue(value);
    return sql`${sql.raw(`"${name}" =`)} ${written}`;
  });
  if (set.length === 0) return;
  const into = sql.raw(`update "${getTableName(table)}" set`);
  await rows(db, sql`${into} ${sql.join(set, sql`, `)} where "id" = ${id}`);
}

/** Sets the same columns of several rows in one statement: values only, and no row twice. */
export async function updateAll(
  db: Db,
  table: PgTable,
  changes: { id: string; columns: Record<string, unknown> }[],
): Promise<void> {
  const known = getTableColumns(table);
  const names = Object.keys(changes[0]?.columns ?? {});
  const lists = names.map((name) => {
    const column = known[name];
    if (!column) throw new Error(`${getTableName(table)} has no column ${name}`);
    const values = changes.map(({ columns }) => {
      const value = columns[name] ?? null;
      return value === null ? null : column.mapToDriverValue(value);
    });
    return sql`${array(values)}${sql.raw(`::${column.getSQLType()}[]`)}`;
  });
  const set = sql.raw(names.map((name) => `"${name}" = given."${name}"`).join(', '));
  const as = sql.raw(['id', ...names].map((name) => `"${name}"`).join(', '));
  const ids = array(changes.map(({ id }) => id));
  const into = sql.raw(`"${getTableName(table)}"`);
  await rows(
    db,
    sql`update ${into} set ${set} from unnest(${ids}::uuid[], ${sql.join(lists, sql`, `)}) as given (${as})
        where ${into}.id = given.id`,
  );
}

/**
 * Waits for everything that was begun in a transaction, and throws what failed first: where one has failed, the others must not
 * go on writing after the transaction was undone.
 */
export async function allDone<T extends readonly unknown[] | []>(
  begun: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  let failure: { error: unknown } | undefined;
  const ends = begun.map(async (one) => {
    try {
      return await one;
    } catch (error) {
      failure ??= { error };
      return undefined;
    }
  });
  const results = await Promise.all(ends);
  if (failure) throw failure.error;
  return results as { -readonly [K in keyof T]: Awaited<T[K]> };
}

/**
 * A list as one value, in SQL an array. Unlike with a list in JSON, the planner knows that it is short, and looks its members up
 * by an index.
 */
export function array(values: unknown[]): Param {
  return new Param(values);
}

type Session = { prepareQuery(...args: unknown[]): { execute(): Promise<unknown> } };

/**
 * Writes a statement out as drizzle would, a good deal faster: of text, other statements and plain values. False when there
 * is something else in it (a table, a column, a list), which drizzle has to write.
 */
function writeOut(query: SQL, written: { sql: string; params: unknown[] }): boolean {
  for (const chunk of query.queryChunks) {
    if (chunk instanceof StringChunk) written.sql += chunk.value.join('');
    else if (chunk instanceof SQL) {
      if (!writeOut(chunk, written)) return false;
    } else if (chunk instanceof Param && chunk.encoder === noopEncoder) {
      written.sql += `$${written.params.push(chunk.value)}`;
    } else if (chunk === null || typeof chunk !== 'object' || Buffer.isBuffer(chunk)) {
      if (chunk === undefined) return false;
      written.sql += `$${written.params.push(chunk)}`;
    } else return false;
  }
  return true;
}
