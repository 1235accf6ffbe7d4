// The contract of a channel: one way in, one way out, and what it can show. Channels classify, the outbox decides.
import type { ChannelName, Delivery, MediaSource, Parsed, Receipt } from './messages.ts';

export type Capabilities = {
  /** Longest text of one message, in UTF-16 units. */
  textLength: number;
  /** Most buttons under one message. */
  buttons: number;
  /** Longest label of a button, in characters. */
  labelLength: number;
  /** A repeated send shows nothing twice, so an unknown outcome may be repeated freely. */
  idempotent: boolean;
  /** A tapped button leaves no trace in the chat: the answer has to say what was chosen. */
  hiddenTaps?: true;
  /** How long after a person's last word the channel lets us write: without a fee, and at all. In hours. */
  window?: { free: number; last: number };
};

/** A request as it came: header names in lower case, the body untouched. */
export type RawRequest = { headers: Record<string, string | string[] | undefined>; body: Buffer };

export interface Channel {
  readonly name: ChannelName;
  /** Which of our accounts on that channel: a bot's id. */
  readonly account: string;
  readonly capabilities: Capabilities;
  /** Whether the request proves that the channel sent it. */
  verify(request: RawRequest): boolean;
  /** Whether the request only tries the address: unsigned, answered 200, nothing stored. Asked before `verify`. */
  isProbe?(request: RawRequest): boolean;
  /** Mends a body's JSON before it is parsed: ids that are too large for a number. */
  mendJson?(json: string): string;
  /** Reads one raw delivery. Pure. Throws on what it cannot read; the caller parks it. */
  parse(raw: unknown): Parsed;
  /** Delivers once. Throws SendError, and nothing else, when it did not surely succeed. */
  deliver(delivery: Delivery): Promise<Receipt>;
  /** Whether the channel answers at all; asked before a delivery of unknown outcome is repeated. Throws SendError. */
  probe?(): Promise<void>;
  /** Fetches the bytes of a photo or a recording. Throws SendError. */
  fetchMedia(source: MediaSource): Promise<Buffer>;
  /** Upkeep, called about every minute by every process that works: renews what would expire. Throws SendError. */
  tend?(): Promise<void>;
  /** The name that the channel shows for this person, where deliveries do not bring it. Throws SendError. */
  nameOf?(address: string): Promise<string | undefined>;
  /** Long polling for channels without a public address; resolves when `stop` fires. */
  poll?(accept: (raw: unknown) => Promise<void>, stop: AbortSignal): Promise<void>;
}

/**
 * Why a delivery failed.
 * - `retry`: did not happen; may be tried again, after `retryAfter` seconds where the channel said so, and no more than `tries`
 *   times in all where it gives no hope that waiting helps.
 * - `unknown`: may or may not have happened (time-out, dropped connection).
 * - `blocked`: the person shut us out, until they come back.
 * - `gone`: the account or chat is no more.
 * - `moved`: the chat has a new address, `to`.
 * - `expired`: too late to matter (an old tap); nothing is lost.
 * - `unreachable`: the channel lets us write to this person no longer, until they write to us.
 * - `refused`: our mistake, the same again would fail again.
 * - `channel`: the whole channel is broken (a revoked token): no delivery can succeed until a person acts.
 */
export const sendFailures = [
  'retry',
  'unknown',
  'blocked',
  'gone',
  'moved',
  'expired',
  'unreachable',
  'refused',
  'channel',
] as const;
export type SendFailure = (typeof sendFailures)[number];

export class SendError extends Error {
  override readonly name = 'SendError';
  readonly failure: SendFailure;
  readonly retryAfter: number | undefined;
  readonly tries: number | undefined;
  readonly to: string | undefined;

  constructor(
    failure: SendFailure,
    message: string,
    options: Partial<Pick<SendError, 'retryAfter' | 'tries' | 'to'>> = {},
  ) {
    super(message);
    this.failure = failure;
    this.retryAfter = options.retryAfter;
    this.tries = options.tries;
    this.to = options.to;
  }
}
