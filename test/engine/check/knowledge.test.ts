// What is surely known when a talk comes to a step, on whichever way it came. A fact stands for itself: `x` known, `x?` asked
// and passed over.
import { expect, it } from 'vitest';
import { knowledgeOf } from '../../../src/engine/check/knowledge.ts';
import { roadsOf } from '../../../src/engine/check/roads.ts';
import { compile } from '../../../src/engine/index.ts';
import { laid } from './support.ts';

/** Flow → its steps, each in a line; the flows `sell` and `more` are about a product. */
type Flows = Record<string, string>;

const sections: Record<string, [why: string, flows: Flows, known: Record<string, string>][]> = {
  'an answer': [
    [
      'is known after its question, and what its words tell is settled',
      { sell: 'start: { do: open_product }\nname: { ask: product.name }\nfinish: { end: true }' },
      {
        'sell.start': 'consent',
        'sell.name': 'consent product:open',
        'sell.finish': 'consent product:open product.kind? product.name',
      },
    ],
    [
      'may be missing where the question may be passed over',
      { sell: 'start: { do: open_product }\nstock: { ask: product.stock, optional: true }\nfinish: { end: true }' },
      { 'sell.finish': 'consent product:open product.stock?' },
    ],
    [
      'is missing only on the way of those who passed over',
      {
        sell: `start: { do: open_product }
stock: { ask: product.stock, optional: without }
with: { say: true, next: finish }
without: { say: true }
finish: { end: true }`,
      },
      {
        'sell.with': 'consent product:open product.stock',
        'sell.without': 'consent product:open product.stock?',
        'sell.finish': 'consent product:open product.stock?',
      },
    ],
    [
      'that is asked again voids what hangs on it',
      {
        sell: `start: { do: open_product }
draft: { do: compose, field: product.description }
name: { ask: product.name }
again: { ask: product.name, again: true }
finish: { end: true }`,
      },
      {
        'sell.name': 'consent product:open product.description',
        'sell.again': 'consent product:open product.description product.kind? product.name',
        'sell.finish': 'consent product:open product.kind? product.name',
      },
    ],
    [
      'may be photos, of which there may be none',
      {
        sell: 'start: { do: open_product }\nphotos: { collect: product.photos, min: 0, max: 3 }\nfinish: { end: true }',
      },
      { 'sell.finish': 'consent product:open product.photos?' },
    ],
    [
      'is known only where every way has asked for it',
      {
        sell: `start: { do: open_product }
which: { choose: { one: name, two: both } }
both: { ask: product.stock }
name: { ask: product.name, next: last }
last: { confirm: product, yes: finish, no: price, change: [name] }
price: { ask: product.price }
finish: { end: true }`,
      },
      {
        'sell.name': 'consent product:open',
        'sell.last': 'consent product:open product.kind? product.name',
        'sell.price': 'consent product:open product.kind? product.name',
        'sell.finish': 'consent product:open product.kind? product.name',
      },
    ],
    [
      'that is changed when all is shown voids what hangs on it; to say something once more does not',
      {
        sell: `start: { do: open_product }
draft: { do: compose, field: product.description }
last: { confirm: product, yes: finish, change: [name, tell] }
name: { ask: product.name, next: end }
tell: { say: true }
finish: { end: true }
end: { end: true }`,
      },
      {
        'sell.name': 'consent product:open',
        'sell.tell': 'consent product:open product.description',
        'sell.finish': 'consent product:open product.description',
      },
    ],
  ],
  'a deed': [
    [
      'clears one field and no other',
      {
        sell: `start: { do: open_product }
stock: { ask: product.stock }
price: { ask: product.price }
clear: { do: clear, field: product.stock }
finish: { end: true }`,
      },
      {
        'sell.clear': 'consent product:open product.price product.stock',
        'sell.finish': 'consent product:open product.price',
      },
    ],
    [
      'opens another product, of which nothing is known; that there are products stays known',
      {
        sell: `start: { do: open_product }
price: { ask: product.price }
save: { do: finish_product }
other: { do: open_product }
finish: { end: true }`,
      },
      { 'sell.other': 'consent product:open product.price products', 'sell.finish': 'consent product:open products' },
    ],
    [
      'deletes the product: perhaps there is none left',
      {
        sell: `start: { do: open_product }
price: { ask: product.price }
phone: { ask: household.phone }
save: { do: finish_product }
delete: { do: delete_product }
finish: { end: true }`,
      },
      { 'sell.finish': 'consent household.phone' },
    ],
    [
      'of a product says nothing about another thing',
      {
        sell: 'start: { do: open_product }\nprice: { ask: product.price }\npause: { do: pause_product }\nfinish: { end: true }',
      },
      { 'sell.finish': 'consent product:open product.price' },
    ],
    [
      'forgets the household with all that it has, and no form of address',
      {
        menu: `form: { ask: contact.address_form }
phone: { ask: household.phone }
any:
  branch: [{ if: { all: [{ count: product, over: 0 }, { count: shop, over: 0 }] }, to: forget }]
  else: rest
forget: { do: forget }
rest: { end: true }`,
      },
      { 'menu.forget': 'contact.address_form household.phone products shops', 'menu.rest': 'contact.address_form' },
    ],
    [
      'takes consent back by withdrawing it',
      { sell: 'withdraw: { do: withdraw }\nfinish: { end: true }' },
      { 'sell.withdraw': 'consent', 'sell.finish': '' },
    ],
    [
      'takes consent back by refusing it, and not by refusing another',
      {
        sell: `other: { do: refuse, purpose: "marketplace:market", wording: x }
own: { do: refuse, purpose: prepare, wording: x }
finish: { end: true }`,
      },
      { 'sell.own': 'consent', 'sell.finish': '' },
    ],
    [
      'gives consent, and no consent to one thing by another',
      {
        welcome: `other: { do: grant, purpose: "marketplace:market", wording: x }
own: { do: grant, purpose: prepare, wording: x }
again: { call: sell }
finish: { end: true }`,
      },
      { 'welcome.own': '', 'welcome.finish': 'consent products' },
    ],
  ],
  'a row of the list': [
    [
      'has what every finished product has, but for what may be voided since',
      {
        sell: `start: { do: open_product }
name: { ask: product.name }
phone: { ask: household.phone }
draft: { do: compose, field: product.description }
price: { ask: product.price }
save: { do: finish_product }
finish: { end: true }`,
        more: 'which: { choose: { back: finish }, from: product }\nchosen: { say: true }\nfinish: { end: true }',
      },
      {
        'sell.save':
          'consent household.phone product:open product.description product.kind? product.name product.price',
        'more.chosen': 'consent product:open product.name product.price products',
        'more.finish': 'consent',
      },
    ],
    [
      'has only what the barest finished product has',
      {
        sell: `start: { do: open_product }
price: { ask: product.price }
stock: { ask: product.stock }
save: { do: finish_product, next: which }
which: { choose: { quick: quick, back: finish }, from: product }
chosen: { say: true, next: finish }
quick: { do: open_product }
bare: { ask: product.price }
saved: { do: finish_product }
finish: { end: true }`,
      },
      {
        'sell.chosen': 'consent product:open product.price products',
        'sell.saved': 'consent product:open product.price products',
      },
    ],
    [
      'of which no flow has finished one has nothing for sure',
      {
        sell: 'start: { do: open_product }\nfinish: { end: true }',
        more: 'which: { choose: { back: finish }, from: product }\nchosen: { say: true }\nfinish: { end: true }',
      },
      { 'more.chosen': 'consent product:open products', 'more.finish': 'consent' },
    ],
    [
      'replaces the product that was open',
      {
        sell: `start: { do: open_product }
stock: { ask: product.stock }
which: { choose: { back: finish }, from: product }
chosen: { say: true }
finish: { end: true }`,
      },
      { 'sell.chosen': 'consent product:open products' },
    ],
    [
      'that is a product is no product of a flow that is about none',
      { menu: 'which: { choose: { back: rest }, from: product }\nchosen: { say: true }\nrest: { end: true }' },
      { 'menu.chosen': 'products' },
    ],
    [
      'that is a marketplace or a shop has its marketplace, in a flow about a shop',
      {
        shop: `which: { choose: { mine: mine }, from: marketplace }
chosen: { say: true, next: finish }
mine: { choose: { none: finish }, from: shop }
taken: { say: true }
finish: { end: true }`,
      },
      {
        'shop.chosen': 'consent shop:open shop.marketplace shops',
        'shop.taken': 'consent shop:open shop.marketplace shops',
      },
    ],
  ],
  'a flow that is run': [
    [
      'brings back what it has asked for, and keeps its own product to itself',
      {
        sell: `start: { do: open_product }
price: { ask: product.price }
more: { call: more }
finish: { end: true }`,
        more: `which: { do: open_product }
stock: { ask: product.stock }
phone: { ask: household.phone }
finish: { end: true }`,
      },
      {
        'more.which': 'consent',
        'more.finish': 'consent household.phone product:open product.stock',
        'sell.finish': 'consent household.phone product:open product.price',
      },
    ],
    [
      'keeps its own shop to itself, and knows the product about which it is run',
      {
        sell: 'start: { do: open_product }\nprice: { ask: product.price }\nshop: { call: shop }\nfinish: { end: true }',
        shop: 'which: { choose: {}, from: marketplace }\nfinish: { end: true }',
      },
      {
        'shop.finish': 'consent shop:open shop.marketplace shops',
        'sell.finish': 'consent product:open product.price shops',
      },
    ],
    [
      'and is about the household itself brings back what the household has told',
      {
        menu: 'home: { call: home }\nrest: { end: true }',
        home: 'phone: { ask: household.phone }\nfinish: { end: true }',
      },
      { 'menu.rest': 'household.phone' },
    ],
    [
      'brings back what is known on every way to its end',
      {
        menu: 'one: { call: one }\nrest: { end: true }',
        one: `which: { choose: { phone: phone, name: name } }
phone: { ask: household.phone, next: name }
name: { ask: household.name }
finish: { end: true }`,
      },
      { 'menu.rest': 'household.name' },
    ],
    [
      'makes unknown what it clears, and what the flows that it runs clear',
      {
        sell: `start: { do: open_product }
price: { ask: product.price }
stock: { ask: product.stock }
one: { call: one }
finish: { end: true }`,
        one: 'three: { call: three }\nfinish: { end: true }',
        three: 'two: { call: two }\nfinish: { end: true }',
        two: 'clear: { do: clear, field: product.stock }\nfinish: { end: true }',
      },
      { 'sell.finish': 'consent product:open product.price', 'one.finish': 'consent product:open product.price' },
    ],
    [
      'makes unknown what hangs on an answer that it asks for again, and not on one that it passes over',
      {
        sell: `start: { do: open_product }
draft: { do: compose, field: product.description }
keep: { call: keep }
rename: { call: rename }
finish: { end: true }`,
        keep: 'name: { ask: product.name }\nfinish: { end: true }',
        rename: 'name: { ask: product.name, again: true }\nfinish: { end: true }',
      },
      {
        'sell.rename': 'consent product:open product.description product.kind? product.name',
        'sell.finish': 'consent product:open product.kind? product.name',
      },
    ],
    [
      'makes unknown what it forgets and deletes',
      {
        sell: `start: { do: open_product }
phone: { ask: household.phone }
save: { do: finish_product }
one: { call: one }
finish: { end: true }`,
        one: 'forget: { do: forget }\nwithdraw: { do: withdraw }\nfinish: { end: true }',
      },
      { 'sell.one': 'consent household.phone product:open products', 'sell.finish': '' },
    ],
  ],
  'a fork': [
    [
      'shows by a field that is compared that it is known, and by its absence that it is not',
      {
        menu: `one:
  branch: [{ if: { field: household.phone, is: a }, to: same }, { if: { field: household.name, known: false }, to: nameless }]
  else: rest
same: { end: true }
nameless: { end: true }
rest: { end: true }`,
      },
      { 'menu.same': 'household.phone', 'menu.nameless': '', 'menu.rest': 'household.name' },
    ],
    [
      'shows by a part of a field that the field is known',
      {
        menu: `one:
  branch: [{ if: { field: household.place.province, is: a }, to: here }]
  else: rest
here: { end: true }
rest: { end: true }`,
      },
      { 'menu.here': 'household.place', 'menu.rest': '' },
    ],
    [
      'shows by all of several each of them, and by their contrary only what all have in common',
      {
        menu: `one:
  branch:
    - if: { all: [{ field: household.phone, known: true }, { field: household.name, known: true }] }
      to: both
    - if: { all: [{ field: household.phone, known: false }, { field: household.phone, known: false }, { field: household.name, known: false }] }
      to: neither
    - if: { all: [{ field: household.place, known: false }, { field: household.place, known: false }] }
      to: neither
  else: rest
both: { end: true }
neither: { end: true }
rest: { end: true }`,
      },
      { 'menu.both': 'household.name household.phone', 'menu.neither': '', 'menu.rest': 'household.place' },
    ],
    [
      'shows by any of several only what all have in common, and by their contrary each of them',
      {
        menu: `one:
  branch:
    - if: { any: [{ field: household.phone, is: a }, { field: household.name, is: a }] }
      to: either
    - if: { any: [{ field: household.phone, known: false }, { field: household.name, known: false }] }
      to: lacking
    - if: { any: [{ field: household.place, is: a }, { all: [{ field: household.place, is: b }, { field: household.name, is: b }] }] }
      to: placed
  else: rest
either: { end: true }
lacking: { end: true }
placed: { end: true }
rest: { end: true }`,
      },
      {
        'menu.either': '',
        'menu.lacking': '',
        'menu.placed': 'household.name household.phone household.place',
        'menu.rest': 'household.name household.phone',
      },
    ],
    [
      'shows by what is not so the contrary',
      {
        menu: `one:
  branch:
    - { if: { not: { field: household.phone, known: false } }, to: phone }
    - { if: { not: { field: household.name, known: true } }, to: nameless }
  else: rest
phone: { end: true }
nameless: { end: true }
rest: { end: true }`,
      },
      { 'menu.phone': 'household.phone', 'menu.nameless': '', 'menu.rest': 'household.name' },
    ],
    [
      'shows by a number of rows that there are some, and by a consent no fact',
      {
        menu: `one:
  branch:
    - { if: { consent: "marketplace:market", is: granted }, to: granted }
    - { if: { count: shop, over: -1 }, to: any }
    - { if: { count: shop, over: 0 }, to: some }
  else: rest
granted: { end: true }
any: { end: true }
some: { end: true }
rest: { end: true }`,
      },
      { 'menu.granted': '', 'menu.any': '', 'menu.some': 'shops', 'menu.rest': '' },
    ],
  ],
};

