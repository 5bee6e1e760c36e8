// Tables: cell selection, Tab from cell to cell, and what can be done to rows and columns.
import { Extension } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
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

/** Cells that can be selected, and the keys between them. */
export const TableEditing = Extension.create({
  name: 'tableEditing',
  // Before a list around the table takes its keys.
  priority: 1400,
  addKeyboardShortcuts() {
    const run = (command: Command) => command(this.editor.state, this.editor.view.dispatch);
    return {
      // Tab in the last cell makes a row, as in every table.
      Tab: () => run(goToNextCell(1)) || (run(addRowAfter) && run(goToNextCell(1))),
      'Shift-Tab': () => run(goToNextCell(-1)),
    };
  },
  addProseMirrorPlugins: () => [tableEditing()],
});
