// Each kind of step on a small playbook: what it asks, what it takes, where it leads, what it asks others to do.
import { describe, expect, it } from 'vitest';
import { expects, openQuestion } from '../../src/engine/index.ts';
import { limits } from '../../src/engine/state.ts';
import type { Facts, Row } from '../../src/model/facts.ts';
import { blank, compiledOf, market, playbook, Somebody } from './small.ts';

const end = 'last: { choose: { yes: done } }\n  done: { end: true }';
const tea = { id: 'tea', status: 'draft', name: 'chè' };
const knowing = (...product: Row[]): Facts => ({ ...blank, product });
/** Somebody at the first of these steps, with the tea before them. */
const selling = (steps: string, facts = knowing(tea), more = {}) =>
  new Somebody(
    playbook(`  first: { choose: { yes: start } }\n  ${steps}\n  ${end}`, 'scope: product', more),
    facts,
    'tea',
  ).taps('yes');

describe('a step cannot be written', () => {
  it.each([
    ['that says where rows lead but offers none', 'choose: { yes: done }, next: done'],
    ['that fills in a description but not which field', 'do: compose'],
    ['that clears but not which field', 'do: clear'],
    ['that records a consent but not what for', 'do: grant'],
    ['that records a refusal but not of what', 'do: refuse'],
    ['that does what nobody knows', 'do: sing'],
  ])('%s', (_what, body) => {
    expect(compiledOf(`  first: { ${body} }\n  done: { end: true }`).issues.map(({ rule }) => rule)).toEqual([
      'wrong-shape',
    ]);
  });

  it.each(['do: compose, field: product.description', 'do: grant, purpose: prepare', 'do: mute'])(
    'but so: %s',
    (body) => {
      expect(compiledOf(`  first: { ${body} }\n  done: { end: true }`).issues).toEqual([]);
    },
  );
});

describe('ask', () => {
  const phone = () => new Somebody(playbook(`  phone: { ask: household.phone }\n  ${end}`));

  it('for a phone asks for the contact card as well', () => {
    expect(phone().effect('say')).toEqual({
      type: 'say',
      text: ['main:phone'],
      choices: [],
      question: phone().state.question,
      request: 'contact',
    });
  });

  it('for anything else does not, and says what it is about', () => {
    const person = selling('start: { ask: product.packing }');
    expect(person.effect('say')).toEqual({
      type: 'say',
      text: ['main:start'],
      choices: [],
      question: person.state.question,
      about: { noun: 'product', id: 'tea' },
    });
  });

  it('tells understanding what is asked, what else may come, what is known, and that no photo is meant', () => {
    const person = selling(
      'start: { ask: product.packing }\n  name: { ask: product.name }\n  price: { ask: product.price }',
    );
    expect(expects(person.book, person.state, person.facts)).toEqual({
      field: 'product.packing',
      also: ['product.price'],
      known: ['product.name'],
      products: [{ id: 'tea', name: 'chè' }],
      choices: [],
      yesNo: false,
      photos: false,
    });
  });

  it('asks for what was left empty', () => {
    expect(selling('start: { ask: product.packing }', knowing({ ...tea, packing: '' })).at).toBe('main.start');
  });

  it('puts each question under a number of its own, also where neither has buttons', () => {
    const person = selling('start: { ask: product.packing }\n  name: { ask: product.weight }');
    const { question } = person.state;
    person.reads({ values: { 'product.packing': { said: 'túi', value: 'túi' } } });
    expect(person.state.question).toBe(question + 1);
  });

  it('never records an answer of nothing', () => {
    const person = new Somebody(playbook(`  start: { ask: product.name }\n  ${end}`, 'scope: product'), knowing());
    expect(() => person.reads({ values: { 'product.name': { said: 'na', value: 'na' } } })).toThrow('no product');
    const nobody = new Somebody(playbook(`  start: { ask: household.phone }\n  ${end}`), {
      ...blank,
      household: undefined,
    } as never);
    nobody.reads({ values: { 'household.phone': { said: '0912345678', value: '0912345678' } } });
    expect(nobody.effect('set_fact')?.row).toBe(nobody.effect('open_household')?.id);
  });
});

