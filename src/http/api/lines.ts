// The live lines to the pages: server-sent events (contract: ChatMessage, `typing`, `beat`). Must stay true: a line that
// is open tells everything that is news from then on, in order; one that cannot is cut, and its page reads anew.
import type { FastifyReply } from 'fastify';
import { type Runtime, topics } from '../../conversation/index.ts';
import { AppError } from '../../model/errors.ts';
import type { ChatMessage } from '../contract/chat.ts';
import { type EventStream, eventStream } from '../event-stream.ts';

const linesPerVisitor = 6;
/** An address may be a whole village behind one operator's gateway. */
const linesPerAddress = 1000;
export type Lines = ReturnType<typeof liveLines>;

export type Reads = {
  conversationOf(visitor: string): Promise<string | undefined>;
  /** The newest messages, or the one asked for, as the page shows them. */
  show(conversation: string, only?: number): Promise<ChatMessage[]>;
};

export function liveLines({ signals, log }: Runtime, { conversationOf, show }: Reads) {
  const visitors = new Counts();
  const addresses = new Counts();
  const open = new Set<EventStream>();
  let stopping = false;

  /** Opens a line; throws when it cannot. Everything it holds is given back when the connection closes. */
  async function start(visitor: string, address: string, reply: FastifyReply): Promise<void> {
    if (stopping) throw new AppError('service:unavailable');
    if (visitors.of(visitor) >= linesPerVisitor || addresses.of(address) >= linesPerAddress)
      throw new AppError('request:too_fast', { retryAfter: 30 });
    const stream = eventStream(reply);
    const { send, hold } = stream;
    for (const end of [visitors.add(visitor), addresses.add(address)]) hold(end);

    let opened = () => {};
    // One after the other, and none before the line is open: an older look at a message never overtakes a newer one.
    let told = new Promise<void>((resolve) => {
      opened = resolve;
    });
    const tell = (work: () => void | Promise<void>) => {
      told = told
        .then(() => (stream.isClosed() ? undefined : work()))
        .catch((error) => {
          log.warn({ err: error }, 'a live line cannot be kept up and is cut: its page asks anew');
          stream.cut();
        });
    };
    const tellMessages = async (conversation: string, only?: number) => {
      for (const message of await show(conversation, only)) send('message', message);
    };

    let followed: string | undefined;
    function follow(conversation: string, catchUp: boolean): void {
      if (followed !== undefined) return;
      followed = conversation;
      const live = (data: unknown) => {
        const { message, typing } = data as { message?: number; typing?: true };
        if (typing) tell(() => send('typing', {}));
        if (message !== undefined) tell(() => tellMessages(conversation, message));
      };
      hold(signals.subscribe(topics.live(conversation), live));
      if (catchUp) tell(() => tellMessages(conversation));
    }

    // Listening comes first, then looking, then the page hears that the line is open: nothing falls in between.
    const begun = (data: unknown) => follow((data as { conversation: string }).conversation, true);
    hold(signals.subscribe(newTalk(visitor), begun));
    try {
      const conversation = await conversationOf(visitor);
      if (conversation) follow(conversation, false);
    } catch (error) {
      stream.close();
      throw error;
    }
    if (stopping) {
      stream.close();
      throw new AppError('service:unavailable');
    }
    if (!stream.begin()) return;
    open.add(stream);
    hold(() => open.delete(stream));
    opened();
  }

  return {
    start,
    /** Tells a visitor's lines which conversation is theirs: with their first message they have one. */
    begun(visitor: string, conversation: string): void {
      signals.publish(newTalk(visitor), { conversation });
    },
    /** Ends every line and opens no other. */
    stop(): void {
      stopping = true;
      for (const stream of open) stream.end();
    },
  };
}

const newTalk = (visitor: string) => `visitor:${visitor}`;

/** How many there are of each; those without any take no room. */
class Counts {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** One more; returns how to take it back. */
  add(key: string): () => void {
    this.#counts.set(key, this.of(key) + 1);
    return () => {
      const left = this.of(key) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    };
  }
}
