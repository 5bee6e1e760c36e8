// Ctrl+Z and its kin over the whole form: one history of my own changes, wherever the caret is (CL7).
import { type ReactNode, useEffect, useRef } from 'react';
import { useOpenDocument } from '../../collab/hooks.ts';
import { useForm } from './form-context.ts';
import { showRoot } from './jump.ts';

/** Catches the keys before a field's own history would. */
export function UndoKeys({
  className,
  children,
}: {
  className: string | undefined;
  children: ReactNode;
}) {
  const { undo } = useOpenDocument();
  const form = useForm();
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const handleKey = (event: KeyboardEvent) => {
      if (event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (hasOwnUndo(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      event.stopPropagation();
      if (!latest.current.canEdit) return;
      if (key === 'y' || event.shiftKey) undo.redo();
      else undo.undo();
    };
    // Menus, gestures and shaken phones ask without a key.
    const handleInput = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
      if (hasOwnUndo(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      if (!latest.current.canEdit) return;
      if (event.inputType === 'historyUndo') undo.undo();
      else undo.redo();
    };
    current.addEventListener('keydown', handleKey, { capture: true });
    current.addEventListener('beforeinput', handleInput, { capture: true });
    const stopReached = undo.onReached((root) => showRoot(root, latest.current));
    return () => {
      current.removeEventListener('keydown', handleKey, { capture: true });
      current.removeEventListener('beforeinput', handleInput, { capture: true });
      stopReached();
    };
  }, [undo]);
  return (
    <div ref={element} className={className}>
      {children}
    </div>
  );
}

/** What is written there is no part of the document: the browser's own history is the right one. */
function hasOwnUndo(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-own-undo]') !== null;
}
