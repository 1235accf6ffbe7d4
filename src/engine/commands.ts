// The words that work everywhere. After each the talk is back at its question.

import { type Field, fieldOf } from '../model/fields.ts';
import type { NamedProduct, Reading } from '../model/reading.ts';
import { optionChosen } from './asides.ts';
import { openTalk } from './person.ts';
import { ask, questionOf, topic } from './question.ts';
import { detour, goOn, run } from './run.ts';
import { askedBy } from './steps/index.ts';
import { onward } from './steps/kind.ts';
import { split, type Talk } from './talk.ts';

/** Does what was asked; false when it means nothing here, so that the words may be an answer after all. */
export function obey(talk: Talk, command: NonNullable<Reading['command']>, reading: Reading): boolean {
  if (command.name === 'drop') return drop(talk, command.product);
  const flow = talk.playbook.entry.commands[command.name];
  if (flow) return interrupt(talk, flow);
  switch (command.name) {
    case 'person':
      delete talk.state.aside;
      openTalk(talk, 'asked');
      ask(talk);
      return true;
    case 'repeat':
    case 'resume':
      return resume(talk);
    case 'help':
      if (talk.resting) return interrupt(talk, talk.playbook.entry.menu);
      talk.remark([talk.key('.help'), `common:help.${topic(talk)}`, 'common:help']);
      ask(talk);
      return true;
    case 'later':
      return later(talk);
    case 'skip':
      return skip(talk);
    case 'done':
      return choose(talk, ['done']);
    case 'back':
    case 'correct':
      return command.field ? correct(talk, command.field, reading, command.product) : back(talk);
    case 'keep':
      return keep(talk);
    case 'menu':
    case 'stop':
    case 'withdraw':
    case 'erase':
    case 'my-data':
      return false;
  }
}

function interrupt(talk: Talk, flow: string, row?: string): boolean {
  talk.closeQuestion();
  talk.call(flow, undefined, row);
  run(talk);
  return true;
}

function resume(talk: Talk): boolean {
  const top = talk.state.stack.at(-1);
  if (!top) return interrupt(talk, talk.playbook.entry.menu);
  if (top.flow === talk.playbook.entry.menu && talk.state.stack.length > 1) {
    talk.closeQuestion();
    talk.state.stack.pop();
    run(talk);
    return true;
  }
  delete talk.state.aside;
  ask(talk);
  return true;
}

/** Chooses the first of these options that the open question offers. */
function choose(talk: Talk, wanted: string[]): boolean {
  if (talk.resting) return false;
  const option = wanted.find((id) => questionOf(talk).choices.some((choice) => choice.id === id));
  if (option === undefined) return false;
  delete talk.state.aside;
  optionChosen(talk, option);
  return true;
}

function later(talk: Talk): boolean {
  talk.say(talk.consented ? 'common:later' : 'common:later.before_consent');
  return true;
}

function skip(talk: Talk): boolean {
  if (talk.resting) return false;
  if (choose(talk, ['skip', 'later', 'none', 'unknown', 'no'])) return true;
  delete talk.state.aside;
  talk.remark([talk.key('.needed'), 'common:needed']);
  // Said twice, it is no slip: they cannot answer, and somebody should help.
  if (++talk.state.tries >= 2) talk.aside({ type: 'offer' });
  ask(talk);
  return true;
}

/** To the question before this one, its answer open to change. */
function back(talk: Talk): boolean {
  const { state } = talk;
  if (returnFromDigression(talk)) return true;
  for (let last = state.back.pop(); last; last = state.back.pop()) {
    const at = state.stack.findLastIndex((frame) => frame.flow === last.flow);
    const frame = state.stack[at];
    if (!frame || (frame.flow === talk.frame.flow && frame.step === last.step)) continue;
    state.stack.length = at + 1;
    talk.closeQuestion();
    frame.step = last.step;
    if (last.row) frame.row = last.row;
    state.force = true;
    run(talk);
    return true;
  }
  talk.remark('common:no_way_back');
  ask(talk);
  return true;
}

/** At the first question of what they opened in between, back leads to the question that it interrupted. */
function returnFromDigression(talk: Talk): boolean {
  const { stack, back } = talk.state;
  if (!talk.interrupts || talk.frame.once || back.at(-1)?.flow === talk.frame.flow) return false;
  talk.closeQuestion();
  stack.pop();
  run(talk);
  return true;
}

/** What was to be changed stays as it is. */
function keep(talk: Talk): boolean {
  if (!talk.resting && talk.step.kind === 'collect') return choose(talk, ['done', 'later']);
  if (talk.resting || talk.step.kind !== 'ask' || talk.known(talk.step.ask) === undefined) return false;
  const { optional, next } = talk.step;
  talk.remark('common:kept');
  goOn(talk, onward(typeof optional === 'string' ? optional : next));
  return true;
}

/** Changes one earlier answer, then returns. What was said with the wish is the new answer. */
function correct(talk: Talk, named: Field, { values }: Reading, product: NamedProduct | undefined): boolean {
  const field = (fieldOf(named).toldBy ?? named) as Field;
  const [noun] = split(field);
  const flows = [...talk.state.stack.map((frame) => frame.flow).reverse(), ...Object.keys(talk.playbook.flows)];
  for (const name of flows) {
    const flow = talk.flowNamed(name);
    const step = flow.order.find((id) => askedBy(flow.steps[id]) === field);
    if (!step) continue;
    const row = product ? productNamed(talk, product) : (talk.row(noun) ?? onlyProduct(talk, noun));
    if (noun === 'product' && !row) {
      if (product?.ids.length === 0) talk.remark('common:no_such_product', { name: product.said });
      return interrupt(talk, talk.playbook.entry.commands['correct-product'] ?? name);
    }
    if (product && row !== talk.row(noun)) talk.remark('common:correcting', { name: String(row?.name) });
    const given = Object.entries(values).filter(([name]) => name === field || fieldOf(name)?.toldBy === field);
    const reading = values[field] && { text: '', values: Object.fromEntries(given) };
    detour(talk, name, step, row?.id, reading);
    return true;
  }
  return false;
}

/** They do not sell a product after all: the one that is named, or that is talked about. */
function drop(talk: Talk, named: NamedProduct | undefined): boolean {
  const { drop: flow, 'correct-product': shop } = talk.playbook.entry.commands;
  const here = talk.row('product');
  if (here && !here.name && !named) return skip(talk);
  const all = talk.facts.product.filter(({ name }) => name);
  const product = named ? productNamed(talk, named) : (here ?? (all.length === 1 ? all[0] : undefined));
  // "Xóa" may be on offer, or has been asked back: then this is the answer.
  if (product && product === here && choose(talk, talk.frame.flow === flow ? ['yes'] : ['delete'])) return true;
  if (product?.name && flow) return interrupt(talk, flow, product.id);
  return !here && all.length > 0 && shop !== undefined && interrupt(talk, shop);
}

/** The product that was named: the one that is talked about, where it may be that one. */
function productNamed(talk: Talk, { ids }: NamedProduct) {
  const here = talk.row('product');
  if (here && ids.includes(here.id)) return here;
  return ids.length === 1 ? talk.facts.product.find(({ id }) => id === ids[0]) : undefined;
}

function onlyProduct(talk: Talk, noun: string) {
  return noun === 'product' && talk.facts.product.length === 1 ? talk.facts.product[0] : undefined;
}
