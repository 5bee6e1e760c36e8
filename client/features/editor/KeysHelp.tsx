// The keys of a document, shown by `?` where nothing is typed, and by Ctrl+/ anywhere.
import { lazy, Suspense, useEffect, useState } from 'react';

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }));

/** Listens for as long as a document is shown. */
export function KeysHelp() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      // A text that has the key has used it.
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const isChord = (event.ctrlKey || event.metaKey) && event.key === '/';
      const isSign = event.key === '?' && !event.ctrlKey && !event.metaKey;
      if (!isChord && !(isSign && !isTypedInto(event.target))) return;
      if (document.querySelector('[role=dialog]') !== null) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <KeysDialog onClose={() => setOpen(false)} />
    </Suspense>
  );
}

function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable=true], [role=textbox]') !== null
  );
}
