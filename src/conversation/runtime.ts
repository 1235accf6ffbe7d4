// What the durable way needs from outside; built once, in app.ts.
import { DrizzleQueryError } from 'drizzle-orm';
import type { Database } from '../db/index.ts';
import type { Channel } from '../model/channels.ts';
import type { PhotoStore } from '../photos/index.ts';
import type { Signals } from '../signals/index.ts';
import type { Editions } from './editions.ts';

export type Log = {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  info(details: object, message: string): void;
};

export type Runtime = {
  database: Database;
  signals: Signals;
  channels: Channel[];
  store: PhotoStore;
  editions: Editions;
  log: Log;
  clock: () => Date;
  /** Called at each stage of a message's way; tests of crashes end the process there. */
  failpoint: (stage: Stage) => void | Promise<void>;
  pace: Pace;
};

export const stages = [
  'inbox stored',
  'in the turn',
  'before commit',
  'after commit',
  'before send',
  'after send',
] as const;
export type Stage = (typeof stages)[number];

/** Durations, in seconds. */
export type Pace = {
  /** Between two looks for work that no signal told of. */
  sweep: number;
  /** After which an unhandled inbox row counts as forgotten. */
  forgotten: number;
  /** After which a claimed send counts as abandoned: longer than any send may take. */
  lease: number;
};

export const usualPace: Pace = { sweep: 1, forgotten: 3, lease: 60 };

/** What is told of and may be lost. */
export const topics = {
  inbox: 'inbox',
  outbox: 'outbox',
  photos: 'photos',
  recordings: 'recordings',
  /** Something that helpers see has changed in this conversation: `{ conversation }`. */
  helpdesk: 'helpdesk',
  /** Somebody has been shut out. */
  shutOut: 'shut-out',
  /** Something in this conversation can be seen anew: `{ message }`, or `{ typing: true }`. */
  live: (conversationId: string) => `live:${conversationId}`,
} as const;

export function channelOf(runtime: Runtime, name: string, account: string): Channel | undefined {
  return runtime.channels.find((channel) => channel.name === name && channel.account === account);
}

/**
 * Our own words for an error, with its cause, without what might hold secrets: of a failed query only what the database
 * said, since its own message quotes every value. Can be stored as text: a parser's complaint may quote a NUL.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const words =
    error instanceof DrizzleQueryError ? refused(error) : `${error.name}: ${error.message}${printed(error.cause)}`;
  return words.replaceAll('\u0000', '').slice(0, 1000).toWellFormed();
}

const refused = ({ cause }: Error) => `the database refused${printed(cause)}`;

function printed(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  return `: ${cause instanceof DrizzleQueryError ? refused(cause) : cause.message}`;
}
