// Reads a PNG chunk by chunk and keeps those that are seen (PNG, third edition). Decodes no pixel.
import { crc32 } from 'node:zlib';
import type { Picture } from './picture.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Pixels, colours and animation; texts, times, Exif and private chunks go. */
const KEPT = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'bKGD', 'pHYs'],
  ...['cHRM', 'gAMA', 'iCCP', 'cICP', 'sBIT', 'sRGB'],
  ...['acTL', 'fcTL', 'fdAT'],
]);

/** Whether a file begins as a PNG does. */
export function isPng(file: Buffer): boolean {
  return file.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

/** The picture, or `null` when the file is damaged. */
export function readPng(file: Buffer): Picture | null {
  const kept: Buffer[] = [SIGNATURE];
  let size: { width: number; height: number } | null = null;
  let hasPixels = false;
  for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null;
    if (size === null) {
      if (type !== 'IHDR' || end - at !== 25) return null;
      size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    }
    hasPixels ||= type === 'IDAT';
    if (KEPT.has(type)) kept.push(file.subarray(at, end));
    if (type === 'IEND') return hasPixels ? { ...size, bytes: Buffer.concat(kept) } : null;
    at = end;
  }
  return null;
}
