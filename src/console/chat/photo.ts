// Makes photos small enough for a weak signal, upright whichever way the phone was held, and small previews of them.
// Must stay true: a picture that this browser cannot read is sent as it is; the server says what is wrong with it.

/** Photos up to this size go out as they are. */
const sendAsIs = 1.5 * 1024 * 1024;
const longestSide = 2048;
const quality = 0.85;
const previewSide = 480;

export const mostPhotos = 10;

export async function forSending(photo: Blob): Promise<Blob> {
  if (photo.size <= sendAsIs) return photo;
  const smaller = await scaled(photo, longestSide, quality);
  return smaller && smaller.size < photo.size ? smaller : photo;
}

/** An object URL for showing the photo small, or undefined when this browser cannot read it. */
export async function previewOf(photo: Blob): Promise<string | undefined> {
  const small = await scaled(photo, previewSide, 0.8);
  return small ? URL.createObjectURL(small) : undefined;
}

async function scaled(photo: Blob, side: number, jpegQuality: number): Promise<Blob | undefined> {
  const source = await decoded(photo);
  if (!source) return undefined;
  const scale = Math.min(1, side / Math.max(source.width, source.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(source.width * scale));
  canvas.height = Math.max(1, Math.round(source.height * scale));
  const brush = canvas.getContext('2d');
  if (!brush) return undefined;
  brush.fillStyle = '#fff'; // JPEG knows no transparency.
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(source.image, 0, 0, canvas.width, canvas.height);
  source.free();
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', jpegQuality));
  canvas.width = 0; // Frees the pixels at once on phones with little memory.
  return made ?? undefined;
}

type Decoded = { image: CanvasImageSource; width: number; height: number; free: () => void };

async function decoded(photo: Blob): Promise<Decoded | undefined> {
  try {
    const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' });
    return { image: bitmap, width: bitmap.width, height: bitmap.height, free: () => bitmap.close() };
  } catch {
    return decodedByElement(photo); // Older Safari takes no options.
  }
}

function decodedByElement(photo: Blob): Promise<Decoded | undefined> {
  return new Promise((resolve) => {
    const url = URL.createObjectURL(photo);
    const image = new Image();
    const free = () => URL.revokeObjectURL(url);
    image.onload = () => resolve({ image, width: image.naturalWidth, height: image.naturalHeight, free });
    image.onerror = () => {
      free();
      resolve(undefined);
    };
    image.src = url;
  });
}
