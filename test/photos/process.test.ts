// What becomes of a photo: cleaned, turned upright, measured, or called unreadable for a reason.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Processed, process } from '../../src/photos/index.ts';
import { bitsApart, bomb, heifHeader, scene, screenshot } from './pictures.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function processed(bytes: Buffer): Promise<Processed> {
  const result = await process(bytes);
  if ('unreadable' in result) throw new Error(`unreadable: ${result.unreadable}`);
  return result;
}

describe('process', () => {
  it('makes a JPEG of at most 2048 px and a thumbnail of at most 480 px, and never enlarges', async () => {
    const bytes = await (await scene(3000, 2000)).jpeg().toBuffer();
    const large = await processed(bytes);
    expect(large.original).toEqual({
      hash: sha256(bytes),
      bytes: bytes.length,
      type: 'jpeg',
      width: 3000,
      height: 2000,
    });
    expect(large.picture).toMatchObject({ width: 2048, height: 1365, hash: sha256(large.picture.bytes) });
    expect(large.thumbnail).toMatchObject({ width: 480, height: 320, hash: sha256(large.thumbnail.bytes) });
    expect(await sharp(large.picture.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 2048, height: 1365 });

    const small = await processed(await (await scene(300, 200)).jpeg().toBuffer());
    expect(small.picture).toMatchObject({ width: 300, height: 200 });
    expect(small.thumbnail).toMatchObject({ width: 300, height: 200 });
  });

  it('finds nothing to say about a crisp and well-lit photo', async () => {
    const { tips, sharpness, brightness } = await processed(await (await scene()).jpeg().toBuffer());
    expect(tips).toEqual([]);
    expect(sharpness).toBeGreaterThan(100);
    expect(brightness).toBeGreaterThan(100);
  });

  it('finds nothing to say about a product on a white ground', async () => {
    const product = await (await scene(500, 500)).png().toBuffer();
    const ground = sharp({ create: { width: 1200, height: 1200, channels: 3, background: 'white' } });
    const { tips } = await processed(
      await ground
        .composite([{ input: product }])
        .jpeg()
        .toBuffer(),
    );
    expect(tips).toEqual([]);
  });

  it('tells a blurred photo', async () => {
    const { tips } = await processed(await (await scene()).blur(6).jpeg().toBuffer());
    expect(tips).toEqual(['blurry']);
  });

  it('tells a dark photo, and then says nothing of blur', async () => {
    const { tips } = await processed(await (await scene()).linear(0.12).jpeg().toBuffer());
    expect(tips).toEqual(['dark']);
  });

  it('tells a small photo, and does not take it for a blurred one', async () => {
    const { tips } = await processed(await (await scene(200, 150)).jpeg().toBuffer());
    expect(tips).toEqual(['small']);
  });

  it('tells a screenshot by its shape and flatness', async () => {
    const { tips } = await processed(await screenshot().png().toBuffer());
    expect(tips).toEqual(['screenshot']);
  });

  it('tells a screenshot when the phone wrote so into EXIF', async () => {
    const bytes = (await scene())
      .withExif({ IFD0: { ImageDescription: 'Screenshot' } })
      .jpeg()
      .toBuffer();
    expect((await processed(await bytes)).tips).toEqual(['screenshot']);
  });

  it('takes neither a tall photo nor a tall cut-out for a screenshot', async () => {
    const tall = await (await scene(1080, 2400)).png().toBuffer();
    expect((await processed(tall)).tips).toEqual([]);
    const cutOut = await sharp({ create: { width: 1080, height: 2400, channels: 4, background: '#0000' } })
      .composite([{ input: await (await scene(800, 800)).png().toBuffer() }])
      .png()
      .toBuffer();
    expect((await processed(cutOut)).tips).toEqual([]);
  });

  it('leaves nothing of EXIF, its place included', async () => {
    const exif = { IFD0: { Make: 'Samsung' }, IFD3: { GPSLatitude: '21/1 35/1 0/1', GPSLatitudeRef: 'N' } };
    const bytes = await (await scene(640, 640)).withExif(exif).jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).exif?.includes('Samsung')).toBe(true);

    const { picture, thumbnail } = await processed(bytes);
    for (const cleaned of [picture, thumbnail]) {
      const { exif, xmp, iptc, icc, comments } = await sharp(cleaned.bytes).metadata();
      expect({ exif, xmp, iptc, icc, comments }).toEqual({});
      expect(cleaned.bytes.includes('Samsung')).toBe(false);
    }
  });

  it('leaves nothing of a script that hides behind a picture', async () => {
    const hidden = Buffer.from('<script>alert(1)</script>');
    const bytes = Buffer.concat([await (await scene(640, 640)).jpeg().toBuffer(), hidden]);
    const { picture, thumbnail } = await processed(bytes);
    expect(picture.bytes.includes('<script>')).toBe(false);
    expect(thumbnail.bytes.includes('<script>')).toBe(false);
  });

  it.each([1, 3, 6, 8])('turns a photo upright by its EXIF orientation %i', async (orientation) => {
    // A red top on a blue ground, laid down the way a camera held in that orientation would store it.
    const upright = sharp({ create: { width: 600, height: 900, channels: 3, background: '#00f' } }).composite([
      { input: { create: { width: 600, height: 300, channels: 3, background: '#f00' } }, left: 0, top: 0 },
    ]);
    const turn = { 1: 0, 3: 180, 6: 270, 8: 90 }[orientation] ?? 0;
    const laid = sharp(await upright.png().toBuffer()).rotate(turn);
    const { original, picture } = await processed(await laid.withMetadata({ orientation }).jpeg().toBuffer());
    expect([original.width, original.height, picture.width, picture.height]).toEqual([600, 900, 600, 900]);
    const [red, , blue] = await sharp(picture.bytes)
      .extract({ left: 300, top: 50, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(50);
  });

  it('lays a see-through picture on white', async () => {
    const bytes = await sharp({ create: { width: 600, height: 600, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    const { picture, brightness } = await processed(bytes);
    expect((await sharp(picture.bytes).metadata()).channels).toBe(3);
    expect(brightness).toBe(255);
  });

  it('reads grey, CMYK and 16-bit pictures', async () => {
    const source = await (await scene(600, 600)).png().toBuffer();
    for (const bytes of [
      await sharp(source).greyscale().jpeg().toBuffer(),
      await sharp(source).toColourspace('cmyk').jpeg().toBuffer(),
      await sharp(source).toColourspace('rgb16').png().toBuffer(),
    ]) {
      const { picture, brightness } = await processed(bytes);
      expect(['srgb', 'b-w']).toContain((await sharp(picture.bytes).metadata()).space);
      expect(brightness).toBeGreaterThan(100);
    }
  });

  it('takes the first frame of a moving picture', async () => {
    const frames = [await (await scene(600, 500)).png().toBuffer(), await (await scene(600, 500, 8)).png().toBuffer()];
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await processed(bytes)).picture).toMatchObject({ width: 600, height: 500 });
  });

  it('sees copies of one photo as alike, and two photos as different', async () => {
    const first = await processed(await (await scene()).jpeg().toBuffer());
    const copy = await processed(await (await scene()).resize(700).jpeg({ quality: 40 }).toBuffer());
    const other = await processed(await (await scene(1280, 960, 99)).jpeg().toBuffer());
    expect(first.dhash).toMatch(/^[0-9a-f]{16}$/);
    expect(bitsApart(first.dhash, copy.dhash)).toBeLessThan(6);
    expect(bitsApart(first.dhash, other.dhash)).toBeGreaterThan(15);
  });

  it('measures even a picture of one pixel', async () => {
    const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    expect(await processed(bytes)).toMatchObject({ sharpness: 0, dhash: '0000000000000000' });
  });
});

describe('an unreadable photo', () => {
  it('is damaged when it was cut off', async () => {
    const bytes = await (await scene()).jpeg().toBuffer();
    for (const share of [0.001, 0.3, 0.9]) {
      expect(await process(bytes.subarray(0, Math.ceil(bytes.length * share)))).toEqual({ unreadable: 'damaged' });
    }
  });

  it('is damaged when its head is followed by something else', async () => {
    const script = Buffer.from('GIF89a/*\x20\x20*/=1;alert(document.domain)//'.padEnd(300, ' '));
    expect(await process(script)).toEqual({ unreadable: 'damaged' });
    const png = await (await scene(400, 400)).png().toBuffer();
    expect(await process(png.fill(7, 60))).toEqual({ unreadable: 'damaged' });
  });

  it('is too large when it claims more pixels than fit', async () => {
    expect(await process(await bomb(30_000, 30_000))).toEqual({ unreadable: 'too_large' });
    expect(await process(await bomb(7_100, 7_100))).toEqual({ unreadable: 'too_large' });
  });

  it('has the reasons of the quick look too', async () => {
    expect(await process(heifHeader('heic'))).toEqual({ unreadable: 'heic' });
    expect(await process(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual({
      unreadable: 'not_a_picture',
    });
  });
});
