// The engine on small playbooks of its own: what each step kind does, and what can never happen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expects, type Input } from '../../src/engine/index.ts';
import { limits } from '../../src/engine/state.ts';
import type { Reading } from '../../src/model/reading.ts';
import { blank, playbook, Somebody } from './small.ts';

const phone = { 'household.phone': { said: '0912345678', value: '0912345678' } };

describe('ask', () => {
  const book = playbook(`
  phone: { ask: household.phone }
  stars: { choose: { yes: done } }
  done: { end: true }`);

  it('records the answer with the words it was read from and goes on', () => {
    const person = new Somebody(book).reads({ values: phone });
    expect(person.effect('set_fact')).toEqual({
      type: 'set_fact',
      field: 'household.phone',
      row: 'household',
      value: '0912345678',
      said: '0912345678',
    });
    expect(person.at).toBe('main.stars');
  });

  it('passes over what is known', () => {
    const facts = { ...blank, household: { id: 'household', phone: '0912345678' } };
    expect(new Somebody(book, facts).at).toBe('main.stars');
  });

  it('asks in other words each time, then offers a person, and still takes an answer', () => {
    const person = new Somebody(book).reads({});
    expect(person.said).toEqual(['main:phone.again1']);
    expect(person.reads({}).said).toEqual(['main:phone.again2']);
    expect(person.reads({}).said).toEqual(['common:not_understood', 'common:offer_person']);
    expect(person.reads({ values: phone }).at).toBe('main.stars');
  });

  it('opens a ticket when the offer is accepted, and asks the question again', () => {
    const person = new Somebody(book).reads({}).reads({}).reads({}).taps('@person');
    expect(person.effect('open_ticket')).toMatchObject({ kind: 'talk', reason: 'accepted_offer' });
    expect(person.at).toBe('main.phone');
    expect(person.said).toContain('main:phone');
  });

  it('asks back what is doubtful, and takes only what was meant', () => {
    const doubt = { 'household.phone': { said: 'hai số', choices: ['0911111111', '0922222222'] } };
    const person = new Somebody(book).reads({ values: doubt });
    expect(person.effect('set_fact')).toBeUndefined();
    expect(person.taps('=1').facts.household?.phone).toBe('0922222222');
  });

  it('lets an optional question be passed over, once and for all', () => {
    const optional = playbook(`
  stock: { ask: household.phone, optional: true }
  sure: { confirm: household, change: [stock], yes: done }
  done: { end: true }`);
    const person = new Somebody(optional).reads({ command: { name: 'skip' } });
    expect(person.at).toBe('main.sure');
    person.taps('change stock');
    expect(person.at).toBe('main.stock');
    expect(person.reads({ values: phone }).at).toBe('main.sure');
  });

  it('asks for the unit of a price that came without one', () => {
    const priced = playbook('  price: { ask: product.price }\n  done: { end: true }', 'scope: product');
    const person = new Somebody(priced, blank, 'tea').reads({
      values: { 'product.price': { said: '25k', value: { amount: 25_000 } } },
    });
    expect(person.said).toEqual(['common:per']);
    person.taps('/con');
    expect(person.facts.product[0]?.price).toEqual({ amount: 25_000, per: { amount: 1, unit: 'con' } });
  });
});

describe('buttons', () => {
  const book = playbook(`
  first: { choose: { yes: second, no: done } }
  second: { choose: { yes: third, no: done } }
  third: { choose: { yes: done } }
  done: { end: true }`);

  it('take a double tap once', () => {
    const person = new Somebody(book);
    const token = `${person.state.question}:0`;
    person.taps('yes');
    expect(person.at).toBe('main.second');
    person.does({ type: 'message', content: { type: 'tap', token } });
    expect(person.at).toBe('main.second');
    expect(person.effects).toEqual([]);
  });

  it.each<[string, (person: Somebody) => Somebody]>([
    ['after other words', (person) => person.reads({})],
    ['after another tap', (person) => person.taps('yes')],
    ['after a photo', (person) => person.photo()],
  ])('are old when tapped again %s, and the question is put again', (_, meanwhile) => {
    const person = new Somebody(book);
    const token = `${person.state.question}:0`;
    const at = meanwhile(person.taps('yes')).at;
    person.sends({ type: 'tap', token });
    expect(person.at).toBe(at);
    expect(person.said).toEqual(['common:old_button', at.replace('.', ':')]);
  });

  it('are old when tapped again after days of silence', () => {
    const person = new Somebody(book);
    const token = `${person.state.question}:0`;
    person.taps('yes').now = 49 * 3_600_000;
    person.sends({ type: 'tap', token });
    expect(person.said).toEqual(['common:returning.products', 'common:old_button', 'main:second']);
  });

  it('never answer another question than their own', () => {
    const person = new Somebody(book);
    const old = `${person.state.question}:1`;
    person.taps('yes').does({ type: 'message', content: { type: 'tap', token: old } });
    expect(person.at).toBe('main.second');
    expect(person.said).toEqual(['common:old_button', 'main:second']);
  });

  it('keep their number while the same question is asked again', () => {
    const person = new Somebody(book);
    const { question } = person.state;
    expect(person.reads({}).state.question).toBe(question);
    expect(person.reads({ command: { name: 'repeat' } }).state.question).toBe(question);
  });
});

