// The face of a step kind. Each kind is one file; index.ts lists them all.
import type { z } from 'zod';
import type { Answer, Move, Question, Talk } from '../talk.ts';

export type StepKind<Body> = {
  /** The step as written in a flow's YAML. */
  schema: z.ZodType<Body>;
  /** The talk arrives here. `wait` puts the question. */
  enter(talk: Talk, step: Body): Move;
  /** What is asked while the talk waits here. */
  question?(talk: Talk, step: Body): Question;
  /** Something came while the talk waits here. */
  answer?(talk: Talk, step: Body, answer: Answer): Move;
  /** Where it can lead: steps by name, flows it runs, and whether it can go on to the step below. */
  leads(step: Body): { steps: string[]; calls: string[]; goesOn: boolean };
};

/** Defines a kind; ties the body's type to its schema. */
export function stepKind<Body>(kind: StepKind<Body>): StepKind<Body> {
  return kind;
}

export const onward = (next: string | undefined): Move => (next ? { to: next } : 'next');