const scopes: Record<string, string> = { sell: 'product', more: 'product', shop: 'shop', home: 'household' };
const cases = Object.entries(sections).flatMap(([what, each]) =>
  each.map(([why, flows, known]) => [`${what} ${why}`, flows, known] as const),
);

it.each(cases)('%s', (_why, flows, known) => {
  const compiled = compile(laid(filesOf(flows)));
  if (!('playbook' in compiled)) throw new Error(JSON.stringify(compiled.issues));
  const roads = roadsOf(compiled.playbook);
  const knowledge = knowledgeOf(compiled.playbook, roads);
  const found = Object.keys(known).map((place) => {
    const [flow = '', step = ''] = place.split('.');
    return [place, told(knowledge.before(roads.at(flow, step)))];
  });
  const expected = Object.entries(known).map(([place, facts]) => [place, facts.split(' ').sort().join(' ')]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

/** The flows as files. Some are opened by a link, which needs consent; to the menu people come without, too. */
function filesOf({ menu = 'rest: { end: true }', ...flows }: Flows): Record<string, string> {
  const sources = Object.entries({ menu, ...flows }).map(([flow, steps]) => {
    const scope = scopes[flow] ? `scope: ${scopes[flow]}\n` : '';
    return [`flows/${flow}.yaml`, `flow: ${flow}\n${scope}steps:\n${steps.replace(/^/gm, '  ')}\n`];
  });
  const entry = {
    ...{ first: 'welcome', declined: { flow: 'menu', step: menu.split(':')[0] }, consent: 'prepare', menu: 'menu' },
    ...{ commands: { erase: 'menu' }, phrases: {}, returning: { hours: 48 } },
    links: Object.fromEntries(['sell', 'more', 'shop'].filter((flow) => flow in flows).map((flow) => [flow, flow])),
  };
  return { ...Object.fromEntries(sources), 'flows/entry.yaml': JSON.stringify(entry) };
}

const told = (known: ReadonlySet<string>) =>
  [...known]
    .filter((fact) => !(fact.endsWith('?') && known.has(fact.slice(0, -1))))
    .sort()
    .join(' ');
