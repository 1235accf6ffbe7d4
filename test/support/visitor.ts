// A visitor of the chat page without a browser: cookie, posts, and what can be read.
import { setTimeout as sleep } from 'node:timers/promises';
import { ChatPage } from '../../src/http/contract/chat.ts';

type Message = ChatPage['messages'][number];

export class Visitor {
  readonly url: string;
  cookie = '';

  constructor(url: string) {
    this.url = url;
  }

  async messages(): Promise<Message[]> {
    const answer = await fetch(`${this.url}/api/chat/messages`, { headers: { cookie: this.cookie } });
    this.cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return ChatPage.parse(await answer.json()).messages;
  }

  /** Posts, and gives the answer's status: 202 once stored. */
  async posts(body: object, key = crypto.randomUUID()): Promise<number> {
    if (!this.cookie) await this.messages();
    const answer = await fetch(`${this.url}/api/chat/messages`, {
      method: 'POST',
      headers: { cookie: this.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ key, ...body }),
    });
    return answer.status;
  }

  /** Says words, or taps the button that is called so, and waits until the bot has said something that fits. */
  async says(words: string, answer: RegExp): Promise<Message> {
    const known = await this.messages();
    const after = known.at(-1)?.id ?? 0;
    const button = known.findLast(({ from }) => from === 'bot')?.choices.find(({ label }) => label === words);
    const status = await this.posts(button ? { token: button.token, label: words } : { text: words });
    if (status !== 202) throw new Error(`posting "${words}" was answered with ${status}`);
    return this.hears(answer, after);
  }

  /** Waits for words of the bot that came after message `after`. */
  async hears(words: RegExp, after = 0, patienceMs = 10_000): Promise<Message> {
    for (const end = Date.now() + patienceMs; ; await sleep(50)) {
      const messages = await this.messages();
      const heard = messages.find(({ id, from, text }) => id > after && from === 'bot' && words.test(text));
      if (heard) return heard;
      if (Date.now() > end)
        throw new Error(
          `never heard ${words}; the last words were:\n${messages
            .slice(-3)
            .map(({ text }) => text)
            .join('\n')}`,
        );
    }
  }
}
