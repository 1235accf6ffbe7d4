// One talk as it goes on: what a farmer sends, what becomes of it, and what time, photos and helpers bring besides.
import type { Choice, Effect } from '../../model/effects.ts';
import type { Facts } from '../../model/facts.ts';
import type { Field } from '../../model/fields.ts';
import type { Content } from '../../model/messages.ts';
import type { Reading } from '../../model/reading.ts';
import type { Flow, Playbook } from '../content/compile.ts';
import { quietTimer } from '../patience.ts';
import { emptyState, type Frame, type State } from '../state.ts';
import { type Input, step, type Turn } from '../step.ts';
import type { Step } from '../steps/index.ts';
import { leaving } from './coverage.ts';
import type { Random } from './random.ts';

/** What the engine does not know by itself. */
export type World = {
  playbook: Playbook;
  /** What a message means, against the question that is open. */
  understand(state: State, facts: Facts, content: Content): Reading | undefined;
  /** What is written on a button. */
  label(choice: Choice, facts: Facts): string;
  /** What is known after a turn, with texts that became facts. */
  factsAfter(turn: Turn): Facts;
};

type Ticket = { reason: string; at?: { flow: string; step: string } };

const second = 1000;
const hour = 3_600_000;
const start = Date.UTC(2026, 10, 23, 1, 0);

/** Messages on one question, and in one talk, after which nothing will come of it any more. */
const limits = { onQuestion: 30, inTalk: 400 };

export class Conversation {
  readonly world: World;
  readonly random: Random;
  readonly walked: Set<string>;
  state: State = emptyState;
  facts: Facts = {
    contact: { id: 'contact', address_form: null, locale: 'vi' },
    product: [],
    shop: [],
    consents: {},
    loosePhotos: [],
    awaitingPerson: false,
  };
  turns = 0;
  reasks = 0;
  /** Why a person had to come, the first time. */
  helped: { why: string; at: string } | undefined;
  /** Why the talk can not go on. */
  stuck: string | undefined;
  /** The last words, ours as the keys of texts. */
  readonly lines: string[] = [];
  #now = start;
  #ids = 0;
  #onQuestion = 0;
  #silences = 0;
  #due: { at: number; input: Input }[] = [];
  #nudgeAt: number | undefined;
  /** The talk that waits for a helper. */
  ticket: Ticket | undefined;

  constructor(world: World, random: Random, walked: Set<string>) {
    this.world = world;
    this.random = random;
    this.walked = walked;
  }

  get resting(): boolean {
    return this.state.stack.length === 0;
  }

  get inMenu(): boolean {
    return this.frame?.flow === this.world.playbook.entry.menu;
  }

  get consented(): boolean {
    return this.facts.consents[this.world.playbook.entry.consent] === 'granted';
  }

  /** `flow.step` of the open question. */
  get place(): string {
    const { frame } = this;
    return frame ? `${frame.flow}.${frame.step}` : 'at rest';
  }

  get frame(): Frame | undefined {
    return this.state.stack.at(-1);
  }

  get flow(): Flow | undefined {
    return this.world.playbook.flows[this.frame?.flow ?? ''];
  }

  get step(): Step | undefined {
    return this.flow?.steps[this.frame?.step ?? ''];
  }

  /** The row that the talk is about, for what a farmer knows of it. */
  get row(): string {
    return this.state.stack.findLast((frame) => frame.row)?.row ?? '';
  }

  /** A message, some seconds after the last. */
  send(content: Content): void {
    this.wait((5 + this.random.below(40)) * second);
    if (this.stuck) return;
    const { state, facts, world } = this;
    this.#note(
      'says',
      'text' in content ? content.text : content.type === 'tap' ? `tap ${content.token}` : content.type,
    );
    const reading = world.understand(state, facts, content);
    this.turns++;
    const effects = this.#take({ type: 'message', content, ...(reading && { reading }) });
    if (this.state.tries > state.tries) this.reasks++;
    const same = this.state.question === state.question && this.state.stack.length === state.stack.length;
    this.#onQuestion = same ? this.#onQuestion + 1 : 0;
    const isQuiet =
      (content.type === 'photo' && content.group) || (content.type === 'tap' && content.token === state.tapped);
    if (!isQuiet && !effects.some(({ type }) => type === 'say')) this.stuck = 'no answer';
    if (this.#onQuestion > limits.onQuestion) this.stuck = 'one question without end';
    if (this.turns > limits.inTalk) this.stuck = 'a talk without end';
  }

