// Made-up pictures for the photo tests: a market stall of coloured blobs with fine texture, drawn from a fixed seed.
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A crisp, well-lit scene. */
export async function scene(width = 1280, height = 960, seed = 7): Promise<Sharp> {
  const random = randomFrom(seed);
  const level = (from: number) => Math.round(from + random() * 195);
  const blobs = Array.from({ length: 40 }, () => {
    const place = `cx="${random() * width}" cy="${random() * height}" r="${(0.03 + random() * 0.1) * width}"`;
    return `<circle ${place} fill="rgb(${level(60)},${level(60)},${level(20)})"/>`;
  });
  const data = await sharp(svg(width, height, '#c8beaa', blobs.join('')))
    .removeAlpha()
    .raw()
    .toBuffer();
  for (let i = 0; i < data.length; i++) {
    const x = Math.floor(i / 3) % width;
    const y = Math.floor(i / 3 / width);
    const texture = 25 * Math.sin(x / 3) * Math.cos(y / 4) + (random() - 0.5) * 20;
    data[i] = Math.max(0, Math.min(255, (data[i] ?? 0) + texture));
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A phone's screen as drawn: a bar, flat bubbles, flat ground. */
export function screenshot(width = 1080, height = 2400): Sharp {
  const bubbles = Array.from(
    { length: 8 },
    (_, i) => `<rect x="${40 + (i % 2) * 300}" y="${300 + i * 230}" width="640" height="150" rx="30" fill="#cfe8ff"/>`,
  );
  const bar = '<rect width="100%" height="120" fill="#0068ff"/>';
  return sharp(svg(width, height, '#f5f5f5', bar + bubbles.join(''))).removeAlpha();
}

/** The head of an ISO media file of that brand, as an iPhone's photo sent as a file begins. */
export function heifHeader(brand: string): Buffer {
  const box = Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1${brand}`, 'latin1');
  return Buffer.concat([box, Buffer.alloc(200)]);
}

/** A PNG of a few bytes whose header claims that it is `width` × `height`. */
export async function bomb(width: number, height: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

export function bitsApart(a: string, b: string): number {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;
}

function svg(width: number, height: number, ground: string, inside: string): Buffer {
  const size = `width="${width}" height="${height}"`;
  const rect = `<rect width="100%" height="100%" fill="${ground}"/>`;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${rect}${inside}</svg>`);
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
