// How large a title can be set. Pure.

/** A longer word would be broken at the size of long titles. */
const LONG_WORD = 24;

/** `long` beyond `most` characters, `word` where one word alone is as long as a line. */
export function titleLength(title: string, most: number): 'long' | 'word' | undefined {
  if (title.split(/[\s-]+/).some((word) => word.length > LONG_WORD)) return 'word';
  return title.length > most ? 'long' : undefined;
}
