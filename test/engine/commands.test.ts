// The words that work everywhere: where each leads, and that nothing is lost by them.
import { describe, expect, it } from 'vitest';
import type { Playbook } from '../../src/engine/index.ts';
import { limits } from '../../src/engine/state.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Field } from '../../src/model/fields.ts';
import type { Command, NamedProduct } from '../../src/model/reading.ts';
import { blank, playbook, Somebody } from './small.ts';

const wishes = (name: Command, field?: Field) => ({ command: { name, ...(field && { field }) } });

const asking = () =>
  playbook(`
  phone: { ask: household.phone }
  sure: { choose: { yes: done } }
  done: { end: true }`);

const rows = (person: Somebody) => person.state.stack.map(({ flow, step, row }) => [flow, step, row]);

describe('at rest', () => {
  it.each([
    ['help', ['menu:pick']],
    ['repeat', ['menu:pick']],
    ['resume', ['menu:pick']],
    ['back', ['common:no_way_back', 'common:at_rest']],
    ['skip', ['menu:pick']],
    ['done', ['menu:pick']],
    ['later', ['common:later']],
    ['person', ['common:person.called', 'common:at_rest']],
  ] as const)('"%s" has its answer', (name, said) => {
    const person = new Somebody(asking()).rests();
    // Nothing to go back to, nothing to pass over: the menu shows what there is.
    expect(person.reads(wishes(name)).said).toEqual(said);
  });
});

describe('asking for a person', () => {
  it('opens one talk, says where it was asked for, and asks the question again', () => {
    const person = new Somebody(asking()).reads(wishes('person'));
    const at = { flow: 'main', step: 'phone' };
    expect(person.effect('open_ticket')).toEqual({ type: 'open_ticket', kind: 'talk', reason: 'asked', at });
    expect(person.facts.awaitingPerson).toBe(true);
    expect(person.reads(wishes('person')).said).toEqual(['common:person.coming', 'main:phone']);
    expect(person.effect('open_ticket')).toBeUndefined();
  });
});

describe('going on', () => {
  it('leaves the menu for the question that it interrupted', () => {
    const person = new Somebody(asking()).reads({ opens: 'menu' });
    expect(person.at).toBe('menu.pick');
    expect(person.reads(wishes('resume')).at).toBe('main.phone');
    expect(person.said).toEqual(['main:phone']);
  });

  it('stays in the menu when nothing was interrupted', () => {
    const person = new Somebody(asking()).rests().reads({ opens: 'menu' });
    expect(person.reads(wishes('resume')).said).toEqual(['menu:pick']);
  });

  it('stays with what they opened themselves', () => {
    const person = new Somebody(asking()).reads({ opens: 'other' });
    expect(person.reads(wishes('resume')).said).toEqual(['other:sure']);
    expect(person.state.stack).toHaveLength(2);
  });
});

describe('"done"', () => {
  const collecting = (steps = 'photos: { collect: product.photos, min: 1, max: 3 }') =>
    new Somebody(
      playbook(`  ${steps}\n  sure: { choose: { yes: done } }\n  done: { end: true }`, 'scope: product'),
      blank,
      'tea',
    );

  it('ends the photos when there are enough', () => {
    expect(collecting().photo().reads(wishes('done')).at).toBe('main.sure');
  });

  it('ends nothing while there are too few', () => {
    const person = collecting().reads(wishes('done'));
    expect(person.said).toEqual(['main:photos.again1']);
  });
});

describe('"skip"', () => {
  it('where the answer is needed says so; the second time a person is offered', () => {
    const person = new Somebody(asking()).reads(wishes('skip'));
    expect(person.said).toEqual(['main:phone.needed', 'main:phone']);
    expect(person.reads(wishes('skip')).said).toEqual(['main:phone.needed', 'common:offer_person']);
  });
});

