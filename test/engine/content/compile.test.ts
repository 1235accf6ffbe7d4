// Compiling content: each fault is found with its file, line and step, before anybody can talk to it.
import { describe, expect, it } from 'vitest';
import { type ContentFiles, compile, type Issue, type Rule } from '../../../src/engine/index.ts';
import { kindOf, stepKinds } from '../../../src/engine/steps/index.ts';

const entry = `
first: welcome
declined: { flow: welcome, step: again }
consent: prepare
menu: menu
commands: { my-data: menu }
links: { san-pham: main }
phrases: { main: [đăng thêm] }
returning: { hours: 48 }
quiet: { nudges: [20, 42], between: [7, 20], within: 47 }
`;

const sound: Record<string, string> = {
  'flows/entry.yaml': entry,
  'flows/welcome.yaml':
    'flow: welcome\nsteps: { hello: { say: true }, again: { choose: { yes: rest } }, rest: { end: true } }',
  'flows/menu.yaml':
    'flow: menu\nsteps: { choose: { choose: { add: add, rest: rest } }, add: { call: main, next: choose }, rest: { end: true } }',
  'flows/main.yaml':
    'flow: main\nscope: product\nsteps: { name: { ask: product.name }, price: { ask: product.price }, rest: { end: true } }',
  'flows/marketplaces/market.yaml': `
marketplace: market
name: Chợ Thử
aliases: []
operator: Công ty Thử
helpers: Bưu cục Thử
status: active
hotlines: []
fields: []
photos: { min: 1, max: 8, minPixels: 800, maxMegabytes: 2 }
steps: [{ id: account, who: helper, text: { vi: Mở, en: Open } }]
source: made up
`,
};

/** Compiles the sound content with some files changed, added or (`null`) left out. */
function compiled(changes: Record<string, string | null> = {}): ReturnType<typeof compile> {
  const files: ContentFiles = Object.fromEntries(
    Object.entries({ ...sound, ...changes }).flatMap(([file, source]) => (source === null ? [] : [[file, source]])),
  );
  return compile(files);
}

const issuesOf = (changes: Record<string, string | null>): Issue[] => compiled(changes).issues;

/** The issues of `flows/main.yaml` with these steps. */
const inMain = (steps: string, head = 'scope: product') =>
  issuesOf({ 'flows/main.yaml': `flow: main\n${head}\nsteps: ${steps}` });

const issue = (step: string | undefined, rule: Rule, words: RegExp = /(?:)/, file = 'flows/main.yaml') => ({
  rule,
  severity: 'error',
  file,
  line: expect.any(Number),
  ...(step && { step }),
  values: expect.toSatisfy((values: Issue['values']) => words.test(Object.values(values).join(': '))),
});

describe('sound content', () => {
  it('compiles to flows, entry and marketplaces', () => {
    const result = compiled();
    expect(result.issues).toEqual([]);
    if (!('playbook' in result)) throw new Error('there is no playbook');
    const { flows, entry: roots, marketplaces } = result.playbook;
    expect(Object.keys(flows).sort()).toEqual(['main', 'menu', 'welcome']);
    expect(flows.main).toMatchObject({ scope: 'product', order: ['name', 'price', 'rest'] });
    expect(flows.main?.steps.name).toEqual({ kind: 'ask', ask: 'product.name' });
    expect(roots.menu).toBe('menu');
    expect(marketplaces.market?.operator).toBe('Công ty Thử');
  });

  it('compiles to the kinds of produce, each with its group and all its names', () => {
    const source = 'groups: { tea: [{ kind: chè, also: [trà] }], fruit: [{ kind: bưởi }] }';
    const result = compiled({ 'flows/produce.yaml': source });
    expect('playbook' in result && result.playbook.produce).toEqual([
      { kind: 'chè', group: 'tea', names: ['chè', 'trà'] },
      { kind: 'bưởi', group: 'fruit', names: ['bưởi'] },
    ]);
  });

  it('compiles to the same in whatever order its files come', () => {
    const reversed = Object.fromEntries(Object.entries(sound).reverse());
    const { playbook } = compile(sound) as { playbook?: object };
    expect(playbook).toBeDefined();
    expect(JSON.stringify(compile(reversed))).toBe(JSON.stringify(compile(sound)));
  });

  it('keeps the order of the steps as they are written', () => {
    const result = compiled({
      'flows/main.yaml': 'flow: main\nsteps: { z: { say: true }, a: { say: true }, m: { end: true } }',
    });
    expect('playbook' in result && result.playbook.flows.main?.order).toEqual(['z', 'a', 'm']);
  });
});

