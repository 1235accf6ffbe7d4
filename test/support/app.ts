// The whole program for tests: real database, real web server, no network. Content from the repository's own files.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type App, home, type Overrides, openApp, type Running, readContent, run } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { newDatabase, type TestDatabase } from './database.ts';

export type TestApp = App & {
  database: TestDatabase;
  config: Config;
  /** Starts web server and worker on a free port; returns where. */
  start(parts?: { serve: boolean; work: boolean }): Promise<{ url: string; running: Running }>;
};

/** Closes by `await using` or `close()`; everything it made is gone then. */
export async function testApp(
  settings: Record<string, string> = {},
  overrides: Overrides & { database?: TestDatabase } = {},
): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'lensan-'));
  const database = overrides.database ?? (await newDatabase());
  const config = readConfig({ DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...settings });
  const files = overrides.files ?? (await readContent(home));
  const log = overrides.log ?? pino({ level: config.LOG_LEVEL });
  const app = await openApp(config, { ...overrides, files, database, log });
  let running: Running | undefined;
  return {
    ...app,
    database,
    config,
    async start(parts = { serve: true, work: true }) {
      running = await run(app, config, parts);
      const address = running.server?.server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      return { url: `http://127.0.0.1:${port}`, running };
    },
    async close() {
      if (running) await running.stop();
      else await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