describe('what a message tells besides', () => {
  const kilo = { amount: 1, unit: 'kg' };
  const told = (values: object, facts = knowing(tea)) =>
    selling('start: { ask: product.packing }', facts).reads({
      values: { 'product.packing': { said: 'túi', value: 'túi' }, ...values },
    });

  it.each([
    [
      'is taken, and said to be',
      { 'product.price': { said: '5k', value: { amount: 5000, per: kilo } } },
      ['common:noted.product.price'],
    ],
    [
      'is not taken when it is doubtful',
      { 'product.price': { said: '5', choices: [{ amount: 5000, per: kilo }] } },
      [],
    ],
    [
      'is not taken when it is a price without a unit',
      { 'product.price': { said: '5k', value: { amount: 5000 } } },
      [],
    ],
    ['does not change what is known', { 'product.name': { said: 'na', value: 'na' } }, []],
    ['is not taken without what tells it', { 'product.kind': { said: 'na', value: { kind: 'na', group: 'x' } } }, []],
  ])('%s', (_what, values, noted) => {
    const person = told(values);
    expect(person.said.filter((text) => text.startsWith('common:noted'))).toEqual(noted);
    expect(person.effects.filter(({ type }) => type === 'set_fact')).toHaveLength(1 + noted.length);
  });

  it('of a product is not taken where there is none before them', () => {
    const person = new Somebody(playbook(`  phone: { ask: household.phone }\n  ${end}`)).reads({
      values: { 'product.packing': { said: 'túi', value: 'túi' } },
    });
    expect(person.said).toEqual(['main:phone.again1']);
  });
});

describe('an answer on which others hang', () => {
  const kind = { kind: 'chè', group: 'đồ uống' };
  const renamed = (before: object, name = 'na') =>
    selling('start: { ask: product.name, again: true }', knowing({ id: 'tea', status: 'draft', ...before })).reads({
      values: { 'product.name': { said: name, value: name } },
    });
  const cleared = (person: Somebody) =>
    person.effects.flatMap((effect) => (effect.type === 'clear_fact' ? [effect.field] : []));

  it.each([
    ['voids them when it changes', { name: 'chè', kind, description: 'ngon' }, ['product.kind', 'product.description']],
    ['voids only what there is', { name: 'chè', kind: null, description: 'ngon' }, ['product.description']],
    ['voids nothing that was never there', { name: 'chè' }, []],
    ['voids nothing when it is the first', { kind, description: 'ngon' }, []],
    ['voids nothing when it had been cleared', { name: null, kind, description: 'ngon' }, []],
    ['voids nothing when it is the same', { name: 'na', kind, description: 'ngon' }, []],
  ])('%s', (_what, before, fields) => {
    const person = renamed(before);
    expect(cleared(person)).toEqual(fields);
    for (const field of fields) expect(person.facts.product[0]?.[field.slice('product.'.length)]).toBeNull();
  });
});

