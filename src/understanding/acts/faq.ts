// Which of the known questions a message asks (flows/faq.yaml), also in words that nobody wrote down: by the words of
// content that it shares with a known phrasing, the rarer the weightier. It is asked of every message, so precision
// comes first: what has no question's form is none, unless it is a known phrasing word for word.
import { isPerson, isPolite } from '../letters/fillers.ts';
import { asSaid, mender } from '../letters/misspelled.ts';
import { agrees, inTalk, type Spelled, spell, type Token, tokenize } from '../letters/normalize.ts';
import { phraseBook, phraseSet, wordSet } from '../letters/phrases.ts';
import { isSyllable } from '../letters/syllables.ts';
import { clausesOf, isQuestion } from './question.ts';

/** Words that ask or hold a sentence together. They are in every question, so they tell none from another. */
const frame = `
  có, không, chưa, chẳng, chả, được, là, thì, cái, này, ấy, đó, kia, nào, sao, gì, thế nào, như thế nào, như nào, làm thế nào,
  làm gì, phải làm gì, làm sao, ra sao, tính sao, kiểu gì, kiểu, cách nào, cách, bao nhiêu, mấy, hay, hay là, hoặc,
  à, hả, nhỉ, chứ, phải, có phải, cần, muốn, nên, cho, của, ở, trên, trong, với, và, cùng, nếu, nhỡ, lỡ, khi, lúc,
  đã, sẽ, rồi, nữa, lại, cũng, vẫn, còn, chỉ, thôi, mới, đi, lên, ra, vào, đến, về, để, bị, do, vì, những, các, một,
  lắm, quá, rất, nhà, con, đây, đấy, kìa, vậy, ạ, dạ, ơi, nhé, nha, em, cháu, bác, cô, chú, anh, chị, ông, bà, tôi,
  mình, người ta, họ, làm, biết, cho hỏi, muốn hỏi, hỏi tí, hỏi chút, hỏi một chút, có sao không, thì sao, như, theo,
  từ, luôn, giờ, bây giờ, liệu, chắc, đâu, cả, hết, hỏi, thấy, việc, đều, sau, xong, hai, ba, vài, nay,
  hôm nay, ngày mai`;
/** Typed without marks these are as often other words: mã, thẻ, đăng. */
const frameIfMarked = 'mà, thế, đang, bên';

