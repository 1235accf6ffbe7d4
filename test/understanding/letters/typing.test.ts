// What is left of Telex and VNI when the typing method was off: decoded where it can be nothing else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, spell, tokenize } from '../../../src/understanding/letters/normalize.ts';
import { phraseBook } from '../../../src/understanding/letters/phrases.ts';
import { allSyllables, isSyllable, takesTone } from '../../../src/understanding/letters/syllables.ts';

/** How the words of a text are read: marks of today's spelling, joined. */
const heard = (text: string) =>
  tokenize(clean(text))
    .map((token) => token.marks)
    .join(' ');
const meant = (text: string) =>
  text
    .split(' ')
    .map((word) => spell(word).marks)
    .join(' ');

describe('Telex', () => {
  it.each([
    ['a tone after a vowel', 'chef', 'chè'],
    ['a tone at the end', 'trieeuj', 'triệu'],
    ['dd and a tone', 'ddoofng', 'đồng'],
    ['a doubled vowel', 'khoong', 'không'],
    ['w for each of ươ', 'dduwowcj', 'được'],
    ['one w for both of ươ', 'dduowcj', 'được'],
    ['w at the very end', 'dduocwj', 'được'],
    ['d at the very end', 'duowcjd', 'được'],
    ['without a tone', 'vaang', 'vâng'],
    ['a tone in the middle', 'tieesng', 'tiếng'],
    ['ă by aw', 'nawm', 'năm'],
    ['ơ by ow', 'mowr', 'mở'],
    ['ư by w alone', 'nhw', 'như'],
    ['ư by w alone, with a tone', 'twf', 'từ'],
    ['w before the vowel', 'nwowcs', 'nước'],
    ['ưa', 'muaw', 'mưa'],
    ['oă', 'hoawcj', 'hoặc'],
    ['qu', 'quoocs', 'quốc'],
    ['gi', 'giuwax', 'giữa'],
    ['g before i', 'gif', 'gì'],
    ['y as the rime', 'kyx', 'kỹ'],
    ['z takes the tone away', 'tanz', 'tan'],
    ['ngh', 'nghinf', 'nghìn'],
    ['a number', 'muwowif', 'mười'],
    ['a name', 'Nguyeenx', 'Nguyễn'],
    ['a letter that was leaned on', 'cosss', 'có'],
    ['a word with its marks half there', 'đươcj', 'được'],
    ['several in a row', 'Taan Cuowng', 'Tân Cương'],
  ])('decodes %s: %s', (_, typed, word) => {
    for (const form of [typed, typed.toUpperCase(), typed.normalize('NFD')]) {
      expect(heard(form)).toBe(meant(word));
      expect(tokenize(clean(form))[0]?.marked).toBe(true);
    }
  });

  it.each([
    ['borrowed words with a long o', 'boong xoong goong soong choong'],
    ['syllables', 'xa sa ra tra rau xoai sao da do dung'],
    ['shops and machines', 'zalo facebook shopee lazada wifi web tiktok video ocop vietgap sms'],
    ['borrowed words of the kitchen', 'gas bus box mix max'],
    ['two syllables', 'xinchao gara maxa tancuong'],
    ['words of English', 'your tour four hour users sour tiers course'],
    ['units and short forms', 'kg tr gr ml cm ck ths dx'],
    ['a tone that its ending cannot have', 'hocf matr'],
    ['marks and keys that disagree', 'thếf'],
    ['words with accents of other languages', 'café'],
  ])('leaves %s alone', (_, words) => {
    for (const token of tokenize(words)) expect([token.text, token.typed]).toEqual([token.text, undefined]);
  });
});

describe('VNI', () => {
  it.each([
    ['a tone inside', 'tra1i', 'trái'],
    ['đ by d9', 'd9ong', 'đong'],
    ['all signs in their places', 'd9o6ng2', 'đồng'],
    ['all digits at the end', 'duoc795', 'được'],
    ['digits out of order', 'duo7c5', 'dược'],
    ['a tone at the end', 'che2', 'chè'],
    ['a unit at the end', 'ta5', 'tạ'],
    ['ư twice', 'nu7o7c1', 'nước'],
    ['ă', 'na8m', 'năm'],
    ['signs that the rime asks for', 'tieng61', 'tiếng'],
    ['a row of words', 'che2 mo1c ca6u', 'chè móc câu'],
    ['after another of them, also a unit', 'che2 ta5', 'chè tạ'],
  ])('decodes %s: %s', (_, typed, word) => {
    for (const form of [typed, typed.toUpperCase()]) expect(heard(form)).toBe(meant(word));
  });

  it.each([
    '25k',
    '2kg5',
    '1tr2',
    'xom5',
    'to5',
    'to2a',
    't7',
    'kg5',
    '2ta5',
    '2 ta5',
    'hai ta5',
    'loai1',
    'so1',
    'gia25',
    'ban61',
    'cau6',
    'tan cuong3',
    'nam2025',
    'thang7',
    'm2',
    'k2g',
    'xóm5',
    'lop12',
    'ST25',
    'na2024',
  ])('takes the digits of %j for a number', (text) => {
    expect(tokenize(text).some((token) => token.kind === 'number')).toBe(true);
    expect(tokenize(text).every((token) => token.typed === undefined)).toBe(true);
  });
});

