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
import type { Facts } from '../../src/model/facts.ts';
import { PureTalk, scenarios, shippedContent } from '../support/scenarios.ts';

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
