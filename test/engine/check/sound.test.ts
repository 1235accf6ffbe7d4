// What the checker lets pass, the engine can run: random talks over mangled flows in which it finds no error never break
// off, never run in circles and never say an empty text.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { home, readContent } from '../../../src/app.ts';
import { check, compile, emptyState, expects, type Input, type Playbook, step } from '../../../src/engine/index.ts';
import type { Effect } from '../../../src/model/effects.ts';
import type { Facts } from '../../../src/model/facts.ts';
import { fieldOf, type Kind } from '../../../src/model/fields.ts';
import { commands, type Reading } from '../../../src/model/reading.ts';
import type { Value } from '../../../src/model/values.ts';
import { type Texts, textsOf } from '../../../src/texts/index.ts';
import { edit, mangled } from './mangled.ts';
import { stranger } from './support.ts';

const shipped = await readContent(home);
const flows = ['welcome', 'menu', 'add-product', 'my-shop', 'household', 'open-shop'].map(
  (flow) => `flows/${flow}.yaml`,
);

/** What a farmer might say to a question for each kind of field. */
const answers: Partial<Record<Kind, Value>> = {
  'person-name': 'Nguyễn Thị Hoa',
  place: { code: '05443', name: 'xã Tân Cương', province: 'Thái Nguyên' },
  phone: '0912345678',
  money: { amount: 250_000, per: { amount: 1, unit: 'kg' } },
  quantity: { amount: 2, unit: 'tạ' },
  weight: { amount: 500, unit: 'g' },
  season: { text: 'quanh năm' },
  number: 4,
  text: 'chè búp',
};

/** Words that lead back or to one fact: where they may come to is the engine's affair, not that of content. */
const wishes = commands.filter((name) => name !== 'back' && name !== 'correct');

function said(playbook: Playbook, expected: ReturnType<typeof expects>, chance: number): Input {
  const reading: Reading = { text: 'x', values: {} };
  const { field, choices } = expected;
  const value = field && answers[fieldOf(field)?.kind ?? 'choice'];
  const option = choices[chance % (choices.length || 1)]?.id;
  if (chance % 11 === 0) reading.command = { name: wishes[chance % wishes.length] ?? 'menu' };
  else if (chance % 13 === 0) reading.opens = Object.keys(playbook.entry.phrases)[chance % 4] ?? playbook.entry.menu;
  else if (field && value !== undefined && chance % 5 > 0) reading.values = { [field]: { said: 'x', value } };
  else if (option !== undefined && (option !== 'refuse' || chance % 3 === 0)) reading.option = option;
  return { type: 'message', content: { type: 'text', text: 'x' }, reading };
}

/** The first thing that goes wrong in a talk by these chances. */
function trouble(playbook: Playbook, texts: Texts, chances: number[]): string | undefined {
  let [state, facts] = [emptyState, stranger];
  const trail: string[] = [];
  for (const [at, chance] of chances.entries()) {
    const input: Input =
      at === 0
        ? { type: 'message', content: { type: 'start' } }
        : said(playbook, expects(playbook, state, facts), chance);
    const ids = Array.from({ length: 6 }, (_, each) => `${at}-${each}`);
    const turn = step(playbook, state, facts, input, 0, ids);
    trail.push(turn.state.stack.map((frame) => `${frame.flow}.${frame.step}`).join(' › '));
    const silent = turn.effects.find((effect) => isSilent(effect, turn.facts, texts));
    if (silent) return `${JSON.stringify(silent)} after ${trail.slice(-4).join(', ')}`;
    ({ state, facts } = turn);
  }
  return undefined;
}

function isSilent(effect: Effect, facts: Facts, texts: Texts): boolean {
  if (effect.type !== 'say') return false;
  if (effect.text.includes('common:lost')) return true;
  // What was said of a product before it was deleted in the same turn had its words.
  if (effect.about?.noun === 'product' && !facts.product.some(({ id }) => id === effect.about?.id)) return false;
  return texts.text(effect.text, { language: 'vi', facts, about: effect.about, values: effect.values }) === '';
}

it('what the checker lets pass runs', () => {
  let passed = 0;
  const edits = fc.array(edit(flows), { maxLength: 2 });
  const talks = fc.array(fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), { minLength: 6, maxLength: 6 });
  const runs = fc.property(edits, talks, (changes, talk) => {
    const files = changes.reduce(mangled, shipped);
    if (check(files).some(({ severity }) => severity === 'error')) return;
    passed++;
    const compiled = compile(files);
    if (!('playbook' in compiled)) throw new Error('it has passed and does not compile');
    const texts = textsOf(compiled.locales, compiled.playbook.marketplaces);
    for (const chances of talk) expect(trouble(compiled.playbook, texts, chances)).toBeUndefined();
  });
  fc.assert(runs, { numRuns: 60, seed: 11 });
  expect(passed).toBeGreaterThan(12);
});
