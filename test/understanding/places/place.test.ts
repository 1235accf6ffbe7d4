// Communes: all 92 of today and every former one, each found or asked about; addresses, slips, other provinces.
// A name with two meanings, or nearly a name, must never be taken silently.
import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/model/reading.ts';
import type { Place } from '../../../src/model/values.ts';
import { indexPlaces } from '../../../src/understanding/index.ts';
import { readPlace } from '../../../src/understanding/places/place.ts';
import { placeKey } from '../../../src/understanding/places/place-index.ts';
import { olderNames, splits } from '../../../src/understanding/places/places-known.ts';
import { database, everyday, forms, places, reading, withoutMarks } from '../support.ts';

const where = (text: string) => reading('place', text, 'household.place') as FieldReading<Place> | undefined;

/** "xã Tân Cương" when sure, "? xã A | xã B" when asked, "-" when nothing was understood. */
function answer(text: string): string {
  const found = where(text);
  if (!found) return '-';
  const told = (place: Place) => place.name + (place.province === 'Thái Nguyên' ? '' : `, ${place.province}`);
  return 'value' in found ? told(found.value) : `? ${found.choices.map(told).join(' | ')}`;
}

const places25 = database.units.filter((unit) => unit.province === 'Thái Nguyên');
const formers = database.formers.filter((row) => row.toProvince === 'Thái Nguyên');
const bare = (name: string) => name.replace(/^(Xã|Phường|Thị trấn) /, '');

describe('the index of places', () => {
  it('holds the 92 units of today', () => {
    const codes = places25
      .flatMap((unit) => places.atHome.meanings(placeKey(bare(unit.name))))
      .filter((meaning) => meaning.place.former === undefined)
      .map((meaning) => meaning.place.code);
    expect(places25).toHaveLength(92);
    expect(new Set(codes)).toEqual(new Set(places25.map((unit) => unit.code)));
  });

  it('knows 280 former units, and the three that the dataset has without a code', () => {
    const known = new Set(formers.map((row) => `${row.name}, ${row.district}`));
    expect(known.size).toBe(283);
  });

  it('refuses data in which a former unit of the province goes nowhere', () => {
    const broken = { ...database, formers: [...formers, { ...(formers[0] ?? never()), toName: 'Xã Không Có' }] };
    expect(() => indexPlaces(broken, 'Thái Nguyên')).toThrow('Xã Không Có');
    expect(() => indexPlaces(database, 'Xứ Lạ')).toThrow('Xứ Lạ');
  });

  it('holds the 34 provinces and 3,321 units of the nation', () => {
    const isKnown = ({ name, code }: { name: string; code: string }) => {
      const key = placeKey(name.replace(/^(Xã|Phường|Đặc khu) /, ''));
      return [...places.atHome.meanings(key), ...places.elsewhere.meanings(key)].some((one) => one.place.code === code);
    };
    expect(new Set([...places.provinces.values()].map(({ name }) => name)).size).toBe(34);
    expect(database.units.filter(isKnown)).toHaveLength(3321);
  });

  it('can be built of the home province alone, as a browser has it', () => {
    const isHome = (province: string) => province === 'Thái Nguyên';
    const alone = indexPlaces(
      {
        provinces: database.provinces.filter(({ name }) => isHome(name)),
        units: places25,
        formers: database.formers.filter((row) => isHome(row.toProvince)),
      },
      'Thái Nguyên',
    );
    const name = (text: string) => readPlace(text, { kind: 'place' }, alone);
    expect(name('xóm 5 Phúc Xuân, Thái Nguyên')).toEqual(where('xóm 5 Phúc Xuân, Thái Nguyên'));
    expect(name('tân cươg')).toEqual(where('tân cươg'));
    expect(name('phường Bến Nghé, TP HCM')).toBeUndefined();
  });

  it('can be built for another home', () => {
    const hanoi = indexPlaces(database, 'Hà Nội');
    expect(hanoi.home).toBe('Hà Nội');
    expect(hanoi.atHome.meanings('hoankiem')[0]?.place.name).toBe('phường Hoàn Kiếm');
    expect(hanoi.elsewhere.meanings('tancuong').map(({ place }) => place.province)).toContain('Thái Nguyên');
  });

  function never(): never {
    throw new Error('there are former units');
  }
});

