// The repository's rules as tests. Each failure says what to do.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { exampleFile } from '../src/config.ts';
import * as schema from '../src/db/schema.ts';
import { stepKindOf, stepKinds } from '../src/engine/steps/index.ts';
import { errorCodes } from '../src/model/errors.ts';
import { fieldNames } from '../src/model/fields.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(home, path), 'utf8');
const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => ending.test(path))
    .sort();

const sources = filesIn('src', /\.tsx?$/);
const tests = filesIn('test', /\.tsx?$/);
const parsed = new Map<string, ts.SourceFile>();
const tree = (path: string): ts.SourceFile => {
  const known = parsed.get(path) ?? ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true);
  parsed.set(path, known);
  return known;
};

// ── imports ──

/** What each module of src may import of the others. Design §2: one way, and neighbours never. */
const edge = ['understanding', 'engine', 'texts', 'channels', 'photos', 'signals', 'db'];
const mayImport: Record<string, string[]> = {
  model: [],
  ...Object.fromEntries(edge.map((module) => [module, ['model']])),
  records: ['model', 'db'],
  conversation: ['model', ...edge, 'records'],
  helpdesk: ['model', ...edge, 'records', 'conversation'],
  http: ['model', ...edge, 'records', 'conversation', 'helpdesk'],
  console: ['model'],
  config: [],
  app: ['model', ...edge, 'records', 'conversation', 'helpdesk', 'http', 'config'],
  commands: ['model', ...edge, 'records', 'conversation', 'helpdesk', 'http', 'config', 'app'],
  main: ['model', ...edge, 'records', 'conversation', 'helpdesk', 'http', 'config', 'app', 'commands'],
};

/** Entered from outside by its face only, which is index.ts unless it is named here; `null`: every file is a face. */
const faces: Record<string, string[] | null> = {
  model: null,
  records: null,
  commands: null,
  http: ['contract/chat.ts', 'contract/console.ts', 'server.ts'],
  channels: ['telegram/index.ts', 'web/index.ts', 'zalo-oa/index.ts'],
};

/** Packages that do neither input nor output, by the pure module that uses them. */
const purePackages: Record<string, string[]> = {
  model: ['zod'],
  engine: ['yaml', 'zod'],
  texts: ['i18next', 'read-vietnamese-number'],
  understanding: ['libphonenumber-js'],
};