/** Other words for the same thing, each line one; first those that ask and tell little by themselves. */
const asking = [
  'bao giờ, bao lâu, khi nào, lúc nào, chừng nào, mấy ngày, mấy hôm, bao nhiêu ngày, mấy tháng, mấy năm, lâu, nhanh',
  'ở đâu, chỗ nào, ở chỗ nào, nơi nào, vào đâu, về đâu, đến đâu',
  'là gì, là cái gì, nghĩa là gì, là thế nào, nó là gì, gọi là gì, tên là gì',
  'tại sao, vì sao, sao lại, sao phải, để làm gì, sao cứ',
];
const alike = [
  ...asking,
  `phí, mất phí, tốn phí, thu phí, chi phí, lệ phí, khoản phí, tốn, tốn kém, mất tiền, tốn tiền, thu tiền, đóng tiền,
  trừ tiền, nộp tiền, đóng gì, nộp gì, trả phí, mất nhiều tiền, mấy đồng, đồng nào, bao nhiêu tiền`,
  'phần trăm, hoa hồng',
  'thuế, thuế má, đóng thuế, nộp thuế, chịu thuế, thu thuế, đánh thuế',
  'mã số thuế, mst',
  'giao, giao hàng, ship, vận chuyển, gửi hàng, chuyển hàng, chở, bưu tá',
  'gian hàng, cửa hàng, shop',
  'hàng, sản phẩm, mặt hàng, món hàng, hàng hóa, món',
  'mạng, internet, online, trực tuyến, sóng',
  'khách, khách hàng, người mua',
  'trả hàng, trả lại, trả về, hoàn hàng, hàng trả lại, đổi trả',
  'bom hàng, boom hàng, bùng hàng, không nhận hàng, không lấy',
  'hỏng, vỡ, nát, dập, thối, héo, hư',
  'dọc đường, giữa đường, đường xa',
  'ảnh, tấm ảnh, bức ảnh, hình ảnh, mấy tấm',
  'email, gmail, thư điện tử, hòm thư',
  'căn cước, cccd, cmnd, chứng minh thư, chứng minh nhân dân',
  'giấy chứng nhận, chứng nhận',
  'an toàn thực phẩm, vệ sinh an toàn thực phẩm, vệ sinh thực phẩm',
  'kinh doanh, đăng ký kinh doanh, giấy phép kinh doanh, giấy phép, hộ kinh doanh, hộ cá thể',
  'thông tin, dữ liệu',
  'lừa, lừa đảo, bị lừa, bị lừa đảo, tin được, đáng tin, tin tưởng',
  'sửa, đổi, thay đổi, chỉnh',
  'nhầm, sai',
  'bắt buộc, bắt, ép',
  'dừng, ngừng, ngưng, tắt',
  'hộ, giúp, giùm, thay',
  'khuyến mại, khuyến mãi, giảm giá, hạ giá',
  'buôn, sỉ, bán buôn, bán sỉ',
  'thu mua, bao tiêu',
  'cấm, hàng cấm, không được bán, không cho bán',
  'facebook, phây búc, tiktok, tik tok, shopee, lazada',
  'tiếng dân tộc, tiếng tày, tiếng nùng, tiếng dao, tiếng mông',
  'giọng, giọng nói, tin thoại, ghi âm, thu âm',
  'gõ, gõ chữ, gõ phím, viết, viết chữ, biết chữ',
  'nhắn, nhắn tin, tin nhắn, tin, nói chuyện',
  'mật khẩu, pass',
  'hết hàng, hết mùa, hết vụ',
  'người nhà, bố mẹ, bố, mẹ, vợ, chồng, bà ngoại, bà nội, ông ngoại, ông nội, con trai, con gái, con dâu',
  'gọi, gọi điện, liên hệ',
  'điện thoại, máy điện thoại, smartphone',
  'quên, không nhớ',
  'đền, bắt đền, bồi thường',
  'nhân viên, cán bộ, người hỗ trợ, người hướng dẫn',
  'hướng dẫn, dạy, chỉ bảo, tập huấn, lớp',
  'tận nhà, xuống nhà, đến nhà, tận nơi, xuống tận',
  'bận, đi vắng, không kịp',
  'túi, hộp, thùng, bao bì',
  'gói, đóng gói, đóng, bọc',
  'mấy sao, sao ocop, 3 sao, 4 sao, 5 sao, ba sao, bốn sao, năm sao',
  'uy tín, tin cậy',
  'tỉnh khác, ngoài tỉnh, nơi khác, hà nội, sài gòn, miền nam, lạng sơn, cao bằng, tuyên quang, bắc ninh, phú thọ',
  'nhiều sàn, hai sàn, ba sàn, mấy sàn, các sàn',
  'sàn nào, sàn gì, những sàn nào, những sàn gì',
  'hàng nào, hàng gì, bán gì',
  'được mùa, mất mùa',
];

const framing = `${frame}, ${frameIfMarked}`.split(',').map((phrase) => [phrase.trim(), ''] as const);
const synonyms = alike.flatMap((line) => line.split(/,\s+/).map((phrase, _, [first = '']) => [phrase, first] as const));
const isSeveral = ([phrase]: readonly [string, string]) => phrase.includes(' ');
/** Phrases of the frame mean nothing; those of the synonyms mean the first of their line. */
const meanings = phraseBook([...framing, ...synonyms.filter(isSeveral)]);
const oneWord = synonyms.filter((each) => !isSeveral(each)).map(([word, first]) => ({ ...spell(word), first }));
const onlyAsks = new Set(asking.map((line) => line.split(',')[0] ?? ''));
const mayBeOther = wordSet(frameIfMarked.replaceAll(',', ''));

