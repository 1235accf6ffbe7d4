// Steps and flows to which no talk comes, by whatever way it goes: found by search, so that a circle of steps that only
// lead to each other is found too.
import { fileOf } from '../content/compile.ts';
import type { Issue } from '../content/issue.ts';
import type { Subject } from './subject.ts';

export function unreachableFlow(subject: Subject): Issue[] {
  const reached = flowsReached(subject);
  const lonely = Object.keys(subject.playbook.flows).filter((flow) => !reached.has(flow));
  return lonely.map((flow) => subject.inFile(fileOf(flow), ['flow'], 'unreachable-flow', { flow }));
}

/** Of a flow that nothing reaches its steps are not named one by one. */
export function unreachableStep(subject: Subject): Issue[] {
  const { places, reached } = subject.roads;
  const flows = flowsReached(subject);
  const lonely = [...places.values()].filter((place) => flows.has(place.flow.flow) && !reached.has(place));
  return lonely.map((place) => subject.inStep(place, 'unreachable-step', { step: place.id }));
}

const flowsReached = ({ roads }: Subject) => new Set([...roads.reached].map(({ flow }) => flow.flow));
