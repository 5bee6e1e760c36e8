// A note as one line of words. Pure.
import type { NotePart } from '../../../../shared/api/notes.ts';

/** The text with `@name` where somebody is mentioned. */
export function wordsOf(parts: readonly NotePart[]): string {
  return parts.map((part) => ('text' in part ? part.text : `@${part.name}`)).join('');
}
