// Every request of the console, and what its answer means: each is parsed by the contract, each refusal is a `Refused`.
import { z } from 'zod';
import * as contract from '../../http/contract/console.ts';
import { language, t, tOf } from './texts.ts';

/** The server said no, in words for the person; without an answer at all `status` is 0. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly by: string | undefined;

  constructor(status: number, code: string, message: string, by?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.by = by;
  }
}

/** GET /helpers, which the contract has no name for. */
const Helpers = z.object({ helpers: z.array(contract.HelperRow) });

const patience = 20_000;
const base = '/api/console';

export const streamUrl = (conversation?: string) =>
  conversation ? `${base}/stream?conversation=${conversation}` : `${base}/stream`;

export const api = {
  signIn: (body: z.input<typeof contract.SignIn>) => ask('POST', '/api/sign-in', contract.Me, body),
  signOut: () => tell('POST', '/api/sign-out', {}),
  invitation: (token: string) => ask('GET', `/api/invitations/${encodeURIComponent(token)}`, contract.InvitationFor),
  join: (token: string, body: z.input<typeof contract.Join>) =>
    ask('POST', `/api/invitations/${encodeURIComponent(token)}`, contract.Me, body),
  me: () => ask('GET', `${base}/me`, contract.Me),
  setLanguage: (to: contract.Me['language']) => ask('PATCH', `${base}/me`, contract.Me, { language: to }),
  tickets: (view: contract.View) => ask('GET', `${base}/tickets?view=${view}`, contract.Tickets),
  claim: (ticket: string) => ask('POST', `${base}/tickets/${ticket}/claim`, contract.Claimed),
  resolve: (ticket: string) => tell('POST', `${base}/tickets/${ticket}/resolve`),
  reopen: (ticket: string) => tell('POST', `${base}/tickets/${ticket}/reopen`),
  handBack: (ticket: string) => tell('POST', `${base}/tickets/${ticket}/hand-back`),
  recall: (ticket: string) => tell('POST', `${base}/tickets/${ticket}/recall`),
  search: (words: string) =>
    ask('GET', `${base}/conversations?${new URLSearchParams({ search: words })}`, contract.Conversations),
  conversation: (id: string) => ask('GET', `${base}/conversations/${id}`, contract.Conversation),
  thread: (id: string, before?: number) =>
    ask('GET', `${base}/conversations/${id}/messages${before ? `?before=${before}` : ''}`, contract.Thread),
  take: (id: string) => ask('POST', `${base}/conversations/${id}/take`, contract.Claimed),
  reply: (id: string, body: z.input<typeof contract.Reply>) =>
    tell('POST', `${base}/conversations/${id}/replies`, body),
  mend: (id: string, body: z.input<typeof contract.Mend>) =>
    ask('POST', `${base}/conversations/${id}/answers`, contract.Mended, body),
  parked: () => ask('GET', `${base}/parked`, contract.Parked),
  retry: (way: 'in' | 'out', id: number) => tell('POST', `${base}/parked/${way}/${id}/retry`),
  leaveUnsent: (id: number) => tell('POST', `${base}/parked/out/${id}/leave`),
  helpers: () => ask('GET', `${base}/helpers`, Helpers),
  shutOut: (helper: string) => tell('POST', `${base}/helpers/${helper}/shut-out`),
  letIn: (helper: string) => tell('POST', `${base}/helpers/${helper}/let-in`),
  invite: (role: contract.Me['role']) => ask('POST', `${base}/invitations`, contract.Invited, { role }),
};

async function ask<T extends z.ZodType>(method: string, url: string, schema: T, body?: unknown): Promise<z.infer<T>> {
  const read = schema.safeParse(await request(method, url, body));
  if (!read.success) throw new Refused(500, 'answer:unexpected', t('error.unknown'));
  return read.data;
}

/** For answers that say nothing but "done". */
async function tell(method: string, url: string, body?: unknown): Promise<void> {
  await request(method, url, body);
}

async function request(method: string, url: string, body: unknown): Promise<unknown> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': language(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
    });
    const text = await answer.text();
    if (!answer.ok) throw refusal(answer.status, text);
    return parse(text);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(0, 'network', t('error.network'));
  } finally {
    clearTimeout(timer);
  }
}

function refusal(status: number, text: string): Refused {
  const body = parse(text);
  const { error, message, details } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const read = contract.RefusalDetails.safeParse(details);
  return new Refused(
    status,
    typeof error === 'string' ? error : 'unknown',
    typeof message === 'string' && message ? message : t('error.unknown'),
    read.success ? read.data.by : undefined,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A proxy's page, not the server's answer.
  }
}

/** A sentence for the helper, whatever went wrong: the server's own, where its words are not a farmer's as well. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Refused)) return t('error.unknown');
  const ours = tOf('refused', error.code);
  return ours === error.code ? error.message : ours;
}
