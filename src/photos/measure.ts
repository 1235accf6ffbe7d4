// What can be told about a picture without knowing what it shows: sharpness, brightness, likeness.
import sharp, { type ResizeOptions } from 'sharp';
import { limits } from './limits.ts';

export type Measures = {
  /** Variance of the Laplacian: thousands for a crisp photo, a few for a blurred one. */
  sharpness: number;
  /** Mean luma, 0–255. */
  brightness: number;
  /** 64 bits as hex: copies of one photo differ in a few bits only, whatever their size or compression. */
  dhash: string;
  /** Share of neighbours that are exactly alike, 0–1. A camera's noise keeps it low, drawn screens have it high. */
  flatness: number;
};

export async function measure(picture: Buffer): Promise<Measures> {
  return { ...(await measureGrey(picture)), dhash: await dhash(picture) };
}

async function measureGrey(picture: Buffer): Promise<Omit<Measures, 'dhash'>> {
  // Not enlarged: smoothing between pixels would make every small picture look blurred.
  const { data, info } = await grey(picture, { fit: 'inside', withoutEnlargement: true }, limits.measuredSide);
  const { width, height } = info;
  let luma = 0;
  for (const value of data) luma += value;

  let count = 0;
  let sum = 0;
  let squares = 0;
  let alike = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const at = (offset: number) => data[i + offset] ?? 0;
      const laplacian = at(-1) + at(1) + at(-width) + at(width) - 4 * at(0);
      count++;
      sum += laplacian;
      squares += laplacian * laplacian;
      if (at(0) === at(1) && at(0) === at(width)) alike++;
    }
  }
  if (count === 0) return { sharpness: 0, brightness: luma / data.length, flatness: 0 };
  const mean = sum / count;
  return { sharpness: squares / count - mean * mean, brightness: luma / data.length, flatness: alike / count };
}

/** Difference hash: is each of 9 × 8 cells brighter than its right neighbour? */
async function dhash(picture: Buffer): Promise<string> {
  const { data } = await grey(picture, { fit: 'fill' }, 9, 8);
  let bits = '';
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) bits += (data[y * 9 + x] ?? 0) > (data[y * 9 + x + 1] ?? 0) ? '1' : '0';
  }
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

function grey(picture: Buffer, options: ResizeOptions, width: number, height = width) {
  return sharp(picture)
    .resize(width, height, options)
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
}
