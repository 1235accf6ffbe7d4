// The table of readers, one for each kind of field. A reader sees only the words and what is asked; it is sure
// (`value`), or in doubt (`choices`), or it says nothing. What it reads is what a field can hold.
import { fieldOf, type Kind } from '../model/fields.ts';
import type { FieldReading, Option, ReadContext } from '../model/reading.ts';
import { readOption } from './acts/choice.ts';
import { readArea } from './amounts/area.ts';
import { readNumber } from './amounts/count.ts';
import { readPrice } from './amounts/money.ts';
import { readQuantity, readWeight } from './amounts/quantity.ts';
import { readDate } from './calendar/date.ts';
import { readSeason } from './calendar/season.ts';
import { clean, parsed, tokenize } from './letters/normalize.ts';
import { booksOf, type Lexicon } from './lexicon.ts';
import { readPersonName } from './people/person-name.ts';
import { readPhone } from './people/phone.ts';
import { readPlace } from './places/place.ts';
import { readProduct } from './product.ts';
import { readText } from './text.ts';

type KindReader = (text: string, context: ReadContext, lexicon: Lexicon) => FieldReading | undefined;

export const readers = {
  choice: readChoice,
  text: readText,
  'person-name': readPersonName,
  phone: readPhone,
  place: (text, context, { places }) => readPlace(text, context, places),
  money: readPrice,
  quantity: readQuantity,
  weight: readWeight,
  number: readNumber,
  area: readArea,
  date: readDate,
  season: readSeason,
  product: (text, _, lexicon) => readProduct(text, booksOf(lexicon).produce),
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
