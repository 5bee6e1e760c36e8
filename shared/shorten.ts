// Long words made short enough to be shown beside others.

/** At most `most` UTF-16 units, the last of them `…` where something was left out. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  // Never between the halves of one character.
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The same, left off between words where there are any. */
export function shortenBetweenWords(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.lastIndexOf(' ', most - 2);
  return space > 0 ? `${text.slice(0, space)} …` : shorten(text, most);
}
