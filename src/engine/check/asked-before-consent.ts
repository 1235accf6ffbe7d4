// What identifies a person may only be asked once they have agreed that it is kept.
import { fieldOf } from '../../model/fields.ts';
import type { Issue } from '../content/issue.ts';
import type { Subject } from './subject.ts';

export function askedBeforeConsent(subject: Subject): Issue[] {
  const { roads, knowledge } = subject;
  return roads.inOrder(roads.reached).flatMap((place) => {
    const { step } = place;
    if (step.kind !== 'ask' || fieldOf(step.ask)?.privacy !== 'personal') return [];
    const isAgreed = knowledge.before(place).has('consent');
    return isAgreed ? [] : [subject.inStep(place, 'asked-before-consent', { field: step.ask })];
  });
}
