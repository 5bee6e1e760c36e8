// Shortens a text to a number of UTF-8 bytes at the end of a sentence or word, and says so with "…".

/** The longest text the toolbox's database takes, UTF-8 bytes (EX1). */
export const MAX_TEXT_BYTES = 2600;

const ELLIPSIS = '…';

/** A sentence's end is preferred as long as no more than this share of the room is given up for it. */
const SENTENCE_SHARE = 0.6;

/** The text itself when it fits, else its longest whole beginning with an ellipsis, within `maxBytes`. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text, 'utf8') <= maxBytes) return text;
  const room = maxBytes - Buffer.byteLength(` ${ELLIPSIS}`, 'utf8');
  let bytes = 0;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter(undefined, {
    granularity: 'grapheme',
  }).segment(text)) {
    bytes += Buffer.byteLength(segment, 'utf8');
    if (bytes > room) break;
    end = index + segment.length;
  }
  const whole = text.slice(0, end);
  const sentence = lastEnd(whole, /[.!?。…]["»”)]?(?=\s|$)/gu);
  if (sentence >= end * SENTENCE_SHARE) return `${whole.slice(0, sentence).trimEnd()} ${ELLIPSIS}`;
  // One unit further, so that a word which just fits is seen to end.
  const word = lastEnd(text.slice(0, end + 1), /\S(?=\s)/gu);
  // A text without spaces is cut between graphemes.
  const cut = word >= end * SENTENCE_SHARE ? whole.slice(0, word) : whole;
  return `${cut.trimEnd()}${ELLIPSIS}`;
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}
