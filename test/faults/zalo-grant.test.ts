// Two real processes renew one grant at once while the token endpoint fails and processes die: the grant is never lost,
// and where Zalo itself took the answer away nothing turns in circles.
// FAULT_ROUNDS: how often (50). FAULT_SEED: repeats the choices of a run that printed it; timing stays chance.
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { rows } from '../../src/db/index.ts';
import { newPostgres, type TestDatabase } from '../support/database.ts';
import { needs, postgresUrl } from '../support/services.ts';
import { type FakeZalo, fakeZalo, type Person } from '../support/zalo/index.ts';
import { type Death, type GrantedProcess, startGranted } from '../support/zalo/processes.ts';

const server = await postgresUrl();
const rounds = Number(process.env.FAULT_ROUNDS ?? 50);
const seed = Number(process.env.FAULT_SEED ?? 20261125);
const timeoutSeconds = 0.6;
const key = '0f'.repeat(32);

const faults = [
  'none',
  'none',
  'OAuth 500',
  '200 without tokens',
  'time-out before processing',
  'connection dropped',
  'killed before the request',
  'killed while the request waits',
  'killed after the commit',
] as const;
type Happening = (typeof faults)[number];

let database: TestDatabase;
let fake: FakeZalo;
let hoa: Person;

const start = (): Promise<GrantedProcess> =>
  startGranted({
    database: database.url ?? '',
    root: fake.root,
    credentials: fake.credentials,
    timeoutSeconds,
    key,
    aheadMs: fake.clock().getTime() - Date.now(),
  });

type Row = { state: string; access_token: string; refresh_token: string };
const stored = async () =>
  (await rows<Row>(database.db, sql`select state, access_token, refresh_token from grants`))[0];

