// Asking: the open question in its present shape, again in other words, or with a person offered.
import type { Choice } from '../model/effects.ts';
import { type Field, fieldNames, fieldOf } from '../model/fields.ts';
import { limits } from './state.ts';
import { askedBy, kindOf, type Step } from './steps/index.ts';
import type { Question, Talk } from './talk.ts';

/** It asks something: whoever stands here can answer. */
export const isQuestion = (step: Step): boolean => kindOf(step).question !== undefined;

/** The question of the step that waits; where a new edition has put them before one that asks nothing, an empty one. */
export function questionOf(talk: Talk): Question {
  return kindOf(talk.step).question?.(talk, talk.step) ?? { text: [talk.key()], choices: [] };
}

/** Puts the open question, or what is asked on top of it. */
export function ask(
  talk: Talk,
  { replaces, text, from }: { replaces?: string; text?: string[]; from?: number } = {},
): void {
  if (talk.resting) return talk.say('common:at_rest');
  if (!isQuestion(talk.step)) return;
  const question = questionOf(talk);
  const aside = asideQuestion(talk, question);
  const put = aside ?? question;
  if (from !== undefined) return talk.put(put, ['common:further'], put.choices, { from });
  talk.put(put, text && !aside ? [...text, ...put.text] : put.text, put.choices, replaces ? { replaces } : {});
}

const sorry = {
  answer: 'common:not_understood',
  question: 'common:unknown_question',
  trouble: 'common:in_trouble',
} as const;

/** Asks again in other, easier words; when that has not helped, offers a person, and then the one after the other by turns. */
export function unread(talk: Talk, why: keyof typeof sorry = 'answer'): void {
  const tries = ++talk.state.tries;
  const isOffering = tries >= limits.tries && (tries - limits.tries) % 2 === 0;
  if (why !== 'answer' || isOffering) {
    talk.aside({ type: 'offer' });
    talk.remark(sorry[why]);
    return ask(talk);
  }
  delete talk.state.aside;
  const again = Math.min(tries, limits.tries - 1);
  ask(talk, { text: [talk.key(`.again${again}`), `common:again.${topic(talk)}.${again}`, `common:again.${again}`] });
}

/** What the open question is about, for general wordings: a kind of field, `choice` or `photos`. */
export function topic(talk: Talk): string {
  const { field } = questionOf(talk);
  return field ? fieldOf(field).kind : 'choice';
}

/** What the open question wants to know, for understanding; `choices` still without their words. */
export function expectedBy(talk: Talk): {
  field?: Field;
  also: Field[];
  known: Field[];
  last?: Field;
  products: { id: string; name: string }[];
  choices: Choice[];
  yesNo: boolean;
  grave?: true;
  per?: true;
  photos: boolean;
} {
  const all = { known: knownFields(talk), products: namedProducts(talk) };
  if (talk.resting) return { ...all, also: [], choices: [], yesNo: false, photos: false };
  const question = questionOf(talk);
  const aside = asideQuestion(talk, question);
  const { field } = aside ?? question;
  const last = lastAnswered(talk);
  return {
    ...(field && { field }),
    also: unknownFields(talk, field),
    ...all,
    ...(last && { last }),
    choices: aside ? [...aside.choices, ...question.choices] : question.choices,
    yesNo: (aside ? aside.yesNo : question.yesNo) ?? false,
    ...(!aside && isGrave(talk) && { grave: true }),
    // "ừ, 1 cân" also where only the amount is asked back.
    ...((talk.state.aside?.type === 'per' || barePrice(talk) !== undefined) && { per: true }),
    photos: question.photos ?? false,
  };
}

/** The one price that is asked back, as long as it is not said of how much. */
export function barePrice({ state: { aside } }: Talk): number | undefined {
  const [price, ...others] = aside?.type === 'doubt' && fieldOf(aside.field).kind === 'money' ? aside.values : [];
  const isBare = others.length === 0 && typeof price === 'object' && 'amount' in price && !('per' in price);
  return isBare ? price.amount : undefined;
}

