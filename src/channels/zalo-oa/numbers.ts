// Zalo's numbers: ids beyond 2^53, times in seconds or milliseconds. Called wherever JSON of Zalo's is read.

/**
 * JSON with its integers of 16 and more digits in quotes: `JSON.parse` would round them, and an id that is off by one is
 * somebody else. What is quoted already stays as it is.
 */
export function quoteLargeIntegers(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/gs, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}

/** In milliseconds since 1970, also what came in seconds; undefined for what is no time. */
export function toMilliseconds(timestamp: string | number): number | undefined {
  const value = typeof timestamp === 'string' && !/^\d{1,16}$/.test(timestamp) ? Number.NaN : Number(timestamp);
  if (!Number.isSafeInteger(value) || value < 0) return undefined;
  // As milliseconds these would be before 1973.
  return value < 100_000_000_000 ? value * 1000 : value;
}
