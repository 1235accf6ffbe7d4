// Words that work everywhere because entry.yaml says where they lead: without it nothing happens when they are said.
import type { Issue } from '../content/issue.ts';
import type { Subject } from './subject.ts';

/** The menu, and the rights that the law gives them. */
const wanted = ['menu', 'my-data', 'withdraw', 'erase', 'stop'];

export function missingCommand(subject: Subject): Issue[] {
  const { commands } = subject.playbook.entry;
  return wanted
    .filter((command) => !Object.hasOwn(commands, command))
    .map((command) => subject.inFile('flows/entry.yaml', ['commands'], 'missing-command', { command }));
}