describe('digressions', () => {
  const book = playbook(`
  phone: { ask: household.phone }
  done: { end: true }`);

  it.each(['repeat', 'help', 'person', 'later', 'back', 'skip', 'resume', 'done'] as const)(
    '"%s" leaves the question open',
    (name) => {
      expect(new Somebody(book).reads({ command: { name } }).at).toBe('main.phone');
    },
  );

  it('return to the question when they have ended', () => {
    const person = new Somebody(book).reads({ opens: 'other' });
    expect(person.at).toBe('other.sure');
    expect(person.taps('yes').at).toBe('main.phone');
  });

  it('do not pile up however often they are begun', () => {
    const person = new Somebody(book);
    for (let time = 0; time < 50; time++) person.reads({ command: { name: 'menu' } }).reads({ opens: 'other' });
    expect(person.state.stack.length).toBeLessThanOrEqual(limits.depth);
    expect(JSON.stringify(person.state).length).toBeLessThan(1024);
  });
});

describe('guide', () => {
  const book = playbook('  steps: { guide: shop.marketplace }\n  done: { end: true }', 'scope: shop');
  const begin = () => {
    const person = new Somebody(
      playbook(
        '  which: { choose: { no: done }, from: marketplace, next: steps }\n  steps: { guide: shop.marketplace }\n  done: { end: true }',
        'scope: shop',
      ),
    );
    return person.taps('market');
  };

  it('gives what is unverified, and what helpers do, to a helper as one task', () => {
    expect(begin().effect('open_ticket')).toMatchObject({
      kind: 'task',
      reason: 'marketplace_steps',
      details: { steps: ['guess', 'enter'] },
    });
    expect(book.marketplaces.market?.steps).toHaveLength(4);
  });

  it('shows what the household does itself, one step at a time', () => {
    const person = begin();
    const shown = () =>
      person.effects.flatMap((effect) =>
        effect.type === 'say' && effect.values?.profileStep ? [effect.values.profileStep] : [],
      );
    expect(shown()).toEqual(['install']);
    person.taps('done');
    expect(shown()).toEqual(['sign']);
    person.taps('help');
    expect(person.effect('open_ticket')).toMatchObject({ details: { steps: ['sign'] } });
    expect(person.at).toBe('menu.pick');
  });
});

describe('wait', () => {
  const book = playbook(`
  check: { wait: checked, days: 3, next: good, late: late }
  good: { choose: { yes: done } }
  late: { choose: { yes: done } }
  done: { end: true }`);

  it('sets its time limit once, and goes on when the answer comes', () => {
    const person = new Somebody(book);
    expect(person.effect('start_timer')).toEqual({ type: 'start_timer', key: 'wait checked', seconds: 259_200 });
    expect(person.reads({}).effect('start_timer')).toBeUndefined();
    expect(person.does({ type: 'event', name: 'checked' }).at).toBe('main.good');
    expect(person.effect('cancel_timer')).toBeDefined();
  });

  it('goes the late way when nothing came, and never both', () => {
    const person = new Somebody(book).does({ type: 'timer', key: 'wait checked' });
    expect(person.at).toBe('main.late');
    expect(person.does({ type: 'event', name: 'checked' }).at).toBe('main.late');
  });

  it('lets a time limit go by that a new edition has no more, and asks what is asked there now', () => {
    const person = new Somebody(book);
    person.book = playbook(`
  check: { choose: { yes: done } }
  done: { end: true }`);
    person.does({ type: 'timer', key: 'wait checked' });
    expect(person.at).toBe('main.check');
    // Their next word is answered with the question that stands there now.
    expect(person.reads({}).effect('say')).toBeDefined();
    expect(person.taps('yes').at).toBe('menu.pick');
  });

  it('ignores what it does not wait for', () => {
    expect(new Somebody(book).does({ type: 'event', name: 'other' }).at).toBe('main.check');
    expect(new Somebody(book).does({ type: 'timer', key: 'wait other' }).at).toBe('main.check');
  });
});

