// Where typed words stand in a text, accents and case aside. Pure.
import { normaliseName } from './normalise.ts';

/** A stretch of text; a hit begins with a typed word. */
export interface Stretch {
  readonly text: string;
  readonly isHit: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The words somebody typed, folded. */
export function typedWords(typed: string): string[] {
  return normaliseName(typed).split(' ').filter(Boolean);
}

/** The text in stretches, those that begin with one of the folded `words` marked. */
export function highlight(text: string, words: readonly string[]): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const [word, at] of hits(text, words)) {
    if (at > end) stretches.push({ text: text.slice(end, at), isHit: false });
    end = at + word.length;
    stretches.push({ text: word, isHit: true });
  }
  if (end < text.length) stretches.push({ text: text.slice(end), isHit: false });
  return stretches;
}

/** About `length` characters around the first hit after `from`, on one line; empty without a hit. */
export function excerptAround(
  text: string,
  words: readonly string[],
  { length, from = 0 }: { readonly length: number; readonly from?: number },
): string {
  const rest = text.slice(from);
  const hit = hits(rest, words).next().value;
  if (hit === undefined) return '';
  const [, at] = hit;
  const start = wordStart(rest, Math.max(0, at - Math.floor(length / 3)), at);
  const stop = wordEnd(rest, Math.min(rest.length, start + length));
  const excerpt = rest.slice(start, stop).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${excerpt}${stop < rest.length ? '…' : ''}`;
}

function* hits(text: string, words: readonly string[]): Generator<[word: string, at: number]> {
  if (words.length === 0) return;
  for (const match of text.matchAll(WORD)) {
    const folded = normaliseName(match[0]);
    if (words.some((word) => folded.startsWith(word))) yield [match[0], match.index];
  }
}

/** The next beginning of a word from `at` on, but not past `limit`. */
function wordStart(text: string, at: number, limit: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, limit).search(/\s/);
  return space === -1 ? at : at + space + 1;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  // One word may be longer than the whole excerpt.
  return space > at - 40 ? space : at;
}
