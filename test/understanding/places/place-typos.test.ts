// One slip of the finger in any name of the province: the right commune is offered, and no wrong one is ever taken.
// And whatever is typed, a place is read or not, without an error.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/model/reading.ts';
import type { Place } from '../../../src/model/values.ts';
import { database, places, reading } from '../support.ts';
import { namesOf, type Typo, typosIn } from './typos.ts';

const names = namesOf(database, 'Thái Nguyên');
const where = (text: string) => reading('place', text, 'household.place') as FieldReading<Place> | undefined;

function codesFor(typed: string): { taken?: string; offered: string[] } {
  const found = where(typed);
  if (!found) return { offered: [] };
  return 'value' in found
    ? { taken: found.value.code, offered: [found.value.code] }
    : { offered: found.choices.map((place) => place.code) };
}

describe('one slip in a name of the province', () => {
  // All of them are for the benchmark; every 23rd meets each name, each kind of slip and each letter.
  const typos = [...typosIn(names, places)].filter((_, i) => i % 23 === 0);
  const isRight = ({ typed, codes }: Typo) => [...codes].every((code) => codesFor(typed).offered.includes(code));

  it('covers every name', () => {
    expect(names.length).toBeGreaterThanOrEqual(297);
    expect(new Set(typos.map(({ name }) => name)).size).toBe(names.length);
  });

  it('never takes a wrong commune', () => {
    const wrong = typos.filter(({ typed, codes }) => {
      const { taken } = codesFor(typed);
      return taken !== undefined && !codes.has(taken);
    });
    expect(wrong.map(({ name, typed }) => `${name}: ${typed}`)).toEqual([]);
  });

  it('offers the right one in at least 99 of 100', () => {
    const right = typos.filter(isRight).length;
    expect(right / typos.length).toBeGreaterThanOrEqual(0.99);
  });
});

describe('whatever is typed', () => {
  const words = [
    'xã',
    'x.',
    'huyện',
    'tỉnh',
    'xóm',
    'tổ',
    '5',
    ',',
    '-',
    '.',
    '(',
    'ở',
    'không',
    'Hà Nội',
    'tp',
    "H'leo",
  ];
  const part = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...names),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );

  it('at most three places are offered, each of another unit, and nothing throws', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.constantFrom(' ', '', '\n'), (parts, between) => {
        const { offered } = codesFor(parts.join(between));
        expect(offered.length).toBeLessThanOrEqual(3);
        expect(new Set(offered).size).toBe(offered.length);
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  it('a value carries a unit of today, with its official code', () => {
    const units = new Map(database.units.map((unit) => [unit.code, unit.name.normalize('NFC').toLowerCase()]));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom('', 'xã ', 'ở '), (name, before) => {
        const found = where(before + name);
        const read = found && ('value' in found ? [found.value] : found.choices);
        for (const place of read ?? []) expect(units.get(place.code)).toBe(place.name.toLowerCase());
        expect(read).toBeDefined();
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
