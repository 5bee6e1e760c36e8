// Deleting at the caret, over a small schema and without a browser.
import { Schema } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { deleteAtCaret } from './delete-at-caret.ts';

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'inline*' },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
  },
  marks: { bold: {} },
});

/** One paragraph whose parts are words, `null` for a line break; every second word is bold. */
function stateOf(parts: readonly (string | null)[], caret: number): EditorState {
  const inline = parts.map((part, index) =>
    part === null
      ? schema.node('hardBreak')
      : schema.text(part, index % 2 === 1 ? [schema.mark('bold')] : []),
  );
  const doc = schema.node('doc', null, [schema.node('paragraph', null, inline)]);
  return EditorState.create({ doc, selection: TextSelection.create(doc, 1 + caret) });
}

function left(
  state: EditorState,
  side: 'before' | 'behind',
  step: 'letter' | 'word' = 'letter',
): string | null {
  const tr = deleteAtCaret(state, side, step);
  return tr === null ? null : tr.doc.textBetween(0, tr.doc.content.size, '|', '/');
}

const FAMILY = '👩‍👩‍👧';
const ACCENTED = 'e\u0301';

test('[CL8] an emoji, a flag and a letter with its accents go as one, before and behind the caret', () => {
  for (const one of ['a', '😀', FAMILY, '🇸🇳', ACCENTED, 'ம்']) {
    const words = `x${one}y`;
    expect(left(stateOf([words], 1 + one.length), 'before'), one).toBe('xy');
    expect(left(stateOf([words], 1), 'behind'), one).toBe('xy');
  }
});

test('[CL8] a grapheme that is half bold goes as one, and a line break by itself', () => {
  expect(left(stateOf(['xe', '\u0301y'], 3), 'before')).toBe('xy');
  expect(left(stateOf(['x', null, 'y'], 2), 'before')).toBe('xy');
  expect(left(stateOf(['x', null, 'y'], 1), 'behind')).toBe('xy');
});

test('[CL8] at the ends of a line, and with words chosen, it is left to the editor', () => {
  expect(left(stateOf(['xy'], 0), 'before')).toBeNull();
  expect(left(stateOf(['xy'], 2), 'behind')).toBeNull();
  expect(left(stateOf([], 0), 'before')).toBeNull();
  const state = stateOf(['xy'], 0);
  const chosen = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1, 3)));
  expect(left(chosen, 'behind')).toBeNull();
});

test('[CL8] a word goes with the blanks between it and the caret, and nothing beyond the line', () => {
  const words = 'One two  three';
  expect(left(stateOf([words], 9), 'before', 'word')).toBe('One three');
  expect(left(stateOf([words], 7), 'behind', 'word')).toBe('One two');
  expect(left(stateOf([words], 6), 'before', 'word')).toBe('One o  three');
  expect(left(stateOf(['l’été ', 'ici'], 6), 'before', 'word')).toBe('ici');
  expect(left(stateOf(['a', null, '  b'], 4), 'before', 'word')).toBe('a/b');
  expect(left(stateOf(['a  ', null, 'b'], 1), 'behind', 'word')).toBe('a/b');
  expect(left(stateOf(['a', null, 'b'], 2), 'before', 'word')).toBe('ab');
  expect(left(stateOf(['a', null, 'b'], 1), 'behind', 'word')).toBe('ab');
  expect(left(stateOf(['   '], 3), 'before', 'word')).toBe('');
  expect(left(stateOf(['xy'], 0), 'before', 'word')).toBeNull();
  expect(left(stateOf(['xy'], 2), 'behind', 'word')).toBeNull();
});
