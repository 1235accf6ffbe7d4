// Circles in a graph: Tarjan's strongly connected components, without recursion, so that long flows fit. Linear.

/** Sets of nodes each of which leads to all others of its set; a node alone only where it leads to itself. */
export function circles<T>(nodes: Iterable<T>, waysFrom: (node: T) => T[]): T[][] {
  const found: T[][] = [];
  const index = new Map<T, number>();
  const lowest = new Map<T, number>();
  const path: T[] = [];
  const onPath = new Set<T>();
  const lower = (node: T, to: number) => lowest.set(node, Math.min(lowest.get(node) ?? to, to));

  for (const root of nodes) {
    if (index.has(root)) continue;
    const open = [enter(root)];
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.ways.pop();
      if (next === undefined) {
        open.pop();
        const outer = open.at(-1);
        if (outer) lower(outer.node, lowest.get(top.node) ?? 0);
        if (lowest.get(top.node) === index.get(top.node)) close(top.node);
      } else if (!index.has(next)) {
        open.push(enter(next));
      } else if (onPath.has(next)) {
        lower(top.node, index.get(next) ?? 0);
      }
    }
  }
  return found;

  function enter(node: T): { node: T; ways: T[] } {
    index.set(node, index.size);
    lowest.set(node, index.size - 1);
    path.push(node);
    onPath.add(node);
    return { node, ways: [...waysFrom(node)] };
  }

  function close(node: T): void {
    const circle = path.splice(path.lastIndexOf(node));
    for (const each of circle) onPath.delete(each);
    if (circle.length > 1 || waysFrom(node).includes(node)) found.push(circle);
  }
}
