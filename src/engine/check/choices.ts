// Questions that offer nothing, and answers whose words mean two of them.
import type { Choice } from '../../model/effects.ts';
import type { Issue } from '../content/issue.ts';
import { addTo } from './roads.ts';
import { type Language, languages, plain, type Subject } from './subject.ts';

export function choiceWithoutDefault(subject: Subject): Issue[] {
  return [...subject.roads.places.values()]
    .filter(({ step }) => step.kind === 'choose' && Object.keys(step.choose).length === 0)
    .map((place) => subject.inStep(place, 'choice-without-default', { step: place.id }));
}

export function ambiguousOption(subject: Subject): Issue[] {
  const { roads, speech } = subject;
  const issues = new Map<string, Issue>();
  for (const language of languages)
    for (const { flow, step, choices } of speech.offers) {
      const meant = new Map<string, { said: string; option: string }[]>();
      for (const choice of choices)
        for (const said of wordsOf(subject, choice, language)) addTo(meant, plain(said), { said, option: choice.id });
      for (const [words, meanings] of meant) {
        const options = [...new Set(meanings.map(({ option }) => option))];
        if (options.length < 2) continue;
        const values = { words: meanings[0]?.said ?? '', options: options.join(', '), language };
        const issue = subject.inStep(roads.at(flow, step), 'ambiguous-option', values);
        issues.set(JSON.stringify([flow, step, words, language]), issue);
      }
    }
  return [...issues.values()];
}

function wordsOf(subject: Subject, choice: Choice, language: Language): string[] {
  if ('text' in choice) return subject.wordsFor(choice.text, language);
  return 'label' in choice ? [choice.label, ...(choice.synonyms ?? [])] : [];
}
