// What is selected, or the whole text when nothing is, as plain nodes.
import type { EditorState } from '@tiptap/pm/state';
import type { RichNode } from '../../../../shared/rich-text.ts';

/** The nodes of the selection. */
export function toRichNodes(state: EditorState): RichNode[] {
  const { from, to, empty } = state.selection;
  const cut = empty ? state.doc : state.doc.cut(from, to);
  return (cut.toJSON() as RichNode).content?.slice() ?? [];
}
