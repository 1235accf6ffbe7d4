// Every slip of one finger in the names of the home province: what the test of places samples and its benchmark runs
// through. A slip that spells another of the names is no slip and is left out.
import { type PlaceDatabase, type PlaceIndex, placeKey } from '../../../src/understanding/places/place-index.ts';
import { withoutMarks } from '../support.ts';

/** A name as it was typed, and the units of today that are right. */
export type Typo = { name: string; typed: string; codes: Set<string> };

const letters = 'abcdefghijklmnopqrstuvwxyz';
const plain = (text: string) =>
  withoutMarks(text)
    .toLowerCase()
    .replace(/[^a-z]/g, '');

/** The names of a province's units, of today and before, without "xã". */
export function namesOf(database: PlaceDatabase, province: string): string[] {
  const units = database.units.filter((unit) => unit.province === province);
  const formers = database.formers.filter((row) => row.toProvince === province);
  return [...new Set([...units, ...formers].map(({ name }) => name.replace(/^(Xã|Phường|Thị trấn) /, '')))];
}

/** One letter left out, put in, put for another, or swapped with the next; the name as written and without marks. */
export function* typosIn(names: string[], index: PlaceIndex): Generator<Typo> {
  const known = new Set(names.map(plain));
  for (const name of names) {
    const meanings = index.atHome.meanings(placeKey(name)).filter((meaning) => meaning.name === name);
    const codes = new Set(meanings.map(({ place }) => place.code));
    for (const form of [name, withoutMarks(name).toLowerCase()]) {
      for (const typed of slipsIn(form)) {
        const isName = names.includes(typed) || (plain(typed) !== plain(name) && known.has(plain(typed)));
        if (!isName && typed.trim() !== form) yield { name, typed, codes };
      }
    }
  }
}

function* slipsIn(text: string): Generator<string> {
  const signs = [...text];
  for (let at = 0; at <= signs.length; at++) {
    const [before, here, after] = [signs.slice(0, at).join(''), signs[at], signs.slice(at + 1).join('')];
    for (const letter of letters) yield before + letter + (here ?? '') + after;
    if (here === undefined) continue;
    yield before + after;
    if (signs[at + 1] !== undefined) yield before + signs[at + 1] + here + signs.slice(at + 2).join('');
    for (const letter of letters) if (letter !== here.toLowerCase()) yield before + letter + after;
  }
}
