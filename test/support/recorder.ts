// A channel of plain JSON for tests of the durable way: writes down what it delivers, and fails when told to.
// Stands in Telegram's place by `Overrides.channels`.
import type { Runtime } from '../../src/conversation/index.ts';
import { accept } from '../../src/conversation/index.ts';
import type { Channel } from '../../src/model/channels.ts';
import type { Content, Delivery } from '../../src/model/messages.ts';

type Raw = { key: string; from: string; content: Content };

export type Recorder = Channel & {
  /** In the order of sending, acknowledged taps included. */
  delivered: Delivery[];
  /** Words that went to this person. */
  wordsTo(person: string): string[];
  /** Called before each delivery; throws or waits. */
  before: (delivery: Delivery) => void | Promise<void>;
};

export function recorder(): Recorder {
  const delivered: Delivery[] = [];
  let next = 0;
  const channel: Recorder = {
    name: 'telegram',
    account: '1',
    capabilities: { textLength: 4000, buttons: 10, labelLength: 60, idempotent: false },
    delivered,
    wordsTo: (person) =>
      delivered.flatMap((each) => (each.kind !== 'ack' && each.to === person ? [each.message.text] : [])),
    before: () => {},
    verify: () => true,
    parse(raw) {
      const { key, from, content } = raw as Raw;
      return { inbound: { externalId: `${from}:${key}`, messageId: key, chat: from, content } };
    },
    async deliver(delivery) {
      await channel.before(delivery);
      delivered.push(delivery);
      return delivery.kind === 'ack' ? {} : { externalId: String(++next) };
    },
    async fetchMedia() {
      throw new Error('there are no photos here');
    },
  };
  return channel;
}

let keys = 0;

/** Somebody says something (or does it): what a webhook would take in. */
export function hear(runtime: Runtime, channel: Channel, from: string, said: string | Content, key = `m${++keys}`) {
  const content: Content = typeof said === 'string' ? { type: 'text', text: said } : said;
  return accept(runtime, channel, Buffer.from(JSON.stringify({ key, from, content } satisfies Raw)));
}
