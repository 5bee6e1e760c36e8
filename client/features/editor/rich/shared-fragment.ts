// Joins an editor to one fragment of a shared document: content, carets, and the form's own history
// instead of one per editor (CL7). In place of Tiptap's collaboration extensions (decision 0012).
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { DecorationSet, type EditorView } from '@tiptap/pm/view';
import {
  getRelativeSelection,
  type ProsemirrorBinding,
  yCursorPlugin,
  yCursorPluginKey,
  ySyncPlugin,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PresenceUser } from '../../../../shared/protocol.ts';
import { isReadableCursor } from './remote-cursor.ts';

/** What an editor is joined to. */
export interface SharedFragment {
  readonly fragment: Y.XmlFragment;
  /** The fragment's name in the document. */
  readonly root: string;
  readonly awareness: Awareness;
  readonly manager: Y.UndoManager;
  /** Calls `listener` just before what others wrote is applied; returns how to stop. */
  onBeforeRemote(listener: () => void): () => void;
}

/** The extension for one fragment. */
export function sharing(shared: SharedFragment) {
  return Extension.create({
    name: 'sharing',
    // Whatever else looks at a change looks at what the shared document has become.
    priority: 2000,
    addProseMirrorPlugins: () => createPlugins(shared),
  });
}

function createPlugins({
  fragment,
  root,
  awareness,
  manager,
  onBeforeRemote,
}: SharedFragment): Plugin[] {
  manager.addTrackedOrigin(ySyncPluginKey);
  return [
    ySyncPlugin(fragment),
    keepMapping(),
    yCursorPlugin(unheard(awareness), {
      awarenessStateFilter: (ownId: number, clientId: number, state: unknown) =>
        ownId !== clientId &&
        isReadableCursor((state as { cursor?: unknown } | null)?.cursor, root),
      cursorBuilder: drawCaret,
      selectionBuilder: drawSelection,
    }),
    drawCarets(root, awareness),
    rememberSelections(manager),
    readCaretFirst(onBeforeRemote),
  ];
}

/**
 * Which node of the editor stands for which shared type. The binding forgets all of them at every
 * change of somebody else and reads the whole text again, which a text of a hundred pages feels at
 * each key; it forgets those that changed one by one before that, so the rest can stay.
 */
class KeptMapping<K, V> extends Map<K, V> {
  override clear(): void {}
}

/** Not given to the binding as an option: with one it believes that the text is drawn already. */
function keepMapping(): Plugin {
  return new Plugin({
    view(view) {
      const { binding } = ySyncPluginKey.getState(view.state) as { binding: ProsemirrorBinding };
      binding.mapping = new KeptMapping(binding.mapping);
      return {};
    },
  });
}

/** Who moved, by client. */
type Moves = Record<'added' | 'updated' | 'removed', number[]>;

/** The awareness as the caret plugin gets it: it reads it, and draws when `drawCarets` says. */
function unheard(awareness: Awareness): Awareness {
  const nothing = { value() {} };
  return Object.create(awareness, { on: nothing, off: nothing });
}

/**
 * Whether one text needs to hear of somebody who moved: of others who are in it, or just left. For each
 * time carets are drawn the binding compares the whole text; my own moves with each key and is not
 * drawn, and a form has several texts.
 */
function hearOthersIn(root: string, awareness: Awareness): (client: number) => boolean {
  const here = new Set<number>();
  const isHeard = (client: number): boolean => {
    if (client === awareness.clientID) return false;
    const field: unknown = awareness.getStates().get(client)?.field;
    const wasHere = here.delete(client);
    if (field === root) here.add(client);
    // Whoever does not say where they are may be here.
    return wasHere || field === root || field === undefined;
  };
  // Whoever is in it already is missed when they go.
  for (const client of awareness.getStates().keys()) isHeard(client);
  return isHeard;
}

