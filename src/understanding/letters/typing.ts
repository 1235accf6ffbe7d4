// What a typing method leaves when it is off: Telex ("trieeuj", "ddoofng", "chef") and VNI ("tra1i", "che2").
// Only what is no syllable as it stands is decoded, and only to what is one, or lacks signs to be one ("trieuj").
import { spell } from './spelling.ts';
import { isSyllable, type Signs, syllableOf, takesTone } from './syllables.ts';

const toneKeys: Record<string, string> = {
  f: '\u0300',
  s: '\u0301',
  x: '\u0303',
  r: '\u0309',
  j: '\u0323',
  1: '\u0301',
  2: '\u0300',
  3: '\u0309',
  4: '\u0303',
  5: '\u0323',
};
const longest = 12;
const marksOfOne = 3;

/** Borrowed words that would be rare syllables: gas is not gá, and "max 300000" is no mã. */
const borrowed = new Set('gas bus box mix max fax tax sex bar car'.split(' '));

/** Where there is none of these, there is no Telex: most words stop here. */
const telexKeys = /[aeiouyw].*[sfrxjzw]|w|aa|ee|oo|d.*d/;

/** Decodes a word of small letters, NFD; marks that were typed count as well ("đươcj"). */
export function telex(word: string): string | undefined {
  if (word.length > longest + marksOfOne || !telexKeys.test(word)) return undefined;
  const typed = takeMarks(word);
  if (typed.letters.length > longest || borrowed.has(word) || isSyllable(spell(word).bare)) return undefined;
  let { letters } = typed;
  const signs = { ...typed.signs };

  const stroke = letters.startsWith('d') ? letters.indexOf('d', 1) : -1;
  if (stroke > 0) {
    signs.bar = true;
    letters = without(letters, stroke);
  }
  const doubled = letters.search(/aa|ee|oo/);
  if (doubled >= 0) {
    signs.hat = true;
    letters = without(letters, doubled);
  }
  const vowel = letters.search(/[aeiouyw]/);
  const key = vowel + 1 + letters.slice(vowel + 1).search(/[sfrxjz]/);
  const tone = key > vowel ? (toneKeys[letters.charAt(key)] ?? '') : '';
  if (key > vowel) letters = without(letters, key);
  if (tone && typed.tone) return undefined;
  if (letters.includes('w')) {
    signs.horn = true;
    // "nhw", "nwowcs": without a vowel before it a w is ư.
    letters = letters.replace(/^([^aeiouyw]*)w/, '$1u').replaceAll('w', '');
  }
  return syllable(letters, signs, tone || typed.tone) ?? unfinished(letters, signs, tone);
}

/** "trieuj", "ddieuf": a tone was typed, though not the signs without which there is no such syllable. */
function unfinished(letters: string, { hat, horn, bar }: Signs, tone: string): string | undefined {
  if (hat || horn || tone === '' || !isSyllable(letters) || !takesTone(letters, tone)) return undefined;
  return (bar ? letters.replace('d', 'đ') : letters) + tone;
}

const without = (letters: string, at: number) => letters.slice(0, at) + letters.slice(at + 1);

/** What a number often follows without a space: "xom5", "loai1", "gia25" are no words of VNI. */
const numbered = new Set(
  `xom thon to khu ban ap lang doi so loai hang lop cap tang phong duong pho ngo ngach hem quan to lo vu lua dot lan
  ngay thang thu mung mong nam gio gia con co duoc nhom mau cau muc trang dong bai cach ca size combo chi tuoi khoang
  tam hon tu den toi va`.split(/\s+/),
);

/**
 * Decodes letters with digits in and after them, in any order ("d9o6ng2", "dong962", "duo7c5"). Not `sure`: letters
 * that are a syllable without the digits, which may be a number; after a count ("2 ta5") they always may.
 */
export function vni(word: string, counted: boolean): { word: string; sure: boolean } | undefined {
  if (word.length > longest || !/^[a-z][a-z1-9]*$/.test(word)) return undefined;
  const digits = word.replace(/\D/g, '');
  const letters = word.replace(/\d/g, '');
  const tone = digits.replace(/[6-9]/g, '');
  if (letters.length < 2 || tone.length > 1) return undefined;
  const isWhole =
    /[a-z]\d+$/.test(word) &&
    word.startsWith(letters) &&
    syllableOf(letters, { hat: false, horn: false, bar: false }) !== undefined;
  const head = /^[a-z]+/.exec(word)?.[0] ?? '';
  // "to2a" is house 2a of a tổ.
  if (numbered.has(head) && (isWhole || /\d[a-d]$/.test(word))) return undefined;
  if (isWhole && counted) return undefined;
  const signs = { hat: digits.includes('6'), horn: /[78]/.test(digits), bar: digits.includes('9') };
  const found = syllable(letters, signs, toneKeys[tone] ?? '');
  return found === undefined ? undefined : { word: found, sure: !isWhole || digits === tone };
}

function syllable(letters: string, signs: Signs, tone: string): string | undefined {
  const found = syllableOf(letters, signs);
  return found && (tone === '' || takesTone(letters, tone)) ? found + tone : undefined;
}

function takeMarks(word: string): { letters: string; signs: Signs; tone: string } {
  return {
    letters: word.replace(/[\u0300-\u036F]/g, '').replaceAll('đ', 'd'),
    signs: { hat: word.includes('\u0302'), horn: /[\u0306\u031B]/.test(word), bar: word.includes('đ') },
    tone: /[\u0300\u0301\u0303\u0309\u0323]/.exec(word)?.[0] ?? '',
  };
}
