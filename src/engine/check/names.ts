// Names in content that stand for nothing: fields, marketplaces and variables that nobody fills.
import { fieldOf, type Kind, nouns } from '../../model/fields.ts';
import type { Issue } from '../content/issue.ts';
import { leavesOf, purposesOf } from './read-before-set.ts';
import type { Place } from './roads.ts';
import { languages, type Subject, type Text, variablesIn } from './subject.ts';

// ── fields ──

/** Parts of what a field of each kind holds. */
const quantity = ['amount', 'unit'];
const parts: Partial<Record<Kind, string[]>> = {
  place: ['code', 'name', 'province', 'district', 'former', 'hamlet'],
  money: ['amount'],
  quantity,
  weight: quantity,
  area: quantity,
  season: ['text', 'from', 'to'],
  product: ['kind', 'group'],
};

/** Kinds whose amount a text can spell out: `{{product.price.words}}`. */
const spelled: Kind[] = ['money', 'quantity', 'weight', 'area', 'number'];

/** What rows have besides the catalogue. */
const ofRows = new Set(['product.status', 'shop.status', 'shop.marketplace']);

export function unknownField(subject: Subject): Issue[] {
  const { roads } = subject;
  const inConditions = [...roads.places.values()].flatMap((place) =>
    conditionFields(place)
      .filter((field) => !isFieldOfCondition(field))
      .map((field) => subject.inStep(place, 'unknown-field', { field })),
  );
  const inTexts = languages.flatMap((language) =>
    [...subject.texts(language).values()].flatMap((text) =>
      namesIn(text)
        .filter((name) => isFact(name) && !isField(name, (kind) => (spelled.includes(kind) ? ['words'] : [])))
        .map((field) => subject.inText(text, 'unknown-field', { field })),
    ),
  );
  return [...inConditions, ...inTexts];
}

/** What a branch may ask about: a field, or a part of one (`household.place.province`). */
export const isFieldOfCondition = (name: string) => isField(name, (kind) => parts[kind] ?? []);

function isField(name: string, partsOf: (kind: Kind) => string[]): boolean {
  const [noun, property, ...deeper] = name.split('.');
  const whole = `${noun}.${property}`;
  if (ofRows.has(whole)) return deeper.length === 0;
  const field = fieldOf(whole);
  if (!field || deeper.length > 1) return false;
  return deeper.every((part) => partsOf(field.kind).includes(part));
}

const conditionFields = ({ step }: Place) =>
  step.kind === 'branch'
    ? [
        ...new Set(
          step.branch.flatMap((way) => leavesOf(way.if)).flatMap((leaf) => ('field' in leaf ? [leaf.field] : [])),
        ),
      ]
    : [];

const namesIn = ({ text }: Text) => [...new Set(variablesIn(text))];
const isFact = (name: string) => nouns.some((noun) => name.startsWith(`${noun}.`));

// ── marketplaces ──

export function unknownProfile(subject: Subject): Issue[] {
  const { roads, playbook } = subject;
  return [...roads.places.values()].flatMap((place) =>
    [...new Set(marketplacesNamed(place))]
      .filter((name) => !Object.hasOwn(playbook.marketplaces, name))
      .map((marketplace) => subject.inStep(place, 'unknown-profile', { marketplace })),
  );
}

/** By a condition on the shop, or by a consent for that marketplace or its agency. */
function marketplacesNamed(place: Place): string[] {
  const leaves = place.step.kind === 'branch' ? place.step.branch.flatMap((way) => leavesOf(way.if)) : [];
  const compared = leaves.flatMap((leaf) => {
    if (!('field' in leaf) || leaf.field !== 'shop.marketplace') return [];
    return 'is' in leaf ? [String(leaf.is)] : 'in' in leaf ? leaf.in.map(String) : [];
  });
  const consented = purposesOf(place).flatMap(
    (purpose) => /^(?:marketplace|agency):([^{}]+)$/.exec(purpose)?.[1] ?? [],
  );
  return [...compared, ...consented];
}

// ── variables ──

/** What src/texts fills in everywhere. */
const everywhere = new Set(['goi', 'xung', 'Goi', 'Xung', 'products', 'shops', 'drafts']);
const ofProfiles = new Set(['name', 'operator', 'helpers', 'hotline', 'step', 'steps']);
/** What the programme hands to texts of its own, which no step says. */
const handedIn = ['value', 'count', 'at', 'name', 'helper', 'profile'];

export function unknownVariable(subject: Subject): Issue[] {
  return languages.flatMap((language) => {
    const filled = new Map<string, Set<string>>();
    for (const { keys, values } of subject.speech.spoken) {
      const key = subject.textFor(keys, language)?.key;
      if (key !== undefined) filled.set(key, new Set([...(filled.get(key) ?? []), ...values]));
    }
    return [...subject.texts(language).values()].flatMap((text) => {
      const values = text.key.startsWith('common:') ? new Set(handedIn) : (filled.get(text.key) ?? new Set());
      return namesIn(text)
        .filter((name) => !isFilled(name, values))
        .map((variable) => subject.inText(text, 'unknown-variable', { variable: `{{${variable}}}` }));
    });
  });
}

function isFilled(name: string, values: Set<string>): boolean {
  if (everywhere.has(name) || isFact(name) || values.has(name)) return true;
  if (name === 'value.words') return values.has('value');
  const [noun, property = ''] = name.split('.');
  return noun === 'profile' && ofProfiles.has(property);
}
