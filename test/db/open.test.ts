// Opening the database: one process per data folder, and no outer database inside a transaction.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPglite, openPostgres, rows } from '../../src/db/index.ts';
import { lockFolder } from '../../src/db/lock.ts';
import { TcpProxy } from '../signals/proxy.ts';
import { newDatabase, newPostgres } from '../support/database.ts';
import { prepareProcess } from '../support/processes.ts';
import { needs, postgresUrl } from '../support/services.ts';

const server = await postgresUrl();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lensan-open-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lockFile = () => join(folder, 'lensan.lock');

describe('the embedded database', () => {
  test('refuses a second process, and opens after the first was killed', { timeout: 60_000 }, async () => {
    const settings = { DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' };
    const pace = { sweep: 1, forgotten: 3, lease: 60 };
    const first = await prepareProcess({ settings, pace });
    await expect(prepareProcess({ settings, pace })).rejects.toThrow(`is in use by process`);
    await expect(openPglite(folder)).rejects.toThrow('stop that one first');
    await first.kill();
    const again = await openPglite(folder);
    expect(await rows(again.db, sql`select count(*)::int as count from editions`)).toEqual([{ count: 1 }]);
    await again.close();
    const third = await openPglite(folder);
    await third.close();
  });

  test('takes over a lock whose process is no more, or whose number another process has now', async () => {
    const gone = spawn('true');
    await new Promise((resolve) => gone.once('exit', resolve));
    for (const left of [`${gone.pid} 12345`, `${process.ppid} 1`, '', 'rubbish', `${process.pid}`]) {
      await writeFile(lockFile(), left);
      const unlock = await lockFolder(folder);
      expect(await readFile(lockFile(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
      await unlock();
    }
  });

  test('goes to one of several that start at the same moment', async () => {
    for (let round = 0; round < 30; round++) {
      const left = round % 2 === 0 ? '' : '999999 1';
      await rm(lockFile(), { force: true });
      if (left) await writeFile(lockFile(), left);
      const taken = await Promise.allSettled([lockFolder(folder), lockFolder(folder), lockFolder(folder)]);
      expect(taken.filter(({ status }) => status === 'fulfilled').length, `round ${round}`).toBe(1);
    }
  });
});

describe('the outer database inside a transaction on PGlite', () => {
  test('throws and rolls back instead of waiting for itself', async () => {
    const database = await newDatabase('pglite');
    const { db } = database;
    try {
      const write = sql`insert into events (kind) values ('x')`;
      const inside = db.transaction(async (tx) => {
        await tx.execute(write);
        await db.execute(sql`select 1`);
      });
      await expect(inside).rejects.toThrow('outer database was used inside a transaction');
      const nested = db.transaction(async (tx) => {
        await tx.execute(write);
        await Promise.race([db.transaction(async () => {}), sleep(2000)]);
      });
      await expect(nested).rejects.toThrow('outer database was used inside a transaction');
      expect(await rows(db, sql`select * from events`)).toEqual([]);
      await db.transaction(async (tx) => {
        await tx.execute(write);
        await tx.transaction((inner) => inner.execute(write));
      });
      // Outside it, and beside a transaction that is under way, the outer one is free.
      await Promise.all([db.transaction(async (tx) => tx.execute(write)), db.execute(write)]);
      expect((await rows(db, sql`select * from events`)).length).toBe(4);
    } finally {
      await database.close();
    }
  });
});

describe.skipIf(!needs('PostgreSQL', server))('a PostgreSQL that goes away', () => {
  test('fails the transaction under way and nothing else; afterwards there are connections again', async () => {
    const database = await newPostgres(server ?? '');
    const target = new URL(database.url ?? '');
    if (!target.port) target.port = '5432';
    const proxy = new TcpProxy(target);
    await proxy.open();
    const through = new URL(target);
    through.host = `127.0.0.1:${proxy.port}`;
    const { db, close } = await openPostgres(through.href);
    try {
      const cut = db.transaction(async (tx) => {
        await tx.execute(sql`insert into events (kind) values ('x')`);
        // Nothing is being asked of the server at the moment it goes away.
        await proxy.close();
        await sleep(100);
        await tx.execute(sql`insert into events (kind) values ('y')`);
      });
      await expect(cut).rejects.toThrow();
      await expect(db.execute(sql`select 1`)).rejects.toThrow();
      await proxy.open();
      expect(await rows(db, sql`select * from events`)).toEqual([]);
    } finally {
      await close();
      await proxy.close();
      await database.close();
    }
  });
});
