// A database of its own for each caller, dropped when closed: on a PostgreSQL server where one answers, else PGlite.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openPglite, openPostgres } from '../../src/db/index.ts';
import { postgresUrl } from './services.ts';

export type TestDatabase = Database & {
  /** Where it is, for other processes; undefined for PGlite. */
  url: string | undefined;
};

/** A new database on the server, with its tables unless told otherwise. */
export async function newPostgres(server: string, { migrated = true } = {}): Promise<TestDatabase> {
  const name = `lensan_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openPostgres(url.href);
  if (migrated) await database.migrate();
  return {
    ...database,
    url: url.href,
    async close() {
      await database.close();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

/** A new database, wherever there is one. `where: 'pglite'` insists. */
export async function newDatabase(where?: 'pglite'): Promise<TestDatabase> {
  const server = where === 'pglite' ? undefined : await postgresUrl();
  if (server) return newPostgres(server);
  const database = await openPglite();
  await database.migrate();
  return { ...database, url: undefined };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
