// Reads a GIF block by block and keeps those that are seen (GIF89a). Decodes no pixel.
import type { Picture } from './picture.ts';

/** Extensions that say how often an animation runs; all others are notes. */
const LOOPS = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/** Whether a file begins as a GIF does. */
export function isGif(file: Buffer): boolean {
  return /^GIF8[79]a$/.test(file.toString('latin1', 0, 6));
}

/** The picture, or `null` when the file is damaged. */
export function readGif(file: Buffer): Picture | null {
  if (file.length < 14) return null;
  let at = 13 + colourTable(file[10]!);
  const kept = [file.subarray(0, at)];
  let hasPixels = false;
  while (at < file.length) {
    const start = at;
    const block = file[at];
    if (block === 0x3b) {
      if (!hasPixels) return null;
      const bytes = Buffer.concat([...kept, Buffer.from([0x3b])]);
      return { width: file.readUInt16LE(6), height: file.readUInt16LE(8), bytes };
    }
    if (block === 0x2c) {
      if (at + 11 > file.length) return null;
      const end = endOfSubBlocks(file, at + 11 + colourTable(file[at + 9]!));
      if (end === null) return null;
      hasPixels = true;
      kept.push(file.subarray(start, end));
      at = end;
    } else if (block === 0x21) {
      const end = endOfSubBlocks(file, at + 2);
      if (end === null) return null;
      const label = file[at + 1];
      const isLoop = label === 0xff && LOOPS.has(file.toString('latin1', at + 3, at + 14));
      if (label === 0xf9 || isLoop) kept.push(file.subarray(start, end));
      at = end;
    } else {
      return null;
    }
  }
  return null;
}

/** How long the table is that these flags announce, bytes. */
function colourTable(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function endOfSubBlocks(file: Buffer, start: number): number | null {
  let at = start;
  for (;;) {
    const length = file[at];
    if (length === undefined) return null;
    at += 1 + length;
    if (length === 0) return at;
  }
}
