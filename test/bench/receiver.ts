// Stands in Telegram's place for every side alike: takes any call at once and remembers what was said in which chat.
// Runs in the load generator's process, so that its time is no side's time.
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

/** Message ids begin here, so that a side can tell them from every other number. */
export const firstMessageId = 1_000_000_000_000;

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;

export async function openReceiver() {
  const said = new Map<number, string[]>();
  const chats: number[] = [];

  function answer(method: string, { chat_id, text }: { chat_id?: number; text?: string }): unknown {
    if (method !== 'sendMessage' || chat_id === undefined || text === undefined) return true;
    const message_id = firstMessageId + chats.push(chat_id) - 1;
    said.set(chat_id, [...(said.get(chat_id) ?? []), text]);
    return { message_id, date: 1_700_000_000, chat: { id: chat_id, type: 'private', first_name: 'Nam' }, text };
  }

  const server = createServer(async (request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    const result = answer(method, await bodyOf(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    /** Which chat a message went to. */
    chatOf: (messageId: number) => chats[messageId - firstMessageId],
    /** What was said in a chat, in order. */
    saidIn: (chat: number) => said.get(chat) ?? [],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<{ chat_id?: number; text?: string }> {
  return request.method === 'POST' ? ((await json(request)) as object) : {};
}
