// Small things kept on the device (localStorage), or in memory where that is closed to us.
// Must stay true: nothing here ever throws; a full or forbidden storage only means that a reload forgets.
import type { Drawer } from './outbox.ts';

const prefix = 'lensan.chat.';
const spare = new Map<string, string>();

function storage(): Storage | undefined {
  try {
    return window.localStorage;
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

/** The outbox's entries. */
export const outDrawer: Drawer = {
  all() {
    const found: Record<string, string> = {};
    const held = storage();
    for (let at = 0; held && at < held.length; at += 1) {
      const name = held.key(at);
      if (name?.startsWith(`${prefix}out.`)) found[name.slice(prefix.length + 4)] = held.getItem(name) ?? '';
    }
    return found;
  },
  put: (key, value) => writeNote(`out.${key}`, value),
  remove: (key) => writeNote(`out.${key}`, ''),
};
