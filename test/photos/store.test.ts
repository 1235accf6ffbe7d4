// The store on disk: durable before it resolves, one file per content, no way out of its folder.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskStore } from '../../src/photos/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lensan-photos-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

describe('the store on disk', () => {
  it('gives back what was put, by the hash of its content, also after a restart', async () => {
    const bytes = randomBytes(100_000);
    const hash = await diskStore(folder).put(bytes);
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));

    const store = diskStore(folder);
    expect(await store.has(hash)).toBe(true);
    expect(await store.get(hash)).toEqual(bytes);
    expect((await stat(join(folder, hash.slice(0, 2), hash.slice(2, 4), hash))).mode & 0o077).toBe(0);
  });

  it('makes its folder', async () => {
    const store = diskStore(join(folder, 'not', 'yet'));
    expect(await store.get(await store.put(Buffer.from('na')))).toEqual(Buffer.from('na'));
  });

  it('keeps one file of twenty identical photos put at once, and no leftovers', async () => {
    const bytes = randomBytes(300_000);
    const store = diskStore(folder);
    const hashes = await Promise.all(Array.from({ length: 20 }, () => store.put(bytes)));
    expect(new Set(hashes).size).toBe(1);
    expect(await files()).toHaveLength(1);
    expect(await store.get(hashes[0] ?? '')).toEqual(bytes);
  });

  it('does not write again what it has', async () => {
    const store = diskStore(folder);
    const hash = await store.put(Buffer.from('na'));
    const path = join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
    const before = await stat(path);
    await store.put(Buffer.from('na'));
    const after = await stat(path);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('deletes, once and again', async () => {
    const store = diskStore(folder);
    const hash = await store.put(Buffer.from('na'));
    await store.delete(hash);
    await store.delete(hash);
    expect(await store.has(hash)).toBe(false);
    expect(await store.get(hash)).toBeUndefined();
    expect(await files()).toHaveLength(0);
  });

  it('has nothing under a name that is no hash, and leaves the files around it alone', async () => {
    const outside = join(folder, 'secret');
    await writeFile(outside, 'x');
    const store = diskStore(join(folder, 'photos'));
    await store.put(Buffer.from('na'));
    for (const name of ['../secret', outside, '', 'A'.repeat(64), `${'a'.repeat(64)}\n`, `../${'a'.repeat(61)}`]) {
      expect(await store.get(name)).toBeUndefined();
      expect(await store.has(name)).toBe(false);
      await store.delete(name);
    }
    expect((await stat(outside)).size).toBe(1);
  });

  it('clears away what a crash left half written, but not what is being written', async () => {
    const store = diskStore(folder);
    await store.put(Buffer.from('na'));
    const [old, fresh] = [join(folder, 'incoming', 'old'), join(folder, 'incoming', 'fresh')];
    await writeFile(old, 'half a ph');
    await writeFile(fresh, 'half a ph');
    await utimes(old, new Date(0), new Date(0));
    await diskStore(folder).put(Buffer.from('chè'));
    expect(await readdir(join(folder, 'incoming'))).toEqual(['fresh']);
  });

  it('says so when it cannot write, and works again once it can', async () => {
    const blocked = join(folder, 'photos');
    await writeFile(blocked, 'a file where the folder should be');
    const store = diskStore(blocked);
    await expect(store.put(Buffer.from('na'))).rejects.toThrow();
    await rm(blocked);
    expect(await store.get(await store.put(Buffer.from('na')))).toEqual(Buffer.from('na'));
  });
});
