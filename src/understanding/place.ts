// Which commune was meant, in words of today or of before July 2025. Taken at once only when the name is exact and
// has one meaning; a mistyped name, one of two meanings, a split unit or an old district is offered, three at most.
import type { FieldReading, ReadContext } from '../model/reading.ts';
import type { Place } from '../model/values.ts';
import { isFiller } from './fillers.ts';
import { slips, sound } from './near.ts';
import { clean, parsed, quote, type Token, tokenize } from './normalize.ts';
import { phraseBook, wordSet } from './phrases.ts';
import { type Meaning, type PlaceIndex, placeKey, syllables } from './place-index.ts';

type Role = 'commune' | 'district' | 'province' | 'hamlet';
const markers = phraseBook<Role>([
  ...['xã', 'phường', 'thị trấn', 'tt', 'x', 'p'].map((word) => [word, 'commune'] as const),
  ...['huyện', 'thành phố', 'thị xã', 'tp', 'h', 'tx', 'quận', 'q'].map((word) => [word, 'district'] as const),
  ...['tỉnh', 't'].map((word) => [word, 'province'] as const),
  ...['tổ dân phố', 'tdp', 'xóm', 'thôn', 'bản', 'tổ', 'khu', 'phố', 'ấp', 'làng', 'đội', 'tiểu khu'].map(
    (word) => [word, 'hamlet'] as const,
  ),
]);
const around = wordSet(
  'ở tại thuộc quê sống trên dưới trong vùng bên đội địa chỉ đc dc cũ mới tỉnh sinh trú xã đó hiện nay gọi nhập vào từ người dân sđt sdt đt dt điện thoại số gọi',
);
const at = wordSet('ở tại');

/** A stretch of the message that is a known name. */
type Hit = { from: number; to: number; key: string; role?: Role; meanings: Meaning[]; exact: boolean };

export type PlaceFound = {
  choices: Place[];
  sure: boolean;
  /** Said as an address ("ở …", "xã …", "xóm 5 …"), so not just a word that is also a name. */
  introduced: boolean;
  from: number;
  to: number;
};

export function readPlace(text: string, _context: ReadContext, index: PlaceIndex): FieldReading<Place> | undefined {
  const said = clean(text);
  const tokens = tokenize(parsed(said));
  const found = locate(said, tokens, index) ?? nearest(said, tokens, index);
  const [first] = found?.choices ?? [];
  if (!found || !first) return undefined;
  return found.sure && hasNothingElse(tokens, found)
    ? { said, value: first }
    : { said, choices: found.choices.slice(0, 3) };
}

const hasNothingElse = (tokens: Token[], found: PlaceFound) =>
  !tokens.some((token) => token.text === '?') &&
  [...tokens.slice(0, found.from), ...tokens.slice(found.to)].every(
    (token) => isFiller(token) || around(token) || /^[-–/]$/.test(token.text),
  );

/** The commune that is named exactly, by today's or a former name. */
export function locate(text: string, tokens: Token[], index: PlaceIndex): PlaceFound | undefined {
  const province = foreignProvince(tokens, index);
  const names = province ? index.elsewhere(province.name) : index.names;
  const hits = hitsIn(tokens, names, index, province);
  const hamlet = hamletOf(text, tokens, hits);
  const communes = hits.filter((hit) => hit !== hamlet?.hit && hit.role !== 'district' && hit.meanings.length > 0);
  const chosen =
    communes.find((hit) => hit.role === 'commune') ?? communes.find((hit) => !isDistrict(hit, index)) ?? communes[0];
  if (!chosen) return undefined;
  const context = hits.filter((hit) => hit !== chosen && hit !== hamlet?.hit && isDistrict(hit, index));
  const others = communes.filter((hit) => hit !== chosen && !context.includes(hit));

  const meanings = ordered(chosen, tokens, context);
  const tied = tieBroken(meanings, context);
  const all = different([...tied, ...meanings, ...others.flatMap((hit) => hit.meanings)]);
  // "Phú Lương" alone may be the old district; said with "xã" it cannot be.
  const isOldDistrict = isDistrict(chosen, index) && chosen.role !== 'commune' && !province;
  const one = different(tied.length > 0 ? tied : meanings);
  const sure =
    chosen.exact &&
    one.length === 1 &&
    !one[0]?.doubtful &&
    !isOldDistrict &&
    chosen.role !== 'hamlet' &&
    others.every((hit) => different([...one, ...hit.meanings]).length === 1);
  const parts = [chosen, ...context, ...others, ...(hamlet ? [hamlet] : []), ...(province ? [province] : [])];
  const start = Math.min(...parts.map((part) => part.from));
  return {
    choices: all.map((meaning) => ({ ...meaning.place, ...(hamlet ? { hamlet: hamlet.text } : {}) })).slice(0, 3),
    sure,
    introduced: chosen.role === 'commune' || hamlet !== undefined || at(tokens[start - 1]),
    from: start > 0 && at(tokens[start - 1]) ? start - 1 : start,
    to: Math.max(...parts.map((part) => part.to)),
  };
}

