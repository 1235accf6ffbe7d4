// The HTTP side of the fake: tokens, methods, file downloads, and the faults that a test asks for. Called by index.ts.
// Every call is logged, with what came of it, also those that were made to fail.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from './delivery.ts';
import { methods, tooFast } from './methods.ts';
import { type Params, readParams } from './params.ts';
import { Refusal, type World } from './world.ts';

export type Call = {
  method: string;
  params: Params;
  at: number;
  /** 200 or the error code; 'cut' when the connection was dropped, 'pending' while it is held. */
  outcome: number | 'cut' | 'pending';
};

/**
 * What goes wrong: Telegram's own 500, a gateway's page, too fast, a connection that drops before the request had an
 * effect or after it (the outcome is unknown to the bot, and a repeat shows twice), no answer at all, a redirect.
 */
export type Fault =
  | 'error-500'
  | 'html-502'
  | 'cut-before'
  | 'cut-after'
  | 'hang'
  | 'redirect'
  | { tooFast: number }
  | Refusal;

export type FaultPlan = { fault: Fault; method?: string; chat?: string; times?: number };

export async function serve(world: World, delivery: Delivery) {
  const calls: Call[] = [];
  const plans: (FaultPlan & { times: number })[] = [];
  /** Asked on each call when no plan fits. */
  let chance: ((call: Call) => Fault | undefined) | undefined;

  function faultFor(call: Call): Fault | undefined {
    const plan = plans.find(
      ({ method, chat, times }) =>
        times > 0 &&
        (method === undefined || method === call.method) &&
        (chat === undefined || chat === String(call.params.chat_id)),
    );
    if (!plan) return chance?.(call);
    plan.times--;
    return plan.fault;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const body = await readBody(request);
    const download = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
    const [, token, name = ''] = download ?? /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
    if (token === undefined || !/^\d+:[\w-]+$/.test(token)) return refuse(response, new Refusal(404, 'Not Found'));
    if (token !== world.token || world.revoked) return refuse(response, new Refusal(401, 'Unauthorized'));

    const call: Call = {
      method: download ? 'download' : name,
      params: download ? { path: name } : {},
      at: world.now(),
      outcome: 'pending',
    };
    calls.push(call);
    const answer = (status: number, reply: () => void) => {
      call.outcome = status;
      reply();
    };
    const cut = () => {
      call.outcome = 'cut';
      request.socket.destroy();
    };
    try {
      if (!download) call.params = readParams(url, request.headers['content-type'] ?? '', body);
      const fault = faultFor(call);
      if (fault === 'cut-before') return cut();
      if (fault === 'hang') return;
      if (fault === 'error-500') throw new Refusal(500, 'Internal Server Error');
      if (fault === 'html-502')
        return answer(502, () =>
          response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>'),
        );
      if (fault === 'redirect')
        return answer(302, () =>
          response.writeHead(302, { location: `http://127.0.0.1:9/?from=${url.pathname}` }).end(),
        );
      if (fault instanceof Refusal) throw fault;
      if (typeof fault === 'object') throw tooFast(fault.tooFast);
      if (download) {
        const bytes = fileAt(world, name);
        if (fault === 'cut-after') {
          response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, bytes.length / 2), cut);
          return;
        }
        return answer(200, () => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes));
      }
      const result = await run(call);
      if (fault === 'cut-after') return cut();
      answer(200, () => json(response, 200, { ok: true, result }));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, `the fake itself failed: ${String(error)}`);
      answer(refusal.code, () => refuse(response, refusal));
    }
  }

  async function run({ method, params }: Call): Promise<unknown> {
    const found = Object.entries(methods).find(([known]) => known.toLowerCase() === method.toLowerCase())?.[1];
    if (!found) throw new Refusal(404, 'Not Found: method not found');
    const unknown = Object.keys(params).find((param) => !found.params.includes(param));
    if (unknown !== undefined)
      throw new Refusal(400, `Bad Request: the fake knows no parameter "${unknown}" of ${method}`);
    return found.run({ world, delivery, params });
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
    /** Lets chance decide on every call that no plan is made for. */
    failWhen: (decide: typeof chance) => {
      chance = decide;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileAt(world: World, path: string): Buffer {
  const file = [...world.files.values()].find((candidate) => candidate.path === path);
  if (!file || world.now() > file.linkUntil) throw new Refusal(404, 'Not Found');
  return file.bytes;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, { code, message, parameters }: Refusal): void {
  json(response, code, { ok: false, error_code: code, description: message, ...(parameters && { parameters }) });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
