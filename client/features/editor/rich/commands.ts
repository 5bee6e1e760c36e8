// What can be done to a rich text, as ProseMirror commands, and what is true where the caret is.
import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { MarkType, Node, NodeType, ResolvedPos } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, Selection, TextSelection } from 'prosemirror-state';
import { schema } from './schema.ts';

const { nodes, marks } = schema;

/** Everything a toolbar, a menu or a key can ask for. */
export type RichAction =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'inline-code'
  | 'paragraph'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'bullets'
  | 'numbers'
  | 'quote'
  | 'code'
  | 'table'
  | 'divider'
  | 'line-break';

/** The command behind each action. */
export const COMMANDS: Readonly<Record<RichAction, Command>> = {
  bold: toggleMark(marks.bold),
  italic: toggleMark(marks.italic),
  underline: toggleMark(marks.underline),
  strike: toggleMark(marks.strike),
  'inline-code': toggleMark(marks.code),
  paragraph: setBlockType(nodes.paragraph),
  heading2: toggleBlock(nodes.heading, { level: 2 }),
  heading3: toggleBlock(nodes.heading, { level: 3 }),
  heading4: toggleBlock(nodes.heading, { level: 4 }),
  bullets: toggleList(nodes.bulletList),
  numbers: toggleList(nodes.orderedList),
  quote: (state, dispatch) =>
    isInside(state, nodes.blockquote)
      ? lift(state, dispatch)
      : wrapIn(nodes.blockquote)(state, dispatch),
  code: toggleBlock(nodes.codeBlock),
  table: insertBlock(() => createTable(3, 2)),
  divider: insertBlock(() => nodes.horizontalRule.create()),
  'line-break': (state, dispatch) => {
    if (state.selection.$from.parent.type.spec.code) return false;
    dispatch?.(state.tr.replaceSelectionWith(nodes.hardBreak.create()).scrollIntoView());
    return true;
  },
};

/** Whether an action is in force where the caret is, so that its button looks pressed. */
export function isActive(state: EditorState, action: RichAction): boolean {
  switch (action) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
      return hasMark(state, marks[action]);
    case 'inline-code':
      return hasMark(state, marks.code);
    case 'heading2':
    case 'heading3':
    case 'heading4':
      return isBlock(state, nodes.heading, { level: Number(action.at(-1)) });
    case 'bullets':
      return innermostList(state.selection.$from)?.node.type === nodes.bulletList;
    case 'numbers':
      return innermostList(state.selection.$from)?.node.type === nodes.orderedList;
    case 'quote':
      return isInside(state, nodes.blockquote);
    case 'code':
      return isBlock(state, nodes.codeBlock);
    case 'table':
      return isInside(state, nodes.table);
    case 'paragraph':
    case 'divider':
    case 'line-break':
      return false;
  }
}

/** Whether the selection, or what would be typed at the caret, has a mark. */
export function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

/** Whether the caret is somewhere in a node of this type. */
export function isInside(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type === type) return true;
  }
  return false;
}

