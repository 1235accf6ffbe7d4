// What does not fit on a phone: messages, buttons, too many of them.
import type { Issue } from '../content/issue.ts';
import { languages, type Subject, type Text } from './subject.ts';

export function textTooLong(subject: Subject): Issue[] {
  const most = subject.limits.text;
  return languages.flatMap((language) =>
    [...subject.texts(language).values()]
      .filter(({ key, text }) => !key.endsWith('.say') && shown(text).length > most)
      .map((text) => tooLong(subject, 'text-too-long', text, most)),
  );
}

export function buttonTooLong(subject: Subject): Issue[] {
  const { limits, speech, playbook } = subject;
  const buttons = speech.spoken.filter(({ isButton }) => isButton).map(({ keys }) => keys);
  const titles = Object.keys(playbook.faq).map((id) => [`faq:${id}.title`]);
  const inTexts = languages.flatMap((language) => {
    const most = limits.button[language];
    const labels = new Set([...buttons, ...titles].map((keys) => subject.textFor(keys, language)));
    return [...labels]
      .filter((label) => label !== undefined)
      .filter(({ text }) => shown(text).length > most || text.includes('\n'))
      .map((label) => tooLong(subject, 'button-too-long', label, most));
  });
  const most = limits.button.vi;
  const inProfiles = Object.values(playbook.marketplaces)
    .filter(({ name }) => name.length > most)
    .map(({ marketplace, name }) => {
      const values = { text: name, length: String(name.length), most: String(most) };
      return subject.inFile(`flows/marketplaces/${marketplace}.yaml`, ['name'], 'button-too-long', values);
    });
  return [...inTexts, ...inProfiles];
}

/** Only what content offers: how many rows a household has is its own affair. */
export function tooManyButtons(subject: Subject): Issue[] {
  const { roads, speech, limits } = subject;
  const counts = new Map<string, { flow: string; step: string; count: number }>();
  for (const { flow, step, choices } of speech.offers) {
    const count = choices.filter((choice) => 'text' in choice && !/^[@/=-]/.test(choice.id)).length;
    const before = counts.get(`${flow}.${step}`)?.count ?? 0;
    if (count > Math.max(before, limits.buttons)) counts.set(`${flow}.${step}`, { flow, step, count });
  }
  return [...counts.values()].map(({ flow, step, count }) => {
    const values = { count: String(count), most: String(limits.buttons) };
    return subject.inStep(roads.at(flow, step), 'too-many-buttons', values);
  });
}

function tooLong(subject: Subject, rule: 'text-too-long' | 'button-too-long', text: Text, most: number): Issue {
  return subject.inText(text, rule, { length: String(shown(text.text).length), most: String(most) });
}

/** A text as long as it is at least: forms of address as most farmers have them, what else is filled in left out. */
function shown(text: string): string {
  return text
    .replace(/\{\{goi\}\}/gi, 'bác')
    .replace(/\{\{xung\}\}/gi, 'cháu')
    .replace(/\{\{[^}]*\}\}/g, '');
}
