// Facts that one message gives besides the answer: "chè móc câu 300k 1 cân còn 2 tạ". Only what is plainly said is
// taken: money with its suffix, an amount after "còn", a phone number, an address that is introduced as one.
// What was taken is cut out, so that the rest can be the answer.
import type { Field, Kind } from '../model/fields.ts';
import type { FieldReading } from '../model/reading.ts';
import { priceAt } from './amounts/money.ts';
import { measureAt } from './amounts/units.ts';
import { type Token, tokenize } from './letters/normalize.ts';
import { phraseSet, wordSet } from './letters/phrases.ts';
import { phonesIn } from './people/phone.ts';
import { locate } from './places/place.ts';
import type { PlaceIndex } from './places/place-index.ts';

type Cut = { start: number; end: number };
type Found = { field: Field; reading: FieldReading; cut: Cut };

export type Extract = {
  values: Partial<Record<Field, FieldReading>>;
  /** What is left, in pieces, in order. */
  rest: string[];
};

export function extract(
  text: string,
  asked: { field?: Field | undefined; kind?: Kind | undefined },
  also: Field[],
  places: PlaceIndex,
): Extract {
  const tokens = tokenize(text);
  const found: Found[] = [];
  const free = (cut: Cut) => found.every((one) => apart(cut, one.cut));
  const add = (one: Found | undefined) => {
    if (one && free(one.cut)) found.push(one);
  };
  // What a question about a product says nothing of, is not looked for in its answer; and the other way round.
  const isAbout = (noun: string) =>
    asked.field === undefined || asked.field.startsWith(noun) || also.some((field) => field.startsWith(noun));
  const isName = asked.field === 'product.name';
  if (isName || isAbout('household')) {
    if (asked.kind !== 'phone') add(phoneIn(text, tokens));
    const place = asked.kind === 'place' ? undefined : placeIn(text, tokens, places);
    // "na dai ở La Hiên" is what it is called; after a pause it is where they live.
    if (place && !(isName && !isApart(text, place.cut))) add(place);
  }
  const stock = isAbout('product') ? stockIn(text, tokens, free) : undefined;
  if (asked.kind !== 'quantity') add(stock);
  if (asked.kind !== 'money' && isAbout('product'))
    add(priceIn(text, tokens, (cut) => free(cut) && (!stock || apart(cut, stock.cut))));

  const values: Extract['values'] = {};
  for (const one of found) {
    if (also.includes(one.field)) values[one.field] = one.reading;
  }
  return {
    values,
    rest: piecesBetween(
      text,
      found.map((one) => one.cut),
    ),
  };
}

const apart = (one: Cut, other: Cut) => one.start >= other.end || one.end <= other.start;

const isApart = (text: string, { start, end }: Cut) =>
  /[,;.\n]\s*$/.test(text.slice(0, start)) || (start === 0 && /^\s*[,;.\n]/.test(text.slice(end)));

function phoneIn(text: string, tokens: Token[]): Found | undefined {
  const [first, second] = phonesIn(text);
  if (!first) return undefined;
  const cut = { start: announcedFrom(tokens, first.start), end: second ? second.end : first.end };
  const said = text.slice(first.start, first.end);
  const isSure = first.known && (!second || second.phone === first.phone);
  const choices = [first.phone, ...(second ? [second.phone] : [])];
  return { field: 'household.phone', reading: isSure ? { said, value: first.phone } : { said, choices }, cut };
}

const phoneWords = phraseSet('số điện thoại, điện thoại, số máy, số, zalo, liên hệ, lh');
const owning = wordSet('của là bác tôi em cháu cô chú anh chị mình nhà');

/** Where "sđt của bác là" begins before a number, or else the number itself. */
function announcedFrom(tokens: Token[], start: number): number {
  let to = tokens.findIndex((token) => token.end > start);
  while (to > 0 && (owning(tokens[to - 1]) || /^[:.\-–]$/.test(tokens[to - 1]?.text ?? ''))) to--;
  for (let from = Math.max(0, to - 3); from < to; from++) {
    if (phoneWords.whole(tokens.slice(from, to))) return tokens[from]?.start ?? start;
  }
  return start;
}

