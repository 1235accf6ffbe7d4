// An answer to the open question, and what is told besides.
import type { Field, Kind } from '../../model/fields.ts';
import type { FieldReading, Reading } from '../../model/reading.ts';
import { optionByClause, optionByPart } from '../acts/choice.ts';
import { exactOption } from '../acts/option-names.ts';
import { optionByPlace } from '../acts/option-place.ts';
import { isQuestion } from '../acts/question.ts';
import { namesSum } from '../amounts/money.ts';
import { isNotInStore } from '../amounts/quantity.ts';
import { extract, hasPrice } from '../extract.ts';
import { isFiller } from '../letters/fillers.ts';
import { quote, tokenize } from '../letters/normalize.ts';
import { wordSet } from '../letters/phrases.ts';
import { booksOf } from '../lexicon.ts';
import { phonesIn } from '../people/phone.ts';
import { surnames } from '../people/surnames.ts';
import { locate } from '../places/place.ts';
import { withoutProduce } from '../product.ts';
import { readers } from '../readers.ts';
import { chosen, isFreeText, type Message, numeric, type Part, producing, selling, wholeTexts } from './message.ts';

export function answer(message: Message): Part {
  const { tokens, expected, kind } = message;
  const part: Part = {};
  if (isQuestion(tokens)) part.question = true;
  const faq = wholeTexts.has(expected.field) && !part.question ? [] : booksOf(message.lexicon).faq(tokens);
  if (faq.length > 0) Object.assign(part, { faq, question: true });

  const isOffering = expected.options.some((option) => option.id !== 'skip');
  const owner = ownerByAge(message);
  if (owner !== undefined) return { ...part, ...chosen(message, owner) };

  const byNumber = kind !== 'number' && kind !== 'text' && (!numeric.has(kind) || isOffering);
  const place = byNumber && isOffering && !part.question ? optionByPlace(tokens, expected.options) : undefined;
  if (place !== undefined) return { ...part, ...chosen(message, place) };

  const values = valuesOf(message, part.question ?? false);
  part.values = values;
  const stars = part.question ? undefined : starsOf(message);
  if (stars) {
    const ocop = chosen(message, 'ocop');
    return { ...part, ...ocop, values: { ...values, ...ocop.values, 'product.ocop_stars': stars } };
  }
  const isAnswered = expected.field !== undefined && values[expected.field] !== undefined;
  if (isAnswered || !isOffering || isFreeText(kind) || part.question) return part;
  const option =
    optionByPart(tokens, expected.options) ?? optionByClause(tokens, expected.options) ?? optionOfMore(message);
  return option === undefined
    ? part
    : { ...part, ...chosen(message, option), values: { ...values, ...chosen(message, option).values } };
}

const lacking = wordSet('không ko k chưa chửa chẳng');

/** "OCOP 4 sao", "4 sao" where the certificate is asked for: no other one has stars. */
function starsOf({ expected, text, tokens }: Message): FieldReading | undefined {
  if (expected.field !== 'product.certificate' || !expected.also.includes('product.ocop_stars')) return undefined;
  const at = tokens.findIndex((token) => token.bare === 'sao' || token.text === '*');
  if (at < 1 || tokens.some((token) => lacking(token))) return undefined;
  const reading = readers.number(quote(text, tokens, at - 1, at), { field: 'product.ocop_stars', kind: 'number' });
  return reading && 'value' in reading ? reading : undefined;
}

const more = wordSet('nữa thêm');

/** "còn na nữa" where "Còn nữa" is offered: more of something, whatever it is. */
function optionOfMore({ tokens, expected, lexicon }: Message): string | undefined {
  if (expected.field !== undefined || !tokens.some((token) => more(token))) return undefined;
  const rest = withoutProduce(tokens, booksOf(lexicon).produce);
  return rest.length < tokens.length ? exactOption(rest, expected.options) : undefined;
}

const kin = wordSet('con cháu vợ chồng bố mẹ anh chị em dâu rể');

const thisYear = wordSet('năm nay mới được đã tròn');
const nearly = wordSet('gần hơn ngót ngoài');

/** "60 tuổi" where the owner of the shop is asked for; whose age it is must be plain. */
function ownerByAge({ tokens, expected }: Message): string | undefined {
  if (expected.field !== 'household.owner_age') return undefined;
  const numbers = tokens.filter((token) => token.kind === 'number');
  const at = tokens.findIndex((token) => token.kind === 'number');
  const age = Number(tokens[at]?.text);
  // "bác năm nay 57"
  const isAlone =
    age >= 10 &&
    tokens.every((token, i) => i === at || isFiller(token) || thisYear(token) || (age > 20 && nearly(token)));
  if (numbers.length !== 1 || !(tokens[at + 1]?.bare === 'tuoi' || isAlone) || !(age > 0 && age < 120))
    return undefined;
  if (age < 18) return 'minor';
  const others = tokens.filter((token) => token.kind === 'word' && kin(token));
  return others.length > 0 ? undefined : 'self';
}

