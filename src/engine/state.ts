// Where a talk stands: position, the open question, tries, a bounded way back. No answers: those are facts.
import type { Field } from '../model/fields.ts';
import type { Value } from '../model/values.ts';

/** One flow in progress. */
export type Frame = {
  flow: string;
  step: string;
  /** The row that the flow's scope is about. */
  row?: string;
  /** It waits for something outside, until the time limit. */
  waiting?: true;
  /** How far a guide has come in its own steps. */
  at?: number;
  /** Questions of this flow that were passed over: not asked again on the way. */
  skipped?: string[];
  /** A detour: this one step is answered, then the talk returns to the frame below. */
  once?: true;
};

/** Something asked on top of the step's own question. */
export type Aside =
  /** A doubtful reading: which of these was meant? */
  | { type: 'doubt'; field: Field; values: Value[]; said: string }
  /** A price was said, but not for how much. */
  | { type: 'per'; field: Field; amount: number; said: string }
  /** A person is offered. */
  | { type: 'offer' }
  /** Which of the known questions was asked? */
  | { type: 'faq'; ids: string[] }
  /** Which photo is to go? */
  | { type: 'photo' };

export type State = {
  v: 1;
  /** Innermost last. Empty: at rest. */
  stack: Frame[];
  /** Number of the open question; it is in the token of each of its buttons, so an old button is known as old. */
  question: number;
  /** Ids of the options on offer, in the order of their tokens. */
  options: string[];
  aside?: Aside;
  /** Answers to the open question that could not be read. */
  tries: number;
  /** Messages since the open question was put. */
  turns?: number;
  /** How often they were nudged since their last word. */
  nudged?: number;
  /** The open step asks although its answer is known. */
  force?: true;
  /** Answered questions, latest last. */
  back: { flow: string; step: string; row?: string }[];
  /** A new edition has led them to another question, or nothing is left of what they were at: to be told. */
  moved?: 'on' | 'gone';
  /** The tap that was taken, while it is the last thing they did: so that a double tap is one. */
  tapped?: string;
};

export const emptyState: State = { v: 1, stack: [], question: 0, options: [], tries: 0, back: [] };

/** A copy of what a turn changes in place. By hand: `structuredClone` takes longer than most steps. */
export function copyOf(state: State): State {
  return {
    ...state,
    stack: state.stack.map((frame) => ({ ...frame })),
    back: [...state.back],
  };
}

export const limits = {
  /** Steps that may run without an answer in between, in one turn. */
  stepsPerTurn: 60,
  /** Answered questions that "back" remembers. */
  back: 8,
  /** Flows inside flows. */
  depth: 8,
  /** Messages on one question before a person is brought in: eight photos and much talk besides are fewer. */
  turnsPerQuestion: 40,
  /** Unreadable answers before a person is offered. */
  tries: 3,
  /** Units offered when a price came without one. */
  units: ['kg', 'lạng', 'gói', 'hộp', 'chai', 'lít', 'con', 'quả', 'bó'],
  /** Rows offered as choices. */
  rows: 8,
} as const;

/** A button's token: the number of its question and the place of its option. At most 64 bytes on Telegram. */
export function tokenOf(question: number, index: number): string {
  return `${question}:${index}`;
}

/** The token of the button that shows the options from `index` on, where a channel cannot show all at once. */
export function furtherTokenOf(question: number, index: number): string {
  return `${question}:+${index}`;
}

/** Where to go on showing options, if this is such a button of the open question. */
export function furtherFrom(token: string, question: number): number | undefined {
  const [, of, index] = /^(\d+):\+(\d+)$/.exec(token) ?? [];
  return Number(of) === question ? Number(index) : undefined;
}
