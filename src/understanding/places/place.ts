// Which commune was meant, in words of today or of before July 2025. Taken at once only when the name is exact and
// has one meaning; a mistyped name, one of two meanings, a split unit or an old district is offered, three at most.
import type { FieldReading, ReadContext } from '../../model/reading.ts';
import type { Place } from '../../model/values.ts';
import { clean, parsed, tokenize } from '../letters/normalize.ts';
import { areasIn, namedProvince } from './areas.ts';
import { isPlain, locateAmong } from './locate.ts';
import { besideExact, nearest } from './mistyped.ts';
import { type PlaceIndex, unique } from './place-index.ts';

export { locate } from './locate.ts';

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
