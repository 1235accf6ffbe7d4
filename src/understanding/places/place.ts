// Which commune was meant, in words of today or of before July 2025. Taken at once only when the name is exact and
// has one meaning; a mistyped name, one of two meanings, a split unit or an old district is offered, three at most.
// Home comes first: the rest of the nation is looked at when its province is named, or when home has no such name.
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import type { Place } from '../../model/values.ts';
import { isFiller, isSurelyPerson } from '../letters/fillers.ts';
import { fold, joined } from '../letters/fold.ts';
import { clean, parsed, quote, type Token, tokenize } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import { slips } from './near.ts';
import type { Meaning, Names, PlaceIndex, Province } from './place-index.ts';

type Role = 'commune' | 'district' | 'province' | 'hamlet';
const markers = phraseBook<Role>([
  ...['xã', 'phường', 'thị trấn', 'đặc khu', 'tt', 'x', 'p'].map((word) => [word, 'commune'] as const),
  ...['huyện', 'thành phố', 'thị xã', 'tp', 'h', 'tx', 'quận', 'q'].map((word) => [word, 'district'] as const),
  ...['tỉnh', 't'].map((word) => [word, 'province'] as const),
  ...['tổ dân phố', 'tdp', 'xóm', 'thôn', 'bản', 'tổ', 'khu', 'phố', 'ấp', 'làng', 'đội', 'tiểu khu', 'khối'].map(
    (word) => [word, 'hamlet'] as const,
  ),
]);
const around = wordSet(
  `ở tại trước đây thuộc quê sống trên dưới trong vùng bên đội địa chỉ đc dc cũ mới nay tỉnh huyện sinh trú xã đó hiện gọi nhập vào từ
  người dân sđt sdt đt dt điện thoại số`,
);
const at = wordSet('ở tại');
/** With these it is not said that somebody lives there. */
const doubting = wordSet(
  'không ko khong chưa chua chẳng đừng à hả hay hoặc chắc hình lẽ gần cạnh giáp nhầm nhưng nào đâu phải',
);
/** An unmarked "a" is ạ more often than à. */
const isDoubt = (token: Token) => doubting(token) && (token.marked || token.bare.length > 2 || token.bare === 'ko');
const not = wordSet('không ko khong chẳng chả chưa');
/** An unmarked "chua" may be chùa. */
const isNot = (token?: Token) => token !== undefined && not(token) && (token.marked || /^kh?o/.test(token.bare));
const between = wordSet('phải ở tại thuộc là trong');
const going = wordSet('đi về sang qua lên xuống ra');
/** "anh Tân Cương" is a man, "tôi Tân Cương" lives there. */
const oneself = wordSet('tôi mình nhà con');
const newer = wordSet('mới');
/** Communes are called so too, but not by somebody who says only this. */
const saidOtherwise = phraseSet('đồng ý');
const pauses = /^[,;.!\n(]$/;

type Span = { from: number; to: number };
/** A district or province that is named. `name` is where its name begins, after "huyện". */
type Area = Span & { name: number; key: string; role?: Role; province?: Province; provinces: Set<string> };
/** A stretch of the message that is a known name, of a commune or only of an area. */
type Hit = Span & { name: number; role?: Role; area?: Area; meanings: Meaning[]; exact: boolean };
/** Where a name is looked for. */
type Scope = {
  has(key: string): boolean;
  meanings(key: string): Meaning[];
  isArea(area: Area): boolean;
  province?: Area;
};

export type PlaceFound = Span & {
  choices: Place[];
  sure: boolean;
  /** Said as an address ("ở …", "xã …", "xóm 5 …"), so not just a word that is also a name. */
  introduced: boolean;
};
type Found = PlaceFound & { parts: Span[]; chosen: Hit };

export function readPlace(text: string, _context: ReadContext, index: PlaceIndex): FieldReading<Place> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const areas = areasIn(tokens, index);
  const found = locateAmong(said, tokens, areas, index);
  const [first, ...others] = found?.choices ?? [];
  if (found?.sure && first && isPlain(tokens, found)) return { said, value: first };
  // A name that is one only far away may be a slip for one at home; of "xã La Hiênn, Võ Nhai" only the district is exact.
  const isFar = first !== undefined && first.province !== index.home && !namedProvince(areas, index);
  const isDistrict = found?.chosen.area !== undefined;
  const isExact = found?.chosen.exact === true && !isDistrict;
  const close =
    !found || !isExact ? nearest(said, tokens, areas, index) : isFar ? besideExact(found, tokens, areas, index) : [];
  const choices = unique(
    isDistrict
      ? [...close, ...(found?.choices ?? [])]
      : [...(first ? [first] : []), ...(isFar ? [...close, ...others] : [...others, ...close])],
  );
  return choices.length > 0 ? { said, choices: choices.slice(0, 3) } : undefined;
}

