// Signals: what may be lost. Wake-ups, live notices, rate limits; with Redis across processes, else within this one.
// Nobody may depend on a signal: whatever it hints at is found by a sweep as well.
export type { Bucket, Json, Listener, Log, Signals, Taken } from './contract.ts';
export { inProcess } from './in-process.ts';
export { redis } from './redis.ts';
