// The forks of the flows: what can be chosen there, where it leads, and how far that is from somewhere else.
import { fieldOf } from '../../model/fields.ts';
import type { Flow, Playbook } from '../content/compile.ts';
import { targetsOf } from './coverage.ts';

/** What one farmer does differently from most: at this question they choose this. */
export type Whim = { at: string; option: string };

/** Everything that can be chosen in these flows, for each to be somebody's whim; the steady call no person on a whim. */
export function whimsOf({ flows }: Playbook, isSteady: boolean): Whim[] {
  return Object.values(flows).flatMap((flow) =>
    Object.keys(flow.steps).flatMap((id) =>
      optionsOf(flow, id, isSteady).map((option) => ({ at: `${flow.flow}.${id}`, option })),
    ),
  );
}

function optionsOf(flow: Flow, id: string, isSteady: boolean): string[] {
  const step = flow.steps[id];
  switch (step?.kind) {
    case 'choose':
      return Object.keys(step.choose).filter((option) => !isSteady || !callsPerson(flow, step.choose[option]));
    case 'confirm':
      return ['yes', ...(step.no ? ['no'] : []), ...(step.change ?? []).map((each) => `change ${each}`)];
    case 'ask':
      return [...(isSteady ? [] : (fieldOf(step.ask)?.options ?? [])), ...(step.optional ? ['skip'] : [])];
    case 'collect':
      return ['later', 'remove'];
    case 'guide':
      return ['done', 'help', 'later'];
    default:
      return [];
  }
}

/** It brings in a person, and the talk waits for them. */
export function callsPerson({ steps }: Flow, id = ''): boolean {
  const step = steps[id];
  return step?.kind === 'handoff' && step.handoff === 'talk';
}

export const flowOf = ({ at }: Whim) => at.slice(0, at.indexOf('.'));

/** The step to which an option of a fork leads; '' where it leads to none. */
export function targetOf({ order, steps }: Flow, id: string, option: string): string {
  const step = steps[id];
  if (step?.kind === 'choose') return step.choose[option] ?? step.next ?? order[order.indexOf(id) + 1] ?? '';
  if (step?.kind !== 'confirm') return '';
  if (option.startsWith('change ')) return option.slice('change '.length);
  return (option === 'yes' ? step.yes : step.no) ?? '';
}

/** Steps from one to another within a flow, by the shortest way. */
export function distance(flow: Flow, from: string, goal: string): number {
  const seen = new Set<string>();
  let ring = from ? [from] : [];
  for (let far = 0; ring.length > 0; far++) {
    if (ring.includes(goal)) return far;
    for (const id of ring) seen.add(id);
    ring = ring.flatMap((id) => targetsOf(flow, id)).filter((id) => !seen.has(id));
  }
  return Number.POSITIVE_INFINITY;
}