/** What is never taken at once: several meanings, a split, an old district's name, an unsure older name. */
const asked = new Set(
  [
    ...[
      'Gia Sàng',
      'Cam Giá',
      'Thượng Đình',
      'Na Mao',
      'Tân Thành',
      'Trung Thành',
      'Hương Sơn',
      'Tân Thịnh',
      'Tân Lập',
      'Tân Long',
      'Sông Cầu',
    ],
    ...[
      'Phú Lương',
      'Đại Từ',
      'Định Hóa',
      'Võ Nhai',
      'Đồng Hỷ',
      'Phú Bình',
      'Ba Bể',
      'Ngân Sơn',
      'Bạch Thông',
      'Chợ Đồn',
      'Chợ Mới',
      'Na Rì',
    ],
    ...['Sông Công', 'Phổ Yên', 'Bắc Kạn'],
  ].map((name) => withoutMarks(name)),
);
const twins = new Set(['Van Lang', 'Yen Lac']);
/** Without marks two names are one; and "Lang" of "Văn Lang" may be a Lăng that was not marked. */
const isTwin = (name: string, form: string) =>
  twins.has(withoutMarks(name)) && (form === withoutMarks(form) || name === 'Văn Lang');

describe("today's communes", () => {
  it.each(places25.map((unit) => [unit.name, unit.code] as const))('finds %s', (name, code) => {
    for (const said of [bare(name), name]) {
      for (const form of forms(said)) {
        const found = where(form);
        const codes = found && ('value' in found ? [found.value.code] : found.choices.map((place) => place.code));
        expect([form, codes?.includes(code)]).toEqual([form, true]);
        // With its type an old district's name can only be the commune.
        const isAsked =
          isTwin(bare(name), form) ||
          (asked.has(withoutMarks(bare(name))) && (said !== name || /Gia|Thành/.test(name)));
        expect([form, found && 'choices' in found]).toEqual([form, isAsked]);
      }
    }
  });
});

