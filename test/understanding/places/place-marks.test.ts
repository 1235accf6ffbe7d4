// Marks left out of some syllables, as people do: every name of the province, with every choice of syllables stripped.
// A commune is only taken when no other one agrees with what was written.
import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/model/reading.ts';
import type { Place } from '../../../src/model/values.ts';
import { placeKey } from '../../../src/understanding/places/place-index.ts';
import { database, places, reading, withoutMarks } from '../support.ts';
import { namesOf } from './typos.ts';

const names = namesOf(database, 'Thái Nguyên');

const unitsCalled = (name: string) =>
  places.atHome
    .meanings(placeKey(name))
    .filter((meaning) => meaning.name === name)
    .map(({ place }) => place.code);

/** An unmarked syllable may bear any marks, a marked one bears these. */
function agrees(written: string, name: string): boolean {
  const [typed, known] = [written.split(' '), name.split(' ')];
  const fits = (one: string, at: number) => one === known[at] || one === withoutMarks(known[at] ?? '');
  return typed.length === known.length && typed.every(fits);
}

function* partlyMarked(name: string): Generator<string> {
  const syllables = name.split(' ');
  for (let stripped = 0; stripped < 2 ** syllables.length; stripped++)
    yield syllables.map((one, at) => (stripped & (2 ** at) ? withoutMarks(one) : one)).join(' ');
}

const written = [...new Set(names.flatMap((name) => [...partlyMarked(name)]))];

function read(text: string): string[] {
  const found = reading('place', text, 'household.place') as FieldReading<Place> | undefined;
  return found ? ('value' in found ? [found.value] : found.choices).map(({ code }) => code) : [];
}

describe('a partly marked name', () => {
  const agreeing = (text: string) => new Set(names.filter((name) => agrees(text, name)).flatMap(unitsCalled));

  it('is taken only when no other unit agrees with it', () => {
    const taken = written.filter((text) => read(text).length === 1 && agreeing(text).size > 1);
    expect(taken).toEqual([]);
  });

  it('is read as all units that agree with it, whatever the capitals', () => {
    for (const text of written) {
      for (const form of [text, text.toLowerCase(), text.toUpperCase(), text.normalize('NFD')])
        expect([form, [...agreeing(text)].filter((code) => !read(form).includes(code))]).toEqual([form, []]);
    }
  });

  it('is meant by three names and more, so that these tests say something', () => {
    expect(written.length).toBeGreaterThan(900);
    expect(written.filter((text) => agreeing(text).size > 1).length).toBeGreaterThan(20);
  });
});
