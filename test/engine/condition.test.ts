// What a branch may ask about the facts, and which way each answer leads.
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/model/facts.ts';
import { blank, compiledOf, playbook, Somebody } from './small.ts';

const tea = { id: 'tea', status: 'ready', name: 'chè', packing: '5', stock: { amount: 2, unit: 'tạ' } };
const facts: Facts = {
  ...blank,
  household: { id: 'household', phone: '0912345678', name: '', place: null },
  product: [tea, { id: 'honey', status: 'draft' }],
  consents: { prepare: 'granted', 'marketplace:market': 'refused' },
};

/** Whether somebody with the tea before them goes the way of this condition. */
function holds(condition: string, row = 'tea'): boolean {
  const book = playbook(
    `
  first: { choose: { yes: fork } }
  fork: { branch: [{ if: ${condition}, to: so }], else: otherwise }
  so: { choose: { yes: done } }
  otherwise: { choose: { yes: done } }
  done: { end: true }`,
    'scope: product',
  );
  return new Somebody(book, facts, row).taps('yes').at === 'main.so';
}

describe('a branch goes its way', () => {
  it.each([
    ['when something is known', '{ field: household.phone, known: true }', '{ field: household.phone, known: false }'],
    ['not by empty words', '{ field: household.name, known: false }', '{ field: household.name, known: true }'],
    [
      'not by a part of what was cleared',
      '{ field: household.place.province, known: false }',
      '{ field: household.place.province, known: true }',
    ],
    ['by the very value', '{ field: product.name, is: chè }', '{ field: product.name, is: na }'],
    ['by one of several values', '{ field: product.name, in: [na, chè] }', '{ field: product.name, in: [na] }'],
    ['when there is more than so much', '{ field: product.stock, over: 1 }', '{ field: product.stock, over: 2 }'],
    ['when there is less than so much', '{ field: product.stock, under: 3 }', '{ field: product.stock, under: 2 }'],
    [
      'by what is so when it is not so',
      '{ not: { field: product.name, is: na } }',
      '{ not: { field: product.name, is: chè } }',
    ],
    ['by a consent', '{ consent: prepare, is: granted }', '{ consent: "marketplace:market", is: granted }'],
    ['by a question that nobody asked yet', '{ consent: agency, is: open }', '{ consent: prepare, is: open }'],
    ['by how many are ready, drafts not counted', '{ count: product, over: 0 }', '{ count: product, over: 1 }'],
    [
      'when all of it is so',
      '{ all: [{ field: product.name, is: chè }, { field: household.phone, known: true }] }',
      '{ all: [{ field: product.name, is: chè }, { field: household.phone, known: false }] }',
    ],
    [
      'when any of it is so',
      '{ any: [{ field: product.name, is: na }, { field: household.phone, known: true }] }',
      '{ any: [{ field: product.name, is: na }, { field: household.phone, known: false }] }',
    ],
  ])('%s', (_behaviour, so, otherwise) => {
    expect([holds(so), holds(otherwise)]).toEqual([true, false]);
  });

  it.each([
    ['what is unknown', 'product.weight'],
    ['words', 'product.name'],
    ['digits that are words', 'product.packing'],
  ])('neither over nor under anything by %s', (_what, field) => {
    expect([holds(`{ field: ${field}, over: -1 }`), holds(`{ field: ${field}, under: 9 }`)]).toEqual([false, false]);
  });
});

it('counts photos', () => {
  const photos = [{ id: 'a', state: 'ready' as const }];
  const book = playbook(
    `
  fork: { branch: [{ if: { field: product.photos, over: 0 }, to: so }], else: done }
  so: { choose: { yes: done } }
  done: { end: true }`,
    'scope: product',
  );
  const one = { ...blank, product: [{ ...tea, photos }] };
  const person = new Somebody(book, one);
  person.state = { ...person.state, stack: [{ flow: 'main', step: 'fork', row: 'tea' }] };
  expect(person.does({ type: 'handed_back', helper: 'Hoa', solved: true }).at).toBe('main.so');
});

it('can only ask for what is in the catalogue', () => {
  const asks = (field: string) =>
    compiledOf(
      `  fork: { branch: [{ if: { field: ${field}, known: true }, to: done }], else: done }\n  done: { end: true }`,
    ).issues.length;
  expect(['product.name', 'household.place.province', 'shop.marketplace'].map(asks)).toEqual([0, 0, 0]);
  expect(asks('product.colour')).toBe(1);
});
