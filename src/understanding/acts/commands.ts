// What is said to the talk itself: yes and no, stop, a person wanted, back, help … First the whole message, without
// its politeness, as a known phrase; then by the rows of word classes (wishes.ts).
// Precision first: an ordinary sentence that fires is worse than a command that is asked again.

import { isCourtesy, isNoise, isPerson, isSurelyPerson } from '../letters/fillers.ts';
import { mender } from '../letters/misspelled.ts';
import { inTalk, type Token } from '../letters/normalize.ts';
import { phraseBook, wordSet } from '../letters/phrases.ts';
import type { PatternAct } from './act-patterns.ts';
import { type Act, actPhrases } from './act-phrases.ts';
import { clausesOf } from './question.ts';
import { mayBeAsked, type Slot, wishIn } from './wishes.ts';

const book = phraseBook(actPhrases);

const mend = mender(actPhrases.flatMap(([phrase]) => phrase.split(' ')));

/** Without marks these are other words more often: đúng or dừng or Dung, hủy or Huy, bận rồi or bán rồi. */
const needMarks = new Set(['huy', 'ban', 'ban roi', 'hop li']);
/** In a free text these may be an answer when typed without marks: milk, bitter melon, persimmon, to pack. */
const answersToo = new Set(
  `sua,muon sua,kho qua,hong,hem,thoi,giup,chiu,het,tiep,gi,ha,j,z,y,um,kg,hi,chao,goi lai,goi cho bac,goi cho toi,
goi cho co,goi cho chu`.split(/,\s*/),
);

const isDropped = (token: Token | undefined) => token !== undefined && (isCourtesy(token) || isSurelyPerson(token));

/** After one word even an unmarked "co" is cô: "vang co"; but "khong biet chu" is about letters. */
const isDroppedAtEnd = (message: Token[], to: number) => {
  const last = message[to - 1];
  return isDropped(last) || (last !== undefined && to <= 2 && isPerson(last));
};

/** The act that a whole message is. `freeText`: the question takes any words, so only the unmistakable counts. */
export function actOf(all: Token[], slot: Slot): PatternAct | undefined {
  const typed = all.filter((token) => !isNoise(token) && token.text !== '/');
  // Where any words are an answer, a misspelled one is too.
  const message = slot.freeText ? typed : typed.map(mend);
  const inFull = inTalk(message);
  if (message.length === 0) return all.some((token) => token.text === '?') ? 'help' : faceOf(all, slot.yesNo);
  const isAsked = all.at(-1)?.text === '?';
  if (message.length <= 12) {
    const variants = lessAndLessPolite(message);
    if (inFull !== message) variants.push(...lessAndLessPolite(inFull));
    for (const way of slot.freeText ? [book.whole] : [book.whole, book.sounding])
      for (const tokens of variants) {
        const act = way(tokens);
        if (act) return settled(act, tokens, message, isAsked, slot);
      }
  }
  // "không, sai rồi" is not "không sai rồi".
  return agreedIn(clausesOf(all), slot) ?? wishIn(all, inFull, slot);
}

const isGrave = new Set<PatternAct>(['person', 'stop', 'withdraw', 'erase']);

/** "ấy, nhầm rồi, không phải": clauses that all say the same, or nothing but politeness. */
function agreedIn(clauses: Token[][], slot: Slot): PatternAct | undefined {
  if (clauses.length < 2 || clauses.length > 4) return undefined;
  const acts = clauses.filter((clause) => !clause.every(isDropped)).map((clause) => actOf(clause, slot));
  // Thanks, a greeting and "không sao đâu" say nothing beside anything else.
  const said = new Set(acts.filter((act) => act !== 'thanks' && act !== 'greeting' && act !== 'welcome'));
  if (said.size === 0) return acts[0];
  const [only] = said;
  if (said.size === 1) return only;
  // "bác không quen nhắn tin, gọi cho bác nhé": a reason, and a wish that cannot be anything else.
  const wishes = [...said].filter((found) => found !== undefined && isGrave.has(found));
  // "đừng nhắn nữa, gọi cho bác": not by messages.
  if (wishes.length === 2 && said.has('stop') && said.has('person')) return 'person';
  if (wishes.length > 0) return wishes.length === 1 ? wishes[0] : undefined;
  // "bác phải ra đồng, tối bác làm": a reason, and when.
  const isLater = said.size === 2 && said.has(undefined) && acts.at(-1) === 'later';
  if (isLater && !slot.freeText) return 'later';
  return acts[0] === 'yes' || acts[0] === 'no' ? (isReasoned(clauses) ? acts[0] : undefined) : undefined;
}

const answering = wordSet('có đúng không chưa chuẩn phải');
const turning = wordSet(
  'nhưng mà song sửa đổi thay sai nhầm lộn thiếu thừa trừ chỉ mỗi còn không chưa chẳng đừng để thôi giá',
);

/** "không, nhà bác ít lắm": an answer and its reason, in few words; "ừ, nhà bác ở cuối xóm" tells something. */
function isReasoned([answer = [], ...reasons]: Token[][]): boolean {
  const reason = reasons.flat();
  const isPlain = answer.some((token) => token.marked && answering(token));
  return isPlain && reason.length <= 5 && reason.every((token) => token.kind === 'word' && !turning(token));
}

function settled(act: Act, tokens: Token[], message: Token[], isAsked: boolean, slot: Slot) {
  // Shorthand was typed without marks, whatever it is read as; a mended slip was meant as it is read.
  const asTyped = tokens.map((token) => (token.marked && token.typed ? token.typed : token));
  const typed = asTyped.map((token) => token.bare).join(' ');
  if (isAsked && !mayBeAsked.has(act)) return undefined;
  if (asTyped.some((token) => token.marked)) return act;
  if (needMarks.has(typed) || (slot.numbers && /^(?:k|kg)$/.test(typed))) return undefined;
  if (typed === 'dung') {
    // "chị Dung" is a name; after a yes/no question a lone "dung" is đúng; anywhere else it may be anything.
    const isName = message.length > 1 && message[0] !== undefined && isPerson(message[0]);
    return slot.yesNo && !slot.grave && !isName ? 'yes' : undefined;
  }
  return slot.freeText && answersToo.has(typed) ? undefined : act;
}

/** A thumb up answers a yes/no question; anywhere else it only says that somebody is there. */
function faceOf(all: Token[], yesNo: boolean): Act | undefined {
  const isThumb = (token: Token) => /^(?:👍|👌|✅|🆗|[\u{1F3FB}-\u{1F3FF}\uFE0F])$/u.test(token.text);
  return yesNo && all.length > 0 && all.every(isThumb) ? 'yes' : undefined;
}

/** The message as it is, then without the politeness after it, before it, and in its middle. */
function lessAndLessPolite(message: Token[]): Token[][] {
  const variants = [message];
  let to = message.length;
  while (to > 1 && isDroppedAtEnd(message, to)) {
    to--;
    variants.push(message.slice(0, to));
  }
  let from = 0;
  while (from < to - 1 && isDropped(message[from])) {
    from++;
    variants.push(message.slice(from));
    if (to < message.length) variants.push(message.slice(from, to));
  }
  const inner = message.filter((token) => !isDropped(token));
  if (inner.length > 1 && inner.length < to - from) variants.push(inner);
  return variants;
}
