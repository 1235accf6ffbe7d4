// Free words: a product's name, its packing, a description. Kept as written, only trimmed; never rewritten.
// A product's name may come wrapped in a sentence ("nhà bác bán …"); only the frame around it is taken off.
import { type Field, fieldOf } from '../model/fields.ts';
import type { FieldReading, ReadContext } from '../model/reading.ts';
import { isFiller, isNoise, isPerson } from './letters/fillers.ts';
import { clean, quote, tokenize } from './letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from './letters/phrases.ts';

/** Fields whose answer has digits; those of the others have letters. */
const inDigits = new Set<Field | undefined>(['product.certificate_number']);

export function readText(text: string, context: ReadContext): FieldReading<string> | undefined {
  const said = clean(text);
  const longest = (context.field && fieldOf(context.field)?.maxLength) ?? 2000;
  const oneLine = longest <= 200 ? said.replace(/\s+/g, ' ') : said;
  const value = context.field === 'product.name' ? withoutFrame(oneLine) : oneLine;
  const isSomething = inDigits.has(context.field) ? /\p{N}/u : /\p{L}/u;
  if (!isSomething.test(value) || value.length > longest || isAside(value)) return undefined;
  return { said, value };
}

/** By what is left of them without the little words. */
const asides = phraseSet(`
    mệt quá, mệt lắm, mệt rồi, chán quá, chán lắm, không gì, chưa gì, chẳng gì, không biết viết, không biết chữ, không
    biết ghi, không biết gọi, không biết nói, như lần trước, như hôm trước, như cũ, xem đã, nghĩ đã, hỏi đã`);

/** "thôi mệt quá", "không có gì bán", "bác 65 tuổi rồi": said of oneself or put off, not of goods. */
function isAside(text: string): boolean {
  const core = tokenize(text).filter((token) => !isFiller(token));
  const [age, unit] = core;
  return asides.whole(core) === true || (core.length === 2 && age?.kind === 'number' && unit?.bare === 'tuoi');
}

const polite = wordSet('dạ vâng thưa à ừ ờ');
const wanting = wordSet('muốn đang định sẽ thì chỉ cũng');
const household = phraseBook(['nhà', 'gia đình', 'nhà mình', 'nhà em', 'hộ'].map((phrase) => [phrase, true]));
const alwaysVerb = phraseSet(`
    bán, có bán, đăng bán, rao bán, đăng, tên sản phẩm là, sản phẩm là, tên là, tên hàng là, món hàng là, là, gọi
    là`);
const verbAfterSubject = phraseBook(['có', 'trồng', 'nuôi', 'làm', 'sản xuất', 'ban'].map((phrase) => [phrase, true]));
const closing = wordSet('ạ nhé nhá nha đấy');
/** Whom people speak to here: "nhé cháu". */
const spokenTo = wordSet('cháu em');

/** "dạ nhà bác bán chè móc câu ạ" → "chè móc câu". */
export function withoutFrame(text: string): string {
  const tokens = tokenize(text);
  let from = 0;
  for (const token of tokens) {
    if (!isNoise(token) && !(polite(token) && token.marked)) break;
    from++;
  }
  let at = from;
  let hasSubject = false;
  for (;;) {
    const token = tokens[at];
    if (!token) break;
    const house = household.at(tokens, at);
    if (house && (token.marked || isPersonAt(at + house.length))) at += house.length;
    // After "bac" an unmarked "co" or "ban" is có or bán.
    else if (hasSubject && !token.marked && verbAfterSubject.at(tokens, at) && at + 1 < tokens.length) break;
    else if (isPerson(token) && token.bare !== 'con' && token.bare !== 'nha') at++;
    else break;
    hasSubject = true;
  }
  while (hasSubject && wanting(tokens[at])) at++;
  if (tokens[at] && wanting(tokens[at]) && alwaysVerb.at(tokens, at + 1)) at++;
  const verb = alwaysVerb.at(tokens, at) ?? (hasSubject ? verbAfterSubject.at(tokens, at) : undefined);
  const isVerb = verb && (hasSubject || tokens[at]?.marked || verb.length > 1);
  if (verb && isVerb && at + verb.length < tokens.length) from = at + verb.length;
  while (tokens[from]?.kind === 'mark' && /^[:\-–,.]$/.test(tokens[from]?.text ?? '')) from++;

  let to = tokens.length;
  for (; to > from + 1; to--) {
    const last = tokens[to - 1];
    if (!last) break;
    const isEnd = last.kind === 'mark' && /^[.,;:!\-–]$/.test(last.text);
    // "cháu ạ", "nhé em": a person only after such a word.
    const isPolite = closing(last) && (last.marked || last.text === 'nha');
    const before = tokens[to - 2];
    const isAddressed =
      isPerson(last) &&
      ((to < tokens.length && closing(tokens[to])) || (before?.marked && closing(before) && spokenTo(last)));
    if (!isEnd && !isPolite && !isAddressed) break;
  }
  return quote(text, tokens, from, to);

  function isPersonAt(index: number): boolean {
    const token = tokens[index];
    return token !== undefined && isPerson(token);
  }
}
