// The quick look at an upload: what is a picture, by its bytes alone.
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/photos/index.ts';
import { limits } from '../../src/photos/limits.ts';
import { heifHeader, scene } from './pictures.ts';

const no = (reason: string) => ({ ok: false, reason });

describe('inspect', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('knows a %s by its bytes', async (type) => {
    const bytes = await (await scene(64, 48)).toFormat(type).toBuffer();
    expect(await inspect(bytes)).toEqual({ ok: true, type });
  });

  it.each(['heic', 'heix', 'hevc', 'mif1', 'msf1'])(
    'tells an iPhone photo sent as a file (%s) from other files',
    async (brand) => {
      expect(await inspect(heifHeader(brand))).toEqual(no('heic'));
    },
  );

  it.each([
    ['nothing at all', ''],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['an SVG behind an XML head', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['a PDF', '%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript >> >>'],
    ['a PDF that hides a JPEG', '%PDF-1.7\n\xff\xd8\xff\xe0\0\x10JFIF'],
    ['a web page that hides a JPEG', '<html>\xff\xd8\xff\xe0\0\x10JFIF'],
    ['an archive', 'PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ['a voice message', 'OggS\0\x02aaaaaaaaaaaaaaaaaaaaOpusHead'],
    ['words', 'na dai 50k một cân'],
  ])('refuses %s', async (_what, text) => {
    expect(await inspect(Buffer.from(text, 'latin1'))).toEqual(no('not_a_picture'));
  });

  it('refuses a file over the cap without reading it', async () => {
    expect(await inspect(Buffer.alloc(limits.bytes + 1))).toEqual(no('too_large'));
  });
});
