// Conditions are data: what a branch may ask about the facts.
import { z } from 'zod';
import { fieldOf } from '../model/fields.ts';
import type { Talk } from './talk.ts';

/**
 * `{ field, known: true }`, `{ field, is: x }`, `{ field, in: [..] }`, `{ field, over: n }`, `{ field, under: n }`,
 * `{ consent: purpose, is: granted }`, `{ count: product|shop, over: n }`, and `all`, `any`, `not` of those.
 */
export type Condition =
  | { field: string; known: boolean }
  | { field: string; is: string | number | boolean }
  | { field: string; in: (string | number)[] }
  | { field: string; over: number }
  | { field: string; under: number }
  | { consent: string; is: string }
  | { count: 'product' | 'shop'; over: number }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

const scalar = z.union([z.string(), z.number()]);
const field = z
  .string()
  .refine(
    (name) => [name, name.slice(0, name.lastIndexOf('.'))].some((each) => fieldOf(each)) || name === 'shop.marketplace',
    'is no field of the catalogue',
  );

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field, known: z.boolean() }),
    z.strictObject({ field, is: z.union([scalar, z.boolean()]) }),
    z.strictObject({ field, in: z.array(scalar) }),
    z.strictObject({ field, over: z.number() }),
    z.strictObject({ field, under: z.number() }),
    z.strictObject({ consent: z.string(), is: z.string() }),
    z.strictObject({ count: z.enum(['product', 'shop']), over: z.number() }),
    z.strictObject({ all: z.array(Condition) }),
    z.strictObject({ any: z.array(Condition) }),
    z.strictObject({ not: Condition }),
  ]),
);

export function holds(talk: Talk, condition: Condition): boolean {
  if ('all' in condition) return condition.all.every((each) => holds(talk, each));
  if ('any' in condition) return condition.any.some((each) => holds(talk, each));
  if ('not' in condition) return !holds(talk, condition.not);
  if ('consent' in condition) return (talk.facts.consents[talk.filled(condition.consent)] ?? 'open') === condition.is;
  if ('count' in condition) return talk.finished(condition.count).length > condition.over;
  const value = talk.known(condition.field);
  if ('known' in condition) return (value !== undefined) === condition.known;
  if ('is' in condition) return value === condition.is;
  if ('in' in condition) return condition.in.some((each) => each === value);
  const amount = amountOf(value);
  return 'over' in condition ? amount > condition.over : amount < condition.under;
}

/** How much or how many; what is no amount is neither over nor under anything. */
function amountOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  const amount = (value as { amount?: unknown } | undefined)?.amount ?? value;
  return typeof amount === 'number' ? amount : Number.NaN;
}
