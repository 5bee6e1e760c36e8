// A picture of somebody's laptop or phone as the server takes it: sent as it is when it is small
// enough, and drawn smaller when it is not. Knows no field.
import { IMAGE_TYPES, MAX_IMAGE_BYTES, MAX_IMAGE_SIDE } from '../../../shared/images.ts';
import { ApiError, api, unwrap } from '../../api.ts';
import { drawSmaller } from '../../ui/draw-smaller.ts';

/** What the file dialog offers; a phone turns its own formats into these. */
export const PICTURE_ACCEPT = IMAGE_TYPES.join(',');

/** Longest sides of a picture that is drawn smaller, px, tried one after the other. */
const SMALLER_SIDES = [1600, 1000, 500];

/** Uploads a file for a document; answers the address it has from now on. */
export async function uploadPicture(documentId: string, file: File): Promise<string> {
  const base64 = await toBase64(await small(file));
  const { address } = await unwrap(
    api.documents[':id'].images.$post({ param: { id: documentId }, json: { base64 } }),
  );
  return address;
}

async function small(file: File): Promise<Blob> {
  // No browser draws these from a file; the server says why it takes none.
  if (file.type === 'image/svg+xml') return file.slice(0, MAX_IMAGE_BYTES);
  const bitmap = await decode(file);
  try {
    const isTaken = (IMAGE_TYPES as readonly string[]).includes(file.type);
    const side = Math.max(bitmap.width, bitmap.height);
    if (isTaken && file.size <= MAX_IMAGE_BYTES && side <= MAX_IMAGE_SIDE) return file;
    for (const smaller of SMALLER_SIDES) {
      const drawn = await draw(bitmap, smaller, file.type);
      if (drawn.size <= MAX_IMAGE_BYTES) return drawn;
    }
    throw new ApiError(422, 'image_too_large', 'No smaller size was small enough.');
  } finally {
    bitmap.close();
  }
}

async function decode(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch (cause) {
    throw new ApiError(422, 'image_unreadable', String(cause));
  }
}

/** Photographs stay photographs; whatever may be transparent stays so. */
function draw(bitmap: ImageBitmap, side: number, type: string): Promise<Blob> {
  const canvas = drawSmaller(bitmap, side);
  if (canvas === null) throw new ApiError(422, 'image_unreadable', 'No canvas to draw on.');
  const isTransparent = ['image/png', 'image/webp', 'image/gif'].includes(type);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob !== null) resolve(blob);
        else reject(new ApiError(422, 'image_unreadable', 'The picture cannot be drawn.'));
      },
      isTransparent ? 'image/png' : 'image/jpeg',
      0.88,
    );
  });
}

function toBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new ApiError(422, 'image_unreadable', String(reader.error)));
    reader.readAsDataURL(file);
  });
}
