// Which files are pictures, and that nothing but the picture stays of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_IMAGE_BYTES } from '../../shared/images.ts';
import {
  gifPicture,
  jpegPicture,
  pngPicture,
  SECRET,
  webpPicture,
} from '../../test/support/pictures.ts';
import { readImage } from './read-image.ts';

const PICTURES = {
  'image/png': pngPicture(),
  'image/jpeg': jpegPicture(),
  'image/webp': webpPicture(),
  'image/gif': gifPicture(),
} as const;

const codeOf = (file: Buffer) => {
  try {
    return readImage(file).type;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('a file as a picture', () => {
  it.each(Object.entries(PICTURES))('[IM1] %s keeps its pixels and nothing else', (type, file) => {
    const picture = readImage(file);
    expect(picture).toMatchObject(
      type === 'image/gif' ? { type, width: 1, height: 1 } : { type, width: 6, height: 4 },
    );
    expect(file.includes(SECRET)).toBe(true);
    expect(picture.bytes.includes(SECRET)).toBe(false);
    expect(picture.bytes.includes('GPS')).toBe(false);
    // What is kept is a picture itself, and stays as it is.
    expect(readImage(picture.bytes).bytes.equals(picture.bytes)).toBe(true);
  });

  it('[IM1] a photograph stays turned as the phone held it', () => {
    const turned = readImage(jpegPicture({ orientation: 6 }));
    expect(turned).toMatchObject({ width: 4, height: 6 });
    expect(turned.bytes.includes('Exif')).toBe(true);
    expect(turned.bytes.includes(SECRET)).toBe(false);
    expect(readImage(turned.bytes)).toMatchObject({ width: 4, height: 6 });
  });

  it('[IM1] an animation goes on running', () => {
    expect(readImage(gifPicture()).bytes.includes('NETSCAPE2.0')).toBe(true);
  });

  it('[IM2] says what it does not take, by the bytes', () => {
    expect(codeOf(Buffer.from('<?xml version="1.0"?>\n<svg xmlns="…"><script/></svg>'))).toBe(
      'image_svg',
    );
    expect(codeOf(Buffer.from('%PDF-1.7'))).toBe('image_unreadable');
    expect(codeOf(Buffer.alloc(MAX_IMAGE_BYTES + 1))).toBe('image_too_large');
    expect(codeOf(pngPicture({ width: 1, height: 4097 }))).toBe('image_too_wide');
    expect(codeOf(pngPicture({ width: 0, height: 4 }))).toBe('image_unreadable');
  });

  it('[IM2] a damaged file is refused, wherever the damage is', () => {
    for (const file of Object.values(PICTURES)) {
      const { bytes } = readImage(file);
      for (let length = 0; length < bytes.length; length++) {
        expect(codeOf(bytes.subarray(0, length)), `${length} bytes`).toBe('image_unreadable');
      }
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(PICTURES)),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        (file, at, byte) => {
          const damaged = Buffer.from(file);
          damaged[at % file.length] = byte;
          // Taken or refused in words; nothing else may come of it.
          expect(codeOf(damaged)).toMatch(/^image[/_]/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
