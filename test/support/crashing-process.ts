// The program as a process of its own that ends itself by SIGKILL at the n-th passage of a stage; without one it is a
// healthy process. Started by processes.ts with its orders as JSON; runs once a line comes in, stops when input ends.
import { openApp, run } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Pace, Stage } from '../../src/conversation/index.ts';

export type Orders = {
  settings: Record<string, string>;
  pace: Pace;
  parts?: { serve: boolean; work: boolean };
  crash?: { stage: Stage; passage: number };
  /** Of a fake Zalo. */
  mediaHosts?: string[];
};

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const { settings, pace, parts = { serve: true, work: true }, crash, mediaHosts } = orders;
let passages = 0;

function failpoint(stage: Stage): void {
  if (stage === crash?.stage && ++passages === crash.passage) process.kill(process.pid, 'SIGKILL');
}

const config = readConfig(settings);
const app = await openApp(config, { pace, failpoint, ...(mediaHosts && { mediaHosts }) });
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const running = await run(app, config, parts);
process.stdout.write('running\n');
process.stdin.once('end', () => {
  running.stop().then(
    () => process.exit(0),
    (error) => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    },
  );
});
