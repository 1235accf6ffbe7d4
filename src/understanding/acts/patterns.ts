// Sentences as rows of word classes: "<want> ~2 <contact> <human>". A class is a list of phrases that are as good as
// one another, so that a rule of the language is one row and not a list of its examples. Linear in the message.
import { type Spelled, spell, type Token } from '../letters/normalize.ts';

/*
 * A pattern is steps parted by spaces:
 *   word|two_words|<class>   one of these; with ? perhaps, with * any number of times
 *   ~2                       up to two words of any kind
 *   ^  $                     nothing but politeness and a <reason> before, or politeness and an <excuse> after
 * A phrase with ! before it must be typed with its marks.
 */
export type Found<T> = {
  value: T;
  /** Where the first word of the pattern stands; 0 for a pattern of whole messages. */
  from: number;
  /** Where what follows the pattern begins, at the latest. */
  to: number;
  whole: boolean;
};

/** The first pattern that fits, in the order of the list. `accept` may turn one down, and the next is tried. */
export type PatternBook<T> = (
  tokens: Token[],
  isPolite: Politeness,
  accept: (found: Found<T>) => boolean,
) => Found<T> | undefined;

/** Which words may stand before a whole message's pattern, and after it. */
export type Politeness = { before: (token: Token) => boolean; after: (token: Token) => boolean };

type Step = { type: 'start' } | { type: 'end' } | { type: 'gap'; most: number } | Words;
type Words = { type: 'words'; id: number; optional: boolean; repeated: boolean };
/** A phrase, and the classes that it is of. */
type Phrase = { words: Spelled[]; needsMarks: boolean; ids: number[] };
/** A tree of words without marks: most look-ups end at the first one. */
type Node = { next: Map<string, Node>; phrases: Phrase[] };

/** Places in a message are the bits of a number. */
const longest = 30;

export function patternBook<T>(
  classes: Record<string, string>,
  patterns: readonly (readonly [value: T, pattern: string])[],
): PatternBook<T> {
  const root: Node = { next: new Map(), phrases: [] };
  const ids = new Map<string, number>();

  const idOf = (alternatives: string): number => {
    const known = ids.get(alternatives);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(alternatives, id);
    for (const phrase of expanded(alternatives, classes)) {
      const needsMarks = phrase.startsWith('!');
      const words = phrase.replace(/^!/, '').split(' ').map(spell);
      let node = root;
      for (const { bare } of words) {
        const next: Node = node.next.get(bare) ?? { next: new Map(), phrases: [] };
        node.next.set(bare, next);
        node = next;
      }
      const same = node.phrases.find((one) => one.needsMarks === needsMarks && areSame(one.words, words));
      if (same) same.ids.push(id);
      else node.phrases.push({ words, needsMarks, ids: [id] });
    }
    return id;
  };

  const reasons = classes.reason === undefined ? -1 : idOf('<reason>');
  const excuses = classes.excuse === undefined ? -1 : idOf('<excuse>');
  const compiled = patterns.map(([value, pattern]) => {
    const steps = pattern.split(' ').map((part) => stepOf(part, idOf));
    const needs = steps.flatMap((step) => (step.type === 'words' && !step.optional ? [step.id] : []));
    return { value, steps, needs };
  });
  /** A class that each pattern needs; most patterns end here. The last one always occurs. */
  const firstNeeds = Uint16Array.from(compiled, ({ needs: [first = ids.size] }) => first);

  // Whether a class occurs, and by the places where its phrases begin, where they end, as bits: `longest` numbers for
  // each class. One for all messages, emptied for each: most of what a message costs would be making them.
  const occurs = new Uint8Array(ids.size + 1);
  const ends = new Int32Array(ids.size * longest);
  const occurring: number[] = [];
  const findClasses = (tokens: Token[]): void => {
    for (const id of occurring) {
      occurs[id] = 0;
      for (let at = id * longest; at < (id + 1) * longest; at++) ends[at] = 0;
    }
    occurring.length = 0;
    occurs[ids.size] = 1;
    for (let from = 0; from < tokens.length; from++) {
      let node = root.next.get(tokens[from]?.bare ?? '');
      for (let to = from + 1; node; to++) {
        for (const phrase of node.phrases) {
          if (!agrees(phrase, tokens, from)) continue;
          for (const id of phrase.ids) {
            if (!occurs[id]) occurring.push(id);
            occurs[id] = 1;
            const place = id * longest + from;
            ends[place] = (ends[place] ?? 0) | (1 << to);
          }
        }
        node = node.next.get(tokens[to]?.bare ?? '');
      }
    }
  };

  return (tokens, isPolite, accept) => {
    const count = tokens.length;
    if (count === 0 || count > longest) return undefined;
    findClasses(tokens);
    const all = 2 ** (count + 1) - 1;
    let starts = 1;
    for (let at = 0; at < count; at++) {
      if (!(starts & (1 << at))) continue;
      if (isPolite.before(tokens[at] as Token)) starts |= 1 << (at + 1);
      starts |= ends[reasons * longest + at] ?? 0;
    }
    let finishes = 1 << count;
    for (let at = count - 1; at >= 0; at--) {
      const isPoliteness = finishes & (1 << (at + 1)) && isPolite.after(tokens[at] as Token);
      if (isPoliteness || (ends[excuses * longest + at] ?? 0) & finishes) finishes |= 1 << at;
    }

    const run = (steps: Step[], begin: number): number => {
      let places = begin;
      for (const step of steps) {
        if (places === 0) return 0;
        if (step.type === 'start') places &= starts;
        else if (step.type === 'end') places &= finishes;
        else if (step.type === 'gap') for (let i = 0; i < step.most; i++) places |= (places << 1) & all;
        else places = walk(ends, places, step, occurs[step.id] ? count : 0);
      }
      return places;
    };

    for (let row = 0; row < firstNeeds.length; row++) {
      if (!occurs[firstNeeds[row] as number]) continue;
      const { value, steps, needs } = compiled[row] as (typeof compiled)[number];
      if (!needs.every((id) => occurs[id])) continue;
      const whole = steps[0]?.type === 'start';
      for (let from = 0; from < (whole ? 1 : count); from++) {
        const reached = run(steps, whole ? all : 1 << from);
        if (reached === 0) continue;
        const found = { value, from, to: 31 - Math.clz32(reached), whole };
        if (accept(found)) return found;
      }
    }
    return undefined;
  };
}

