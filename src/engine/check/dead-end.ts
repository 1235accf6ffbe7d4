// Circles of steps out of which no way leads: to no end of the flow, and to no person.
import type { Issue } from '../content/issue.ts';
import { circles } from './circles.ts';
import type { Place } from './roads.ts';
import type { Subject } from './subject.ts';

export function deadEnd(subject: Subject): Issue[] {
  const { roads } = subject;
  const people = [...roads.reached].filter(({ step }) => step.kind === 'handoff');
  const near = roads.leadingTo(people);
  // A call of a flow that never ends is that flow's fault.
  return circles(roads.reached, roads.waysOn).flatMap((circle) => {
    const inside = new Set(circle);
    const leadsOn = circle.some((place) => near.has(place) || roads.waysOn(place).some((next) => !inside.has(next)));
    const first = roads.inOrder(circle)[0] as Place;
    return leadsOn ? [] : [subject.inStep(first, 'dead-end', { step: first.id })];
  });
}
