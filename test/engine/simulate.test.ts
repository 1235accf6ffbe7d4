// Farmers by the hundred through the shipped flows and through broken ones: how they fare, and that the same seed gives
// the same talks.
import { describe, expect, it } from 'vitest';
import { home, readContent } from '../../src/app.ts';
import { worldOf } from '../../src/commands/simulate.ts';
import { compileContent } from '../../src/conversation/index.ts';
import { reportOf, simulate, type World } from '../../src/engine/index.ts';
import { PureTalk, places, shippedContent } from '../support/scenarios.ts';

const content = await shippedContent();
const shipped = worldOf(content);

const simulated = (world: World, seed: number, farmers: number) =>
  reportOf(world, seed, [simulate(world, seed, 0, farmers)]);

/** The shipped flows with one flow changed. */
async function edited(flow: string, from: string, to: string): Promise<World> {
  const file = `flows/${flow}.yaml`;
  const files = await readContent(home);
  expect(files[file], 'the line is in the flow').toContain(from);
  const compiled = compileContent({ ...files, [file]: (files[file] ?? '').replace(from, to) }, places);
  if (!('content' in compiled)) throw new Error(JSON.stringify(compiled.issues));
  return worldOf(compiled.content);
}

describe('four hundred farmers in the shipped flows', { timeout: 120_000 }, () => {
  const report = simulated(shipped, 7, 400);
  const { kinds, coverage, stops } = report;

  it('never get stuck', () => {
    const stuck = stops.filter(({ outcome }) => outcome === 'stuck');
    expect(stuck, JSON.stringify(stuck, null, 2)).toEqual([]);
    expect(report.stuck).toBe(0);
  });

  it.each([
    ['fluent', 0.95],
    ['no-marks', 0.95],
    ['all-at-once', 0.95],
    ['typos', 0.9],
  ])('come to their goal if they are %s', (kind, share) => {
    const { finished = 0, resting = 0, helped = 0, stuck = 0 } = kinds[kind] ?? {};
    expect(finished / (finished + resting + helped + stuck)).toBeGreaterThanOrEqual(share);
  });

  it('are helped only if they ask for it or are not understood', () => {
    const reasons = stops.filter(({ outcome }) => outcome === 'helped').map(({ why }) => why);
    expect(['accepted_offer', 'asked']).toEqual(expect.arrayContaining(reasons));
    expect(kinds['wants-person']?.helped).toBeGreaterThan(0);
    for (const kind of ['fluent', 'no-marks', 'all-at-once']) expect(kinds[kind]?.helped, kind).toBe(0);
  });

  it('walk every step and every way between them', () => {
    expect(coverage.steps.missing).toEqual([]);
    expect(coverage.edges.missing).toEqual([]);
  });

  it('are of at least ten kinds, and all are counted', () => {
    const all = [...Object.values(kinds), report];
    for (const { finished, resting, helped, stuck } of all)
      expect(finished + resting + helped + stuck).toBeGreaterThan(0);
    expect(report.finished + report.resting + report.helped + report.stuck).toBe(400);
    expect(Object.keys(kinds).length).toBeGreaterThanOrEqual(10);
  });
});

describe('a seed', { timeout: 120_000 }, () => {
  it('gives the same talks again, and another seed others', () => {
    expect(simulated(shipped, 3, 26)).toEqual(simulated(shipped, 3, 26));
    const { seed: _, ...one } = simulated(shipped, 3, 26);
    const { seed: __, ...other } = simulated(shipped, 4, 26);
    expect(one).not.toEqual(other);
  });

  it('gives each farmer the same talk, whoever goes along and is done first', () => {
    const [early, late] = [simulate(shipped, 3, 0, 15), simulate(shipped, 3, 15, 11)];
    expect(reportOf(shipped, 3, [late, early])).toEqual(simulated(shipped, 3, 26));
  });
});

describe('what is waited for', { timeout: 120_000 }, () => {
  it('comes for some and is late for others', async () => {
    const wait = 'checked: { wait: shop_checked, days: 3, next: review, late: find }';
    const world = await edited('household', 'has_shop: { ask: household.has_shop }', `$&\n  ${wait}`);
    const { coverage, stuck } = simulated(world, 7, 52);
    expect(stuck).toBe(0);
    expect(coverage.edges.missing).not.toContain('household.checked → review');
    expect(coverage.edges.missing).not.toContain('household.checked → find');
  });
});

describe('a fault in the flows', { timeout: 120_000 }, () => {
  it('shows where steps go round and round without a question', async () => {
    const report = simulated(
      await edited('add-product', 'saved: { say: true }', 'saved: { say: true, next: save }'),
      7,
      13,
    );
    expect(report.stops).toContainEqual(expect.objectContaining({ outcome: 'stuck', why: 'loop' }));
  });

  it('shows where no answer to a question is understood: nobody comes to their goal', () => {
    const world: World = {
      ...shipped,
      understand(...message) {
        const reading = shipped.understand(...message);
        delete reading?.values['product.price'];
        return reading;
      },
    };
    const { finished, stops } = simulated(world, 7, 13);
    expect(finished).toBe(0);
    const priced = stops.filter(({ at }) => at === 'add-product.price').map(({ why }) => why);
    expect(priced).toContain('endless');
  });

  it('shows in what nobody walks', async () => {
    const world = await edited('menu', 'rest: goodbye }', 'rest: finish }');
    expect(simulated(world, 7, 26).coverage.steps.missing).toContain('menu.goodbye');
  });

  it('that throws is told with the farmer and their last words', () => {
    const world: World = {
      ...shipped,
      factsAfter(turn) {
        if (turn.facts.household?.name) throw new Error('no more room');
        return shipped.factsAfter(turn);
      },
    };
    const thrown = simulated(world, 7, 13).stops.find(({ why }) => why.includes('no more room'));
    expect(thrown).toMatchObject({ outcome: 'stuck', first: { farmer: expect.any(Number) } });
    expect(thrown?.first?.lines.at(-1)).toMatch(/^says /);
  });
});

describe('what farmers like these have found', () => {
  it('who refuses that anything is kept is left in peace, whatever the link was for that they came by', () => {
    const talk = new PureTalk(content);
    talk.does({ sent: 'start cua-toi' });
    expect(talk.says('Không đồng ý')).toHaveLength(1);
    expect(talk.state.stack).toEqual([]);
  });

  it('more photos than a step takes, sent at other questions, can be taken out again', () => {
    const talk = new PureTalk(content);
    for (const said of ['xin chào', 'Đồng ý', 'Bác', 'na dai']) talk.says(said);
    talk.does({ sent: 'photo' });
    talk.says('Xong');
    for (let count = 0; count < 9; count++) talk.does({ sent: 'photo' });
    for (const said of ['sửa ảnh', 'Bỏ bớt ảnh', 'Ảnh 8']) talk.says(said);
    expect(talk.facts.product[0]?.photos).toHaveLength(9);
  });

  it('a nudge is not due for ever once a helper has taken days', () => {
    const talk = new PureTalk(content);
    for (const said of ['xin chào', 'Đồng ý', 'Bác', 'gặp người']) talk.says(said);
    talk.does({ after: 72 });
    talk.input({ type: 'handed_back', helper: 'Lan', solved: true });
    expect(talk.nudgeAt).toBeUndefined();
  });
});
