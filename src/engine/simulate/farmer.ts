// What a farmer does next: answers what is asked, from what they know and in their own way, or does something else.
// It looks at what is asked and offered, never at the names of the flows.
import type { Choice } from '../../model/effects.ts';
import { type Field, fieldOf } from '../../model/fields.ts';
import type { Content } from '../../model/messages.ts';
import type { Command } from '../../model/reading.ts';
import { expectedBy } from '../question.ts';
import { limits, tokenOf } from '../state.ts';
import type { Step } from '../steps/index.ts';
import { Talk } from '../talk.ts';
import type { Conversation } from './conversation.ts';
import { callsPerson, distance, flowOf, targetOf, type Whim } from './forks.ts';
import type { Kind } from './kinds.ts';
import type { Knowledge } from './knowledge.ts';
import type { Random } from './random.ts';
import { written } from './writing.ts';

const commandWords: Partial<Record<Command, string[]>> = {
  menu: ['menu', 'về menu'],
  back: ['quay lại'],
  repeat: ['nhắc lại'],
  help: ['hướng dẫn'],
  person: ['gặp người', 'cho tôi gặp người', 'gặp cán bộ'],
  later: ['để sau'],
  stop: ['đừng nhắn nữa'],
  drop: ['thôi không bán nữa', 'bỏ sản phẩm này'],
  withdraw: ['rút đồng ý'],
  erase: ['xóa dữ liệu'],
  'my-data': ['xem dữ liệu của tôi'],
  resume: ['tiếp tục'],
  correct: ['sửa giá', 'sửa tên', 'sửa ảnh', 'sửa số lượng', 'sửa số điện thoại', 'sửa giấy chứng nhận', 'sửa địa chỉ'],
};

const stored = { stored: '0'.repeat(64) };

/** What is no answer to anything. */
const digressions: Content[] = [
  ...[
    'phí bao nhiêu?',
    'có lừa đảo không',
    'cảm ơn cháu',
    'xin chào',
    'em mới 17 tuổi',
    'trời hôm nay mưa',
    'ai nhìn thấy đơn hàng vậy?',
  ].map((text): Content => ({ type: 'text', text })),
  { type: 'voice', source: stored },
  { type: 'location' },
  { type: 'other', what: 'sticker' },
  { type: 'edit', text: 'xin chào' },
];

export class Farmer {
  readonly #kind: Kind;
  readonly #talk: Conversation;
  readonly #knowledge: Knowledge;
  readonly #random: Random;
  #whims: Whim[];
  /** Flows that they will turn to of their own accord, besides those of their whims. */
  readonly #errands: string[];
  /** How often they have steered for a whim: what cannot be reached is given up. */
  readonly #steered = new Map<Whim, number>();
  /** How often they come back after the talk came to rest with nothing done. */
  #returns: number;
  /** The options that they have chosen before, by question. */
  readonly #chosen = new Map<string, Set<string>>();
  #offers = 0;
  /** How much they will yet do besides what they are asked. */
  #restless: number;
  #isYoung: boolean;
  #helperIn = 0;
  /** They have sold something and told who they are. */
  achieved = false;

  constructor(kind: Kind, talk: Conversation, knowledge: Knowledge, whims: Whim[]) {
    this.#kind = kind;
    this.#talk = talk;
    this.#knowledge = knowledge;
    this.#random = talk.random;
    this.#whims = whims;
    this.#returns = kind.steady ? 3 : this.#random.below(4);
    this.#restless = 2 + this.#random.below(8);
    this.#isYoung = kind.minors !== undefined && this.#random.chance(0.4);
    const { entry } = talk.world.playbook;
    const besides = [...Object.values(entry.commands), ...Object.keys(entry.phrases)];
    this.#errands = this.#random.chance(kind.steady ? 0.2 : 0.6) ? [this.#random.pick(besides)] : [];
  }

