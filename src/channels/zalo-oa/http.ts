// One request to Zalo and its answer as JSON, ids unharmed. Called by api.ts and oauth.ts.
// No redirects: the tokens are in the headers. The errors of axios hold tokens: whoever catches one keeps none of it.
import axios, { type AxiosRequestConfig } from 'axios';
import { quoteLargeIntegers } from './numbers.ts';

export type Answer = {
  status: number;
  retryAfter: unknown;
  /** Undefined where the answer is no JSON object. */
  json: Record<string, unknown> | undefined;
};

export async function ask(request: AxiosRequestConfig, timeoutSeconds: number): Promise<Answer> {
  const { status, data, headers } = await axios.request<unknown>({
    ...request,
    timeout: timeoutSeconds * 1000,
    // The time-out above is for silence; this one is for a trickle.
    signal: AbortSignal.timeout(timeoutSeconds * 1250),
    maxRedirects: 0,
    maxContentLength: 1024 * 1024,
    maxBodyLength: 2 * 1024 * 1024,
    proxy: false,
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
  });
  return { status, retryAfter: headers['retry-after'], json: readObject(data) };
}

function readObject(text: unknown): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(quoteLargeIntegers(String(text)));
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined;
  } catch {
    // A gateway's page: the status has to say what it means.
    return undefined;
  }
}
