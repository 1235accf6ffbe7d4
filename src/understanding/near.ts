// How near a mistyped name is: slips of the fingers, and sounds that are spelled alike in the north.
// Used only to offer choices, never to decide.

/** Swapped neighbours count as one slip. Gives up, with Infinity, beyond `limit`. */
export function slips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    before = row;
    row = next;
  }
  return row[b.length] ?? Number.POSITIVE_INFINITY;
}

/** One spelling for sounds that are written in several ways or confused: s/x, l/n, ch/tr, d/gi/r, final n/ng. */
export function sound(key: string): string {
  return key
    .replace(/ngh/g, 'ng')
    .replace(/gh/g, 'g')
    .replace(/tr/g, 'ch')
    .replace(/gi/g, 'd')
    .replace(/r/g, 'd')
    .replace(/x/g, 's')
    .replace(/l/g, 'n')
    .replace(/[kq]/g, 'c')
    .replace(/y/g, 'i')
    .replace(/ng/g, 'n');
}
