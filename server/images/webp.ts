// Reads a WebP chunk by chunk and keeps those that are seen (RFC 9649). Decodes no pixel.
import type { Picture } from './picture.ts';

/** Pixels, transparency, animation and colours. */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

/** The flags of VP8X that announce Exif and XMP. */
const NOTES = 0x08 | 0x04;

/** Whether a file begins as a WebP does. */
export function isWebp(file: Buffer): boolean {
  return file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP';
}

/** The picture, or `null` when the file is damaged. */
export function readWebp(file: Buffer): Picture | null {
  if (file.length < 20) return null;
  const riffEnd = 8 + file.readUInt32LE(4);
  if (riffEnd > file.length) return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let hasPixels = false;
  for (let at = 12; at + 8 <= riffEnd; ) {
    const type = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > riffEnd) return null;
    const content = file.subarray(at + 8, at + 8 + length);
    size ??= sizeOf(type, content);
    hasPixels ||= type === 'VP8 ' || type === 'VP8L' || type === 'ANMF';
    if (KEPT.has(type)) kept.push(withoutNotes(type, file.subarray(at, end)));
    at = end;
  }
  if (size === null || !hasPixels) return null;
  const chunks = Buffer.concat(kept);
  const head = Buffer.from('RIFF0000WEBP', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return { ...size, bytes: Buffer.concat([head, chunks]) };
}

function withoutNotes(type: string, chunk: Buffer): Buffer {
  if (type !== 'VP8X' || chunk.length < 18) return chunk;
  const copy = Buffer.from(chunk);
  copy.writeUInt8(copy.readUInt8(8) & ~NOTES, 8);
  return copy;
}

function sizeOf(type: string, content: Buffer): { width: number; height: number } | null {
  if (type === 'VP8X' && content.length >= 10) {
    return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
  }
  if (type === 'VP8L' && content.length >= 5 && content[0] === 0x2f) {
    const bits = content.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (type === 'VP8 ' && content.length >= 10 && content.toString('hex', 3, 6) === '9d012a') {
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  }
  return null;
}
