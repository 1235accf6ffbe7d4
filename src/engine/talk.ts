// One turn's working copy: where the talk stands, what is known by now, what has been asked for.
// Step kinds and commands speak through it; nothing here reads a clock, a database or a language.
import type { About, Choice, Effect, Say } from '../model/effects.ts';
import { invariant } from '../model/errors.ts';
import { type Facts, type PhotoFact, type Row, rowsOf } from '../model/facts.ts';
import { type Field, fieldOf, type Noun } from '../model/fields.ts';
import type { Reading } from '../model/reading.ts';
import type { TicketReason } from '../model/reasons.ts';
import type { Value } from '../model/values.ts';
import type { Flow, Playbook } from './content/compile.ts';
import { type Aside, copyOf, type Frame, limits, type State } from './state.ts';
import type { Step } from './steps/index.ts';

/** What a waiting step asks. */
export type Question = {
  /** Keys of the words, the first that exists. */
  text: string[];
  choices: Choice[];
  field?: Field;
  yesNo?: boolean;
  photos?: boolean;
  /** The farmer may pass over it. */
  optional?: boolean;
  request?: 'contact';
  values?: Record<string, Value>;
};

/** What came, as one step sees it. */
export type Answer = { option?: string; reading?: Reading };

/**
 * Where a step leads. `unread`: that was no answer. `again`: understood, and the same question goes on.
 * `change`: another step is asked anew, then the same question again.
 */
export type Move =
  | 'next'
  | 'end'
  | 'wait'
  | 'again'
  | 'unread'
  | { to: string }
  | { change: string }
  | { call: string };

export class Talk {
  readonly playbook: Playbook;
  readonly state: State;
  readonly now: number;
  readonly effects: Effect[] = [];
  facts: Facts;
  readonly #ids: string[];
  /** Hears of each step that is left, before it is left, and where to: what simulate counts. */
  walked: ((talk: Talk, move: Move) => void) | undefined;
  /** An answer changed on which others hang. */
  dependentsChanged = false;
  /** The question that was put last is still the open one. */
  #open = true;

  constructor(playbook: Playbook, state: State, facts: Facts, now: number, ids: string[]) {
    this.playbook = playbook;
    this.state = copyOf(state);
    this.facts = facts;
    this.now = now;
    this.#ids = [...ids];
  }

  // ── where it stands ──

  get frame(): Frame {
    const frame = this.state.stack.at(-1);
    invariant(frame, 'a talk at rest has no step');
    return frame;
  }

  get resting(): boolean {
    return this.state.stack.length === 0;
  }

  /** They have agreed that what they say is kept. */
  get consented(): boolean {
    return this.facts.consents[this.playbook.entry.consent] === 'granted';
  }

  /** For tickets and events. */
  get place(): { flow: string; step: string } {
    const { flow, step } = this.frame;
    return { flow, step };
  }

  get flow(): Flow {
    return this.flowNamed(this.frame.flow);
  }

  get step(): Step {
    const step = this.flow.steps[this.frame.step];
    invariant(step, `no step ${this.frame.flow}.${this.frame.step}`);
    return step;
  }

  /** This flow came up over a question, which is put again when it ends. */
  get interrupts(): boolean {
    const below = this.state.stack.at(-2);
    return below !== undefined && this.flowNamed(below.flow).steps[below.step]?.kind !== 'call';
  }

  flowNamed(name: string): Flow {
    const flow = this.playbook.flows[name];
    invariant(flow, `no flow ${name}`);
    return flow;
  }

  /** `flow:step`, with a suffix: the key of a text of the present step. */
  key(suffix = ''): string {
    return `${this.frame.flow}:${this.frame.step}${suffix}`;
  }

  newId(): string {
    const id = this.#ids.shift();
    invariant(id, 'a turn needs more ids than it was given');
    return id;
  }

  /** Enters a flow inside the present one. A flow already in progress is moved up here: its answers are known. */
  call(name: string, step?: string, row?: string): void {
    const { stack } = this.state;
    const first = step ?? this.flowNamed(name).order[0];
    invariant(first, `flow ${name} has no step`);
    const open = stack.findIndex((frame) => frame.flow === name);
    const [moved] = open >= 0 ? stack.splice(open, 1) : [];
    const about = row ?? moved?.row;
    stack.push({ flow: name, step: first, row: about });
    stack.splice(1, stack.length - limits.depth);
  }

  /** Passes over the present step, and remembers that. */
  skip(): void {
    this.frame.skipped = [...new Set([...(this.frame.skipped ?? []), this.frame.step])];
  }

  wasSkipped(): boolean {
    return this.frame.skipped?.includes(this.frame.step) ?? false;
  }

  // ── what is known ──

  /** The row that a noun means here: the scope's row for products and shops, the only one for the others. */
  row(noun: Noun): Row | undefined {
    if (noun === 'contact' || noun === 'household') return this.facts[noun];
    const frame = this.state.stack.findLast((each) => each.row && this.flowNamed(each.flow).scope === noun);
    return this.facts[noun].find((row) => row.id === frame?.row);
  }

