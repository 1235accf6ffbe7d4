// The kinds of content files and what each may hold. The published JSON Schemas (flows/schema/) are made from these.
import { z } from 'zod';
import { fieldNames, nouns } from '../../model/fields.ts';
import { stepKinds } from '../steps/index.ts';

export const name = z.string().regex(/^[a-z][a-z0-9_-]*$/);

export const FlowFile = z.strictObject({
  flow: name,
  /** The noun whose row this flow is about. */
  scope: z.enum(nouns).optional(),
  /** Names that this flow had in earlier editions. */
  was: z.array(name).optional(),
  steps: z
    .record(name, z.record(z.string(), z.unknown()))
    .refine((steps) => Object.keys(steps).length > 0, 'a flow has at least one step'),
});

/** What every step may say besides its kind: the names that it had in earlier editions. */
export const AnyStep = z.looseObject({ was: z.array(name).optional() });

/** How talks begin, and where the words that work everywhere lead. */
export const EntryFile = z.strictObject({
  /** The flow of a first contact; nothing else runs before `consent` is granted. */
  first: name,
  /** Where someone goes who refused or withdrew consent and comes back. */
  declined: z.strictObject({ flow: name, step: name }),
  consent: z.string(),
  menu: name,
  /** Commands that run a flow of their own and return. */
  commands: z.record(z.string(), name),
  /** What a link may be about (`/start x`, `/chat?start=x`) → flow. */
  links: z.record(z.string(), name),
  /** Phrases that open a flow. */
  phrases: z.record(name, z.array(z.string())),
  /** Silence, in hours, after which a talk resumes with a summary. */
  returning: z.strictObject({ hours: z.number().positive() }),
  /**
   * Silence after a question: the hours after the last word at which they are nudged, the last time to leave them in
   * peace; only between these hours of the day, and not when more hours than `within` have passed.
   */
  quiet: z
    .strictObject({
      nudges: z.array(z.number().positive()).max(3),
      between: z.tuple([z.number().min(0).max(23), z.number().min(1).max(24)]),
      within: z.number().positive(),
    })
    .default({ nudges: [], between: [0, 24], within: 0 }),
});

/** Questions that people ask, answered at any step; the answers are texts (`faq:<id>`). */
export const FaqFile = z.strictObject({
  questions: z.record(
    name,
    z.strictObject({
      /** Ways to ask it, with marks, without politeness. */
      ask: z.array(z.string()).min(3),
      /** The day somebody last saw that the answer is still so. */
      checked: z.iso.date(),
      source: z.string(),
    }),
  ),
});

/** OCOP group → its kinds of produce, each with what else people call it. */
export const ProduceFile = z.strictObject({
  groups: z.record(
    z.string(),
    z.array(z.strictObject({ kind: z.string(), also: z.array(z.string()).default([]) })).nonempty(),
  ),
});

export const ProfileFile = z.strictObject({
  marketplace: name,
  name: z.string(),
  /** What people call it. */
  aliases: z.array(z.string()),
  operator: z.string(),
  /** The agency whose people do the helper's steps, as named to the household. */
  helpers: z.string(),
  status: z.enum(['active', 'renamed', 'closed', 'unverified']),
  url: z.string().optional(),
  hotlines: z.array(z.strictObject({ number: z.string(), whose: z.string() })),
  /** What the marketplace asks of a product or household, by field of the catalogue. */
  fields: z.array(
    z.strictObject({ field: z.enum(fieldNames), required: z.boolean(), maxLength: z.number().optional() }),
  ),
  photos: z.strictObject({ min: z.number(), max: z.number(), minPixels: z.number(), maxMegabytes: z.number() }),
  steps: z.array(
    z.strictObject({
      id: name,
      who: z.enum(['household', 'helper']),
      text: z.strictObject({ vi: z.string(), en: z.string() }),
      /** The day somebody last saw that it is still so. Without it a helper does the step. */
      verifiedOn: z.iso.date().optional(),
    }),
  ),
  verifiedOn: z.iso.date().optional(),
  verifiedBy: z.string().optional(),
  /** Where this comes from and how sure it is. */
  source: z.string(),
});

/** A locale file: key → text. */
export const TextsFile = z.record(z.string(), z.string());

export type Entry = z.infer<typeof EntryFile>;
export type Profile = z.infer<typeof ProfileFile>;
export type Faq = z.infer<typeof FaqFile>['questions'];

/** The JSON Schema of each kind of file below flows/, by the schema's own file name. */
export function jsonSchemas(): Record<string, unknown> {
  const io = 'input' as const;
  const bodies = Object.values(stepKinds).map(({ schema }) => schema as z.ZodType);
  const isBody = new Set<unknown>(bodies);
  const flow = z.toJSONSchema(FlowFile.extend({ steps: z.record(name, z.union(bodies)) }), {
    io,
    override({ zodSchema, jsonSchema }) {
      if (isBody.has(zodSchema)) jsonSchema.properties = { ...jsonSchema.properties, was: earlierNames };
    },
  });
  return {
    'flow.json': flow,
    'entry.json': z.toJSONSchema(EntryFile, { io }),
    'faq.json': z.toJSONSchema(FaqFile, { io }),
    'produce.json': z.toJSONSchema(ProduceFile, { io }),
    'marketplace.json': z.toJSONSchema(ProfileFile, { io }),
  };
}

const { $schema: _, ...earlierNames } = z.toJSONSchema(z.array(name));
