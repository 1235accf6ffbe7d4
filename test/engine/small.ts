// A small playbook around the flow that a test is about, and somebody of whom little is known.
import { expect } from 'vitest';
import { compile, emptyState, type Input, type Playbook, type State, step } from '../../src/engine/index.ts';
import type { Effect } from '../../src/model/effects.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Content } from '../../src/model/messages.ts';
import type { Reading } from '../../src/model/reading.ts';

const entry = `
first: welcome
declined: { flow: welcome, step: again }
consent: prepare
menu: menu
commands: { menu: menu }
links: { other: other }
phrases: { other: [việc khác] }
returning: { hours: 48 }
quiet: { nudges: [20, 42], between: [7, 20], within: 47 }
`;

const around = {
  welcome: 'flow: welcome\nsteps: { again: { choose: { yes: done } }, done: { end: true } }',
  menu: 'flow: menu\nsteps: { pick: { choose: { main: main, other: other, rest: done } }, main: { call: main, next: pick }, other: { call: other, next: pick }, done: { end: true } }',
  other: 'flow: other\nsteps: { sure: { choose: { yes: done } }, done: { end: true } }',
};

export const market = `
marketplace: market
name: Chợ Thử
aliases: [thử]
operator: Công ty Thử
helpers: Bưu cục Thử
status: active
hotlines: []
fields: []
photos: { min: 1, max: 8, minPixels: 800, maxMegabytes: 2 }
steps:
  - { id: install, who: household, text: { vi: Cài, en: Install }, verifiedOn: 2026-11-01 }
  - { id: guess, who: household, text: { vi: Đoán, en: Guess } }
  - { id: sign, who: household, text: { vi: Ký, en: Sign }, verifiedOn: 2026-11-01 }
  - { id: enter, who: helper, text: { vi: Nhập, en: Enter }, verifiedOn: 2026-11-01 }
source: made up for tests
`;

/** A playbook whose flow `main` has these steps; `more` are further files below flows/. */
export function playbook(steps: string, head = '', more: Record<string, string> = {}): Playbook {
  const compiled = compiledOf(steps, head, more);
  if (!('playbook' in compiled)) throw new Error(JSON.stringify(compiled.issues));
  return compiled.playbook;
}

export function compiledOf(steps: string, head = '', more: Record<string, string> = {}) {
  return compile({
    'flows/entry.yaml': entry,
    'flows/marketplaces/market.yaml': market,
    ...Object.fromEntries(Object.entries(around).map(([name, source]) => [`flows/${name}.yaml`, source])),
    'flows/main.yaml': `flow: main\n${head}\nsteps:\n${steps}`,
    ...Object.fromEntries(Object.entries(more).map(([name, source]) => [`flows/${name}.yaml`, source])),
  });
}

export const blank: Facts = {
  contact: { id: 'contact' },
  household: { id: 'household' },
  product: [{ id: 'tea', status: 'ready', name: 'chè' }],
  shop: [{ id: 'shop', status: 'preparing', marketplace: 'market' }],
  consents: { prepare: 'granted' },
  loosePhotos: [],
  awaitingPerson: false,
};

/** Somebody in the flow `main`, at its first step. */
export class Somebody {
  state: State;
  facts: Facts;
  effects: Effect[] = [];
  nudgeAt: number | undefined;
  book: Playbook;
  now = 0;
  #ids = 0;

  constructor(book: Playbook, facts: Facts = blank, row?: string) {
    this.book = book;
    this.facts = facts;
    this.state = emptyState;
    this.reads({ opens: 'main' });
    if (row) this.state = { ...this.state, stack: this.state.stack.map((frame) => ({ ...frame, row })) };
  }

  does(input: Input): this {
    const ids = Array.from({ length: 4 }, () => String(++this.#ids));
    const before = JSON.stringify([this.state, this.facts]);
    const turn = step(this.book, this.state, this.facts, input, this.now, ids);
    expect(JSON.stringify([this.state, this.facts])).toBe(before);
    this.state = JSON.parse(JSON.stringify(turn.state)) as State;
    this.facts = turn.facts;
    this.effects = turn.effects;
    this.nudgeAt = turn.nudgeAt;
    return this;
  }

  reads(reading: Partial<Reading>): this {
    return this.does({
      type: 'message',
      content: { type: 'text', text: '…' },
      reading: { text: '…', values: {}, ...reading },
    });
  }

  taps(option: string): this {
    expect(this.state.options).toContain(option);
    const index = this.state.options.indexOf(option);
    return this.does({ type: 'message', content: { type: 'tap', token: `${this.state.question}:${index}` } });
  }

  sends(content: Content): this {
    return this.does({ type: 'message', content });
  }

  photo(more: { group?: string; reading?: Partial<Reading> } = {}): this {
    const { group, reading } = more;
    const content = { type: 'photo', source: { stored: 'x' }, ...(group && { group }) } as const;
    return this.does({ type: 'message', content, ...(reading && { reading: { text: '…', values: {}, ...reading } }) });
  }

  /** Whatever they were at is over. */
  rests(): this {
    this.state = emptyState;
    return this;
  }

  get at(): string {
    const top = this.state.stack.at(-1);
    return top ? `${top.flow}.${top.step}` : 'rest';
  }

  get said(): string[] {
    return this.effects.flatMap((effect) => (effect.type === 'say' ? [effect.text[0] ?? ''] : []));
  }

  effect<T extends Effect['type']>(type: T): Extract<Effect, { type: T }> | undefined {
    return this.effects.find((each): each is Extract<Effect, { type: T }> => each.type === type);
  }
}
