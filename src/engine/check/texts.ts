// Words that are wanted and not there, and words that are there and wanted by nothing.
import type { Issue } from '../content/issue.ts';
import { always, closer, ofFacts } from './common-texts.ts';
import { languages, type Subject, type Text } from './subject.ts';

export function missingText(subject: Subject): Issue[] {
  const { roads, speech, playbook } = subject;
  const own = new Set([...always, ...ofFacts]);
  const issues = new Map<string, Issue>();
  for (const language of languages) {
    const isThere = (keys: string[]) => subject.textFor(keys, language)?.text.trim();
    for (const { flow, step, keys } of speech.spoken) {
      // What is missing of the programme's own is said once, below.
      if (isThere(keys) || keys.some((key) => own.has(key))) continue;
      // Of its own texts the plainest will do.
      const text = keys.findLast((key) => key.startsWith(`${flow}:`)) ?? keys[0] ?? '';
      const file = fileOfText(text, language);
      const name = JSON.stringify([flow, step, text, language]);
      issues.set(name, subject.inStep(roads.at(flow, step), 'missing-text', { text, file }));
    }
    for (const text of own) {
      if (isThere([text])) continue;
      const file = fileOfText(text, language);
      issues.set(`${text} ${language}`, subject.inFile(file, [], 'missing-text', { text, file }));
    }
    for (const id of Object.keys(playbook.faq))
      for (const text of textsOfQuestion(id)) {
        if (isThere([text])) continue;
        const values = { text, file: fileOfText(text, language) };
        issues.set(`${text} ${language}`, subject.inFile('flows/faq.yaml', ['questions', id], 'missing-text', values));
      }
  }
  return [...issues.values()];
}

/** Clutter, and no harm: a warning. */
export function orphanedText(subject: Subject): Issue[] {
  const wanted = new Set([
    ...subject.speech.spoken.flatMap(({ keys }) => keys),
    ...Object.keys(subject.playbook.faq).flatMap(textsOfQuestion),
    ...always,
    ...closer,
    ...ofFacts,
  ]);
  const isOrphan = ({ key }: Text) => !wanted.has(key.replace(/\.say$/, ''));
  return languages.flatMap((language) =>
    [...subject.texts(language).values()]
      .filter(isOrphan)
      .map((text) => ({ ...subject.inText(text, 'orphaned-text'), severity: 'warning' as const })),
  );
}

const textsOfQuestion = (id: string) => [`faq:${id}`, `faq:${id}.title`];

const fileOfText = (key: string, language: string) => `locales/${language}/${key.split(':')[0]}.json`;