/** Draws others' carets, together what came together, and only after mine was read. */
function drawCarets(root: string, awareness: Awareness): Plugin {
  const areHidden = (state: EditorState) =>
    yCursorPluginKey.getState(state) === DecorationSet.empty;
  return new Plugin({
    view(view) {
      const isHeard = hearOthersIn(root, awareness);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const draw = () => {
        timer = undefined;
        readCaret(view);
        view.dispatch(view.state.tr.setMeta(yCursorPluginKey, { awarenessUpdated: true }));
      };
      const drawSoon = () => {
        timer ??= setTimeout(draw);
      };
      const follow = ({ added, updated, removed }: Moves) => {
        if ([...added, ...updated, ...removed].filter(isHeard).length > 0) drawSoon();
      };
      awareness.on('change', follow);
      return {
        update(_view, before) {
          // A block I begin or move hides everybody's carets, until the binding knows of it.
          const isChanged = view.state.doc !== before.doc;
          if (isChanged && areHidden(view.state) && !areHidden(before)) drawSoon();
        },
        destroy() {
          clearTimeout(timer);
          awareness.off('change', follow);
        },
      };
    },
  });
}

/** The part of a view that reads the page, which its types leave out. */
interface ReadingView {
  readonly domObserver: { forceFlush(): void; flush(): void };
}

/**
 * Reads where my caret is, before anything of somebody else is drawn. A browser tells of a click or an
 * arrow key up to a frame later, and on a busy machine later than that; drawing in between would put
 * the caret back where it was (CL6).
 */
function readCaret(view: EditorView): void {
  // An input method's word stays untouched until it is done.
  if (view.composing || view.isDestroyed || !view.hasFocus()) return;
  const { domObserver } = view as unknown as ReadingView;
  domObserver.forceFlush();
  domObserver.flush();
}

function readCaretFirst(onBeforeRemote: SharedFragment['onBeforeRemote']): Plugin {
  return new Plugin({
    view: (view) => ({ destroy: onBeforeRemote(() => readCaret(view)) }),
  });
}

type RelativeSelection = ReturnType<typeof getRelativeSelection>;

/** Puts the selection back where it was when a step is taken back. */
function rememberSelections(manager: Y.UndoManager): Plugin {
  const key = new PluginKey<RelativeSelection | null>('selectionBeforeStep');
  return new Plugin<RelativeSelection | null>({
    key,
    state: {
      init: () => null,
      apply: (_transaction, _value, before) => {
        const { binding } = ySyncPluginKey.getState(before) ?? {};
        return binding ? getRelativeSelection(binding, before) : null;
      },
    },
    view: (view) => {
      const bindingOf = () => ySyncPluginKey.getState(view.state)?.binding;
      const handleAdded = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
        const binding = bindingOf();
        if (binding) stackItem.meta.set(binding, key.getState(view.state));
      };
      const handlePopped = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
        const binding = bindingOf();
        const selection = binding && stackItem.meta.get(binding);
        if (selection) binding.beforeTransactionSelection = selection;
      };
      manager.on('stack-item-added', handleAdded);
      manager.on('stack-item-popped', handlePopped);
      return {
        destroy() {
          manager.off('stack-item-added', handleAdded);
          manager.off('stack-item-popped', handlePopped);
        },
      };
    },
  });
}

/** Styles go through CSSOM: the content security policy forbids style attributes. */
function drawCaret(user: Partial<PresenceUser>): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'shared-caret';
  const label = document.createElement('span');
  label.className = 'shared-caret-name';
  label.textContent = user.name ?? '';
  if (user.colour !== undefined) {
    caret.style.setProperty('--person', user.colour);
  }
  caret.append(label);
  return caret;
}

function drawSelection(user: Partial<PresenceUser>): { class: string; style: string } {
  // ProseMirror sets decoration styles through `style.cssText`, which the policy allows.
  return { class: 'shared-selection', style: `--person: ${safeColour(user.colour)}` };
}

function safeColour(colour: string | undefined): string {
  return colour !== undefined && /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#857f74';
}
