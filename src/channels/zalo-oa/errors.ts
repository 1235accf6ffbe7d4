// What went wrong at Zalo, as one of the failures that the outbox decides by (facts/zalo.md, section 8).
// Called around every call. Tokens are in axios's errors, so none of them is kept as a cause.
import { isAxiosError } from 'axios';
import { SendError, type SendFailure } from '../../model/channels.ts';

export type Call = {
  /** As it is named in errors: "message/cs". */
  name: string;
  /** Doing it twice shows nothing twice, so an unclear outcome may simply be tried again. */
  repeatable: boolean;
};

/** An answer of Zalo's own that says no. Never leaves this folder. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

/** Zalo does not take the access token. The sign of the code is inconsistent in practice. */
export const refusesToken = ({ code }: Refusal) => [-216, 216, -220, 220, -124, -401, 401].includes(code);
export const attachmentExpired = ({ code }: Refusal) => code === -100;

type Meaning = {
  failure: SendFailure;
  /** Seconds. */
  retryAfter?: (now: Date) => number;
  tries?: number;
  /** A person has to do something about it, besides what the failure brings. */
  alarm?: string;
};

const minute = () => 60;
const hour = () => 3600;

/**
 * No reason that waiting would mend: a few tries, then a person. By the outbox's waits these are four minutes, in which a
 * stumble of Zalo's is over.
 */
const few: Meaning = { failure: 'retry', tries: 8 };

const meanings: Record<number, Meaning> = {
  // The limit is one of calls a minute.
  [-32]: { failure: 'retry', retryAfter: minute },
  [-100]: { failure: 'retry' },
  [-200]: few,
  ...all([-201, -210, -214, -233, -237, -238, -240, -241, -249, -403], { failure: 'refused' }),
  [-248]: {
    failure: 'refused',
    alarm: 'Zalo says that a message breaks its rules: read it before the account is shut',
  },
  [-211]: { failure: 'retry', retryAfter: hour, alarm: 'the quota of the Official Account is used up' },
  [-218]: { failure: 'retry', retryAfter: hour },
  [-234]: { failure: 'retry', retryAfter: untilMorning },
  ...all([-213, -217, -227, -230, -232, -244], { failure: 'unreachable' }),
  ...all([-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -320, -321], { failure: 'channel' }),
  ...all([-118, -14002, -14003, -14014], { failure: 'channel' }),
  // A new token was refused as well.
  ...all([-124, -216, -220, -401, 216, 220, 401], { failure: 'channel' }),
};

function all(codes: number[], meaning: Meaning): Record<number, Meaning> {
  return Object.fromEntries(codes.map((code) => [code, meaning]));
}

/** Zalo's night ends at 06:00 in Vietnam, which keeps +07:00 the year round. */
function untilMorning(now: Date): number {
  const secondOfDay = (Math.floor(now.getTime() / 1000) + 7 * 3600) % 86_400;
  return (6 * 3600 - secondOfDay + 86_400) % 86_400 || 1;
}

export type Context = {
  call: Call;
  now: Date;
  /** What no text may show. */
  secrets: (string | undefined)[];
  alarm?: (details: object, message: string) => void;
};

export function toSendError(error: unknown, context: Context): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof Refusal) return fromRefusal(error, context);
  return fromNetwork(error, context);
}

function fromRefusal({ code, message }: Refusal, { call, now, secrets, alarm }: Context): SendError {
  const meaning = meanings[code] ?? few;
  const reason = clean(`${call.name}: ${code} ${message}`, secrets);
  if (meaning.alarm) alarm?.({ reason }, meaning.alarm);
  return new SendError(meaning.failure, reason, { retryAfter: meaning.retryAfter?.(now), tries: meaning.tries });
}

/** No answer, or one that is not Zalo's. */
function fromNetwork(error: unknown, { call, secrets }: Context): SendError {
  const reason = error instanceof Error ? error.message || codeOf(error) : 'no readable answer';
  const failure = neverArrived(error) ? 'retry' : unclear(call);
  return new SendError(failure, clean(`${call.name}: ${reason}`, secrets));
}

const unclear = (call: Call): SendFailure => (call.repeatable ? 'retry' : 'unknown');

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** No name, no connection, no TLS: Zalo has not seen the request. */
export function neverArrived(error: unknown): boolean {
  const cause = isAxiosError(error) && error.cause ? error.cause : error;
  const connecting = cause instanceof Error && 'syscall' in cause && cause.syscall === 'connect';
  return (
    connecting ||
    /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/.test(
      codeOf(error),
    )
  );
}

/** An answer over HTTP that is no answer of Zalo's: a gateway's page, a redirect, too fast. */
export function fromStatus(status: number, retryAfter: unknown, call: Call): SendError {
  const reason = `${call.name}: HTTP ${status} without an answer of Zalo's`;
  if (status === 429) return new SendError('retry', reason, { retryAfter: Number(retryAfter) || 60 });
  // Below 500 somebody on the way said no before Zalo's server did anything; an empty "fine" says nothing at all.
  return new SendError(status >= 300 && status < 500 ? 'retry' : unclear(call), reason);
}

/** A reason without the tokens, and without addresses. */
export function clean(reason: string, secrets: (string | undefined)[]): string {
  const known = secrets.filter((secret): secret is string => Boolean(secret)).sort((a, b) => b.length - a.length);
  return known
    .reduce((text, secret) => text.replaceAll(secret, '<secret>'), reason)
    .replace(/https?:\/\/\S+/g, '<address>')
    .slice(0, 300);
}