describe('albums', () => {
  const book = playbook(
    '  photos: { collect: product.photos, min: 1, max: 3 }\n  done: { end: true }',
    'scope: product',
  );
  const photo = (group?: string): Input => ({
    type: 'message',
    content: { type: 'photo', source: { stored: 'x' }, ...(group && { group }) },
  });

  it('keep each photo at once and speak once, under a key that late ones change', () => {
    const person = new Somebody(book, blank, 'tea').does(photo('g'));
    expect(person.effect('keep_photo')).toMatchObject({ product: 'tea' });
    expect(person.said).toEqual([]);
    person.does({ type: 'timer', key: 'album g' });
    expect(person.effect('say')).toMatchObject({ replaces: 'album g', values: { count: 1 } });
  });

  it('keep no more than the step takes, and say so', () => {
    const person = new Somebody(book, blank, 'tea');
    for (let count = 0; count < 3; count++) person.does(photo());
    expect(person.does(photo()).effect('keep_photo')).toBeUndefined();
    expect(person.said[0]).toBe('common:photo.full');
  });

  it('belong to the product although the talk is elsewhere by then', () => {
    const facts = { ...blank, product: [{ id: 'tea', status: 'draft', photos: [] }] };
    const person = new Somebody(book, facts, 'tea').does(photo()).taps('done');
    expect(person.at).toBe('menu.pick');
    person.does({ type: 'timer', key: 'album g' });
    expect(person.at).toBe('menu.pick');
  });
});

describe('limits', () => {
  it('apologise and bring in a person when steps run in a circle', () => {
    const book = playbook('  a: { say: true, next: b }\n  b: { say: true, next: a }');
    const person = new Somebody(book);
    expect(person.said).toEqual(['common:lost']);
    expect(person.effect('open_ticket')).toMatchObject({ kind: 'talk', reason: 'loop' });
    expect(person.at).toBe('rest');
    expect(person.reads({}).at).toBe('menu.pick');
  });

  it('do not trip over a long honest flow', () => {
    const says = Array.from({ length: limits.stepsPerTurn - 5 }, (_, at) => `  s${at}: { say: true }`).join('\n');
    expect(new Somebody(playbook(`${says}\n  pick: { choose: { yes: done } }\n  done: { end: true }`)).at).toBe(
      'main.pick',
    );
  });
});

describe('whatever comes', () => {
  const book = playbook(
    `
  name: { ask: product.name }
  photos: { collect: product.photos, min: 1, max: 3 }
  price: { ask: product.price }
  stock: { ask: product.stock, optional: true }
  sure: { confirm: product, change: [name, price], yes: phone, no: name }
  phone: { ask: household.phone }
  wait: { wait: checked, days: 1, late: done }
  done: { end: true }`,
    'scope: product',
  );
  const text = (reading: Partial<Reading>): Input => ({
    type: 'message',
    content: { type: 'text', text: 'x' },
    reading: { text: 'x', values: {}, ...reading },
  });
  const command = fc.constantFrom(
    ...(['menu', 'back', 'repeat', 'help', 'person', 'later', 'skip', 'done', 'resume', 'stop', 'erase'] as const),
  );
  const input: fc.Arbitrary<Input> = fc.oneof(
    command.map((name) => text({ command: { name } })),
    fc
      .constantFrom('product.name', 'product.price', 'household.phone')
      .map((field) => text({ command: { name: 'correct', field } as never })),
    fc.constantFrom('yes' as const, 'no' as const).map((yesNo) => text({ yesNo })),
    fc.constant(text({ values: { 'product.name': { said: 'na', value: 'na' } } })),
    fc.constant(text({ values: { 'product.price': { said: '25', choices: [{ amount: 25_000 }] } } })),
    fc.constant(text({ values: phone })),
    fc.constant(text({})),
    fc.constant(text({ question: true })),
    fc.constant(text({ secret: 'otp' })),
    fc.constantFrom('other', 'main', 'menu').map((opens) => text({ opens })),
    fc.record({ question: fc.nat(40), index: fc.nat(6) }).map(
      ({ question, index }): Input => ({
        type: 'message',
        content: { type: 'tap', token: `${question}:${index}` },
      }),
    ),
    fc.constant<Input>({ type: 'message', content: { type: 'photo', source: { stored: 'x' } } }),
    fc.constant<Input>({ type: 'message', content: { type: 'contact', phone: '0912345678', own: false } }),
    fc.constant<Input>({ type: 'message', content: { type: 'voice', source: { stored: '0' } } }),
    fc.constant<Input>({ type: 'timer', key: 'wait checked' }),
    fc.constant<Input>({ type: 'event', name: 'checked' }),
    fc.constant<Input>({ type: 'verdict', photo: '1', tips: ['blurry'], unreadable: false }),
  );

  it('never throws, never goes silent, and keeps its state small', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        const facts = { ...blank, product: [{ id: 'tea', status: 'draft', photos: [] }] };
        const person = new Somebody(book, facts, 'tea');
        for (const each of inputs) {
          const taps = each.type === 'message' && each.content.type === 'tap' ? each.content.token : undefined;
          const repeated = taps !== undefined && taps === person.state.tapped;
          person.does(each);
          const words = person.effects.some((effect) => effect.type === 'say');
          if (each.type === 'message' && !repeated) expect(words).toBe(true);
          expect(JSON.stringify(person.state).length).toBeLessThanOrEqual(1024);
          // What it waits for can be asked at any time.
          expects(book, person.state, person.facts);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
