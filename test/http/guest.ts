// A visitor of the chat page as plain HTTP: cookie, posts, uploads, the live line. Each has an address of their own, so
// that tests do not share limits; the app of these tests stands behind a proxy (`behindProxy`).
import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { type ChatMessage, ChatPage, Refusal } from '../../src/http/contract/chat.ts';

export const behindProxy = { TRUST_PROXY: 'true' };

let guests = 0;

type Event = { event: string; data: unknown };

export class Guest {
  readonly url: string;
  readonly address: string;
  cookie = '';

  constructor(url: string, address = `10.0.${++guests >> 8}.${guests & 255}`) {
    this.url = url;
    this.address = address;
  }

  static async at(url: string, address?: string): Promise<Guest> {
    const guest = new Guest(url, address);
    await guest.messages();
    return guest;
  }

  ask(path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    return fetch(this.url + path, {
      ...init,
      redirect: 'manual',
      headers: { cookie: this.cookie, 'x-forwarded-for': this.address, ...headers },
    });
  }

  async messages(): Promise<ChatMessage[]> {
    const answer = await this.ask('/api/chat/messages');
    expect(answer.status).toBe(200);
    this.cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return ChatPage.parse(await answer.json()).messages;
  }

  post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask('/api/chat/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  say(text: string, key: string = randomUUID()): Promise<Response> {
    return this.post({ key, text });
  }

  upload(bytes: Buffer | string, { key = randomUUID() as string, type = 'image/jpeg' } = {}): Promise<Response> {
    return this.ask(`/api/chat/photos?key=${key}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
    });
  }

  /** Waits until the newest words of the bot are these. */
  async hears(words: RegExp): Promise<ChatMessage> {
    return vi.waitFor(
      async () => {
        const newest = (await this.messages()).findLast(({ from }) => from === 'bot');
        expect(newest?.text).toMatch(words);
        return newest as ChatMessage;
      },
      { timeout: 10_000, interval: 50 },
    );
  }

  /** Goes to where photos are taken: greeted, and agreed to keeping things. */
  async agrees(): Promise<void> {
    await this.say('xin chào');
    await this.hears(/đồng ý/i);
    await this.say('đồng ý');
    await vi.waitFor(
      async () => expect((await this.messages()).filter(({ from }) => from === 'bot').length).toBeGreaterThan(1),
      10_000,
    );
  }

  async line(): Promise<Line> {
    const stop = new AbortController();
    const answer = await this.ask('/api/chat/stream', { signal: stop.signal });
    return new Line(answer, stop);
  }
}

/** A live line, and what has come over it. */
export class Line {
  readonly answer: Response;
  readonly events: Event[] = [];
  readonly ended: Promise<void>;
  readonly #stop: AbortController;

  constructor(answer: Response, stop: AbortController) {
    this.answer = answer;
    this.#stop = stop;
    this.ended = this.#read().catch(() => {});
  }

  close(): void {
    this.#stop.abort();
  }

  texts(): string[] {
    return this.events.flatMap(({ event, data }) => (event === 'message' ? [(data as ChatMessage).text] : []));
  }

  async #read(): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    const reader = this.answer.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const blocks = (rest + decoder.decode(part.value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, event = '', data = 'null'] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
        if (event) this.events.push({ event, data: JSON.parse(data) });
      }
    }
  }
}

/** What no answer to a mistake may hold: our insides, or what others wrote. */
const insides = /node_modules|\.ts\b|select |insert |stack|Error:|params|sqlstate|postgres|drizzle|zod|fastify|FST_/i;

/** A refusal in the form of the contract, with nothing else in it. */
export async function refusalOf(answer: Response): Promise<Refusal> {
  const text = await answer.text();
  expect(answer.headers.get('content-type'), text).toMatch(/^application\/json/);
  expect(text).not.toMatch(insides);
  const body = JSON.parse(text);
  expect(Object.keys(body).sort()).toEqual(['error', 'message']);
  return Refusal.parse(body);
}
