// A plain yes or no where one is asked for, in ways no list has; and what only looks like one.
import { describe, expect, it } from 'vitest';
import { readYesNo } from '../../../src/understanding/index.ts';
import { everyday, expecting, forms, hear, lexicon, option } from '../support.ts';

type Case = [reason: string, text: string];

describe('yes', () => {
  const cases: Case[] = [
    ['politeness before, after and a form of address', 'dạ vâng ạ cháu ơi'],
    ['a form of address and a particle', 'ok em nhé'],
    ['two yes words', 'vâng đúng rồi cháu'],
    ['who agrees', 'bác đồng ý'],
    ['who agrees, and the household', 'nhà tôi có nhé'],
    ['a softened yes', 'ừ thì đồng ý'],
    ['a praising particle', 'ừ được đấy'],
    ['as it is', 'cứ làm thế đi'],
    ['an order to go on', 'đăng luôn đi cháu'],
    ['an order to go on, done for them', 'gửi giúp bác nhé'],
    ['a saying', 'chuẩn không cần chỉnh'],
    ['a question that is none', 'có chứ sao không'],
    ['a share of all', 'đúng 100%'],
    ['a letter for a form of address', 'ok e'],
    ['a letter for rồi', 'dung r chau'],
    ['certainty', 'chắc chắn rồi'],
    ['as was said', 'đúng như vậy'],
    ['a comma', 'có, bác đồng ý'],
    ['what was asked is done', 'chụp rồi'],
    ['a denied mistake', 'không sai đâu'],
    ['no problem', 'không vấn đề gì cháu ạ'],
    ['a yes with thanks', 'đồng ý, cảm ơn cháu'],
    ['a wish', 'bác muốn'],
    ['a wish for what was asked', 'có muốn'],
    ['southern', 'ừa được nghen'],
    ['the loan word spelt by ear', 'ô kê cháu'],
    ['the loan word with its tail', 'oki la'],
    ['a trader seals it', 'chốt luôn'],
    ['all of it', 'đúng hết cả rồi'],
    ['thôi before it', 'thôi được rồi'],
    ['readiness', 'bác sẵn sàng rồi'],
    ['twice', 'có có'],
    ['stressed', 'đương nhiên là có'],
    ['no objection', 'bác không phản đối'],
    ['without saying', 'tất nhiên rồi cháu'],
    ['as one likes it', 'ưng rồi đấy'],
    ['permission', 'cho phép cháu đấy'],
    ['a thumb in another skin', '👍🏽'],
  ];
  it.each(cases)('is heard by %s: %j', (_reason, text) => {
    for (const form of forms(text)) expect([form, readYesNo(form, lexicon)]).toEqual([form, 'yes']);
  });
});

describe('no', () => {
  const cases: Case[] = [
    ['three politenesses around it', 'thôi bác không cần đâu cháu ạ'],
    ['as it was put', 'không phải thế'],
    ['who refuses', 'bác không đồng ý'],
    ['not yet', 'chưa cháu ơi'],
    ['khỏi', 'khỏi cần'],
    ['thôi before khỏi', 'thôi khỏi'],
    ['thanks', 'không, cảm ơn cháu'],
    ['all is wrong', 'sai hết rồi'],
    ['a slip seen', 'nhầm mất rồi cháu ơi'],
    ['shorthand', 'ko dc'],
    ['shorthand of one letter', 'k phải'],
    ['never', 'không bao giờ'],
    ['đâu before có', 'đâu có'],
    ['có before đâu', 'có đâu cháu'],
    ['not quite', 'chưa đúng lắm'],
    ['not quite exact', 'chưa chính xác đâu'],
    ['chả', 'chả cần đâu'],
    ['chẳng', 'chẳng muốn đâu'],
    ['not yet wanted', 'bác chưa muốn'],
    ['the deed not wanted', 'không đăng đâu'],
    ['twice', 'không không'],
    ['dạ and then no', 'dạ thôi ạ, không cần'],
    ['vâng and then no', 'vâng không ạ'],
    ['the southern word', 'hổng được'],
    ['a refusal', 'bác từ chối'],
    ['not at all', 'không hề'],
    ['not in the least', 'không thích tí nào'],
    ['nothing of the kind', 'làm gì có'],
    ['not that one', 'không phải cái này'],
    ['rude, still a no', 'đéo'],
    ['not agreeable', 'không hợp lý'],
    ['no use', 'không cần thiết'],
  ];
  it.each(cases)('is heard by %s: %j', (_reason, text) => {
    for (const form of forms(text)) expect([form, readYesNo(form, lexicon)]).toEqual([form, 'no']);
  });

  it('is đừng only with its marks: "dung gui" may be "đúng, gửi"', () => {
    expect(readYesNo('đừng gửi', lexicon)).toBe('no');
    expect(readYesNo('ĐỪNG LÀM VỘI', lexicon)).toBe('no');
    for (const text of ['dung gui', 'dung dang len', 'dung']) expect(readYesNo(text, lexicon)).not.toBe('no');
    expect(readYesNo('dung gui', lexicon)).toBeUndefined();
  });
});

