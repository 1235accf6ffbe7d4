// Whether a request to our webhook comes from Zalo: SHA-256 over app id, the body's bytes, time and OA secret key.
// Called before anything is read or stored. Must never say yes without a fitting signature (facts/zalo.md, 9.2).
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../../model/channels.ts';
import { quoteLargeIntegers, toMilliseconds } from './numbers.ts';
import type { Checked } from './settings.ts';

/** Zalo tries again for about two hours, with the time of the event: only what is absurd is refused. */
const longestAgeMs = 24 * 3_600_000;

/** Saving the address in Zalo's console tries it, without a signature. */
export function isProbe({ headers, body }: RawRequest): boolean {
  return headers['x-zevent-signature'] === undefined && /^\s*(?:\{\s*\})?\s*$/.test(body.subarray(0, 100).toString());
}

type Settings = Pick<Checked, 'appId' | 'oaSecretKey' | 'clock'>;

export function verifier({ appId, oaSecretKey, clock }: Settings): (request: RawRequest) => boolean {
  return ({ headers, body }) => {
    const given = signature(headers['x-zevent-signature']);
    const event = readEvent(body);
    if (!given || event?.app_id === undefined || String(event.app_id) !== appId) return false;
    // Sources disagree on where the time is read from. The signature covers either.
    return [event.timestamp, headers['x-zevent-timestamp']].some((timestamp) => {
      if (typeof timestamp !== 'string' && typeof timestamp !== 'number') return false;
      const expected = createHash('sha256').update(appId).update(body).update(`${timestamp}${oaSecretKey}`).digest();
      const at = toMilliseconds(timestamp);
      return timingSafeEqual(expected, given) && at !== undefined && Math.abs(clock().getTime() - at) <= longestAgeMs;
    });
  };
}

function signature(header: string | string[] | undefined): Buffer | undefined {
  const [, hex] = /^\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*$/i.exec(typeof header === 'string' ? header : '') ?? [];
  return hex === undefined ? undefined : Buffer.from(hex, 'hex');
}

function readEvent(body: Buffer): { app_id?: unknown; timestamp?: unknown } | undefined {
  try {
    const event: unknown = JSON.parse(quoteLargeIntegers(body.toString('utf8')));
    return typeof event === 'object' && event !== null ? event : undefined;
  } catch {
    // Not JSON, so not Zalo.
    return undefined;
  }
}
