// One message against the open question. The order is fixed: secrets, an offered answer word for word, what is said
// to the talk itself, corrections, flows that are opened, and only then the answer, which the slot decides.
import { type Field, fieldOf, type Kind, toldBy } from '../model/fields.ts';
import type { Command, Expected, FieldReading, NamedProduct, Reading } from '../model/reading.ts';
import type { PatternAct } from './acts/act-patterns.ts';
import { optionByClause, optionByPart } from './acts/choice.ts';
import { actOf } from './acts/commands.ts';
import { type Correction, correctionIn, type FieldBook, keepsIt, retractionIn } from './acts/correct.ts';
import { goodsOf } from './acts/goods.ts';
import { exactOption, optionSaying, type Saying } from './acts/option-names.ts';
import { optionByPlace } from './acts/option-place.ts';
import { isQuestion } from './acts/question.ts';
import { mayBeAsked } from './acts/wishes.ts';
import { namesSum, readPer } from './amounts/money.ts';
import { isNotInStore } from './amounts/quantity.ts';
import { extract, hasPrice } from './extract.ts';
import { isCourtesy, isFiller, isPerson } from './letters/fillers.ts';
import { clean, parsed, quote, type Token, tokenize } from './letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from './letters/phrases.ts';
import { booksOf, type Lexicon } from './lexicon.ts';
import { phonesIn } from './people/phone.ts';
import { hide } from './people/secrets.ts';
import { surnames } from './people/surnames.ts';
import { locate } from './places/place.ts';
import { withoutProduce } from './product.ts';
import { readers } from './readers.ts';

type Message = {
  /** All of it, cleaned and masked; and the part in which answers are looked for. */
  kept: string;
  text: string;
  tokens: Token[];
  kind: Kind | undefined;
  expected: Expected;
  lexicon: Lexicon;
  /** Yes or no answers the question. */
  yesNo: boolean;
  hasSecret: boolean;
};

export function readAll(text: string, expected: Expected, lexicon: Lexicon): Reading {
  const kind = expected.field && fieldOf(expected.field)?.kind;
  const hidden = hide(clean(text), { kind, takesNumbers: takesNumbers(expected.field, kind) });
  const shown = parsed(hidden.text);
  const message: Message = {
    kept: hidden.text,
    text: shown,
    tokens: tokenize(shown),
    kind,
    expected,
    lexicon,
    yesNo: expected.yesNo || expected.options.some((option) => option.id === 'yes' || option.id === 'no'),
    hasSecret: hidden.secret !== undefined,
  };
  const reading: Reading = { text: hidden.text, values: {} };
  if (hidden.secret) reading.secret = hidden.secret;
  if (message.tokens.length === 0) return reading;
  Object.assign(
    reading,
    offered(message) ??
      perSaid(message) ??
      kept(message) ??
      retraction(message) ??
      spoken(message) ??
      correction(message) ??
      opening(message) ??
      greeted(message),
  );
  reading.values = withTold(reading.values, lexicon);
  return reading;
}

/** What the words of a sure answer tell besides: a product's name tells its kind. */
function withTold(values: Reading['values'], lexicon: Lexicon): Reading['values'] {
  let all = values;
  for (const field in values) {
    const found = values[field as Field];
    if (!found || !('value' in found)) continue;
    for (const told of toldBy(field as Field)) {
      const kind = fieldOf(told)?.kind;
      const reading = kind && readers[kind](String(found.value), { field: told, kind }, lexicon);
      // One that is not sure is left open: it would cost a question and the answer would seldom be no.
      if (reading && ('value' in reading || reading.choices.length > 1)) all = { ...all, [told]: reading };
    }
  }
  return all;
}

type Part = Partial<Reading>;

const numeric = new Set<Kind | undefined>(['money', 'quantity', 'weight', 'phone', 'number', 'season']);
const isFreeText = (kind: Kind | undefined) => kind === 'text' || kind === 'person-name';

function takesNumbers(field: Field | undefined, kind: Kind | undefined): boolean {
  return numeric.has(kind) || field === 'product.certificate_number';
}

