// Every rule by its examples, over small sound content and over the shipped one; the words of each; and that no content,
// however it is mangled, makes the checker throw or take long.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { home, readContent } from '../../../src/app.ts';
import type { Limits } from '../../../src/engine/check/limits.ts';
import { roadsOf } from '../../../src/engine/check/roads.ts';
import {
  type ContentFiles,
  check,
  compile,
  emptyState,
  type Rule,
  rules,
  type State,
  step,
} from '../../../src/engine/index.ts';
import { commands, type Reading } from '../../../src/model/reading.ts';
import { edit, mangled } from './mangled.ts';
import { exampleFiles, exampleOf, laid, stranger } from './support.ts';

const shipped = await readContent(home);
const roomy: Limits = { text: 9999, button: { vi: 9999, en: 9999 }, buttons: 99 };
const ofRule = (rule: string, files: ContentFiles) => check(files).filter((issue) => issue.rule === rule);

it('every rule has its examples, and no other has', () => {
  expect(exampleFiles().sort()).toEqual([...rules].sort());
});

it('sound content has no fault', () => {
  expect(check(laid())).toEqual([]);
});

describe.each(rules)('the rule %s', (rule) => {
  const { broken, good, issues, cases = [] } = exampleOf(rule);

  it(`${rule} finds each fault with its line`, () => {
    const found = ofRule(rule, laid(broken));
    expect(found).toMatchObject(issues);
    expect(issues.length).toBeGreaterThan(0);
  });

  it(`${rule} lets good content be`, () => {
    expect(ofRule(rule, laid(good))).toEqual([]);
  });

  it.each(cases.map((each) => [each.why, each] as const))(`${rule}: %s`, (_why, { files, issues }) => {
    expect(ofRule(rule, laid(files))).toMatchObject(issues);
    if (issues.length === 0) expect(compile(laid(files)).issues).toEqual([]);
  });

  it.each(['vi', 'en'])(`${rule} has its words in %s, filled by what it names`, (language) => {
    const words: Record<string, string> = JSON.parse(shipped[`locales/${language}/issues.json`] ?? '{}');
    const said = [rule, `${rule}.lived`, `${rule}.mend`].map((key) => words[key] ?? '');
    expect(said.filter((text) => text.length < 10)).toEqual([]);
    const named = said.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name));
    for (const { values } of ofRule(rule, laid(broken)))
      for (const name of named) expect(values[name], `{{${name}}}`).toBeTruthy();
  });
});

it('the shipped content has no fault, not even a warning', () => {
  expect(check(shipped)).toEqual([]);
});

it('clutter is a warning, everything that a farmer lives through an error', () => {
  const severities = rules.flatMap((rule) =>
    ofRule(rule, laid(exampleOf(rule).broken)).map((issue) => `${issue.severity} ${rule === 'orphaned-text'}`),
  );
  expect(new Set(severities)).toEqual(new Set(['error false', 'warning true']));
});

it('issues have words for no other rule', () => {
  const keys = rules.flatMap((rule) => [rule, `${rule}.lived`, `${rule}.mend`]);
  expect(Object.keys(JSON.parse(shipped['locales/vi/issues.json'] ?? '{}')).sort()).toEqual(keys.sort());
});

it('faults come in the order of files and lines', () => {
  const files = laid({ ...exampleOf('missing-text').broken, ...exampleOf('asked-before-consent').broken });
  const places = check(files).map(({ file, line }) => `${file}:${String(line).padStart(4, '0')}`);
  expect(places.length).toBeGreaterThan(5);
  expect(places).toEqual([...places].sort());
});

it('a phrase that is a command is none that opens a flow', () => {
  const commandOf = (phrase: string) => (phrase === 'muốn bán hàng' ? 'menu' : undefined);
  const [issue, ...others] = check(laid(), undefined, commandOf);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ rule: 'shared-phrase', file: 'flows/entry.yaml', line: 8, values: { other: 'menu' } });
});

it.each<[what: string, rule: Rule, within: (most: number) => Limits]>([
  ['a message', 'text-too-long', (text) => ({ ...roomy, text })],
  ['a Vietnamese button', 'button-too-long', (vi) => ({ ...roomy, button: { ...roomy.button, vi } })],
  ['an English button', 'button-too-long', (en) => ({ ...roomy, button: { ...roomy.button, en } })],
  ['a number of answers', 'too-many-buttons', (buttons) => ({ ...roomy, buttons })],
])('%s that is just as long as the limit fits, whatever is only understood besides', (_what, rule, within) => {
  const files = laid({ 'locales/vi/menu.json': { 'choose.sell.say': 'bán|đăng hàng|'.repeat(99) } });
  const found = (most: number) => check(files, within(most)).filter((issue) => issue.rule === rule);
  const sizes = found(0).map(({ values }) => Number(values.length ?? values.count));
  const largest = Math.max(...sizes);
  expect(largest).toBeLessThan(999);
  expect(found(largest)).toEqual([]);
  expect(found(largest - 1)).toHaveLength(sizes.filter((size) => size === largest).length);
});

