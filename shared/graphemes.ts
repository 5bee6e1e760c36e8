// Length as a person counts it: an emoji, a letter with its accents, is one.

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many graphemes a text has. */
export function countGraphemes(text: string): number {
  // Every grapheme is at least one UTF-16 unit, so plain ASCII needs no segmenter.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}

/** The first grapheme of a text; empty for an empty one. */
export function firstGrapheme(text: string): string {
  return segmenter.segment(text).containing(0)?.segment ?? '';
}

/** The last grapheme of a text; empty for an empty one. */
export function lastGrapheme(text: string): string {
  return segmenter.segment(text).containing(text.length - 1)?.segment ?? '';
}
