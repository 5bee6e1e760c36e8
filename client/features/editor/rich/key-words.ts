// Keys as they are written on the keyboard in front of one: `Mod-Shift-7` is Ctrl+Shift+7, or ⌘⇧7. Pure
// but for asking which machine this is.

const SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩' };

/** The words for a binding. */
export function keyWords(binding: string, isMac = isOnMac()): string {
  const parts = binding.split('-').map((part) => (part.length === 1 ? part.toUpperCase() : part));
  if (isMac) return parts.map((part) => SIGNS[part] ?? part).join('');
  return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
}

/** Whether keys mean what they mean on Apple's keyboards. */
export function isOnMac(): boolean {
  return /Mac|iP(hone|ad|od)/.test(navigator.platform);
}
