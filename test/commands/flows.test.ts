// `lensan flows check`, the program as it is: what it says of sound and of broken content, and its exit code. That each rule
// finds its faults is test/engine/check's to show.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { ContentFiles } from '../../src/engine/index.ts';
import { exampleOf, laid } from '../engine/check/support.ts';

async function checked(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'flows', 'check', ...args]);
  const [out, err, code] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    new Promise<number>((resolve) => program.once('exit', (status) => resolve(status ?? -1))),
  ]);
  return { code, out, err };
}

async function checkedFolder(files: ContentFiles) {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  try {
    for (const [file, source] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), source);
    }
    return await checked(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('lensan flows check', () => {
  it('finds the shipped content without an error', async () => {
    const { code, out, err } = await checked();
    expect({ code, err }, out).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\d+ files, 0 errors/);
  });

  it('says each fault in Vietnamese and in English, with its place, and exits with 1', async () => {
    const { code, out } = await checkedFolder(laid(exampleOf('dead-end').broken));
    expect(code).toBe(1);
    expect(out).toContain(`\
flows/sell.yaml:9  error  dead-end  (more)
  vi  Từ bước more trở đi không còn đường kết thúc, cũng không gặp được người hỗ trợ.
      Bà con cứ bị hỏi quanh quẩn, không ra được.
      Cho một đường dẫn đến bước kết thúc (end: true), hoặc nhờ người hỗ trợ (handoff).
  en  From the step more on there is no way to an end or to a person any more.
`);
  });

  it('names forms of address as they are to be written', async () => {
    const { code, out } = await checkedFolder(laid(exampleOf('form-of-address').broken));
    expect(code).toBe(1);
    expect(out).toContain('locales/vi/sell.json:3  error  form-of-address\n');
    expect(out).toContain('Viết {{Goi}} thay cho "{{goi}}".');
  });
});