describe('a step that leads nowhere', () => {
  const ways: Record<string, string> = {
    next: '{ name: { ask: product.name, next: nowhere }, rest: { end: true } }',
    'an option': '{ name: { choose: { a: nowhere, b: rest } }, rest: { end: true } }',
    'a branch':
      '{ name: { branch: [{ if: { field: product.name, known: true }, to: nowhere }], else: rest }, rest: { end: true } }',
    else: '{ name: { branch: [{ if: { field: product.name, known: true }, to: rest }], else: nowhere }, rest: { end: true } }',
    yes: '{ name: { confirm: product, yes: nowhere }, rest: { end: true } }',
    no: '{ name: { confirm: product, yes: rest, no: nowhere }, rest: { end: true } }',
    change: '{ name: { confirm: product, yes: rest, change: [nowhere] }, rest: { end: true } }',
    late: '{ name: { wait: x, days: 1, late: nowhere }, rest: { end: true } }',
    'a way inside a deep condition':
      '{ name: { branch: [{ if: { all: [{ not: { field: product.name, known: true } }] }, to: nowhere }], else: rest }, rest: { end: true } }',
  };

  it.each(Object.entries(ways))('is found by %s', (_way, steps) => {
    expect(inMain(steps)).toEqual([issue('name', 'unknown-step', /^nowhere$/)]);
  });

  it('is found when nothing comes below it', () => {
    expect(inMain('{ name: { ask: product.name }, last: { say: true } }')).toEqual([issue('last', 'leads-nowhere')]);
  });

  it('is found when a chosen row has no way on', () => {
    expect(inMain('{ pick: { choose: { none: pick }, from: product } }')).toEqual([issue('pick', 'leads-nowhere')]);
  });

  it('is none when it ends, hands over with a next, or branches', () => {
    expect(inMain('{ a: { handoff: talk, reason: r, next: b }, b: { end: true } }')).toEqual([]);
    expect(
      inMain('{ b: { end: true }, a: { branch: [{ if: { field: product.name, known: true }, to: b }], else: b } }'),
    ).toEqual([]);
  });

  it('reports every fault at once', () => {
    const issues = inMain('{ a: { ask: product.name, next: x }, b: { call: y }, c: { say: true, next: z } }');
    expect(issues.map(({ step }) => step)).toEqual(['a', 'b', 'c']);
  });
});

describe('a flow that does not exist', () => {
  it('is found where a step calls it', () => {
    expect(inMain('{ go: { call: nowhere }, rest: { end: true } }')).toEqual([
      issue('go', 'unknown-flow', /^nowhere$/),
    ]);
  });

  const roots: [what: string, from: string, to: string][] = [
    ['first', 'first: welcome', 'first: nowhere'],
    ['menu', 'menu: menu', 'menu: nowhere'],
    ['a command', 'my-data: menu', 'my-data: nowhere'],
    ['a link', 'san-pham: main', 'san-pham: nowhere'],
    ['a phrase', 'phrases: { main:', 'phrases: { nowhere:'],
  ];
  it.each(roots)('is found where the entry names it by %s', (_what, from, to) => {
    expect(issuesOf({ 'flows/entry.yaml': entry.replace(from, to) })).toEqual([
      issue(undefined, 'unknown-flow', /^nowhere$/, 'flows/entry.yaml'),
    ]);
  });

  it('is found, or its step, where those go who declined', () => {
    const declined = (to: string) => issuesOf({ 'flows/entry.yaml': entry.replace('flow: welcome, step: again', to) });
    expect(declined('flow: welcome, step: nowhere')).toEqual([
      issue(undefined, 'unknown-step', /^nowhere$/, 'flows/entry.yaml'),
    ]);
    expect(declined('flow: nowhere, step: again')).toContainEqual(
      issue(undefined, 'unknown-flow', /^nowhere$/, 'flows/entry.yaml'),
    );
  });
});

describe('a field that does not exist', () => {
  it('is found where it is asked for', () => {
    expect(inMain('{ a: { ask: product.colour }, rest: { end: true } }')).toEqual([
      issue('a', 'wrong-shape', /^ask: /),
    ]);
  });

  it('is found where it is collected, composed or cleared', () => {
    expect(inMain('{ a: { collect: product.films, min: 1, max: 8 }, rest: { end: true } }')).toEqual([
      issue('a', 'wrong-shape', /^collect: /),
    ]);
    for (const deed of ['compose', 'clear'])
      expect(inMain(`{ a: { do: ${deed}, field: product.colour }, rest: { end: true } }`)).toEqual([
        issue('a', 'wrong-shape', /^field: /),
      ]);
  });

  it('is not made up by what every object has', () => {
    expect(inMain('{ a: { ask: toString }, rest: { end: true } }')).toEqual([issue('a', 'wrong-shape', /^ask: /)]);
  });
});

