// Which of their products a correction is about: "sửa giá na 45k" names one by its name, the beginning of that name, or
// its kind. A kind of produce that none of them is, is carried on all the same: it must not change another.
import type { NamedProduct } from '../../model/reading.ts';
import { quote, type Token, tokenize } from '../letters/normalize.ts';
import { phraseSet } from '../letters/phrases.ts';
import { type ProduceBook, produceAt } from '../product.ts';

export type GoodsFound = { product: NamedProduct; length: number };
/** The product named at a place; `endOf` says where a name that begins at a token ends at the latest. */
export type Goods = (tokens: Token[], at: number, endOf: (from: number) => number) => GoodsFound | undefined;

const leading = phraseSet(`
    của, cho, với, món, hàng, sản phẩm, mặt hàng, con, quả, trái, củ, của món, của hàng, của sản phẩm, cho món, cho hàng,
    cho sản phẩm, của con, của quả, cho con, cho quả`);

/** @param text what the tokens stand in */
export function goodsOf(products: { id: string; name: string }[], produce: ProduceBook, text: string): Goods {
  const known = products.map(({ id, name }) => ({ id, words: tokenize(name).filter(({ kind }) => kind !== 'mark') }));

  return (tokens, at, endOf) => {
    const lead = leading.at(tokens, at)?.length ?? 0;
    const direct = named(tokens, at, endOf(at));
    if (lead === 0 || (direct && direct.product.ids.length > 0)) return direct;
    const led = named(tokens, at + lead, endOf(at + lead));
    return led ? { ...led, length: lead + led.length } : direct;
  };

  /** Marks do not count: a name may have been typed without them. */
  function named(tokens: Token[], from: number, end: number): GoodsFound | undefined {
    const shared = (words: Token[]) => words.findIndex(({ bare }, at) => bare !== tokens[from + at]?.bare);
    const found = (those: { id: string }[], length: number) => ({
      product: { said: quote(text, tokens, from, from + length), ids: those.map(({ id }) => id) },
      length,
    });
    const whole = known.filter(({ words }) => words.length > 0 && shared(words) < 0);
    const longest = Math.max(0, ...whole.map(({ words }) => words.length));
    const kind = produceAt(tokens, from, produce);
    const length = end - from;
    if (length > longest) {
      const begun = known.filter(({ words }) => shared(words) >= length);
      // "con" begins "con gà", and names nothing.
      if (begun.length > 0 && (kind || length > 1)) return found(begun, length);
    }
    if (longest > 0)
      return found(
        whole.filter(({ words }) => words.length === longest),
        longest,
      );
    if (!kind || length <= 0) return undefined;
    // "Trà" is a chè by another name; "na dai" is no "na bở".
    const isOfKind = ({ words }: { words: Token[] }) =>
      produceAt(words, 0, produce)?.kinds.some((one) => kind.kinds.includes(one)) ?? false;
    return found(length === 1 ? known.filter(isOfKind) : [], Math.max(length, kind.length));
  }
}
