// A small in-memory stand-in for the server of the helpers' console (src/http/contract/console.ts), with faults on demand.
// It is strict: what the contract does not allow is refused and noted in `violations`; its own answers are checked too.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as contract from '../../src/http/contract/console.ts';

type Talk = { talk: contract.Conversation; place: string | null; messages: contract.ThreadMessage[] };
type Ticket = contract.Conversation['tickets'][number];
type Answer = [status: number, body: unknown];

const dist = fileURLToPath(new URL('../../dist/console', import.meta.url));
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export const me: contract.Me = {
  id: randomUUID(),
  name: 'Cô Lan, bưu điện Đại Từ',
  email: '0912000111',
  role: 'admin',
  language: 'vi',
};
export const other = { id: randomUUID(), name: 'Anh Nam, thôn Đồng' };
export const password = 'mat-khau-rat-dai';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const no = (status: number, error: string, message: string, by?: string): Answer => [
  status,
  { error, message, ...(by && { details: { by } }) },
];
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export async function startConsoleServer() {
  const talks = new Map<string, Talk>();
  const streams = new Map<ServerResponse, string | null>();
  const replies: { key: string; text: string }[] = [];
  const violations: string[] = [];
  const parked: contract.ParkedRow[] = [];
  const left: number[] = [];
  const state = { signedIn: true, me: { ...me } };
  const joined = { createdAt: minutesAgo(90_000), disabledAt: null };
  const helpers: contract.HelperRow[] = [
    { id: me.id, name: me.name, role: me.role, login: me.email, ...joined, inHand: 2 },
    { ...other, role: 'helper', login: '0987654321', ...joined, inHand: 1 },
    {
      id: randomUUID(),
      name: 'Chị Hà, xóm Bến',
      role: 'helper',
      login: 'ha@example.test',
      ...joined,
      disabledAt: minutesAgo(3000),
      inHand: 0,
    },
  ];
  /** Change at any time. */
  const faults = {
    /** Every connection is cut. */
    down: false,
    /** Replies are answered with this. */
    replyStatus: 0,
    /** Replies are stored, then the connection is cut; so many times. */
    cutAfterStoring: 0,
    /** Hints get lost; the line beats on. */
    mute: false,
    /** Answers to replies are held back for so long. */
    delay: 0,
  };
  let lastId = 0;

  /** A farmer with an open ticket, who has said something. */
  function addTalk(
    name: string | null,
    more: Partial<contract.Conversation> & { place?: string; reason?: string } = {},
  ): Talk {
    const { place = null, reason = 'asked', ...rest } = more;
    const id = randomUUID();
    const talk: contract.Conversation = {
      id,
      name,
      channel: 'web',
      owner: 'queue',
      helper: null,
      reachable: 'open',
      consented: true,
      step: null,
      phone: null,
      household: [],
      products: [],
      shops: [],
      tickets: [],
      ...rest,
    };
    const held = { talk, place, messages: [] };
    talks.set(id, held);
    if (talk.owner !== 'bot') addTicket(held, { reason });
    say(held, 'person', 'Cháu ơi, giúp bác với', 12.5);
    return held;
  }

  function addTicket({ talk }: Talk, more: Partial<Ticket> = {}): Ticket {
    const helper = more.helper ?? (talk.owner === 'helper' ? talk.helper : null);
    const ticket: Ticket = {
      id: randomUUID(),
      kind: 'talk',
      status: helper ? 'claimed' : 'open',
      reason: 'asked',
      openedAt: minutesAgo(12),
      dueAt: null,
      helper,
      at: null,
      todo: [],
      details: {},
      ...more,
    };
    talk.tickets.unshift(ticket);
    return ticket;
  }

  function say(
    held: Talk,
    from: 'person' | 'bot' | 'helper',
    text: string,
    ago = 0,
    more: Partial<contract.ThreadMessage> = {},
  ) {
    lastId += 1;
    const message: contract.ThreadMessage = {
      id: lastId,
      from,
      helper: null,
      at: minutesAgo(ago),
      text,
      what: null,
      buttons: [],
      photo: null,
      recording: null,
      delivery: from === 'person' ? null : { state: 'sent', reason: null, note: null },
      key: null,
      ...more,
    };
    held.messages.push(message);
    tell('thread', { message: lastId }, held.talk.id);
    tell('tickets', { conversation: held.talk.id });
  }

  function tell(event: (typeof contract.consoleEvents)[number], data: unknown, conversation?: string) {
    if (faults.mute && event !== 'beat') return;
    for (const [stream, named] of streams)
      if (conversation === undefined || conversation === named)
        stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  const rowsOf = (): contract.TicketRow[] =>
    [...talks.values()].flatMap(({ talk, place, messages }) => {
      const last = messages.at(-1);
      return talk.tickets.map(({ at: _, details: __, ...ticket }) => ({
        ...ticket,
        conversationId: talk.id,
        name: talk.name,
        place,
        channel: talk.channel,
        last: last ? { from: last.from, text: last.text, at: last.at } : null,
        waitingSince: ticket.kind === 'talk' && last?.from === 'person' ? last.at : null,
      }));
    });
  const inView: Record<contract.View, (row: contract.TicketRow) => boolean> = {
    queue: ({ kind, status }) => kind === 'talk' && status === 'open',
    mine: ({ status, helper }) => status === 'claimed' && helper?.id === me.id,
    tasks: ({ kind, status }) => kind === 'task' && status === 'open',
    others: ({ status, helper }) => status === 'claimed' && helper?.id !== me.id,
    done: ({ status }) => status === 'resolved',
  };

  function tickets(view: contract.View): contract.Tickets {
    const rows = rowsOf();
    const count = (each: contract.View) => rows.filter(inView[each]).length;
    const counts = {
      queue: count('queue'),
      mine: count('mine'),
      tasks: count('tasks'),
      others: count('others'),
      parked: parked.length,
    };
    return contract.Tickets.parse({ tickets: rows.filter(inView[view]), counts });
  }

  function take(held: Talk, ticket: Ticket): Answer {
    if (ticket.status === 'claimed' && ticket.helper?.id !== me.id)
      return no(409, 'ticket:already_claimed', `${ticket.helper?.name} đã nhận việc này rồi.`, ticket.helper?.name);
    Object.assign(ticket, { status: 'claimed', helper: { id: me.id, name: me.name } });
    if (ticket.kind === 'talk') Object.assign(held.talk, { owner: 'helper', helper: { id: me.id, name: me.name } });
    tell('tickets', {});
    return [200, { ticketId: ticket.id, conversationId: held.talk.id }];
  }

  function onTicket(id: string, deed: string): Answer {
    const held = [...talks.values()].find(({ talk }) => talk.tickets.some((each) => each.id === id));
    const ticket = held?.talk.tickets.find((each) => each.id === id);
    if (!held || !ticket) return no(404, 'ticket:gone', 'Việc này không còn nữa.');
    if (deed === 'claim') return take(held, ticket);
    if (deed === 'recall') {
      Object.assign(ticket, { status: 'open', helper: null });
      if (ticket.kind === 'talk') Object.assign(held.talk, { owner: 'queue', helper: null });
      tell('tickets', {});
      return [200, {}];
    }
    if (ticket.helper?.id !== me.id) return no(409, 'ticket:not_yours', 'Việc này chưa ở tay mình.');
    if (deed === 'reopen' && ticket.kind === 'talk') return no(409, 'ticket:resolved', 'Việc này đã xong rồi.');
    ticket.status = deed === 'reopen' ? 'claimed' : 'resolved';
    if (ticket.kind === 'task' && deed === 'hand-back') Object.assign(ticket, { status: 'open', helper: null });
    if (ticket.kind === 'talk') Object.assign(held.talk, { owner: 'bot', helper: null });
    tell('tickets', {});
    return [200, {}];
  }

  async function onTalk(
    held: Talk,
    method: string,
    deed: string,
    body: unknown,
    url: URL,
    request: IncomingMessage,
  ): Promise<Answer | 'cut'> {
    if (method === 'GET' && !deed) return [200, contract.Conversation.parse(held.talk)];
    if (method === 'GET' && deed === 'messages') {
      const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
      const older = held.messages.filter(({ id }) => id < before);
      return [200, contract.Thread.parse({ messages: older.slice(-50), more: older.length > 50 })];
    }
    if (deed === 'take')
      return take(
        held,
        held.talk.tickets.find(({ kind, status }) => kind === 'talk' && status !== 'resolved') ?? addTicket(held),
      );
    if (deed === 'replies') return reply(held, contract.Reply.parse(body), request);
    if (deed === 'answers') return mend(held, contract.Mend.parse(body));
    throw new Error(`${method} ${url.pathname}`);
  }

  async function reply(
    held: Talk,
    { key, text }: { key: string; text: string },
    request: IncomingMessage,
  ): Promise<Answer | 'cut'> {
    if (faults.delay) await new Promise((resolve) => setTimeout(resolve, faults.delay));
    if (faults.replyStatus)
      return no(faults.replyStatus, 'service:failed', 'Máy gặp trục trặc. Thử lại sau một chút nhé.');
    if (held.talk.helper?.id !== me.id)
      return no(409, 'talk:not_yours', 'Cuộc này chưa do mình giữ nên chưa gửi được.');
    replies.push({ key, text });
    if (!held.messages.some((message) => message.key === key)) say(held, 'helper', text, 0, { helper: me.name, key });
    if (faults.cutAfterStoring-- > 0) return request.socket.destroy() && 'cut';
    return [202, {}];
  }

  /** "250" may be two prices; "?" is not understood. */
  function mend({ talk }: Talk, change: ReturnType<typeof contract.Mend.parse>): Answer {
    if (!talk.tickets.some(({ status, helper }) => status === 'claimed' && helper?.id === me.id))
      return no(409, 'ticket:not_yours', 'Việc này chưa ở tay mình.');
    const answer = [...talk.household, ...talk.products.flatMap(({ answers }) => answers)].find(
      ({ field, row }) => field === change.field && row === change.row,
    );
    if (!answer || change.words === '?') return no(422, 'answer:not_understood', 'Chưa hiểu được câu trả lời này.');
    const choices = ['250 đồng một cân', '250.000 đồng một cân'];
    if (change.words === '250' && change.choice === undefined) return [200, { choices }];
    const option = answer.options?.find(({ id }) => id === change.words)?.label;
    answer.words = option ?? (change.choice === undefined ? change.words : (choices[change.choice] ?? ''));
    return [200, { words: answer.words }];
  }

  async function api(
    method: string,
    path: string,
    body: unknown,
    url: URL,
    request: IncomingMessage,
  ): Promise<Answer | 'cut'> {
    if (path === '/api/sign-in') {
      const { login, password: given } = contract.SignIn.parse(body);
      if (login !== me.email || given !== password)
        return no(401, 'sign_in:wrong', 'Số điện thoại hoặc mật khẩu chưa đúng.');
      state.signedIn = true;
      return [200, state.me];
    }
    if (path === '/api/invitations/good') {
      if (method === 'GET') return [200, { role: 'helper' }];
      contract.Join.parse(body);
      state.signedIn = true;
      return [200, state.me];
    }
    if (path.startsWith('/api/invitations/'))
      return no(404, 'invitation:not_valid', 'Lời mời này đã dùng rồi hoặc hết hạn.');
    if (!state.signedIn) return no(401, 'sign_in:needed', 'Đăng nhập lại giúp ạ.');
    if (path === '/api/sign-out') {
      state.signedIn = false;
      return [200, {}];
    }
    const [, , , noun = '', id = '', deed = '', more] = path.split('/');
    if (noun === 'me' && method === 'PATCH') state.me.language = contract.MePatch.parse(body).language;
    if (noun === 'me') return [200, contract.Me.parse(state.me)];
    if (noun === 'tickets' && !id) return [200, tickets(contract.View.parse(url.searchParams.get('view')))];
    if (noun === 'tickets' && ['claim', 'resolve', 'hand-back', 'reopen', 'recall'].includes(deed))
      return onTicket(id, deed);
    if (noun === 'conversations' && !id) return [200, search(url.searchParams.get('search') ?? '')];
    const held = talks.get(id);
    if (noun === 'conversations' && held) return onTalk(held, method, deed, body, url, request);
    if (noun === 'conversations') return no(404, 'talk:gone', 'Cuộc này không còn nữa.');
    if (noun === 'parked' && !id) return [200, contract.Parked.parse({ rows: parked })];
    if (noun === 'parked' && more === 'leave') left.push(Number(deed));
    if (noun === 'parked' && (more === 'retry' || more === 'leave')) {
      const at = parked.findIndex((row) => row.way === id && row.id === Number(deed));
      return at < 0 ? no(404, 'delivery:not_parked', 'Tin này không còn kẹt nữa.') : [200, parked.splice(at, 1) && {}];
    }
    if (noun === 'helpers' && !id) return [200, { helpers: helpers.map((row) => contract.HelperRow.parse(row)) }];
    const helper = helpers.find((row) => row.id === id);
    if (noun === 'helpers' && helper && (deed === 'shut-out' || deed === 'let-in')) {
      Object.assign(helper, deed === 'let-in' ? { disabledAt: null } : { disabledAt: minutesAgo(0), inHand: 0 });
      return [200, {}];
    }
    if (noun === 'invitations')
      return [
        200,
        contract.Invited.parse({
          url: `http://len-san.test/console/join/${contract.Invite.parse(body).role}`,
          expiresAt: minutesAgo(-9000),
        }),
      ];
    throw new Error(`${method} ${path}`);
  }

  function search(words: string): unknown {
    const found = [...talks.values()].filter(({ talk }) =>
      (talk.name ?? '').toLowerCase().includes(words.toLowerCase()),
    );
    return contract.Conversations.parse({
      conversations: found.map(({ talk, place, messages }) => {
        const { id, name, channel, owner, helper } = talk;
        const last = messages.at(-1);
        return {
          id,
          name,
          place,
          channel,
          owner,
          helper,
          last: last ? { from: last.from, text: last.text, at: last.at } : null,
        };
      }),
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://server');
    if (url.pathname.startsWith('/console') || url.pathname.startsWith('/assets/')) return page(response, url.pathname);
    if (faults.down) return request.socket.destroy();
    if (/\/photos\//.test(url.pathname)) return response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
    if (/\/recordings\//.test(url.pathname)) return response.writeHead(404).end();
    if (url.pathname === '/api/console/stream' && state.signedIn) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': open\n\n');
      streams.set(response, url.searchParams.get('conversation'));
      return response.on('close', () => streams.delete(response));
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const answer = await api(request.method ?? 'GET', url.pathname, text ? JSON.parse(text) : undefined, url, request);
    if (answer === 'cut') return undefined;
    return response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
  }

  async function page(response: ServerResponse, path: string) {
    const file = join(dist, path.startsWith('/console') ? '/desk/index.html' : path);
    if (!file.startsWith(dist) || !existsSync(file)) return response.writeHead(404).end();
    const type = types[extname(file)] ?? 'text/html; charset=utf-8';
    return response
      .writeHead(200, { 'content-type': type, 'content-security-policy': policy })
      .end(await readFile(file));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((cause: unknown) => {
      violations.push(String(cause));
      response.destroy();
    });
  });
  const beat = setInterval(() => tell('beat', {}), 15_000);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    faults,
    replies,
    violations,
    parked,
    left,
    helpers,
    streams,
    addTalk,
    addTicket,
    say,
    tell,
    /** Cuts what is open now; new connections are a matter of `faults`. */
    cut: () => server.closeAllConnections(),
    async close() {
      clearInterval(beat);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
