// The words in a text nobody has written in yet. Drawn by the style sheet from an attribute.
import { Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

/** Shows `words` in an empty text. */
export function placeholder(words: string): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const only = doc.firstChild;
        if (doc.childCount !== 1 || only?.type.name !== 'paragraph' || only.childCount > 0) {
          return null;
        }
        return DecorationSet.create(doc, [
          Decoration.node(0, only.nodeSize, {
            class: 'is-editor-empty',
            'data-placeholder': words,
          }),
        ]);
      },
    },
  });
}
