// The HTTP side of the fake: the OA API, the token endpoint, the media host, and the faults that a test asks for.
// Every call is logged, with what came of it, also those that were made to fail. Called by index.ts.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { methods, type Params } from './api.ts';
import { refresh, refused } from './oauth.ts';
import { Refusal, type World } from './world.ts';

/** What is asked for, by the end of its path: `message/cs`, `access_token`, `media`. */
export type Call = {
  method: string;
  params: Params;
  /** Which access or refresh token came with it. */
  token: string | undefined;
  at: number;
  /** The HTTP status and Zalo's code, or what became of the connection. */
  outcome: string;
};

/**
 * What goes wrong: a server's own 500, a gateway's page, a connection that drops before the request had an effect or
 * after it, silence before or after it, a redirect, "Success" without data, a refusal in Zalo's words, or one of the
 * token endpoint's without a code.
 */
export type Fault =
  | 'error-500'
  | 'html-502'
  | 'cut-before'
  | 'cut-after'
  | 'hang-before'
  | 'hang-after'
  | 'redirect'
  | 'empty'
  | { status: number; body: string; type?: string }
  | { errorName: string }
  | Refusal;

export type FaultPlan = { fault: Fault; method?: string; times?: number };

const longestWait = 60_000;

export async function serve(world: World, afterSend: (call: Call, result: object) => void) {
  const calls: Call[] = [];
  const plans: (FaultPlan & { times: number })[] = [];
  let slowMs = 0;

  function faultFor(method: string): Fault | undefined {
    const plan = plans.find((each) => each.times > 0 && (each.method === undefined || each.method === method));
    if (plan) plan.times--;
    return plan?.fault;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const body = Buffer.concat(await request.toArray());
    const call: Call = {
      method: nameOf(url.pathname),
      params: {},
      token: undefined,
      at: world.now(),
      outcome: 'pending',
    };
    calls.push(call);
    const answer = (status: number, text: string | Buffer, type = 'application/json', code?: unknown) => {
      call.outcome = code === undefined ? String(status) : `${status} ${String(code)}`;
      response.writeHead(status, { 'content-type': type }).end(text);
    };
    const json = (value: object) =>
      answer(200, JSON.stringify(value), 'application/json', (value as { error?: unknown }).error ?? 0);
    const cut = () => {
      call.outcome = 'cut';
      request.socket.destroy();
    };
    if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
    const fault = faultFor(call.method);
    try {
      await read(call, request, url, body);
      if (fault === 'cut-before') return cut();
      if (fault === 'hang-before') return void setTimeout(cut, longestWait).unref();
      if (fault === 'error-500') return answer(500, '{"message":"Internal Server Error"}');
      if (fault === 'html-502') return answer(502, '<html><h1>502 Bad Gateway</h1></html>', 'text/html');
      if (fault === 'redirect') return void response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end();
      if (fault === 'empty') return json({ error: 0, message: 'Success', data: {} });
      if (fault instanceof Refusal) throw fault;
      if (typeof fault === 'object' && 'status' in fault) return answer(fault.status, fault.body, fault.type);
      if (typeof fault === 'object') return json(refused(fault.errorName));
      const result = run(call, request, url, body);
      if (fault === 'cut-after') return cut();
      if (fault === 'hang-after') return void setTimeout(cut, longestWait).unref();
      if (Buffer.isBuffer(result)) return answer(200, result, world.files.get(fileOf(url))?.type);
      json(result);
    } catch (error) {
      if (error instanceof Refusal) return json({ error: error.code, message: error.message });
      answer(500, JSON.stringify({ message: `the fake itself failed: ${String(error)}` }));
    }
  }

  async function read(call: Call, request: IncomingMessage, url: URL, body: Buffer): Promise<void> {
    const type = String(request.headers['content-type'] ?? '');
    if (call.method === 'access_token') {
      call.params = Object.fromEntries(new URLSearchParams(body.toString()));
      call.token = new URLSearchParams(body.toString()).get('refresh_token') ?? undefined;
      return;
    }
    call.token = request.headers.access_token as string | undefined;
    if (call.method === 'media') return;
    const query = url.searchParams.get('data');
    if (query !== null) call.params = JSON.parse(query) as Params;
    else if (type.startsWith('multipart/form-data')) call.params = await readForm(type, body);
    else if (body.length > 0) call.params = JSON.parse(body.toString()) as Params;
  }

  function run(call: Call, request: IncomingMessage, url: URL, body: Buffer): object | Buffer {
    if (call.method === 'access_token') {
      if (request.method !== 'POST') throw new Error('the token endpoint takes POST only');
      return refresh(world, request.headers, body.toString());
    }
    if (call.method === 'media') {
      const file = world.files.get(fileOf(url));
      if (!file) throw new Error('no such file');
      return file.bytes;
    }
    const method = methods[url.pathname];
    if (!method || method.http !== request.method) throw new Refusal(-209, 'Not supported this api');
    const extra = [...url.searchParams.keys()].find((key) => key !== 'data');
    if (extra !== undefined) throw new Refusal(-201, `${extra} is invalid!`);
    if (!world.accessToken || call.token !== world.accessToken.value)
      throw new Refusal(-216, 'Access token is invalid');
    if (world.now() > world.accessToken.until) throw new Refusal(-220, 'access_token is expired or removed');
    const data = method.run(world, call.params);
    afterSend(call, data);
    return { data, error: 0, message: 'Success' };
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    /** Makes the next fitting calls fail. */
    fail: (plan: FaultPlan) => void plans.push({ ...plan, times: plan.times ?? 1 }),
    /** Forgets the faults that have not struck. */
    mend: () => {
      plans.length = 0;
    },
    /** Lets every call wait so long. */
    slow: (ms: number) => {
      slowMs = ms;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const nameOf = (path: string) => (path.startsWith('/media/') ? 'media' : path.replace(/^\/v[\d.]+\/oa\//, ''));
const fileOf = (url: URL) => url.pathname.slice('/media/'.length);

async function readForm(type: string, body: Buffer): Promise<Params> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const params: Params = {};
  for (const [key, value] of form.entries())
    params[key] =
      typeof value === 'string'
        ? value
        : { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) };
  return params;
}
