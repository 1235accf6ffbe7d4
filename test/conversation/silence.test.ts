// A channel from which nothing comes any more: its webhook may be switched off, and nobody would notice. A night is no silence.
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { doctor } from '../../src/commands/doctor.ts';
import { startWorker, type Worker } from '../../src/conversation/index.ts';
import { rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { recorder } from '../support/recorder.ts';

let app: TestApp;
let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await app.close();
});

type Told = { channel?: string; msg: string };

async function opened() {
  const told: Told[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void told.push(JSON.parse(line)) });
  const time = { ahead: 0, asked: 0 };
  app = await testApp(
    {},
    {
      channels: [recorder()],
      log,
      clock() {
        time.asked++;
        return new Date(Date.now() + time.ahead);
      },
      pace: { sweep: 0.05, forgotten: 60, lease: 60 },
    },
  );
  return { told, time };
}

/** Something came so many hours ago. */
const came = (...hoursAgo: number[]) =>
  rows(
    app.database.db,
    sql`insert into inbox (channel, account, external_id, status, created_at)
        select 'telegram', '1', gen_random_uuid(), 'ignored', now() - make_interval(secs => hours * 3600)
        from json_array_elements_text(${JSON.stringify(hoursAgo)}::json) as t (text), cast(text as float8) as hours`,
  );

/** People write by day, every two hours, and not for ten hours of each night; the last of them so many hours ago. */
const aWeekUpTo = (hoursAgo: number) =>
  came(...[0, 1, 2, 3, 4, 5, 6].flatMap((day) => [0, 2, 4, 6, 8, 10, 12, 14].map((at) => hoursAgo + day * 24 + at)));

describe('the doctor', () => {
  test.each([
    ['for a night', 10],
    ['for a night that is long', 14],
  ])('says when something came last, and finds nothing wrong where nothing has come %s', async (_, hours) => {
    await opened();
    await aWeekUpTo(hours);
    const found = await doctor(app.runtime);
    const [last] = await rows<{ at: number }>(
      app.database.db,
      sql`select (extract(epoch from max(created_at)) * 1000)::float8 as at from inbox`,
    );
    expect(found).toContain(`Last delivery from telegram: ${new Date(last?.at ?? 0).toISOString()}\n`);
    expect(found).not.toContain('Warning');
    expect(found).not.toContain('web');
  });

  test.each([16, 24, 5 * 24])('warns after %i hours, which no night of the week before had', async (hours) => {
    await opened();
    await aWeekUpTo(hours);
    // Timers are no deliveries.
    await rows(
      app.database.db,
      sql`insert into inbox (channel, account, external_id, status) values ('timer', '', '1', 'done')`,
    );
    expect(await doctor(app.runtime)).toContain(
      `Warning: nothing has come from telegram for ${hours} hours; the longest pause of the week before was 10 hours. ` +
        'Is its webhook still on there, with the address …/webhooks/telegram?',
    );
  });

  test('does not take a pause for a silence where few write, where all wrote at once, or where nobody ever has', async () => {
    await opened();
    expect(await doctor(app.runtime)).toContain('Last delivery from telegram: none within 30 days\n');
    await came(40.1, 40.2, 40.3);
    expect(await doctor(app.runtime)).not.toContain('Warning');
    await came(75, 110, 140);
    expect(await doctor(app.runtime)).not.toContain('Warning');
  });

  test('does not call a pause of five hours silence, however busy the week was', async () => {
    await opened();
    await came(...Array.from({ length: 7 * 24 }, (_, hour) => 5 + hour));
    expect(await doctor(app.runtime)).not.toContain('Warning');
    await rows(app.database.db, sql`update inbox set created_at = created_at - interval '1 hour'`);
    expect(await doctor(app.runtime)).toContain('Warning');
  });
});

test('the worker tells of a silence once, not before it has been up for an hour, and of the next one again', async () => {
  const { told, time } = await opened();
  await aWeekUpTo(16);
  worker = startWorker(app.runtime);
  /** Waits for several sweeps, of which each looks at the clock and ends before the next. */
  const sweeps = () => {
    const before = time.asked;
    return vi.waitFor(() => expect(time.asked).toBeGreaterThan(before + 6));
  };
  const hourLater = () => {
    time.ahead += 3_600_000;
    return sweeps();
  };
  await sweeps();
  expect(told).toEqual([]);
  await hourLater();
  await hourLater();
  expect(told).toMatchObject([{ channel: 'telegram', msg: expect.stringMatching(/^nothing has come .* 16 hours/) }]);
  await came(15.5);
  await hourLater();
  expect(told).toMatchObject([
    {},
    { channel: 'telegram', msg: expect.stringMatching(/^nothing has come .* 15 hours/) },
  ]);
});