/** An offered answer, word for word: it stands on the button, so nothing else can be meant. */
function offered(message: Message): Part | undefined {
  const { tokens, expected } = message;
  if (tokens.at(-1)?.text === '?' && tokens.length > 1 && !asksByItself(tokens.slice(0, -1))) return undefined;
  const option = exactOption(tokens, expected.options);
  if (option === undefined) return undefined;
  const { grave = false } = expected;
  const act = message.yesNo ? actOf(tokens, { yesNo: true, grave, freeText: false }) : undefined;
  return { ...chosen(message, option), ...(act === 'yes' || act === 'no' ? { yesNo: act } : {}) };
}

const agreeing = wordSet('ừ dạ vâng đúng phải rồi ok');

/** "đúng rồi, 1 cân" → "1 cân" */
const withoutYes = (tokens: Token[]) =>
  tokens.slice(tokens.findIndex((token) => token.kind !== 'mark' && !agreeing(token)));

/** "Chục", "tính theo nải", "gói 2 lạng" where it is asked for how much a price is. */
function perSaid({ expected, text, tokens, lexicon }: Message): Part | undefined {
  if (!expected.per || namesSum(text)) return undefined;
  const said = withoutYes(tokens);
  const per = readPer(said) ?? readPer(withoutProduce(said, booksOf(lexicon).produce));
  return per && { per };
}

/** "Để nguyên", "thôi không sửa nữa" where an answer that is known is asked anew. */
function kept({ expected, tokens, lexicon }: Message): Part | undefined {
  const { field, known } = expected;
  const isAnew = field !== undefined && known.includes(field);
  return isAnew && keepsIt(tokens, booksOf(lexicon).fields) ? command('keep') : undefined;
}

/** "Ghi để làm gì?" and "là sao?" may be offered; "đồng ý?" only asks. */
function asksByItself(tokens: Token[]): boolean {
  const act = actOf(tokens, { yesNo: false, freeText: false });
  return isQuestion(tokens) || (act !== undefined && mayBeAsked.has(act));
}

function chosen({ expected, kind, text }: Message, option: string): Part {
  const { field } = expected;
  const isAnswer = field && kind === 'choice' && (fieldOf(field)?.options?.includes(option) ?? false);
  return { option, ...(isAnswer ? { values: { [field]: { said: text, value: option } } } : {}) };
}

/** What is said to the talk itself, not about hens and tea. */
function spoken(message: Message): Part | undefined {
  const { tokens, yesNo, kind, expected } = message;
  const { grave = false } = expected;
  const slot = { yesNo, grave, freeText: isFreeText(kind), numbers: numeric.has(kind) };
  // "thôi không đồng ý đâu" where "Không đồng ý" is offered.
  const mayOffer = !yesNo && expected.options.length > 0 && tokens.some((token) => token.kind === 'word');
  const act = actOf(tokens, { ...slot, yesNo: yesNo || mayOffer });
  if (mayOffer && (act === 'yes' || act === 'no')) {
    const saying = optionFor(act, message);
    if (saying) return saying;
    const strict = actOf(tokens, slot);
    return strict && meaningOf(strict, message);
  }
  return act && meaningOf(act, message);
}