  /** Does the next thing; false when they leave, for good. */
  goOn(): boolean {
    const { resting, inMenu, consented, turns, facts } = this.#talk;
    this.achieved ||= hasSold(facts);
    if (this.#talk.ticket && this.#meanwhile()) return true;
    if (turns === 0) return this.#open();
    if (this.#random.chance(this.#kind.leaves ?? 0)) return false;
    if (this.#random.chance(this.#kind.silent ?? 0)) this.#talk.silence(3 + this.#random.below(100));
    if (resting && !consented) return this.#comeBack();
    if (resting || inMenu) return this.#turnTo();
    if (!this.#digress()) this.#sendsAll(this.#answer());
    return true;
  }

  /** A helper has been called: most wait, some write on. */
  #meanwhile(): boolean {
    if (this.#helperIn === 0) this.#helperIn = this.#random.pick([1, 1, 3, 6]);
    if (--this.#helperIn > 0) return false;
    this.#talk.helperComes((field) => this.#known(field));
    return true;
  }

  // ── beginnings ──

  #open(): boolean {
    const { links, phrases } = this.#talk.world.playbook.entry;
    const about = this.#random.pick(Object.keys(links));
    const words = ['xin chào', 'alo', 'chào cháu', ...Object.values(phrases).flat()];
    const ways: Content[] = [
      { type: 'start' },
      { type: 'start', about },
      { type: 'text', text: this.#write(this.#random.pick(words)) },
    ];
    this.#talk.send(this.#random.pick(ways));
    return true;
  }

  #comeBack(): boolean {
    if (this.#returns === 0) return false;
    this.#returns--;
    this.#talk.silence(this.#random.below(30));
    this.#talk.send({ type: 'text', text: this.#write('xin chào') });
    return true;
  }

  /** With nothing open: to what is still to do, to what they have in mind besides, or home. */
  #turnTo(): boolean {
    const { inMenu, world } = this.#talk;
    const wanted = this.achieved ? (this.#nextWhim() ?? this.#errands.shift()) : this.#missing();
    if (wanted === undefined) return false;
    const answersHere = inMenu && (wanted === world.playbook.entry.menu || this.#random.chance(0.2));
    const way = answersHere ? undefined : this.#wayTo(wanted);
    if (way) this.#talk.send(way);
    else if (inMenu) this.#sendsAll(this.#answer());
    else this.#commands('menu');
    return true;
  }

  /** The flow in which they would still do something of their own. */
  #nextWhim(): string | undefined {
    const [whim] = this.#whims;
    if (!whim) return undefined;
    const flow = flowOf(whim);
    if (flow !== this.#talk.world.playbook.entry.menu && !this.#wayTo(flow)) this.#giveUp(whim);
    else this.#steer(whim);
    return flow;
  }

  #steer(whim: Whim): void {
    const times = (this.#steered.get(whim) ?? 0) + 1;
    this.#steered.set(whim, times);
    if (times > 6) this.#giveUp(whim);
  }

  #giveUp(whim: Whim): void {
    this.#whims = this.#whims.filter((each) => each !== whim);
  }

  /** The flow that asks for what is not yet known. */
  #missing(): string | undefined {
    const { facts, world } = this.#talk;
    const wanted: Field = facts.product.some(({ status }) => status !== 'draft') ? 'household.name' : 'product.name';
    const flows = Object.values(world.playbook.flows);
    const asks = (step: Step) => step.kind === 'ask' && step.ask === wanted;
    return flows.find(({ flow, steps }) => Object.values(steps).some(asks) && this.#wayTo(flow))?.flow;
  }

  /** What a farmer can say or tap from outside to come into a flow. */
  #wayTo(flow: string): Content | undefined {
    const { phrases, links, commands } = this.#talk.world.playbook.entry;
    const ways: Content[] = [];
    for (const phrase of phrases[flow] ?? []) ways.push({ type: 'text', text: this.#write(phrase) });
    for (const [about, target] of Object.entries(links)) if (target === flow) ways.push({ type: 'start', about });
    for (const [command, target] of Object.entries(commands))
      if (target === flow)
        for (const words of commandWords[command as Command] ?? [])
          ways.push({ type: 'text', text: this.#write(words) });
    return ways.length > 0 ? this.#random.pick(ways) : undefined;
  }

  // ── something else ──

  /** They do not answer but do something else; whether they did. */
  #digress(): boolean {
    if (this.#hasEnough()) return this.#commands('menu');
    if (this.#tellsOfYouth()) return true;
    if (this.#restless === 0 || !this.#turnsAside()) return false;
    this.#restless--;
    return true;
  }

  #turnsAside(): boolean {
    const { photos = 0, corrects = 0, drops = 0, person = 0, changes = 0 } = this.#kind;
    const random = this.#random;
    if (random.chance(photos)) return this.#sends({ type: 'photo', source: stored });
    if (random.chance(corrects)) return this.#commands(random.pick(['back', 'correct', 'correct']));
    if (random.chance(drops)) return this.#commands('drop');
    if (random.chance(person)) return this.#commands('person');
    if (!random.chance(changes)) return false;
    const way = random.chance(0.5) ? this.#wayTo(random.pick(this.#everywhere())) : undefined;
    if (way) return this.#sends(way);
    if (random.chance(0.5)) return this.#commands(random.pick(['menu', 'help', 'repeat', 'later', 'resume']));
    return this.#sends(random.pick(digressions));
  }

  #everywhere(): string[] {
    const { phrases, links, commands } = this.#talk.world.playbook.entry;
    return [...Object.keys(phrases), ...Object.values(links), ...Object.values(commands)];
  }

  /** They have been at this fork before, and what they came for is done or waits elsewhere. */
  #hasEnough(): boolean {
    const { step, place, consented } = this.#talk;
    const seen = this.#chosen.get(place)?.size ?? 0;
    return consented && step?.kind === 'choose' && seen > (this.achieved ? 0 : 2) && this.#random.chance(0.5);
  }

  /** Asked who they are, a child says their age, leaves, and fetches somebody. */
  #tellsOfYouth(): boolean {
    const { step } = this.#talk;
    if (!this.#isYoung || step?.kind !== 'ask' || fieldOf(step.ask)?.privacy !== 'personal') return false;
    this.#isYoung = false;
    this.#sends(this.#text('sửa tuổi'));
    this.#sends(this.#text('em mới 17 tuổi'));
    return this.#commands('menu');
  }

  #sends(content: Content): true {
    this.#talk.send(content);
    return true;
  }

  #commands(name: Command): true {
    return this.#sends(this.#text(this.#random.pick(commandWords[name] ?? [''])));
  }

  #text(words: string): Content {
    return { type: 'text', text: this.#write(words) };
  }

  // ── answers ──

  #sendsAll(contents: Content[]): void {
    for (const content of contents) {
      this.#talk.send(content);
      if (this.#random.chance(this.#kind.twice ?? 0)) this.#talk.send(content);
    }
  }

  #answer(): Content[] {
    const talk = this.#talk;
    const { state, facts, step, world, place } = talk;
    const expected = expectedBy(new Talk(world.playbook, state, facts, 0, []));
    const offered = state.options.flatMap((id) => expected.choices.find((choice) => choice.id === id) ?? []);
    const choose = (id: string) => [this.#chooses(offered, id)];
    if (state.aside) return choose(this.#toAside(offered));
    const whim = this.#whims.find(({ at, option }) => at === place && offered.some(({ id }) => id === option));
    if (whim) {
      this.#giveUp(whim);
      return choose(this.#noteChosen(whim.option));
    }
    const towards = this.#towards(offered);
    if (towards !== undefined) return choose(towards);
    switch (step?.kind) {
      case 'collect':
        return this.#photos(step, offered, choose);
      case 'ask':
        return this.#answerField(step, expected.also, offered, choose);
      case 'confirm':
        return this.#random.chance(1 - this.#kind.trust) ? choose(this.#pick(offered)) : choose('yes');
      case 'wait':
        talk.silence(24);
        return [];
      default:
        return choose(this.#pick(offered));
    }
  }

  /** The option that leads to a whim in this flow, by the fewest steps. */
  #towards(offered: Choice[]): string | undefined {
    const { flow, step, frame } = this.#talk;
    const whim = this.#whims.find((each) => flowOf(each) === flow?.flow);
    if (!flow || !frame || !whim || (step?.kind !== 'choose' && step?.kind !== 'confirm')) return undefined;
    const goal = whim.at.slice(flow.flow.length + 1);
    const far = offered.map(({ id }) => ({ id, steps: distance(flow, targetOf(flow, frame.step, id), goal) }));
    const [nearest] = far.sort((one, other) => one.steps - other.steps);
    if (!nearest || nearest.steps === Number.POSITIVE_INFINITY) return undefined;
    this.#steer(whim);
    return nearest.id;
  }

  /** What is asked on top of the question. */
  #toAside(offered: Choice[]): string {
    const { aside } = this.#talk.state;
    const [first] = offered;
    switch (aside?.type) {
      case 'offer':
        return this.#kind.person || ++this.#offers > 1 ? '@person' : '@go_on';
      case 'per': {
        const unit = `/${this.#knowledge.unit(this.#talk.row)}`;
        return offered.some(({ id }) => id === unit) ? unit : (first?.id ?? '');
      }
      default:
        return this.#kind.steady || this.#random.chance(0.8) ? (first?.id ?? '') : this.#random.pick(offered).id;
    }
  }

  #photos(step: Extract<Step, { kind: 'collect' }>, offered: Choice[], choose: (id: string) => Content[]): Content[] {
    const has = (id: string) => offered.some((choice) => choice.id === id);
    if (has('done') && this.#random.chance(0.7)) return choose('done');
    const hasNone = this.#whims.some(({ option }) => option === 'later') || this.#random.chance(0.08);
    if (has('later') && hasNone) return choose('later');
    const kept = this.#talk.facts.product.find(({ id }) => id === this.#talk.row)?.photos as unknown[] | undefined;
    if ((kept?.length ?? 0) >= step.max) return choose('done');
    const photo: Content = { type: 'photo', source: stored };
    if (!this.#random.chance(0.3)) return [photo];
    const group = `album ${this.#talk.turns}`;
    return [photo, photo, photo].map((each) => ({ ...each, group }));
  }

  #answerField(
    { ask, optional, again }: Extract<Step, { kind: 'ask' }>,
    also: Field[],
    offered: Choice[],
    choose: (id: string) => Content[],
  ): Content[] {
    const { state } = this.#talk;
    if (optional && this.#random.chance(0.1)) return choose('skip');
    // Asked anew, it is because something is to change.
    if (state.force || again) this.#knowledge.forget(ask, this.#rowOf(ask));
    if (fieldOf(ask)?.kind === 'choice') {
      const option = this.#known(ask);
      return choose(offered.some(({ id }) => id === option) ? option : this.#pick(offered));
    }
    const more = this.#kind.allAtOnce && state.tries === 0 ? also.filter(isPlain).slice(0, 3) : [];
    const words = [ask, ...more].map((field) => `${field === 'product.stock' ? 'còn ' : ''}${this.#known(field)}`);
    return [{ type: 'text', text: this.#write(words.join(more.includes('product.price') ? ' ' : ', ')) }];
  }

  #known(field: Field): string {
    return this.#knowledge.answer(field, this.#rowOf(field));
  }

  #rowOf(field: Field): string {
    return field.startsWith('product.') ? this.#talk.row : '';
  }

  /** At a fork: mostly what is offered first, before what they chose earlier; seldom the same round again. */
  #pick(offered: Choice[]): string {
    const { step, place, flow, frame } = this.#talk;
    if (step?.kind !== 'choose' || !flow || !frame) return this.#random.pick(offered).id;
    const target = (id: string) => targetOf(flow, frame.step, id);
    const isBack = (id: string) => flow.order.indexOf(target(id)) < flow.order.indexOf(frame.step);
    const toPerson = (id: string) => !this.#kind.person && callsPerson(flow, target(id));
    const open = offered.filter(({ id }) => !toPerson(id) && (!isBack(id) || this.#random.chance(0.2)));
    const chosen = this.#chosen.get(place);
    const rows = open.filter(({ id }) => !(id in step.choose));
    const fresh = open.filter(({ id }) => !chosen?.has(id));
    const [first] = rows.length > 0 ? [this.#random.pick(rows)] : fresh;
    const likely = this.#random.chance(this.#kind.trust) ? first : undefined;
    const choice = likely ?? this.#random.pick(fresh.length > 0 ? fresh : open.length > 0 ? open : offered);
    return this.#noteChosen(choice.id);
  }

  #noteChosen(option: string): string {
    const { place } = this.#talk;
    this.#chosen.set(place, (this.#chosen.get(place) ?? new Set()).add(option));
    return option;
  }

  /** Taps a button, writes what is on it, or its number. */
  #chooses(offered: Choice[], id: string): Content {
    const { state, facts, world } = this.#talk;
    const index = state.options.indexOf(id);
    const choice = offered.find((each) => each.id === id);
    if (!choice) return { type: 'text', text: this.#write('vâng') };
    const tap: Content = { type: 'tap', token: tokenOf(state.question, index) };
    if (state.tries > 0 || this.#random.chance(0.5)) return tap;
    if (index < limits.rows && this.#random.chance(0.2)) return { type: 'text', text: String(index + 1) };
    return { type: 'text', text: this.#write(world.label(choice, facts)) };
  }

  /** In their own hand; asked again, with care. */
  #write(words: string): string {
    const { hand } = this.#kind;
    const careful = this.#talk.state.tries > 0 && hand !== 'unmarked';
    return written(careful ? 'plain' : hand, words, this.#random);
  }
}

/** Facts that people name in passing. */
const isPlain = (field: Field) => ['money', 'quantity', 'place', 'phone'].includes(fieldOf(field)?.kind ?? '');

const hasSold = ({ product, household }: Conversation['facts']): boolean =>
  product.some(({ status }) => status !== 'draft') &&
  ['name', 'place', 'phone'].every((property) => (household?.[property] ?? undefined) !== undefined);
