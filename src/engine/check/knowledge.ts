// What is surely known when a talk comes to a step, on whichever way it came: the facts that every way has asked for.
// `product.name` stands for a fact that is known, `product.name?` for one that is settled: known, or asked and passed
// over; `consent`, `products` and `shops` for what they say. Each place is visited again only while its set shrinks.
import { type Field, fieldOf, toldBy } from '../../model/fields.ts';
import type { Condition } from '../condition.ts';
import type { Playbook } from '../content/compile.ts';
import type { Step } from '../steps/index.ts';
import type { Place, Roads } from './roads.ts';

export type Known = ReadonlySet<string>;

export type Knowledge = { before(place: Place): Known | undefined };

/** The catalogue's field of a name that may name a part: `household.place.province`. */
export const baseOf = (name: string) => name.split('.').slice(0, 2).join('.');

export const settled = (field: string) => `${field}?`;

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
  let finished: Known | undefined;
  const choosers = [...roads.reached].filter(({ step }) => step.kind === 'choose' && step.from === 'product');

  function arrive(place: Place, known: Known): void {
    const there = before.get(place);
    const met = there ? common(there, known) : known;
    if (there && met.size === there.size) return;
    before.set(place, met);
    work.add(place);
  }

  function finish(known: Known): void {
    const lasting = only(known, (fact) => fact.startsWith('product.') && !volatile.has(fact));
    const met = finished ? common(finished, lasting) : lasting;
    if (finished && met.size === finished.size) return;
    finished = met;
    for (const place of choosers) if (before.has(place)) work.add(place);
  }

  function end(flow: string, known: Known): void {
    const there = atEnd.get(flow);
    const met = there ? common(there, known) : known;
    if (there && met.size === there.size) return;
    atEnd.set(flow, met);
    for (const caller of roads.callers.get(flow) ?? []) if (before.has(caller)) work.add(caller);
  }

  function leave(place: Place, known: Known): void {
    const { step, flow } = place;
    const to = (id: string, facts: Known) => arrive(roads.at(flow.flow, id), facts);
    const onward = (next: string | undefined, facts: Known) => {
      const target = next ?? roads.belowOf(place);
      if (target) to(target, facts);
    };
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
      case 'choose':
        for (const target of Object.values(step.choose)) to(target, known);
        // Until a product is known to be finished there is none to choose.
        if (step.from === 'product' && finished)
          onward(step.next, union(withoutNoun(known, 'product'), [...finished, 'products']));
        else if (step.from && step.from !== 'product')
          onward(step.next, union(withoutNoun(known, 'shop'), [...sure('shop.marketplace'), 'shops']));
        return;
      case 'confirm':
        to(step.yes, known);
        if (step.no) to(step.no, known);
        for (const id of step.change ?? []) {
          const asked = flow.steps[id];
          to(id, asked?.kind === 'ask' ? without(known, voidedBy(asked.ask)) : known);
        }
        return;
      case 'call': {
        const called = playbook.flows[step.call];
        if (!called) return;
        const own = called.scope === 'product' || called.scope === 'shop' ? called.scope : undefined;
        arrive(roads.first(step.call), own ? withoutNoun(known, own) : known);
        const gained = atEnd.get(step.call);
        if (!gained) return;
        const kept = without(
          known,
          [...(lost.get(step.call) ?? [])].filter((fact) => !own || !fact.startsWith(`${own}.`)),
        );
        return onward(step.next, union(kept, own ? withoutNoun(gained, own) : gained));
      }
      case 'do': {
        const done = after(step, known, playbook.entry.consent);
        if (step.do === 'finish_product') finish(done);
        return onward(step.next, done);
      }
      case 'end':
        return end(flow.flow, known);
      default:
        for (const next of roads.waysFrom(place)) arrive(next, known);
    }
  }

  for (const { flow, step, consented } of roads.roots)
    arrive(roads.at(flow, step), new Set(consented ? ['consent'] : []));
  for (;;) {
    for (const place of work) {
      work.delete(place);
      leave(place, before.get(place) as Known);
    }
    if (finished || choosers.length === 0) break;
    finish(new Set());
  }
  return { before: (place) => before.get(place) };
}

const sure = (field: string) => [field, settled(field)];

const voidedBy = (field: Field): string[] => [...(fieldOf(field)?.voids ?? [])];

/** What a deed makes known or unknown. */
function after(step: Extract<Step, { kind: 'do' }>, known: Known, consent: string): Known {
  switch (step.do) {
    case 'compose':
      return union(known, sure(step.field ?? ''));
    case 'finish_product':
      return union(known, ['products']);
    case 'grant':
      return step.purpose === consent ? union(known, ['consent']) : known;
    default: {
      const gone = lostBy(step, consent);
      return gone.length > 0 ? only(known, (fact) => !gone.some((each) => isOf(fact, each))) : known;
    }
  }
}

/** What a step makes unknown: fields, nouns and the rest. */
function lostBy(step: Step, consent: string): string[] {
  if (step.kind === 'ask') return step.again ? voidedBy(step.ask) : [];
  if (step.kind !== 'do') return [];
  if (step.do === 'clear') return [step.field ?? ''];
  if (step.do === 'open_product') return ['product'];
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
  const open = new Set(lost.keys());
  for (const flow of open) {
    open.delete(flow);
    for (const caller of roads.callers.get(flow) ?? []) {
      const theirs = lost.get(caller.flow.flow) ?? new Set();
      const size = theirs.size;
      for (const fact of lost.get(flow) ?? []) theirs.add(fact);
      if (theirs.size > size) open.add(caller.flow.flow);
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

const isOf = (fact: string, gone: string) => fact === gone || fact === settled(gone) || fact.startsWith(`${gone}.`);

function union(known: Known, more: Iterable<string>): Known {
  const all = new Set(known);
  for (const fact of more) all.add(fact);
  return all.size === known.size ? known : all;
}

function only(known: Known, isKept: (fact: string) => boolean): Known {
  return new Set([...known].filter(isKept));
}

const common = (one: Known, other: Known) => only(one, (fact) => other.has(fact));
const without = (known: Known, gone: string[]) => only(known, (fact) => !gone.some((each) => isOf(fact, each)));
const withoutNoun = (known: Known, noun: string) => without(known, [noun]);
