// What somebody does in a text before its editor is there, noted so that nothing of it is lost. Knows
// no editor; `entry.ts` does it again in one.

/** How somebody came into a text, and what they did since. */
export interface RichEntry {
  /** Where they clicked or touched, px from the corner of the text; `null` when they came by key. */
  readonly click: { readonly left: number; readonly top: number } | null;
  readonly done: (Pressed | Pasted)[];
}

/** A key. */
export interface Pressed {
  readonly type: 'key';
  readonly init: KeyboardEventInit & { readonly key: string };
}

/** A paste. */
interface Pasted {
  readonly type: 'paste';
  readonly html: string;
  readonly text: string;
}

/** A way in by mouse or finger. */
export function noteClick(event: PointerEvent): RichEntry {
  const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
  return { click: { left: event.clientX - left, top: event.clientY - top }, done: [] };
}

/** Notes a key that means something in a text; others keep their meaning for the page. */
export function noteKey(entry: RichEntry, event: KeyboardEvent): void {
  const { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  // Tab leaves, and a paste comes as an event of its own.
  if (isComposing || key === 'Tab' || ((ctrlKey || metaKey) && /^[cvxz]$/i.test(key))) return;
  entry.done.push({
    type: 'key',
    init: { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey },
  });
  // The page would scroll.
  event.preventDefault();
}

/** Notes a paste. */
export function notePaste(entry: RichEntry, event: ClipboardEvent): void {
  const { clipboardData } = event;
  if (clipboardData === null) return;
  event.preventDefault();
  entry.done.push({
    type: 'paste',
    html: clipboardData.getData('text/html'),
    text: clipboardData.getData('text/plain'),
  });
}
