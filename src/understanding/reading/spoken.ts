// What is said to the talk itself, not about hens and tea: yes, no, stop, help.
import type { PatternAct } from '../acts/act-patterns.ts';
import { optionByPart } from '../acts/choice.ts';
import { actOf } from '../acts/commands.ts';
import { optionSaying, type Saying } from '../acts/option-names.ts';
import type { Token } from '../letters/normalize.ts';
import { wordSet } from '../letters/phrases.ts';
import { booksOf } from '../lexicon.ts';
import { chosen, command, isFreeText, type Message, numeric, type Part } from './message.ts';

export function spoken(message: Message): Part | undefined {
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

const plainNo = wordSet('không chưa ko kh k hok hông khum thôi');
const isPlainNo = (tokens: Token[]) => tokens.some((token) => plainNo(token));
const unknowing = wordSet('biết rõ nhớ chắc quên chịu');
const mistake = wordSet('nhầm sai');
const isMistake = (tokens: Token[]) => tokens.some((token) => mistake(token));
