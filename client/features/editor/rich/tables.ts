// Tables: cell selection, Tab from cell to cell, and what can be done to rows and columns.
import { keymap } from '@tiptap/pm/keymap';
import type { Command, Plugin } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
} from '@tiptap/pm/tables';

/** What the second line of the toolbar offers in a table. */
export const TABLE_COMMANDS = {
  'row-add': addRowAfter,
  'row-remove': deleteRow,
  'column-add': addColumnAfter,
  'column-remove': deleteColumn,
  'table-remove': deleteTable,
} as const satisfies Record<string, Command>;

/** Tab in the last cell makes a row, as in every table. */
const newRow: Command = (state, dispatch, view) => {
  if (!isInTable(state) || dispatch === undefined || view === undefined) return false;
  if (!addRowAfter(state, dispatch)) return false;
  return goToNextCell(1)(view.state, dispatch);
};

/** The plugins for tables; behind all others. */
export function tablePlugins(): Plugin[] {
  return [
    keymap({
      Tab: (state, dispatch, view) =>
        goToNextCell(1)(state, dispatch) || newRow(state, dispatch, view),
      'Shift-Tab': goToNextCell(-1),
    }),
    tableEditing(),
  ];
}
