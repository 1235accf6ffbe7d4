// Every scenario file: on the pure parts alone, and by the whole durable way. Both must say and know the same.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, settle } from '../src/conversation/index.ts';
import { rows } from '../src/db/index.ts';
import { coverageOf, graphOf } from '../src/engine/simulate/coverage.ts';
import type { Channel } from '../src/model/channels.ts';
import type { Facts } from '../src/model/facts.ts';
import type { Button } from '../src/model/messages.ts';
import { findConversation, lockConversation } from '../src/records/conversations.ts';
import { loadFacts } from '../src/records/facts.ts';
import { visibleMessages } from '../src/records/messages.ts';
import { type TestApp, testApp } from './support/app.ts';
import {
  contentOf,
  isSilence,
  type Line,
  PureTalk,
  printed,
  type Scenario,
  scenarios,
  shippedContent,
  summary,
} from './support/scenarios.ts';

const content = await shippedContent();

describe('on the engine alone', () => {
  const walked = new Set<string>();
  afterAll(() => process.stdout.write(coverageTable(walked)));

  it.each(scenarios())('$name', async ({ path, scenario }) => {
    const talk = new PureTalk(content, walked);
    const turns = scenario.turns.map((line) => replay(line, talk.does(line)));
    const { about } = scenario;
    const result: Scenario = { about, turns, facts: summary(talk.facts), tickets: talk.tickets };
    await expect(printed(result)).toMatchFileSnapshot(path);
  });
});

describe('by the whole durable way', () => {
  let app: TestApp;
  let now: number;
  let picture: Buffer;
  // Whatever they send arrives as a raw delivery of this channel; the rest of the way is the real one.
  const scripted: Channel = {
    name: 'telegram',
    account: 'script',
    capabilities: { textLength: 4096, buttons: 12, labelLength: 120, idempotent: true },
    verify: () => true,
    parse: (raw) => ({ inbound: raw as never }),
    deliver: async () => ({}),
    fetchMedia: async () => Buffer.alloc(0),
  };

  beforeAll(async () => {
    app = await testApp({}, { clock: () => new Date(now), channels: [scripted] });
    const pixels = {
      width: 800,
      height: 800,
      channels: 3 as const,
      background: '#aaa',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 60 },
    };
    picture = await sharp({ create: pixels }).jpeg().toBuffer();
  });
  afterAll(() => app.close());

  /** Lets the moments of silence come that are due before then. */
  async function nudgedUntil(until: number, conversation: string): Promise<void> {
    if (conversation === '') return;
    const { runtime } = app;
    for (;;) {
      const [due] = await rows<{ at: string | null }>(
        runtime.database.db,
        sql`select to_json(nudge_at) as at from conversations where id = ${conversation}`,
      );
      const at = due?.at ? Date.parse(due.at) : Number.POSITIVE_INFINITY;
      if (at > until) return;
      now = at;
      await settle(runtime);
    }
  }

  it.each(scenarios())('$name', async ({ name, path, scenario }) => {
    const { runtime } = app;
    const { db } = runtime.database;
    const chat = createHash('sha256').update(name).digest('hex');
    const address = { channel: scripted.name, account: scripted.account, address: chat };
    let seen = 0;
    let buttons: Button[] = [];
    const earlier: Button[] = [];
    now = Date.UTC(2026, 10, 23, 1, 0);
    const turns: Line[] = [];
    for (const [at, line] of scenario.turns.entries()) {
      const until = now + (line.after ?? 0) * 3_600_000 + 1000;
      await nudgedUntil(until, (await findConversation(db, address)) ?? '');
      now = until;
      if (!isSilence(line)) {
        const said = contentOf(line, buttons, earlier);
        const photo = await runtime.store.put(picture, `${chat} ${at}`);
        const inbound = {
          externalId: `${chat} ${at}`,
          chat,
          content: said.type === 'photo' ? { ...said, source: { stored: photo } } : said,
        };
        await accept(runtime, scripted, Buffer.from(JSON.stringify(inbound)));
        await settle(runtime);
      }
      const conversation = (await findConversation(db, address)) ?? '';
      const found = await visibleMessages(db, conversation, { limit: 20 });
      const fresh = found.map(({ message }) => message).filter(({ id, author }) => id > seen && author === 'bot');
      seen = Math.max(seen, ...fresh.map(({ id }) => id));
      const answers = fresh.reverse();
      const last = answers.at(-1);
      if (last) buttons = last.buttons ?? [];
      earlier.push(...(last?.buttons ?? []));
      turns.push(
        replay(
          line,
          answers.map(({ text }) => text),
        ),
      );
    }
    const conversation = (await findConversation(db, address)) ?? '';
    const facts = await db.transaction(async (tx): Promise<Facts> => {
      const locked = await lockConversation(tx, conversation);
      if (!locked) throw new Error('nobody else works here');
      return loadFacts(tx, locked);
    });
    const tickets = await rows(
      db,
      sql`select kind, reason from tickets where conversation_id = ${conversation} order by id`,
    );
    const { about } = scenario;
    await expect(printed({ about, turns, facts: summary(facts), tickets })).toMatchFileSnapshot(path);
    expect(await rows(db, sql`select error from inbox where status = 'parked'`)).toEqual([]);
  });
});

/** How much of each flow the scenarios go through, and what none of them does. */
function coverageTable(walked: Set<string>): string {
  const { steps, edges } = graphOf(content.playbook);
  const share = (all: string[]) => `${all.filter((each) => walked.has(each)).length} of ${all.length}`;
  const lines = Object.keys(content.playbook.flows).map((flow) => {
    const [ownSteps, ownEdges] = [steps, edges].map((all) => all.filter((each) => each.startsWith(`${flow}.`)));
    return `  ${flow.padEnd(14)} steps ${share(ownSteps ?? []).padEnd(10)} edges ${share(ownEdges ?? [])}`;
  });
  const all = coverageOf(content.playbook, walked);
  return [
    'Walked by the scenarios:',
    ...lines,
    `  ${'all'.padEnd(14)} steps ${share(steps).padEnd(10)} edges ${share(edges)}`,
    ...[...all.steps.missing, ...all.edges.missing].map((each) => `  never: ${each}`),
    '',
  ].join('\n');
}

function replay({ said, sent, after }: Line, answered: string[]): Line {
  return {
    ...(after !== undefined && { after }),
    ...(said !== undefined && { said }),
    ...(sent !== undefined && { sent }),
    answered,
  };
}
