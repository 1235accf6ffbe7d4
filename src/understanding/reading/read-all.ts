// One message against the open question. The order is fixed: secrets, an offered answer word for word, what is said
// to the talk itself, corrections, flows that are opened, and only then the answer, which the slot decides.
import { type Field, fieldOf, toldBy } from '../../model/fields.ts';
import type { Expected, Reading } from '../../model/reading.ts';
import { actOf } from '../acts/commands.ts';
import { keepsIt } from '../acts/correct.ts';
import { exactOption } from '../acts/option-names.ts';
import { isQuestion } from '../acts/question.ts';
import { mayBeAsked } from '../acts/wishes.ts';
import { namesSum, readPer } from '../amounts/money.ts';
import { isPerson } from '../letters/fillers.ts';
import { clean, parsed, type Token, tokenize } from '../letters/normalize.ts';
import { phraseBook, wordSet } from '../letters/phrases.ts';
import { booksOf, type Lexicon } from '../lexicon.ts';
import { hide } from '../people/secrets.ts';
import { withoutProduce } from '../product.ts';
import { readers } from '../readers.ts';
import { answer } from './answer.ts';
import { correction, retraction } from './correction.ts';
import { givenUp } from './giving-up.ts';
import { chosen, command, isFreeText, type Message, type Part, takesNumbers, wholeTexts } from './message.ts';
import { spoken } from './spoken.ts';

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
      givenUp(message) ??
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
