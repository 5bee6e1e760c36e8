// Gives an input or textarea the words of a text root for as long as it stands.
import { type RefObject, useEffect, useRef } from 'react';
import { useOpenDocument } from '../../collab/hooks.ts';
import { bindText } from './text-binding.ts';

/** A ref for the element that shows `root`; the element must be uncontrolled. */
export function useTextBinding<E extends HTMLInputElement | HTMLTextAreaElement>(
  root: string,
): RefObject<E | null> {
  const { doc } = useOpenDocument();
  const element = useRef<E>(null);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    return bindText(current, {
      text: doc.getText(root),
      isFocused: () => document.activeElement === current,
      ...(current instanceof HTMLTextAreaElement && !GROWS
        ? { onRendered: () => fitHeight(current) }
        : {}),
    });
  }, [doc, root]);
  return element;
}

/** Whether the browser lets a textarea grow with its words by itself. */
const GROWS = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

function fitHeight(element: HTMLTextAreaElement): void {
  element.style.height = 'auto';
  element.style.height = `${element.scrollHeight}px`;
}
