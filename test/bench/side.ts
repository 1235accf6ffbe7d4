// A side of `webhook_to_sent` is a server in a process of its own. Here is what it is told, and what it reports:
// where it listens, and the moment at which a message of ours is marked sent (or a whole update is over and done with).
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Turn } from './script.ts';

export type Orders = {
  /** A migrated PostgreSQL database of its own. */
  database: string;
  /** The Bot API's root: the receiver. */
  receiver: string;
  script: Turn[];
};

export type Report = { url: string } | { sent: number[] } | { done: number };

export const token = '4242:benchmark';
export const secret = 'benchmark';
/** Needed with DATABASE_URL; guards nothing here. */
export const secretKey = 'be'.repeat(32);
/** Connections to PostgreSQL on each side: what the product opens. */
export const connections = 10;

/** The body of a side's file: it begins when told to, and ends with the process that told it. */
export function side(begin: (orders: Orders, report: (report: Report) => void) => Promise<string>): void {
  const report = (what: Report) => void process.send?.(what);
  process.once('disconnect', () => process.exit());
  process.once('message', async (orders: Orders) => report({ url: await begin(orders, report) }));
}

export type Side = { name: string; url: string; onReport(listen: (report: Report) => void): void; stop(): void };

/** Starts test/bench/<name>.ts; resolves when it listens. */
export async function startSide(name: string, orders: Orders): Promise<Side> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const child: ChildProcess = fork(file, { execArgv: ['--import', 'tsx', ...process.execArgv.filter(isProfiling)] });
  let listen: (report: Report) => void = () => {};
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (report: Report) => ('url' in report ? resolve(report.url) : listen(report)));
    child.once('exit', (code) => reject(new Error(`the side ${name} ended with ${code}`)));
    child.send(orders);
  });
  return {
    name,
    url,
    onReport(each) {
      listen = each;
    },
    stop: () => child.disconnect(),
  };
}

/** `node --cpu-prof --import tsx test/bench/index.ts` profiles the sides too. */
const isProfiling = (flag: string) => flag.startsWith('--cpu-prof');
