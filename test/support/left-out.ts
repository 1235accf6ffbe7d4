// A vitest globalSetup: after the last test it says which tests this machine could not run, and why.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function collectLeftOut(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'lensan-left-out-'));
  const file = join(folder, 'reasons');
  writeFileSync(file, '');
  // Workers inherit it; services.ts writes there.
  process.env.LEFT_OUT_FILE = file;
  return () => {
    for (const reason of new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))) {
      console.log(`Left out on this machine: ${reason}`);
    }
    rmSync(folder, { recursive: true, force: true });
  };
}
