// The slow work on one photo, off the turn: decode under caps, turn upright, re-encode, measure.
// Called by the photo job. What comes out carries no EXIF, no place, no bytes of the original file.
import { createHash } from 'node:crypto';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { inspect, type PictureType, type Refusal } from './inspect.ts';
import { limits } from './limits.ts';
import { type Measures, measure } from './measure.ts';

// One thread per picture: the other core belongs to the talks.
sharp.concurrency(1);
// No two photos are alike, so libvips's cache would only hold memory.
sharp.cache(false);

export type Picture = { bytes: Buffer; hash: string; width: number; height: number };

export type Tip = 'blurry' | 'dark' | 'small' | 'screenshot';

export type Processed = {
  /** What was sent. Width and height as seen upright, before any shrinking. */
  original: { hash: string; bytes: number; type: PictureType; width: number; height: number };
  /** JPEG, long side at most 2048. */
  picture: Picture;
  /** JPEG, long side at most 480. */
  thumbnail: Picture;
  tips: Tip[];
} & Omit<Measures, 'flatness'>;

export type Unreadable = { unreadable: Refusal | 'damaged' };

/**
 * When a photo deserves a tip. Never a refusal: no threshold has met real farmers' photos yet, noise raises
 * sharpness and a plain background lowers it, so each is set where made-up pictures leave no doubt.
 */
export const tipsWhen = {
  sharpnessBelow: 20,
  brightnessBelow: 45,
  /** The least any marketplace is known to take. Telegram leaves a 4:3 photo 960, a full-screen one (20:9) 576. */
  shortSideBelow: 500,
  /** A drawn screen: PNG, upright, longer than any camera's 16:9, and mostly flat colour. */
  screenshot: { ratioOver: 1.9, ratioUnder: 2.4, flatnessOver: 0.5 },
} as const;

/** Throws only when it could not finish (out of time or memory): that may be tried again. */
export async function process(bytes: Buffer): Promise<Processed | Unreadable> {
  const seen = await inspect(bytes);
  if (!seen.ok) return { unreadable: seen.reason };
  try {
    return await clean(bytes, seen.type);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/timeout|memory/i.test(message)) throw new Error('a photo could not be processed', { cause: error });
    return { unreadable: /pixel limit/i.test(message) ? 'too_large' : 'damaged' };
  }
}

async function clean(bytes: Buffer, type: PictureType): Promise<Processed | Unreadable> {
  const source = sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error' });
  const metadata = await source.metadata();
  // Two readers, one opinion: what file-type took for a JPEG must not reach another decoder.
  if (metadata.format !== (type === 'avif' ? 'heif' : type)) return { unreadable: 'not_a_picture' };

  const picture = await jpeg(source.rotate().flatten({ background: 'white' }), limits.pictureSide);
  // All the rest is taken from the small clean picture: the large one is decoded once.
  const thumbnail = await jpeg(sharp(picture.bytes), limits.thumbnailSide);
  const { flatness, ...measures } = await measure(picture.bytes);

  const { width, height } = metadata.autoOrient;
  const original = { hash: sha256(bytes), bytes: bytes.length, type, width, height };
  const tips: Tip[] = [];
  if (Math.min(width, height) < tipsWhen.shortSideBelow) tips.push('small');
  if (measures.brightness < tipsWhen.brightnessBelow) tips.push('dark');
  if (isScreenshot(metadata, flatness)) tips.push('screenshot');
  // Little light and drawn screens have little detail too: the other tip is then the one that helps.
  else if (measures.sharpness < tipsWhen.sharpnessBelow && !tips.includes('dark')) tips.push('blurry');
  return { original, picture, thumbnail, ...measures, tips };
}

async function jpeg(source: Sharp, side: number): Promise<Picture> {
  const { data, info } = await source
    .timeout({ seconds: limits.seconds })
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: limits.jpegQuality })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, hash: sha256(data), width: info.width, height: info.height };
}

/** Sure cases only: iPhones say so in EXIF; elsewhere shape and flatness together. A cut-out (alpha) is a product. */
function isScreenshot(metadata: Metadata, flatness: number): boolean {
  if (metadata.exif?.includes('Screenshot')) return true;
  if (metadata.format !== 'png' || metadata.hasAlpha) return false;
  const { ratioOver, ratioUnder, flatnessOver } = tipsWhen.screenshot;
  const ratio = metadata.autoOrient.height / metadata.autoOrient.width;
  return ratio > ratioOver && ratio < ratioUnder && flatness > flatnessOver;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
