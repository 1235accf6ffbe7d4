// Where a talk can go: the steps as places, the ways between them, and what can be reached from where. A called flow
// counts as a way on only when it can come to its end. Every search visits a place once.
import type { Command } from '../../model/reading.ts';
import type { Flow, Playbook } from '../content/compile.ts';
import { beforeConsent } from '../step.ts';
import { kindOf, type Step } from '../steps/index.ts';

export type Place = { flow: Flow; id: string; step: Step };

/**
 * Where talks begin. Before consent only some words of command begin anything. `hasProduct`: only begun about a product that
 * has its name.
 */
export type Root = { flow: string; step: string; consented: boolean; hasProduct?: boolean };

export type Roads = ReturnType<typeof roadsOf>;

const nameOf = ({ flow, id }: Place) => `${flow.flow}.${id}`;

export function roadsOf(playbook: Playbook) {
  const flows = Object.values(playbook.flows);
  const places = new Map<string, Place>();
  const below = new Map<string, string | undefined>();
  for (const flow of flows)
    flow.order.forEach((id, at) => {
      const place = { flow, id, step: flow.steps[id] as Step };
      places.set(nameOf(place), place);
      below.set(nameOf(place), flow.order[at + 1]);
    });

  const at = (flow: string, id: string) => places.get(`${flow}.${id}`) as Place;
  const first = (flow: string) => at(flow, playbook.flows[flow]?.order[0] ?? '');

  /** The step below one that goes on to it: no last step does. */
  const belowOf = (place: Place) => below.get(nameOf(place)) as string;

  /** Steps of the same flow to which a step leads; from a call, once the called flow has ended. */
  function waysFrom(place: Place): Place[] {
    const { steps, goesOn } = kindOf(place.step).leads(place.step);
    return [...new Set(goesOn ? [...steps, belowOf(place)] : steps)].map((id) => at(place.flow.flow, id));
  }

  const callsFrom = ({ step }: Place) => kindOf(step).leads(step).calls;

  /** The same, where a call leads on only once the called flow is one that can come to its end. */
  const waysOn = (place: Place) => (callsFrom(place).every((called) => ending.has(called)) ? waysFrom(place) : []);

  const roots = rootsOf(playbook, first);

  // Everything that a talk can reach, and the flows that can come to their end.
  const reached = new Set<Place>();
  const ending = new Set<string>();
  const callers = new Map<string, Place[]>();
  const work = roots.map(({ flow, step }) => at(flow, step));
  for (let place = work.pop(); place; place = work.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    for (const called of callsFrom(place)) {
      addTo(callers, called, place);
      work.push(first(called));
    }
    work.push(...waysOn(place));
    if (place.step.kind === 'end') {
      ending.add(place.flow.flow);
      for (const caller of callers.get(place.flow.flow) ?? []) work.push(...waysFrom(caller));
    }
  }

  const into = new Map<Place, Place[]>();
  for (const place of places.values()) for (const next of waysOn(place)) addTo(into, next, place);

  /** Places from which one of these can be reached, in called flows too. */
  function leadingTo(goals: Place[]): Set<Place> {
    const found = new Set<Place>();
    const open = [...goals];
    for (let place = open.pop(); place; place = open.pop()) {
      if (found.has(place)) continue;
      found.add(place);
      open.push(...(into.get(place) ?? []));
      if (place.flow.order[0] === place.id) open.push(...(callers.get(place.flow.flow) ?? []));
    }
    return found;
  }

  /** As they are written, flow by flow. */
  const inOrder = (some: Iterable<Place>) => {
    const wanted = new Set(some);
    return [...places.values()].filter((place) => wanted.has(place));
  };

  return {
    inOrder,
    roots,
    places,
    at,
    first,
    belowOf,
    waysFrom,
    waysOn,
    callsFrom,
    reached,
    ending,
    callers,
    leadingTo,
  };
}

function rootsOf({ entry }: Playbook, first: (flow: string) => Place): Root[] {
  const begin = (flow: string, consented: boolean): Root => ({ flow, step: first(flow).id, consented });
  return [
    begin(entry.first, false),
    { ...entry.declined, consented: false },
    ...Object.entries(entry.commands).map(([name, flow]) => ({
      ...begin(flow, !beforeConsent.has(name as Command)),
      hasProduct: name === 'drop',
    })),
    ...[entry.menu, ...Object.values(entry.links), ...Object.keys(entry.phrases)].map((flow) => begin(flow, true)),
  ];
}

export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
