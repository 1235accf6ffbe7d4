// A content file changed in one place and left as it is everywhere else: comments, order, blank lines and the way
// things are written stay, because only the letters of what is changed are replaced. Pure.
import { Document, isCollection, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, stringify } from 'yaml';
import { invariant } from '../../model/errors.ts';
import type { Path } from './source.ts';

/**
 * One change. What is not there yet is added: to a list at its end, to a map at its end or right `after` the key named.
 * Without a value the part is taken out.
 */
export type Edit = { path: Path; value?: unknown; after?: string };

/** The file's new text. Throws when the text is no YAML, or what is above the part is not there. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce(editedOnce, text);
}

function editedOnce(text: string, { path, value, after }: Edit): string {
  const parsed = parseDocument(text);
  const [fault] = parsed.errors;
  if (fault) throw fault;
  const above = parsed.getIn(path.slice(0, -1));
  invariant(isCollection(above), `there is no ${path.slice(0, -1).join('.') || 'map'} to change`);
  const step = path.at(-1) as PropertyKey;
  const at = isMap(above)
    ? above.items.findIndex(({ key }) => isScalar(key) && String(key.value) === String(step))
    : Number(step);
  const part = above.items[at] as Part | undefined;
  if (value === undefined) return part === undefined ? text : without(text, above.items as Part[], at, above.flow);
  if (part === undefined) return withMore(text, above as Above, String(step), value, after);
  const node = partValue(part);
  const from = node ? rangeOf(node)[0] : endOf(part);
  const joint = node ? (text[from - 1] === ':' ? ' ' : '') : ': ';
  return text.slice(0, from) + joint + written(value, node, text, from, above.flow) + text.slice(endOf(part, text));
}

type Part = Node | Pair<Node, Node | null>;
type Above = { items: Part[]; flow?: boolean } & Node;

const isPair = (part: Part): part is Pair<Node, Node | null> => 'key' in part;
const partValue = (part: Part): Node | null => (isPair(part) ? part.value : part);
const rangeOf = ({ range }: Node): readonly [number, number] => {
  invariant(range, 'what was parsed has a place');
  return [range[0], range[1]];
};
const beginOf = (part: Part) => rangeOf(isPair(part) ? part.key : part)[0];
/** Where a part ends; a text of lines ends before the line that follows it. */
function endOf(part: Part, text = ''): number {
  // A key can stand alone: `{ key }`.
  const [, end] = rangeOf(partValue(part) ?? (part as Pair<Node>).key);
  return text[end - 1] === '\n' ? end - 1 : end;
}

/** As the part is written that it replaces: lines below one another stay so, all else goes on one line. */
function written(value: unknown, node: Node | null, text: string, from: number, isFlow = false): string {
  if (isCollection(node) && !node.flow && !isFlow && typeof value === 'object') {
    const lines = stringify(value, { lineWidth: 0 }).trimEnd();
    return lines.replace(/\n(?=.)/g, `\n${' '.repeat(columnOf(text, from))}`);
  }
  const isOfLines = isScalar(node) && node.type === 'BLOCK_LITERAL' && typeof value === 'string';
  if (!isOfLines || !/^\S.*\n.*\S$/s.test(value)) return onOneLine(value);
  const indent = ' '.repeat(indentOf(text, from) + 2);
  return `|-\n${value.replace(/^(?=.)/gm, indent)}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${scalar(key)}: ${onOneLine(inner)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** A scalar that can stand within brackets, quoted where it must be. */
function scalar(value: unknown): string {
  if (typeof value === 'string' && value.includes('\n')) return JSON.stringify(value);
  const parsed = new Document([value]);
  if (isSeq(parsed.contents)) parsed.contents.flow = true;
  return parsed.toString({ lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1);
}

function withMore(text: string, above: Above, step: string, value: unknown, after?: string): string {
  const { items, flow } = above;
  const isList = isSeq(above);
  const said = isList ? onOneLine(value) : `${scalar(step)}: ${onOneLine(value)}`;
  const before = items.find((part) => isPair(part) && isScalar(part.key) && String(part.key.value) === after);
  const last = before ?? items.at(-1);
  if (!last)
    return text.slice(0, rangeOf(above)[0]) + (isList ? `[${said}]` : `{ ${said} }`) + text.slice(rangeOf(above)[1]);
  if (flow) return `${text.slice(0, endOf(last))}, ${said}${text.slice(endOf(last))}`;
  const at = endOfLine(text, endOf(last, text));
  const indent = ' '.repeat(columnOf(text, rangeOf(above)[0]));
  return `${text.slice(0, at)}\n${indent}${isList ? '- ' : ''}${said}${text.slice(at)}`;
}

/** Of a flow collection with its comma; of a block with its lines, and the comment beside it. */
function without(text: string, items: Part[], at: number, isFlow = false): string {
  const part = items[at] as Part;
  const next = items[at + 1];
  const before = items[at - 1];
  if (isFlow) {
    const from = next || !before ? beginOf(part) : endOf(before);
    return text.slice(0, from) + text.slice(next ? beginOf(next) : endOf(part));
  }
  invariant(next || before, 'the last part of a block is replaced with the block');
  const from = text.lastIndexOf('\n', beginOf(part)) + 1;
  return text.slice(0, from) + text.slice(endOfLine(text, endOf(part, text)) + 1);
}

const startOfLine = (text: string, at: number) => text.lastIndexOf('\n', at) + 1;
const columnOf = (text: string, at: number) => at - startOfLine(text, at);
const indentOf = (text: string, at: number) => text.slice(startOfLine(text, at)).search(/[^ ]/);

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
