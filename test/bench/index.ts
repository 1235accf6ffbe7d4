// `npm run bench`: every benchmark, one after the other; prints one JSON object, and on stderr how far it has come.
// With names (`npm run bench -- start memory`) only those.
import { cpus, loadavg } from 'node:os';
import { engineStep } from './engine-step.ts';
import { engines } from './engines.ts';
import { rounded } from './figures.ts';
import { memory } from './memory.ts';
import { places } from './places.ts';
import { start } from './start.ts';
import { understanding } from './understanding.ts';
import { webhookToSent } from './webhook-to-sent.ts';

const server = process.env.TEST_DATABASE_URL ?? '';
if (!server) {
  process.stderr.write('The benchmarks need TEST_DATABASE_URL: a PostgreSQL where they may create databases.\n');
  process.exit(2);
}

const benchmarks: Record<string, () => Promise<object>> = {
  webhook_to_sent: async () => ({ webhook_to_sent: await webhookToSent(server) }),
  engine_step_us: engineStep,
  engines: async () => ({ engines_us: await engines() }),
  understanding: async () => ({ understanding: await understanding() }),
  start: async () => ({ start: await start() }),
  memory: async () => ({ memory: await memory(server) }),
  places: async () => ({ places: await places() }),
};
const named = process.argv.slice(2);
const unknown = named.filter((name) => !benchmarks[name]);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.\n`,
  );
  process.exit(2);
}

// The load before anything begins is that of others: more than a little spoils the figures.
const machine = { node: process.version, processors: cpus().length, load: rounded(loadavg()[0] ?? 0) };
const results: object = { machine };
for (const [name, run] of Object.entries(benchmarks))
  if (named.length === 0 || named.includes(name)) Object.assign(results, await run());
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
