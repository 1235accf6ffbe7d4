// A content file: what it holds, and the line on which each part of it stands. Pure.
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parse, parseDocument } from 'yaml';

/** Path (`flows/menu.yaml`, `locales/vi/menu.json`) → what is in the file. */
export type ContentFiles = Record<string, string>;

/** The way to a part of a file: keys and places in lists, from the outside in. */
export type Path = readonly PropertyKey[];

export type Source = { file: string; content: unknown; lineOf(path: Path): number };

/** Reads YAML, or JSON where the name says so. Throws a `Broken` when the file is neither. */
export function readSource(file: string, text: string): Source {
  // Lines are only asked for where something is wrong.
  let lines: ((path: Path) => number) | undefined;
  const lineOf = (path: Path) => {
    lines ??= linesOf(text);
    return lines(path);
  };
  try {
    return { file, content: file.endsWith('.json') ? JSON.parse(text) : parse(text), lineOf };
  } catch (error) {
    throw new Broken((error as Error).message.split('\n')[0]?.replace(/:$/, '') ?? '', firstFault(text), error);
  }
}

export class Broken extends Error {
  readonly line: number;

  constructor(message: string, line: number, cause: unknown) {
    super(message, { cause });
    this.line = line;
  }
}

function firstFault(text: string): number {
  const lines = new LineCounter();
  const [fault] = parseDocument(text, { lineCounter: lines }).errors;
  return fault ? lines.linePos(fault.pos[0]).line : 1;
}

function linesOf(text: string): (path: Path) => number {
  const lines = new LineCounter();
  const root = parseDocument(text, { lineCounter: lines });
  return (path) => {
    let node: unknown = root.contents;
    let at = 0;
    for (const step of path) {
      const inner = within(node, step);
      if (!inner) break;
      at = inner.at;
      node = inner.node;
    }
    return lines.linePos(at).line;
  };
}

/** One step inward: the part, and where it (or its key) begins. */
function within(node: unknown, step: PropertyKey): { node: unknown; at: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair && { node: pair.value, at: beginningOf(pair.key) };
  }
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return item === undefined ? undefined : { node: item, at: beginningOf(item) };
}

const beginningOf = (node: unknown) => (isNode(node) ? ((node as Node).range?.[0] ?? 0) : 0);
