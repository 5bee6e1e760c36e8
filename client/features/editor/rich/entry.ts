// Does in an editor what somebody did in the text before the editor was there.
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { deleteAtCaret } from './delete-at-caret.ts';
import type { Pressed, RichEntry } from './entry-notes.ts';
import { isOnMac } from './key-words.ts';

/** Takes the caret where it was wanted, then every key and paste in their order. */
export function replayEntry(view: EditorView, entry: RichEntry | null): void {
  if (entry === null) return;
  placeCaret(view, entry.click);
  view.focus();
  for (const one of entry.done) {
    if (one.type === 'key') press(view, one);
    else if (one.html !== '') view.pasteHTML(one.html);
    else view.pasteText(one.text);
  }
}

function placeCaret(view: EditorView, click: RichEntry['click']): void {
  if (click === null) return;
  const { left, top } = view.dom.getBoundingClientRect();
  const found = view.posAtCoords({ left: left + click.left, top: top + click.top });
  // Below the last line is where one goes on writing.
  const at = found === null ? view.state.doc.content.size : found.pos;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at), -1)));
}

type Move = readonly [direction: string, step: string];

/** What a browser does by itself with keys no command takes. */
const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: ['left', 'character'],
  ArrowRight: ['right', 'character'],
  ArrowUp: ['backward', 'line'],
  ArrowDown: ['forward', 'line'],
  Home: ['backward', 'lineboundary'],
  End: ['forward', 'lineboundary'],
};

/** The same keys with Ctrl, on a Mac with Option; others move as without it. */
const WORD_MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: ['left', 'word'],
  ArrowRight: ['right', 'word'],
  Home: ['backward', 'documentboundary'],
  End: ['forward', 'documentboundary'],
};

/** The same keys with Command. */
const COMMAND_MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: ['left', 'lineboundary'],
  ArrowRight: ['right', 'lineboundary'],
  ArrowUp: ['backward', 'documentboundary'],
  ArrowDown: ['forward', 'documentboundary'],
};

/** Which side of the caret a key takes from. */
const DELETES: Readonly<Record<string, 'before' | 'behind'>> = {
  Backspace: 'before',
  Delete: 'behind',
};

function press(view: EditorView, { init }: Pressed): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = init;
  const isByWord = isOnMac() ? altKey : ctrlKey;
  const event = new KeyboardEvent('keydown', { ...init, cancelable: true });
  if (view.someProp('handleKeyDown', (handle) => handle(view, event))) return;
  const { from, to } = view.state.selection;
  const { tr } = view.state;
  if (key.length === 1 && !ctrlKey && !metaKey) {
    const insert = () => tr.insertText(key, from, to);
    const isTaken = view.someProp('handleTextInput', (handle) =>
      handle(view, from, to, key, insert),
    );
    if (!isTaken) view.dispatch(insert());
    return;
  }
  const side = DELETES[key];
  if (side !== undefined) {
    const deletion = deleteAtCaret(view.state, side, isByWord ? 'word' : 'letter');
    if (deletion !== null) view.dispatch(deletion);
    return;
  }
  const move = (isByWord ? WORD_MOVES : metaKey ? COMMAND_MOVES : MOVES)[key] ?? MOVES[key];
  if (move === undefined) return;
  document.getSelection()?.modify(shiftKey ? 'extend' : 'move', ...move);
  readCaret(view);
}

/** The browser tells of a moved caret later than the next key is done again. */
function readCaret(view: EditorView): void {
  const selection = document.getSelection();
  if (selection?.focusNode == null || selection.anchorNode === null) return;
  if (!view.dom.contains(selection.focusNode)) return;
  const { doc, tr } = view.state;
  const anchor = view.posAtDOM(selection.anchorNode, selection.anchorOffset);
  const head = view.posAtDOM(selection.focusNode, selection.focusOffset);
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
}
