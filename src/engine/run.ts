// The loop: from step to step until one waits. The whole control flow of a talk is on this page.
import { type Field, fieldOf } from '../model/fields.ts';
import type { Reading } from '../model/reading.ts';
import { ask, unread } from './question.ts';
import { type Frame, limits } from './state.ts';
import { takeTold } from './steps/ask.ts';
import { kindOf } from './steps/index.ts';
import type { Answer, Move, Talk } from './talk.ts';

/** Something came for the step that waits. */
export function answerStep(talk: Talk, answer: Answer): void {
  const { step } = talk;
  const also = takeOtherFields(talk, answer);
  const move = kindOf(step).answer?.(talk, step, answer) ?? 'again';
  if (move === 'unread' && !also) return unread(talk);
  if (move === 'unread' || move === 'again') return ask(talk);
  goOn(talk, move);
}

/** Asks one step of a flow anew, known or not, then returns; without asking when the answer has been given already. */
export function detour(talk: Talk, flow: string, step: string, row: string | undefined, given?: Reading): void {
  talk.closeQuestion();
  talk.state.stack.push({ flow, step, once: true, row });
  talk.state.force = true;
  if (given) answerStep(talk, { reading: given });
  else run(talk);
}

/** The open question has its answer: remembers it for "back" and goes on. */
export function goOn(talk: Talk, move: Move): void {
  const { frame, state } = talk;
  if (typeof move === 'object' && 'change' in move) {
    talk.walked?.(talk, move);
    return detour(talk, frame.flow, move.change, frame.row);
  }
  talk.closeQuestion();
  if (frame.once) {
    state.stack.pop();
    returnFrom(talk, frame, move);
  } else {
    state.back.push({ flow: frame.flow, step: frame.step, row: frame.row });
    if (state.back.length > limits.back) state.back.shift();
    advance(talk, move);
  }
  run(talk);
}

/** After a detour: where the talk was; or on from the changed answer, past all that is known, when others hang on it. */
function returnFrom(talk: Talk, detour: Frame, move: Move): void {
  const { resting, dependentsChanged } = talk;
  if (resting || !dependentsChanged || talk.frame.flow !== detour.flow || talk.frame.row !== detour.row) return;
  const { order } = talk.flow;
  if (order.indexOf(detour.step) >= order.indexOf(talk.frame.step)) return;
  talk.frame.step = detour.step;
  advance(talk, move);
}

/** Runs steps until one waits, or the talk rests. */
export function run(talk: Talk): void {
  for (let count = 0; !talk.resting; count++) {
    if (count === limits.stepsPerTurn) return giveUp(talk);
    const { step } = talk;
    const move = kindOf(step).enter(talk, step);
    if (move === 'wait') return ask(talk);
    // A helper may have answered the question that was open here.
    talk.closeQuestion();
    advance(talk, move);
  }
}

function advance(talk: Talk, move: Move): void {
  talk.walked?.(talk, move);
  if (typeof move === 'object' && 'to' in move) {
    talk.frame.step = move.to;
  } else if (typeof move === 'object' && 'call' in move) {
    talk.call(move.call);
  } else {
    const { order } = talk.flow;
    const below = move === 'next' && order[order.indexOf(talk.frame.step) + 1];
    if (below) talk.frame.step = below;
    else endFlow(talk);
  }
}

/** Back to the flow that called, behind its call; or to the question that this flow interrupted. */
function endFlow(talk: Talk): void {
  const { entry } = talk.playbook;
  const { flow } = talk.frame;
  talk.state.stack.pop();
  if (talk.resting) {
    const mayGoOn = talk.consented && flow !== entry.menu;
    if (mayGoOn) talk.call(entry.menu);
    return;
  }
  const { step } = talk;
  if (step.kind === 'call') advance(talk, step.next ? { to: step.next } : 'next');
}

/** A circle in the content: never silence. */
function giveUp(talk: Talk): void {
  talk.effects.length = 0;
  talk.openTicket('talk', 'loop');
  talk.state.stack = [];
  talk.closeQuestion();
  talk.say('common:lost');
}

/** What a message tells beyond the question is taken too, if it is sure and still unknown. */
export function takeOtherFields(talk: Talk, { reading }: Answer): boolean {
  if (!talk.consented || !reading) return false;
  const { step } = talk;
  const own = 'ask' in step ? step.ask : undefined;
  let taken = false;
  for (const [name, found] of Object.entries(reading.values)) {
    const field = name as Field;
    if (field === own || !('value' in found) || talk.known(field) !== undefined || fieldOf(field).toldBy) continue;
    if (field.startsWith('product.') && !talk.row('product')) continue;
    // A price without a unit is not plain enough to be taken in passing.
    if (fieldOf(field).kind === 'money' && typeof found.value === 'object' && !('per' in found.value)) continue;
    talk.set(field, found.value, found.said);
    takeTold(talk, field, reading);
    talk.remark([`common:noted.${field}`, 'common:noted'], { value: found.value });
    taken = true;
  }
  return taken;
}
