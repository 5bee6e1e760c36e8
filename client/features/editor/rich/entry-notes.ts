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

/** Keys beside letters that a text knows. */
const WRITING_KEYS = /^(Enter|Backspace|Delete|Home|End|Arrow(Left|Right|Up|Down))$/;

/** What a text does with Ctrl or ⌘; everything else, such as reloading, is the browser's. */
const SHORTCUTS = /^[abeiku/]$/i;

/** The same with Shift or Alt, by the place of the key: what it writes depends on the keyboard. */
const FURTHER_SHORTCUTS = /^(Digit[0-478]|Key[SBC])$/;

/** Notes a key that means something in a text; others keep their meaning for the page. */
export function noteKey(entry: RichEntry, event: KeyboardEvent): void {
  const { key, code, keyCode, metaKey, shiftKey, isComposing } = event;
  // Windows says Ctrl and Alt of the key that writes @ or €.
  const isWriting = event.getModifierState('AltGraph');
  const ctrlKey = event.ctrlKey && !isWriting;
  const altKey = event.altKey && !isWriting;
  if (isComposing || !isOfText({ key, code, ctrlKey, metaKey, altKey, shiftKey })) return;
  entry.done.push({
    type: 'key',
    init: { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey },
  });
  // The page would scroll.
  event.preventDefault();
}

function isOfText({ key, code = '', ...held }: Pressed['init']): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = held;
  if (WRITING_KEYS.test(key)) return true;
  if (!ctrlKey && !metaKey) return key.length === 1;
  return altKey || shiftKey ? FURTHER_SHORTCUTS.test(code) : SHORTCUTS.test(key);
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
