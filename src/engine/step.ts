// The engine's one deed: what an input does to a talk. Pure: the same arguments give the same result.
import type { Effect } from '../model/effects.ts';
import type { Facts } from '../model/facts.ts';
import type { Field } from '../model/fields.ts';
import type { Content } from '../model/messages.ts';
import type { Command, Reading } from '../model/reading.ts';
import type { Value } from '../model/values.ts';
import { answerAside, answerFaq, optionChosen } from './asides.ts';
import { obey } from './commands.ts';
import type { Playbook } from './content/compile.ts';
import { handBack, mend } from './helper.ts';
import { nudge, nudgeAt, quietTimer } from './patience.ts';
import { openTalk } from './person.ts';
import { takePhoto, takeVerdict } from './photos.ts';
import { ask, isQuestion, unread } from './question.ts';
import { answerStep, run, takeOtherFields } from './run.ts';
import { furtherFrom, limits, type State, tokenOf } from './state.ts';
import { Talk } from './talk.ts';

/** Something that happened to a conversation. */
export type Input =
  | { type: 'message'; content: Content; reading?: Reading }
  /** A photo has been measured. */
  | { type: 'verdict'; photo: string; tips: string[]; unreadable: boolean }
  | { type: 'timer'; key: string }
  /** What a `wait` waits for has come. */
  | { type: 'event'; name: string }
  /** A helper has finished with the talk, and the bot goes on. `solved`: with the case too. */
  | { type: 'handed_back'; helper: string; solved: boolean }
  /** A helper has changed what is known, by the same rules that read an answer. */
  | { type: 'mended'; field: Field; row: string; value: Value; said: string };

export type Turn = {
  state: State;
  effects: Effect[];
  facts: Facts;
  /** When they are to be nudged if nothing is heard until then, in milliseconds since 1970. */
  nudgeAt: number | undefined;
};

/**
 * @param now milliseconds since 1970
 * @param ids fresh ids for the rows that this turn may open
 * @param walked hears of each step that is left, and where to
 */
export function step(
  playbook: Playbook,
  state: State,
  facts: Facts,
  input: Input,
  now: number,
  ids: string[],
  walked?: Talk['walked'],
): Turn {
  const talk = new Talk(playbook, state, facts, now, ids);
  talk.walked = walked;
  switch (input.type) {
    case 'message':
      delete talk.state.nudged;
      if (!tappedAgain(talk, input.content)) delete talk.state.tapped;
      if (input.content.type === 'withdraw') withdrawAll(talk);
      else if (admitted(talk, input)) take(talk, input.content, restrained(talk, input.reading));
      goOnWhereNothingIsAsked(talk);
      endTheEndless(talk);
      break;
    case 'verdict':
      takeVerdict(talk, input);
      break;
    case 'timer':
      takeTimer(talk, input.key);
      break;
    case 'event':
      if (input.name === awaited(talk)) answerStep(talk, { option: `event ${input.name}` });
      break;
    case 'handed_back':
      handBack(talk, input);
      break;
    case 'mended':
      mend(talk, input);
      break;
    default:
      input satisfies never;
  }
  // Their word is the last one now, whatever was known of it before.
  if (input.type === 'message') talk.facts = { ...talk.facts, lastSeenAt: now };
  return { state: talk.state, effects: talk.effects, facts: talk.facts, nudgeAt: nudgeAt(talk) };
}

/** A new edition may have made of their question a step that asks nothing: from there the talk goes on. */
function goOnWhereNothingIsAsked(talk: Talk): void {
  if (talk.resting || isQuestion(talk.step)) return;
  talk.closeQuestion();
  run(talk);
}

/** So many messages on one question help nobody: says sorry and brings in a person. The question stays open. */
function endTheEndless(talk: Talk): void {
  if (talk.resting || talk.facts.awaitingPerson) return;
  talk.state.turns = (talk.state.turns ?? 0) + 1;
  if (talk.state.turns <= limits.turnsPerQuestion) return;
  delete talk.state.turns;
  talk.openTicket('talk', 'endless');
  talk.say('common:endless');
}

/** The days that the law gives for erasing. */
const erasureDays = 20;