describe('back', () => {
  const choosing = () =>
    playbook(`
  first: { choose: { again: first, yes: second } }
  second: { choose: { yes: third } }
  third: { choose: { yes: done } }
  done: { end: true }`);

  it('says so when there is no way back', () => {
    expect(new Somebody(choosing()).reads(wishes('back')).said).toEqual(['common:no_way_back', 'main:first']);
  });

  it('leads to the question before, and to the one before that', () => {
    const person = new Somebody(choosing()).taps('yes').taps('yes').reads(wishes('back'));
    expect(person.said).toEqual(['main:second']);
    expect(person.reads(wishes('back')).said).toEqual(['main:first']);
  });

  it('is no way back to the very question that is open', () => {
    const person = new Somebody(choosing()).taps('again').reads(wishes('back'));
    expect(person.said).toEqual(['common:no_way_back', 'main:first']);
  });

  it('does not lead into what has ended', () => {
    const person = new Somebody(asking()).rests().reads({ opens: 'other' }).taps('yes');
    expect(person.at).toBe('menu.pick');
    expect(person.reads(wishes('back')).said).toEqual(['common:no_way_back', 'menu:pick']);
  });

  it('from the first question of a digression leads to what it interrupted', () => {
    const person = new Somebody(choosing()).taps('yes').reads({ opens: 'other' }).reads(wishes('back'));
    expect(rows(person)).toEqual([['main', 'second', undefined]]);
    expect(person.said).toEqual(['main:second']);
    // Only the digression is gone: the way back before it is still known.
    expect(person.reads(wishes('back')).said).toEqual(['main:first']);
  });

  it('within a digression leads to its own question before', () => {
    const person = new Somebody(choosing()).reads({ opens: 'other' }).reads({ opens: 'main' }).taps('yes');
    expect(person.reads(wishes('back')).said).toEqual(['main:first']);
    expect(person.state.stack.map(({ flow }) => flow)).toEqual(['other', 'main']);
  });

  it('remembers only so many questions', () => {
    const person = new Somebody(choosing());
    for (let time = 1; time <= limits.back; time++) expect(person.taps('again').state.back).toHaveLength(time);
    expect(person.taps('again').state.back).toHaveLength(limits.back);
  });

  it('leads back to the row that the question was about', () => {
    const book = playbook(
      `
  which: { choose: { no: done }, from: product, next: sure }
  sure: { choose: { again: which, yes: done } }
  done: { end: true }`,
      'scope: product',
    );
    const facts = { ...blank, product: [...blank.product, { id: 'honey', status: 'ready', name: 'mật' }] };
    const person = new Somebody(book, facts).taps('tea').taps('again').taps('honey');
    expect(rows(person)).toEqual([['main', 'sure', 'honey']]);
    person.reads(wishes('back')).reads(wishes('back'));
    expect(rows(person)).toEqual([['main', 'sure', 'tea']]);
    expect(person.effect('say')?.about).toEqual({ noun: 'product', id: 'tea' });
  });
});

describe('back, in between', () => {
  it('leads from a correction that is not made after all to the question that was open', () => {
    const book = playbook('  first: { choose: { again: first, yes: done } }\n  done: { end: true }', '', {
      other: 'flow: other\nsteps: { phone: { ask: household.phone }, done: { end: true } }',
    });
    const person = new Somebody(book).taps('again').reads(wishes('correct', 'household.phone'));
    expect(person.at).toBe('other.phone');
    expect(person.reads(wishes('back')).said).toEqual(['main:first']);
  });

  it('keeps the product that is before them, at a question from before there was one', () => {
    const steps =
      '  first: { choose: { yes: open } }\n  open: { do: open_product }\n  name: { ask: product.name }\n  done: { end: true }';
    const person = new Somebody(playbook(steps, 'scope: product'), {
      ...blank,
      product: [{ id: 'tea', status: 'draft' }],
    });
    expect(rows(person.taps('yes').reads(wishes('back')))).toEqual([['main', 'first', 'tea']]);
  });
});

describe('keeping what was to be changed', () => {
  const asked = (more: string) =>
    new Somebody(
      playbook(`
  phone: { ask: household.phone, again: true${more} }
  sure: { choose: { yes: done } }
  other: { choose: { yes: done } }
  done: { end: true }`),
      { ...blank, household: { id: 'household', phone: '0912345678' } },
    ).reads(wishes('keep'));

  it('leaves it as it was, says so, and goes on', () => {
    const person = asked('');
    expect(person.said).toEqual(['common:kept', 'main:sure']);
    expect(person.effect('set_fact')).toBeUndefined();
  });

  it('goes the way past the question where it has one', () => {
    expect(asked(', optional: other').at).toBe('main.other');
  });

  it('means nothing where nothing is known, or nothing is asked', () => {
    expect(new Somebody(asking()).reads(wishes('keep')).said).toEqual(['main:phone.again1']);
    expect(new Somebody(asking()).rests().reads(wishes('keep')).said).toEqual(['menu:pick']);
  });

  it('is done with photos', () => {
    const book = playbook(
      '  photos: { collect: product.photos, min: 1, max: 8 }\n  done: { end: true }',
      'scope: product',
    );
    expect(new Somebody(book, blank, 'tea').reads(wishes('keep')).at).not.toBe('main.photos');
  });
});

