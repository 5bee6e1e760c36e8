// One rich-text editor over one fragment of a shared document: Tiptap with our extensions. Knows no
// React and no words; what it shows beside the text is told through facts.
import { Editor, Extension } from '@tiptap/core';
import { gapCursor } from '@tiptap/pm/gapcursor';
import type { EditorView } from '@tiptap/pm/view';
import { createFact, type Fact } from '../../../collab/fact.ts';
import type { RichAction } from './action-keys.ts';
import { readActive, runAction } from './commands.ts';
import { InsertBlocks } from './insert-blocks.ts';
import { type KeyOptions, writingKeys } from './keys.ts';
import { type PasteListener, pasting } from './paste.ts';
import { placeholder } from './placeholder.ts';
import { type SharedFragment, sharing } from './shared-fragment.ts';
import { type SlashKeys, type SlashWords, slashWords } from './slash.ts';
import { TableEditing } from './tables.ts';
import { TEXT_EXTENSIONS } from './text-extensions.ts';

/** What an editor needs. */
interface RichEditorOptions extends KeyOptions {
  readonly place: HTMLElement;
  readonly shared: SharedFragment;
  readonly attributes: Readonly<Record<string, string>>;
  readonly placeholder: string;
  readonly paste: PasteListener;
  readonly canEdit: boolean;
}

/** An open editor. */
export interface RichEditor {
  readonly tiptap: Editor;
  readonly view: EditorView;
  /** The actions in force where the caret is, and `link` in one. */
  readonly active: Fact<ReadonlySet<RichAction | 'link'>>;
  readonly slash: Fact<SlashWords | null>;
  readonly slashKeys: { current: SlashKeys | null };
  /** Calls `listener` after each change of the text or the selection. */
  onUpdate(listener: () => void): () => void;
  run(action: RichAction): void;
  close(): void;
}

/** Opens an editor. */
export function openRichEditor(options: RichEditorOptions): RichEditor {
  const active = createFact<ReadonlySet<RichAction | 'link'>>(new Set(), isSameSet);
  const slash = createFact<SlashWords | null>(null, isSameWords);
  const slashKeys: { current: SlashKeys | null } = { current: null };
  const listeners = new Set<() => void>();
  const tiptap = new Editor({
    element: { mount: options.place },
    extensions: [
      ...TEXT_EXTENSIONS,
      InsertBlocks,
      TableEditing,
      sharing(options.shared),
      slashWords(slash, slashKeys),
      writingKeys(options),
      pasting(options.paste),
      GapCursor,
      placeholder(options.placeholder),
    ],
    editable: options.canEdit,
    // Styles of ours; the content security policy would refuse Tiptap's.
    injectCSS: false,
    // Markdown is read as a whole when it is pasted; of the rest only addresses mean something.
    enablePasteRules: ['link'],
    // Looks at every change of everybody for what nobody here asks about.
    enableCoreExtensions: { delete: false },
    editorProps: {
      attributes: { ...options.attributes },
      handleClick: openLink,
    },
    onTransaction({ editor, transaction }) {
      const { docChanged, selectionSet, storedMarksSet } = transaction;
      if (!docChanged && !selectionSet && !storedMarksSet) return;
      active.set(readActive(editor));
      for (const listener of [...listeners]) listener();
    },
  });
  return {
    tiptap,
    view: tiptap.view,
    active,
    slash,
    slashKeys,
    onUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run(action) {
      tiptap.view.focus();
      runAction(tiptap, action);
    },
    close: () => tiptap.destroy(),
  };
}

/** A caret beside what no caret can be in, such as before a table that begins the text. */
const GapCursor = Extension.create({
  name: 'gapCursor',
  addProseMirrorPlugins: () => [gapCursor()],
});

function openLink(_view: EditorView, _position: number, event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (link === null || !(event.ctrlKey || event.metaKey)) return false;
  window.open(link.getAttribute('href') ?? '', '_blank', 'noopener,noreferrer');
  return true;
}

function isSameSet(before: ReadonlySet<unknown>, after: ReadonlySet<unknown>): boolean {
  return before.size === after.size && [...before].every((one) => after.has(one));
}

function isSameWords(before: SlashWords | null, after: SlashWords | null): boolean {
  return before?.from === after?.from && before?.to === after?.to && before?.query === after?.query;
}
