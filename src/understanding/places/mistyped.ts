// What a mistyped name may have been: one slip away, or alike in sound. Offered, never taken.
import type { Place } from '../../model/values.ts';
import { isFiller } from '../letters/fillers.ts';
import type { Token } from '../letters/normalize.ts';
import { type Area, areasOf, isAtHome, isCommune, namedProvince } from './areas.ts';
import { endedHamlet } from './hamlet.ts';
import { marksApart } from './hits.ts';
import type { Found } from './locate.ts';
import { slips } from './near.ts';
import type { Meaning, Names, PlaceIndex } from './place-index.ts';
import { around, at, isDegree, isNot, markerBefore, markers, pauses, type Span, saidOtherwise } from './place-words.ts';

/** The names nearest to what was typed; never taken, only offered. */
export function nearest(text: string, tokens: Token[], areas: Area[], index: PlaceIndex): Place[] {
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
  // One word is near to too much in all the nation, and so are two that a sentence goes on after.
  const long = named.filter((one) => one.words.length > 1 && one.isWhole);
  if (found.length === 0 && !province) found = near(long, index.elsewhere, areas);
  return found.map((place) => ({ ...place, ...(hamlet ? { hamlet: hamlet.text } : {}) }));
}

/** Names at home that an exact name elsewhere is one slip away from. */
export function besideExact({ chosen }: Found, tokens: Token[], areas: Area[], index: PlaceIndex): Place[] {
  const words = tokens.slice(chosen.name, chosen.to).filter((token) => token.kind === 'word');
  const candidates = nearTo({ words, isNamed: true, isWhole: true, isAll: true }, index.atHome);
  return ranked(
    candidates.filter((one) => one.distance <= 1),
    areas,
  );
}

function near(stretches: Stretch[], names: Names, areas: Area[], province?: string): Place[] {
  // Whoever says a thing ten times means it once.
  const different = new Map(stretches.map((one) => [keyOf(one), one]));
  const candidates = [...different.values()].flatMap((one) => nearTo(one, names));
  return ranked(province ? candidates.filter(({ meaning }) => meaning.place.province === province) : candidates, areas);
}

const keyOf = ({ words, isNamed, isWhole, isAll }: Stretch) =>
  `${words.map(({ text }) => text).join(' ')} ${isNamed} ${isWhole} ${isAll}`;

/** Not two words that are also a district far away. */
const isPlainlyArea = (area: Area, index: PlaceIndex) =>
  !isCommune(area) &&
  (area.role !== undefined || (area.to - area.name > 1 && (area.province !== undefined || isAtHome(area, index))));

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
    if (!span && ((token?.kind === 'word' && !isDegree(token)) || isDot)) continue;
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
    const before = words.slice(0, from);
    const role = markerBefore(words, from)?.role;
    const isNamed = role === 'commune' && (words[from - 1]?.marked || (words[from - 1]?.bare.length ?? 0) <= 2);
    const begins = from === 0 || saysNothing[from - 1];
    // "nha bac o tan cuog chau a": after "o" an unmarked word of politeness ends a name.
    const isAfter = role === 'commune' || at(words[from - 1]);
    for (let to = Math.min(words.length, from + 4); to > from; to--) {
      const last = words[to];
      const ends = last === undefined || saysNothing[to] === true || (isAfter && isFiller(last));
      const isWhole = begins === true && ends;
      // Unmarked words are near to much: only politeness may stand around them, or a hamlet before them.
      const isClear =
        words.slice(from, to).some((word) => word.marked) || [...before, ...words.slice(to)].every(isNothing);
      const isPart = to - from > 1 && ((words.length <= 4 && isClear) || (last === undefined && endsHamlet(before)));
      const isAll = from === 0 && to === words.length;
      const hasName = isAll || !saysNothing.slice(from, to).every(Boolean);
      if (hasName && (isWhole || isNamed || isPart))
        stretches.push({ words: words.slice(from, to), isNamed, isWhole, isAll });
    }
  }
  return stretches;
}

const isNothing = (word: Token) => isFiller(word) || around(word);

/** "xom go moc" of "xom go moc tan cuog". */
function endsHamlet(before: Token[]): boolean {
  const begin = before.findIndex((word) => !isNothing(word));
  const marker = markers.at(before, begin);
  return marker?.value === 'hamlet' && before.length > begin + marker.length;
}

type Candidate = { meaning: Meaning; distance: number; marks: number };

function nearTo({ words, isNamed, isWhole, isAll }: Stretch, names: Names): Candidate[] {
  if (saidOtherwise.whole(words) && words.some((word) => word.marked)) return [];
  // What was taken for a leftover of a typing method may be a slip.
  const read = words.map((word) => word.bare).join('');
  const typed = words.map((word) => (word.typed ?? word).bare).join('');
  const isTyped = words.some((word) => word.typed);
  // Where marks are typed, much more than a slip is another word: "quá cháu" is not Quân Chu.
  const excess = isAll || isNamed ? 2 : isWhole ? 1 : 0;
  const candidates: Candidate[] = [];
  for (const key of new Set([read, typed])) {
    if (key.length < 4) continue;
    for (const { name, distance } of names.near(key)) {
      const most = isTyped ? Number.POSITIVE_INFINITY : Math.ceil(distance) + excess;
      let last: Meaning | undefined;
      let marks = 0;
      for (const meaning of names.meanings(name)) {
        // Many communes bear one name; mostly it is written alike.
        if (meaning.name !== last?.name) marks = marksApart(words, meaning);
        last = meaning;
        if (marks <= most) candidates.push({ meaning, distance, marks });
      }
    }
  }
  return candidates;
}

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
  for (let i = 0; i < words.length; i++) {
    const [word, name] = [words[i], meaning.words[i]];
    if (!word || !name || Math.abs(word.bare.length - name.bare.length) > 1) return false;
    if (word.marks === name.marks || (word.bare === name.bare && !word.marked)) continue;
    slipped++;
    const distance = word.marked ? slips(word.marks, name.marks, 1) : slips(word.bare, name.bare, 1);
    if (distance > 1 || word.bare.length <= 2 || slipped > 2) return false;
  }
  return true;
}

/** The nearest first; of equally near ones those of a named district, then those whose marks are nearer. */
function ranked(candidates: Candidate[], areas: Area[]): Place[] {
  const inAreas = ({ meaning }: Candidate) => (areas.length === 0 ? 0 : areasOf(meaning, areas));
  candidates.sort((a, b) => a.distance - b.distance || inAreas(b) - inAreas(a) || a.marks - b.marks);
  const places: Place[] = [];
  for (const { meaning } of candidates) {
    if (!places.some(({ code }) => code === meaning.place.code)) places.push(meaning.place);
    if (places.length === 3) break;
  }
  return places;
}
