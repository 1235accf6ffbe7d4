// Xóm, thôn, bản, tổ: kept as they are written, beside the commune.
import { quote, type Token } from '../letters/normalize.ts';
import type { Hit } from './hits.ts';
import { at, markers, type Span } from './place-words.ts';

/** Xóm, thôn, tổ and what follows, up to the commune. */
export function hamletOf(text: string, tokens: Token[], hits: Hit[]): (Span & { text: string; hit?: Hit }) | undefined {
  for (let from = 0; from < tokens.length; from++) {
    const marker = markers.at(tokens, from);
    const token = tokens[from];
    if (marker?.value !== 'hamlet' || !token) continue;
    const name = from + marker.length;
    const next = tokens[name];
    // Without marks "ban", "to", "khu" and "pho" are other words too.
    const isSaid = token.marked || next?.kind === 'number' || /^(?:xom|thon|tdp)$/.test(token.bare);
    const own = hits.find((hit) => hit.from === from && hit.role === 'hamlet');
    const inside = hits.find((hit) => hit.from < name && hit.to > name && hit.role !== 'hamlet');
    if (!isSaid || inside || !next) continue;
    const later = hits.find((hit) => hit !== own && hit.from >= name);
    // "xóm Tân Lập, xã Tân Cương": a hamlet may bear a commune's name, when a commune follows.
    if (own && !later) return undefined;
    // "xom cay thi xa tan cuong": a name that is known is not cut short.
    const to = Math.max(endOfHamlet(tokens, name, later?.from ?? tokens.length), own?.to ?? 0);
    if (to > name) return { text: quote(text, tokens, from, to), from, to, ...(own ? { hit: own } : {}) };
  }
  return undefined;
}

function endOfHamlet(tokens: Token[], from: number, limit: number): number {
  let to = from;
  while (to < limit && to - from < 6) {
    const token = tokens[to];
    if (token?.kind === 'mark' || (to > from && (markers.at(tokens, to)?.value ?? 'hamlet') !== 'hamlet')) break;
    if (to > from && token && (at(token) || /^(?:ạ|nhé)$/.test(token.text))) break;
    to++;
  }
  return to;
}

/** How far a hamlet's name goes is only known where a number, a pause or a commune ends it. */
export function endedHamlet(text: string, tokens: Token[]): (Span & { text: string }) | undefined {
  const hamlet = hamletOf(text, tokens, []);
  if (!hamlet) return undefined;
  const { from } = hamlet;
  const marker = markers.at(tokens, from)?.length ?? 1;
  const isNumbered = tokens[from + marker]?.kind === 'number';
  const to = isNumbered ? from + marker + 1 : hamlet.to;
  const isEnded = isNumbered || tokens[to]?.kind === 'mark' || markers.at(tokens, to)?.value === 'commune';
  return isEnded ? { from, to, text: quote(text, tokens, from, to) } : undefined;
}
