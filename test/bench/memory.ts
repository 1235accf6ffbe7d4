// What talks cost that nobody is having: the resident memory of `lensan start` on PostgreSQL after a minute of rest, and
// after another minute of sweeps with 100,000 conversations parked there, each at a question and with a far timer.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { newPostgres, type TestDatabase } from '../support/database.ts';
import { PureTalk, shippedContent } from '../support/scenarios.ts';
import { progress, rounded } from './figures.ts';
import { startProgram } from './process.ts';
import { secretKey } from './side.ts';

const parked = 100_000;
const restMs = 60_000;

export async function memory(server: string) {
  const folder = await mkdtemp(join(tmpdir(), 'lensan-bench-'));
  const database = await newPostgres(server);
  try {
    const settings = { DATA_DIR: folder, DATABASE_URL: database.url ?? '', SECRET_KEY: secretKey };
    const program = await startProgram(settings);
    progress('memory: a minute of rest, then a minute with the parked conversations');
    await sleep(restMs);
    const idle = program.residentMb();
    await park(database);
    await sleep(restMs);
    const full = program.residentMb();
    await program.stop();
    return { parked, idle_mb: rounded(idle), parked_mb: rounded(full), difference_mb: rounded(full - idle) };
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Somebody went away in the middle of a product, a hundred thousand times. */
async function park({ db }: TestDatabase): Promise<void> {
  const talk = new PureTalk(await shippedContent());
  for (const said of ['xin chào', 'Đồng ý', 'Anh', 'na', 'để sau']) talk.says(said);
  await db.execute(sql`
    with contact as (
      insert into contacts (id, channel, account, address)
      select gen_random_uuid(), 'web', '', 'parked ' || n from generate_series(1, ${parked}::int) n returning id
    ), conversation as (
      insert into conversations (id, contact_id, edition_id, state, last_in_at)
      select gen_random_uuid(), id, (select max(id) from editions), ${JSON.stringify(talk.state)}::jsonb, now()
      from contact returning id
    )
    insert into timers (conversation_id, key, due_at) select id, 'parked', now() + interval '30 days' from conversation`);
}
