// Flows that run themselves, directly or through others: each round would lie on top of the one before.
import type { Issue } from '../content/issue.ts';
import { circles } from './circles.ts';
import type { Subject } from './subject.ts';

export function recursiveFlow(subject: Subject): Issue[] {
  const { roads, playbook } = subject;
  const calls = new Map<string, Set<string>>();
  for (const place of roads.places.values())
    for (const called of roads.callsFrom(place)) {
      const there = calls.get(place.flow.flow) ?? new Set();
      calls.set(place.flow.flow, there.add(called));
    }
  return circles(Object.keys(playbook.flows), (flow) => [...(calls.get(flow) ?? [])]).flatMap((circle) => {
    const inside = new Set(circle);
    const [call] = roads
      .inOrder(roads.places.values())
      .filter((place) => inside.has(place.flow.flow) && roads.callsFrom(place).some((called) => inside.has(called)));
    return call ? [subject.inStep(call, 'recursive-flow', { flows: circle.sort().join(', ') })] : [];
  });
}
