// Edits of the shipped flows, as a tired admin might make them.
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { home, readContent } from '../../../src/app.ts';
import type { ContentFiles } from '../../../src/engine/index.ts';

type Steps = Record<string, Record<string, unknown>>;
type Edit = { file: string; deed: (typeof deeds)[number]; at: number; to: number };

const deeds = ['drop', 'rename', 'swap', 'retarget', 'unscope', 'move', 'empty', 'option', 'compulsory'] as const;

const shipped = await readContent(home);
const flowFiles = Object.keys(shipped).filter((file) => /^flow: /m.test(shipped[file] ?? ''));

/** One edit of one of these flows. */
export const edit = (files = flowFiles): fc.Arbitrary<Edit> =>
  fc.record({ file: fc.constantFrom(...files), deed: fc.constantFrom(...deeds), at: fc.nat(), to: fc.nat() });

export function mangled(files: ContentFiles, { file, deed, at, to }: Edit): ContentFiles {
  const flow = parse(files[file] ?? '') as { scope?: string; steps: Steps };
  const steps = Object.entries(flow.steps);
  const [name = '', body = {}] = steps[at % steps.length] ?? [];
  const [other = '', otherBody = {}] = steps[to % steps.length] ?? [];
  const change = (changed: Steps) => {
    flow.steps = { ...flow.steps, ...changed };
  };
  switch (deed) {
    case 'drop':
      delete flow.steps[name];
      break;
    case 'rename':
      flow.steps = Object.fromEntries(steps.map(([id, each]) => [id === name ? 'renamed' : id, each]));
      break;
    case 'swap':
      change({ [name]: otherBody, [other]: body });
      break;
    case 'retarget':
      if ('else' in body) change({ [name]: { ...body, else: other } });
      else if (!('end' in body || 'choose' in body || 'confirm' in body)) change({ [name]: { ...body, next: other } });
      break;
    case 'unscope':
      delete flow.scope;
      break;
    case 'move':
      flow.steps = Object.fromEntries([...steps.filter(([id]) => id !== name), [name, body]]);
      break;
    case 'empty':
      change({ [name]: {} });
      break;
    case 'option':
      if ('choose' in body) change({ [name]: { ...body, choose: redirected(body.choose as object, to, other) } });
      break;
    case 'compulsory':
      if ('ask' in body) change({ [name]: { ...body, optional: body.optional ? undefined : true } });
  }
  return { ...files, [file]: stringify(flow) };
}

function redirected(options: object, which: number, target: string): object {
  const names = Object.keys(options);
  return names.length === 0 ? options : { ...options, [names[which % names.length] ?? '']: target };
}
