// A new edition while people are inside: nobody loses an answer, nobody is stranded, whatever was edited.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { home, readContent } from '../../src/app.ts';
import {
  type ContentFiles,
  compile,
  emptyState,
  migrate,
  type Playbook,
  type State,
  step,
} from '../../src/engine/index.ts';
import type { Migrated } from '../../src/engine/migrate.ts';
import type { Frame } from '../../src/engine/state.ts';
import type { Facts } from '../../src/model/facts.ts';
import { PureTalk, scenarios, shippedContent } from '../support/scenarios.ts';
import { blank, playbook } from './small.ts';

const files = await readContent(home);
const content = await shippedContent();
const shipped = content.playbook;

/** The shipped flows with one flow changed; fails when that does not compile. */
function edition(flow: string, change: (source: string) => string, from: ContentFiles = files): Playbook {
  const file = `flows/${flow}.yaml`;
  const compiled = compile({ ...from, [file]: change(from[file] ?? '') });
  if (!('playbook' in compiled)) throw new Error(JSON.stringify(compiled.issues));
  return compiled.playbook;
}

/** A talk that has come to the question for a price. */
function atPrice(): PureTalk {
  const talk = new PureTalk(content);
  for (const said of ['xin chào', 'Đồng ý', 'Bác', 'chè móc câu', 'để sau']) talk.says(said);
  expect(talk.state.stack.at(-1)).toMatchObject({ flow: 'add-product', step: 'price' });
  return talk;
}

const top = (state: State) => state.stack.at(-1);

describe('a new edition', () => {
  it('changes nothing for those whose step it does not touch', () => {
    const { state, facts } = atPrice();
    const other = edition('add-product', (source) =>
      source.replace('season: { ask: product.season, optional: true }', 'x: { say: true }'),
    );
    expect(migrate(state, facts, other, shipped)).toEqual({ state, outcome: 'unaffected' });
  });

  it('asks no more which known question was meant when one of them is gone', () => {
    const { state, facts } = atPrice();
    const between = (ids: string[]) => ({ ...state, aside: { type: 'faq' as const, ids }, options: ids });
    const without = edition('faq', (source) => source.replace(/^ {2}who:[\s\S]*?(?=^ {2}operator:)/m, ''));
    const kept = between(['operator', 'fees']);
    expect(migrate(kept, facts, without, shipped)).toEqual({ state: kept, outcome: 'unaffected' });
    const { state: now, outcome } = migrate(between(['who', 'operator']), facts, without, shipped);
    expect(outcome).toBe('unaffected');
    expect(now).toEqual({ ...state, options: [] });
  });

  it('follows a step to its new name', () => {
    const { state, facts } = atPrice();
    const renamed = edition('add-product', (source) =>
      source
        .replace('price: { ask: product.price }', 'cost: { ask: product.price, was: [price] }')
        .replace('photos, price,', 'photos, cost,'),
    );
    const { state: now, outcome } = migrate(state, facts, renamed, shipped);
    expect(top(now)).toMatchObject({ flow: 'add-product', step: 'cost' });
    expect(outcome).toBe('unaffected');
  });

  it('follows the question when its step is built anew under another name', () => {
    const { state, facts } = atPrice();
    const rebuilt = edition('add-product', (source) =>
      source
        .replace('price: { ask: product.price }', 'cost: { ask: product.price }')
        .replace('change: [name, photos, price,', 'change: [name, photos, cost,'),
    );
    expect(top(migrate(state, facts, rebuilt, shipped).state)).toMatchObject({ step: 'cost' });
  });

  it('leads from a question that is gone to the first whose answer is missing, and says so', () => {
    const talk = atPrice();
    const without = edition('add-product', (source) =>
      source.replace('  price: { ask: product.price }\n', '').replace('photos, price,', 'photos,'),
    );
    const { state, outcome } = migrate(talk.state, talk.facts, without, shipped);
    expect(outcome).toBe('asked_again');
    expect(top(state)).toMatchObject({ flow: 'add-product', step: 'packing' });
    // Their answer to the question that is gone is not taken for one to the new question.
    const reading = { text: 'túi giấy', values: { 'product.packing': { said: 'túi giấy', value: 'túi giấy' } } };
    const turn = step(
      without,
      state,
      talk.facts,
      { type: 'message', content: { type: 'text', text: '' }, reading },
      0,
      [],
    );
    expect(turn.effects.filter(({ type }) => type === 'set_fact')).toEqual([]);
    expect(JSON.stringify(turn.effects)).toContain('common:moved');
    const next = step(
      without,
      turn.state,
      turn.facts,
      { type: 'message', content: { type: 'text', text: '' }, reading },
      0,
      [],
    );
    expect(next.effects).toContainEqual(expect.objectContaining({ type: 'set_fact', field: 'product.packing' }));
  });

  it('brings in a helper for those of whose flow nothing is left', () => {
    const talk = new PureTalk(content);
    for (const said of ['xin chào', 'Đồng ý', 'Bác']) talk.says(said);
    const state: State = { ...talk.state, stack: [{ flow: 'gone', step: 'away' }] };
    const { state: now, outcome } = migrate(state, talk.facts, shipped, undefined);
    expect(outcome).toBe('needs_helper');
    const turn = step(
      shipped,
      now,
      talk.facts,
      { type: 'message', content: { type: 'text', text: 'a' }, reading: { text: 'a', values: {} } },
      0,
      ['id'],
    );
    expect(turn.effects).toContainEqual(expect.objectContaining({ type: 'open_ticket', reason: 'place_gone' }));
    expect(top(turn.state)).toMatchObject({ flow: 'menu' });
  });

  it('begins anew with a state that it does not know', () => {
    const { facts } = atPrice();
    for (const state of [{ v: 99 }, null, 'x', []]) expect(migrate(state, facts, shipped).state).toEqual(emptyState);
  });
});

