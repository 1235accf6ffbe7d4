// What the readings of a message share: the message itself, and what may come of it.
import { type Field, fieldOf, type Kind } from '../../model/fields.ts';
import type { Command, Expected, NamedProduct, Reading } from '../../model/reading.ts';
import type { Token } from '../letters/normalize.ts';
import { wordSet } from '../letters/phrases.ts';
import type { Lexicon } from '../lexicon.ts';

/** A message and what it may answer. */
export type Message = {
  /** All of it, cleaned and masked; and the part in which answers are looked for. */
  kept: string;
  text: string;
  tokens: Token[];
  kind: Kind | undefined;
  expected: Expected;
  lexicon: Lexicon;
  /** Yes or no answers the question. */
  yesNo: boolean;
  hasSecret: boolean;
};

/** What one of the readers makes of it. */
export type Part = Partial<Reading>;

/** Kinds that are answered with numbers. */
export const numeric = new Set<Kind | undefined>(['money', 'quantity', 'weight', 'phone', 'number', 'season']);
export const isFreeText = (kind: Kind | undefined) => kind === 'text' || kind === 'person-name';

export function takesNumbers(field: Field | undefined, kind: Kind | undefined): boolean {
  return numeric.has(kind) || field === 'product.certificate_number';
}

/** An option of the question is the answer. */
export function chosen({ expected, kind, text }: Message, option: string): Part {
  const { field } = expected;
  const isAnswer = field && kind === 'choice' && (fieldOf(field)?.options?.includes(option) ?? false);
  return { option, ...(isAnswer ? { values: { [field]: { said: text, value: option } } } : {}) };
}

export const command = (name: Command, field?: Field, product?: NamedProduct): Part => ({
  command: { name, ...(field ? { field } : {}), ...(product ? { product } : {}) },
});

/** Texts in which anything may stand: nothing is cut out of them. */
export const wholeTexts = new Set<Field | undefined>([
  'product.description',
  'product.packing',
  'product.certificate_number',
]);

export const selling = wordSet('bán');
export const producing = wordSet('có trồng nuôi làm');
