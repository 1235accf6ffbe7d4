// What is surely known when a talk comes to a step, on whichever way it came: the facts that every way has asked for.
// `product.name` stands for a fact that is known, `product.name?` for one that is settled: known, or asked and passed
// over; `product:open` for a product that the talk is about; `consent`, `products` and `shops` for what they say. Each place
// is visited again only while its set shrinks.
import { type Field, fieldOf, type Noun, toldBy } from '../../model/fields.ts';
import type { Condition } from '../condition.ts';
import type { Flow, Playbook } from '../content/compile.ts';
import type { Step } from '../steps/index.ts';
import type { Place, Roads } from './roads.ts';

export type Known = ReadonlySet<string>;

/** Where no talk comes, nothing is known. */
export type Knowledge = { before(place: Place): Known };

/** The catalogue's field of a name that may name a part: `household.place.province`. */
export const baseOf = (name: string) => name.split('.').slice(0, 2).join('.');

export const settled = (field: string) => `${field}?`;

export const open = (noun: Noun) => `${noun}:open`;

export function knowledgeOf(playbook: Playbook, roads: Roads): Knowledge {
  const before = new Map<Place, Known>();
  const atEnd = new Map<string, Known>();
  const work = new Set<Place>();
  const lost = losses(playbook, roads);
  const volatile = new Set(
    [...roads.reached]
      .flatMap(({ step }) => (step.kind === 'ask' ? voidedBy(step.ask) : []))
      .flatMap((field) => [field, settled(field)]),
  );
  /** What every finished product has, wherever it is chosen from the list again. */
  const finished = new Map<'product', Known>();

  function arrive(place: Place, known: Known): void {
    if (narrow(before, place, known)) work.add(place);
  }

  function finish(known: Known): void {
    const lasting = only(known, (fact) => fact.startsWith('product.') && !volatile.has(fact));
    if (narrow(finished, 'product', lasting)) visitAgain(roads.reached);
  }

  function end(flow: string, known: Known): void {
    if (narrow(atEnd, flow, known)) visitAgain(roads.callers.get(flow) ?? []);
  }

  function visitAgain(places: Iterable<Place>): void {
    for (const place of places) if (before.has(place)) work.add(place);
  }

  function leave(place: Place, known: Known): void {
    const { step, flow } = place;
    const to = (id: string, facts: Known) => arrive(roads.at(flow.flow, id), facts);
    const onward = (next: string | undefined, facts: Known) => to(next ?? roads.belowOf(place), facts);
    switch (step.kind) {
      case 'branch': {
        let refused = known;
        for (const way of step.branch) {
          to(way.to, union(refused, shown(way.if, true)));
          refused = union(refused, shown(way.if, false));
        }
        return to(step.else, refused);
      }
      case 'ask': {
        const base = step.again ? without(known, voidedBy(step.ask)) : known;
        const asked = union(base, [step.ask, ...toldBy(step.ask)].map(settled));
        const answered = union(asked, [step.ask]);
        if (typeof step.optional === 'string') to(step.optional, asked);
        return onward(step.next, step.optional === true ? asked : answered);
      }
      case 'collect':
        return onward(step.next, union(known, [settled(step.collect)]));
      case 'choose': {
        for (const target of Object.values(step.choose)) to(target, known);
        if (!step.from) return;
        const noun = step.from === 'product' ? 'product' : 'shop';
        // Until a product is known to be finished there is none to choose.
        const chosen = noun === 'product' ? finished.get('product') : sure('shop.marketplace');
        if (!chosen) return;
        const about = opened(flow, noun, known);
        return onward(step.next, union(about, [...(about.has(open(noun)) ? chosen : []), `${noun}s`]));
      }
      case 'confirm':
        to(step.yes, known);
        if (step.no) to(step.no, known);
        for (const id of step.change ?? []) {
          const asked = flow.steps[id];
          to(id, asked?.kind === 'ask' ? without(known, voidedBy(asked.ask)) : known);
        }
        return;
      case 'call': {
        const { scope } = playbook.flows[step.call] as Flow;
        const theirs = scope === 'product' || scope === 'shop' ? [scope] : [];
        arrive(roads.first(step.call), without(known, theirs));
        const gained = atEnd.get(step.call);
        if (!gained) return;
        const gone = [...(lost.get(step.call) as Set<string>)].filter(
          (fact) => !theirs.some((noun) => isOf(fact, noun)),
        );
        return onward(step.next, union(without(known, gone), without(gained, theirs)));
      }
      case 'do': {
        const done = after(step, flow, known, playbook.entry.consent);
        if (step.do === 'finish_product') finish(done);
        return onward(step.next, done);
      }
      case 'end':
        return end(flow.flow, known);
      default:
        for (const next of roads.waysFrom(place)) arrive(next, known);
    }
  }

  for (const { flow, step, consented, hasProduct } of roads.roots) {
    const isAbout = hasProduct && playbook.flows[flow]?.scope === 'product';
    const product = isAbout ? [open('product'), ...sure('product.name')] : [];
    arrive(roads.at(flow, step), new Set([...(consented ? ['consent'] : []), ...product]));
  }
  for (;;) {
    for (const place of work) {
      work.delete(place);
      leave(place, before.get(place) as Known);
    }
    if (finished.size > 0) break;
    finish(new Set());
  }
  const nothing: Known = new Set();
  return { before: (place) => before.get(place) ?? nothing };
}

