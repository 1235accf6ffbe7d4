// Questions that offer nothing, and answers whose words mean two of them.
import type { Issue } from '../content/issue.ts';
import { addTo } from './roads.ts';
import { languages, plain, type Subject } from './subject.ts';

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
      for (const choice of choices) {
        const words =
          'label' in choice
            ? [choice.label, ...(choice.synonyms ?? [])]
            : 'text' in choice
              ? [subject.textFor(choice.text, language)?.text ?? '', ...saidFor(choice.text)]
              : [];
        for (const said of words) if (plain(said) !== '') addTo(meant, plain(said), { said, option: choice.id });
      }
      for (const [words, meanings] of meant) {
        const options = [...new Set(meanings.map(({ option }) => option))];
        const name = JSON.stringify([flow, step, words, language]);
        if (options.length < 2 || issues.has(name)) continue;
        const values = { words: meanings[0]?.said ?? '', options: options.join(', '), language };
        issues.set(name, subject.inStep(roads.at(flow, step), 'ambiguous-option', values));
      }

      function saidFor(keys: string[]): string[] {
        const text = subject.textFor(
          keys.map((key) => `${key}.say`),
          language,
        );
        return text?.text.split('|') ?? [];
      }
    }
  return [...issues.values()];
}
