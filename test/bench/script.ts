// The talk that every side of `webhook_to_sent` holds: what the farmer writes, and what the shipped flows answer.
// Words only: photos and taps would be other work on each side.
import type { Button } from '../../src/model/messages.ts';
import { PureTalk, shippedContent } from '../support/scenarios.ts';

export type Answer = { text: string; buttons: Button[] };

/** One message of the farmer's, and the messages that answer it, in order. */
export type Turn = { said: string; answers: Answer[] };

export const lines = [
  'xin chào',
  'Đồng ý',
  'Anh',
  'na',
  'để sau',
  '40k 1 cân',
  'rổ',
  '500 gam',
  '2 tạ',
  'tháng 8',
  'không có',
  'được',
  'đúng',
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
  'chè móc câu',
  'để sau',
];

export async function script(): Promise<Turn[]> {
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
