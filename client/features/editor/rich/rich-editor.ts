// One rich-text editor over one fragment of a shared document: ProseMirror with our schema, keys and
// rules. Knows no React and no words; what it shows beside the text is told through facts.
import { gapCursor } from 'prosemirror-gapcursor';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { EditorState, Plugin } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { createFact, type Fact } from '../../../collab/fact.ts';
import { COMMANDS, isActive, linkAt, type RichAction } from './commands.ts';
import { writingRules } from './input-rules.ts';
import { writingKeys } from './keys.ts';
import { type PasteListener, pasting } from './paste.ts';
import { placeholder } from './placeholder.ts';
import { schema } from './schema.ts';
import { type SharedFragment, sharedFragment } from './shared-fragment.ts';
import { type SlashKeys, type SlashWords, slashWords } from './slash.ts';

/** What an editor needs. */
export interface RichEditorOptions {
  readonly place: HTMLElement;
  readonly shared: SharedFragment;
  readonly attributes: Readonly<Record<string, string>>;
  readonly placeholder: string;
  readonly paste: PasteListener;
  canEdit(): boolean;
  /** Ctrl+K. */
  onLink(): void;
  /** Ctrl+/. */
  onHelp(): void;
  /** What tables need could not be loaded. */
  onTablesMissing(error: unknown): void;
}

/** An open editor. */
export interface RichEditor {
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

const FOLLOWED: readonly RichAction[] = [
  'bold',
  'italic',
  'heading2',
  'heading3',
  'bullets',
  'numbers',
  'quote',
  'code',
  'table',
];

/** Opens an editor. */
export function openRichEditor(options: RichEditorOptions): RichEditor {
  const active = createFact<ReadonlySet<RichAction | 'link'>>(new Set(), isSameSet);
  const slash = createFact<SlashWords | null>(null, isSameWords);
  const slashKeys: { current: SlashKeys | null } = { current: null };
  const listeners = new Set<() => void>();
  const view = new EditorView(
    { mount: options.place },
    {
      state: EditorState.create({
        schema,
        plugins: [
          ...sharedFragment(options.shared),
          slashWords(slash, slashKeys),
          keymap({
            'Mod-k': () => {
              options.onLink();
              return true;
            },
            'Mod-/': () => {
              options.onHelp();
              return true;
            },
          }),
          writingRules(),
          pasting(options.paste),
          ...writingKeys(),
          gapCursor(),
          placeholder(options.placeholder),
          following(() => {
            active.set(readActive(view.state));
            tables.look();
            for (const listener of [...listeners]) listener();
          }),
        ],
      }),
      // The binding dispatches carets a tick later, when the editor may be gone.
      dispatchTransaction(this: EditorView, transaction) {
        if (!this.isDestroyed) this.updateState(this.state.apply(transaction));
      },
      editable: () => options.canEdit(),
      attributes: () => ({ ...options.attributes }),
      handleClick(_view, _position, event) {
        const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
        if (link === null || !(event.ctrlKey || event.metaKey)) return false;
        window.open(link.getAttribute('href') ?? '', '_blank', 'noopener,noreferrer');
        return true;
      },
    },
  );
  const tables = bringTables(view, options.onTablesMissing);
  return {
    view,
    active,
    slash,
    slashKeys,
    onUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run(action) {
      view.focus();
      COMMANDS[action](view.state, view.dispatch, view);
    },
    close: () => view.destroy(),
  };
}

/** Brings what tables need when there is one: most texts never have any. */
function bringTables(view: EditorView, onMissing: (error: unknown) => void) {
  let isAsked = false;
  const load = async () => {
    try {
      const { tablePlugins } = await import('./tables.ts');
      if (view.isDestroyed) return;
      const { plugins } = view.state;
      view.updateState(view.state.reconfigure({ plugins: [...plugins, ...tablePlugins()] }));
    } catch (error) {
      // The next table asks again.
      isAsked = false;
      onMissing(error);
    }
  };
  return {
    look() {
      if (isAsked || !hasTable(view.state.doc)) return;
      isAsked = true;
      void load();
    },
  };
}

function hasTable(doc: Node): boolean {
  for (let index = 0; index < doc.childCount; index++) {
    const { type } = doc.child(index);
    if (type === schema.nodes.table) return true;
    if (type !== schema.nodes.blockquote && !type.isInGroup('list')) continue;
    let isInside = false;
    doc.child(index).descendants((node) => {
      if (node.type === schema.nodes.table) isInside = true;
      return !isInside;
    });
    if (isInside) return true;
  }
  return false;
}

/** Calls back after every change that can be seen. */
function following(onUpdate: () => void): Plugin {
  return new Plugin({
    view: () => ({
      update(view, before) {
        if (view.state.doc === before.doc && view.state.selection.eq(before.selection)) {
          if (view.state.storedMarks === before.storedMarks) return;
        }
        onUpdate();
      },
    }),
  });
}

function readActive(state: EditorState): ReadonlySet<RichAction | 'link'> {
  const found = new Set<RichAction | 'link'>(FOLLOWED.filter((one) => isActive(state, one)));
  if (linkAt(state) !== null) found.add('link');
  return found;
}

function isSameSet(before: ReadonlySet<unknown>, after: ReadonlySet<unknown>): boolean {
  return before.size === after.size && [...before].every((one) => after.has(one));
}

function isSameWords(before: SlashWords | null, after: SlashWords | null): boolean {
  return before?.from === after?.from && before?.to === after?.to && before?.query === after?.query;
}
