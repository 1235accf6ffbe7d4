// What the shape of a step already refuses, named after what is missing: a wait without its limit, a condition on a field
// that does not exist.
import type { Issue } from '../content/issue.ts';
import { type ContentFiles, readSource } from '../content/source.ts';
import { isFieldOfCondition } from './names.ts';

/** The issues with those of a wrong shape named more closely where that can be said. */
export function namedClosely(issues: Issue[], files: ContentFiles): Issue[] {
  const contents = new Map<string, unknown>();
  return issues.flatMap((issue) => {
    if (issue.rule !== 'wrong-shape' || issue.step === undefined) return [issue];
    const content = contents.get(issue.file) ?? readSource(issue.file, files[issue.file] ?? '').content;
    contents.set(issue.file, content);
    const body = within(content, ['steps', issue.step]);
    return waitWithoutLimit(issue, body) ?? unknownFields(issue, body) ?? [issue];
  });
}

function waitWithoutLimit(issue: Issue, body: unknown): Issue[] | undefined {
  const missing = issue.values.at ?? '';
  const isLimit = missing === 'days' || missing === 'late';
  if (!isLimit || within(body, ['wait']) === undefined || within(body, [missing]) !== undefined) return undefined;
  return [{ ...issue, rule: 'wait-without-limit', values: { missing } }];
}

function unknownFields(issue: Issue, body: unknown): Issue[] | undefined {
  const path = (issue.values.at ?? '').split('.');
  if (path[0] !== 'branch' || path[2] !== 'if') return undefined;
  const unknown = fieldsIn(within(body, path)).filter((field) => !isFieldOfCondition(field));
  return unknown.length > 0
    ? unknown.map((field) => ({ ...issue, rule: 'unknown-field', values: { field } }))
    : undefined;
}

function fieldsIn(condition: unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  const own = 'field' in condition && typeof condition.field === 'string' ? [condition.field] : [];
  return [...own, ...Object.values(condition).flatMap(fieldsIn)];
}

function within(content: unknown, path: string[]): unknown {
  let part = content;
  for (const key of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    part = (part as Record<string, unknown>)[key];
  }
  return part;
}