function valuesOf(message: Message, question: boolean): Reading['values'] {
  const { expected, kind, lexicon, text } = message;
  const { field } = expected;
  const soldFrom = field === 'product.name' ? afterSeller(message) : undefined;
  if (soldFrom !== undefined) {
    const sold = text.slice(soldFrom);
    const { values } = extract(text.slice(0, soldFrom), { field, kind }, expected.also, lexicon.places);
    return { ...values, ...valuesOf({ ...message, text: sold, kept: sold, tokens: tokenize(sold) }, question) };
  }
  if (wholeTexts.has(field)) {
    if (question || message.hasSecret || !field || !kind) return {};
    if (field === 'product.packing') {
      const other = extract(text, { field, kind }, expected.also, lexicon.places);
      // "45k", "còn 2 tạ": nobody packs in a price.
      if (other.rest.every((piece) => tokenize(piece).every((token) => isFiller(token)))) return other.values;
    }
    const reading = readers[kind](message.kept, { field, kind }, lexicon);
    return reading ? { [field]: reading } : {};
  }
  // The sum is known: a count or a quantity is no other one.
  if (expected.per && !namesSum(text)) return {};
  const { values, rest } = extract(text, { field, kind }, expected.also, lexicon.places);
  if (!field || !kind || kind === 'choice' || kind === 'photos') return values;
  if (isFreeText(kind) && (question || message.hasSecret)) return values;
  const reading = readRest(kind, field, rest, message);
  const isDoubtful =
    question ||
    (field === 'product.stock' && isNotInStore(message.tokens)) ||
    (field === 'household.name' && isPlaceName(message));
  if (reading) values[field] = isDoubtful ? doubted(reading) : reading;
  return values;
}

/** "dinh hoa" where they are asked who they are: more likely where. With its marks it is meant as it stands. */
function isPlaceName({ text, tokens, lexicon }: Message): boolean {
  if (tokens.some((token) => token.marked)) return false;
  const found = locate(text, tokens, lexicon.places);
  const isIn = (at: number) => found !== undefined && at >= found.from && at < found.to;
  return tokens.filter((_, at) => isIn(at)).length > 1 && tokens.every((token, at) => isIn(at) || isFiller(token));
}

const naming = wordSet('tên là');
const surname = wordSet(surnames);

/** "Nguyễn Thị Hoa 0983… xóm 5 Tân Cương bán chè búp": who sells is no part of the product's name, which begins here. */
function afterSeller({ text, tokens, lexicon }: Message): number | undefined {
  const { produce } = booksOf(lexicon);
  const isProduce = (from: number) => {
    const rest = tokens.slice(from, from + produce.longest);
    return withoutProduce(rest, produce)[0] !== rest[0];
  };
  const at = tokens.findLastIndex(
    (token, i) => selling(token) || (producing(token) && isProduce(i + 1) && !isProduce(0)),
  );
  const verb = tokens[at];
  const next = tokens[at + 1];
  if (at < 1 || !verb || next?.kind !== 'word') return undefined;
  const before = text.slice(0, verb.start);
  const name = readers['person-name'](before, { kind: 'person-name' });
  const isSeller =
    phonesIn(before).length > 0 ||
    locate(before, tokenize(before), lexicon.places)?.introduced ||
    (name !== undefined &&
      'value' in name &&
      ((surname(tokens[0]) && name.value.includes(' ')) ||
        // "bác tên Hoa bán chè": so short a name is told by the words around it.
        (tokens.slice(0, at).some((token) => naming(token)) && isProduce(at + 1))));
  return isSeller ? next.start : undefined;
}

function readRest(kind: Kind, field: Field, rest: string[], message: Message): FieldReading | undefined {
  const { lexicon } = message;
  const isWhole = rest.length === 1 && rest[0]?.length === message.text.length;
  // Two things with their prices: the first is the one asked about.
  const isSecond = field === 'product.name' && rest.slice(1).some((piece) => hasPrice(piece));
  const pieces = isSecond ? rest.slice(0, 1) : rest;
  const words = isWhole ? [message.kept] : kind === 'person-name' ? pieces : [pieces.join(' ')];
  // "còn 3 tạ thôi": what is left says nothing.
  if (!isWhole && kind === 'text' && tokenize(words.join(' ')).every((token) => isFiller(token))) return undefined;
  for (const piece of words) {
    const reading = readers[kind](piece, { field, kind }, lexicon);
    if (reading) return { ...reading, said: message.text };
  }
  return undefined;
}

/** "25k được không?" names a price, but asks. */
const doubted = (reading: FieldReading): FieldReading =>
  'value' in reading ? { said: reading.said, choices: [reading.value] } : reading;
