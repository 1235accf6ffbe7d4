// Finds what is wrong with a talk before anybody has it. Each rule is one file; `check` runs them all.
import { compile } from '../content/compile.ts';
import type { Issue } from '../content/issue.ts';
import type { ContentFiles } from '../content/source.ts';

/** Every fault, in the order of files and lines. */
export function check(files: ContentFiles): Issue[] {
  const compiled = compile(files);
  return compiled.issues;
}