/** What an act means after this question; `undefined` when it may be an answer of its own. */
function meaningOf(act: PatternAct, message: Message): Part | undefined {
  const { expected, yesNo } = message;
  const has = (id: string) => expected.options.some((option) => option.id === id);
  const said = act === 'yes' || act === 'no' ? optionFor(act, message) : undefined;
  switch (act) {
    case 'yes':
      if (yesNo) return { yesNo: 'yes', ...(has('yes') ? chosen(message, 'yes') : {}) };
      return said ?? (isFreeText(message.kind) ? {} : undefined);
    case 'no':
    case 'nothing': {
      if (yesNo) return { yesNo: 'no', ...(has('no') ? chosen(message, 'no') : {}) };
      if (has('none')) return chosen(message, 'none');
      if (act === 'no' && said) return said;
      // "Không còn gì nữa" where "Đủ rồi" is offered, which is a no as well as an end.
      const end = act === 'nothing' ? optionFor('finished', message) : undefined;
      if (end && end.option === optionFor('no', message)?.option) return end;
      if (act === 'nothing' || isPlainNo(message.tokens)) return command('skip');
      return isMistake(message.tokens) ? command('back') : {};
    }
    case 'finished':
      if (expected.photos || has('done')) return command('done');
      // "Xong rồi" is no wish for a person.
      if (yesNo && !has('@person') && !leftOver.test(message.tokens[0]?.bare ?? ''))
        return { yesNo: 'yes', ...(has('yes') ? chosen(message, 'yes') : {}) };
      // "Chỉ có thế" where "Đủ rồi" is offered.
      if (expected.options.length > 0 && !yesNo) {
        const saying = optionFor('finished', message);
        if (saying) return saying;
      }
      return message.tokens.some((token) => token.bare === 'xong') ? command('done') : undefined;
    case 'skip':
      // "Không rõ nữa" is an answer where "Không biết" is offered; "bỏ qua" is none.
      if (!message.tokens.some((token) => unknowing(token))) return command('skip');
      if (has('unknown')) return chosen(message, 'unknown');
      return has('unsure') ? chosen(message, 'unsure') : command('skip');
    case 'help': {
      // "Giải thích cho bác nghe" where that is offered.
      const option = optionByPart(message.tokens, expected.options);
      if (option !== undefined) return chosen(message, option);
      // "Chụp ảnh thế nào" wants more than what can be said of any question.
      const faq = booksOf(message.lexicon).faq(message.tokens);
      return faq.length === 1 ? { faq, question: true } : command('help');
    }
    case 'frustrated':
      return { frustrated: true };
    case 'cheated':
      return { cheated: true };
    case 'later':
      // Photos may be wanted later, and still before going on.
      return has('later') && !expected.photos ? chosen(message, 'later') : command('later');
    case 'greeting':
      return { greeting: true };
    case 'thanks':
    case 'welcome':
      return { thanks: true };
    default:
      return command(act);
  }
}

/** "oke" and "k" where "Đồng ý" and "Không" are offered: an option that answers to another yes answers to this one. */
function optionFor(act: Saying, message: Message): Part | undefined {
  const { tokens, expected } = message;
  // A bare "dạ" is only polite; what a field may be is answered by its own words.
  const isAnswered = expected.field !== undefined && !(act === 'finished' && isFreeText(message.kind));
  if (isAnswered || tokens.every((token) => token.bare === 'da')) return undefined;
  const saying = optionSaying(act, expected.options);
  return saying === undefined ? undefined : chosen(message, saying);
}

/** "Hết rồi", "có mỗi thế thôi" tell what there is. */
const leftOver = /^(?:het|co|con|moi|chi)/;

const command = (name: Command, field?: Field, product?: NamedProduct): Part => ({
  command: { name, ...(field ? { field } : {}), ...(product ? { product } : {}) },
});

const plainNo = wordSet('không chưa ko kh k hok hông khum thôi');
const isPlainNo = (tokens: Token[]) => tokens.some((token) => plainNo(token));
const unknowing = wordSet('biết rõ nhớ chắc quên chịu');
const mistake = wordSet('nhầm sai');
const isMistake = (tokens: Token[]) => tokens.some((token) => mistake(token));

