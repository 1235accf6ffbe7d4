// Words that carry no fact: politeness, people spoken to, small words around an answer ("dạ bác bán … cháu nhé").
// A word belongs here only if no answer of any kind could consist of it.
import type { Token } from './normalize.ts';
import { wordSet } from './phrases.ts';

const politeness = wordSet('dạ ạ à nhé nha nhá nhe ơi luôn thế vậy thì đấy đó nhỉ với đi vâng rồi á ấy này nè');
const people = wordSet('em cháu bác cô chú anh chị ông bà tôi mình con nhà bạn ad shop');
const small = wordSet('là bán có giá được thôi tính để cho khoảng tầm độ chừng cỡ chỉ cứ đang hiện tại còn');

/** Unmarked, these are as often có, bán, còn, chữ, bà or ba, nhà or nhé. */
const otherwise = wordSet('co ban con chu ba nha');

/** Courtesies that leave an answer an answer; "à" and "nhỉ" make it a question. */
export const isCourtesy = wordSet('dạ ạ nhé nha nhá nhe ơi luôn thế vậy thì đấy đó với đi vâng nào cái');

export const isPolite = (token: Token): boolean => politeness(token);

export const isPerson = (token: Token): boolean => people(token);

/** Somebody spoken to, for certain: not an unmarked "co". */
export const isSurelyPerson = (token: Token): boolean => people(token) && (token.marked || !otherwise(token));

/** Punctuation and faces say nothing; "%", "-" and "+" do. */
export const isNoise = (token: Token): boolean => token.kind === 'mark' && !/^[%+\-–—/~]$/.test(token.text);

export const isFiller = (token: Token): boolean => isNoise(token) || politeness(token) || people(token) || small(token);