describe('choose', () => {
  it('takes neither other words nor an option that it does not offer', () => {
    const person = selling('start: { choose: { yes: last } }');
    expect(person.reads({}).said).toEqual(['main:start.again1']);
    expect(person.reads({ option: 'tea' }).said).toEqual(['main:start.again2']);
    expect(person.state.stack[0]?.row).toBe('tea');
  });

  it('of products takes no other words for one of them', () => {
    const person = selling('start: { choose: { no: last }, from: product }', knowing({ ...tea, status: 'ready' }));
    expect(person.reads({}).said).toEqual(['main:start.again1']);
  });

  it('offers the latest products that are more than a draft', () => {
    const rows = Array.from({ length: limits.rows + 2 }, (_, at) => ({
      id: `p${at}`,
      status: 'ready',
      name: `na ${at}`,
    }));
    const person = selling('start: { choose: { no: last }, from: product }', knowing(tea, ...rows));
    expect(person.state.options).toEqual([...rows.slice(2).map(({ id }) => id), 'no']);
    expect(person.effect('say')?.choices?.[0]).toEqual({ id: 'p2', label: 'na 2' });
  });

  it('calls shops by their marketplace, also one that is no more', () => {
    const shop = ['market', 'gone'].map((marketplace) => ({ id: marketplace, status: 'open', marketplace }));
    const person = selling('start: { choose: { no: last }, from: shop }', { ...blank, shop });
    expect(person.effect('say')?.choices?.slice(0, 2)).toEqual([
      { id: 'market', label: 'Chợ Thử' },
      { id: 'gone', label: '' },
    ]);
  });

  describe('of a marketplace', () => {
    const others = {
      'marketplaces/fair': market.replace('marketplace: market', 'marketplace: fair').replace('Chợ Thử', 'Hội chợ'),
      'marketplaces/old': market.replace('marketplace: market', 'marketplace: old').replace('active', 'closed'),
    };
    const choosing = (facts = blank) =>
      new Somebody(
        playbook(`  start: { choose: { no: last }, from: marketplace }\n  ${end}`, 'scope: shop', others),
        facts,
      );

    it('offers none that is closed', () => {
      expect(choosing().state.options).toEqual(['fair', 'market', 'no']);
      expect(choosing().effect('say')?.choices?.[0]).toEqual({ id: 'fair', label: 'Hội chợ', synonyms: ['thử'] });
    });

    it('opens a shop there, once', () => {
      const person = choosing().taps('fair');
      const id = person.effect('open_shop')?.id;
      expect(person.effect('open_shop')).toEqual({ type: 'open_shop', id, marketplace: 'fair' });
      expect(person.facts.shop).toHaveLength(2);
      expect(person.state.stack[0]?.row).toBe(id);
      expect(choosing().taps('market').effect('open_shop')).toBeUndefined();
    });
  });
});

describe('confirm', () => {
  const sure = (more = '') => selling(`start: { confirm: product, yes: last${more} }`);

  it('is a question of yes or no', () => {
    const person = sure();
    expect(expects(person.book, person.state, person.facts)).toMatchObject({ yesNo: true });
  });

  it.each([
    ['a deletion', '{ do: delete_product }', true],
    ['a withdrawal', '{ do: withdraw }', true],
    ['a task with a date by law', '{ handoff: task, reason: erase_data, dueDays: 20 }', true],
    ['a task', '{ handoff: task, reason: find }', undefined],
    ['nothing but the next step', '{ say: true }', undefined],
  ])('is grave where it leads to %s', (_what, deed, grave) => {
    const person = selling(`start: { confirm: product, yes: then }\n  then: ${deed}`);
    expect(expects(person.book, person.state, person.facts).grave).toBe(grave);
  });

  it.each([
    ['a yes', '', { yesNo: 'yes' } as const, ['main:last']],
    ['a no with a way of its own', ', no: done', { yesNo: 'no' } as const, ['menu:pick']],
    ['a no without one', '', { yesNo: 'no' } as const, ['main:start.what', 'main:start']],
    ['neither', ', no: done', {}, ['main:start.again1']],
  ])('answered by %s', (_what, more, reading, said) => {
    expect(sure(more).reads(reading).said).toEqual(said);
  });
});

