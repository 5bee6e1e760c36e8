// Tells others which field I am in, from the focus of its control.
import type { FocusEvent } from 'react';
import { useOpenDocument } from '../../collab/hooks.ts';

/** Focus handlers for whatever holds the controls of `root`. */
export function useFieldFocus(root: string): {
  onFocus(): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
} {
  const { presence, undo } = useOpenDocument();
  return {
    onFocus() {
      presence.setField(root);
      // Work in another field is another step of my history.
      undo.endStep();
    },
    onBlur(event) {
      if (!event.currentTarget.contains(event.relatedTarget)) presence.setField(null);
    },
  };
}
