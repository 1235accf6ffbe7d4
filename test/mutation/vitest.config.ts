// The tests by which mutants are killed (`npm run mutation`): those of the engine, of numbers, of money and of the calendar, in
// a worker that stays. Left out are those that measure time or walk at random for seconds: each would run for every mutant.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ShortestFirst } from './shortest-first.ts';
import { endThread, keptThreads } from './threads.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('../..'),
  plugins: [
    {
      name: 'mutation',
      // Stryker asks for Vitest's own threads.
      resolveId: (to, from) =>
        /support\/scenarios\.ts$/.test(to) && !from?.endsWith('kept-scenarios.ts') ? here('kept-scenarios.ts') : null,
      // Modules stay: months kept from one mutant would be another's.
      transform: (code, id) => (/calendar\/lunar\.ts$/.test(id) ? code.replace('known.set(year, months);', '') : null),
      enforce: 'pre',
      configureVitest: ({ project, vitest }) => {
        vitest.onClose(endThread);
        Object.assign(project.config, { pool: keptThreads.name, poolRunner: keptThreads, isolate: false });
      },
    },
  ],
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: here('few-runs.ts') }],
  },
  test: {
    include: [
      'test/mutation/scenarios.ts',
      'test/engine/**/*.test.ts',
      'test/understanding/amounts/{number,money,quantity,area}.test.ts',
      'test/understanding/calendar/*.test.ts',
    ],
    exclude: ['test/engine/simulate.test.ts', 'test/engine/check/sound.test.ts', 'test/engine/content/schemas.test.ts'],
    setupFiles: [here('setup.ts')],
    sequence: { sequencer: ShortestFirst },
    isolate: false,
    reporters: [{}],
    testTimeout: 30_000,
  },
});
