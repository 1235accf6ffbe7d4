// Figures as the benchmarks print them.

export function quantile(values: number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}

export const median = (values: number[]): number => quantile(values, 0.5);

/** Three significant digits are more than a benchmark is good for; large numbers keep their digits before the point. */
export const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

export const progress = (words: string): void => void process.stderr.write(`${words}\n`);
