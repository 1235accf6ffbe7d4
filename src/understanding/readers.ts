// The table of readers, one for each kind of field. A reader sees only the words and what is asked; it is sure
// (`value`), or in doubt (`choices`), or it says nothing. What it reads is what a field can hold.
import { fieldOf, type Kind } from '../model/fields.ts';
import type { FieldReading, Option, ReadContext } from '../model/reading.ts';
import { readArea } from './area.ts';
import { readOption } from './choice.ts';
import { readNumber } from './count.ts';
import { readDate } from './date.ts';
import { readPrice } from './money.ts';
import { clean, parsed, tokenize } from './normalize.ts';
import { readPersonName } from './person-name.ts';
import { readPhone } from './phone.ts';
import { readPlace } from './place.ts';
import type { PlaceIndex } from './place-index.ts';
import { readQuantity, readWeight } from './quantity.ts';
import { readSeason } from './season.ts';
import { readText } from './text.ts';

type KindReader = (text: string, context: ReadContext, places: PlaceIndex) => FieldReading | undefined;

export const readers = {
  choice: readChoice,
  text: readText,
  'person-name': readPersonName,
  phone: readPhone,
  place: readPlace,
  money: readPrice,
  quantity: readQuantity,
  weight: readWeight,
  number: readNumber,
  area: readArea,
  date: readDate,
  season: readSeason,
  // Photos are not words.
  photos: () => undefined,
} satisfies { [K in Kind]: KindReader };

function readChoice(text: string, context: ReadContext): FieldReading<string> | undefined {
  const said = clean(text);
  const known = (context.field && fieldOf(context.field)?.options) ?? [];
  const options: Option[] = context.options ?? known.map((id) => ({ id, label: id, synonyms: [] }));
  const value = readOption(tokenize(parsed(said)), options);
  return value === undefined ? undefined : { said, value };
}
