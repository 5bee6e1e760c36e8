// Deleting at the caret as a browser does it inside a line: a letter with its accents or an emoji is one.
// Knows no keys; at the ends of a line the editor's own commands join it with its neighbour.
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { firstGrapheme, lastGrapheme } from '../../../../shared/graphemes.ts';

/** Takes away what stands before or behind the caret; `null` at the end of a line or with words chosen. */
export function deleteGrapheme(
  { selection, tr }: EditorState,
  side: 'before' | 'behind',
): Transaction | null {
  const { $from, from, empty } = selection;
  const { parent, parentOffset } = $from;
  if (!empty || !parent.isTextblock) return null;
  // Whatever is no text takes one place, and no letter joins with a line break.
  const read = (start: number, end: number) => parent.textBetween(start, end, '', '\n');
  if (side === 'before') {
    const { length } = lastGrapheme(read(0, parentOffset));
    return length === 0 ? null : tr.delete(from - length, from);
  }
  const { length } = firstGrapheme(read(parentOffset, parent.content.size));
  return length === 0 ? null : tr.delete(from, from + length);
}
