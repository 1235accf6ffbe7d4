// What a helper does to a talk: gives it back to the bot, or mends what is known.
import { describe, expect, it } from 'vitest';
import { blank, playbook, Somebody } from './small.ts';

const book = () =>
  playbook(`
  phone: { ask: household.phone }
  sure: { choose: { yes: done } }
  done: { end: true }`);

describe('a talk that is given back', () => {
  const back = (solved: boolean) => ({ type: 'handed_back', helper: 'Hoa', solved }) as const;
  const waiting = () => new Somebody(book()).reads({ command: { name: 'person' } });

  it.each([
    ['with its case', true, 'common:person.done'],
    ['while the case goes on', false, 'common:person.left'],
  ])('goes on with its question, %s', (_what, solved, words) => {
    const person = waiting().does(back(solved));
    expect(person.said).toEqual([words, 'main:phone']);
    expect(person.effect('say')?.values).toEqual({ helper: 'Hoa' });
    expect(person.facts.awaitingPerson).toBe(false);
  });

  it('is past what the helper has answered meanwhile', () => {
    const person = waiting();
    person.does({
      type: 'mended',
      field: 'household.phone',
      row: 'household',
      value: '0912345678',
      said: '0912345678',
    });
    expect(person.at).toBe('main.phone');
    expect(person.does(back(true)).said).toEqual(['common:person.done', 'main:sure']);
  });

  it('takes no button of the question that the helper has answered for an answer to the next', () => {
    const steps = playbook(
      `
  packing: { ask: product.packing, optional: true }
  weight: { ask: product.weight, optional: true }
  done: { end: true }`,
      'scope: product',
    );
    const person = new Somebody(steps, blank, 'tea');
    const token = `${person.state.question}:0`;
    const [field, said] = ['product.packing', 'túi'] as const;
    person.does({ type: 'mended', field, row: 'tea', value: said, said }).does(back(true));
    expect([person.at, person.state.options]).toEqual(['main.weight', ['skip']]);
    expect(person.sends({ type: 'tap', token }).said).toEqual(['common:old_button', 'main:weight']);
  });

  it('forgets the tries, and that a person was offered', () => {
    const person = new Somebody(book()).reads({}).reads({}).reads({}).does(back(false));
    expect(person.said).toEqual(['common:person.left', 'main:phone']);
    expect(person.reads({}).said).toEqual(['main:phone.again1']);
  });

  it('at rest is only told who has left', () => {
    expect(waiting().rests().does(back(true)).said).toEqual(['common:person.done']);
  });

  it('before consent still asks for it', () => {
    const person = new Somebody(book(), { ...blank, consents: {} });
    const { question } = person.state;
    expect(person.does(back(true)).said).toEqual(['common:person.done', 'welcome:again']);
    expect(person.state.question).toBe(question);
  });
});

describe('what a helper mends', () => {
  const mends = (row: string) => ({ type: 'mended', field: 'product.name', row, value: 'na', said: 'na' }) as const;
  const two = { ...blank, product: [...blank.product, { id: 'honey', status: 'ready', name: 'mật' }] };

  it('is known of that row alone, and told with what it is about', () => {
    const person = new Somebody(book(), two).does(mends('honey'));
    expect(person.facts.product.map(({ name }) => name)).toEqual(['chè', 'na']);
    expect(person.effect('say')).toMatchObject({
      text: ['common:person.mended.product.name', 'common:person.mended'],
      values: { value: 'na' },
      about: { noun: 'product', id: 'honey' },
    });
    expect(person.at).toBe('main.phone');
  });

  it('is nothing when the row is gone', () => {
    expect(new Somebody(book(), two).does(mends('gone')).effects).toEqual([]);
  });
});
