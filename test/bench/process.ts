// The program as its users start it: `lensan start` in a process of its own, on a free port, in a folder of its own.
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { home } from '../../src/app.ts';
import { freePort } from '../support/processes.ts';

const patienceMs = 60_000;
const betweenLooksMs = 5;

export async function startProgram(settings: { DATA_DIR: string; DATABASE_URL?: string; SECRET_KEY?: string }) {
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: home,
    env: { PATH, HOME, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;

  /** Asks until there is an answer. */
  async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    while (child.exitCode === null && performance.now() - begun < patienceMs) {
      const found = await ask().catch(() => undefined);
      if (found !== undefined) return found;
      await sleep(betweenLooksMs);
    }
    throw new Error(`lensan start: ${what} did not come`);
  }

  const page = await until('the chat page', async () => {
    const response = await fetch(`${url}/chat`);
    return response.status === 200 ? response : undefined;
  });
  return {
    url,
    page,
    /** Milliseconds since it was spawned. */
    age: () => performance.now() - begun,
    pageAt: performance.now() - begun,
    until,
    residentMb: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
