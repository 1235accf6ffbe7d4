// The words around a place name, and what they say of it: "xã" before it, "ở", "không phải", "gần".
import type { Token } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import type { PlaceIndex } from './place-index.ts';

export type Role = 'commune' | 'district' | 'province' | 'hamlet';
export const markers = phraseBook<Role>([
  ...['xã', 'phường', 'thị trấn', 'đặc khu', 'tt', 'x', 'p'].map((word) => [word, 'commune'] as const),
  ...['huyện', 'thành phố', 'thị xã', 'tp', 'h', 'tx', 'quận', 'q'].map((word) => [word, 'district'] as const),
  ...['tỉnh', 't'].map((word) => [word, 'province'] as const),
  ...['tổ dân phố', 'tdp', 'xóm', 'thôn', 'bản', 'tổ', 'khu', 'phố', 'ấp', 'làng', 'đội', 'tiểu khu', 'khối'].map(
    (word) => [word, 'hamlet'] as const,
  ),
]);
export const around = wordSet(
  `ở tại trước đây thuộc quê sống trên dưới trong vùng bên đội địa chỉ đc dc cũ mới nay tỉnh huyện sinh trú xã đó hiện gọi nhập vào từ
  người dân sđt sdt đt dt điện thoại số`,
);
export const at = wordSet('ở tại');
/** With these it is not said that somebody lives there. */
const doubting = wordSet('không ko khong chưa chua chẳng đừng à hả hay hoặc chắc hình lẽ nhầm nhưng nào đâu phải');
/** "gần Tân Cương" is not in it; "ở Tân Cương, gần chợ" is. */
export const beside = wordSet('gần cạnh giáp');
/** An unmarked "a" is ạ more often than à. */
export const isDoubt = (token: Token) =>
  doubting(token) && (token.marked || token.bare.length > 2 || token.bare === 'ko');
const not = wordSet('không ko khong chẳng chả chưa');
/** An unmarked "chua" may be chùa. */
export const isNot = (token?: Token) => token !== undefined && not(token) && (token.marked || /^kh?o/.test(token.bare));
export const between = wordSet('phải ở tại thuộc là trong');
export const going = wordSet('đi về sang qua lên xuống ra');
/** "anh Tân Cương" is a man, "tôi Tân Cương" lives there. */
export const oneself = wordSet('tôi mình nhà con');
/** "bình yên là được rồi", "tiên phong trong xã": the words before were no name. */
export const goesOnAfter = wordSet('là trong');
export const newer = wordSet('mới');
/** Communes are called so too, but not by somebody who says only this. */
export const saidOtherwise = phraseSet('đồng ý');
const degrees = wordSet('quá lắm');
/** "thương quá": whoever marks it ends an exclamation. */
export const isDegree = (token: Token) => token.marked && degrees(token);
export const pauses = /^[,;.!\n(]$/;

export type Span = { from: number; to: number };

/** Nothing before `floor` is looked at: "lang" of "van lang na ri" is no "làng". */
export function markerBefore(tokens: Token[], at: number, floor = 0): { role: Role; from: number } | undefined {
  const end = /^[.:]$/.test(tokens[at - 1]?.text ?? '') ? at - 1 : at;
  for (let from = Math.max(floor, end - 3); from < end; from++) {
    const marker = markers.at(tokens, from);
    // A "hợp tác xã" is no commune.
    if (marker && from + marker.length === end && tokens[from - 1]?.bare !== 'tac') return { role: marker.value, from };
  }
  return undefined;
}

/** A stretch of words whose letters are a known name, of a commune or an area. */
export type Named = { to: number; key: string };

/** One message is looked through several times: for areas, for home, for the nation. */
let last: { tokens: Token[]; index: PlaceIndex; names: Named[][] } | undefined;

/** The known names in a message, by where they begin, the longest first. */
export function namesIn(tokens: Token[], index: PlaceIndex): Named[][] {
  if (last?.tokens !== tokens || last.index !== index)
    last = { tokens, index, names: tokens.map((_, from) => namesFrom(tokens, from, index)) };
  return last.names;
}

/** Numbers are parts of names too ("Phường 12"), and signs within ("Ea H'leo"). "tptn": a marker joined to a name. */
function namesFrom(tokens: Token[], from: number, index: PlaceIndex): Named[] {
  const names: Named[] = [];
  let key = '';
  for (let to = from + 1; to <= tokens.length && to - from <= index.longest; to++) {
    const token = tokens[to - 1] as Token;
    if (token.kind === 'mark') {
      if (key === '' || !/^['’.\-–]$/.test(token.text)) break;
      continue;
    }
    key += token.bare;
    if (index.names.has(key) || (key.startsWith('tp') && index.names.has(key.slice(2)))) names.unshift({ to, key });
  }
  return names;
}
