// A helper without a browser: joins by an invitation, signs in, and calls the console's API. Answers are checked by the contract.
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { App } from '../../src/app.ts';
import * as contract from '../../src/http/contract/console.ts';
import { invite, type Role } from '../../src/records/invitations.ts';

export type Refused = { status: number; error: string; message: string; details?: { by?: string } };
export const password = 'mat-khau-rat-dai';
let logins = 0;

export class HelperClient {
  readonly url: string;
  readonly name: string;
  cookie = '';
  /** Sent with every call. */
  headers: Record<string, string> = {};

  constructor(url: string, name: string) {
    this.url = url;
    this.name = name;
  }

  /** Somebody new, signed in. */
  static async join(
    { runtime }: { runtime: { database: Pick<App['runtime']['database'], 'db'> } },
    url: string,
    name: string,
    { role = 'helper', headers = {} }: { role?: Role; headers?: Record<string, string> } = {},
  ): Promise<HelperClient> {
    const { token } = await invite(runtime.database.db, role, null, 1);
    const client = new HelperClient(url, name);
    client.headers = headers;
    const login = `lan${++logins}.${Date.now()}@example.test`;
    await client.call('POST', `/api/invitations/${token}`, contract.Me, { name, login, password });
    return client;
  }

  /** Calls and checks the answer; a refusal is thrown. */
  async call<T extends z.ZodType>(method: string, path: string, schema: T, body?: unknown): Promise<z.infer<T>> {
    const { status, answer } = await this.request(method, path, body);
    if (status >= 400)
      throw Object.assign(new Error(`${method} ${path}: ${status}`), { status, ...(answer as object) });
    return schema.parse(answer);
  }

  async request(method: string, path: string, body?: unknown): Promise<{ status: number; answer: unknown }> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...this.headers,
        cookie: this.cookie,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    if (cookie.length > 0) this.cookie = cookie.join('; ');
    const text = await response.text();
    return { status: response.status, answer: text ? JSON.parse(text) : undefined };
  }

  /** What a call is refused with. */
  async refused(method: string, path: string, body?: unknown): Promise<Refused> {
    const { status, answer } = await this.request(method, path, body);
    if (status < 400) throw new Error(`${method} ${path} was not refused but answered with ${status}`);
    return { status, ...(answer as object) } as Refused;
  }

  list = (view: contract.View = 'queue') => this.call('GET', `/api/console/tickets?view=${view}`, contract.Tickets);
  talk = (id: string) => this.call('GET', `/api/console/conversations/${id}`, contract.Conversation);
  thread = (id: string) => this.call('GET', `/api/console/conversations/${id}/messages`, contract.Thread);
  claim = (id: string) => this.call('POST', `/api/console/tickets/${id}/claim`, contract.Claimed);
  take = (id: string) => this.call('POST', `/api/console/conversations/${id}/take`, contract.Claimed);
  handBack = (id: string) => this.request('POST', `/api/console/tickets/${id}/hand-back`);
  resolve = (id: string) => this.request('POST', `/api/console/tickets/${id}/resolve`);
  reopen = (id: string) => this.request('POST', `/api/console/tickets/${id}/reopen`);
  reply = (id: string, text: string, key: string = crypto.randomUUID()) =>
    this.request('POST', `/api/console/conversations/${id}/replies`, { key, text });
  mend = (id: string, change: z.input<typeof contract.Mend>) =>
    this.call('POST', `/api/console/conversations/${id}/answers`, contract.Mended, change);

  /** The only ticket of a view, once there is one. */
  async ticket(view: contract.View = 'queue', patienceMs = 10_000): Promise<contract.TicketRow> {
    for (const end = Date.now() + patienceMs; ; await sleep(50)) {
      const [first] = (await this.list(view)).tickets;
      if (first) return first;
      if (Date.now() > end) throw new Error(`no ticket came into ${view}`);
    }
  }
}
