// The whole program behind the strict fake of Telegram: its updates come to the webhook, its answers go to people.
// Used by tests of whole talks. Closes by `close()`.
import { expect, vi } from 'vitest';
import type { Overrides } from '../../src/app.ts';
import { type TestApp, testApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import { type FakeOptions, type FakeTelegram, fakeTelegram, type Person } from './telegram/index.ts';

export const secret = 'Secret_of-LenSan';

export type TelegramApp = {
  app: TestApp;
  fake: FakeTelegram;
  /** Where Telegram's updates go. */
  webhook: string;
  /** Sends the webhook a body of our own making. */
  post(body: string | Buffer, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
};

type Options = Overrides & { database?: TestDatabase; settings?: Record<string, string>; telegram?: FakeOptions };

export async function telegramApp({ settings = {}, telegram = {}, ...overrides }: Options = {}): Promise<TelegramApp> {
  const fake = await fakeTelegram(telegram);
  const app = await testApp(
    {
      TELEGRAM_TOKEN: fake.token,
      TELEGRAM_SECRET: secret,
      TELEGRAM_API_ROOT: fake.root,
      PUBLIC_URL: 'https://example.test',
      ...settings,
    },
    { pace: { sweep: 0.1, forgotten: 0.5, lease: 5 }, ...overrides },
  );
  const { url } = await app.start();
  const webhook = `${url}/webhooks/telegram`;
  await vi.waitFor(() => expect(fake.callsOf('setWebhook')[0]?.outcome).toBe(200));
  // The program told Telegram its public address. In this test the way from there to it is short.
  const told = fake.callsOf('setWebhook')[0]?.params;
  await fetch(`${fake.root}/bot${fake.token}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...told, url: webhook }),
  });
  return {
    app,
    fake,
    webhook,
    post: (body, headers = { 'x-telegram-bot-api-secret-token': secret }) =>
      fetch(webhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      }),
    async close() {
      await fake.close();
      await app.close();
    },
  };
}

/** What they see now, oldest first. */
export const texts = (person: Person) => person.messages.map(({ text }) => text);
