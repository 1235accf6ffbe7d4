// Facts that a step reads though on some way to it nobody has asked for them.
import { type FieldDefinition, fieldOf } from '../../model/fields.ts';
import type { Condition } from '../condition.ts';
import type { Issue } from '../content/issue.ts';
import { baseOf, type Known, settled } from './knowledge.ts';
import { addTo, type Place } from './roads.ts';
import type { Spoken } from './speech.ts';
import { languages, type Subject, type Text, variablesIn } from './subject.ts';

export function readBeforeSet(subject: Subject): Issue[] {
  return [
    ...branchesTooEarly(subject),
    ...purposesTooEarly(subject),
    ...textsLeftEmpty(subject),
    ...answersLeftEmpty(subject),
  ];
}

/**
 * A branch may look at what an earlier talk has told: where it names the unknown case itself, or where the flow decides
 * by the same field once more after asking.
 */
function branchesTooEarly(subject: Subject): Issue[] {
  const { roads, knowledge } = subject;
  const isSettled = (place: Place, field: string) => knowledge.before(place).has(settled(field));
  const deciders = new Map<string, Place[]>();
  for (const place of roads.reached)
    for (const field of fieldsRead(place))
      if (isSettled(place, field)) addTo(deciders, `${place.flow.flow} ${field}`, place);
  const onwards = new Map<string, Set<Place>>();
  return roads.inOrder(roads.reached).flatMap((place) =>
    fieldsRead(place)
      .filter((field) => {
        const key = `${place.flow.flow} ${field}`;
        const decidedLater = onwards.get(key) ?? roads.leadingTo(deciders.get(key) ?? []);
        onwards.set(key, decidedLater);
        return !decidedLater.has(place);
      })
      .map((field) => subject.inStep(place, 'read-before-set', { field, step: place.id })),
  );
}

/** The fields by whose value a branch decides, without those whose absence it sees. */
function fieldsRead({ step }: Place): string[] {
  if (step.kind !== 'branch') return [];
  const leaves = step.branch.flatMap((way) => leavesOf(way.if));
  const seen = new Set(leaves.flatMap((leaf) => ('known' in leaf ? [baseOf(leaf.field)] : [])));
  const read = leaves.flatMap((leaf) => ('field' in leaf && !('known' in leaf) ? [baseOf(leaf.field)] : []));
  return [...new Set(read)].filter((field) => !seen.has(field));
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}

/** A consent for nobody: `{shop.marketplace}` where no shop has been chosen. */
function purposesTooEarly(subject: Subject): Issue[] {
  const { roads, knowledge } = subject;
  return roads.inOrder(roads.reached).flatMap((place) => {
    const known = knowledge.before(place);
    const fields = purposesOf(place).flatMap((purpose) =>
      [...purpose.matchAll(/\{([a-z_.]+)\}/g)].map(([, field = '']) => field),
    );
    const unknown = [...new Set(fields)].filter((field) => !known.has(baseOf(field)));
    return unknown.map((field) => subject.inStep(place, 'read-before-set', { field, step: place.id }));
  });
}

export function purposesOf({ step }: Place): string[] {
  if (step.kind === 'do') return step.purpose ? [step.purpose] : [];
  if (step.kind !== 'branch') return [];
  return step.branch.flatMap((way) => leavesOf(way.if)).flatMap((leaf) => ('consent' in leaf ? [leaf.consent] : []));
}

/** Texts lose each line with a variable that is not known; only where no line is left is nothing said. */
function textsLeftEmpty(subject: Subject): Issue[] {
  const { roads, knowledge, speech } = subject;
  const issues = new Map<string, Issue>();
  for (const spoken of speech.spoken) {
    const place = roads.at(spoken.flow, spoken.step);
    if (!roads.reached.has(place)) continue;
    const known = knowledge.before(place);
    for (const language of languages) {
      const text = subject.textFor(spoken.keys, language);
      const field = text && whatEmpties(text, (name) => isSure(name, known, spoken));
      if (!field) continue;
      const issue = subject.inStep(place, 'read-before-set', { field, step: place.id, text: text.key });
      issues.set(JSON.stringify([spoken.flow, spoken.step, field, text.key]), issue);
    }
  }
  return [...issues.values()];
}

/** An answer of the FAQ comes at any step, also when nothing is known. */
function answersLeftEmpty(subject: Subject): Issue[] {
  const nothing = { values: new Set<string>() };
  return Object.keys(subject.playbook.faq).flatMap((id) => {
    const texts = languages.map((language) => subject.textFor([`faq:${id}`], language));
    const [field] = texts.flatMap(
      (text) => (text && whatEmpties(text, (name) => isSure(name, new Set(), nothing))) ?? [],
    );
    const values = { field: field ?? '', step: id, text: `faq:${id}` };
    return field ? [subject.inFile('flows/faq.yaml', ['questions', id], 'read-before-set', values)] : [];
  });
}

/** A variable that is not sure, where every line has one. */
function whatEmpties({ text }: Text, isKnown: (name: string) => boolean): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const missing = lines.map((line) => variablesIn(line).find((name) => !isKnown(name)));
  return missing.every((name) => name !== undefined) ? missing[0] : undefined;
}

/** Names that are no fact are another rule's to find. */
function isSure(name: string, known: Known, { values, answered }: Pick<Spoken, 'values' | 'answered'>): boolean {
  if (name === 'products' || name === 'shops') return known.has(name);
  const field = baseOf(name);
  if (field.startsWith('profile.')) return known.has('shop.marketplace') || values.has('profile');
  const isField: FieldDefinition | undefined = fieldOf(field);
  return !isField || known.has(field) || answered === field;
}