const graveDeeds = new Set(['grant', 'withdraw', 'forget', 'mute', 'delete_product']);

/** An answer gives a consent, takes away, or begins what the law sets a date for. */
const isGrave = ({ step, flow }: Talk) =>
  kindOf(step)
    .leads(step)
    .steps.map((id) => flow.steps[id])
    .some((to) => (to?.kind === 'do' && graveDeeds.has(to.do)) || (to?.kind === 'handoff' && to.dueDays !== undefined));

const namedProducts = ({ facts }: Talk) =>
  facts.product.flatMap(({ id, name }) => (typeof name === 'string' ? { id, name } : []));

const knownFields = (talk: Talk) => fieldNames.filter((field) => talk.known(field) !== undefined);

/** What was answered just before the open question, if nothing else has been said to that. */
function lastAnswered({ state, frame, flow }: Talk): Field | undefined {
  const last = state.back.at(-1);
  if (state.aside || state.tries > 0 || frame.once || last?.flow !== frame.flow) return undefined;
  return last.row === undefined || last.row === frame.row ? askedBy(flow.steps[last.step]) : undefined;
}

/** Fields that this flow will ask for and does not know yet. */
function unknownFields(talk: Talk, asked: Field | undefined): Field[] {
  const fields = Object.values(talk.flow.steps).flatMap((step) => (step.kind === 'ask' ? [step.ask] : []));
  // Who names what they sell often says at once how to reach them.
  if (asked === 'product.name') fields.push('household.phone');
  return [...new Set(fields)].filter((field) => field !== asked && talk.known(field) === undefined);
}

/** What is asked on top of the step's own question. */
function asideQuestion(talk: Talk, question: Question): Question | undefined {
  const { aside } = talk.state;
  switch (aside?.type) {
    case undefined:
      return undefined;
    case 'doubt': {
      const { field, values } = aside;
      const { kind } = fieldOf(field);
      return {
        ...question,
        // What an answer told besides is not answered by another such answer.
        ...(fieldOf(field).toldBy && { field }),
        text:
          values.length === 1
            ? [`common:doubt.one.${kind}`, 'common:doubt.one']
            : [`common:doubt.${field}`, 'common:doubt.many'],
        choices: [
          ...values.map((value, at) => ({ id: `=${at}`, field, value })),
          { id: '=none', text: ['common:doubt.none'] },
        ],
        yesNo: true,
        values: { ...question.values, value: values[0] ?? '' },
      };
    }
    case 'per':
      return {
        ...question,
        text: ['common:per'],
        choices: limits.units.map((unit) => ({ id: `/${unit}`, text: [`common:per.${unit}`] })),
        values: { ...question.values, value: { amount: aside.amount } },
      };
    case 'offer':
      return {
        ...question,
        text: ['common:offer_person'],
        choices: [
          { id: '@person', text: ['common:person.yes'] },
          { id: '@go_on', text: ['common:person.no'] },
          ...(question.optional ? [{ id: 'skip', text: [talk.key('.skip'), 'common:skip'] }] : []),
        ],
        yesNo: true,
      };
    case 'faq':
      return {
        ...question,
        text: ['common:faq.which'],
        choices: [
          ...aside.ids.map((id) => ({ id: `?${id}`, text: [`faq:${id}.title`] })),
          { id: '?', text: ['common:doubt.none'] },
        ],
      };
    case 'photo':
      return {
        ...question,
        text: ['common:photo.which'],
        choices: [
          // More may have come at other questions than the step takes.
          ...talk
            .photos()
            .slice(0, limits.rows)
            .map((photo, at) => ({ id: `-${photo.id}`, text: [`common:photo.number_${at + 1}`] })),
          { id: '-none', text: ['common:photo.none'] },
        ],
      };
  }
}
