// Deleting at the caret as a browser does it inside a line: a letter with its accents or an emoji is
// one, or a word is. Knows no keys; at the ends of a line the editor's own commands join it with its
// neighbour.
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { firstGrapheme, lastGrapheme } from '../../../../shared/graphemes.ts';

/** How much one press takes. */
type Step = 'letter' | 'word';

/** Takes away what stands before or behind the caret; `null` at the end of a line or with words chosen. */
export function deleteAtCaret(
  { selection, tr }: EditorState,
  side: 'before' | 'behind',
  step: Step,
): Transaction | null {
  const { $from, from, empty } = selection;
  const { parent, parentOffset } = $from;
  if (!empty || !parent.isTextblock) return null;
  // Whatever is no text takes one place, and no letter or word joins with a line break.
  const read = (start: number, end: number) => parent.textBetween(start, end, '', '\n');
  if (side === 'before') {
    const { length } = TAKEN[step].before(read(0, parentOffset));
    return length === 0 ? null : tr.delete(from - length, from);
  }
  const { length } = TAKEN[step].behind(read(parentOffset, parent.content.size));
  return length === 0 ? null : tr.delete(from, from + length);
}

const TAKEN = {
  letter: { before: lastGrapheme, behind: firstGrapheme },
  word: { before: lastWord, behind: firstWord },
} as const;

/** The last word of a text with the blanks after it, or the line break it ends with. */
function lastWord(text: string): string {
  if (text.endsWith('\n')) return '\n';
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const { length } = line.trimEnd();
  return line.slice(
    words()
      .segment(line)
      .containing(length - 1)?.index ?? 0,
  );
}

/** The first word of a text with the blanks before it, or the line break it begins with. */
function firstWord(text: string): string {
  if (text.startsWith('\n')) return '\n';
  const [line = ''] = text.split('\n', 1);
  const blanks = line.length - line.trimStart().length;
  const word = words().segment(line).containing(blanks);
  return word === undefined ? line : line.slice(0, word.index + word.segment.length);
}

let segmenter: Intl.Segmenter | null = null;

/** Made when the first word is deleted: most editors never need it. */
function words(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return segmenter;
}
