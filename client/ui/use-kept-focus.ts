// Where the keyboard goes when what it was on is away: a dialog that closes, a button that waits or
// goes with what it did. Left alone, browsers drop it at the top of the page, unread.
import { useLayoutEffect } from 'react';

/** Later than the kit's own return of the keyboard from what slides away, ms. */
const SETTLED_MS = 20;

/** While `isHeld` the keyboard may be elsewhere; afterwards it is where it was, or near. */
export function useKeptFocus(isHeld: boolean): void {
  useLayoutEffect(() => (isHeld ? keepFocus() : undefined), [isHeld]);
}

/** Remembers where the keyboard is; calling the answer gives it back, unless it went on by itself. */
function keepFocus(): () => void {
  const before = document.activeElement;
  const around: Element[] = [];
  for (let element = before; element !== null; element = element.parentElement) {
    around.push(element);
  }
  return () => {
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      if (isThere(before)) before.focus({ preventScroll: true });
      else focusNearestHeading(around);
    }, SETTLED_MS);
  };
}

function isThere(element: Element | null): element is HTMLElement {
  return (
    element instanceof HTMLElement &&
    element !== document.body &&
    element.isConnected &&
    !element.matches(':disabled')
  );
}

/** The first heading of the smallest place that is still there. */
function focusNearestHeading(around: readonly Element[]): void {
  for (const element of around) {
    const heading = element.isConnected ? element.querySelector('h1, h2, h3') : null;
    if (!(heading instanceof HTMLElement)) continue;
    focusHeading(heading);
    return;
  }
}

/** Takes the keyboard to a heading: it is read out, but is no stop on the way of Tab. */
export function focusHeading(heading: HTMLElement): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
