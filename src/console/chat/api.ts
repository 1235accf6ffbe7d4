// Every request of the page, and what its answer means. Never throws for a post: the outbox wants to know what to do next.
import type { ChatPage, ChatPost, Refusal } from '../../http/contract/chat.ts';
import { lang } from './texts.ts';

/** What became of a post. `later` may be tried again, at the earliest after that many milliseconds. */
export type Outcome =
  | { kind: 'stored' }
  | { kind: 'later'; why: 'network' | 'away' | 'visitor' | 'error'; after?: number }
  | { kind: 'refused'; message?: string; lost?: boolean };

const messagesUrl = '/api/chat/messages';
export const streamUrl = '/api/chat/stream';

/** As `photoBytes` of the contract, which cannot be imported without all of zod; a test compares them. */
export const photoLimit = 15 * 1024 * 1024;

const replyTime = 20_000;
/** An upload may take long on a weak signal, but not stand still for longer than this. */
const stallTime = 30_000;

export async function readMessages(before?: number): Promise<ChatPage> {
  const url = before === undefined ? messagesUrl : `${messagesUrl}?before=${before}`;
  const answer = await request(url, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`messages: ${answer.status}`);
  return (await answer.json()) as ChatPage;
}

export async function post(body: ChatPost): Promise<Outcome> {
  try {
    const answer = await request(messagesUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    return outcomeOf(answer.status, answer.headers.get('retry-after'), answer.ok ? '' : await answer.text());
  } catch {
    return { kind: 'later', why: 'network' };
  }
}

export function upload(
  picture: Blob,
  { key, group, moved }: { key: string; group?: string; moved: (share: number) => void },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const query = new URLSearchParams({ key, ...(group ? { group } : {}) });
    const sender = new XMLHttpRequest();
    let stalled = setTimeout(() => sender.abort(), stallTime);
    const alive = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => sender.abort(), stallTime);
    };
    const end = (outcome: Outcome) => {
      clearTimeout(stalled);
      resolve(outcome);
    };
    sender.upload.onprogress = (event) => {
      alive();
      if (event.lengthComputable && event.total > 0) moved(event.loaded / event.total);
    };
    sender.onload = () => end(outcomeOf(sender.status, sender.getResponseHeader('retry-after'), sender.responseText));
    sender.onerror = () => end({ kind: 'later', why: 'network' });
    sender.onabort = sender.onerror;
    sender.open('POST', `/api/chat/photos?${query}`);
    sender.setRequestHeader('content-type', picture.type || 'image/jpeg');
    sender.setRequestHeader('accept', 'application/json');
    sender.setRequestHeader('accept-language', lang);
    sender.send(picture);
  });
}

export function outcomeOf(status: number, retryAfter: string | null, body: string): Outcome {
  if (status >= 200 && status < 300) return { kind: 'stored' };
  const seconds = Number(retryAfter);
  const after = retryAfter && seconds > 0 ? { after: seconds * 1000 } : {};
  if (status === 401) return { kind: 'later', why: 'visitor', ...after };
  if ([0, 408, 425, 429, 502, 503, 504].includes(status)) return { kind: 'later', why: 'away', ...after };
  if (status >= 500) return { kind: 'later', why: 'error', ...after };
  const message = refusalIn(body);
  return { kind: 'refused', ...(message ? { message } : {}) };
}

function refusalIn(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as Partial<Refusal>;
    return typeof message === 'string' && message ? message : undefined;
  } catch {
    return undefined; // A proxy's page, not the server's answer.
  }
}

async function request(url: string, init: RequestInit): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), replyTime);
  try {
    const headers = { ...init?.headers, 'accept-language': lang };
    return await fetch(url, { ...init, headers, credentials: 'same-origin', cache: 'no-store', signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}
