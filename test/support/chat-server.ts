// An in-memory stand-in for the server of the chat page: the contract of src/http/contract/chat.ts, a scripted bot, and
// faults on demand. It is strict: a request that the contract does not allow is refused and noted in `violations`.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChatMessage, ChatPost, PhotoQuery, photoBytes } from '../../src/http/contract/chat.ts';

type Said = Partial<Omit<ChatMessage, 'id'>> & { from: ChatMessage['from'] };
type Visitor = { messages: ChatMessage[]; keys: Set<string>; streams: Set<ServerResponse> };
type Photo = { key: string; group?: string; type: string; bytes: Buffer };

/** What the bot says to something posted; each with the same shape as a message, `from` bot unless told. */
export type Script = (post: ChatPost | { photo: string }) => (Omit<Said, 'from'> & { from?: 'bot' | 'helper' })[];

const dist = fileURLToPath(new URL('../../dist/console', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export async function startChatServer(options: { port?: number; script?: Script } = {}) {
  const visitors = new Map<string, Visitor>();
  const photos: Photo[] = [];
  const posts: ChatPost[] = [];
  const violations: string[] = [];
  let lastId = 0;
  let clock = Date.now();

  /** Change at any time. Each applies to /api/chat requests from then on. */
  const faults = {
    /** Every connection is cut. */
    down: false,
    /** Only the stream is cut. */
    noStream: false,
    /** Posts (and photos) are answered with this. */
    status: 0,
    retryAfter: 0,
    /** Posts are stored, then the connection is cut before the answer; so many times. */
    cutAfterStoring: 0,
    /** Answers to posts are held back for so long. */
    delay: 0,
    /** Bytes of an upload are read no faster than 64 kB each so many milliseconds. */
    slowUpload: 0,
    /** The bot says nothing. */
    mute: false,
  };
  const script = options.script ?? defaultScript;

  function visitorOf(request: IncomingMessage, response: ServerResponse, mayBegin: boolean): Visitor | undefined {
    const name = /(?:^|; )visitor=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    const known = name ? visitors.get(name) : undefined;
    if (known) return known;
    if (!mayBegin) return undefined;
    const fresh: Visitor = { messages: [], keys: new Set(), streams: new Set() };
    const id = randomUUID();
    visitors.set(id, fresh);
    response.setHeader('set-cookie', `visitor=${id}; Path=/; HttpOnly; SameSite=Lax`);
    return fresh;
  }

  function say(visitor: Visitor, said: Said): ChatMessage {
    lastId += 1;
    clock = Math.max(clock + 1, Date.now());
    const message = { id: lastId, at: new Date(clock).toISOString(), text: '', choices: [], ...said };
    visitor.messages.push(message);
    tell(visitor, 'message', message);
    return message;
  }

  function tell(visitor: Visitor, event: string, data?: unknown) {
    for (const stream of visitor.streams)
      stream.write(`event: ${event}\ndata: ${data === undefined ? '' : JSON.stringify(data)}\n\n`);
  }

  function answer(visitor: Visitor, post: ChatPost | { photo: string }) {
    if (faults.mute) return;
    tell(visitor, 'typing');
    setTimeout(() => {
      for (const line of script(post)) say(visitor, { from: 'bot', ...line });
    }, 60);
  }

  async function api(request: IncomingMessage, response: ServerResponse, url: URL) {
    if (faults.down) return request.socket.destroy();
    const what = `${request.method} ${url.pathname}`;
    if (what === 'GET /api/chat/messages') {
      const visitor = visitorOf(request, response, true);
      const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
      const older = visitor?.messages.filter((message) => message.id < before) ?? [];
      return send(response, 200, { messages: older.slice(-50), more: older.length > 50 });
    }
    const visitor = visitorOf(request, response, false);
    if (!visitor) return refuse(response, 401, 'chat:no_visitor', 'Cháu chưa nhận ra bác.');
    if (what === 'GET /api/chat/stream') {
      if (faults.noStream) return request.socket.destroy();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': hello\n\n');
      visitor.streams.add(response);
      response.on('close', () => visitor.streams.delete(response));
      return undefined;
    }
    if (faults.delay) await new Promise((resolve) => setTimeout(resolve, faults.delay));
    if (faults.status) {
      request.resume();
      if (faults.retryAfter) response.setHeader('retry-after', String(faults.retryAfter));
      return refuse(response, faults.status, 'service:failed', 'Cháu đang bận, bác chờ một lát ạ.');
    }
    if (what === 'POST /api/chat/messages') return postMessage(visitor, request, response);
    if (what === 'POST /api/chat/photos') return postPhoto(visitor, request, response, url);
    violations.push(what);
    return refuse(response, 404, 'request:not_found', 'Không có trang này.');
  }

  async function postMessage(visitor: Visitor, request: IncomingMessage, response: ServerResponse) {
    const read = ChatPost.safeParse(JSON.parse(String(await bodyOf(request))));
    if (!read.success) {
      violations.push(`POST /api/chat/messages: ${read.error.message}`);
      return refuse(response, 400, 'request:invalid', 'Cháu không đọc được tin này.');
    }
    const post = read.data;
    if (!visitor.keys.has(post.key)) {
      visitor.keys.add(post.key);
      posts.push(post);
      const text = 'text' in post ? post.text : 'label' in post ? post.label : '';
      if (text) say(visitor, { from: 'me', key: post.key, text });
      answer(visitor, post);
    }
    return stored(request, response);
  }

  async function postPhoto(visitor: Visitor, request: IncomingMessage, response: ServerResponse, url: URL) {
    const query = PhotoQuery.parse(Object.fromEntries(url.searchParams));
    const type = String(request.headers['content-type']);
    const bytes = await bodyOf(request, faults.slowUpload);
    if (!type.startsWith('image/') || bytes.length > photoBytes) {
      violations.push(`photo: ${type}, ${bytes.length} bytes`);
      return refuse(response, 413, 'request:too_large', 'Ảnh này lớn quá.');
    }
    if (type === 'image/heic') return refuse(response, 415, 'photo:heic', 'Cháu không xem được ảnh kiểu này ạ.');
    if (!visitor.keys.has(query.key)) {
      visitor.keys.add(query.key);
      photos.push({ ...query, type, bytes } as Photo);
      const message = say(visitor, { from: 'me', key: query.key, photo: { url: '', state: 'waiting' } });
      setTimeout(() => {
        message.photo = { url: `/api/chat/photos/${query.key}`, state: 'ready' };
        tell(visitor, 'message', message);
        answer(visitor, { photo: query.key });
      }, 40);
    }
    return stored(request, response);
  }

  function stored(request: IncomingMessage, response: ServerResponse) {
    if (faults.cutAfterStoring > 0) {
      faults.cutAfterStoring -= 1;
      return request.socket.destroy();
    }
    return send(response, 202, {});
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://server');
    const photo = /^\/api\/chat\/photos\/([\w-]+)$/.exec(url.pathname)?.[1];
    const work = photo
      ? sendPhoto(response, photo)
      : url.pathname.startsWith('/api/chat/')
        ? api(request, response, url)
        : page(request, response, url);
    Promise.resolve(work).catch((cause: unknown) => {
      violations.push(String(cause));
      response.destroy();
    });
  });

  async function sendPhoto(response: ServerResponse, key: string) {
    const photo = photos.find((one) => one.key === key);
    if (!photo) return send(response, 404, {});
    response.writeHead(200, { 'content-type': photo.type });
    response.end(photo.bytes);
  }

  async function page(request: IncomingMessage, response: ServerResponse, url: URL) {
    const path = url.pathname === '/chat' ? '/chat/index.html' : url.pathname;
    const file = join(dist, path);
    if (!file.startsWith(dist) || !existsSync(file)) return send(response, 404, {});
    visitorOf(request, response, path === '/chat/index.html');
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(await readFile(file));
  }

  const beat = setInterval(() => {
    for (const visitor of visitors.values()) tell(visitor, 'beat');
  }, 15_000);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    posts,
    photos,
    violations,
    /** The visitor who came last. */
    visitor(): Visitor {
      const last = [...visitors.values()].pop();
      if (!last) throw new Error('nobody has opened the page');
      return last;
    },
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

/** A first talk: greets, asks for a name and a photo, offers a person. */
export const defaultScript: Script = (post) => {
  if ('photo' in post) return [{ text: 'Dạ, cháu nhận được ảnh rồi ạ.', choices: [{ token: 'p1', label: 'Xong' }] }];
  if ('start' in post)
    return [
      { text: 'Dạ cháu chào bác ạ! Cháu giúp bác mở gian hàng trên mạng.' },
      {
        text: 'Bác muốn làm gì trước ạ?',
        choices: [
          { token: 's1', label: 'Đăng sản phẩm' },
          { token: 's2', label: 'Mở gian hàng' },
          { token: 's3', label: 'Hỏi cháu một câu' },
        ],
      },
    ];
  if ('token' in post) return [{ text: `Dạ, bác chọn “${post.label}”. Bác gửi cháu ảnh sản phẩm nhé.` }];
  return [{ text: `Dạ, cháu ghi: ${post.text}` }];
};

async function bodyOf(request: IncomingMessage, pause = 0): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
    if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, error: string, message: string) {
  send(response, status, { error, message });
}
