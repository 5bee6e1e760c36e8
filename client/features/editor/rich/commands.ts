// What each action does, in Tiptap's commands, and whether it is in force where the caret is.
import { type Editor, findParentNode, type SingleCommands } from '@tiptap/core';
import type { RichAction } from './action-keys.ts';

/** The command behind each action. */
const COMMANDS: Readonly<Record<RichAction, (commands: SingleCommands) => boolean>> = {
  bold: (commands) => commands.toggleBold(),
  italic: (commands) => commands.toggleItalic(),
  underline: (commands) => commands.toggleUnderline(),
  strike: (commands) => commands.toggleStrike(),
  'inline-code': (commands) => commands.toggleCode(),
  paragraph: (commands) => commands.setParagraph(),
  heading2: (commands) => commands.toggleHeading({ level: 2 }),
  heading3: (commands) => commands.toggleHeading({ level: 3 }),
  heading4: (commands) => commands.toggleHeading({ level: 4 }),
  bullets: (commands) => commands.toggleBulletList(),
  numbers: (commands) => commands.toggleOrderedList(),
  quote: (commands) => commands.toggleBlockquote(),
  code: (commands) => commands.toggleCodeBlock(),
  table: (commands) => commands.insertTable(),
  divider: (commands) => commands.insertDivider(),
  'line-break': (commands) => commands.setHardBreak(),
};

/** Does it where the selection is; answers whether it could be done. */
export function runAction(editor: Editor, action: RichAction): boolean {
  return COMMANDS[action](editor.commands);
}

/** The actions a toolbar shows as pressed, and how each is recognised. */
const SHOWN: readonly (readonly [RichAction | 'link', (editor: Editor) => boolean])[] = [
  ['bold', (editor) => editor.isActive('bold')],
  ['italic', (editor) => editor.isActive('italic')],
  ['heading2', (editor) => editor.isActive('heading', { level: 2 })],
  ['heading3', (editor) => editor.isActive('heading', { level: 3 })],
  ['bullets', (editor) => innermostList(editor) === 'bulletList'],
  ['numbers', (editor) => innermostList(editor) === 'orderedList'],
  ['quote', (editor) => editor.isActive('blockquote')],
  ['code', (editor) => editor.isActive('codeBlock')],
  ['table', (editor) => editor.isActive('table')],
  ['link', (editor) => editor.isActive('link')],
];

/** What is in force where the caret is. */
export function readActive(editor: Editor): ReadonlySet<RichAction | 'link'> {
  return new Set(SHOWN.filter(([, isActive]) => isActive(editor)).map(([name]) => name));
}

const isList = findParentNode(({ type }) => type.isInGroup('list'));

function innermostList({ state }: Editor): string | undefined {
  return isList(state.selection)?.node.type.name;
}
