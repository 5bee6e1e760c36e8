// Everything a toolbar, a menu or a key can ask for, and the keys of it: one table, which the keyboard
// and the help dialog both read. Pure; loads no editor.

/** What can be done to a rich text. */
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
