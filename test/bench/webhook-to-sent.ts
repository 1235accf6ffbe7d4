// How many messages a second go the whole way, from the webhook to the answer marked sent, and how long each takes:
// the product beside a floor that does the same durable work by hand, and beside the usual grammY way, as it is and made
// as durable. All get the same talk from the same generator, each in a process of its own, in turns: a short talk, and the
// longer one of a household with three products.
import pg from 'pg';
import { newPostgres, type TestDatabase } from '../support/database.ts';
import { median, progress, rounded } from './figures.ts';
import { load, type Run } from './load.ts';
import { openReceiver } from './receiver.ts';
import { script, talks } from './script.ts';
import { type Side, startSide } from './side.ts';

const names = ['product', 'floor', 'conversations-durable', 'conversations'] as const;
type Name = (typeof names)[number];
/** They keep inbox, transcript and outbox in the product's tables. */
const durable: Name[] = ['product', 'floor', 'conversations-durable'];

const conversationsAtOnce = 40;
const rounds = 5;
/** They do not count: the programs go on for months, and compile what they do often while they run. */
const warmUps = 3;

export async function webhookToSent(server: string) {
  return {
    one_product: await sideBySide(server, 'one_product'),
    three_products: await sideBySide(server, 'three_products'),
  };
}

async function sideBySide(server: string, talk: keyof typeof talks) {
  const turns = await script(talks[talk]);
  const receiver = await openReceiver();
  const databases = new Map<Name, TestDatabase>();
  const sides = new Map<Name, Side>();
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Run[]>;
  try {
    for (const name of names) {
      const database = await newPostgres(server);
      databases.set(name, database);
      const orders = { database: database.url ?? '', receiver: receiver.url, script: turns };
      sides.set(name, await startSide(name, orders));
    }
    for (let round = 1 - warmUps; round <= rounds; round++)
      for (const [name, side] of sides) {
        const run = await load(side, receiver, turns, conversationsAtOnce);
        progress(`webhook_to_sent, ${talk}, round ${round}, ${name}: ${JSON.stringify(run)}`);
        if (round > 0) runs[name].push(run);
      }
    const answers = turns.flatMap((turn) => turn.answers).length;
    for (const name of durable) await checkRows(databases.get(name)?.url, { turns: turns.length, answers });
  } finally {
    for (const side of sides.values()) side.stop();
    receiver.close();
    for (const database of databases.values()) await database.close();
  }
  const medians = Object.fromEntries(names.map((name) => [name, medianOf(runs[name])])) as Record<Name, Run>;
  const ratio = (to: Name) => rounded(medians.product.messages_per_second / medians[to].messages_per_second);
  return {
    conversations_at_once: conversationsAtOnce,
    messages_each: turns.length,
    runs,
    medians,
    ratios: {
      'product/floor': ratio('floor'),
      'product/conversations_durable': ratio('conversations-durable'),
      'product/conversations': ratio('conversations'),
    },
  };
}

function medianOf(runs: Run[]): Run {
  const of = (key: keyof Run) => rounded(median(runs.map((run) => run[key])));
  return { messages_per_second: of('messages_per_second'), p50_ms: of('p50_ms'), p99_ms: of('p99_ms') };
}

/** Nothing was left undone or done by halves: every message handled and in the transcript, every answer marked sent. */
async function checkRows(url: string | undefined, each: { turns: number; answers: number }): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select (select count(*)::int from conversations) as talks,
            (select count(*)::int from inbox where channel = 'telegram' and status = 'done') as turns,
            (select count(*)::int from messages where author = 'person') as heard,
            (select count(*)::int from messages where author = 'bot' and sent_at is not null) as said,
            (select count(*)::int from outbox where status = 'sent') as answers`,
  );
  await client.end();
  const { talks, turns, heard, said, answers } = rows[0];
  const right = {
    talks: conversationsAtOnce * (warmUps + rounds),
    turns: talks * each.turns,
    answers: talks * each.answers,
  };
  if (talks !== right.talks || turns !== right.turns || heard !== right.turns)
    throw new Error(`messages are missing: ${JSON.stringify({ ...rows[0], right })}`);
  if (said !== right.answers || answers !== right.answers)
    throw new Error(`answers are missing: ${JSON.stringify({ ...rows[0], right })}`);
}
