// The contract that both kinds of signals keep; test/signals runs one suite on both.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

export type Listener = (data: Json | undefined) => void | Promise<void>;

/** A token bucket: so many at once, refilled at so many a second. Both above 0. */
export type Bucket = { capacity: number; perSecond: number };

/** `retryAfter` is in seconds, with a fraction: by then one token is there, unless somebody else took it. */
export type Taken = { ok: true } | { ok: false; retryAfter: number };

/** What this module needs of a log; a pino logger fits. */
export type Log = { warn(details: object, message: string): void };

export interface Signals {
  /** Whether other processes hear what is published here, and we them. */
  readonly shared: boolean;
  /** Tells every listener, here and in other processes. Returns at once and never throws; the news may be lost. */
  publish(topic: string, data?: Json): void;
  /** Gives the function that ends it. Each listener gets a copy of its own, after `publish` has returned. */
  subscribe(topic: string, listener: Listener): () => void;
  /** Takes a token if there is one. Waits for nothing: a Redis that is away means a bucket for this process alone. */
  take(key: string, bucket: Bucket): Promise<Taken>;
  /** After it nothing is heard or sent any more. */
  close(): Promise<void>;
}
