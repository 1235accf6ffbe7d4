// The JSON Schemas in flows/schema are those of the code, each content file names its own, and each is valid by it.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { home, readContent } from '../../../src/app.ts';
import { jsonSchemas } from '../../../src/engine/index.ts';

const files = Object.entries(await readContent(home)).filter(([file]) => file.startsWith('flows/'));
const schemas = jsonSchemas();
const read = (path: string) => JSON.parse(readFileSync(join(home, path), 'utf8'));

describe('the published schemas', () => {
  it.each(Object.keys(schemas))('%s is what the code reads', (name) => {
    expect(read(`flows/schema/${name}`), 'run "npm run -s lensan -- flows schema"').toEqual(
      JSON.parse(JSON.stringify(schemas[name])),
    );
  });

  it.each(files)('%s names its schema and holds to it', (file, source) => {
    const [, named = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(source) ?? [];
    const path = resolve('/', dirname(file), named).slice(1);
    expect(Object.keys(schemas).map((name) => `flows/schema/${name}`)).toContain(path);
    const validate = new Ajv({ strict: false, formats: { date: true } }).compile(read(path));
    validate(parse(source));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('refuse what the compiler refuses', () => {
    const validate = new Ajv({ strict: false }).compile(read('flows/schema/flow.json'));
    expect(validate({ flow: 'x', steps: { a: { ask: 'product.colour' } } })).toBe(false);
    expect(validate({ flow: 'x', steps: { a: { ask: 'product.name', say: true } } })).toBe(false);
    expect(validate({ flow: 'x', steps: { a: { ask: 'product.name', was: ['b'] } } })).toBe(true);
  });
});
