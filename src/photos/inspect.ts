// The quick look at an upload: is it a picture that we can read? By magic bytes only; names and content types lie.
// It decodes nothing, so a yes is not a promise: `process` may still find the picture damaged.
import { fileTypeFromBuffer } from 'file-type';
import { limits } from './limits.ts';

export type PictureType = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';
export type Refusal = 'not_a_picture' | 'heic' | 'too_large';

const typeOf: Record<string, PictureType> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

// The prebuilt sharp cannot decode HEVC. An iPhone sends it when a photo goes as a file.
const heic = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence']);

export async function inspect(
  bytes: Buffer,
): Promise<{ ok: true; type: PictureType } | { ok: false; reason: Refusal }> {
  if (bytes.length > limits.bytes) return { ok: false, reason: 'too_large' };
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (heic.has(mime)) return { ok: false, reason: 'heic' };
  const type = typeOf[mime];
  return type ? { ok: true, type } : { ok: false, reason: 'not_a_picture' };
}
