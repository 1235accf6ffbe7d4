// Everything that a step can say, found by putting a talk at it in every shape that its question can have and hearing
// what the engine itself says there. The household in these talks has told everything.
import type { Choice, Effect } from '../../model/effects.ts';
import type { Facts, PhotoFact, Row } from '../../model/facts.ts';
import type { FieldReading, Reading } from '../../model/reading.ts';
import { obey } from '../commands.ts';
import type { Flow, Playbook } from '../content/compile.ts';
import { ask, questionOf, unread } from '../question.ts';
import { emptyState, limits } from '../state.ts';
import { kindOf } from '../steps/index.ts';
import { Talk } from '../talk.ts';

/** Something that is said at a step: the first of these keys that has a text. */
export type Spoken = {
  flow: string;
  step: string;
  keys: string[];
  /** What the engine fills in besides what is known. */
  values: Set<string>;
  /** A field that has just been answered. */
  answered?: string | undefined;
  isButton: boolean;
};

/** The answers that a question offers at once. */
export type Offer = { flow: string; step: string; choices: Choice[] };

export type Speech = { spoken: Spoken[]; offers: Offer[] };

export function speechOf(playbook: Playbook): Speech {
  const spoken = new Map<string, Spoken>();
  const offers = new Map<string, Offer>();
  for (const { flow, step, talk } of talks(playbook))
    for (const { effects, answered } of heardAt(talk))
      for (const effect of effects) {
        for (const { keys, isButton } of textsOf(effect)) {
          const id = JSON.stringify([flow, step, keys, answered]);
          const known = spoken.get(id) ?? { flow, step, keys, values: new Set(), isButton, answered };
          for (const name of 'values' in effect ? Object.keys(effect.values ?? {}) : []) known.values.add(name);
          spoken.set(id, known);
        }
        if (effect.type === 'say' && effect.choices)
          offers.set(JSON.stringify([flow, step, effect.choices]), { flow, step, choices: effect.choices });
      }
  return { spoken: [...spoken.values()], offers: [...offers.values()] };
}

function textsOf(effect: Effect): { keys: string[]; isButton: boolean }[] {
  if (effect.type === 'compose_fact') return [{ keys: effect.text, isButton: false }];
  if (effect.type === 'record_consent') return [{ keys: [effect.wording], isButton: false }];
  if (effect.type !== 'say') return [];
  const buttons = (effect.choices ?? []).flatMap((choice) => ('text' in choice ? [choice.text] : []));
  return [{ keys: effect.text, isButton: false }, ...buttons.map((keys) => ({ keys, isButton: true }))];
}

// ── talks at every step ──

/** Flows that no content can name: at the bottom of each talk, they hold its product and its shop. */
const holders: Record<string, Flow> = Object.fromEntries(
  (['product', 'shop'] as const).map((scope) => [
    `·${scope}`,
    { flow: `·${scope}`, scope, steps: { end: { kind: 'end', end: true } }, order: ['end'], was: {} },
  ]),
);

function* talks(playbook: Playbook): Generator<{ flow: string; step: string; talk: () => Talk }> {
  const entry = { ...playbook.entry, commands: {} };
  const held = { ...playbook, entry, flows: { ...playbook.flows, ...holders } };
  const marketplaces = Object.keys(playbook.marketplaces);
  const shops = marketplaces.map((each) => ({ id: each, marketplace: each, status: 'preparing' }));
  const [marketplace = ''] = marketplaces;
  for (const flow of Object.values(playbook.flows)) {
    for (const step of flow.order) {
      const state = {
        ...emptyState,
        stack: [
          { flow: '·shop', step: 'end', row: marketplace },
          { flow: '·product', step: 'end', row: 'product' },
          { flow: flow.flow, step },
        ],
      };
      for (const facts of shapesOf(flow, step)) {
        const talk = () => new Talk(held, state, { ...facts, shop: shops }, 0, ['id-1', 'id-2', 'id-3', 'id-4']);
        yield { flow: flow.flow, step, talk };
      }
    }
  }
}

/** What changes the shape of a step: photos at a step that takes some, a fact that is to be composed or cleared. */
function shapesOf({ steps }: Flow, id: string): Facts[] {
  const step = steps[id];
  if (step?.kind === 'collect')
    return [0, 1, Math.min(step.max, limits.rows)].map((count) => told({ photos: photos(count) }));
  if (step?.kind === 'do') return [told({}), told({ status: 'draft', [step.field?.split('.')[1] ?? 'id']: undefined })];
  return [told({})];
}

const photos = (count: number): PhotoFact[] =>
  Array.from({ length: count }, (_, at) => ({ id: `photo-${at}`, state: 'ready' as const }));

const told = (more: Partial<Row>): Facts => ({
  contact: { id: 'contact', address_form: 'bac' },
  household: { id: 'household' },
  product: [{ status: 'ready', name: 'Chè', photos: [], description: 'Chè', ...more, id: 'product' }],
  shop: [],
  consents: {},
  loosePhotos: [],
  awaitingPerson: false,
});

// ── what is heard there ──

/** What one step says when it is come to, asked, answered and asked about. Nothing here goes on to another step. */
function* heardAt(talk: () => Talk): Generator<{ effects: Effect[]; answered?: string | undefined }> {
  const heard = (deed: (talk: Talk) => unknown, answered?: string) => {
    const each = talk();
    deed(each);
    return { effects: each.effects, answered };
  };
  const { step } = talk();
  const kind = kindOf(step);
  yield heard((each) => kind.enter(each, step));
  if (!kind.question) return;
  yield heard((each) => ask(each));
  for (const tries of Array.from({ length: limits.tries }, (_, at) => at))
    yield heard((each) => {
      each.state.tries = tries;
      unread(each);
    });
  for (const name of ['help', 'later', 'back', 'person'] as const) yield heard((each) => obey(each, { name }, silence));
  const { choices } = questionOf(talk());
  if (!choices.some(({ id }) => ['skip', 'later', 'none', 'unknown', 'no'].includes(id)))
    yield heard((each) => obey(each, { name: 'skip' }, silence));
  yield heard((each) => kind.answer?.(each, step, { reading: { ...silence, yesNo: 'no' } }));
  for (const { id } of choices)
    yield heard((each) => {
      kind.answer?.(each, step, { option: id });
      ask(each);
    });
  if (step.kind !== 'ask') return;
  const answers: FieldReading[] = [
    { said: '', value: { amount: 1, unit: 'kg', text: '' } },
    { said: '', value: { amount: 1 } },
    { said: '', choices: [1] },
    { said: '', choices: [1, 2] },
  ];
  for (const answer of answers)
    yield heard((each) => {
      kind.answer?.(each, step, { reading: { ...silence, values: { [step.ask]: answer } } });
      ask(each);
    }, step.ask);
}

const silence: Reading = { text: '', values: {} };
