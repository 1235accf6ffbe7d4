// What the rules look at: the compiled content, and what follows from it, each worked out once and only if asked for.
import type { Compiled, Playbook } from '../content/compile.ts';
import { fileOf } from '../content/compile.ts';
import type { Issue, Rule } from '../content/issue.ts';
import type { Path } from '../content/source.ts';
import { knowledgeOf } from './knowledge.ts';
import type { Limits } from './limits.ts';
import { type Place, roadsOf } from './roads.ts';
import { speechOf } from './speech.ts';

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** The programme's own pages and their words: not said in a talk. */
const notSaid = new Set(['chat', 'console', 'errors', 'fields', 'issues']);

/** A text of a talk: `menu:choose.add`, where it stands. */
export type Text = { key: string; text: string; language: Language; file: string; name: string };

export class Subject {
  readonly playbook: Playbook;
  readonly limits: Limits;
  readonly commandOf: (phrase: string) => string | undefined;
  readonly #compiled: Compiled;
  readonly #cache = new Map<string, unknown>();

  constructor(compiled: Compiled, limits: Limits, commandOf: Subject['commandOf']) {
    this.#compiled = compiled;
    this.playbook = compiled.playbook;
    this.limits = limits;
    this.commandOf = commandOf;
  }

  get roads() {
    return this.#once('roads', () => roadsOf(this.playbook));
  }

  get knowledge() {
    return this.#once('knowledge', () => knowledgeOf(this.playbook, this.roads));
  }

  get speech() {
    return this.#once('speech', () => speechOf(this.playbook));
  }

  /** Every text of a talk, by key. */
  texts(language: Language): Map<string, Text> {
    return this.#once(`texts ${language}`, () => {
      const found = new Map<string, Text>();
      for (const text of this.page(language, (page) => !notSaid.has(page))) found.set(text.key, text);
      return found;
    });
  }

  /** The texts of some locale files. */
  page(language: Language, isWanted: (page: string) => boolean): Text[] {
    const found: Text[] = [];
    for (const [file, texts] of Object.entries(this.#compiled.locales)) {
      const [, of, page = ''] = /^locales\/([^/]+)\/(.+)\.json$/.exec(file) ?? [];
      if (of !== language || !isWanted(page)) continue;
      for (const [name, text] of Object.entries(texts))
        found.push({ key: `${page}:${name}`, text, language, file, name });
    }
    return found;
  }

  /** The text that is said for these keys: the first that there is. */
  textFor(keys: string[], language: Language): Text | undefined {
    const texts = this.texts(language);
    return texts.get(keys.find((key) => texts.has(key)) ?? '');
  }

  /** All words that mean an answer: those on its button, and what else people say for it. */
  wordsFor(keys: string[], language: Language): string[] {
    const label = this.textFor(keys, language);
    const others = this.textFor(
      keys.map((key) => `${key}.say`),
      language,
    );
    return [label?.text ?? '', ...(others?.text.split('|') ?? [])].filter((words) => plain(words) !== '');
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#cache.has(name)) this.#cache.set(name, make());
    return this.#cache.get(name) as T;
  }

  // ── where an issue stands ──

  inFile(file: string, path: Path, rule: Rule, values: Issue['values'] = {}): Issue {
    const line = this.#compiled.sources.get(file)?.lineOf(path) ?? 1;
    return { rule, severity: 'error', file, line, values };
  }

  inStep({ flow, id }: Place, rule: Rule, values: Issue['values'] = {}): Issue {
    return { ...this.inFile(fileOf(flow.flow), ['steps', id], rule, values), step: id };
  }

  inText({ file, name, key }: Text, rule: Rule, values: Issue['values'] = {}): Issue {
    return this.inFile(file, [name], rule, { text: key, ...values });
  }
}

/** The variables of a text: `{{product.price}}`. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map(([, name = '']) => name);
}

/** Words as they are compared: without marks, capitals and signs. */
export function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}{}]+/gu, ' ')
    .trim();
}
