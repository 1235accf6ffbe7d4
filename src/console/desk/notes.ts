// Small things kept on the device (localStorage), or in memory where that is closed to us.
// Must stay true: nothing here ever throws; a full or forbidden storage only means that a reload forgets.
const prefix = 'lensan.desk.';
const spare = new Map<string, string>();

function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined; // Blocked by the browser's settings.
  }
}

export function readNote(name: string): string {
  try {
    return spare.get(name) ?? storage()?.getItem(prefix + name) ?? '';
  } catch {
    return '';
  }
}

export function writeNote(name: string, value: string): void {
  try {
    const held = storage();
    if (!held) throw new Error('no storage');
    if (value) held.setItem(prefix + name, value);
    else held.removeItem(prefix + name);
    spare.delete(name);
  } catch {
    spare.set(name, value);
  }
}

/** Every note whose name begins like this, by the rest of its name. */
export function notesOf(start: string): Record<string, string> {
  const found: Record<string, string> = {};
  const held = storage();
  for (let at = 0; held && at < held.length; at += 1) {
    const name = held.key(at);
    if (name?.startsWith(prefix + start)) found[name.slice(prefix.length + start.length)] = held.getItem(name) ?? '';
  }
  return found;
}