describe('a step that is not one', () => {
  it('is found when it has two kinds', () => {
    expect(inMain('{ a: { ask: product.name, say: true }, rest: { end: true } }')).toEqual([
      issue('a', 'wrong-shape', /exactly one of say, ask/),
    ]);
  });

  it('is found when it has no kind', () => {
    expect(inMain('{ a: { tell: true }, b: {}, rest: { end: true } }')).toEqual([
      issue('a', 'wrong-shape', /exactly one of/),
      issue('b', 'wrong-shape', /exactly one of/),
    ]);
  });

  const broken: Record<keyof typeof stepKinds, string> = {
    say: '{ say: 3 }',
    ask: '{ ask: product.name, optional: false }',
    choose: '{ choose: [a, b] }',
    collect: '{ collect: product.photos, min: 1 }',
    confirm: '{ confirm: product }',
    guide: '{ guide: product.name }',
    branch: '{ branch: [], else: rest }',
    do: '{ do: nothing_known }',
    call: '{ call: main, nxt: rest }',
    wait: '{ wait: x, late: rest }',
    handoff: '{ handoff: shout, reason: r }',
    end: '{ end: false }',
  };
  it.each(Object.entries(broken))('is found when its %s is written wrongly', (_kind, body) => {
    const issues = inMain(`{ a: ${body}, rest: { end: true } }`);
    expect(issues.length).toBeGreaterThan(0);
    for (const each of issues) expect(each).toEqual(issue('a', 'wrong-shape', /: /));
  });

  it('is found when its condition is none', () => {
    const condition = '{ field: product.name, resembles: chè }';
    expect(inMain(`{ a: { branch: [{ if: ${condition}, to: rest }], else: rest }, rest: { end: true } }`)).toEqual([
      issue('a', 'wrong-shape', /branch\.0\.if: /),
    ]);
  });
});

describe('a file of the wrong shape', () => {
  const shapes: Record<string, string> = {
    'an empty file': '',
    'a list': '- flow: main',
    'words alone': 'chào bác',
    'no steps': 'flow: main',
    'no name': 'steps: { rest: { end: true } }',
    'a name with capitals': 'flow: Main\nsteps: { rest: { end: true } }',
    'a step with a space': 'flow: main\nsteps: { "the end": { end: true } }',
    'a scope that is no noun': 'flow: main\nscope: basket\nsteps: { rest: { end: true } }',
    'a key that nobody knows': 'flow: main\ntitle: x\nsteps: { rest: { end: true } }',
    'a step that is a word': 'flow: main\nsteps: { rest: end }',
  };
  it.each(Object.entries(shapes))('is found in a flow: %s', (_what, source) => {
    const issues = issuesOf({ 'flows/main.yaml': source });
    expect(issues.length).toBeGreaterThan(0);
    for (const each of issues) expect(each.file).toBe('flows/main.yaml');
  });

  it('is found in a marketplace, with the place in the file', () => {
    const file = 'flows/marketplaces/market.yaml';
    const market = sound[file] ?? '';
    expect(issuesOf({ [file]: market.replace('status: active', 'status: asleep') })).toEqual([
      issue(undefined, 'wrong-shape', /^status: /, file),
    ]);
    expect(issuesOf({ [file]: market.replace('who: helper', 'who: nobody') })).toEqual([
      issue(undefined, 'wrong-shape', /^steps\.0\.who: /, file),
    ]);
    expect(issuesOf({ [file]: market.replace('vi: Mở, ', '') })).toEqual([
      issue(undefined, 'wrong-shape', /^steps\.0\.text\.vi: /, file),
    ]);
  });

  it('is found in the entry, or that there is none', () => {
    expect(issuesOf({ 'flows/entry.yaml': null })).toEqual([
      issue(undefined, 'missing-entry', undefined, 'flows/entry.yaml'),
    ]);
    expect(issuesOf({ 'flows/entry.yaml': entry.replace('hours: 48', 'hours: -1') })).toEqual([
      issue(undefined, 'wrong-shape', /^returning\.hours: /, 'flows/entry.yaml'),
    ]);
  });

  it('gives no playbook', () => {
    expect(compiled({ 'flows/main.yaml': '' })).not.toHaveProperty('playbook');
    expect(compile({})).not.toHaveProperty('playbook');
  });
});

describe('every step kind', () => {
  it('says where it leads', () => {
    const result = compiled({
      'flows/main.yaml': `
flow: main
steps:
  say: { say: true }
  ask: { ask: product.name }
  choose: { choose: { a: say }, from: product }
  collect: { collect: product.photos, min: 1, max: 8 }
  guide: { guide: shop.marketplace }
  do: { do: mute }
  call: { call: menu }
  wait: { wait: x, days: 1, late: say }
  handoff: { handoff: task, reason: r }
  confirm: { confirm: product, yes: say }
  branch: { branch: [{ if: { count: product, over: 0 }, to: say }], else: ask }
  end: { end: true }
`,
    });
    expect(result.issues).toEqual([]);
    if (!('playbook' in result)) throw new Error('there is no playbook');
    const steps = Object.values(result.playbook.flows.main?.steps ?? {});
    expect(steps.map(({ kind }) => kind).sort()).toEqual(Object.keys(stepKinds).sort());
    const goOn = steps.filter((step) => kindOf(step).leads(step).goesOn).map(({ kind }) => kind);
    expect(goOn).toEqual(['say', 'ask', 'choose', 'collect', 'guide', 'do', 'call', 'wait', 'handoff']);
  });
});
