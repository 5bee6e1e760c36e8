// The keys of the rich text: one table, which the keyboard and the help dialog both read.
import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, type Plugin, TextSelection } from 'prosemirror-state';
import { COMMANDS, isInside, type RichAction } from './commands.ts';
import { schema } from './schema.ts';

const { listItem, codeBlock } = schema.nodes;

/** The keys of each action, the one that is shown first; `Mod` is Ctrl, on a Mac ⌘. */
export const ACTION_KEYS = {
  bold: ['Mod-b'],
  italic: ['Mod-i'],
  underline: ['Mod-u'],
  strike: ['Mod-Shift-s'],
  'inline-code': ['Mod-e'],
  paragraph: ['Mod-Alt-0'],
  heading2: ['Mod-Alt-2', 'Mod-Alt-1'],
  heading3: ['Mod-Alt-3'],
  heading4: ['Mod-Alt-4'],
  numbers: ['Mod-Shift-7'],
  bullets: ['Mod-Shift-8'],
  quote: ['Mod-Shift-b'],
  code: ['Mod-Alt-c'],
  'line-break': ['Shift-Enter'],
} as const satisfies Partial<Record<RichAction, readonly string[]>>;

/** Out of a code block: by Enter on its second empty line, as out of a list. */
const leaveCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== codeBlock) return false;
  if ($from.parentOffset !== $from.parent.content.size) return false;
  if (!$from.parent.textContent.endsWith('\n\n')) return false;
  if (dispatch) {
    const trimmed = state.apply(state.tr.delete($from.pos - 2, $from.pos));
    // One transaction: both steps are one for whoever takes it back.
    exitCode(trimmed, (exit) => {
      const { tr } = state;
      tr.delete($from.pos - 2, $from.pos);
      for (const step of exit.steps) tr.step(step);
      dispatch(tr.setSelection(TextSelection.create(tr.doc, exit.selection.from)));
    });
  }
  return true;
};

/** At the beginning of an item, Backspace leaves the list instead of joining two items. */
const leaveItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.depth < 2) return false;
  if ($from.node(-1).type !== listItem || $from.index(-1) > 0) return false;
  return liftListItem(listItem)(state, dispatch);
};

/** Tab moves an item only where there is one: everywhere else it goes on to the next field. */
const moveItem =
  (move: Command): Command =>
  (state, dispatch) => {
    if (!isInside(state, listItem)) return false;
    move(state, dispatch);
    return true;
  };

/** The keyboard of every rich text. */
export function writingKeys(): Plugin[] {
  const bound: Record<string, Command> = {
    Enter: chainCommands(leaveCode, splitListItem(listItem)),
    Backspace: chainCommands(undoInputRule, leaveItem),
    Tab: moveItem(sinkListItem(listItem)),
    'Shift-Tab': moveItem(liftListItem(listItem)),
    'Mod-Enter': chainCommands(exitCode, COMMANDS['line-break']),
  };
  for (const [action, keys] of Object.entries(ACTION_KEYS)) {
    for (const key of keys) bound[key] = COMMANDS[action as keyof typeof ACTION_KEYS];
  }
  return [keymap(bound), keymap(baseKeymap)];
}
