// A strict fake of Telegram's Bot API over HTTP, with people to drive it (rules: facts/telegram.md, section 7).
// Used by tests of the adapter and of whole talks. It must refuse whatever Telegram would refuse.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from '@grammyjs/types';
import { newDelivery } from './delivery.ts';
import { newPerson, type Person, type PersonOptions } from './person.ts';
import { serve } from './server.ts';
import { newWorld, type Room, seconds, type World } from './world.ts';

export type { Person } from './person.ts';
export type { Call, Fault, FaultPlan } from './server.ts';
export { Refusal, type Seen } from './world.ts';

export type FakeOptions = {
  token?: string;
  /** Milliseconds; moves what expires: updates, taps, file links, the pace. */
  now?: () => number;
  /** How long a second of Telegram's waiting lasts (retries, long polling), in real ms. */
  secondMs?: number;
  /** How long a webhook may take to answer, in real ms. */
  answerMs?: number;
  /** The limit of messages per chat; off unless given. */
  pace?: World['pace'];
};

export type FakeTelegram = Awaited<ReturnType<typeof fakeTelegram>>;

export async function fakeTelegram(options: FakeOptions = {}) {
  const { token = '7654321:AAFake-Token_ofLenSan0123456789abcdef', now = Date.now } = options;
  const world = newWorld({ token, now, pace: options.pace });
  const delivery = newDelivery({ now, secondMs: options.secondMs ?? 5, answerMs: options.answerMs ?? 60_000 });
  const server = await serve(world, delivery);

  return {
    token,
    /** Where the bot finds this Telegram: its `apiRoot`. */
    root: server.root,
    /** Every call the bot made, and what came of it. */
    calls: server.calls,
    callsOf: (method: string) => server.calls.filter((call) => call.method === method),
    /** Every try to deliver an update to the webhook. */
    attempts: delivery.attempts,
    /** So many more deliveries of each update: after the first, or together with it. */
    duplicates: delivery.duplicates,
    fail: server.fail,
    failWhen: server.failWhen,
    settled: delivery.settled,
    /** Updates that the bot has not taken in. */
    waiting: delivery.waiting,
    person: (of: PersonOptions): Person => newPerson(world, delivery, of),
    group: (title: string) => newGroup(world, delivery, title),
    /** Sends the bot an update of any kind. */
    push: (kind: object, queue = 'other') =>
      delivery.push({ update_id: world.next('update'), ...kind } as Update, queue),
    /** The token is revoked at @BotFather. */
    revoke: (revoked = true) => {
      world.revoked = revoked;
    },
    async close() {
      delivery.close();
      await server.close();
      // Aborted waits end in the next turn of the loop.
      await sleep(0);
    },
  };
}

/** A group that the bot is a member of. */
function newGroup(world: World, delivery: ReturnType<typeof newDelivery>, title: string) {
  const chat = { id: -1000 - world.next('group'), type: 'group' as const, title };
  const room: Room = { chat, messages: [], sentAt: [] };
  world.rooms.set(chat.id, room);

  function send(from: Person | undefined, parts: object): void {
    const user = from && { id: from.id, is_bot: false, first_name: from.name };
    const head = { message_id: world.next('message'), chat, date: seconds(world), ...(user && { from: user }) };
    delivery.push({ update_id: world.next('update'), message: { ...head, ...parts } } as Update, `chat:${chat.id}`);
  }

  return {
    id: String(chat.id),
    messages: room.messages,
    says: (from: Person, text: string) => send(from, { text }),
    /** Becomes a supergroup: the old address refuses and names the new one. Returns it. */
    migrates(): string {
      const to = Number(`-100${world.next('user')}`);
      room.closed = { migratedTo: to };
      world.rooms.set(to, { chat: { id: to, type: 'supergroup', title }, messages: [], sentAt: [] });
      send(undefined, { migrate_to_chat_id: to });
      return String(to);
    },
  };
}