/** "Không, tôi ở La Hiên", "à quên, số điện thoại là 0912…": an earlier answer is taken back and the right one said. */
function retraction(message: Message): Part | undefined {
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
function correction(message: Message): Part | undefined {
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

const wanting = wordSet('muốn cho xin cần để giúp với dạ ừ vâng thế giờ bây tôi');

/** "đăng thêm na": a phrase that opens a flow, alone or with a few words of what it is about. */
function opening(message: Message): Part | undefined {
  const { opens } = booksOf(message.lexicon);
  const words = message.tokens.filter((token) => token.kind !== 'mark');
  if (isQuestion(message.tokens)) return undefined;
  let from = 0;
  for (;;) {
    const found = opens.at(words, from);
    const left = found ? words.length - from - found.length : 0;
    const isWhole =
      found &&
      words
        .slice(from + found.length)
        .every((token) => wanting(token) || isPerson(token) || /^(?:a|nhe|di)$/.test(token.bare));
    if (found && (isWhole || (found.length > 1 && left <= 4 && !isFreeText(message.kind) && !message.expected.field))) {
      return { opens: found.value };
    }
    const token = words[from];
    if (!token || !(wanting(token) || isPerson(token))) return undefined;
    from++;
  }
}

const greetings = phraseBook<'greeting' | 'thanks'>([
  ...['xin chào', 'chào cháu', 'chào em', 'chào bạn', 'chào', 'bác chào cháu', 'alo', 'a lô'].map(
    (phrase) => [phrase, 'greeting'] as const,
  ),
  ...['cảm ơn cháu', 'cảm ơn em', 'cám ơn cháu', 'cám ơn em'].map((phrase) => [phrase, 'thanks'] as const),
]);

/** "Chào cháu, bác tên Hoa": a greeting, and then an answer. */
function greeted(message: Message): Part {
  const greeting = greetings.at(message.tokens, 0);
  const next = message.tokens[greeting?.length ?? 0];
  // A lone unmarked "chao" may be cháo.
  const isSure = greeting && (greeting.length > 1 || message.tokens[0]?.bare !== 'chao' || message.tokens[0].marked);
  if (!isSure || !next || wholeTexts.has(message.expected.field)) return answer(message);
  const text = message.text.slice(next.start).replace(/^[\s,.!;:]+/, '');
  const rest = { ...message, text, kept: text, tokens: tokenize(text) };
  return { ...(spoken(rest) ?? opening(rest) ?? answer(rest)), [greeting.value]: true };
}

function answer(message: Message): Part {
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
  const isAnswered = expected.field !== undefined && values[expected.field] !== undefined;
  if (isAnswered || !isOffering || isFreeText(kind) || part.question) return part;
  const option =
    optionByPart(tokens, expected.options) ?? optionByClause(tokens, expected.options) ?? optionOfMore(message);
  return option === undefined
    ? part
    : { ...part, ...chosen(message, option), values: { ...values, ...chosen(message, option).values } };
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

/** Texts in which anything may stand: nothing is cut out of them. */
const wholeTexts = new Set<Field | undefined>(['product.description', 'product.packing', 'product.certificate_number']);

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
      if (isGivenUp(message)) return {};
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

const giving = phraseSet(
  'không bán, ko bán, k bán, chẳng bán, đừng bán, khỏi bán, ngừng bán, dừng bán, thôi bán, nghỉ bán',
);
const removing = phraseSet('xóa, bỏ, hủy, gỡ, bỏ qua, xóa bỏ, hủy bỏ');
const thing = wordSet('sản phẩm cái món thứ loại hàng này đó ấy gì nữa đâu đi luôn thôi');

/** "thôi không bán na nữa", "xóa sản phẩm này": of goods, and no way to pack them. */
function isGivenUp({ tokens, lexicon }: Message): boolean {
  const said = tokens.filter((token) => token.kind !== 'mark');
  const at = said.findIndex((_, i) => (giving.at(said, i) ?? removing.at(said, i)) !== undefined);
  const sells = giving.at(said, at);
  const verb = sells ?? removing.at(said, at);
  if (!verb || !said.slice(0, at).every((token) => isPerson(token) || thing(token))) return false;
  const rest = said.slice(at + verb.length);
  const isOfGoods = sells !== undefined || rest.length > 0;
  return (
    isOfGoods && withoutProduce(rest, booksOf(lexicon).produce).every((token) => thing(token) || isCourtesy(token))
  );
}

/** "dinh hoa" where they are asked who they are: more likely where. With its marks it is meant as it stands. */
function isPlaceName({ text, tokens, lexicon }: Message): boolean {
  if (tokens.some((token) => token.marked)) return false;
  const found = locate(text, tokens, lexicon.places);
  const isIn = (at: number) => found !== undefined && at >= found.from && at < found.to;
  return tokens.filter((_, at) => isIn(at)).length > 1 && tokens.every((token, at) => isIn(at) || isFiller(token));
}

const selling = wordSet('bán');
const producing = wordSet('có trồng nuôi làm');
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
