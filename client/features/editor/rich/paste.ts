// What a paste brings in: HTML of other programs cleaned, Markdown read as what it means, pictures
// left out with a word about it.
import { type Editor, Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { normaliseUrl } from '../../../../shared/normalise.ts';
import type { RichNode } from '../../../../shared/rich-text.ts';
import { cleanHtml } from './clean-html.ts';
import { looksLikeMarkdown } from './markdown-signs.ts';
import { muteHtml } from './mute-html.ts';

/** What the person is told. */
export interface PasteListener {
  /** Pictures were left out. */
  picturesDropped(): void;
  /** The reader of Markdown could not be loaded; the words were pasted as they are. */
  markdownUnread(error: unknown): void;
}

/** Handles pastes and drops. */
export function pasting(listener: PasteListener) {
  return Extension.create({
    name: 'pasting',
    priority: 1500,
    transformPastedHTML(html) {
      // Our own clipboard says exactly what it is.
      if (html.includes('data-pm-slice')) return html;
      const { body } = new DOMParser().parseFromString(muteHtml(html), 'text/html');
      const { pictures } = cleanHtml(body);
      if (pictures > 0) listener.picturesDropped();
      return body.innerHTML;
    },
    addProseMirrorPlugins() {
      return [readPastes(this.editor, listener)];
    },
  });
}

function readPastes(editor: Editor, listener: PasteListener): Plugin {
  let isPlainAsked = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(_view, event) {
          isPlainAsked = event.shiftKey;
          return false;
        },
      },
      handlePaste(view, event) {
        const { clipboardData } = event;
        if (clipboardData === null) return false;
        const words = clipboardData.getData('text/plain');
        if (words === '' && clipboardData.files.length > 0 && isPictures(clipboardData.files)) {
          listener.picturesDropped();
          return true;
        }
        const { empty, $from } = view.state.selection;
        if (isPlainAsked || $from.parent.type.spec.code) return false;
        // An address over words that are selected makes them a link.
        const href = empty || /\s/.test(words.trim()) ? null : readAddress(words);
        if (href !== null) return editor.commands.setLink(href);
        const isFormatted =
          clipboardData.types.includes('text/html') &&
          // A code editor's colours are no formatting.
          !clipboardData.types.includes('vscode-editor-data');
        if (isFormatted || !looksLikeMarkdown(words)) return false;
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

/** What begins as an address does; a single word with a dot in it is a word. */
function readAddress(words: string): string | null {
  return /^(https?:\/\/|www\.)/i.test(words.trim()) ? normaliseUrl(words.trim()) : null;
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
  const content = Fragment.from(nodes.map((node) => view.state.schema.nodeFromJSON(node)));
  const { tr } = view.state;
  tr.replaceSelection(Slice.maxOpen(content));
  view.dispatch(tr.scrollIntoView().setMeta('paste', true));
}
