// Small pictures as cameras and programs write them, with everything in them that is nobody's business.
import { crc32, deflateSync } from 'node:zlib';

/** What none of the pictures may still say once it is kept. */
export const SECRET = 'GPS 48.8566 N 2.3522 E, camera of Amina';

const chunk = (type: string, content: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};

/** A PNG in one colour, with a text and Exif, and more after its end. */
export function pngPicture({ width = 6, height = 4, colour = [0, 102, 204] } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, () => Buffer.from(colour)),
  ]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${SECRET}`)),
    chunk('eXIf', Buffer.from(`II*\0${SECRET}`)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(SECRET),
  ]);
}

const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRT' +
    'c4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj' +
    'Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xA' +
    'AbEAADAAIDAAAAAAAAAAAAAAAAAgMBEQQSMf/EABQBAQAAAAAAAAAAAAAAAAAAAAX/xAAXEQEBAQEAAAAAAAAAAAAA' +
    'AAABAgAR/9oADAMBAAIRAxEAPwCZe1ORVq1bs7e51oAD8ySEycDCKr13/9k=',
  'base64',
);

/** Exif with a secret, and how the picture lies. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.concat([
    Buffer.from('49492a0008000000' + '0200', 'hex'),
    Buffer.from('0e010200' + '27000000' + '26000000', 'hex'),
    Buffer.from(`12010300010000000${orientation}000000`, 'hex'),
    Buffer.from('00000000', 'hex'),
    Buffer.from(SECRET),
  ]);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, content.length + 2]), content]);
}

/** A photograph of 6 × 4 pixels as a phone keeps it, with a comment, and a film after its end. */
export function jpegPicture({ orientation = 1 } = {}): Buffer {
  const comment = Buffer.from(SECRET);
  return Buffer.concat([
    JPEG.subarray(0, 2),
    exif(orientation),
    Buffer.from([0xff, 0xfe, 0, comment.length + 2]),
    comment,
    JPEG.subarray(2),
    Buffer.from(SECRET),
  ]);
}

const VP8L = Buffer.from('VlA4TBkAAAAvBcAAAA9Qs/k/DfP8hwOFAAKgoInofzwAAA==', 'base64');

/** A WebP of 6 × 4 pixels with XMP. */
export function webpPicture(): Buffer {
  const riff = (type: string, content: Buffer) => {
    const head = Buffer.from(`${type}0000`, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const extended = Buffer.from('04000000' + '050000' + '030000', 'hex');
  const chunks = [riff('VP8X', extended), VP8L, riff('XMP ', Buffer.from(SECRET))];
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]));
}

/** A GIF of one pixel that runs for ever, with a comment. */
export function gifPicture(): Buffer {
  return Buffer.concat([
    Buffer.from('474946383961010001008000000000' + '00ffffff', 'hex'),
    Buffer.from('21ff0b4e45545343415045322e300301000000', 'hex'),
    Buffer.from([0x21, 0xfe, SECRET.length]),
    Buffer.from(SECRET),
    Buffer.from([0]),
    Buffer.from('2c00000000010001000002024401003b', 'hex'),
  ]);
}
