// Under mutation the quickest files run first: a mutant that they kill is not tried on the slow ones.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const quickest = [
  'engine/step.test.ts',
  'engine/content/compile.test.ts',
  'mutation/scenarios.ts',
  'engine/patience.test.ts',
];
const rank = ({ moduleId }: TestSpecification) => {
  const at = quickest.findIndex((path) => moduleId.endsWith(path));
  return at < 0 ? (/migrate|check\.test/.test(moduleId) ? 9 : 5) : at;
};

export class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => rank(a) - rank(b));
  }
}
