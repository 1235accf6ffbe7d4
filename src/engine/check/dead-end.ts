// Circles of steps out of which no way leads: to no end of the flow, and to no person.
import type { Issue } from '../content/issue.ts';
import { circles } from './circles.ts';
import type { Subject } from './subject.ts';

export function deadEnd(subject: Subject): Issue[] {
  const { roads } = subject;
  const reached = [...roads.reached];
  const ends = reached.filter(({ step }) => step.kind === 'end');
  const people = reached.filter(({ step }) => step.kind === 'handoff');
  // A call of a flow that never ends is that flow's fault.
  const stuckCalls = reached.filter((place) => roads.callsFrom(place).some((called) => !roads.ending.has(called)));
  const alive = new Set([...roads.leadingTo([...ends, ...stuckCalls], 'flow'), ...roads.leadingTo(people, 'calls')]);
  const dead = reached.filter((place) => !alive.has(place));
  return circles(dead, roads.waysFrom).flatMap((circle) => {
    const inside = new Set(circle);
    const leadsOn = circle.some((place) => roads.waysFrom(place).some((next) => !inside.has(next)));
    const [first] = roads.inOrder(circle);
    return leadsOn || !first ? [] : [subject.inStep(first, 'dead-end', { step: first.id })];
  });
}
