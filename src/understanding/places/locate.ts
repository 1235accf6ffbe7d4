// The commune that is named exactly, by today's or a former name: sure where only one can be meant, else the choices.
// Home comes first: the rest of the nation is looked at when its province is named, or when home has no such name.
import type { Place } from '../../model/values.ts';
import { isFiller, isSurelyPerson } from '../letters/fillers.ts';
import { spell, type Token } from '../letters/normalize.ts';
import { type Area, areasIn, areasOf, isAtHome, isCommune, isIn } from './areas.ts';
import { hamletOf } from './hamlet.ts';
import { type Hit, hitsIn, homeScope, nationScope, provinceScope, type Scope } from './hits.ts';
import { type Meaning, type PlaceIndex, unique } from './place-index.ts';
import {
  around,
  at,
  beside,
  between,
  goesOnAfter,
  going,
  isDoubt,
  isNot,
  newer,
  oneself,
  pauses,
  type Span,
  saidOtherwise,
} from './place-words.ts';

export type PlaceFound = Span & {
  choices: Place[];
  sure: boolean;
  /** Said as an address ("ở …", "xã …", "xóm 5 …"), so not just a word that is also a name. */
  introduced: boolean;
};
export type Found = PlaceFound & { parts: Span[]; chosen: Hit };

/** The commune that is named exactly, by today's or a former name. */
export function locate(text: string, tokens: Token[], index: PlaceIndex): PlaceFound | undefined {
  return locateAmong(text, tokens, areasIn(tokens, index), index);
}

export function locateAmong(text: string, tokens: Token[], areas: Area[], index: PlaceIndex): Found | undefined {
  const home = locateIn(text, tokens, areas, homeScope(index), index);
  const foreign = areas
    .filter((area) => area.province && area.province.name !== index.home && !isCommune(area))
    .sort((a, b) => Number(!a.role) - Number(!b.role) || b.from - a.from);
  for (const province of foreign) {
    const there = locateIn(text, tokens, areas, provinceScope(index, province), index);
    if (!there) continue;
    // "Hòa Bình" is a commune here too; and who sells "ra Hà Nội" does not live there.
    const isSaid =
      province.role !== undefined ||
      (isNextTo(tokens, there, province) && !index.atHome.has(province.key)) ||
      areas.some((area) => area.provinces.has(province.province?.name ?? '') && !isAtHome(area, index));
    const isOnlyProvince = home?.chosen.name === province.name && home.parts.length === 1;
    return isSaid || !home || isOnlyProvince ? there : doubted(home, there);
  }
  if (home) {
    // "quan chu": no quận where it is part of the commune's name.
    const district = areas.find(
      (area) => area.role === 'district' && !isAtHome(area, index) && !isPart(home, area.from),
    );
    const there = district && locateIn(text, tokens, areas, nationScope(index), index);
    if (there?.chosen.meanings.some((meaning) => isIn(meaning, [district as Area]))) return doubted(there, home);
    return foreign.some((area) => !index.atHome.has(area.key)) ? doubted(home) : home;
  }
  if (foreign.some((area) => area.role)) return undefined;
  const nation = locateIn(text, tokens, areas, nationScope(index), index);
  return nation && isNamed(tokens, nation, index) ? doubted(nation) : undefined;
}

/** Words that are also a name somewhere in the nation are meant as one with "xã", or alone and with their marks. */
function isNamed(tokens: Token[], found: Found, index: PlaceIndex): boolean {
  const { chosen } = found;
  const words = tokens.slice(chosen.name, chosen.to);
  // A province's own name means all of it.
  if (chosen.area?.province || (chosen.area && isAtHome(chosen.area, index))) return false;
  const next = tokens[chosen.to];
  // "xã Ba Trại" is hardly the commune that is called just Ba.
  const goesOn = next?.kind === 'word' && !isFiller(next) && !around(next) && !isPart(found, chosen.to);
  if (chosen.role === 'commune')
    return words.length > 1 || (chosen.exact && !goesOn && tokens[chosen.from]?.marked === true);
  const isWritten = words.some((word) => word.marked) || words.every((word) => /^\p{Lu}\p{Ll}/u.test(word.text));
  return chosen.exact && words.length > 1 && isWritten && !saidOtherwise.whole(words) && isPlain(tokens, found);
}

const isPart = (found: Found, at: number) => found.parts.some((part) => at >= part.from && at < part.to);

const doubted = (found: Found, other?: Found): Found => ({
  ...found,
  sure: false,
  choices: unique([...found.choices, ...(other?.choices ?? [])]).slice(0, 3),
});

