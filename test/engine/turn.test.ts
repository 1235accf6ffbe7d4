// What one input does to a talk, wherever it stands: first words, links, cards, old buttons, timers, withdrawal.
import { describe, expect, it } from 'vitest';
import { expects, furtherTokenOf, openQuestion } from '../../src/engine/index.ts';
import { limits } from '../../src/engine/state.ts';
import type { ConsentState, Facts } from '../../src/model/facts.ts';
import { blank, playbook, Somebody } from './small.ts';

const book = () =>
  playbook(`
  phone: { ask: household.phone }
  sure: { choose: { yes: done } }
  done: { end: true }`);
const open = () => new Somebody(book());
const resting = (facts = blank) => new Somebody(book(), facts).rests();
const hour = 3_600_000;

/** Somebody who has answered the question for consent so, or was never asked. */
const answered = (prepare?: ConsentState): Facts => ({ ...blank, consents: prepare ? { prepare } : {} });

describe('before consent', () => {
  it('a link leads to the welcome first, then to what it was for', () => {
    const person = resting(answered()).sends({ type: 'start', about: 'other' });
    expect(person.state.stack.map(({ flow }) => flow)).toEqual(['other', 'welcome']);
    expect(person.said).toEqual(['welcome:again']);
  });

  it.each([
    ['without a link', { type: 'start' } as const],
    ['by a link about nothing we know', { type: 'start', about: 'nothing' } as const],
    ['with a photo', { type: 'photo', source: { stored: 'x' } } as const],
  ])('a first word %s leads to the welcome', (_what, content) => {
    const person = resting(answered()).sends(content);
    expect(person.state.stack.map(({ flow }) => flow)).toEqual(['welcome']);
  });

  it.each([
    ['may ask for a person', { command: { name: 'person' } } as const, ['common:person.called', 'common:at_rest']],
    ['is thanked for thanks', { thanks: true }, ['common:thanks']],
    ['is asked again whatever else is said', { command: { name: 'skip' } } as const, ['welcome:again']],
  ])('who refused %s', (_what, reading, said) => {
    expect(resting(answered('refused')).reads(reading).said).toEqual(said);
  });

  it('who was never asked is welcomed, whatever they ask for; what is theirs by right is done first', () => {
    const person = resting(answered()).reads({ command: { name: 'person' } });
    expect(person.said).toEqual(['common:person.called', 'welcome:again']);
    expect(person.effect('open_ticket')).toMatchObject({ kind: 'talk', reason: 'asked' });
    expect(resting(answered()).reads({ secret: 'otp' }).said).toEqual(['common:secret.otp', 'welcome:again']);
    expect(resting(answered()).reads({ command: { name: 'skip' } }).said).toEqual(['welcome:again']);
    expect(resting(answered()).reads({ thanks: true }).said).toEqual(['welcome:again']);
  });

  it('who refused and sends a sticker is asked again', () => {
    expect(resting(answered('refused')).sends({ type: 'other', what: 'sticker' }).said).toEqual(['welcome:again']);
  });
});

describe('coming back', () => {
  const after = (hours: number, facts = blank) => {
    const person = new Somebody(book(), { ...facts, product: [] });
    person.facts = { ...person.facts, product: facts.product };
    person.now = hours * hour;
    return person.reads({ command: { name: 'repeat' } });
  };

  it.each([
    ['after days hears how many products there are', 48, blank, ['common:returning.products', 'main:phone']],
    ['after days, with none, is greeted', 48, { ...blank, product: [] }, ['common:returning', 'main:phone']],
    ['sooner is not greeted anew', 47, blank, ['main:phone']],
  ])('%s', (_what, hours, facts, said) => {
    const person = after(hours, facts);
    expect(person.said).toEqual(said);
    if (hours === 48) expect(person.effect('say')?.values).toEqual({ count: facts.product.length });
  });

  it('is nothing that a first word does', () => {
    expect(open().said).toEqual(['main:phone']);
  });
});

