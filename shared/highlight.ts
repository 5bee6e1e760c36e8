// Where typed words stand in a text, accents and case aside. Pure.
import { normaliseName } from './normalise.ts';

/** A stretch of text; a hit begins with a typed word. */
interface Stretch {
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

/** A line shorter than this is an address, a code or a name rather than a sentence. */
const SENTENCE = 40;

/**
 * About `length` characters around a hit after `from`, of the line it stands in: the first sentence
 * that has one, else the first line. Empty without a hit.
 */
export function excerptAround(
  text: string,
  words: readonly string[],
  { length, from = 0 }: { readonly length: number; readonly from?: number },
): string {
  let short: readonly [line: string, at: number] | null = null;
  for (const line of text.slice(from).split('\n')) {
    const hit = hits(line, words).next().value;
    if (hit === undefined) continue;
    if (line.length >= SENTENCE) return cut(line, hit[1], length);
    short ??= [line, hit[1]];
  }
  return short === null ? '' : cut(short[0], short[1], length);
}

function cut(line: string, at: number, length: number): string {
  const start = wordStart(line, Math.max(0, at - Math.floor(length / 3)), at);
  const stop = wordEnd(line, Math.min(line.length, start + length));
  return `${start > 0 ? '…' : ''}${line.slice(start, stop).trim()}${stop < line.length ? '…' : ''}`;
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
