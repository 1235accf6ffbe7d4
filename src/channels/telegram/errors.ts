// What went wrong at Telegram, as one of the failures that the outbox decides by (facts/telegram.md, section 4).
// Called around every API call. The token is in grammY's and axios's errors, so none of them is kept as a cause.
import { GrammyError, HttpError } from 'grammy';
import { SendError, type SendFailure } from '../../model/channels.ts';

export type Call = {
  method: string;
  token: string;
  /** Doing it twice shows nothing twice, so an unclear outcome may simply be tried again. */
  repeatable: boolean;
};

export function toSendError(error: unknown, call: Call): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof GrammyError && typeof error.error_code === 'number') return fromAnswer(error, call);
  return fromNetwork(error instanceof HttpError ? error.error : error, call);
}

/** Telegram answered. Codes first, pieces of the text second: texts are not a contract. */
function fromAnswer(error: GrammyError, call: Call): SendError {
  const parameters = error.parameters ?? {};
  const text = String(error.description ?? '');
  const fail = (failure: SendFailure, options?: { retryAfter?: number; to?: string }) =>
    new SendError(failure, clean(`${call.method}: ${error.error_code} ${text}`, call.token), options);
  const says = (...pieces: string[]) => pieces.some((piece) => text.toLowerCase().includes(piece));

  if (parameters.migrate_to_chat_id !== undefined) return fail('moved', { to: String(parameters.migrate_to_chat_id) });
  switch (error.error_code) {
    case 400:
      if (says('query is too old', 'query id is invalid')) return fail('expired');
      if (says('chat not found')) return fail('gone');
      // getFile says the same for a wrong id and for a file that is only away for a moment.
      if (says('temporarily unavailable')) return fail('retry');
      return fail('refused');
    // A revoked token is 401, a mutilated one 404, a second poller 409.
    case 401:
    case 404:
    case 409:
      return fail('channel');
    case 403:
      return fail(says('deactivated') ? 'gone' : 'blocked');
    case 429:
      return fail('retry', { retryAfter: parameters.retry_after });
    default:
      return fail(error.error_code >= 500 ? unclear(call) : 'refused');
  }
}

/** No answer, or one that is not Telegram's: a provider's block page, a gateway's HTML. */
function fromNetwork(error: unknown, call: Call): SendError {
  const reason = error instanceof Error ? error.message : 'no readable answer';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const failure = neverArrived(code, reason) ? 'retry' : unclear(call);
  return new SendError(failure, clean(`${call.method}: ${reason}`, call.token));
}

const unclear = (call: Call): SendFailure => (call.repeatable ? 'retry' : 'unknown');

/** No connection, no TLS, or a redirect instead of an answer: Telegram has not seen the request. */
function neverArrived(code: string, reason: string): boolean {
  return (
    /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/.test(
      code,
    ) || /reason: connect |before secure TLS connection|redirect mode is set to error/.test(reason)
  );
}

/** A reason without the token, and without the address that carries it. */
export function clean(reason: string, token: string): string {
  return reason
    .replace(/https?:\/\/\S+/g, '<api>')
    .replaceAll(token, '<token>')
    .slice(0, 300);
}