  /** A fact, or a part of one (`household.place.province`). */
  known(field: string): unknown {
    const [noun, path] = split(field);
    const [property = '', part] = path.split('.');
    const whole = this.row(noun)?.[property];
    const value =
      part && typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>)[part] : whole;
    return value === null || value === '' ? undefined : value;
  }

  photos(): PhotoFact[] {
    return (this.row('product')?.photos ?? []) as PhotoFact[];
  }

  /** Rows that are more than a draft. */
  finished(noun: 'product' | 'shop'): Row[] {
    return this.facts[noun].filter((row) => row.status !== 'draft');
  }

  /** Fills `{shop.marketplace}` in a name. */
  filled(name: string): string {
    return name.replace(/\{([a-z_.]+)\}/g, (_, field: string) => String(this.known(field) ?? ''));
  }

  /**
   * Records an answer. Answers that hang on it are voided when it changed; where they are not asked for again, in what is
   * finished, the words that we composed are composed anew.
   */
  set(field: Field, value: Value, said: string, known?: Row): void {
    const [noun, property] = split(field);
    const row = known ?? this.row(noun) ?? this.#opened(noun);
    const before = row[property];
    this.effects.push({ type: 'set_fact', field, row: row.id, value, said });
    this.change(noun, row.id, { [property]: value });
    if (before === undefined || before === null || JSON.stringify(before) === JSON.stringify(value)) return;
    for (const other of (fieldOf(field).voids ?? []) as Field[]) {
      this.dependentsChanged = true;
      const [, dependent] = split(other);
      if (row[dependent] === undefined || row[dependent] === null) continue;
      const text = noun === 'product' && row.status !== 'draft' ? this.#composed(other) : undefined;
      if (text) {
        this.effects.push({ type: 'compose_fact', field: other, row: row.id, text: [text], was: row });
        continue;
      }
      this.effects.push({ type: 'clear_fact', field: other, row: row.id });
      this.change(noun, row.id, { [dependent]: null });
    }
  }

  /** The text by which a field is composed. */
  #composed(field: Field): string | undefined {
    for (const { flow, steps } of Object.values(this.playbook.flows))
      for (const [id, step] of Object.entries(steps))
        if (step.kind === 'do' && step.do === 'compose' && step.field === field) return `${flow}:${id}.text`;
    return undefined;
  }

  #opened(noun: Noun): Row {
    invariant(noun === 'household', `no ${noun} to record an answer of`);
    const household = { id: this.newId() };
    this.effects.push({ type: 'open_household', id: household.id });
    this.facts = { ...this.facts, household };
    return household;
  }

  ensureHousehold(): Row {
    return this.facts.household ?? this.#opened('household');
  }

  change(noun: Noun, id: string, properties: Record<string, unknown>): void {
    const changed = rowsOf(this.facts, noun).map((row) => (row.id === id ? { ...row, ...properties } : row));
    this.facts = { ...this.facts, [noun]: noun === 'contact' || noun === 'household' ? changed[0] : changed };
  }

  /** Brings in a person, here. */
  openTicket(
    kind: 'task' | 'talk',
    reason: TicketReason,
    more: { details?: Record<string, unknown>; dueDays?: number } = {},
  ) {
    const at = !this.resting && { at: this.place };
    this.effects.push({ type: 'open_ticket', kind, reason, ...at, ...more });
    if (kind === 'talk') this.facts = { ...this.facts, awaitingPerson: true };
  }

  // ── what is said ──

  say(text: string | string[], more: Partial<Omit<Say, 'type' | 'text'>> = {}): void {
    this.effects.push({ type: 'say', text: typeof text === 'string' ? [text] : text, about: this.about(), ...more });
  }

  /** Says something just before the next words, in the same message. */
  remark(text: string | string[], values?: Record<string, Value>): void {
    this.say(text, { join: true, values });
  }

  /** The product or shop that this is about: the innermost flow's. */
  about(): About | undefined {
    for (const frame of [...this.state.stack].reverse()) {
      const { scope } = this.flowNamed(frame.flow);
      if (frame.row && (scope === 'product' || scope === 'shop')) return { noun: scope, id: frame.row };
    }
    return undefined;
  }

  /** Puts a question: a new one gets a number of its own, the same one asked again keeps it. */
  put(question: Question, text: string[], choices: Choice[], more: Pick<Say, 'replaces' | 'from'> = {}): void {
    const options = choices.map((choice) => choice.id);
    const same = this.#open && JSON.stringify(options) === JSON.stringify(this.state.options);
    if (!same) {
      this.state.question++;
      this.state.options = options;
    }
    this.#open = true;
    const { values, request } = question;
    this.say(text, { choices, question: this.state.question, values, request, ...more });
  }

  /** The open question is over; the next one is new. */
  closeQuestion(): void {
    this.#open = false;
    this.state.tries = 0;
    delete this.state.turns;
    this.state.options = [];
    delete this.state.aside;
    delete this.state.force;
  }

  aside(aside: Aside): void {
    this.state.aside = aside;
  }
}

export function split(field: string): [Noun, string] {
  const dot = field.indexOf('.');
  return [field.slice(0, dot) as Noun, field.slice(dot + 1)];
}
