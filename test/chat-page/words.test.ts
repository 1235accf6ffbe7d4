// The small pure parts of the chat page: keys, days, languages, the meaning of answers.
import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { outcomeOf, photoLimit } from '../../src/console/chat/api.ts';
import { clock, dayName } from '../../src/console/chat/days.ts';
import { newKey } from '../../src/console/chat/keys.ts';
import { chooseLang, t } from '../../src/console/chat/texts.ts';
import { photoBytes } from '../../src/http/contract/chat.ts';

describe('a key', () => {
  it('is a UUID also where the browser has no randomUUID', () => {
    const plain = { getRandomValues: webcrypto.getRandomValues.bind(webcrypto) } as Pick<Crypto, 'getRandomValues'>;
    const made = Array.from({ length: 200 }, () => newKey(plain));
    for (const key of made) expect(z.uuidv4().safeParse(key).success, key).toBe(true);
    expect(new Set(made).size).toBe(200);
  });
});

describe('a time', () => {
  const now = Date.parse('2026-11-23T05:00:00.000Z');
  const words = { today: 'Hôm nay', yesterday: 'Hôm qua' };

  it('is shown as the clocks of Vietnam show it', () => {
    expect(clock(Date.parse('2026-11-23T00:05:00.000Z'))).toBe('07:05');
    expect(clock(Date.parse('2026-11-22T17:03:00.000Z'))).toBe('00:03');
  });

  it('has a day with a name', () => {
    const name = (at: string) => dayName(Date.parse(at), now, 'vi', words);
    expect(name('2026-11-22T17:01:00.000Z')).toBe('Hôm nay');
    expect(name('2026-11-22T16:59:00.000Z')).toBe('Hôm qua');
    expect(name('2026-11-18T05:00:00.000Z')).toBe('Thứ Tư, 18/11');
    expect(name('2025-11-18T05:00:00.000Z')).toBe('Thứ Ba, 18/11/2025');
  });
});

describe('the language of the page', () => {
  it('is Vietnamese unless the address asks for English', () => {
    expect(chooseLang('')).toBe('vi');
    expect(chooseLang('?lang=en')).toBe('en');
    expect(chooseLang('?lang=fr')).toBe('vi');
  });

  it('fills values into its sentences', () => {
    expect(t('photoSending', { percent: 40 })).toBe('Đang gửi ảnh: 40%');
  });
});

describe('an answer of the server', () => {
  it('says whether to try again, wait, or stop', () => {
    expect(outcomeOf(202, null, '')).toEqual({ kind: 'stored' });
    expect(outcomeOf(503, null, '')).toEqual({ kind: 'later', why: 'away' });
    expect(outcomeOf(429, '7', '')).toEqual({ kind: 'later', why: 'away', after: 7000 });
    expect(outcomeOf(401, null, '')).toEqual({ kind: 'later', why: 'visitor' });
    expect(outcomeOf(500, null, '')).toEqual({ kind: 'later', why: 'error' });
  });

  it('gives its sentence when it refuses, and none when a proxy speaks in its place', () => {
    const body = JSON.stringify({ error: 'photo:heic', message: 'Ảnh kiểu này cháu chưa xem được ạ.' });
    expect(outcomeOf(415, null, body)).toEqual({ kind: 'refused', message: 'Ảnh kiểu này cháu chưa xem được ạ.' });
    expect(outcomeOf(413, null, '<html>nginx</html>')).toEqual({ kind: 'refused' });
  });

  it('never has to come for a photo over the limit of the contract', () => {
    expect(photoLimit).toBe(photoBytes);
  });
});
