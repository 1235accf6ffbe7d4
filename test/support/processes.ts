// Starts crashing-process.ts as a child: prepared first, running when told, ended by itself or by us.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Orders } from './crashing-process.ts';

const entry = fileURLToPath(new URL('crashing-process.ts', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));

export type Child = Awaited<ReturnType<typeof prepareProcess>>;

/** Resolves when the process has everything open and waits for `go`. */
export async function prepareProcess(orders: Orders) {
  const child = spawn(process.execPath, ['--import', 'tsx', entry, JSON.stringify(orders)], {
    cwd: repository,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      output += bytes;
      look();
    });
  // What it can no longer be told does not matter once it is dead.
  child.stdin.on('error', () => {});
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });

  async function says(line: string): Promise<void> {
    const said = new Promise<void>((resolve) => {
      look = () => output.split('\n').includes(line) && resolve();
      look();
    });
    const outcome = await Promise.race([said, ended]);
    if (outcome)
      throw new Error(`the process ended (${outcome.signal ?? outcome.code}) before it was ${line}:\n${output}`);
  }

  await says('ready');
  return {
    ended,
    output: () => output,
    /** Starts web server and worker; one that crashes early may never get to say that it runs. */
    async go(): Promise<void> {
      child.stdin.write('go\n');
      await Promise.race([says('running'), ended]).catch(() => {});
    },
    /** Lets it finish what it holds; resolves when it has ended. */
    async stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
      child.stdin.end();
      return ended;
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
