// Content files changed in one place: what was changed is so, and all else stands letter by letter as it did.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Edit, edited } from '../../../src/engine/content/edit.ts';

const menu = `# What can be done next.
flow: menu   # its name

steps:
  choose: { choose: { add: add, rest: goodbye } } # the question
  # Where most go.
  add: { call: add-product, next: choose }

  goodbye: { say: true }
words:
  - first
  - second # twice
text: |-
  one
  two
empty:
`;

/** What stands alone, is empty, lies deeper, or ends the file without a line's end. */
const odd = `kinds: { tea, rice: , fruit: [], only: [one] }
none: {}
deeper:
  words: |-
    one
    two
  last: 1`;

describe('an edit', () => {
  it.each<[why: string, edit: Edit, removed: string, added: string]>([
    ['gives a scalar another value', { path: ['flow'], value: 'home' }, 'flow: menu   #', 'flow: home   #'],
    ['quotes what must be quoted', { path: ['flow'], value: 'a: b' }, 'flow: menu   #', 'flow: "a: b"   #'],
    [
      'reaches into a flow map',
      { path: ['steps', 'choose', 'choose', 'rest'], value: 'finish' },
      'rest: goodbye',
      'rest: finish',
    ],
    [
      'adds to a flow map',
      { path: ['steps', 'add', 'again'], value: true },
      'next: choose }\n\n',
      'next: choose, again: true }\n\n',
    ],
    [
      'adds a step after the one that is named',
      { path: ['steps', 'shop'], value: { call: 'my-shop', next: 'choose' }, after: 'add' },
      'next: choose }\n\n',
      'next: choose }\n  shop: { call: my-shop, next: choose }\n\n',
    ],
    [
      'adds a step at the end',
      { path: ['steps', 'finish'], value: { end: true } },
      '{ say: true }\n',
      '{ say: true }\n  finish: { end: true }\n',
    ],
    ['takes a step out, with its line', { path: ['steps', 'goodbye'] }, '  goodbye: { say: true }\n', ''],
    ['takes a key out of a flow map', { path: ['steps', 'add', 'next'] }, ', next: choose', ''],
    ['takes the first key out of a flow map', { path: ['steps', 'add', 'call'] }, 'call: add-product, ', ''],
    ['adds to a list', { path: ['words', 2], value: 'third' }, '# twice\n', '# twice\n  - third\n'],
    ['takes out of a list, with what is said beside it', { path: ['words', 1] }, '  - second # twice\n', ''],
    ['keeps a text of lines one', { path: ['text'], value: 'three\nfour' }, '  one\n  two', '  three\n  four'],
    [
      'keeps a list of lines one',
      { path: ['words'], value: ['third', { of: 'two' }] },
      '- first\n  - second # twice\n',
      '- third\n  - of: two\n',
    ],
    ['fills what was empty', { path: ['empty'], value: [1, 'a, b'] }, 'empty:', 'empty: [1, "a, b"]'],
    [
      'writes a text of lines on one line where there was one line',
      { path: ['flow'], value: 'one\ntwo' },
      'flow: menu   #',
      'flow: "one\\ntwo"   #',
    ],
    [
      'writes a text of lines on one line where there was a list',
      { path: ['words'], value: 'one\ntwo' },
      '- first\n  - second # twice\n',
      '"one\\ntwo"\n',
    ],
    [
      'writes one line where there was a text of lines',
      { path: ['text'], value: 'three' },
      '|-\n  one\n  two\n',
      'three\n',
    ],
    [
      'writes a list on one line where there was a text of lines',
      { path: ['text'], value: ['one\ntwo', 'three'] },
      '|-\n  one\n  two\n',
      '["one\\ntwo", three]\n',
    ],
    ['gives a key that stands alone a value', { path: ['kinds', 'tea'], value: 5 }, 'tea,', 'tea: 5,'],
    ['gives a key with a colon alone a value', { path: ['kinds', 'rice'], value: 5 }, 'rice: ,', 'rice: 5,'],
    ['takes a key out between two others', { path: ['kinds', 'rice'] }, 'rice: , ', ''],
    ['takes out all that was in a list', { path: ['kinds', 'only', 0] }, '[one]', '[]'],
    ['adds to an empty list', { path: ['kinds', 'fruit', 0], value: 'mango' }, '[]', '[mango]'],
    ['adds to an empty map', { path: ['none', 'first'], value: {} }, '{}', '{ first: {} }'],
    ['keeps a text of lines at its depth', { path: ['deeper', 'words'], value: 'a\nb' }, 'one\n    two', 'a\n    b'],
    ['adds to the end of a file', { path: ['end'], value: true }, 'last: 1', 'last: 1\nend: true'],
    ['takes out the end of a file', { path: ['deeper', 'last'] }, '  last: 1', ''],
  ])('%s', (_, edit, removed, added) => {
    const text = menu.includes(removed) ? menu : odd;
    expect(text).toContain(removed);
    expect(edited(text, [edit])).toBe(text.replace(removed, () => added));
  });

  it('leaves something in a block', () => {
    expect(() => edited('steps:\n  finish: { end: true }\n', [{ path: ['steps', 'finish'] }])).toThrow('last part');
  });

  it('leaves alone what is not there to be taken out', () => {
    expect(edited(menu, [{ path: ['steps', 'nowhere'] }])).toBe(menu);
  });

  it('says what is missing above the part', () => {
    expect(() => edited(menu, [{ path: ['flows', 'menu', 'say'], value: true }])).toThrow('there is no flows.menu to');
    expect(() => edited('menu', [{ path: ['flow'], value: 'home' }])).toThrow('there is no map to');
  });

  it('says why a file cannot be read', () => {
    expect(() => edited('a: [1', [{ path: ['a'], value: 2 }])).toThrow(/flow sequence/i);
  });
});

type Change = { path: (string | number)[]; value: unknown };

const folder = fileURLToPath(new URL('../../../flows', import.meta.url));
const shipped = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));

describe.each(shipped)('flows/$file', ({ text }) => {
  const leaves = leavesOf(parse(text));

  it('stays as it is when everything in it is written again', () => {
    const same = leaves.filter(({ value }) => !String(value).includes('\n'));
    const changed = edited(text, same.slice(0, 40));
    expect(parse(changed)).toEqual(parse(text));
    expect(commentsOf(changed)).toEqual(commentsOf(text));
  });

  it('has what was changed, and all else as before', () => {
    const change = fc.record({
      leaf: fc.nat(),
      value: fc.oneof(fc.string(), fc.nat(), fc.boolean(), fc.constant(null)),
    });
    fc.assert(
      fc.property(change, ({ leaf, value }) => {
        const { path } = leaves[leaf % leaves.length] as Change;
        const changed = edited(text, [{ path, value }]);
        expect(parse(changed)).toEqual(set(parse(text), path, value));
        expect(commentsOf(changed)).toEqual(commentsOf(text));
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});

const commentsOf = (text: string) => text.split('\n').filter((line) => line.trim().startsWith('#'));

function leavesOf(value: unknown, path: (string | number)[] = []): Change[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function set(whole: unknown, path: (string | number)[], value: unknown): unknown {
  const [step, ...deeper] = path;
  if (step === undefined) return value;
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<string | number, unknown>;
  copy[step] = set(copy[step], deeper, value);
  return copy;
}