const moduleOf = (path: string) =>
  path
    .replace(/^src\//, '')
    .split('/')[0]
    ?.replace(/\.ts$/, '') ?? '';

type Import = { from: string; to: string; target: string | undefined };

/** Every import, re-export and `import()` of a file; `target` is the file in this repository that it means. */
function importsOf(from: string): Import[] {
  return ts.preProcessFile(read(from), true, true).importedFiles.map(({ fileName: to }) => {
    const target = to.startsWith('.')
      ? relative(home, resolve(home, dirname(from), to)).replaceAll('\\', '/')
      : undefined;
    return { from, to, target };
  });
}

const imports = sources.flatMap(importsOf);
const packageOf = (to: string) => (to.startsWith('@') ? to.split('/', 2).join('/') : (to.split('/')[0] ?? to));

describe('imports', () => {
  it('know every module', () => {
    const unknown = [...new Set(sources.map(moduleOf))].filter((module) => !mayImport[module]);
    expect(unknown, 'say in mayImport (test/structure.test.ts) what the new module may import').toEqual([]);
  });

  it('run one way', () => {
    const wrong = imports.filter(({ from, target }) => {
      if (!target?.startsWith('src/')) return false;
      const [here, there] = [moduleOf(from), moduleOf(target)];
      if (here === there || (here === 'console' && target?.startsWith('src/http/contract/'))) return false;
      return !mayImport[here]?.includes(there);
    });
    expect(
      wrong.map(({ from, target }) => `${from} → ${target}`),
      'hand it in as data or as a port instead, or move it to where both may reach it (design §2)',
    ).toEqual([]);
  });

  it('leave src only for texts and for the pages', () => {
    const wrong = imports.filter(
      ({ target }) => target && !target.startsWith('src/') && !target.startsWith('locales/') && !/\.css$/.test(target),
    );
    expect(wrong, 'src imports nothing of test, flows or the tools').toEqual([]);
  });

  it('enter a module by its face', () => {
    const wrong = imports.filter(({ from, target }) => {
      if (!target?.startsWith('src/') || !target.slice(4).includes('/')) return false;
      const there = moduleOf(target);
      if (moduleOf(from) === there) return false;
      const allowed = faces[there] === undefined ? ['index.ts'] : faces[there];
      return allowed !== null && !allowed.includes(target.slice(`src/${there}/`.length));
    });
    expect(
      wrong.map(({ from, target }) => `${from} → ${target}`),
      'import it from the module’s index.ts; what is missing there is exported there',
    ).toEqual([]);
  });

  it('of a channel stay within its folder', () => {
    const wrong = imports.filter(({ from, target }) => {
      const [, here] = from.match(/^src\/channels\/([^/]+)\//) ?? [];
      const [, there] = target?.match(/^src\/channels\/([^/]+)\//) ?? [];
      return here && there && here !== there;
    });
    expect(wrong, 'channels never know each other').toEqual([]);
  });

  it('have no side effect at a distance', () => {
    const bare = sources.filter((path) => /^import '(?!.*\.css')/m.test(read(path)));
    expect(bare, 'list it in its table instead: no registration by import').toEqual([]);
  });
});

// ── purity ──

/** Names by which a module would reach a clock, chance, the network or the process. */
const reaching = new Set([
  'process',
  'fetch',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'localStorage',
  'document',
  'window',
  'console',
  'require',
]);

/** An identifier that stands for a value of its own: no property, no key, no name being declared. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return !(
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent)) &&
    parent.name === node
  );
}

/** The places in a file where it reaches outside. */
function reaches(path: string): string[] {
  const file = tree(path);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isImpure(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${path}:${line + 1} ${node.getText(file)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isImpure(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return reaching.has(node.text) && isFree(node);
  if (ts.isPropertyAccessExpression(node)) return /^(?:Date\.now|Math\.random)$/.test(node.getText());
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  return ts.isCallExpression(node) && node.expression.getText() === 'Date';
}

describe.each(Object.entries(purePackages))('%s is pure', (module, packages) => {
  it(`${module} imports only packages without input and output`, () => {
    const wrong = imports.filter(
      ({ from, to, target }) => moduleOf(from) === module && target === undefined && !packages.includes(packageOf(to)),
    );
    expect(
      wrong.map(({ from, to }) => `${from} → ${to}`),
      `${module} takes what it needs as arguments; a package that is pure too is added to purePackages`,
    ).toEqual([]);
  });

  it(`${module} reads no clock, no chance, no network and no process`, () => {
    const found = sources.filter((path) => moduleOf(path) === module).flatMap(reaches);
    expect(found, 'hand it in: `now`, ids and the like are arguments').toEqual([]);
  });
});

describe('settings', () => {
  it('are read from the environment in src/config.ts only', () => {
    const readers = sources.filter((path) => path !== 'src/config.ts' && readsEnvironment(path));
    expect(readers, 'add the setting to src/config.ts and hand its value in').toEqual([]);
  });

  it('are all in .env.example', async () => {
    // CI never writes it; here a missing file is written, and a stale one by:
    await expect(exampleFile(), 'npx vitest run test/structure.test.ts -u').toMatchFileSnapshot('../.env.example');
  });
});

function readsEnvironment(path: string): boolean {
  let found = importsOf(path).some(({ to }) => to === 'node:process' || to === 'process' || to.startsWith('dotenv'));
  const visit = (node: ts.Node): void => {
    const text = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.getText() : '';
    if (/^(?:globalThis\.)?process(?:\.env|\[.env.\])$|^import\.meta\.env$/.test(text)) found = true;
    if (text === 'process.loadEnvFile' && path !== 'src/main.ts') found = true;
    ts.forEachChild(node, visit);
  };
  visit(tree(path));
  return found;
}

// ── files ──

describe('files', () => {
  it('open with a comment', () => {
    const silent = [...sources, ...tests].filter((path) => !/^(?:#!.*\n)?(?:\/\/ \S|\/\*)/.test(read(path)));
    expect(silent, 'say in one to five lines what the file is, who calls it, and what must stay true').toEqual([]);
  });

  it('of migrations say what the schema says', async () => {
    const journal = JSON.parse(read('src/db/migrations/meta/_journal.json')) as { entries: { idx: number }[] };
    const last = String(journal.entries.at(-1)?.idx ?? 0).padStart(4, '0');
    const migrated = JSON.parse(read(`src/db/migrations/meta/${last}_snapshot.json`));
    const statements = await generateMigration(migrated, generateDrizzleJson(schema, migrated.id));
    expect(statements, 'npm run migration').toEqual([]);
  });
});

// ── tests ──

/** Full names of a file's tests, `describe` by `describe`. A name made at run time stands as it is written. */
function namesOf(path: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node, outer: string[]): void => {
    const call = ts.isCallExpression(node) ? node : undefined;
    const [first] = call?.arguments ?? [];
    const [, kind] = call?.expression.getText().match(/^(describe|it|test)\b/) ?? [];
    if (call && kind && first && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))) {
      const name = ts.isStringLiteralLike(first) ? first.text : first.getText();
      const full = [...outer, name];
      if (kind !== 'describe') names.push(full.join(' › '));
      for (const argument of call.arguments.slice(1)) visit(argument, full);
      return;
    }
    ts.forEachChild(node, (child) => visit(child, outer));
  };
  visit(tree(path), []);
  return names;
}

describe('tests', () => {
  it('have names of their own', () => {
    const files = new Map<string, string[]>();
    for (const path of tests.filter((each) => each.endsWith('.test.ts')))
      for (const name of namesOf(path)) files.set(name, [...(files.get(name) ?? []), path]);
    const shared = [...files].filter(([, paths]) => paths.length > 1);
    expect(shared, 'say in each name what that test alone shows').toEqual([]);
  });

  it('are none skipped or alone', () => {
    const marked = tests.filter((path) => /\b(?:it|test|describe)\.(?:only|skip|todo)\(/.test(read(path)));
    expect(marked, 'take .only, .skip and .todo out; what a machine cannot run says so by leaveOut').toEqual([]);
  });
});

// ── languages ──

const languages = readdirSync(join(home, 'locales'));
const locale = (language: string, file: string): Record<string, string> =>
  JSON.parse(read(`locales/${language}/${file}`));
const localeFiles = (language: string) => readdirSync(join(home, 'locales', language)).sort();

/** A text's variables. Forms of address and numbers spelled out are Vietnamese only. */
const variablesOf = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map(([, name = '']) => name))]
    .filter((name) => !/^(?:goi|xung|.+\.words)$/i.test(name))
    .sort();

describe.each(languages.filter((language) => language !== 'vi'))('the language %s', (language) => {
  it(`${language} has the files of vi`, () => {
    expect(localeFiles(language), `locales/${language} and locales/vi have the same files`).toEqual(localeFiles('vi'));
  });

  it.each(localeFiles('vi'))(`${language}/%s has the keys of vi, with the same variables and lines`, (file) => {
    const shape = (texts: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [
          key,
          key.endsWith('.say') || file === 'fields.json'
            ? 'words'
            : { variables: variablesOf(text), lines: text.split('\n').length },
        ]),
      );
    const wanted = shape(locale('vi', file));
    expect(shape(locale(language, file)), `write locales/${language}/${file} along locales/vi/${file}`).toEqual(wanted);
  });
});

describe.each(languages)('the texts in %s', (language) => {
  it(`${language} has a text for every error and none for another`, () => {
    expect(Object.keys(locale(language, 'errors.json')).sort()).toEqual(Object.keys(errorCodes).sort());
  });

  it(`${language} has words for every field and for no other`, () => {
    expect(Object.keys(locale(language, 'fields.json')).sort()).toEqual([...fieldNames].sort());
  });
});

describe('errors', () => {
  it('are all made somewhere', () => {
    const code = sources
      .filter((path) => path !== 'src/model/errors.ts')
      .map(read)
      .join('\n');
    const unused = Object.keys(errorCodes).filter((each) => !code.includes(`'${each}'`));
    expect(unused, 'take it out of src/model/errors.ts and of every locales/<language>/errors.json').toEqual([]);
  });
});

// ── step kinds ──

describe('step kinds', () => {
  it.each(Object.entries(stepKinds))('%s has an example in its head comment that is one', (kind, { schema: body }) => {
    const comment = read(`src/engine/steps/${kind}.ts`)
      .split('\n')
      .filter((line) => line.startsWith('//'));
    const example = comment.find((line) => line.startsWith('// {'))?.slice(3);
    expect(example, `give src/engine/steps/${kind}.ts an example: // { "${kind}": … }`).toBeDefined();
    const step: object = JSON.parse(example ?? 'null');
    expect(stepKindOf(step)).toBe(kind);
    expect(body.safeParse(step).error, 'the example and the schema disagree').toBeUndefined();
  });

  it('are one file each', () => {
    const files = filesIn('src/engine/steps', /\.ts$/).map((path) => path.slice('src/engine/steps/'.length, -3));
    const members = files.filter((file) => !['index', 'kind'].includes(file));
    expect(members, 'a kind’s file has its name').toEqual(Object.keys(stepKinds).sort());
  });
});
