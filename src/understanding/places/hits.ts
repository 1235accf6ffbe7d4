// The known names in a message, letter by letter, of communes and of areas; and which of their meanings the typed
// marks leave.
import { isFiller } from '../letters/fillers.ts';
import { fold, joined } from '../letters/fold.ts';
import type { Token } from '../letters/normalize.ts';
import { type Area, isAtHome } from './areas.ts';
import { slips } from './near.ts';
import type { Meaning, PlaceIndex } from './place-index.ts';
import { at, markerBefore, namesIn, type Role, type Span } from './place-words.ts';

/** A stretch of the message that is a known name, of a commune or only of an area. */
export type Hit = Span & { name: number; role?: Role; area?: Area; meanings: Meaning[]; exact: boolean };
/** Where a name is looked for. */
export type Scope = {
  has(key: string): boolean;
  meanings(key: string): Meaning[];
  isArea(area: Area): boolean;
  province?: Area;
};

export const homeScope = (index: PlaceIndex): Scope => ({
  has: (key) => index.atHome.has(key),
  meanings: (key) => index.atHome.meanings(key),
  isArea: (area) => isAtHome(area, index),
});

export function provinceScope(index: PlaceIndex, province: Area): Scope {
  const name = province.province?.name ?? '';
  return {
    has: (key) => index.elsewhere.has(key),
    meanings: (key) => index.elsewhere.meanings(key).filter((meaning) => meaning.place.province === name),
    isArea: (area) => area.provinces.has(name) || area.province?.name === name,
    province,
  };
}

/** Everywhere but home. Of several with one name today's come first, and the nearest: codes follow the map. */
export function nationScope(index: PlaceIndex): Scope {
  const far = ({ place }: Meaning) =>
    Math.abs(Number(place.code) - Number(index.homeCode)) + (place.former === undefined ? 0 : 100_000);
  return {
    has: (key) => index.elsewhere.has(key),
    meanings: (key) => [...index.elsewhere.meanings(key)].sort((a, b) => far(a) - far(b)),
    isArea: () => true,
  };
}

/** Known names, the longest first at each place, with what was said before them. */
export function hitsIn(tokens: Token[], areas: Area[], scope: Scope, index: PlaceIndex): Hit[] {
  const hits: Hit[] = [];
  const { province } = scope;
  for (let from = 0; from < tokens.length; ) {
    const isProvince = province && from >= province.from && from < province.to;
    const floor = hits.at(-1)?.to ?? 0;
    const hit = isProvince ? undefined : hitAt(tokens, from, floor, areas, scope, index);
    // "phường Tiên Phong" is not Phượng Tiến, nor "thi tran phu thong" Trần Phú.
    const within = hit && !hit.area ? hitAt(tokens, from + 1, floor, areas, scope, index) : undefined;
    const isLess = within?.exact && (!hit?.exact || (within.role === 'commune' && within.to > hit.to));
    if (hit && !isLess) hits.push(hit);
    from = hit && !isLess ? hit.to : from + 1;
  }
  return hits;
}

function hitAt(
  tokens: Token[],
  from: number,
  floor: number,
  areas: Area[],
  scope: Scope,
  index: PlaceIndex,
): Hit | undefined {
  for (const { to, key } of namesIn(tokens, index)[from] ?? []) {
    const named = areas.find((one) => one.name === from && one.to === to && scope.isArea(one));
    if (!named && !scope.has(key)) continue;
    const marker = markerBefore(tokens, from, floor);
    const role = marker?.role ?? (named?.from === from ? named.role : undefined);
    const area = named && role !== 'commune' && role !== 'hamlet' ? named : undefined;
    // "Đu", "Phường 12": a short name is one only when said as one.
    if (!area && key.length < 4 && role !== 'commune' && (/^\d/.test(key) || !standsApart(tokens, from, to, areas)))
      continue;
    const known = /^\d/.test(key) && role !== 'commune' ? [] : scope.meanings(key);
    if (!area && known.length === 0) continue;
    const words = tokens.slice(from, to);
    // With quite other marks these are other words: "vẫn phải" is not Vạn Phái.
    const isOther = (meaning: Meaning) => marksApart(words, meaning) > words.length;
    if (!area && !words.some((word) => word.typed) && known.every(isOther)) continue;
    const exact = exactly(known, words).filter((meaning) => !isMistyped(meaning.name, key, words, index));
    return {
      from: marker?.from ?? from,
      name: from,
      to,
      ...(role ? { role } : {}),
      ...(area ? { area } : {}),
      meanings: exact.length > 0 ? exact : known,
      exact: exact.length > 0,
    };
  }
  return undefined;
}

