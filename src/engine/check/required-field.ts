// What a marketplace must have of a product or household, and nobody asks for: the hand-over would fail.
import type { Issue } from '../content/issue.ts';
import type { Subject } from './subject.ts';

export function requiredFieldNeverCollected(subject: Subject): Issue[] {
  const { roads, playbook } = subject;
  const collected = new Set<string>();
  for (const { step } of roads.reached) {
    if (step.kind === 'ask') collected.add(step.ask);
    if (step.kind === 'collect') collected.add(step.collect);
    if (step.kind === 'do' && step.do === 'compose' && step.field) collected.add(step.field);
  }
  return Object.values(playbook.marketplaces)
    .filter(({ status }) => status !== 'closed')
    .flatMap(({ marketplace, name, fields }) =>
      fields.flatMap(({ field, required }, at) => {
        if (!required || collected.has(field)) return [];
        const file = `flows/marketplaces/${marketplace}.yaml`;
        return [subject.inFile(file, ['fields', at], 'required-field-never-collected', { field, marketplace: name })];
      }),
    );
}
