// A fault in content. Its words, in each language, are in locales/<language>/issues.json: what is wrong, what a farmer
// would live through, and how to mend it.

export const rules = [
  'broken-file',
  'wrong-shape',
  'wrong-name',
  'missing-entry',
  'unknown-step',
  'unknown-flow',
  'leads-nowhere',
  'unreachable-step',
  'unreachable-flow',
  'dead-end',
  'no-way-to-person',
  'missing-command',
  'silent-cycle',
  'recursive-flow',
  'nothing-open',
  'read-before-set',
  'unknown-field',
  'unknown-profile',
  'unknown-variable',
  'missing-text',
  'orphaned-text',
  'text-too-long',
  'button-too-long',
  'too-many-buttons',
  'choice-without-default',
  'ambiguous-option',
  'wait-without-limit',
  'required-field-never-collected',
  'asked-before-consent',
  'form-of-address',
  'forbidden-words',
  'shared-phrase',
] as const;

export type Rule = (typeof rules)[number];

export type Issue = {
  rule: Rule;
  /** An error keeps an edition from being published. */
  severity: 'error' | 'warning';
  file: string;
  /** Counted from 1. */
  line: number;
  step?: string;
  /** What the words name. */
  values: Record<string, string>;
};
