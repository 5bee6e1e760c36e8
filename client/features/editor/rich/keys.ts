// The keyboard of the rich text beside what Tiptap's own extensions bind: the table of the help dialog,
// lists that behave as on paper, and the keys that open something.
import { Extension } from '@tiptap/core';
import { ACTION_KEYS, type RichAction } from './action-keys.ts';
import { runAction } from './commands.ts';

/** What keys open. */
export interface KeyOptions {
  /** Ctrl+K. */
  onLink(): void;
  /** Ctrl+/. */
  onHelp(): void;
}

/** The bindings, before those of nodes and marks. */
export function writingKeys({ onLink, onHelp }: KeyOptions) {
  return Extension.create({
    name: 'writingKeys',
    priority: 1500,
    addKeyboardShortcuts() {
      const { editor } = this;
      const actions = Object.entries(ACTION_KEYS).flatMap(([action, keys]) =>
        keys.map((key) => [key, () => runAction(editor, action as RichAction)] as const),
      );
      return {
        ...Object.fromEntries(actions),
        'Mod-k': () => {
          onLink();
          return true;
        },
        'Mod-/': () => {
          onHelp();
          return true;
        },
        Backspace: leaveItem,
        Tab: sinkItem,
        'Shift-Tab': liftItem,
      };

      /** At the beginning of an item, Backspace leaves the list instead of joining two items. */
      function leaveItem(): boolean {
        if (editor.commands.undoInputRule()) return true;
        return isAtItemStart() && editor.commands.liftListItem(ITEM);
      }

      /** Tab moves an item only where there is one: everywhere else it goes on to the next field. */
      function sinkItem(): boolean {
        return isInItem() && (editor.commands.sinkListItem(ITEM) || true);
      }

      function liftItem(): boolean {
        return isInItem() && (editor.commands.liftListItem(ITEM) || true);
      }

      function isInItem(): boolean {
        const { $from } = editor.state.selection;
        for (let depth = $from.depth; depth > 0; depth--) {
          const { name } = $from.node(depth).type;
          // Tab in a table goes to the next cell, in a list in a cell it moves the item.
          if (name === ITEM || name === 'table') return name === ITEM;
        }
        return false;
      }

      function isAtItemStart(): boolean {
        const { $from, empty } = editor.state.selection;
        if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false;
        return $from.node(-1).type.name === ITEM && $from.index(-1) === 0;
      }
    },
  });
}

const ITEM = 'listItem';
