// Fetches the bytes of a photo that a farmer sent. Called by the photo job through index.ts.
// The address of a file carries the token: it is asked for anew each time, never kept, logged or passed on.
import axios, { isAxiosError } from 'axios';
import type { Api } from 'grammy';
import { SendError, type SendFailure } from '../../model/channels.ts';
import type { MediaSource } from '../../model/messages.ts';
import { proxyAgent } from './api.ts';
import { clean, toSendError } from './errors.ts';
import type { Checked } from './settings.ts';

const largest = 20 * 1024 * 1024;

export function photoFetcher(api: Api, settings: Checked): (source: MediaSource) => Promise<Buffer> {
  const { token, apiRoot, timeoutSeconds } = settings;
  const agent = proxyAgent(settings);

  async function locate(fileId: string): Promise<string> {
    const call = { method: 'getFile', repeatable: true, token };
    const file = await api.getFile(fileId).catch((error: unknown) => {
      throw toSendError(error, call);
    });
    if ((file.file_size ?? 0) > largest) throw tooBig();
    // A Bot API server in --local mode gives a path on its own disk, which we cannot reach.
    if (!/^[\w-]+([./][\w-]+)*$/.test(file.file_path ?? ''))
      throw new SendError('refused', 'getFile: no path to download');
    return `${apiRoot}/file/bot${token}/${file.file_path}`;
  }

  return async (source) => {
    if (!('telegram' in source)) throw new SendError('refused', 'the photo is not at Telegram');
    if ((source.telegram.bytes ?? 0) > largest) throw tooBig();
    try {
      const url = await locate(source.telegram.fileId);
      const { data, headers } = await axios.get<ArrayBuffer>(url, {
        responseType: 'arraybuffer',
        timeout: timeoutSeconds * 1000,
        // The time-out above is for silence; this one is for a trickle.
        signal: AbortSignal.timeout(timeoutSeconds * 3000),
        maxContentLength: largest,
        maxRedirects: 0,
        proxy: false,
        validateStatus: (status) => status === 200,
        ...(agent && { httpAgent: agent, httpsAgent: agent }),
      });
      // Where Telegram is blocked, the provider answers with a page of its own.
      if (String(headers['content-type']).startsWith('text/html'))
        throw new SendError('retry', 'download: a web page came');
      return Buffer.from(data);
    } catch (error) {
      throw downloadError(error, token);
    }
  };
}

const tooBig = () => new SendError('refused', 'the file is too big');

function downloadError(error: unknown, token: string): SendError {
  if (error instanceof SendError) return error;
  if (!isAxiosError(error)) return new SendError('retry', 'download: failed');
  if (error.message.includes('maxContentLength')) return tooBig();
  const status = error.response?.status;
  const retryAfter = Number(error.response?.headers?.['retry-after']) || undefined;
  // A link lives an hour and this one is seconds old, so also a 404 may be another answer next time.
  const failure: SendFailure = status === 401 ? 'channel' : 'retry';
  return new SendError(failure, clean(`download: ${status ?? error.code ?? error.message}`, token), { retryAfter });
}
