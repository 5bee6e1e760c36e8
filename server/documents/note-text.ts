// How a mention stands in a stored note: `@[id]`, so that a name is never kept where it cannot be
// erased. Pure.
import type { NotePart } from '../../shared/api/notes.ts';

/**
 * The text with `@name` of each wanted person as a token, and whom it names. Somebody wanted whose
 * name is not in the text is not mentioned.
 */
export function mentionTokens(
  text: string,
  wanted: ReadonlyMap<string, string>,
): { text: string; mentioned: Set<string> } {
  const mentioned = new Set<string>();
  // The longest name first: "@Ann Lee" is not "@Ann".
  const names = [...wanted].sort(([, first], [, second]) => second.length - first.length);
  let stored = '';
  for (let index = 0; index < text.length; ) {
    const found = text[index] === '@' && names.find(([, name]) => text.startsWith(name, index + 1));
    if (found) {
      const [personId, name] = found;
      mentioned.add(personId);
      stored += `@[${personId}]`;
      index += 1 + name.length;
    } else {
      stored += text[index];
      index++;
    }
  }
  return { text: stored, mentioned };
}

/** A stored text as runs; only tokens of people who are mentioned count, the rest is words. */
export function toParts(
  text: string,
  names: ReadonlyMap<string, string>,
  mentioned: ReadonlySet<string>,
): NotePart[] {
  const parts: NotePart[] = [];
  let words = '';
  let from = 0;
  for (const match of text.matchAll(/@\[([0-9A-Za-z_-]+)\]/g)) {
    const personId = match[1]!;
    if (!mentioned.has(personId)) continue;
    words = text.slice(from, match.index);
    if (words !== '') parts.push({ text: words });
    parts.push({ personId, name: names.get(personId) ?? '' });
    from = match.index + match[0].length;
  }
  words = text.slice(from);
  if (words !== '') parts.push({ text: words });
  return parts;
}