function placeIn(text: string, tokens: Token[], places: PlaceIndex): Found | undefined {
  const found = locate(text, tokens, places);
  const [place] = found?.choices ?? [];
  let from = found?.from ?? -1;
  while (from > 0 && dwelling(tokens[from - 1])) from--;
  const first = tokens[from];
  const last = tokens[(found?.to ?? 0) - 1];
  if (!found?.introduced || !place || !first || !last) return undefined;
  const cut = { start: first.start, end: last.end };
  const said = text.slice(cut.start, cut.end);
  return {
    field: 'household.place',
    reading: found.sure ? { said, value: place } : { said, choices: found.choices },
    cut,
  };
}

const dwelling = wordSet('nhà quê hiện');

const pricing = wordSet('giá bán là với được');

function priceIn(text: string, tokens: Token[], free: (cut: Cut) => boolean): Found | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const price = priceAt(tokens, at, false);
    const last = price && tokens[price.end - 1];
    // An unmarked "van" is Văn as well as vạn.
    if (!price?.plain || price.end < at + 2 || !last || !free({ start: tokens[at]?.start ?? 0, end: last.end }))
      continue;
    let from = at;
    while (from > 0 && pricing(tokens[from - 1])) from--;
    const cut = { start: tokens[from]?.start ?? 0, end: last.end };
    const values = price.amounts.map((amount) => ({ amount, ...(price.per ? { per: price.per } : {}) }));
    const [value] = values;
    const said = text.slice(cut.start, cut.end);
    const reading: FieldReading = price.ask || !value ? { said, choices: values.slice(0, 3) } : { said, value };
    return { field: 'product.price', reading, cut };
  }
  return undefined;
}

/** Whether a price stands in a text. */
export function hasPrice(text: string): boolean {
  return priceIn(text, tokenize(text), () => true) !== undefined;
}

const inStore = phraseSet(`
    còn, còn khoảng, còn tầm, còn độ, tồn, có sẵn, sẵn, đang có, hiện có, hiện còn, đang còn, trong kho còn, trong
    kho có, đang có khoảng, hiện có khoảng, còn được, còn lại`);

function stockIn(text: string, tokens: Token[], free: (cut: Cut) => boolean): Found | undefined {
  for (let at = 0; at < tokens.length; at++) {
    // "gà ri, có 50 con": after a pause "có" counts too.
    const has = having(tokens[at]) && tokens[at - 1]?.text === ',' ? { length: 1 } : undefined;
    const store = inStore.at(tokens, at) ?? has;
    const amount = store && measureAt(tokens, at + store.length);
    const last = amount && tokens[amount.end - 1];
    const first = tokens[at];
    // "20 con 2 tạ": an unmarked "con" after a number is a unit.
    const isUnit = first?.bare === 'con' && !first.marked && tokens[at - 1]?.kind === 'number';
    if (!amount?.counted || !first || !last || isUnit) continue;
    const cut = { start: first.start, end: last.end };
    const [value] = amount.measures;
    // An unmarked "con 3 kg" is a hen of that weight.
    const isPiece = first.bare === 'con' && !first.marked && (value?.grams ?? Number.POSITIVE_INFINITY) < 10_000;
    if (!value || isPiece || !free(cut)) continue;
    const said = text.slice(cut.start, cut.end);
    const reading: FieldReading = amount.ask ? { said, choices: amount.measures.slice(0, 3) } : { said, value };
    return { field: 'product.stock', reading, cut };
  }
  return undefined;
}

const having = wordSet('có');

function piecesBetween(text: string, cuts: Cut[]): string[] {
  // With nothing cut out the text stays as it is: "-300k" is no price.
  if (cuts.length === 0) return text.trim() === '' ? [] : [text];
  const pieces: string[] = [];
  let at = 0;
  for (const cut of [...cuts].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, cut.start));
    at = cut.end;
  }
  pieces.push(text.slice(at));
  return pieces.map((piece) => piece.replace(/^[\s,.;:/–-]+|[\s,;:/–-]+$/g, '')).filter((piece) => piece !== '');
}
