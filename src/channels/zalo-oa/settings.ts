// What the Zalo channel is told at start, checked once. Called by index.ts.
// A token or secret never appears in what these checks throw.
import type { GrantStore } from './grant.ts';

export type Log = {
  info?(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
};

export type Settings = {
  /** Of the app at developers.zalo.me. */
  appId: string;
  /** The app's "Khóa bí mật của ứng dụng": renews tokens. */
  appSecret: string;
  oaId: string;
  /** The "OA Secret Key" of the app's Webhook page: signs webhooks. Another one than the app's secret. */
  oaSecretKey: string;
  /** A refresh token to begin with, from the consent or the API Explorer. Used once; afterwards the store knows better. */
  seed?: string;
  apiRoot?: string;
  oauthRoot?: string;
  grants: GrantStore;
  /** How long one call may take. The lease on the grant is twice as long and a bit. */
  timeoutSeconds?: number;
  /** The bytes of a stored photo, for messages that show one; without it such messages are sent as text. */
  loadPhoto?: (hash: string) => Promise<Buffer>;
  log?: Log;
  clock?: () => Date;
  /** Where photos and recordings may be fetched from: "*.zdn.vn", or a host by name, then with any address and port. */
  mediaHosts?: string[];
};

export type Checked = Settings &
  Required<Pick<Settings, 'apiRoot' | 'oauthRoot' | 'timeoutSeconds' | 'clock' | 'mediaHosts'>>;

export function check(settings: Settings): Checked {
  for (const name of ['appId', 'oaId'] as const)
    if (!/^\d{1,32}$/.test(settings[name]))
      throw new Error(`${name} of Zalo must be the digits that its console shows`);
  for (const name of ['appSecret', 'oaSecretKey'] as const)
    if (!/^[\x21-\x7e]+$/.test(settings[name]))
      throw new Error(`${name} of Zalo must be the key that its console shows`);
  const root = (given: string | undefined, usual: string) => (given ?? usual).replace(/\/+$/, '');
  return {
    ...settings,
    apiRoot: root(settings.apiRoot, 'https://openapi.zalo.me'),
    oauthRoot: root(settings.oauthRoot, 'https://oauth.zaloapp.com'),
    timeoutSeconds: settings.timeoutSeconds ?? 15,
    clock: settings.clock ?? (() => new Date()),
    mediaHosts: settings.mediaHosts ?? ['*.zdn.vn', '*.zadn.vn'],
  };
}
