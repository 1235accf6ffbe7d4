// Whether a message is a question of the farmer's own. A question is never taken for an answer ("được không?").
import { isPerson, isPolite } from './fillers.ts';
import type { Token } from './normalize.ts';
import { phraseSet, wordSet } from './phrases.ts';

const endings = wordSet('không ko hông chưa à hả nhỉ hở');
/** A way of packing, not a question. */
const vacuum = phraseSet('chân không');
const softening = wordSet('ạ cháu em nhé đấy thế vậy');
const asking = phraseSet(`
    bao nhiêu, bao lâu, bao giờ, khi nào, thế nào, làm sao, tại sao, vì sao, sao lại, như thế nào, ntn, bn, ở đâu,
    là gì, làm gì, chỗ nào, cái gì, gì vậy, gì thế, có phải, có được, ai là, là ai, ai đấy, ai vậy, ai thế,
    mấy ngày, thì sao, mất tiền, hay là sao`);
/** A fear is answered like a question; nobody sells it. */
const fear = phraseSet(`
    lừa đảo, bị lừa, sợ lừa, xin otp, hỏi otp, đòi otp, xin mã, hỏi mã, đòi mã, bảo chuyển tiền, bắt chuyển tiền,
    đòi chuyển tiền, yêu cầu chuyển tiền, bảo chuyển khoản, bắt chuyển khoản`);

export function isQuestion(tokens: Token[]): boolean {
  const words = tokens.filter((token) => token.kind !== 'mark');
  if (words.length === 0) return false;
  if (tokens.at(-1)?.text === '?') return true;
  const isAfraid = words.some((_, at) => {
    const found = fear.at(words, at);
    return found && words.slice(at, at + found.length).some((token) => token.marked || token.bare === 'otp');
  });
  if (isAfraid && words.length <= 8) return true;
  const isAsking = words.some((_, at) => {
    const found = asking.at(words, at);
    return found && (words.length > 2 || words.slice(at, at + found.length).some((token) => token.marked));
  });
  return isAsking || endsAsQuestion(words);
}

function endsAsQuestion(words: Token[]): boolean {
  let end = words.length;
  while (end > 1 && softening(words[end - 1])) end--;
  const last = words[end - 1];
  const isEnding = endings(last) && (last?.marked || /^(?:khong|ko|chua)$/.test(last?.bare ?? ''));
  // "không" and "chưa" alone are answers, and "dạ không" too.
  const core = words.slice(0, end).filter((token) => !isPolite(token) && !isPerson(token));
  return isEnding === true && core.length > 1 && end > 2 && !vacuum.at(words, end - 2);
}
