// Calls to the OA API: the token in its header, refreshed once when Zalo refuses it, errors found inside HTTP 200.
// Called by deliver.ts and index.ts. Throws SendError, or the Refusal that a caller asked to see.
import { SendError } from '../../model/channels.ts';
import { attachmentExpired, type Call, fromStatus, Refusal, refusesToken, toSendError } from './errors.ts';
import type { Keeper } from './grant.ts';
import { ask } from './http.ts';
import type { Checked } from './settings.ts';

export type Request = Call & {
  path: string;
  /** A GET's one parameter. */
  query?: object;
  /** JSON to post, or a form with a file. */
  body?: object | FormData;
  /** The moment after which it must not begin any more; by `Date.now`. */
  before?: number;
};

export type Api = (request: Request) => Promise<Record<string, unknown>>;

/** After a new token was refused too, no further one is asked for so long: it would not help, and burns tokens. */
const standstillMs = 10 * 60_000;

export function client(settings: Checked, keeper: Keeper): Api {
  const { apiRoot, appSecret, oaSecretKey, timeoutSeconds, clock, log } = settings;
  let standstillUntil = 0;

  async function once(request: Request, token: string): Promise<Record<string, unknown>> {
    const { path, query, body } = request;
    // axios would leave : and , bare and make a space a +.
    const search = query ? `?data=${encodeURIComponent(JSON.stringify(query))}` : '';
    const answer = await ask(
      {
        method: body ? 'POST' : 'GET',
        url: `${apiRoot}${path}${search}`,
        headers: {
          access_token: token,
          ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        },
        ...(body && { data: body instanceof FormData ? body : JSON.stringify(body) }),
      },
      timeoutSeconds,
    );
    const code = codeOf(answer.json?.error);
    if (answer.json && code !== undefined && code !== 0) throw new Refusal(code, String(answer.json.message ?? ''));
    const { data } = answer.json ?? {};
    if (answer.status !== 200 || code !== 0 || typeof data !== 'object' || data === null || Array.isArray(data))
      throw fromStatus(answer.status, answer.retryAfter, request);
    return data as Record<string, unknown>;
  }

  return async (request) => {
    const secrets: string[] = [appSecret, oaSecretKey];
    const attempt = async (refused?: string) => {
      const token = await inTime(keeper.token(refused), request);
      secrets.push(token);
      return once(request, token);
    };
    try {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Refusal) || !refusesToken(error) || Date.now() < standstillUntil) throw error;
        return await attempt(secrets.at(-1)).catch((again: unknown) => {
          if (again instanceof Refusal && refusesToken(again)) {
            standstillUntil = Date.now() + standstillMs;
            log?.error({ reason: again.code }, 'Zalo refuses an access token that it has just given out');
          }
          throw again;
        });
      }
    } catch (error) {
      if (error instanceof Refusal && attachmentExpired(error)) throw error;
      const alarm = (details: object, message: string) => log?.error(details, message);
      throw toSendError(error, { call: request, now: clock(), secrets, alarm });
    }
  };
}

function codeOf(error: unknown): number | undefined {
  const code = typeof error === 'string' && error.trim() !== '' ? Number(error) : error;
  return typeof code === 'number' && Number.isInteger(code) ? code : undefined;
}

/** A send that begins too late would still be under way when the outbox takes it for abandoned. */
async function inTime<T>(work: Promise<T>, { before, name }: Request): Promise<T> {
  if (before === undefined) return work;
  const tooLate = new SendError('retry', `${name}: no access token of Zalo in time`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate), Math.max(before - Date.now(), 0));
  });
  try {
    const done = await Promise.race([work, late]);
    // The upload of a photo may have taken all the time there was.
    if (Date.now() > before) throw tooLate;
    return done;
  } finally {
    clearTimeout(timer);
    // Whatever comes of it, nobody waits for it any more.
    work.catch(() => {});
  }
}
