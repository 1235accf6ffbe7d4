// Words → meaning, against the question that is open: where engine and understanding meet. Pure.
import { expects, type State } from '../engine/index.ts';
import type { Facts } from '../model/facts.ts';
import type { Content as MessageContent } from '../model/messages.ts';
import type { Reading } from '../model/reading.ts';
import { read, readAll } from '../understanding/index.ts';
import type { Content } from './editions.ts';
import { settingOf } from './words.ts';

/** What a message means here; `undefined` for what has no words. */
export function understood(
  { playbook, texts, lexicon }: Content,
  state: State,
  facts: Facts,
  content: MessageContent,
): Reading | undefined {
  if (content.type === 'contact') {
    const field = 'household.phone';
    const found = read('phone', content.phone, { field, kind: 'phone' }, lexicon);
    return { text: content.phone, values: found ? { [field]: found } : {} };
  }
  const words = content.type === 'photo' ? content.caption : 'text' in content ? content.text : undefined;
  if (words === undefined) return undefined;
  const { choices, ...expected } = expects(playbook, state, facts);
  const options = choices.map((choice) => texts.option(choice, settingOf(facts)));
  return readAll(words, { ...expected, options }, lexicon);
}
