// Fetches a photo or a recording from Zalo's servers. Called by the jobs through index.ts.
// The address comes from outside: only hosts of the list are asked, after each redirect anew, and none inside our network.
import { lookup } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import axios, { isAxiosError } from 'axios';
import { SendError } from '../../model/channels.ts';
import type { MediaSource } from '../../model/messages.ts';
import { isPrivate } from './addresses.ts';
import type { Checked } from './settings.ts';

const largest = 20 * 1024 * 1024;
const mostRedirects = 3;

type Fetched = { bytes: Buffer } | { location: string };

export function mediaFetcher({ mediaHosts, timeoutSeconds }: Pick<Checked, 'mediaHosts' | 'timeoutSeconds'>) {
  const named = new Set(mediaHosts.filter((host) => !host.startsWith('*.')));
  const endings = mediaHosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));

  /** Whoever is listed by name, with its port where one is given, may be anywhere. */
  const isNamed = (url: URL) => named.has(url.host) || named.has(url.hostname);

  function checked(address: string, from?: URL): URL {
    const url = URL.canParse(address, from) ? new URL(address, from) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw notThere();
    if (isNamed(url)) return url;
    // An address with a port, or of a machine instead of a name, is none of Zalo's.
    const plain = url.port === '' && isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0;
    if (!plain || !endings.some((ending) => url.hostname.endsWith(ending))) throw notThere();
    return url;
  }

  const agents = {
    httpAgent: new HttpAgent({ lookup: publicLookup }),
    httpsAgent: new HttpsAgent({ lookup: publicLookup }),
  };

  async function once(url: URL, signal: AbortSignal): Promise<Fetched> {
    const { status, data, headers } = await axios.get<ArrayBuffer>(url.href, {
      responseType: 'arraybuffer',
      timeout: timeoutSeconds * 1000,
      signal,
      maxContentLength: largest,
      maxRedirects: 0,
      proxy: false,
      validateStatus: (code) => code === 200 || (code >= 300 && code < 400),
      ...(!isNamed(url) && agents),
    });
    if (status !== 200) return { location: String(headers.location ?? '') };
    if (String(headers['content-type']).startsWith('text/html'))
      throw new SendError('retry', 'download: a web page came');
    return { bytes: Buffer.from(data) };
  }

  /** Zalo's events say http; what comes over https cannot be changed on the way. */
  async function securely(url: URL, signal: AbortSignal): Promise<Fetched> {
    if (url.protocol === 'https:') return once(url, signal);
    const secure = new URL(url);
    secure.protocol = 'https:';
    return once(secure, signal).catch((error: unknown) => {
      if (signal.aborted || downloadError(error).failure === 'refused') throw error;
      return once(url, signal);
    });
  }

  return async (source: MediaSource): Promise<Buffer> => {
    if (!('zalo' in source)) throw new SendError('refused', 'the file is not at Zalo');
    // One time limit for all: also for a trickle.
    const signal = AbortSignal.timeout(timeoutSeconds * 3000);
    try {
      let url = checked(source.zalo.url);
      for (let hop = 0; hop <= mostRedirects; hop++) {
        const fetched = await securely(url, signal);
        if ('bytes' in fetched) return fetched.bytes;
        url = checked(fetched.location, url);
      }
      throw new SendError('refused', 'download: too many redirects');
    } catch (error) {
      throw downloadError(error);
    }
  };
}

const notThere = () => new SendError('refused', 'download: the address is none of Zalo’s');
const tooBig = () => new SendError('refused', 'the file is too big');

function downloadError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (!isAxiosError(error)) return new SendError('retry', 'download: failed');
  if (error.message.includes('maxContentLength')) return tooBig();
  const inside = error.cause instanceof PrivateAddress || error.message === PrivateAddress.text;
  if (inside) return notThere();
  const status = error.response?.status;
  const retryAfter = Number(error.response?.headers?.['retry-after']) || undefined;
  return new SendError('retry', `download: ${status ?? error.code ?? 'failed'}`, { retryAfter });
}

class PrivateAddress extends Error {
  static readonly text = 'a name that leads into our own network';
}

/** Looks the name up and lets the connection go only there: a second look-up could say something else. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    if (found.length === 0 || found.some(({ address }) => isPrivate(address)))
      return done(new PrivateAddress(PrivateAddress.text), []);
    const [first] = found;
    return options.all ? done(null, found) : done(null, first?.address ?? '', first?.family);
  });
};
