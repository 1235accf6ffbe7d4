// Photos on their way out: made small enough for Zalo, uploaded, and remembered by content hash as long as Zalo keeps them.
// Called by deliver.ts. Nothing is shown to anybody yet, so everything here may be done twice.
import sharp from 'sharp';
import { SendError } from '../../model/channels.ts';
import type { Api } from './api.ts';

/** One megabyte, whichever way Zalo counts it. */
const largest = 1_000_000;
const steps = [
  { side: 1600, quality: 85 },
  { side: 1600, quality: 70 },
  { side: 1280, quality: 65 },
  { side: 1024, quality: 55 },
  { side: 720, quality: 45 },
];
/** Zalo drops uploads after seven days. */
const trustedMs = 6 * 24 * 3_600_000;
const remembered = 2000;

export function uploader(api: Api, loadPhoto: (hash: string) => Promise<Buffer>) {
  const known = new Map<string, { id: string; at: number }>();

  /** @param anew also when Zalo should still have it */
  return async (hash: string, anew: boolean): Promise<string> => {
    const before = known.get(hash);
    if (before && !anew && Date.now() - before.at < trustedMs) return before.id;
    const jpeg = await smallJpeg(await load(loadPhoto, hash));
    const form = new FormData();
    // Without the right ending Zalo says "Success" and keeps nothing.
    form.append('file', new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), 'photo.jpg');
    const data = await api({ name: 'upload/image', path: '/v2.0/oa/upload/image', repeatable: true, body: form });
    const { attachment_id: id } = data;
    if (typeof id !== 'string' || id === '')
      throw new SendError('retry', 'upload/image: an answer without attachment_id');
    known.delete(hash);
    known.set(hash, { id, at: Date.now() });
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return id;
  };
}

async function smallJpeg(picture: Buffer): Promise<Buffer> {
  try {
    for (const { side, quality } of steps) {
      const jpeg = await sharp(picture)
        .rotate()
        .flatten({ background: '#ffffff' })
        .resize(side, side, { fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality })
        .toBuffer();
      if (jpeg.length < largest) return jpeg;
    }
  } catch {
    throw new SendError('refused', 'the photo to show is no picture');
  }
  throw new SendError('refused', 'the photo to show does not get small enough');
}

async function load(loadPhoto: (hash: string) => Promise<Buffer>, hash: string): Promise<Buffer> {
  try {
    return await loadPhoto(hash);
  } catch (error) {
    throw new SendError('retry', `the stored photo could not be read: ${error instanceof Error ? error.message : ''}`);
  }
}
