// The whole program behind the strict fake of a Zalo Official Account: its events come to the webhook, its answers go to people.
// Used by tests of whole talks. Closes by `close()`.
import type { Overrides } from '../../src/app.ts';
import { type TestApp, testApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import type { Talker } from './talker.ts';
import { type FakeOptions, type FakeZalo, fakeZalo, type Person } from './zalo/index.ts';

export type ZaloApp = {
  app: TestApp;
  fake: FakeZalo;
  /** Where the program listens, for helpers and visitors of the chat page. */
  url: string;
  /** Where Zalo's events go. */
  webhook: string;
  /** Sends the webhook a body of our own making, signed as Zalo does it unless told otherwise. */
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
};

type Options = Overrides & { database?: TestDatabase; settings?: Record<string, string>; zalo?: FakeOptions };

export async function zaloApp({ settings = {}, zalo = {}, ...overrides }: Options = {}): Promise<ZaloApp> {
  const fake = await fakeZalo(zalo);
  const app = await testApp(
    { ...settingsOf(fake), ...settings },
    {
      pace: { sweep: 0.1, forgotten: 0.5, lease: 5 },
      mediaHosts: fake.mediaHosts,
      clock: fake.clock,
      ...overrides,
    },
  );
  const { url } = await app.start();
  const webhook = `${url}/webhooks/zalo-oa`;
  fake.webhookTo(webhook);
  return {
    app,
    fake,
    url,
    webhook,
    post: (body, headers = fake.webhook.signed(body)) => fetch(webhook, { method: 'POST', headers, body }),
    async close() {
      await fake.close();
      await app.close();
    },
  };
}

/** What the program has to be told to find this Zalo. */
export const settingsOf = ({ root, oauthRoot, credentials }: FakeZalo): Record<string, string> => ({
  ZALO_APP_ID: credentials.appId,
  ZALO_APP_SECRET: credentials.appSecret,
  ZALO_OA_ID: credentials.oaId,
  ZALO_OA_SECRET_KEY: credentials.oaSecretKey,
  ZALO_REFRESH_TOKEN: credentials.seed,
  ZALO_API_ROOT: root,
  ZALO_OAUTH_ROOT: oauthRoot,
});

/** Somebody whom talker.ts can lead: it knows the people of the fake Telegram, and of them uses what these have too. */
export function zaloTalker(person: Person): Talker {
  const asked = { ...person, keys: () => [] };
  return { person: asked as unknown as Talker['person'], said: 0 };
}
