// Finds the @ somebody is typing at, and whom they can mean. Pure.
import type { MentionablePerson } from '../../../../shared/api/notes.ts';
import { foldText } from '../../../ui/fold-text.ts';

/** Names are no longer than this. */
const MAX_NAME_UNITS = 80;

/** People shown at once. */
const MAX_FOUND = 6;

/** The mention that the caret stands in: where its @ is and the words after it; `null` for none. */
export function mentionAt(text: string, caret: number): { from: number; words: string } | null {
  const from = text.lastIndexOf('@', caret - 1);
  if (from === -1 || caret - from > MAX_NAME_UNITS) return null;
  // An @ inside a word is an e-mail address.
  if (from > 0 && /[\p{L}\p{N}]/u.test(text[from - 1]!)) return null;
  const words = text.slice(from + 1, caret);
  return /[\n@]/.test(words) || /\s$/.test(words) ? null : { from, words };
}

/** People whose name, or a part of it, begins with the words; in the order given. */
export function findPeople(
  people: readonly MentionablePerson[],
  words: string,
): MentionablePerson[] {
  const wanted = foldText(words);
  return people
    .filter(({ name }) => {
      const folded = foldText(name);
      return folded.startsWith(wanted) || folded.includes(` ${wanted}`);
    })
    .slice(0, MAX_FOUND);
}

/**
 * Whom a text names with an @, the longest name first where one begins another. Of several people of
 * one name those in `picked` are meant.
 */
export function mentionedIn(
  text: string,
  people: readonly MentionablePerson[],
  picked: ReadonlySet<string>,
): string[] {
  const longest = [...people].sort(
    (first, second) =>
      second.name.length - first.name.length ||
      Number(picked.has(second.personId)) - Number(picked.has(first.personId)),
  );
  const found = new Set<string>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const person = longest.find(({ name }) => text.startsWith(name, at + 1));
    if (person !== undefined) found.add(person.personId);
  }
  return [...found];
}
