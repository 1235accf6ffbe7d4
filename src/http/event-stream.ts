// One line of server-sent events to one page. Must stay true: whatever it holds is given back when the connection closes, and
// a page that does not read is cut before it fills the memory.
import type { FastifyReply } from 'fastify';

const heartbeatMs = 15_000;
/** What waits in memory for a page that does not read; beyond it the line is cut. */
const mostUnread = 1024 * 1024;

export type EventStream = ReturnType<typeof eventStream>;

export function eventStream(reply: FastifyReply) {
  const { raw } = reply;
  let closed = false;
  const ends: (() => void)[] = [];
  const close = () => {
    closed = true;
    for (const end of ends.splice(0)) end();
  };
  raw.once('close', close);
  // Gone before we came: its end has been told already.
  if (raw.destroyed) close();

  const send = (event: string, data: unknown) => {
    if (closed) return;
    if (raw.writableLength > mostUnread) raw.destroy();
    else raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };

  return {
    send,
    isClosed: () => closed,
    /** Calls `end` when the line closes; at once when it has. */
    hold: (end: () => void) => (closed ? end() : ends.push(end)),
    /** Gives back what is held, before the line has begun. */
    close,
    /** Breaks the line: its page asks anew. */
    cut: () => raw.destroy(),
    /** Ends the line in good order. */
    end: () => raw.end(),
    /** Takes the reply over. False when the page has gone meanwhile. */
    begin(): boolean {
      reply.hijack();
      if (closed) return false;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write(': open\n\n');
      const heartbeat = setInterval(() => send('beat', {}), heartbeatMs);
      ends.push(() => clearInterval(heartbeat));
      return true;
    },
  };
}