describe('at rest', () => {
  it.each([
    ['thanks are returned, and that is all', { thanks: true }, ['common:thanks']],
    ['a greeting is returned before the menu', { greeting: true }, ['common:hello', 'menu:pick']],
    ['a question is answered before the menu', { faq: ['fee'] }, ['faq:fee', 'menu:pick']],
    ['a question that may mean several is not guessed', { faq: ['fee', 'pay'] }, ['menu:pick']],
    ['anything else opens the menu', {}, ['menu:pick']],
    ['a wish opens what it is for', { opens: 'other' }, ['other:sure']],
    ['asking again opens the menu', { command: { name: 'repeat' } } as const, ['menu:pick']],
  ])('%s', (_what, reading, said) => {
    expect(resting().reads(reading).said).toEqual(said);
  });

  it.each([
    ['an old button', { type: 'tap', token: '1:0' } as const, ['common:old_button', 'menu:pick']],
    ['the button for more', { type: 'tap', token: furtherTokenOf(1, 2) } as const, ['common:old_button', 'menu:pick']],
    ['a contact card', { type: 'contact', phone: '0912345678', own: true } as const, ['menu:pick']],
    ['a link', { type: 'start', about: 'other' } as const, ['other:sure']],
    ['coming by no link', { type: 'start' } as const, ['common:hello', 'menu:pick']],
    ['a sticker', { type: 'other', what: 'sticker' } as const, ['common:got.sticker', 'common:at_rest']],
  ])('%s has its answer', (_what, content, said) => {
    const person = resting();
    person.state = { ...person.state, question: 1 };
    expect(person.sends(content).said).toEqual(said);
  });

  it.each([
    { type: 'timer', key: 'album g' } as const,
    { type: 'timer', key: 'wait checked' } as const,
    { type: 'event', name: 'checked' } as const,
  ])('nothing is said when $type comes late', (input) => {
    expect(resting().does(input).effects).toEqual([]);
  });

  it('nothing is asked', () => {
    const person = resting();
    const facts: Facts = { ...blank, household: { id: 'household', phone: '0912345678' } };
    expect(openQuestion(person.book, person.state, facts)).toBeUndefined();
    expect(expects(person.book, person.state, facts)).toEqual({
      also: [],
      known: ['household.phone'],
      products: [{ id: 'tea', name: 'chè' }],
      choices: [],
      yesNo: false,
      photos: false,
    });
  });
});

describe('an open question', () => {
  it('can be shown again at any time', () => {
    const person = open();
    expect(openQuestion(person.book, person.state, person.facts)).toMatchObject({
      type: 'say',
      text: ['main:phone'],
      question: person.state.question,
    });
  });

  it('shows the rest of its options where a channel cannot show all', () => {
    const person = new Somebody(playbook('  pick: { choose: { a: done, b: done, c: done } }\n  done: { end: true }'));
    person.sends({ type: 'tap', token: furtherTokenOf(person.state.question, 2) });
    expect(person.effects).toMatchObject([{ text: ['common:further'], from: 2, question: person.state.question }]);
    person.sends({ type: 'tap', token: furtherTokenOf(person.state.question - 1, 2) });
    expect(person.said).toEqual(['common:old_button', 'main:pick']);
  });

  it.each([
    ['thanks', { thanks: true }, ['common:thanks', 'main:phone']],
    ['a greeting', { greeting: true }, ['common:hello', 'main:phone']],
    ['that somebody cheats them', { cheated: true }, ['common:cheated', 'common:person.called', 'main:phone']],
    ['a sigh', { frustrated: true }, ['common:in_trouble', 'common:offer_person']],
    ['a question of their own', { question: true }, ['common:unknown_question', 'common:offer_person']],
    ['a wish for what they are at already', { opens: 'main' }, ['main:phone.again1']],
    ['a secret', { secret: 'otp' } as const, ['common:secret.otp', 'main:phone']],
  ])('is no question for %s', (_what, reading, said) => {
    expect(open().reads(reading).said).toEqual(said);
  });

  it('takes no photo timer, no event and no time limit for an answer', () => {
    const person = open();
    for (const key of ['album g', 'wait checked']) expect(person.does({ type: 'timer', key }).effects).toEqual([]);
    expect(person.does({ type: 'event', name: 'checked' }).effects).toEqual([]);
    expect(person.at).toBe('main.phone');
  });
});

describe('a time limit that nobody waits for', () => {
  it.each([
    ['a question for photos', 'collect: product.photos, min: 1, max: 3', 'wait checked'],
    ['another wait', 'wait: checked, days: 1, late: done', 'wait other'],
    ['a wait that an album has not to do with', 'wait: checked, days: 1, late: done', 'album checked'],
  ])('says nothing at %s', (_where, body, key) => {
    const person = new Somebody(playbook(`  a: { ${body} }\n  done: { end: true }`, 'scope: product'), blank, 'tea');
    expect(person.does({ type: 'timer', key }).effects).toEqual([]);
    expect(person.does({ type: 'event', name: 'other' }).effects).toEqual([]);
  });
});

