// A wish for a person, for silence or for deletion inside a longer message: a verb and its object, in that order.
// "cho bác gặp cán bộ để hỏi giá" is one; "bác có người nhà ở Đại Từ" and "xóa đói" are none.
import type { Token } from './normalize.ts';
import { type PhraseBook, phraseBook, phraseSet, wordSet } from './phrases.ts';

type Wish = 'person' | 'stop' | 'withdraw' | 'erase';

/** Words with | between alternatives and _ for spaces; ~2 is up to two words of any kind; $ is the end. */
const patterns: [Wish, string][] = [
  ['stop', 'đừng ~1 nhắn|nhắn_tin|gửi_tin|gửi_tin_nhắn|làm_phiền ~4 nữa $'],
  ['stop', 'không muốn|thích|cần nhận|nghe ~3 nữa $'],
  ['stop', 'không nhắn|nhắn_tin|nhận_tin|nhận_tin_nhắn ~3 nữa $'],
  ['withdraw', 'rút ~2 đồng_ý ~4 $'],
  ['withdraw', 'không đồng_ý|cho|cho_phép ~2 dùng|sử_dụng|lưu ~1 thông_tin|dữ_liệu ~4 $'],
  ['erase', 'xóa ~2 dữ_liệu|thông_tin|tài_khoản|hồ_sơ của|cá_nhân|về ~3 $'],
  ['erase', 'muốn|đề_nghị|yêu_cầu|nhờ ~2 xóa ~2 dữ_liệu|thông_tin|tài_khoản $'],
  [
    'person',
    'muốn|cần|xin|cho|đòi|nhờ|hãy ~2 gặp|nói_chuyện_với|nói_chuyện|nc_với|nhắn_với ~1 người_thật|nhân_viên|cán_bộ|tổng_đài|người_hướng_dẫn|người_hỗ_trợ|người_phụ_trách|người_tư_vấn|hỗ_trợ_viên|người_giúp',
  ],
  ['person', 'muốn|cần|xin|cho|đòi ~2 gặp|nói_chuyện_với|nc_với ~1 người $'],
  ['person', 'muốn|cần|xin|cho|đòi ~2 gặp|nói_chuyện_với|nc_với ~1 người để|nào|trực_tiếp'],
  ['person', 'gặp|nói_chuyện_với người_thật|nhân_viên|cán_bộ|tổng_đài|người_hướng_dẫn được_không $'],
  ['person', 'có ai ~1 giúp|trực|ở_đó|ở_đây|ở_đấy|nghe|trả_lời|hỗ_trợ ~3 không $'],
  ['person', 'cần|nhờ|muốn|tìm|xin người giúp|hướng_dẫn|hỗ_trợ|giúp_đỡ $'],
  ['person', 'cần|nhờ|muốn|tìm|xin người giúp|hướng_dẫn|hỗ_trợ|giúp_đỡ tôi|bác|cô|chú|mình|em|với|tận_nơi ~1 $'],
  ['person', '^ ~2 gọi|gọi_điện|gọi_lại|gọi_điện_lại|điện|điện_lại cho tôi|bác|cô|chú|mình|anh|chị $'],
  [
    'person',
    '^ ~2 gọi|gọi_điện|gọi_lại|gọi_điện_lại|điện|điện_lại cho tôi|bác|cô|chú|mình|anh|chị ngay|sớm|lúc|khi|sáng|chiều|tối|mai|để ~3 $',
  ],
];

type Step = { gap: number } | { end: true } | { start: true } | { book: PhraseBook<true> };

const compiled = patterns.map(([wish, pattern]) => ({ wish, steps: pattern.split(' ').map(stepOf) }));

function stepOf(part: string): Step {
  if (part === '$') return { end: true };
  if (part === '^') return { start: true };
  if (part.startsWith('~')) return { gap: Number(part.slice(1)) };
  return { book: phraseBook(part.split('|').map((words) => [words.replaceAll('_', ' '), true] as const)) };
}

const trailing = wordSet('ạ nhé nha nhá với đi em cháu luôn thôi ngay');
const negative = wordSet('đừng chưa khỏi');
const past = phraseSet('hôm qua, hôm kia, hôm nọ, hôm trước, hồi trước, lúc nãy, vừa nãy, ban nãy, rồi');

export function wishIn(message: Token[], isQuestion: boolean): Wish | undefined {
  if (message.length > 20 || message.some((token) => token.kind === 'number')) return undefined;
  let end = message.length;
  while (end > 1 && trailing(message[end - 1])) end--;
  const words = message.slice(0, end);
  for (const { wish, steps } of compiled) {
    for (let from = 0; from < words.length; from++) {
      if (!matches(words, from, steps, 0)) continue;
      if (wish !== 'person' && isQuestion) break;
      const before = words.slice(Math.max(0, from - 3), from);
      if (
        wish === 'erase' &&
        (before.some((token) => negative(token)) || before.some((token) => token.bare === 'khong'))
      )
        break;
      if (wish === 'person' && words.some((_, at) => past.at(words, at) !== undefined)) break;
      return wish;
    }
  }
  return undefined;
}

function matches(words: Token[], at: number, steps: Step[], index: number): boolean {
  const step = steps[index];
  if (!step) return true;
  if ('end' in step) return at === words.length;
  if ('start' in step) return at === 0 && matches(words, at, steps, index + 1);
  if ('gap' in step) {
    for (let skipped = 0; skipped <= step.gap && at + skipped <= words.length; skipped++) {
      if (matches(words, at + skipped, steps, index + 1)) return true;
    }
    return false;
  }
  const found = step.book.at(words, at);
  return found !== undefined && matches(words, at + found.length, steps, index + 1);
}
