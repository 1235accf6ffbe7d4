// Photos are kept wherever the talk stands; what is wrong with one is said where it helps, and moves nothing.
import { describe, expect, it } from 'vitest';
import { expects } from '../../src/engine/index.ts';
import type { Facts, Row } from '../../src/model/facts.ts';
import { blank, playbook, Somebody } from './small.ts';

const book = () =>
  playbook(
    `
  photos: { collect: product.photos, min: 1, max: 3, again: true }
  price: { ask: product.price }
  sure: { choose: { yes: done } }
  done: { end: true }`,
    'scope: product',
  );

const photo = (id: string) => ({ id, state: 'ready' });
const tea = { id: 'tea', status: 'draft', name: 'chè' };
const knowing = (...product: Row[]): Facts => ({ ...blank, product });
const at = (step: string, facts = knowing(tea)) => {
  const person = new Somebody(book(), facts, 'tea');
  person.state = { ...person.state, stack: [{ flow: 'main', step, row: 'tea' }] };
  return person;
};

const price = { amount: 50_000, per: { amount: 1, unit: 'kg' } };

describe('a photo', () => {
  it('before consent is not kept, and said to be so', () => {
    const person = new Somebody(book(), { ...blank, consents: {} }).photo();
    expect(person.said).toEqual(['common:photo.before_consent', 'welcome:again']);
    expect(person.effect('keep_photo')).toBeUndefined();
  });

  it('that comes while something else is asked leaves that open', () => {
    const person = at('price').reads({ values: { 'product.price': { said: '50k', value: { amount: 50_000 } } } });
    expect(person.photo().said).toEqual(['common:photo.kept', 'common:per']);
  });

  it('where photos are asked for ends what was asked on top of that', () => {
    const person = at('photos').reads({}).reads({}).reads({});
    expect(person.said).toEqual(['common:not_understood', 'common:offer_person']);
    expect(person.photo().said).toEqual(['main:photos.more']);
  });

  it.each([
    ['goes to the one product without any', [{ ...tea, photos: [photo('p')] }, { id: 'honey' }], 'honey'],
    ['waits for its product when several have none', [tea, { id: 'honey' }], undefined],
    ['waits for a product when there is none', [], undefined],
    ['waits for another product when each has its own', [{ ...tea, photos: [photo('p')] }], undefined],
  ] as const)('at rest %s', (_where, product, id) => {
    const person = new Somebody(book(), knowing(...product)).rests().photo();
    expect(person.effect('keep_photo')?.product).toBe(id);
    expect(person.facts.loosePhotos).toHaveLength(id ? 0 : 1);
    expect(person.said).toEqual([id ? 'common:photo.kept' : 'common:photo.kept_loose']);
  });

  it('whose caption answers something answers it', () => {
    const reading = { values: { 'product.price': { said: '50k một cân', value: price } } };
    expect(at('price').photo({ reading }).facts.product[0]?.price).toEqual(price);
  });

  it('whose caption says nothing of use is simply a photo', () => {
    expect(at('photos').photo({ reading: {} }).said).toEqual(['main:photos.more']);
  });

  it('of an album gives what its caption tells, and says so when the album is whole', () => {
    const person = at('photos').photo({
      group: 'g',
      reading: { values: { 'product.price': { said: '50k một cân', value: price } } },
    });
    expect(person.facts.product[0]?.price).toEqual(price);
    expect(person.said).toEqual(['common:noted.product.price']);
    expect(person.effect('start_timer')).toEqual({ type: 'start_timer', key: 'album g', seconds: 2 });
  });
});

