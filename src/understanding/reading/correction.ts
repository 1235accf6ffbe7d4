// What changes an answer that has been given: "sửa giá 250k", "không, tôi ở La Hiên", "nhầm, 1 cân".
import { type Field, fieldOf, type Kind } from '../../model/fields.ts';
import type { Expected, FieldReading } from '../../model/reading.ts';
import { type Correction, correctionIn, type FieldBook, retractionIn } from '../acts/correct.ts';
import { goodsOf } from '../acts/goods.ts';
import { extract, hasPrice } from '../extract.ts';
import { isFiller, isPerson } from '../letters/fillers.ts';
import { quote, type Token, tokenize } from '../letters/normalize.ts';
import { wordSet } from '../letters/phrases.ts';
import { booksOf } from '../lexicon.ts';
import { withoutProduce } from '../product.ts';
import { readers } from '../readers.ts';
import {
  chosen,
  command,
  isFreeText,
  type Message,
  numeric,
  type Part,
  producing,
  selling,
  wholeTexts,
} from './message.ts';

/** "Không, tôi ở La Hiên", "à quên, số điện thoại là 0912…": an earlier answer is taken back and the right one said. */
export function retraction(message: Message): Part | undefined {
  const { tokens, expected, lexicon, text } = message;
  const found = retractionIn(tokens);
  const isWhole = wholeTexts.has(expected.field) && expected.field !== 'product.packing';
  if (!found || isWhole) return undefined;
  const said = tokens.slice(found.from, found.to);
  const byName = correctionOf(said, message, true);
  const kind = byName && fieldOf(byName.field)?.kind;
  const named =
    kind && byName.rest.length > 0 && readers[kind](quote(text, byName.rest), { kind, field: byName.field }, lexicon);
  if (named && 'value' in named) return corrected(byName, named, expected);
  const { last } = expected;
  const again = found.isMistake && last ? readAgain(last, said, message) : undefined;
  if (again && last) return corrected({ field: last }, again, expected);
  const { values } = extract(quote(text, said), {}, [...expected.also, ...expected.known], lexicon.places);
  const sure = Object.entries(values).filter(([, reading]) => 'value' in reading);
  const [[field, reading] = []] = sure;
  if (field && reading && sure.length === 1) return corrected({ field: field as Field }, reading, expected);
  const goods = expected.known.includes('product.name') ? readGoods(said, message) : undefined;
  return goods && corrected({ field: 'product.name' }, goods, expected);
}

/** "nhầm, 1 cân" just after the weight: the last answer, said anew. Words that may answer the open question are none. */
function readAgain(field: Field, said: Token[], { text, expected, kind: asked, lexicon }: Message) {
  const kind = fieldOf(field)?.kind;
  const isSaid = kind !== undefined && (numeric.has(kind) || kind === 'place' || kind === 'person-name');
  if (!isSaid || said.length === 0 || !expected.known.includes(field)) return undefined;
  const words = quote(text, said);
  if (!numeric.has(kind) && asked && asked !== kind && readers[asked](words, { kind: asked }, lexicon))
    return undefined;
  const reading = readers[kind](words, { field, kind }, lexicon);
  return reading && 'value' in reading ? reading : undefined;
}

/** "nhầm, tôi bán ổi": nothing but goods. */
function readGoods(said: Token[], { text, lexicon }: Message): FieldReading | undefined {
  const from = said.findIndex((token) => !isPerson(token) && !selling(token) && !producing(token));
  const goods = said.slice(Math.max(from, 0));
  const rest = withoutProduce(goods, booksOf(lexicon).produce);
  const isGoods = rest.length < goods.length && rest.every((token) => isFiller(token));
  return isGoods ? readers.text(quote(text, goods), { field: 'product.name', kind: 'text' }) : undefined;
}

/** What is asked just now is answered, not corrected. */
const corrected = (
  { field, product }: Pick<Correction, 'field' | 'product'>,
  reading: FieldReading,
  { field: asked }: Expected,
): Part => ({
  ...((field !== asked || product) && command('correct', field, product)),
  values: { [field]: reading },
});

const correctionOf = (tokens: Token[], { expected, lexicon, text }: Message, loose: boolean) => {
  const { fields, produce } = booksOf(lexicon);
  const goods = goodsOf(expected.products ?? [], produce, text);
  return correctionIn(tokens, fields, expected.field, expected.also, loose, goods);
};

const but = wordSet('nhưng mà song');

/** "sửa giá", and in answer to "is this right?": "có nhưng giá 30k", "giá 30k một cân". */
export function correction(message: Message): Part | undefined {
  const { tokens, expected, lexicon, text } = message;
  const { fields } = booksOf(lexicon);
  const loose = message.yesNo && expected.field === undefined;
  const turn = loose ? tokens.findIndex((token, at) => at > 0 && at < 5 && (but(token) || token.text === ',')) : -1;
  const rest = turn > 0 ? tokens.slice(turn + 1) : tokens;
  const found = correctionOf(rest, message, true) ?? (turn > 0 ? correctionOf(tokens, message, false) : undefined);
  if (!found) return isPriceInPacking(message) ? command('correct', 'product.price') : undefined;
  if (found.rest.length === 0) {
    if (!found.hasVerb) return undefined;
    const option = found.product ? undefined : optionCorrecting(found.field, expected, fields);
    return option === undefined ? command('correct', found.field, found.product) : chosen(message, option);
  }
  const kind = fieldOf(found.field)?.kind;
  if (!kind || (isFreeText(kind) && !found.isLinked)) return undefined;
  if (!found.hasVerb && !loose) return stated(message, found, kind);
  // Where any words answer, only "sửa giá 250k" is a correction: the verb, the name, and a value that leaves no doubt.
  if (isFreeText(message.kind) && (isFreeText(kind) || !found.hasVerb || found.field === expected.field))
    return undefined;
  const reading = readers[kind](quote(text, found.rest), { kind, field: found.field }, lexicon);
  if (isFreeText(message.kind) && !(reading && 'value' in reading)) return undefined;
  return reading && { ...command('correct', found.field, found.product), values: { [found.field]: reading } };
}

/** "sửa lại tên" where "Sửa tên" is offered: whose name the button knows best. */
function optionCorrecting(field: Field, { options, field: asked, also }: Expected, book: FieldBook) {
  const same = options.filter(({ label }) => {
    const offered = correctionIn(tokenize(label), book, asked, also, false);
    return offered?.field === field && offered.rest.length === 0;
  });
  return same.length === 1 ? same[0]?.id : undefined;
}

/** "Số điện thoại của tôi là 0912…" while something else is asked: plain where the field is named and the value sure. */
function stated({ expected, lexicon, text }: Message, found: Correction, kind: Kind): Part | undefined {
  const isElsewhere = found.product || (found.field !== expected.field && expected.known.includes(found.field));
  if (!isElsewhere || !found.isLinked || isFreeText(kind) || wholeTexts.has(expected.field)) return undefined;
  const reading = readers[kind](quote(text, found.rest), { kind, field: found.field }, lexicon);
  return reading && 'value' in reading ? corrected(found, reading, expected) : undefined;
}

const pricing = wordSet('giá');

/** "giá nhầm rồi, 250k" where packing is asked: nobody packs in a price. */
const isPriceInPacking = ({ expected, tokens, text }: Message) =>
  expected.field === 'product.packing' && pricing(tokens[0]) && hasPrice(text);
