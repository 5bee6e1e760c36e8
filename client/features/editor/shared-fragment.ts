// Joins a Tiptap editor to one fragment of a shared document: content, carets, and the form's own
// history instead of one per editor (CL7).
//
// Tiptap's Collaboration extension is not used: it brings an undo plugin that destroys the manager it
// was given together with the editor, which here belongs to the whole form.
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { getRelativeSelection, yCursorPlugin, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PresenceUser } from '../../../shared/protocol.ts';
import { isReadableCursor } from './remote-cursor.ts';

interface SharedFragmentOptions {
  readonly fragment: Y.XmlFragment;
  /** The fragment's name in the document. */
  readonly root: string;
  readonly awareness: Awareness;
  readonly manager: Y.UndoManager;
}

/** The extension for one fragment. */
export function sharedFragment({ fragment, root, awareness, manager }: SharedFragmentOptions) {
  return Extension.create({
    name: 'sharedFragment',
    priority: 1000,
    addProseMirrorPlugins() {
      manager.addTrackedOrigin(ySyncPluginKey);
      return [
        ySyncPlugin(fragment),
        yCursorPlugin(awareness, {
          awarenessStateFilter: (ownId: number, clientId: number, state: unknown) =>
            ownId !== clientId &&
            isReadableCursor((state as { cursor?: unknown } | null)?.cursor, root),
          cursorBuilder: drawCaret,
          selectionBuilder: drawSelection,
        }),
        rememberSelections(manager),
      ];
    },
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
