// One speech act on its own, as the command line tool asks for it. The same code as readAll, at no particular question.
import type { Field } from '../model/fields.ts';
import type { Command } from '../model/reading.ts';
import { actOf } from './acts/commands.ts';
import { clean, parsed, tokenize } from './letters/normalize.ts';
import type { Lexicon } from './lexicon.ts';
import { readAll } from './reading/read-all.ts';

const nothing = { also: [], known: [], options: [], photos: false };

/** As if a yes/no question were open. */
export function readYesNo(text: string, lexicon: Lexicon): 'yes' | 'no' | undefined {
  return readAll(text, { ...nothing, yesNo: true }, lexicon).yesNo;
}

/** What is asked of the talk; a sigh, after which a person is offered, counts as a wish for one. */
export type SpokenCommand = { name: Command; field?: Field };

/** As if no question were open. */
export function readCommand(text: string, lexicon: Lexicon): SpokenCommand | undefined {
  const { command, frustrated } = readAll(text, { ...nothing, yesNo: false }, lexicon);
  if (frustrated) return { name: 'person' };
  // "Không" skips an open question; on its own it asks for nothing.
  const isNo = actOf(tokenize(parsed(clean(text))), { yesNo: false, freeText: false }) === 'no';
  return isNo ? undefined : command;
}