const sure = (field: string) => [field, settled(field)];

const voidedBy = (field: Field): string[] => [...(fieldOf(field)?.voids ?? [])];

/** A row that the flow is about from now on; only a flow of that scope can be about it. */
function opened(flow: Flow, noun: Noun, known: Known): Known {
  const before = without(known, flow.scope ? [flow.scope] : []);
  return flow.scope === noun ? union(before, [open(noun)]) : before;
}

/** What a deed makes known or unknown. */
function after(step: Extract<Step, { kind: 'do' }>, flow: Flow, known: Known, consent: string): Known {
  switch (step.do) {
    case 'open_product':
      return opened(flow, 'product', known);
    case 'compose':
      return union(known, sure(step.field as Field));
    case 'finish_product':
      return union(known, ['products']);
    case 'grant':
      return step.purpose === consent ? union(known, ['consent']) : known;
    default:
      return without(known, lostBy(step, consent));
  }
}

/** What a step makes unknown: fields, nouns and the rest. */
function lostBy(step: Step, consent: string): string[] {
  if (step.kind === 'ask') return step.again ? voidedBy(step.ask) : [];
  if (step.kind !== 'do') return [];
  if (step.do === 'clear') return [step.field as Field];
  if (step.do === 'delete_product') return ['product', 'products'];
  if (step.do === 'forget') return ['household', 'product', 'shop', 'products', 'shops'];
  const takesBack = step.do === 'withdraw' || (step.do === 'refuse' && step.purpose === consent);
  return takesBack ? ['consent'] : [];
}

/** For each flow, what it and the flows that it runs may make unknown. */
function losses(playbook: Playbook, roads: Roads): Map<string, Set<string>> {
  const lost = new Map<string, Set<string>>();
  for (const flow of Object.values(playbook.flows))
    lost.set(flow.flow, new Set(Object.values(flow.steps).flatMap((step) => lostBy(step, playbook.entry.consent))));
  const work = new Set(lost.keys());
  for (const flow of work) {
    work.delete(flow);
    for (const caller of roads.callers.get(flow) ?? []) {
      const theirs = lost.get(caller.flow.flow) as Set<string>;
      const size = theirs.size;
      for (const fact of lost.get(flow) as Set<string>) theirs.add(fact);
      if (theirs.size > size) work.add(caller.flow.flow);
    }
  }
  return lost;
}

/** What is known because a condition holds, or because it does not. */
export function shown(condition: Condition, holds: boolean): string[] {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    const each = parts.map((part) => shown(part, holds));
    if ('all' in condition === holds) return each.flat();
    const [one = [], ...others] = each;
    return one.filter((fact) => others.every((other) => other.includes(fact)));
  }
  if ('not' in condition) return shown(condition.not, !holds);
  if ('consent' in condition) return [];
  if ('count' in condition) return holds && condition.over >= 0 ? [`${condition.count}s`] : [];
  if ('known' in condition) return condition.known === holds ? sure(baseOf(condition.field)) : [];
  return holds ? sure(baseOf(condition.field)) : [];
}

/** A fact itself, or one of a noun's. */
const isOf = (fact: string, gone: string) =>
  fact === gone || fact === settled(gone) || fact.startsWith(`${gone}.`) || fact.startsWith(`${gone}:`);

const union = (known: Known, more: Iterable<string>): Known => new Set([...known, ...more]);

function only(known: Known, isKept: (fact: string) => boolean): Known {
  return new Set([...known].filter(isKept));
}

/** Keeps what is known here as well as there; whether that is less than before, or the first. */
function narrow<K>(sets: Map<K, Known>, key: K, known: Known): boolean {
  const there = sets.get(key);
  const met = there ? only(there, (fact) => known.has(fact)) : known;
  sets.set(key, met);
  return met.size !== there?.size;
}

const without = (known: Known, gone: string[]) => only(known, (fact) => !gone.some((each) => isOf(fact, each)));
