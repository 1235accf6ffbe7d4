// A message within a channel's limits.
import { describe, expect, it } from 'vitest';
import { fitted } from '../../src/conversation/fit.ts';

const capabilities = { textLength: 2000, buttons: 5, labelLength: 35, idempotent: false };
const buttons = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ token: `7:${at}`, label: `Ý ${at + 1}` }));
const labels = (count: number, from = 0) => {
  const [shown] = fitted({ text: 'Chọn', buttons: buttons(count) }, capabilities, {
    question: 7,
    from,
    label: 'Xem thêm',
  });
  return shown?.buttons.map(({ label, token }) => `${label} ${token}`);
};

describe('buttons', () => {
  it('are all there while they fit', () => {
    expect(labels(5)).toEqual(['Ý 1 7:0', 'Ý 2 7:1', 'Ý 3 7:2', 'Ý 4 7:3', 'Ý 5 7:4']);
  });

  it('give the last place to "Xem thêm" when they do not fit, which shows the next ones', () => {
    expect(labels(7)).toEqual(['Ý 1 7:0', 'Ý 2 7:1', 'Ý 3 7:2', 'Ý 4 7:3', 'Xem thêm 7:+4']);
    expect(labels(7, 4)).toEqual(['Ý 5 7:4', 'Ý 6 7:5', 'Ý 7 7:6']);
  });

  it('go on as often as it takes', () => {
    expect(labels(12, 4)).toEqual(['Ý 5 7:4', 'Ý 6 7:5', 'Ý 7 7:6', 'Ý 8 7:7', 'Xem thêm 7:+8']);
    expect(labels(12, 8)).toEqual(['Ý 9 7:8', 'Ý 10 7:9', 'Ý 11 7:10', 'Ý 12 7:11']);
  });

  it('become a numbered list where a channel has none', () => {
    expect(fitted({ text: 'Chọn', buttons: buttons(2) }, { ...capabilities, buttons: 0 })).toEqual([
      { text: 'Chọn\n\n1. Ý 1\n2. Ý 2', buttons: [] },
    ]);
  });

  it('are listed in full when a label is too long for a button', () => {
    const long = [{ token: '1:0', label: 'Chè búp khô Tân Cương loại một, đóng túi năm trăm gam' }];
    const [shown] = fitted({ text: 'Chọn', buttons: long }, capabilities);
    expect(shown?.text).toContain('1. Chè búp khô Tân Cương loại một, đóng túi năm trăm gam');
    expect(shown?.buttons[0]?.label.length).toBeLessThanOrEqual(35);
  });

  it('stand under the last part of a long text', () => {
    const parts = fitted({ text: 'chè '.repeat(900), buttons: buttons(2) }, capabilities);
    expect(parts.map(({ buttons: under }) => under.length)).toEqual([0, 2]);
    expect(parts.every(({ text }) => text.length <= 2000)).toBe(true);
  });
});

describe('words', () => {
  const parts = (text: string) => fitted({ text, buttons: [] }, capabilities).map((part) => part.text);

  it('are one part up to the limit, and two beyond', () => {
    expect(parts('è'.repeat(2000))).toEqual(['è'.repeat(2000)]);
    expect(parts('è'.repeat(2001))).toEqual(['è'.repeat(2000), 'è']);
  });

  it('are cut at the last line or word that fits', () => {
    const text = `${'chè búp '.repeat(248)}${'x'.repeat(30)} cuối`;
    expect(parts(text)).toEqual([`${'chè búp '.repeat(248)}`.trimEnd(), `${'x'.repeat(30)} cuối`]);
  });

  it('are never cut inside a character, wherever it stands', () => {
    for (const before of [1997, 1998, 1999, 2000]) {
      const text = `${'a'.repeat(before)}${'🍵'.repeat(1500)}`;
      const cut = parts(text);
      expect(cut.join('')).toBe(text);
      expect(cut.every((part) => part.isWellFormed() && part.length <= 2000)).toBe(true);
    }
    const [shown] = fitted({ text: 'Chọn', buttons: [{ token: '1:0', label: `a${'🍵'.repeat(20)}` }] }, capabilities);
    expect(shown?.buttons[0]?.label).toBe(`a${'🍵'.repeat(16)}…`);
  });
});
