// What is asked on top of a question (which was meant, for how much, a person or not, which photo), and that a plain
// answer to the question below is still an answer.
import { describe, expect, it } from 'vitest';
import { expects } from '../../src/engine/index.ts';
import { limits } from '../../src/engine/state.ts';
import { blank, playbook, Somebody } from './small.ts';

const atPhone = () =>
  new Somebody(
    playbook(`
  phone: { ask: household.phone }
  stars: { choose: { yes: done } }
  done: { end: true }`),
  );

const product = (steps: string) =>
  playbook(`${steps}\n  last: { ask: product.packing }\n  done: { end: true }`, 'scope: product');

describe('a price without a unit', () => {
  const kilo = { amount: 1, unit: 'kg' };
  const asked = () =>
    new Somebody(product('  price: { ask: product.price }'), blank, 'tea').reads({
      values: { 'product.price': { said: '25k', value: { amount: 25_000 } } },
    });

  it('gives way to a whole price', () => {
    const person = asked().reads({
      values: { 'product.price': { said: '30k một cân', value: { amount: 30_000, per: kilo } } },
    });
    expect(person.facts.product[0]?.price).toEqual({ amount: 30_000, per: kilo });
    expect(person.at).toBe('main.last');
  });

  it('takes a unit that might be a price as well', () => {
    const person = asked().reads({
      option: '/kg',
      values: { 'product.price': { said: 'cân', choices: [{ amount: 1 }] } },
    });
    expect(person.facts.product[0]?.price).toEqual({ amount: 25_000, per: kilo });
  });

  it('takes whatever it is for, and another price is for as much', () => {
    const ten = { amount: 10, unit: 'quả' };
    const person = asked();
    expect(expects(person.book, person.state, person.facts)).toMatchObject({ per: true });
    expect(person.reads({ per: ten }).facts.product[0]?.price).toEqual({ amount: 25_000, per: ten });
    person.reads({
      command: { name: 'correct', field: 'product.price' },
      values: { 'product.price': { said: '30k', value: { amount: 30_000 } } },
    });
    expect(person.facts.product[0]?.price).toEqual({ amount: 30_000, per: ten });
    expect(person.at).toBe('main.last');
  });

  it('keeps its amount while the unit is not understood, and offers a person at last', () => {
    const person = asked();
    for (let time = 1; time < limits.tries; time++)
      expect(person.reads({}).said).toEqual(['common:again.choice.1', 'common:per']);
    expect(person.effect('say')).toMatchObject({ join: true });
    expect(person.reads({}).said).toEqual(['common:not_understood', 'common:offer_person']);
  });
});

describe('an offer of a person that is passed over', () => {
  it('gives way to the question in its easier words, and comes again after that', () => {
    const person = atPhone();
    const said = Array.from({ length: limits.tries + 3 }, () => person.reads({}).said.at(-1));
    const again = `main:phone.again${limits.tries - 1}`;
    const offered = 'common:offer_person';
    expect(said.slice(limits.tries - 2)).toEqual([again, offered, again, offered, again]);
  });
});

describe('a doubtful answer', () => {
  const doubted = (...choices: string[]) =>
    atPhone().reads({ values: { 'household.phone': { said: 'số này', choices } } });

  it('is taken by a yes when only one thing can be meant', () => {
    expect(doubted('0911111111').reads({ yesNo: 'yes' }).facts.household?.phone).toBe('0911111111');
  });

  it.each([
    ['a yes to several', ['0911111111', '0922222222'], { yesNo: 'yes' } as const],
    ['words that are neither yes nor no', ['0911111111'], {}],
    ['a no', ['0911111111'], { yesNo: 'no' } as const],
  ])('is not taken by %s', (_what, choices, reading) => {
    const person = doubted(...choices).reads(reading);
    expect(person.effect('set_fact')).toBeUndefined();
    expect(person.said).toEqual(['main:phone.again1']);
  });
});

describe('a doubt about what the words of an answer tell besides', () => {
  const name = { said: 'chè', value: 'chè' };
  const kinds = [
    { kind: 'chè', group: 'đồ uống' },
    { kind: 'chè ngọt', group: 'thực phẩm' },
  ];
  const asked = () =>
    new Somebody(
      product('  name: { ask: product.name }'),
      { ...blank, product: [{ id: 'tea', status: 'draft' }] },
      'tea',
    ).reads({
      values: { 'product.name': name, 'product.kind': { said: 'chè', choices: kinds } },
    });

  it('is asked about by itself', () => {
    const person = asked();
    expect(person.said).toEqual(['common:doubt.product.kind']);
    expect(expects(person.book, person.state, person.facts)).toMatchObject({ field: 'product.kind', yesNo: true });
  });

  it.each([
    ['a no leaves it open, and the talk goes on', { yesNo: 'no' } as const, undefined],
    [
      'its name settles it',
      { values: { 'product.kind': { said: 'đồ uống', value: kinds[0] as { kind: string; group: string } } } },
      kinds[0],
    ],
  ])('%s', (_what, reading, kind) => {
    const person = asked().reads(reading);
    expect(person.facts.product[0]?.kind).toEqual(kind);
    expect(person.at).toBe('main.last');
  });

  it('ends with what is not understood: the question itself is asked in other words', () => {
    const person = asked().reads({});
    expect(person.said).toEqual(['main:name.again1']);
  });
});

