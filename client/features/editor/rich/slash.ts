// What was typed after a slash at the beginning of a block, while it may still become a choice. Knows
// no menu: it says where the words are, and hands keys to whoever shows one.
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { WritableFact } from '../../../collab/fact.ts';

/** A slash with the words behind it. */
export interface SlashWords {
  /** Where the slash stands. */
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

/** What shows the choices; `true` when it used the key. */
export interface SlashKeys {
  handleKey(event: KeyboardEvent): boolean;
}

interface SlashState {
  readonly words: SlashWords | null;
  /** The slash that was dismissed stays dismissed until it is gone. */
  readonly isDismissed: boolean;
}

const key = new PluginKey<SlashState>('slash');

/** The longest words that are still looked up. */
const MAX_QUERY = 24;

/** Follows slashes; `keys` is read at every key. */
export function slashWords(
  words: WritableFact<SlashWords | null>,
  keys: { current: SlashKeys | null },
) {
  return Extension.create({
    name: 'slash',
    // While choices are shown, Enter and the arrows are theirs.
    priority: 1900,
    addProseMirrorPlugins: () => [followSlash(words, keys)],
  });
}

function followSlash(
  words: WritableFact<SlashWords | null>,
  keys: { current: SlashKeys | null },
): Plugin<SlashState> {
  return new Plugin<SlashState>({
    key,
    state: {
      init: () => ({ words: null, isDismissed: false }),
      apply(transaction, before, _old, state) {
        const words = findSlash(state);
        if (words === null) return { words: null, isDismissed: false };
        const isDismissed = before.isDismissed || transaction.getMeta(key) === 'dismiss';
        // Only what I type opens it: not a slash I pass with the arrow keys, nor somebody else's key.
        const isTyped = transaction.docChanged && !isFromOthers(transaction) && words.query === '';
        const isOpen = !isDismissed && (before.words !== null || isTyped);
        return { words: isOpen ? words : null, isDismissed };
      },
    },
    props: {
      handleKeyDown(view, event) {
        if (key.getState(view.state)?.words == null) return false;
        if (event.key === 'Escape') {
          dismissSlash(view);
          // The key is used up: a dialog around must not close too.
          event.stopPropagation();
          return true;
        }
        return keys.current?.handleKey(event) ?? false;
      },
      handleDOMEvents: {
        blur(view) {
          if (key.getState(view.state)?.words != null) dismissSlash(view);
          return false;
        },
      },
    },
    view: () => ({
      update(view) {
        words.set(view.editable ? (key.getState(view.state)?.words ?? null) : null);
      },
      destroy: () => words.set(null),
    }),
  });
}

/** Closes the choices and leaves what was typed. */
export function dismissSlash(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, 'dismiss'));
}

function isFromOthers(transaction: Transaction): boolean {
  const change = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
  return change?.isChangeOrigin === true;
}

function findSlash(state: EditorState): SlashWords | null {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || !parent.isTextblock || parent.type.spec.code) return null;
  const before = parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  const match = /^\/([^/\s\ufffc][^/\ufffc]*)?$/.exec(before);
  if (match === null || before.length > MAX_QUERY) return null;
  return { from: $from.start(), to: $from.pos, query: match[1] ?? '' };
}
