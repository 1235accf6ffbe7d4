// Telegram as a Channel, through grammY's client. Called by app.ts, which registers it beside the other channels.
// The token reaches Telegram's URLs and nothing else: no error, no log line, no stored row.
import type { Channel } from '../../model/channels.ts';
import { SendError } from '../../model/channels.ts';
import { client } from './api.ts';
import { deliverer, textLength } from './deliver.ts';
import { toSendError } from './errors.ts';
import { parse } from './parse.ts';
import { photoFetcher } from './photos.ts';
import { allowedUpdates, poll } from './poll.ts';
import { check, type Settings } from './settings.ts';
import { verifier } from './verify.ts';

export type { Settings as TelegramSettings } from './settings.ts';

export function telegram(settings: Settings): Channel {
  const checked = check(settings);
  const api = client(checked);
  // Held open for pollSeconds by design, so given that much longer.
  const polling = client(checked, checked.pollSeconds + checked.timeoutSeconds);
  return {
    name: 'telegram',
    account: checked.account,
    capabilities: { textLength, buttons: 10, labelLength: 40, idempotent: false },
    verify: verifier(checked.secret),
    parse,
    deliver: deliverer(api, checked),
    async probe() {
      await api.getMe().catch((error) => {
        throw toSendError(error, { method: 'getMe', repeatable: true, token: checked.token });
      });
    },
    fetchMedia: photoFetcher(api, checked),
    poll: (accept, stop) => poll(polling, checked, accept, stop),
  };
}

/** Tells Telegram where to send updates. May be said at every start. Throws SendError. */
export async function setWebhook(settings: Settings, publicUrl: string): Promise<void> {
  const checked = check(settings);
  // Telegram would then call us without a proof, and verify would refuse every call.
  if (checked.secret === undefined) throw new SendError('refused', 'setWebhook: TELEGRAM_SECRET is not set');
  try {
    await client(checked).setWebhook(`${publicUrl.replace(/\/+$/, '')}/webhooks/telegram`, {
      secret_token: checked.secret,
      allowed_updates: [...allowedUpdates],
      max_connections: 40,
      drop_pending_updates: false,
    });
  } catch (error) {
    throw toSendError(error, { method: 'setWebhook', repeatable: true, token: checked.token });
  }
}