/** Nothing else is said that could make it another place, or none. */
export function isPlain(tokens: Token[], found: Found): boolean {
  const { chosen } = found;
  let begin = chosen.from;
  while (begin > 0 && !pauses.test(tokens[begin - 1]?.text ?? '')) begin--;
  const before = tokens[found.from - 1];
  // "anh Tân Cương" is a man; "tôi Tân Cương" lives there.
  const isTitle = !found.introduced && before !== undefined && isSurelyPerson(before) && !oneself(before);
  if (isTitle || (before && going(before)) || (!found.introduced && goesOnAfter(tokens[found.to]))) return false;
  return tokens.every((token, i) => {
    if (isPart(found, i)) return true;
    const isBefore = i >= begin && i < chosen.from;
    if (token.text === '?' || isDoubt(token) || (isBefore && beside(token))) return false;
    const isNothing = isFiller(token) || around(token) || token.kind === 'mark' || /^\d{3,}$/.test(token.text);
    return isNothing || (found.introduced && !isBefore);
  });
}

/** Only signs stand between a name and the province after it, or the province comes first. */
const isNextTo = (tokens: Token[], found: Found, province: Area) =>
  province.from === 0 || found.parts.some((part) => part !== province && isGap(tokens, part.to, province.from));
const isGap = (tokens: Token[], from: number, to: number) =>
  from <= to && tokens.slice(from, to).every((token) => token.kind === 'mark');

function locateIn(text: string, tokens: Token[], areas: Area[], scope: Scope, index: PlaceIndex): Found | undefined {
  const hits = hitsIn(tokens, areas, scope, index);
  const hamlet = hamletOf(text, tokens, hits);
  const named = hits.filter(
    (hit) => hit !== hamlet?.hit && hit.role !== 'province' && hit.meanings.length > 0 && !isDenied(tokens, hit),
  );
  const communes = named.filter((hit) => hit.role !== 'district');
  const chosen =
    communes.find((hit) => hit.role === 'commune') ?? communes.find((hit) => !hit.area) ?? communes[0] ?? named[0];
  if (!chosen) return undefined;
  const context = hits.filter((hit) => hit !== chosen && hit !== hamlet?.hit && hit.area);
  const others = communes.filter((hit) => hit !== chosen && !context.includes(hit));

  const inContext = [...context.flatMap((hit) => hit.area ?? []), ...(scope.province ? [scope.province] : [])];
  const meanings = ordered(chosen, tokens, inContext);
  const one = different(settled(chosen, meanings, tokens, inContext));
  const all = different([...one, ...meanings, ...others.flatMap((hit) => hit.meanings)]);
  const sure =
    chosen.exact &&
    one.length === 1 &&
    !one[0]?.doubtful &&
    // "Phú Lương" alone may be the old district; said with "xã" it cannot be.
    (chosen.role === 'commune' || (chosen.role === undefined && !chosen.area)) &&
    others.every((hit) => different([...one, ...hit.meanings]).length === 1);
  const parts: Span[] = [chosen, ...context, ...others, ...(hamlet ? [hamlet] : [])];
  if (scope.province) parts.push(scope.province);
  const start = Math.min(...parts.map((part) => part.from));
  const isAt = start > 0 && at(tokens[start - 1]);
  // "Đại Phúc, trước là Phúc Xuân": what it was called before is kept.
  const before = others.flatMap((hit) => hit.meanings).find((meaning) => meaning.place.former)?.place.former;
  const places = all.map(({ place }, i) => ({
    ...place,
    ...(i === 0 && sure && before && !place.former ? { former: before } : {}),
    ...(hamlet ? { hamlet: hamlet.text } : {}),
  }));
  return {
    choices: places.slice(0, 3),
    sure,
    introduced: chosen.role === 'commune' || hamlet !== undefined || isAt,
    from: isAt ? start - 1 : start,
    to: Math.max(...parts.map((part) => part.to)),
    parts,
    chosen,
  };
}

/** "không phải Tân Cương", "không ở Tân Cương". */
function isDenied(tokens: Token[], hit: Hit): boolean {
  let before = hit.from - 1;
  while (before >= 0 && between(tokens[before])) before--;
  return isNot(tokens[before]);
}

/** What was called "xã" first, and before that what belonged to the named district. */
function ordered(hit: Hit, tokens: Token[], context: Area[]): Meaning[] {
  const first = hit.role === 'commune' ? tokens[hit.from]?.bare.charAt(0) : undefined;
  const ranked = hit.meanings.map((meaning) => {
    const isOfType = first !== undefined && spell(meaning.type).bare.startsWith(first);
    return { meaning, rank: (isOfType ? 0 : 1) - 2 * areasOf(meaning, context) };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ meaning }) => meaning);
}

/** A named district settles a tie, but excludes nothing: people still name the district of long ago. */
function settled(hit: Hit, meanings: Meaning[], tokens: Token[], context: Area[]): Meaning[] {
  const most = Math.max(...meanings.map((meaning) => areasOf(meaning, context)));
  if (most > 0) return meanings.filter((meaning) => areasOf(meaning, context) === most);
  // "Gia Sàng mới": today's unit.
  const today = newer(tokens[hit.to]) ? meanings.filter((meaning) => meaning.place.former === undefined) : [];
  return today.length > 0 ? today : meanings;
}

const different = (meanings: Meaning[]) =>
  meanings.filter((one, i) => meanings.findIndex((other) => other.place.code === one.place.code) === i);
