// Whether a message is a question of the farmer's own. A question is never taken for an answer ("được không?").
import { isPerson, isPolite } from './fillers.ts';
import type { Token } from './normalize.ts';
import { phraseSet, wordSet } from './phrases.ts';

const endings = wordSet('không ko hông chưa à hả nhỉ hở');
/** A way of packing, not a question. */
const vacuum = phraseSet('chân không');
const softening = wordSet('ạ cháu em nhé');
const asking = phraseSet(`
    bao nhiêu, bao lâu, bao giờ, khi nào, thế nào, làm sao, tại sao, vì sao, sao lại, như thế nào, ntn, bn, ở đâu,
    là gì, làm gì, chỗ nào, cái gì, gì vậy, gì thế, có phải, có được, ai là, mấy ngày, thì sao, mất tiền, hay là sao`);

export function isQuestion(tokens: Token[]): boolean {
  const words = tokens.filter((token) => token.kind !== 'mark');
  if (words.length === 0) return false;
  if (tokens.at(-1)?.text === '?') return true;
  return endsAsQuestion(words) || words.some((token, at) => asking.at(words, at) && (token.marked || words.length > 2));
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
