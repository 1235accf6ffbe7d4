// Every step kind. The key that names the kind in YAML is its name here.
import type { z } from 'zod';
import type { Field } from '../../model/fields.ts';
import { ask } from './ask.ts';
import { branch } from './branch.ts';
import { call } from './call.ts';
import { choose } from './choose.ts';
import { collect } from './collect.ts';
import { confirm } from './confirm.ts';
import { doStep } from './do.ts';
import { end } from './end.ts';
import { guide } from './guide.ts';
import { handoff } from './handoff.ts';
import type { StepKind } from './kind.ts';
import { say } from './say.ts';
import { wait } from './wait.ts';

export const stepKinds = { say, ask, choose, collect, confirm, guide, branch, do: doStep, call, wait, handoff, end };

export type StepKindName = keyof typeof stepKinds;

export type Step = { [K in StepKindName]: { kind: K } & StepBodies[K] }[StepKindName];

export type StepBodies = { [K in StepKindName]: z.infer<(typeof stepKinds)[K]['schema']> };

/** The kind that a step's YAML names; `undefined` when it names none or several. */
export function stepKindOf(body: object): StepKindName | undefined {
  const named = Object.keys(body).filter((key): key is StepKindName => Object.hasOwn(stepKinds, key));
  return named.length === 1 ? named[0] : undefined;
}

/** The kind of a compiled step. A step's body has passed its own kind's schema, so the two belong together. */
export function kindOf(step: Step): StepKind<Step> {
  return stepKinds[step.kind] as unknown as StepKind<Step>;
}

/** The field that a step asks for. */
export const askedBy = (step: Step | undefined): Field | undefined =>
  step?.kind === 'ask' ? step.ask : step?.kind === 'collect' ? step.collect : undefined;
