// Whether a request to our webhook comes from Telegram: it knows the secret that we gave at setWebhook.
// Called before anything is read or stored. Must take the same time for every wrong guess, and never say yes without a secret.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../../model/channels.ts';

const secretHeader = 'x-telegram-bot-api-secret-token';

const digest = (text: string) => createHash('sha256').update(text).digest();

export function verifier(secret: string | undefined): (request: RawRequest) => boolean {
  if (secret === undefined) return () => false;
  const expected = digest(secret);
  return ({ headers }) => {
    const given = headers[secretHeader];
    // Digests have one length, which timingSafeEqual needs; and the length of our secret stays ours.
    return typeof given === 'string' && timingSafeEqual(digest(given), expected);
  };
}