/** From these places over one of the phrases: none, once, or again and again. */
function walk(ends: Int32Array, begin: number, { id, optional, repeated }: Words, count: number): number {
  let reached = optional ? begin : 0;
  let fresh = begin;
  while (fresh !== 0 && count > 0) {
    let next = 0;
    for (let at = 0; at < count; at++) if (fresh & (1 << at)) next |= ends[id * longest + at] ?? 0;
    fresh = repeated ? next & ~reached : 0;
    reached |= next;
  }
  return reached;
}

const areSame = (one: Spelled[], other: Spelled[]) => one.every(({ marks }, i) => marks === other[i]?.marks);

function agrees({ words, needsMarks }: Phrase, tokens: Token[], from: number): boolean {
  for (let i = 0; i < words.length; i++) {
    const { bare, marks } = words[i] as Spelled;
    const token = tokens[from + i] as Token;
    if (token.marked ? token.marks !== marks : needsMarks && bare !== marks) return false;
  }
  return true;
}

function stepOf(part: string, idOf: (alternatives: string) => number): Step {
  if (part === '^') return { type: 'start' };
  if (part === '$') return { type: 'end' };
  if (part.startsWith('~')) return { type: 'gap', most: Number(part.slice(1)) };
  const repeated = part.endsWith('*');
  const optional = repeated || part.endsWith('?');
  return { type: 'words', id: idOf(optional ? part.slice(0, -1) : part), optional, repeated };
}

/** The phrases of "word|two_words|<class>". */
function expanded(alternatives: string, classes: Record<string, string>): string[] {
  return alternatives.split('|').flatMap((part) => {
    const name = /^<(.+)>$/.exec(part)?.[1];
    if (name === undefined) return [part.replaceAll('_', ' ')];
    const list = classes[name];
    if (list === undefined) throw new Error(`no class <${name}>`);
    return list
      .split(',')
      .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
      .flatMap((phrase) => (phrase.startsWith('<') ? expanded(phrase, classes) : [phrase]));
  });
}