describe('correcting an earlier answer', () => {
  const selling = (more: Record<string, string> = {}) =>
    playbook(
      `
  name: { ask: product.name }
  photos: { collect: product.photos, min: 0, max: 3 }
  packing: { ask: product.packing }
  sure: { choose: { yes: done } }
  done: { end: true }`,
      'scope: product',
      {
        other:
          'flow: other\nsteps: { phone: { ask: household.phone, again: true }, name: { ask: household.name }, done: { end: true } }',
        ...more,
      },
    );
  const tea = { id: 'tea', status: 'draft', name: 'chè', photos: [{ id: 'p', state: 'ready' }], packing: 'túi' };
  const whole: Facts = { ...blank, product: [tea] };
  const atSure = (facts = whole) => {
    const person = new Somebody(selling(), facts);
    person.state = { ...person.state, stack: [{ flow: 'main', step: 'sure', row: 'tea' }] };
    return person;
  };

  it.each([
    ['a question', 'product.packing', 'main.packing'],
    ['what is told by the words of another', 'product.kind', 'main.name'],
    ['photos', 'product.photos', 'main.photos'],
    ['a question of another flow', 'household.phone', 'other.phone'],
  ] as const)('asks it anew: %s', (_what, field, at) => {
    expect(atSure().reads(wishes('correct', field)).at).toBe(at);
  });

  it('takes what was said with the wish, with what its words tell besides, and nothing else', () => {
    const kind = { kind: 'na', group: 'thực phẩm' };
    const person = atSure().reads({
      ...wishes('correct', 'product.name'),
      values: {
        'product.name': { said: 'na', value: 'na' },
        'product.kind': { said: 'na', value: kind },
        'product.weight': { said: '1 cân', value: { amount: 1, unit: 'kg' } },
      },
    });
    expect(person.facts.product[0]).toMatchObject({ name: 'na', kind });
    expect(person.facts.product[0]?.weight).toBeUndefined();
    expect(person.at).toBe('main.sure');
  });

  it('means the only product there is, wherever the talk stands', () => {
    const person = new Somebody(selling(), whole).rests().reads({ opens: 'other' });
    person.reads({
      ...wishes('correct', 'product.packing'),
      values: { 'product.packing': { said: 'rổ', value: 'rổ' } },
    });
    expect(person.effect('set_fact')).toMatchObject({ row: 'tea', value: 'rổ' });
    expect(person.said).toEqual(['common:corrected', 'other:phone']);
  });

  it('begins where products are chosen when it may be one of several', () => {
    const facts = { ...whole, product: [tea, { id: 'honey', status: 'ready' }] };
    const person = new Somebody(selling(), facts).rests().reads({ opens: 'other' });
    person.reads(wishes('correct', 'product.packing'));
    expect(person.at).toBe('main.name');
    expect(person.state.stack.at(-1)?.once).toBeUndefined();
  });

  it('of the household needs no household to be known yet', () => {
    const { household: _, ...facts } = whole;
    const person = atSure(facts).reads(wishes('correct', 'household.phone'));
    expect(person.at).toBe('other.phone');
    expect(person.state.stack.at(-1)).toEqual({ flow: 'other', step: 'phone', once: true });
  });

  it('asks with the words of the flow that they are in', () => {
    const book = selling({
      early: 'flow: early\nsteps: { phone: { ask: household.phone }, done: { end: true } }',
    });
    const person = new Somebody(book, whole).reads({ opens: 'early' }).reads({ opens: 'other' });
    expect(person.reads(wishes('correct', 'household.phone')).state.stack.at(-1)?.once).toBe(true);
    expect(person.said).toEqual(['other:phone']);
  });

  it('means nothing for what no flow asks for: the words may be an answer', () => {
    expect(atSure().reads(wishes('correct', 'product.season')).said).toEqual(['main:sure.again1']);
  });

  it('without a name leads back', () => {
    expect(atSure().reads(wishes('correct')).said).toEqual(['common:no_way_back', 'main:sure']);
  });

  it('returns to where the talk was, also from another flow on which nothing hangs', () => {
    const person = atSure({ ...whole, product: [{ ...tea, description: 'ngon' }] }).reads({ opens: 'other' });
    person.reads({ values: { 'household.phone': { said: '0912345678', value: '0912345678' } } });
    person.reads({
      ...wishes('correct', 'product.packing'),
      values: { 'product.packing': { said: 'rổ', value: 'rổ' } },
    });
    expect(person.effect('clear_fact')).toEqual({ type: 'clear_fact', field: 'product.description', row: 'tea' });
    expect(person.at).toBe('other.name');
  });

  it('of a later question does not pass over the open one', () => {
    const person = atSure({ ...whole, product: [{ ...tea, name: null }] });
    person.state = { ...person.state, stack: [{ flow: 'main', step: 'name', row: 'tea' }] };
    person.reads({
      ...wishes('correct', 'product.packing'),
      values: { 'product.packing': { said: 'rổ', value: 'rổ' } },
    });
    expect(person.state.stack).toHaveLength(1);
    expect(person.at).toBe('main.name');
  });
});

