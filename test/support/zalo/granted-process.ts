// A process that acts for the Official Account: the real channel and store, told by lines what to do, killed where asked.
// Started by processes.ts beside it, with its orders as JSON. Lines in: `renew`, `send <user id>`; lines out: what came of it.
import { createInterface } from 'node:readline';
import { type GrantStore, zaloOa } from '../../../src/channels/zalo-oa/index.ts';
import { openPostgres } from '../../../src/db/index.ts';
import { SendError } from '../../../src/model/channels.ts';
import { grants } from '../../../src/records/grants.ts';
import type { Credentials } from './world.ts';

/** Where the process ends itself: before the refresh leaves, when the answer is there, when the pair is committed. */
export type Death = 'before request' | 'before commit' | 'after commit';
export type Orders = {
  database: string;
  root: string;
  credentials: Credentials;
  timeoutSeconds: number;
  key: string;
  /** How far Zalo's clock is ahead. */
  aheadMs: number;
};

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const { db } = await openPostgres(orders.database, { connections: 3 });
let ahead = orders.aheadMs;
let death: Death | undefined;

function dies(at: Death): void {
  if (death === at) process.kill(process.pid, 'SIGKILL');
}

const store = grants(db, Buffer.from(orders.key, 'hex'));
const mortal: GrantStore = {
  ...store,
  async mark(...given) {
    const marked = await store.mark(...given);
    if (marked) dies('before request');
    return marked;
  },
  async save(...given) {
    dies('before commit');
    const saved = await store.save(...given);
    dies('after commit');
    return saved;
  },
};

const tell = (line: string) => process.stdout.write(`${line.replaceAll('\n', ' ')}\n`);
const { appId, appSecret, oaId, oaSecretKey, seed } = orders.credentials;
const channel = zaloOa({
  ...{ appId, appSecret, oaId, oaSecretKey, seed, grants: mortal, timeoutSeconds: orders.timeoutSeconds },
  apiRoot: orders.root,
  oauthRoot: orders.root,
  clock: () => new Date(Date.now() + ahead),
  log: { warn: () => {}, error: (_, message) => tell(`alarm ${message}`) },
});

async function obey(line: string): Promise<string> {
  const [what = '', given = ''] = line.split('\t');
  if (what === 'dies') {
    death = (given || undefined) as Death | undefined;
    return 'ok';
  }
  if (what === 'ahead') {
    ahead = Number(given);
    return 'ok';
  }
  try {
    if (what === 'renew') await channel.tend?.();
    else await channel.deliver({ kind: 'send', to: given, message: { text: 'Chào bác!', buttons: [] } });
    return 'ok';
  } catch (error) {
    return error instanceof SendError ? error.failure : String(error);
  }
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  obey(line).then(
    (outcome) => tell(`done ${outcome}`),
    (error) => tell(`done ${String(error)}`),
  );
});
lines.on('close', () => process.exit(0));
tell('ready');
