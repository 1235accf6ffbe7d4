// A strict fake of a Zalo Official Account over HTTP, with people to drive it (rules: facts/zalo.md, 2–10).
// Used by tests of the adapter and of whole talks. It must refuse whatever Zalo would refuse.
import { setTimeout as sleep } from 'node:timers/promises';
import { newPerson, type Person, type PersonOptions } from './person.ts';
import { serve } from './server.ts';
import { newWebhook } from './webhook.ts';
import { newWorld } from './world.ts';

export type { Person } from './person.ts';
export type { Call, Fault, FaultPlan } from './server.ts';
export { Refusal, type Seen } from './world.ts';

export type FakeOptions = {
  /** How long a second of the retry ladder lasts, in real ms. */
  secondMs?: number;
  /** How long a webhook may take to answer, in real ms; Zalo gives it two seconds. */
  answerMs?: number;
  /** Whether the webhook hears of what the bot sends, and when: before the send is answered, or just after. */
  echoes?: 'before' | 'after' | 'none';
};

export type FakeZalo = Awaited<ReturnType<typeof fakeZalo>>;

export async function fakeZalo(options: FakeOptions = {}) {
  const { secondMs = 0.5, answerMs = 10_000, echoes = 'before' } = options;
  const world = newWorld();
  const webhook = newWebhook(world, { secondMs, answerMs });
  const server = await serve(world, (call, data) => {
    if (call.method === 'message/cs' && echoes !== 'none')
      setTimeout(() => echo(call.params, data), echoes === 'after' ? 20 : 0);
  });

  function echo(params: object, data: object): void {
    const { appId, oaId } = world.credentials;
    const { message } = params as { message: { text?: string; attachment?: { payload: { template_type?: string } } } };
    const { message_id: msg_id, user_id: id } = data as { message_id: string; user_id: string };
    const event_name = message.attachment?.payload.template_type === 'media' ? 'oa_send_image' : 'oa_send_text';
    const said = { msg_id, ...(message.text !== undefined && { text: message.text }) };
    const event = { app_id: appId, event_name, sender: { id: oaId }, recipient: { id }, message: said };
    webhook.push({ ...event, timestamp: String(world.now()) }, `echo:${id}`);
  }

  const { root } = server;
  return {
    /** Where the bot finds this Zalo: its `apiRoot` and `oauthRoot`. */
    root,
    oauthRoot: root,
    mediaRoot: `${root}/media`,
    /** What the channel has to be told to fetch media from here. */
    mediaHosts: [new URL(root).host],
    /** App and account; `seed` is the first refresh token. */
    credentials: world.credentials,
    /** Every call the bot made, and what came of it. */
    calls: server.calls,
    callsOf: (method: string) => server.calls.filter((call) => call.method === method),
    fail: server.fail,
    mend: server.mend,
    slow: server.slow,
    /** The time at Zalo's, which the bot should share. */
    clock: () => new Date(world.now()),
    forward: world.forward,
    /** How often a refresh token was spent, and how many messages cost money. */
    counts: () => ({ rotations: world.rotations, charged: world.charged }),
    /** The tokens that are good now. */
    tokens: () => ({ access: world.accessToken?.value, refresh: world.refreshToken }),
    /** An admin consents again: what was before is void. Returns the new refresh token. */
    consents: () => world.grant().refresh_token,
    /** The access token is void; the refresh token is not. */
    dropAccess: () => {
      world.accessToken = undefined;
    },
    newPerson: (of: PersonOptions = {}): Person => newPerson(world, webhook, `${root}/media`, of),
    /** Sends the bot an event of any kind. */
    push: (event: object, queue = 'other') => webhook.push(event, queue),
    /** Where events go from now on. */
    webhookTo: webhook.to,
    webhook,
    settled: webhook.settled,
    async close() {
      webhook.close();
      await server.close();
      // Aborted waits end in the next turn of the loop.
      await sleep(0);
    },
  };
}
