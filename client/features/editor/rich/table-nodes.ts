// Tables as Tiptap nodes. Tiptap's own bring widths of columns, which are styles the content security
// policy forbids.
import { Node } from '@tiptap/core';
import type { DOMOutputSpec } from '@tiptap/pm/model';

/** What prosemirror-tables calls each of them. */
const ROLES: Readonly<Record<string, string>> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};

/** A table; what it says of roles holds for its rows and cells too. */
export const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  extendNodeSchema: ({ name }) => {
    const tableRole = ROLES[name];
    return tableRole === undefined ? {} : { tableRole };
  },
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['div', { class: 'tableWrapper' }, ['table', { dir: 'auto' }, ['tbody', 0]]],
});

/** A row of cells. */
export const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

/** A cell. */
export const TableCell = createCell('tableCell', 'td');

/** A cell that names its column or row. */
export const TableHeader = createCell('tableHeader', 'th');

function createCell(name: string, tag: 'td' | 'th') {
  return Node.create({
    name,
    content: 'block+',
    isolating: true,
    addAttributes() {
      const unread = { default: null, rendered: false, parseHTML: () => null };
      return {
        colspan: span('colspan', 50),
        rowspan: span('rowspan', 500),
        colwidth: unread,
        align: unread,
      };
    },
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }): DOMOutputSpec => [tag, HTMLAttributes, 0],
  });
}

function span(name: 'colspan' | 'rowspan', max: number) {
  return {
    default: 1,
    parseHTML: (element: HTMLElement) => {
      const value = Number(element.getAttribute(name));
      return Number.isInteger(value) && value >= 1 && value <= max ? value : 1;
    },
    renderHTML: (attributes: Record<string, unknown>) => {
      const value = Number(attributes[name]);
      return value > 1 ? { [name]: value } : {};
    },
  };
}
