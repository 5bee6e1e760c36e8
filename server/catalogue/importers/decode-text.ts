// Bytes as the text somebody's programme saved: whichever encoding it was. Knows no format.
import { ImportError } from './import-error.ts';

/** Bytes looked at to tell UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 2000;

/**
 * UTF-8 or UTF-16 where it is, else Windows-1252, as older spreadsheets write in western Europe. Line
 * ends are `\n` afterwards, the byte order mark is gone. Throws `ImportError` for what is no text.
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
    return new TextDecoder('windows-1252').decode(bytes);
  }
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
