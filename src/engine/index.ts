// The face of the engine. Pure: no input or output, clock or randomness; effects are data.

import type { Say } from '../model/effects.ts';
import type { Facts } from '../model/facts.ts';
import type { Playbook } from './content/compile.ts';
import { ask, expectedBy } from './question.ts';
import type { State } from './state.ts';
import { Talk } from './talk.ts';

export { check } from './check/index.ts';
export { type Compiled, compile, type Locales, type Playbook } from './content/compile.ts';
export { type Edit, edited } from './content/edit.ts';
export { type Issue, type Rule, rules } from './content/issue.ts';
export { jsonSchemas, type Profile } from './content/schemas.ts';
export type { ContentFiles } from './content/source.ts';
export { migrate } from './migrate.ts';
export { quietTimer } from './patience.ts';
export { type Lives, type Report, reportOf, simulate, type World } from './simulate/index.ts';
export { emptyState, furtherTokenOf, type State, tokenOf } from './state.ts';
export { type Input, step, type Turn } from './step.ts';

export type Expecting = ReturnType<typeof expectedBy>;

/** What the open question wants to know. */
export function expects(playbook: Playbook, state: State, facts: Facts): Expecting {
  return expectedBy(new Talk(playbook, state, facts, 0, []));
}

/** What would be said if the open question were asked again; `undefined` at rest. */
export function openQuestion(playbook: Playbook, state: State, facts: Facts): Say | undefined {
  const talk = new Talk(playbook, state, facts, 0, []);
  if (talk.resting) return undefined;
  ask(talk);
  return talk.effects.findLast((effect) => effect.type === 'say');
}
