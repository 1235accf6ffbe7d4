// Seeded farmers of many kinds go through the flows, by understanding and the engine: how many come to their goal, what it
// costs them, where they stop, and which steps and ways of the flows nobody walked. The same seed gives the same talks.
import { Conversation, type World } from './conversation.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { Farmer } from './farmer.ts';
import { type Whim, whimsOf } from './forks.ts';
import { type Kind, type KindName, kindNames, kinds } from './kinds.ts';
import { Knowledge } from './knowledge.ts';
import { Random } from './random.ts';

export type { World } from './conversation.ts';

/** `finished`: what they wanted is done. `resting`: they left of their own accord. `helped`: a person had to come. */
export type Outcome = 'finished' | 'resting' | 'helped' | 'stuck';

type Life = {
  kind: KindName;
  outcome: Outcome;
  turns: number;
  reasks: number;
  /** Where and why, unless they finished; the last words of who is stuck. */
  stop?: { at: string; why: string; lines?: string[] };
};

/** Some farmers' lives and the steps and ways that they walked: what a worker hands back. */
export type Lives = { first: number; lives: Life[]; walked: Set<string> };

/** The farmers from `first` on, so many of them. */
export function simulate(world: World, seed: number, first: number, count: number): Lives {
  const walked = new Set<string>();
  const whims = { steady: whimsOf(world.playbook, true), other: whimsOf(world.playbook, false) };
  const lives = Array.from({ length: count }, (_, at) => lifeOf(world, seed, first + at, whims, walked));
  return { first, lives, walked };
}

type Whims = { steady: Whim[]; other: Whim[] };

function lifeOf(world: World, seed: number, number: number, whims: Whims, walked: Set<string>): Life {
  const name = kindNames[number % kindNames.length] as KindName;
  const kind: Kind = kinds[name];
  const random = new Random(seed, number);
  const talk = new Conversation(world, random, walked);
  const farmer = new Farmer(kind, talk, new Knowledge(random, kind.minors ?? 0), ownWhims(kind, whims, number, random));
  try {
    while (!talk.stuck && farmer.goOn());
  } catch (error) {
    talk.stuck = String(error);
  }
  const { turns, reasks } = talk;
  return { kind: name, turns, reasks, ...endOf(talk, farmer) };
}

/** Each whim is somebody's in turn, with every kind of farmer; those who are not steady have more. */
function ownWhims({ steady }: Kind, whims: Whims, number: number, random: Random): Whim[] {
  const all = steady ? whims.steady : whims.other;
  if (all.length === 0) return [];
  const own = all[(number + Math.floor(number / kindNames.length)) % all.length] as Whim;
  return steady ? [own] : [own, random.pick(all)];
}

function endOf(talk: Conversation, { achieved }: Farmer): Pick<Life, 'outcome' | 'stop'> {
  const at = talk.place;
  if (talk.stuck) return { outcome: 'stuck', stop: { at, why: talk.stuck, lines: talk.lines } };
  if (talk.helped) return { outcome: 'helped', stop: talk.helped };
  if (achieved && (talk.resting || talk.inMenu)) return { outcome: 'finished' };
  return { outcome: 'resting', stop: { at, why: talk.consented ? 'left' : 'no consent' } };
}

// ── the report ──

type Counts = Record<Outcome, number>;

export type Report = Counts & {
  farmers: number;
  seed: number;
  kinds: Record<string, Counts & { turns: { median: number; p90: number }; reasks: number }>;
  coverage: Coverage;
  /** Where people stop, the most first; of those who are stuck, the first with the last words of the talk. */
  stops: { outcome: Outcome; at: string; why: string; farmers: number; first?: { farmer: number; lines: string[] } }[];
};

/** The parts in the order of their farmers: it does not matter who was done first. */
export function reportOf(world: World, seed: number, parts: Lives[]): Report {
  const lives = parts.sort((one, other) => one.first - other.first).flatMap((part) => part.lives);
  const walked = new Set(parts.flatMap((part) => [...part.walked]));
  const kindReports = kindNames.map((kind) => {
    const own = lives.filter((life) => life.kind === kind);
    const turns = own.map((life) => life.turns).sort((one, other) => one - other);
    const at = (part: number) => turns[Math.floor((turns.length - 1) * part)] ?? 0;
    const reasks = own.reduce((sum, life) => sum + life.reasks, 0);
    return [kind, { ...counted(own), turns: { median: at(0.5), p90: at(0.9) }, reasks }] as const;
  });
  return {
    farmers: lives.length,
    seed,
    ...counted(lives),
    kinds: Object.fromEntries(kindReports),
    coverage: coverageOf(world.playbook, walked),
    stops: stopsOf(lives),
  };
}

function counted(lives: Life[]): Counts {
  const counts = { finished: 0, resting: 0, helped: 0, stuck: 0 };
  for (const { outcome } of lives) counts[outcome]++;
  return counts;
}

function stopsOf(lives: Life[]): Report['stops'] {
  const stops = new Map<string, Report['stops'][number]>();
  lives.forEach(({ outcome, stop }, farmer) => {
    if (!stop) return;
    const { at, why, lines } = stop;
    const key = [outcome, at, why].join('\n');
    const known = stops.get(key) ?? { outcome, at, why, farmers: 0, ...(lines && { first: { farmer, lines } }) };
    known.farmers++;
    stops.set(key, known);
  });
  return [...stops.values()].sort((one, other) => other.farmers - one.farmers);
}