const isDistrict = (hit: Hit, index: PlaceIndex) => index.districts.has(hit.key);

/** Another province, when it is named as one: "tỉnh Hòa Bình", or a name that no commune here has. */
function foreignProvince(tokens: Token[], index: PlaceIndex): { name: string; from: number; to: number } | undefined {
  for (let from = 0; from < tokens.length; from++) {
    for (let to = Math.min(tokens.length, from + 4); to > from; to--) {
      const key = keyOf(tokens, from, to);
      const name = key && index.provinces.get(key);
      if (!name || placeKey(name.replace(/^Thành phố\s+/u, '')) === placeKey(index.home)) continue;
      const marker = markerBefore(tokens, from);
      const isNamed = marker?.role === 'province' || marker?.role === 'district';
      const isLast = to === tokens.length && from > 0;
      if (marker && !isNamed) continue;
      if (isNamed || (isLast && !index.names.has(key))) return { name, from: marker?.from ?? from, to };
    }
  }
  return undefined;
}

function markerBefore(tokens: Token[], at: number): { role: Role; from: number } | undefined {
  const end = tokens[at - 1]?.text === '.' || tokens[at - 1]?.text === ':' ? at - 1 : at;
  for (let from = Math.max(0, end - 3); from < end; from++) {
    const marker = markers.at(tokens, from);
    if (marker && from + marker.length === end) return { role: marker.value, from };
  }
  return undefined;
}

function keyOf(tokens: Token[], from: number, to: number): string {
  let key = '';
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token?.kind !== 'word') return '';
    key += token.bare;
  }
  return key;
}

/** Known names, the longest first at each place, with what was said before them. */
function hitsIn(
  tokens: Token[],
  names: Map<string, Meaning[]>,
  index: PlaceIndex,
  province: { from: number; to: number } | undefined,
): Hit[] {
  const hits: Hit[] = [];
  for (let from = 0; from < tokens.length; ) {
    const hit = province && from >= province.from && from < province.to ? undefined : hitAt(tokens, from, names, index);
    if (hit) hits.push(hit);
    from = hit ? hit.to : from + 1;
  }
  return hits;
}

function hitAt(tokens: Token[], from: number, names: Map<string, Meaning[]>, index: PlaceIndex): Hit | undefined {
  for (let to = Math.min(tokens.length, from + index.longest); to > from; to--) {
    const key = keyOf(tokens, from, to);
    if (!key) continue;
    const known = names.get(key) ?? [];
    const isOldDistrict = index.districts.has(key) || key === placeKey(index.home);
    if (known.length === 0 && !isOldDistrict) continue;
    const marker = markerBefore(tokens, from);
    const role = marker?.role === 'province' ? 'district' : marker?.role;
    // "Đu", "Đại": one short syllable is a name only when said as one.
    if (key.length < 4 && role !== 'commune' && tokens.length > 2) continue;
    const words = tokens.slice(from, to);
    const exact = exactly(known, words);
    return {
      from: marker?.from ?? from,
      to,
      key,
      ...(role ? { role } : {}),
      meanings: exact.length > 0 ? exact : known,
      exact: exact.length > 0,
    };
  }
  return undefined;
}

/** The meanings that agree with what was typed. With marks in it, "Văn Lang" is not "Văn Lăng". */
function exactly(known: Meaning[], words: Token[]): Meaning[] {
  const agreeing = known.filter((meaning) => isAsWritten(meaning, words));
  if (!words.some((word) => word.marked)) return agreeing;
  const typed = words.map((word) => word.marks).join('');
  const same = agreeing.filter(
    (meaning) =>
      syllables(meaning.name)
        .map((one) => one.marks)
        .join('') === typed,
  );
  return same.length > 0 ? same : agreeing;
}

