// Reads a JPEG segment by segment and keeps those that are seen (ITU T.81). Decodes no pixel.
import type { Picture } from './picture.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

/** Whether a file begins as a JPEG does. */
export function isJpeg(file: Buffer): boolean {
  return file[0] === 0xff && file[1] === SOI && file[2] === 0xff;
}

/**
 * The picture, or `null` when the file is damaged. Of Exif only how the picture is turned stays:
 * phones keep their photographs lying on the side.
 */
export function readJpeg(file: Buffer): Picture | null {
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let turned = 1;
  let at = 2;
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) break;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length || end < at + 4) return null;
    const content = file.subarray(at + 4, end);
    if (marker === APP1) turned = orientation(content) ?? turned;
    if (isFrame(marker)) {
      if (content.length < 5) return null;
      size = { width: content.readUInt16BE(3), height: content.readUInt16BE(1) };
    }
    if (isSeen(marker, content)) kept.push(file.subarray(at, end));
    at = end;
    if (marker === SOS) {
      at = endOfScan(file, end);
      kept.push(file.subarray(end, at));
    }
  }
  if (size === null || file[at] !== 0xff || file[at + 1] !== EOI) return null;
  const bytes = Buffer.concat([
    Buffer.from([0xff, SOI]),
    ...(turned === 1 ? [] : [orientationSegment(turned)]),
    ...kept,
    Buffer.from([0xff, EOI]),
  ]);
  return turned < 5 ? { ...size, bytes } : { width: size.height, height: size.width, bytes };
}

/** Start of frame, in any coding; DHT, JPG and DAC share its range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** JFIF, colour profile and Adobe's colour transform are needed; of the rest, only what is no note. */
function isSeen(marker: number, content: Buffer): boolean {
  if (marker === APP0) return content.toString('latin1', 0, 5) === 'JFIF\0';
  if (marker === APP2) return content.toString('latin1', 0, 12) === 'ICC_PROFILE\0';
  if (marker === APP14) return content.toString('latin1', 0, 5) === 'Adobe';
  return marker !== COM && !(marker >= APP0 && marker <= APP15);
}

/** Where the next marker stands; stuffed zeros and restarts belong to the pixels. */
function endOfScan(file: Buffer, start: number): number {
  for (let at = file.indexOf(0xff, start); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
}

/** Exif's tag 0x0112, or `null` where there is none. */
function orientation(segment: Buffer): number | null {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return null;
  const tiff = segment.subarray(6);
  if (tiff.length < 8) return null;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return null;
  const count = short(first);
  for (let index = 0; index < count; index++) {
    const at = first + 2 + index * 12;
    if (at + 12 > tiff.length) return null;
    if (short(at) !== 0x0112) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

function orientationSegment(value: number): Buffer {
  // One entry, big endian: tag, SHORT, one of them, its value; no further directory.
  const tiff = `4d4d002a0000000800010112000300000001000${value}000000000000`;
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff, 'hex')]);
  const head = Buffer.from([0xff, APP1, 0, content.length + 2]);
  return Buffer.concat([head, content]);
}
