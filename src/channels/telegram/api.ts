// The way to the Bot API: a grammY client with our time-out and proxy, and no redirects (the token is in the URL).
// Called by index.ts. Everything it throws goes through errors.ts before anybody else sees it.
import { Api } from 'grammy';
import httpsProxyAgent from 'https-proxy-agent';
import type { Checked } from './settings.ts';

export const proxyAgent = ({ proxy }: Pick<Checked, 'proxy'>) =>
  proxy === undefined ? undefined : httpsProxyAgent(proxy);

export function client(settings: Checked, timeoutSeconds = settings.timeoutSeconds): Api {
  const agent = proxyAgent(settings);
  return new Api(settings.token, {
    apiRoot: settings.apiRoot,
    timeoutSeconds,
    baseFetchConfig: { redirect: 'error', ...(agent && { agent }) },
  });
}