// ── each rule, on small flows ──

type Place = Partial<State> & { stack: Frame[] };
type Case = {
  it: string;
  before: string;
  after: string;
  /** What the file says of the flow itself. */
  head?: string;
  at: Place;
  facts?: Partial<Facts>;
  /** Nothing is known of the older edition. */
  isUnknown?: true;
  becomes: Place;
  outcome: Migrated['outcome'];
};

const here = (step: string, more: Partial<Frame> = {}): Frame => ({ flow: 'main', step, ...more });
const row = { row: 'tea' };
const named = { household: { id: 'household', phone: '0912345678', name: 'Hoa' } };

const cases: Case[] = [
  {
    it: 'keeps waiting at a step that still waits',
    before: 'away: { wait: answer, days: 3, late: done }, done: { end: true }',
    after: 'away: { wait: reply, days: 5, late: done }, done: { end: true }',
    at: { stack: [here('away', { waiting: true })] },
    becomes: { stack: [here('away', { waiting: true })] },
    outcome: 'unaffected',
  },
  {
    it: 'waits no more at a step that asks now',
    before: 'away: { wait: answer, days: 3, late: done }, done: { end: true }',
    after: 'away: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('away', { waiting: true })] },
    becomes: { stack: [here('away')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'keeps the place inside a guide',
    before: 'show: { guide: shop.marketplace }, done: { end: true }',
    after: 'hello: { say: true }, show: { guide: shop.marketplace }, done: { end: true }',
    at: { stack: [here('show', { at: 2 })] },
    becomes: { stack: [here('show', { at: 2 })] },
    outcome: 'unaffected',
  },
  {
    it: 'forgets the place inside a guide that is one no more',
    before: 'show: { guide: shop.marketplace }, done: { end: true }',
    after: 'show: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('show', { at: 2 })] },
    becomes: { stack: [here('show')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'remembers what was passed over under its new name, and forgets what is gone',
    before:
      'one: { ask: household.phone, optional: true }, two: { ask: household.name, optional: true }, three: { ask: household.place, optional: true }, pick: { choose: { yes: done } }, done: { end: true }',
    after:
      'one: { ask: household.phone, optional: true }, second: { ask: household.name, optional: true, was: [two] }, pick: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('pick', { skipped: ['one', 'two', 'three'] })] },
    becomes: { stack: [here('pick', { skipped: ['one', 'second'] })] },
    outcome: 'unaffected',
  },
  {
    it: 'says nothing of what was passed over once all of it is gone',
    before: 'one: { ask: household.phone, optional: true }, pick: { choose: { yes: done } }, done: { end: true }',
    after: 'pick: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('pick', { skipped: ['one'] })] },
    becomes: { stack: [here('pick')] },
    outcome: 'unaffected',
  },
  {
    it: 'ends a detour whose question is gone',
    before: 'phone: { ask: household.phone }, sure: { choose: { yes: done } }, done: { end: true }',
    after: 'sure: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('sure'), here('phone', { once: true })] },
    becomes: { stack: [here('sure')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'goes on with a detour whose question has another name',
    before: 'phone: { ask: household.phone }, sure: { choose: { yes: done } }, done: { end: true }',
    after: 'number: { ask: household.phone, was: [phone] }, sure: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('sure'), here('phone', { once: true })] },
    becomes: { stack: [here('sure'), here('number', { once: true })] },
    outcome: 'unaffected',
  },
  {
    it: 'ends a detour whose question is asked by another step, for that step is on the way',
    before: 'phone: { ask: household.phone }, sure: { choose: { yes: done } }, done: { end: true }',
    after: 'number: { ask: household.phone }, sure: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('sure'), here('phone', { once: true })] },
    becomes: { stack: [here('sure')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'follows a flow to its new name',
    before: 'pick: { choose: { yes: done } }, done: { end: true }',
    after: 'pick: { choose: { yes: done } }, done: { end: true }',
    head: 'was: [elder]',
    at: { stack: [{ flow: 'elder', step: 'pick' }], back: [{ flow: 'elder', step: 'pick' }] },
    isUnknown: true,
    becomes: { stack: [here('pick')], back: [{ flow: 'main', step: 'pick' }] },
    outcome: 'unaffected',
  },
  {
    it: 'goes to the first question without an answer, past what is known or was passed over',
    before: 'lost: { choose: { yes: done } }, done: { end: true }',
    after:
      'phone: { ask: household.phone }, name: { ask: household.name, optional: true }, place: { ask: household.place }, done: { end: true }',
    at: { stack: [here('lost', { skipped: ['name'] })] },
    facts: { household: { id: 'household', phone: '0912345678' } },
    becomes: { stack: [here('place', { skipped: ['name'] })], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'goes to the photos when too few are there',
    before: 'lost: { choose: { yes: done } }, done: { end: true }',
    after: 'photos: { collect: product.photos, min: 1, max: 8 }, season: { ask: product.season }, done: { end: true }',
    head: 'scope: product',
    at: { stack: [here('lost', row)] },
    becomes: { stack: [here('photos', row)], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'goes past photos that are enough',
    before: 'lost: { choose: { yes: done } }, done: { end: true }',
    after: 'photos: { collect: product.photos, min: 1, max: 8 }, season: { ask: product.season }, done: { end: true }',
    head: 'scope: product',
    at: { stack: [here('lost', row)] },
    facts: { product: [{ id: 'tea', status: 'ready', photos: [{ id: 'photo' }] }] } as unknown as Partial<Facts>,
    becomes: { stack: [here('season', row)], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'goes past photos that were passed over',
    before: 'lost: { choose: { yes: done } }, done: { end: true }',
    after: 'photos: { collect: product.photos, min: 1, max: 8 }, season: { ask: product.season }, done: { end: true }',
    head: 'scope: product',
    at: { stack: [here('lost', { ...row, skipped: ['photos'] })] },
    becomes: { stack: [here('season', { ...row, skipped: ['photos'] })], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'goes to the nearest step before that is left, when nothing is missing',
    before:
      'one: { choose: { yes: two } }, two: { choose: { yes: lost } }, three: { choose: { yes: lost } }, lost: { choose: { yes: done } }, done: { end: true }',
    after: 'one: { choose: { yes: two } }, two: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('lost')] },
    becomes: { stack: [here('two')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'knows the step before by its new name',
    before:
      'one: { choose: { yes: two } }, two: { choose: { yes: lost } }, lost: { choose: { yes: done } }, done: { end: true }',
    after: 'one: { choose: { yes: second } }, second: { choose: { yes: done }, was: [two] }, done: { end: true }',
    at: { stack: [here('lost')] },
    becomes: { stack: [here('second')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'begins the flow anew when nothing before is left',
    before: 'lost: { choose: { yes: done } }, one: { choose: { yes: done } }, done: { end: true }',
    after: 'first: { choose: { yes: one } }, one: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('lost')] },
    becomes: { stack: [here('first')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'begins the flow anew when the older edition is not known',
    before: 'done: { end: true }',
    after: 'first: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('lost')] },
    isUnknown: true,
    becomes: { stack: [here('first')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'asks again where a step of that name asks for something else',
    before: 'it: { ask: household.phone }, done: { end: true }',
    after: 'it: { ask: household.name }, done: { end: true }',
    at: { stack: [here('it')] },
    becomes: { stack: [here('it')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'asks again where a choice takes the place of another under a new name',
    before: 'it: { choose: { yes: done } }, done: { end: true }',
    after: 'that: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('it')] },
    becomes: { stack: [here('that')], moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'takes a step of the same name for the same question when the older edition is not known',
    before: 'it: { choose: { yes: done } }, done: { end: true }',
    after: 'it: { ask: household.phone }, done: { end: true }',
    at: { stack: [here('it')], tries: 2, options: ['yes'] },
    isUnknown: true,
    becomes: { stack: [here('it')], tries: 2, options: ['yes'] },
    outcome: 'unaffected',
  },
  {
    it: 'takes the photos of another step for the same question',
    before: 'pics: { collect: product.photos, min: 1, max: 8 }, done: { end: true }',
    after: 'photos: { collect: product.photos, min: 2, max: 6 }, done: { end: true }',
    head: 'scope: product',
    at: { stack: [here('pics', row)], tries: 1 },
    becomes: { stack: [here('photos', row)], tries: 1 },
    outcome: 'unaffected',
  },
  {
    it: 'puts a question that is new to them without the options, the tries and what was asked beside the old one',
    before: 'lost: { choose: { yes: done } }, done: { end: true }',
    after: 'phone: { ask: household.phone }, done: { end: true }',
    at: {
      stack: [here('lost')],
      question: 7,
      options: ['yes'],
      aside: { type: 'offer' },
      tries: 2,
      turns: 5,
      force: true,
      nudged: 1,
      tapped: '6:0',
    },
    becomes: { stack: [here('phone')], question: 7, nudged: 1, tapped: '6:0', moved: 'on' },
    outcome: 'asked_again',
  },
  {
    it: 'leads back only to questions that are left',
    before:
      'one: { ask: household.phone }, two: { ask: household.name }, it: { choose: { yes: done } }, done: { end: true }',
    after: 'first: { ask: household.phone, was: [one] }, it: { choose: { yes: done } }, done: { end: true }',
    at: {
      stack: [here('it')],
      back: [here('one', row), here('two'), here('it'), { flow: 'away', step: 'it' }],
    },
    facts: named,
    becomes: { stack: [here('it')], back: [here('first', row), here('it')] },
    outcome: 'unaffected',
  },
  {
    it: 'keeps the number of the question where nothing is left, so that old buttons are known as old',
    before: 'it: { choose: { yes: done } }, done: { end: true }',
    after: 'it: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [{ flow: 'away', step: 'it' }], question: 9, tries: 1, back: [here('it')] },
    becomes: { stack: [], question: 9, moved: 'gone' },
    outcome: 'needs_helper',
  },
  {
    it: 'leaves the flow that is gone for the one below it',
    before: 'it: { choose: { yes: done } }, done: { end: true }',
    after: 'it: { choose: { yes: done } }, done: { end: true }',
    at: { stack: [here('it'), { flow: 'away', step: 'x' }] },
    becomes: { stack: [here('it')], moved: 'on' },
    outcome: 'asked_again',
  },
];

describe('somebody inside', () => {
  for (const { it: name, before, after, head, at, facts, isUnknown, becomes, outcome } of cases)
    it(name, () => {
      const from = isUnknown ? undefined : playbook(`  { ${before} }`, head);
      const to = playbook(`  { ${after} }`, head);
      const state: State = { ...emptyState, ...at };
      const known: Facts = { ...blank, ...facts };
      expect(migrate(state, known, to, from)).toEqual({ state: { ...emptyState, ...becomes }, outcome });
    });

  it('is left as they are, to the letter, where nothing changes for them', () => {
    const book = playbook('  { it: { choose: { yes: done } }, done: { end: true } }');
    const state: State = { ...emptyState, stack: [here('it')], back: [here('it')] };
    expect(migrate(state, blank, book, book).state).toBe(state);
    expect(migrate(emptyState, blank, book, book)).toEqual({ state: emptyState, outcome: 'unaffected' });
  });
});

// ── any edit, any position ──

/** Where people are, as the scenarios leave them after each line. */
const positions: { state: State; facts: Facts }[] = scenarios().flatMap(({ scenario }) => {
  const talk = new PureTalk(content);
  return scenario.turns.map((line) => {
    talk.does(line);
    return { state: talk.state, facts: talk.facts };
  });
});

type Edit = { flow: string; at: number; deed: 'drop' | 'rename' | 'rebuild' | 'add' | 'swap' | 'drop flow' };

const flows = Object.keys(shipped.flows);
const edits: fc.Arbitrary<Edit> = fc.record({
  flow: fc.constantFrom(...flows),
  at: fc.nat(40),
  deed: fc.constantFrom('drop', 'rename', 'rebuild', 'add', 'swap', 'drop flow'),
});

/** Carries out an edit as an admin would, so that names still lead somewhere; undefined where it cannot be. */
function edited(from: ContentFiles, { flow, at, deed }: Edit): ContentFiles | undefined {
  const file = `flows/${flow}.yaml`;
  if (from[file] === undefined) return undefined;
  if (deed === 'drop flow') {
    const rest = Object.fromEntries(Object.entries(from).filter(([name]) => name !== file));
    const calling = new RegExp(`\\{ call: ${flow}([,}])`, 'g');
    return Object.fromEntries(
      Object.entries(rest).map(([name, source]) => [name, source.replace(calling, '{ say: true$1')]),
    );
  }
  const root = parseDocument(from[file]);
  const steps = root.get('steps');
  if (!isMap(steps)) return undefined;
  const index = at % steps.items.length;
  const pair = steps.items[index];
  const name = String(isScalar(pair?.key) ? pair.key.value : '');
  const instead = steps.items[index + 1] ?? steps.items[index - 1];
  const lead = (to: string) =>
    visit(root, {
      Scalar(key, node) {
        if (key !== 'key' && node.value === name) node.value = to;
      },
    });
  switch (deed) {
    case 'drop': {
      if (!instead || !isScalar(instead.key)) return undefined;
      steps.items.splice(index, 1);
      lead(String(instead.key.value));
      break;
    }
    case 'rename':
    case 'rebuild': {
      lead(`${name}-2`);
      if (pair && isScalar(pair.key)) pair.key.value = `${name}-2`;
      if (deed === 'rename' && pair && isMap(pair.value)) pair.value.set('was', [name]);
      break;
    }
    case 'add':
      steps.items.splice(index, 0, root.createPair(`new-${at}`, { say: true }) as never);
      break;
    case 'swap': {
      const [moved] = steps.items.splice(index, 1);
      if (moved) steps.items.splice(Math.max(0, index - 1), 0, moved);
    }
  }
  return { ...from, [file]: root.toString() };
}

describe('whatever is edited, wherever they are', () => {
  it('nobody is stranded, no answer is lost, and moving twice is moving once', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        fc.array(edits, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...positions),
        (list, { state, facts }) => {
          let changed: ContentFiles | undefined = files;
          for (const edit of list) changed = changed && (edited(changed, edit) ?? changed);
          const compiled = compile(changed ?? files);
          fc.pre('playbook' in compiled);
          if (!('playbook' in compiled)) return;
          tried++;
          const to = compiled.playbook;
          const before = JSON.stringify(facts);
          const moved = migrate(state, facts, to, shipped);
          for (const frame of moved.state.stack) expect(to.flows[frame.flow]?.steps[frame.step]).toBeDefined();
          expect(migrate(moved.state, facts, to, to).state).toEqual(moved.state);
          expect(JSON.stringify(facts)).toBe(before);
          // The next message is answered, and no answer that was known is gone.
          const message = {
            type: 'message',
            content: { type: 'text', text: 'chào' },
            reading: { text: 'chào', values: {}, greeting: true },
          } as const;
          const turn = step(to, moved.state, facts, message, 0, ['1', '2', '3', '4']);
          expect(turn.effects.some(({ type }) => type === 'say')).toBe(true);
          expect(turn.effects.filter(({ type }) => type === 'clear_fact')).toEqual([]);
          expect(turn.facts.household).toEqual(facts.household ?? turn.facts.household);
          expect(turn.facts.product.slice(0, facts.product.length)).toMatchObject(
            facts.product.map(({ id, name }) => ({ id, ...(name !== undefined && { name }) })),
          );
        },
      ),
      { numRuns: 400, seed: 11 },
    );
    expect(tried).toBeGreaterThan(300);
  }, 120_000);
});