describe('a measured photo', () => {
  const verdict = (id: string, ...tips: string[]) => ({ type: 'verdict', photo: id, tips, unreadable: false }) as const;
  const two = {
    ...knowing({ ...tea, photos: [photo('p'), photo('q')] }, { id: 'bare' }, { id: 'honey', photos: [photo('h')] }),
    loosePhotos: [{ id: 'loose', state: 'ready' as const }],
  };

  it('that is good is no reason to say anything', () => {
    expect(at('photos', two).does(verdict('p')).effects).toEqual([]);
  });

  it.each([
    ['the first of its faults', verdict('q', 'blurry', 'dark'), 'common:photo.tip.blurry'],
    ['that nobody can open it', { ...verdict('q'), unreadable: true }, 'common:photo.tip.unreadable'],
  ])('changes the question for photos: %s', (_what, input, tip) => {
    const person = at('photos', two).does(input);
    expect(person.said).toEqual([tip, 'main:photos.more']);
    expect(person.effect('say')).toMatchObject({ join: true, values: { name: 'chè' } });
  });

  it.each([
    ['when something else is asked', 'price', 'p', { name: 'chè' }],
    ['of another product than the one that is asked about', 'photos', 'h', {}],
    ['that belongs to no product yet', 'photos', 'loose', {}],
    ['when nothing is asked', 'rest', 'p', { name: 'chè' }],
  ])('is a note by itself %s', (_when, step, id, values) => {
    const person = step === 'rest' ? at('price', two).rests() : at(step, two);
    person.does(verdict(id, 'blurry'));
    expect(person.said).toEqual(['common:photo.note.blurry']);
    expect(person.effect('say')?.values).toEqual(values);
  });

  it('of a product that is there no more is no reason to say anything', () => {
    expect(at('price', two).does(verdict('gone', 'blurry')).effects).toEqual([]);
  });
});

describe('photos that came before their product', () => {
  it('belong to the first product that asks for photos', () => {
    const loosePhotos = ['p', 'q'].map((id) => ({ id, state: 'ready' as const }));
    const asking = playbook(
      `
  open: { do: open_product }
  photos: { collect: product.photos, min: 3, max: 8 }
  done: { end: true }`,
      'scope: product',
    );
    const person = new Somebody(asking, { ...knowing(tea), loosePhotos });
    expect(person.effect('adopt_photos')).toEqual({ type: 'adopt_photos', product: 'tea', photos: ['p', 'q'] });
    expect(person.facts.product[0]?.photos).toEqual(loosePhotos);
    expect(person.facts.loosePhotos).toEqual([]);
    expect(person.said).toContain('common:photo.adopted');
  });
});

describe('the question for photos', () => {
  const collect = (min: number, has: number) =>
    new Somebody(
      playbook(
        `
  open: { do: open_product }
  photos: { collect: product.photos, min: ${min}, max: 3 }
  sure: { choose: { yes: done } }
  done: { end: true }`,
        'scope: product',
      ),
      knowing({ ...tea, photos: ['p', 'q'].slice(0, has).map(photo) }),
    );

  it.each([
    [1, 0, 'main.photos', ['later']],
    [2, 1, 'main.photos', ['remove', 'later']],
    [0, 0, 'main.photos', ['done']],
    [0, 1, 'main.sure', ['yes']],
    [2, 2, 'main.sure', ['yes']],
  ])('for at least %i, of whom there are %i, stands at %s and offers %j', (min, has, step, options) => {
    const person = collect(min, has);
    expect([person.at, person.state.options]).toEqual([step, options]);
  });

  it('tells understanding that photos are meant', () => {
    const person = collect(1, 0);
    expect(expects(person.book, person.state, person.facts)).toMatchObject({ field: 'product.photos', photos: true });
  });

  it('offers to go on or to take one away as soon as there are enough', () => {
    expect(collect(1, 0).photo().state.options).toEqual(['done', 'remove']);
  });

  it.each([
    ['done', 'is not passed over', 1, undefined],
    ['later', 'is passed over', 0, ['photos']],
  ])('answered with "%s" %s', (option, _what, photos, skipped) => {
    const person = collect(1, 0);
    if (photos) person.photo();
    person.taps(option);
    expect(person.at).toBe('main.sure');
    expect(person.state.stack[0]?.skipped).toEqual(skipped);
  });
});
