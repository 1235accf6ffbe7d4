// Photos by content hash. `put` resolves only once the bytes would survive a power cut: the answer to an upload
// depends on it. The same bytes are one file, so whoever deletes must know that nobody else refers to them.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** A name that is no hash was never stored: `get` gives undefined, `has` false, `delete` does nothing. */
export interface PhotoStore {
  /**
   * Keeps the bytes and gives their name: 64 hex digits, the SHA-256 of the bytes. Bytes with an `owner` have a name
   * of their own even when somebody else keeps the same, so that they can be deleted without asking who else does.
   */
  put(bytes: Buffer, owner?: string): Promise<string>;
  get(hash: string): Promise<Buffer | undefined>;
  has(hash: string): Promise<boolean>;
  delete(hash: string): Promise<void>;
}

// Nothing takes an hour to write: an older file in incoming/ is what a crash left, and may hold somebody's photo.
const leftoverAfterMs = 60 * 60 * 1000;

/** The store on disk: `ab/cd/abcd…`, and `incoming/` for what is being written. */
export function diskStore(folder: string): PhotoStore {
  const root = resolve(folder);
  const incoming = join(root, 'incoming');
  let prepared: Promise<void> | undefined;

  const pathOf = (hash: string) =>
    /^[0-9a-f]{64}$/.test(hash) ? join(root, hash.slice(0, 2), hash.slice(2, 4), hash) : undefined;

  async function prepare(): Promise<void> {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    for (const name of await readdir(incoming)) {
      const file = join(incoming, name);
      const found = await unlessMissing(stat(file));
      if (found && Date.now() - found.mtimeMs > leftoverAfterMs) await rm(file, { force: true });
    }
  }

  async function write(path: string, bytes: Buffer): Promise<void> {
    const temporary = join(incoming, randomUUID());
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Loses a race only to the same bytes.
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** A name is durable once every folder on its way is; another `put` may have made one without having synced it yet. */
  async function syncFolders(path: string): Promise<void> {
    for (let at = dirname(path); ; at = dirname(at)) {
      const handle = await open(at);
      await handle.sync().finally(() => handle.close());
      if (at === dirname(root)) return;
    }
  }

  const has = async (path: string) => (await unlessMissing(stat(path))) !== undefined;

  return {
    async put(bytes, owner = '') {
      const hash = createHash('sha256').update(owner).update(bytes).digest('hex');
      const path = join(root, hash.slice(0, 2), hash.slice(2, 4), hash);
      prepared ??= prepare();
      await prepared.catch((error) => {
        prepared = undefined;
        throw error;
      });
      if (!(await has(path))) await write(path, bytes);
      await syncFolders(path);
      return hash;
    },
    async get(hash) {
      const path = pathOf(hash);
      return path ? unlessMissing(readFile(path)) : undefined;
    },
    async has(hash) {
      const path = pathOf(hash);
      return path ? has(path) : false;
    },
    async delete(hash) {
      const path = pathOf(hash);
      if (!path || !(await has(path))) return;
      await rm(path, { force: true });
      const handle = await open(dirname(path));
      await handle.sync().finally(() => handle.close());
    },
  };
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
