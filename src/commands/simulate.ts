// `lensan flows simulate`: thousands of seeded farmers go through a folder's flows, on all cores; a table or JSON of how
// they fare. The output depends on the flows, the number of farmers and the seed, on nothing else.
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { loadPlaces, readContent } from '../app.ts';
import { type Content, compileContent, factsAfter, settingOf, understood } from '../conversation/index.ts';
import { type Lives, type Report, reportOf, simulate, type World } from '../engine/index.ts';
import { indexPlaces } from '../understanding/index.ts';

export type Asked = {
  farmers: number;
  seed: number;
  province: string;
  /** At most so many at once; as many as there are cores. */
  workers?: number;
};

/** A worker's share: the farmers from `first` on. */
type Share = { simulated: string; province: string; seed: number; first: number; count: number };

/** A process of its own costs some seconds; fewer farmers than this are not worth one. */
const farmersPerWorker = 250;

export async function simulateFlows(folder: string, asked: Asked): Promise<Report> {
  const { farmers, seed, province } = asked;
  const workers = Math.min(asked.workers ?? availableParallelism(), Math.ceil(farmers / farmersPerWorker));
  const size = Math.ceil(farmers / workers);
  const shares: Share[] = Array.from({ length: workers }, (_, at) => {
    const first = at * size;
    return { simulated: folder, province, seed, first, count: Math.min(size, farmers - first) };
  });
  const world = await worldIn(folder, province);
  const [only] = shares;
  const parts = workers === 1 && only ? [livesOf(world, only)] : await Promise.all(shares.map(inWorker));
  return reportOf(world, seed, parts);
}

/** This file again, in a worker. TypeScript that the program was started with is not known there yet. */
const inWorkers = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(import.meta.url)});
})`;

function inWorker(share: Share): Promise<Lives> {
  const worker = new Worker(inWorkers, { eval: true, workerData: share });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const livesOf = (world: World, { seed, first, count }: Share) => simulate(world, seed, first, count);

if (!isMainThread && workerData?.simulated) {
  const share = workerData as Share;
  parentPort?.postMessage(livesOf(await worldIn(share.simulated, share.province), share));
}

async function worldIn(folder: string, province: string): Promise<World> {
  const compiled = compileContent(await readContent(folder), indexPlaces(loadPlaces(), province));
  if (!('content' in compiled)) throw new Error('the flows have faults: lensan flows check');
  return worldOf(compiled.content);
}

/** Understanding and texts, as the engine's farmers need them. */
export function worldOf(content: Content): World {
  const { playbook, texts } = content;
  return {
    playbook,
    understand: (state, facts, message) => understood(content, state, facts, message),
    label: (choice, facts) => texts.label(choice, settingOf(facts)),
    factsAfter: (turn) => factsAfter(texts, turn),
  };
}

// ── in words ──

/** A report for reading: by kind of farmer, what of the flows was not walked, where people stop. */
export function table(report: Report): string {
  const { farmers, seed, finished, resting, helped, stuck, kinds, coverage, stops } = report;
  const head = ['', 'finished', 'resting', 'helped', 'stuck', 'turns', 'p90', 're-asked'];
  const rows = Object.entries(kinds).map(([kind, own]) =>
    [kind, own.finished, own.resting, own.helped, own.stuck, own.turns.median, own.turns.p90, own.reasks].map(String),
  );
  const all = ['all', finished, resting, helped, stuck, '', '', ''].map(String);
  const lines = aligned([head, ...rows, all]);
  lines.push('', `${farmers} farmers, seed ${seed}`);
  for (const [what, { walked, all: of, missing }] of Object.entries(coverage))
    lines.push(`${what}: ${walked} of ${of}`, ...missing.map((each) => `  never: ${each}`));
  lines.push('', 'where people stop');
  const shown = [...stops].sort((one, other) => Number(other.outcome === 'stuck') - Number(one.outcome === 'stuck'));
  for (const { outcome, at, why, farmers: count, first } of shown.slice(0, stopsShown)) {
    lines.push(`  ${String(count).padStart(5)}  ${outcome}  ${at}  ${why}`);
    if (first) lines.push(`         farmer ${first.farmer}:`, ...first.lines.map((line) => `           ${line}`));
  }
  if (shown.length > stopsShown) lines.push(`         and ${shown.length - stopsShown} other places (--json has all)`);
  return `${lines.join('\n')}\n`;
}

const stopsShown = 20;

/** The first column to the left, numbers to the right. */
function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