describe('what is decoded', () => {
  const book = phraseBook([
    ['đồng', 'money'],
    ['dong', 'other'],
    ['không', 'no'],
  ]);
  it.each<[text: string, value: string | undefined, why: string]>([
    ['ddoofng', 'money', 'all of its marks agree'],
    ['ddoong', 'money', 'the tone may be missing'],
    ['ddong', 'money', 'so may the hat'],
    ['d9ong', 'money', 'in VNI too'],
    ['doong', 'money', 'so may the bar of đ'],
    ['ddofng', undefined, 'with a tone, and by itself, it is đòng'],
    ['ddoongf', 'money', 'all of its marks agree, wherever the tone was typed'],
    ['2 ddofng', 'money', 'after another word a sign may be missing beside the tone'],
    ['2 dofng', 'money', 'so may all of them'],
    ['2 ddongs', undefined, 'what was typed counts: the tone is not that of đồng'],
    ['2 đòng', undefined, 'marks that no typing method left must all agree'],
    ['khoong', 'no', 'không has no tone'],
    ['khoongs', undefined, 'khống is another word'],
    ['dong', 'money', 'unmarked it is any word'],
  ])('%j is %j: %s', (text, value) => {
    const tokens = tokenize(text);
    expect(tokens.length > 1 ? book.at(tokens, 1)?.value : book.whole(tokens)).toBe(value);
  });

  it.each([
    ['trieuj', 'triệu', 'the hat of iêu'],
    ['duocj', 'được', 'ươ, and the bar of đ'],
    ['ddieuf', 'điều', 'the hat of iêu'],
    ['muoif', 'mười', 'ươ'],
    ['ruoix', 'rưỡi', 'ươ'],
  ])('takes %j for %s, though it lacks %s', (typed, word) => {
    const known = phraseBook([[`2 ${word}`, true]]);
    expect(known.whole(tokenize(`2 ${typed}`))).toBe(true);
    const other = phraseBook([[`2 ${word.normalize('NFD').replace(/[\u0300-\u036F]/g, '')}`, true]]);
    expect(other.whole(tokenize(`2 ${typed}`))).toBeUndefined();
  });

  it('keeps the place and the letters of what was typed', () => {
    const text = 'Nhaf tooi bans CHEF 25k, tra1i d9o6ng2 ½ caan';
    for (const token of tokenize(text)) expect(text.slice(token.start, token.end)).toBe(token.text);
  });
});

// Any syllable, with any tone that it takes, typed by each method in its own order of keys.
const keys: Record<'telex' | 'vni', Record<string, string>> = {
  telex: {
    '\u0302': '',
    '\u0306': 'w',
    '\u031B': 'w',
    '\u0300': 'f',
    '\u0301': 's',
    '\u0303': 'x',
    '\u0309': 'r',
    '\u0323': 'j',
  },
  vni: {
    '\u0302': '6',
    '\u0306': '8',
    '\u031B': '7',
    '\u0300': '2',
    '\u0301': '1',
    '\u0303': '4',
    '\u0309': '3',
    '\u0323': '5',
  },
};

function typedAs(method: 'telex' | 'vni', syllable: string, tone: string, toneAtEnd: boolean): string {
  let typed = '';
  let last = '';
  for (const sign of syllable.normalize('NFD')) {
    if (sign === 'đ') typed += method === 'telex' ? 'dd' : 'd9';
    else if (sign === '\u0302' && method === 'telex') typed += last;
    else typed += keys[method][sign] ?? sign;
    last = sign;
  }
  const key = tone === '' ? '' : (keys[method][tone] ?? '');
  if (toneAtEnd) return typed + key;
  // Right after the last vowel and its signs.
  const at = typed.search(method === 'telex' ? /[^aeiouyw]*$/ : /[^aeiouy6-8]*$/);
  return typed.slice(0, at) + key + typed.slice(at);
}

describe('typing a syllable', () => {
  // A long o is typed as ô is.
  const syllables = allSyllables().filter((syllable) => !syllable.includes('oo'));
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
  const typing = fc.record({
    syllable: fc.constantFrom(...syllables),
    tone: fc.constantFrom(...tones),
    method: fc.constantFrom('telex' as const, 'vni' as const),
    toneAtEnd: fc.boolean(),
    upper: fc.boolean(),
  });

  it('gives the syllable back, whatever the method', () => {
    fc.assert(
      fc.property(typing, ({ syllable, tone, method, toneAtEnd, upper }) => {
        fc.pre(tone === '' || takesTone(syllable.normalize('NFD').replace(/[\u0300-\u036F]/g, ''), tone));
        const typed = typedAs(method, syllable, tone, toneAtEnd);
        const letters = typed.replace(/\d/g, '');
        // Not left-overs: what is a syllable as typed, and digits that a number may be.
        fc.pre(
          typed !== syllable && (method === 'vni' ? /\d[a-z]/.test(typed) && letters.length > 1 : !isSyllable(typed)),
        );
        const token = tokenize(upper ? typed.toUpperCase() : typed);
        const isBorrowed = /^(?:gas|bus|box|mix|max|fax|tax|sex|bar|car)$/.test(typed);
        const isLabel = /\d[a-d]$/.test(typed);
        fc.pre(!isBorrowed && !isLabel);
        expect([typed, token.map((one) => one.marks)]).toEqual([typed, [spell(syllable + tone).marks]]);
      }),
      { seed: 4, numRuns: 6000 },
    );
  });

  it('never throws on any letters and digits, and keeps them in their places', () => {
    const mess = fc.string({
      unit: fc.constantFrom(...'aeoudwfsrxjz123456789 ngtchđươ\u0301\u0323½.,'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(mess, (text) => {
        const kept = clean(text);
        for (const token of tokenize(kept)) expect(kept.slice(token.start, token.end)).toBe(token.text);
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});