/** Unmarked: đúng ạ, sai quá, chưa. */
const needMarks = new Set(['chua lè', 'đúng à', 'sai quả']);

describe('neither yes nor no', () => {
  const cases: Case[] = [
    ['a question with không', 'có được không'],
    ['a question with chưa', 'đúng chưa cháu'],
    ['a question with à', 'thế à'],
    ['a question with à after a yes word', 'đúng à'],
    ['a question with hả', 'không phải hả cháu'],
    ['a question with nhỉ', 'được nhỉ'],
    ['a question mark', 'ok?'],
    ['a question mark after a no', 'không cần à?'],
    ['two denials', 'không phải không'],
    ['an amount', 'có ít thôi'],
    ['an amount in words', 'có vài cân'],
    ['an amount in digits', 'có 20 cân'],
    ['a limit', '20 nghìn thôi'],
    ['a quality', 'được cái ngon'],
    ['a harvest', 'được mùa'],
    ['a season', 'đúng vụ mới có'],
    ['a wait', 'ok để bác xem'],
    ['another wait', 'ừ để bác hỏi đã'],
    ['a promise', 'vâng lát nữa bác gửi'],
    ['a courtesy', 'không sao đâu'],
    ['another courtesy', 'không có gì'],
    ['not knowing', 'không biết cháu ạ'],
    ['perhaps', 'chắc thế'],
    ['perhaps yes', 'có lẽ'],
    ['an if', 'được giá thì bán'],
    ['a but', 'có nhưng còn xanh'],
    ['a name', 'chị Dung'],
    ['a name without its mark', 'chi Dung nhe'],
    ['another name', 'anh Huy'],
    ['a comparison', 'không ngon bằng'],
    ['what there is', 'có vườn rộng'],
    ['what there is none of', 'không có nước tưới'],
    ['a vehicle', 'sai xe mất rồi'],
    ['a fruit', 'chua lè'],
    ['a tree', 'sai quả'],
    ['a change of mind', 'thôi thì'],
    ['a length', 'vâng bác trồng chè từ hồi còn trẻ đến giờ'],
    ['a length with no', 'không cháu ạ bác hái chè xong mới về nhà nấu cơm'],
    ['thanks only', 'cảm ơn cháu nhiều'],
    ['a greeting', 'chào cháu'],
    ['a nothing', '...'],
    ['a face', '😂'],
    ['a digit', '1'],
    ['both', 'có hoặc không'],
    ['doubt', 'không chắc lắm'],
    ['a person asked for', 'có ai không'],
    ['a place', 'có chợ gần nhà'],
  ];
  it.each(cases)('is %s: %j', (_reason, text) => {
    for (const form of forms(text, needMarks.has(text)))
      expect([form, readYesNo(form, lexicon)]).toEqual([form, undefined]);
  });

  it.each(everyday)('is in %j', (text) => {
    for (const form of forms(text)) expect([form, readYesNo(form, lexicon)]).toEqual([form, undefined]);
  });

  it('is not heard where nothing of the kind is asked', () => {
    for (const text of ['dạ vâng ạ cháu ơi', 'cứ làm thế đi', 'chuẩn không cần chỉnh']) {
      expect(hear(text).yesNo).toBeUndefined();
      expect(hear(text, expecting('product.description')).yesNo).toBeUndefined();
    }
  });

  it('leaves options their own yes and no', () => {
    const options = [option('agree', 'Đồng ý', 'có'), option('refuse', 'Không đồng ý', 'không')];
    expect(hear('dạ bác đồng ý cháu nhé', expecting(undefined, { options })).option).toBe('agree');
    expect(hear('thôi không đồng ý đâu', expecting(undefined, { options })).option).toBe('refuse');
  });
});