/** The link around the caret or through the selection, with the range it covers. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } | null {
  const { $from, from, to, empty } = state.selection;
  if (!empty) {
    let href: string | null = null;
    state.doc.nodesBetween(from, to, (node) => {
      const mark = marks.link.isInSet(node.marks);
      if (mark !== undefined) href ??= String(mark.attrs.href ?? '');
    });
    return href === null ? null : { from, to, href };
  }
  const { parent } = $from;
  let start = $from.start();
  for (let index = 0; index < parent.childCount; index++) {
    const child = parent.child(index);
    const mark = marks.link.isInSet(child.marks);
    const end = start + child.nodeSize;
    if (mark !== undefined && from >= start && from <= end) {
      let [first, last] = [start, end];
      for (let before = index - 1; before >= 0; before--) {
        if (!mark.isInSet(parent.child(before).marks)) break;
        first -= parent.child(before).nodeSize;
      }
      for (let after = index + 1; after < parent.childCount; after++) {
        if (!mark.isInSet(parent.child(after).marks)) break;
        last += parent.child(after).nodeSize;
      }
      return { from: first, to: last, href: String(mark.attrs.href ?? '') };
    }
    start = end;
  }
  return null;
}

/** Makes the selection, the link at the caret, or else the address itself, a link. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const mark = marks.link.create({ href });
    const { tr, selection } = state;
    const existing = linkAt(state);
    if (selection.empty && existing === null) {
      tr.replaceSelectionWith(schema.text(href, [mark]), false);
    } else {
      const { from, to } = existing ?? selection;
      tr.removeMark(from, to, marks.link).addMark(from, to, mark);
    }
    dispatch?.(tr.removeStoredMark(marks.link).scrollIntoView());
    return true;
  };
}

/** Makes a link plain words again. */
export const removeLink: Command = (state, dispatch) => {
  const link = linkAt(state);
  if (link === null) return false;
  dispatch?.(state.tr.removeMark(link.from, link.to, marks.link));
  return true;
};

function isBlock(state: EditorState, type: NodeType, attributes: Record<string, unknown> = {}) {
  const { parent } = state.selection.$from;
  return (
    parent.type === type &&
    Object.entries(attributes).every(([name, value]) => parent.attrs[name] === value)
  );
}

function toggleBlock(type: NodeType, attributes?: Record<string, unknown>): Command {
  return (state, dispatch) =>
    isBlock(state, type, attributes)
      ? setBlockType(nodes.paragraph)(state, dispatch)
      : setBlockType(type, attributes)(state, dispatch);
}

function innermostList($from: ResolvedPos): { node: Node; at: number } | null {
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type === nodes.bulletList || node.type === nodes.orderedList) {
      return { node, at: $from.before(depth) };
    }
  }
  return null;
}

/** Into a list, out of it, or from one sort of list to the other. */
function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const list = innermostList(state.selection.$from);
    if (list === null) return wrapInList(type)(state, dispatch);
    if (list.node.type === type) return liftListItem(nodes.listItem)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(list.at, type));
    return true;
  };
}

function createTable(rows: number, columns: number): Node {
  return nodes.table.create(
    null,
    Array.from({ length: rows }, (_row, row) =>
      nodes.tableRow.create(
        null,
        Array.from({ length: columns }, () =>
          (row === 0 ? nodes.tableHeader : nodes.tableCell).create(null, nodes.paragraph.create()),
        ),
      ),
    ),
  );
}

/** Puts a block where the caret is, with the caret in it, or behind it when nothing fits in. */
function insertBlock(create: () => Node): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    // A table in a table would be as unreadable as it is on paper.
    if (isInside(state, nodes.table)) return false;
    const node = create();
    const isEmpty = $from.parent.isTextblock && $from.parent.content.size === 0;
    const depth = $from.depth === 0 ? 0 : $from.depth - 1;
    const container = $from.node(depth);
    const index = isEmpty ? $from.index(depth) : $from.indexAfter(depth);
    if ($from.depth > 0 && !container.canReplaceWith(index, $from.indexAfter(depth), node.type)) {
      return false;
    }
    if (dispatch === undefined) return true;
    const { tr } = state;
    const at = $from.depth === 0 ? $from.pos : isEmpty ? $from.before() : $from.after();
    const end = isEmpty && $from.depth > 0 ? $from.after() : at;
    tr.replaceWith(at, end, node);
    const behind = at + node.nodeSize;
    // Whoever writes on needs a line to write on.
    if (node.isLeaf && tr.doc.resolve(behind).nodeAfter === null) {
      tr.insert(behind, nodes.paragraph.create());
    }
    const inside = Selection.findFrom(tr.doc.resolve(node.isLeaf ? behind : at + 1), 1, true);
    tr.setSelection(inside ?? TextSelection.near(tr.doc.resolve(behind)));
    dispatch(tr.scrollIntoView());
    return true;
  };
}
