// A Zalo Official Account as a Channel. Called by app.ts, which registers it beside the other channels.
// Tokens reach Zalo's headers and the grant store and nothing else: no error, no log line.
import type { Channel } from '../../model/channels.ts';
import { SendError } from '../../model/channels.ts';
import { client } from './api.ts';
import { deliverer, limits } from './deliver.ts';
import { keeper } from './grant.ts';
import { mediaFetcher } from './media.ts';
import { quoteLargeIntegers } from './numbers.ts';
import { parser } from './parse.ts';
import { check, type Settings } from './settings.ts';
import { isProbe, verifier } from './verify.ts';

export type { Grant, GrantKey, GrantStore } from './grant.ts';
export { quoteLargeIntegers } from './numbers.ts';
export type { Settings as ZaloSettings } from './settings.ts';

export function zaloOa(settings: Settings): Channel {
  const checked = check(settings);
  const grant = keeper(checked);
  const api = client(checked, grant);
  const deliver = deliverer(api, checked);
  return {
    name: 'zalo-oa',
    account: checked.oaId,
    capabilities: {
      textLength: limits.text,
      buttons: limits.buttons,
      // Zalo takes 100; longer ones than this are cut on small phones.
      labelLength: 35,
      idempotent: false,
      hiddenTaps: true,
      window: { free: 48, last: 168 },
    },
    isProbe,
    mendJson: quoteLargeIntegers,
    verify: verifier(checked),
    parse: parser(checked.oaId),
    deliver,
    async probe() {
      const { oa_id, oaid } = await api({ name: 'getoa', path: '/v2.0/oa/getoa', repeatable: true });
      const id = oa_id ?? oaid;
      if (id !== undefined && String(id) !== checked.oaId)
        throw new SendError('channel', 'getoa: the grant is for another Official Account than ZALO_OA_ID');
    },
    fetchMedia: mediaFetcher(checked),
    tend: () => grant.tend(),
    async nameOf(address) {
      const query = { user_id: address };
      const data = await api({ name: 'user/detail', path: '/v3.0/oa/user/detail', repeatable: true, query });
      const name = typeof data.display_name === 'string' ? data.display_name.trim() : '';
      return name || undefined;
    },
  };
}
