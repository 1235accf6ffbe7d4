// Districts and provinces that a message names: they tell communes of one name apart, and lead to other provinces.
import type { Token } from '../letters/normalize.ts';
import type { Meaning, PlaceIndex, Province } from './place-index.ts';
import { markerBefore, type Named, namesIn, type Role, type Span } from './place-words.ts';

/** A district or province that is named. `name` is where its name begins, after "huyện". */
export type Area = Span & { name: number; key: string; role?: Role; province?: Province; provinces: Set<string> };

/** Districts and provinces that may be named, the longest name at each place; they may overlap. */
export function areasIn(tokens: Token[], index: PlaceIndex): Area[] {
  return namesIn(tokens, index).flatMap((names, from) => areaAt(tokens, from, names, index) ?? []);
}

function areaAt(tokens: Token[], from: number, names: Named[], index: PlaceIndex): Area | undefined {
  for (const { to, key: typed } of names) {
    // "tptn", "tphcm": the marker may be joined to the name.
    const isJoined =
      typed.startsWith('tp') && (index.provinces.has(typed.slice(2)) || index.districts.has(typed.slice(2)));
    const name = isJoined ? typed.slice(2) : typed;
    const province = index.provinces.get(name);
    const key = province?.key ?? name;
    const provinces = index.districts.get(key);
    if (!province && !provinces) continue;
    const marker = markerBefore(tokens, from);
    const role = isJoined ? 'district' : marker?.role;
    // Far away some are called by one word, Chũ, Vinh or just 1: only with "huyện" before it is that their name.
    if (!province && role === undefined && to - from === 1 && !provinces?.has(index.home)) continue;
    return {
      from: marker?.from ?? from,
      name: from,
      to,
      key,
      ...(role ? { role } : {}),
      ...(province ? { province } : {}),
      provinces: provinces ?? new Set(),
    };
  }
  return undefined;
}

export const isCommune = (area: Area) => area.role === 'commune' || area.role === 'hamlet';

export const isAtHome = (area: Area, index: PlaceIndex) =>
  area.provinces.has(index.home) || area.province?.name === index.home;

/** Another province that is named. */
export const namedProvince = (areas: Area[], index: PlaceIndex): Area | undefined =>
  areas.findLast(
    (area) => area.province && area.province.name !== index.home && !isCommune(area) && !index.atHome.has(area.key),
  );

/** "Thái Nguyên" is all of the province, unless it is called a city. */
const isAll = (area: Area) => area.province?.isToday && area.role !== 'district';

/** How many of the areas it was in. */
export const areasOf = (meaning: Meaning, context: Area[]): number =>
  meaning.areas.filter((key) => context.some((area) => area.key === key && !isAll(area))).length;

export const isIn = (meaning: Meaning, context: Area[]) => areasOf(meaning, context) > 0;