describe('an offered person', () => {
  const offered = (person = atPhone()) => person.reads({}).reads({}).reads({});

  it('is called by a plain yes', () => {
    const person = offered().reads({ yesNo: 'yes' });
    expect(person.effect('open_ticket')).toEqual({
      type: 'open_ticket',
      kind: 'talk',
      reason: 'accepted_offer',
      at: { flow: 'main', step: 'phone' },
    });
    expect(person.said).toEqual(['common:person.called', 'main:phone']);
  });

  it('is not called by a plain no, and the question starts afresh', () => {
    const person = offered().reads({ yesNo: 'no' });
    expect(person.effect('open_ticket')).toBeUndefined();
    expect(person.said).toEqual(['main:phone']);
    expect(person.reads({}).said).toEqual(['main:phone.again1']);
  });

  it('is a question of yes or no', () => {
    const person = offered();
    expect(expects(person.book, person.state, person.facts)).toMatchObject({ field: 'household.phone', yesNo: true });
  });

  it.each([
    ['with a way past a question that may be passed over', ', optional: true', ['@person', '@go_on', 'skip']],
    ['without one where the answer is needed', '', ['@person', '@go_on']],
  ])('comes %s', (_what, optional, options) => {
    const book = product(`  weight: { ask: product.weight${optional} }`);
    expect(offered(new Somebody(book, blank, 'tea')).state.options).toEqual(options);
  });
});

describe('a question that may mean several', () => {
  const asked = () => atPhone().reads({ faq: ['fee', 'pay'] });

  it('is asked back', () => {
    const person = asked();
    expect(person.said).toEqual(['common:faq.which']);
    expect(person.state.options).toEqual(['?fee', '?pay', '?']);
    expect(person.effect('say')?.choices?.[1]).toEqual({ id: '?pay', text: ['faq:pay.title'] });
  });

  it('is answered as it was meant, and the question goes on', () => {
    const person = asked().taps('?pay');
    expect(person.said).toEqual(['faq:pay', 'main:phone']);
    expect(person.effect('log_event')).toMatchObject({ kind: 'faq_asked', data: { id: 'pay' } });
  });

  it('that means none of them is for a person', () => {
    expect(asked().taps('?').said).toEqual(['common:unknown_question', 'common:offer_person']);
  });

  it('is let be when something else is said', () => {
    expect(asked().reads({}).said).toEqual(['main:phone.again1']);
  });

  it('is answered at once when only one is meant, unless the words answer our own question', () => {
    expect(atPhone().reads({ faq: ['fee'] }).said).toEqual(['faq:fee', 'main:phone']);
    const value = { said: '0912345678', value: '0912345678' };
    expect(atPhone().reads({ faq: ['fee'], values: { 'household.phone': value } }).at).toBe('main.stars');
  });
});

describe('which photo is to go', () => {
  const book = product('  photos: { collect: product.photos, min: 1, max: 3, again: true }');
  const photos = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `p${at}`, state: 'ready' as const }));
  const asked = (count = 2) =>
    new Somebody(
      book,
      {
        ...blank,
        product: [
          { id: 'tea', status: 'draft' },
          { id: 'honey', status: 'draft', photos: photos(count) },
        ],
      },
      'honey',
    )
      .reads({ command: { name: 'repeat' } })
      .taps('remove');

  it('goes alone', () => {
    const person = asked().taps('-p0');
    expect(person.effect('remove_photo')).toEqual({ type: 'remove_photo', id: 'p0' });
    expect(person.facts.product[1]?.photos).toEqual([{ id: 'p1', state: 'ready' }]);
    expect(person.said).toEqual(['common:photo.removed', 'main:photos.more']);
  });

  it('is none of them after all', () => {
    const person = asked().taps('-none');
    expect(person.effect('remove_photo')).toBeUndefined();
    expect(person.said).toEqual(['main:photos.more']);
  });

  it('is let be by what answers the question for photos', () => {
    expect(asked().reads({ option: 'done' }).at).toBe('main.last');
  });

  it('is let be when something else is said', () => {
    expect(asked().reads({}).said).toEqual(['main:photos.again1']);
  });

  it('is asked of no more than buttons can show', () => {
    expect(asked(limits.rows + 2).state.options).toHaveLength(limits.rows + 1);
  });
});