/** They took back at the channel what lets us keep anything: no words, no question, and a helper sees to the erasure. */
function withdrawAll(talk: Talk): void {
  const granted = Object.entries(talk.facts.consents).filter(([, state]) => state === 'granted');
  for (const [purpose] of granted) {
    talk.effects.push({ type: 'record_consent', purpose, state: 'withdrawn', wording: 'common:withdrawn_at_channel' });
    talk.effects.push({ type: 'log_event', kind: 'consent_withdrawn', data: { purpose } });
  }
  if (granted.length > 0) talk.openTicket('task', 'erase_data', { dueDays: erasureDays });
  talk.effects.push({ type: 'leave_household' });
  const { household: _, ...facts } = talk.facts;
  talk.facts = { ...facts, product: [], shop: [], loosePhotos: [] };
  talk.state.stack = [];
  talk.closeQuestion();
}

/** What nobody has to agree to anything for. */
const rights = new Set<Command>(['person', 'erase', 'my-data', 'stop', 'withdraw']);

/** Before consent nothing runs but the first flow; what else is said leads there. */
function admitted(talk: Talk, { content, reading }: Extract<Input, { type: 'message' }>): boolean {
  const { entry } = talk.playbook;
  const consent = talk.facts.consents[entry.consent];
  if (talk.consented) {
    greetReturning(talk);
    return true;
  }
  const isRight = reading?.command !== undefined && rights.has(reading.command.name);
  if (!talk.resting || (consent && isRight)) return true;
  if (consent && reading?.thanks) {
    talk.say('common:thanks');
    return false;
  }
  if (consent) talk.call(entry.declined.flow, entry.declined.step);
  else {
    // What a link was for comes after the welcome.
    const about = content.type === 'start' && entry.links[content.about ?? ''];
    if (about) talk.call(about);
    talk.call(entry.first);
  }
  run(talk);
  if (content.type !== 'text' || !(isRight || reading?.secret || reading?.cheated)) return false;
  // Greeted first; then what they said is answered, and the question comes after that.
  const asked = talk.effects.findLastIndex((effect) => effect.type === 'say' && effect.question !== undefined);
  if (asked >= 0) talk.effects.splice(asked, 1);
  return true;
}

/** What can be asked for before consent: a person, help, a pause, and one's rights. */
export const beforeConsent: ReadonlySet<Command> = new Set<Command>([
  'person',
  'help',
  'repeat',
  'later',
  'stop',
  'withdraw',
  'erase',
  'my-data',
]);

/** Before consent nothing that was said counts but the answer to the open question. */
function restrained(talk: Talk, reading: Reading | undefined): Reading | undefined {
  if (!reading || talk.consented) return reading;
  const { opens: _, command, ...rest } = reading;
  return { ...rest, values: {}, ...(command && beforeConsent.has(command.name) && { command }) };
}

/** After days of silence: one line of where things stand, then on as if nothing had been. */
function greetReturning(talk: Talk): void {
  const away = talk.now - (talk.facts.lastSeenAt ?? talk.now);
  if (away < talk.playbook.entry.returning.hours * 3_600_000) return;
  const ready = talk.finished('product').length;
  // What is tapped after days is no second touch of the same tap: it gets its answer.
  delete talk.state.tapped;
  talk.say(ready > 0 ? 'common:returning.products' : 'common:returning', { values: { count: ready } });
}

function take(talk: Talk, content: Content, reading: Reading | undefined): void {
  if (talk.state.moved) reading = toldOfMove(talk, reading);
  switch (content.type) {
    case 'text':
      return takeWords(talk, reading);
    case 'tap':
      return takeTap(talk, content.token);
    case 'photo':
      return takePhoto(talk, content, reading);
    case 'contact':
      return takeContact(talk, content.own, reading);
    case 'start':
      return takeStart(talk, content.about);
    case 'location':
      talk.remark('common:got.location');
      return ask(talk);
    case 'other':
      talk.remark([`common:got.${content.what}`, 'common:got.unknown']);
      return ask(talk);
    case 'voice':
      talk.remark('common:got.voice');
      return ask(talk);
    case 'edit':
      talk.remark('common:got.edit');
      return ask(talk);
    case 'block':
    case 'unblock':
    case 'move':
    case 'desk':
    case 'withdraw':
      return;
    default:
      content satisfies never;
  }
}

/** Says what a new edition has done to their question. What they say now may still answer the one before. */
function toldOfMove(talk: Talk, reading: Reading | undefined): Reading | undefined {
  const { moved } = talk.state;
  delete talk.state.moved;
  talk.remark(moved === 'gone' ? 'common:moved.gone' : 'common:moved');
  if (moved === 'gone') talk.openTicket('task', 'place_gone');
  if (!reading || talk.resting || reading.command || reading.opens) return reading;
  takeOtherFields(talk, { reading });
  return undefined;
}

