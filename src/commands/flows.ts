// Checks a folder's flows and texts; says every fault with its file.
import { loadPlaces, readContent } from '../app.ts';
import { compileContent } from '../conversation/index.ts';
import { indexPlaces } from '../understanding/index.ts';

/** The exit code: 1 when something is wrong. */
export async function checkFlows(folder: string): Promise<number> {
  const files = await readContent(folder);
  const { issues } = compileContent(files, indexPlaces(loadPlaces(), 'Thái Nguyên'));
  for (const { file, step, problem } of issues)
    process.stdout.write(`${file}${step ? ` › ${step}` : ''}: ${problem}\n`);
  process.stdout.write(issues.length === 0 ? `${Object.keys(files).length} files, no faults\n` : '');
  return issues.length === 0 ? 0 : 1;
}
