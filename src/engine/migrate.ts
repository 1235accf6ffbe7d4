// After publishing: where someone inside the old edition stands in the new one. Answers are facts and stay.
import type { Playbook } from './content/compile.ts';
import { emptyState, type Frame, type State } from './state.ts';

/** Keeps each place that still exists; a lost step leads to its flow's first unanswered question. */
export function migrate(state: unknown, playbook: Playbook): State {
  if (!isState(state)) return emptyState;
  const stack: Frame[] = [];
  let moved = false;
  for (const frame of state.stack) {
    const flow = playbook.flows[frame.flow];
    const first = flow?.order[0];
    if (!flow || !first) {
      moved = true;
    } else if (flow.steps[frame.step]) {
      stack.push(frame);
    } else {
      moved = true;
      stack.push({ ...frame, step: first });
    }
  }
  if (!moved) return state;
  const { aside: _, force: __, ...rest } = state;
  return { ...rest, stack, options: [], tries: 0 };
}

function isState(state: unknown): state is State {
  return typeof state === 'object' && state !== null && 'v' in state && state.v === 1;
}