describe('communes of before July 2025', () => {
  it.each(formers.map((row) => [`${row.name}, ${row.district}`, row.toName, row] as const))(
    'knows that %s went to %s',
    (_, __, row) => {
      const split = splits.find((one) => one.former === row.name && one.district === row.district);
      for (const form of forms(bare(row.name))) {
        const found = where(form);
        const choices = found && ('value' in found ? [found.value] : found.choices);
        const names = choices?.map((place) => place.name.toLowerCase()) ?? [];
        expect([form, names.includes(row.toName.toLowerCase().normalize('NFC'))]).toEqual([form, true]);
        expect(names.length).toBeLessThanOrEqual(3);
        if (split) expect(choices?.map((place) => place.code)).toEqual(split.to);
        const isSure = found !== undefined && 'value' in found;
        const isAsked = asked.has(withoutMarks(bare(row.name))) || isTwin(bare(row.name), form);
        expect([form, isSure]).toEqual([form, !isAsked]);
      }
    },
  );

  it('takes each by its name and district, but asks after the three that were split and the one of two sources', () => {
    const asked = formers
      .filter((row) => !('value' in (where(`${row.name}, ${row.district}`) ?? {})))
      .map((row) => bare(row.name));
    expect(new Set(asked)).toEqual(new Set(['Gia Sàng', 'Cam Giá', 'Thượng Đình', 'Na Mao']));
  });

  it('names the former unit that was meant, and only when it is one', () => {
    expect(where('phúc xuân')).toMatchObject({
      value: { name: 'xã Đại Phúc', former: 'xã Phúc Xuân, TP Thái Nguyên' },
    });
    expect(where('thị trấn Hùng Sơn')).toMatchObject({ value: { former: 'thị trấn Hùng Sơn, huyện Đại Từ' } });
    expect(where('Tân Cương')).toEqual({
      said: 'Tân Cương',
      value: { code: '05503', name: 'xã Tân Cương', province: 'Thái Nguyên', district: 'TP Thái Nguyên' },
    });
  });

  it.each([
    ['where its name has always been, though Bình Sơn of Sông Công joined it', 'Tân Cương', 'TP Thái Nguyên'],
    ['all its parts are of one district', 'phường Bách Quang', 'TP Sông Công'],
    ['a new name, made of two', 'Phong Quang', 'TP Bắc Kạn và huyện Bạch Thông'],
    ['called as a district, and made of two', 'xã Bạch Thông', 'huyện Chợ Đồn và huyện Bạch Thông'],
    ['made of three, which would say nothing', 'Đại Phúc', undefined],
    ['a former name brings its own', 'Phúc Xuân', undefined],
    ['far from home too', 'Hòa Lạc, Hà Nội', 'huyện Thạch Thất'],
  ])('names the former district, %s: %j', (_, said, district) => {
    const found = where(said);
    expect(found && 'value' in found && found.value.district).toEqual(district);
  });

  it('tells choices apart by district', () => {
    expect(where('van lang')).toMatchObject({
      choices: [{ district: 'huyện Na Rì' }, { district: 'huyện Đồng Hỷ' }],
    });
    expect(where('Tân Thành')).toMatchObject({
      choices: [{ district: 'huyện Phú Bình' }, { former: 'phường Tân Thành, TP Thái Nguyên' }],
    });
  });

  it('leaves only the commune of three district, and what is read by a former name, without them', () => {
    const unnamed = places25.filter((unit) =>
      places.atHome
        .meanings(placeKey(bare(unit.name)))
        .some(({ place }) => place.code === unit.code && !place.district && !place.former),
    );
    expect(unnamed.map(({ name }) => name)).toEqual(['Xã Đại Phúc']);
  });

  it.each(olderNames.map((older) => [older.name, older] as const))(
    'offers or takes what became of %s',
    (name, older) => {
      const found = where(bare(name));
      expect(found && 'value' in found).toBe(older.sure);
      expect(found && ('value' in found ? [found.value.code] : found.choices.map((place) => place.code))).toEqual(
        older.to,
      );
    },
  );
});

