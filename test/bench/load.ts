// The load on a side: conversations side by side, each with one message outstanding. The next is posted when all answers
// to the last have been marked sent.
import { Agent, request } from 'node:http';
import { quantile, rounded } from './figures.ts';
import type { Receiver } from './receiver.ts';
import type { Turn } from './script.ts';
import { type Side, secret } from './side.ts';

export type Run = { messages_per_second: number; p50_ms: number; p99_ms: number };

const patienceMs = 20_000;
let chats = 1_000_000;
let updates = 0;

export async function load(side: Side, receiver: Receiver, script: Turn[], conversations: number): Promise<Run> {
  const agent = new Agent({ keepAlive: true });
  const waiting = new Map<number, { left: number; over(): void }>();
  side.onReport((report) => {
    if ('done' in report) answered(report.done, Number.POSITIVE_INFINITY);
    else if ('sent' in report) for (const id of report.sent) answered(receiver.chatOf(id), 1);
  });

  function answered(chat: number | undefined, answers: number): void {
    const one = waiting.get(chat ?? 0);
    if (!one) throw new Error(`the side ${side.name} reports what nobody waits for`);
    one.left = Math.max(0, one.left - answers);
    if (one.left === 0) one.over();
  }

  const times: number[] = [];
  async function converse(chat: number): Promise<void> {
    for (const { said, answers } of script) {
      const begun = performance.now();
      const over = new Promise<void>((resolve, reject) => {
        const late = () => reject(new Error(`the side ${side.name} leaves "${said}" unanswered`));
        const timer = setTimeout(late, patienceMs);
        waiting.set(chat, { left: answers.length, over: () => resolve(clearTimeout(timer)) });
      });
      await Promise.all([over, post(agent, side.url, updateOf(chat, said))]);
      times.push(performance.now() - begun);
    }
    const expected = script.flatMap(({ answers }) => answers.map(({ text }) => text));
    if (JSON.stringify(receiver.saidIn(chat)) !== JSON.stringify(expected))
      throw new Error(`the side ${side.name} said something else than the script`);
  }

  const begun = performance.now();
  await Promise.all(Array.from({ length: conversations }, () => converse(++chats)));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return {
    messages_per_second: rounded(times.length / seconds),
    p50_ms: rounded(quantile(times, 0.5)),
    p99_ms: rounded(quantile(times, 0.99)),
  };
}

function updateOf(chat: number, text: string): string {
  const from = { id: chat, is_bot: false, first_name: 'Nam' };
  const message = { message_id: ++updates, date: 1_700_000_000, chat: { ...from, type: 'private' }, from, text };
  return JSON.stringify({ update_id: updates, message });
}

function post(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-telegram-bot-api-secret-token': secret,
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`the webhook answered ${response.statusCode}`)),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
