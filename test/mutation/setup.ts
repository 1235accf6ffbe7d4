// Before each test file under mutation, in a thread that stays.
import { afterEach, beforeEach, inject } from 'vitest';

type Worker = {
  __stryker__?: { activeMutant?: string | undefined };
  __vitest_worker__: { config: Config };
  killed?: string;
};
type Config = { testNamePattern?: unknown };
const worker = globalThis as unknown as Worker;
const provided = inject as (key: string) => string | undefined;

// What a file does while it is read is done by the code as it is: the last run's mutant is still switched on.
if (worker.__stryker__) worker.__stryker__.activeMutant = undefined;

// Nothing more is run for a mutant that is killed.
const mutant = provided('mode') === 'mutant' ? provided('activeMutant') : undefined;
const isKilled = () => mutant !== undefined && worker.killed === mutant;
if (isKilled()) throw new Error('killed by an earlier file');
afterEach(({ task }) => {
  if (task.result?.state === 'fail') worker.killed = mutant;
});

const slow =
  /nobody is stranded, no answer is lost|takes its time by its size|never makes the checker throw|in any order of its words never throws/;
beforeEach(({ task, skip }) => skip(isKilled() || slow.test(task.name)));

// Stryker names the tests to run in one pattern, which would be tried on each of thousands of names.
const { config } = worker.__vitest_worker__;
if (config.testNamePattern instanceof RegExp) {
  const plain = (name: string) => name.replace(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign));
  const names = new Set(config.testNamePattern.source.split(/(?<!\\)\|/).map((name) => plain(name).trim()));
  config.testNamePattern = { [Symbol.match]: (name: string) => names.has(name.trim()) || null };
}
