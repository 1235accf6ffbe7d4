// A compiled edition: flows, entry and marketplace profiles, checked for shape and for names that lead nowhere.
import { z } from 'zod';
import { fieldOf, type Noun, nouns } from '../model/fields.ts';
import type { ProduceKind } from '../model/values.ts';
import { kindOf, type Step, stepKindOf, stepKinds } from './steps/index.ts';

const name = z.string().regex(/^[a-z][a-z0-9_-]*$/);

const FlowFile = z.strictObject({
  flow: name,
  /** The noun whose row this flow is about. */
  scope: z.enum(nouns).optional(),
  steps: z
    .record(name, z.record(z.string(), z.unknown()))
    .refine((steps) => Object.keys(steps).length > 0, 'a flow has at least one step'),
});

/** How talks begin, and where the words that work everywhere lead. */
const EntryFile = z.strictObject({
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
});

/** OCOP group → its kinds of produce, each with what else people call it. */
const ProduceFile = z.strictObject({
  groups: z.record(
    z.string(),
    z.array(z.strictObject({ kind: z.string(), also: z.array(z.string()).default([]) })).nonempty(),
  ),
});

const ProfileFile = z.strictObject({
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
    z.strictObject({
      field: z.string().refine((field) => fieldOf(field) !== undefined, 'is no field of the catalogue'),
      required: z.boolean(),
      maxLength: z.number().optional(),
    }),
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

export type Entry = z.infer<typeof EntryFile>;
export type Profile = z.infer<typeof ProfileFile>;

export type Flow = { flow: string; scope: Noun | undefined; steps: Record<string, Step>; order: string[] };

export type Playbook = {
  flows: Record<string, Flow>;
  entry: Entry;
  marketplaces: Record<string, Profile>;
  produce: ProduceKind[];
};

/** A fault in content: where it is and what is wrong. */
export type Issue = { file: string; step?: string; problem: string };

export type ContentFile = { file: string; content: unknown };

/** Compiles parsed content files. With issues there is no playbook. */
export function compile(files: ContentFile[]): { playbook: Playbook; issues: [] } | { issues: Issue[] } {
  const issues: Issue[] = [];
  const flows: Record<string, Flow> = {};
  const marketplaces: Record<string, Profile> = {};
  const produce: ProduceKind[] = [];
  let entry: Entry | undefined;

  const parsed = <T>(schema: z.ZodType<T>, file: string, content: unknown, step?: string): T | undefined => {
    const result = schema.safeParse(content);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues)
      issues.push({ file, ...(step && { step }), problem: `${path.join('.') || 'file'}: ${message}` });
    return undefined;
  };

  for (const { file, content } of [...files].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    if (file === 'flows/entry.yaml') {
      entry = parsed(EntryFile, file, content);
    } else if (file === 'flows/produce.yaml') {
      const groups = parsed(ProduceFile, file, content)?.groups ?? {};
      for (const [group, kinds] of Object.entries(groups))
        for (const { kind, also } of kinds) produce.push({ kind, group, names: [kind, ...also] });
    } else if (file.startsWith('flows/marketplaces/')) {
      const profile = parsed(ProfileFile, file, content);
      if (profile) marketplaces[profile.marketplace] = profile;
    } else {
      const raw = parsed(FlowFile, file, content);
      if (!raw) continue;
      if (file !== fileOf(raw.flow))
        issues.push({ file, problem: `holds the flow ${raw.flow}: call it ${fileOf(raw.flow)}` });
      const steps: Record<string, Step> = {};
      for (const [id, body] of Object.entries(raw.steps)) {
        const kind = stepKindOf(body);
        if (!kind) {
          issues.push({ file, step: id, problem: `needs exactly one of ${Object.keys(stepKinds).join(', ')}` });
          continue;
        }
        const step = parsed<object>(stepKinds[kind].schema, file, body, id);
        if (step) steps[id] = { kind, ...step } as Step;
      }
      flows[raw.flow] = { flow: raw.flow, scope: raw.scope, steps, order: Object.keys(steps) };
    }
  }
  if (!entry) issues.push({ file: 'flows/entry.yaml', problem: 'is missing or broken' });
  if (!entry || issues.length > 0) return { issues };
  const playbook: Playbook = { flows, entry, marketplaces, produce };
  issues.push(...danglingNames(playbook));
  return issues.length > 0 ? { issues } : { playbook, issues: [] };
}

const fileOf = (flow: string) => `flows/${flow}.yaml`;

function danglingNames({ flows, entry }: Playbook): Issue[] {
  const issues: Issue[] = [];
  for (const flow of Object.values(flows)) {
    const file = fileOf(flow.flow);
    flow.order.forEach((id, at) => {
      const step = flow.steps[id] as Step;
      const { steps, calls, goesOn } = kindOf(step).leads(step);
      for (const target of steps)
        if (!Object.hasOwn(flow.steps, target)) issues.push({ file, step: id, problem: `leads to no step: ${target}` });
      for (const target of calls)
        if (!Object.hasOwn(flows, target)) issues.push({ file, step: id, problem: `calls no flow: ${target}` });
      if (goesOn && at === flow.order.length - 1) issues.push({ file, step: id, problem: 'leads nowhere: add next' });
    });
  }
  const named = [
    entry.first,
    entry.menu,
    entry.declined.flow,
    ...Object.values(entry.commands),
    ...Object.values(entry.links),
    ...Object.keys(entry.phrases),
  ];
  for (const target of new Set(named))
    if (!Object.hasOwn(flows, target)) issues.push({ file: 'flows/entry.yaml', problem: `names no flow: ${target}` });
  if (!flows[entry.declined.flow]?.steps[entry.declined.step])
    issues.push({ file: 'flows/entry.yaml', problem: 'declined names no step' });
  return issues;
}
