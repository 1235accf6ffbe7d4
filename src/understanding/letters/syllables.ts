// Which letters make a Vietnamese syllable: an onset, a rime, and the spelling that the one asks of the other.
// Built once from the tables of both, not from a list of words: what is no syllable is a slip, or typed by other means.

/** Onsets by the rimes they stand before. "gi" and "qu" hold a vowel of their own. */
const plainOnsets = ' b c ch d đ g h kh l m n ng nh p ph r s t th tr v x gi'.split(' ');
const frontOnsets = ' b ch d đ gh h k kh l m n ngh nh p ph r s t th tr v x gi'.split(' ');

/** Rimes by their vowel: what may follow it, "-" for nothing. */
const rimes: Record<string, string> = {
  a: '- c ch i m n ng nh o p t u y',
  ă: 'c m n ng p t',
  â: 'c m n ng p t u y',
  e: '- c m n ng o p t',
  ê: '- ch m n nh p t u',
  i: '- a ch m n nh p t u',
  iê: 'c m n ng p t u',
  y: '- t',
  yê: 'm n ng t u',
  o: '- c i m n ng p t',
  oa: '- c ch i m n ng nh o p t y',
  oă: 'c m n ng t',
  oe: '- n o t',
  oo: 'ng',
  ô: '- c i m n ng p t',
  ơ: '- i m n p t',
  u: '- a c i m n ng p t',
  uâ: 'n ng t y',
  uê: '- ch n nh t',
  uô: 'c i m n ng t',
  uơ: '-',
  uy: '- a ch n nh p t u',
  uyê: 'n t',
  ư: '- a c i m n ng t u',
  ươ: 'c i m n ng p t u',
};
/** "quốc", "quít", "quết": after "qu" also these, which have no glide of their own. */
const afterQu = 'i in it ên êt ôc'.split(' ');
/** Lips do not round twice, but for a few borrowed words ("xe buýt", "thùng phuy"). */
const lips = new Set(['b', 'm', 'p', 'ph', 'v']);
const rounded = /^(?:oa|oă|oe|uâ|uê|uơ|uy)/;
const borrowed = new Set(['buy', 'buyt', 'phuy', 'voan']);
/** The only words with a long o, all borrowed: "xoong", "boong tàu". */
const longO = new Set(['b', 'ch', 'g', 's', 'x']);

function* syllables(): Generator<string> {
  for (const [vowel, endings] of Object.entries(rimes))
    for (const ending of endings.split(' ')) {
      const rime = vowel + (ending === '-' ? '' : ending);
      for (const onset of /^[eêiy]/.test(rime) ? frontOnsets : plainOnsets) if (fits(onset, rime)) yield onset + rime;
      // "gì", "giếng": the one i is both of the onset and of the rime.
      if (rime.startsWith('i')) yield `g${rime}`;
      if (/^[ou][aăâeêơy]/.test(rime)) yield `qu${rime.slice(1)}`;
    }
  for (const rime of afterQu) yield `qu${rime}`;
}

function fits(onset: string, rime: string): boolean {
  if (rime === 'oong') return longO.has(onset);
  if (rime.startsWith('yê') || rime === 'yt') return onset === '';
  if (onset === 'gi') return !/^[êiy]/.test(rime);
  if (rounded.test(rime) && lips.has(onset)) return borrowed.has(onset + rime);
  return true;
}

/** Which signs letters need: ^ of â ê ô, w of ă ơ ư, d of đ. */
export type Signs = { hat: boolean; horn: boolean; bar: boolean };

const keyOf = (bare: string, { hat, horn, bar }: Signs) =>
  `${bare}${hat ? '^' : ''}${horn ? 'w' : ''}${bar ? '|' : ''}`;

/** "ký" and "kí" are one: the i of spell(). */
const withI = (bare: string) =>
  bare.endsWith('y') && (/^[^aeiou]*y$/.test(bare) || bare === 'quy') ? `${bare.slice(0, -1)}i` : bare;

const bySigns = new Map<string, string>();
const bareSyllables = new Set<string>();
for (const syllable of syllables()) {
  const signs = { hat: /[âêô]/.test(syllable), horn: /[ăơư]/.test(syllable), bar: syllable.startsWith('đ') };
  const bare = withI(
    syllable
      .normalize('NFD')
      .replace(/[\u0300-\u036F]/g, '')
      .replace('đ', 'd'),
  );
  bySigns.set(keyOf(bare, signs), syllable);
  bareSyllables.add(bare);
}

/** Whether letters without marks can be a syllable; "ko", "triieu" and "xinchao" cannot. */
export const isSyllable = (bare: string): boolean => bareSyllables.has(withI(bare));

/** The one syllable with these letters and signs, as yet without a tone. */
export const syllableOf = (bare: string, signs: Signs): string | undefined => bySigns.get(keyOf(withI(bare), signs));

/** A syllable that ends in a stop is high or low; no other tone can be said. */
export const takesTone = (bare: string, tone: string): boolean =>
  !/(?:c|ch|p|t)$/.test(bare) || tone === '\u0301' || tone === '\u0323';

/** Every syllable without a tone: what tests draw from. */
export const allSyllables = (): string[] => [...new Set(bySigns.values())];
