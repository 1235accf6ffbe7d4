// Places as people say them, in tables: why, what was said, how it is read; held in the four forms of writing.
import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/model/reading.ts';
import type { Place } from '../../../src/model/values.ts';
import { forms, reading } from '../support.ts';

/** "xã A" when sure, "? xã A | xã B" when asked, "-" when nothing was understood; `<` names the former unit. */
export function answer(text: string): string {
  const found = reading('place', text, 'household.place') as FieldReading<Place> | undefined;
  if (!found) return '-';
  const told = ({ name, province, former }: Place) =>
    [name, ...(province === 'Thái Nguyên' ? [] : [province])].join(', ') + (former ? ` < ${former}` : '');
  return 'value' in found ? told(found.value) : `? ${found.choices.map(told).join(' | ')}`;
}

/** Why, what was said, how it is read. */
export type Case = [reason: string, said: string, expected: string];

export function holds(name: string, cases: Case[], needsMarks = false) {
  describe(name, () => {
    it.each(cases)('%s: %j', (_, said, expected) => {
      for (const form of forms(said, needsMarks)) expect([form, answer(form)]).toEqual([form, expected]);
    });
  });
}
