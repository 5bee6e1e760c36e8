// What a paste brings in: HTML of other programs cleaned, Markdown read as what it means, pictures
// left out with a word about it.
import { Fragment, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { RichNode } from '../../../../shared/rich-text.ts';
import { cleanHtml } from './clean-html.ts';
import { looksLikeMarkdown } from './markdown-signs.ts';
import { muteHtml } from './mute-html.ts';
import { schema } from './schema.ts';

/** What the person is told. */
export interface PasteListener {
  /** Pictures were left out. */
  picturesDropped(): void;
  /** The reader of Markdown could not be loaded; the words were pasted as they are. */
  markdownUnread(error: unknown): void;
}

/** Handles pastes and drops. */
export function pasting(listener: PasteListener): Plugin {
  let isPlainAsked = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(_view, event) {
          isPlainAsked = event.shiftKey;
          return false;
        },
      },
      transformPastedHTML(html) {
        // Our own clipboard says exactly what it is.
        if (html.includes('data-pm-slice')) return html;
        const { body } = new DOMParser().parseFromString(muteHtml(html), 'text/html');
        const { pictures } = cleanHtml(body);
        if (pictures > 0) listener.picturesDropped();
        return body.innerHTML;
      },
      handlePaste(view, event) {
        const { clipboardData } = event;
        if (clipboardData === null) return false;
        const words = clipboardData.getData('text/plain');
        if (words === '' && clipboardData.files.length > 0 && isPictures(clipboardData.files)) {
          listener.picturesDropped();
          return true;
        }
        const isFormatted =
          clipboardData.types.includes('text/html') &&
          // A code editor's colours are no formatting.
          !clipboardData.types.includes('vscode-editor-data');
        if (isFormatted || isPlainAsked || view.state.selection.$from.parent.type.spec.code) {
          return false;
        }
        if (!looksLikeMarkdown(words)) return false;
        void pasteMarkdown(view, words, listener);
        return true;
      },
      handleDrop(_view, event) {
        const files = event.dataTransfer?.files;
        if (files === undefined || files.length === 0) return false;
        event.preventDefault();
        if (isPictures(files)) listener.picturesDropped();
        return true;
      },
    },
  });
}

function isPictures(files: FileList): boolean {
  return [...files].some(({ type }) => type.startsWith('image/'));
}

async function pasteMarkdown(
  view: EditorView,
  words: string,
  listener: PasteListener,
): Promise<void> {
  try {
    const { readMarkdown } = await import('./markdown-import.ts');
    insertNodes(view, readMarkdown(words));
  } catch (error) {
    listener.markdownUnread(error);
    if (!view.isDestroyed) view.dispatch(view.state.tr.insertText(words));
  }
}

/** Puts nodes where the selection is. */
export function insertNodes(view: EditorView, nodes: readonly RichNode[]): void {
  if (view.isDestroyed || !view.editable || nodes.length === 0) return;
  const content = Fragment.from(nodes.map((node) => schema.nodeFromJSON(node)));
  const { tr } = view.state;
  tr.replaceSelection(Slice.maxOpen(content));
  view.dispatch(tr.scrollIntoView().setMeta('paste', true));
}