function takeWords(talk: Talk, reading: Reading | undefined): void {
  if (!reading) return ask(talk);
  if (reading.secret) {
    talk.remark([`common:secret.${reading.secret}`]);
    return ask(talk);
  }
  if (reading.cheated) {
    talk.remark('common:cheated');
    openTalk(talk, 'fraud');
    return ask(talk);
  }
  const { command } = reading;
  const chosen = reading.option !== undefined;
  if (command && !chosen && obey(talk, command, reading)) return;
  if (talk.resting) return atRest(talk, reading);
  const values = Object.keys(reading.values).length > 0;
  if (reading.faq && !chosen && !values) return answerFaq(talk, reading.faq);
  if (talk.state.aside && answerAside(talk, reading)) return;
  if (chosen || values || reading.yesNo) return answerStep(talk, { option: reading.option, reading });
  if (reading.opens && reading.opens !== talk.frame.flow) return open(talk, reading.opens);
  const again = reading.opens ? fromTheStart(talk) : undefined;
  if (again) return answerStep(talk, { option: again, reading });
  if (reading.thanks || reading.greeting) {
    talk.remark(reading.thanks ? 'common:thanks' : 'common:hello');
    return ask(talk);
  }
  if (reading.frustrated) return unread(talk, 'trouble');
  if (reading.question) return unread(talk, 'question');
  answerStep(talk, { reading });
}

/** "Đăng thêm sản phẩm" where that flow asks whether there is another one: the offer that leads back to its beginning. */
function fromTheStart({ step, playbook, frame }: Talk): string | undefined {
  if (step.kind !== 'choose') return undefined;
  const [first] = playbook.flows[frame.flow]?.order ?? [];
  return Object.entries(step.choose).find(([, to]) => to === first)?.[0];
}

function atRest(talk: Talk, reading: Reading): void {
  if (reading.thanks) return talk.say('common:thanks');
  const [known, ...others] = reading.faq ?? [];
  if (known && others.length === 0) talk.remark(`faq:${known}`);
  if (reading.greeting) talk.remark('common:hello');
  open(talk, reading.opens ?? talk.playbook.entry.menu);
}

function open(talk: Talk, flow: string): void {
  talk.closeQuestion();
  talk.call(flow);
  run(talk);
}

/** A double tap: the same button again, and nothing said in between. */
const tappedAgain = ({ state }: Talk, content: Content) => content.type === 'tap' && content.token === state.tapped;

/** A tap counts only on the open question; a double tap is one. */
function takeTap(talk: Talk, token: string): void {
  const { state } = talk;
  if (token === state.tapped) return;
  const from = furtherFrom(token, state.question);
  if (from !== undefined && !talk.resting) return ask(talk, { from });
  const index = state.options.findIndex((_, at) => tokenOf(state.question, at) === token);
  const option = state.options[index];
  if (talk.resting || option === undefined) {
    talk.remark('common:old_button');
    return talk.resting ? open(talk, talk.playbook.entry.menu) : ask(talk);
  }
  state.tapped = token;
  optionChosen(talk, option);
}

/** A contact card answers the question for a phone; somebody else's card is asked back first. */
function takeContact(talk: Talk, own: boolean, card: Reading | undefined): void {
  if (talk.resting) return open(talk, talk.playbook.entry.menu);
  const field = 'household.phone';
  if ('ask' in talk.step && talk.step.ask === field) {
    const found = card?.values[field];
    const asked = found && 'value' in found && !own ? { said: found.said, choices: [found.value] } : found;
    return answerStep(talk, { reading: { text: '', values: asked ? { [field]: asked } : {} } });
  }
  talk.remark('common:got.contact');
  ask(talk);
}

function takeStart(talk: Talk, about: string | undefined): void {
  const flow = talk.playbook.entry.links[about ?? ''];
  if (flow && talk.consented) return open(talk, flow);
  talk.remark('common:hello');
  return talk.resting ? open(talk, talk.playbook.entry.menu) : ask(talk);
}

function takeTimer(talk: Talk, key: string): void {
  if (key === quietTimer) return nudge(talk);
  if (talk.resting) return;
  if (key.startsWith('album ') && talk.step.kind === 'collect') return ask(talk, { replaces: key });
  if (key === `wait ${awaited(talk)}`) answerStep(talk, { option: `late ${awaited(talk)}` });
}

/** What they wait for here; whatever else comes is no reason to say anything. */
const awaited = (talk: Talk) => (!talk.resting && talk.step.kind === 'wait' ? talk.step.wait : undefined);
