// Bytes as the text somebody's programme saved: whichever encoding it was. Knows no format.
import { ImportError } from './import-error.ts';

/** Bytes looked at to tell UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 2000;

/** Bytes that stand for nothing in Windows-1252; on old Macs they are Å, ç, è, ê and ù. */
const NOT_WINDOWS = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/**
 * A letter of old Macs within or at the end of a word, where Windows-1252 has what no word has there: a
 * capital Š or Ž after a small letter, or a sign such as ‡, ˆ or ‰ between two. Apostrophes, dashes,
 * quotes and œ do stand in words, so í, ó, ñ, î and ú tell nothing.
 */
const MAC_LETTER = /[a-z](?:[\x8a\x8e]|[\x80\x82\x84\x86-\x89\x8b\x98\x99](?=[a-z]))/g;

/** A small accented letter of Windows after another one, where old Macs have capitals and signs. */
const WINDOWS_LETTER = /[a-z][\xe0-\xff]/g;

/** What Windows-1252 has where Latin 1 has controls; a space where it has nothing. */
const WINDOWS_80_TO_9F = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * UTF-8 or UTF-16 where it is, else what older spreadsheets write in western Europe: Mac Roman where
 * lines end or letters are written as only Macs did, Windows-1252 otherwise. Line ends
 * are `\n` afterwards, the byte order mark is gone. Throws `ImportError` for what is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes).replace(/^\ufeff/, '');
  if (text.includes('\0')) throw new ImportError('not-text', 'This file is no text.');
  return text.replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const unmarked = guessUtf16(bytes);
  if (unmarked !== null) return new TextDecoder(unmarked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const { buffer, byteOffset, byteLength } = bytes;
    const latin = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    return isMacRoman(bytes, latin)
      ? new TextDecoder('macintosh').decode(bytes)
      : fromWindows(latin);
  }
}

/** Node 20's own decoder of Windows-1252 takes it for Latin 1, and quotes and dashes for controls. */
function fromWindows(latin: string): string {
  return latin.replaceAll(/[\x80-\x9f]/g, (control) =>
    WINDOWS_80_TO_9F.charAt(control.charCodeAt(0) - 0x80),
  );
}

/** The first line tells: further down, a line break within a cell is another one even on a Mac. */
function isMacRoman(bytes: Uint8Array, latin: string): boolean {
  if (NOT_WINDOWS.some((byte) => bytes.includes(byte))) return true;
  const end = bytes.findIndex((byte) => byte === LINE_FEED || byte === CARRIAGE_RETURN);
  if (bytes[end] === CARRIAGE_RETURN && bytes[end + 1] !== LINE_FEED) return true;
  return count(latin, MAC_LETTER) > count(latin, WINDOWS_LETTER);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Latin text in UTF-16 has a zero in nearly every other byte. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) even++;
    if (sample[at + 1] === 0) odd++;
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}
