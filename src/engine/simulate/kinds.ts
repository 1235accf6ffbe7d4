// Who writes to us: kinds of farmer, by how they write and how they go about it. Chances are per message.
import type { Hand } from './writing.ts';

export type Kind = {
  hand: Hand;
  /** How often they do what is offered first. */
  trust: number;
  /** They do not look left and right: no person, no way out. */
  steady?: true;
  /** They tell all they know in one message. */
  allAtOnce?: true;
  /** They send photos where words are wanted. */
  photos?: number;
  /** They go back, or correct something. */
  corrects?: number;
  /** They give up what they have begun to sell. */
  drops?: number;
  /** They fall silent, for a while or for good. */
  silent?: number;
  leaves?: number;
  /** They want a person. */
  person?: number;
  /** They send the same thing again. */
  twice?: number;
  /** They turn to something else. */
  changes?: number;
  /** They are under age, and may say so unasked; asked again, somebody older may answer. */
  minors?: number;
};

export const kinds = {
  fluent: { hand: 'plain', trust: 0.95, steady: true },
  'no-marks': { hand: 'unmarked', trust: 0.95, steady: true },
  typos: { hand: 'mistyped', trust: 0.95, steady: true },
  'all-at-once': { hand: 'plain', trust: 0.95, steady: true, allAtOnce: true },
  shorthand: { hand: 'shorthand', trust: 0.9 },
  photos: { hand: 'plain', trust: 0.9, photos: 0.2 },
  corrects: { hand: 'plain', trust: 0.85, corrects: 0.2 },
  'gives-up': { hand: 'plain', trust: 0.6, drops: 0.12 },
  silent: { hand: 'plain', trust: 0.85, silent: 0.12, leaves: 0.02 },
  'wants-person': { hand: 'plain', trust: 0.85, person: 0.06 },
  twice: { hand: 'plain', trust: 0.9, twice: 0.3 },
  'changes-subject': { hand: 'plain', trust: 0.7, changes: 0.2 },
  young: { hand: 'shorthand', trust: 0.7, minors: 0.6 },
  wary: { hand: 'unmarked', trust: 0.4, leaves: 0.01 },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as KindName[];
