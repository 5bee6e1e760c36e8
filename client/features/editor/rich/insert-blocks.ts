// Tables and dividing lines, put where the caret is.
import { Extension } from '@tiptap/core';
import type { Node, Schema } from '@tiptap/pm/model';
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    blocks: {
      /** Puts a table where the caret is; not into another, which nobody could read. */
      insertTable(): ReturnType;
      /** Puts a dividing line where the caret is, and the caret behind it. */
      insertDivider(): ReturnType;
    };
  }
}

/** The commands that insert blocks. */
export const InsertBlocks = Extension.create({
  name: 'insertBlocks',
  addCommands() {
    return {
      insertTable:
        () =>
        ({ tr, dispatch }) =>
          insertBlock(tr, createTable(tr.doc.type.schema, 3, 2), dispatch !== undefined),
      insertDivider:
        () =>
        ({ tr, dispatch }) => {
          const { horizontalRule } = tr.doc.type.schema.nodes;
          return (
            horizontalRule !== undefined &&
            insertBlock(tr, horizontalRule.create(), dispatch !== undefined)
          );
        },
    };
  },
});

function createTable(schema: Schema, rows: number, columns: number): Node {
  const row = (cell: string) =>
    schema.node(
      'tableRow',
      null,
      Array.from({ length: columns }, () => schema.node(cell, null, schema.node('paragraph'))),
    );
  return schema.node(
    'table',
    null,
    Array.from({ length: rows }, (_row, index) => row(index === 0 ? 'tableHeader' : 'tableCell')),
  );
}

/** Puts a block where the caret is, with the caret in it, or behind it when nothing fits in. */
function insertBlock(tr: Transaction, block: Node, isWanted: boolean): boolean {
  const { $from } = tr.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === 'table') return false;
  }
  const isEmpty = $from.parent.isTextblock && $from.parent.content.size === 0;
  const depth = $from.depth === 0 ? 0 : $from.depth - 1;
  const container = $from.node(depth);
  const index = isEmpty ? $from.index(depth) : $from.indexAfter(depth);
  if ($from.depth > 0 && !container.canReplaceWith(index, $from.indexAfter(depth), block.type)) {
    return false;
  }
  if (!isWanted) return true;
  const at = $from.depth === 0 ? $from.pos : isEmpty ? $from.before() : $from.after();
  const end = isEmpty && $from.depth > 0 ? $from.after() : at;
  tr.replaceWith(at, end, block);
  const behind = at + block.nodeSize;
  // Whoever writes on needs a line to write on.
  if (block.isLeaf && tr.doc.resolve(behind).nodeAfter === null) {
    tr.insert(behind, block.type.schema.node('paragraph'));
  }
  const inside = Selection.findFrom(tr.doc.resolve(block.isLeaf ? behind : at + 1), 1, true);
  tr.setSelection(inside ?? TextSelection.near(tr.doc.resolve(behind))).scrollIntoView();
  return true;
}
