// How near a mistyped name is: slips of the fingers, and sounds that are spelled alike in the north.
// Used only to offer choices, never to decide.

/** Swapped neighbours count as one slip. Gives up, with Infinity, beyond `limit`. */
export function slips(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return Number.POSITIVE_INFINITY;
  // What both begin and end with costs nothing; mostly little is left to compare.
  let start = 0;
  while (start < one.length && one.charCodeAt(start) === other.charCodeAt(start)) start++;
  let ends = 0;
  const shorter = Math.min(one.length, other.length) - start;
  while (ends < shorter && one.charCodeAt(one.length - 1 - ends) === other.charCodeAt(other.length - 1 - ends)) ends++;
  const [left, right] = [one.length - start - ends, other.length - start - ends];
  if (left === 0 || right === 0) return left + right;
  if (limit <= 1) {
    const isReplaced = left === 1 && right === 1;
    const isSwapped = left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
    return limit === 1 && (isReplaced || isSwapped) ? 1 : Number.POSITIVE_INFINITY;
  }

  let before: number[] = [];
  let row = Array.from(Array(right + 1).keys());
  for (let i = 1; i <= left; i++) {
    const a = one.charCodeAt(start + i - 1);
    const next = [i];
    let least = i;
    for (let j = 1; j <= right; j++) {
      const b = other.charCodeAt(start + j - 1);
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a === b ? 0 : 1));
      if (i > 1 && j > 1 && a === other.charCodeAt(start + j - 2) && b === one.charCodeAt(start + i - 2))
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    before = row;
    row = next;
  }
  const slipped = row[right] ?? Number.POSITIVE_INFINITY;
  return slipped > limit ? Number.POSITIVE_INFINITY : slipped;
}

const soundsAlike: Record<string, string> = {
  ngh: 'n',
  ng: 'n',
  gh: 'g',
  tr: 'j',
  ch: 'j',
  gi: 'd',
  r: 'd',
  x: 's',
  l: 'n',
  k: 'c',
  q: 'c',
  y: 'i',
};

/** One spelling for sounds that are written in several ways or confused: s/x, l/n, ch/tr, d/gi/r, final n/ng. */
export function sound(key: string): string {
  return key.replace(/ngh|ng|gh|tr|ch|gi|[rxlkqy]/g, (letters) => soundsAlike[letters] ?? letters);
}

export type Near = { name: string; distance: number };

/** What sounds alike is nearer than any slip. */
const soundCost = 0.5;

/** A slip beside it turns a lone y, which is written i, into one that is not. */
const letters = (name: string) => name.replace(/y/g, 'i');

/** Names that are one slip away, or sound alike. */
export function nearNames(names: Iterable<string>): (typed: string) => Near[] {
  const written = new Halves();
  const spoken = new Halves();
  for (const name of names) {
    written.add(letters(name), name);
    spoken.add(sound(name), name);
  }
  return (typed) => {
    const nearest = new Map<string, number>();
    const keep = (name: string, distance: number) => {
      if (distance < (nearest.get(name) ?? Number.POSITIVE_INFINITY)) nearest.set(name, distance);
    };
    written.near(letters(typed), 1, keep);
    // In a short name a slip beside a sound leaves nothing to know it by.
    spoken.near(sound(typed), typed.length < 8 ? 0 : 1, (name, distance) => keep(name, distance + soundCost));
    return [...nearest].map(([name, distance]) => ({ name, distance }));
  };
}

type Entry = { form: string; name: string };

/**
 * Names by the halves of their forms. The letter in the middle belongs to neither, so that one slip, a swap too, leaves one
 * of the halves as it was: only names that share a half, and are as long give or take a letter, are compared.
 */
class Halves {
  private readonly byHalf = new Map<string, Entry[]>();

  add(form: string, name: string): void {
    for (const half of halves(form, form.length)) {
      const there = this.byHalf.get(half);
      if (there) there.push({ form, name });
      else this.byHalf.set(half, [{ form, name }]);
    }
  }

  near(typed: string, limit: 0 | 1, found: (name: string, distance: number) => void): void {
    for (let length = typed.length - limit; length <= typed.length + limit; length++)
      for (const half of halves(typed, length))
        for (const { form, name } of this.byHalf.get(half) ?? []) {
          const distance = slips(typed, form, limit);
          if (distance <= limit) found(name, distance);
        }
  }
}

/** How a form of that length begins and ends, if what was typed is that form but for a slip. */
function halves(typed: string, length: number): [string, string] {
  const half = (length - 1) >> 1;
  return [`${length}${typed.slice(0, half)}-`, `${length}-${typed.slice(typed.length - (length - 1 - half))}`];
}
