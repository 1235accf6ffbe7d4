// The flows' own steps and the ways between them, and which of them a talk has gone.
import type { Flow, Playbook } from '../content/compile.ts';
import { kindOf, type Step } from '../steps/index.ts';
import type { Move, Talk } from '../talk.ts';

/** `menu.add`, and `menu.add → choose`, `menu.add → call add-product`, `add-product.stock → skipped`, `menu.finish → end`. */
export type Graph = { steps: string[]; edges: string[] };

/** How much of a playbook was walked. */
export type Coverage = Record<'steps' | 'edges', { walked: number; all: number; missing: string[] }>;

export function coverageOf(playbook: Playbook, walked: Set<string>): Coverage {
  const graph = graphOf(playbook);
  const covered = (all: string[]) => {
    const missing = all.filter((each) => !walked.has(each));
    return { walked: all.length - missing.length, all: all.length, missing };
  };
  return { steps: covered(graph.steps), edges: covered(graph.edges) };
}

/** Two options that lead to one step are one way. */
export function graphOf({ flows }: Playbook): Graph {
  const steps: string[] = [];
  const ways = new Set<string>();
  for (const flow of Object.values(flows))
    for (const [id, step] of Object.entries(flow.steps)) {
      const from = `${flow.flow}.${id}`;
      steps.push(from);
      for (const target of targetsOf(flow, id)) ways.add(`${from} → ${target}`);
      for (const called of kindOf(step).leads(step).calls) ways.add(`${from} → call ${called}`);
      if (step.kind === 'end') ways.add(`${from} → end`);
      if (mayBeSkipped(step)) ways.add(`${from} → skipped`);
    }
  return { steps, edges: [...ways] };
}

/** The steps of the same flow to which a step leads. */
export function targetsOf({ order, steps }: Flow, id: string): string[] {
  const step = steps[id];
  if (!step) return [];
  const leads = kindOf(step).leads(step);
  const below = leads.goesOn ? order[order.indexOf(id) + 1] : undefined;
  return below === undefined ? leads.steps : [...leads.steps, below];
}

const mayBeSkipped = (step: Step) =>
  (step.kind === 'ask' && step.optional !== undefined) || (step.kind === 'collect' && step.min > 0);

/** The step that a talk leaves, and the ways by which it does. */
export function leaving(talk: Talk, move: Move): string[] {
  const { flow, step } = talk.frame;
  const from = `${flow}.${step}`;
  const ways = [from, `${from} → ${targetOf(talk, move)}`];
  if (talk.wasSkipped()) ways.push(`${from} → skipped`);
  return ways;
}

function targetOf({ flow: { order }, frame }: Talk, move: Move): string {
  if (move === 'next') return order[order.indexOf(frame.step) + 1] ?? 'end';
  if (typeof move === 'string') return move;
  if ('to' in move) return move.to;
  return 'change' in move ? move.change : `call ${move.call}`;
}