/** Words that may ask, wherever they stand: enough where all the rest is of a known question. */
const mayAsk = phraseSet(`
  gì, nào, sao cho, sao được, tính sao, ai, bao nhiêu, bao lâu, hay, hay là, đâu, à, hả, nhỉ, chứ, cần mấy, được mấy,
  phải mấy, gửi mấy, chụp mấy, ở mấy, mấy sao, mấy tuổi, mấy năm`);
/** Without their marks these are a, ha, nhi, đầu or chữ. */
const onlyMarked = wordSet('đâu à hả nhỉ chứ');
/** "không phun thuốc gì", "loại nào cũng có", "có giấy gì đó", "bán hay lắm", "ai mua thì bán": these ask nothing. */
const denying = wordSet('không chưa chẳng chả đừng');
const indifferent = wordSet('cũng');
const indefinite = wordSet('đó ấy lắm');
const then = wordSet('thì');
const why = wordSet('sao');
const calling = wordSet('ơi');
const longestCall = 4;
/** "ảnh này được chưa" asks how one's own matter stands, which no book knows. */
const yet = wordSet('chưa');

/** What a word weighs that no question knows; one that a single question has weighs 1. */
const strange = 0.3;
/** A phrasing of less weight than this is not heard in one of its words. */
const least = 1.2;
/** How well a question must fit to be thought of, and to be the one that is asked. */
const bar = 0.33;
const sure = 0.45;
/** And where no more than a word or two may ask. */
const surer = 0.55;
/** How near the best one the others come if nobody can tell which is asked. */
const margin = 0.7;
const most = 3;
/** More words are a story, of which only a part may ask. */
const longestAsked = 35;

/** A word of content; all words that mean the same are one. */
type Word = { weight: number; questions: Set<number> };
type Content = { token: Token; meaning?: string; isDoubtful?: true };
/** What a word that is said may mean. */
type Said = { may: Word[]; weight: number; isPhrase: boolean };
type Tally = {
  question: number;
  explained: number;
  more: number;
  its: Set<Word>;
  hasPhrase: boolean;
  at: number;
};
type Phrasing = { words: Word[]; weight: number };
type Found = { question: number; score: number };

