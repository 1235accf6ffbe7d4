// Figures as the benchmarks take and print them.

export function quantile(values: number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}

export const median = (values: number[]): number => quantile(values, 0.5);

/** Three significant digits are more than a benchmark is good for; large numbers keep their digits before the point. */
export const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

export const spread = (times: number[]) => ({ median: rounded(median(times)), p99: rounded(quantile(times, 0.99)) });

/**
 * How long what `prepare` gives takes for each thing, each time by itself, in microseconds. The things come in turns, so
 * that none finds what its own last time left behind; the rounds that warm up do not count.
 */
export function timed<Thing>(
  things: Thing[],
  prepare: (thing: Thing) => () => unknown,
  { rounds = 60, warmUp = 20 } = {},
): number[] {
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round++)
    for (const thing of things) {
      const work = prepare(thing);
      const begun = performance.now();
      work();
      if (round >= 0) times.push((performance.now() - begun) * 1000);
    }
  return times;
}

export const progress = (words: string): void => void process.stderr.write(`${words}\n`);