/** Between pauses, after "ở", or with the district. */
function standsApart(tokens: Token[], from: number, to: number, areas: Area[]): boolean {
  const before = tokens[from - 1];
  const after = tokens[to];
  return (
    tokens[from]?.typed === undefined &&
    (!before || before.kind === 'mark' || at(before) || areas.some((area) => area.to === from)) &&
    (!after || after.kind === 'mark' || isFiller(after) || areas.some((area) => area.from === to))
  );
}

/**
 * Read as this name only by a spelling of its own, while the letters as they stand are a slip away from another:
 * "xuan laz" may be Xuân Lạc as well as Xuân La in Telex, "Tân Ki" may be Tân Kim as well as Tân Kỳ.
 */
function isMistyped(name: string, key: string, words: Token[], index: PlaceIndex): boolean {
  const parts = name.split(' ');
  const differs =
    parts.length === words.length
      ? words.some((word, i) => (word.typed || !word.marked) && fold(word.text) !== fold(parts[i] ?? ''))
      : joined(words.map((word) => word.text).join('')) !== joined(name);
  if (!differs) return false;
  const typed = joined(words.map((word) => word.text).join(''));
  return index.atHome.near(typed).some((near) => near.name !== key && near.distance <= 1);
}

/** The meanings that agree with what was typed, the one of just these letters first. */
function exactly(known: Meaning[], typed: Token[]): Meaning[] {
  const words = typed.filter((token) => token.kind !== 'mark');
  const agreeing = known.filter((meaning) => isAsWritten(meaning, words));
  // "van lanwg" may be typed in Telex or be a slip: it does not decide between two names.
  if (words.some((word) => word.typed) && agreeing.length < known.length) return [];
  const all = words.map((word) => word.marks).join('');
  return agreeing.sort((a, b) => Number(marksOf(b) === all) - Number(marksOf(a) === all));
}

/**
 * Every marked word agrees with the name's marks, and an unmarked one may have any: "Văn lang" is Văn Lang or Văn Lăng.
 * Of joined syllables it is not known which bears a mark: "vănlang" only has none that the name has not.
 */
function isAsWritten(meaning: Meaning, words: Token[]): boolean {
  if (meaning.words.length === words.length)
    return words.every((word, i) => !word.marked || word.marks === meaning.words[i]?.marks);
  const typed = signsIn(words.map((word) => word.marks).join(''));
  const spelled = signsIn(marksOf(meaning));
  const count = (signs: string[], sign: string) => signs.filter((one) => one === sign).length;
  return typed.every((sign) => count(typed, sign) <= count(spelled, sign));
}

const signsIn = (marks: string): string[] => marks.match(/[\u0300-\u036Fđ]/g) ?? [];

const marksOf = (meaning: Meaning) => meaning.words.map((word) => word.marks).join('');

/** How far the typed marks are from the name's; an unmarked word may bear any. More than four are as good as any. */
export function marksApart(words: Token[], meaning: Meaning): number {
  const isCut = words.length === meaning.words.length;
  if (!isCut && !words.every((word) => word.marked)) return 0;
  const typed = words.map((word) => word.marks).join('');
  const name = meaning.words.map((word, i) => (isCut && !words[i]?.marked ? word.bare : word.marks)).join('');
  return Math.min(slips(typed, name, 4), 5);
}
