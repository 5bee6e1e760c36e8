// A picture of this computer as a small PNG.
import { drawSmaller } from '../draw-smaller.ts';

/** The longer side, px; tried one after the other until the picture is small enough. */
const SIDES_PX = [512, 320, 192];

/** What the server takes, in characters of base64. */
const MAX_CHARS = 200_000;

/** The file in base64, or `null` when it is no picture this browser can read. */
export async function readPicture(file: File): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  try {
    const drawn = SIDES_PX.map(
      (side) => drawSmaller(bitmap, side)?.toDataURL('image/png').replace(/^.*,/, '') ?? null,
    );
    return drawn.find((png) => png !== null && png.length <= MAX_CHARS) ?? null;
  } finally {
    bitmap.close();
  }
}
