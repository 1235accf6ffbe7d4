// Content files → a playbook, or what is wrong with their shape and the names in them. What is wrong with the talk
// that they make is check's to find.
import type { z } from 'zod';
import type { Noun } from '../../model/fields.ts';
import type { ProduceKind } from '../../model/values.ts';
import { kindOf, type Step, stepKindOf, stepKinds } from '../steps/index.ts';
import type { Issue, Rule } from './issue.ts';
import {
  AnyStep,
  type Entry,
  EntryFile,
  type Faq,
  FaqFile,
  FlowFile,
  ProduceFile,
  type Profile,
  ProfileFile,
  TextsFile,
} from './schemas.ts';
import { Broken, type ContentFiles, type Path, readSource, type Source } from './source.ts';

export type Flow = {
  flow: string;
  scope: Noun | undefined;
  steps: Record<string, Step>;
  order: string[];
  /** Names of earlier editions → the steps of today. */
  was: Record<string, string>;
};

/** A compiled edition, without its words. */
export type Playbook = {
  flows: Record<string, Flow>;
  /** Names of earlier editions → the flows of today. */
  was: Record<string, string>;
  entry: Entry;
  faq: Faq;
  marketplaces: Record<string, Profile>;
  produce: ProduceKind[];
};

/** Path of a locale file → its texts. */
export type Locales = Record<string, Record<string, string>>;

/** What compiled, with the way back to each file's lines. */
export type Compiled = { playbook: Playbook; locales: Locales; sources: Map<string, Source> };

/** Compiles content files. With issues nothing is compiled. */
export function compile(files: ContentFiles): (Compiled & { issues: [] }) | { issues: Issue[] } {
  const issues: Issue[] = [];
  const sources = new Map<string, Source>();
  const flows: Record<string, Flow> = {};
  const wasFlow: Record<string, string> = {};
  const marketplaces: Record<string, Profile> = {};
  const locales: Locales = {};
  const produce: ProduceKind[] = [];
  let entry: Entry | undefined;
  let faq: Faq = {};

  const parsed = <T>(schema: z.ZodType<T>, source: Source, content: unknown, base: Path = []): T | undefined => {
    const result = schema.safeParse(content);
    if (result.success) return result.data;
    const [, step] = base;
    for (const { path, message } of result.error.issues)
      issues.push({
        ...issueAt(source, 'wrong-shape', [...base, ...path], { at: path.join('.'), problem: message }),
        ...(step !== undefined && { step: String(step) }),
      });
    return undefined;
  };

  for (const file of Object.keys(files).sort()) {
    const source = sourceOf(file, files[file] ?? '', issues);
    if (!source) continue;
    sources.set(file, source);
    const { content } = source;
    if (file.startsWith('locales/')) {
      locales[file] = parsed(TextsFile, source, content) ?? {};
    } else if (file === 'flows/entry.yaml') {
      entry = parsed(EntryFile, source, content);
    } else if (file === 'flows/faq.yaml') {
      faq = parsed(FaqFile, source, content)?.questions ?? {};
    } else if (file === 'flows/produce.yaml') {
      const groups = parsed(ProduceFile, source, content)?.groups ?? {};
      for (const [group, kinds] of Object.entries(groups))
        for (const { kind, also } of kinds) produce.push({ kind, group, names: [kind, ...also] });
    } else if (file.startsWith('flows/marketplaces/')) {
      const profile = parsed(ProfileFile, source, content);
      if (profile) marketplaces[profile.marketplace] = profile;
    } else {
      const raw = parsed(FlowFile, source, content);
      if (!raw) continue;
      if (file !== fileOf(raw.flow)) issues.push(issueAt(source, 'wrong-name', ['flow'], { right: fileOf(raw.flow) }));
      for (const earlier of raw.was ?? []) wasFlow[earlier] = raw.flow;
      flows[raw.flow] = { flow: raw.flow, scope: raw.scope, ...stepsOf(raw.steps, source) };
    }
  }

  function stepsOf(bodies: Record<string, Record<string, unknown>>, source: Source) {
    const steps: Record<string, Step> = {};
    const was: Record<string, string> = {};
    for (const [id, { was: earlier, ...body }] of Object.entries(bodies)) {
      const kind = stepKindOf(body);
      if (!kind) {
        const problem = `exactly one of ${Object.keys(stepKinds).join(', ')}`;
        issues.push({ ...issueAt(source, 'wrong-shape', ['steps', id], { at: id, problem }), step: id });
        continue;
      }
      const names = parsed(AnyStep, source, { was: earlier }, ['steps', id])?.was ?? [];
      for (const each of names) was[each] = id;
      steps[id] = { kind, ...parsed<object>(stepKinds[kind].schema, source, body, ['steps', id]) } as Step;
    }
    return { steps, order: Object.keys(steps), was };
  }

  if (!entry && !sources.has('flows/entry.yaml'))
    issues.push({ rule: 'missing-entry', severity: 'error', file: 'flows/entry.yaml', line: 1, values: {} });
  if (!entry || issues.length > 0) return { issues };
  const playbook: Playbook = { flows, was: wasFlow, entry, faq, marketplaces, produce };
  issues.push(...danglingNames(playbook, sources));
  return issues.length > 0 ? { issues } : { playbook, locales, sources, issues: [] };
}

function sourceOf(file: string, text: string, issues: Issue[]): Source | undefined {
  try {
    return readSource(file, text);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const { message: problem, line } = error;
    issues.push({ rule: 'broken-file', severity: 'error', file, line, values: { problem } });
    return undefined;
  }
}

export function issueAt({ file, lineOf }: Source, rule: Rule, path: Path, values: Issue['values'] = {}): Issue {
  return { rule, severity: 'error', file, line: lineOf(path), values };
}

export const fileOf = (flow: string) => `flows/${flow}.yaml`;

function danglingNames({ flows, entry }: Playbook, sources: Map<string, Source>): Issue[] {
  const issues: Issue[] = [];
  for (const flow of Object.values(flows)) {
    const source = sources.get(fileOf(flow.flow)) as Source;
    const add = (rule: Rule, step: string, values = {}) =>
      issues.push({ ...issueAt(source, rule, ['steps', step], values), step });
    flow.order.forEach((id, at) => {
      const step = flow.steps[id] as Step;
      const { steps, calls, goesOn } = kindOf(step).leads(step);
      for (const target of steps) if (!Object.hasOwn(flow.steps, target)) add('unknown-step', id, { target });
      for (const target of calls) if (!Object.hasOwn(flows, target)) add('unknown-flow', id, { target });
      if (goesOn && at === flow.order.length - 1) add('leads-nowhere', id);
    });
  }
  const source = sources.get('flows/entry.yaml') as Source;
  const named: [path: string[], target: string][] = [
    [['first'], entry.first],
    [['menu'], entry.menu],
    [['declined', 'flow'], entry.declined.flow],
    ...Object.entries(entry.commands).map(([key, target]): [string[], string] => [['commands', key], target]),
    ...Object.entries(entry.links).map(([key, target]): [string[], string] => [['links', key], target]),
    ...Object.keys(entry.phrases).map((target): [string[], string] => [['phrases', target], target]),
  ];
  for (const [path, target] of named)
    if (!Object.hasOwn(flows, target)) issues.push(issueAt(source, 'unknown-flow', path, { target }));
  const { flow, step } = entry.declined;
  if (flows[flow] && !flows[flow].steps[step])
    issues.push(issueAt(source, 'unknown-step', ['declined', 'step'], { target: step }));
  return issues;
}