/** The commune that is named exactly, by today's or a former name. */
export function locate(text: string, tokens: Token[], index: PlaceIndex): PlaceFound | undefined {
  return locateAmong(text, tokens, areasIn(tokens, index), index);
}

function locateAmong(text: string, tokens: Token[], areas: Area[], index: PlaceIndex): Found | undefined {
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

const unique = (places: Place[]) =>
  places.filter((one, i) => places.findIndex((other) => other.code === one.code) === i);

/** Nothing else is said that could make it another place, or none. */
function isPlain(tokens: Token[], found: Found): boolean {
  const { chosen } = found;
  let begin = chosen.from;
  while (begin > 0 && !pauses.test(tokens[begin - 1]?.text ?? '')) begin--;
  const before = tokens[found.from - 1];
  // "anh Tân Cương" is a man; "tôi Tân Cương" lives there.
  const isTitle = !found.introduced && before !== undefined && isSurelyPerson(before) && !oneself(before);
  if (isTitle || (before && going(before))) return false;
  return tokens.every((token, i) => {
    if (isPart(found, i)) return true;
    if (token.text === '?' || isDoubt(token)) return false;
    const isNothing = isFiller(token) || around(token) || token.kind === 'mark' || /^\d{3,}$/.test(token.text);
    const isBefore = i >= begin && i < chosen.from;
    return isNothing || (found.introduced && !isBefore);
  });
}

/** Only signs stand between a name and the province after it, or the province comes first. */
const isNextTo = (tokens: Token[], found: Found, province: Area) =>
  province.from === 0 || found.parts.some((part) => part !== province && isGap(tokens, part.to, province.from));
const isGap = (tokens: Token[], from: number, to: number) =>
  from <= to && tokens.slice(from, to).every((token) => token.kind === 'mark');

const isCommune = (area: Area) => area.role === 'commune' || area.role === 'hamlet';

const isAtHome = (area: Area, index: PlaceIndex) =>
  area.provinces.has(index.home) || area.province?.name === index.home;

const homeScope = (index: PlaceIndex): Scope => ({
  has: (key) => index.atHome.has(key),
  meanings: (key) => index.atHome.meanings(key),
  isArea: (area) => isAtHome(area, index),
});

function provinceScope(index: PlaceIndex, province: Area): Scope {
  const name = province.province?.name ?? '';
  return {
    has: (key) => index.elsewhere.has(key),
    meanings: (key) => index.elsewhere.meanings(key).filter((meaning) => meaning.place.province === name),
    isArea: (area) => area.provinces.has(name) || area.province?.name === name,
    province,
  };
}

/** Everywhere but home. Of several with one name today's come first, and the nearest: codes follow the map. */
function nationScope(index: PlaceIndex): Scope {
  const far = ({ place }: Meaning) =>
    Math.abs(Number(place.code) - Number(index.homeCode)) + (place.former === undefined ? 0 : 100_000);
  return {
    has: (key) => index.elsewhere.has(key),
    meanings: (key) => [...index.elsewhere.meanings(key)].sort((a, b) => far(a) - far(b)),
    isArea: () => true,
  };
}

/** Another province that is named. */
const namedProvince = (areas: Area[], index: PlaceIndex): Area | undefined =>
  areas.findLast(
    (area) => area.province && area.province.name !== index.home && !isCommune(area) && !index.atHome.has(area.key),
  );

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

/** Districts and provinces that may be named, the longest name at each place; they may overlap. */
const areasIn = (tokens: Token[], index: PlaceIndex): Area[] =>
  tokens.flatMap((_, from) => areaAt(tokens, from, index) ?? []);

function areaAt(tokens: Token[], from: number, index: PlaceIndex): Area | undefined {
  for (let to = Math.min(tokens.length, from + 4); to > from; to--) {
    const typed = keyOf(tokens, from, to);
    if (!typed) continue;
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

/** Nothing before `floor` is looked at: "lang" of "van lang na ri" is no "làng". */
function markerBefore(tokens: Token[], at: number, floor = 0): { role: Role; from: number } | undefined {
  const end = /^[.:]$/.test(tokens[at - 1]?.text ?? '') ? at - 1 : at;
  for (let from = Math.max(floor, end - 3); from < end; from++) {
    const marker = markers.at(tokens, from);
    // A "hợp tác xã" is no commune.
    if (marker && from + marker.length === end && tokens[from - 1]?.bare !== 'tac') return { role: marker.value, from };
  }
  return undefined;
}

/** The key of a stretch of words; numbers are parts of names too ("Phường 12"), and signs within ("Ea H'leo"). */
function keyOf(tokens: Token[], from: number, to: number): string {
  let key = '';
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) return '';
    const isInner = token.kind === 'mark' && i > from && i < to - 1 && /^['’.\-–]$/.test(token.text);
    if (!isInner && token.kind === 'mark') return '';
    if (!isInner) key += token.bare;
  }
  return key;
}

/** Known names, the longest first at each place, with what was said before them. */
function hitsIn(tokens: Token[], areas: Area[], scope: Scope, index: PlaceIndex): Hit[] {
  const hits: Hit[] = [];
  const { province } = scope;
  for (let from = 0; from < tokens.length; ) {
    const isProvince = province && from >= province.from && from < province.to;
    const hit = isProvince ? undefined : hitAt(tokens, from, hits.at(-1)?.to ?? 0, areas, scope, index);
    if (hit) hits.push(hit);
    from = hit ? hit.to : from + 1;
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
  for (let to = Math.min(tokens.length, from + index.longest); to > from; to--) {
    const key = keyOf(tokens, from, to);
    if (!key) continue;
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

/** The meanings that agree with what was typed. With marks in it, "Văn Lang" is not "Văn Lăng". */
function exactly(known: Meaning[], typed: Token[]): Meaning[] {
  const words = typed.filter((token) => token.kind !== 'mark');
  const agreeing = known.filter((meaning) => isAsWritten(meaning, words));
  // "van lanwg" may be typed in Telex or be a slip: it does not decide between two names.
  const isTyped = words.some((word) => word.typed);
  if (isTyped && agreeing.length < known.length) return [];
  if (isTyped || !words.some((word) => word.marked)) return agreeing;
  const all = words.map((word) => word.marks).join('');
  const same = agreeing.filter((meaning) => marksOf(meaning) === all);
  return same.length > 0 ? same : agreeing;
}

/** Every marked word agrees with the name's marks; joined syllables only without marks or with all of them. */
function isAsWritten(meaning: Meaning, words: Token[]): boolean {
  const spelled = meaning.words;
  if (spelled.length === words.length)
    return words.every((word, i) => !word.marked || word.marks === spelled[i]?.marks);
  const signs = (text: string) =>
    [...text]
      .filter((sign) => /[\u0300-\u036Fđ]/.test(sign))
      .sort()
      .join('');
  const typed = words.map((word) => word.marks).join('');
  return !words.some((word) => word.marked) || signs(typed) === signs(marksOf(meaning));
}

/** Xóm, thôn, tổ and what follows, up to the commune. */
function hamletOf(text: string, tokens: Token[], hits: Hit[]): (Span & { text: string; hit?: Hit }) | undefined {
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
    const to = endOfHamlet(tokens, name, later?.from ?? tokens.length);
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

/** What was called "xã" first, and before that what belonged to the named district. */
function ordered(hit: Hit, tokens: Token[], context: Area[]): Meaning[] {
  const first = hit.role === 'commune' ? tokens[hit.from]?.bare.charAt(0) : undefined;
  const rank = (meaning: Meaning) =>
    -2 * areasOf(meaning, context) + (first && fold(meaning.type).startsWith(first) ? 0 : 1);
  return [...hit.meanings].sort((a, b) => rank(a) - rank(b));
}

/** How many of the areas it was in. "Thái Nguyên" is all of the province, unless it is called a city. */
function areasOf(meaning: Meaning, context: Area[]): number {
  const isAll = (area: Area) => area.province?.isToday && area.role !== 'district';
  return meaning.areas.filter((key) => context.some((area) => area.key === key && !isAll(area))).length;
}

const isIn = (meaning: Meaning, context: Area[]) => areasOf(meaning, context) > 0;

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

/** The names nearest to what was typed; never taken, only offered. */
function nearest(text: string, tokens: Token[], areas: Area[], index: PlaceIndex): Place[] {
  const province = namedProvince(areas, index)?.province?.name;
  const hamlet = endedHamlet(text, tokens);
  const skipped: Span[] = [...areas.filter((area) => isPlainlyArea(area, index)), ...(hamlet ? [hamlet] : [])];
  const stretches = stretchesOf(tokens, skipped);
  const named = stretches.filter((one) => one.isNamed);
  const asked = named.length > 0 ? named : stretches;

  let found = province ? near(asked, index.elsewhere, areas, province) : [];
  if (found.length === 0) found = near(asked, index.atHome, areas);
  if (found.length === 0 && province) found = near(stretchesOf(tokens, []), index.atHome, areas);
  if (found.length === 0 && asked !== stretches)
    found = near(
      stretches.filter((one) => !one.isNamed),
      index.atHome,
      areas,
    );
  if (found.length === 0 && !province) found = nearByWord(asked, index.atHome, areas);
  // One word is near to too much in all the nation.
  const long = named.filter((one) => one.words.length > 1);
  if (found.length === 0 && !province) found = near(long, index.elsewhere, areas);
  return found.map((place) => ({ ...place, ...(hamlet ? { hamlet: hamlet.text } : {}) }));
}

/** Names at home that an exact name elsewhere is one slip away from. */
function besideExact({ chosen }: Found, tokens: Token[], areas: Area[], index: PlaceIndex): Place[] {
  const words = tokens.slice(chosen.name, chosen.to).filter((token) => token.kind === 'word');
  const candidates = nearTo({ words, isNamed: true, isWhole: true, isAll: true }, index.atHome);
  return ranked(
    candidates.filter((one) => one.distance <= 1),
    areas,
  );
}

function near(stretches: Stretch[], names: Names, areas: Area[], province?: string): Place[] {
  const candidates = stretches.flatMap((one) => nearTo(one, names));
  return ranked(province ? candidates.filter(({ meaning }) => meaning.place.province === province) : candidates, areas);
}

/** Not two words that are also a district far away. */
const isPlainlyArea = (area: Area, index: PlaceIndex) =>
  !isCommune(area) &&
  (area.role !== undefined || (area.to - area.name > 1 && (area.province !== undefined || isAtHome(area, index))));

/** How far a hamlet's name goes is only known where a number, a pause or a commune ends it. */
function endedHamlet(text: string, tokens: Token[]): (Span & { text: string }) | undefined {
  const hamlet = hamletOf(text, tokens, []);
  if (!hamlet) return undefined;
  const { from } = hamlet;
  const marker = markers.at(tokens, from)?.length ?? 1;
  const isNumbered = tokens[from + marker]?.kind === 'number';
  const to = isNumbered ? from + marker + 1 : hamlet.to;
  const isEnded = isNumbered || tokens[to]?.kind === 'mark' || markers.at(tokens, to)?.value === 'commune';
  return isEnded ? { from, to, text: quote(text, tokens, from, to) } : undefined;
}

/** Words in a row that may be a mistyped name. */
type Stretch = {
  words: Token[];
  /** It follows "xã". */
  isNamed: boolean;
  /** It is all that stands between two pauses, or between words that say nothing. */
  isWhole: boolean;
  /** It is all of a clause. */
  isAll: boolean;
};

function stretchesOf(tokens: Token[], skipped: Span[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  let denied = false;
  const close = (to: number) => {
    const words = tokens.slice(from, to);
    const no = words.findIndex(isNot);
    if (!denied) stretches.push(...stretchesIn(no < 0 ? words : words.slice(0, no)));
    denied ||= no >= 0;
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const span = skipped.find((one) => i >= one.from && i < one.to);
    // "x. Tân Cươg": the dot belongs to the marker.
    const isDot = token?.text === '.' && markers.at(tokens, i - 1)?.length === 1;
    if (!span && (token?.kind === 'word' || isDot)) continue;
    close(i);
    if (pauses.test(token?.text ?? '')) denied = false;
    i = span ? span.to - 1 : i;
    from = i + 1;
  }
  close(tokens.length);
  return stretches;
}

/** Up to four words of a clause, between its ends or words that say nothing; anywhere in a short clause. */
function stretchesIn(clause: Token[]): Stretch[] {
  const words = clause.filter((token) => token.kind === 'word');
  const saysNothing = words.map(
    (word, i) => (word.marked && (isFiller(word) || around(word))) || at(word) || markers.at(words, i) !== undefined,
  );
  const stretches: Stretch[] = [];
  for (let from = 0; from < words.length; from++) {
    const role = markerBefore(words, from)?.role;
    const isNamed = role === 'commune' && (words[from - 1]?.marked || (words[from - 1]?.bare.length ?? 0) <= 2);
    const begins = from === 0 || saysNothing[from - 1];
    // "nha bac o tan cuog chau a": after "o" an unmarked word of politeness ends a name.
    const isAfter = role === 'commune' || at(words[from - 1]);
    for (let to = Math.min(words.length, from + 4); to > from; to--) {
      const last = words[to];
      const ends = last === undefined || saysNothing[to] === true || (isAfter && isFiller(last));
      const isWhole = begins === true && ends;
      const isPart = words.length <= 4 && to - from > 1;
      const isAll = from === 0 && to === words.length;
      const hasName = isAll || !saysNothing.slice(from, to).every(Boolean);
      if (hasName && (isWhole || isNamed || isPart))
        stretches.push({ words: words.slice(from, to), isNamed, isWhole, isAll });
    }
  }
  return stretches;
}

const marksOf = (meaning: Meaning) => meaning.words.map((word) => word.marks).join('');

type Candidate = { meaning: Meaning; distance: number; marks: number };

function nearTo({ words, isNamed, isAll }: Stretch, names: Names): Candidate[] {
  if (saidOtherwise.whole(words) && words.some((word) => word.marked)) return [];
  const marks = words.map((word) => word.marks).join('');
  // What was taken for a leftover of a typing method may be a slip.
  const read = words.map((word) => word.bare).join('');
  const typed = words.map((word) => (word.typed ?? word).bare).join('');
  // With every mark typed, much more than a slip is another word: "quá cháu" is not Quân Chu.
  const isMarked = words.every((word) => word.marked && !word.typed);
  return [...new Set([read, typed])]
    .filter((key) => key.length >= 4)
    .flatMap((key) => names.near(key))
    .flatMap(({ name, distance }) => {
      const meanings = names.meanings(name);
      // Many communes bear one name; mostly it is written alike.
      const [first] = meanings;
      const same = first ? marksApart(marks, first) : 0;
      return meanings.map((meaning) => ({
        meaning,
        distance,
        marks: meaning.name === first?.name ? same : marksApart(marks, meaning),
      }));
    })
    .filter((one) => !isMarked || one.marks <= one.distance + (isAll || isNamed ? 2 : 1));
}

/** More than four are as good as any. */
const marksApart = (marks: string, meaning: Meaning) => Math.min(slips(marks, marksOf(meaning), 4), 5);

/** One slip in each of two words that are long enough to be known by the rest: "tâm cươg". */
function nearByWord(stretches: Stretch[], names: Names, areas: Area[]): Place[] {
  const candidates = stretches
    .filter(({ words, isNamed, isWhole }) => words.length > 1 && (isNamed || isWhole))
    .flatMap(({ words }) => names.ofLength(words.length).filter((meaning) => isNearByWord(words, meaning)));
  return ranked(
    candidates.map((meaning) => ({ meaning, distance: 2, marks: 0 })),
    areas,
  );
}

function isNearByWord(words: Token[], meaning: Meaning): boolean {
  let slipped = 0;
  return words.every((word, i) => {
    const name = meaning.words[i];
    if (!name || word.bare === name.bare) return name !== undefined;
    slipped++;
    const distance = word.marked ? slips(word.marks, name.marks, 1) : slips(word.bare, name.bare, 1);
    return distance <= 1 && word.bare.length > 2 && slipped <= 2;
  });
}

/** The nearest first; of equally near ones those of a named district, then those whose marks are nearer. */
function ranked(candidates: Candidate[], areas: Area[]): Place[] {
  const inAreas = ({ meaning }: Candidate) => areasOf(meaning, areas);
  candidates.sort((a, b) => a.distance - b.distance || inAreas(b) - inAreas(a) || a.marks - b.marks);
  return unique(candidates.map(({ meaning }) => meaning.place)).slice(0, 3);
}