describe('do', () => {
  const does = (body: string, facts?: Facts) => selling(`start: { do: ${body} }`, facts);

  it.each([
    ['finish_product', 'ready'],
    ['pause_product', 'paused'],
    ['offer_product', 'ready'],
  ])('%s sets its status', (action, status) => {
    const person = does(action);
    expect(person.effect('set_status')).toEqual({ type: 'set_status', noun: 'product', row: 'tea', status });
    expect(person.effect('log_event')).toMatchObject({ kind: `product_${status}`, data: { id: 'tea' } });
    expect(person.facts.product[0]?.status).toBe(status);
  });

  it('delete_product forgets the product and the way back to it, nothing else', () => {
    const steps = 'phone: { ask: product.packing }\n  start: { do: delete_product }';
    const person = new Somebody(
      playbook(`  first: { choose: { yes: phone } }\n  ${steps}\n  ${end}`, 'scope: product'),
      knowing(tea, { id: 'honey' }),
    ).taps('yes');
    const asked = { flow: 'main', step: 'phone' };
    const stack = ['tea', 'honey', 'tea'].map((row) => ({ ...asked, row }));
    person.state = { ...person.state, stack };
    person.reads({ values: { 'product.packing': { said: 'túi', value: 'túi' } } });
    expect(person.facts.product.map(({ id }) => id)).toEqual(['honey']);
    expect(person.state.stack[0]).toEqual({ ...asked, row: 'honey' });
    expect(person.state.back).toEqual([{ flow: 'main', step: 'first' }]);
    expect(person.state.stack.slice(1).every(({ row }) => row === undefined)).toBe(true);
  });

  it.each(['finish_product', 'delete_product', 'compose, field: product.description', 'clear, field: product.name'])(
    '%s does nothing where no product is before them',
    (body) => {
      const person = does(body, knowing({ id: 'honey', status: 'draft' }));
      expect(person.effects.map(({ type }) => type)).toEqual(['say']);
      expect(person.state.back).toHaveLength(1);
      expect(person.facts.product).toHaveLength(1);
    },
  );

  it('compose fills in what is unknown, and only that', () => {
    const body = 'compose, field: product.description';
    const person = does(body);
    expect(person.effect('compose_fact')).toEqual({
      type: 'compose_fact',
      field: 'product.description',
      row: 'tea',
      text: ['main:start.text'],
    });
    expect(person.facts.product[0]?.description).toBe('…');
    expect(does(body, knowing({ ...tea, description: 'ngon' })).effect('compose_fact')).toBeUndefined();
  });

  it('clear forgets what is known, and only that', () => {
    const body = 'clear, field: product.description';
    const person = does(body, knowing({ ...tea, description: 'ngon' }));
    expect(person.effect('clear_fact')).toEqual({ type: 'clear_fact', field: 'product.description', row: 'tea' });
    expect(person.facts.product[0]?.description).toBeNull();
    expect(does(body).effect('clear_fact')).toBeUndefined();
  });

  it('grant records for what, by which words, and about what', () => {
    const person = does('grant, purpose: statistics, wording: first');
    expect(person.effect('record_consent')).toEqual({
      type: 'record_consent',
      purpose: 'statistics',
      state: 'granted',
      wording: 'main:first',
      about: { noun: 'product', id: 'tea' },
    });
  });

  it('grant about nothing but them says so', () => {
    const person = new Somebody(playbook(`  start: { do: grant, purpose: statistics }\n  ${end}`));
    expect(person.effect('record_consent')).toEqual({
      type: 'record_consent',
      purpose: 'statistics',
      state: 'granted',
      wording: 'main:start',
    });
  });

  it('withdraw takes back what stands, and nothing else', () => {
    const person = does('withdraw', { ...knowing(tea), consents: { prepare: 'granted', statistics: 'refused' } });
    expect(person.facts.consents).toEqual({ prepare: 'withdrawn', statistics: 'refused' });
    expect(person.state.back).toEqual([]);
  });

  it('mute asks for no more messages', () => {
    expect(does('mute').effect('set_muted')).toEqual({ type: 'set_muted', muted: true });
  });
});

