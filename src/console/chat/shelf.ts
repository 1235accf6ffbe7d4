// Photos that are waiting to be sent, kept in IndexedDB so that a reload does not lose them.
// Must stay true: `put` says honestly whether the photo would survive a reload; nothing here throws.

const store = 'photos';
const held = new Map<string, Blob>();
let opened: Promise<IDBDatabase | undefined> | undefined;

function open(): Promise<IDBDatabase | undefined> {
  opened ??= new Promise((resolve) => {
    try {
      const asked = indexedDB.open('lensan-chat', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(store);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(undefined);
      asked.onblocked = () => resolve(undefined);
    } catch {
      resolve(undefined); // Private window, or storage forbidden.
    }
  });
  return opened;
}

type Found<T> = { value: T } | undefined;

async function within<T>(mode: IDBTransactionMode, act: (photos: IDBObjectStore) => IDBRequest<T>): Promise<Found<T>> {
  const base = await open();
  if (!base) return undefined;
  return new Promise<Found<T>>((resolve) => {
    try {
      const transaction = base.transaction(store, mode);
      const asked = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve({ value: asked.result });
      transaction.onabort = () => resolve(undefined);
      transaction.onerror = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}

/** True when the photo will still be there after a reload. */
export async function put(key: string, photo: Blob): Promise<boolean> {
  held.set(key, photo);
  return (await within('readwrite', (photos) => photos.put(photo, key))) !== undefined;
}

export async function get(key: string): Promise<Blob | undefined> {
  const kept = held.get(key) ?? (await within<unknown>('readonly', (photos) => photos.get(key)))?.value;
  return kept instanceof Blob ? kept : undefined;
}

export async function remove(key: string): Promise<void> {
  held.delete(key);
  await within('readwrite', (photos) => photos.delete(key));
}

/** Removes what nobody waits for any more. */
export async function keepOnly(keys: readonly string[]): Promise<void> {
  const found = (await within('readonly', (photos) => photos.getAllKeys()))?.value ?? [];
  const wanted = new Set<IDBValidKey>(keys);
  for (const key of found) if (!wanted.has(key)) await within('readwrite', (photos) => photos.delete(key));
}