describe.skipIf(!needs('PostgreSQL', server))('the grant of two processes', () => {
  let processes: GrantedProcess[] = [];

  beforeAll(async () => {
    database = await newPostgres(server ?? '');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await rows(database.db, sql`delete from grants`);
    await rows(database.db, sql`delete from grant_events`);
    fake = await fakeZalo({ echoes: 'none' });
    hoa = fake.newPerson();
    hoa.says('chào');
    processes = await Promise.all([start(), start()]);
  });
  afterEach(async () => {
    await Promise.all(processes.map((each) => each.kill()));
    await fake.close();
  });

  const both = () => processes as [GrantedProcess, GrantedProcess];

  /** Time goes by, for Zalo and for both: more than half of a token's life, or all of it. */
  async function later(hours = 20): Promise<void> {
    fake.forward(hours);
    hoa.says('vẫn đây');
    await Promise.all(processes.map((each) => each.clockAhead(fake.clock().getTime() - Date.now())));
  }

  /** Whoever died is started again. */
  async function revive(): Promise<void> {
    processes = await Promise.all(processes.map((each) => (each.isDead() ? start() : each)));
  }

  test(`is never lost in ${rounds} rounds of time-outs and crashes`, { timeout: rounds * 15_000 }, async () => {
    const chance = seededChance(seed);
    for (const each of processes) expect(await each.sendsTo(hoa.id)).toBe('ok');
    const happened = new Map<Happening, number>();
    for (let round = 1; round <= rounds; round++) {
      const fault = faults[Math.floor(chance() * faults.length)] as Happening;
      const victim = processes[Math.floor(chance() * 2)] as GrantedProcess;
      happened.set(fault, (happened.get(fault) ?? 0) + 1);
      const told = `FAULT_SEED=${seed}, round ${round}, ${fault}`;
      const hours = chance() < 0.5 ? 14 : 26;
      await later(hours);
      const before = fake.counts().rotations;
      await strike(fault, victim);
      const outcomes = await Promise.all(processes.map((each) => each.renews()));
      const rotated = fake.counts().rotations - before;
      expect(rotated, `${told}: one refresh token is spent once (${outcomes})`).toBeLessThanOrEqual(1);
      fake.mend();
      await revive();
      for (const each of processes) await each.dies('');
      // A dead process' lease has to end first.
      for (const each of processes)
        await vi.waitFor(async () => expect(await each.sendsTo(hoa.id), told).toBe('ok'), { timeout: 12_000 });
      // Also when sending needed no renewal: the chain itself is whole.
      for (const each of processes) expect(await each.renews(), told).toBe('ok');
      expect(fake.counts().rotations - before, told).toBe(1);
      expect((await stored())?.state, told).toBe('good');
      expect(
        processes.flatMap(({ alarms }) => alarms).filter((alarm) => alarm.includes('consent again')),
        told,
      ).toEqual([]);
    }
    console.log(`FAULT_SEED=${seed}: ${[...happened].map(([fault, times]) => `${fault} ${times}`).join(', ')}`);
  });

  async function strike(fault: Happening, victim: GrantedProcess): Promise<void> {
    const method = 'access_token';
    switch (fault) {
      case 'OAuth 500':
        return fake.fail({ fault: 'error-500', method });
      case '200 without tokens':
        return fake.fail({ fault: { errorName: 'Internal error' }, method });
      case 'time-out before processing':
        return fake.fail({ fault: 'hang-before', method });
      case 'connection dropped':
        return fake.fail({ fault: 'cut-before', method });
      case 'killed before the request':
        return void (await victim.dies('before request'));
      case 'killed after the commit':
        return void (await victim.dies('after commit'));
      case 'killed while the request waits': {
        fake.fail({ fault: 'hang-before', method });
        const asked = fake.callsOf(method).length;
        // Whoever asks: the victim is killed, which is the one that asks or the one that waits for it.
        void vi
          .waitFor(() => expect(fake.callsOf(method).length).toBeGreaterThan(asked), { timeout: 5000, interval: 5 })
          .then(() => victim.kill());
        return;
      }
      case 'none':
        return;
    }
  }

  test('is taken once by both when both need it at the same moment', async () => {
    fake.slow(300);
    const outcomes = await Promise.all(both().flatMap((each) => [each.sendsTo(hoa.id), each.sendsTo(hoa.id)]));
    expect(outcomes).toEqual(Array(4).fill('ok'));
    expect(fake.callsOf('access_token')).toHaveLength(1);
  });

  test('outlives a first answer that is slower than the other process can wait', async () => {
    const [first, second] = both();
    expect(await first.sendsTo(hoa.id)).toBe('ok');
    await later();
    fake.fail({ fault: 'hang-before', method: 'access_token' });
    const outcomes = await Promise.all([first.renews(), second.renews()]);
    expect(outcomes.toSorted()).toEqual(['ok', 'retry']);
    expect(fake.counts().rotations).toBe(2);
  });

  test.each(['hang-after', 'cut-after'] as const)(
    'is dead when the answer is lost after Zalo renewed it (%s): one alarm, no circles, the pair as it was',
    async (fault) => {
      const [first, second] = both();
      expect(await first.sendsTo(hoa.id)).toBe('ok');
      const pair = await stored();
      await later();
      fake.fail({ fault, method: 'access_token' });
      const calls = fake.callsOf('access_token').length;
      expect(await first.renews()).toBe('retry');
      expect((await stored())?.state).toBe('uncertain');
      // Tried once more, by whoever comes first.
      expect(await second.renews()).toBe('channel');
      await expectDead(calls + 2, pair);
    },
  );

  test('is dead when the process dies between answer and commit: one alarm, no circles, the pair as it was', async () => {
    const [first, second] = both();
    expect(await first.sendsTo(hoa.id)).toBe('ok');
    const pair = await stored();
    await later();
    const calls = fake.callsOf('access_token').length;
    await first.dies('before commit' satisfies Death);
    expect(await first.renews()).toBe('dead');
    expect((await stored())?.state).toBe('uncertain');
    // The lease of the dead has to end first.
    await vi.waitFor(async () => expect(await second.renews()).toBe('channel'), { timeout: 15_000 });
    await revive();
    await expectDead(calls + 2, pair);
  });

  async function expectDead(calls: number, pair: Row | undefined): Promise<void> {
    for (const each of processes)
      for (let n = 0; n < 3; n++)
        expect([await each.renews(), await each.sendsTo(hoa.id)]).toEqual(['channel', 'channel']);
    expect(fake.callsOf('access_token')).toHaveLength(calls);
    const alarms = processes.flatMap((each) => each.alarms).filter((alarm) => alarm.includes('consent again'));
    expect(alarms).toHaveLength(1);
    expect(await stored()).toEqual({ ...pair, state: 'dead' });
  }
});

/** Deterministic chance (mulberry32). */
function seededChance(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
