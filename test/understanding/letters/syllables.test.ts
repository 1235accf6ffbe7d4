// The letters that make a Vietnamese syllable, and those that do not.
import { describe, expect, it } from 'vitest';
import { allSyllables, isSyllable, syllableOf, takesTone } from '../../../src/understanding/letters/syllables.ts';

const none = { hat: false, horn: false, bar: false };

describe('syllables', () => {
  it.each([
    ['a rime alone', 'a o u y ai oi ui au eo ong anh yen yeu oan uy uom'],
    ['plain onsets', 'che tra ta na ga ca bo gao tao vai man mat rau dau buoi chuoi oi'],
    ['k, gh and ngh before i and e only', 'ke ki kem ghe ghi nghe nghi nghieng nghin'],
    ['c, g and ng before the others', 'ca co cu ga go ngan nguoi ngo'],
    ['gi with one i for both', 'gi gin gieng giet gia gio giong giua gie'],
    ['qu with its own glide', 'qua que qui quy quyen quoc quang quanh quynh quen quyt quet'],
    ['long rimes', 'nguyen khuya thuyen tuyet xoong boong goong choong soong huou ruou nguoi truong nghieng'],
    ['the few rounded lips', 'buyt phuy'],
    ['y or i at the end', 'ly li ky ki my mi sy ty hy'],
  ])('knows %s', (_, words) => {
    for (const word of words.split(' ')) expect([word, isSyllable(word)]).toEqual([word, true]);
  });

  it.each([
    ['k before a, c before e', 'ka ku ce ci cy'],
    ['gh and ngh before a', 'gha nghan ghuong'],
    ['ng before i, g before e', 'ngi nge ge'],
    ['onsets of other languages', 'fa za wa ja bla tra1 shop pla'],
    ['endings of other languages', 'ad el is or off lap1 kal bog'],
    ['two syllables', 'xinchao tancuong alo kilo menu'],
    ['doubled vowels', 'khoong loong toong aa ee caan'],
    ['consonants alone', 'k ko1 đc vs ng tr kg'],
    ['lips that round twice', 'boa moe phuya vuy'],
  ])('refuses %s', (_, words) => {
    for (const word of words.split(' ')) expect([word, isSyllable(word)]).toEqual([word, false]);
  });

  it('has one syllable for letters with their signs', () => {
    expect(syllableOf('duoc', { hat: false, horn: true, bar: true })).toBe('đươc');
    expect(syllableOf('duoc', none)).toBeUndefined();
    expect(syllableOf('quoc', { hat: true, horn: false, bar: false })).toBe('quôc');
    expect(syllableOf('thuo', { hat: false, horn: true, bar: false })).toBe('thuơ');
    expect(syllableOf('hoac', { hat: false, horn: true, bar: false })).toBe('hoăc');
    expect(syllableOf('ky', none)).toBe(syllableOf('ki', none));
  });

  it('says stops high or low only', () => {
    for (const tone of ['\u0300', '\u0303', '\u0309']) expect(takesTone('hoc', tone)).toBe(false);
    for (const tone of ['\u0301', '\u0323']) expect(takesTone('hoc', tone)).toBe(true);
    expect(takesTone('hong', '\u0300')).toBe(true);
  });

  it('is a table of rules, not of all that letters could be', () => {
    expect(allSyllables().length).toBeGreaterThan(3000);
    expect(allSyllables().length).toBeLessThan(4000);
  });
});