/** Every marked word agrees with the name's marks; joined syllables only without marks or with all of them. */
function isAsWritten(meaning: Meaning, words: Token[]): boolean {
  const spelled = syllables(meaning.name);
  if (spelled.length === words.length) {
    return words.every((word, i) => !word.marked || word.marks === spelled[i]?.marks);
  }
  const signs = (text: string) =>
    [...text]
      .filter((sign) => /[\u0300-\u036Fđ]/.test(sign))
      .sort()
      .join('');
  const typed = words.map((word) => word.marks).join('');
  return !words.some((word) => word.marked) || signs(typed) === signs(spelled.map((one) => one.marks).join(''));
}

/** Xóm, thôn, tổ and what follows, up to the commune. */
function hamletOf(
  text: string,
  tokens: Token[],
  hits: Hit[],
): { text: string; from: number; to: number; hit?: Hit } | undefined {
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

/** What was called "xã" first, and what belonged to the named district before that. */
function ordered(hit: Hit, tokens: Token[], context: Hit[]): Meaning[] {
  const type = hit.role === 'commune' ? tokens[hit.from] : undefined;
  const first = type?.bare.charAt(0);
  const rank = (meaning: Meaning) =>
    (inDistrict(meaning, context) ? 0 : 2) + (first && placeKey(meaning.type).startsWith(first) ? 0 : 1);
  return [...hit.meanings].sort((a, b) => rank(a) - rank(b));
}

const inDistrict = (meaning: Meaning, context: Hit[]) =>
  meaning.district !== undefined && context.some((hit) => hit.key === placeKey(meaning.district ?? ''));

/** A named district settles a tie, but excludes nothing: people still name the district of long ago. */
function tieBroken(meanings: Meaning[], context: Hit[]): Meaning[] {
  return meanings.filter((meaning) => inDistrict(meaning, context));
}

function different(meanings: Meaning[]): Meaning[] {
  return meanings.filter((one, i) => meanings.findIndex((other) => other.place.code === one.place.code) === i);
}

/** The names nearest to what was typed; never taken, only offered. */
function nearest(text: string, tokens: Token[], index: PlaceIndex): PlaceFound | undefined {
  if (foreignProvince(tokens, index)) return undefined;
  const hamlet = hamletOf(text, tokens, []);
  const byNumber = hamlet && tokens[hamlet.from + 1]?.kind === 'number' ? hamlet.from + 2 : undefined;
  const name = tokens.filter((token, i) => {
    const isMarker = markers.at(tokens, i) !== undefined && (token.marked || token.bare.length <= 2);
    const isHamlet = byNumber !== undefined && hamlet && i >= hamlet.from && i < byNumber;
    return token.kind === 'word' && !isMarker && !isHamlet && !(token.marked && (isFiller(token) || around(token)));
  });
  if (name.length === 0 || name.length > 4) return undefined;
  const tails = [name, name.slice(-3), name.slice(-2)].filter(
    (one, i, all) => i === 0 || one.length < (all[0]?.length ?? 0),
  );
  for (const words of tails) {
    const key = words.map((word) => word.bare).join('');
    const choices = nearestTo(key, index, words === name && key.length >= 10 ? 2 : 1).map((meaning) => meaning.place);
    if (choices.length === 0) continue;
    const said = byNumber && hamlet ? quote(text, tokens, hamlet.from, byNumber) : undefined;
    return {
      choices: choices.slice(0, 3).map((place) => ({ ...place, ...(said ? { hamlet: said } : {}) })),
      sure: false,
      introduced: false,
      from: 0,
      to: tokens.length,
    };
  }
  return undefined;
}

function nearestTo(key: string, index: PlaceIndex, limit: number): Meaning[] {
  if (key.length < 4) return [];
  const heard = sound(key);
  let best = limit + 1;
  let found: Meaning[] = [];
  for (const [name, meanings] of index.names) {
    if (Math.abs(name.length - key.length) > limit + 2) continue;
    const distance = Math.min(slips(key, name, limit), index.sounds.get(name) === heard ? 1 : Number.POSITIVE_INFINITY);
    if (distance > best || distance > limit) continue;
    if (distance < best) found = [];
    best = distance;
    found.push(...meanings);
  }
  return different(found);
}