describe('handoff', () => {
  it.each([
    [
      'a task with its days',
      'handoff: task, reason: find, dueDays: 3',
      { kind: 'task', reason: 'find', dueDays: 3 },
      false,
    ],
    ['a task without', 'handoff: task, reason: find', { kind: 'task', reason: 'find' }, false],
    ['a talk', 'handoff: talk, reason: asked', { kind: 'talk', reason: 'asked' }, true],
  ])('opens %s', (_what, body, ticket, awaitingPerson) => {
    const person = selling(`start: { ${body} }`);
    expect(person.effect('open_ticket')).toEqual({
      type: 'open_ticket',
      at: { flow: 'main', step: 'start' },
      ...ticket,
    });
    expect(person.facts.awaitingPerson).toBe(awaitingPerson);
    expect(person.said).toEqual(['main:start', 'main:last']);
  });
});

describe('guide', () => {
  const verified = market.replace(/ {2}- \{ id: (guess|enter).*\n/g, '');
  const guided = (more = {}, facts: Facts = blank) => {
    const steps = `which: { choose: { none: steps }, from: marketplace, next: steps }\n  steps: { guide: shop.marketplace }\n  ${end}`;
    return new Somebody(playbook(`  ${steps}`, 'scope: shop', more), facts);
  };

  it('shows where they are in their own steps', () => {
    const person = guided().taps('market');
    expect(openQuestion(person.book, person.state, person.facts)?.values).toEqual({
      profile: 'market',
      profileStep: 'install',
      at: 1,
      count: 2,
    });
    expect(person.effect('open_ticket')?.details).toEqual({
      shop: 'shop',
      marketplace: 'market',
      steps: ['guess', 'enter'],
    });
    expect(
      person.effects.find((effect) => effect.type === 'say' && effect.text[0] === 'main:steps.task'),
    ).toMatchObject({
      values: { profile: 'market' },
    });
  });

  it.each([
    ['a yes: it is done', { yesNo: 'yes' } as const, ['main:steps'], 1],
    ['done', { option: 'done' }, ['main:steps'], 1],
    ['a no', { yesNo: 'no' } as const, ['main:steps.again1'], 0],
    ['other words', {}, ['main:steps.again1'], 0],
    ['later: the rest can wait', { option: 'later' }, ['main:last'], undefined],
  ])('takes %s', (_what, reading, said, at) => {
    const person = guided().taps('market').reads(reading);
    expect(person.said).toEqual(said);
    expect(person.effect('open_ticket')).toBeUndefined();
    expect(person.state.stack[0]?.at).toBe(at);
  });

  it.each([
    ['needs no helper when each step is theirs and the marketplace is known to work', verified, undefined],
    ['has a helper look where the marketplace is not known to work', verified.replace('active', 'unverified'), []],
  ])('%s', (_what, profile, steps) => {
    const person = guided({ 'marketplaces/market': profile }).taps('market');
    expect(person.effect('open_ticket')?.details?.steps).toEqual(steps);
  });

  it('still goes on where a new edition knows the marketplace no more', () => {
    const person = guided().taps('market');
    person.book = guided({ 'marketplaces/market': market.replace('marketplace: market', 'marketplace: fair') }).book;
    expect(person.reads({}).said).toEqual(['main:steps.again1']);
    expect(person.effect('say')?.values).toEqual({ profile: '', profileStep: '', at: 1, count: 0 });
    expect(person.reads({ yesNo: 'yes' }).at).toBe('main.last');
  });

  it('hands over a shop whose marketplace is not known here any more', () => {
    const person = guided().taps('none');
    expect(person.effect('open_ticket')?.details).toEqual({ shop: null, marketplace: null, steps: [] });
    expect(person.at).toBe('main.last');
  });
});

describe('wait', () => {
  const waiting = () => new Somebody(playbook(`  check: { wait: checked, days: 3, late: last }\n  ${end}`));

  it('sets its time limit once, also when they come back to it', () => {
    const person = waiting().reads({ opens: 'other' }).taps('yes');
    expect(person.at).toBe('main.check');
    expect(person.effect('start_timer')).toBeUndefined();
  });
});