describe('a contact card', () => {
  const card = (own: boolean, values: object) =>
    open().does({
      type: 'message',
      content: { type: 'contact', phone: '0912345678', own },
      reading: { text: '', values },
    });
  const sure = { 'household.phone': { said: '0912345678', value: '0912345678' } };

  it('of their own is the answer', () => {
    expect(card(true, sure).facts.household?.phone).toBe('0912345678');
  });

  it('of somebody else is asked back', () => {
    const person = card(false, sure);
    expect(person.facts.household?.phone).toBeUndefined();
    expect(person.said).toEqual(['common:doubt.one.phone']);
  });

  it('with several numbers is asked back, of whomever it is', () => {
    const several = { 'household.phone': { said: 'hai số', choices: ['0911111111', '0922222222'] } };
    expect(card(false, several).state.options).toEqual(['=0', '=1', '=none']);
  });

  it('with no number that can be read is no answer', () => {
    expect(card(false, {}).said).toEqual(['main:phone.again1']);
    expect(open().sends({ type: 'contact', phone: 'x', own: true }).said).toEqual(['main:phone.again1']);
  });

  it.each([
    ['something else', 'ask: household.name'],
    ['a choice', 'choose: { yes: done }'],
  ])('is no answer to a question for %s', (_what, body) => {
    const person = new Somebody(playbook(`  a: { ${body} }\n  done: { end: true }`));
    person.does({
      type: 'message',
      content: { type: 'contact', phone: '0912345678', own: true },
      reading: { text: '', values: sure },
    });
    expect(person.said).toEqual(['common:got.contact', 'main:a']);
  });
});

describe('a new edition', () => {
  const moved = (how: 'on' | 'gone', at = open()) => {
    at.state = { ...at.state, moved: how };
    return at;
  };
  const name = { 'household.phone': { said: '0912345678', value: '0912345678' } };

  it('that led on is told once; what was said may answer what was asked before', () => {
    const person = moved('on', new Somebody(playbook('  a: { choose: { yes: done } }\n  done: { end: true }')));
    person.reads({ values: name });
    expect(person.said).toEqual(['common:moved', 'common:noted.household.phone', 'main:a']);
    expect(person.effect('open_ticket')).toBeUndefined();
    expect(person.reads({}).said).toEqual(['main:a.again1']);
  });

  it.each([
    ['says something', 'say: true', ['main:phone', 'main:sure']],
    ['does something', 'do: mute', ['main:sure']],
    ['forks', 'branch: [{ if: { count: product, over: 0 }, to: sure }], else: done', ['main:sure']],
    ['opens a flow', 'call: other', ['other:sure']],
  ])('that %s where they were asked something goes on from there with their next word', (_what, body, said) => {
    const person = open();
    person.book = playbook(`  phone: { ${body} }\n  sure: { choose: { yes: done } }\n  done: { end: true }`);
    expect(openQuestion(person.book, person.state, person.facts)).toBeUndefined();
    expect(expects(person.book, person.state, person.facts).choices).toEqual([]);
    expect(person.does({ type: 'event', name: 'checked' }).effects).toEqual([]);
    const { state } = person;
    expect(person.reads({}).said).toEqual(said);
    expect(moved('on', Object.assign(person, { state })).reads({}).said).toEqual(['common:moved', ...said]);
  });

  it('that ends where they were asked something leads to the menu, and a photo is kept', () => {
    const person = open().reads({}).reads({}).reads({});
    person.book = playbook('  phone: { end: true }');
    expect(person.photo().said).toEqual(['common:photo.kept', 'menu:pick']);
    expect(person.effect('keep_photo')?.product).toBe('tea');
  });

  it('that took away what they were at is told, and a helper hears of it', () => {
    const person = moved('gone', resting()).reads({});
    expect(person.said).toEqual(['common:moved.gone', 'menu:pick']);
    expect(person.effect('open_ticket')).toEqual({ type: 'open_ticket', kind: 'task', reason: 'place_gone' });
    expect(person.facts.awaitingPerson).toBe(false);
  });
});

