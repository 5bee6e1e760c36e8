// The words in a text nobody has written in yet. Drawn by the style sheet from an attribute.
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Shows `words` in an empty text. */
export function placeholder(words: string) {
  return Extension.create({
    name: 'placeholder',
    addProseMirrorPlugins: () => [drawPlaceholder(words)],
  });
}

function drawPlaceholder(words: string): Plugin {
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