describe('giving a product up', () => {
  const drop = `flow: drop
scope: product
steps:
  sure: { confirm: product, yes: gone, no: kept }
  gone: { do: delete_product }
  told: { say: true, next: over }
  kept: { say: true }
  over: { end: true }`;
  const shop = `flow: shop
scope: product
steps:
  which: { choose: { back: over }, from: product, next: what }
  what: { choose: { delete: gone, back: over } }
  gone: { do: delete_product }
  over: { end: true }`;
  const selling = (): Playbook => {
    const book = playbook(
      `
  start: { do: open_product }
  name: { ask: product.name }
  stock: { ask: product.stock }
  finish: { end: true }`,
      'scope: product',
      { drop, shop },
    );
    const commands = { ...book.entry.commands, drop: 'drop', 'correct-product': 'shop' };
    return { ...book, entry: { ...book.entry, commands } };
  };
  const dropping = (product?: NamedProduct) => ({ command: { name: 'drop' as const, ...(product && { product }) } });
  const named = (value: string) => ({ values: { 'product.name': { said: value, value } } });
  const tea = { id: 'tea', name: 'Chè', status: 'ready', photos: [] };
  const rice = { id: 'rice', name: 'Gạo', status: 'ready', photos: [] };
  const knowing = (...product: Facts['product']): Facts => ({ ...blank, product });

  it('asks, then deletes it with the flow that was about it', () => {
    const person = new Somebody(selling(), knowing()).reads(named('na'));
    expect(person.reads(dropping()).at).toBe('drop.sure');
    person.reads({ yesNo: 'yes' });
    expect(person.facts.product).toEqual([]);
    expect(person.said).toEqual(['drop:told', 'menu:pick']);
  });

  it('takes it said twice for a yes', () => {
    const person = new Somebody(selling(), knowing()).reads(named('na')).reads(dropping()).reads(dropping());
    expect(person.facts.product).toEqual([]);
  });

  it('leaves it, and asks again what was open, where they keep it', () => {
    const person = new Somebody(selling(), knowing()).reads(named('na')).reads(dropping()).reads({ yesNo: 'no' });
    expect(person.facts.product).toHaveLength(1);
    expect(person.at).toBe('main.stock');
  });

  it('drops another one that is named, and goes on where it was', () => {
    const person = new Somebody(selling(), knowing(tea)).reads(named('na'));
    person.reads(dropping({ said: 'chè', ids: ['tea'] })).reads({ yesNo: 'yes' });
    expect(person.facts.product.map(({ name }) => name)).toEqual(['na']);
    expect(person.at).toBe('main.stock');
  });

  it('knows no product that was never put up', () => {
    const person = new Somebody(selling(), knowing()).reads(named('na')).reads(dropping({ said: 'ổi', ids: [] }));
    expect(person.at).toBe('main.stock');
    expect(person.facts.product).toHaveLength(1);
  });

  it('passes over the name where there is nothing to drop yet', () => {
    expect(new Somebody(selling()).reads(dropping()).said).toEqual(['main:name.needed', 'main:name']);
  });

  it('at rest means the only product, and shows the list where there are several', () => {
    expect(new Somebody(selling(), knowing(tea)).rests().reads(dropping()).at).toBe('drop.sure');
    expect(new Somebody(selling(), knowing(tea, rice)).rests().reads(dropping()).at).toBe('shop.which');
  });

  it('is the answer where deleting it is on offer', () => {
    const person = new Somebody(selling(), knowing(tea, rice)).rests().reads(dropping()).taps('tea');
    expect(person.at).toBe('shop.what');
    person.reads(dropping());
    expect(person.facts.product.map(({ id }) => id)).not.toContain('tea');
  });
});