it('the name of a marketplace is a button, and fits when it is just as long', () => {
  const within = (vi: number) => check(laid(), { ...roomy, button: { ...roomy.button, vi } });
  const file = 'flows/marketplaces/market.yaml';
  const ofMarket = (vi: number) => within(vi).filter((issue) => issue.file === file);
  expect(ofMarket('Chợ Thử'.length)).toEqual([]);
  expect(ofMarket('Chợ Thử'.length - 1)).toMatchObject([
    { rule: 'button-too-long', line: 2, values: { text: 'Chợ Thử', length: '7', most: '6' } },
  ]);
});

it('tighter limits find more', () => {
  const found = check(laid(), { text: 20, button: { vi: 8, en: 8 }, buttons: 2 }).map(({ rule }) => rule);
  expect(new Set(found)).toEqual(new Set(['text-too-long', 'button-too-long', 'too-many-buttons']));
});

it('the checker lets the same commands begin a flow before consent as the engine', () => {
  const compiled = compile(shipped);
  if (!('playbook' in compiled)) throw new Error('the shipped content does not compile');
  const open = commands.filter((name) => {
    const entry = { ...compiled.playbook.entry, commands: { [name]: 'my-data' } };
    const playbook = { ...compiled.playbook, entry };
    const say = (state: State, reading: Reading) =>
      step(playbook, state, stranger, { type: 'message', content: { type: 'text', text: '' }, reading }, 0, []);
    const greeted = say(emptyState, { text: '', values: {} });
    const { effects } = say(greeted.state, { text: '', values: {}, command: { name } });
    const obeyed = effects.some((effect) => effect.type === 'say' && effect.text.includes('my-data:show'));
    const known = roadsOf(playbook).roots.some(({ flow, consented }) => flow === 'my-data' && !consented);
    expect({ name, obeyed }).toEqual({ name, obeyed: known });
    return obeyed;
  });
  expect(open).toContain('erase');
  expect(open).not.toContain('menu');
});

// ── mangled content ──

describe('mangled content', () => {
  it('never makes the checker throw', () => {
    const isSaid = fc.property(fc.array(edit(), { minLength: 1, maxLength: 4 }), (edits) => {
      const files = edits.reduce(mangled, shipped);
      for (const { file, line, rule } of check(files)) {
        expect(rules).toContain(rule);
        expect(line).toBeGreaterThan(0);
        expect(files[file] ?? file).toBeTruthy();
      }
    });
    fc.assert(isSaid, { numRuns: 60, seed: 5 });
  });

  it.each([
    ['a ladder in one flow', ladder],
    ['a stair of flows', stair],
  ])('takes its time by its size: %s is not walked along every path', (_what, flowsOf) => {
    const timeOf = (count: number) => {
      const files = laid({ ...flowsOf(count), 'flows/marketplaces/market.yaml': null });
      const before = performance.now();
      expect(check(files)).not.toEqual([]);
      return performance.now() - before;
    };
    timeOf(50);
    const [small, large] = [timeOf(100), timeOf(800)];
    expect(large).toBeLessThan(30 * Math.max(small, 10));
  });
});

/** Two ways at each of so many rungs, both to the next and back to the first: more paths than there are atoms. */
function ladder(count: number): Record<string, string> {
  const rungs = Array.from({ length: count }, (_, at) => {
    const next = at + 1 < count ? `rung${at + 1}` : 'finish';
    return `  rung${at}: { choose: { a: left${at}, b: right${at}, c: rung0 } }
  left${at}: { ask: product.stock, optional: true, next: ${next} }
  right${at}: { branch: [{ if: { field: product.name, known: true }, to: ${next} }], else: left${at} }`;
  });
  const steps = [...rungs, '  finish: { end: true }'].join('\n');
  return { 'flows/sell.yaml': `flow: sell\nscope: product\nsteps:\n${steps}\n` };
}

/** So many flows, each of which runs the next one twice. */
function stair(count: number): Record<string, string> {
  const flows = Array.from({ length: count }, (_, at) => {
    const next = at + 1 < count ? `stair${at + 1}` : 'menu';
    const source = `flow: stair${at}
steps:
  one: { call: ${next} }
  two: { call: ${next} }
  finish: { end: true }
`;
    return [`flows/stair${at}.yaml`, source];
  });
  const sell = 'flow: sell\nscope: product\nsteps: { first: { call: stair0 }, finish: { end: true } }\n';
  return { ...Object.fromEntries(flows), 'flows/sell.yaml': sell };
}
