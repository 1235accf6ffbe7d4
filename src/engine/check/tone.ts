// How farmers are spoken to: in the form of address that they have chosen, and in words that they use themselves.
import type { Issue } from '../content/issue.ts';
import { settled } from './knowledge.ts';
import { type Subject, type Text, variablesIn } from './subject.ts';
import { anyOf, forbidden, noAddress, ourForms, theirForms } from './words.ts';

const forms = anyOf([...theirForms, ...ourForms]);
const otherWords = anyOf(noAddress);
const smallAtBeginning = /(?:^|[.!?…]\s+|\n)(\{\{(?:goi|xung)\}\})/g;

export function formOfAddress(subject: Subject): Issue[] {
  const before = textsBeforeChoice(subject);
  const issue = (text: Text, words: string, right: string) => subject.inText(text, 'form-of-address', { words, right });
  const vietnamese = [...subject.texts('vi').values()].filter(({ key }) => !key.endsWith('.say'));
  const fixed = vietnamese
    .filter(({ key }) => !before.has(key))
    .flatMap((text) => {
      const [form] = text.text.replace(otherWords, '').match(forms) ?? [];
      return form === undefined ? [] : [issue(text, form, variableFor(form))];
    });
  const small = vietnamese.flatMap((text) => {
    const [found] = text.text.matchAll(smallAtBeginning);
    const [, variable = ''] = found ?? [];
    return found ? [issue(text, variable, variable === '{{goi}}' ? '{{Goi}}' : '{{Xung}}')] : [];
  });
  const english = [...subject.texts('en').values()].flatMap((text) => {
    const form = variablesIn(text.text).find((name) => /^(?:goi|xung)$/i.test(name));
    return form ? [issue(text, `{{${form}}}`, /^goi$/i.test(form) ? 'you' : 'I')] : [];
  });
  return [...fixed, ...small, ...english];
}

function variableFor(form: string): string {
  const isTheirs = theirForms.includes(form.toLowerCase());
  const isCapital = form !== form.toLowerCase();
  return isTheirs ? (isCapital ? '{{Goi}}' : '{{goi}}') : isCapital ? '{{Xung}}' : '{{xung}}';
}

/** What is said in the first talk until they have chosen a form, and the forms to choose from. */
function textsBeforeChoice({ playbook, roads, knowledge, speech }: Subject): Set<string> {
  const choice = 'contact.address_form';
  const isThere = [`${playbook.entry.first}:`, `common:${choice}.`];
  const keys = speech.spoken
    .filter(({ flow, step }) => !knowledge.before(roads.at(flow, step)).has(settled(choice)))
    .flatMap((spoken) => spoken.keys);
  return new Set(keys.filter((key) => isThere.some((beginning) => key.startsWith(beginning))));
}

/** On the chat page and in errors too: a farmer reads those as well. */
export function forbiddenWords(subject: Subject): Issue[] {
  const banned = anyOf(forbidden);
  const pages = subject.page('vi', (page) => !['console', 'fields', 'issues'].includes(page));
  return pages
    .filter(({ key }) => !key.endsWith('.say'))
    .flatMap((text) => {
      const [word] = text.text.replace(/\{\{[\w.]+\}\}/g, '').match(banned) ?? [];
      return word === undefined ? [] : [subject.inText(text, 'forbidden-words', { word })];
    });
}
