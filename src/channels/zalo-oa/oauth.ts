// Asks Zalo for a new pair of tokens. A success burns the refresh token that was spent; only the answer holds the next.
// Called by grant.ts, inside the lease. Throws nothing: what happened to the token decides what happens to the grant.
import { clean, neverArrived } from './errors.ts';
import { ask } from './http.ts';
import type { Checked } from './settings.ts';

export type Pair = { accessToken: string; refreshToken: string; expiresInSeconds: number };

/**
 * - `refused`: Zalo said no, and why; the token was not spent. `invalid`: it never will be taken again.
 * - `unsent`: Zalo has not seen the request.
 * - `unclear`: the token may be spent, and its successor lost.
 */
export type Outcome =
  | { is: 'renewed'; pair: Pair }
  | { is: 'refused'; reason: string; invalid: boolean; busy: boolean }
  | { is: 'unsent'; reason: string }
  | { is: 'unclear'; reason: string };

type Settings = Pick<Checked, 'appId' | 'appSecret' | 'oauthRoot' | 'timeoutSeconds'>;

/** 25 hours, where the answer does not say. */
const usualLifeSeconds = 90_000;

/** @param hidden what no reason may show, besides what is sent */
export async function spend(
  refreshToken: string,
  settings: Settings,
  hidden: (string | undefined)[],
): Promise<Outcome> {
  const { appId, appSecret, oauthRoot, timeoutSeconds } = settings;
  const hide = (reason: string) => clean(reason, [refreshToken, appSecret, ...hidden]);
  try {
    const { status, json } = await ask(
      {
        method: 'POST',
        url: `${oauthRoot}/v4/oa/access_token`,
        headers: { secret_key: appSecret, 'content-type': 'application/x-www-form-urlencoded' },
        data: new URLSearchParams({
          app_id: appId,
          refresh_token: refreshToken,
          grant_type: 'refresh_token',
        }).toString(),
      },
      timeoutSeconds,
    );
    const pair = json && readPair(json);
    if (pair) return { is: 'renewed', pair };
    const refusal = json && readRefusal(json);
    if (refusal && status < 500) return { is: 'refused', ...refusal, reason: hide(refusal.reason) };
    return { is: 'unclear', reason: `HTTP ${status} without a pair of tokens` };
  } catch (error) {
    const reason = hide(error instanceof Error ? error.message : 'no answer');
    return { is: neverArrived(error) ? 'unsent' : 'unclear', reason };
  }
}

function readPair(json: Record<string, unknown>): Pair | undefined {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in } = json;
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') return undefined;
  if (accessToken.trim() === '' || refreshToken.trim() === '') return undefined;
  // A string in practice.
  const life = Number(expires_in);
  return { accessToken, refreshToken, expiresInSeconds: life > 0 ? life : usualLifeSeconds };
}

/** A refusal may come with HTTP 200 and without a code. */
function readRefusal(json: Record<string, unknown>) {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const code = Number(text(json.error)) || 0;
  const words = [json.error_name, json.error_reason, json.error_description, json.message].map(text).filter(Boolean);
  if (code === 0 && words.length === 0) return undefined;
  const name = `${text(json.error_name)} ${text(json.message)}`;
  return {
    reason: [code || '', ...words].join(' ').trim(),
    invalid: code === -118 || code === -14014 || /invalid[\s_-]*(?:refresh[\s_-]*token|grant)/i.test(name),
    busy: code === -32,
  };
}