describe('taking back at the channel what lets us keep anything', () => {
  const withdrawn = (consents: Facts['consents']) =>
    new Somebody(book(), { ...blank, consents }).sends({ type: 'withdraw' });

  it('ends all that was granted, without a word, and a helper sees to the erasure', () => {
    const person = withdrawn({ prepare: 'granted', statistics: 'refused', agency: 'granted' });
    const wording = 'common:withdrawn_at_channel';
    expect(person.effects).toEqual([
      { type: 'record_consent', purpose: 'prepare', state: 'withdrawn', wording },
      { type: 'log_event', kind: 'consent_withdrawn', data: { purpose: 'prepare' } },
      { type: 'record_consent', purpose: 'agency', state: 'withdrawn', wording },
      { type: 'log_event', kind: 'consent_withdrawn', data: { purpose: 'agency' } },
      { type: 'open_ticket', kind: 'task', reason: 'erase_data', at: { flow: 'main', step: 'phone' }, dueDays: 20 },
      { type: 'leave_household' },
    ]);
    expect(person.facts).toMatchObject({ product: [], shop: [], loosePhotos: [] });
    expect(person.facts.household).toBeUndefined();
    expect(person.at).toBe('rest');
  });

  it('of which nothing was granted opens no ticket', () => {
    expect(withdrawn({ prepare: 'refused' }).effects).toEqual([{ type: 'leave_household' }]);
  });
});

describe('messages without end', () => {
  const stickers = (person: Somebody, count: number) => {
    for (let time = 0; time < count; time++) person.sends({ type: 'other', what: 'sticker' });
    return person;
  };

  it('bring in a person when there are more than a question can want', () => {
    // The message that led to the question counts.
    expect(stickers(open(), limits.turnsPerQuestion - 1).effect('open_ticket')).toBeUndefined();
    const person = stickers(open(), limits.turnsPerQuestion);
    expect(person.effect('open_ticket')).toMatchObject({ kind: 'talk', reason: 'endless' });
    expect(person.said).toContain('common:endless');
  });

  it.each([
    ['at rest', resting],
    ['while a person is awaited', () => open().reads({ command: { name: 'person' } })],
  ])('are no matter %s', (_when, somebody) => {
    const person = somebody();
    for (let time = 0; time < limits.turnsPerQuestion + 5; time++)
      expect(stickers(person, 1).effect('open_ticket')).toBeUndefined();
  });
});

describe('flows inside flows', () => {
  const names = Array.from({ length: limits.depth + 2 }, (_, at) => `f${at}`);
  const many = () =>
    playbook(
      '  a: { choose: { yes: done } }\n  done: { end: true }',
      'scope: product',
      Object.fromEntries(
        names.map((name) => [name, `flow: ${name}\nsteps: { a: { choose: { yes: done } }, done: { end: true } }`]),
      ),
    );

  it('are no more than so many, and the outermost is kept', () => {
    const person = new Somebody(many(), blank, 'tea');
    for (const name of names) person.reads({ opens: name });
    const [first, ...others] = person.state.stack;
    expect([first?.flow, ...others.map(({ flow }) => flow)]).toEqual(['main', ...names.slice(1 - limits.depth)]);
  });

  it('are all kept up to there', () => {
    const person = new Somebody(many(), blank, 'tea');
    for (const name of names.slice(0, limits.depth - 1)) person.reads({ opens: name });
    expect(person.state.stack).toHaveLength(limits.depth);
  });

  it('are moved, not opened twice, with the product that they are about', () => {
    const person = new Somebody(many(), blank, 'tea').reads({ opens: 'f0' }).reads({ opens: 'main' });
    expect(person.state.stack).toEqual([
      { flow: 'f0', step: 'a' },
      { flow: 'main', step: 'a', row: 'tea' },
    ]);
  });
});

describe('what a flow is about', () => {
  it('is the shop of the flow outside, whatever product is before them inside', () => {
    const sell =
      'flow: sell\nscope: product\nsteps: { open: { do: open_product }, fork: { branch: [{ if: { field: shop.marketplace, is: market }, to: so }], else: done }, so: { choose: { yes: done } }, done: { end: true } }';
    const steps =
      '  which: { choose: { no: done }, from: shop, next: sell }\n  sell: { call: sell }\n  done: { end: true }';
    const person = new Somebody(playbook(steps, 'scope: shop', { sell }));
    expect(person.taps('shop').at).toBe('sell.so');
    expect(person.effect('say')?.about).toEqual({ noun: 'product', id: person.effect('open_product')?.id });
    expect(person.taps('yes').at).toBe('menu.pick');
  });

  it('is no row of the household: texts know the only one there is', () => {
    const person = new Somebody(book(), blank, 'household').reads({});
    expect(person.effect('say')?.about).toBeUndefined();
  });
});