  /** Time goes by; what is due then comes in order. */
  wait(time: number): void {
    const until = this.#now + time;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.at);
      this.#take(next.input);
    }
    this.#now = until;
  }

  silence(hours: number): void {
    if (++this.#silences > limits.inTalk) this.stuck = 'waits without end';
    this.wait(hours * hour);
  }

  /** A helper sees to it, mends what could not be answered, and gives the talk back. */
  helperComes(answer: (field: Field) => string): void {
    const { ticket } = this;
    this.ticket = undefined;
    if (!ticket || this.stuck) return;
    this.silence(1 + this.random.below(5));
    const at = ticket.at && this.world.playbook.flows[ticket.at.flow]?.steps[ticket.at.step];
    if (ticket.reason !== 'asked' && at?.kind === 'ask') this.#mend(at.ask, answer(at.ask));
    this.#take({ type: 'handed_back', helper: 'Lan', solved: this.random.chance(0.7) });
  }

  #mend(field: Field, said: string): void {
    const found = this.world.understand(this.state, this.facts, { type: 'text', text: said })?.values[field];
    const row = field.startsWith('product.') ? this.row : this.facts.household?.id;
    if (found && 'value' in found && row) this.#take({ type: 'mended', field, row, value: found.value, said });
  }

  #next(until: number): { at: number; input: Input } | undefined {
    const nudge = this.#nudgeAt;
    this.#due.sort((one, other) => one.at - other.at);
    const first = this.#due[0];
    if (nudge !== undefined && nudge <= until && (!first || nudge <= first.at)) {
      this.#nudgeAt = undefined;
      return { at: nudge, input: { type: 'timer', key: quietTimer } };
    }
    if (!first || first.at > until) return undefined;
    this.#due.shift();
    return first;
  }

  #take(input: Input): Effect[] {
    const { world, walked } = this;
    const ids = Array.from({ length: 4 }, () => `r${++this.#ids}`);
    const turn = step(world.playbook, this.state, this.facts, input, this.#now, ids, (talk, move) => {
      for (const way of leaving(talk, move)) walked.add(way);
    });
    this.state = turn.state;
    this.facts = world.factsAfter(turn);
    this.#nudgeAt = turn.nudgeAt;
    if (!this.resting) walked.add(this.place);
    for (const effect of turn.effects) this.#carryOut(effect);
    return turn.effects;
  }

  #carryOut(effect: Effect): void {
    const later = (seconds: number, input: Input) => this.#due.push({ at: this.#now + seconds * second, input });
    switch (effect.type) {
      case 'say':
        return this.#note('hears', effect.text[0] ?? '');
      case 'start_timer': {
        const { key, seconds } = effect;
        later(seconds, { type: 'timer', key });
        if (key.startsWith('wait ') && this.random.chance(0.5))
          later(seconds / 2, { type: 'event', name: key.slice('wait '.length) });
        return;
      }
      case 'cancel_timer':
        this.#due = this.#due.filter(({ input }) => !(input.type === 'timer' && input.key === effect.key));
        return;
      case 'keep_photo': {
        const tips = this.random.chance(0.15) ? [this.random.pick(['blurry', 'dark', 'small'])] : [];
        return void later(3, { type: 'verdict', photo: effect.id, tips, unreadable: this.random.chance(0.02) });
      }
      case 'set_muted':
        this.facts = { ...this.facts, contact: { ...this.facts.contact, muted_at: this.#now } };
        return;
      case 'open_ticket': {
        if (effect.kind === 'task') return;
        const { reason, at } = effect;
        this.ticket = { reason, ...(at && { at }) };
        this.helped ??= { why: reason, at: at ? `${at.flow}.${at.step}` : 'at rest' };
        // These are the engine's own way out of a fault in the content.
        if (reason === 'loop' || reason === 'endless') this.stuck = reason;
      }
    }
  }

  #note(who: string, words: string): void {
    this.lines.push(`${who} ${words}`);
    if (this.lines.length > 12) this.lines.shift();
  }
}
