// A small playbook around the flow that a test is about, and somebody of whom little is known.
import { compile, type Playbook } from '../../src/engine/index.ts';
import type { Facts } from '../../src/model/facts.ts';

const entry = `
first: welcome
declined: { flow: welcome, step: again }
consent: prepare
menu: menu
commands: { menu: menu }
links: {}
phrases: { other: [việc khác] }
returning: { hours: 48 }
quiet: { nudges: [20, 42], between: [7, 20], within: 47 }
`;

const around = {
  welcome: 'flow: welcome\nsteps: { again: { choose: { yes: done } }, done: { end: true } }',
  menu: 'flow: menu\nsteps: { pick: { choose: { main: main, other: other, rest: done } }, main: { call: main, next: pick }, other: { call: other, next: pick }, done: { end: true } }',
  other: 'flow: other\nsteps: { sure: { choose: { yes: done } }, done: { end: true } }',
};

const market = `
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

/** A playbook whose flow `main` has these steps. */
export function playbook(steps: string, head = ''): Playbook {
  const compiled = compile({
    'flows/entry.yaml': entry,
    'flows/marketplaces/market.yaml': market,
    ...Object.fromEntries(Object.entries(around).map(([name, source]) => [`flows/${name}.yaml`, source])),
    'flows/main.yaml': `flow: main\n${head}\nsteps:\n${steps}`,
  });
  if (!('playbook' in compiled)) throw new Error(JSON.stringify(compiled.issues));
  return compiled.playbook;
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
