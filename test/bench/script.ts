// The talks that every side of `webhook_to_sent` holds: what the farmer writes, and what the shipped flows answer.
// Words only: photos and taps would be other work on each side.
import type { Button } from '../../src/model/messages.ts';
import { PureTalk, shippedContent } from '../support/scenarios.ts';

export type Answer = { text: string; buttons: Button[] };

/** One message of the farmer's, and the messages that answer it, in order. */
export type Turn = { said: string; answers: Answer[] };

const beginning = ['xin chào', 'Đồng ý', 'Anh'];

/** A product's own questions: its name, no photo yet, price, packing, weight, stock, season, certificate, words, review. */
const products = [
  ['na', 'để sau', '40k 1 cân', 'rổ', '500 gam', '2 tạ', 'tháng 8', 'không có', 'được', 'đúng'],
  ['chè móc câu', 'để sau', '200k 1 cân', 'túi', '200 gam', '50 kg', 'quanh năm', 'không có', 'được', 'đúng'],
  ['mật ong rừng', 'để sau', '180k 1 lít', 'chai', '1 cân rưỡi', '30 lít', 'tháng 5', 'không có', 'được', 'đúng'],
] as const;

const household = [
  'đủ rồi',
  'tôi là Hoàng Văn Nam',
  'xóm 5 Tân Cương',
  '0983123456',
  'tôi',
  'chưa có',
  'đúng rồi',
  'không',
  'chưa rõ',
  'đăng thêm sản phẩm',
  'chè xanh',
  'để sau',
];

/** What farmers write from the first greeting on, by how many products they put up before they tell of themselves. */
export const talks = {
  one_product: [...beginning, ...products[0], ...household],
  three_products: [
    ...beginning,
    ...products.flatMap((each, at) => (at === 0 ? each : ['đăng thêm sản phẩm', ...each])),
    ...household,
  ],
};

export async function script(lines: string[]): Promise<Turn[]> {
  const talk = new ListeningTalk(await shippedContent());
  return lines.map((said) => {
    talk.takes({ type: 'text', text: said });
    if (talk.said.length === 0) throw new Error(`nothing answers "${said}": mend the lines in test/bench/script.ts`);
    return { said, answers: talk.said.splice(0) };
  });
}

/** Keeps the buttons under each answer, which a talk forgets. */
class ListeningTalk extends PureTalk {
  readonly said: Answer[] = [];

  override input(...input: Parameters<PureTalk['input']>): string[] {
    const answers = super.input(...input);
    for (const [at, text] of answers.entries())
      this.said.push({ text, buttons: at === answers.length - 1 ? this.buttons : [] });
    return answers;
  }
}
