// Checks a folder's content and says every fault in Vietnamese and English: where, what a farmer would live through, and
// how to mend it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import i18next from 'i18next';
import { home, loadPlaces, readContent } from '../app.ts';
import { checkContent } from '../conversation/index.ts';
import { type Issue, jsonSchemas } from '../engine/index.ts';
import { indexPlaces } from '../understanding/index.ts';

/** The exit code: 1 when there is an error. */
export async function checkFlows(folder: string, province: string): Promise<number> {
  const files = await readContent(folder);
  const issues = checkContent(files, indexPlaces(loadPlaces(), province));
  const words = await issueWords();
  for (const issue of issues) process.stdout.write(`${words(issue)}\n\n`);
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  process.stdout.write(`${Object.keys(files).length} files, ${errors} errors, ${issues.length - errors} warnings\n`);
  return errors === 0 ? 0 : 1;
}

const languages = ['vi', 'en'] as const;

/** Issues in words, from the project's own locales: those of the folder may be what is broken. */
async function issueWords(): Promise<(issue: Issue) => string> {
  const files = await readContent(home);
  const i18n = i18next.createInstance();
  await i18n.init({
    resources: Object.fromEntries(
      languages.map((language) => [language, { issues: JSON.parse(files[`locales/${language}/issues.json`] ?? '{}') }]),
    ),
    ns: ['issues'],
    defaultNS: 'issues',
    keySeparator: false,
    interpolation: { escapeValue: false },
  });
  return ({ rule, severity, file, line, step, values }) => {
    const said = languages.map((lng) => {
      const parts = [rule, `${rule}.lived`, `${rule}.mend`].map((key) => i18n.t(key, { lng, ...values }));
      return `  ${lng}  ${parts.join('\n      ')}`;
    });
    return [`${file}:${line}  ${severity}  ${rule}${step ? `  (${step})` : ''}`, ...said].join('\n');
  };
}

/** Writes the JSON Schemas by which editors complete and check content files: flows/schema/*.json. */
export async function writeSchemas(folder: string): Promise<void> {
  const target = join(folder, 'flows', 'schema');
  await mkdir(target, { recursive: true });
  for (const [name, schema] of Object.entries(jsonSchemas()))
    await writeFile(join(target, name), `${JSON.stringify(schema, null, 2)}\n`);
}
