// Finds what is wrong with a talk before anybody has it. A rule looks at the compiled content and says every place where it
// is broken; its words are in locales/<language>/issues.json, its examples in test/engine/check/<rule>.yaml.
import { compile } from '../content/compile.ts';
import type { Issue, Rule } from '../content/issue.ts';
import type { ContentFiles } from '../content/source.ts';
import { askedBeforeConsent } from './asked-before-consent.ts';
import { ambiguousOption, choiceWithoutDefault } from './choices.ts';
import { deadEnd } from './dead-end.ts';
import { buttonTooLong, textTooLong, tooManyButtons } from './lengths.ts';
import { type Limits, tightest } from './limits.ts';
import { missingCommand } from './missing-command.ts';
import { unknownField, unknownProfile, unknownVariable } from './names.ts';
import { noWayToPerson } from './no-way-to-person.ts';
import { nothingOpen } from './nothing-open.ts';
import { readBeforeSet } from './read-before-set.ts';
import { recursiveFlow } from './recursive-flow.ts';
import { namedClosely } from './refused.ts';
import { requiredFieldNeverCollected } from './required-field.ts';
import { sharedPhrase } from './shared-phrase.ts';
import { silentCycle } from './silent-cycle.ts';
import { Subject } from './subject.ts';
import { missingText, orphanedText } from './texts.ts';
import { forbiddenWords, formOfAddress } from './tone.ts';
import { unreachableFlow, unreachableStep } from './unreachable.ts';

export type { Limits } from './limits.ts';

/** The rules on a talk. Those on the shape of files are compile's; what it refuses is named closely in refused.ts. */
const rulesOnTalk = {
  'unreachable-step': unreachableStep,
  'unreachable-flow': unreachableFlow,
  'dead-end': deadEnd,
  'no-way-to-person': noWayToPerson,
  'missing-command': missingCommand,
  'silent-cycle': silentCycle,
  'recursive-flow': recursiveFlow,
  'nothing-open': nothingOpen,
  'read-before-set': readBeforeSet,
  'unknown-field': unknownField,
  'unknown-profile': unknownProfile,
  'unknown-variable': unknownVariable,
  'missing-text': missingText,
  'orphaned-text': orphanedText,
  'text-too-long': textTooLong,
  'button-too-long': buttonTooLong,
  'too-many-buttons': tooManyButtons,
  'choice-without-default': choiceWithoutDefault,
  'ambiguous-option': ambiguousOption,
  'required-field-never-collected': requiredFieldNeverCollected,
  'asked-before-consent': askedBeforeConsent,
  'form-of-address': formOfAddress,
  'forbidden-words': forbiddenWords,
  'shared-phrase': sharedPhrase,
} satisfies Partial<Record<Rule, (subject: Subject) => Issue[]>>;

/**
 * Every fault, in the order of files and lines.
 * @param commandOf the command that a phrase is understood as, if it is one; understanding knows, the engine does not
 */
export function check(
  files: ContentFiles,
  limits: Limits = tightest,
  commandOf: (phrase: string) => string | undefined = () => undefined,
): Issue[] {
  const compiled = compile(files);
  if (!('playbook' in compiled)) return inOrder(namedClosely(compiled.issues, files));
  const subject = new Subject(compiled, limits, commandOf);
  return inOrder(Object.values(rulesOnTalk).flatMap((rule) => rule(subject)));
}

function inOrder(issues: Issue[]): Issue[] {
  return issues.sort(
    (one, other) => compare(one.file, other.file) || one.line - other.line || compare(one.rule, other.rule),
  );
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
