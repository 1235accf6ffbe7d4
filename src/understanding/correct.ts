// "sửa giá", "đổi số điện thoại thành …": a wish to correct an earlier answer, by the names that farmers give fields.
// The same name may stand for several fields ("tên"); the one of the noun being talked about is meant.
import type { Field } from '../model/fields.ts';
import { isNoise, isPerson } from './fillers.ts';
import type { Token } from './normalize.ts';
import { type PhraseBook, phraseBook, phraseSet, wordSet } from './phrases.ts';

export type FieldBook = PhraseBook<Field[]>;

export function fieldBook(names: Partial<Record<Field, string[]>>): FieldBook {
  const byName = new Map<string, Field[]>();
  for (const [field, list] of Object.entries(names)) {
    for (const name of list ?? []) byName.set(name, [...(byName.get(name) ?? []), field as Field]);
  }
  return phraseBook(byName);
}

const verbs = phraseSet(`
    sửa, sửa lại, đổi, đổi lại, thay, thay đổi, thay lại, chỉnh, chỉnh lại, chỉnh sửa, cập nhật, cập nhật lại,
    nhập lại, viết lại, ghi lại, ghi nhầm, gõ nhầm, nhầm, viết nhầm, nhập nhầm, sai, khai lại, chụp lại, gửi lại,
    thêm`);
const wanting = wordSet('muốn cho xin cần nhờ để giúp hộ là mà nhưng dạ à ừ vâng đúng có rồi được');
const linking = wordSet('thành là sang về còn lại');
const closing = wordSet('ạ nhé nha với đi cháu em đã lại cho bác tôi cô chú nữa của mình hộ giúp rồi');

export type Correction = {
  field: Field;
  /** "sửa", "đổi": without one, the name alone says nothing. */
  hasVerb: boolean;
  /** What is said after the name: the new value, perhaps; `isLinked` by "thành" or "là". */
  rest: Token[];
  isLinked: boolean;
};

/** A correction asked for; with `loose`, also a plain "giá 30k" after "có nhưng". */
export function correctionIn(
  all: Token[],
  book: FieldBook,
  asked: Field | undefined,
  also: Field[],
  loose: boolean,
): Correction | undefined {
  const tokens = all.filter((token) => token.kind !== 'mark' || !isNoise(token));
  if (all.at(-1)?.text === '?') return undefined;
  let at = 0;
  while (
    at < tokens.length &&
    tokens[at] &&
    (wanting(tokens[at]) || isPerson(tokens[at] as Token)) &&
    !verbs.at(tokens, at)
  )
    at++;
  const verb = verbs.at(tokens, at);
  if (!verb && !loose) return undefined;
  at += verb?.length ?? 0;
  // "sửa số điện thoại", "sửa cái giá", "sửa lại tên".
  while (/^(?:cai|phan|muc|lai|cho)$/.test(tokens[at]?.bare ?? '') && book.at(tokens, at) === undefined) at++;
  const name = book.at(tokens, at);
  const field = name && meant(name.value, asked, also);
  if (!name || !field) return undefined;
  at += name.length;
  let end = tokens.length;
  while (end > at && closing(tokens[end - 1])) end--;
  const named = at;
  while (at < end && linking(tokens[at])) at++;
  return { field, hasVerb: verb !== undefined, rest: tokens.slice(at, end), isLinked: at > named };
}

function meant(fields: Field[], asked: Field | undefined, also: Field[]): Field | undefined {
  const noun = (asked ?? also[0])?.split('.')[0];
  return (
    fields.find((field) => field === asked) ??
    fields.find((field) => noun !== undefined && field.startsWith(`${noun}.`)) ??
    fields[0]
  );
}
