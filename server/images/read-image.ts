// Takes a file for a picture by its bytes, never by its name: which format, how large, and without
// what cameras and programs write into it. What it returns is what everybody gets to see.
import { type ImageType, MAX_IMAGE_BYTES, MAX_IMAGE_SIDE } from '../../shared/images.ts';
import { AppError } from '../http/errors.ts';
import { isGif, readGif } from './gif.ts';
import { isJpeg, readJpeg } from './jpeg.ts';
import type { Picture } from './picture.ts';
import { isPng, readPng } from './png.ts';
import { isWebp, readWebp } from './webp.ts';

interface Format {
  readonly type: ImageType;
  is(file: Buffer): boolean;
  read(file: Buffer): Picture | null;
}

const FORMATS: readonly Format[] = [
  { type: 'image/png', is: isPng, read: readPng },
  { type: 'image/jpeg', is: isJpeg, read: readJpeg },
  { type: 'image/webp', is: isWebp, read: readWebp },
  { type: 'image/gif', is: isGif, read: readGif },
];

/** Reads a file; throws an `AppError` that says what is wrong with it. */
export function readImage(file: Buffer): Picture & { readonly type: ImageType } {
  if (file.length > MAX_IMAGE_BYTES) {
    throw new AppError(422, 'image_too_large', `A picture has at most ${MAX_IMAGE_BYTES} bytes.`);
  }
  const format = FORMATS.find(({ is }) => is(file));
  if (format === undefined) {
    // A drawing of this kind is a document with scripts and links of its own, and a cleaned one would
    // still be as safe as the cleaner.
    if (isSvg(file)) {
      throw new AppError(422, 'image_svg', 'An SVG can hold scripts. Save it as a PNG.');
    }
    throw new AppError(422, 'image_unreadable', 'This is no PNG, JPEG, WebP or GIF.');
  }
  const picture = format.read(file);
  if (picture === null || picture.width < 1 || picture.height < 1) {
    throw new AppError(422, 'image_unreadable', 'This picture is damaged.');
  }
  if (Math.max(picture.width, picture.height) > MAX_IMAGE_SIDE) {
    const detail = { width: picture.width, height: picture.height };
    throw new AppError(
      422,
      'image_too_wide',
      `A picture has at most ${MAX_IMAGE_SIDE} pixels a side.`,
      detail,
    );
  }
  return { ...picture, type: format.type };
}

function isSvg(file: Buffer): boolean {
  return /<svg[\s>]/i.test(file.toString('utf8', 0, 4096));
}
