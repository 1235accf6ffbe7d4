// "Thôi không bán na nữa", "bỏ món này đi": goods that they do not want to sell after all.
import { goodsOf } from '../acts/goods.ts';
import { isQuestion } from '../acts/question.ts';
import { isCourtesy, isPerson } from '../letters/fillers.ts';
import { phraseSet, wordSet } from '../letters/phrases.ts';
import { booksOf } from '../lexicon.ts';
import { command, type Message, type Part } from './message.ts';

const giving = phraseSet(
  'không bán, ko bán, k bán, chẳng bán, đừng bán, khỏi bán, ngừng bán, dừng bán, thôi bán, nghỉ bán',
);
const removing = phraseSet('xóa, bỏ, hủy, gỡ, xóa bỏ, hủy bỏ');
const thing = wordSet('sản phẩm cái món thứ loại hàng này đó ấy gì nữa đâu đi luôn thôi');

/** Where a product may be talked about, a verb and goods, and nothing besides. */
export function givenUp({ tokens, text, expected, lexicon }: Message): Part | undefined {
  const { field, known, products = [] } = expected;
  const isAboutGoods = field ? field.startsWith('product.') : known.includes('product.name') || products.length > 0;
  if (!isAboutGoods || isQuestion(tokens)) return undefined;
  const said = tokens.filter((token) => token.kind !== 'mark');
  const at = said.findIndex((_, i) => (giving.at(said, i) ?? removing.at(said, i)) !== undefined);
  const sells = giving.at(said, at);
  const verb = sells ?? removing.at(said, at);
  if (!verb || !said.slice(0, at).every((token) => isPerson(token) || thing(token))) return undefined;
  const rest = said.slice(at + verb.length);
  // "Bỏ" alone may be said of anything.
  if (!sells && rest.length === 0) return undefined;
  const named = goodsOf(products, booksOf(lexicon).produce, text);
  let from = 0;
  while (from < rest.length && thing(rest[from])) from++;
  const endOf = (start: number) => {
    const end = rest.findIndex((token, i) => i > start && (thing(token) || isCourtesy(token)));
    return end < 0 ? rest.length : end;
  };
  const goods = named(rest, from, endOf);
  const after = rest.slice(from + (goods?.length ?? 0));
  const isAll = after.every((token) => thing(token) || isCourtesy(token) || isPerson(token));
  return isAll ? command('drop', undefined, goods?.product) : undefined;
}
