// Starts granted-process.ts as a child and talks to it line by line. Called by the tests of faults.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Death, Orders } from './granted-process.ts';

const entry = fileURLToPath(new URL('granted-process.ts', import.meta.url));
const repository = fileURLToPath(new URL('../../..', import.meta.url));

export type { Death } from './granted-process.ts';
export type GrantedProcess = Awaited<ReturnType<typeof startGranted>>;

/** What came of an order: `ok`, the failure, or that the process is dead. */
export type Done = string;

export async function startGranted(orders: Orders) {
  const child = spawn(process.execPath, ['--import', 'tsx', entry, JSON.stringify(orders)], {
    cwd: repository,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // What it can no longer be told does not matter once it is dead.
  child.stdin.on('error', () => {});
  const alarms: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let dead = false;
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') ready();
    else if (line.startsWith('alarm ')) alarms.push(line.slice('alarm '.length));
    else if (line.startsWith('done ')) waiting.shift()?.(line.slice('done '.length));
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      dead = true;
      ready();
      for (const each of waiting.splice(0)) each('dead');
      resolve();
    });
  });
  await isReady;

  const order = (line: string): Promise<Done> =>
    new Promise((resolve) => {
      if (dead) return resolve('dead');
      waiting.push(resolve);
      child.stdin.write(`${line}\n`);
    });

  return {
    alarms,
    isDead: () => dead,
    renews: () => order('renew'),
    sendsTo: (id: string) => order(`send\t${id}`),
    dies: (at: Death | '') => order(`dies\t${at}`),
    clockAhead: (ms: number) => order(`ahead\t${ms}`),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
