// Editions compiled: files → playbook, texts and lexicon. Compiled once each; talks move to the newest at their next turn.
import { createHash } from 'node:crypto';
import type { Db } from '../db/index.ts';
import { type ContentFiles, check, compile, type Issue, type Playbook } from '../engine/index.ts';
import { type Field, fieldNames } from '../model/fields.ts';
import { addEdition, latestEdition, lockEditions, readEdition } from '../records/editions.ts';
import { type Texts, textsOf } from '../texts/index.ts';
import { type Lexicon, type PlaceIndex, readCommand } from '../understanding/index.ts';

export type Content = { playbook: Playbook; texts: Texts; lexicon: Lexicon };

/** Compiles content files. With issues there is no content. */
export function compileContent(
  files: ContentFiles,
  places: PlaceIndex,
): { content: Content; issues: [] } | { issues: Issue[] } {
  const compiled = compile(files);
  if (!('playbook' in compiled)) return compiled;
  const { playbook, locales } = compiled;
  const words = locales['locales/vi/fields.json'] ?? {};
  const lexicon: Lexicon = {
    places,
    opens: Object.entries(playbook.entry.phrases).map(([flow, phrases]) => ({ flow, phrases })),
    fieldNames: Object.fromEntries(
      fieldNames.flatMap((field) => (words[field] ? [[field, words[field].split('|')]] : [])),
    ) as Partial<Record<Field, string[]>>,
    produce: playbook.produce,
    faq: Object.entries(playbook.faq).map(([id, { ask }]) => ({ id, ask })),
  };
  return { content: { playbook, texts: textsOf(locales, playbook.marketplaces), lexicon }, issues: [] };
}

/** Every fault of content files, also where a phrase of theirs is understood as a command. */
export function checkContent(files: ContentFiles, places: PlaceIndex): Issue[] {
  const { content } = { content: undefined, ...compileContent(files, places) };
  return check(files, undefined, (phrase) => content && readCommand(phrase, content.lexicon)?.name);
}

export type Editions = {
  /** The newest edition. */
  current(db: Db): Promise<{ id: number; content: Content }>;
  /** An older edition; `undefined` when it is of a shape that this version does not read any more. */
  earlier(db: Db, id: number): Promise<Content | undefined>;
  /** Makes these files the newest edition, unless they are it already. Throws with every issue when they are broken. */
  publish(db: Db, files: ContentFiles): Promise<{ id: number; isNew: boolean }>;
};

/** How long a process may go on with an edition after another has been published. */
const freshFor = 2000;

export function editions(places: PlaceIndex): Editions {
  const compiled = new Map<number, Content>();
  let newest: { id: number; at: number } | undefined;

  async function compiledOf(db: Db, id: number): Promise<ReturnType<typeof compileContent>> {
    const known = compiled.get(id);
    if (known) return { content: known, issues: [] };
    const edition = await readEdition(db, id);
    if (!edition) throw new Error(`there is no edition ${id}`);
    const meanwhile = compiled.get(id);
    if (meanwhile) return { content: meanwhile, issues: [] };
    const result = compileContent(edition.files, places);
    if ('content' in result) compiled.set(id, result.content);
    return result;
  }

  async function contentOf(db: Db, id: number): Promise<Content> {
    const result = await compiledOf(db, id);
    if (!('content' in result)) throw new Error(`edition ${id} does not compile:\n${describe(result.issues)}`);
    return result.content;
  }

  return {
    async current(db) {
      if (!newest || Date.now() - newest.at > freshFor) {
        const latest = await latestEdition(db);
        if (!latest) throw new Error('nothing is published: run "lensan flows publish"');
        newest = { id: latest.id, at: Date.now() };
      }
      return { id: newest.id, content: await contentOf(db, newest.id) };
    },

    async earlier(db, id) {
      const result = await compiledOf(db, id);
      return 'content' in result ? result.content : undefined;
    },

    async publish(db, files) {
      const hash = createHash('sha256')
        .update(JSON.stringify(Object.entries(files).sort()))
        .digest('hex');
      return db.transaction(async (tx) => {
        // Processes that start together publish one after the other, so that the second finds it published.
        await lockEditions(tx);
        const before = await latestEdition(tx);
        if (before?.hash !== hash) {
          const errors = checkContent(files, places).filter(({ severity }) => severity === 'error');
          if (errors.length > 0) throw new Error(`the content has faults (lensan flows check):\n${describe(errors)}`);
          await addEdition(tx, hash, files);
        }
        newest = undefined;
        const latest = await latestEdition(tx);
        return { id: latest?.id ?? 0, isNew: before?.id !== latest?.id };
      });
    },
  };
}

function describe(issues: Issue[]): string {
  return issues.map(({ file, line, rule, values }) => `  ${file}:${line} ${rule} ${JSON.stringify(values)}`).join('\n');
}
