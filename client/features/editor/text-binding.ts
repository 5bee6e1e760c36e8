// Binds a native input or textarea to a Y.Text: smallest changes out, carets kept in, and nothing
// touched while an input method composes (CL6, CL8). Knows no React.
import type * as Y from 'yjs';
import { replaceText } from '../../../shared/document.ts';
import { FORM_ORIGIN } from '../../collab/form-undo.ts';
import { mapCaret, mergeTexts, type TextDelta } from './text-merge.ts';

/** The part of an input or textarea that is used. */
export interface TextElement extends EventTarget {
  value: string;
  selectionStart: number | null;
  selectionEnd: number | null;
  scrollTop: number;
  setSelectionRange(start: number, end: number): void;
}

interface TextBindingOptions {
  readonly text: Y.Text;
  /** Whether the caret is in the element: a selection is only restored where there is one. */
  isFocused(): boolean;
  /** After the element's value changed, by whomever. */
  onRendered?(): void;
}

/**
 * How long a composed word may lie still, ms, before it joins what others wrote meanwhile. Keyboards of
 * phones compose every word and keep the last one open for as long as nobody goes on typing.
 */
const RESTING_MS = 4_000;

/** Binds `element` to a text; returns how to stop. */
export function bindText(element: TextElement, options: TextBindingOptions): () => void {
  const { text, isFocused, onRendered } = options;
  const { doc } = text;
  if (doc === null) throw new TypeError('The text belongs to no document.');
  /** What the element and the text last agreed on. */
  let base = '';
  let isComposing = false;
  let isWriting = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  /** What others changed since then, in their order. */
  let missed: TextDelta[] = [];

  const render = (delta: TextDelta) => {
    base = text.toString();
    missed = [];
    if (element.value !== base) {
      const { selectionStart, selectionEnd, scrollTop } = element;
      element.value = base;
      if (isFocused() && selectionStart !== null && selectionEnd !== null) {
        element.setSelectionRange(mapCaret(selectionStart, delta), mapCaret(selectionEnd, delta));
      }
      element.scrollTop = scrollTop;
    }
    onRendered?.();
  };

  const write = () => {
    const theirs = text.toString();
    const merged = mergeTexts(base, element.value, missed, element.selectionEnd ?? undefined);
    if (merged.text !== theirs) {
      isWriting = true;
      try {
        doc.transact(() => replaceText(text, merged.text), FORM_ORIGIN);
      } finally {
        isWriting = false;
      }
    }
    if (element.value === merged.text) {
      base = merged.text;
      missed = [];
      onRendered?.();
    } else {
      // Others wrote while a word was composed: the caret stays behind my own words.
      render([]);
      if (isFocused()) element.setSelectionRange(merged.caret, merged.caret);
    }
  };

  const handleInput = () => {
    // While composing, words leave at once unless somebody else wrote: then they wait for the end,
    // because the element must not be touched and the two texts differ.
    if (isComposing && text.toString() !== base) waitForRest();
    else write();
  };
  const waitForRest = () => {
    clearTimeout(resting);
    resting = setTimeout(handleCompositionEnd, RESTING_MS);
  };
  const handleCompositionStart = () => {
    isComposing = true;
  };
  const handleCompositionEnd = () => {
    clearTimeout(resting);
    isComposing = false;
    write();
  };
  const handleText = (event: Y.YTextEvent) => {
    if (isWriting) return;
    if (!isComposing) {
      render(event.delta);
      return;
    }
    missed.push(event.delta);
    waitForRest();
  };

  element.addEventListener('input', handleInput);
  element.addEventListener('compositionstart', handleCompositionStart);
  element.addEventListener('compositionend', handleCompositionEnd);
  text.observe(handleText);
  render([]);
  return () => {
    clearTimeout(resting);
    // Nothing tells of the end of a word whose field is taken away.
    if (isComposing && element.value !== base) write();
    element.removeEventListener('input', handleInput);
    element.removeEventListener('compositionstart', handleCompositionStart);
    element.removeEventListener('compositionend', handleCompositionEnd);
    text.unobserve(handleText);
  };
}