/** The ids of the questions that a message asks, best first: one is sure, several are of two minds. */
export function faqBook(entries: { id: string; ask: string[] }[]): (tokens: Token[]) => string[] {
  const known = phraseBook(entries.flatMap(({ ask }, question) => ask.map((phrase) => [phrase, question] as const)));
  const wordForWord = (words: Token[]) =>
    known.whole(words) ?? known.whole(withoutCall(words)) ?? known.whole(withoutPolite(words));
  const vocabulary = newVocabulary();
  const learned = entries.map(({ ask }, question) =>
    ask.map((phrase) => {
      const content = contentOf(wordsOf(tokenize(phrase.normalize('NFC')))).filter(({ isDoubtful }) => !isDoubtful);
      return content.map((each) => vocabulary.learn(each, question));
    }),
  );
  vocabulary.weigh(entries.length);
  const phrasings = learned.map((phrases) =>
    phrases.map((words): Phrasing => ({ words, weight: Math.max(least, weightOf(words)) })),
  );

  /** The score: how much of what is said a question explains, times how much of one of its phrasings is said. */
  const rank = (words: Token[]): Found[] => {
    const same = wordForWord(words);
    if (same !== undefined) return [{ question: same, score: 1 }];
    if (words.length > longestAsked) return [];
    const isMarked = words.some(hasMarks);
    const content = contentOf(words);
    const said = content.map((each): Said => {
      const may = vocabulary.find(each, isMarked);
      const lightest = Math.min(1, ...may.map((word) => word.weight));
      const weight = each.isDoubtful ? 0 : may.length > 0 ? lightest : strange;
      return { may, weight, isPhrase: each.meaning !== undefined };
    });
    if (content.every(({ meaning }) => meaning !== undefined && onlyAsks.has(meaning))) return [];
    const all = new Set(said.flatMap(({ may }) => may));
    const total = said.reduce((sum, { weight }) => sum + weight, 0);
    const found: Found[] = [];
    for (const { question, explained, more, its, hasPhrase } of tally(said)) {
      const whole = total + more;
      // Most questions end here: a phrasing can only make it less.
      // "dung khong nhi": one syllable without marks may be any of many words.
      if (explained < bar * whole || (!isMarked && !hasPhrase && its.size < 2)) continue;
      const heard = (phrasings[question] ?? []).map(
        ({ words, weight }) => weightOf(words.filter((word) => all.has(word))) / weight,
      );
      const score = (explained / whole) * Math.max(...heard);
      // Letters without marks are many words: what is only thought of there is a guess.
      if (score >= (isMarked ? bar : sure)) found.push({ question, score });
    }
    return found.sort((one, other) => other.score - one.score || one.question - other.question);
  };

  const questionsIn = (tokens: Token[]): number[] => {
    const words = wordsOf(inTalk(tokens));
    const same = wordForWord(words);
    if (same !== undefined) return [same];
    const isAsked = isQuestion(tokens);
    if (yet(withoutPolite(words).at(-1)) || !(isAsked || seemsAsked(words))) return [];
    const whole = rank(words);
    if (!isAsked && scoreOf(whole) < surer) return [];
    const clauses = clausesOf(tokens);
    const parts = clauses.length > 1 ? clauses.filter(isQuestion).map(rank) : [];
    const isOfParts = parts.some((found) => scoreOf(found) > scoreOf(whole));
    const lists = (isOfParts ? parts : [whole]).map(decide);
    // "có mất phí không, bao giờ được tiền": what each part asks most likely comes first.
    return [...lists.flatMap(([first]) => first ?? []), ...lists.flat()];
  };
  return (tokens) => [...new Set(questionsIn(tokens))].slice(0, most).flatMap((at) => entries[at]?.id ?? []);
}

const wordsOf = (tokens: Token[]) => tokens.filter((token) => token.kind !== 'mark');

/** As it was typed: "k" has none, though không has. */
const hasMarks = ({ typed, marked }: Token) => typed?.marked ?? marked;

const scoreOf = (found: Found[]) => found[0]?.score ?? 0;

/** The one that is asked, or those between which nobody can tell. */
function decide(found: Found[]): number[] {
  const best = scoreOf(found);
  const near = best < sure ? found : found.filter(({ score }) => score >= best * margin);
  return best < sure && near.length < 2 ? [] : near.map(({ question }) => question);
}

/** What each question explains of what is said, and how much `more` it weighs so; the first word that fits counts. */
function tally(said: Said[]): Iterable<Tally> {
  const tallies = new Map<number, Tally>();
  for (const [at, { may, weight, isPhrase }] of said.entries())
    for (const word of may)
      for (const question of word.questions) {
        let one = tallies.get(question);
        if (!one) {
          one = { question, explained: 0, more: 0, its: new Set(), hasPhrase: false, at: -1 };
          tallies.set(question, one);
        }
        if (one.at === at) continue;
        one.at = at;
        one.explained += word.weight;
        one.more += word.weight - weight;
        one.its.add(word);
        one.hasPhrase ||= isPhrase;
      }
  return tallies.values();
}

const weightOf = (words: Word[]) => words.reduce((sum, word) => sum + word.weight, 0);

