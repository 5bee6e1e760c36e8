// A picture of this computer as a small PNG: drawn anew, so that nothing but what is seen is sent.

/** The longer side, px; tried one after the other until the picture is small enough. */
const SIDES_PX = [512, 320, 192];

/** What the server takes, in characters of base64. */
const MAX_CHARS = 200_000;

/** The file in base64, or `null` when it is no picture this browser can read. */
export async function readPicture(file: File): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  try {
    const drawn = SIDES_PX.map((side) => draw(bitmap, side));
    return drawn.find((png) => png !== null && png.length <= MAX_CHARS) ?? null;
  } finally {
    bitmap.close();
  }
}

function draw(bitmap: ImageBitmap, side: number): string | null {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}
