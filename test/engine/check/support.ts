// The examples of each rule, laid over the sound content: <rule>.yaml says what is broken, what is good, and the issues; then
// fine points, each by itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { home, readContent } from '../../../src/app.ts';
import type { ContentFiles, Issue } from '../../../src/engine/index.ts';
import type { Facts } from '../../../src/model/facts.ts';

/** File → its source; for a locale file only the texts that differ. `null`: left out. */
type Layer = Record<string, string | Record<string, string | null> | null>;

type Found = Pick<Issue, 'file' | 'line' | 'step' | 'values'>[];

export type Example = {
  broken: Layer;
  good: Layer;
  issues: Found;
  /** The rule's fine points, one by one. */
  cases?: { why: string; files: Layer; issues: Found }[];
};

const folder = join(home, 'test/engine/check');
const read = (file: string) => parse(readFileSync(join(folder, file), 'utf8'));

const shipped = await readContent(home);
const common = Object.fromEntries(Object.entries(shipped).filter(([file]) => file.endsWith('/common.json')));
const base: Layer = { ...common, ...read('sound.yaml') };

/** The sound content with a layer on top. */
export function laid(layer: Layer = {}): ContentFiles {
  const files: ContentFiles = {};
  for (const [file, source] of Object.entries({ ...base, ...layer })) {
    if (typeof source === 'string') files[file] = source;
    else if (source !== null) files[file] = textsOf(file, source);
  }
  return files;
}

function textsOf(file: string, changes: Record<string, string | null>): string {
  const below = base[file] ?? {};
  const texts = typeof below === 'string' ? JSON.parse(below) : below;
  const kept = Object.entries({ ...texts, ...changes }).filter(([, text]) => text !== null);
  return `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
}

export const exampleFiles = () =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && file !== 'sound.yaml')
    .map((file) => file.replace(/\.yaml$/, ''));

export const exampleOf = (rule: string): Example => read(`${rule}.yaml`);

/** Somebody of whom nothing is known. */
export const stranger: Facts = {
  contact: { id: 'contact' },
  product: [],
  shop: [],
  consents: {},
  loosePhotos: [],
  awaitingPerson: false,
};
