// One process per data folder: PGlite has no lock of its own, and two processes destroy each other's rows.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Takes the folder for this process; returns how to give it back. Throws when another living process has it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lensan.lock');
  const own = `${path}.${process.pid}.${randomUUID()}`;
  await writeFile(own, `${process.pid} ${startOf(process.pid)}`);
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      // A link appears whole and only where nothing is: no other process can read a lock that is half written.
      const taken = await link(own, path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
          return false;
        },
      );
      if (taken) return () => rm(path, { force: true });
      const left = await readFile(path, 'utf8').catch(() => undefined);
      if (left === undefined) continue;
      const [pid = '', start = ''] = left.split(' ');
      if (isRunning(Number(pid)) && startOf(Number(pid)) === start)
        throw new Error(`the data folder ${folder} is in use by process ${pid}; stop that one first`);
      await clearAway(path, left);
    }
    throw new Error(`cannot lock the data folder ${folder}`);
  } finally {
    await rm(own, { force: true });
  }
}

/** Removes the lock of a process that is no more; one that another process has taken meanwhile is put back. */
async function clearAway(path: string, left: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const moved = await readFile(aside, 'utf8').catch(() => left);
  if (moved !== left) await link(aside, path);
  await rm(aside, { force: true });
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started, so that its number given to another one is not taken for it. Linux tells; elsewhere ''. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
