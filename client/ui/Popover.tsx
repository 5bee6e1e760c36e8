// A small panel under the button that opened it. Takes the keyboard, and gives it back.
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './menu.module.css';

interface PopoverProps {
  isOpen: boolean;
  label: string;
  onClose(): void;
  /** The button. */
  target: ReactNode;
  children: ReactNode;
}

/** Closes with Escape, or when one presses or goes elsewhere. */
export function Popover({ isOpen, label, onClose, target, children }: PopoverProps) {
  const root = useRef<HTMLSpanElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    if (!isOpen) return;
    const panel = root.current?.querySelector<HTMLElement>('[role=dialog]');
    panel?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
    // Whole, and not only the line that is typed in: what is found stands below it.
    panel?.scrollIntoView({ block: 'nearest' });
    const handleElsewhere = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) latest.current();
    };
    document.addEventListener('pointerdown', handleElsewhere);
    document.addEventListener('focusin', handleElsewhere);
    return () => {
      document.removeEventListener('pointerdown', handleElsewhere);
      document.removeEventListener('focusin', handleElsewhere);
    };
  }, [isOpen]);
  return (
    <span ref={root} className={classes.root}>
      {target}
      {isOpen && (
        <div
          role="dialog"
          aria-label={label}
          className={classes.panel}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onClose();
            root.current?.querySelector('button')?.focus();
          }}
        >
          {children}
        </div>
      )}
    </span>
  );
}
