// A person is one word away at every step: engine and understanding see to that. What content can break is the menu's own
// way, a command of that name that leads elsewhere, and an answer that takes the words for itself.
import type { Issue } from '../content/issue.ts';
import type { Path } from '../content/source.ts';
import { languages, plain, type Subject } from './subject.ts';

/** What texts tell farmers to write when they want a person. */
const promised = new Set(['gặp người', 'gặp người hỗ trợ'].map(plain));

export function noWayToPerson(subject: Subject): Issue[] {
  const { roads, playbook } = subject;
  const people = [...roads.reached].filter(({ step }) => step.kind === 'handoff' && step.handoff === 'talk');
  const near = roads.leadingTo(people);
  const { menu, commands } = playbook.entry;
  const ways: [flow: string, path: Path][] = [[menu, ['menu']]];
  if (commands.person) ways.push([commands.person, ['commands', 'person']]);
  const issues = ways
    .filter(([flow]) => !near.has(roads.first(flow)))
    .map(([flow, path]) => subject.inFile('flows/entry.yaml', path, 'no-way-to-person', { flow }));
  for (const place of roads.reached) {
    if (place.step.kind !== 'choose') continue;
    for (const [option, target] of Object.entries(place.step.choose)) {
      if (near.has(roads.at(place.flow.flow, target))) continue;
      for (const language of languages) {
        const keys = [`${place.flow.flow}:${place.id}.${option}`, `common:${option}`];
        const words = [
          subject.textFor(keys, language),
          subject.textFor(
            keys.map((key) => `${key}.say`),
            language,
          ),
        ];
        const taken = words.find((text) => text?.text.split('|').some((each) => promised.has(plain(each))));
        if (taken) issues.push(subject.inText(taken, 'no-way-to-person', { flow: place.flow.flow }));
      }
    }
  }
  return issues;
}
