// Steps that lead in a circle without ever waiting for the farmer: the talk would run until its limit breaks it off.
// A question whose answer is known is passed over, so it stops a circle the first time and not the second.
import type { Condition } from '../condition.ts';
import type { Issue } from '../content/issue.ts';
import type { Step } from '../steps/index.ts';
import { circles } from './circles.ts';
import { baseOf } from './knowledge.ts';
import { addTo, type Place, type Roads } from './roads.ts';
import type { Subject } from './subject.ts';

type Round = { isSilent(place: Place): boolean; ways(place: Place): Place[] };

export function silentCycle(subject: Subject): Issue[] {
  const { roads } = subject;
  const issues: Issue[] = [];
  const named = new Set<Place>();
  for (const { isSilent, ways } of roundsOf(roads)) {
    const passed = flowsPassed(roads, { isSilent, ways });
    const silentWays = (place: Place) => {
      const goesOn = isSilent(place) && roads.callsFrom(place).every((called) => passed.has(called));
      return goesOn ? ways(place) : [];
    };
    for (const circle of circles(roads.reached, silentWays)) {
      if (circle.some((place) => named.has(place))) continue;
      for (const place of circle) named.add(place);
      const steps = roads.inOrder(circle);
      const first = steps[0] as Place;
      issues.push(subject.inStep(first, 'silent-cycle', { steps: steps.map(({ id }) => id).join(', ') }));
    }
  }
  return issues;
}

/** The first round, in which every question waits; and a later one, in which all that was asked is known. */
function roundsOf(roads: Roads): Round[] {
  const steps = [...roads.reached].map(({ step }) => step);
  const known = new Set<string>(steps.flatMap((step) => (step.kind === 'ask' && !step.optional ? [step.ask] : [])));
  return [
    { isSilent: ({ step }) => !waits(step) && !['ask', 'collect', 'guide'].includes(step.kind), ways: roads.waysFrom },
    {
      isSilent: ({ step }) => !waits(step) && !forgets(step),
      ways: (place) => openWays(roads, place, known),
    },
  ];
}

/** However much is known. */
const waits = (step: Step) => ['choose', 'confirm', 'wait'].includes(step.kind) || 'again' in step;

/** After it, what was known is asked anew: such a circle waits. */
const forgets = (step: Step) =>
  step.kind === 'do' && ['clear', 'forget', 'open_product', 'delete_product'].includes(step.do);

/** Flows that can be run from their first step to their end without a wait. */
function flowsPassed(roads: Roads, { isSilent, ways }: Round): Set<string> {
  const passed = new Set<string>();
  const seen = new Set<Place>();
  const waiting = new Map<string, Place[]>();
  const work = [...roads.reached].filter((place) => place.flow.order[0] === place.id);
  for (let place = work.pop(); place; place = work.pop()) {
    if (seen.has(place) || !isSilent(place)) continue;
    seen.add(place);
    const calls = roads.callsFrom(place);
    for (const called of calls) addTo(waiting, called, place);
    if (calls.every((called) => passed.has(called))) work.push(...ways(place));
    if (place.step.kind !== 'end') continue;
    passed.add(place.flow.flow);
    for (const caller of waiting.get(place.flow.flow) ?? []) work.push(...ways(caller));
  }
  return passed;
}

/** The ways from a step that are open when these fields are known. */
function openWays(roads: Roads, place: Place, known: Set<string>): Place[] {
  const { step, flow } = place;
  if (step.kind !== 'branch') return roads.waysFrom(place);
  const open: string[] = [];
  for (const { if: condition, to } of step.branch) {
    const outcomes = outcomesOf(condition, known);
    if (outcomes.has(true)) open.push(to);
    if (!outcomes.has(false)) return open.map((id) => roads.at(flow.flow, id));
  }
  return [...open, step.else].map((id) => roads.at(flow.flow, id));
}

function outcomesOf(condition: Condition, known: Set<string>): Set<boolean> {
  if ('all' in condition || 'any' in condition) {
    const deciding = 'any' in condition;
    const parts = 'any' in condition ? condition.any : condition.all;
    const each = parts.map((part) => outcomesOf(part, known));
    const outcomes = new Set<boolean>();
    if (each.some((part) => part.has(deciding))) outcomes.add(deciding);
    if (each.every((part) => part.has(!deciding))) outcomes.add(!deciding);
    return outcomes;
  }
  if ('not' in condition) return new Set([...outcomesOf(condition.not, known)].map((outcome) => !outcome));
  const isSettled = 'known' in condition && known.has(baseOf(condition.field));
  return isSettled ? new Set([condition.known]) : new Set([true, false]);
}
