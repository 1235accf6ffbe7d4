// Words that would open two things: two flows, two answers of the FAQ, or a flow where they are a command already.
import type { Issue } from '../content/issue.ts';
import type { Path } from '../content/source.ts';
import { plain, type Subject } from './subject.ts';

export function sharedPhrase(subject: Subject): Issue[] {
  const { entry, faq } = subject.playbook;
  const opening = Object.entries(entry.phrases).flatMap(([flow, phrases]) =>
    phrases.map((phrase, at) => ({
      phrase,
      opens: flow,
      file: 'flows/entry.yaml',
      path: ['phrases', flow, at] as Path,
    })),
  );
  const asking = Object.entries(faq).flatMap(([id, { ask }]) =>
    ask.map((phrase, at) => ({
      phrase,
      opens: `faq:${id}`,
      file: 'flows/faq.yaml',
      path: ['questions', id, 'ask', at] as Path,
    })),
  );
  const first = new Map<string, string>();
  return [...opening, ...asking].flatMap(({ phrase, opens, file, path }) => {
    const words = plain(phrase);
    const other = first.get(words) ?? subject.commandOf(phrase) ?? opens;
    if (!first.has(words)) first.set(words, opens);
    return other === opens ? [] : [subject.inFile(file, path, 'shared-phrase', { phrase, opens, other })];
  });
}
