// After publishing: where someone inside an older edition stands in the new one. Answers are facts and stay.
import type { Facts } from '../model/facts.ts';
import type { Flow, Playbook } from './content/compile.ts';
import { emptyState, type Frame, type State } from './state.ts';
import { askedBy, type Step } from './steps/index.ts';
import { Talk } from './talk.ts';

export type Migrated = {
  state: State;
  /**
   * `unaffected`: the same question, at most in other words. `asked_again`: another question than they were asked.
   * `needs_helper`: nothing is left of what they were at.
   */
  outcome: 'unaffected' | 'asked_again' | 'needs_helper';
};

/** @param from the older edition, where it is still known: it tells what a lost step asked, and what came before it */
export function migrate(state: unknown, facts: Facts, to: Playbook, from?: Playbook): Migrated {
  if (!isState(state)) return { state: emptyState, outcome: 'unaffected' };
  if (state.stack.length === 0) return { state, outcome: 'unaffected' };
  const stack = state.stack.flatMap((frame) => moved(frame, facts, to, from));
  const [before, after] = [state.stack.at(-1), stack.at(-1)];
  const back = state.back.flatMap((place) => renamed(place, to) ?? []);
  if (!before || !after)
    return { state: { ...emptyState, question: state.question, moved: 'gone' }, outcome: 'needs_helper' };
  const isSame = asksTheSame(before, after, to, from);
  const kept = { ...withoutLost(state, to), stack, back };
  if (isSame) return { state: JSON.stringify(kept) === JSON.stringify(state) ? state : kept, outcome: 'unaffected' };
  const { aside: _, force: __, turns: ___, ...rest } = kept;
  return { state: { ...rest, options: [], tries: 0, moved: 'on' }, outcome: 'asked_again' };
}

/** Of which known question was meant cannot be asked when one of them is gone. */
function withoutLost(state: State, { faq }: Playbook): State {
  const { aside, ...rest } = state;
  const isLost = aside?.type === 'faq' && aside.ids.some((id) => !faq[id]);
  return isLost ? { ...rest, options: [] } : state;
}

/** Where a flow in progress stands now: nowhere, when the flow is gone. */
function moved(frame: Frame, facts: Facts, to: Playbook, from: Playbook | undefined): Frame[] {
  const flow = flowNow(frame.flow, to);
  if (!flow) return [];
  const same = flow.steps[frame.step] ? frame.step : flow.was[frame.step];
  const earlier = from?.flows[frame.flow];
  const step =
    same ??
    askingFor(earlier?.steps[frame.step], flow) ??
    firstUnmet(flow, frame, facts, to) ??
    before(frame.step, earlier, flow);
  // A detour to a question that is gone is over.
  if (frame.once && same === undefined) return [];
  const { waiting, at, skipped, ...rest } = frame;
  const now = flow.steps[step];
  const left = (skipped ?? []).flatMap((id) => (flow.steps[id] ? id : (flow.was[id] ?? [])));
  return [
    {
      ...rest,
      flow: flow.flow,
      step,
      ...(waiting && now?.kind === 'wait' && { waiting }),
      ...(at !== undefined && now?.kind === 'guide' && { at }),
      ...(left.length > 0 && { skipped: left }),
    },
  ];
}

const flowNow = (name: string, { flows, was }: Playbook): Flow | undefined => flows[name] ?? flows[was[name] ?? ''];

/** The step that asks for what the lost one asked for. */
function askingFor(lost: Step | undefined, { steps, order }: Flow): string | undefined {
  const field = lost && askedBy(lost);
  return field && order.find((id) => askedBy(steps[id]) === field);
}

/** The first question of the flow whose answer is missing. */
function firstUnmet({ steps, order }: Flow, frame: Frame, facts: Facts, to: Playbook): string | undefined {
  const talk = new Talk(
    to,
    { ...emptyState, stack: [{ ...frame, flow: flowNow(frame.flow, to)?.flow ?? frame.flow }] },
    facts,
    0,
    [],
  );
  return order.find((id) => {
    const step = steps[id];
    if (step?.kind === 'collect') return talk.photos().length < step.min && !frame.skipped?.includes(id);
    return step?.kind === 'ask' && talk.known(step.ask) === undefined && !frame.skipped?.includes(id);
  });
}

/** The nearest step before that is still there; else the first. */
function before(step: string, earlier: Flow | undefined, { steps, order, was }: Flow): string {
  const at = earlier?.order.indexOf(step) ?? -1;
  for (const id of earlier?.order.slice(0, Math.max(at, 0)).reverse() ?? []) {
    if (steps[id]) return id;
    if (was[id]) return was[id];
  }
  return order[0] ?? step;
}

function renamed(place: State['back'][number], to: Playbook): State['back'][number] | undefined {
  const flow = flowNow(place.flow, to);
  const step = flow?.steps[place.step] ? place.step : flow?.was[place.step];
  return flow && step ? { ...place, flow: flow.flow, step } : undefined;
}

/** Still the same question: an answer to it is an answer. */
function asksTheSame(before: Frame, after: Frame, to: Playbook, from: Playbook | undefined): boolean {
  const now = to.flows[after.flow]?.steps[after.step];
  const then = from?.flows[before.flow]?.steps[before.step];
  const isNamedSo = after.step === before.step || to.flows[after.flow]?.was[before.step] === after.step;
  if (!then) return isNamedSo;
  return now?.kind === then.kind && askedBy(now) === askedBy(then) && (isNamedSo || askedBy(now) !== undefined);
}

function isState(state: unknown): state is State {
  return typeof state === 'object' && state !== null && 'v' in state && state.v === 1;
}