describe('an address', () => {
  it.each([
    ['xã Tân Cương', 'xã Tân Cương'],
    ['x. Tân Cương', 'xã Tân Cương'],
    ['p. Tích Lương', 'phường Tích Lương'],
    ['p.tích lương', 'phường Tích Lương'],
    ['TT Đu', 'xã Phú Lương'],
    ['đu', 'xã Phú Lương'],
    ['tancuong', 'xã Tân Cương'],
    ['TAN  CUONG', 'xã Tân Cương'],
    ['nhà bác ở Tân Cương cháu ạ', 'xã Tân Cương'],
    ['bác ở xã La Hiên huyện Võ Nhai tỉnh Thái Nguyên', 'xã La Hiên'],
    ['la hien vo nhai thai nguyen', 'xã La Hiên'],
    ['chùa hang đồng hỷ', 'phường Linh Sơn'],
    ['Tân Thành, Phú Bình', 'xã Tân Thành'],
    ['Tân Thành, TP Thái Nguyên', 'phường Tích Lương'],
    ['Hương Sơn Phú Bình', 'xã Phú Bình'],
    ['tân long đồng hỷ', 'xã Quang Sơn'],
    ['xã Phú Lương', 'xã Phú Lương'],
    ['phường Sông Công', 'phường Sông Công'],
    ['Văn Lăng', 'xã Văn Lăng'],
    ['Yên Lạc', 'xã Phú Lương'],
    ['Yến Lạc', 'xã Na Rì'],
    ['Sỹ Bình', 'xã Vĩnh Thông'],
    ['Sĩ Bình', 'xã Vĩnh Thông'],
    ['Thần Xa', 'xã Thần Sa'],
    ['Thần Sa', 'xã Thần Sa'],
    ['xã Định Hoá', 'xã Định Hóa'],
    ['xã Kinh Bắc, Bắc Ninh', 'phường Kinh Bắc, Bắc Ninh'],
    ['phường Hoàn Kiếm, Hà Nội', 'phường Hoàn Kiếm, Hà Nội'],
  ])('%j is taken for %s', (text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  it.each([
    ['xóm 5 tân cương', 'xóm 5', 'xã Tân Cương'],
    ['Xóm 5, xã Tân Cương, TP Thái Nguyên', 'Xóm 5', 'xã Tân Cương'],
    ['xom 5 tan cuong', 'xom 5', 'xã Tân Cương'],
    ['xóm Hồng Thái 2, xã Tân Cương', 'xóm Hồng Thái 2', 'xã Tân Cương'],
    ['xóm Tân Lập xã Tân Cương', 'xóm Tân Lập', 'xã Tân Cương'],
    ['xã Tân Cương xóm Gò Móc', 'xóm Gò Móc', 'xã Tân Cương'],
    ['tổ 12 phường Tích Lương', 'tổ 12', 'phường Tích Lương'],
    ['tổ dân phố 3, Chùa Hang', 'tổ dân phố 3', 'phường Linh Sơn'],
    ['thôn Nà Mo xã Yên Phong', 'thôn Nà Mo', 'xã Yên Phong'],
    ['bản Cám, xã Nam Mẫu', 'bản Cám', 'xã Ba Bể'],
  ])('keeps the hamlet of %j as %j', (text, hamlet, name) => {
    expect(where(text)).toMatchObject({ value: { name, hamlet } });
  });

  it.each([
    ['Gia Sàng', '? phường Gia Sàng | phường Phan Đình Phùng'],
    ['tổ 12 phường Cam Giá', '? phường Gia Sàng | phường Tích Lương'],
    ['Thượng Đình', '? xã Điềm Thụy | xã Phú Bình'],
    ['xã Thượng Đình Phú Bình', '? xã Điềm Thụy | xã Phú Bình'],
    ['Tân Thành', '? xã Tân Thành | phường Tích Lương'],
    ['phường Tân Thành', '? phường Tích Lương | xã Tân Thành'],
    ['Trung Thành', '? phường Trung Thành | phường Tích Lương'],
    ['van lang', '? xã Văn Lang | xã Văn Lăng'],
    ['Văn Lang', '? xã Văn Lang | xã Văn Lăng'],
    ['yen lac', '? xã Na Rì | xã Phú Lương'],
    ['Phú Lương', '? xã Phú Lương'],
    ['xóm 5 đồng hỷ', '? xã Đồng Hỷ'],
    ['thành phố Sông Công', '? phường Sông Công'],
    ['gần chợ Tân Cương', '? xã Tân Cương'],
    ['Bắc Kạn', '? phường Bắc Kạn'],
    ['Phú Lý', '? xã Hợp Thành'],
    ['tân cươg', '? xã Tân Cương'],
    ['tan cuogn', '? xã Tân Cương'],
    ['xa na hien', '? xã La Hiên'],
    ['xóm 5 tân cuơngg', '? xã Tân Cương'],
    ['chúc cháu thành công', '? xã Thành Công'],
    ['Tân Cương phải không', '? xã Tân Cương'],
    ['Tân Cương à?', '? xã Tân Cương'],
  ])('asks after %j: %s', (text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  it.each([
    '',
    'Thái Nguyên',
    'tp Thái Nguyên',
    'Pác Nặm',
    'xóm 5',
    'Hà Nội',
    'chè',
    '0912345678',
    'không',
    ...everyday,
  ])('sees no commune in %j', (text) => {
    expect(answer(text)).toBe('-');
  });

  it('takes none in an everyday sentence without marks, and seldom asks', () => {
    const found = everyday.map((text) => answer(withoutMarks(text))).filter((one) => one !== '-');
    expect(found.filter((one) => !one.startsWith('?'))).toEqual([]);
    expect(found.length).toBeLessThan(everyday.length / 25);
  });
});