/** The words of all phrasings, found by their letters, as the north says them, or in spite of a slip. */
function newVocabulary() {
  const words = new Map<string, Word>();
  const byLetters = new Map<string, (Spelled & { word: Word })[]>();
  const bySound = new Map<string, Word[]>();
  const bySlip = new Map<string, Set<string>>();

  const write = ({ bare, marks }: Spelled, word: Word) => {
    byLetters.set(bare, [...(byLetters.get(bare) ?? []), { bare, marks, word }]);
    bySound.set(asSaid(marks), [...(bySound.get(asSaid(marks)) ?? []), word]);
    for (const letters of lessOne(bare)) bySlip.set(letters, (bySlip.get(letters) ?? new Set()).add(marks));
  };

  const spelledAs = (token: Token, isMarked: boolean): Word[] => {
    const all = byLetters.get(token.bare)?.filter((each) => agrees(token, each)) ?? [];
    // Among words with marks, "mua" is no mùa.
    const exact = isMarked ? all.filter(({ marks }) => marks === token.marks) : [];
    return (exact.length > 0 ? exact : all).map(({ word }) => word);
  };

  return {
    learn({ token, meaning }: Content, question: number): Word {
      const first = meaning ?? oneWord.find(({ marks }) => marks === token.marks)?.first;
      const key = first === undefined ? token.marks : `=${first}`;
      const word = words.get(key) ?? { weight: 0, questions: new Set() };
      if (!words.has(key))
        for (const form of first === undefined ? [token] : oneWord.filter((each) => each.first === first))
          write(form, word);
      words.set(key, word);
      word.questions.add(question);
      return word;
    },

    /** The fewer questions use a word, the more it tells. */
    weigh(count: number) {
      for (const word of words.values())
        word.weight = Math.log((count + 1) / word.questions.size) / Math.log(count + 1);
    },

    find({ token, meaning }: Content, isMarked: boolean): Word[] {
      if (meaning !== undefined) return [words.get(`=${meaning}`) ?? []].flat();
      const found = spelledAs(token, isMarked);
      if (found.length > 0) return found;
      if (isSyllable(token.bare)) return token.marked ? (bySound.get(asSaid(token.marks)) ?? []) : [];
      const near = lessOne(token.bare).flatMap((letters) => [...(bySlip.get(letters) ?? [])]);
      return near.length > 0 ? spelledAs(mender(near)(token), isMarked) : [];
    },
  };
}

/** A word's letters, and all but one of them: two words that are a slip apart have one of these in common. */
const lessOne = (bare: string) => [bare, ...Array.from(bare, (_, at) => bare.slice(0, at) + bare.slice(at + 1))];

/** The words that carry what is asked. Where nobody types marks, one of the frame may be another: "ma" is mà or mã. */
function contentOf(words: Token[]): Content[] {
  const isMarked = words.some(hasMarks);
  const content: Content[] = [];
  for (let at = 0; at < words.length; ) {
    const token = words[at] as Token;
    const found = meanings.at(words, at);
    // "nừa đảo"
    const heard = found || token.kind !== 'word' ? undefined : meanings.sounding(words.slice(at, at + 2));
    const meaning = found?.value || heard;
    if (meaning) content.push({ token, meaning });
    else if (found && !isMarked && mayBeOther(token)) content.push({ token, isDoubtful: true });
    else if (!found && token.kind === 'word') content.push({ token });
    at += found?.length ?? (heard ? 2 : 1);
  }
  return content;
}

/** A question whose form is too common to be one at every step. */
function seemsAsked(words: Token[]): boolean {
  if (words.some(indifferent)) return false;
  if (why(withoutCall(words)[0])) return true;
  return words.some((token, at) => {
    const found = mayAsk.at(words, at);
    if (!found || indefinite(words[at + found.length]) || (onlyMarked(token) && !hasMarks(token))) return false;
    const clause = words.slice(words.slice(0, at).findLastIndex(then) + 1, at);
    return !clause.some(denying) && !words.slice(at).some(then);
  });
}

/** "dạ cháu ơi cháu là ai ạ": who is called is not who is asked about. */
function withoutCall(words: Token[]): Token[] {
  return trimmed(words.slice(words.slice(0, longestCall).findLastIndex(calling) + 1), isPolite);
}

const withoutPolite = (words: Token[]) => trimmed(words, (token) => isPolite(token) || isPerson(token));

function trimmed(words: Token[], isSoft: (token: Token) => boolean): Token[] {
  const from = words.findIndex((token) => !isSoft(token));
  return from < 0 ? [] : words.slice(from, words.findLastIndex((token) => !isSoft(token)) + 1);
}
