// What the shape of a step already refuses, named after what is missing: a wait without its limit, a condition on a field
// that does not exist.
import type { Issue } from '../content/issue.ts';
import { type ContentFiles, readSource } from '../content/source.ts';
import { isFieldOfCondition } from './names.ts';

/** The issues with those of a wrong shape named more closely where that can be said. */
export function namedClosely(issues: Issue[], files: ContentFiles): Issue[] {
  const contents = new Map<string, unknown>();
  return issues.flatMap((issue) => {
    if (issue.step === undefined) return [issue];
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
  // branch.<which>.if
  if (path[2] !== 'if') return undefined;
  // Of a condition that is all one field's, the fault is its field; of others, the whole.
  const unknown = fieldsIn(within(body, path.slice(0, -1))).filter((field) => !isFieldOfCondition(field));
  return unknown.length > 0
    ? unknown.map((field) => ({ ...issue, rule: 'unknown-field', values: { field } }))
    : undefined;
}

function fieldsIn(condition: unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  const own = 'field' in condition && typeof condition.field === 'string' ? [condition.field] : [];
  return [...own, ...Object.values(condition).flatMap(fieldsIn)];
}

/** A part whose place an issue has named. */
const within = (content: unknown, path: string[]): unknown =>
  path.reduce((part, key) => (part as Record<string, unknown>)[key], content);
